from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labclients.errors import LabClientsError, UsageError
from labclients.tables import Columns, Table


@pytest.fixture
def series() -> Table:
    return Table("timeseries.csv", ["name", "value"], [["a", "1", "2"], ["b", "true"], ["c", ""], ["d"]], ragged=True)


class TestRows:
    def test_text(self) -> None:
        """Values are the text of the file, whatever it looks like."""
        table = Table("t.csv", ["code", "when", "said"], [["002", "1e3", "NA"], ["", "true", "None"]])

        assert table.rows() == [
            {"code": "002", "when": "1e3", "said": "NA"},
            {"code": "", "when": "true", "said": "None"},
        ]
        assert table.rows() == list(table)
        assert len(table) == 2

    def test_short(self) -> None:
        """A row shorter than the header is filled up with empty text."""
        assert Table("t.csv", ["a", "b", "c"], [["1"]]).rows() == [{"a": "1", "b": "", "c": ""}]

    def test_long(self) -> None:
        """A row longer than the header is an error that names file and row, never a loss."""
        with pytest.raises(LabClientsError, match=r"t\.csv: row 2 has 3 fields, the header has 2"):
            Table("t.csv", ["a", "b"], [["1", "2"], ["1", "2", "3"]])

    def test_ragged(self, series: Table) -> None:
        """In a ragged table what runs over the header is the array of the last column."""
        assert [row["value"] for row in series] == [("1", "2"), "true", "", ""]

    def test_immutable(self, series: Table) -> None:
        """Neither the rows handed out nor the attributes change the table."""
        series.rows()[0]["name"] = "changed"
        with pytest.raises(AttributeError):
            series.columns = ()  # type: ignore[misc]

        assert series.rows()[0]["name"] == "a"

    def test_copies(self, series: Table) -> None:
        """A table survives pickle and deep copy."""
        for twin in (pickle.loads(pickle.dumps(series)), copy.deepcopy(series)):
            assert (series.name, series.columns, series.rows()) == (twin.name, twin.columns, twin.rows())

    def test_repr(self, series: Table) -> None:
        """The repr tells the size and shows no data."""
        assert repr(series) == "<Table 'timeseries.csv': 4 rows, 2 columns>"


class TestColumns:
    @pytest.mark.parametrize(
        ("header", "columns"),
        [
            (["preview", "preview", "Preview"], ("preview", "preview__2", "Preview__3")),
            (["Preview", "preview", "preview"], ("Preview", "preview__2", "preview__3")),
            (["a", "a", "A__2"], ("a", "a__3", "A__2")),
            (["", ""], ("", "__2")),
            (["a", "b"], ("a", "b")),
        ],
    )
    def test_distinct(self, header: list[str], columns: tuple[str, ...]) -> None:
        """Names met before, in whatever case, get the next free number; the file's names are kept beside."""
        table = Table("t.csv", header, [])

        assert columns == table.columns
        assert tuple(header) == table.original_columns

    @given(st.lists(st.sampled_from(["a", "A", "a__2", "A__2", "a__3", "a__2__2", "b", ""]), max_size=12))
    def test_never_equal(self, header: list[str]) -> None:
        """Whatever the header, all columns differ by more than case, and the first of each name keeps it."""
        columns = Table("t.csv", header, []).columns

        assert len(header) == len({column.casefold() for column in columns})
        firsts = {name.casefold(): number for number, name in reversed([*enumerate(header)])}
        assert all(header[number] == columns[number] for number in firsts.values())


class TestArrow:
    def test_types(self) -> None:
        """A column has the narrowest type that holds all of its values; empty is null, names are in the metadata."""
        pa = pytest.importorskip("pyarrow")
        records = [["1", "", "002", "true"], ["2", "é", "1", ""]]
        arrow = Table("t.csv", ["x", "X", "code", "ok"], records).to_arrow()

        expected = {"x": pa.int64(), "X__2": pa.string(), "code": pa.string(), "ok": pa.bool_()}
        assert dict(zip(arrow.schema.names, arrow.schema.types, strict=True)) == expected
        assert json.loads(arrow.schema.metadata[b"labclients.original_columns"]) == ["x", "X", "code", "ok"]
        assert arrow.to_pylist() == [
            {"x": 1, "X__2": None, "code": "002", "ok": True},
            {"x": 2, "X__2": "é", "code": "1", "ok": None},
        ]

    def test_offsets(self) -> None:
        """A local time has its offset beside it."""
        pytest.importorskip("pyarrow")
        arrow = Table("t.csv", ["Start_Time_Local", "a"], [["2024-07-26 14:01:02+01", "b"]]).to_arrow()

        assert arrow.schema.names == ["Start_Time_Local", "Start_Time_Local_Offset", "a"]
        names = json.loads(arrow.schema.metadata[b"labclients.original_columns"])
        assert names == ["Start_Time_Local", "Start_Time_Local", "a"]

    def test_ragged(self, series: Table) -> None:
        """The last column of a ragged table is a list, a scalar being a list of one."""
        pa = pytest.importorskip("pyarrow")
        arrow = series.to_arrow()

        assert pa.list_(pa.string()) == arrow.schema.field("value").type
        assert arrow["value"].to_pylist() == [["1", "2"], ["true"], [""], [""]]

    @pytest.mark.parametrize("ragged", [True, False])
    def test_no_rows(self, ragged: bool) -> None:
        """A table without rows has the same columns as one with rows, and the types if they are text."""
        pytest.importorskip("pyarrow")
        empty, full = (Table("t.csv", ["a", "b"], rows, ragged=ragged).to_arrow() for rows in ([], [["x", "y"]]))

        assert full.schema == empty.schema
        assert empty.num_rows == 0

    def test_pandas(self) -> None:
        """Texts such as NA and 002 stay what they are; whole numbers are whole beside missing ones."""
        pandas = pytest.importorskip("pandas")
        frame = Table("t.csv", ["a", "b", "c"], [["002", "NA", "7"], ["1", "None", ""]]).to_pandas()

        assert frame[["a", "b"]].to_dict("list") == {"a": ["002", "1"], "b": ["NA", "None"]}
        assert (frame["c"].dtype, frame["c"].tolist()) == (pandas.Int64Dtype(), [7, pandas.NA])

    @pytest.mark.parametrize(
        ("method", "module", "extra"),
        [("to_arrow", "pyarrow", "data"), ("to_arrow", "polars", "data"), ("to_pandas", "pandas", "all")],
    )
    def test_missing_extra(self, monkeypatch: pytest.MonkeyPatch, method: str, module: str, extra: str) -> None:
        """Without the library the error says what to install."""
        monkeypatch.setitem(sys.modules, module, None)

        with pytest.raises(UsageError, match=rf'pip install "labclients\[{extra}\]"'):
            getattr(Table("t.csv", ["a"], [["1"]]), method)()


class TestImport:
    def test_light(self) -> None:
        """Importing the readers of exports imports none of the libraries that they need later."""
        code = (
            "import sys, labclients.labvanced.export as _;"
            "print(sorted({'zipfile', 'csv', 'pyarrow', 'pandas', 'polars'} & sys.modules.keys()))"
        )
        environment = {"PYTHONPATH": ":".join(sys.path)}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

        assert done.stdout.strip() == "[]"


class TestRecordsAsColumns:
    """Records of JSON as columns."""

    def columns(self, *pages: list[Any]) -> Columns:
        made = Columns()
        for page in pages:
            made.add(page)
        return made

    def test_each_record_is_a_row_and_each_key_a_column(self) -> None:
        """Keys that come late, and go again, leave nulls; columns stand in the order in which they came."""
        pytest.importorskip("pyarrow")
        table = self.columns([{"id": 1, "a": "x"}], [{"id": 2, "Our Column": True}, {"id": 3}]).to_arrow()
        assert table.to_pydict() == {"id": [1, 2, 3], "a": ["x", None, None], "Our Column": [None, True, None]}

    def test_text_stays_text(self) -> None:
        """What looks like a number, a null or a truth value is the text that it is."""
        pytest.importorskip("pyarrow")
        values = ["002", "NA", "true", None]
        assert self.columns([{"a": value} for value in values]).to_arrow().to_pydict() == {"a": values}

    def test_kinds_that_no_type_holds_become_json(self) -> None:
        """Nothing is lost, and nothing raises, where one key holds a truth value here and an object there."""
        pytest.importorskip("pyarrow")
        rows = [{"box": False}, {"box": {"id": 939, "name": "é"}}, {"box": None}, {"box": "x"}]
        table = self.columns(rows).to_arrow()
        assert table.to_pydict() == {"box": ["false", '{"id": 939, "name": "é"}', None, "x"]}

    @pytest.mark.parametrize("value", ["nice \ud83d", ["nice \ud83d"], {"nice \ud83d": 1}])
    def test_half_of_an_emoji(self, value: Any, tmp_path: Path) -> None:
        """JSON can write it, and no file can hold it: U+FFFD stands in its place."""
        parquet = pytest.importorskip("pyarrow.parquet")
        parquet.write_table(self.columns([{"a": value}]).to_arrow(), tmp_path / "a.parquet")
        assert "nice \N{REPLACEMENT CHARACTER}" in str(parquet.read_table(tmp_path / "a.parquet").to_pylist())

    @pytest.mark.parametrize(("value", "text"), [({}, "{}"), ([{}], "[{}]")])
    def test_an_empty_object(self, value: Any, text: str, tmp_path: Path) -> None:
        """Parquet has no type for it: it is JSON."""
        parquet = pytest.importorskip("pyarrow.parquet")
        parquet.write_table(self.columns([{"a": value}]).to_arrow(), tmp_path / "a.parquet")
        assert parquet.read_table(tmp_path / "a.parquet").to_pylist() == [{"a": text}]

    def test_names_that_differ_by_case_are_kept_apart(self) -> None:
        """Databases take them for one: the second gets a number, the original name stays in the metadata."""
        pytest.importorskip("pyarrow")
        table = self.columns([{"Name": 1, "name": 2}]).to_arrow()
        assert table.column_names == ["Name", "name__2"]
        assert json.loads(table.schema.metadata[b"labclients.original_columns"]) == ["Name", "name"]

    def test_whole_numbers_stay_whole_beside_nulls(self) -> None:
        """pandas' own floats would round ids beyond 2**53."""
        pytest.importorskip("pandas")
        frame = self.columns([{"id": 2**53 + 1, "flag": None}, {"id": None, "flag": True}]).to_pandas()
        assert (frame["id"][0], frame["id"].isna().tolist(), frame["flag"][1]) == (2**53 + 1, [False, True], True)

    def test_what_is_no_object_is_left_out(self) -> None:
        """A null among the records makes no row."""
        pytest.importorskip("pyarrow")
        assert self.columns([None, {"id": 1}, "odd"]).to_arrow().to_pydict() == {"id": [1]}
