from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labclients.errors import LabClientsError, UsageError
from labclients.files.atomic import (
    AtomicFile,
    atomic_write,
    distinct_path,
    is_device_name,
    move_into_place,
    safe_filename,
)


def listing(directory: Path) -> list[str]:
    return sorted(os.listdir(directory))


def failing(number: int) -> Any:
    def call(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    return call


def interrupted(after: Any) -> Any:
    """The same, and Ctrl-C comes while the system does it: Python hears of it when it is done."""

    def call(*args: Any, **kwargs: Any) -> None:
        after(*args, **kwargs)
        raise KeyboardInterrupt

    return call


class TestReplacing:
    def test_whole(self, tmp_path: Path) -> None:
        """What the block wrote stands under the name, readable by its owner alone, and nothing beside it."""
        with atomic_write(tmp_path / "new" / "a.zip") as file:
            file.write(b"one")
            file.write(b"two")

        assert (tmp_path / "new" / "a.zip").read_bytes() == b"onetwo"
        assert listing(tmp_path / "new") == ["a.zip"]
        assert stat.S_IMODE((tmp_path / "new" / "a.zip").stat().st_mode) == 0o600

    def test_hidden_beside(self, tmp_path: Path) -> None:
        """Until the block ends there is only a hidden temporary file in the same directory."""
        with atomic_write(tmp_path / "a.zip"):
            (name,) = listing(tmp_path)
            assert name.startswith(".")
            assert name.endswith(".part")

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, GeneratorExit, SystemExit])
    def test_not_at_all(self, tmp_path: Path, error: type[BaseException]) -> None:
        """A block that ends badly, for whatever reason, leaves the old file and nothing else."""
        (tmp_path / "a").write_bytes(b"old")

        def write() -> None:
            with atomic_write(tmp_path / "a", overwrite=True) as file:
                file.write(b"new")
                raise error

        with pytest.raises(error):
            write()

        assert listing(tmp_path) == ["a"]
        assert (tmp_path / "a").read_bytes() == b"old"

    def test_existing_is_refused_first(self, tmp_path: Path) -> None:
        """Without overwrite a file that exists stops the call before the block runs."""
        (tmp_path / "a").write_bytes(b"old")

        with pytest.raises(UsageError, match=r"a cannot be written: it exists already"), atomic_write(tmp_path / "a"):
            pytest.fail("the block ran")

        assert (tmp_path / "a").read_bytes() == b"old"
        assert listing(tmp_path) == ["a"]

    def test_overwrite(self, tmp_path: Path) -> None:
        """With overwrite the new content takes the place of the old."""
        (tmp_path / "a").write_bytes(b"old")

        with atomic_write(tmp_path / "a", overwrite=True) as file:
            file.write(b"new")

        assert (tmp_path / "a").read_bytes() == b"new"

    def test_dangling_link_exists(self, tmp_path: Path) -> None:
        """A link to nowhere is something that exists."""
        (tmp_path / "a").symlink_to(tmp_path / "nowhere")

        with pytest.raises(UsageError), atomic_write(tmp_path / "a"):
            pass

        assert listing(tmp_path) == ["a"]

    @pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
    def test_taken_meanwhile(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
        """A file that somebody made in the meantime is not overwritten, with hard links or without."""
        if not links:
            monkeypatch.setattr(os, "link", failing(errno.EPERM))

        partial = AtomicFile(tmp_path / "a")
        partial.write(b"ours")
        (tmp_path / "a").write_bytes(b"theirs")

        with pytest.raises(UsageError, match="exists already"):
            partial.commit()

        assert (tmp_path / "a").read_bytes() == b"theirs"
        assert listing(tmp_path) == ["a"]

    def test_without_hard_links(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where hard links are not supported the file gets its name all the same."""
        monkeypatch.setattr(os, "link", failing(errno.ENOTSUP))

        with atomic_write(tmp_path / "a") as file:
            file.write(b"new")

        assert (tmp_path / "a").read_bytes() == b"new"
        assert listing(tmp_path) == ["a"]

    def test_without_any_way(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """When the last rename fails, nothing is left."""
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
        monkeypatch.setattr(os, "replace", failing(errno.EIO))

        with pytest.raises(LabClientsError), atomic_write(tmp_path / "a"):
            pass

        assert listing(tmp_path) == []

    def test_parent_is_a_file(self, tmp_path: Path) -> None:
        """A file where a directory is needed is a wrong path, named in the message."""
        (tmp_path / "file").touch()

        with pytest.raises(UsageError, match="file is not a directory"), atomic_write(tmp_path / "file" / "sub" / "a"):
            pass

    def test_target_is_a_directory(self, tmp_path: Path) -> None:
        """A directory is never replaced by a file."""
        (tmp_path / "a").mkdir()

        with pytest.raises(UsageError, match="it is a directory"), atomic_write(tmp_path / "a", overwrite=True):
            pass

    def test_name_too_long(self, tmp_path: Path) -> None:
        """A name the file system cannot hold is found before the block runs."""
        with pytest.raises(UsageError, match="too long"), atomic_write(tmp_path / ("a" * 300)):
            pytest.fail("the block ran")

    @pytest.mark.parametrize(
        ("number", "kind"), [(errno.ENOSPC, LabClientsError), (errno.EIO, LabClientsError), (errno.EACCES, UsageError)]
    )
    def test_system_errors(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[LabClientsError]
    ) -> None:
        """The machine's trouble is a LabClientsError, the caller's a UsageError; both leave nothing."""
        monkeypatch.setattr(os, "fsync", failing(number))

        with pytest.raises(LabClientsError) as caught, atomic_write(tmp_path / "a") as file:
            file.write(b"new")

        assert kind is type(caught.value)
        assert os.strerror(number) in str(caught.value)
        assert listing(tmp_path) == []

    def test_full_disk_in_the_block(self, tmp_path: Path) -> None:
        """A disk that fills up inside the block is explained."""
        with pytest.raises(LabClientsError, match="No space left"), atomic_write(tmp_path / "a"):
            raise OSError(errno.ENOSPC, "No space left on device")

        assert listing(tmp_path) == []

    def test_other_errors_in_the_block(self, tmp_path: Path) -> None:
        """Any other error of the block is its own business."""
        with pytest.raises(PermissionError), atomic_write(tmp_path / "a"):
            raise PermissionError(errno.EACCES, "elsewhere")


class TestPartial:
    def test_commit(self, tmp_path: Path) -> None:
        """Bytes written one by one are in place after commit, and dropping it afterwards changes nothing."""
        partial = AtomicFile(tmp_path / "a")
        assert partial.write(b"one") == 3
        partial.write(b"two")

        assert tmp_path / "a" == partial.commit()
        partial.discard()
        assert (tmp_path / "a").read_bytes() == b"onetwo"

    def test_synced_before_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """All bytes are on the disk before the name appears."""
        sizes: list[int] = []
        monkeypatch.setattr(os, "fsync", lambda fd: sizes.append(os.fstat(fd).st_size))
        partial = AtomicFile(tmp_path / "a")
        partial.write(b"12345")
        assert not (tmp_path / "a").exists()

        partial.commit()

        assert sizes == [5]

    def test_restart(self, tmp_path: Path) -> None:
        """After a restart nothing of the first attempt is left, however long it was."""
        partial = AtomicFile(tmp_path / "a")
        partial.write(b"x" * 100_000)
        partial.restart()
        partial.write(b"second")

        assert partial.commit().read_bytes() == b"second"

    def test_readable(self, tmp_path: Path) -> None:
        """What was written so far can be read, to its last byte, before it has its name."""
        partial = AtomicFile(tmp_path / "a")
        partial.write(b"one")

        assert partial.readable().read_bytes() == b"one"
        assert not (tmp_path / "a").exists()
        partial.discard()

    def test_discard(self, tmp_path: Path) -> None:
        """A file that is dropped leaves nothing, however often it is dropped."""
        partial = AtomicFile(tmp_path / "a")
        partial.write(b"one")
        partial.discard()
        partial.discard()

        assert listing(tmp_path) == []

    def test_failed_commit(self, tmp_path: Path) -> None:
        """A commit that fails drops the file."""
        partial = AtomicFile(tmp_path / "a")
        (tmp_path / "a").mkdir()

        with pytest.raises(UsageError):
            partial.commit()

        assert listing(tmp_path) == ["a"]

    def test_interrupted_beginning(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl-C while the temporary file is made leaves none."""
        opened: list[int] = []
        make = os.open
        monkeypatch.setattr(os, "open", interrupted(lambda *args, **kwargs: opened.append(make(*args, **kwargs))))
        with pytest.raises(KeyboardInterrupt):
            AtomicFile(tmp_path / "a")

        assert listing(tmp_path) == []
        os.close(*opened)

    def test_interrupted_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl-C while a file that is dropped writes its last bytes: it is dropped."""
        partial = AtomicFile(tmp_path / "a")
        monkeypatch.setattr(partial, "file", SimpleNamespace(close=interrupted(partial.file.close)))
        with pytest.raises(KeyboardInterrupt):
            partial.discard()

        assert listing(tmp_path) == []

    def test_anothers_temporary_file_stays(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Should two ever get the same name, the second one fails, and touches nothing."""
        monkeypatch.setattr(os, "urandom", bytes)
        first = AtomicFile(tmp_path / "a")
        first.write(b"first")
        with pytest.raises(UsageError):
            AtomicFile(tmp_path / "b")

        assert first.commit().read_bytes() == b"first"


class TestDistinctPath:
    @pytest.mark.parametrize(
        ("existing", "name", "expected"),
        [
            ([], "gel.png", "gel.png"),
            (["gel.png"], "gel.png", "gel.png"),  # whether it may be replaced is decided elsewhere
            (["gel.png"], "gel.PNG", "gel (2).PNG"),
            (["gel.png", "gel (2).PNG"], "gel.PNG", "gel (2).PNG"),  # downloaded before
            (["gel.png", "gel (2).PNG"], "GEL.png", "GEL (3).png"),
            (["gel.png", "gel.PNG"], "gel.PNG", "gel.PNG"),
            (["caf\u00e9.csv"], "cafe\u0301.csv", "cafe\u0301 (2).csv"),
        ],
    )
    def test_numbers(self, tmp_path: Path, existing: list[str], name: str, expected: str) -> None:
        """A name gets a number where another file's differs from it only in case or Unicode form."""
        for other in existing:
            (tmp_path / other).touch()

        assert distinct_path(tmp_path / name) == tmp_path / expected

    def test_no_directory(self, tmp_path: Path) -> None:
        """Where there is no directory yet there is no other file."""
        assert distinct_path(tmp_path / "new" / "a") == tmp_path / "new" / "a"


class TestPlace:
    @pytest.mark.parametrize("overwrite", [True, False])
    @pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
    def test_moves(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool, overwrite: bool) -> None:
        """The file has its new name and no longer the old one."""
        if not links:
            monkeypatch.delattr(os, "link")
        (tmp_path / "old").write_bytes(b"content")

        move_into_place(tmp_path / "old", tmp_path / "new", overwrite=overwrite)

        assert listing(tmp_path) == ["new"]
        assert (tmp_path / "new").read_bytes() == b"content"


class TestSafeName:
    @pytest.mark.parametrize(
        ("sent", "safe"),
        [
            ("gel.png", "gel.png"),
            ("Übersicht 1 (final).csv", "Übersicht 1 (final).csv"),
            ("../../etc/passwd", ".._.._etc_passwd"),
            ("C:\\temp\\a.txt", "C__temp_a.txt"),
            ("a\0b\nc\x7f.txt", "a_b_c_.txt"),
            ("gnp\u202egpj.exe", "gnp_gpj.exe"),
            ('what? "this" <that>|*', "what_ _this_ _that___"),
            ("NUL", "_NUL"),
            ("com1.tar.gz", "_com1.tar.gz"),
            ("Lpt².txt", "_Lpt².txt"),
            ("CONSOLE.txt", "CONSOLE.txt"),
            ("report. . .", "report"),
            ("  report.csv ", "report.csv"),
            ("..", "file"),
            ("", "file"),
            (".bashrc", ".bashrc"),
        ],
    )
    def test_known(self, sent: str, safe: str) -> None:
        """Harmless names stay, the others become one harmless component."""
        assert safe == safe_filename(sent)

    def test_long(self) -> None:
        """A long name is cut to 255 bytes between characters and keeps its extension."""
        safe = safe_filename("é" * 200 + ".tiff")

        assert safe == "é" * 125 + ".tiff"
        assert len(safe.encode()) == 255

    def test_cut_bares_a_device(self) -> None:
        """A name that becomes a device name by cutting is made safe as well."""
        assert safe_filename("CON" + " " * 300 + "x.txt") == "_CON.txt"
        assert not is_device_name(safe_filename("CON" + " " * 248 + ".txt"))

    @given(
        st.text()
        | st.text(alphabet="./\\ :aCONul1\0é\ud800", max_size=12)
        | st.builds(lambda text, times: text * times, st.text(max_size=8), st.integers(30, 90))
    )
    def test_any(self, sent: str) -> None:
        """Whatever was sent, the name is one component, short, no device, and safe already."""
        safe = safe_filename(sent)

        assert safe not in ("", ".", "..")
        assert not set(safe) & set('/\\:*?"<>|\0\r\n')
        assert not safe.endswith((".", " "))
        assert not is_device_name(safe)
        assert len(safe.encode()) <= 255
        assert safe == safe_filename(safe)
