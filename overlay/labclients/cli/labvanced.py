"""``labclients labvanced``: its commands, and those that list and download sessions."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from labclients import AsyncLabvanced
from labclients.cli import clients, mirror, output, parser, study
from labclients.errors import LabClientsError, UsageError

AT_ONCE = 4
# The keys of a session that the table shows. Others may be about the participant, and are shown in JSON only.
COLUMNS = {
    "session": ("rec_session_id",),
    "nr": ("session_nr",),
    "group": ("group_name", "group_nr"),
    "start": ("start_time",),
    "end": ("end_time",),
}

_DESCRIPTION = """\
Online studies. LABVANCED_TOKEN is a token that the study's owner made. STUDY is
the number in the address of the study's page; DIR is a directory of your own.

sessions, download and mirror ask Labvanced; completeness, convert and forget
work on what lies on your disk."""

_EXAMPLE = """\
labclients labvanced sessions 61286
labclients labvanced mirror 61286 data/61286
labclients labvanced completeness data/61286
labclients labvanced convert data/61286 parquet/61286"""

_SESSIONS = """\
Ids, groups and times are shown; --json and --jsonl have everything the server
sends, which may include what participants answered."""

_DOWNLOAD = """\
A session's export is a ZIP of CSV files; each is checked before it appears.
What was saved goes to standard output, the rest to standard error. A session
that fails is reported and does not stop the others."""


def register(commands: parser.Commands) -> None:
    """Add the commands."""
    summary = "online studies: list, download, mirror, convert"
    inner = parser.group(commands, "labvanced", summary, _DESCRIPTION, example=_EXAMPLE)
    example = "labclients labvanced sessions 61286\nlabclients labvanced sessions 61286 --json > sessions.json"
    summary = "list the recording sessions of a study"
    command = parser.command(inner, "sessions", list_sessions, summary, _SESSIONS, example=example)
    parser.add_study(command)
    parser.add_json(command, "all records as they came")
    parser.add_base_url(command, "LABVANCED_BASE_URL")

    example = (
        "labclients labvanced download 61286 4100004 4100007 --to data --unpack\n"
        "labclients labvanced download 61286 --all --to zips"
    )
    command = parser.command(
        inner, "download", download, "download the exports of sessions", _DOWNLOAD, example=example
    )
    parser.add_study(command)
    command.add_argument("sessions", nargs="*", type=parser.positive_int, metavar="SESSION", help="numbers of sessions")
    command.add_argument("--all", action="store_true", help="every session that the study lists, finished or not")
    text = "where to; made if missing (default: here)"
    command.add_argument("--to", type=Path, default=Path(), metavar="DIR", help=text)
    command.add_argument("--unpack", action="store_true", help="save DIR/Session_ID/*.csv instead of DIR/ID.zip")
    command.add_argument("--overwrite", action="store_true", help="replace files that exist; else they are an error")
    parser.add_json(command, "what was saved")
    parser.add_base_url(command, "LABVANCED_BASE_URL")
    command.set_defaults(usage_error=command.error)
    mirror.register(inner)
    study.register(inner)


def list_sessions(args: argparse.Namespace) -> int:
    """Run ``labvanced sessions``."""
    with clients.labvanced(args) as labvanced:
        rows = list(labvanced.sessions(args.study).rows())
    if not output.print_rows(args, rows):
        if rows:
            output.print_table([*COLUMNS], ([_first(row, keys) for keys in COLUMNS.values()] for row in rows))
        finished = sum(bool(row.get("end_time")) for row in rows)
        output.note(f"{output.count(len(rows), 'session')}, {finished} with an end time")
    return 0


def _first(row: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((row[key] for key in keys if row.get(key) not in (None, "")), None)


def download(args: argparse.Namespace) -> int:
    """Run ``labvanced download``."""
    import asyncio  # no other command needs it

    if args.all == bool(args.sessions):
        args.usage_error("name SESSIONs, or --all of them")
    if args.to.exists() and not args.to.is_dir():
        raise UsageError(f"{args.to} is not a directory")
    return asyncio.run(_download_all(args))


async def _download_all(args: argparse.Namespace) -> int:
    """Download the sessions, AT_ONCE at a time, and print each when it is saved; the exit status."""
    import asyncio

    from labclients.study.mirror import session_ids

    results, progress, slots = output.Results(args), output.Progress(), asyncio.Semaphore(AT_ONCE)
    done = saved_bytes = failed = 0

    async def save(session: int) -> tuple[int, list[Path] | LabClientsError | OSError]:
        async with slots:
            try:
                return session, await _save(labvanced, args, session)
            except (LabClientsError, OSError) as error:
                return session, error

    async with clients.async_labvanced(args) as labvanced:
        ids = session_ids([row async for row in labvanced.sessions(args.study).rows()]) if args.all else args.sessions
        sessions = list(dict.fromkeys(ids))
        try:
            for saving in asyncio.as_completed([save(session) for session in sessions]):
                session, paths = await saving
                progress.clear()
                if isinstance(paths, Exception):
                    output.error(str(paths), f"session {session}")
                    failed += 1
                else:
                    results.add({"session": session, "files": [*map(str, paths)]}, _location(paths))
                    saved_bytes += sum(path.stat().st_size for path in paths)
                done += 1
                progress.show(f"{done}/{len(sessions)} sessions, {output.file_size(saved_bytes)}")
        finally:
            progress.clear()
    results.end()
    total = output.count(len(sessions), "session")
    output.note(f"{done - failed} of {total} saved in {args.to} ({output.file_size(saved_bytes)})")
    return 1 if failed else 0


async def _save(labvanced: AsyncLabvanced, args: argparse.Namespace, session: int) -> list[Path]:
    """Save a session's ZIP, or with --unpack its files; their paths."""
    if not args.unpack:
        return [await labvanced.download(args.study, session, args.to, overwrite=args.overwrite)]
    folder = args.to / f"Session_{session}"
    if not args.overwrite and folder.is_dir() and any(folder.iterdir()):  # before it is fetched for nothing
        raise UsageError(f"{folder} holds files already (--overwrite replaces them)")
    export = await labvanced.export(args.study, session)
    return export.save(args.to, overwrite=args.overwrite)


def _location(paths: Sequence[Path]) -> str:
    if len(paths) > 1:
        return f"{os.path.commonpath([path.parent for path in paths])} ({len(paths)} files)"
    return str(paths[0]) if paths else ""
