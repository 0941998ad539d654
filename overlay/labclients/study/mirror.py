"""A whole study on the lab's own disk: fetched once, kept up to date, and never half of it.

What may have grown is fetched again; what is whole is not. Where the disk is, and what is written down of each
session, is `store`'s and `manifest`'s.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

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
from labclients.study.mirroring.contents import Contents, look
from labclients.study.mirroring.manifest import Entry
from labclients.study.mirroring.store import Held, Store, stamp
from labclients.times import parse_time

if TYPE_CHECKING:
    from labclients.files.atomic import Partial
    from labclients.labvanced.client import LabvancedMethods

__all__ = ["Progress", "Report", "mirror", "session_ids"]

RESUMED = timedelta(hours=12)  # a run that was killed less than this ago goes on
MOST_AT_ONCE = 16
MORE_THREADS = 2  # than downloads at once
RunConcurrently: TypeAlias = Callable[[Sequence[Callable[[], object]], int], object]
# What ends one session and no other.
OUTCOMES = (StatusError, UnexpectedResponse, ArchiveError, TransportError, Held)
# Is it this session, or all of them? Where the list still comes, it is this one; else that error ends the run.
DOUBTFUL = (TransportError, ServerError, RateLimited)


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
    if not 1 <= at_once <= MOST_AT_ONCE:
        raise UsageError(f"at_once must be 1 to {MOST_AT_ONCE}")
    chosen = refresh if isinstance(refresh, bool) else frozenset(refresh)
    run = Run(client, experiment_id, Store(directory), timedelta(days=settle_after), chosen, progress)
    run.run_concurrently, run.downloads = run_concurrently, threading.BoundedSemaphore(at_once)
    return run.execute(at_once)


def session_ids(rows: Iterable[Any]) -> dict[int, Mapping[str, Any]]:
    """The rows of a study's list by the number of their session, in order; one that comes twice counts once.

    Raises:
        UnexpectedResponse: a row has no such number.
    """
    found: dict[int, Mapping[str, Any]] = {}
    for row in rows:
        record = as_object(row) or {}
        number = str(record.get("rec_session_id"))  # nobody outside knows whether it comes as a number or as text
        if not (number.isascii() and number.isdecimal() and int(number)):
            raise UnexpectedResponse("the server lists sessions without a rec_session_id that is a whole number")
        found.setdefault(int(number), record)
    return dict(sorted(found.items()))


def now() -> datetime:
    """The time, for tests to replace."""
    return datetime.now(UTC)


class Run:
    """One run of a mirror."""

    def __init__(
        self,
        client: LabvancedMethods[Any],
        experiment_id: int,
        store: Store,
        settle_after: timedelta,
        refresh: bool | frozenset[int],
        progress: Callable[[Progress], object] | None,
    ) -> None:
        self._client = client
        self._study = experiment_id
        self._store = store
        self._settle_after = settle_after
        self._refresh = refresh
        self._progress = progress
        self._telling = threading.Lock()
        self._told = Progress(0, 0, 0)
        self._listed: dict[int, Mapping[str, Any]] = {}
        self._times_listed = False
        self._number = 0
        self.run_concurrently: RunConcurrently
        self.downloads = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._waiting: deque[int] = deque()
        self._failed = False

    def execute(self, at_once: int) -> Report:
        """List, fetch, report."""
        listing = self._client.session_listing(self._study)
        try:
            self._store.open(self._study)
            with listing.errors_named():
                self._listed = session_ids(listing.collect_rows())
            wanted = self._begin()
            if wanted:
                self._tell(0, 0, total=len(wanted))
                self._waiting.extend(wanted)
                # More threads than downloads, so that ZIPs are checked and stored while others arrive.
                self.run_concurrently([self._next_session] * len(wanted), at_once + MORE_THREADS)
            report: Report = self._end()
            return report
        finally:
            self._store.close()

    # Which sessions.

    def _begin(self) -> list[int]:
        """The sessions to fetch; where there are some, it is written down that a run began."""
        manifest = self._store.manifest
        self._refuse_unknown()
        # A server that names the end of no session leaves it to the files.
        self._times_listed = any("end_time" in row for row in self._listed.values())
        resumed = manifest.unfinished and now() - _time(manifest.run.get("started")) < RESUMED
        self._number = manifest.run.get("number", 0) + (not resumed)
        wanted = [number for number in self._ours() if self._is_wanted(number)]
        if self._mark_gone() or wanted or manifest.unfinished:
            if not resumed:
                manifest.run |= {"number": self._number, "started": stamp(now())}
            manifest.run["ended"] = None
            self._store.save()
        return wanted

    def _ours(self) -> list[int]:
        return [number for number in self._listed if number not in self._store.manifest.forgotten]

    def _refuse_unknown(self) -> None:
        if not isinstance(self._refresh, bool) and (unknown := self._refresh - {*self._ours()}):
            raise UsageError(f"refresh names what the study does not list: {', '.join(map(str, sorted(unknown)))}")

    def _is_wanted(self, number: int) -> bool:
        entry = self._store.manifest.sessions.get(number)
        if entry is None or entry["state"] == "failed" or number in self._store.odd:
            return True
        if not isinstance(self._refresh, bool) and number in self._refresh:
            return True
        if entry["run"] == self._number:  # before this run was killed
            return False
        over = entry["state"] == "finished" or (entry["state"] == "settled" and not self._ended(number))
        return self._refresh is True or not over

    def _ended(self, number: int) -> bool:
        return bool(self._listed[number].get("end_time"))

    def _mark_gone(self) -> bool:
        """Note which sessions are not listed any more; whether that has changed."""
        changed = False
        for number, entry in self._store.manifest.sessions.items():
            if (number in self._listed) == ("gone" in entry):
                changed = True
                if number in self._listed:
                    del entry["gone"]
                else:
                    entry["gone"] = stamp(now())
        return changed

    # One session.

    def _next_session(self) -> None:
        """Fetch the next session, unless an error has ended the run."""
        self.downloads.acquire()
        with contextlib.ExitStack() as slot:
            slot.callback(self.downloads.release)
            if self._failed:
                return
            try:
                self._session(self._waiting.popleft(), downloaded=slot.close)
            except BaseException:
                self._failed = True
                raise

    def _session(self, number: int, downloaded: Callable[[], object]) -> None:
        """Fetch one; what goes wrong with it alone is an outcome like any other."""
        sink = self._store.partial(number)
        try:
            look_inside = functools.partial(_look, sink)
            seen = self._client.fetch_zip(self._study, number, sink, look_inside, downloaded)
            size: int = self._keep(number, sink, seen)
        except OUTCOMES as error:
            if isinstance(error, AuthenticationError):
                raise
            if isinstance(error, DOUBTFUL):
                self._client.session_listing(self._study).collect_rows()
            told = error.message
            self._fail(number, told)
            size = 0
        except UsageError:
            self._store._check_place()  # which has more to say of a file that is gone
            raise
        finally:
            sink.discard()
        self._tell(1, size)

    def _keep(self, number: int, sink: Partial, seen: Contents) -> int:
        old = self._store.manifest.sessions.get(number, {})
        moment = now()
        start, ended = self._times(number, sink.readable())
        start = start or old.get("start") or stamp(moment)
        fetches = old.get("fetches", 0) + 1 if old.get("members") == seen.members else 1
        settled = fetches > 1 or moment > _time(start) + self._settle_after
        about = {key: value for key, value in old.items() if key != "error"}
        about |= {"fetched": stamp(moment), "fetches": fetches, "run": self._number, "start": start}
        about["state"] = "finished" if ended else "settled" if settled else "unfinished"
        if about["state"] != "unfinished":  # nobody needs to know any more when a participant was there
            del about["start"]
        return self._store.keep(number, sink, seen, about)

    def _times(self, number: int, path: Path) -> tuple[str | None, bool]:
        """When a session began, if that can be known, and whether it has ended: by the list, else by its files."""
        row = self._listed[number]
        start = _stamped(row.get("start_time"))
        if start and self._times_listed:
            return start, self._ended(number)
        inside = _session_row(Export(path, experiment_id=self._study, rec_session_id=number))
        ended = self._ended(number) if self._times_listed else bool(inside.get("end_time"))
        return start or _stamped(inside.get("start_time")), ended

    def _fail(self, number: int, message: str) -> None:
        old = self._store.manifest.sessions.get(number, {})
        since = old.get("error", {"since": stamp(now()), "run": self._number})
        error = since | {"message": message}
        self._store.fail(number, old | {"state": "failed", "error": error, "run": self._number, "outcome": "failed"})

    def _tell(self, done: int, size: int, total: int = 0) -> None:
        with self._telling:
            told = self._told
            self._told = Progress(told.done + done, told.total + total, told.bytes + size)
            if self._progress:
                self._progress(self._told)

    # The end.

    def _end(self) -> Report:
        manifest = self._store.manifest
        if manifest.unfinished:
            manifest.run["ended"] = stamp(now())
            self._store.save()
        report = Report(
            gone=sorted(number for number, entry in manifest.sessions.items() if "gone" in entry),
            forgotten=sorted(manifest.forgotten & {*self._listed}),
            bytes=self._told.bytes,
        )
        for number in self._ours():
            self._tell_of(number, manifest.sessions[number], report)
        return report

    def _tell_of(self, number: int, entry: Entry, report: Report) -> None:
        outcome = entry["outcome"] if entry["run"] == self._number else "unchanged"
        getattr(report, outcome).append(number)
        if outcome == "failed":
            report.errors[number] = entry["error"]["message"]
            if entry["error"].get("run", 0) < self._number:
                report.known_failures.append(number)


def _look(sink: Partial) -> Contents:
    return look(sink.readable())


def _session_row(export: Export) -> dict[str, str]:
    """The first row of a ``sessions.csv``, names in lower case; empty where there is none that can be read."""
    try:
        return {name.casefold(): value for row in export.sessions.rows()[:1] for name, value in row.items()}
    except LabClientsError:
        return {}


def _stamped(text: object) -> str | None:
    """A time that a server or a file gives, as the manifest writes it; None where it is none."""
    try:
        return stamp(parse_time(str(text), UTC).astimezone(UTC)) if text else None
    except UsageError:
        return None


def _time(text: Any) -> datetime:
    """A time of the manifest; long ago where it is none."""
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return datetime(1970, 1, 1, tzinfo=UTC)
