"""The directory of a mirror: its lock and its manifest."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from labclients import ArchiveError, LabClientsError, UsageError
from labclients.study.store import Manifest, SessionEntry, locked, read_members

ENTRY: SessionEntry = {"state": "finished", "outcome": "added", "run": 1}

HOLDER = """
import sys, pathlib
from labclients.study.store import locked
with locked(pathlib.Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "manifest.json"


def holder(directory: Path) -> subprocess.Popen[str]:
    """Another program that holds the lock until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(directory)]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "locked\n"
    return running


class TestLock:
    def test_one_program_at_a_time(self, tmp_path: Path) -> None:
        """A lock that another program holds is an error at once, which names the directory."""
        with holder(tmp_path) as other:
            with pytest.raises(UsageError, match=rf"^{tmp_path} is in use by another program"), locked(tmp_path):
                pass
            other.communicate()
        with locked(tmp_path):
            pass

    def test_it_ends_with_its_program(self, tmp_path: Path) -> None:
        """Also when that is killed."""
        with holder(tmp_path) as other:
            other.kill()
            other.wait()
            with locked(tmp_path):
                pass

    def test_two_in_one_program(self, tmp_path: Path) -> None:
        """The second is refused, and the first one holds on."""
        for _ in range(2):
            with locked(tmp_path):
                for _ in range(2):
                    with pytest.raises(UsageError, match="in use"), locked(tmp_path):
                        pass

    def test_the_directory_must_exist(self, tmp_path: Path) -> None:
        """It is not made."""
        with pytest.raises(UsageError, match="cannot be written"), locked(tmp_path / "missing"):
            pass
        assert not (tmp_path / "missing").exists()

    @pytest.mark.skipif(sys.platform == "win32", reason="flock is POSIX's")
    def test_a_file_system_without_locks(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is an error: two runs would spoil each other's work."""
        import errno
        import fcntl

        def flock(descriptor: int, what: int) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

        monkeypatch.setattr(fcntl, "flock", flock)
        with pytest.raises(LabClientsError, match="No locks available"), locked(tmp_path):
            pass


class TestManifest:
    def test_it_is_read_as_it_was_written(self, path: Path) -> None:
        """Sessions, the run and the forgotten ones."""
        made = Manifest(path, 61286)
        made.sessions[7] = ENTRY
        made.forgotten.add(9)
        made.run |= {"number": 1, "ended": None}
        made.save({"labclients": "1.0"})
        read = Manifest(path)
        assert (read.sessions, read.forgotten, read.unfinished) == ({7: ENTRY}, {9}, True)

    def test_sessions_stand_in_the_order_of_their_numbers(self, path: Path) -> None:
        """999 before 4100004, whatever came first; other keys are sorted."""
        made = Manifest(path, 61286)
        made.sessions |= {4100004: ENTRY, 999: ENTRY}
        made.save()
        data = json.loads(path.read_bytes())
        assert [*data["sessions"]] == ["999", "4100004"]
        assert [*data] == sorted(data)
        assert [*data["sessions"]["999"]] == sorted(ENTRY)

    def test_the_same_is_written_the_same(self, path: Path) -> None:
        """Reading and writing back changes no byte, and keeps what is not known."""
        text = (
            '{"version":1, "x": [1], "experiment_id": 5, "sessions": {"7": {"run":1,"state":"?","outcome":"","y":{}}}}'
        )
        path.write_text(text)
        Manifest(path, 5).save()
        first = path.read_bytes()
        Manifest(path, 5).save()
        assert path.read_bytes() == first
        assert json.loads(text).items() <= json.loads(first).items()

    def test_a_directory_without_one_is_no_mirror(self, path: Path) -> None:
        """Where no study is said."""
        with pytest.raises(UsageError, match="is no mirror"):
            Manifest(path)


def archive(path: Path, files: dict[str, str], minute: int = 0) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, text in files.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, minute, 0)), text)
    return path


FILES = {"sessions.csv": "a\n1\n", "Session_7/Trials.CSV": 'a\n"1\n2"\n', "binaries/a.webm": "x\ny\n"}


class TestMembers:
    def test_the_digest_is_of_the_files(self, tmp_path: Path) -> None:
        """Packed at another time, and in another order, they are the same."""
        first = archive(tmp_path / "a.zip", FILES)
        second = archive(tmp_path / "b.zip", dict(reversed(FILES.items())), minute=1)
        assert first.read_bytes() != second.read_bytes()
        assert read_members(first) == read_members(second)

    @pytest.mark.parametrize(
        "change",
        [{"sessions.csv": "a\n2\n"}, {"more.csv": ""}, {"binaries/a.webm": "x\ny"}],
        ids=["text", "more", "less"],
    )
    def test_any_change_is_another_digest(self, tmp_path: Path, change: dict[str, str]) -> None:
        """Of a file's content, or of which files there are."""
        changed = archive(tmp_path / "b.zip", FILES | change)
        assert read_members(archive(tmp_path / "a.zip", FILES)) != read_members(changed)

    def test_a_damaged_file_is_an_error(self, tmp_path: Path) -> None:
        """Also in one that is no table."""
        path = archive(tmp_path / "a.zip", FILES)
        path.write_bytes(path.read_bytes().replace(b"x\ny\n", b"x\nz\n"))
        with pytest.raises(ArchiveError, match=r"a\.webm"):
            read_members(path)
