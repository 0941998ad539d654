"""``labclients labvanced completeness``, ``convert`` and ``forget``: a study on one's own disk, without the network."""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from labclients.cli import output, parser
from labclients.errors import UsageError

# The columns of the table. What else completeness has tells who took part, and is shown in JSON only.
COLUMNS: Mapping[str, str] = {
    "session": "rec_session_id",
    "of subject": "nth_of_subject",
    "version": "experiment_version",
    "trials": "trials",
    "last task": "last_task_name",
    "completed": "completed",
    "seconds": "duration_s",
    "problems": "problems",
}
LIST_LIMIT = 12  # entries of a list that `forget` shows

_COMPLETENESS = """\
DIR is a mirror, or holds ZIPs or folders as they were downloaded, in any depth.
Every session is a line, damaged ones too, with what is wrong with it. "of
subject" counts the sessions of one participant: 2 is a second attempt. --json
and --jsonl have all that is known, ids of participants, too.
Needs: pip install "labclients[data]\""""

_COMPLETENESS_EXAMPLE = """\
labclients labvanced completeness data/61286
labclients labvanced completeness data/61286 --jsonl > sessions.jsonl"""

_CONVERT = """\
Each table becomes a dataset in TO, with types: trials/, sessions/ and one for
each time series, a file for each session. The study may be larger than memory.
Run it after each mirror: only what has changed is converted again. With --csv,
each table is one file, and all is written anew.
A mirror remembers TO, so that forget reaches it. A session that cannot be read
is reported, and stops no other one. Needs: pip install "labclients[data]\""""

_CONVERT_EXAMPLE = """\
labclients labvanced convert data/61286 parquet/61286
labclients labvanced convert data/61286 csv/61286 --csv"""

_FORGET = """\
Shows what would go, asks, and erases it: all sessions of the person from the
mirror in DIR, and from what was converted from it. Only their numbers and the
date stay, so that no mirror fetches them again. Look at the list before you say
yes: an id that two persons share makes them one. Copies and backups elsewhere
are yours to erase. It may be interrupted at any moment: give it again.

A crowdsourcing id is never an argument, which others on the machine could see:
it is asked for, or read from the first line of standard input.
Needs: pip install "labclients[data]\""""

_FORGET_EXAMPLE = """\
labclients labvanced forget data/61286 --session 4100004
labclients labvanced forget data/61286 --crowdsourcing-id
labclients labvanced forget data/61286 --crowdsourcing-id --yes < id.txt"""


def register(commands: parser.Commands) -> None:
    """Add the commands."""
    summary = "say how far each session of a study on your disk went"
    command = parser.command(
        commands, "completeness", completeness, summary, _COMPLETENESS, example=_COMPLETENESS_EXAMPLE
    )
    parser.add_directory(command, "where the study lies")
    parser.add_json(command, "all that is known of each session")

    summary = "convert a study on your disk to Parquet or CSV"
    command = parser.command(commands, "convert", convert, summary, _CONVERT, example=_CONVERT_EXAMPLE)
    parser.add_directory(command, "where the study lies")
    text = "where to: a new or empty directory, or that of last time"
    command.add_argument("to", type=Path, metavar="TO", help=text)
    command.add_argument("--csv", action="store_true", help="CSV instead of Parquet")
    command.add_argument("--json", action="store_true", help="the report as JSON on standard output")

    summary = "erase a person from a mirror, for good"
    command = parser.command(commands, "forget", forget, summary, _FORGET, example=_FORGET_EXAMPLE)
    command.usage = f"{command.prog} [-h] [--yes] DIR\n{' ' * 7}(--session SESSION | --subject N | --crowdsourcing-id)"
    parser.add_directory(command, "the mirror")
    person = command.add_mutually_exclusive_group(required=True)
    person.add_argument("--session", type=parser.positive_int, metavar="SESSION", help="whoever this session is of")
    person.add_argument("--subject", type=parser.positive_int, metavar="N", help="whoever has this Exp_Subject_Id")
    text = "whoever has the id that you will be asked for"
    person.add_argument("--crowdsourcing-id", action="store_true", help=text)
    command.add_argument("--yes", action="store_true", help="do not ask; needed where there is no terminal")


def completeness(args: argparse.Namespace) -> int:
    """Run ``labvanced completeness``."""
    from labclients import Study

    rows = [dict(row) for row in Study(args.directory).completeness]
    for row in rows:
        row.update({name: value.isoformat() for name, value in row.items() if isinstance(value, dt.datetime)})
    if not output.print_rows(args, rows):
        output.print_table([*COLUMNS], ([row[name] for name in COLUMNS.values()] for row in rows))
        completed, damaged = (sum(bool(row[name]) for row in rows) for name in ("completed", "problems"))
        output.note(f"{output.count(len(rows), 'session')}, {completed} completed, {damaged} with problems")
    return 0


def convert(args: argparse.Namespace) -> int:
    """Run ``labvanced convert``."""
    from labclients import Study

    study = Study(args.directory)
    report = study.to_csv(args.to) if args.csv else study.to_parquet(args.to)
    if args.json:
        output.print_json(report._asdict())
    for session, problem in report.problems:
        output.error(problem, f"session {session}" if session else "")
    groups = {"sessions converted": report.written, "unchanged": report.unchanged, "removed": report.removed}
    output.note(f"{args.directory} to {args.to}: {output.counts(groups)}")
    return 1 if report.problems else 0


def forget(args: argparse.Namespace) -> int:
    """Run ``labvanced forget``."""
    from labclients import Study

    study = Study(args.directory)
    crowdsourcing_id = _ask_crowdsourcing_id() if args.crowdsourcing_id else None
    erase = functools.partial(
        study.forget, session=args.session, subject=args.subject, crowdsourcing_id=crowdsourcing_id
    )
    plan = erase(dry_run=True)
    _print_list("Sessions of this person", [", ".join(map(str, plan.sessions)) or "none but those forgotten already"])
    _print_list("Files that go, or are written anew without them", plan.files)
    _print_list("Sessions that stay, since their files do not tell whose they are", plan.unread)
    _print_list("Cannot be reached now", plan.unreached)
    if not (args.yes or _confirmed()):
        output.note("Nothing was erased.")
        return 1
    result = erase()
    sessions, files = output.count(len(result.sessions), "session"), output.count(len(result.files), "file")
    output.note(f"Forgotten: {sessions}, in {files}.")
    return 0


def _ask_crowdsourcing_id() -> str:
    terminal = sys.stdin.isatty()
    text = output.ask_hidden("Crowdsourcing id (not shown): ") if terminal else sys.stdin.readline()
    if not text.strip():
        raise UsageError("no crowdsourcing id was given")
    return text.strip()


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        output.note("labclients: no terminal to ask at: --yes erases without asking")
        return False
    print("\nErase this for good? Type yes: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() == "yes"


def _print_list(heading: str, entries: Iterable[object]) -> None:
    if lines := [*map(str, entries)]:
        print(heading)
        for line in lines[:LIST_LIMIT]:
            output.print_paragraph("  ", line)
        if len(lines) > LIST_LIMIT:
            print(f"  and {len(lines) - LIST_LIMIT} more")
