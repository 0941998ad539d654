"""To forget a person: every session of theirs, in a mirror and in all that was converted from it.

It is written down first that the sessions are forgotten; from then on nothing reads them and nothing fetches them. What
is theirs is removed after that. So it may be killed at any moment, and called again goes on.
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
from labclients.files.atomic import translate_os_errors
from labclients.study.converting.conversions import LIST, Place, places
from labclients.study.reading.recordings import Source, read
from labclients.study.reading.schema import tables
from labclients.study.reading.sources import is_mirror
from labclients.study.store import Store

__all__ = ["Forgotten", "forget"]


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


class Wanted(NamedTuple):
    """Who is to be forgotten; one of the three."""

    session: int | None
    subject: int | None
    crowdsourcing_id: str | None


def forget(directory: Path, wanted: Wanted, *, dry_run: bool) -> Forgotten:
    """Forget; see `Study.forget`."""
    if sum(one is not None for one in wanted) != 1 or not any(wanted):
        raise UsageError("Say by one of session=, subject= and crowdsourcing_id= who is to be forgotten.")
    if not is_mirror(directory):
        raise UsageError(f"{directory} is no mirror: elsewhere nothing would keep the sessions from coming back.")
    store = Store(directory)
    store.open()
    with closing(store):
        found, unread = _search(store, wanted)
        gone = found | store.manifest.forgotten  # what a call that was killed left of them goes, too
        if found and not dry_run:
            _note(store, found)
        files = [path for number in sorted(gone) for path in _remove(store, number, dry_run)]
        unreached = [f"{path} (a copy that the mirror does not know)" for path in _copies(store, gone)]
        for place in places(store.directory):
            try:
                files += _remove_converted(place, gone, dry_run)
            except LabClientsError as error:
                unreached.append(f"{place.directory} ({error.message.rstrip('.')})")
    if unreached and not dry_run:
        raise LabClientsError(_incomplete(store.directory, unreached))
    if wanted.session is not None and wanted.session in gone:
        found.add(wanted.session)  # again
    if not found and not files:
        more = f", and cannot tell whose these are: {', '.join(map(str, unread))}" if unread else ""
        raise UsageError(f"{directory} holds no session of theirs{more}. They may be forgotten already.")
    return Forgotten(sorted(found), list(map(str, files)), unread, unreached, dry_run)


def _incomplete(directory: Path, unreached: list[str]) -> str:
    return (
        f"They are forgotten in {directory}, but not in: {'; '.join(unreached)}. Call it again when "
        f"that can be reached; conversions that are gone for good, take out of {directory / LIST}."
    )


def _note(store: Store, sessions: set[int]) -> None:
    """Write down that sessions are forgotten: from now on nothing reads or fetches them."""
    store.manifest.forget(sessions, datetime.now(UTC))
    store.save()


def _remove(store: Store, number: int, dry_run: bool) -> list[Path]:
    """The ZIPs of a session: previous first, so that none is left behind that nothing leads to."""
    paths = [path for path in (*store.previous(number), store.path(number)) if path.exists()]
    for path in () if dry_run else paths:
        with translate_os_errors(path):
            path.unlink(missing_ok=True)
    return paths


def _remove_converted(place: Place, sessions: Collection[int], dry_run: bool) -> list[Path]:
    from labclients.study.converting import convert, flat

    forget_in = convert.forget_in if place.form == "parquet" else flat.forget_in
    return forget_in(place.directory, sessions, dry_run=dry_run)


# Whose a session is.

_NOBODY = frozenset({"", "null", "undefined", "none", "nan", "na", "n/a", "test"})


class _Person(NamedTuple):
    """What the files of a session say of whose it is."""

    subjects: set[str]
    crowdsourcing_ids: set[str]

    def shares(self, other: _Person) -> bool:
        """Whether both are the same person. A link that was never filled in is nobody's id."""
        ids = {one for one in self.crowdsourcing_ids & other.crowdsourcing_ids if _is_id(one)}
        return bool(self.subjects & other.subjects or ids)


def _is_id(text: str) -> bool:
    return text.casefold() not in _NOBODY and not set(text) & set("{}%[]<>$")


def _search(store: Store, wanted: Wanted) -> tuple[set[int], list[int]]:
    """The person's sessions; and those that nothing tells of whose they are."""
    known = {number for number in map(_number, store.zips.rglob("*.zip")) if number} | {*store.manifest.sessions}
    people: dict[int, _Person] = {}
    unread: set[int] = set()
    for number in sorted(known - store.manifest.forgotten):
        people[number], is_told = _person([store.path(number), *store.previous(number)])
        unread |= set() if is_told else {number}
    found = _closed(people, {number for number, person in people.items() if _matches(number, person, wanted)})
    return found, sorted(unread - found)


def _number(path: Path) -> int | None:
    """The session of a ZIP, also of one that was replaced."""
    match = re.fullmatch(r"([0-9]{1,18})(-[0-9a-f]+)?\.zip", path.name)
    return int(match[1]) if match else None


def _matches(number: int, person: _Person, wanted: Wanted) -> bool:
    if wanted.session is not None:
        return number == wanted.session
    if wanted.subject is not None:
        return str(wanted.subject) in person.subjects
    return (wanted.crowdsourcing_id or "").strip() in person.crowdsourcing_ids


def _closed(people: dict[int, _Person], found: set[int]) -> set[int]:
    """With all sessions of the same person, by whatever ids they came."""
    while True:
        more = {n for n, one in people.items() if n not in found and any(one.shares(people[known]) for known in found)}
        if not more:
            return found
        found |= more


def _person(zips: Iterable[Path]) -> tuple[_Person, bool]:
    """Whose a session is, by all of its ZIPs; and whether one of them has the table that tells."""
    person, is_told = _Person(set(), set()), False
    for recording in (one for path in zips if path.exists() for one in read(Source((path,)))):
        for _, frame, _ in tables(recording):
            person.subjects.update(_values(frame, "Exp_Subject_Id"))
            person.crowdsourcing_ids.update(_values(frame, "Crowdsourcing_SubjId"))
        is_told = is_told or "sessions" in recording.tables
    return person, is_told


def _values(frame: pl.DataFrame, column: str) -> set[str]:
    return {text.strip() for text in frame[column].unique() if text} if column in frame.columns else set()


def _copies(store: Store, sessions: Collection[int]) -> list[Path]:
    """ZIPs under names of somebody else's that hold one of the sessions."""
    strange = [path for path in sorted(store.zips.rglob("*.zip")) if _number(path) is None and path.is_file()]
    return [path for path in strange if any(one.rec_session_id in sessions for one in read(Source((path,))))]
