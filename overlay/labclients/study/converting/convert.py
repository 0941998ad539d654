"""A study converted to Parquet, session by session, so that it may be larger than memory.

It goes in two passes, each a pure function of one source, so that any executor may run them. The first tells what
columns each source holds and of what kinds; what that makes for the whole study is one schema for each table. The
second writes each session's part of every table by that schema.

A conversion may be killed at any moment. What ``_labclients.json`` claims of a partition is always true: a claim is
withdrawn before its partition is touched, and made when the partition stands in its place. All else is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Collection, Iterable
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from labclients.study.converting import ledger, partitions
from labclients.study.converting.conversions import (
    Conversion,
    Directory,
    Place,
    save_json,
    settled,
    study_name,
    working,
)
from labclients.study.converting.ledger import Entry, Identity, identity
from labclients.study.converting.meanings import meanings
from labclients.study.converting.passes import each, refuse_forks
from labclients.study.converting.profiles import Owned, empty, fitted, owned, schemas
from labclients.study.converting.survey import survey
from labclients.study.reading.recordings import Source, read
from labclients.study.reading.schema import Schema, tables

__all__ = ["to_parquet"]

_SAVED_EVERY = 20.0  # seconds: so much is done again after a kill


def to_parquet(study: Path, directory: Path, executor: Executor | None) -> Conversion:
    """Convert; see `Study.to_parquet`."""
    refuse_forks(executor)
    study = Path(os.path.abspath(study))  # workers may be elsewhere
    with working(Path(os.path.abspath(directory)), "parquet", study_name(study)) as place:
        place.save()  # it is ours before anything is in it
        return settled(study, lambda: _Run(study, place, executor).done())


class _Target(NamedTuple):
    """The dataset that a table is written to."""

    key: str
    schema: Schema
    folder: str
    """Below the directory."""
    arrow: Any
    about: str
    """Its columns, types and metadata, to tell it from others."""

    def table(self, frame: pl.DataFrame, originals: dict[str, str]) -> Any:
        """The table of one session as it is written."""
        return partitions.arrow(fitted(self.key, self.schema, frame, originals), self.arrow.metadata)


class _Task(NamedTuple):
    """What is to be written of one source."""

    source: Source
    study: Path
    before: Identity
    directory: Path
    targets: dict[str, tuple[_Target, list[int]]]
    """Key of the table -> its dataset, and which sessions."""

    def file(self, key: str, session: int) -> str:
        """The path of a partition, below the directory."""
        return partitions.partition(self.targets[key][0].folder, session, self.before[0][0])

    def files(self, key: str) -> set[str]:
        """The partitions of one table."""
        return {self.file(key, session) for session in self.targets[key][1]}

    def claim(self, key: str) -> str:
        """What is written of one table, in short: another schema, another place, other sessions are another claim."""
        about = [self.targets[key][0].about, *sorted(self.files(key))]
        return hashlib.sha256("\n".join(about).encode(errors="surrogatepass")).hexdigest()[:16]

    def only(self, keys: Iterable[str]) -> _Task:
        """The same for some tables."""
        return self._replace(targets={key: self.targets[key] for key in keys})


def _convert(task: _Task) -> bool:
    """The second pass over one source: write its partitions. Whether it has stayed the same meanwhile."""
    for recording in read(task.source):
        for key, frame, originals in tables(recording):
            target, sessions = task.targets.get(key, (None, ()))
            if target and recording.rec_session_id in sessions:
                table = target.table(frame, originals)
                if table.schema != target.arrow:  # it holds what it did not hold in the first pass
                    return False
                partitions.write(task.directory / task.file(key, recording.rec_session_id), table)
    return identity(task.source, task.study) == task.before


class _Run:
    """One attempt."""

    def __init__(self, study: Path, place: Directory, executor: Executor | None) -> None:
        self._study = study
        self._place = place
        self._executor = executor
        self._saved = time.monotonic()
        self._entries: list[Entry] = []

    def done(self) -> Conversion | None:
        """Convert; None if the files of the study changed meanwhile."""
        before = partitions.existing(self._place.path)
        found = survey(
            self._study,
            Place(self._place.path, "parquet"),
            self._executor,
            ledger.loaded(self._place.facts),
            self._save_at_times,
        )
        if found is None:
            return None
        self._entries = [entry for _, entry in found]
        profiles = [entry.profile for entry in self._entries]
        own = owned(profiles)
        targets = _targets(schemas(profiles, own))
        every = [self._task(*one, mine, targets) for one, mine in zip(found, own, strict=True)]
        tasks = [self._due(entry, task, before) for entry, task in zip(self._entries, every, strict=True)]
        self._save(self._entries)  # claims are withdrawn; only now is something touched
        partitions.sweep(self._place.path, {path for task in every for key in task.targets for path in task.files(key)})
        if not self._write(tasks):
            return None
        save_json(self._place.path / "_schema.json", _described(targets))
        return self._conversion(tasks, {*before.values()})

    def _task(self, source: Source, entry: Entry, own: Owned, targets: dict[str, _Target]) -> _Task:
        parts = {key: (targets[key], sessions) for key, sessions in own.items()}
        return _Task(source, self._study, entry.identity, self._place.path, parts)

    def _due(self, entry: Entry, task: _Task, there: dict[str, int]) -> _Task:
        """What of a source is not there yet; of the rest it is claimed that it is."""
        true = {
            key for key in task.targets if entry.claims.get(key) == task.claim(key) and task.files(key) <= there.keys()
        }
        entry.claims = {key: claim for key, claim in entry.claims.items() if key in true}
        return task.only(key for key in task.targets if key not in true)

    def _write(self, tasks: list[_Task]) -> bool:
        """The second pass."""
        due = [(entry, task) for entry, task in zip(self._entries, tasks, strict=True) if task.targets]
        try:
            with closing(each(_convert, (task for _, task in due), self._executor)) as results:
                for (entry, task), is_same in zip(due, results, strict=True):
                    if not is_same:
                        return False
                    entry.claims |= {key: task.claim(key) for key in task.targets}
                    self._save_at_times(self._entries)
        finally:
            self._save(self._entries)
        return True

    def _save_at_times(self, entries: Iterable[Entry]) -> None:
        if time.monotonic() - self._saved > _SAVED_EVERY:
            self._save(entries)
            self._saved = time.monotonic()

    def _save(self, entries: Iterable[Entry]) -> None:
        self._place.facts |= ledger.dumped(entries)
        self._place.save()

    def _conversion(self, tasks: list[_Task], before: set[int]) -> Conversion:
        every = {session for entry in self._entries for session in entry.profile.sessions()}
        written = {session for task in tasks for _, sessions in task.targets.values() for session in sessions}
        problems = [problem for entry in self._entries for problem in entry.profile.problems]
        return Conversion(sorted(written), sorted(every - written), sorted(before - every), sorted(problems))


def _targets(found: dict[str, Schema]) -> dict[str, _Target]:
    folders = partitions.folders(found)
    return {key: _target(key, folders[key], schema) for key, schema in found.items()}


def _target(key: str, folder: str, schema: Schema) -> _Target:
    columns = [column for column in empty(schema).columns if column != "Rec_Session_Id"]
    said = {"table": key, "original_columns": json.dumps(schema.in_files(columns), ensure_ascii=False)}
    metadata = {f"labclients.{name}": text for name, text in said.items()}
    arrow = partitions.arrow(empty(schema), metadata).schema
    about = repr(([(field.name, str(field.type)) for field in arrow], metadata))
    return _Target(key, schema, folder, arrow, about)


def _described(targets: dict[str, _Target]) -> dict[str, Any]:
    """The schemas, for people."""
    return {target.folder: {"table": key, "columns": _columns(target)} for key, target in targets.items()}


def _columns(target: _Target) -> list[dict[str, str]]:
    names, types = target.arrow.names, [str(field.type) for field in target.arrow]
    about = zip(names, types, target.schema.in_files(names), meanings(names, types), strict=True)
    rows = [("rec_session_id", "int64", "Rec_Session_Id", "in the path"), *about]
    return [{"name": row[0], "type": row[1], "original": row[2], "meaning": row[3]} for row in rows]


def forget_in(directory: Path, sessions: Collection[int], *, dry_run: bool) -> list[Path]:
    """Remove the partitions of sessions; what there was of them.

    Raises:
        UsageError, LabClientsError: the directory cannot be reached, or is in use.
    """
    with working(directory, "parquet") as place:
        there = partitions.existing(directory)
        gone = {path for path, session in there.items() if session in sessions}
        if not dry_run:
            entries = ledger.loaded(place.facts).values() if place.is_current else ()
            place.facts |= ledger.dumped(one for one in entries if one.profile.sessions().isdisjoint(sessions))
            place.save()
            partitions.sweep(directory, there.keys() - gone)
    return sorted(directory / path for path in gone)
