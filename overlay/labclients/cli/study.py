"""``labclients labvanced completeness`` and ``convert``: a study that lies on the own disk, without the network."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from labclients.cli import parser, show

# What else is known of a session says who took part, and is shown in JSON only.
_SHOWN: Mapping[str, str] = {
    "session": "rec_session_id",
    "of subject": "nth_of_subject",
    "version": "experiment_version",
    "trials": "trials",
    "last task": "last_task_name",
    "completed": "completed",
    "seconds": "duration_s",
    "problems": "problems",
}

_COMPLETENESS = """\
DIR is a mirror, or holds ZIPs or folders as they were downloaded, in any depth.
Every session is a line, damaged ones too, with what is wrong with it. "of
subject" counts the sessions of one participant: 2 is a second attempt. --json
and --jsonl have all that is known, ids of participants, too.
Needs: pip install "labclients[data]\""""

_CONVERT = """\
Each table becomes a dataset in TO, with types: trials/, sessions/ and one for
each time series, a file for each session. The study may be larger than memory.
Run it after each mirror: only what has changed is converted again. With --csv,
each table is one file, and all is written anew.
A mirror remembers TO, so that forget reaches it. A session that cannot be read
is reported, and stops no other one. Needs: pip install "labclients[data]\""""


def register(commands: parser.Commands) -> None:
    """Add the commands."""
    added = parser.command(
        commands,
        "completeness",
        completeness,
        "say how far each session of a study on your disk went",
        _COMPLETENESS,
        example="labclients labvanced completeness data/61286\n"
        "labclients labvanced completeness data/61286 --jsonl > sessions.jsonl",
    )
    _directory(added)
    parser.rows_as(added, "all that is known of each session")
    added = parser.command(
        commands,
        "convert",
        convert,
        "convert a study on your disk to Parquet or CSV",
        _CONVERT,
        example="labclients labvanced convert data/61286 parquet/61286\n"
        "labclients labvanced convert data/61286 csv/61286 --csv",
    )
    _directory(added)
    added.add_argument("to", type=Path, metavar="TO", help="where to: a new or empty directory, or that of last time")
    added.add_argument("--csv", action="store_true", help="CSV instead of Parquet")
    added.add_argument("--json", action="store_true", help="the report as JSON on standard output")


def _directory(added: parser.Parser) -> None:
    added.add_argument("directory", type=Path, metavar="DIR", help="where the study lies")


def completeness(args: argparse.Namespace) -> int:
    """Run ``labvanced completeness``."""
    from labclients import Study

    rows = [{name: _plain(value) for name, value in row.items()} for row in Study(args.directory).completeness]
    if not show.for_programs(args, rows):
        show.table([*_SHOWN], ([row[name] for name in _SHOWN.values()] for row in rows))
        done, damaged = (sum(bool(row[name]) for row in rows) for name in ("completed", "problems"))
        show.note(f"{show.counted(len(rows), 'session')}, {done} completed, {damaged} with problems")
    return 0


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value


def convert(args: argparse.Namespace) -> int:
    """Run ``labvanced convert``."""
    from labclients import Study

    study = Study(args.directory)
    done = study.to_csv(args.to) if args.csv else study.to_parquet(args.to)
    if args.json:
        show.document(done._asdict())
    for session, sentence in done.problems:
        show.note(f"labclients: {f'session {session}: ' if session else ''}{show.spoken(sentence)}")
    counts = {"sessions converted": done.written, "unchanged": done.unchanged, "removed": done.removed}
    told = ", ".join(f"{len(numbers)} {what}" for what, numbers in counts.items() if numbers) or "no sessions"
    show.note(f"{args.directory} to {args.to}: {told}")
    return 1 if done.problems else 0
