"""``labclients labvanced``: a study's sessions, their exports, and the study on the own disk."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from labclients import Labvanced
from labclients._environment import environment_variables
from labclients.cli import forget, mirror, parser, show, study
from labclients.errors import LabClientsError, UsageError

AT_ONCE = 4
# What the list says beyond these may be about the participant, and is shown in JSON only.
SHOWN = {
    "session": ("rec_session_id",),
    "nr": ("session_nr",),
    "group": ("group_name", "group_nr"),
    "start": ("start_time",),
    "end": ("end_time",),
}

_ABOUT = """\
Online studies. LABVANCED_TOKEN is a token that the study's owner made. STUDY is
the number in the address of the study's page; DIR is a directory of your own.

sessions, download and mirror ask Labvanced; completeness, convert and forget
work on what lies on your disk."""

_BEGIN = """\
labclients labvanced sessions 61286
labclients labvanced mirror 61286 data/61286
labclients labvanced completeness data/61286
labclients labvanced convert data/61286 parquet/61286"""

Fetch = Callable[[int], list[Path]]


def register(commands: parser.Commands) -> None:
    """Add the commands."""
    inner = parser.group(
        commands, "labvanced", "online studies: list, download, mirror, convert", _ABOUT, example=_BEGIN
    )
    _sessions(inner)
    _download(inner)
    mirror.register(inner, _study, _client)
    study.register(inner)
    forget.register(inner)


def _sessions(commands: parser.Commands) -> None:
    added = parser.command(
        commands,
        "sessions",
        list_sessions,
        "list the recording sessions of a study",
        "Ids, groups and times are shown; --json and --jsonl have everything the server\n"
        "sends, which may include what participants answered.",
        example="labclients labvanced sessions 61286\nlabclients labvanced sessions 61286 --json > sessions.json",
    )
    _study(added)
    parser.rows_as(added, "all records as they came")
    parser.base_url(added, "LABVANCED_BASE_URL")


def _download(commands: parser.Commands) -> None:
    added = parser.command(
        commands,
        "download",
        download,
        "download the exports of sessions",
        "A session's export is a ZIP of CSV files; each is checked before it appears.\n"
        "What was saved goes to standard output, the rest to standard error. A session\n"
        "that fails is reported and does not stop the others.",
        example="labclients labvanced download 61286 4100004 4100007 --to data --unpack\n"
        "labclients labvanced download 61286 --all --to zips",
    )
    _study(added)
    added.add_argument("sessions", nargs="*", type=parser.number, metavar="SESSION", help="numbers of sessions")
    added.add_argument("--all", action="store_true", help="every session that the study lists, finished or not")
    added.add_argument(
        "--to", type=Path, default=Path(), metavar="DIR", help="where to; made if missing (default: here)"
    )
    added.add_argument("--unpack", action="store_true", help="save DIR/Session_ID/*.csv instead of DIR/ID.zip")
    added.add_argument("--overwrite", action="store_true", help="replace files that exist; else they are an error")
    parser.rows_as(added, "what was saved")
    parser.base_url(added, "LABVANCED_BASE_URL")
    added.set_defaults(complain=added.error)


def _study(added: parser.Parser) -> None:
    added.add_argument("study", type=parser.number, metavar="STUDY", help="number of the study")


def list_sessions(args: argparse.Namespace) -> int:
    """Run ``labvanced sessions``."""
    with _client(args) as labvanced:
        rows = list(labvanced.sessions(args.study).rows())
    if not show.for_programs(args, rows):
        _tell(rows)
    return 0


def _tell(rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        show.table([*SHOWN], ([_first(row, names) for names in SHOWN.values()] for row in rows))
    finished = sum(bool(row.get("end_time")) for row in rows)
    show.note(f"{show.counted(len(rows), 'session')}, {finished} with an end time")


def _first(row: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((row[name] for name in names if row.get(name) not in (None, "")), None)


def download(args: argparse.Namespace) -> int:
    """Run ``labvanced download``."""
    if args.all == bool(args.sessions):
        args.complain("name SESSIONs, or --all of them")
    if args.to.exists() and not args.to.is_dir():
        raise UsageError(f"{args.to} is not a directory")
    with _client(args) as labvanced:
        wanted = _ids(labvanced, args.study) if args.all else dict.fromkeys(args.sessions)
        outcomes = show.Outcomes(args)
        failed, saved = _save_all(labvanced, list(wanted), _fetch(labvanced, args), outcomes)
    outcomes.end()
    done = len(wanted) - failed
    show.note(f"{done} of {show.counted(len(wanted), 'session')} saved in {args.to} ({show.size(saved)})")
    return 1 if failed else 0


def _client(args: argparse.Namespace) -> Labvanced:
    if not environment_variables("LABVANCED_TOKEN"):
        raise UsageError(
            "no credentials: set LABVANCED_TOKEN (the study's owner makes it: My Account, API Credentials)"
        )
    return Labvanced(base_url=args.base_url)


def _ids(labvanced: Labvanced, study: int) -> list[int]:
    from labclients.study.mirror import session_ids

    return [*session_ids(labvanced.sessions(study).rows())]


def _fetch(labvanced: Labvanced, args: argparse.Namespace) -> Fetch:
    def zipped(session: int) -> list[Path]:
        return [labvanced.download(args.study, session, args.to, overwrite=args.overwrite)]

    def unpacked(session: int) -> list[Path]:
        folder = args.to / f"Session_{session}"
        if not args.overwrite and folder.is_dir() and any(folder.iterdir()):  # before it is fetched for nothing
            raise UsageError(f"{folder} holds files already (--overwrite replaces them)")
        return labvanced.export(args.study, session).save(args.to, overwrite=args.overwrite)

    return unpacked if args.unpack else zipped


def _save_all(labvanced: Labvanced, sessions: Sequence[int], fetch: Fetch, outcomes: show.Outcomes) -> tuple[int, int]:
    """Save every session; how many failed, and how many bytes there are."""
    failed = saved = 0
    progress = show.Progress()
    try:
        for number, (session, done) in enumerate(_at_once(labvanced, sessions, fetch), start=1):
            progress.clear()
            size = _told(session, done, outcomes)
            failed, saved = failed + (size is None), saved + (size or 0)
            progress.show(f"{number}/{len(sessions)} sessions, {show.size(saved)}")
    finally:
        progress.clear()
    return failed, saved


def _told(session: int, done: Future[list[Path]], outcomes: show.Outcomes) -> int | None:
    """Say how a session ended: the bytes that were saved, None where it failed."""
    try:
        paths = done.result()
    except (LabClientsError, OSError) as error:
        show.note(f"labclients: session {session}: {show.spoken(str(error))}")
        return None
    outcomes.tell({"session": session, "files": [*map(str, paths)]}, _place(paths))
    return sum(path.stat().st_size for path in paths)


def _place(paths: Sequence[Path]) -> str:
    if not paths:
        return ""
    if len(paths) == 1:
        return str(paths[0])
    return f"{os.path.commonpath([path.parent for path in paths])} ({len(paths)} files)"


def _at_once(labvanced: Labvanced, sessions: Sequence[int], fetch: Fetch) -> Iterator[tuple[int, Future[list[Path]]]]:
    with _pool(labvanced) as (pool, running):
        running |= {pool.submit(fetch, session): session for session in sessions}
        for future in as_completed(running):
            yield running[future], future


@contextmanager
def _pool(labvanced: Labvanced) -> Generator[tuple[ThreadPoolExecutor, dict[Future[Any], int]]]:
    """Threads that end when the work is interrupted: what is on its way loses its connection, and tidies up."""
    running: dict[Future[Any], int] = {}
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="labclients-download")
    try:
        yield pool, running
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        labvanced.close()
        wait(running, timeout=2)
        raise
    pool.shutdown()
