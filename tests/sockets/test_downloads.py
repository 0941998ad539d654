"""Downloads appear whole and checked, or not at all."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Mode
from tests.sockets.laws import error_of, lasting
from tests.sockets.server import FaultServer, Seen, Step, Wire, answer, drip, head, redirect, reset, short

from labclients import ArchiveError, ConnectionFailed, NotFound, TimedOut, UnexpectedResponse, UsageError

PAGE = "<!DOCTYPE html><html><title>Sign in</title></html>"


def archive(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, text in (members or {"trials": "a,b\n1,2\n"}).items():
            made.writestr(f"{name}.csv", text)
    return buffer.getvalue()


ZIP = archive()
SENT = answer(200, ZIP, headers={"Content-Type": "application/zip"})
CUT = short(ZIP[:60], missing=len(ZIP) - 60)


def download(directory: Path, **options: Any) -> Callable[[Any], Any]:
    return lambda client: client.download(61286, 4100004, directory, **options)


def test_a_download_is_the_file_as_sent(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """The ZIP arrives to the byte, under the session's number, in a directory that is made."""
    server.plan(SENT)
    saved = mode.labvanced(server, download(tmp_path / "raw"))
    assert saved == tmp_path / "raw" / "4100004.zip"
    assert saved.read_bytes() == ZIP
    assert list(saved.parent.iterdir()) == [saved]
    assert server.seen[0].path == "/api/61286/download/4100004"


LARGE = archive(timeseries="0123456789abcdef" * 200_000)  # so that some of it is on the disk before the cut
CUT_LATE = short(LARGE[:3_000_000], missing=len(LARGE) - 3_000_000)


@pytest.mark.parametrize("step", [CUT, CUT_LATE, reset], ids=["early", "late", "before"])
@pytest.mark.parametrize("way", ["download", "export"])
def test_a_retry_after_a_cut_gives_the_whole_file(
    mode: Mode, server: FaultServer, tmp_path: Path, step: Step, way: str
) -> None:
    """What came before the cut is forgotten."""
    server.plan(step, step, answer(200, LARGE))
    if way == "download":
        assert mode.labvanced(server, download(tmp_path)).read_bytes() == LARGE
    else:
        export = mode.labvanced(server, lambda client: client.export(61286, 4100004))
        assert export.names == ("timeseries.csv",)
        assert len(export.read("timeseries.csv")) == 3_200_000
    assert len(server.seen) == 3


BROKEN: dict[str, tuple[Step, type[Exception]]] = {
    "cut": (CUT, ConnectionFailed),
    "reset": (reset, ConnectionFailed),
    "404": (answer(404), NotFound),
    "drip": (drip(head(200, {"Content-Length": "4000"}) + ZIP), TimedOut),
    "no zip": (answer(200, "something else"), ArchiveError),
    "html": (answer(200, PAGE), ArchiveError),
    "empty": (answer(200), ArchiveError),
    "cut, and unknown to HTTP": (answer(200, ZIP[:-10]), ArchiveError),
    "damaged": (answer(200, ZIP.replace(b"1,2", b"1,3")), ArchiveError),
}


@pytest.mark.parametrize(("step", "kind"), BROKEN.values(), ids=BROKEN)
def test_a_broken_download_leaves_nothing(
    mode: Mode, server: FaultServer, tmp_path: Path, step: Step, kind: type[Exception]
) -> None:
    """When no attempt gives a whole and sound file, there is no file, no temporary file, and one error."""
    server.plan(step)
    with lasting(0, 2):
        error = error_of(lambda: mode.labvanced(server, download(tmp_path), attempts=2, deadline=0.6))
    assert type(error) is kind
    assert list(tmp_path.iterdir()) == []
    assert error.url == f"{server.url}/api/61286/download/4100004"


@pytest.mark.parametrize(
    ("step", "what", "said"),
    [
        (answer(200, PAGE, headers={"Content-Type": "text/html"}), "HTML", None),
        (answer(json={"success": False, "msg": "exp not found"}), "JSON", "exp not found"),
        (answer(json={"message": "quota exceeded"}), "JSON", "quota exceeded"),
    ],
)
@pytest.mark.parametrize("way", ["download", "export"])
def test_something_else_than_a_zip_is_an_archive_error(
    mode: Mode, server: FaultServer, tmp_path: Path, step: Step, what: str, said: str | None, way: str
) -> None:
    """HTML or JSON with status 200 in place of a ZIP is told as what it is, with the server's own message."""
    work = download(tmp_path) if way == "download" else lambda client: client.export(61286, 4100004)
    server.plan(step)
    error = error_of(lambda: mode.labvanced(server, work))
    assert type(error) is ArchiveError
    assert what in error.message
    assert (error.method, error.status, error.attempts) == ("GET", 200, 1)
    assert error.server_message == said
    assert said is None or said in str(error)


def test_an_existing_file_is_left_alone(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """Without `overwrite` nothing is sent and nothing is changed."""
    target = tmp_path / "4100004.zip"
    target.write_text("mine")
    error = error_of(lambda: mode.labvanced(server, download(tmp_path)))
    assert type(error) is UsageError
    assert server.seen == []
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_an_existing_file_is_replaced_when_told(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """With `overwrite` the new file takes its place, when it is whole, and not before."""
    target = tmp_path / "4100004.zip"
    target.write_text("old")
    server.plan(CUT)
    error_of(lambda: mode.labvanced(server, download(tmp_path, overwrite=True), attempts=2))
    assert target.read_text() == "old"
    server.plan(SENT)
    mode.labvanced(server, download(tmp_path, overwrite=True))
    assert target.read_bytes() == ZIP
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_came_meanwhile_is_left_alone(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """A file that somebody else wrote during the download is not overwritten either."""
    target = tmp_path / "4100004.zip"

    def meanwhile(wire: Wire, seen: Seen) -> None:
        target.write_text("theirs")
        SENT(wire, seen)

    server.plan(meanwhile)
    assert type(error_of(lambda: mode.labvanced(server, download(tmp_path)))) is UsageError
    assert [path.read_text() for path in tmp_path.iterdir()] == ["theirs"]


def test_an_export_can_be_read_after_its_client_is_closed(mode: Mode, server: FaultServer) -> None:
    """An export is fetched whole, and read without the network."""
    server.plan(SENT)
    export = mode.labvanced(server, lambda client: client.export(61286, 4100004))
    assert export.names == ("trials.csv",)
    assert export.trials.rows() == [{"a": "1", "b": "2"}]


def test_an_attachment_is_saved_under_its_own_name(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """Labguru's name of the file is used, made harmless."""
    server.routes["GET", "/api/v1/attachments/77"] = answer(json={"id": 77, "filename": "../../gel: 1.png"})
    server.plan(short(b"PN", missing=1), answer(200, b"PNG"))
    saved = mode.labguru(server, lambda client: client.attachments.download(77, tmp_path))
    assert saved.parent == tmp_path
    assert saved.read_bytes() == b"PNG"
    assert list(tmp_path.iterdir()) == [saved]


def test_a_name_that_differs_only_in_case_gets_a_number(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """Windows and macOS would keep one of the two files; the same attachment again is the same name."""
    (tmp_path / "gel.png").write_text("other")
    server.routes["GET", "/api/v1/attachments/77"] = answer(json={"id": 77, "filename": "gel.PNG"})
    for overwrite in (False, True):
        server.plan(answer(200, b"PNG"))
        saved = mode.labguru(server, lambda c: c.attachments.download(77, tmp_path, overwrite=overwrite))  # noqa: B023
        assert saved == tmp_path / "gel (2).PNG"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"gel.png": "other", "gel (2).PNG": "PNG"}


def test_a_redirected_download_is_not_confused_by_the_first_answer(
    mode: Mode, server: FaultServer, other: FaultServer, tmp_path: Path
) -> None:
    """A storage that fails once is asked again from the start, by a new link."""
    server.plan(redirect(f"{other.url}/1.zip?sig=1"), redirect(f"{other.url}/2.zip?sig=2"))
    other.plan(CUT, SENT)
    assert mode.labvanced(server, download(tmp_path)).read_bytes() == ZIP
    assert [seen.target for seen in other.seen] == ["/1.zip?sig=1", "/2.zip?sig=2"]


def test_a_redirect_to_a_page_is_no_attachment(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """A download whose server sends to a place that is none leaves nothing."""
    server.routes["GET", "/api/v1/attachments/77"] = answer(json={"id": 77, "filename": "gel.png"})
    server.plan(redirect("ftp://lab.example/gel.png"))
    error = error_of(lambda: mode.labguru(server, lambda client: client.attachments.download(77, tmp_path)))
    assert type(error) is UnexpectedResponse
    assert list(tmp_path.iterdir()) == []


MEASURE = """
import asyncio, sys, json
from pathlib import Path
import labclients
from labclients.files import atomic, zips
import httpx, ssl, zipfile, tempfile

def peak():  # ru_maxrss would count what the parent held when it forked
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024

url, directory, way = sys.argv[1:]
before = peak()
if way == "sync":
    with labclients.Labvanced("tok", base_url=url) as labvanced:
        saved = labvanced.download(1, 2, directory)
else:
    async def main():
        async with labclients.AsyncLabvanced("tok", base_url=url) as labvanced:
            return await labvanced.download(1, 2, directory)
    saved = asyncio.run(main())
print(json.dumps([before, peak(), saved.stat().st_size]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured as Linux tells it")
def test_a_large_download_is_not_held_in_memory(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """200 MB pass through less than 60 MB of memory, checked on the way."""
    source = tmp_path / "source.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_STORED) as made, made.open("timeseries.csv", "w") as member:
        for _ in range(200):
            member.write(b"x" * (1 << 20))
    size = source.stat().st_size

    def send(wire: Wire, seen: Seen) -> None:
        wire.send(head(200, {"Content-Length": str(size)}))
        with source.open("rb") as file:
            while chunk := file.read(1 << 20):
                wire.send(chunk)

    server.plan(send)
    way = "async" if mode.asynchronous else "sync"
    command = [sys.executable, "-c", MEASURE, server.url, str(tmp_path / "raw"), way]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    before, after, saved = json.loads(done.stdout)
    assert saved == size > 200 << 20
    assert after - before < 60
    assert TOKEN not in done.stderr
