"""What every command's arguments have in common."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
from collections.abc import Callable, Generator
from typing import Any, NoReturn, TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
Run: TypeAlias = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """Help as it was written; a usage error is one sentence and exit status 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Plain, allow_abbrev=False, **settings)

    def add_commands(self) -> Commands:
        """Let the first argument choose; without one, show the help."""
        self.set_defaults(run=self._ask)
        return self.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one sentence."""
        self.exit(2, f"labclients: {message.removeprefix('argument ')} (see {self.prog} --help)\n")

    def _ask(self, args: argparse.Namespace) -> int:
        self.print_help(sys.stderr)
        return 2


class _Plain(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=min(shutil.get_terminal_size().columns, 100))

    def _iter_indented_subactions(self, action: argparse.Action) -> Generator[argparse.Action]:
        with contextlib.suppress(AttributeError):  # only commands have some
            yield from action._get_subactions()  # type: ignore[attr-defined]

    def _format_action(self, action: argparse.Action) -> str:
        text = super()._format_action(action)
        # Above the list of commands, argparse writes their placeholder once more.
        return text.partition("\n")[2] if action.nargs == argparse.PARSER else text


def command(commands: Commands, name: str, run: Run, summary: str, more: str = "", *, example: str) -> Parser:
    """Add a command: `summary` is its line in the list, `more` follows it in its own help, `example` ends that."""
    about = f"{summary[0].upper()}{summary[1:]}." + (f"\n\n{more}" if more else "")
    parser = commands.add_parser(name, help=summary, description=about, epilog=f"example:\n{_indented(example)}")
    parser.set_defaults(run=run)
    return parser


def base_url(parser: Parser, variable: str) -> None:
    """Add --base-url."""
    parser.add_argument("--base-url", metavar="URL", help=f"the server; {variable}, else the vendor's, unless given")


def number(text: str) -> int:
    """An id, or another count from 1 on."""
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 on, not {text!r}")
    return int(text)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
