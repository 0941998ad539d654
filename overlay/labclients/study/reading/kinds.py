"""From text to types, without loss: what a column of a study may be called, and how it is made that.

A file tells no kinds: numbers, booleans and dates are text, and null and the empty text are the same. A column is given
a kind only if each of its values can be written back as it stands in the file: a number is one as JavaScript writes it
(`002`, `1.50` and `+5` stay text), a time one as Labvanced writes it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache, reduce
from typing import Literal, TypeAlias

import polars as pl

from labclients.study.reading.names import PLACE, SERIES

__all__ = ["Kind", "Kinds", "kinds_of", "merged", "notes", "typed", "typed_alone", "widens"]

Kind = Literal["empty", "boolean", "integer", "number", "utc", "local", "text"]
"""`empty` says nothing and gives way to any other; `integer` is within ±(2^53 - 1), where JavaScript counts exactly;
`utc` is ``2024-07-26T13:01:24.685Z``; `local` is ``2024-07-26 14:01:02+01``, the participant's clock and its offset."""

Kinds: TypeAlias = dict[str, Kind]
"""The kinds of a table's columns, in their order."""

_SAFE = 2**53 - 1


def kinds_of(frame: pl.DataFrame) -> Kinds:
    """The kinds of a frame of text: for each column its usual kind if that holds, else the least that holds.

    A column with a usual kind that does not hold is text, whatever else it might be; `notes` tells.
    """
    return _found(frame)[0]


def typed_alone(frame: pl.DataFrame) -> tuple[Kinds, pl.DataFrame]:
    """The kinds of a frame of text, and the frame typed by them."""
    found, made = _found(frame)
    return found, typed(frame.with_columns(made), found)


def merged(kinds: Iterable[Kinds]) -> Kinds:
    """The kinds of tables put under each other: all their columns, each of the least kind that holds them all.

    The order of the tables makes no difference. Columns stand as Labvanced sorts them: where it happened first, then
    by name without case. A time series whose value is an array in one session and nothing or one component in another
    is one of arrays: ``value`` counts as ``value_1``.
    """
    tables = list(kinds)
    every = {column for table in tables for column in table}
    found: Kinds = {}
    for table in tables:
        for column, kind in table.items():
            name = "value_1" if _is_first_component(column, every) else column
            found[name] = _both(found.get(name, "empty"), kind)
    return {column: found[column] for column in sorted(found, key=_rank)}


def typed(frame: pl.DataFrame, kinds: Kinds) -> pl.DataFrame:
    """A frame as exactly these columns, in this order; those it lacks are null.

    It is of text, or its columns are typed by kinds that `widens` to these, none of them local.

    ``integer`` is Int64, ``number`` Float64, ``utc`` milliseconds in UTC; ``local`` becomes two columns, the time on
    the participant's clock, without zone, and ``<name>_Offset``, minutes ahead of UTC. Columns that are empty in the
    whole study have their usual type, or are text. A column that the kind does not hold stays text.
    """
    if "value" in frame.columns and _is_first_component("value", {*frame.columns, *kinds}):
        frame = frame.rename({"value": "value_1"})
    columns = list[pl.Series]()
    for name, kind in kinds.items():
        there = name in frame.columns
        text = frame[name] if there else pl.Series(name, [None], pl.String).new_from_index(0, frame.height)
        columns += _typed(text, _usual(name) or "text" if kind == "empty" else kind, kinds)
    return pl.DataFrame(columns)


def widens(kind: Kind, other: Kind | None) -> bool:
    """Whether values typed by a kind are those of another without a look at their text."""
    return other is not None and (kind in (other, "empty") or (kind, other) == ("integer", "number"))


def notes(kinds: Kinds) -> tuple[str, ...]:
    """A sentence for each column that is text though its usual kind is another."""
    return tuple(
        f"{column} is text: not every value is {_WORDS[usual]}."
        for column, kind in kinds.items()
        if kind == "text" and (usual := _usual(column)) not in (None, "text")
    )


_WORDS = {
    "integer": "a whole number",
    "boolean": "true or false",
    "utc": "a time in UTC",
    "local": "a time with its offset",
}


# What columns usually are

_TEXTS = re.compile("Subject_Code|Session_Token|Crowdsourcing_.*|.*_Spec|(Block|Task|Session|Group)_Name")
_INTEGERS = re.compile(
    "(Rec_Session|Exp_Subject|Trial|Condition)_Id|(Block|Task|Trial|Session|Group|Subject)_Nr(_Per_Group)?"
)
_BOOLEANS = re.compile("Completed|Always_Fullscreen|Is_Fullscreen")


@cache
def _usual(column: str) -> Kind | None:
    """What a column always is; None where it depends on the study."""
    if _TEXTS.fullmatch(column):
        return "text"
    if _INTEGERS.fullmatch(column):
        return "integer"
    if _BOOLEANS.fullmatch(column):
        return "boolean"
    if column in ("Start_Time", "End_Time"):
        return "utc"
    return "local" if column in ("Start_Time_Local", "End_Time_Local") else None


def _both(one: Kind, other: Kind) -> Kind:
    if "empty" in (one, other) or one == other:
        return other if one == "empty" else one
    return "number" if {one, other} == {"integer", "number"} else "text"


# Time series

_VALUE = re.compile("value(_[1-9][0-9]*)?")


def _is_series(columns: Iterable[str]) -> bool:
    """Told by all of its columns: a study may call a variable of its trials `value`, too."""
    there = set(columns)
    return there.issuperset(SERIES) and all(_VALUE.fullmatch(column) for column in there.difference(SERIES))


def _is_first_component(column: str, every: set[str]) -> bool:
    return column == "value" and _is_series(every) and any(other.startswith("value_") for other in every)


# The order of columns

_LEADING = (*PLACE[:1], *SERIES[:7], "Session_Nr", "timestamp")


def _rank(column: str) -> tuple[int, list[tuple[str, int]], str]:
    place = _LEADING.index(column) if column in _LEADING else len(_LEADING)
    parts = re.findall("([^0-9]*)([0-9]*)", column.casefold())  # value_2 before value_10
    return place, [(word, int(number or -1)) for word, number in parts], column


# Whether kinds hold. The rule is that for one text; long columns are asked as a whole for what the rule must look at.

_FEW = 20  # values that show what a column may be
_SMALL = 200  # rows up to which all of them do


def _found(frame: pl.DataFrame) -> tuple[Kinds, list[pl.Series]]:
    """The kinds; and columns that were typed by them on the way."""
    words = _OPEN if _is_series(frame.columns) else frozenset[str]()
    found: Kinds = {name: _least(name, texts, words) for name, texts in _few(frame).items()}
    if frame.height <= _SMALL:
        return found, []
    numbers: Kinds = {name: kind for name, kind in found.items() if kind in ("integer", "number") and not _usual(name)}
    made = frame.select(_number(name, kind) for name, kind in numbers.items())
    for column in _untold(frame, found, made):
        found[column.name] = _both(found[column.name], _least(column.name, column[0], words))
    return found, [made[name] for name, kind in numbers.items() if kind == found[name]]


def _few(frame: pl.DataFrame) -> Mapping[str, Iterable[str | None]]:
    """The first values of each column; all of a small table."""
    if frame.height <= _SMALL:
        return frame.to_dict(as_series=False)
    return frame.select(pl.all().drop_nulls().head(_FEW).implode()).row(0, named=True)


def _untold(frame: pl.DataFrame, found: Kinds, made: pl.DataFrame) -> pl.DataFrame:
    """All values of each column that may be of another kind than the first ones, as one list."""
    doubtful = (
        pl.col(name).filter(~_is_plain(name, found[name]).fill_null(False) if name in made.columns else _is_new(name))
        for name, kind in found.items()
        if kind != "text"
    )
    every = frame.with_columns(made.rename("\0{}".format))
    return every.select(one.drop_nulls().unique().implode() for one in doubtful)


def _is_new(name: str) -> pl.Expr:
    """Whether a value is not the one above it, as most are of those that tell the place."""
    return pl.col(name).ne_missing(pl.col(name).shift())


def _number(name: str, kind: Kind) -> pl.Expr:
    return pl.col(name).cast(pl.Int64 if kind == "integer" else pl.Float64, strict=False)


def _is_plain(name: str, kind: Kind) -> pl.Expr:
    """Whether a number is certainly written as JavaScript does."""
    made = pl.col(f"\0{name}")
    same = made.cast(pl.String) == pl.col(name)
    if kind == "integer":
        return same & made.is_between(-_SAFE, _SAFE)
    # polars writes whole numbers in its own way, and those beyond these bounds.
    return same & (made.floor() != made) & made.abs().is_between(1e-4, 1e15)


def _least(column: str, texts: Iterable[str | None], words: frozenset[str]) -> Kind:
    empty: Kind = "empty"
    return reduce(_both, (_of(text, column, words) for text in {*texts} if text is not None), empty)


def _of(text: str, column: str, words: frozenset[str]) -> Kind:
    """The least kind of one text; in a column with a usual kind that, or text."""
    if usual := _usual(column):
        return usual if _RULES[usual](text, column) else "text"
    for kind in _OPEN_KINDS:
        if _RULES[kind](text, column):
            return kind
    return "number" if text in words else "text"


def _is_boolean(text: str, column: str) -> bool:
    return _truth(text, column) is not None


def _is_integer(text: str, _: str) -> bool:
    return _INTEGER.fullmatch(text) is not None and abs(int(text)) <= _SAFE


def _is_number(text: str, _: str) -> bool:
    """Whether JavaScript writes a number so (ECMA-262, Number::toString).

    Whole numbers that it no longer counts exactly are none here: they may be ids.
    """
    if not _NUMBER.fullmatch(text):
        return False
    number = float(text)
    if not math.isfinite(number) or _SAFE < abs(number) < 1e21:
        return False
    python = repr(number)
    if python == text and "." in text and "e" not in text:  # the same in both languages, if it is not whole
        return not text.endswith(".0")
    digits = Decimal(python).normalize()
    return text == (f"{digits:e}" if digits and not 1e-6 <= abs(number) < 1e21 else f"{digits + 0:f}")


def _is_utc(text: str, _: str) -> bool:
    return _UTC.fullmatch(text) is not None and _is_time(text.removesuffix("Z"))


def _is_local(text: str, _: str) -> bool:
    """Labvanced writes the minutes of an offset only if there are any; other programs always. There is no -00."""
    found = _LOCAL.fullmatch(text)
    return bool(found and _is_time(found[1]) and found.group(2, 3) != ("-", "00"))


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


_RULES: dict[Kind, Callable[[str, str], bool]] = {
    "text": lambda text, column: True,
    "boolean": _is_boolean,
    "integer": _is_integer,
    "number": _is_number,
    "utc": _is_utc,
    "local": _is_local,
}
_OPEN_KINDS: tuple[Kind, ...] = ("integer", "number", "boolean")
_INTEGER = re.compile("0|-?[1-9][0-9]{0,15}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?")
_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_LOCAL = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})([+-])([0-9]{2})(?::[0-9]{2})?")
_OPEN = frozenset(("NaN", "Infinity", "-Infinity"))


def _truth(text: str, column: str) -> bool | None:
    if _BOOLEANS.fullmatch(column):  # R and spreadsheets write TRUE, pandas True; here they can be no other text
        text = text.lower()
    if column == "Completed" and text in ("yes", "no"):  # before 2023
        return text == "yes"
    return {"true": True, "false": False}.get(text)


# Types


def _typed(text: pl.Series, kind: Kind, taken: Iterable[str]) -> list[pl.Series]:
    if text.dtype != pl.String:
        return [text.cast(_WIDER.get(kind, text.dtype))]
    made = _made(text, kind)
    if made.null_count() > text.null_count():
        return [text]
    return [made, _offset(text, taken)] if kind == "local" else [made]


_WIDER = {"number": pl.Float64, "text": pl.String}
"""What integers may become, and what has nothing but null."""


def _made(text: pl.Series, kind: Kind) -> pl.Series:
    if kind == "integer":
        return text.cast(pl.Int64, strict=False)
    if kind == "number":
        return text.cast(pl.Float64, strict=False)
    if kind == "boolean":
        known = {one: _truth(one, text.name) for one in text.unique().drop_nulls()}
        return text.replace_strict(known, default=None, return_dtype=pl.Boolean)
    if kind == "utc":
        return text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.3fZ", time_unit="ms", strict=False).dt.replace_time_zone("UTC")
    if kind == "local":
        return text.str.slice(0, 19).str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="ms", strict=False)
    return text


def _offset(local: pl.Series, taken: Iterable[str]) -> pl.Series:
    """How far the participant's clock is ahead of UTC, in minutes."""
    ahead = [None if text is None else _minutes(text[19:]) for text in local]
    name, known = f"{local.name}_Offset", {one.casefold() for one in taken}
    while name.casefold() in known:
        name += "_"
    return pl.Series(name, ahead, pl.Int64)


def _minutes(offset: str) -> int:
    """From `+01`, `-05:30`."""
    hours, _, minutes = offset[1:].partition(":")
    return int(f"{offset[0]}1") * (int(hours) * 60 + int(minutes or 0))
