"""The argument parser of all commands: help, usage errors, and the arguments that several commands share."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

Commands: TypeAlias = "Callable[..., Parser]"
"""Adds a command to a parser."""
Run: TypeAlias = Callable[[argparse.Namespace], int]
"""Runs a command; returns the exit status."""

STATUSES = """\
exit status: 0 done, 1 failed in full or in part (standard error says why),
2 the command line was not understood, 130 interrupted with Ctrl-C"""


class Parser(argparse.ArgumentParser):
    """Shows descriptions and examples as they are written; a usage error is one sentence and exit status 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_formatter, allow_abbrev=False, **settings)

    def add_commands(self) -> Commands:
        """Let the first argument choose a command; without one, show the help."""
        self.set_defaults(run=self._show_help)
        return self.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser).add_parser

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end with status 2."""
        self.exit(2, f"labclients: {message.removeprefix('argument ')} (see {self.prog} --help)\n")

    def _show_help(self, args: argparse.Namespace) -> int:
        self.print_help(sys.stderr)
        return 2


def _formatter(prog: str) -> argparse.HelpFormatter:
    width = min(shutil.get_terminal_size().columns, 100)
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=28, width=width)


def command(
    commands: Commands, name: str, run: Run, summary: str, more: str, *, example: str, statuses: str = STATUSES
) -> Parser:
    """Add a command.

    Args:
        commands: The commands it belongs to.
        name: What users type.
        run: Runs it.
        summary: Its line in the list of commands, and the first sentence of its help.
        more: The rest of its help.
        example: Command lines for the end of its help.
        statuses: Its exit statuses, for the end of its help.
    """
    description = f"{summary[0].upper()}{summary[1:]}.\n\n{more}"
    epilog = f"example:\n{textwrap.indent(example, '  ')}\n\n{statuses}"
    parser = commands(name, help=summary, description=description, epilog=epilog)
    parser.set_defaults(run=run)
    return parser


def group(commands: Commands, name: str, summary: str, description: str, *, example: str) -> Commands:
    """Add a command that has commands of its own."""
    epilog = f"begin here:\n{textwrap.indent(example, '  ')}"
    return commands(name, help=summary, description=description, epilog=epilog).add_commands()


def add_base_url(parser: Parser, variable: str) -> None:
    """Add --base-url."""
    parser.add_argument("--base-url", metavar="URL", help=f"the server (default: {variable}, else the vendor's)")


def add_json(parser: Parser, rows: str) -> None:
    """Add --json and --jsonl, which print `rows` for programs."""
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help=f"{rows} as one JSON array")
    formats.add_argument("--jsonl", action="store_true", help=f"{rows} as JSON, one per line")


def add_study(parser: Parser) -> None:
    """Add STUDY."""
    parser.add_argument("study", type=positive_int, metavar="STUDY", help="number of the study")


def add_directory(parser: Parser, text: str) -> None:
    """Add DIR."""
    parser.add_argument("directory", type=Path, metavar="DIR", help=text)


def positive_int(text: str) -> int:
    """The type of an argument that is an id, or another whole number from 1 on."""
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 on, not {text!r}")
    return int(text)
