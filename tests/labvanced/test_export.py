from __future__ import annotations

import csv
import gc
import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dialect import lines, zipped

from labclients.errors import ArchiveError, LabClientsError, UsageError
from labclients.labvanced.export import Export, parse_csv
from labclients.study.study import Study

DATA = Path(__file__).parents[1] / "data" / "labvanced"
SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "labvanced"
FILES = {name: (DATA / name).read_bytes() for name in ("sessions.csv", "trials.csv", "timeseries.csv")}
SERIES = FILES["timeseries.csv"].partition(b"\n")[0].decode().split(",")


def export(files: dict[str, bytes] = FILES) -> Export:
    return Export(zipped(files), experiment_id=61286, rec_session_id=4100004)


class TestExport:
    def test_names(self) -> None:
        """The files are told as sent, hostile names too, folders left out."""
        there = {"binaries/": b"", "binaries/a.webm": b"", "../Trials.CSV": b""}

        assert export(there).names == ("binaries/a.webm", "../Trials.CSV")

    @pytest.mark.parametrize("kind", ["bytes", "path", "memory", "spooled"])
    def test_sources(self, tmp_path: Path, kind: str) -> None:
        """Bytes, a path and file objects, wherever they stand, are read alike, again and again."""
        (tmp_path / "a.zip").write_bytes(zipped(FILES))
        spooled = tempfile.SpooledTemporaryFile(max_size=10)  # noqa: SIM115
        spooled.write(zipped(FILES))
        sources: dict[str, Any] = {
            "bytes": zipped(FILES),
            "path": tmp_path / "a.zip",
            "memory": io.BytesIO(zipped(FILES)),
            "spooled": spooled,
        }
        one = Export(sources[kind], experiment_id=61286, rec_session_id=4100004)

        for _ in range(2):
            assert {name: one.read(name) for name in one.names} == FILES
        del one
        spooled.close()

    def test_closes(self) -> None:
        """The file an export was given is closed when the export is gone."""
        file = io.BytesIO(zipped(FILES))
        one = Export(file, experiment_id=1, rec_session_id=2)
        assert len(one.sessions) == 1
        assert not file.closed

        del one
        gc.collect()

        assert file.closed

    def test_tables(self) -> None:
        """The three tables are read by their names, once."""
        one = export()

        assert (len(one.sessions), len(one.trials)) == (1, 12)
        assert one.sessions.rows()[0]["Rec_Session_Id"] == "4100004"
        assert one.trials is one.trials
        assert list(one.timeseries.columns) == SERIES

    @pytest.mark.parametrize("sent", ["Session_4100004/trials.csv", "a/b/TRIALS.CSV", "Trials.csv", "a\\trials.csv"])
    def test_anywhere(self, sent: str) -> None:
        """A file is found in any folder and any case."""
        assert len(export({sent: FILES["trials.csv"], "my_trials.csv": b"a\n"}).trials) == 12

    def test_missing(self) -> None:
        """A file that is not there is told with those that are."""
        with pytest.raises(LabClientsError, match=r"has no timeseries\.csv; there is: sessions\.csv, x/trials\.csv"):
            _ = export({"sessions.csv": b"", "x/trials.csv": b""}).timeseries

    def test_several(self) -> None:
        """Of two files of the same name none is taken, until its folder is named."""
        one = export({"a/trials.csv": b"x\n1\n", "b/trials.csv": b"x\n2\n"})

        with pytest.raises(LabClientsError, match=r"more than one trials\.csv; there is: a/trials\.csv, b/trials\.csv"):
            _ = one.trials
        assert one.table("b/trials.csv").rows() == [{"x": "2"}]

    def test_joined(self) -> None:
        """Any other table is read by its name."""
        one = export({"trials_and_sessions.csv": FILES["trials.csv"]})

        assert len(one.table("trials_and_sessions.csv")) == 12

    def test_no_archive(self) -> None:
        """What is no ZIP is refused when it is read."""
        with pytest.raises(ArchiveError, match="HTML"):
            _ = Export(b"<html>", experiment_id=1, rec_session_id=2).names

    def test_repr(self) -> None:
        """The repr holds two numbers and nothing of the participant."""
        assert repr(export()) == "Export(experiment_id=61286, rec_session_id=4100004)"


class TestTypes:
    @pytest.mark.parametrize("name", ["sessions", "trials"])
    @pytest.mark.parametrize("folder", ["", "older"], ids=["from 2023 on", "before 2023"])
    def test_types_are_those_of_a_study(self, tmp_path: Path, name: str, folder: str) -> None:
        """Column by column, for an export alone and for a study that has only this one."""
        pytest.importorskip("pyarrow")
        files = {"trials.csv": (DATA / "trials_generation_1.csv").read_bytes()} if folder else FILES
        (tmp_path / "4100004.zip").write_bytes(zipped(files))
        if folder and name == "sessions":
            pytest.skip("its sessions are in the trials")
        table = getattr(export(files), name).to_arrow()
        study = getattr(Study(tmp_path), name).to_arrow()

        types = dict(zip(table.schema.names, table.schema.types, strict=True))
        originals = json.loads(study.schema.metadata[b"labclients.original_columns"])
        for field, original in zip(study.schema, originals, strict=True):
            if not field.name.endswith("_Offset") and field.name != "XYGaze":
                column = original if folder else field.name
                assert types[column] == field.type
        assert table.num_rows == study.num_rows


class TestSave:
    @pytest.mark.parametrize("folder", ["", "Session_4100004/"], ids=["flat", "in its folder"])
    def test_layout(self, tmp_path: Path, folder: str) -> None:
        """The files stand in Session_<id>, whether the ZIP has that folder or not."""
        one = export({folder + name: content for name, content in FILES.items()})
        paths = one.save(str(tmp_path / "data"))

        assert [tmp_path / "data" / "Session_4100004" / name for name in FILES] == paths
        assert [*FILES.values()] == [path.read_bytes() for path in paths]

    @pytest.mark.parametrize("folder", ["", "Session_4100004/"], ids=["flat", "in its folder"])
    def test_overwrite(self, tmp_path: Path, folder: str) -> None:
        """Files that exist are replaced only when told."""
        one = export({folder + name: content for name, content in FILES.items()})
        trials = one.save(tmp_path)[1]
        trials.write_bytes(b"mine")

        with pytest.raises(UsageError):
            one.save(tmp_path)
        assert trials.read_bytes() == b"mine"
        one.save(tmp_path, overwrite=True)
        assert FILES["trials.csv"] == trials.read_bytes()

    def test_hostile(self, tmp_path: Path) -> None:
        """An export that reaches outside its folder is refused whole, though its tables can be read."""
        one = export({**FILES, "../../evil.csv": b"x"})

        with pytest.raises(ArchiveError, match="refused"):
            one.save(tmp_path / "data" / "here")
        assert os.listdir(tmp_path) == []
        assert len(one.trials) == 12


class TestSeries:
    def test_generation_2(self) -> None:
        """Scalars are texts, arrays are whole, and both kinds of empty are empty text."""
        values = {
            (row["variable_name"], row["timestamp"]): row["value"]
            for row in parse_csv("timeseries.csv", FILES["timeseries.csv"])
        }

        gaze = ("138.17166980080788", "149.32245089371193", "1724595148818.5999", "1")
        assert gaze == values["gaze_data", "1724595148898"]
        assert values["applied_drift", "1724595149026"] == ("-22.93401143628015", "-46.92176132793369")
        assert values["applied_drift", "1724595124329"] == ""
        assert values["el_x", ""] == ""
        assert values["error_trial", "1724595152968"] == ""

    def test_generation_1(self) -> None:
        """The older long format is as ragged, under other names, and reads the same way."""
        first, second, *_ = parse_csv("x.csv", (DATA / "timeseries_generation_1.csv").read_bytes())

        assert tuple(first[name] for name in ("times", "variable_name", "values")) == (
            "1627122231745",
            "videoended",
            "endofvideo",
        )
        assert second["values"] == ("-68.73792314002651", "257.1541147264552", "1627122228864", "1")

    def test_arrow(self) -> None:
        """In Arrow a time series keeps its arrays as lists, also one without any."""
        pa = pytest.importorskip("pyarrow")
        whole = export().timeseries.to_arrow()
        none = parse_csv("timeseries.csv", lines([SERIES, ["1"] * 12])).to_arrow()

        assert pa.list_(pa.string()) == whole.schema.field("value").type == none.schema.field("value").type
        assert (whole.schema.names, whole.schema.field("timestamp").type) == (none.schema.names, pa.int64())
        assert len(export().timeseries) == whole.num_rows

    def test_quoted_comma(self) -> None:
        """A quoted text with commas is one component, alone and inside an array."""
        text = ",".join(SERIES) + '\n1,2,3,4,5,6,7,8,9,v,10,"a, b"\n1,2,3,4,5,6,7,8,9,v,10,1,"a, ""b"""\n'

        assert [row["value"] for row in parse_csv("t.csv", text.encode())] == ["a, b", ("1", 'a, "b"')]

    @settings(deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")), min_size=11, max_size=11),
                st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")), min_size=1, max_size=5),
            )
        ),
        st.sampled_from(
            [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
        ),
        st.sampled_from(",;\t"),
    )
    def test_round_trip(
        self, rows: list[tuple[list[str], list[str]]], encoding: tuple[str, bytes], delimiter: str
    ) -> None:
        """Any time series written in Labvanced's dialect reads back exactly."""
        text = lines([SERIES, *(fixed + array for fixed, array in rows)], delimiter).decode()
        table = parse_csv("timeseries.csv", encoding[1] + text.encode(encoding[0]))

        assert list(table.columns) == SERIES
        assert [(*fixed, array[0] if len(array) == 1 else tuple(array)) for fixed, array in rows] == [
            tuple(row.values()) for row in table
        ]


class TestParse:
    def test_generation_1(self) -> None:
        """Cells of the older wide format, quotes inside and all, are whole."""
        (row,) = parse_csv("trials.csv", (DATA / "trials_generation_1.csv").read_bytes())

        assert row["XYGaze"].startswith('"times=1604567952253;1604567998958;')
        assert row["XYGaze"].endswith(';1604568004777"')

    def test_same_names(self) -> None:
        """Columns of the same name, but for case, are kept apart."""
        table = parse_csv("trials.csv", FILES["trials.csv"])

        assert table.original_columns[16:19] == ("Preview", "preview", "preview")
        assert table.columns[16:19] == ("Preview", "preview__2", "preview__3")

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_separators(self, delimiter: str, end: str) -> None:
        """Comma, semicolon and tab are told apart by the header, also a quoted one that holds the others."""
        text = end.join([f'"a,b;c\td"{delimiter}b', f'"1;2,3\t4"{delimiter}"x\r\ny"', ""])

        assert parse_csv("t.csv", text.encode()).rows() == [{"a,b;c\td": "1;2,3\t4", "b": "x\r\ny"}]

    def test_one_column(self) -> None:
        """A single column needs no separator, and its empty value is a row."""
        assert parse_csv("t.csv", b'a\n""\n1\n').rows() == [{"a": ""}, {"a": "1"}]

    def test_rectangle(self) -> None:
        """A table that is no time series must not run over its header, whatever its last column is called."""
        with pytest.raises(LabClientsError, match=r"trials\.csv: row 1 has 3 fields, the header has 2"):
            parse_csv("trials.csv", b"Trial_Nr,value\n1,2,3\n")

    def test_separator_in_quotes(self) -> None:
        """A header whose quoted names hold another separator is not split there."""
        assert parse_csv("t.csv", b'"a";"b,c"\n').columns == ("a", "b,c")

    def test_blank_lines(self) -> None:
        """Lines without anything are no rows."""
        assert len(parse_csv("t.csv", b"a,b\n\n1,2\n\n")) == 1

    def test_short_rows(self) -> None:
        """Rows shorter than the header are filled up."""
        assert parse_csv("t.csv", b"a,b\n1\n").rows() == [{"a": "1", "b": ""}]

    def test_nothing(self) -> None:
        """An empty file is a table without columns, a header alone one without rows."""
        assert (parse_csv("t.csv", b"").columns, len(parse_csv("t.csv", b""))) == ((), 0)
        assert (parse_csv("t.csv", b"a,b\n").columns, len(parse_csv("t.csv", b"a,b\n"))) == (("a", "b"), 0)

    def test_long_cell(self) -> None:
        """A cell longer than csv's own limit is read, and the limit is as before."""
        before = csv.field_size_limit()
        cell = "1;" * before

        assert [{"a": cell}] == parse_csv("t.csv", f"a\n{cell}\n".encode()).rows()
        assert before == csv.field_size_limit()

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"a,b\n1,\xff\n", "byte 6 is no UTF-8 text"),
            (b"\xef\xbb\xbfa,b\n1,\xff\n", "byte 9 is no UTF-8 text"),
            ("\ufeffa,b\n".encode("utf-16-le") + b"x", "byte 10 is no UTF-16-LE text"),
            ("a,b\n1,2\n".encode("utf-16-le"), "line 1 holds a NUL byte"),
            (b"a,b\n1,2\n3,\0\n", "line 3 holds a NUL byte"),
            (b'a,b\n1,"2\n', "ends in line 2 is no CSV"),
            (b'a,b\n1,2\n1,"2"3\n', "ends in line 3 is no CSV"),
            (b"a,b\n1,2\r3,4\n", "ends in line 2 is no CSV"),
        ],
    )
    def test_unreadable(self, data: bytes, words: str) -> None:
        """What cannot be read without loss is an error that names file and place."""
        with pytest.raises(LabClientsError, match=rf"^t\.csv cannot be read: .*{words}"):
            parse_csv("t.csv", data)


class TestSamples:
    """Every file of the sample exports."""

    @pytest.mark.parametrize("path", [*SAMPLES.rglob("*.csv")] or [None], ids=lambda path: path and path.name)
    def test_whole(self, path: Path | None) -> None:
        """Written again in Labvanced's dialect, every row of every real file is the one that was read."""
        if path is None:
            pytest.skip(f"no samples at {SAMPLES}")
        table = parse_csv(path.name, path.read_bytes())
        records = [
            [part for cell in row.values() for part in ((cell,) if isinstance(cell, str) else cell)] for row in table
        ]

        with path.open(newline="", encoding="utf-8") as file:
            assert [[*table.original_columns], *records] == list(csv.reader(file))
