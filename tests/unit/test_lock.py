"""One program at a time works in a directory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from labclients import UsageError
from labclients.files.lock import Lock

HOLDER = """
import sys, pathlib
from labclients.files.lock import Lock
lock = Lock(pathlib.Path(sys.argv[1]))
lock.take()
print("taken", flush=True)
sys.stdin.read()
"""


def holder(directory: Path) -> subprocess.Popen[str]:
    """Another program that holds the lock until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(directory)]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "taken\n"
    return running


def test_the_second_says_who_is_there(tmp_path: Path) -> None:
    """A lock that another program holds is an error at once, with its pid and since when."""
    with holder(tmp_path) as other:
        with pytest.raises(UsageError, match=rf"in use by another program \(pid {other.pid}, since 20.* UTC\)"):
            Lock(tmp_path).take()
        other.communicate()
    with Lock(tmp_path):
        pass


def test_a_lock_ends_with_its_object(tmp_path: Path) -> None:
    """Who was interrupted before it could let others in does so when it is forgotten."""
    Lock(tmp_path).take()
    with Lock(tmp_path):
        pass


def test_a_lock_ends_with_its_program(tmp_path: Path) -> None:
    """Also when that is killed."""
    with holder(tmp_path) as other:
        other.kill()
        other.wait()
        with Lock(tmp_path):
            pass


def test_threads_of_one_program_are_two(tmp_path: Path) -> None:
    """It is no lock of a process: a second one in the same program is refused."""
    with Lock(tmp_path), pytest.raises(UsageError, match=f"pid {os.getpid()}"):
        Lock(tmp_path).take()


def test_a_lock_can_be_taken_again(tmp_path: Path) -> None:
    """After its release, which may come twice; the file stays, and says nothing."""
    lock = Lock(tmp_path)
    for _ in range(2):
        with lock:
            lock.release()
    assert (tmp_path / ".lock").read_bytes() == b""


def test_a_refused_lock_does_not_disturb_the_holder(tmp_path: Path) -> None:
    """Who was refused releases nothing."""
    with Lock(tmp_path):
        other = Lock(tmp_path)
        for _ in range(2):
            with pytest.raises(UsageError):
                other.take()
            other.release()


def test_the_directory_must_be_there(tmp_path: Path) -> None:
    """One sentence."""
    with pytest.raises(UsageError, match="cannot be written"):
        Lock(tmp_path / "missing").take()


@pytest.mark.skipif(sys.platform == "win32", reason="flock is POSIX's")
def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, not ignored: two runs would spoil each other's work."""
    import errno
    import fcntl

    def flock(descriptor: int, what: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(UsageError, match="cannot be locked: No locks available"):
        Lock(tmp_path).take()
