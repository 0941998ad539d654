"""What elements hold, read as what it is, and written back as Labguru keeps it: mostly JSON in a text.

Nothing that came is lost: every view keeps the keys it does not know, and they are written back.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self, TypeAlias, TypeVar, cast

from labclients._json import as_list, as_object
from labguru_api import models as m
from labguru_api.types import Field, Record, view

R = TypeVar("R", bound=Record)


class Samples(list["m.SampleRow"]):
    """The rows of a samples element: a list. What stands beside them (`headers`, `properties`) is in `beside`."""

    def __init__(self, rows: Iterable[m.SampleRow] = (), beside: Mapping[str, Any] | None = None) -> None:
        super().__init__(rows)
        self.beside = dict(beside or {})


class Steps(list["m.Step"]):
    """The rows of a steps element."""


class Files(list["m.Attachment"]):
    """The files of an element of type attachments."""


class Plate(Record):
    """A plate of `rows` times `cols` wells (None where the element does not say); only wells in use are listed."""

    __slots__ = ("cols", "rows")

    def __init__(self, data: Mapping[str, Any], rows: int | None = None, cols: int | None = None) -> None:
        super().__init__(data)
        self.rows = rows
        self.cols = cols

    @property
    def wells(self) -> list[m.Well]:
        return _views(self._data.get("wells"), m.Well)

    @property
    def samples(self) -> list[m.SampleRow]:
        return _views(self._data.get("samples"), m.SampleRow)

    def well(self, coordinates: str) -> m.Well | None:
        """The well of these coordinates, such as A1."""
        return next((well for well in self.wells if well.coordinates == coordinates), None)

    def replace(self, **changes: Any) -> Self:
        """A copy in which these keys have another value."""
        return type(self)({**self._data, **changes}, self.rows, self.cols)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._data, self.rows, self.cols)


class Form:
    """A form: its `values` by the names of its fields, its definition (`questions`), and its `html`.

    Labguru takes values only; html and questions are not written back.
    """

    def __init__(self, html: str = "", values: Mapping[str, Any] | None = None, questions: Iterable[Any] = ()) -> None:
        self.html = html
        self.values = dict(values or {})
        self.questions = list(questions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Form) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Form values={self.values!r}>"


class Sheet(Record):
    """One sheet of a spreadsheet; rows and columns are counted from 0."""

    __slots__ = ()

    name: Field[str] = Field("name")

    @property
    def cells(self) -> dict[tuple[int, int], Any]:
        """The values that there are, by row and column."""
        table = as_object((as_object(self._data.get("data")) or {}).get("dataTable")) or {}
        return {
            (int(row), int(col)): (as_object(cell) or {})["value"]
            for row, cols in table.items()
            for col, cell in (as_object(cols) or {}).items()
            if row.isdecimal() and col.isdecimal() and "value" in (as_object(cell) or {})
        }

    @property
    def table(self) -> list[list[Any]]:
        """The values as rows of one length, up to the last ones that there are; None in between."""
        cells = self.cells
        height = 1 + max((row for row, _ in cells), default=-1)
        width = 1 + max((col for _, col in cells), default=-1)
        return [[cells.get((row, col)) for col in range(width)] for row in range(height)]


class Workbook:
    """A spreadsheet element: its `sheets` by name. `content` is SpreadJS's own document, `beside` what else came."""

    def __init__(self, content: Mapping[str, Any] | None = None, beside: Mapping[str, Any] | None = None) -> None:
        self.content = dict(content or {})
        self.beside = dict(beside or {})

    @property
    def sheets(self) -> dict[str, Sheet]:
        found = as_object(self.content.get("sheets")) or {}
        return {name: Sheet(sheet) for name, sheet in found.items() if as_object(sheet) is not None}

    def put(self, sheet: str, cells: Mapping[tuple[int, int], Any]) -> Workbook:
        """A copy in which these cells, by row and column, have another value. Formulas are not computed.

        Raises:
            KeyError: There is no such sheet.
        """
        changed = Workbook(copy.deepcopy(self.content), self.beside)
        data = _inside(changed.content["sheets"][sheet], "data")
        table = _inside(data, "dataTable")
        for (row, col), value in cells.items():
            _inside(_inside(table, str(row)), str(col))["value"] = value
        return changed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Workbook) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Workbook sheets={[*self.sheets]}>"


Value: TypeAlias = "str | Samples | Steps | Files | Plate | Form | Workbook | dict[str, Any] | list[Any] | None"


def read(element: Mapping[str, Any]) -> Value:
    """What an element holds.

    Raises:
        ValueError: Its data cannot be read as what its type says.
    """
    kind, data = element.get("element_type"), element.get("data")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is not None:
        return reader(data, element)
    # Nothing is known of these: JSON where it is JSON, else as it came.
    try:
        return cast("Value", decoded(data)) if str(data).lstrip()[:1] in ("{", "[") else cast("Value", data or None)
    except ValueError:
        return cast("Value", data)


def written(value: Value) -> dict[str, Any]:
    """The arguments of an update that writes the value.

    Raises:
        TypeError, ValueError: It holds what JSON cannot.
    """
    if isinstance(value, Form):
        return {"form_json": _json(value.values)}
    return {"data": as_data(value)}


def as_data(value: Value) -> str | None:
    """The value as the text that Labguru keeps, for `elements.create` and `elements.update`.

    Raises:
        TypeError, ValueError: It holds what JSON cannot.
    """
    if value is None or isinstance(value, str):
        return value
    return value.html if isinstance(value, Form) else _json(_plain(value))


def decoded(data: object) -> Any:
    """JSON out of a text, or out of a text in a text; what is an object already stays it; None for nothing.

    Raises:
        ValueError: The text is no JSON.
    """
    for _ in range(2):
        if isinstance(data, str):
            try:
                data = json.loads(data) if data.strip() else None
            except RecursionError:
                raise ValueError("it is nested too deeply") from None
    return data


def _object(data: object, kind: str) -> dict[str, Any]:
    found = decoded(data)
    return {} if found is None else _sure(as_object(found), kind, found)


def _rows(data: object, kind: str) -> list[Any]:
    found = decoded(data)
    return [] if found is None else _sure(as_list(found), kind, found)


T = TypeVar("T")


def _sure(found: T | None, kind: str, data: object) -> T:
    if found is None:
        raise ValueError(f"{type(data).__name__} is no {kind}")
    return found


def _text(data: object, _: Mapping[str, Any]) -> str:
    return _sure("" if data is None else data if isinstance(data, str) else None, "text", data)


def _samples(data: object, _: Mapping[str, Any]) -> Samples:
    rows = as_list(decoded(data))
    held = _object(data, "samples") if rows is None else {"samples": rows}
    listed = held.get("samples")
    _sure(as_list(listed if listed is not None else []), "list of samples", listed)
    return Samples(_views(listed, m.SampleRow), {key: held[key] for key in held if key != "samples"})


def _steps(data: object, _: Mapping[str, Any]) -> Steps:
    return Steps(_views(_rows(data, "list of steps"), m.Step))


def _files(data: object, _: Mapping[str, Any]) -> Files:
    return Files(_views(_rows(data, "list of files"), m.Attachment))


def _plate(data: object, element: Mapping[str, Any]) -> Plate:
    return Plate(_object(data, "plate"), element.get("rows"), element.get("cols"))


def _form(data: object, element: Mapping[str, Any]) -> Form:
    described = _object(element.get("description"), "definition of a form")
    given = _object(described.get("form_json"), "definition of a form")
    shown = {**_shown(element.get("form_data_json")), **given}
    questions = as_list(shown.pop("questions", None)) or []
    return Form(_text(data, element), shown, questions)


def _shown(data: object) -> dict[str, Any]:
    """The values in `form_data_json`: tables of rows of fields."""
    tables = as_list(_object(data, "form").get("tables")) or []
    rows = [row for table in tables for rows in (as_object(table) or {}).values() for row in as_list(rows) or []]
    fields = [field for row in rows for field in as_list((as_object(row) or {}).get("fields")) or []]
    named = (field for field in map(as_object, fields) if field and isinstance(field.get("name"), str))
    return {field["name"]: field.get("value") for field in named}


def _excel(data: object, _: Mapping[str, Any]) -> Workbook:
    held = _object(data, "spreadsheet")
    content = _object(held.get("spread"), "workbook")
    return Workbook(content, {key: held[key] for key in held if key != "spread"})


_READERS: Mapping[str, Callable[[object, Mapping[str, Any]], Value]] = {
    "text": _text,
    "samples": _samples,
    "steps": _steps,
    "attachments": _files,
    "plate": _plate,
    "form": _form,
    "excel": _excel,
}


def _views(rows: object, model: type[R]) -> list[R]:
    return cast("list[R]", view(as_list(rows) or [], items=model))


def _inside(outer: dict[str, Any], key: str) -> dict[str, Any]:
    inner = as_object(outer.get(key))
    if inner is None:
        inner = outer[key] = {}
    return inner


def _plain(value: Any) -> Any:
    if isinstance(value, Samples):
        return {**value.beside, "samples": [*value]}
    if isinstance(value, Workbook):
        return {"spread": _json(value.content), **value.beside}
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_unviewed)


def _unviewed(value: object) -> Any:
    """A view as what it is over; `json` asks for what it does not know."""
    if isinstance(value, Record):
        return value.to_dict()
    raise TypeError(f"a value holds JSON only, not {type(value).__name__}")
