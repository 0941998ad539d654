"""ZIP archives that can be trusted.

An archive comes from a server, so nothing it says about itself is believed: sizes are counted while inflating, names
are refused rather than repaired, and a directory of files appears whole or not at all.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import tempfile
import unicodedata
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from labclients.errors import ArchiveError, UsageError
from labclients.files.atomic import PREFIX, SUFFIX, explained, is_device_name, place, vacant

if TYPE_CHECKING:  # zipfile is imported when first used: `import labclients` has a budget
    from zipfile import ZipFile, ZipInfo

__all__ = ["Limits", "Seen", "Source", "check", "contents", "folded", "names", "read", "unpack"]

Source: TypeAlias = Path | IO[bytes]
"""An archive: its path, or a seekable binary file (left open, its position not kept)."""

Parts: TypeAlias = tuple[str, ...]

_CHUNK = 1 << 18
_DEEPEST = 32  # folders; the deepest export seen has 2, and Python's own tree functions recurse


class Limits(NamedTuple):
    """How much an archive may hold before it is refused."""

    members: int = 10_000
    """Files and folders."""
    total: int = 8 << 30
    """Bytes, inflated, of all members together."""
    ratio: int = 200
    """Bytes inflated for each byte of the archive. Time series in CSV shrink 10 to 30 times; deflate can reach 1032."""
    ratio_from: int = 16 << 20
    """Inflated bytes from which the ratio counts. A series that stands still shrinks like a bomb and is none; 16 MiB
    are four times the longest real session seen, and fill no disk."""

    def inflated(self, size: int) -> int:
        """Bytes that an archive of so many bytes may inflate to, as its ratio goes."""
        return max(self.ratio_from, self.ratio * size)


_DEFAULT = Limits()


class Seen(NamedTuple):
    """What a member turned out to be when it was read; the directory describes it by the same."""

    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int


def check(source: Source, *, limits: Limits = _DEFAULT, seen: Mapping[int, Seen | None] | None = None) -> None:
    """Read an archive from end to end, keeping nothing.

    Args:
        source: The archive.
        limits: How much it may hold.
        seen: The members that were read before, by where each begins, and None where the last one ends. If the
            directory stands there and has just these, as they are, none is read again.

    Raises:
        ArchiveError: it is no ZIP (the error says what it is, with the server's own message where it is JSON), has no
            readable directory, holds an encrypted or damaged member (CRC), or exceeds the limits.
    """
    with _opened(source, limits) as archive:
        if not archive.holds(seen):
            for member in archive.members():
                for _ in archive.chunks(member):
                    pass


def contents(source: Source, *, limits: Limits = _DEFAULT) -> Iterator[tuple[ZipInfo, Iterator[bytes]]]:
    """Each member with its content, piece by piece; all is read to its end, also what the caller leaves.

    Raises:
        ArchiveError: like ``check``.
    """
    with _opened(source, limits) as archive:
        for member in archive.members():
            chunks = archive.chunks(member)
            yield member, chunks
            for _ in chunks:
                pass


def names(source: Source) -> Parts:
    """Names of all members, as stored and in stored order, hostile ones included."""
    with _opened(source, _DEFAULT) as archive:
        return tuple(member.orig_filename for member in archive.infos)


def read(source: Source, name: str, *, limits: Limits = _DEFAULT) -> bytes:
    """The bytes of one member, by its name as stored.

    Raises:
        ArchiveError: there is none or more than one, or it is encrypted, damaged or too large.
    """
    with _opened(source, limits) as archive:
        found = [member for member in archive.infos if member.orig_filename == name]
        if len(found) != 1:
            raise ArchiveError(f"The archive holds {len(found)} members called {name!r}; one was asked for.")
        return b"".join(archive.chunks(found[0]))


def unpack(source: Source, directory: Path, *, overwrite: bool = False, limits: Limits = _DEFAULT) -> list[Path]:
    """Unpack everything into a directory, or nothing at all; the paths of the files, in stored order.

    The members are inflated and checked in a hidden directory beside the target and moved in when all are fine.
    A directory that exists keeps its other files. Folders are made with mode 0700, files with 0600. Unlike downloads
    the files are not synced to the disk one by one: the archive is still there to unpack again.

    Raises:
        ArchiveError: the archive is damaged, encrypted or too large, or holds names that could reach outside the
            directory, differ only by case or Unicode form, or stand for links, devices and other special files.
        UsageError: a file exists already (without ``overwrite``), or the directory cannot be written.
        LabClientsError: the disk is full or fails.
    """
    with _opened(source, limits) as archive:
        plan = _planned(archive.members())
        _refuse_taken(directory, plan, overwrite=overwrite)
        with (
            explained(directory),
            tempfile.TemporaryDirectory(
                prefix=PREFIX, suffix=SUFFIX, dir=_standing(directory), ignore_cleanup_errors=True
            ) as staging,
        ):
            _inflate(archive, plan, Path(staging, "new"))
            _move_in(Path(staging), directory, plan, overwrite=overwrite)
    return [directory.joinpath(*parts) for _, parts in plan.files]


class _Archive:
    """The members of an open archive, inflated under limits that no header can talk away."""

    def __init__(self, file: ZipFile, size: int, limits: Limits) -> None:
        self.infos = file.infolist()
        self._directory = file.start_dir
        self._file = file
        self._size = size
        self._limits = limits
        self._inflated = 0

    def members(self) -> list[ZipInfo]:
        """All members, if they are not too many."""
        if len(self.infos) > self._limits.members:
            raise ArchiveError(f"The archive holds {len(self.infos)} members; the limit is {self._limits.members}.")
        return self.infos

    def holds(self, seen: Mapping[int, Seen | None] | None) -> bool:
        """Whether these are its members, all of them and no others, none in the directory itself, and not too large."""
        told = {one.header_offset: _described_as(one) for one in self.members()}
        most = min(self._limits.total, self._limits.inflated(self._size))
        alone = len(told) == len(self.infos) and sum(one.size for one in told.values()) <= most
        return alone and {**told, self._directory: None} == seen

    def chunks(self, member: ZipInfo) -> Iterator[bytes]:
        """The content of a member, piece by piece; an error after the last piece when it was not all right."""
        _refuse_closed(member)
        inflated = 0
        with _blamed(member):
            stream = self._file.open(member)
        with stream:
            while chunk := self._piece(stream, member):
                inflated += len(chunk)
                yield chunk
        if inflated != member.file_size:  # zipfile is content when the data end early and the CRC is that of the part
            raise ArchiveError(f"The archive is damaged: {member.orig_filename!r} ends early.")

    def _piece(self, stream: IO[bytes], member: ZipInfo) -> bytes:
        with _blamed(member):
            chunk = stream.read(_CHUNK)
        self._inflated += len(chunk)
        if self._inflated > self._limits.total:
            raise ArchiveError(f"The archive inflates to more than {self._limits.total} bytes, the limit.")
        # Measured against the bytes that came, which a header cannot change and overlapping members do not multiply.
        if self._inflated > self._limits.inflated(self._size):
            raise ArchiveError(f"The archive inflates to more than {self._limits.ratio} times its size, the limit.")
        return chunk


def _described_as(member: ZipInfo) -> Seen:
    sizes = member.compress_size, member.file_size
    return Seen(member.orig_filename, member.flag_bits, member.compress_type, member.CRC, *sizes)


@contextmanager
def _opened(source: Source, limits: Limits) -> Generator[_Archive]:
    from zipfile import ZipFile

    with ExitStack() as stack:
        file = stack.enter_context(_file(source)) if isinstance(source, Path) else source
        size = file.seek(0, os.SEEK_END)
        _refuse_other(file)
        with _blamed():
            archive = stack.enter_context(ZipFile(file))
        yield _Archive(archive, size, limits)


def _file(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error


@contextmanager
def _blamed(member: ZipInfo | None = None) -> Generator[None]:
    """On crafted bytes zipfile raises ten kinds of error, from struct.error to RuntimeError: all mean the archive."""
    try:
        yield
    except Exception as error:
        what = f"{member.orig_filename!r} cannot be read" if member else "it has no readable directory"
        raise ArchiveError(f"The archive is damaged or cut short: {what} ({error}).") from error


def _refuse_closed(member: ZipInfo) -> None:
    if member.flag_bits & 0x2041:  # bits 0, 6 and 13: encrypted, strongly encrypted, encrypted directory
        raise ArchiveError(f"The archive is encrypted: {member.orig_filename!r} needs a password.")
    if member.compress_type not in (0, 8):  # stored, deflated: what the web sends, and what inflates piece by piece
        raise ArchiveError(f"{member.orig_filename!r} is compressed by method {member.compress_type}, not by deflate.")


# What came instead of an archive


def _refuse_other(file: IO[bytes]) -> None:
    file.seek(0)
    head = file.read(1 << 16)
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):  # a member, or the end record of an archive without any
        what, message = _described(head)
        said = f": {message}" if message else ""
        raise ArchiveError(f"This is no ZIP archive but {what}{said}.", server_message=message)


def _described(head: bytes) -> tuple[str, str | None]:
    text = head.decode(errors="replace").lstrip("\ufeff \t\r\n")
    if not head:
        return "an empty file", None
    if text.lower().startswith(("<!doctype", "<html", "<head", "<body", "<!--", "<?xml")):
        return "an HTML page", None
    if text.startswith(("{", "[")):
        return "JSON", _message(text)
    return "something else", None  # not quoted: it may be a participant's data


def _message(text: str) -> str | None:
    try:
        answer: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    said = cast("dict[str, Any]", answer) if isinstance(answer, dict) else {}
    found = (said.get(key) for key in ("msg", "message", "error"))
    return next((value[:200] for value in found if isinstance(value, str) and value), None)


# Which names are let in


class _Plan(NamedTuple):
    directories: list[Parts]  # parents first
    files: list[tuple[ZipInfo, Parts]]


_FAULTS: tuple[tuple[Callable[[str], object], str], ...] = (
    (lambda part: part in ("", ".", ".."), "is absolute, or has an empty, '.' or '..' component"),
    (re.compile(r"[A-Za-z]:").match, "names a drive"),
    (lambda part: os.name == "nt" and ":" in part, "names a stream of another file"),
    (re.compile(r"[\x00-\x1f\x7f\\]").search, "holds a backslash or a control character"),
    (is_device_name, "names a Windows device"),
    (lambda part: part.endswith((".", " ")), "ends in a dot or a space, which Windows drops"),
    (lambda part: len(part.encode()) > 255, "has a component longer than 255 bytes"),
)


def _planned(members: list[ZipInfo]) -> _Plan:
    stored = [(member, _parts(member)) for member in members]
    files = [(member, parts) for member, parts in stored if not member.orig_filename.endswith("/")]
    folders = {parts for member, parts in stored if member.orig_filename.endswith("/")}
    folders |= {parts[:depth] for _, parts in stored for depth in range(1, len(parts))}
    seen: set[Parts] = set()
    for member, parts in stored:
        if (key := folded(parts)) in seen:
            raise ArchiveError(f"The archive holds {member.orig_filename!r} twice (names may differ by case or form).")
        seen.add(key)
    inside = {folded(parts) for parts in folders}
    for member, parts in files:
        if folded(parts) in inside:
            raise ArchiveError(f"The archive holds {member.orig_filename!r} as a file and as a directory.")
    return _Plan(sorted(folders), files)


def folded(parts: Parts) -> Parts:
    """What a file system that ignores case and Unicode form (macOS, Windows) takes for the same name."""
    decomposed = (unicodedata.normalize("NFD", part).casefold() for part in parts)
    return tuple(unicodedata.normalize("NFD", part) for part in decomposed)


def _parts(member: ZipInfo) -> Parts:
    name = member.orig_filename  # `filename` is repaired by zipfile, and what was repaired is no longer refused
    parts = tuple(name.removesuffix("/").split("/"))
    faults = [words for part in parts for found, words in _FAULTS if found(part)]
    if len(parts) > _DEEPEST:
        faults.append(f"is deeper than {_DEEPEST} folders")
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        faults.append("is a link or another special file")
    if faults:
        raise ArchiveError(f"The archive is refused, nothing was unpacked: {name[:255]!r} {faults[0]}.")
    return parts


# Staging and moving in


def _refuse_taken(directory: Path, plan: _Plan, *, overwrite: bool) -> None:
    """Find before the work what would stop it after; links inside the directory could lead out of it."""
    if os.path.lexists(directory) and not directory.is_dir():
        raise UsageError(f"{directory} cannot be written: it is not a directory.")
    for parts in plan.directories:
        folder = directory.joinpath(*parts)
        if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
            raise UsageError(f"{folder} cannot be written: it is not a directory.")
    for _, parts in plan.files:
        vacant(directory.joinpath(*parts), overwrite=overwrite)


def _standing(directory: Path) -> Path:
    """Where to stage: the nearest parent that exists, so that a refusal leaves no new parents either."""
    return next(parent for parent in directory.absolute().parents if parent.exists())


def _inflate(archive: _Archive, plan: _Plan, root: Path) -> None:
    for parts in ((), *plan.directories):
        root.joinpath(*parts).mkdir(mode=0o700)
    for member, parts in plan.files:
        descriptor = os.open(root.joinpath(*parts), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for chunk in archive.chunks(member):
                file.write(chunk)


def _move_in(staging: Path, directory: Path, plan: _Plan, *, overwrite: bool) -> None:
    with ExitStack() as undo:
        _make(reversed(directory.parents), undo)
        if not os.path.lexists(directory):
            (staging / "new").rename(directory)
        else:
            _make((directory.joinpath(*parts) for parts in plan.directories), undo)
            for number, (_, parts) in enumerate(plan.files):
                new, target, old = staging.joinpath("new", *parts), directory.joinpath(*parts), staging / str(number)
                _put(new, target, old, undo, overwrite=overwrite)
        undo.pop_all()


def _make(directories: Iterable[Path], undo: ExitStack) -> None:
    for directory in directories:
        if not directory.is_dir():
            try:
                directory.mkdir(mode=0o700)
            except FileExistsError:  # another thread was faster, if it is a directory
                if not directory.is_dir():
                    raise
            else:
                undo.callback(_unmake, directory)


def _unmake(directory: Path) -> None:
    with suppress(OSError):  # another thread uses it by now
        directory.rmdir()


def _put(new: Path, target: Path, old: Path, undo: ExitStack, *, overwrite: bool) -> None:
    if overwrite and os.path.lexists(target):
        _keep(target, old)
        undo.callback(os.replace, old, target)
        place(new, target, overwrite=True)
    else:
        place(new, target)
        undo.callback(target.unlink)


def _keep(target: Path, old: Path) -> None:
    try:
        os.link(target, old, follow_symlinks=False)
    except (AttributeError, NotImplementedError, OSError):
        shutil.copy2(target, old, follow_symlinks=False)
