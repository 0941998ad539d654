"""The command line: what it understands, and how it ends.

    labclients demo                                   see both services at work, without an account
    labclients labvanced download 61286 --all         the exports of a whole study
    labclients labguru list experiments --jsonl       one experiment per line

A command is a module with `register`, which adds its arguments, and a function that runs it and returns the exit
status.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import Any

from labclients._provenance import provenance
from labclients.cli import contract, demo, doctor, labguru, labvanced, sandbox, show
from labclients.cli.parser import Parser
from labclients.errors import LabClientsError

__all__ = ["main"]

INTERRUPTED, PIPE_CLOSED = 130, 141  # as a shell counts them: 128 and the number of the signal

_ABOUT = """\
Labvanced's studies and Labguru's notebook, from the shell.

Credentials come from the environment, never from an argument:
  LABVANCED_TOKEN
  LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD (asked for at a terminal
  when it is not set), and LABGURU_ACCOUNT_ID if you have several workspaces
Servers, unless --base-url says so:
  LABVANCED_BASE_URL, LABGURU_BASE_URL"""

_MORE = """\
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
        argv: The arguments; those of the process unless told.
    """
    _tolerate_old_terminals()
    try:
        args = _parser().parse_args(_joined(sys.argv[1:] if argv is None else argv))
        status = int(args.run(args))
        sys.stdout.flush()
    except LabClientsError as error:
        status = _failed(str(error))
    except BrokenPipeError:  # before OSError, which it is: `labclients ... | head` is no failure to talk about
        status = _drop_output()
    except OSError as error:
        status = _failed(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))
    except KeyboardInterrupt:
        status = INTERRUPTED
        if argv is None:
            _leave(status)
    return status


def _parser() -> Parser:
    parser = Parser(prog="labclients", description=_ABOUT, epilog=_MORE)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version, and what it was made from")
    commands = parser.add_commands()
    for module in (demo, sandbox, doctor, contract, labvanced, labguru):
        module.register(commands)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        made = provenance()
        print(f"labclients {made.pop('labclients')}")
        for service, parts in made.items():
            print(service)
            for name, said in parts.items():  # never cut: half a hash names nothing
                print(f"  {name.replace('_', ' '):<17}{said}")
        parser.exit()


def _joined(argv: list[str]) -> list[str]:
    """``--order-by -id`` as ``--order-by=-id``: argparse takes what begins with a dash for an option."""
    joined: list[str] = []
    for arg in argv:
        if joined and joined[-1] == "--order-by" and arg[:1] == "-" != arg[1:2]:
            joined[-1] += f"={arg}"
        else:
            joined.append(arg)
    return joined


def _failed(text: str) -> int:
    show.note(f"labclients: {show.spoken(text)}")
    return 1


def _tolerate_old_terminals() -> None:
    """A title that the terminal's encoding lacks must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _drop_output() -> int:
    """Nobody reads any more: what Python still flushes when it ends goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return PIPE_CLOSED


def _leave(status: int) -> None:
    """End now. Everything is closed, but threads that wait for a silent server would hold the interpreter."""
    sys.stderr.flush()
    os._exit(status)
