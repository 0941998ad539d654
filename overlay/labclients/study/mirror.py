"""Mirrors a whole study to a directory: fetches what is new or may have grown, and nothing twice."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from labclients._client import build
from labclients._json import as_object
from labclients.errors import (
    ArchiveError,
    AuthenticationError,
    LabClientsError,
    RateLimited,
    ServerError,
    StatusError,
    TransportError,
    UnexpectedResponse,
    UsageError,
)
from labclients.labvanced.export import Export
from labclients.study.store import FileInUse, SessionEntry, Store, format_utc, read_members
from labclients.times import parse_time
from labvanced_api.types import required

if TYPE_CHECKING:
    from labclients.files.atomic import AtomicFile
    from labclients.labvanced.client import LabvancedMethods

__all__ = ["Progress", "Report", "mirror", "session_ids"]

RESUME_WINDOW = timedelta(hours=12)  # a run that was killed less than this ago is continued
MAX_AT_ONCE = 16
VALIDATORS = 2  # threads beside those that download
RunConcurrently: TypeAlias = Callable[[Sequence[Callable[[], object]], int], object]
# Errors of one session, which stop no other.
SESSION_ERRORS = (StatusError, UnexpectedResponse, ArchiveError, TransportError, FileInUse)
# Errors that may concern the whole server: they count for one session if the study can still be listed.
POSSIBLY_GLOBAL_ERRORS = (AuthenticationError, TransportError, ServerError, RateLimited)


class Progress(NamedTuple):
    """How far a mirror is: sessions done, sessions to fetch in all, bytes so far."""

    done: int
    total: int
    bytes: int


@dataclass(frozen=True, repr=False)
class Report:
    """What a run did: numbers of sessions, in order. Each that is listed is in one of the first four."""

    added: list[int] = field(default_factory=list[int])
    """Fetched for the first time."""
    updated: list[int] = field(default_factory=list[int])
    """Fetched again, and changed (or restored); the ZIP from before is in ``zips/previous``."""
    unchanged: list[int] = field(default_factory=list[int])
    """Not fetched, or fetched again with the same files inside."""
    failed: list[int] = field(default_factory=list[int])
    """Could not be fetched; the next run tries again. What was there of them is still there."""
    gone: list[int] = field(default_factory=list[int])
    """In the directory, and not in the study's list any more."""
    missing: list[int] = field(default_factory=list[int])
    """In the directory, and not in a list that lost more than half of its sessions at once. That may be a fault of the
    server: they count as gone when the next run does not find them either."""
    known_failures: list[int] = field(default_factory=list[int])
    """Those of ``failed`` that had failed before this run, too."""
    forgotten: list[int] = field(default_factory=list[int])
    """Listed, and never fetched, because they were to be forgotten."""
    errors: dict[int, str] = field(default_factory=dict[int, str])
    """Why each of ``failed`` did."""
    bytes: int = 0
    """Size of the ZIPs that were fetched now."""

    def __repr__(self) -> str:
        names = ("added", "updated", "unchanged", "failed", "gone")
        return f"<Report: {', '.join(f'{len(getattr(self, name))} {name}' for name in names)}>"


def mirror(
    client: LabvancedMethods[Any],
    experiment_id: int,
    directory: str | Path,
    *,
    settle_after: int,
    refresh: bool | Iterable[int],
    at_once: int,
    progress: Callable[[Progress], object] | None,
    run_concurrently: RunConcurrently,
) -> Report:
    """Mirror a study; see `Labvanced.mirror`."""
    if settle_after < 0:
        raise UsageError("settle_after is days, 0 or more")
    if not 1 <= at_once <= MAX_AT_ONCE:
        raise UsageError(f"at_once must be 1 to {MAX_AT_ONCE}")
    if not str(directory).strip():
        raise UsageError("directory is empty: name a directory for the study")
    run = MirrorRun(client, build(required, "experiment_id", experiment_id, (int,)), Store(directory))
    run.settle_after = timedelta(days=settle_after)
    try:
        run.refresh = refresh if isinstance(refresh, bool) else frozenset(refresh)
    except TypeError:
        raise UsageError("refresh must be True, or several session numbers such as [4100004]") from None
    run.progress = progress
    return run.execute(at_once, run_concurrently)


def session_ids(rows: Iterable[Any]) -> dict[int, Mapping[str, Any]]:
    """The rows of a study's list by the number of their session, in order; the first of two with one number counts.

    Raises:
        UnexpectedResponse: A row has no such number.
    """
    sessions: dict[int, Mapping[str, Any]] = {}
    for row in rows:
        record = as_object(row) or {}
        number = str(record.get("rec_session_id"))  # it is not documented whether it is a number or a text
        if not (number.isascii() and number.isdecimal() and int(number)):
            raise UnexpectedResponse("the server lists sessions without a rec_session_id that is a whole number")
        sessions.setdefault(int(number), record)
    return dict(sorted(sessions.items()))


def now() -> datetime:
    """The time, for tests to replace."""
    return datetime.now(UTC)


class MirrorRun:
    """One run of a mirror."""

    settle_after: timedelta
    refresh: bool | frozenset[int]
    progress: Callable[[Progress], object] | None

    def __init__(self, client: LabvancedMethods[Any], experiment_id: int, store: Store) -> None:
        self._client = client
        self._study = experiment_id
        self._store = store
        self._listed: dict[int, Mapping[str, Any]] = {}
        self._times_listed = False
        self._number = 0
        self._queue: deque[int] = deque()
        self._aborted = False
        self._reported = Progress(0, 0, 0)
        self._reporting = threading.Lock()

    def execute(self, at_once: int, run_concurrently: RunConcurrently) -> Report:
        """List, fetch, report."""
        listing = self._client.session_listing(self._study)
        self._store.open(self._study)
        try:
            with listing.errors_named():
                self._listed = session_ids(listing.collect_rows())
            self._queue.extend(self._begin())
            if self._queue:
                self._report_progress(0, 0, total=len(self._queue))
                slots = threading.BoundedSemaphore(at_once)
                # More threads than downloads, so that ZIPs are validated and stored while others arrive.
                tasks = [lambda: self._next_session(slots)] * len(self._queue)
                self._fetch_all(lambda: run_concurrently(tasks, at_once + VALIDATORS))
            return self._end()
        finally:
            self._store.close()

    def _fetch_all(self, run: Callable[[], object]) -> None:
        try:
            run()
        except BaseException:
            with contextlib.suppress(LabClientsError):  # a full disk, say; the sessions are fetched again then
                self._store.save()
            raise

    # Which sessions

    def _begin(self) -> list[int]:
        """The sessions to fetch; if there are any, the manifest is saved with the begin of the run."""
        manifest = self._store.manifest
        sessions = [number for number in self._listed if number not in manifest.forgotten]
        if not isinstance(self.refresh, bool) and (unknown := self.refresh.difference(sessions)):
            raise UsageError(f"refresh names what the study does not list: {', '.join(map(str, sorted(unknown)))}")
        # If the list has no end times at all, those in the files count.
        self._times_listed = any("end_time" in row for row in self._listed.values())
        is_resumed = manifest.unfinished and now() - _parse(manifest.run.get("started")) < RESUME_WINDOW
        self._number = manifest.run.get("number", 0) + (not is_resumed)
        to_fetch = [number for number in sessions if self._must_fetch(number)]
        if self._mark_gone() or to_fetch or manifest.unfinished:
            if not is_resumed:
                manifest.run |= {"number": self._number, "started": format_utc(now())}
            manifest.run["ended"] = None
            self._store.save()
        return to_fetch

    def _must_fetch(self, number: int) -> bool:
        entry = self._store.manifest.sessions.get(number)
        if entry is None or entry["state"] == "failed" or number in self._store.stale:
            return True
        if not isinstance(self.refresh, bool) and number in self.refresh:
            return True
        if entry["run"] == self._number:  # before this run was killed
            return False
        is_over = entry["state"] == "finished" or (entry["state"] == "settled" and not self._has_ended(number))
        return self.refresh is True or not is_over

    def _has_ended(self, number: int) -> bool:
        return bool(self._listed[number].get("end_time"))

    def _mark_gone(self) -> bool:
        """Note which sessions are no longer listed; return whether anything has changed."""
        manifest = self._store.manifest
        back = [entry for number, entry in manifest.sessions.items() if number in self._listed and "gone" in entry]
        for entry in back:
            del entry["gone"]
        lost = self._missing()
        present = sum("gone" not in entry for entry in manifest.sessions.values())
        was_short = manifest.run.pop("list_was_short", False)
        if 2 * len(lost) > present and not was_short:
            manifest.run["list_was_short"] = True
            return True
        for number in lost:
            manifest.sessions[number]["gone"] = format_utc(now())
        return bool(back or lost or was_short)

    def _missing(self) -> list[int]:
        """The sessions that are neither listed nor noted as gone."""
        sessions = self._store.manifest.sessions.items()
        return sorted(number for number, entry in sessions if number not in self._listed and "gone" not in entry)

    # One session

    def _next_session(self, slots: threading.BoundedSemaphore) -> None:
        """Fetch the next session, unless an error has ended the run."""
        slots.acquire()
        with contextlib.ExitStack() as slot:
            slot.callback(slots.release)
            if self._aborted:
                return
            try:
                self._fetch(self._queue.popleft(), downloaded=slot.close)
            except BaseException:
                self._aborted = True
                raise

    def _fetch(self, number: int, downloaded: Callable[[], object]) -> None:
        """Fetch one session and note the outcome; an error of this session alone is an outcome, too."""
        size = 0
        try:
            writer = self._store.new_zip(number)
            with contextlib.ExitStack() as cleanup:
                cleanup.callback(writer.discard)
                members = self._client.fetch_zip(
                    self._study, number, writer, lambda: read_members(writer.readable()), downloaded
                )
                size = self._store.commit_zip(number, writer, members, self._entry(number, members, writer))
        except SESSION_ERRORS as error:
            if isinstance(error, POSSIBLY_GLOBAL_ERRORS):
                self._client.session_listing(self._study).collect_rows()
            self._note_failure(number, error.message)
        except UsageError:
            self._store.ensure_same_mount()  # its message says more than that a file is missing
            raise
        self._report_progress(1, size)

    def _entry(self, number: int, members: str, writer: AtomicFile) -> SessionEntry:
        """What the manifest is to say of a session that was just downloaded, but for its ZIP."""
        old = self._store.manifest.sessions.get(number, {})
        moment = now()
        start, has_ended = self._times(number, writer.readable())
        start = start or old.get("start") or format_utc(moment)
        fetches = old.get("fetches", 0) + 1 if old.get("members") == members else 1
        entry = {key: value for key, value in old.items() if key not in ("error", "rows", "start")}
        entry |= {"fetched": format_utc(moment), "fetches": fetches, "run": self._number}
        if has_ended:
            entry["state"] = "finished"
        elif fetches > 1 or moment - _parse(start) > self.settle_after:
            entry["state"] = "settled"
        else:
            entry |= {"state": "unfinished", "start": start}  # kept only while it decides when the session settles
        return entry

    def _times(self, number: int, path: Path) -> tuple[str | None, bool]:
        """When a session began, if that is known, and whether it has ended: by the list, else by its files."""
        row = self._listed[number]
        start = _utc(row.get("start_time"))
        if start and self._times_listed:
            return start, self._has_ended(number)
        in_file = _session_row(Export(path, experiment_id=self._study, rec_session_id=number))
        has_ended = self._has_ended(number) if self._times_listed else bool(in_file.get("end_time"))
        return start or _utc(in_file.get("start_time")), has_ended

    def _note_failure(self, number: int, message: str) -> None:
        old = self._store.manifest.sessions.get(number, {})
        error = old.get("error", {"since": format_utc(now()), "run": self._number}) | {"message": message}
        failure = {"state": "failed", "error": error, "run": self._number, "outcome": "failed"}
        self._store.note(number, old | failure)

    def _report_progress(self, done: int, size: int, total: int = 0) -> None:
        with self._reporting:
            last = self._reported
            self._reported = Progress(last.done + done, last.total + total, last.bytes + size)
            if self.progress:
                self.progress(self._reported)

    # The end

    def _end(self) -> Report:
        manifest = self._store.manifest
        if manifest.unfinished:
            manifest.run["ended"] = format_utc(now())
            self._store.save()
        report = Report(
            gone=sorted(number for number, entry in manifest.sessions.items() if "gone" in entry),
            missing=self._missing(),
            forgotten=sorted(manifest.forgotten & {*self._listed}),
            bytes=self._reported.bytes,
        )
        for number in self._listed:
            if number not in manifest.forgotten:
                self._report_session(number, manifest.sessions[number], report)
        return report

    def _report_session(self, number: int, entry: SessionEntry, report: Report) -> None:
        outcome = entry["outcome"] if entry["run"] == self._number else "unchanged"
        getattr(report, outcome).append(number)
        if outcome == "failed":
            report.errors[number] = entry["error"]["message"]
            if entry["error"].get("run", 0) < self._number:
                report.known_failures.append(number)


def _session_row(export: Export) -> dict[str, str]:
    """The first row of ``sessions.csv``, names in lower case; empty if it cannot be read."""
    try:
        return {name.casefold(): value for row in export.sessions.rows()[:1] for name, value in row.items()}
    except LabClientsError:
        return {}


def _utc(text: object) -> str | None:
    """A time of a server or a file as the manifest has it; None if it cannot be read."""
    try:
        return format_utc(parse_time(str(text), UTC).astimezone(UTC)) if text else None
    except (UsageError, OverflowError):  # in UTC it may be before the year 1, or after 9999
        return None


def _parse(text: Any) -> datetime:
    """A time of the manifest; long ago if it cannot be read."""
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return datetime(1970, 1, 1, tzinfo=UTC)
