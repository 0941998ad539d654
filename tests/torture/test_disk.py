"""Disks that are full, closed, or of another mind about names."""

from __future__ import annotations

import contextlib
import functools
import io
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import Mode
from tests.sockets.laws import error_of
from tests.sockets.server import FaultServer, Seen
from tests.studies import export, folder
from tests.torture.calls import CALLS, EXPORTS, FILE, HIT, OLD, SESSIONS, STUDY, Call, Stage, archive
from tests.torture.faults import Fault, Good
from tests.torture.laws import listening, nothing_left, only_whole, private
from tests.torture.somebody import as_nobody, as_root, somebody
from tests.torture.test_matrix import is_right, is_whole

from labclients import LabClientsError, Study, UsageError
from labclients.files import archives, atomic
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


# What only root may try is tried by root, or by somebody who is root in a world of his own; what root may not, by
# nobody.


def saved(client: Any, directory: Path) -> Any:
    return Export(EXPORTS[SESSIONS[0]], experiment_id=1, rec_session_id=2).save(directory)


def unpacked(client: Any, directory: Path) -> Any:
    return archives.unpack(io.BytesIO(archive(1)), directory)


def converted(form: str, client: Any, directory: Path) -> Any:
    study = folder(directory.parent.parent / "study", {number: export(number) for number in (1, 2, 3)})
    return getattr(Study(study), form)(directory)


#: What writes without a network, and the files that come of it.
Write = Callable[[Any, Path], Any]
LOCAL: dict[str, tuple[Write, int]] = {
    "save": (saved, 2),
    "unpack": (unpacked, 2),
    "to_parquet": (functools.partial(converted, "to_parquet"), 14),
    "to_csv": (functools.partial(converted, "to_csv"), 9),
}
SERVED = (*IN_PLACE, "refreshing")
CASES = [(name, mode) for name in (*SERVED, *LOCAL) for mode in (("sync", "async") if name in SERVED else ("sync",))]


def write(name: str, mode: str, directory: Path) -> Any:
    """Do it, and see that it is right."""
    if name in SERVED:
        result = run(Mode(mode), CALLS[name], directory)
        assert is_right(result, CALLS[name], WELL, directory)
    else:
        made, number = LOCAL[name]
        made(None, directory)
        files = [path.name for path in directory.rglob("*") if path.is_file() and not path.name.startswith(".")]
        assert len(files) == number, files


def before(name: str, directory: Path) -> None:
    """What stands there before."""
    if name in SERVED:
        directory.mkdir(parents=True, exist_ok=True)
        CALLS[name].before(directory)


def nothing_half(name: str, directory: Path) -> None:
    """What is there is whole; of the files of a conversion, none is on its way."""
    if name in SERVED:
        whole_only(directory, CALLS[name])
    else:
        only_whole(directory, lambda path: name.startswith("to_") and not path.name.endswith(atomic.SUFFIX))


def on_a_small_disk(name: str, mode: str, room: int) -> None:
    """A file system that has room for so many bytes more; then it is given more."""
    with tempfile.TemporaryDirectory() as top, mounted(Path(top, "small")) as small:
        directory, ballast = small / "data", small / "ballast"
        before(name, directory)
        ballast.write_bytes(bytes(free(small) - room))
        error = failure(lambda: write(name, mode, directory))
        if error:
            assert type(error) is LabClientsError, repr(error)
            assert "cannot be written: No space left on device" in error.message
            nothing_half(name, directory)
            ballast.unlink()
            write(name, mode, directory)


def failure(work: Callable[[], Any]) -> LabClientsError | None:
    try:
        work()
    except LabClientsError as error:
        return error
    return None


@contextlib.contextmanager
def mounted(path: Path) -> Iterator[Path]:
    path.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={4 << 20},mode=700", "tmpfs", str(path)], check=True)
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)


def free(path: Path) -> int:
    told = os.statvfs(path)
    return told.f_bfree * told.f_frsize


def in_a_closed_directory(name: str, mode: str) -> None:
    """Who may not write there is told so."""
    with tempfile.TemporaryDirectory() as top:
        closed = Path(top, "closed")
        closed.mkdir()
        closed.chmod(0o500)
        error = error_of(lambda: write(name, mode, closed / "data"))
        assert type(error) is UsageError
        assert "cannot be written: Permission denied" in error.message
        assert [*closed.iterdir()] == []


def import_all() -> None:
    """What is imported late may lie where nobody else may read."""
    with tempfile.TemporaryDirectory() as top:
        for name, mode in CASES:
            before(name, Path(top, name, mode, "data"))
            write(name, mode, Path(top, name, mode, "data"))


@pytest.fixture(scope="module")
def root() -> Iterator[Executor]:
    """A process that may mount."""
    with somebody(as_root) as process:
        yield process


@pytest.fixture(scope="module")
def nobody() -> Iterator[Executor]:
    """A process that is not root."""
    with somebody(as_nobody, import_all) as process:
        yield process


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux's")
@pytest.mark.parametrize("room", [0, 4096, 32_768, 60_000])
@pytest.mark.parametrize(("name", "mode"), CASES)
def test_a_small_disk_is_one_error(name: str, mode: str, room: int, root: Executor) -> None:
    """On a file system that is full for everything: one error, nothing half, and with more room all is there."""
    if name.startswith("to_"):
        pytest.importorskip("polars")
    root.submit(on_a_small_disk, name, mode, room).result(60)


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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize(("name", "mode"), CASES)
def test_a_closed_directory_is_a_usage_error(name: str, mode: str, nobody: Executor) -> None:
    """Who may not write there is told so."""
    nobody.submit(in_a_closed_directory, name, mode).result(60)


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


#: What two attachments are called, and the name of the first on the disk.
CLASHES = {
    "made harmless": ("gel:1.png", "gel?1.png", "gel_1.png"),
    "case": ("Gel.png", "gel.PNG", "Gel.png"),
    "case beyond ASCII": ("ÄRA.png", "ära.png", "ÄRA.png"),
    "Unicode form": ("gel \u00e9.png", "gel e\u0301.png", "gel \u00e9.png"),
    "both": ("gel \u00e9.png", "GEL E\u0301.png", "gel \u00e9.png"),
}


def called(sent: str) -> Call:
    """An attachment of this name."""
    from tests.torture.calls import good

    return CALLS["attachment"]._replace(others=lambda seen: good({"id": 77, "filename": sent}))


@pytest.mark.parametrize(("first", "second", "kept"), CLASHES.values(), ids=CLASHES)
def test_names_that_clash_on_another_disk_do_not_overwrite(
    mode: Mode, tmp_path: Path, first: str, second: str, kept: str
) -> None:
    """Of two attachments whose names are one to Windows or macOS the second is refused: a copy of the folder there
    would silently lose one of them."""
    run(mode, called(first), tmp_path)
    error = error_of(lambda: run(mode, called(second), tmp_path))
    assert type(error) is UsageError
    assert "exists already" in error.message
    assert [path.name for path in tmp_path.iterdir()] == [kept]


@pytest.mark.parametrize("name", ["case", "case beyond ASCII", "Unicode form", "both"])
def test_another_name_is_not_overwritten(mode: Mode, tmp_path: Path, name: str) -> None:
    """``overwrite`` replaces the file of this very name, and no twin of it: that is another attachment."""
    if name == "Unicode form" and sys.platform == "darwin":
        pytest.skip("a disk of macOS takes both for this very name, as it may keep names in a form of its own")
    first, second, kept = CLASHES[name]
    again = called(first)._replace(work=lambda client, to: client.attachments.download(77, to, overwrite=True))
    for _ in range(2):
        run(mode, again, tmp_path)
    error = error_of(lambda: run(mode, again._replace(others=called(second).others), tmp_path))
    assert "exists already" in error.message
    assert [path.name for path in tmp_path.iterdir()] == [kept]


def test_names_that_clash_at_once_do_not_overwrite(mode: Mode, tmp_path: Path) -> None:
    """Of many that arrive at once, one is saved, and each other one is refused."""
    from tests.torture.calls import good

    names = ["".join(pair) for pair in itertools.product(*((one, one.upper()) for one in "gelx"))]
    call = CALLS["attachment"]._replace(
        others=lambda seen: good({"filename": names[int(seen.path.rpartition("/")[2])]})
    )
    works = [lambda client, id=id: client.attachments.download(id, tmp_path) for id in range(len(names))]
    with FaultServer(
        lambda wire, seen: wire.send((call.good if "download" in seen.path else call.others(seen)).whole)
    ) as server:
        results = mode.together(server, *works)
    saved = [one for one in results if isinstance(one, Path)]
    assert [*tmp_path.iterdir()] == saved
    assert len(saved) == 1
    assert all(isinstance(one, UsageError) for one in results if one not in saved)


@pytest.mark.parametrize("name", FILES)
def test_a_path_may_be_written_in_any_script(mode: Mode, name: str, tmp_path: Path) -> None:
    """Spaces, umlauts and emoji in a path are parts of it."""
    directory = tmp_path / ODD
    assert is_right(run(mode, CALLS[name], directory), CALLS[name], WELL, directory)


@contextlib.contextmanager
def open_to_all() -> Iterator[None]:
    """New files are everybody's, unless their program minds."""
    was = os.umask(0)
    try:
        yield
    finally:
        os.umask(was)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("name", [*SERVED, "save", "unpack"])
def test_personal_data_are_their_owners_alone(mode: Mode, name: str, tmp_path: Path) -> None:
    """Files 0600, directories 0700, also those above that had to be made, whatever the umask."""
    directory = tmp_path / "new" / "deep" / "er"
    if name == "refreshing":
        (tmp_path / "new").mkdir(mode=0o700)
        directory.parent.mkdir(mode=0o700)
        directory.mkdir(mode=0o700)
        with open_to_all():
            run(mode, CALLS["mirror"]._replace(good=older(HIT), others=of_older), directory)
    with open_to_all():
        write(name, "async" if mode.asynchronous else "sync", directory)
    private(tmp_path / "new")
    assert (name == "refreshing") == any(directory.glob("zips/previous/*.zip"))


def older(number: int) -> Good:
    return Good(OLD[number], "application/zip")


def of_older(seen: Seen) -> Good | None:
    number = seen.path.rpartition("/")[2]
    return older(int(number)) if "/download/" in seen.path else CALLS["mirror"].others(seen)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_mirror_that_is_under_way_is_its_owners_alone(mode: Mode, tmp_path: Path) -> None:
    """Its journal too, and the ZIPs that are not whole yet."""
    directory, seen = tmp_path / "new", set[str]()

    def look(progress: object) -> None:
        with contextlib.suppress(FileNotFoundError):  # it has come to its place meanwhile
            private(directory)
        seen.update(path.name for path in directory.iterdir())

    call = CALLS["mirror"]._replace(work=lambda client, to: client.mirror(STUDY, to, at_once=1, progress=look))
    with open_to_all():
        run(mode, call, directory)
    assert {"journal.jsonl", "manifest.json", ".lock", "zips"} <= seen


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("form", ["to_parquet", "to_csv"])
def test_a_conversion_is_its_owners_alone(form: str, tmp_path: Path) -> None:
    """All that it writes: the tables, what it knows of itself, and the mirror's list of conversions."""
    pytest.importorskip("polars")
    top = tmp_path / "new"
    with open_to_all():
        run(Mode("sync"), CALLS["mirror"], top / "mirror")
        getattr(Study(top / "mirror"), form)(top / "tables" / "of" / "mine")
    private(top)
    assert (top / "mirror" / "conversions.json").is_file()
    assert (top / "tables" / "of" / "mine" / "_labclients.json").is_file()


def test_a_study_may_lie_anywhere(tmp_path: Path) -> None:
    """A mirror under an odd path is read like any other."""
    pytest.importorskip("polars")
    directory = tmp_path / ODD
    run(Mode("sync"), CALLS["mirror"], directory)
    assert [row["Rec_Session_Id"] for row in Study(directory).sessions.rows()] == list(SESSIONS)
