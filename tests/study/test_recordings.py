from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dialect import ENCODINGS, lines, ragged, zipped

from labclients.columns import SERIES_COLUMNS
from labclients.errors import UsageError
from labclients.labvanced.export import parse_csv
from labclients.study.recordings import TIMESERIES, UNKNOWN_SESSION, Recording, read
from labclients.study.sources import Source, find_sources, session_id_from_path

DATA = Path(__file__).parents[1] / "data" / "labvanced"
SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "labvanced"
FILES = sorted(DATA.glob("*.csv")) + sorted(SAMPLES.rglob("*.csv"))
LONG = [*SERIES_COLUMNS[:9], "variable_name", "timestamp", "value"]


def records(data: bytes) -> list[list[str]]:
    """What the csv module makes of a file, blank lines apart."""
    text = data.decode("utf-8-sig")
    return [row for row in csv.reader(io.StringIO(text, newline="")) if row]


def rows(frame: pl.DataFrame) -> list[list[str]]:
    """The texts of a frame; what is empty as the empty text."""
    return [[cell or "" for cell in row] for row in frame.iter_rows()]


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def one(path: Path) -> Recording:
    [recording] = read(Source((path,)))
    return recording


def frame_of(recording: Recording, key: str) -> pl.DataFrame:
    return recording.tables[key].frame()


def originals_of(recording: Recording, key: str) -> dict[str, str]:
    return recording.tables[key].originals(frame_of(recording, key))


def series_of(recording: Recording) -> dict[str, pl.DataFrame]:
    """Variable -> time series."""
    keys = [key for key in recording.tables if key.startswith(TIMESERIES)]
    return {key.removeprefix(TIMESERIES): frame_of(recording, key) for key in keys}


class TestTables:
    def test_trials(self, tmp_path: Path) -> None:
        """A table has the file's rows and columns, names that are equal without case numbered, empty cells null."""
        text = lines([["Rec_Session_Id", "Trial_Nr", "Preview", "preview", "preview"], ["7", "1", "", "a", "NA"]])
        recording = one(put(tmp_path / "x.csv", text))

        assert recording.rec_session_id == 7
        assert frame_of(recording, "trials").to_dicts() == [
            {"Rec_Session_Id": "7", "Trial_Nr": "1", "Preview": None, "preview__2": "a", "preview__3": "NA"}
        ]
        assert [*originals_of(recording, "trials").values()][2:] == ["Preview", "preview", "preview"]

    @pytest.mark.parametrize("path", [path for path in FILES if "series" in path.name], ids=lambda path: path.parts[-2])
    def test_values(self, path: Path) -> None:
        """All values of a real time series stand in its columns, as the file has them, in the order of the file."""
        header, *expected = records(path.read_bytes())
        found = series_of(one(path))

        name = header.index("variable_name")
        for variable, frame in found.items():
            mine = [row for row in expected if row[name] == variable]
            values = frame.select(pl.col("^value(_[0-9]+)?$"))
            assert rows(values) == [row[11:] + [""] * (values.width - len(row[11:])) for row in mine]
            width = max(len(row) - 11 for row in mine)
            assert values.columns == (["value"] if width == 1 else [f"value_{n}" for n in range(1, width + 1)])
        assert sum(map(len, found.values())) == len(expected)

    def test_places(self) -> None:
        """Where and when a sample was taken stands beside it, in columns of one order in both generations."""
        for path in (path for path in FILES if "series" in path.name):
            for frame in series_of(one(path)).values():
                assert tuple(frame.columns[:10]) == SERIES_COLUMNS
                assert frame["Rec_Session_Id"].null_count() == frame["timestamp"].str.len_bytes().ne(13).sum()

    def test_joined(self, tmp_path: Path) -> None:
        """Session columns repeated in each trial make one row of sessions, and leave the trials."""
        table = [["Rec_Session_Id", "Trial_Nr", "x", "Exp_Subject_Id", "Completed"]]
        table += [[number, trial, "v", f"9{number}", "true"] for number in ("7", "8") for trial in ("1", "2")]
        found = read(Source((put(tmp_path / "trials_and_sessions.csv", lines(table)),)))

        assert [recording.rec_session_id for recording in found] == [7, 8]
        for recording in found:
            number = str(recording.rec_session_id)
            assert rows(frame_of(recording, "sessions")) == [[number, f"9{number}", "true"]]
            assert rows(frame_of(recording, "trials")) == [[number, "1", "v"], [number, "2", "v"]]

    def test_no_constant(self, tmp_path: Path) -> None:
        """A session column that differs between the trials of one session stays with them."""
        table = [
            ["Rec_Session_Id", "Trial_Nr", "Exp_Subject_Id", "Group_Name"],
            ["7", "1", "9", "a"],
            ["7", "2", "9", "b"],
        ]
        found = one(put(tmp_path / "x.csv", lines(table)))

        assert frame_of(found, "sessions").columns == ["Rec_Session_Id", "Exp_Subject_Id"]
        assert frame_of(found, "trials")["Group_Name"].to_list() == ["a", "b"]

    def test_first_generation(self) -> None:
        """Names from before 2023 are those of today, and its two quotes for the empty text are empty."""
        found = one(DATA / "trials_generation_1.csv")

        session = frame_of(found, "sessions").row(0, named=True)
        assert (session["Completed"], session["Crowdsourcing_SubjId"], session["TimeMeasure_Mean"]) == (
            "yes",
            None,
            "3.8 ms",
        )
        assert originals_of(found, "sessions")["Subject_Nr"] == "subj_counter_global"

    def test_own_names(self, tmp_path: Path) -> None:
        """A study of today may call a variable as a column was called before 2023."""
        found = one(put(tmp_path / "x.csv", lines([["Rec_Session_Id", "Trial_Nr", "completed"], ["7", "1", "yes"]])))

        assert frame_of(found, "trials").columns == ["Rec_Session_Id", "Trial_Nr", "completed"]

    def test_cells(self, tmp_path: Path) -> None:
        """A series in one cell is a time series like any other; other texts of its column stay where they are."""
        cell = '"times=1;2;3---values=;4.5,6;7"'
        table = [["rec_session_id", "Trial_Nr", "XY", "Z"], ["7", "1", cell, cell], ["7", "2", "", "1;2"]]
        found = one(put(tmp_path / "x.csv", lines(table)))

        series = series_of(found)["XY"]
        assert rows(series.select("Trial_Nr", "Rec_Session_Id", "timestamp", "value_1", "value_2")) == [
            ["1", "7", "1", "", ""],
            ["1", "7", "2", "4.5", "6"],
            ["1", "7", "3", "7", ""],
        ]
        assert frame_of(found, "trials")["Z"].to_list() == [None, "1;2"]
        assert "XY" not in frame_of(found, "trials").columns
        assert originals_of(found, "timeseries/XY")["Rec_Session_Id"] == "rec_session_id"
        assert len(found.notes) == 2

    def test_real_cells(self) -> None:
        """The times and values in the cells of a real file are all there, in order."""
        for path in (path for path in FILES if b"times=" in path.read_bytes()):
            cells = [cell for row in records(path.read_bytes()) for cell in row if cell.startswith('"times=')]
            times = [time for cell in cells for time in re.findall("[0-9]{13}", cell.partition("---")[0])]
            assert times
            assert series_of(one(path))["XYGaze"]["timestamp"].to_list() == times

    def test_no_id(self, tmp_path: Path) -> None:
        """Where no column names the session its folder or file does."""
        table = lines([["Trial_Nr", "x"], ["1", "a"]])

        for name in ("Session_7/trials.csv", "7.csv"):
            recording = one(put(tmp_path / name, table))
            assert recording.rec_session_id == 7
            assert rows(frame_of(recording, "trials")) == [["1", "a", "7"]]
        assert one(put(tmp_path / "x.csv", table)).rec_session_id == UNKNOWN_SESSION

    def test_rows_without_id(self, tmp_path: Path) -> None:
        """Rows that name no session go to the one that the file is of; beside several they are no session's."""
        table = [["Rec_Session_Id", "Trial_Nr"], ["7", "1"], ["", "2"]]
        assert frame_of(one(put(tmp_path / "x.csv", lines(table))), "trials").height == 2

        found = read(Source((put(tmp_path / "y.csv", lines([*table, ["8", "3"]])),)))
        assert {recording.rec_session_id: frame_of(recording, "trials").height for recording in found} == {
            0: 1,
            7: 1,
            8: 1,
        }


SENT = {name: (DATA / name).read_bytes() for name in ("sessions.csv", "trials.csv", "timeseries.csv")}


class TestRead:
    @pytest.mark.parametrize("folder", ["", "Session_4100004/", "a/b/"])
    def test_zip(self, tmp_path: Path, folder: str) -> None:
        """A ZIP holds all tables of its session, in any folder, and tells all of its files."""
        files = {folder + name: data for name, data in SENT.items()} | {f"{folder}binaries/a.webm": b"media"}
        found = one(put(tmp_path / "4100004.zip", zipped(files)))

        assert (found.rec_session_id, found.problems) == (4100004, ())
        assert set(found.files) == set(files)
        assert {name: len(frame_of(found, name)) for name in ("sessions", "trials")} == {"sessions": 1, "trials": 12}
        assert series_of(found).keys() == series_of(one(DATA / "timeseries.csv")).keys()

    def test_damaged(self, tmp_path: Path) -> None:
        """What is no ZIP, or broken, gives its session without tables, and says why."""
        whole = zipped(SENT)
        for data in (b"", b"<html>", whole[: len(whole) // 2]):
            found = one(put(tmp_path / "7.zip", data))
            assert (found.rec_session_id, found.tables) == (7, {})
            assert found.problems

    def test_damaged_member(self, tmp_path: Path) -> None:
        """A file that is broken leaves the others readable."""
        bad = SENT | {"trials.csv": b"Rec_Session_Id,Trial_Nr\n7,1,2\n", "timeseries.csv": b"\xff\xfe\x00"}
        found = one(put(tmp_path / "4100004.zip", zipped(bad)))

        assert [*found.tables] == ["sessions"]
        assert any("row 1 has 3 fields, the header has 2" in problem for problem in found.problems)
        assert len(found.problems) == 2

    def test_nothing(self, tmp_path: Path) -> None:
        """A ZIP without tables says so, and names its files."""
        found = one(put(tmp_path / "7.zip", zipped({"a.webm": b"", "note.csv": b"a,b\n1,2\n"})))

        assert (found.rec_session_id, found.files) == (7, ("a.webm", "note.csv"))
        assert any("note.csv is left out" in problem for problem in found.problems)

    def test_notes(self, tmp_path: Path) -> None:
        """A text that is no table is only named; a CSV file that is none is a problem."""
        found = one(
            put(tmp_path / "4100004.zip", zipped(SENT | {"README.txt": b"what, this, is\nand, what, it, is not"}))
        )
        assert ("README.txt" in found.files, found.problems) == (True, ())

        found = one(put(tmp_path / "prolific.csv", b"Age,Sex\n1,2\n"))
        assert (found.files, len(found.problems)) == (("prolific.csv",), 1)

    def test_twice(self, tmp_path: Path) -> None:
        """Of two files with the same table the first counts, and the other is told."""
        other = lines([["Rec_Session_Id", "Trial_Nr"], ["4100004", "1"]])
        found = one(put(tmp_path / "4100004.zip", zipped(SENT | {"x.csv": other})))

        assert frame_of(found, "trials").height == 12
        assert found.problems == ("trials in x.csv is left out: another file has it, too.",)

    def test_joined_beside(self, tmp_path: Path) -> None:
        """What a joined file repeats gives way to the table itself."""
        joined = lines([["Rec_Session_Id", "Trial_Nr", "Exp_Subject_Id"], ["4100004", "1", "9"]])
        files = {"a.csv": joined, "sessions.csv": SENT["sessions.csv"]}
        found = one(put(tmp_path / "4100004.zip", zipped(files)))

        assert frame_of(found, "sessions").width == 31
        assert found.problems == ()


class TestFind:
    def labels(self, directory: Path) -> list[str]:
        return [Path(source.label()).relative_to(directory).as_posix() for source in find_sources(directory)]

    def test_any_nesting(self, tmp_path: Path) -> None:
        """ZIPs, folders of sessions and loose tables are found in any depth, in order; hidden files are not."""
        for name in ("b/9.zip", "Session_7/trials.csv", "Session_7/binaries/a.webm", "c/x.csv", ".x.csv", ".a/y.csv"):
            put(tmp_path / name, b"")

        assert self.labels(tmp_path) == ["Session_7", "b/9.zip", "c/x.csv"]
        assert len(find_sources(tmp_path)[0].files) == 2

    def test_mirror(self, tmp_path: Path) -> None:
        """Of a mirror the ZIPs in use count: not those replaced, nor sessions that were forgotten."""
        for name in ("zips/7.zip", "zips/8.zip", "zips/previous/7-1.zip", "other.csv"):
            put(tmp_path / "m" / name, b"")
        put(tmp_path / "m" / "manifest.json", b'{"version": 1, "experiment_id": 1, "sessions": {}, "forgotten": [8]}')

        assert self.labels(tmp_path) == ["m/zips/7.zip"]

    def test_converted(self, tmp_path: Path) -> None:
        """What was made from a study is no source of it."""
        put(tmp_path / "out" / "_labclients.json", b"{}")
        put(tmp_path / "out" / "trials.csv", b"")
        put(tmp_path / "7.zip", b"")

        assert self.labels(tmp_path) == ["7.zip"]

    def test_one_file(self) -> None:
        """A file is a source of its own."""
        assert find_sources(DATA / "trials.csv") == [Source((DATA / "trials.csv",))]

    def test_missing(self, tmp_path: Path) -> None:
        """A directory that is not there is told."""
        with pytest.raises(UsageError, match="does not exist"):
            find_sources(tmp_path / "x")

    def test_media_folder(self, tmp_path: Path) -> None:
        """Media in a folder that is named like a session are that session's; other files are nobody's."""
        put(tmp_path / "7" / "blockNr_1_taskNr_1_trialNr_1_a.webm", b"")
        put(tmp_path / "x" / "paper.pdf", b"")

        assert [session_id_from_path(str(source.files[0])) for source in find_sources(tmp_path)] == [7]


# A whole export, in any dialect, with any content


names = st.text(st.sampled_from('aAbB_ ,"\n\ré'), min_size=1, max_size=4).map(lambda name: f"v{name}")
cells = st.text(st.sampled_from('ab019.,;"\n\r\té -'), max_size=8) | st.sampled_from(["", "NA", "true", "002", "null"])


@st.composite
def trials(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Header and rows of trials of a few sessions, in any order."""
    header = ["Rec_Session_Id", "Trial_Nr", *draw(st.lists(names, max_size=5))]
    count = draw(st.integers(1, 8))
    width = len(header) - 2
    content = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=count, max_size=count))
    return header, [[draw(st.sampled_from(["7", "8"])), str(n), *row] for n, row in enumerate(content)]


class TestAnyExport:
    @settings(max_examples=150, deadline=None)
    @given(
        table=trials(), delimiter=st.sampled_from(",;\t"), encoding=st.sampled_from([*ENCODINGS]), first=st.booleans()
    )
    def test_trials(
        self, tmp_path_factory: pytest.TempPathFactory, table: tuple[list[str], list[list[str]]],
        delimiter: str, encoding: str, first: bool,
    ) -> None:  # fmt: skip
        """Trials with any names and texts, of either generation, are read as they were written."""
        header, content = table
        if delimiter != ",":  # the separator is told by what makes most of the header
            header = [name.replace(",", ".") for name in header]
        sent = ["rec_session_id", *header[1:]] if first else header
        path = tmp_path_factory.mktemp("any") / "x.csv"
        path.write_bytes(lines([sent, *content], delimiter, encoding))

        found = {recording.rec_session_id: recording for recording in read(Source((path,)))}

        assert sum(frame_of(recording, "trials").height for recording in found.values()) == len(content)
        for number, recording in found.items():
            mine = [
                ["" if first and cell == '""' else cell for cell in row] for row in content if row[0] == str(number)
            ]
            assert recording.problems == ()
            assert rows(frame_of(recording, "trials")) == mine
            assert [*originals_of(recording, "trials").values()] == sent
            folded = [column.casefold() for column in frame_of(recording, "trials").columns]
            assert len({*folded}) == len(folded)

    values = st.lists(st.sampled_from(["1.5", "0", "-2e-7", "true", "NaN", "text", ""]), min_size=1, max_size=5)
    samples = st.lists(
        st.tuples(st.sampled_from(["7", "8"]), st.sampled_from(["gaze", "Gaze", 'a,"b', "é\n"]), values), max_size=10
    )

    @settings(max_examples=150, deadline=None)
    @given(samples)
    def test_series(self, tmp_path_factory: pytest.TempPathFactory, samples: list[tuple[str, str, list[str]]]) -> None:
        """Time series of any widths, mixed as they come, are read as they were written."""
        sent = [(["1", "2", "b", "1", "t, t", "2", "9", one, "1", name, "17"], value) for one, name, value in samples]
        path = tmp_path_factory.mktemp("any") / "timeseries.csv"
        path.write_bytes(ragged(LONG, sent))

        found = {
            (str(recording.rec_session_id), name): frame
            for recording in read(Source((path,)))
            for name, frame in series_of(recording).items()
        }

        assert {*found} == {(one, name) for one, name, _ in samples}
        for key, frame in found.items():
            mine = [value for one, name, value in samples if (one, name) == key]
            width = max(map(len, mine))
            assert rows(frame[:, 10:]) == [value + [""] * (width - len(value)) for value in mine]

    @settings(max_examples=100, deadline=None)
    @given(st.sampled_from([*SENT.values()]), st.integers(0, 2000), st.integers(0, 50), st.binary(max_size=3))
    def test_broken(self, tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int, cut: int, new: bytes) -> None:
        """A file that is broken anywhere raises nothing, and is named with every session that it has."""
        path = tmp_path_factory.mktemp("any") / "x.csv"
        path.write_bytes(data[:at] + new + data[at + cut :])

        assert {recording.files for recording in read(Source((path,)))} == {("x.csv",)}

    def test_as_parsed(self) -> None:
        """Tables are those of an export, column by column."""
        table = parse_csv("trials.csv", (DATA / "trials.csv").read_bytes())

        assert tuple(frame_of(one(DATA / "trials.csv"), "trials").columns) == table.columns
