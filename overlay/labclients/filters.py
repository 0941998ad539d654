"""Filters and orders for Labguru's lists: written in Python, sent as kendo's query, checked on what comes back.

    F.title.contains("PCR") & (F.project_id == 15)

``query`` turns a filter into parameters and refuses what the server could not obey; ``check`` looks at each record
that comes back, because a filter that a server ignores looks exactly like "all records". Which fields and operators
a list obeys is said by the spec (``x-kendo``, ``x-kendo-operators``): this module knows no word of the wire.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from keyword import iskeyword
from math import isfinite
from typing import Final, NamedTuple, NoReturn, TypeAlias, final

from labclients._operations import KendoSchema, OperationIndex
from labclients.errors import FilterError, FilterIgnored

__all__ = ["Condition", "F", "Field", "Filter", "Value", "check", "query"]

Value: TypeAlias = str | int | float | date | Mapping[str, object]
"""What a field can be compared with. A bool is an int; an object is for fields such as ``stored_by``."""

_SYMBOLS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_ABSENT: Final = object()


class Condition(NamedTuple):
    """One field, one operator (our word for it), one value."""

    field: Field
    operator: str
    value: Value

    def written(self) -> str:
        """The condition as Python wrote it."""
        if symbol := _SYMBOLS.get(self.operator):
            return f"{self.field!r} {symbol} {self.value!r}"
        return f"{self.field!r}.{self.operator}({'' if _takes_nothing(self.operator) else repr(self.value)})"


@final
class Filter:
    """One condition, or several joined by ``&`` or by ``|``; it never changes.

    Labguru takes one logic for all conditions of a query, so ``&`` and ``|`` cannot be mixed.
    """

    __slots__ = ("_conditions", "_logic")

    def __init__(self, conditions: Sequence[Condition], logic: str = "and") -> None:
        self._conditions = tuple(conditions)
        self._logic = logic

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions, in the order in which they were written."""
        return self._conditions

    @property
    def logic(self) -> str:
        """``"and"`` or ``"or"``; ``"and"`` when there is one condition."""
        return self._logic

    def __and__(self, other: Filter) -> Filter:
        return _join(self, "and", other)

    def __or__(self, other: Filter) -> Filter:
        return _join(self, "or", other)

    def __rand__(self, other: object) -> NoReturn:
        _ask_for_parentheses(other)

    __ror__ = __rand__

    def __bool__(self) -> NoReturn:
        _refuse_truth()

    def __repr__(self) -> str:
        if len(self.conditions) == 1:
            return self.conditions[0].written()
        sign = " & " if self.logic == "and" else " | "
        return sign.join(_parenthesised(condition) for condition in self.conditions)


@final
class Field:
    """A field of a list, to be compared with a value; every comparison gives a ``Filter``.

    Values are text, numbers, bools, dates (sent as ``YYYY-MM-DD``) and, where the API takes an object, mappings:
    ``F.stored_by.contains({"name": "User Name", "id": "[1]"})`` (so the vendor's description, the id as text).

    Raises:
        FilterError: the value is of another kind, or ``and``, ``or``, ``not`` or ``if`` was used on the result.
    """

    __slots__ = ("_checked", "_name")
    __hash__ = None  # type: ignore[assignment]  # == gives a Filter, so a field cannot be a key

    def __init__(self, name: str, *, checked: bool = True) -> None:
        if not isinstance(name, str) or not name.strip():  # pyright: ignore[reportUnnecessaryIsInstance]
            raise FilterError(f"A field is named by a text that is not empty, not by {name!r}.")
        self._name = name
        self._checked = checked

    @property
    def name(self) -> str:
        """The name as the API writes it, dots included."""
        return self._name

    @property
    def checked(self) -> bool:
        """Whether the name is compared with the fields that the spec knows."""
        return self._checked

    def __eq__(self, value: Value) -> Filter:  # type: ignore[override]
        return _compare(self, "eq", value)

    def __ne__(self, value: Value) -> Filter:  # type: ignore[override]
        return _compare(self, "ne", value)

    def __lt__(self, value: Value) -> Filter:
        return _compare(self, "lt", value)

    def __le__(self, value: Value) -> Filter:
        return _compare(self, "le", value)

    def __gt__(self, value: Value) -> Filter:
        return _compare(self, "gt", value)

    def __ge__(self, value: Value) -> Filter:
        return _compare(self, "ge", value)

    def contains(self, text: str | Mapping[str, object]) -> Filter:
        """The field's text has ``text`` in it (``stored_by`` takes an object)."""
        return _match(self, "contains", text)

    def excludes(self, text: str) -> Filter:
        """The field's text does not have ``text`` in it."""
        return _match(self, "excludes", text)

    def startswith(self, text: str) -> Filter:
        """The field's text begins with ``text``."""
        return _match(self, "startswith", text)

    def endswith(self, text: str) -> Filter:
        """The field's text ends with ``text``."""
        return _match(self, "endswith", text)

    def is_empty(self) -> Filter:
        """The field has no value."""
        return _compare(self, "is_empty", "")

    def is_not_empty(self) -> Filter:
        """The field has a value."""
        return _compare(self, "is_not_empty", "")

    def __and__(self, other: object) -> NoReturn:
        _ask_for_parentheses(self)

    __or__ = __rand__ = __ror__ = __and__

    def __bool__(self) -> NoReturn:
        _refuse_truth()

    def __repr__(self) -> str:
        if not self.checked:
            return f"F.unchecked({self.name!r})"
        # Python folds some letters of a name into others (ª into a), text in brackets it leaves alone.
        plain = self.name.isascii() and self.name.isidentifier() and not iskeyword(self.name)
        return f"F.{self.name}" if plain and self.name[0] != "_" and self.name != "unchecked" else f"F[{self.name!r}]"


@final
class _Fields:
    """Every field by its name: ``F.title``, ``F["projects.title"]``, ``F.unchecked("x")``."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Field:
        if name.startswith("_"):  # what copy, pickle and notebooks look for is no field
            raise AttributeError(name)
        return Field(name)

    def __getitem__(self, name: str) -> Field:
        return Field(name)

    def unchecked(self, name: str) -> Field:
        """A field that is sent even if the spec does not know it, with any operator that the API has."""
        return Field(name, checked=False)

    def __dir__(self) -> list[str]:
        """For tab completion: every field that some list can be filtered by. Of the wrong list, it is an error."""
        fields = OperationIndex("labguru_api").filter_fields
        return [*super().__dir__(), *filter(str.isidentifier, fields)]

    def __repr__(self) -> str:
        return "F"

    def __reduce__(self) -> str:
        return "F"


F: Final = _Fields()


# ---- from filter to query


def query(where: Filter | None, order_by: str | None, kendo: KendoSchema | None) -> dict[str, object]:
    """Return the query of a filtered or sorted list, nested as ``_params.encode_query`` takes it.

    ``{}`` when nothing is asked, else ``{"kendo": True, "filter": {"logic", "filters": [{"field", "operator",
    "value"}]}, "sort": [{"field", "dir"}]}``. ``order_by`` is a name, ``"-id"`` for descending, ``"title,-id"`` for
    several; names are not compared with the filter's fields, since lists sort by others too.
    Source: the vendor's OpenAPI description (``kendo``, ``filter``); ``sort`` as public clients send it.

    Raises:
        FilterError: the list obeys no filters (``kendo`` is None), it has no such field, or the field no such
            operator.
    """
    if where is None and order_by is None:
        return {}
    if kendo is None:
        raise FilterError("This list obeys no filters and no order: ask for all records and choose among them.")
    asked: dict[str, object] = {"kendo": True}
    if where is not None:
        filters = [_on_the_wire(condition, kendo) for condition in _filter(where)._conditions]
        asked["filter"] = {"logic": where._logic, "filters": filters}
    if order_by is not None:
        asked["sort"] = [_order(name.strip()) for name in order_by.split(",")]
    return asked


def _on_the_wire(condition: Condition, kendo: KendoSchema) -> dict[str, object]:
    field, value = condition.field, condition.value
    if field._checked and field._name in kendo.keys:
        field = Field(kendo.keys[field._name])
    if kendo.fields and field._checked and field._name not in kendo.fields:
        raise FilterError(_unknown(field, kendo))
    for operators in _operator_sets(field, kendo):
        if word := operators.get(condition.operator):
            sent = value.isoformat() if isinstance(value, date) else value
            return {"field": field._name, "operator": word, "value": sent}
    known = ", ".join(_SYMBOLS.get(word, word) for word in next(_operator_sets(field, kendo)))
    raise FilterError(f"{condition.written()} cannot be asked: {field!r} of this list has only {known}.")


def _operator_sets(field: Field, kendo: KendoSchema) -> Iterator[Mapping[str, str]]:
    own = kendo.fields.get(field._name, "text")
    yield kendo.operators[own]
    if not field._checked:  # the user vouches for the field, so for its kind as well
        yield from (kendo.operators[name] for name in kendo.operators if name != own)


def _unknown(field: Field, kendo: KendoSchema) -> str:
    from difflib import get_close_matches

    [nearest] = get_close_matches(field._name, kendo.fields, n=1, cutoff=0.0)
    return (
        f"This list has no filter field {field._name!r}; the nearest one is {Field(nearest)!r}. "
        f"F.unchecked({field._name!r}) sends it all the same."
    )


def _order(name: str) -> dict[str, str]:
    field = name.removeprefix("-")
    if not field or field.startswith("-"):
        raise FilterError('order_by is a field, or several with commas between ("title,-id"); one of them has no name.')
    return {"field": field, "dir": "asc" if field == name else "desc"}


# ---- from answer back to filter


def check(where: Filter | None, item: Mapping[str, object]) -> None:
    """Raise if a record that came back shows that the server ignored the filter.

    Only equalities of fields that the record carries can tell; a dotted name is carried under that very key or as
    nested objects. The comparison is lenient, since databases are: numbers equal their text, text is compared
    without case, accents and surrounding spaces, times by their day.

    Raises:
        FilterIgnored: an ``==`` is broken (with ``|``: every condition is an ``==``, and all are broken).
    """
    if where is None:
        return
    broken = [condition for condition in where._conditions if _breaks(condition, item)]
    if len(broken) >= (1 if where._logic == "and" else len(where._conditions)):
        field, _, wanted = broken[0]
        got = type(_carried(item, field._name)).__name__  # its value is the lab's own business, not the log's
        record = f" (id {item['id']})" if "id" in item else ""
        raise FilterIgnored(
            f"The server ignored a filter: {field!r} == {wanted!r} was asked, but a record{record} has another "
            f"value there ({got})."
        )


def equalities(where: Filter | None) -> dict[str, object]:
    """The values that a record plainly has if it keeps a filter's ``==``: any other record is one for `check`.

    Empty where no record can show that a filter was ignored.
    """
    if where is None or (where._logic == "or" and any(one.operator != "eq" for one in where._conditions)):
        return {}
    values: dict[str, object] = {}
    for field, operator, value in where._conditions:
        if operator == "eq":
            values[field._name] = _ABSENT if field._name in values else value
    return values


def _breaks(condition: Condition, item: Mapping[str, object]) -> bool:
    if condition.operator != "eq":
        return False
    got, wanted = _carried(item, condition.field._name), condition.value
    if got is _ABSENT or isinstance(got, Mapping | list) or isinstance(wanted, Mapping):
        return False
    if isinstance(got, bool) or isinstance(wanted, bool):
        return isinstance(got, bool) and isinstance(wanted, bool) and got != wanted
    return not _same(_text(wanted), _text(got))


def _carried(item: Mapping[str, object], name: str) -> object:
    if name in item:
        return item[name]
    head, dot, rest = name.partition(".")
    inner = item.get(head) if dot else None
    return _carried(inner, rest) if isinstance(inner, Mapping) else _ABSENT  # pyright: ignore[reportUnknownArgumentType]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip().casefold()


def _same(wanted: str, got: str) -> bool:
    return wanted == got or _day(wanted) == _day(got) or _equal_numbers(wanted, got) or _plain(wanted) == _plain(got)


def _day(text: str) -> str:
    """The day of a timestamp (``2023-03-27 21:59``, ``2025-03-16T16:25:17.000+02:00``), else the text itself."""
    return text[:10] if text[4:5] == text[7:8] == "-" and text[10:11] in (" ", "t") else text


def _equal_numbers(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _plain(text: str) -> str:
    from unicodedata import combining, normalize

    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter))


# ---- building, and refusing to build


def _compare(field: Field, operator: str, value: object) -> Filter:
    return Filter([Condition(field, operator, _value(field, value))])


def _match(field: Field, operator: str, text: object) -> Filter:
    if text == "":
        raise FilterError(f"{field!r}.{operator}('') would say nothing about a record; give it some text.")
    return _compare(field, operator, text)


def _value(field: Field, value: object) -> Value:
    if value is None:
        raise FilterError(f"None is not a value to compare with: write {field!r}.is_empty() or .is_not_empty().")
    if isinstance(value, datetime):
        raise FilterError("Lists compare whole days: give a date, not a datetime (its .date(), for example).")
    if isinstance(value, float) and not isfinite(value):
        raise FilterError(f"{value} is not a number to compare {field!r} with.")
    if isinstance(value, Mapping):
        return dict(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(value, str | int | float | date):
        return value
    raise FilterError(f"{field!r} is compared with text, numbers, bools and dates, not with {type(value).__name__}.")


def _filter(where: object) -> Filter:
    if isinstance(where, Filter):
        return where
    raise FilterError(f"A filter is built from F, as in F.title == 'PCR'; {type(where).__name__} is none.")


def _join(left: Filter, logic: str, right: object) -> Filter:
    if not isinstance(right, Filter):
        _ask_for_parentheses(right)
    if any(len(side._conditions) > 1 and side._logic != logic for side in (left, right)):
        raise FilterError("& and | cannot be mixed: Labguru takes one logic for all conditions of a filter.")
    return Filter(left._conditions + right._conditions, logic)


def _parenthesised(condition: Condition) -> str:
    return f"({condition.written()})" if condition.operator in _SYMBOLS else condition.written()


def _takes_nothing(operator: str) -> bool:
    return operator in ("is_empty", "is_not_empty")


def _ask_for_parentheses(found: object) -> NoReturn:
    # & and | bind more tightly than ==, so the usual cause is F.a == 1 & F.b == 2
    raise FilterError(
        f"& and | join filters, and {found!r} is none: put parentheses around each comparison, "
        "(F.title == 'PCR') & (F.project_id == 15)."
    )


def _refuse_truth() -> NoReturn:
    raise FilterError(
        "A filter is neither true nor false: join filters with & or | instead of 'and' or 'or', and write != or "
        ".excludes() instead of 'not'."
    )
