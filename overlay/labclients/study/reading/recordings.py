"""The recordings of a study, read from their files as text: one pure function from a source's bytes to its sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from labclients.errors import LabClientsError
from labclients.files import zips
from labclients.study.reading.pieces import UNKNOWN, NoTable, Piece, pieces, pieces_of
from labclients.study.reading.sources import Source, find, id_in, is_csv

__all__ = ["UNKNOWN", "Recording", "Source", "find", "read"]


class Recording(NamedTuple):
    """What a source holds of one session. All text: each column is ``pl.String``, null for what is empty."""

    rec_session_id: int
    tables: dict[str, pl.DataFrame]
    """"sessions" and "trials", with the column names of today, distinct also without case."""
    series: Mapping[str, pl.DataFrame]
    """Variable -> `names.SERIES`, and ``value``; or ``value_1``, ``value_2``... where a sample is an array. Each is
    made when it is asked for, anew each time."""
    originals: dict[str, dict[str, str]]
    """Table -> column -> its name in the file. All time series are one table here, "timeseries"."""
    files: tuple[str, ...]
    """Names of the files, as the source has them."""
    problems: tuple[str, ...]
    """Sentences."""
    notes: tuple[str, ...] = ()
    """Sentences on what stands elsewhere than in the file."""


def read(source: Source, variable: str | None = None) -> list[Recording]:
    """The sessions in a source, by their numbers; with a variable only what they have of that time series.

    A source without any gives one recording without tables, with the number that its name tells, or `UNKNOWN`. What
    cannot be read is said in `Recording.problems`; nothing is raised for bad data.
    """
    session = id_in(str(source.files[0]))
    found: defaultdict[int, _Session] = defaultdict(_Session)
    others: list[tuple[str, str]] = []  # files that are no table, and why if they should be one
    parse = pieces if variable is None else partial(pieces_of, variable)
    stored, problem = _members(source)
    for name, load in stored:
        own = id_in(name) or session
        read, why = _pieces(parse, name, load, own) if is_csv(name) else ([], "")
        for piece in read:
            found[piece.session].add(name, piece)
        if not read:
            others.append((name, why))
    if not found and not problem and _is_zip(source.files[0]):
        problem = f"{source.label()} holds no table of sessions, trials or time series."
    _add_others(found, others, session)
    if problem:
        found[session or UNKNOWN].problems.append(problem)
    return [found[number].recording(number) for number in sorted(found)]


Load = Callable[[], bytes]
Parse = Callable[[str, bytes, int | None], list[Piece]]


def _members(source: Source) -> tuple[list[tuple[str, Load]], str]:
    """Names of the files and what reads them; and what is wrong with the whole."""
    first = source.files[0]
    if not _is_zip(first):
        root = source.root()
        return [(file.relative_to(root).as_posix(), file.read_bytes) for file in source.files], ""
    try:
        stored = zips.names(first)
    except LabClientsError as error:
        return [], str(error)
    return [(name, partial(zips.read, first, name)) for name in stored if not name.endswith("/")], ""


def _is_zip(file: Path) -> bool:
    return file.suffix.lower() == ".zip"  # whatever is in it: what is none is to be told, not passed over


def _pieces(parse: Parse, name: str, load: Load, session: int | None) -> tuple[list[Piece], str]:
    try:
        return parse(name, load(), session), ""
    except OSError as error:
        return [], f"{name} cannot be read: {error.strerror}."
    except NoTable as error:
        return [], "" if name.lower().endswith(".txt") else str(error)  # notes lie beside data
    except LabClientsError as error:
        return [], str(error)


def _add_others(found: defaultdict[int, _Session], others: list[tuple[str, str]], session: int | None) -> None:
    """Name the files that are no table with the session in their path; else with all that the source has."""
    everyone = sorted(found) or [session or UNKNOWN]
    for name, why in others:
        own = id_in(name)
        for number in everyone if own is None else [own]:
            found[number].files.append(name)
            found[number].problems += [why] if why else []


class _Series(Mapping[str, pl.DataFrame]):
    """The time series of a session by their variables."""

    def __init__(self, pieces: dict[str, Piece]) -> None:
        self._pieces = pieces

    def __getitem__(self, variable: str) -> pl.DataFrame:
        return self._pieces[variable].frame()

    def __contains__(self, variable: object) -> bool:
        return variable in self._pieces  # without making it

    def __iter__(self) -> Iterator[str]:
        return iter(self._pieces)

    def __len__(self) -> int:
        return len(self._pieces)


class _Session:
    """One session while it is read."""

    def __init__(self) -> None:
        self.tables: dict[tuple[str, str], Piece] = {}
        self.files: list[str] = []
        self.problems: list[str] = []

    def add(self, file: str, piece: Piece) -> None:
        """Add a table. If there are two the first counts, but what stood in a file of its own counts more."""
        if file not in self.files:
            self.files.append(file)
        key = (piece.table, piece.variable)
        old = self.tables.get(key)
        if old is None or (old.derived and not piece.derived):
            self.tables[key] = piece
        elif old.derived or not piece.derived:
            self.problems.append(f"{' '.join(filter(None, key))} in {file} is left out: another file has it, too.")

    def recording(self, number: int) -> Recording:
        """All that was added."""
        kept = self.tables.values()
        return Recording(
            number,
            {piece.table: piece.frame() for piece in kept if not piece.variable},
            _Series({piece.variable: piece for piece in kept if piece.variable}),
            {piece.table: piece.originals for piece in kept},
            tuple(self.files),
            tuple(dict.fromkeys([*self.problems, *(problem for piece in kept for problem in piece.problems)])),
            tuple(note for piece in kept for note in piece.notes),
        )
