"""Erases a person: every session of theirs, in a mirror and in everything that was converted from it.

The manifest first notes that the sessions are forgotten; from then on nothing reads or fetches them. Their files are
removed after that. So an erasure may be killed at any moment, and called again it goes on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import polars as pl

from labclients.errors import LabClientsError, UsageError
from labclients.study.csv_export import forget_in_csv
from labclients.study.output import REGISTRY, registered_outputs, remove_file
from labclients.study.parquet import forget_in_parquet
from labclients.study.recordings import read
from labclients.study.sources import Source
from labclients.study.store import Store, is_mirror

__all__ = ["ErasureRequest", "Forgotten", "forget"]


class Forgotten(NamedTuple):
    """What was forgotten, or with ``dry_run`` would be. Nothing in it tells who it was."""

    sessions: list[int]
    """Their numbers, in order."""
    files: list[str]
    """What was removed, and tables that were written anew without them."""
    unread: list[int]
    """Sessions that may be the person's, too, and were left: their ZIP is damaged or was never fetched."""
    unreached: list[str]
    """Conversions that cannot be reached; without ``dry_run`` they are an error."""
    dry_run: bool


class ErasureRequest(NamedTuple):
    """Who is to be forgotten; one of the three."""

    session: int | None
    subject: int | None
    crowdsourcing_id: str | None


def forget(directory: Path, request: ErasureRequest, *, dry_run: bool) -> Forgotten:
    """Forget a person; see `Study.forget`."""
    if sum(value is not None for value in request) != 1 or not any(request):
        raise UsageError("Say by one of session=, subject= and crowdsourcing_id= who is to be forgotten.")
    if not is_mirror(directory):
        raise UsageError(f"{directory} is no mirror: elsewhere nothing would keep the sessions from coming back.")
    store = Store(directory)
    store.open()
    with closing(store):
        sessions, unread = _find_sessions(store, request)
        erased = sessions | store.manifest.forgotten  # also what a call that was killed left of them
        if sessions and not dry_run:
            store.manifest.forget(sessions, datetime.now(UTC))
            store.save()
        files = [path for number in sorted(erased) for path in _remove_zips(store, number, dry_run)]
        unreached = [f"{path} (a copy that the mirror does not know)" for path in _copies(store, erased)]
        for output, form in registered_outputs(store.directory):
            forget_in = forget_in_parquet if form == "parquet" else forget_in_csv
            try:
                files += forget_in(output, erased, dry_run=dry_run)
            except LabClientsError as error:
                unreached.append(f"{output} ({error.message.rstrip('.')})")
    if unreached and not dry_run:
        raise LabClientsError(
            f"They are forgotten in {store.directory}, but not in: {'; '.join(unreached)}. Call it again when that can "
            f"be reached; conversions that are gone for good, take out of {store.directory / REGISTRY}."
        )
    if request.session in erased:
        sessions.add(request.session)  # forgotten before
    if not sessions and not files:
        more = f", and cannot tell whose these are: {', '.join(map(str, unread))}" if unread else ""
        raise UsageError(f"{directory} holds no session of theirs{more}. They may be forgotten already.")
    return Forgotten(sorted(sessions), list(map(str, files)), unread, unreached, dry_run)


def _remove_zips(store: Store, number: int, dry_run: bool) -> list[Path]:
    """The ZIPs of a session; the earlier ones first, so that none is left behind that nothing leads to."""
    paths = [path for path in (*store.previous(number), store.path(number)) if path.exists()]
    for path in () if dry_run else paths:
        remove_file(path)
    return paths


def _copies(store: Store, sessions: Collection[int]) -> list[Path]:
    """ZIPs under other names that hold one of the sessions."""
    others = [path for path in sorted(store.zips.rglob("*.zip")) if _session_of_zip(path) is None and path.is_file()]
    return [path for path in others if any(r.rec_session_id in sessions for r in read(Source((path,))))]


def _session_of_zip(path: Path) -> int | None:
    """The session of a ZIP of the mirror, also of one that was replaced."""
    match = re.fullmatch(r"([0-9]{1,18})(-[0-9a-f]+)?\.zip", path.name)
    return int(match[1]) if match else None


# Whose a session is

_NOBODY = frozenset({"", "null", "undefined", "none", "nan", "na", "n/a", "test"})


class _Person(NamedTuple):
    """What the files of a session say of whose it is."""

    subjects: set[str]
    crowdsourcing_ids: set[str]

    def is_same(self, other: _Person) -> bool:
        """Whether both are the same person. A link that was never filled in is nobody's id."""
        ids = filter(_is_id, self.crowdsourcing_ids & other.crowdsourcing_ids)
        return bool(self.subjects & other.subjects) or any(ids)


def _is_id(text: str) -> bool:
    return text.casefold() not in _NOBODY and not set(text) & set("{}%[]<>$")


def _find_sessions(store: Store, request: ErasureRequest) -> tuple[set[int], list[int]]:
    """The person's sessions; and those of which nothing says whose they are."""
    numbers = {number for number in map(_session_of_zip, store.zips.rglob("*.zip")) if number}
    people: dict[int, _Person] = {}
    unread: set[int] = set()
    for number in sorted((numbers | {*store.manifest.sessions}) - store.manifest.forgotten):
        people[number], is_read = _read_person([store.path(number), *store.previous(number)])
        unread |= set() if is_read else {number}
    sessions = {number for number, person in people.items() if _is_requested(number, person, request)}
    size = -1
    while size != len(sessions):  # all sessions of the same person, by whatever ids they came
        size = len(sessions)
        sessions |= {number for number, p in people.items() if any(p.is_same(people[other]) for other in sessions)}
    return sessions, sorted(unread - sessions)


def _is_requested(number: int, person: _Person, request: ErasureRequest) -> bool:
    if request.session is not None:
        return number == request.session
    if request.subject is not None:
        return str(request.subject) in person.subjects
    return (request.crowdsourcing_id or "").strip() in person.crowdsourcing_ids


def _read_person(zips: Iterable[Path]) -> tuple[_Person, bool]:
    """Whose a session is, by all of its ZIPs; and whether one of them has the table that tells."""
    person, is_read = _Person(set(), set()), False
    for recording in (recording for path in zips if path.exists() for recording in read(Source((path,)))):
        for table in recording.tables.values():
            frame = table.frame()
            person.subjects.update(_values(frame, "Exp_Subject_Id"))
            person.crowdsourcing_ids.update(_values(frame, "Crowdsourcing_SubjId"))
        is_read = is_read or "sessions" in recording.tables
    return person, is_read


def _values(frame: pl.DataFrame, column: str) -> set[str]:
    return {text.strip() for text in frame[column].unique() if text} if column in frame.columns else set()
