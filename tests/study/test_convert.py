"""A study converted to Parquet and to CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.studies import Killed, export, folder, killing, mirror, stamps, tree, zipped

from labclients.errors import LabClientsError, UsageError
from labclients.files import atomic
from labclients.study import csv_export, output, parquet
from labclients.study.store import locked
from labclients.study.study import Study

DATA = Path(__file__).parents[1] / "data" / "labvanced"
THREE = {4_100_004: export(4_100_004), 999: export(999), 1_000: export(1_000)}


@pytest.fixture(autouse=True)
def _no_power_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is about what a disk does when the power fails, and waiting for it takes most of the time."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return folder(tmp_path / "study", THREE)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "parquet"


def fresh(study: Path) -> dict[str, bytes]:
    """What a conversion makes that was never disturbed."""
    target = study.parent / "fresh"
    shutil.rmtree(target, ignore_errors=True)
    Study(study).to_parquet(target)
    return tree(target)


def files(directory: Path, name: str) -> list[Path]:
    return sorted((directory / name).glob("rec_session_id=*/part-*.parquet"))


def rows(frame: pl.DataFrame, number: str = "rec_session_id") -> list[dict[str, Any]]:
    """Rows that can be compared: the number first, as readers put it where they like."""
    frame = frame.with_columns(pl.col(number).cast(pl.Int64).alias("Rec_Session_Id")).drop(
        "rec_session_id", strict=False
    )
    return frame.select(sorted(frame.columns)).rows(named=True)


def in_order(found: list[dict[str, Any]]) -> list[str]:
    return sorted(map(repr, found))


def tables(study: Study) -> dict[str, pl.DataFrame]:
    """All tables of a study, by the names of their datasets."""
    series = {f"timeseries/{name}": study.timeseries(name).to_polars() for name in study.variables}
    return {"sessions": study.sessions.to_polars(), "trials": study.trials.to_polars(), **series}


def generations(directory: Path) -> Path:
    """Our copies of exports of both generations: loose files."""
    directory.mkdir()
    for name in ("sessions.csv", "trials.csv", "timeseries.csv", "trials_generation_1.csv"):
        shutil.copy(DATA / name, directory / name)
    return directory


class TestParquet:
    @pytest.mark.parametrize("make", [generations, lambda path: folder(path, THREE)], ids=["loose files", "ZIPs"])
    def test_rows_are_those_of_the_study(self, tmp_path: Path, target: Path, make: Callable[[Path], Path]) -> None:
        """Every table, every cell, its type, and within a session the order."""
        study = Study(make(tmp_path / "study"))
        study.to_parquet(target)

        assert tables(study)
        for name, table in tables(study).items():
            read = pl.read_parquet(f"{target}/{name}/*/*.parquet", hive_partitioning=True)
            by_session = read.sort("rec_session_id", maintain_order=True)
            assert rows(by_session) == rows(table, "Rec_Session_Id")
            assert dict(by_session.drop("rec_session_id").schema) == dict(table.drop("Rec_Session_Id").schema)

    def test_every_reader_reads_the_same(self, study: Path, target: Path) -> None:
        """pyarrow, polars (the directory and a pattern) and duckdb, without being told of types."""
        Study(study).to_parquet(target)
        expected = in_order(rows(Study(study).timeseries("gaze").to_polars(), "Rec_Session_Id"))
        place = target / "timeseries" / "gaze"

        assert in_order(rows(pl.from_arrow(ds.dataset(place, partitioning="hive").to_table()))) == expected  # type: ignore[arg-type]
        assert in_order(rows(pl.scan_parquet(place, hive_partitioning=True).collect())) == expected
        assert in_order(rows(pl.scan_parquet(f"{place}/**/*.parquet", hive_partitioning=True).collect())) == expected
        found = duckdb.sql(f"from read_parquet('{place}/*/*.parquet', hive_partitioning = true)").pl()
        assert in_order(rows(found)) == expected

    @pytest.mark.filterwarnings("ignore:The inplace keyword")  # Dask asks pandas 3.1 for what is on its way out
    def test_dask_reads_the_same(self, study: Path, target: Path) -> None:
        """Values and types; integers with gaps are floats to it."""
        import dask.dataframe as dd

        Study(study).to_parquet(target)
        found = dd.read_parquet(target / "timeseries" / "gaze").compute(scheduler="sync")
        expected = Study(study).timeseries("gaze").to_polars()
        found = found.astype({"rec_session_id": "int64"}).sort_values("rec_session_id", kind="stable")

        assert found["rec_session_id"].tolist() == expected["Rec_Session_Id"].to_list()
        for column in expected.columns[1:]:
            values = [None if pd.isna(value) else value for value in found[column]]
            assert values == expected[column].to_list()

    def test_one_schema_for_all_files_of_a_dataset(self, study: Path, target: Path) -> None:
        """Names, types and metadata, though sessions differ; and the number of the session in the path alone."""
        folder(
            study, {5: export(5, trials={"answer": ["1"], "Answer": ["2"], "new": ["true"]}, series={"gaze": [["7"]]})}
        )
        Study(study).to_parquet(target)

        for name in ("sessions", "trials", "timeseries/gaze"):
            schemas = [pq.read_schema(path) for path in files(target, name)]
            assert len(schemas) == 4
            assert all(schema.equals(schemas[0], check_metadata=True) for schema in schemas)
            assert "rec_session_id" not in [column.casefold() for column in schemas[0].names]

    def test_types_are_plain(self, study: Path, target: Path) -> None:
        """What Spark, Dask and R's arrow know, too; they cannot be asked here."""
        Study(study).to_parquet(target)
        plain = {pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.timestamp("ms", "UTC"), pa.timestamp("ms")}

        found = [pq.read_schema(path) for name in tables(Study(study)) for path in files(target, name)]
        assert {field.type for schema in found for field in schema} == plain

    def test_the_schema_for_people_tells_each_column(self, study: Path, target: Path) -> None:
        """Its name, its type, its name in the files, and the clock of times."""
        Study(study).to_parquet(target)
        told = json.loads((target / "_schema.json").read_text())

        for name, about in told.items():
            schema = pq.read_schema(files(target, name)[0])
            written = [(column["name"], column["type"]) for column in about["columns"][1:]]
            assert written == [(field.name, str(field.type)) for field in schema]
            originals = [column["original"] for column in about["columns"][1:]]
            assert originals == json.loads(schema.metadata[b"labclients.original_columns"])
        meanings = {column["name"]: column["meaning"] for column in told["sessions"]["columns"]}
        assert meanings["Start_Time"].startswith("UTC")
        assert "participant" in meanings["Start_Time_Local"]
        assert meanings["Start_Time_Local_Offset"] == "minutes ahead of UTC"

    def test_nothing_is_filtered(self, study: Path, target: Path) -> None:
        """A session without rows in a table is there all the same: readers need a file to know the columns."""
        folder(study, {})
        for name in THREE:
            (study / f"{name}.zip").unlink()
        folder(study, {7: export(7, trials={"answer": []})})
        Study(study).to_parquet(target)

        assert pl.read_parquet(files(target, "trials")[0]).shape == (0, 7)

    def test_only_the_owner_reads_it(self, study: Path, target: Path) -> None:
        """It holds participants' data."""
        if os.name == "nt":
            pytest.skip("Windows has no modes")
        Study(study).to_parquet(target)

        assert target.stat().st_mode & 0o777 == 0o700
        assert {os.stat(target / name).st_mode & 0o777 for name in tree(target)} == {0o600}


class TestIncrement:
    def test_an_unchanged_study_is_neither_read_nor_written(
        self, study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not even the files beside the datasets."""
        Study(study).to_parquet(target)
        before = stamps(target)
        for module in (output, parquet):
            monkeypatch.setattr(module, "read", lambda source: pytest.fail("it was read"))
        done = Study(study).to_parquet(target)

        assert stamps(target) == before
        assert (done.written, done.unchanged, done.removed) == ([], [999, 1_000, 4_100_004], [])

    def test_a_new_session_of_the_same_columns_adds_its_files_alone(self, study: Path, target: Path) -> None:
        """Nothing else is touched but what is known of all."""
        Study(study).to_parquet(target)
        before = stamps(target)
        folder(study, {5: export(5)})
        done = Study(study).to_parquet(target)

        assert done.written == [5]
        after = stamps(target)
        changed = {name for name in after if after[name] != before.get(name)}
        assert changed == {"_labclients.json", *(name for name in after if "rec_session_id=5/" in name)}
        assert tree(target) == fresh(study)

    def test_a_changed_session_is_written_anew(self, study: Path, target: Path) -> None:
        """And no other."""
        Study(study).to_parquet(target)
        folder(study, {999: export(999, trials={"answer": ["changed", "again"], "rt": ["1", "2.5"]})})
        done = Study(study).to_parquet(target)

        assert done.written == [999]
        assert tree(target) == fresh(study)

    def test_a_wider_schema_makes_that_dataset_anew_and_no_other(self, study: Path, target: Path) -> None:
        """All of its files."""
        Study(study).to_parquet(target)
        before = stamps(target)
        folder(study, {5: export(5, trials={"answer": ["text"], "rt": ["text"]})})
        done = Study(study).to_parquet(target)

        assert done.written == [5, 999, 1_000, 4_100_004]
        after = stamps(target)
        old = {name for name in before if "=" in name}
        assert {name for name in old if after[name] != before[name]} == {
            name for name in old if name.startswith("trials/")
        }
        assert tree(target) == fresh(study)

    def test_what_is_gone_from_the_study_vanishes(self, study: Path, target: Path) -> None:
        """A session; and with the only session that has it, a time series."""
        folder(study, {5: export(5, series={"rare": [["1"]]})})
        Study(study).to_parquet(target)
        assert (target / "timeseries" / "rare").is_dir()
        (study / "5.zip").unlink()
        done = Study(study).to_parquet(target)

        assert done.removed == [5]
        assert not (target / "timeseries" / "rare").exists()
        assert not [*target.rglob("rec_session_id=5")]
        assert tree(target) == fresh(study)

    def test_a_partition_that_somebody_removed_comes_back(self, study: Path, target: Path) -> None:
        """What is claimed to be there is looked for."""
        Study(study).to_parquet(target)
        files(target, "trials")[0].unlink()
        Study(study).to_parquet(target)

        assert tree(target) == fresh(study)

    def test_files_of_somebody_else_stay(self, study: Path, target: Path) -> None:
        """Beside the datasets, and even in them."""
        Study(study).to_parquet(target)
        for place in (target, target / "trials", files(target, "trials")[0].parent):
            (place / "notes.txt").write_text("mine")
        (study / "999.zip").unlink()
        Study(study).to_parquet(target)

        assert len([*target.rglob("notes.txt")]) == 3

    def test_another_version_makes_all_anew(self, study: Path, target: Path) -> None:
        """It may read the files in another way."""
        Study(study).to_parquet(target)
        known = target / "_labclients.json"
        known.write_text(known.read_text().replace('"made_by": "', '"made_by": "0.0.0-'))
        done = Study(study).to_parquet(target)

        assert done.written == [999, 1_000, 4_100_004]
        assert tree(target) == fresh(study)

    def test_a_damaged_session_is_told_and_stops_no_other(self, study: Path, target: Path) -> None:
        """Each time."""
        (study / "5.zip").write_bytes(b"<html>")
        for _ in range(2):
            done = Study(study).to_parquet(target)
            assert [session for session, _ in done.problems] == [5]
        assert len(files(target, "trials")) == 3

    def test_a_session_that_could_not_be_read_is_read_again(
        self, study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Though its file is the same: a share was away for a moment."""
        with monkeypatch.context() as patch:
            patch.setattr(parquet, "scan", lambda source: output.Contents({}, [(5, "It cannot be read.")]))
            assert Study(study).to_parquet(target).written == []
        done = Study(study).to_parquet(target)

        assert (done.written, done.problems) == ([999, 1_000, 4_100_004], [])
        assert tree(target) == fresh(study)

    def test_what_is_wrong_with_a_session_makes_nothing_anew(self, study: Path, target: Path) -> None:
        """It is read again, and found to be as it was."""
        broken = {"sessions.csv": b"Rec_Session_Id\n5\n", "trials.csv": b'Trial_Nr\n"'}
        folder(study, {5: zipped(broken)})
        assert Study(study).to_parquet(target).problems
        before = stamps(target)
        Study(study).to_parquet(target)

        assert stamps(target) == before

    def test_a_relative_path_is_one_for_every_worker(
        self, study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """They work elsewhere."""
        monkeypatch.chdir(study.parent)
        scan = parquet.scan

        def elsewhere(source: Any) -> Any:
            with monkeypatch.context() as patch:
                patch.chdir("/")
                return scan(source)

        monkeypatch.setattr(parquet, "scan", elsewhere)
        assert Study(study.name).to_parquet(target.name).written == [999, 1_000, 4_100_004]
        assert tree(target) == fresh(study)

    def test_of_two_files_with_one_session_the_first_counts_as_in_the_study(self, study: Path, target: Path) -> None:
        """And its columns alone make the schema."""
        folder(study / "zz", {999: export(999, trials={"answer": ["second"], "rt": ["text"]})})
        Study(study).to_parquet(target)

        read = pl.read_parquet(f"{target}/trials/*/*.parquet", hive_partitioning=True).sort("rec_session_id")
        assert rows(read) == rows(Study(study).trials.to_polars(), "Rec_Session_Id")
        assert read.schema["rt"] == pl.Float64

    def test_sessions_without_a_number_are_kept_apart(self, tmp_path: Path, target: Path) -> None:
        """By the files they come from; their partition is 0."""
        study = tmp_path / "study"
        study.mkdir()
        for name in ("one", "two"):
            (study / f"{name}.csv").write_text(f"Trial_Nr,Task_Nr,Block_Nr,answer\n1,1,1,{name}\n")
        Study(study).to_parquet(target)

        assert pl.read_parquet(f"{target}/trials/*/*.parquet")["answer"].sort().to_list() == ["one", "two"]
        assert Study(study).to_parquet(target).written == []


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """After so many more steps that change what others see, nothing is done any more; -1: never."""
    kill = killing(monkeypatch, "replace", "unlink", "rmdir", "mkdir")
    yield kill
    kill(-1)


def killed(kill: Callable[[int], None], step: int, call: Callable[[], object]) -> bool:
    """Whether a call was killed at this step, and not at its end before."""
    kill(step)
    try:
        call()
    except Killed:
        return True
    finally:
        kill(-1)
    return False


class TestKilled:
    def test_the_next_run_ends_as_if_never_killed(
        self, tmp_path: Path, kill: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """At any step, while sessions come, widen the schema and go; also if all of that is undone before."""
        monkeypatch.setattr(parquet, "SAVE_INTERVAL", 0.0)
        first, work, again = tmp_path / "first", tmp_path / "work", tmp_path / "again"
        study = folder(tmp_path / "small", {n: export(n, series={"gaze": [["1"]]}) for n in (5, 6)})
        Study(study).to_parquet(first)
        shutil.copytree(study, tmp_path / "before")
        narrow = fresh(study)
        (study / "5.zip").unlink()
        folder(study, {7: export(7, series={"gaze": [["text"]], "new": [["1"]]})})
        wide = fresh(study)
        for step in range(1_000):
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(first, work)
            if not killed(kill, step, lambda: Study(study).to_parquet(work)):
                break
            shutil.rmtree(again, ignore_errors=True)
            shutil.copytree(work, again)
            Study(study).to_parquet(work)
            assert tree(work) == wide
            study.rename(tmp_path / "after")
            (tmp_path / "before").rename(study)
            Study(study).to_parquet(again)
            assert tree(again) == narrow
            study.rename(tmp_path / "before")
            (tmp_path / "after").rename(study)
        assert 20 < step < 999

    def test_the_first_run_too(self, tmp_path: Path, target: Path, kill: Callable[[int], None]) -> None:
        """Whatever is there then, the directory is known to be a conversion's."""
        study = folder(tmp_path / "study", {n: export(n, series={"gaze": [["1"]]}) for n in (5, 6)})
        expected = fresh(study)
        for step in range(1_000):
            shutil.rmtree(target, ignore_errors=True)
            if not killed(kill, step, lambda: Study(study).to_parquet(target)):
                break
            Study(study).to_parquet(target)
            assert tree(target) == expected
        assert 10 < step < 999

    def test_what_was_done_is_not_done_again(
        self, study: Path, target: Path, kill: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Apart from the last moments."""
        monkeypatch.setattr(parquet, "SAVE_INTERVAL", 0.0)
        converted = parquet._write
        done: list[str] = []

        def once(task: Any) -> bool:
            if len(done) == 2:
                raise Killed
            done.append(task.source.label())
            return converted(task)

        monkeypatch.setattr(parquet, "_write", once)
        with pytest.raises(Killed):
            Study(study).to_parquet(target)
        monkeypatch.setattr(parquet, "_write", converted)
        assert len(Study(study).to_parquet(target).written) == 1


class TestRefusals:
    @pytest.mark.parametrize("form", ["to_parquet", "to_csv"])
    def test_a_directory_that_holds_something_else(self, study: Path, target: Path, form: str) -> None:
        """It is left as it is."""
        target.mkdir()
        (target / "thesis.docx").write_text("mine")
        with pytest.raises(UsageError, match="holds something else"):
            getattr(Study(study), form)(target)
        assert os.listdir(target) == ["thesis.docx"]

    @pytest.mark.parametrize("form", ["to_parquet", "to_csv"])
    def test_the_directory_of_the_study_itself(self, study: Path, form: str) -> None:
        """And what it lies in."""
        for directory in (study, study.parent):
            with pytest.raises(UsageError, match="holds something else"):
                getattr(Study(study), form)(directory)

    @pytest.mark.parametrize("form", ["to_parquet", "to_csv"])
    def test_the_conversion_of_another_study(self, tmp_path: Path, study: Path, target: Path, form: str) -> None:
        """It would lose all of its sessions."""
        getattr(Study(study), form)(target)
        before = tree(target)
        other = folder(tmp_path / "other", {5: export(5)})
        with pytest.raises(UsageError, match=r"holds the study in .*study as"):
            getattr(Study(other), form)(target)
        assert tree(target) == before

    def test_the_other_form(self, study: Path, target: Path) -> None:
        """Each form has a directory to itself."""
        Study(study).to_csv(target)
        with pytest.raises(UsageError, match="as csv: choose another directory"):
            Study(study).to_parquet(target)

    @pytest.mark.parametrize("form", ["to_parquet", "to_csv"])
    def test_two_at_once(self, study: Path, target: Path, form: str) -> None:
        """The second says so, and stops."""
        getattr(Study(study), form)(target)
        with locked(target), pytest.raises(UsageError, match="in use by another program"):
            getattr(Study(study), form)(target)

    @pytest.mark.parametrize("form", ["to_parquet", "to_csv"])
    def test_a_full_disk(self, study: Path, target: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is one sentence, and the next run ends well."""

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(LabClientsError, match="No space left on device"):
                getattr(Study(study), form)(target)
        getattr(Study(study), form)(target)
        assert not [name for name in tree(target) if atomic.PREFIX in name]

    def test_a_study_that_changes_all_the_time(
        self, study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is said, after some attempts."""
        converted = parquet._write

        def changing(task: Any) -> bool:
            os.utime(task.source.files[0])
            return converted(task)

        monkeypatch.setattr(parquet, "_write", changing)
        with pytest.raises(LabClientsError, match="changes while it is converted"):
            Study(study).to_parquet(target)


class TestChanges:
    @pytest.mark.parametrize("form", ["to_parquet", "to_csv"])
    def test_a_file_that_changes_meanwhile_is_converted_as_it_is_then(
        self, study: Path, target: Path, form: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between the passes, into what the schema of the first does not hold."""
        real = output.schemas_of
        changes = iter([lambda: folder(study, {999: export(999, trials={"answer": ["1"], "rt": ["text"]})})])

        def after_the_first_pass(*args: Any) -> Any:
            found = real(*args)
            next(changes, lambda: None)()
            return found

        module = parquet if form == "to_parquet" else csv_export
        monkeypatch.setattr(module, "schemas_of", after_the_first_pass)
        getattr(Study(study), form)(target)
        monkeypatch.undo()
        changed = tree(target)
        shutil.rmtree(target)
        getattr(Study(study), form)(target)

        assert changed == tree(target)


ALIKE = st.text(st.sampled_from("aAé_.= "), min_size=1, max_size=2)
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200)
NAMES = st.lists(ALIKE | ANY, unique=True, max_size=8)


class TestNames:
    @given(NAMES)
    def test_names_of_files_are_distinct_also_without_case(self, variables: list[str]) -> None:
        """And plain: no pattern, no partition, nothing hidden, and no longer than Windows bears."""
        found = output.distinct_filenames(variables)

        assert set(found) == set(variables)
        assert len({name.casefold() for name in found.values()}) == len(variables)
        for name in found.values():
            assert name == atomic.safe_filename(name)
            assert not set(name) & set("*?[]{}=.%/\\")
            assert not name.startswith("_")
            assert len(name.encode()) < 140

    @given(NAMES, st.randoms())
    def test_names_do_not_depend_on_the_order(self, variables: list[str], random: Any) -> None:
        """Of sessions, or of anything else."""
        shuffled = random.sample(variables, len(variables))
        assert output.distinct_filenames(shuffled) == output.distinct_filenames(variables)

    def test_time_series_never_mix(self, tmp_path: Path, target: Path) -> None:
        """Names that differ in case, or in what no file may be called; the true one stands in the metadata."""
        variables = ["gaze", "Gaze", "a/b", "a:b", "..", "x=1", "_hidden", "a.columns", "a"]
        study = folder(
            tmp_path / "study", {7: export(7, series={name: [[f"{n}"]] for n, name in enumerate(variables)})}
        )
        Study(study).to_parquet(target)
        Study(study).to_csv(tmp_path / "csv")

        found = [*(target / "timeseries").glob("*/*/*.parquet")]
        told = {pq.read_schema(path).metadata[b"labclients.table"].decode(): path for path in found}
        assert set(told) == {f"timeseries/{name}" for name in variables}
        for n, name in enumerate(variables):
            assert pl.read_parquet(told[f"timeseries/{name}"], hive_partitioning=False)["value"].to_list() == [n]
        assert len({name for name in tree(tmp_path / "csv") if name.endswith(".csv")}) == 2 * (2 + len(variables))


TEXT = st.text(st.sampled_from('ab ,;\t"\n\r0é🧠-+.=#'), max_size=5)
CELLS = st.one_of(TEXT, st.sampled_from(["", "NA", "002", "true", "12", "1.5", "-0.1", "1e21", "12345678901234567"]))
ANSWERS = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.lists(CELLS, min_size=2, max_size=2), min_size=1)
SERIES = st.lists(
    st.lists(st.sampled_from(["1", "2.5", "-1e-7", "0.1"]), min_size=1, max_size=3), min_size=1, max_size=3
)


def as_text(value: Any) -> str:
    """As the CSV should have it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if hasattr(value, "isoformat"):
        text = value.replace(tzinfo=None).isoformat(timespec="milliseconds")
        return f"{text}Z" if value.tzinfo else text
    return str(value)


class TestCsv:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(sessions=st.dictionaries(st.integers(1, 10**9), st.tuples(ANSWERS, SERIES), min_size=1, max_size=3))
    def test_both_forms_read_back_equal_to_the_study(
        self, tmp_path_factory: pytest.TempPathFactory, sessions: dict[int, Any]
    ) -> None:
        """Whatever the cells hold."""
        tmp_path = tmp_path_factory.mktemp("study")
        exports = {n: export(n, trials=trials, series={"gaze": series}) for n, (trials, series) in sessions.items()}
        study = Study(folder(tmp_path / "study", exports))
        study.to_csv(tmp_path / "csv")
        study.to_parquet(tmp_path / "parquet")

        for name, table in tables(study).items():
            with (tmp_path / "csv" / f"{name.replace('/', '_')}.csv").open(encoding="utf-8", newline="") as file:
                header, *found = csv.reader(file, strict=True)
            assert header == table.columns
            assert [self.read(row, table) for row in found] == [list(map(as_text, row)) for row in table.iter_rows()]
            parts = pl.read_parquet(f"{tmp_path}/parquet/{name}/*/*.parquet", hive_partitioning=True)
            assert rows(parts.sort("rec_session_id", maintain_order=True)) == rows(table, "Rec_Session_Id")

    def read(self, row: list[str], table: pl.DataFrame) -> list[str]:
        """Numbers as Python writes them: 1e-7 and 1e-07 are one."""
        kinds = table.dtypes
        return [
            repr(float(cell)) if kind == pl.Float64 and cell else cell for cell, kind in zip(row, kinds, strict=True)
        ]

    def test_it_is_a_regular_file(self, study: Path, target: Path) -> None:
        """UTF-8 without mark, every row as wide as the header, lines end in a line feed."""
        Study(study).to_csv(target)

        for path in target.glob("*.csv"):
            data = path.read_bytes()
            assert not data.startswith(b"\xef\xbb\xbf")
            assert b"\r" not in data
            assert data.endswith(b"\n")
            assert len({len(row) for row in csv.reader(io.StringIO(data.decode()), strict=True)}) == 1

    def test_pandas_reads_it_back_with_the_file_of_types(self, study: Path, target: Path) -> None:
        """Free text such as NA, and 002, survives."""
        folder(study, {5: export(5, trials={"answer": ["NA", "002"], "rt": ["", "7"], "ok": ["true", ""]})})
        Study(study).to_csv(target)

        kinds = {"int64": "Int64", "double": "float64", "bool": "boolean", "string": "str"}
        told = pd.read_csv(target / "trials.columns.csv", keep_default_na=False)
        types = {row.column: kinds[row.type] for row in told.itertuples()}
        found = pd.read_csv(target / "trials.csv", dtype=types, keep_default_na=False, na_values=[""])  # type: ignore[arg-type]
        assert pl.from_pandas(found).equals(Study(study).trials.to_polars())

    def test_polars_reads_it_back_with_the_file_of_types(self, study: Path, target: Path) -> None:
        """Times included."""
        Study(study).to_csv(target)

        kinds: dict[str, Any] = {"int64": pl.Int64, "double": pl.Float64, "bool": pl.Boolean}
        kinds |= {"string": pl.String, "timestamp[ms]": pl.Datetime("ms"), "timestamp[ms, tz=UTC]": pl.String}
        for name, table in tables(Study(study)).items():
            stem = f"{target}/{name.replace('/', '_')}"
            told = pl.read_csv(f"{stem}.columns.csv")
            found = pl.read_csv(
                f"{stem}.csv", schema_overrides={row["column"]: kinds[row["type"]] for row in told.rows(named=True)}
            )
            utc = [row["column"] for row in told.rows(named=True) if row["type"].endswith("UTC]")]
            assert found.with_columns(pl.col(utc).str.to_datetime(time_unit="ms", time_zone="UTC")).equals(table)

    def test_letters_for_readr_are_as_many_as_columns(self, study: Path, target: Path) -> None:
        """R cannot be asked here: numbers are doubles there, as its integers end before our times."""
        Study(study).to_csv(target)

        told = pl.read_csv(target / "sessions.columns.csv")
        letters = dict(zip(told["type"], told["readr"], strict=True))
        assert letters == {"int64": "d", "bool": "l", "string": "c", "timestamp[ms]": "T", "timestamp[ms, tz=UTC]": "T"}
        assert told["column"].to_list() == Study(study).sessions.to_polars().columns

    def test_tables_that_are_gone_vanish_and_the_rest_is_written_anew(self, study: Path, target: Path) -> None:
        """Of our files; those of somebody else stay."""
        folder(study, {5: export(5, series={"rare": [["1"]]})})
        Study(study).to_csv(target)
        assert (target / "timeseries_rare.csv").exists()
        (target / "analysis.R").write_text("mine")
        (study / "5.zip").unlink()
        Study(study).to_csv(target)

        found = tree(target)
        assert found.pop("analysis.R") == b"mine"
        shutil.rmtree(target)
        Study(study).to_csv(target)
        assert tree(target) == found

    def test_killed_at_any_step_every_table_is_whole(
        self, study: Path, target: Path, kill: Callable[[int], None]
    ) -> None:
        """The old one or the new one; and the next run ends as if never killed."""
        Study(study).to_csv(target)
        first = target.rename(target.with_name("first"))
        old = tree(first)
        folder(study, {999: export(999, trials={"answer": ["other", "2"], "rt": ["1", "2"]}, series={"new": [["1"]]})})
        Study(study).to_csv(target)
        new = tree(target)
        for step in range(1_000):
            shutil.rmtree(target)
            shutil.copytree(first, target)
            if not killed(kill, step, lambda: Study(study).to_csv(target)):
                break
            found = {name: data for name, data in tree(target).items() if name.endswith(".csv")}
            assert all(data in (old.get(name), new.get(name)) for name, data in found.items())
            Study(study).to_csv(target)
            assert tree(target) == new
        assert 5 < step < 999


class TestMirror:
    def test_a_mirror_remembers_where_it_was_converted_to(self, tmp_path: Path) -> None:
        """Absolute, once each, and also when one ZIP of it is converted, or a folder of mirrors."""
        place = mirror(tmp_path / "data" / "one", THREE)
        for directory in (place, place, place / "zips" / "999.zip", tmp_path / "data"):
            Study(directory).to_parquet(tmp_path / f"parquet of {directory.name}")
        Study(place).to_csv(tmp_path / "csv")

        told = json.loads((place / "conversions.json").read_text())
        names = ["csv", "parquet of 999.zip", "parquet of data", "parquet of one"]
        assert [row["directory"] for row in told["conversions"]] == [str(tmp_path / name) for name in names]
        assert [row["form"] for row in told["conversions"]] == ["csv", "parquet", "parquet", "parquet"]

    def test_a_conversion_inside_a_mirror_is_no_part_of_the_study(self, tmp_path: Path) -> None:
        """Nor in a folder of ZIPs."""
        for place in (mirror(tmp_path / "mirror", THREE), folder(tmp_path / "folder", THREE)):
            for _ in range(2):
                Study(place).to_csv(place / "csv")
                Study(place).to_parquet(place / "parquet")
            assert len(Study(place).sessions) == 3


def test_memory_does_not_grow_with_the_study(tmp_path: Path) -> None:
    """What is held at a time is one session: 32 of them take no more than 4, give or take."""
    if not Path("/proc/self/status").exists():
        pytest.skip("only Linux tells how much memory a program has had")
    one = export(1, 880_001, series={"gaze": [["1.25", "2.5", f"{n}.5", "0.25"] for n in range(20_000)]})
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        series = archive.read("timeseries.csv")
    content = {n: zipped({"timeseries.csv": series.replace(b",880001,1,", b",880001,%d," % n)}) for n in range(1, 33)}
    few = folder(tmp_path / "few", {n: content[n] for n in range(1, 5)})
    many = folder(tmp_path / "many", content)
    code = (
        "import sys; from labclients.study.study import Study; Study(sys.argv[1]).to_parquet(sys.argv[2]);"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )

    def peak(study: Path) -> int:
        command = [sys.executable, "-c", code, str(study), str(tmp_path / f"{study.name} parquet")]
        return int(
            subprocess.run(
                command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
            ).stdout
        )

    assert peak(many) < peak(few) + 40_000  # kB; the other 28 sessions are 55 MB of text


def test_what_is_known_of_sources_survives_its_file(study: Path, target: Path) -> None:
    """Written as JSON and read again it is the same."""
    Study(study).to_parquet(target)
    with output.open_output(target, "parquet", output.study_name(study)) as opened:
        states = parquet.SourceStates(opened)
        states.save()
        assert len(states) == 3
    with output.open_output(target, "parquet", output.study_name(study)) as opened:
        assert parquet.SourceStates(opened) == states


def test_a_folder_of_an_earlier_layout_is_taken_over(study: Path, target: Path) -> None:
    """All is converted anew, and nothing of before is left."""
    folder(study, {5: export(5)})
    Study(study).to_parquet(target)
    (study / "5.zip").unlink()
    state = json.loads((target / "_labclients.json").read_text())
    earlier = {key: state[key] for key in ("form", "study", "made_by")} | {"columns": [], "sources": [{"files": 1}]}
    (target / "_labclients.json").write_text(json.dumps(earlier))
    done = Study(study).to_parquet(target)

    assert (done.written, done.removed) == ([999, 1_000, 4_100_004], [5])
    assert tree(target) == fresh(study)
