"""Converts a study to Parquet: a dataset for each table, a file of it for each session.

::

    _labclients.json                                     what was made from what, for the next run
    _schema.json                                         the columns of every dataset, for people
    sessions/rec_session_id=4100004/part-0.parquet
    trials/rec_session_id=4100004/part-0.parquet
    timeseries/gaze_data/rec_session_id=4100004/part-0.parquet

Each source is read once for its columns, which make one schema for each table, and once to write its sessions with
them; a source that was converted before is not read if neither its files nor the schemas have changed. One session is
in memory at a time. What ``_labclients.json`` says of a source is removed from it before one of its files is touched,
and added when all are written: so a conversion may be killed at any moment.

The JSON files lie outside of the datasets, since polars refuses a directory that holds anything else. The number of
the session is in the path alone: readers that ignore case would find it twice.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
import uuid
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable
from concurrent.futures import Executor, Future, wait
from contextlib import closing, suppress
from glob import glob
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import polars as pl

from labclients.errors import LabClientsError, UsageError
from labclients.files.atomic import PREFIX, atomic_write
from labclients.study.combine import Columns, Schema, conform_session
from labclients.study.output import (
    Contents,
    Conversion,
    Output,
    TakenTables,
    column_descriptions,
    dataset_folders,
    open_output,
    register_output,
    remove_file,
    retry_while_changing,
    save_json,
    scan,
    schemas_of,
    study_name,
    taken_tables,
)
from labclients.study.recordings import TIMESERIES, UNKNOWN_SESSION, read
from labclients.study.sources import Fingerprint, Source, find_sources, fingerprint
from labclients.tables import extra, plain_field

__all__ = ["forget_in_parquet", "to_parquet"]

SAVE_INTERVAL = 20.0  # seconds; a killed run does again what it did since the last save
MAX_TASKS = 32  # that an executor has at a time, so that a large study waits here and not there

pa: Any = extra("pyarrow", "data")
T = TypeVar("T")
R = TypeVar("R")


def to_parquet(study: Path, directory: Path, executor: Executor | None) -> Conversion:
    """Convert; see `Study.to_parquet`."""
    if executor is not None:
        _refuse_forked_workers(executor)
    study = Path(os.path.abspath(study))  # workers may have another working directory
    with open_output(Path(os.path.abspath(directory)), "parquet", study_name(study)) as output:
        output.save()  # it is ours before anything is in it
        return retry_while_changing(study, lambda: _convert(study, output, executor))


class Dataset(NamedTuple):
    """What a table is written to."""

    key: str
    schema: Schema
    folder: str
    """Below the directory."""
    arrow_schema: Any
    columns: str
    """Names, types and metadata, to tell one schema from another."""

    def digest(self, files: Collection[str]) -> str:
        """A digest of the columns and of the files that are written with them."""
        parts = [self.columns, *sorted(files)]
        return hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]

    def arrow(self, frame: pl.DataFrame, originals: dict[str, str]) -> Any:
        """The table of one session as it is written."""
        return _to_arrow(conform_session(self.key, self.schema, frame, originals), self.arrow_schema.metadata)


class SourceState(NamedTuple):
    """What is known of a source whose fingerprint has not changed."""

    contents: Contents
    written: dict[str, str]
    """Key of the table -> digest of the columns and files that were written."""


class SourceStates(dict[Fingerprint, SourceState]):
    """What ``_labclients.json`` says of the sources; it is saved every few seconds.

    It is empty at first if another version wrote the files.
    """

    def __init__(self, output: Output) -> None:
        super().__init__()
        self._output = output
        self._saved = time.monotonic()
        self._columns: dict[str, Columns] = {}  # by their digests: those of most sessions are equal, and are shared
        self._digests: dict[int, str] = {}  # by id() of the shared ones
        if not output.is_current:
            return
        columns = {
            digest: self._shared(Columns(**fields)) for digest, fields in output.state.get("columns", {}).items()
        }
        for row in output.state.get("sources", ()):
            mark = tuple((name, size, changed) for name, size, changed in row["files"])
            tables = {
                key: {int(session): columns[digest] for session, digest in digests.items()}
                for key, digests in row["tables"].items()
            }
            problems = [(session, sentence) for session, sentence in row["problems"]]
            self[mark] = SourceState(Contents(tables, problems), row["written"])

    def add(self, mark: Fingerprint, state: SourceState) -> None:
        """Set a state."""
        for columns in state.contents.tables.values():
            columns.update({session: self._shared(own) for session, own in columns.items()})
        self[mark] = state
        if time.monotonic() - self._saved > SAVE_INTERVAL:
            self.save()

    def keep(self, keys: dict[Fingerprint, set[str]]) -> None:
        """Keep these sources, and say of these of their tables alone that they are written."""
        kept = {mark: self[mark] for mark in keys}
        self.clear()
        for mark, (contents, written) in kept.items():
            self[mark] = SourceState(contents, {key: digest for key, digest in written.items() if key in keys[mark]})
        self.save()

    def save(self) -> None:
        """Write the file."""
        rows: list[dict[str, Any]] = [
            {
                "files": mark,
                "tables": {
                    key: {session: self._digests[id(own)] for session, own in table.items()}
                    for key, table in sorted(contents.tables.items())
                },
                "problems": contents.problems,
                "written": dict(sorted(written.items())),
            }
            for mark, (contents, written) in self.items()
        ]
        used = {digest for row in rows for table in row["tables"].values() for digest in table.values()}
        columns = {digest: self._columns[digest]._asdict() for digest in sorted(used)}
        self._output.state |= {"columns": columns, "sources": rows}
        self._output.save()
        self._saved = time.monotonic()

    def _shared(self, columns: Columns) -> Columns:
        if id(columns) in self._digests:
            return columns
        digest = hashlib.sha256(repr(columns).encode(errors="surrogatepass")).hexdigest()[:16]
        shared = self._columns.setdefault(digest, columns)
        self._digests[id(shared)] = digest
        return shared


class Task(NamedTuple):
    """The tables of one source that are to be written."""

    source: Source
    fingerprint: Fingerprint
    directory: Path
    tables: dict[str, tuple[Dataset, dict[int, str]]]
    """Key -> its dataset, and session -> file below the directory."""

    def digests(self) -> dict[str, str]:
        """What is written of each table, in short."""
        return {key: dataset.digest(files.values()) for key, (dataset, files) in self.tables.items()}


def _convert(study: Path, output: Output, executor: Executor | None) -> Conversion | None:
    """One attempt; None if a source changed meanwhile."""
    existing = existing_files(output.path)
    sources = find_sources(study)
    register_output(sources, output.path, "parquet")
    marks = {source: mark for source in sources if (mark := fingerprint(source, study)) is not None}
    states = SourceStates(output)
    # Sources with problems are read again: a share may have been away.
    unread = [source for source, mark in marks.items() if mark not in states or states[mark].contents.problems]
    with closing(run_tasks(scan, unread, executor)) as scanned:
        for source, contents in zip(unread, scanned, strict=True):
            if fingerprint(source, study) != marks[source]:
                return None
            old = states.get(marks[source])
            states.add(marks[source], SourceState(contents, old.written if old and old.contents == contents else {}))

    all_contents = [states[mark].contents for mark in marks.values()]
    all_taken = taken_tables(all_contents)
    datasets = _datasets(schemas_of(all_contents, all_taken))
    tasks = [
        _task(source, mark, output, taken, datasets)
        for (source, mark), taken in zip(marks.items(), all_taken, strict=True)
    ]
    due = [_due(task, states[task.fingerprint].written, existing) for task in tasks]
    states.keep({t.fingerprint: {*t.tables} - {*d.tables} for t, d in zip(tasks, due, strict=True)})
    remove_other_files(output.path, {file for t in tasks for _, files in t.tables.values() for file in files.values()})
    try:
        to_write = [task for task in due if task.tables]
        with closing(run_tasks(_write, to_write, executor)) as results:
            for task, has_same_columns in zip(to_write, results, strict=True):
                if not has_same_columns or fingerprint(task.source, study) != task.fingerprint:
                    return None
                old = states[task.fingerprint]
                states.add(task.fingerprint, old._replace(written=old.written | task.digests()))
    finally:
        states.save()
    save_json(output.path / "_schema.json", {dataset.folder: _description(dataset) for dataset in datasets.values()})

    sessions = {session for contents in all_contents for session in contents.sessions()}
    written = {session for task in due for _, files in task.tables.values() for session in files}
    problems = [problem for contents in all_contents for problem in contents.problems]
    removed = {*existing.values()} - sessions
    return Conversion(sorted(written), sorted(sessions - written), sorted(removed), sorted(problems))


def _datasets(schemas: dict[str, Schema]) -> dict[str, Dataset]:
    folders = dataset_folders(schemas)
    datasets: dict[str, Dataset] = {}
    for key, schema in schemas.items():
        columns = [column for column in schema.empty().columns if column != "Rec_Session_Id"]
        originals = json.dumps(schema.names_in_files(columns), ensure_ascii=False)
        metadata = {"labclients.table": key, "labclients.original_columns": originals}
        arrow_schema = _to_arrow(schema.empty(), metadata).schema
        names_and_types = repr(([(field.name, str(field.type)) for field in arrow_schema], metadata))
        datasets[key] = Dataset(key, schema, folders[key], arrow_schema, names_and_types)
    return datasets


def _task(source: Source, mark: Fingerprint, output: Output, taken: TakenTables, datasets: dict[str, Dataset]) -> Task:
    """All tables of a source."""

    def file(folder: str, session: int) -> str:
        name = mark[0][0].encode(errors="surrogatepass")  # tells sessions without a number apart
        part = "0" if session != UNKNOWN_SESSION else hashlib.sha256(name).hexdigest()[:12]
        return f"{folder}/rec_session_id={session}/part-{part}.parquet"

    tables = {
        key: (datasets[key], {session: file(datasets[key].folder, session) for session in sessions})
        for key, sessions in taken.items()
    }
    return Task(source, mark, output.path, tables)


def _due(task: Task, written: dict[str, str], existing: dict[str, int]) -> Task:
    """The tables of a task that are not written yet."""
    digests = task.digests()
    due = {
        key: (dataset, files)
        for key, (dataset, files) in task.tables.items()
        if written.get(key) != digests[key] or not existing.keys() >= {*files.values()}
    }
    return task._replace(tables=due)


def _write(task: Task) -> bool:
    """Write the files of one source; False if its columns are no longer those that were scanned."""
    parquet = extra("pyarrow.parquet", "data")
    for recording in read(task.source):
        for key, table in recording.tables.items():
            if key not in task.tables:
                continue
            dataset, files = task.tables[key]
            if file := files.get(recording.rec_session_id):
                frame = table.frame()
                arrow = dataset.arrow(frame, table.originals(frame))
                if arrow.schema != dataset.arrow_schema:
                    return False
                with atomic_write(task.directory / file, overwrite=True) as target:
                    parquet.write_table(arrow, target)
    return True


def _to_arrow(frame: pl.DataFrame, metadata: dict[str, str]) -> Any:
    """A frame in the plain types that every reader of Parquet knows; without the number of the session."""
    table = cast("Any", frame).drop("Rec_Session_Id", strict=False).to_arrow()
    return table.cast(pa.schema([plain_field(pa, field) for field in table.schema], metadata=metadata))


def _description(dataset: Dataset) -> dict[str, Any]:
    """The columns of a dataset, for people."""
    names, types = dataset.arrow_schema.names, [str(field.type) for field in dataset.arrow_schema]
    originals, descriptions = dataset.schema.names_in_files(names), column_descriptions(names, types)
    rows = [("rec_session_id", "int64", "Rec_Session_Id", "in the path")]
    rows += zip(names, types, originals, descriptions, strict=True)
    columns = [{"name": row[0], "type": row[1], "original": row[2], "meaning": row[3]} for row in rows]
    return {"table": dataset.key, "columns": columns}


# The files of datasets; only those that a conversion wrote are touched. Paths are texts below the directory, since a
# large study has ten thousand.


def existing_files(directory: Path) -> dict[str, int]:
    """The files of all datasets: path below the directory -> session."""
    paths = _find(directory, "rec_session_id=*/part-*.parquet")
    matches = [re.search(r"/rec_session_id=([0-9]+)/part-[0-9a-f]+\.parquet$", path) for path in paths]
    return {match.string: int(match[1]) for match in matches if match}


def remove_other_files(directory: Path, expected: Collection[str]) -> None:
    """Remove all files but the expected ones, and what a killed run left; then empty folders.

    Raises:
        UsageError, LabClientsError: Something cannot be removed.
    """
    temporary = _find(directory, f"rec_session_id=*/{PREFIX}*")
    for path in [path for path in (*temporary, *existing_files(directory)) if path not in expected]:
        remove_file(directory / path)
    for folder in (*_find(directory, "rec_session_id=*"), *_find(directory, ""), TIMESERIES):
        with suppress(OSError):  # it is not empty
            os.rmdir(directory / folder)


def _find(directory: Path, pattern: str) -> list[str]:
    datasets = ("sessions", "trials", f"{TIMESERIES}*")
    paths = [path for folder in datasets for path in glob(f"{folder}/{pattern}", root_dir=directory)]
    return [path.replace(os.sep, "/") for path in paths]


def forget_in_parquet(directory: Path, sessions: Collection[int], *, dry_run: bool) -> list[Path]:
    """Remove the files of sessions, and return their paths.

    Raises:
        UsageError, LabClientsError: The directory cannot be reached, or is in use.
    """
    with open_output(directory, "parquet") as output:
        existing = existing_files(directory)
        files = {path for path, session in existing.items() if session in sessions}
        if not dry_run:
            states = SourceStates(output)
            others = {mark: state for mark, state in states.items() if state.contents.sessions().isdisjoint(sessions)}
            states.keep({mark: {*state.written} for mark, state in others.items()})
            remove_other_files(directory, existing.keys() - files)
    return sorted(directory / path for path in files)


# Executors

_IMPORTED_BY = os.getpid()  # in a worker that was forked, this is its parent


def run_tasks(function: Callable[[T], R], tasks: Iterable[T], executor: Executor | None) -> Generator[R]:
    """The results of one call for each task, in their order; without an executor in this thread.

    If it ends early, by an error or because the results are not all taken, running calls are waited for: no file is
    written when the conversion has returned.

    Raises:
        LabClientsError: The executor broke; or whatever the function raises.
    """
    if executor is None:
        yield from map(function, tasks)
        return
    running: deque[Future[R]] = deque()
    run = uuid.uuid4().hex
    try:
        for task in tasks:
            running.append(executor.submit(_call, run, function, task))
            if len(running) >= MAX_TASKS:
                yield _result(running.popleft())
        while running:
            yield _result(running.popleft())
    finally:
        wait(running)  # and none is cancelled: Dask says so of running calls, too, and they go on


def _call(run: str, function: Callable[[T], R], task: T) -> R:
    # Dask takes equal calls for one and gives the earlier result, but files may have changed: so `run` differs.
    return function(task)


def _result(future: Future[R]) -> R:
    try:
        return future.result()
    except LabClientsError:
        raise
    except Exception as error:  # a worker that was killed, or lacks polars: each executor has errors of its own
        raise LabClientsError(f"The executor failed ({type(error).__name__}); converting again goes on.") from error


def _refuse_forked_workers(executor: Executor) -> None:
    """Raise UsageError if workers are forked: polars runs threads, which they lack, so that they would wait forever."""
    if _result(executor.submit(_is_forked)):
        raise UsageError(
            "Forked processes hang, since polars runs threads: give "
            'ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")).'
        )


def _is_forked() -> bool:
    """Whether this process has this module from the one that forked it."""
    return os.getpid() != _IMPORTED_BY
