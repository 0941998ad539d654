"""A file is written whole, or not at all.

Bytes gather in a temporary file beside the target, so that the last step is a rename inside one file system. Whoever
looks sees the old file or the new one, never half of it; a program that was killed leaves at most a hidden
``.labclients-….part`` behind. Files are readable by their owner alone (0600): exports hold participants' data.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from labclients.errors import LabClientsError, UsageError

__all__ = [
    "PREFIX",
    "SUFFIX",
    "Partial",
    "explained",
    "is_device_name",
    "make_private",
    "place",
    "replacing",
    "safe_name",
    "vacant",
]

PREFIX, SUFFIX = ".labclients-", ".part"  # of temporary files and directories

# What another path or another permission sets right is the caller's; the rest (a full disk, a dying one) is not.
_CALLERS = {
    errno.EACCES,
    errno.EEXIST,
    errno.EINVAL,
    errno.EISDIR,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.ENOENT,
    errno.ENOTDIR,
    errno.ENOTEMPTY,
    errno.EPERM,
    errno.EROFS,
}
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


class Partial:
    """A file on its way: written beside its target, then put in place whole or dropped.

    Parents that are missing are made, and stay. A target that is a symbolic link is replaced itself, not what it
    points to.

    Raises:
        UsageError: the target exists (without ``overwrite``), is a directory, or may not be written.
        LabClientsError: the disk is full or fails.
    """

    def __init__(self, target: Path, *, overwrite: bool = False) -> None:
        vacant(target, overwrite=overwrite)
        self.target = target
        self._overwrite = overwrite
        with explained(target):
            make_private(target.parent)
            self._temporary = target.parent.absolute() / f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}"
        self.file = _made(self._temporary, target)

    def write(self, data: bytes) -> int:
        """Add bytes; how many were taken (all of them)."""
        with explained(self.target):
            return self.file.write(data)

    def restart(self) -> None:
        """Forget what was written: a new attempt begins."""
        with explained(self.target):  # seeking flushes first
            self.file.seek(0)
            self.file.truncate()

    def readable(self) -> Path:
        """Where the bytes are that were written so far, to look at them before they are put in place."""
        with explained(self.target):
            self.file.flush()
        return self._temporary

    def commit(self) -> Path:
        """Put the file in place and return its path; when that fails, the file is dropped."""
        try:
            with explained(self.target):
                self.file.flush()
                # Without fsync a power cut can keep the rename and lose the bytes: an empty file under the final name,
                # which a nightly mirror would take for done. The directory needs none: a lost rename is "not at all".
                os.fsync(self.file.fileno())
                self.file.close()  # Windows renames closed files only
            place(self._temporary, self.target, overwrite=self._overwrite)
        finally:
            self.discard()
        return self.target

    def discard(self) -> None:
        """Drop what was written; after ``commit`` or a first ``discard`` it does nothing."""
        try:
            with suppress(OSError):  # closing flushes, and on a full disk fails
                self.file.close()
        finally:  # Ctrl-C too may come while it flushes
            with suppress(OSError):
                self._temporary.unlink(missing_ok=True)


@contextmanager
def replacing(target: Path, *, overwrite: bool = False) -> Generator[BinaryIO]:
    """Open a file that appears under its name when the block ends well, and never when it does not.

    Raises:
        UsageError: the target exists (without ``overwrite``), is a directory, or may not be written.
        LabClientsError: the disk is full or fails.
    """
    partial = Partial(target, overwrite=overwrite)
    try:
        with explained(target, only=_FULL):  # any other OSError in the block may be about something else
            yield partial.file
        partial.commit()
    finally:
        partial.discard()


def _made(path: Path, target: Path) -> BinaryIO:
    """Make a new file, for its owner alone (0600), and open it; an interruption in the middle leaves none."""
    try:
        # Opened by C alone: Ctrl-C, which Python hears between two of its instructions, finds a file that is closed
        # with its object, and a name to remove. (tempfile would know the name only then, or not any more.)
        with explained(target):
            return open(path, "xb", opener=partial(os.open, mode=0o600))
    except LabClientsError:
        raise  # it was not made, or it is another's
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def make_private(directory: Path) -> None:
    """Make a directory and those above it that are missing, for their owner alone (0700); existing ones stay."""
    for folder in (*reversed(directory.parents), directory):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)


def place(temporary: Path, target: Path, *, overwrite: bool = False) -> None:
    """Give a finished file its final name, in the same file system; without ``overwrite`` never over another file."""
    with explained(target):
        if overwrite:
            os.replace(temporary, target)
            return
        try:
            os.link(temporary, target)  # unlike a rename, it refuses a name that somebody took a moment ago
        except (AttributeError, OSError):  # no links here; or the name is taken, and _claim says so
            _claim(temporary, target)
        else:
            os.unlink(temporary)


def _claim(temporary: Path, target: Path) -> None:
    """The same where there are no hard links (FAT, some network shares): reserve the name, then rename over it."""
    file = _made(target, target)
    try:
        file.close()
        os.replace(temporary, target)
    except BaseException:
        os.unlink(target)
        raise


def vacant(target: Path, *, overwrite: bool = False) -> None:
    """Raise UsageError unless a file may be put at ``target``: nothing is there, or a file that may be replaced."""
    with explained(target):
        try:
            mode = os.lstat(target).st_mode
        except FileNotFoundError:
            return
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "it is a directory")
        if not overwrite:
            raise FileExistsError(errno.EEXIST, "it exists")


@contextmanager
def explained(path: Path, *, only: set[int] | None = None) -> Generator[None]:
    """Turn what the system says about ``path`` (or only these error numbers) into one sentence of ours."""
    try:
        yield
    except OSError as error:
        number = _number(error)
        if only is not None and number not in only:
            raise
        kind = UsageError if number in _CALLERS else LabClientsError
        raise kind(f"{path} cannot be written: {_reason(error, path)}.") from error
    except ValueError as error:  # of a NUL, or half of a surrogate, in it
        if isinstance(error, LabClientsError):
            raise
        raise UsageError(f"{str(path)!r} is no path: {error}.") from None


def _number(error: OSError) -> int | None:
    """What the system calls it; polars, which is written in Rust, says so in words."""
    told = re.search(r"\(os error (\d+)\)", str(error))
    return int(told[1]) if error.errno is None and told else error.errno


def _reason(error: OSError, path: Path) -> str:
    for parent in path.parents:
        if os.path.lexists(parent) and not os.path.isdir(parent):
            return f"{parent} is not a directory"
    if isinstance(error, FileExistsError):
        return "it exists already (overwrite=True replaces it)"
    return error.strerror or str(error)


# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file: reserved whatever the case and the extension.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?", re.IGNORECASE | re.DOTALL)
# Characters that Windows forbids, with both separators, and those that turn the direction of the text that follows.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_LONGEST = 255  # bytes: the limit of ext4, XFS and APFS, and inside that of NTFS (255 UTF-16 units)


def is_device_name(component: str) -> bool:
    """Whether Windows takes this path component for a device (``NUL``, ``com1.txt``) instead of a file."""
    return _DEVICE.fullmatch(component) is not None


def safe_name(text: str) -> str:
    """Make a file name that a server sent safe as one path component, on POSIX and on Windows.

    Separators, control characters and what Windows forbids become ``_``; device names get a ``_`` in front; spaces
    around the name and dots at its end go; names longer than 255 UTF-8 bytes are cut before their extension. Never
    empty (``file``), and a safe name stays as it is.
    """
    name = "".join("_" if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
    name = _cut(_trim(_FORBIDDEN.sub("_", name)))
    # Cutting can bare a device name ("CON      …x.txt"), and the underscore can make a name too long: hence twice.
    return _cut(f"_{name}") if is_device_name(name) else name or "file"


def _trim(name: str) -> str:
    return re.sub(r"[\s.]+\Z", "", name).lstrip()


def _cut(name: str) -> str:
    if len(name.encode()) <= _LONGEST:
        return name
    stem, extension = os.path.splitext(name)
    if len(extension.encode()) > 32:  # a long text after a dot is no extension
        stem, extension = name, ""
    room = _LONGEST - len(extension.encode())
    return _trim(stem.encode()[:room].decode(errors="ignore")) + extension
