"""The command line: `main` parses the arguments, runs one command, and turns errors into exit statuses.

Each module here is a command or a group of them: `register` adds it to the parser, and a function runs it. Shared are
parser (arguments and help), output (everything that is printed) and clients (credentials).
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import Any

from labclients._provenance import provenance
from labclients.cli import contract, demo, doctor, labguru, labvanced, output, sandbox
from labclients.cli.parser import Parser
from labclients.errors import LabClientsError

__all__ = ["main"]

INTERRUPTED, PIPE_CLOSED = 130, 141  # as a shell counts them: 128 and the number of the signal

_DESCRIPTION = """\
Labvanced's studies and Labguru's notebook, from the shell.

Credentials come from the environment, never from an argument:
  LABVANCED_TOKEN
  LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD (asked for at a terminal
  when it is not set), and LABGURU_ACCOUNT_ID if you have several workspaces
Servers, unless --base-url says so:
  LABVANCED_BASE_URL, LABGURU_BASE_URL"""

_EPILOG = """\
begin here:
  labclients demo                                 no account needed
  labclients doctor                               what is configured
  labclients labvanced mirror 61286 data/61286    a study on your own disk
  labclients labguru list experiments --limit 10
  labclients labguru list --help                  every command has its own help

Tables are for people and fit the terminal. --json and --jsonl are for programs;
notes, progress and errors go to standard error.

exit status:
  0    done
  1    failed, in full or in part; the reason is on standard error
  2    the command line was not understood
  3    contract: could not be told
  130  interrupted with Ctrl-C"""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status; nothing but a usage error (SystemExit 2) is raised.

    Args:
        argv: The arguments; those of the process by default.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a title that the terminal's encoding lacks must not end the program
    try:
        args = parse_arguments(sys.argv[1:] if argv is None else argv)
        status = int(args.run(args))
        sys.stdout.flush()
    except LabClientsError as error:
        output.error(str(error))
        return 1
    except BrokenPipeError:  # before OSError, which it is: in `labclients ... | head`, it is no failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what Python flushes when it ends
        return PIPE_CLOSED
    except OSError as error:
        output.error(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))
        return 1
    except KeyboardInterrupt:
        if argv is None:  # everything is closed, but threads that wait for a silent server would delay the end
            sys.stderr.flush()
            os._exit(INTERRUPTED)
        return INTERRUPTED
    return status


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Parse a command line; `run` of the result is the function that runs the command."""
    joined: list[str] = []
    for arg in argv:  # --order-by -id as --order-by=-id: argparse takes what begins with a dash for an option
        if joined and joined[-1] == "--order-by" and arg[:1] == "-" != arg[1:2]:
            joined[-1] += f"={arg}"
        else:
            joined.append(arg)
    return _parser().parse_args(joined)


def _parser() -> Parser:
    parser = Parser(prog="labclients", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version, and what it was made from")
    commands = parser.add_commands()
    for module in (demo, sandbox, doctor, contract, labvanced, labguru):
        module.register(commands)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        sources = provenance()
        print(f"labclients {sources.pop('labclients')}")
        for service, facts in sources.items():
            print(service)
            for name, value in facts.items():  # never cut: half a hash names nothing
                print(f"  {name.replace('_', ' '):<17}{value}")
        parser.exit()
