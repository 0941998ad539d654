"""ZIP archives from a server: validated, read and unpacked under limits, without belief in what they say of themselves.

Sizes are counted while members are inflated, unsafe names are refused, and a directory of files appears whole or not
at all.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, TypeAlias

from labclients._json import as_object
from labclients.errors import ArchiveError, UsageError
from labclients.files.atomic import (
    PREFIX,
    SUFFIX,
    case_folded,
    ensure_can_write,
    is_device_name,
    move_into_place,
    translate_os_errors,
)

if TYPE_CHECKING:  # zipfile is imported when it is first needed: `import labclients` has to be fast
    from zipfile import ZipFile, ZipInfo

__all__ = ["Limits", "Source", "names", "read", "unpack", "validate"]

Source: TypeAlias = Path | IO[bytes]
"""An archive: its path, or a seekable binary file (left open, its position not kept)."""

Parts: TypeAlias = tuple[str, ...]

_CHUNK = 1 << 18
_MAX_DEPTH = 32  # folders; exports have 2, and Python's own tree functions recurse


class Limits(NamedTuple):
    """How much an archive may hold before it is refused."""

    members: int = 10_000
    """Files and folders."""
    total: int = 8 << 30
    """Bytes of all members together, inflated."""
    ratio: int = 200
    """Inflated bytes per byte of the archive. Time series in CSV shrink 10 to 30 times; deflate can reach 1032."""
    ratio_from: int = 16 << 20
    """Inflated bytes from which the ratio counts, since constant time series shrink like a ZIP bomb. 16 MiB are four
    times the longest session seen, and fill no disk."""


_LIMITS = Limits()


def validate(source: Source, *, limits: Limits = _LIMITS) -> list[ZipInfo]:
    """Read an archive from end to end, keep nothing, and return its members.

    Raises:
        ArchiveError: It is no ZIP (the error says what it is, with the server's own message if it is JSON), has no
            readable directory, holds an encrypted or damaged member (CRC), or exceeds the limits.
    """
    with _opened(source, limits) as archive:
        members = archive.members()
        for member in members:
            for _ in archive.chunks(member):
                pass
        return members


def names(source: Source) -> Parts:
    """The names of all members, as stored and in stored order, unsafe ones included."""
    with _opened(source, _LIMITS) as archive:
        return tuple(member.orig_filename for member in archive.infos)


def read(source: Source, name: str, *, limits: Limits = _LIMITS) -> bytes:
    """The bytes of one member, by its name as stored.

    Raises:
        ArchiveError: There is none or more than one, or it is encrypted, damaged or too large.
    """
    with _opened(source, limits) as archive:
        members = [member for member in archive.infos if member.orig_filename == name]
        if len(members) != 1:
            raise ArchiveError(f"The archive holds {len(members)} members called {name!r}; one was asked for.")
        return b"".join(archive.chunks(members[0]))


def unpack(source: Source, directory: Path, *, overwrite: bool = False, limits: Limits = _LIMITS) -> list[Path]:
    """Unpack everything into a directory, or nothing at all; return the paths of the files, in stored order.

    The members are inflated into a hidden directory beside the target, and moved from there when all are whole. Other
    files of an existing directory stay. Folders get mode 0700, files 0600. Unlike downloads, the files are not synced
    to the disk one by one: the archive can be unpacked again.

    Raises:
        ArchiveError: The archive is damaged, encrypted or too large, or holds names that could reach outside the
            directory, differ only by case or Unicode form, or stand for links, devices and other special files.
        UsageError: A file exists already (without `overwrite`), or the directory cannot be written.
        LabClientsError: The disk is full or fails.
    """
    with _opened(source, limits) as archive:
        folders, files = _planned(archive.members())
        _ensure_can_unpack(directory, folders, files, overwrite=overwrite)
        # The nearest parent that exists, so that a refusal leaves no new parents either.
        parent = next(parent for parent in directory.absolute().parents if parent.exists())
        with (
            translate_os_errors(directory),
            tempfile.TemporaryDirectory(prefix=PREFIX, suffix=SUFFIX, dir=parent, ignore_cleanup_errors=True) as name,
        ):
            staging = Path(name)
            _inflate(archive, folders, files, staging / "new")
            _move_in(staging, directory, folders, [parts for _, parts in files], overwrite=overwrite)
    return [directory.joinpath(*parts) for _, parts in files]


class _Archive:
    """The members of an open archive, inflated under limits."""

    def __init__(self, file: ZipFile, size: int, limits: Limits) -> None:
        self.infos = file.infolist()
        self._file = file
        self._limits = limits
        # Measured against the bytes that arrived, which a header cannot change and overlapping members do not multiply.
        self._max_by_ratio = max(limits.ratio_from, limits.ratio * size)
        self._inflated = 0

    def members(self) -> list[ZipInfo]:
        """All members, if they are not too many."""
        if len(self.infos) > self._limits.members:
            raise ArchiveError(f"The archive holds {len(self.infos)} members; the limit is {self._limits.members}.")
        return self.infos

    def chunks(self, member: ZipInfo) -> Iterator[bytes]:
        """The content of a member in chunks; an error after the last one if it was damaged."""
        if member.flag_bits & 0x2041:  # bits 0, 6 and 13: encrypted, strongly encrypted, encrypted directory
            raise ArchiveError(f"The archive is encrypted: {member.orig_filename!r} needs a password.")
        if member.compress_type not in (0, 8):  # stored or deflated, which can be inflated in chunks
            method = member.compress_type
            raise ArchiveError(f"{member.orig_filename!r} is compressed by method {method}, not by deflate.")
        size = 0
        with _zip_errors(member):
            stream = self._file.open(member)
        with stream:
            while chunk := self._next_chunk(stream, member):
                size += len(chunk)
                yield chunk
        if size != member.file_size:  # zipfile accepts data that end early if the CRC is that of the part
            raise ArchiveError(f"The archive is damaged: {member.orig_filename!r} ends early.")

    def _next_chunk(self, stream: IO[bytes], member: ZipInfo) -> bytes:
        with _zip_errors(member):
            chunk = stream.read(_CHUNK)
        self._inflated += len(chunk)
        if self._inflated > self._limits.total:
            raise ArchiveError(f"The archive inflates to more than {self._limits.total} bytes, the limit.")
        if self._inflated > self._max_by_ratio:
            raise ArchiveError(f"The archive inflates to more than {self._limits.ratio} times its size, the limit.")
        return chunk


@contextmanager
def _opened(source: Source, limits: Limits) -> Generator[_Archive]:
    from zipfile import ZipFile

    with ExitStack() as stack:
        file = stack.enter_context(_open(source)) if isinstance(source, Path) else source
        size = file.seek(0, os.SEEK_END)
        _refuse_other_content(file)
        with _zip_errors():
            archive = stack.enter_context(ZipFile(file))
        yield _Archive(archive, size, limits)


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error


@contextmanager
def _zip_errors(member: ZipInfo | None = None) -> Generator[None]:
    """Turn the errors of zipfile, which raises ten kinds of them on crafted bytes, into ArchiveError."""
    try:
        yield
    except Exception as error:
        what = f"{member.orig_filename!r} cannot be read" if member else "it has no readable directory"
        raise ArchiveError(f"The archive is damaged or cut short: {what} ({error}).") from error


def _refuse_other_content(file: IO[bytes]) -> None:
    """Say what a server sent instead of a ZIP."""
    file.seek(0)
    head = file.read(1 << 16)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):  # a member, or the end record of an empty archive
        return
    text = head.decode(errors="replace").lstrip("\ufeff \t\r\n")
    message = None
    if not head:
        content = "an empty file"
    elif text.lower().startswith(("<!doctype", "<html", "<head", "<body", "<!--", "<?xml")):
        content = "an HTML page"
    elif text.startswith(("{", "[")):
        content, message = "JSON", _server_message(text)
    else:
        content = "something else"  # not quoted: it may be a participant's data
    raise ArchiveError(
        f"This is no ZIP archive but {content}{f': {message}' if message else ''}.", server_message=message
    )


def _server_message(text: str) -> str | None:
    from labclients._responses import MESSAGE_KEYS

    try:
        data = as_object(json.loads(text)) or {}
    except (ValueError, RecursionError):
        return None
    values = (data.get(key) for key in MESSAGE_KEYS)
    return next((value[:200] for value in values if isinstance(value, str) and value), None)


# Which names are unpacked

_FAULTS: tuple[tuple[Callable[[str], object], str], ...] = (
    (lambda part: part in ("", ".", ".."), "is absolute, or has an empty, '.' or '..' component"),
    (re.compile(r"[A-Za-z]:").match, "names a drive"),
    (lambda part: os.name == "nt" and ":" in part, "names a stream of another file"),
    (re.compile(r"[\x00-\x1f\x7f\\]").search, "holds a backslash or a control character"),
    (is_device_name, "names a Windows device"),
    (lambda part: part.endswith((".", " ")), "ends in a dot or a space, which Windows drops"),
    (lambda part: len(part.encode()) > 255, "has a component longer than 255 bytes"),
)


def _planned(members: list[ZipInfo]) -> tuple[list[Parts], list[tuple[ZipInfo, Parts]]]:
    """The folders to make, parents first, and the files with their paths."""
    folders: set[Parts] = set()
    files: list[tuple[ZipInfo, Parts]] = []
    folded: dict[Parts, ZipInfo] = {}
    for member in members:
        parts = _checked_parts(member)
        if folded.setdefault(_folded(parts), member) is not member:
            raise ArchiveError(f"The archive holds {member.orig_filename!r} twice (names may differ by case or form).")
        folders.update(parts[:depth] for depth in range(1, len(parts)))
        if member.orig_filename.endswith("/"):
            folders.add(parts)
        else:
            files.append((member, parts))
    inside = {_folded(parts) for parts in folders}
    for member, parts in files:
        if _folded(parts) in inside:
            raise ArchiveError(f"The archive holds {member.orig_filename!r} as a file and as a directory.")
    return sorted(folders), files


def _folded(parts: Parts) -> Parts:
    return tuple(map(case_folded, parts))


def _checked_parts(member: ZipInfo) -> Parts:
    name = member.orig_filename  # zipfile repairs `filename`, which would hide what is wrong with it
    parts = tuple(name.removesuffix("/").split("/"))
    faults = [words for part in parts for is_faulty, words in _FAULTS if is_faulty(part)]
    if len(parts) > _MAX_DEPTH:
        faults.append(f"is deeper than {_MAX_DEPTH} folders")
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        faults.append("is a link or another special file")
    if faults:
        raise ArchiveError(f"The archive is refused, nothing was unpacked: {name[:255]!r} {faults[0]}.")
    return parts


def _ensure_can_unpack(
    directory: Path, folders: list[Parts], files: list[tuple[ZipInfo, Parts]], *, overwrite: bool
) -> None:
    """Refuse what would fail later, before the work begins; links inside the directory could lead out of it."""
    if os.path.lexists(directory) and not directory.is_dir():
        raise UsageError(f"{directory} cannot be written: it is not a directory.")
    for folder in (directory.joinpath(*parts) for parts in folders):
        if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
            raise UsageError(f"{folder} cannot be written: it is not a directory.")
    for _, parts in files:
        ensure_can_write(directory.joinpath(*parts), overwrite=overwrite)


# Inflating and moving


def _inflate(archive: _Archive, folders: list[Parts], files: list[tuple[ZipInfo, Parts]], root: Path) -> None:
    for parts in ((), *folders):
        root.joinpath(*parts).mkdir(mode=0o700)
    for member, parts in files:
        descriptor = os.open(root.joinpath(*parts), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for chunk in archive.chunks(member):
                file.write(chunk)


def _move_in(staging: Path, directory: Path, folders: list[Parts], files: list[Parts], *, overwrite: bool) -> None:
    """Move everything into the directory; undo it all if one step fails."""
    with ExitStack() as undo:
        _make_dirs(reversed(directory.parents), undo)
        if not os.path.lexists(directory):
            (staging / "new").rename(directory)
        else:
            _make_dirs((directory.joinpath(*parts) for parts in folders), undo)
            for number, parts in enumerate(files):
                target, previous = directory.joinpath(*parts), staging / str(number)
                if replaces := overwrite and os.path.lexists(target):
                    _back_up(target, previous)
                    undo.callback(os.replace, previous, target)
                move_into_place(staging.joinpath("new", *parts), target, overwrite=replaces)
                if not replaces:
                    undo.callback(target.unlink)
        undo.pop_all()


def _make_dirs(directories: Iterable[Path], undo: ExitStack) -> None:
    for directory in directories:
        if not directory.is_dir():
            with suppress(FileExistsError):  # another thread was faster
                directory.mkdir(mode=0o700)
                undo.callback(_remove_dir, directory)


def _remove_dir(directory: Path) -> None:
    with suppress(OSError):  # another thread uses it
        directory.rmdir()


def _back_up(target: Path, previous: Path) -> None:
    try:
        os.link(target, previous, follow_symlinks=False)
    except (AttributeError, NotImplementedError, OSError):
        shutil.copy2(target, previous, follow_symlinks=False)
