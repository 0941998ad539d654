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


STATUSES = """\
exit status: 0 done, 1 failed in full or in part (standard error says why),
2 the command line was not understood, 130 interrupted with Ctrl-C"""


class Parser(argparse.ArgumentParser):
    """Help as it was written; a usage error is one sentence and exit status 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Plain, allow_abbrev=False, add_help=False, **settings)
        self._positionals.title = "arguments"
        self.add_argument("-h", "--help", action="help", help="show this help")

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


def command(
    commands: Commands, name: str, run: Run, summary: str, more: str = "", *, example: str, statuses: str = STATUSES
) -> Parser:
    """Add a command: `summary` is its line in the list, `more` follows it in its own help, `example` ends that."""
    about = f"{summary[0].upper()}{summary[1:]}." + (f"\n\n{more}" if more else "")
    ends = f"example:\n{_indented(example)}\n\n{statuses}"
    parser = commands.add_parser(name, help=summary, description=about, epilog=ends)
    parser.set_defaults(run=run)
    return parser


def group(commands: Commands, name: str, summary: str, about: str, *, example: str) -> Commands:
    """Add a command that has commands of its own."""
    parser = commands.add_parser(name, help=summary, description=about, epilog=f"begin here:\n{_indented(example)}")
    return parser.add_commands()


def base_url(parser: Parser, variable: str) -> None:
    """Add --base-url."""
    parser.add_argument("--base-url", metavar="URL", help=f"the server (default: {variable}, else the vendor's)")


def rows_as(parser: Parser, rows: str) -> None:
    """Add --json and --jsonl, which have `rows` for programs."""
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help=f"{rows} as one JSON array")
    shape.add_argument("--jsonl", action="store_true", help=f"{rows} as JSON, one per line")


def number(text: str) -> int:
    """An id, or another count from 1 on."""
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 on, not {text!r}")
    return int(text)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
