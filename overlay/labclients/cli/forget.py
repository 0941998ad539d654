"""``labclients labvanced forget``: erase a person, once it was seen what goes."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from labclients.cli import parser, show
from labclients.errors import UsageError

if TYPE_CHECKING:
    from labclients.study.erasure import Forgotten

LISTED = 12

_MORE = """\
Shows what would go, asks, and erases it: all sessions of the person from the
mirror in DIR, and from what was converted from it. Only their numbers and the
date stay, so that no mirror fetches them again. Look at the list before you say
yes: an id that two persons share makes them one. Copies and backups elsewhere
are yours to erase. It may be interrupted at any moment: give it again.

A crowdsourcing id is never an argument, which others on the machine could see:
it is asked for, or read from the first line of standard input.
Needs: pip install "labclients[data]\""""

_EXAMPLE = """\
labclients labvanced forget data/61286 --session 4100004
labclients labvanced forget data/61286 --crowdsourcing-id
labclients labvanced forget data/61286 --crowdsourcing-id --yes < id.txt"""


def register(commands: parser.Commands) -> None:
    """Add the command."""
    added = parser.command(
        commands, "forget", forget, "erase a person from a mirror, for good", _MORE, example=_EXAMPLE
    )
    added.usage = f"{added.prog} [-h] [--yes] DIR\n{' ' * 7}(--session SESSION | --subject N | --crowdsourcing-id)"
    added.add_argument("directory", type=Path, metavar="DIR", help="the mirror")
    who = added.add_mutually_exclusive_group(required=True)
    who.add_argument("--session", type=parser.number, metavar="SESSION", help="whoever this session is of")
    who.add_argument("--subject", type=parser.number, metavar="N", help="whoever has this Exp_Subject_Id")
    who.add_argument("--crowdsourcing-id", action="store_true", help="whoever has the id that you will be asked for")
    added.add_argument("--yes", action="store_true", help="do not ask; needed where there is no terminal")


def forget(args: argparse.Namespace) -> int:
    """Run ``labvanced forget``."""
    from labclients import Study

    study = Study(args.directory)
    named = _crowdsourcing_id() if args.crowdsourcing_id else None
    erase = functools.partial(study.forget, session=args.session, subject=args.subject, crowdsourcing_id=named)
    _show(erase(dry_run=True))
    if not (args.yes or _agreed()):
        show.note("Nothing was erased.")
        return 1
    done = erase()
    show.note(f"Forgotten: {show.counted(len(done.sessions), 'session')}, in {show.counted(len(done.files), 'file')}.")
    return 0


def _crowdsourcing_id() -> str:
    text = show.hidden("Crowdsourcing id (not shown): ") if sys.stdin.isatty() else sys.stdin.readline()
    if not text.strip():
        raise UsageError("no crowdsourcing id was given")
    return text.strip()


def _agreed() -> bool:
    if not sys.stdin.isatty():
        show.note("labclients: no terminal to ask at: --yes erases without asking")
        return False
    print("\nErase this for good? Type yes: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() == "yes"


def _show(planned: Forgotten) -> None:
    """What would go, and what would stay though it may be theirs."""
    _list("Sessions of this person", [", ".join(map(str, planned.sessions)) or "none but those forgotten already"])
    _list("Files that go, or are written anew without them", planned.files)
    _list("Sessions that stay, since their files do not tell whose they are", map(str, planned.unread))
    _list("Cannot be reached now", planned.unreached)


def _list(head: str, entries: Iterable[str]) -> None:
    if lines := [*entries]:
        print(head)
        for line in lines[:LISTED]:
            show.paragraph("  ", line)
        if len(lines) > LISTED:
            print(f"  and {len(lines) - LISTED} more")
