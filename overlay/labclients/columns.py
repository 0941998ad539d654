"""Names and types of the columns of Labvanced's tables; text becomes typed columns without loss.

A file says nothing of types: numbers, booleans and dates are text, and null and the empty text are the same. A column
gets a type only if each of its values can be written back as it stands in the file: a number is one as JavaScript
writes it (`002`, `1.50` and `+5` stay text), a time one as Labvanced writes it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Literal, TypeAlias

import polars as pl

from labclients.csv import distinct

__all__ = [
    "SERIES_COLUMNS",
    "SESSION_COLUMNS",
    "TRIAL_KEY",
    "ColumnType",
    "ColumnTypes",
    "can_widen",
    "cast",
    "current_names",
    "escaped_name",
    "infer_and_cast",
    "infer_types",
    "is_pre_2023",
    "rename_to_current",
    "type_warnings",
    "unify",
]

ColumnType = Literal["empty", "boolean", "integer", "number", "utc", "local", "text"]
"""`empty` gives way to any other; `integer` is within ±(2^53 - 1), where JavaScript counts exactly; `utc` is
``2024-07-26T13:01:24.685Z``; `local` is ``2024-07-26 14:01:02+01``, the participant's clock and its offset."""

ColumnTypes: TypeAlias = dict[str, ColumnType]
"""The types of a table's columns, in their order."""

# Names

TRIAL_KEY = ("Rec_Session_Id", "Block_Nr", "Task_Nr", "Trial_Nr")
"""The columns that name a trial; unique in every export seen, and the order of tables."""

SERIES_COLUMNS = (
    *("Trial_Nr", "Trial_Id", "Block_Name", "Block_Nr", "Task_Name", "Task_Nr"),
    *("Exp_Subject_Id", "Rec_Session_Id", "Session_Nr", "timestamp"),
)
"""The columns of every time series, before its values."""

# Columns about the session before 2023, and their names of today. The pairs follow from position and meaning in
# published exports of both generations.
_NAMES_PRE_2023 = {
    "rec_session_id": "Rec_Session_Id",
    "exp_subject_id": "Exp_Subject_Id",
    "subject_code": "Subject_Code",
    "session_nr": "Session_Nr",
    "session_name": "Session_Name",
    "group_name": "Group_Name",
    "group_nr": "Group_Nr",
    "start_time": "Start_Time",
    "end_time": "End_Time",
    "completed": "Completed",
    "crowdsourcing_code": "Crowdsourcing_Code",
    "crowdsourcing_subj_id": "Crowdsourcing_SubjId",
    "subj_counter_global": "Subject_Nr",
    "subj_counter_per_group": "Subject_Nr_Per_Group",
    "time_delay_offset": "TimeMeasure_Mean",
    "time_measure_std": "TimeMeasure_Std",
    "browser_spec": "Browser_Spec",
    "version_spec": "BrowserVersion_Spec",
    "system_spec": "System_Spec",
    "agent_spec": "Agent_Spec",
    "role_id": "Role_Id",
    "multi_user_group_id": "Multi_User_Group_Id",
    "displayedLanguage": "Displayed_Language",
    "pixelDensityPerMM": "Pixel_Density_PerMM",
    "Screen_Height": "Screen_Height_In_Pixels",
    "Screen_Width": "Screen_Width_In_Pixels",
    "Window_Height": "Window_Height_In_Pixels",
    "Window_Width": "Window_Width_In_Pixels",
    "kept_fullscreen": "Always_Fullscreen",
    "always_fullscreen": "Always_Fullscreen",
    "selected_age": "SelectedAge",
    "selected_gender": "SelectedGender",
    "selected_language": "SelectedLanguage",
    "selected_location": "SelectedLocation",
    "unlocked": "unlocked",
}
_SERIES_NAMES_PRE_2023 = {"times": "timestamp", "values": "value"}

SESSION_COLUMNS = frozenset(_NAMES_PRE_2023.values()) - {"Rec_Session_Id"} | {
    *("Distance_To_Screen_In_CM", "End_Time_Local", "Experiment_Version", "FaceDetectionRate", "Is_Fullscreen"),
    *("Screen_Refresh_Rate", "Session_Token", "Start_Time_Local"),
}
"""Columns about the session that a file of trials may repeat in each row."""


def is_pre_2023(header: Sequence[str]) -> bool:
    """Whether a file is from before 2023; a study's own variable may be called ``completed`` in any generation."""
    return "rec_session_id" in header or "exp_subject_id" in header


def current_names(header: Sequence[str], *, series: bool = False) -> tuple[str, ...]:
    """Today's names of a file's columns, all distinct, also without case.

    Args:
        header: The names in the file.
        series: Whether it is a file of time series.
    """
    names: dict[str, str] = {}
    if is_pre_2023(header):
        names = _NAMES_PRE_2023 | (_SERIES_NAMES_PRE_2023 if series else {})
    return distinct([names.get(name, escaped_name(name)) for name in header])


def rename_to_current(frame: pl.DataFrame, header: Sequence[str]) -> pl.DataFrame:
    """A frame of text, as wide as the header of its file, with today's names; what is empty becomes null."""
    frame = frame.rename(dict(zip(frame.columns, current_names(header), strict=True)))
    if is_pre_2023(header):
        frame = frame.with_columns(pl.when(pl.all() != '""').then(pl.all()))  # how the empty text was written then
    return frame


def escaped_name(name: str) -> str:
    """A name that stands for one column: polars takes ``*`` for all columns, and ``^...$`` for a pattern."""
    return f"{name}_" if re.fullmatch(r"\*|\^.*\$", name, re.DOTALL) else name


# Types


def infer_types(frame: pl.DataFrame) -> ColumnTypes:
    """The types of a frame of text: each column has its known type if all values fit, else the narrowest that fits.

    A column whose known type does not fit is text, whatever else it might be; `type_warnings` says so.
    """
    return {name: column_type for name, (column_type, _) in _infer_all(frame).items()}


def infer_and_cast(frame: pl.DataFrame) -> tuple[ColumnTypes, pl.DataFrame]:
    """The types of a frame of text, and the frame cast to them."""
    inferred = _infer_all(frame)
    types: ColumnTypes = {name: column_type for name, (column_type, _) in inferred.items()}
    return types, cast(frame.with_columns(column for _, column in inferred.values()), types)


def _infer_all(frame: pl.DataFrame) -> dict[str, tuple[ColumnType, pl.Series]]:
    words = _NUMBER_WORDS if _is_series(frame.columns) else frozenset[str]()
    return {column.name: _infer(column, words) for column in frame.get_columns()}


def unify(tables: Iterable[ColumnTypes]) -> ColumnTypes:
    """The types of tables put below each other: all their columns, each of the narrowest type that holds all values.

    The order of the tables makes no difference. Columns stand as Labvanced sorts them: the trial's place first, then
    by name without case. A time series that has arrays in one session, and nothing or one component in another, is
    one of arrays: ``value`` counts as ``value_1``.
    """
    tables = list(tables)
    names = {name for table in tables for name in table}
    types: ColumnTypes = {}
    for table in tables:
        for column, column_type in table.items():
            name = "value_1" if _is_first_component(column, names) else column
            types[name] = _common_type(types.get(name, "empty"), column_type)
    return {name: types[name] for name in sorted(types, key=_rank)}


def cast(frame: pl.DataFrame, types: ColumnTypes) -> pl.DataFrame:
    """A frame with exactly these columns, in this order; those it lacks are null.

    Args:
        frame: Of text; or of columns that were cast before to types that `can_widen` to these.
        types: ``integer`` becomes Int64, ``number`` Float64, ``utc`` milliseconds in UTC; ``local`` two columns, the
            time on the participant's clock, without zone, and ``<name>_Offset``, minutes ahead of UTC. Columns that
            are ``empty`` get their known type, or are text. A column that does not fit stays text.
    """
    if "value" in frame.columns and _is_first_component("value", {*frame.columns, *types}):
        frame = frame.rename({"value": "value_1"})
    columns: list[pl.Series] = []
    for name, column_type in types.items():
        if name in frame.columns:
            column = frame[name]
        else:
            column = pl.Series(name, [None], pl.String).new_from_index(0, frame.height)
        columns += _cast(column, (known_type(name) or "text") if column_type == "empty" else column_type, types)
    return pl.DataFrame(columns)


def can_widen(column_type: ColumnType, other: ColumnType | None) -> bool:
    """Whether a column that was cast to a type can be cast to another one without its text."""
    return other is not None and (column_type in (other, "empty") or (column_type, other) == ("integer", "number"))


def type_warnings(types: ColumnTypes) -> tuple[str, ...]:
    """A sentence for each column that is text though its known type is another."""
    return tuple(
        f"{name} is text: not every value is {_DESCRIPTIONS[expected]}."
        for name, column_type in types.items()
        if column_type == "text" and (expected := known_type(name)) not in (None, "text")
    )


_DESCRIPTIONS = {
    "integer": "a whole number",
    "boolean": "true or false",
    "utc": "a time in UTC",
    "local": "a time with its offset",
}

_TEXTS = re.compile("variable_name|Subject_Code|Session_Token|Crowdsourcing_.*|.*_Spec|(Block|Task|Session|Group)_Name")
_INTEGERS = re.compile(
    "(Rec_Session|Exp_Subject|Trial|Condition)_Id|(Block|Task|Trial|Session|Group|Subject)_Nr(_Per_Group)?"
)
_BOOLEANS = re.compile("Completed|Always_Fullscreen|Is_Fullscreen")


@cache
def known_type(name: str) -> ColumnType | None:
    """The type of one of Labvanced's own columns; None if it depends on the study."""
    if _TEXTS.fullmatch(name):
        return "text"
    if _INTEGERS.fullmatch(name):
        return "integer"
    if _BOOLEANS.fullmatch(name):
        return "boolean"
    if name in ("Start_Time", "End_Time"):
        return "utc"
    return "local" if name in ("Start_Time_Local", "End_Time_Local") else None


def _common_type(first: ColumnType, second: ColumnType) -> ColumnType:
    if "empty" in (first, second) or first == second:
        return second if first == "empty" else first
    return "number" if {first, second} == {"integer", "number"} else "text"


# Time series, and the order of columns

_VALUE = re.compile("value(_[1-9][0-9]*)?")
_FIRST_COLUMNS = (*TRIAL_KEY[:1], *SERIES_COLUMNS[:7], "Session_Nr", "timestamp")


def _is_series(columns: Iterable[str]) -> bool:
    """By all of its columns, since a study may call a variable of its trials `value`, too."""
    names = set(columns)
    return names.issuperset(SERIES_COLUMNS) and all(map(_VALUE.fullmatch, names.difference(SERIES_COLUMNS)))


def _is_first_component(column: str, names: set[str]) -> bool:
    return column == "value" and _is_series(names) and any(name.startswith("value_") for name in names)


def _rank(column: str) -> tuple[int, list[tuple[str, int]], str]:
    first = _FIRST_COLUMNS.index(column) if column in _FIRST_COLUMNS else len(_FIRST_COLUMNS)
    parts = re.findall("([^0-9]*)([0-9]*)", column.casefold())  # value_2 before value_10
    return first, [(word, int(number or -1)) for word, number in parts], column


# From text to types. The rule is `_type_of` one text; long columns of numbers are first compared as a whole.

_MAX_INTEGER = 2**53 - 1
_FEW_ROWS = 200  # of which each value is looked at
_SAMPLE = 20  # values that show what type a longer column may have
_INTEGER = re.compile("0|-?[1-9][0-9]{0,15}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?")
_NUMBER_WORDS = frozenset(("NaN", "Infinity", "-Infinity"))  # numbers in a time series, words elsewhere
_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_LOCAL = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})([+-])([0-9]{2})(?::[0-9]{2})?")


def _infer(column: pl.Series, words: frozenset[str]) -> tuple[ColumnType, pl.Series]:
    """The type of a column of text; and the column, cast to that type if it is one of numbers."""
    name, numbers, others = column.name, column, column
    if len(column) <= _FEW_ROWS:
        return _narrowest_type({*column.to_list()} - {None}, name, words), column
    first = inferred = _narrowest_type(column.drop_nulls().head(_SAMPLE).to_list(), name, words)
    if first in ("empty", "text"):
        return first, column
    if first in ("integer", "number") and not known_type(name):
        numbers = column.cast(pl.Int64 if first == "integer" else pl.Float64, strict=False)
        others = column.filter(~_is_plain(numbers, column))
        if first == "integer" and others.null_count() < len(others):  # perhaps they are other numbers
            plain = _is_plain(others.cast(pl.Float64, strict=False), others)
            inferred, others = "number" if plain.any() else first, others.filter(~plain)
    else:
        others = column.filter(column.ne_missing(column.shift()))  # most are equal to the one before
    inferred = _common_type(inferred, _narrowest_type({*others.to_list()} - {None}, name, words))
    return inferred, numbers if inferred == first else column


def _narrowest_type(texts: Iterable[str], column: str, words: frozenset[str]) -> ColumnType:
    """The narrowest type of some texts."""
    narrowest: ColumnType = "empty"
    for text in texts:
        narrowest = _common_type(narrowest, _type_of(text, column, words))
        if narrowest == "text":
            break
    return narrowest


def _is_plain(numbers: pl.Series, texts: pl.Series) -> pl.Series:
    """Which texts are certainly numbers as JavaScript writes them; of the others some are, too."""
    is_same = numbers.cast(pl.String) == texts
    if numbers.dtype == pl.Int64:
        is_plain = is_same & numbers.is_between(-_MAX_INTEGER, _MAX_INTEGER)
    else:  # polars writes whole numbers in another way, and those beyond these bounds
        is_plain = is_same & (numbers.floor() != numbers) & numbers.abs().is_between(1e-4, 1e15)
    return is_plain.fill_null(False)


def _type_of(text: str, column: str, words: frozenset[str]) -> ColumnType:
    """The narrowest type of one text; in a column with a known type that, or text."""
    if known := known_type(column):
        return known if _fits(text, known, column) else "text"
    if text in words:
        return "number"
    types: tuple[ColumnType, ...] = ("integer", "number", "boolean", "text")
    return next(column_type for column_type in types if _fits(text, column_type, column))


def _fits(text: str, column_type: ColumnType, column: str) -> bool:
    if column_type == "integer":
        return _INTEGER.fullmatch(text) is not None and abs(int(text)) <= _MAX_INTEGER
    if column_type == "number":
        return _is_number(text)
    if column_type == "boolean":
        return _boolean(text, column) is not None
    if column_type == "utc":
        return _UTC.fullmatch(text) is not None and _is_time(text.removesuffix("Z"))
    if column_type == "local":  # minutes are only written if there are any; by other programs always. There is no -00.
        match = _LOCAL.fullmatch(text)
        return match is not None and _is_time(match[1]) and match.group(2, 3) != ("-", "00")
    return True


def _is_number(text: str) -> bool:
    """Whether JavaScript writes a number like this (ECMA-262, Number::toString).

    Whole numbers that it does not count exactly are none: they may be ids.
    """
    if not _NUMBER.fullmatch(text):
        return False
    number = float(text)
    if not math.isfinite(number) or _MAX_INTEGER < abs(number) < 1e21:
        return False
    digits = Decimal(repr(number)).normalize()
    return text == (f"{digits:e}" if digits and not 1e-6 <= abs(number) < 1e21 else f"{digits + 0:f}")


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _boolean(text: str, column: str) -> bool | None:
    if _BOOLEANS.fullmatch(column):  # R and spreadsheets write TRUE, pandas True; here they can be no other text
        text = text.lower()
    if column == "Completed" and text in ("yes", "no"):  # before 2023
        return text == "yes"
    return {"true": True, "false": False}.get(text)


def _cast(column: pl.Series, column_type: ColumnType, names: Iterable[str]) -> list[pl.Series]:
    """The columns that one becomes; as it is if a value does not fit."""
    if column.dtype != pl.String:  # of numbers, or without values
        return [column.cast({"number": pl.Float64, "text": pl.String}.get(column_type, column.dtype))]
    result = _cast_text(column, column_type)
    if result.null_count() > column.null_count():
        return [column]
    return [result, _offsets(column, names)] if column_type == "local" else [result]


def _cast_text(column: pl.Series, column_type: ColumnType) -> pl.Series:
    if column_type == "integer":
        return column.cast(pl.Int64, strict=False)
    if column_type == "number":
        return column.cast(pl.Float64, strict=False)
    if column_type == "boolean":
        values = {text: _boolean(text, column.name) for text in column.unique().drop_nulls()}
        return column.replace_strict(values, default=None, return_dtype=pl.Boolean)
    if column_type == "utc":
        times = column.str.to_datetime("%Y-%m-%dT%H:%M:%S%.3fZ", time_unit="ms", strict=False)
        return times.dt.replace_time_zone("UTC")
    if column_type == "local":
        return column.str.slice(0, 19).str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="ms", strict=False)
    return column


def _offsets(local: pl.Series, names: Iterable[str]) -> pl.Series:
    """How many minutes the participant's clock is ahead of UTC, under a name that no other column has."""
    name, existing = f"{local.name}_Offset", {name.casefold() for name in names}
    while name.casefold() in existing:
        name += "_"
    return pl.Series(name, [None if text is None else _minutes(text[19:]) for text in local], pl.Int64)


def _minutes(offset: str) -> int:
    """From `+01`, `-05:30`."""
    hours, _, minutes = offset[1:].partition(":")
    return int(f"{offset[0]}1") * (int(hours) * 60 + int(minutes or 0))
