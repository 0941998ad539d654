from __future__ import annotations

import errno
import io
import os
import stat
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.zips import everything, packed

from labclients.errors import ArchiveError, LabClientsError, UsageError
from labclients.files import zips
from labclients.files.atomic import move_into_place
from labclients.files.zips import Limits, names, read, unpack, validate

CSV = b"a,b\n1,2\n" * 400
GOOD = {"sessions.csv": b"x,y\n1,2\n", "binaries/gel.webm": os.urandom(3000), "trials.csv": CSV}


def zipped(*members: tuple[str, bytes], kind: int = 0) -> bytes:
    """A ZIP with these members, all of a kind, whatever they are called."""
    return packed([(name, content, kind, zipfile.ZIP_DEFLATED, False) for name, content in members])


def directory_entry(data: bytes) -> int:
    return data.index(b"PK\x01\x02")


def with_flags(data: bytes, bits: int) -> bytes:
    """The first member's flag bits set, in its local header and in the directory."""
    patched = bytearray(data)
    for at in (6, directory_entry(data) + 8):
        (flags,) = struct.unpack_from("<H", patched, at)
        struct.pack_into("<H", patched, at, flags | bits)
    return bytes(patched)


def with_sizes(data: bytes, size: int) -> bytes:
    """The first member's inflated size, as the headers tell it, set to something else."""
    patched = bytearray(data)
    struct.pack_into("<I", patched, 22, size)
    struct.pack_into("<I", patched, directory_entry(data) + 24, size)
    return bytes(patched)


def with_damage(data: bytes, at: int = 60) -> bytes:
    """One bit of a member's content turned, by default of the first."""
    patched = bytearray(data)
    patched[at] ^= 0x10
    return bytes(patched)


GOOD_ZIP = zipped(*GOOD.items())

HOSTILE_NAMES = {
    "absolute": "/etc/passwd",
    "dot-dot": "../evil.csv",
    "dot-dot inside": "a/../../evil.csv",
    "dot": "./evil.csv",
    "empty component": "a//evil.csv",
    "nothing": "",
    "slash": "/",
    "backslash": "..\\evil.csv",
    "drive": "C:/evil.csv",
    "drive inside": "a/c:evil.csv",
    "device": "a/NUL",
    "device with extension": "con.csv/x",
    "trailing dot": "evil.csv.",
    "trailing space": "a /evil.csv",
    "dot-dot-space": ".. /evil.csv",
    "NUL byte": "evil.csv\0.png",
    "newline": "evil\n.csv",
    "too long": "a" * 256,
    "too deep": "a/" * 40 + "evil.csv",
}

REFUSED: dict[str, bytes] = {
    **{name: zipped(("fine.csv", CSV), (hostile, CSV)) for name, hostile in HOSTILE_NAMES.items()},
    "symbolic link": packed([("fine.csv", CSV, 0, 8, False), ("link", b"/etc", stat.S_IFLNK | 0o777, 8, False)]),
    "fifo": zipped(("pipe", b""), kind=stat.S_IFIFO | 0o777),
    "device file": zipped(("tty", b""), kind=stat.S_IFCHR | 0o777),
    "duplicate": zipped(("a.csv", b"1"), ("a.csv", b"2")),
    "duplicate but for case": zipped(("a.csv", b"1"), ("A.CSV", b"2")),
    "duplicate but for Unicode form": zipped(("\u00e9.csv", b"1"), ("e\u0301.csv", b"2")),
    "file and directory": zipped(("a", b"1"), ("a/b", b"2")),
    "file and directory but for case": zipped(("A/b", b"2"), ("a", b"1")),
    "directory twice over": zipped(("a/", b""), ("a", b"1")),
    "encrypted": with_flags(GOOD_ZIP, 0x1),
    "strongly encrypted": with_flags(GOOD_ZIP, 0x41),
    "damaged": with_damage(zipped(("trials.csv", CSV))),
    "damaged in the last member": with_damage(
        GOOD_ZIP, GOOD_ZIP.rindex(b"trials.csv", 0, directory_entry(GOOD_ZIP)) + 20
    ),
    "says it is shorter": with_sizes(zipped(("trials.csv", CSV)), 10),
    "says it is longer": with_sizes(zipped(("trials.csv", CSV)), len(CSV) + 10),
    "cut short": GOOD_ZIP[:-40],
    "half": GOOD_ZIP[: len(GOOD_ZIP) // 2],
    "HTML": b"<!DOCTYPE html><html>login</html>",
    "empty": b"",
}


class TestValidate:
    def test_good(self, tmp_path: Path) -> None:
        """A readable ZIP passes, as a path and as a file, and so does one without members."""
        (tmp_path / "good.zip").write_bytes(GOOD_ZIP)

        validate(tmp_path / "good.zip")
        validate(io.BytesIO(GOOD_ZIP))
        validate(io.BytesIO(zipped()))

    @pytest.mark.parametrize(
        ("sent", "words"),
        [
            (b"", "an empty file"),
            (b"\r\n<!DOCTYPE html>\n<title>Sign in</title>", "an HTML page"),
            (b"\xef\xbb\xbf<HTML><body>", "an HTML page"),
            (b'{"success": false, "msg": "no such session"}', "JSON: no such session"),
            (b'{"success": false, "message": "locked"}', "JSON: locked"),
            (b' {"error": "bad token"}', "JSON: bad token"),
            (b"[1, 2]", "JSON"),
            (b'{"cut', "JSON"),
            (b"[" * 60_000, "JSON"),
            (b"4100004,subject 7,free text", "something else"),
        ],
    )
    def test_no_zip(self, sent: bytes, words: str) -> None:
        """What is no ZIP is told by its kind."""
        with pytest.raises(ArchiveError) as caught:
            validate(io.BytesIO(sent))

        assert f"This is no ZIP archive but {words}." == str(caught.value)

    def test_server_message(self) -> None:
        """What the server said instead of sending a ZIP is on the error."""
        with pytest.raises(ArchiveError) as caught:
            validate(io.BytesIO(b'{"success": false, "msg": "no such session"}'))

        assert caught.value.server_message == "no such session"

    @pytest.mark.parametrize(
        ("case", "words"),
        [
            ("cut short", "no readable directory"),
            ("half", "no readable directory"),
            ("encrypted", "encrypted"),
            ("strongly encrypted", "encrypted"),
            ("damaged", "damaged"),
            ("says it is shorter", "damaged"),
            ("says it is longer", "damaged"),
        ],
    )
    def test_broken(self, case: str, words: str) -> None:
        """An archive that cannot be read to its end is refused."""
        with pytest.raises(ArchiveError, match=words):
            validate(io.BytesIO(REFUSED[case]))

    def test_other_methods(self) -> None:
        """Members that are not stored or deflated are refused: they cannot be inflated piece by piece."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
            archive.writestr("a", CSV)

        with pytest.raises(ArchiveError, match="method 14"):
            validate(file)

    def test_limits(self) -> None:
        """The limits hold for checking as well, or a bomb would keep a machine busy for hours."""
        with pytest.raises(ArchiveError, match="3 members; the limit is 2"):
            validate(io.BytesIO(GOOD_ZIP), limits=Limits(members=2))

    def test_missing(self, tmp_path: Path) -> None:
        """A path without a file is a wrong argument."""
        with pytest.raises(UsageError, match=r"no\.zip cannot be read"):
            validate(tmp_path / "no.zip")

    @settings(deadline=None)
    @given(st.lists(st.tuples(st.integers(0, len(GOOD_ZIP) - 1), st.integers(0, 255)), max_size=4))
    def test_any_damage(self, changes: list[tuple[int, int]]) -> None:
        """Whichever bytes are changed, an archive is read or refused; no other error comes out."""
        data = bytearray(GOOD_ZIP)
        for at, byte in changes:
            data[at] = byte
        try:
            validate(io.BytesIO(data))
        except ArchiveError:
            assert data != GOOD_ZIP


class TestNames:
    @pytest.mark.parametrize("hostile", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
    def test_as_sent(self, hostile: str) -> None:
        """Names are told as stored, hostile ones too."""
        assert ("fine.csv", hostile) == names(io.BytesIO(zipped(("fine.csv", CSV), (hostile, CSV))))


class TestRead:
    def test_one(self) -> None:
        """A member is read by its stored name."""
        assert GOOD["binaries/gel.webm"] == read(io.BytesIO(GOOD_ZIP), "binaries/gel.webm")

    @pytest.mark.parametrize(("name", "number"), [("b.csv", 0), ("a.csv", 2)])
    def test_not_one(self, name: str, number: int) -> None:
        """A name that is missing or stands for two members is refused."""
        with pytest.raises(ArchiveError, match=f"{number} members"):
            read(io.BytesIO(REFUSED["duplicate"]), name)

    def test_damaged(self) -> None:
        """A damaged member is never returned."""
        with pytest.raises(ArchiveError):
            read(io.BytesIO(REFUSED["damaged"]), "trials.csv")


class TestUnpack:
    def test_whole(self, tmp_path: Path) -> None:
        """Everything is there, in stored order, with nothing beside it."""
        paths = unpack(io.BytesIO(GOOD_ZIP), tmp_path / "new" / "out")

        assert [tmp_path / "new" / "out" / name for name in GOOD] == paths
        assert list(GOOD.values()) == [path.read_bytes() for path in paths]
        found = everything(tmp_path)
        assert {"new", "new/out", "new/out/binaries", *(f"new/out/{name}" for name in GOOD)} == found.keys()

    def test_private(self, tmp_path: Path) -> None:
        """Folders are made with mode 0700 and files with 0600, whatever the archive says."""
        wide = zipped(("folder/wide.csv", CSV), kind=stat.S_IFREG | 0o777)
        unpack(io.BytesIO(wide), tmp_path / "out")

        assert [
            stat.S_IMODE((tmp_path / path).stat().st_mode) for path in ("out", "out/folder", "out/folder/wide.csv")
        ] == [0o700, 0o700, 0o600]

    def test_empty_folder(self, tmp_path: Path) -> None:
        """Folders are made, also empty ones, and are not among the files."""
        assert unpack(io.BytesIO(zipped(("binaries/", b""))), tmp_path / "out") == []
        assert os.listdir(tmp_path / "out") == ["binaries"]

    @pytest.mark.parametrize("existing", [False, True], ids=["new", "into an existing directory"])
    @pytest.mark.parametrize("case", REFUSED)
    def test_refused(self, tmp_path: Path, case: str, existing: bool) -> None:
        """A hostile, damaged or encrypted archive leaves everything as it was, also when told to overwrite."""
        if existing:
            (tmp_path / "new").mkdir()
            (tmp_path / "new" / "fine.csv").write_bytes(b"old")
        before = everything(tmp_path)

        with pytest.raises(ArchiveError):
            unpack(io.BytesIO(REFUSED[case]), tmp_path / "new", overwrite=True)

        assert before == everything(tmp_path)

    @pytest.mark.parametrize("limits", [Limits(members=2), Limits(total=3000), Limits(ratio=1, ratio_from=1000)])
    def test_limits(self, tmp_path: Path, limits: Limits) -> None:
        """More members, more bytes or a higher ratio than allowed are refused with nothing left behind."""
        with pytest.raises(ArchiveError, match="limit"):
            unpack(io.BytesIO(GOOD_ZIP), tmp_path / "a" / "out", limits=limits)

        assert everything(tmp_path) == {}

    def test_bomb(self, tmp_path: Path) -> None:
        """A member that inflates a thousandfold is refused by the usual limits."""
        bomb = zipped(("zeros", bytes(20 << 20)))

        with pytest.raises(ArchiveError, match="200 times"):
            unpack(io.BytesIO(bomb), tmp_path / "out")

        assert everything(tmp_path) == {}

    def test_small_and_even(self, tmp_path: Path) -> None:
        """A small file may shrink as much as it likes: a series that stands still is no bomb."""
        still = b"4100004,gaze_x,1724594486692,\n" * 100_000
        data = zipped(("timeseries.csv", still))
        assert len(still) > 200 * len(data)

        assert [still] == [path.read_bytes() for path in unpack(io.BytesIO(data), tmp_path / "out")]

    @pytest.mark.parametrize("overwrite", [True, False])
    def test_directory_in_the_way(self, tmp_path: Path, overwrite: bool) -> None:
        """A directory is never replaced by a file."""
        (tmp_path / "trials.csv").mkdir()

        with pytest.raises(UsageError, match="it is a directory"):
            unpack(io.BytesIO(GOOD_ZIP), tmp_path, overwrite=overwrite)

        assert everything(tmp_path) == {"trials.csv": None}

    def test_existing_is_kept(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without overwrite, one file that exists stops everything before the work starts."""
        monkeypatch.setattr("labclients.files.zips._inflate", lambda *_: pytest.fail("it was inflated"))
        (tmp_path / "trials.csv").write_bytes(b"old")
        before = everything(tmp_path)

        with pytest.raises(UsageError, match=r"trials\.csv cannot be written: it exists already"):
            unpack(io.BytesIO(GOOD_ZIP), tmp_path)

        assert before == everything(tmp_path)

    def test_overwrite(self, tmp_path: Path) -> None:
        """With overwrite files of the same name are replaced, and the others stay."""
        (tmp_path / "trials.csv").write_bytes(b"old")
        (tmp_path / "notes.txt").write_bytes(b"mine")

        unpack(io.BytesIO(GOOD_ZIP), tmp_path, overwrite=True)

        assert everything(tmp_path) == {**GOOD, "binaries": None, "notes.txt": b"mine"}

    @pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
    @pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
    def test_undone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, links: bool) -> None:
        """When moving in fails halfway, what was replaced is put back and what was new goes."""

        def failing(new: Path, target: Path, **options: Any) -> None:
            if target.name == "trials.csv":
                raise error
            move_into_place(new, target, **options)

        monkeypatch.setattr(zips, "move_into_place", failing)
        if not links:
            monkeypatch.delattr(os, "link")
        (tmp_path / "sessions.csv").write_bytes(b"old")
        (tmp_path / "trials.csv").write_bytes(b"old too")
        before = everything(tmp_path)

        with pytest.raises((KeyboardInterrupt, LabClientsError)):
            unpack(io.BytesIO(GOOD_ZIP), tmp_path, overwrite=True)

        assert before == everything(tmp_path)

    def test_taken_meanwhile(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that somebody makes while the archive is inflated is not overwritten."""
        inflate = zips._inflate

        def slow(*arguments: Any) -> None:
            inflate(*arguments)
            (tmp_path / "trials.csv").write_bytes(b"theirs")

        monkeypatch.setattr(zips, "_inflate", slow)

        with pytest.raises(UsageError, match="exists already"):
            unpack(io.BytesIO(GOOD_ZIP), tmp_path)

        assert everything(tmp_path) == {"trials.csv": b"theirs"}

    @pytest.mark.parametrize("overwrite", [True, False])
    def test_link_inside(self, tmp_path: Path, overwrite: bool) -> None:
        """A link inside the directory is not followed out of it."""
        (tmp_path / "out").mkdir()
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "out" / "binaries").symlink_to(tmp_path / "elsewhere")

        with pytest.raises(UsageError, match="binaries cannot be written: it is not a directory"):
            unpack(io.BytesIO(GOOD_ZIP), tmp_path / "out", overwrite=overwrite)

        assert os.listdir(tmp_path / "elsewhere") == []

    @pytest.mark.parametrize("where", ["file", "file/out"])
    def test_into_a_file(self, tmp_path: Path, where: str) -> None:
        """A file where the directory should be is a wrong path."""
        (tmp_path / "file").touch()

        with pytest.raises(UsageError, match="not a directory"):
            unpack(io.BytesIO(GOOD_ZIP), tmp_path / where)

        assert everything(tmp_path) == {"file": b""}

    def test_full_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A disk that fills up leaves nothing and is no fault of the archive."""

        def full(descriptor: int, _: str) -> None:
            os.close(descriptor)
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fdopen", full)

        with pytest.raises(LabClientsError, match="No space left") as caught:
            unpack(io.BytesIO(GOOD_ZIP), tmp_path / "out")

        assert LabClientsError is type(caught.value)
        assert everything(tmp_path) == {}

    @settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
    @given(
        st.dictionaries(
            st.text(st.sampled_from("abcé?!_- (1)"), min_size=1, max_size=8).map(lambda text: f"{text.strip()}_.csv"),
            st.binary(max_size=200),
            max_size=6,
        )
    )
    def test_round_trip(self, tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
        """What was packed under harmless names comes out byte for byte."""
        target = tmp_path_factory.mktemp("round") / "out"
        unpack(io.BytesIO(zipped(*files.items())), target)

        assert files == everything(target)
