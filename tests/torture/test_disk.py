"""Disks that are full, closed, or of another mind about names."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import Mode
from tests.sockets.laws import error_of
from tests.torture.calls import CALLS, EXPORTS, FILE, SESSIONS, Call, Stage, archive
from tests.torture.faults import Fault
from tests.torture.laws import listening, nothing_left, only_whole, private
from tests.torture.test_matrix import is_right, is_whole

from labclients import LabClientsError, Study, UsageError
from labclients.files import archives
from labclients.labvanced import client as labvanced
from labclients.labvanced.export import Export

ROW = "disks: full, closed, odd names, modes"
IN_PLACE = ("attachment", "download", "mirror")  # the calls that write where they are told
FILES = (*IN_PLACE, "export")
WELL = Fault(lambda good: lambda wire, seen: wire.send(good.whole), well=True)
ODD = "data of Ünït 7 \N{MICROSCOPE}\N{GRINNING FACE} (copy)/two  spaces"


def run(mode: Mode, call: Call, directory: Path) -> Any:
    with Stage(call, WELL, 10**6) as stage:
        runner = mode.labvanced if call.labvanced else mode.labguru
        return runner(stage, lambda client: call.work(client, directory), token="token-9")


@contextlib.contextmanager
def full(limit: int) -> Iterator[None]:
    """No file grows beyond so many bytes, as on a disk with a quota."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def whole_only(directory: Path, call: Call) -> None:
    only_whole(directory, lambda path: is_whole(path, call))


posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")


@posix
@pytest.mark.parametrize("name", FILES)
def test_a_full_disk_is_one_error(mode: Mode, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing half is left, and with room again the same call gives all."""
    monkeypatch.setattr(labvanced, "_IN_MEMORY", 1000)
    call, directory = CALLS[name], tmp_path / "data"
    with nothing_left():
        with listening() as heard, full(20_000):
            error = error_of(lambda: run(mode, call, directory))
        assert type(error) is LabClientsError
        assert "cannot be written: File too large" in error.message
        assert not any(text.startswith("warning") for text in heard.said)
        whole_only(directory, call)
        assert is_right(run(mode, call, directory), call, WELL, directory)


@pytest.mark.parametrize("name", IN_PLACE)
@pytest.mark.parametrize("room", [8192, 32_768, 60_000])
def test_a_small_disk_is_one_error(mode: Mode, name: str, room: int, small: Callable[[int], Path]) -> None:
    """The same on a file system of its own, which is full for everything."""
    call, directory = CALLS[name], small(room) / "data"
    try:
        result = run(mode, call, directory)
    except LabClientsError as caught:
        result, error = None, caught
    if result is None:
        assert "cannot be written" in error.message
        whole_only(directory, call)
    else:
        assert is_right(result, call, WELL, directory)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Make a file system of so many bytes in memory."""
    mounted: list[Path] = []

    def make(room: int) -> Path:
        path = tmp_path / "small"
        path.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={room},mode=700", "tmpfs", str(path)]
        if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("a tmpfs can be mounted by root on Linux only, and not in every container")
        mounted.append(path)
        return path

    yield make
    for path in mounted:
        subprocess.run(["umount", str(path)], check=True)


@posix
def test_unpacking_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    """Neither a file nor a folder, and what stood there stays."""
    source = tmp_path / "export.zip"
    source.write_bytes(archive(1))
    target = tmp_path / "out"
    target.mkdir()
    (target / "sessions.csv").write_bytes(b"old")
    with full(20_000):
        error = error_of(lambda: archives.unpack(source, target, overwrite=True))
    assert type(error) is LabClientsError
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {"sessions.csv": b"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export.zip", "out"]


@pytest.mark.parametrize("name", IN_PLACE)
def test_a_directory_that_is_none_is_a_usage_error(mode: Mode, name: str, tmp_path: Path) -> None:
    """A file stands where the directory, or one above it, is to be; a name is too long."""
    (tmp_path / "file").write_bytes(b"mine")
    for directory in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("x" * 300), tmp_path / "a\0b"):
        error = error_of(lambda directory=directory: run(mode, CALLS[name], directory))
        assert type(error) is UsageError
    assert (tmp_path / "file").read_bytes() == b"mine"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere, and Windows has no modes")
@pytest.mark.parametrize("name", IN_PLACE)
def test_a_closed_directory_is_a_usage_error(mode: Mode, name: str, tmp_path: Path) -> None:
    """Who may not write there is told so."""
    tmp_path.chmod(0o500)
    error = error_of(lambda: run(mode, CALLS[name], tmp_path / "data"))
    tmp_path.chmod(0o700)
    assert type(error) is UsageError
    assert "cannot be written: Permission denied" in error.message


NAMES = {
    "a long name" + "x" * 400 + ".png": "a long name" + "x" * 240 + ".png",
    "\N{MICROSCOPE}" * 100 + ".png": "\N{MICROSCOPE}" * 62 + ".png",
    "../../etc/passwd": ".._.._etc_passwd",
    "C:\\lab\\gel.png": "C__lab_gel.png",
    "/etc/cron.d/x": "_etc_cron.d_x",
    "NUL.png": "_NUL.png",
    "com1": "_com1",
    "gel.png. . ": "gel.png",
    "..": "file",
    "": "77",
    "a\0b\nc.png": "a_b_c.png",
    "gel \N{RIGHT-TO-LEFT OVERRIDE}gnp.exe": "gel _gnp.exe",
    " " * 400: "file",
}


@pytest.mark.parametrize("sent", NAMES, ids=repr)
def test_a_name_that_a_server_sends_is_a_name_everywhere(sent: str, tmp_path: Path) -> None:
    """Whatever it is called, an attachment is one file in the directory, under a name that Windows would take, too."""
    from tests.torture.calls import good

    call = CALLS["attachment"]._replace(others=lambda seen: good({"id": 77, "filename": sent}))
    saved = run(Mode("sync"), call, tmp_path / "data")
    assert [*tmp_path.rglob("*")] == [tmp_path / "data", saved]
    assert saved.name == NAMES[sent]
    assert saved.read_bytes() == FILE


def test_names_that_clash_on_another_disk_do_not_overwrite(mode: Mode, tmp_path: Path) -> None:
    """Two attachments that are called alike are two files, or the second is refused: never one of them alone."""
    from tests.torture.calls import good

    for sent in ("gel:1.png", "gel?1.png"):
        call = CALLS["attachment"]._replace(others=lambda seen, sent=sent: good({"id": 77, "filename": sent}))
        if sent == "gel?1.png":
            error = error_of(lambda call=call: run(mode, call, tmp_path))
            assert "exists already" in error.message
        else:
            run(mode, call, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["gel_1.png"]


@pytest.mark.parametrize("name", FILES)
def test_a_path_may_be_written_in_any_script(mode: Mode, name: str, tmp_path: Path) -> None:
    """Spaces, umlauts and emoji in a path are parts of it."""
    directory = tmp_path / ODD
    assert is_right(run(mode, CALLS[name], directory), CALLS[name], WELL, directory)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("name", [*IN_PLACE, "save"])
def test_personal_data_are_their_owners_alone(mode: Mode, name: str, tmp_path: Path) -> None:
    """Files 0600, directories 0700, also those above that had to be made, whatever the umask."""
    top = tmp_path / "new"
    before = os.umask(0)
    try:
        if name == "save":
            Export(EXPORTS[SESSIONS[0]], experiment_id=1, rec_session_id=2).save(top / "deep" / "er")
        else:
            run(mode, CALLS[name], top / "deep" / "er")
    finally:
        os.umask(before)
    private(top)


def test_a_study_may_lie_anywhere(tmp_path: Path) -> None:
    """A mirror under an odd path is read like any other."""
    pytest.importorskip("polars")
    directory = tmp_path / ODD
    run(Mode("sync"), CALLS["mirror"], directory)
    assert [row["Rec_Session_Id"] for row in Study(directory).sessions.rows()] == list(SESSIONS)
