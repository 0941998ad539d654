"""Disks that are full or refuse, files that cannot be read, and the modes of new files."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.faults.calls import CALLS, EXPORTS, SESSIONS, Call, Server, is_whole, zip_of
from tests.faults.checks import nothing_left, only_whole, promise, recorded_logs
from tests.faults.faults import Fault
from tests.faults.test_matrix import ALWAYS
from tests.sockets.conftest import Mode
from tests.sockets.laws import error_of
from tests.sockets.server import FaultServer, answer

from labclients import LabClientsError, Study, UsageError
from labclients.files import zips

SAVING = ("attachment", "download", "mirror")
GOOD = Fault(lambda good: good.step, succeeds=True)
FULL = "a full or closed disk is one error, and with room the same call works"
PRIVATE = "new files are their owner's alone"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor a limit on the size of files")


def run(mode: Mode, call: Call, directory: Path) -> Any:
    with Server(call, GOOD, ALWAYS) as server:
        runner = mode.labvanced if call.service == "Labvanced" else mode.labguru
        return runner(server, lambda client: call.run(client, directory), token="token-9")


@contextlib.contextmanager
def full_disk(limit: int = 20_000) -> Iterator[None]:
    """No file grows beyond the limit, as on a disk with a quota."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@posix
@pytest.mark.parametrize("name", [*SAVING, "export"])
def test_a_full_disk_is_one_error(mode: Mode, name: str, tmp_path: Path) -> None:
    """No partial file stays, and with room the same call gives everything."""
    call, directory = CALLS[name], tmp_path / "data"
    with nothing_left():
        with recorded_logs(), full_disk():
            error = error_of(lambda: run(mode, call, directory))
        with promise(FULL):
            assert type(error) is LabClientsError
            assert "cannot be written: File too large" in error.message
        only_whole(directory, is_whole)
        with promise(FULL):
            assert call.is_right(run(mode, call, directory), directory)


@posix
def test_extracting_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    """Neither a file nor a folder; what was there stays."""
    target = tmp_path / "out"
    target.mkdir()
    (target / "sessions.csv").write_bytes(b"old")
    with promise(FULL):
        with full_disk():
            assert type(error_of(lambda: zips.unpack(io.BytesIO(zip_of(1)), target, overwrite=True))) is (
                LabClientsError
            )
        assert {path.name: path.read_bytes() for path in target.iterdir()} == {"sessions.csv": b"old"}
        assert [*tmp_path.iterdir()] == [target]


@pytest.mark.parametrize("name", SAVING)
def test_a_directory_that_cannot_be_is_a_usage_error(mode: Mode, name: str, tmp_path: Path) -> None:
    """A file is where the directory or its parent should be; a name is too long, or no name."""
    (tmp_path / "file").write_bytes(b"mine")
    for directory in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("x" * 300), tmp_path / "a\0b"):
        with promise(FULL):
            assert type(error_of(lambda directory=directory: run(mode, CALLS[name], directory))) is UsageError
    assert (tmp_path / "file").read_bytes() == b"mine"


class FailingFile(io.FileIO):
    """A file on a disk that fails after 100 kB."""

    def readinto(self, buffer: Any) -> int:
        if self.tell() > 100_000:
            raise OSError(5, "Input/output error")
        return super().readinto(buffer) or 0

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > 100_000:
            raise OSError(5, "Input/output error")
        return super().read(-1 if size is None else size)


@pytest.mark.parametrize("via", ["form", "s3"])
def test_a_file_that_cannot_be_read_is_one_error(
    mode: Mode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, via: str
) -> None:
    """A disk fails in the middle of an upload: one error, and nothing is sent again."""
    path = tmp_path / "large.bin"
    path.write_bytes(bytes(3_000_000))
    monkeypatch.setattr(io, "FileIO", FailingFile)
    with FaultServer() as server:
        server.plan(answer(json={"id": 1, "presigned_url": f"{server.url}/store?sig=x"}))
        error = error_of(lambda: mode.labguru(server, lambda client: client.attachments.upload(path, via=via)))
        with promise(FULL):
            assert type(error) is LabClientsError
            assert "cannot be sent: Input/output error" in error.message
            assert len(server.seen) == (via == "s3")  # whole requests


@posix
@pytest.mark.parametrize("name", [*SAVING, "to_parquet", "to_csv", "unpack"])
def test_new_files_are_private(mode: Mode, name: str, tmp_path: Path) -> None:
    """Files 0600, new directories 0700, whatever the umask."""
    top = tmp_path / "new"
    umask = os.umask(0)
    try:
        if name in SAVING:
            run(mode, CALLS[name], top / "deep")
        elif name == "unpack":
            zips.unpack(io.BytesIO(zip_of(1)), top / "deep")
        else:
            pytest.importorskip("polars")
            run(mode, CALLS["mirror"], top / "mirror")
            getattr(Study(top / "mirror"), name)(top / "tables" / "deep")
    finally:
        os.umask(umask)
    with promise(PRIVATE):
        assert {path.stat().st_mode & 0o777 for path in (top, *top.rglob("*")) if path.is_dir()} == {0o700}
        assert {path.stat().st_mode & 0o777 for path in top.rglob("*") if path.is_file()} == {0o600}


def test_a_path_may_hold_any_character(mode: Mode, tmp_path: Path) -> None:
    """Spaces, umlauts and emoji: a mirror there is a study like any other."""
    pytest.importorskip("polars")
    directory = tmp_path / "data of Ünït 7 \N{MICROSCOPE}\N{GRINNING FACE} (copy)/two  spaces"
    run(mode, CALLS["mirror"], directory)
    with promise("a path may hold any character"):
        assert (directory / "zips" / f"{SESSIONS[0]}.zip").read_bytes() == EXPORTS[SESSIONS[0]]
        assert [row["Rec_Session_Id"] for row in Study(directory).sessions.rows()] == list(SESSIONS)
