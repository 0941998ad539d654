from __future__ import annotations

import math
import random
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labclients import columns as module
from labclients.columns import (
    SERIES_COLUMNS,
    ColumnType,
    ColumnTypes,
    can_widen,
    cast,
    infer_and_cast,
    infer_types,
    type_warnings,
    unify,
)

WRITTEN = ["0", "1", "-7", "1.5", "0.1", "-2e-7", "1e+21", "0.000001", "123456789012345.67", "9007199254740991"]
OTHERS = [
    "002",
    "5.0",
    "1e-6",
    "1.50",
    "+5",
    " 5",
    "-0",
    "5.",
    ".5",
    "1e5",
    "1E-7",
    "9007199254740992",
    "0.30000000000000001",
    "1,5",
]
OPEN = ["NaN", "Infinity", "-Infinity"]
TEXTS = [*WRITTEN, *OTHERS, *OPEN, "true", "false", "yes", "TRUE", "inf", "nan", "NA", "a", "é"]

texts = st.sampled_from(TEXTS) | st.floats(allow_nan=False).map(repr) | st.integers().map(str) | st.text("01-.e+ ")
kinds = st.sampled_from(["boolean", "integer", "number", "utc", "local"])
names = st.sampled_from(["x", "Completed", "Trial_Nr", "Subject_Code", "Start_Time", "Start_Time_Local", "value"])


def column(name: str, *values: str | None) -> pl.DataFrame:
    return pl.DataFrame({name: [value or None for value in values]}, schema={name: pl.String})


def kind(name: str, *values: str | None) -> ColumnType:
    return infer_types(column(name, *values))[name]


def made(name: str, *values: str | None) -> list[Any]:
    frame = column(name, *values)
    return cast(frame, infer_types(frame))[name].to_list()


def written(number: float) -> str:
    """A number as JavaScript writes it (ECMA-262, Number::toString)."""
    sign, (digits, exponent) = "-" * (number < 0), f"{abs(number):.16e}".split("e")
    for precision in range(17):
        digits, exponent = f"{abs(number):.{precision}e}".split("e")
        if float(f"{digits}e{exponent}") == abs(number):
            break
    k, n = digits.replace(".", ""), int(exponent) + 1
    if len(k) <= n <= 21:
        return sign + k + "0" * (n - len(k))
    if 0 < n <= 21:
        return f"{sign}{k[:n]}.{k[n:]}"
    if -6 < n <= 0:
        return f"{sign}0.{'0' * -n}{k}"
    return f"{sign}{k[0]}{'.' * (len(k) > 1)}{k[1:]}e{n - 1:+}"


def doubles(count: int) -> Iterator[float]:
    """Of any size, and of the sizes that measurements have; whole ones, and short ones."""
    chance = random.Random(5)
    for _ in range(count):
        number: float = struct.unpack("<d", chance.randbytes(8))[0]
        if math.isfinite(number) and number:
            yield number
        yield chance.uniform(-1, 1) * 10 ** chance.randrange(-9, 24)
        yield round(chance.gauss(0, 1000), chance.randrange(18))
        yield chance.randrange(1, 10**6) * 10.0 ** chance.randrange(-12, 24)


def misspelt(text: str) -> Iterator[str]:
    """The same number, or one that is almost the same, as JavaScript would not write it."""
    head, e, tail = text.partition("e")
    yield from (f"{head}0{e}{tail}", f"{head}1{e}{tail}", f"{head}.0{e}{tail}", f"{head}e0", f"0{text}", f"+{text}")
    yield f"{head[:-1]}{(int(head[-1]) + 1) % 10}{e}{tail}"
    yield repr(float(text))


class TestNumbers:
    def test_quick(self) -> None:
        """What is quickly told to be a number as JavaScript writes it is one by the rule; most doubles are told so."""
        right = [written(number) for number in doubles(4000)]
        texts = [*right, *(one for text in right for one in misspelt(text))]
        kinds: tuple[ColumnType, ...] = ("integer", "number")
        for kind in kinds:
            column = pl.Series("x", texts)
            numbers = column.cast(pl.Int64 if kind == "integer" else pl.Float64, strict=False)
            plain = column.filter(module._is_plain(numbers, column)).to_list()

            assert [text for text in plain if not module._fits(text, kind, "x")] == []
        usual = [text for text in right if "e" not in text and "." in text and len(text) > 4]
        assert len({*usual} - {*plain}) < len(usual) / 4

    def test_rule(self) -> None:
        """The rule takes what JavaScript writes for a double, and of other texts none but what it writes, too."""
        for number in doubles(1000):
            text = written(number)
            whole = float(text).is_integer() and 2**53 <= abs(number) < 1e21  # may be an id
            assert module._is_number(text) is not whole
            for other in misspelt(text):
                assert not module._is_number(other) or other == written(float(other))

    @pytest.mark.parametrize("text", WRITTEN)
    def test_written(self, text: str) -> None:
        """What JavaScript writes for a number is one."""
        assert kind("x", text) in ("integer", "number")
        assert made("x", text) == [float(text)]

    @pytest.mark.parametrize("text", [*OTHERS, *OPEN])
    def test_others(self, text: str) -> None:
        """What it would write otherwise is text, and stays."""
        assert made("x", text) == [text]

    @pytest.mark.parametrize("text", WRITTEN + OTHERS)
    def test_long(self, text: str) -> None:
        """One value far down a long column counts as much as the first."""
        assert kind("x", *["1"] * 500, text) == unify([{"x": "integer"}, {"x": kind("x", text)}])["x"]
        assert kind("x", *["1.5"] * 500, text) == unify([{"x": "number"}, {"x": kind("x", text)}])["x"]

    @pytest.mark.parametrize("text", WRITTEN + OTHERS)
    def test_long_typed(self, text: str) -> None:
        """A long column that is typed at once is as it is typed by its kind, though its first values are of another."""
        frame = column("x", *["1"] * 500, text)
        found, typed_at_once = infer_and_cast(frame)

        assert typed_at_once.equals(cast(frame, found), null_equal=True)

    def test_open(self) -> None:
        """NaN and infinity are numbers in a time series, and words elsewhere."""
        frame = pl.DataFrame(dict.fromkeys(SERIES_COLUMNS, ["1"] * 3) | {"value": OPEN})

        assert infer_types(frame)["value"] == "number"
        nan, *infinite = cast(frame, infer_types(frame))["value"]
        assert math.isnan(nan)
        assert infinite == [math.inf, -math.inf]


class TestUsual:
    @pytest.mark.parametrize(
        ("name", "values", "expected"),
        [
            ("Subject_Code", ["12", "13"], ["12", "13"]),
            ("Crowdsourcing_SubjId", ["12"], ["12"]),
            ("Trial_Nr", ["1", "2"], [1, 2]),
            ("Trial_Nr", ["1", "002"], ["1", "002"]),
            ("Trial_Nr", ["1", "1.5"], ["1", "1.5"]),
            ("Completed", ["yes", "no", "true", "false"], [True, False, True, False]),
            ("Is_Fullscreen", ["TRUE", "False"], [True, False]),
            ("Completed", ["true", "perhaps"], ["true", "perhaps"]),
            ("x", ["true", "false"], [True, False]),
            ("x", ["yes", "no"], ["yes", "no"]),
            ("x", ["TRUE"], ["TRUE"]),
            ("x", ["true", "1"], ["true", "1"]),
            ("x", ["NA", "1"], ["NA", "1"]),
        ],
    )
    def test_kinds(self, name: str, values: list[str], expected: list[Any]) -> None:
        """A column is of its usual kind, or the least that holds all; else it is text. Empty is null everywhere."""
        found = made(name, *values, "")

        assert found == [*expected, None]
        assert [type(value) for value in found[:-1]] == [type(value) for value in expected]

    def test_notes(self) -> None:
        """A column that is not of its usual kind is told, without what is in it."""
        said = type_warnings(infer_types(pl.DataFrame({"Trial_Nr": ["secret"], "x": ["b"], "Subject_Code": ["c"]})))

        assert said == ("Trial_Nr is text: not every value is a whole number.",)

    def test_empty(self) -> None:
        """A column without any value has its usual type."""
        frame = pl.DataFrame({"End_Time": [None], "Trial_Nr": [None], "x": [None]}, schema_overrides={"x": pl.String})
        found = cast(frame.cast(pl.String), infer_types(frame.cast(pl.String)))

        assert found.dtypes == [pl.Datetime("ms", "UTC"), pl.Int64, pl.String]


class TestTimes:
    def test_utc(self) -> None:
        """Labvanced's UTC times are times in UTC."""
        assert made("Start_Time", "2024-07-26T13:01:24.685Z") == [datetime(2024, 7, 26, 13, 1, 24, 685000, tzinfo=UTC)]

    @pytest.mark.parametrize(
        ("text", "offset"), [("+01", 60), ("-05", -300), ("+05:30", 330), ("-03:30", -210), ("+05:00", 300)]
    )
    def test_local(self, text: str, offset: int) -> None:
        """A local time is the participant's clock, and its offset in minutes beside it."""
        frame = column("Start_Time_Local", f"2024-07-26 14:01:02{text}", None)
        found = cast(frame, infer_types(frame))

        assert found.columns == ["Start_Time_Local", "Start_Time_Local_Offset"]
        assert found.rows() == [(datetime(2024, 7, 26, 14, 1, 2), offset), (None, None)]

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("Start_Time", "2024-07-26T13:01:24Z"),
            ("Start_Time", "2024-13-26T13:01:24.685Z"),
            ("Start_Time", "2024-07-26T25:01:24.685Z"),
            ("Start_Time_Local", "2024-07-26 14:01:02"),
            ("Start_Time_Local", "2024-07-26 14:01:02-00:00"),
            ("Start_Time_Local", "2024-07-26 14:01:02-00"),
            ("Start_Time_Local", "2024-02-30 14:01:02+01"),
        ],
    )
    def test_others(self, name: str, text: str) -> None:
        """What is written otherwise, or is no time, stays text."""
        assert made(name, text) == [text]

    def test_taken(self) -> None:
        """The offset takes no name that is there."""
        frame = pl.DataFrame({"End_Time_Local": ["2024-07-26 14:01:02+01"], "End_Time_Local_offset": ["x"]})

        assert cast(frame, infer_types(frame)).rows() == [(datetime(2024, 7, 26, 14, 1, 2), 60, "x")]


class TestAll:
    @settings(max_examples=300, deadline=None)
    @given(names, st.lists(texts, max_size=5), st.integers(1, 120))
    def test_of_each(self, name: str, values: list[str], times: int) -> None:
        """The kind of a column is the least that holds each of its values alone; its length makes no difference."""
        each = [infer_types(column(name, value)) for value in values]

        assert infer_types(column(name, *values * times)) == unify([{name: "empty"}, *each])

    @settings(max_examples=300, deadline=None)
    @given(names, st.lists(texts, max_size=8))
    def test_lossless(self, name: str, values: list[str]) -> None:
        """Nothing becomes null, and no two texts become one value, but the two spellings of a boolean."""
        found = made(name, *values)

        assert [value is None for value in found] == [not value for value in values]
        if not any(isinstance(value, bool) for value in found):
            assert len({str(value) for value in found if value is not None}) == len({*filter(None, values)})

    @settings(max_examples=200, deadline=None)
    @given(
        names.filter(lambda name: name != "Start_Time_Local"),
        st.lists(texts, max_size=4),
        st.lists(texts, max_size=4),
        st.integers(1, 120),
    )
    def test_again(self, name: str, values: list[str], others: list[str], times: int) -> None:
        """What is typed by its own kinds, and then by wider ones, is what these make of the text."""
        frame = column(name, *values * times)
        found, made = infer_and_cast(frame)
        wider = unify([found, infer_types(column(name, *others))])

        assert (found, made.equals(cast(frame, found))) == (infer_types(frame), True)
        if all(can_widen(kind, wider.get(name)) for name, kind in found.items()):
            assert cast(made, wider).equals(cast(frame, wider), null_equal=True)

    @settings(max_examples=200, deadline=None)
    @given(
        names,
        st.lists(texts, min_size=1, max_size=4),
        st.sampled_from(["boolean", "integer", "number", "utc", "local"]),
    )
    def test_no_fit(self, name: str, values: list[str], wrong: ColumnType) -> None:
        """Where a kind does not hold no value is lost, and nothing is raised."""
        found = cast(column(name, *values), {name: wrong})

        assert found[name].null_count() == sum(not value for value in values)


some = st.dictionaries(st.sampled_from("aBcD"), st.sampled_from(["empty", "boolean", "integer", "number", "text"]))


class TestMerged:
    @given(some, some, some)
    def test_any_order(self, a: ColumnTypes, b: ColumnTypes, c: ColumnTypes) -> None:
        """The order in which tables come, and are put together, makes no difference."""
        found = [*unify([a, b, c]).items()]

        assert found == [*unify([c, b, a]).items()]
        assert found == [*unify([unify([a, b]), c]).items()] == [*unify([a, unify([b, c])]).items()]

    def test_columns(self) -> None:
        """All columns are there: where it happened first, then by name, numbers as numbers."""
        found = unify([{"value_10": "text", "b": "text"}, {"A": "text", "value_9": "text", "Trial_Nr": "integer"}])

        assert [*found] == ["Trial_Nr", "A", "b", "value_9", "value_10"]

    def test_arrays(self) -> None:
        """A series that is an array in one session and empty in another is one of arrays; a trial's `value` is not."""
        place: ColumnTypes = dict.fromkeys(SERIES_COLUMNS, "integer")
        found = unify([place | {"value": "empty"}, place | {"value_1": "number", "value_2": "integer"}])

        assert [*found][-2:] == ["value_1", "value_2"]
        frame = pl.DataFrame({name: ["1"] for name in SERIES_COLUMNS} | {"value": ["2"]})
        assert cast(frame, found)["value_1"].to_list() == [2.0]
        assert [*unify([{"value": "text"}, {"value_1": "text"}])] == ["value", "value_1"]

    def test_absent(self) -> None:
        """A frame is made to have the columns that it lacks, and only those that are asked for."""
        found = cast(pl.DataFrame({"a": ["1"], "b": ["2"]}), {"c": "number", "a": "integer"})

        assert found.rows() == [(None, 1)]
        assert found.dtypes == [pl.Float64, pl.Int64]
