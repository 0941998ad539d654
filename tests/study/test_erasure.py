"""A person who is to be forgotten."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.studies import Killed, export, folder, killing, mirror, sessions_csv, tree, zipped

from labclients.errors import LabClientsError, UsageError
from labclients.study.erasure import Forgotten
from labclients.study.store import Manifest, locked
from labclients.study.study import Study

# Ada took part as subject 71 twice, and once more under the same Prolific id as subject 72, who has a fourth session
# without it. Eve shares neither. The texts of Ada's sessions stand nowhere else.
ADA = {
    1: export(1, 71, "5f1d0ada", trials={"answer": ["secret of Ada"]}),
    2: export(2, 71, "", trials={"answer": ["secret of Ada"]}, series={"only_hers": [["1"]]}),
    4: export(4, 72, "5f1d0ada", trials={"answer": ["secret of Ada"], "rt": ["secret of Ada"]}),
    5: export(5, 72, "", trials={"answer": ["secret of Ada"]}),
}
EVE = {3: export(3, 73, "5f1d0e7e", trials={"answer": ["hers"], "rt": ["1.5"]}), 6: export(6, 74, "")}
LEFT = [3, 6]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A mirror; one of Ada's sessions was replaced once."""
    return mirror(tmp_path / "mirror", ADA | EVE, {4: ADA[4], 3: EVE[3]})


@pytest.fixture
def converted(tmp_path: Path, place: Path) -> Path:
    """The mirror, converted twice, to below this directory."""
    Study(place).to_parquet(tmp_path / "made" / "parquet")
    Study(place).to_csv(tmp_path / "made" / "csv")
    return place


@pytest.fixture(autouse=True)
def _no_power_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def sessions(place: Path) -> list[int]:
    return Study(place).sessions.to_polars()["Rec_Session_Id"].to_list()


def traces(directory: Path) -> list[str]:
    """Files that hold a word of Ada's, or bear the number of a session of hers."""
    hers = list(ADA.values())
    words = (b"secret of Ada", b"5f1d0ada")
    return [
        name
        for name, data in tree(directory).items()
        if any(word in data for word in words) or data in hers or any(f"={n}/" in name for n in ADA)
    ]


class TestWho:
    @pytest.mark.parametrize(
        "who",
        [{"session": 1}, {"session": 5}, {"subject": 71}, {"subject": 72}, {"crowdsourcing_id": " 5f1d0ada"}],
        ids=str,
    )
    def test_all_sessions_of_the_person_are_found(self, place: Path, who: dict[str, Any]) -> None:
        """Whichever is named: by subject and by crowdsourcing id, and on from those that this finds."""
        assert Study(place).forget(**who).sessions == [*ADA]
        assert sessions(place) == LEFT

    @pytest.mark.parametrize("nobody", ["", "null", "{{%PROLIFIC_PID%}}", "undefined", "test"])
    def test_what_is_nobodys_id_makes_no_two_one(self, tmp_path: Path, nobody: str) -> None:
        """Empty, or a link that was never filled in."""
        place = mirror(tmp_path / "mirror", {n: export(n, 70 + n, nobody) for n in (1, 2, 3)})

        assert Study(place).forget(session=2).sessions == [2]

    def test_what_only_a_replaced_zip_tells_counts(self, tmp_path: Path) -> None:
        """It is the same session."""
        exports = {1: export(1, 71, "5f1d0ada"), 2: export(2, 72, "")}
        place = mirror(tmp_path / "mirror", exports, {2: export(2, 72, "5f1d0ada")})

        assert Study(place).forget(session=1).sessions == [1, 2]

    def test_sessions_that_cannot_be_read_are_named(self, place: Path) -> None:
        """They may be the person's: damaged ones, ones without the table that tells, ones that were never fetched."""
        folder(place / "zips", {7: b"<html>", 8: zipped({"trials.csv": b"Trial_Nr\n1\n"})})
        manifest = Manifest(place / "manifest.json")
        manifest.sessions[9] = {"state": "failed", "run": 1, "outcome": "failed"}
        manifest.save()
        done = Study(place).forget(subject=71)

        assert (done.sessions, done.unread) == ([*ADA], [7, 8, 9])
        assert Study(place).forget(session=7).sessions == [7]
        assert Study(place).forget(session=9).sessions == [9]

    def test_a_session_and_its_table_alone_tell(self, tmp_path: Path) -> None:
        """Without trials and time series."""
        place = mirror(tmp_path / "mirror", {1: zipped({"sessions.csv": sessions_csv(1, 71, "5f1d0ada")}), 3: EVE[3]})
        done = Study(place).forget(crowdsourcing_id="5f1d0ada")

        assert (done.sessions, done.unread) == ([1], [])

    @pytest.mark.parametrize("who", [{"session": 99}, {"subject": 99}, {"crowdsourcing_id": "5f1d0ad"}], ids=str)
    def test_nobody_is_an_error(self, place: Path, who: dict[str, Any]) -> None:
        """Not a success; and the id is not repeated."""
        before = tree(place)
        with pytest.raises(UsageError, match="holds no session of theirs") as caught:
            Study(place).forget(**who)
        assert "5f1d" not in str(caught.value)
        assert tree(place) == before

    @pytest.mark.parametrize(
        "who", [{}, {"session": 1, "subject": 71}, {"crowdsourcing_id": ""}, {"session": 0}], ids=str
    )
    def test_exactly_one_is_named(self, place: Path, who: dict[str, Any]) -> None:
        """An empty id is none: it would be everybody."""
        with pytest.raises(UsageError, match="Say by one of"):
            Study(place).forget(**who)

    def test_elsewhere_than_in_a_mirror_it_is_refused(self, tmp_path: Path) -> None:
        """Nothing would keep them from coming back."""
        with pytest.raises(UsageError, match="is no mirror"):
            Study(folder(tmp_path / "folder", ADA)).forget(session=1)


class TestForgotten:
    def test_nothing_of_theirs_is_left(self, tmp_path: Path, converted: Path) -> None:
        """Not in ZIPs, nor in those that were replaced, nor in Parquet, nor in CSV; and all of the others is."""
        assert traces(tmp_path)
        Study(converted).forget(session=1)

        assert traces(tmp_path) == []
        assert sessions(converted) == LEFT
        assert (converted / "zips" / "3.zip").read_bytes() == EVE[3]
        assert [path.name for path in (converted / "zips" / "previous").iterdir()] == ["3-0123456789ab.zip"]
        assert [*(tmp_path / "made" / "parquet" / "trials").iterdir()] != []

    def test_what_is_left_of_a_conversion_is_what_it_was(self, tmp_path: Path, converted: Path) -> None:
        """Rows of others are the same bytes."""
        before = tree(tmp_path / "made")
        Study(converted).forget(session=1)
        after = tree(tmp_path / "made")

        for name, data in after.items():
            if name.endswith(".parquet") or name.endswith(".columns.csv"):
                assert data == before[name]
            elif name.endswith(".csv"):
                hers = tuple(f"{n},".encode() for n in ADA)
                lines = [line for line in before[name].splitlines(keepends=True) if not line.startswith(hers)]
                assert data == b"".join(lines)

    def test_the_next_conversion_is_as_if_they_had_never_come(self, tmp_path: Path, converted: Path) -> None:
        """Columns and types included."""
        Study(converted).forget(session=1)
        never = mirror(tmp_path / "never", EVE)
        for study, name in ((converted, "made"), (never, "other")):
            Study(study).to_parquet(tmp_path / name / "parquet")
            Study(study).to_csv(tmp_path / name / "csv")

        made, other = tree(tmp_path / "made"), tree(tmp_path / "other")
        known = "parquet/_labclients.json"  # it holds when files were written
        assert made.pop(known).count(b"zips/") == other.pop(known).count(b"zips/") == 2
        assert made == other

    def test_only_numbers_and_the_date_are_kept(self, converted: Path) -> None:
        """In the manifest, for no mirror to fetch them again."""
        Study(converted).forget(session=1)
        manifest = json.loads((converted / "manifest.json").read_text())

        assert manifest["forgotten"] == [*ADA]
        assert sorted(manifest["sessions"]) == ["3", "6"]
        (record,) = manifest["erasures"]
        assert record.pop("at").endswith("Z")
        assert record == {"sessions": [*ADA]}

    def test_their_files_that_come_back_are_not_read(self, place: Path) -> None:
        """From a backup, say; and forgetting them again removes them."""
        Study(place).forget(session=1)
        folder(place / "zips", {1: ADA[1]})
        assert sessions(place) == LEFT

        assert Study(place).forget(session=1).files == [str(place / "zips" / "1.zip")]

    def test_the_study_that_forgets_forgets_too(self, place: Path) -> None:
        """What it had read already."""
        study = Study(place)
        assert len(study.sessions) == 6
        study.forget(session=1)

        assert study.sessions.to_polars()["Rec_Session_Id"].to_list() == LEFT
        assert study.variables == ("gaze", "key")

    def test_the_last_person_can_be_forgotten(self, tmp_path: Path) -> None:
        """An empty mirror is one."""
        place = mirror(tmp_path / "mirror", {1: ADA[1]})
        Study(place).to_parquet(tmp_path / "parquet")
        Study(place).to_csv(tmp_path / "csv")
        Study(place).forget(subject=71)

        assert traces(tmp_path) == []
        assert len(Study(place).sessions) == 0

    def test_the_result_names_what_went(self, tmp_path: Path, converted: Path) -> None:
        """Each file that was removed or written anew, and no other."""
        before = tree(tmp_path)
        done = Study(converted).forget(subject=71)
        after = tree(tmp_path)

        changed = {name for name in before if before[name] != after.get(name)}
        known = {"mirror/manifest.json", "made/parquet/_labclients.json"}
        assert {str(tmp_path / name) for name in changed - known} == set(done.files)
        assert done == Forgotten([*ADA], done.files, [], [], False)

    def test_a_rehearsal_says_the_same_and_removes_nothing(self, tmp_path: Path, converted: Path) -> None:
        """Sessions and files."""
        before = tree(tmp_path)
        rehearsed = Study(converted).forget(subject=71, dry_run=True)

        assert tree(tmp_path) == before
        assert Study(converted).forget(subject=71) == rehearsed._replace(dry_run=False)

    def test_a_mirror_in_use_is_left_alone(self, place: Path) -> None:
        """A download under way could bring them back."""
        with locked(place), pytest.raises(UsageError, match="in use by another program"):
            Study(place).forget(session=1)
        assert sessions(place) == [1, 2, 3, 4, 5, 6]


class TestUnreached:
    @pytest.fixture(params=["gone", "in use", "something else", "changed"])
    def obstacle(self, request: pytest.FixtureRequest, tmp_path: Path, converted: Path) -> Iterator[Callable[[], None]]:
        """Something keeps the CSV from being reached, until it is called."""
        csv, away = tmp_path / "made" / "csv", tmp_path / "away"
        if request.param == "in use":
            with ExitStack() as stack:
                stack.enter_context(locked(csv))
                yield stack.close
            return
        shutil.copytree(csv, away)
        shutil.rmtree(csv)
        if request.param != "gone":
            csv.mkdir()
        if request.param == "something else":
            (csv / "thesis.docx").write_text("mine")
        if request.param == "changed":
            shutil.copytree(away, csv, dirs_exist_ok=True)
            (csv / "trials.csv").write_text("other columns\n1\n")

        def clear() -> None:
            shutil.rmtree(csv, ignore_errors=True)
            away.rename(csv)

        yield clear

    def test_it_is_an_error_that_names_it_and_calling_again_ends_it(
        self, tmp_path: Path, converted: Path, obstacle: Callable[[], None]
    ) -> None:
        """All else is done at once."""
        with pytest.raises(LabClientsError, match=r"but not in: \S*/made/csv ") as caught:
            Study(converted).forget(session=1)
        assert "secret" not in str(caught.value)
        assert traces(converted) == traces(tmp_path / "made" / "parquet") == []
        obstacle()
        Study(converted).forget(session=1)

        assert traces(tmp_path) == []

    def test_a_rehearsal_names_it(self, tmp_path: Path, converted: Path) -> None:
        """Before anything is removed."""
        shutil.rmtree(tmp_path / "made" / "csv")
        (unreached,) = Study(converted).forget(session=1, dry_run=True).unreached
        assert str(tmp_path / "made" / "csv") in unreached

    def test_a_copy_that_the_mirror_does_not_know_is_named(self, place: Path) -> None:
        """Somebody put it there; it is not removed unseen."""
        shutil.copy(place / "zips" / "1.zip", place / "zips" / "1 (copy).zip")
        with pytest.raises(LabClientsError, match=r"1 \(copy\)\.zip \(a copy"):
            Study(place).forget(session=1)
        (place / "zips" / "1 (copy).zip").unlink()

        assert sessions(place) == LEFT


def test_killed_at_any_step_no_session_comes_back_and_the_next_call_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as one of their files is gone, none of their sessions is read any more."""
    few = {"trials": {"answer": ["secret of Ada"]}, "series": {"gaze": [["1"]]}}
    converted = mirror(tmp_path / "mirror", {1: export(1, 71, **few), 2: export(2, 71, **few), 3: EVE[3]}, {1: ADA[1]})
    Study(converted).to_parquet(tmp_path / "made" / "parquet")
    Study(converted).to_csv(tmp_path / "made" / "csv")
    first = tmp_path / "first"
    first.mkdir()
    for name in ("made", "mirror"):
        shutil.copytree(tmp_path / name, first / name)
    kill = killing(monkeypatch, "replace", "unlink", "rmdir")
    whole = tree(converted)
    for step in range(1_000):
        for name in ("made", "mirror"):
            shutil.rmtree(tmp_path / name)
            shutil.copytree(first / name, tmp_path / name)
        kill(step)
        try:
            Study(converted).forget(session=1)
            break
        except Killed:
            pass
        finally:
            kill(-1)
        if any(name not in tree(converted) for name in whole):
            assert sessions(converted) == [3]
        assert Study(converted).forget(session=1).sessions[0] == 1
        assert traces(tmp_path / "mirror") == traces(tmp_path / "made") == []
        assert not [*tmp_path.glob("made/parquet/**/rec_session_id=[12]")]
    assert 20 < step < 999
