from __future__ import annotations

import csv
import gc
import io
import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dialect import lines, ragged, zipped

from labclients.columns import SERIES_COLUMNS
from labclients.errors import LabClientsError, UsageError
from labclients.study.combine import Schema
from labclients.study.study import Study

DATA = Path(__file__).parents[1] / "data" / "labvanced"
SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "labvanced"
STUDIES = [DATA, *([SAMPLES] if SAMPLES.is_dir() else [])]
LONG = [*SERIES_COLUMNS[:9], "variable_name", "timestamp", "value"]


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def trials(session: int, *rows: list[str], header: list[str] | None = None) -> bytes:
    """Trials of one session: block, task and trial, then variables."""
    names = ["Rec_Session_Id", "Block_Nr", "Task_Nr", "Trial_Nr", *(header or [])]
    return lines([names, *([str(session), *row] for row in rows)])


def session(number: int, **more: str) -> bytes:
    table = {"Rec_Session_Id": str(number), "Exp_Subject_Id": "9", **more}
    return lines([list(table), list(table.values())])


def series(number: int, *samples: tuple[str, str, list[str]], subject: str = "9") -> bytes:
    """Time series of one session: variable, time and values of each sample."""
    fixed = ["1", "2", "b", "1", "t", "3", subject, str(number), "1"]
    return ragged(LONG, [([*fixed, name, time], values) for name, time, values in samples])


def records(path: Path) -> list[list[str]]:
    return [*csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))][1:]


class TestOthers:
    """What general readers make of the same file: the README says so."""

    FILE = DATA / "timeseries.csv"

    def test_pandas(self) -> None:
        """It refuses a time series; told to go on, it leaves out every sample of the gaze."""
        pandas = pytest.importorskip("pandas")
        with pytest.raises(pandas.errors.ParserError):
            pandas.read_csv(self.FILE)
        kept = pandas.read_csv(self.FILE, on_bad_lines="skip")
        gaze = [row for row in records(self.FILE) if row[9] == "gaze_data" and len(row) > 12]
        assert len(gaze) > 0
        assert len(kept) <= len(records(self.FILE)) - len(gaze)
        assert kept.loc[kept["variable_name"] == "gaze_data", "value"].isna().all()

    def test_polars(self) -> None:
        """Told to cut what is ragged, it keeps the rows and of a gaze x alone."""
        read = pl.read_csv(self.FILE, truncate_ragged_lines=True, infer_schema=False)
        gaze = read.filter(pl.col("variable_name") == "gaze_data", pl.col("value") != "")
        assert read.height == len(records(self.FILE))
        assert gaze["value"].cast(pl.Float64).null_count() == 0
        assert not any("," in value for value in gaze["value"])


class TestReal:
    @pytest.mark.parametrize("directory", STUDIES, ids=["own", "shared"][: len(STUDIES)])
    def test_gaze(self, directory: Path) -> None:
        """All gaze values are the numbers in the files, every sample in its place."""
        found = Study(directory).timeseries("gaze_data", columns=("x", "y", "t", "c")).to_polars()

        rows = [row for path in sorted(directory.rglob("timeseries.csv")) for row in records(path)]
        gaze = [row for row in rows if row[9] == "gaze_data"]
        gaze.sort(key=lambda row: int(row[7]))
        expected = [[float(value) if value else None for value in (row[11:] + [""] * 3)[:4]] for row in gaze]
        assert found.select("x", "y", "t", "c").rows() == [tuple(row) for row in expected]
        assert found["timestamp"].to_list() == [int(row[10]) if row[10] else None for row in gaze]

    @pytest.mark.parametrize("directory", STUDIES, ids=["own", "shared"][: len(STUDIES)])
    def test_all_rows(self, directory: Path) -> None:
        """Every record of every file is in one of the tables."""
        study = Study(directory)
        long = [path for path in directory.rglob("*.csv") if "timeseries" in path.name]
        wide = [path for path in directory.rglob("*.csv") if "trials" in path.name]

        found = sum(len(study.timeseries(name)) for name in study.variables if name != "XYGaze")
        assert found == sum(len(records(path)) for path in long)
        csv.field_size_limit(1 << 20)
        assert len(study.trials) == sum(len(records(path)) for path in wide)
        assert len(study.completeness) == len(study.sessions) + 1  # one has but a time series

    def test_types(self) -> None:
        """Columns of both generations have one type."""
        by_id = {row["Rec_Session_Id"]: row for row in Study(DATA).sessions}

        assert [by_id[one]["Completed"] for one in (4100004, 4100066)] == [True, True]
        assert by_id[4100066]["Start_Time"] == datetime(2020, 9, 6, 8, 55, 4, tzinfo=UTC)
        assert by_id[4100004]["Start_Time_Local_Offset"] == 60
        assert by_id[4100066]["Always_Fullscreen"] is True


class TestTrials:
    def test_union(self, tmp_path: Path) -> None:
        """Sessions that differ in their columns make one table of all columns, by session, block, task and trial."""
        put(
            tmp_path / "8.zip",
            zipped({"trials.csv": trials(8, ["1", "2", "10", "x"], ["1", "2", "9", ""], header=["b"])}),
        )
        put(
            tmp_path / "7.zip",
            zipped({"trials.csv": trials(7, ["", "1", "1", "3"], ["1", "1", "2", "4"], header=["A"])}),
        )
        found = Study(tmp_path).trials

        assert found.columns == ("Rec_Session_Id", "Trial_Nr", "Block_Nr", "Task_Nr", "A", "b")
        assert [tuple(row.values()) for row in found] == [
            (7, 2, 1, 1, 4, None),
            (7, 1, None, 1, 3, None),
            (8, 9, 1, 2, None, None),
            (8, 10, 1, 2, None, "x"),
        ]

    def test_names(self, tmp_path: Path) -> None:
        """A variable has one column in all sessions, though others that differ but by case are not in each."""
        put(tmp_path / "7.csv", trials(7, ["1", "1", "1", "A", "B", "C"], header=["Preview", "preview", "preview"]))
        put(tmp_path / "8.csv", trials(8, ["1", "1", "1", "D"], header=["preview"]))
        found = Study(tmp_path).trials

        assert [tuple(row.values())[4:] for row in found] == [("A", "B", "C"), (None, "D", None)]
        assert found.columns[4:] == ("Preview", "preview__2", "preview__3")
        assert found.original_columns[4:] == ("Preview", "preview", "preview")

    @pytest.mark.parametrize("rows", [3, 300])
    def test_patterns(self, tmp_path: Path, rows: int) -> None:
        """A name that polars takes for all columns, or for a pattern of them, stands for its own column alone."""
        header = ["^.*$", "ab", "*", "^a.*$", "*_"]
        put(
            tmp_path / "7.csv",
            trials(7, *(["1", "1", str(n), "2", "x", "1.5", "true", "y"] for n in range(rows)), header=header),
        )
        put(tmp_path / "8.csv", trials(8, ["1", "1", "1", "z"], header=["*_"]))
        found = Study(tmp_path).trials

        assert found.columns[4:] == ("*_", "*___2", "^.*$_", "^a.*$_", "ab")
        assert found.original_columns[4:] == ("*", "*_", "^.*$", "^a.*$", "ab")
        assert [*found.rows()[0].values()][4:] == [1.5, "y", 2, True, "x"]
        assert [*found.rows()[rows].values()][4:] == [None, "z", None, None, None]

    def test_mixed(self, tmp_path: Path) -> None:
        """A column that is a number in one session and a word in another is text in all, as it was written."""
        put(tmp_path / "7.csv", trials(7, ["1", "1", "1", "1"], header=["x"]))
        put(tmp_path / "8.csv", trials(8, ["1", "1", "a", "NA"], header=["x"]))
        found = Study(tmp_path).trials

        assert [(row["x"], row["Trial_Nr"]) for row in found] == [("1", "1"), ("NA", "a")]
        assert found.notes == ("Trial_Nr is text: not every value is a whole number.",)

    def test_none(self, tmp_path: Path) -> None:
        """Where nobody has trials there is a table without any."""
        put(tmp_path / "7.csv", session(7))

        assert (len(Study(tmp_path).trials), Study(tmp_path).trials.rows()) == (0, [])
        assert Study(tmp_path).trials.to_arrow().num_rows == 0


class TestSeries:
    @pytest.fixture
    def study(self, tmp_path: Path) -> Study:
        put(
            tmp_path / "b" / "7.csv", series(7, ("gaze", "5", ["1", "2.5"]), ("k", "6", ["up"]), ("gaze", "4", ["NaN"]))
        )
        put(tmp_path / "a" / "8.csv", series(8, ("gaze", "", [""]), ("k", "7", ["1"])))
        return Study(tmp_path)

    def test_values(self, study: Study) -> None:
        """Arrays have a column for each component, also where a session has none; no row is left out or moved."""
        found = study.timeseries("gaze").to_polars()

        assert found.select("Rec_Session_Id", "timestamp", "value_1").rows()[0] == (7, 5, 1.0)
        assert found["value_2"].to_list() == [2.5, None, None]
        assert found["Rec_Session_Id"].to_list() == [7, 7, 8]

    def test_scalars(self, study: Study) -> None:
        """A scalar has one column, of the least kind that holds it in all sessions."""
        found = study.timeseries("k")

        assert [(row["Rec_Session_Id"], row["value"]) for row in found] == [(7, "up"), (8, "1")]

    def test_named(self, study: Study) -> None:
        """Values can be given names, one for each."""
        assert study.timeseries("gaze", columns=("x", "y")).columns[-2:] == ("x", "y")
        assert study.timeseries("k", columns=["key"]).columns[-1] == "key"

    @pytest.mark.parametrize(
        ("name", "columns", "said"),
        [
            ("gaze", ("x",), r"gaze has 2 columns of values \(value_1, value_2\); 1 were named"),
            ("gaze", ("x", "X"), "cannot have one name: x, X"),
            ("gaze", ("x", "Timestamp"), "cannot have one name: Timestamp"),
            ("Gaze", None, "no time series 'Gaze'; there is: gaze, k"),
        ],
    )
    def test_refused(self, study: Study, name: str, columns: Any, said: str) -> None:
        """A name that is not there, or too many or too few for the values, is told with what there is."""
        with pytest.raises(UsageError, match=said):
            study.timeseries(name, columns)

    def test_both_generations(self, tmp_path: Path) -> None:
        """The cells from before 2023 give the table that a file of time series gives."""
        cell = '"times=5;4---values=;1.5,2"'
        head = ["Trial_Nr", "Trial_Id", "Block_Name", "Block_Nr", "Task_Name", "Task_Nr"]
        head += ["exp_subject_id", "rec_session_id", "session_nr", "gaze"]
        put(tmp_path / "a" / "x.csv", lines([head, ["1", "2", "b", "1", "t", "3", "9", "7", "1", cell]]))
        put(tmp_path / "b" / "x.csv", series(7, ("gaze", "5", [""]), ("gaze", "4", ["1.5", "2"])))
        old, new = Study(tmp_path / "a"), Study(tmp_path / "b")

        assert old.timeseries("gaze").to_polars().equals(new.timeseries("gaze").to_polars())
        assert "gaze" not in old.trials.columns
        assert old.trials.notes == ("gaze of the trials holds time series: see timeseries('gaze').",)

    def test_twice(self, tmp_path: Path) -> None:
        """What two files have of one session is there once, though the second has more sessions."""
        put(tmp_path / "a.csv", series(7, ("k", "1", ["a"])))
        put(tmp_path / "b.csv", series(7, ("k", "2", ["b"])) + series(8, ("k", "3", ["c"])).partition(b"\n")[2])
        study = Study(tmp_path)

        assert [row["value"] for row in study.timeseries("k")] == ["a", "c"]
        assert "timeseries/k in" in study.completeness.rows()[0]["problems"]

    def test_changed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that must be read again, and has changed, is told."""
        put(tmp_path / "7.csv", series(7, ("k", "1", ["1"])))
        put(tmp_path / "8.csv", series(8, ("k", "1", ["up"])))
        true = Schema.is_lossless

        def change(self: Schema, columns: Any) -> bool:
            put(tmp_path / "7.csv", series(7, ("k", "1", ["true"])))
            return true(self, columns)

        monkeypatch.setattr(Schema, "is_lossless", change)

        with pytest.raises(LabClientsError, match=r"7\.csv has changed while it was read"):
            Study(tmp_path).timeseries("k")

    def test_memory(self, tmp_path: Path) -> None:
        """Of the time series nothing stays in memory once a study is read."""
        put(tmp_path / "7.csv", series(7, *[("a" * 20, str(n), [f"text {n} of some length"]) for n in range(20_000)]))
        study = Study(tmp_path)

        assert len(study.completeness) == 1

        held = [one for one in gc.get_objects() if isinstance(one, (pl.DataFrame, pl.Series)) and len(one) >= 20_000]
        assert held == []


class TestCompleteness:
    def test_row(self, tmp_path: Path) -> None:
        """A row says whose session it is, how far it went, and how long it took; also of one not completed."""
        about = {"Subject_Code": "002", "Session_Nr": "1", "Crowdsourcing_SubjId": "abc", "Experiment_Version": "5"}
        times = {"Start_Time": "2024-07-26T13:00:00.000Z", "End_Time": "2024-07-26T13:30:00.500Z"}
        files = {
            "sessions.csv": session(7, Completed="false", **about, **times),
            "trials.csv": trials(7, ["2", "1", "1"], ["1", "3", "9"], ["2", "1", "10"], ["", "4", "1"]),
            "binaries/blockNr_1_taskNr_1_trialNr_1_a.webm": b"",
        }
        put(tmp_path / "7.zip", zipped(files))
        [found] = Study(tmp_path).completeness

        assert found == {
            "rec_session_id": 7,
            "exp_subject_id": 9,
            "subject_code": "002",
            "session_nr": 1,
            "crowdsourcing_subjid": "abc",
            "nth_of_subject": 1,
            "sessions_of_subject": 1,
            "nth_of_crowdsourcing_id": 1,
            "sessions_of_crowdsourcing_id": 1,
            "experiment_version": 5,
            "trials": 4,
            "last_block_nr": 2,
            "last_block_name": None,
            "last_task_nr": 1,
            "last_task_name": None,
            "completed": False,
            "start_time": datetime(2024, 7, 26, 13, tzinfo=UTC),
            "end_time": datetime(2024, 7, 26, 13, 30, 0, 500000, tzinfo=UTC),
            "duration_s": 1800.5,
            "files": "sessions.csv, trials.csv, binaries/blockNr_1_taskNr_1_trialNr_1_a.webm",
            "problems": None,
        }

    def test_attempts(self, tmp_path: Path) -> None:
        """The sessions of a participant are counted, and those of a crowdsourcing id, which may be several."""
        for number, subject, worker in ((1, "9", "w"), (2, "8", "w"), (3, "9", ""), (4, "9", "w")):
            put(tmp_path / f"{number}.csv", session(number, Exp_Subject_Id=subject, Crowdsourcing_SubjId=worker))
        found = Study(tmp_path).completeness.to_polars()

        counts = found.select("nth_of_subject", "sessions_of_subject", "nth_of_crowdsourcing_id").rows()
        assert counts == [(1, 3, 1), (1, 1, 2), (2, 3, None), (3, 3, 3)]

    def test_damaged(self, tmp_path: Path) -> None:
        """A ZIP that cannot be read is a session with a problem, and stops nobody."""
        put(tmp_path / "7.zip", b"<html>")
        put(tmp_path / "8.zip", zipped({"trials.csv": trials(8, ["1", "1", "1"])}))
        found = Study(tmp_path)

        assert [(row["rec_session_id"], row["trials"]) for row in found.completeness] == [(7, None), (8, 1)]
        assert "HTML" in found.completeness.rows()[0]["problems"]
        assert len(found.trials) == 1

    def test_twice(self, tmp_path: Path) -> None:
        """A session that is found twice counts once, as it is found first, and the other place is told."""
        for place, block in (("a", "1"), ("b", "2")):
            put(tmp_path / place / "7.zip", zipped({"trials.csv": trials(7, [block, "1", "1"])}))
        study = Study(tmp_path)

        assert [row["Block_Nr"] for row in study.trials] == [1]
        [row] = study.completeness
        here, there = (str(tmp_path / place / "7.zip") for place in "ba")
        assert row["problems"] == f"trials in {here} is left out: {there} has it, too."

    def test_parts(self, tmp_path: Path) -> None:
        """Files of one session that lie apart make one session."""
        put(tmp_path / "a.csv", session(7))
        put(tmp_path / "b.csv", series(7, ("k", "5", ["1"])))
        put(tmp_path / "c.csv", trials(7, ["1", "1", "1"]))
        [row] = Study(tmp_path).completeness

        assert (row["files"], row["problems"], row["trials"]) == ("a.csv, b.csv, c.csv", None, 1)

    def test_series_alone(self, tmp_path: Path) -> None:
        """Where there is but a time series it tells whose session it is."""
        put(tmp_path / "b.csv", series(7, ("k", "5", ["1"]), subject="12"))
        [row] = Study(tmp_path).completeness

        assert (row["exp_subject_id"], row["session_nr"], row["trials"]) == (12, 1, None)

    def test_unknown(self, tmp_path: Path) -> None:
        """What names no session is there, too, each for itself."""
        put(tmp_path / "a.zip", b"")
        put(tmp_path / "b.zip", b"<html>")

        assert [row["rec_session_id"] for row in Study(tmp_path).completeness] == [None, None]

    def test_mirror(self, tmp_path: Path) -> None:
        """In a mirror sessions that were forgotten do not exist, nor do ZIPs that were replaced."""
        for name in ("7.zip", "8.zip", "previous/7-1.zip"):
            put(tmp_path / "zips" / name, zipped({"trials.csv": trials(int(name[-5]), ["1", "1", "1"])}))
        manifest = {"version": 1, "experiment_id": 1, "sessions": {}, "forgotten": [8]}
        put(tmp_path / "manifest.json", json.dumps(manifest).encode())

        assert [row["rec_session_id"] for row in Study(tmp_path).completeness] == [7]


class TestStudy:
    def test_nothing(self, tmp_path: Path) -> None:
        """A directory that is empty or not there is told at once."""
        with pytest.raises(UsageError, match="holds no recordings"):
            Study(tmp_path)
        with pytest.raises(UsageError, match="does not exist"):
            Study(tmp_path / "x")

    def test_no_polars(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the extra one sentence says what to install."""
        monkeypatch.setitem(sys.modules, "polars", None)

        with pytest.raises(UsageError, match=r'This needs polars: pip install "labclients\[data\]"'):
            _ = Study(DATA).trials

    def test_lazy(self, tmp_path: Path) -> None:
        """Files are read when they are needed, and the tables once."""
        put(tmp_path / "7.csv", trials(7, ["1", "1", "1"]))
        study = Study(tmp_path)
        put(tmp_path / "7.csv", trials(7, ["1", "1", "1"], ["1", "1", "2"]))
        assert len(study.trials) == 2

        shutil.rmtree(tmp_path)

        assert (len(study.trials), len(study.completeness)) == (2, 1)
        assert study.trials is study.trials

    def test_repr(self) -> None:
        """A study and its tables tell what they are, and nothing of what is in them."""
        assert repr(Study(DATA)) == f"Study({str(DATA)!r})"
        assert repr(Study(DATA).sessions) == "<TypedTable 'sessions': 2 rows, 42 columns>"


class TestTypedTable:
    @pytest.fixture
    def study(self) -> Study:
        return Study(DATA)

    def test_arrow(self, study: Study) -> None:
        """Arrow has the same values, in types that every reader knows; the names in the files are beside them."""
        table = study.sessions.to_arrow()

        assert table.to_pylist() == study.sessions.rows()
        kinds = {"string", "int64", "double", "bool", "timestamp[ms]", "timestamp[ms, tz=UTC]"}
        assert {str(kind) for kind in table.schema.types} <= kinds
        names = json.loads(table.schema.metadata[b"labclients.original_columns"])
        assert names == list(study.sessions.original_columns)
        assert names[:2] == ["Rec_Session_Id | rec_session_id", "Exp_Subject_Id | exp_subject_id"]
        assert json.loads(study.trials.to_arrow().schema.metadata[b"labclients.notes"]) == list(study.trials.notes)

    def test_pandas(self, study: Study) -> None:
        """In pandas whole numbers and truth values stay what they are beside nulls."""
        frame = study.sessions.to_pandas()

        assert [str(frame[name].dtype) for name in ("Rec_Session_Id", "unlocked")] == ["Int64", "boolean"]
        assert frame["Start_Time"].dt.tz is not None

    def test_rows(self, study: Study) -> None:
        """Rows are dicts of Python's own values: times in UTC are aware, local times are not."""
        row = study.sessions.rows()[0]

        assert row["Start_Time"] == datetime(2024, 7, 23, 13, 40, 54, 407000, tzinfo=UTC)
        assert row["Start_Time_Local"] == datetime(2024, 7, 23, 14, 40, 51)
        assert row["unlocked"] is None
        assert study.sessions.to_polars().columns == list(study.sessions.columns)


class TestAnyStudy:
    values = st.lists(
        st.sampled_from(["1.5", "0", "2", "-2e-7", "true", "NaN", "a b", "", "002"]), min_size=1, max_size=4
    )
    samples = st.lists(st.tuples(st.sampled_from(["7", "8"]), st.sampled_from(["g", "G"]), values), max_size=12)

    @settings(max_examples=60, deadline=None)
    @given(samples)
    def test_series(self, tmp_path_factory: pytest.TempPathFactory, samples: list[tuple[str, str, list[str]]]) -> None:
        """Time series of any widths and mixtures of kinds are there in full, value for value."""
        directory = tmp_path_factory.mktemp("any")
        for one in "78":
            mine = [(name, "17", value) for number, name, value in samples if number == one]
            put(directory / f"{one}.csv", series(int(one), *mine))
        study = Study(directory)

        assert set(study.variables) == {name for _, name, _ in samples}
        for name in study.variables:
            expected = sorted([(int(one), value) for one, other, value in samples if other == name], key=lambda s: s[0])
            frame = study.timeseries(name).to_polars()
            assert frame["Rec_Session_Id"].to_list() == [one for one, _ in expected]
            for n, column in enumerate(frame[:, 10:].get_columns()):
                sent = [value[n] if n < len(value) else "" for _, value in expected]
                assert [_same(made, text) for made, text in zip(column, sent, strict=True)] == [True] * len(sent)

    @settings(max_examples=60, deadline=None)
    @given(samples)
    def test_once(self, tmp_path_factory: pytest.TempPathFactory, samples: list[tuple[str, str, list[str]]]) -> None:
        """A time series is the same whether its sources are read once, or again when the types of all are known."""
        directory = tmp_path_factory.mktemp("any")
        for one in "78":
            put(directory / f"{one}.csv", series(int(one), *((name, "17", v) for s, name, v in samples if s == one)))
        study = Study(directory)

        for name in study.variables:
            once = study.timeseries(name)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(Schema, "is_lossless", lambda *_: False)
                twice = study.timeseries(name)
            assert once.to_polars().equals(twice.to_polars(), null_equal=True)
            assert (once.notes, once.original_columns) == (twice.notes, twice.original_columns)


def _same(made: Any, text: str) -> bool:
    """Whether a value is what a text says, whatever it was made."""
    if isinstance(made, bool):
        return text == str(made).lower()
    if isinstance(made, (int, float)):
        return repr(float(text)) == repr(float(made))
    return made == (text or None)
