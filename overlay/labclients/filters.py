"""Filters and orders for Labguru's lists: written in Python, sent as kendo's query, checked on what comes back.

    F.title.contains("PCR") & (F.project_id == 15)

``query`` turns a filter into parameters and refuses what the server could not obey. ``verify_record`` looks at each
record of a response, because a filter that a server ignores looks exactly like "all records". The specification
(``x-kendo``, ``x-kendo-operators``) says which fields and operators a list obeys, and what they are called there.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from keyword import iskeyword
from math import isfinite
from typing import Any, Final, NamedTuple, NoReturn, TypeAlias, final

from labclients._operations import KendoSchema, OperationIndex
from labclients.errors import FilterError, FilterIgnored
from labguru_api.types import UNSET, native

__all__ = ["Condition", "F", "Field", "Filter", "OrderCheck", "Value", "query", "verify_record"]

Value: TypeAlias = str | int | float | date | Mapping[str, object]
"""What a field can be compared with. A bool is an int; an object is for fields such as ``stored_by``."""

_SYMBOLS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_ABSENT: Final = object()
_NO_KEYS: Mapping[str, str] = {}


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


def query(
    where: Filter | None, order_by: str | None, kendo: KendoSchema | None, sortable: Collection[str] = ()
) -> dict[str, object]:
    """Return the query of a filtered or sorted list, nested as ``_params.encode_query`` takes it.

    ``{}`` when nothing is asked, else ``{"kendo": True, "filter": {"logic", "filters": [{"field", "operator",
    "value"}]}, "sort": [{"field", "dir"}]}``. ``order_by`` is a name, ``"-id"`` for descending, ``"title,-id"`` for
    several. A name is refused unless it is `sortable` or a field of the filter, where these are known.
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
        asked["sort"] = [_order(name, kendo, sortable) for name in _names_of(order_by)]
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


def _names_of(order_by: object) -> list[str]:
    if not isinstance(order_by, str):
        raise FilterError(f'order_by is text such as "-id" or "title,-id", not {type(order_by).__name__}.')
    return [name.strip() for name in order_by.split(",")]


def _order(name: str, kendo: KendoSchema, sortable: Collection[str]) -> dict[str, str]:
    field = name.removeprefix("-")
    if not re.fullmatch(r"[^\s,-][^\s,]*", field):
        raise FilterError(f'order_by is a field, "-field" for descending, or several with commas; not {name!r}.')
    known = {*sortable, *kendo.fields, *kendo.keys}
    if sortable and field not in known and "." not in field:
        raise FilterError(f"order_by names {field!r}, which no record of this list has{_nearest(field, known)}.")
    return {"field": field, "dir": "asc" if field == name else "desc"}


def _nearest(name: str, names: Collection[str]) -> str:
    from difflib import get_close_matches

    nearest = get_close_matches(name, names, n=1)
    return f"; did you mean {nearest[0]!r}?" if nearest else ""


# ---- whether the server obeyed


def verify_record(where: Filter | None, record: Mapping[str, object], keys: Mapping[str, str] = _NO_KEYS) -> None:
    """Raise if a record shows that the server ignored the filter.

    What cannot be judged without doubt counts as obeyed: fields that the record does not carry, lists and objects,
    the collation of texts. Text is compared without case and accents, since servers differ in that.

    Args:
        where: The filter.
        record: A record of the response.
        keys: {key of a record: the field that filters know it by}, where they differ.

    Raises:
        FilterIgnored: A condition does not hold (with ``|``: none does).
    """
    if where is None:
        return
    doubtful = [condition for condition in where._conditions if not _obviously_holds(condition, record)]
    broken = [condition for condition in doubtful if _holds(condition, record, keys) is False]
    if broken and len(broken) >= (1 if where._logic == "and" else len(where._conditions)):
        number = f" (id {record['id']})" if "id" in record else ""
        raise FilterIgnored(
            f"The server ignored a filter: {broken[0].written()} was asked, and it sent a record{number} for which "
            "that is not so."
        )


class OrderCheck:
    """Notices that a server ignores ``order_by``: by the first field, where its values are numbers or times."""

    def __init__(self, order_by: str | None) -> None:
        self._field = (order_by or "").split(",")[0].strip()
        self._previous: object = None

    def verify(self, record: Mapping[str, object]) -> None:
        """Raise if a record comes before one that it should follow.

        Raises:
            FilterIgnored: It does.
        """
        descending, name = self._field.startswith("-"), self._field.removeprefix("-")
        value = record.get(name) if name else None
        current = _number(value) if _number(value) is not None else _moment(value)
        previous, self._previous = self._previous, current
        if current is None or type(previous) is not type(current) or previous == current:
            return
        if (current > previous) is descending:  # type: ignore[operator]
            raise FilterIgnored(f"The server ignored the order: it did not sort by {self._field!r}.")


def _obviously_holds(condition: Condition, record: Mapping[str, object]) -> bool:
    """Whether a record plainly fulfils a condition: most do, and need no closer look."""
    value, wanted = record.get(condition.field._name), condition.value
    if condition.operator == "eq":
        return value == wanted
    return condition.operator == "contains" and isinstance(value, str) and isinstance(wanted, str) and wanted in value


def _holds(condition: Condition, record: Mapping[str, object], keys: Mapping[str, str]) -> bool | None:
    """Whether a record fulfils a condition; None where that cannot be said without doubt."""
    value, wanted = _value_of(record, condition.field.name, keys), condition.value
    comparison = condition.operator
    if value is _ABSENT:
        return None
    if _takes_nothing(comparison):
        return (value in (None, "", [], {})) is (comparison == "is_empty")
    if isinstance(value, Mapping | list) or isinstance(wanted, Mapping):
        return None
    if value is None or value == "":
        uncertain = comparison in ("ne", "excludes") or wanted == "" or isinstance(wanted, bool)
        return None if uncertain else False
    if isinstance(value, bool) or isinstance(wanted, bool):
        same = _BOOLS.get(str(value).casefold()) == _BOOLS.get(str(wanted).casefold(), _ABSENT)
        return {"eq": same, "ne": not same}.get(comparison)
    numbers = _number(value), _number(wanted)
    if None not in numbers and comparison in _COMPARISONS:
        return _compares(comparison, *numbers)
    moments = _moment(value), _moment(wanted)
    if None not in moments and comparison in _COMPARISONS:
        return _compares_days(comparison, *moments)
    return _text_holds(comparison, str(value), str(wanted))


def _compares(comparison: str, value: Any, wanted: Any) -> bool:
    return bool(_COMPARISONS[comparison](value, wanted))


def _compares_days(comparison: str, value: Any, wanted: Any) -> bool | None:
    """Days decide; within one day, a server may compare with its beginning or with its end."""
    if value.date() == wanted.date() and comparison not in ("eq", "ne"):
        return None
    return _compares(comparison, value.date(), wanted.date())


def _text_holds(comparison: str, value: str, wanted: str) -> bool | None:
    """Texts, compared as leniently as servers do."""
    plain, plain_wanted = _plain(value), _plain(wanted)
    uncertain = "<" in value or "&" in value or "%" in wanted or "_" in wanted  # HTML; patterns of SQL
    match comparison:
        case "eq":
            return plain == plain_wanted
        case "contains":
            return plain_wanted in plain or (None if uncertain else False)
        case "startswith":
            return plain.startswith(plain_wanted) or (None if uncertain else False)
        case "endswith":
            return plain.endswith(plain_wanted) or (None if uncertain else False)
        case "ne":
            return value != wanted or False
        case "excludes":
            return wanted not in value or (None if uncertain else False)
        case _:
            return None


def _value_of(record: Mapping[str, object], name: str, keys: Mapping[str, str]) -> object:
    """What a record has under a field's name: that key, one that filters know by this name, or nested objects."""
    for key in (name, *(key for key, field in keys.items() if field == name)):
        if key in record:
            return record[key]
    head, dot, rest = name.partition(".")
    for key in (head, head.removesuffix("s")) if dot else ():  # the API filters a record's project by projects.title
        inner = record.get(key)
        if isinstance(inner, Mapping):
            return _value_of(inner, rest, {})  # pyright: ignore[reportUnknownArgumentType]
    return _ABSENT


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _moment(value: object) -> datetime | None:
    """A date, or a time that begins with one, on the server's own clock."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if not isinstance(value, str) or not _ISO.match(value):
        return None
    try:
        return datetime.fromisoformat(value.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def _plain(text: str) -> str:
    from unicodedata import combining, normalize

    plain = text.strip().casefold()
    return plain if plain.isascii() else "".join(char for char in normalize("NFKD", plain) if not combining(char))


_ISO = re.compile(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLS = {"true": True, "1": True, "false": False, "0": False}
_COMPARISONS: Mapping[str, Callable[[Any, Any], object]] = {
    name: getattr(operator, name) for name in ("eq", "ne", "lt", "le", "gt", "ge")
}


# ---- building, and refusing to build


def _compare(field: Field, operator: str, value: object) -> Filter:
    return Filter([Condition(field, operator, _value(field, value))])


def _match(field: Field, operator: str, text: object) -> Filter:
    if text == "":
        raise FilterError(f"{field!r}.{operator}('') would say nothing about a record; give it some text.")
    return _compare(field, operator, text)


def _value(field: Field, value: object) -> Value:
    if isinstance(value, datetime):
        if value != datetime(value.year, value.month, value.day):
            raise FilterError("Lists compare whole days: give a date, not a time of day (its .date(), for example).")
        value = value.date()
    plain = value if isinstance(value, date) else native(value)  # numpy's and pandas' numbers as Python's
    if plain is None or plain is UNSET:
        raise FilterError(f"{value} is not a value to compare with: write {field!r}.is_empty() or .is_not_empty().")
    if isinstance(plain, float) and not isfinite(plain):
        raise FilterError(f"{value} is not a number to compare {field!r} with.")
    if isinstance(plain, Mapping):
        return dict(plain)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(plain, str | int | float | date):
        return plain
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
