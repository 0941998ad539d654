"""A study on a disk as tables over all of its participants."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from labclients.errors import UsageError
from labclients.study.sources import find_sources
from labclients.study.store import is_mirror
from labclients.tables import TypedTable, extra

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from labclients.study.combine import StudyTables
    from labclients.study.erasure import Forgotten
    from labclients.study.output import Conversion

__all__ = ["Study"]


class Study:
    """All recordings in a directory, of either generation of Labvanced's files, as tables; no network.

    A directory may be a mirror, or hold ZIPs, ``Session_*/`` folders or CSV files as they were downloaded, in any
    depth; one file alone will do. It is looked through once, when the study is made; what is read is read when it is
    first asked for. Nothing is filtered: sessions that were not completed are there, too.

    Types are given without loss (see `labclients.columns`): a column whose values are not all of its known type is
    text, and the table's ``notes`` say so. Empty is None everywhere: the files write null and the empty text alike.

    Args:
        directory: Where the study lies, or one file.

    Raises:
        UsageError: there is nothing, or no recording in it; or polars is not installed (``labclients[data]``).
    """

    def __init__(self, directory: str | Path) -> None:
        self._directory = Path(directory)
        self._sources = find_sources(self._directory)
        if not self._sources and not is_mirror(self._directory):
            raise UsageError(f"{self._directory} holds no recordings: no ZIP and no CSV file.")

    def __repr__(self) -> str:
        return f"Study({str(self._directory)!r})"

    @cached_property
    def sessions(self) -> TypedTable:
        """One row per session; the columns are those that were recorded in any session."""
        return self._tables.table("sessions")

    @cached_property
    def trials(self) -> TypedTable:
        """One row per trial, by session, block, task and trial; the columns are the variables of all sessions.

        Columns of one name, also when only their case differs, are numbered, in all sessions alike.
        """
        return self._tables.table("trials")

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the time series, sorted."""
        return self._tables.variables

    def timeseries(self, name: str, columns: Sequence[str] | None = None) -> TypedTable:
        """One time series of all sessions: where, ``timestamp`` (Unix ms, participant's clock) and ``value``.

        A sample that is an array has its components in ``value_1``, ``value_2``... A gaze has x and y (in units of the
        frame), t (Unix ms) and c (confidence). Rows stand as in the file, sessions by number; none is left out, also
        not those without a sample. The table is not kept: each call reads it.

        Args:
            name: One of ``variables``.
            columns: Names for the values, one for each: ``("x", "y", "t", "c")``.

        Raises:
            UsageError: there is no such time series, or it has more or fewer values, or a name is taken.
        """
        extra("polars", "data")
        from labclients.study.combine import load_series

        if (table := load_series(self._sources, name, columns)) is None:
            raise UsageError(f"There is no time series {name!r}; there is: {', '.join(self.variables) or 'none'}.")
        return table

    @cached_property
    def completeness(self) -> TypedTable:
        """One row per session, damaged ones too: whose it is, how far it went, and what is wrong with it.

        ``nth_of_subject`` of ``sessions_of_subject`` counts the sessions of a participant by their numbers;
        ``nth_of_crowdsourcing_id`` those of one crowdsourcing id, which may come as several participants. The last
        block and task are those of the last trial. ``duration_s`` is from start to end in UTC, where both are known.
        """
        return self._tables.completeness()

    def to_parquet(self, directory: str | Path, *, executor: Executor | None = None) -> Conversion:
        """Convert to Parquet, session by session: the study may be larger than memory.

        Each table is a dataset, each session a file of it: ``trials/rec_session_id=4100004/part-0.parquet``,
        ``timeseries/gaze_data/rec_session_id=...``; all files of a dataset have the same columns and types, which
        ``_schema.json`` describes. Read them with ``hive`` partitioning.

        What is there already is neither read nor written again; sessions that are gone from the study are removed; if
        a new session changes the columns of a table, that table is written anew. Killed at any moment, the next call
        ends as if it never was. A mirror remembers the directory, for `forget`.

        Args:
            directory: A new or an empty one, or that of an earlier call for this study.
            executor: What converts the sessions; it must see the same files under the same paths. Such as
                ``client.get_executor()`` of Dask, or a ``ProcessPoolExecutor``, which must not fork:
                ``mp_context=multiprocessing.get_context("spawn")``.

        Raises:
            UsageError: the directory holds something else, is in use or cannot be written; or pyarrow is not
                installed (``labclients[data]``).
            LabClientsError: the disk is full, the executor broke, or the study's files change all the time.
        """
        extra("polars", "data")
        from labclients.study.parquet import to_parquet

        return to_parquet(self._directory, Path(directory), executor)

    def to_csv(self, directory: str | Path) -> Conversion:
        """Convert to CSV: one regular file per table, ``trials.csv``, ``timeseries_gaze_data.csv``, in UTF-8.

        Beside each, ``trials.columns.csv`` says of what type its columns are, with the letters that R's readr takes::

            columns <- read_csv("trials.columns.csv")
            trials <- read_csv("trials.csv", col_types = paste(columns$readr, collapse = ""), na = "")

        Nothing stands for null, also not ``NA``, which may be an answer. All is written anew on each call, session by
        session, and appears when it is whole. A mirror remembers the directory, for `forget`.

        Args:
            directory: A new or an empty one, or that of an earlier call for this study.

        Raises:
            UsageError: the directory holds something else, is in use or cannot be written.
            LabClientsError: the disk is full, or the study's files change all the time.
        """
        extra("polars", "data")
        from labclients.study.csv_export import to_csv

        return to_csv(self._directory, Path(directory))

    def forget(
        self,
        *,
        session: int | None = None,
        subject: int | None = None,
        crowdsourcing_id: str | None = None,
        dry_run: bool = False,
    ) -> Forgotten:
        """Erase a person from a mirror and from what was converted from it, for good.

        These are the sessions that one of the three names, and all others of the same ``Exp_Subject_Id`` or
        ``Crowdsourcing_SubjId``. Their ZIPs go, also those that were replaced; their Parquet files; and their rows in
        CSV files. Only their numbers and the date stay in the manifest, so that no mirror fetches them again.

        It reads each ZIP. Look at what ``dry_run`` says first: an id that two persons share makes them one. Killed at
        any moment, or when a conversion could not be reached, call it again. Copies and backups elsewhere are yours.

        Args:
            session: A Rec_Session_Id.
            subject: An Exp_Subject_Id.
            crowdsourcing_id: Such as a Prolific id.
            dry_run: Remove nothing.

        Raises:
            UsageError: this is no mirror, it is in use, or there is no such session.
            LabClientsError: a conversion could not be reached; all else is done.
        """
        extra("polars", "data")
        from labclients.study.erasure import ErasureRequest, forget

        try:
            return forget(self._directory, ErasureRequest(session, subject, crowdsourcing_id), dry_run=dry_run)
        finally:
            self._sources = find_sources(self._directory)
            for read in ("sessions", "trials", "completeness", "_tables"):
                self.__dict__.pop(read, None)

    @cached_property
    def _tables(self) -> StudyTables:
        extra("polars", "data")
        from labclients.study.combine import StudyTables

        return StudyTables(self._sources)
