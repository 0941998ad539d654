"""What one CSV file says of each session. Which table it is, its columns tell: exports made by hand carry any name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import polars as pl

from labclients.errors import LabClientsError
from labclients.labvanced.dialect import is_series
from labclients.study.reading import fields, names, series
from labclients.study.reading.fields import Fields
from labclients.tables import distinct

__all__ = ["UNKNOWN", "NoTable", "Piece", "pieces", "pieces_of"]

UNKNOWN = 0
"""The number of a session that neither a column nor a file name tells."""


class NoTable(LabClientsError):
    """A file that is text, but no table of ours."""


class Piece(NamedTuple):
    """The rows of one table that belong to one session."""

    session: int
    table: str
    """"sessions", "trials", or "timeseries"; then `variable` names it."""
    rows: pl.DataFrame
    originals: dict[str, str]
    """Column -> its name in the file."""
    variable: str = ""
    mixed: bool = False
    """Whether the rows are those of all the variables in the file: often but one of these is wanted."""
    derived: bool = False
    """Whether it stood in a file that is first of all another table; such a file often comes beside the true one."""
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def frame(self) -> pl.DataFrame:
        """The table."""
        return series.of(self.rows, self.variable) if self.mixed else self.rows


def pieces(name: str, data: bytes, session: int | None) -> list[Piece]:
    """Read a file.

    Args:
        name: Its name, for messages.
        data: Its bytes.
        session: The session that its name tells, for rows that name none.

    Raises:
        NoTable: it is none of the tables.
        LabClientsError: it cannot be read without loss.
    """
    table = fields.read(name, data)
    if is_series(table.header):
        return [*_series(name, table, session)]
    return _tables(name, table, session)


def pieces_of(variable: str, name: str, data: bytes, session: int | None) -> list[Piece]:
    """Those of one time series, as `pieces` gives them, but sooner."""
    table = fields.read(name, data, having=variable if variable != series.NAMELESS else "")
    if is_series(table.header):
        found = [*_series(name, table, session)] if _is_told(table) else pieces(name, data, session)
    else:  # in the cells of a column?
        found = _tables(name, table, session) if variable in distinct(names.modern(table.header)) else []
    return [piece for piece in found if piece.variable == variable]


def _is_told(table: Fields) -> bool:
    """Whether each row tells its session, or none does; if some do, these say whose the others are."""
    columns = names.modern(table.header, series=True)
    if "Rec_Session_Id" not in columns:
        return True
    return all(_NUMBER.fullmatch(one or "") for one in table.frame[str(columns.index("Rec_Session_Id"))].unique())


_NUMBER = re.compile("[0-9]{1,18}")


def _tables(name: str, table: Fields, session: int | None) -> list[Piece]:
    """Those of a file of sessions or trials, or both."""
    if not {"Trial_Nr", "Rec_Session_Id"} & {*names.modern(table.header)}:
        raise NoTable(f"{name} is left out: it is no table of sessions, trials or time series.")
    frame, originals = _named(name, table)
    if "Trial_Nr" in frame.columns:
        return [piece for number, part in _sessions(frame, session) for piece in _trials(number, part, originals)]
    return [
        Piece(number, "sessions", part, _only(originals, part.columns), problems=_more_than_one(name, part))
        for number, part in _sessions(frame, session)
    ]


def _more_than_one(name: str, sessions: pl.DataFrame) -> tuple[str, ...]:
    return (f"{name} has {sessions.height} rows for this session.",) if sessions.height > 1 else ()


def _named(name: str, table: Fields) -> tuple[pl.DataFrame, dict[str, str]]:
    """A rectangular table under the names of today, and its names as the file has them."""
    width = len(table.header)
    if table.frame.width > width:
        row: Any = table.widths.arg_max()
        raise LabClientsError(f"{name}: row {row + 1} has {table.widths[row]} fields, the header has {width}.")
    columns = distinct(names.modern(table.header))
    frame = table.frame.rename(dict(zip(map(str, range(width)), columns, strict=True)))
    if names.is_first_generation(table.header):
        frame = frame.with_columns(pl.when(pl.all() != '""').then(pl.all()))  # how it wrote the empty text
    return frame, dict(zip(columns, table.header, strict=True))


_ID = "\0id"  # no name in a file holds a NUL


def _sessions(frame: pl.DataFrame, session: int | None) -> Iterator[tuple[int, pl.DataFrame]]:
    """The rows of each session. Rows that name none belong to the one that the file, or its name, is of."""
    if "Rec_Session_Id" not in frame.columns:
        frame = frame.with_columns(Rec_Session_Id=pl.lit(None, pl.String))
    written = frame["Rec_Session_Id"].unique().to_list()
    numbers = {text: int(text) for text in written if text and _NUMBER.fullmatch(text)}
    only = session or (next(iter(numbers.values())) if len(set(numbers.values())) == 1 else UNKNOWN)
    known = {text: numbers.get(text, only) for text in written}
    if not frame.height:
        known = {None: only} if only else {}
    filled = pl.col("Rec_Session_Id").fill_null(pl.lit(str(only) if only else None, pl.String))
    if len(set(known.values())) <= 1:
        yield from ((number, frame.with_columns(filled)) for number in set(known.values()))
        return
    ids = pl.col("Rec_Session_Id").replace_strict(known, default=only, return_dtype=pl.Int64).alias(_ID)
    parts = frame.with_columns(ids, filled).partition_by(_ID, as_dict=True, include_key=False)
    yield from ((number, part) for (number,), part in parts.items())


def _series(name: str, table: Fields, session: int | None) -> Iterator[Piece]:
    columns = distinct(names.modern(table.header, series=True))
    originals = dict(zip(columns, table.header, strict=True))
    originals |= {f"value_{n}": table.header[-1] for n in range(1, table.frame.width)}
    more = [column for column in columns[:-1] if column not in (*names.SERIES, "variable_name")]
    said = f"{name} has columns that time series do not have; they are left out: {', '.join(more)}."
    problems = (said,) if more else ()
    for number, part in _sessions(series.split(table, columns), session):
        for variable in series.variables(part):
            yield Piece(number, "timeseries", part, originals, variable, mixed=True, problems=problems)


# Trials


def _trials(number: int, frame: pl.DataFrame, originals: dict[str, str]) -> Iterator[Piece]:
    """The trials of one session, without what the file repeats on them of the session, and without series in cells."""
    repeated = _repeated(frame)
    if repeated:
        # one session, one row
        sessions = frame.select(repeated).unique(maintain_order=True)
        yield Piece(number, "sessions", sessions, _only(originals, repeated), derived=True)
    rest = frame.drop(column for column in repeated if column != "Rec_Session_Id")
    said: list[str] = []
    for column in _with_cells(rest):
        yield Piece(number, "timeseries", series.cells(frame, column), originals, column, derived=True)
        rest = rest.with_columns(pl.when(~series.is_cell(column)).then(pl.col(column)))
        said.append(f"{column} of the trials holds time series: see timeseries({column!r}).")
        if rest[column].null_count() == rest.height:
            rest = rest.drop(column)
    yield Piece(number, "trials", rest, _only(originals, rest.columns), notes=tuple(said))


def _repeated(frame: pl.DataFrame) -> list[str]:
    """The columns about the session, if the file has them: those that are the same in all of its trials."""
    if "Exp_Subject_Id" not in frame.columns:
        return []
    found = [column for column in frame.columns if column in names.SESSION and frame[column].n_unique() <= 1]
    return ["Rec_Session_Id", *found]


def _with_cells(frame: pl.DataFrame) -> list[str]:
    own = [column for column in frame.columns if column not in names.SERIES]
    there = frame.select(series.is_cell(column).any().alias(column) for column in own)
    return [column.name for column in there if column.any()]


def _only(originals: dict[str, str], columns: list[str]) -> dict[str, str]:
    return {column: originals.get(column, column) for column in columns}
