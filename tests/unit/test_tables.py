from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labclients.errors import LabClientsError, UsageError
from labclients.tables import Table


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
    def test_strings(self) -> None:
        """All columns are strings, and the names as the file has them are in the metadata."""
        pa = pytest.importorskip("pyarrow")
        arrow = Table("t.csv", ["x", "X"], [["1", ""], ["NA", "é"]]).to_arrow()

        assert pa.schema([("x", pa.string()), ("X__2", pa.string())]) == arrow.schema
        assert json.loads(arrow.schema.metadata[b"labclients.original_columns"]) == ["x", "X"]
        assert arrow.to_pylist() == [{"x": "1", "X__2": ""}, {"x": "NA", "X__2": "é"}]

    def test_ragged(self, series: Table) -> None:
        """The last column of a ragged table is a list, a scalar being a list of one."""
        pa = pytest.importorskip("pyarrow")
        arrow = series.to_arrow()

        assert pa.list_(pa.string()) == arrow.schema.field("value").type
        assert arrow["value"].to_pylist() == [["1", "2"], ["true"], [""], [""]]

    @pytest.mark.parametrize("ragged", [True, False])
    def test_no_rows(self, ragged: bool) -> None:
        """A table without rows has the same columns and types as one with rows."""
        pytest.importorskip("pyarrow")
        empty, full = (Table("t.csv", ["a", "b"], rows, ragged=ragged).to_arrow() for rows in ([], [["1", "2"]]))

        assert full.schema == empty.schema
        assert empty.num_rows == 0

    def test_pandas(self) -> None:
        """A data frame holds the same text; nothing becomes missing or a number."""
        pytest.importorskip("pandas")
        frame = Table("t.csv", ["a", "b"], [["002", "NA"], ["1", ""]]).to_pandas()

        assert frame.to_dict("list") == {"a": ["002", "1"], "b": ["NA", ""]}

    @pytest.mark.parametrize(
        ("method", "module", "extra"), [("to_arrow", "pyarrow", "data"), ("to_pandas", "pandas", "all")]
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
