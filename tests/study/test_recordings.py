from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.dialect import ENCODINGS, lines, ragged, zipped

from labclients.errors import LabClientsError, UsageError
from labclients.labvanced.export import parse_csv
from labclients.study.reading import fields
from labclients.study.reading.names import SERIES
from labclients.study.reading.recordings import UNKNOWN, Recording, Source, find, read
from labclients.study.reading.sources import id_in

DATA = Path(__file__).parents[1] / "data" / "labvanced"
SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "labvanced"
FILES = sorted(DATA.glob("*.csv")) + sorted(SAMPLES.rglob("*.csv"))
LONG = [*SERIES[:9], "variable_name", "timestamp", "value"]


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


class TestFields:
    @pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
    def test_samples(self, path: Path) -> None:
        """Every cell of every real file is what the csv module reads, no row more and none less."""
        header, *expected = records(path.read_bytes())
        found = fields.read(path.name, path.read_bytes())

        width = found.frame.width
        assert list(found.header) == header
        assert rows(found.frame) == [row + [""] * (width - len(row)) for row in expected]
        assert found.widths.to_list() == [len(row) for row in expected]

    texts = st.text(st.sampled_from('ab"",;\t\n\r .é\ufeff'), max_size=6) | st.just("")
    tables = st.lists(st.lists(texts, min_size=1, max_size=5), min_size=1, max_size=6)

    @settings(max_examples=300, deadline=None)
    @given(tables, st.sampled_from(",;\t"))
    def test_written(self, table: list[list[str]], delimiter: str) -> None:
        """Rows of any texts and widths are read as they were written, in the fast way or the slow one."""
        table = [["a", "b", "c", "d", "e"], *table]
        found = fields.read("x.csv", lines(table, delimiter))

        assert rows(found.frame) == [row + [""] * (found.frame.width - len(row)) for row in table[1:]]
        assert found.widths.to_list() == [len(row) for row in table[1:]]

    @settings(max_examples=500, deadline=None)
    @given(st.text(st.sampled_from('ab"",,\n\r'), max_size=40))
    @example('""\n""')
    @example('1,""\n"",2\n')
    @example('1,a"b"\n')
    @example('""b"""",a""bb')
    @example('b"b,"\naa,,"a,"')
    @example('"a" ,b\n')
    @example('"a""b\n')
    @example("1,2\n\n3,4\n")
    @example("1,2\r\n3\r\n")
    def test_any_text(self, text: str) -> None:
        """The fast way takes no text that it reads otherwise than the csv module."""
        data = f"a,b,c\n{text}"
        found = fields._fast(data)

        if found:
            expected = [row for row in csv.reader(io.StringIO(data, newline="\n"), strict=True) if row][1:]
            assert rows(found.frame) == [row + [""] * (found.frame.width - len(row)) for row in expected]
            assert found.widths.to_list() == [len(row) for row in expected]

    @settings(max_examples=500, deadline=None)
    @given(st.text(st.sampled_from('ab"",,,\n'), max_size=40), st.sampled_from("ab"))
    @example("a,a\n" + "a,a,\n" * 200, "a")
    @example("a\n" * 200 + "a,b,a\n", "a")
    @example("a,,,\nb\n", "a")
    @example('a,b,""\n', "a")
    @example('b,"\na,b\n"\n', "a")
    @example("a\n\nb\n", "a")
    @example('"a",b\nb,a', "a")
    def test_picked(self, text: str, name: str) -> None:
        """Of time series the records with a name are those of the whole file, with their cells and widths."""
        data = f"variable_name,value\n{text}".encode()
        try:
            whole = fields.read("x.csv", data)
        except LabClientsError:
            assert fields._picked(data, name) is None
            return
        found = fields.read("x.csv", data, having=name)

        assert found.header == whole.header
        assert self.of(found, name) == self.of(whole, name)

    @staticmethod
    def of(table: fields.Fields, name: str) -> list[list[str]]:
        pairs = zip(rows(table.frame), table.widths, strict=True)
        return [[*row, ""][: max(width, len(table.header))] for row, width in pairs if row[0] == name]

    def test_soon_picked(self) -> None:
        """What is wanted of the large files is found by their lines."""
        assert all(fields._picked(path.read_bytes(), "gaze_data") for path in FILES if path.name == "timeseries.csv")

    def test_fast(self) -> None:
        """The large files go the fast way, as Labvanced sends them."""
        assert all(fields._fast(path.read_text(encoding="utf-8")) for path in FILES if path.name == "timeseries.csv")

    @pytest.mark.parametrize("encoding", ENCODINGS)
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_saved_again(self, delimiter: str, encoding: str) -> None:
        """Other separators and encodings, as spreadsheets write them, are read alike."""
        table = [["a", "b"], ["é,;\t", ""], ["x\ny", 'say "yes"']]
        found = fields.read("x.csv", lines(table, delimiter, encoding))

        assert (list(found.header), rows(found.frame)) == (table[0], table[1:])


class TestTables:
    def test_trials(self, tmp_path: Path) -> None:
        """A table has the file's rows and columns, names that are equal without case numbered, empty cells null."""
        text = lines([["Rec_Session_Id", "Trial_Nr", "Preview", "preview", "preview"], ["7", "1", "", "a", "NA"]])
        recording = one(put(tmp_path / "x.csv", text))

        assert recording.rec_session_id == 7
        assert recording.tables["trials"].to_dicts() == [
            {"Rec_Session_Id": "7", "Trial_Nr": "1", "Preview": None, "preview__2": "a", "preview__3": "NA"}
        ]
        assert [*recording.originals["trials"].values()][2:] == ["Preview", "preview", "preview"]

    @pytest.mark.parametrize("path", [path for path in FILES if "series" in path.name], ids=lambda path: path.parts[-2])
    def test_values(self, path: Path) -> None:
        """All values of a real time series stand in its columns, as the file has them, in the order of the file."""
        header, *expected = records(path.read_bytes())
        found = one(path).series

        name = header.index("variable_name")
        for variable, frame in found.items():
            mine = [row for row in expected if row[name] == variable]
            values = frame.select(pl.col("^value(_[0-9]+)?$"))
            assert rows(values) == [row[11:] + [""] * (values.width - len(row[11:])) for row in mine]
            width = max(len(row) - 11 for row in mine)
            assert values.columns == (["value"] if width == 1 else [f"value_{n}" for n in range(1, width + 1)])
        assert sum(map(len, found.values())) == len(expected)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
    def test_one_alone(self, path: Path) -> None:
        """A time series that is read alone is as it is among all."""
        [whole] = read(Source((path,)))

        for variable, frame in whole.series.items():
            [alone] = read(Source((path,)), variable)
            assert (alone.rec_session_id, [*alone.series], alone.tables) == (whole.rec_session_id, [variable], {})
            assert alone.series[variable].equals(frame)
        assert [*read(Source((path,)), "not there")[0].series] == []

    def test_places(self) -> None:
        """Where and when a sample was taken stands beside it, in columns of one order in both generations."""
        for path in (path for path in FILES if "series" in path.name):
            for frame in one(path).series.values():
                assert tuple(frame.columns[:10]) == SERIES
                assert frame["Rec_Session_Id"].null_count() == frame["timestamp"].str.len_bytes().ne(13).sum()

    def test_joined(self, tmp_path: Path) -> None:
        """Session columns repeated in each trial make one row of sessions, and leave the trials."""
        table = [["Rec_Session_Id", "Trial_Nr", "x", "Exp_Subject_Id", "Completed"]]
        table += [[number, trial, "v", f"9{number}", "true"] for number in ("7", "8") for trial in ("1", "2")]
        found = read(Source((put(tmp_path / "trials_and_sessions.csv", lines(table)),)))

        assert [recording.rec_session_id for recording in found] == [7, 8]
        for recording in found:
            number = str(recording.rec_session_id)
            assert rows(recording.tables["sessions"]) == [[number, f"9{number}", "true"]]
            assert rows(recording.tables["trials"]) == [[number, "1", "v"], [number, "2", "v"]]

    def test_no_constant(self, tmp_path: Path) -> None:
        """A session column that differs between the trials of one session stays with them."""
        table = [
            ["Rec_Session_Id", "Trial_Nr", "Exp_Subject_Id", "Group_Name"],
            ["7", "1", "9", "a"],
            ["7", "2", "9", "b"],
        ]
        found = one(put(tmp_path / "x.csv", lines(table)))

        assert found.tables["sessions"].columns == ["Rec_Session_Id", "Exp_Subject_Id"]
        assert found.tables["trials"]["Group_Name"].to_list() == ["a", "b"]

    def test_first_generation(self) -> None:
        """Names from before 2023 are those of today, and its two quotes for the empty text are empty."""
        found = one(DATA / "trials_generation_1.csv")

        session = found.tables["sessions"].row(0, named=True)
        assert (session["Completed"], session["Crowdsourcing_SubjId"], session["TimeMeasure_Mean"]) == (
            "yes",
            None,
            "3.8 ms",
        )
        assert found.originals["sessions"]["Subject_Nr"] == "subj_counter_global"

    def test_own_names(self, tmp_path: Path) -> None:
        """A study of today may call a variable as a column was called before 2023."""
        found = one(put(tmp_path / "x.csv", lines([["Rec_Session_Id", "Trial_Nr", "completed"], ["7", "1", "yes"]])))

        assert found.tables["trials"].columns == ["Rec_Session_Id", "Trial_Nr", "completed"]

    def test_cells(self, tmp_path: Path) -> None:
        """A series in one cell is a time series like any other; other texts of its column stay where they are."""
        cell = '"times=1;2;3---values=;4.5,6;7"'
        table = [["rec_session_id", "Trial_Nr", "XY", "Z"], ["7", "1", cell, cell], ["7", "2", "", "1;2"]]
        found = one(put(tmp_path / "x.csv", lines(table)))

        series = found.series["XY"]
        assert rows(series.select("Trial_Nr", "Rec_Session_Id", "timestamp", "value_1", "value_2")) == [
            ["1", "7", "1", "", ""],
            ["1", "7", "2", "4.5", "6"],
            ["1", "7", "3", "7", ""],
        ]
        assert found.tables["trials"]["Z"].to_list() == [None, "1;2"]
        assert "XY" not in found.tables["trials"].columns
        assert len(found.notes) == 2

    def test_real_cells(self) -> None:
        """The times and values in the cells of a real file are all there, in order."""
        for path in (path for path in FILES if b"times=" in path.read_bytes()):
            cells = [cell for row in records(path.read_bytes()) for cell in row if cell.startswith('"times=')]
            times = [time for cell in cells for time in re.findall("[0-9]{13}", cell.partition("---")[0])]
            assert times
            assert one(path).series["XYGaze"]["timestamp"].to_list() == times

    def test_no_id(self, tmp_path: Path) -> None:
        """Where no column names the session its folder or file does."""
        table = lines([["Trial_Nr", "x"], ["1", "a"]])

        for name in ("Session_7/trials.csv", "7.csv"):
            recording = one(put(tmp_path / name, table))
            assert recording.rec_session_id == 7
            assert rows(recording.tables["trials"]) == [["1", "a", "7"]]
        assert one(put(tmp_path / "x.csv", table)).rec_session_id == UNKNOWN

    def test_rows_without_id(self, tmp_path: Path) -> None:
        """Rows that name no session go to the one that the file is of; beside several they are no session's."""
        table = [["Rec_Session_Id", "Trial_Nr"], ["7", "1"], ["", "2"]]
        assert one(put(tmp_path / "x.csv", lines(table))).tables["trials"].height == 2

        found = read(Source((put(tmp_path / "y.csv", lines([*table, ["8", "3"]])),)))
        assert {recording.rec_session_id: recording.tables["trials"].height for recording in found} == {
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
        assert {name: len(table) for name, table in found.tables.items()} == {"sessions": 1, "trials": 12}
        assert found.series.keys() == one(DATA / "timeseries.csv").series.keys()

    def test_damaged(self, tmp_path: Path) -> None:
        """What is no ZIP, or broken, gives its session without tables, and says why."""
        whole = zipped(SENT)
        for data in (b"", b"<html>", whole[: len(whole) // 2]):
            found = one(put(tmp_path / "7.zip", data))
            assert (found.rec_session_id, found.tables, found.series) == (7, {}, {})
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

        assert found.tables["trials"].height == 12
        assert found.problems == ("trials in x.csv is left out: another file has it, too.",)

    def test_joined_beside(self, tmp_path: Path) -> None:
        """What a joined file repeats gives way to the table itself."""
        joined = lines([["Rec_Session_Id", "Trial_Nr", "Exp_Subject_Id"], ["4100004", "1", "9"]])
        files = {"a.csv": joined, "sessions.csv": SENT["sessions.csv"]}
        found = one(put(tmp_path / "4100004.zip", zipped(files)))

        assert found.tables["sessions"].width == 31
        assert found.problems == ()


class TestFind:
    def labels(self, directory: Path) -> list[str]:
        return [Path(source.label()).relative_to(directory).as_posix() for source in find(directory)]

    def test_any_nesting(self, tmp_path: Path) -> None:
        """ZIPs, folders of sessions and loose tables are found in any depth, in order; hidden files are not."""
        for name in ("b/9.zip", "Session_7/trials.csv", "Session_7/binaries/a.webm", "c/x.csv", ".x.csv", ".a/y.csv"):
            put(tmp_path / name, b"")

        assert self.labels(tmp_path) == ["Session_7", "b/9.zip", "c/x.csv"]
        assert len(find(tmp_path)[0].files) == 2

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
        assert find(DATA / "trials.csv") == [Source((DATA / "trials.csv",))]

    def test_missing(self, tmp_path: Path) -> None:
        """A directory that is not there is told."""
        with pytest.raises(UsageError, match="does not exist"):
            find(tmp_path / "x")

    def test_media_folder(self, tmp_path: Path) -> None:
        """Media in a folder that is named like a session are that session's; other files are nobody's."""
        put(tmp_path / "7" / "blockNr_1_taskNr_1_trialNr_1_a.webm", b"")
        put(tmp_path / "x" / "paper.pdf", b"")

        assert [id_in(str(source.files[0])) for source in find(tmp_path)] == [7]


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

        assert sum(recording.tables["trials"].height for recording in found.values()) == len(content)
        for number, recording in found.items():
            mine = [
                ["" if first and cell == '""' else cell for cell in row] for row in content if row[0] == str(number)
            ]
            assert recording.problems == ()
            assert rows(recording.tables["trials"]) == mine
            assert [*recording.originals["trials"].values()] == sent
            folded = [column.casefold() for column in recording.tables["trials"].columns]
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
            for name, frame in recording.series.items()
        }

        assert {*found} == {(one, name) for one, name, _ in samples}
        for key, frame in found.items():
            mine = [value for one, name, value in samples if (one, name) == key]
            width = max(map(len, mine))
            assert rows(frame[:, 10:]) == [value + [""] * (width - len(value)) for value in mine]

    sessions = st.sampled_from(["7", "8", "", "x"])
    names = st.sampled_from(["gaze", "gaze_x", "undefined_name", "", 'a,"b', "é"])

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.tuples(sessions, names, values), max_size=10))
    def test_alone(self, tmp_path_factory: pytest.TempPathFactory, samples: list[tuple[str, str, list[str]]]) -> None:
        """A time series that is read alone is as it is among all, whoever's the rows are that tell no session."""
        sent = [(["1", "2", "b", "1", "t, t", "2", "9", one, "1", name, "17"], value) for one, name, value in samples]
        source = Source((put(tmp_path_factory.mktemp("any") / "timeseries.csv", ragged(LONG, sent)),))
        whole = {recording.rec_session_id: recording.series for recording in read(source)}

        for name in {name for series in whole.values() for name in series}:
            alone = {recording.rec_session_id: recording.series for recording in read(source, name)}
            assert [*alone] == [number for number, series in whole.items() if name in series]
            assert all(alone[number][name].equals(whole[number][name]) for number in alone)

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

        assert tuple(one(DATA / "trials.csv").tables["trials"].columns) == table.columns
