"""Tables: of text, as files have it, and of records, as answers have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from labclients._json import as_object
from labclients.csv import distinct
from labclients.errors import LabClientsError, UsageError

if TYPE_CHECKING:
    import polars

__all__ = ["Cell", "Columns", "Table", "TypedTable", "extra", "plain_field"]

# Of a table in a notebook.
ROWS, COLUMNS, LETTERS = 10, 20, 60

Cell: TypeAlias = str | tuple[str, ...]
"""What a file says in one place: a text, or the components of an array."""


class Table:
    """An immutable table of text, exactly as a file has it.

    Nothing is guessed: numbers, booleans and dates are the text that was written, a missing value is ``""``.

    Column names that were there before, also when only their case differs, get a number (``Preview``, ``preview__2``,
    ``preview__3``), so that a row can be a dict and the table can go where names ignore case (SQL, Parquet readers).

    Args:
        name: Name of the file, for messages.
        header: Names of the columns, as the file has them.
        records: Fields of each row. Short rows are filled up with ``""``.
        ragged: Whether the last column holds arrays: what a row has beyond it belongs to it, and its value is then
            a tuple of str.

    Raises:
        LabClientsError: a row has more fields than the header, and the table is not ragged; rows count from 1.
    """

    __slots__ = ("_columns", "_header", "_name", "_ragged", "_rows")

    def __init__(
        self, name: str, header: Sequence[str], records: Iterable[Sequence[str]], *, ragged: bool = False
    ) -> None:
        self._name = name
        self._header = tuple(header)
        self._columns = distinct(self._header)
        self._ragged = ragged
        self._rows = tuple(self._row(number, record) for number, record in enumerate(records, 1))

    @property
    def name(self) -> str:
        """Name of the file."""
        return self._name

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, all different; the keys of a row."""
        return self._columns

    @property
    def original_columns(self) -> tuple[str, ...]:
        """Names of the columns as the file has them, in the same order."""
        return self._header

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self._rows:
            yield dict(zip(self._columns, row, strict=True))

    def __repr__(self) -> str:
        return f"<Table {self.name!r}: {len(self)} rows, {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        return _html(self, islice(self, ROWS))

    def rows(self) -> list[dict[str, Any]]:
        """All rows as dicts from column to value; new ones on each call.

        A value is a str; in the last column of a ragged table (a time series) an array is a tuple of str.
        """
        return list(self)

    def to_arrow(self) -> Any:
        """The table as a ``pyarrow.Table``, with the column types of a `Study`; needs ``labclients[data]``.

        Types are given without loss (see `labclients.columns`), and empty is null. The last column of a ragged table
        (a time series) stays text: it is ``list<string>``, a scalar being a list of one. Metadata as in `TypedTable`.

        Raises:
            UsageError: polars or pyarrow is not installed.
        """
        return self._typed().to_arrow()

    def to_pandas(self) -> Any:
        """The same as a ``pandas.DataFrame``, with a fresh index from 0; needs ``labclients[all]``.

        Raises:
            UsageError: pandas, polars or pyarrow is not installed.
        """
        return self._typed().to_pandas()

    def _typed(self) -> TypedTable:
        pl = extra("polars", "data")
        from labclients import columns

        cells = [*zip(*self._rows, strict=True)] if self._rows else [()] * len(self._header)
        arrays = cells.pop() if self._ragged else None
        header = self._header[: len(cells)]
        texts = [[text or None for text in column] for column in cells]
        frame = pl.DataFrame(texts, schema=[(str(n), pl.String) for n in range(len(texts))])
        frame = columns.rename_to_current(frame, header)
        current = dict(zip(frame.columns, zip(self._columns, header, strict=False), strict=True))
        types, typed = columns.infer_and_cast(frame)
        names: list[tuple[str, str]] = []  # of a column in this table and in the file; an offset has those of its time
        for column in typed.columns:
            name, original = current.get(column, (column, names[-1][1] if names else column))
            names.append((name, original))
        typed.columns = [name for name, _ in names]
        if arrays is not None:
            values = [[cell] if isinstance(cell, str) else list(cell) for cell in arrays]
            typed = typed.with_columns(pl.Series(self._columns[-1], values, pl.List(pl.String)))
            names.append((self._columns[-1], self._header[-1]))
        return TypedTable(self._name, typed, [original for _, original in names], columns.type_warnings(types))

    def _row(self, number: int, record: Sequence[str]) -> tuple[Cell, ...]:
        width = len(self._header)
        if len(record) <= width:
            return (*record, *("",) * (width - len(record)))
        if not self._ragged:
            raise LabClientsError(f"{self.name}: row {number} has {len(record)} fields, the header has {width}.")
        return (*record[: width - 1], tuple(record[width - 1 :]))


class Columns:
    """Records of JSON as columns, page by page: what is kept of a record is its values, once.

    Columns stand in the order in which their keys first came; a record without a key has null there.
    """

    def __init__(self) -> None:
        self._columns: dict[str, list[Any]] = {}
        self._rows = 0

    def add(self, rows: Iterable[Any]) -> None:
        """Add records; what is no object (a null among them) is left out."""
        for record in filter(None, map(as_object, rows)):
            for key in record:
                if key not in self._columns:
                    self._columns[key] = [None] * self._rows
            for key, column in self._columns.items():
                column.append(record.get(key))
            self._rows += 1

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``. A column whose values are of kinds that no one type holds is text (JSON).

        Half of an emoji (a lone surrogate, which no file can hold) becomes U+FFFD.
        """
        import json

        arrow = extra("pyarrow", "data")
        names = list(self._columns)
        arrays = [_array(arrow, values) for values in self._columns.values()]
        table = arrow.Table.from_arrays(arrays, names=list(distinct(names)))
        return table.replace_schema_metadata({"labclients.original_columns": json.dumps(names)})

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``; whole numbers and truth values stay what they are beside nulls."""
        return _pandas(self)


class TypedTable:
    """An immutable table with types; missing is None.

    Args:
        name: What it is called, for messages.
        frame: Its columns: text, Int64, Float64, Boolean, and milliseconds in UTC or without zone.
        original_columns: What each column is called in the files.
        notes: Sentences on columns that are not what one would expect.
    """

    __slots__ = ("_frame", "_name", "_notes", "_originals")

    def __init__(
        self, name: str, frame: polars.DataFrame, original_columns: Sequence[str], notes: Iterable[str] = ()
    ) -> None:
        self._name = name
        self._frame = frame
        self._originals = tuple(original_columns)
        self._notes = tuple(notes)

    @property
    def name(self) -> str:
        """What the table is called."""
        return self._name

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, all different, also without case; the keys of a row."""
        return tuple(self._frame.columns)

    @property
    def original_columns(self) -> tuple[str, ...]:
        """Names of the columns in the files, in the same order; a column made from another has that one's."""
        return self._originals

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on columns that are not what one would expect, without what participants wrote."""
        return self._notes

    def __len__(self) -> int:
        return self._frame.height

    def __iter__(self) -> Iterator[dict[str, Any]]:
        columns, rows = self.columns, self._frame.iter_rows()
        # polars would ask the system for its time zones, which Windows lacks, to find UTC
        zoned = [number for number, kind in enumerate(self._frame.dtypes) if getattr(kind, "time_zone", None)]
        if zoned:
            naive = (self._frame.to_series(number).dt.replace_time_zone(None) for number in zoned)
            rows = (_with_utc(row, zoned) for row in self._frame.with_columns(*naive).iter_rows())
        for row in rows:
            yield dict(zip(columns, row, strict=True))

    def __repr__(self) -> str:
        return f"<TypedTable {self.name!r}: {len(self)} rows, {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        return _html(self, TypedTable(self.name, self._frame.head(ROWS), self._originals))

    def rows(self) -> list[dict[str, Any]]:
        """All rows as dicts from column to value; new ones on each call.

        A value is int, float, bool, str, None, or a datetime: aware where it is a time in UTC, else naive.
        """
        return list(self)

    def to_polars(self) -> polars.DataFrame:
        """The table as a ``polars.DataFrame``; it shares its memory."""
        return self._frame.clone()

    def to_arrow(self) -> Any:
        """The table as a ``pyarrow.Table`` of string, int64, double, bool and timestamp[ms].

        The names in the files and the notes stand in the schema's metadata as JSON arrays, under
        ``labclients.original_columns`` and ``labclients.notes``.

        Raises:
            UsageError: pyarrow is not installed.
        """
        import json

        arrow = extra("pyarrow", "data")
        said = {"original_columns": self.original_columns, "notes": self.notes}
        metadata = {f"labclients.{key}": json.dumps(texts) for key, texts in said.items()}
        frame: Any = self._frame
        schema = arrow.schema([plain_field(arrow, field) for field in frame.clear().to_arrow().schema], metadata)
        # In slices, as the texts of a column may be more than the 2 GB that one array of strings can hold.
        parts = [part.to_arrow().cast(schema) for part in frame.iter_slices(1 << 20)]
        return arrow.concat_tables(parts) if parts else schema.empty_table()

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``; whole numbers and truth values stay what they are beside nulls.

        Raises:
            UsageError: pandas or pyarrow is not installed.
        """
        return _pandas(self)


def _html(table: Table | TypedTable, first: Iterable[dict[str, Any]]) -> str:
    """The first rows, for a notebook. Whatever a participant wrote is text there, and no markup."""
    from html import escape

    def line(tag: str, values: Iterable[object]) -> str:
        cells = ("" if value is None else str(value) for value in values)
        short = (cell if len(cell) <= LETTERS else f"{cell[:LETTERS]}…" for cell in cells)
        return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in short)}</tr>"

    columns = table.columns[:COLUMNS]
    body = "".join(line("td", (row[column] for column in columns)) for row in first)
    rows = f"{min(len(table), ROWS)} of {len(table)} rows, {len(columns)} of {len(table.columns)} columns"
    head = f"<p>{escape(table.name)}: {rows}</p>"
    return f"{head}<table><thead>{line('th', columns)}</thead><tbody>{body}</tbody></table>"


def _with_utc(row: tuple[Any, ...], zoned: Sequence[int]) -> tuple[Any, ...]:
    cells = list(row)
    for number in zoned:
        time: datetime | None = cells[number]
        cells[number] = time.replace(tzinfo=UTC) if time else None
    return tuple(cells)


def plain_field(arrow: Any, field: Any) -> Any:
    """The field with a type that every reader knows."""
    texts = (arrow.large_string(), arrow.string_view())
    if field.type in texts:
        return arrow.field(field.name, arrow.string())
    is_list = field.type in map(arrow.large_list, texts)
    return arrow.field(field.name, arrow.list_(arrow.string()) if is_list else field.type)


def _pandas(table: Columns | TypedTable) -> Any:
    pandas, arrow = extra("pandas", "all"), extra("pyarrow", "data")
    kinds = {arrow.int64(): pandas.Int64Dtype(), arrow.bool_(): pandas.BooleanDtype()}
    return table.to_arrow().to_pandas(types_mapper=kinds.get)


def _array(arrow: Any, values: list[Any]) -> Any:
    import json

    try:
        array = arrow.array(values)
        if "struct<>" not in str(array.type):  # which Parquet cannot hold
            return array
    except UnicodeEncodeError:  # half of an emoji: JSON can write it, and no file can hold it
        return _array(arrow, [_without_surrogates(value) for value in values])
    except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError):
        pass
    texts = (v if v is None or isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in values)
    return arrow.array(list(texts), arrow.string())


def _without_surrogates(value: object) -> object:
    """The JSON value with U+FFFD in place of each lone surrogate."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_without_surrogates(item) for item in cast("list[object]", value)]
    if record := as_object(value):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in record.items()}
    return value


def extra(module: str, name: str) -> Any:
    """A module that comes with an extra of this package.

    Raises:
        UsageError: It is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise UsageError(f'This needs {module}: pip install "labclients[{name}]"') from error
