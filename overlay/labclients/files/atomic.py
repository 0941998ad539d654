"""Files that appear whole or not at all, and file names that are safe on every system.

Bytes gather in a temporary file beside the target, so that the last step is a rename inside one file system. Readers
see the old file or the new one, never half of it; a program that is killed leaves at most a hidden
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
from itertools import count
from pathlib import Path
from typing import BinaryIO

from labclients.errors import LabClientsError, UsageError

__all__ = [
    "PREFIX",
    "SUFFIX",
    "AtomicFile",
    "atomic_write",
    "case_folded",
    "distinct_path",
    "ensure_can_write",
    "is_device_name",
    "make_private_dirs",
    "move_into_place",
    "remove_temporary_files",
    "safe_filename",
    "translate_os_errors",
]

PREFIX, SUFFIX = ".labclients-", ".part"  # of temporary files and directories

# Errors that another path or permission would avoid are UsageErrors; the rest (a full or a broken disk) are not.
_USAGE_ERRORS = {
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
_DISK_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


class AtomicFile:
    """A file that is written beside its target, and then moved into its place or dropped.

    A target that is a symbolic link is replaced itself, not what it points to.

    Args:
        target: The path of the finished file.
        overwrite: Replace an existing file.
        parents: Make missing parent directories, which stay.

    Raises:
        UsageError: The target exists (without `overwrite`), is a directory, or may not be written.
        LabClientsError: The disk is full or fails.
    """

    def __init__(self, target: Path, *, overwrite: bool = False, parents: bool = True) -> None:
        ensure_can_write(target, overwrite=overwrite)
        self.target = target
        self._overwrite = overwrite
        with translate_os_errors(target):
            if parents:
                make_private_dirs(target.parent)
            self._temporary = target.parent.absolute() / f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}"
            self.file = _create(self._temporary)

    def write(self, data: bytes) -> int:
        """Add bytes, and return their number."""
        with translate_os_errors(self.target):
            return self.file.write(data)

    def restart(self) -> None:
        """Drop what was written, for a new attempt."""
        with translate_os_errors(self.target):
            self.file.seek(0)
            self.file.truncate()

    def readable(self) -> Path:
        """The path of the temporary file, with everything that was written so far."""
        with translate_os_errors(self.target):
            self.file.flush()
        return self._temporary

    def commit(self) -> Path:
        """Move the file into its place and return its path; if that fails, the file is dropped."""
        try:
            with translate_os_errors(self.target):
                self.file.flush()
                # Without fsync a power cut can keep the rename and lose the bytes: an empty file under the final name,
                # which a nightly mirror would take for whole. A lost rename is harmless, so directories need none.
                os.fsync(self.file.fileno())
                self.file.close()  # Windows renames closed files only
            move_into_place(self._temporary, self.target, overwrite=self._overwrite)
        finally:
            self.discard()
        return self.target

    def discard(self) -> None:
        """Drop the temporary file; after `commit`, or a second time, it does nothing."""
        try:
            with suppress(OSError):  # closing flushes, which fails on a full disk
                self.file.close()
        finally:
            with suppress(OSError):
                self._temporary.unlink(missing_ok=True)


@contextmanager
def atomic_write(target: Path, *, overwrite: bool = False, parents: bool = True) -> Generator[BinaryIO]:
    """Open a file that gets its name when the block ends without an error; else nothing is left of it.

    The arguments are those of `AtomicFile`.

    Raises:
        UsageError: The target exists (without `overwrite`), is a directory, or may not be written.
        LabClientsError: The disk is full or fails.
    """
    writer = AtomicFile(target, overwrite=overwrite, parents=parents)
    try:
        with translate_os_errors(target, only=_DISK_FULL):  # other OSErrors in the block may concern another file
            yield writer.file
        writer.commit()
    finally:
        writer.discard()


def _create(path: Path) -> BinaryIO:
    """Make a new file with mode 0600; an interruption while it is made leaves none."""
    try:
        return open(path, "xb", opener=partial(os.open, mode=0o600))
    except OSError:
        raise  # the file was not made, or belongs to another program
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def make_private_dirs(directory: Path) -> None:
    """Make a directory and its missing parents with mode 0700; existing ones keep their mode."""
    for folder in (*reversed(directory.parents), directory):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)


def move_into_place(temporary: Path, target: Path, *, overwrite: bool = False) -> None:
    """Give a finished file its final name in the same file system; without `overwrite` never over another file."""
    with translate_os_errors(target):
        if not overwrite:
            try:
                os.link(temporary, target)  # unlike a rename, it refuses an existing name
                os.unlink(temporary)
                return
            except (AttributeError, OSError):  # no hard links here (FAT, some network shares), or the name exists
                ensure_can_write(target)
        os.replace(temporary, target)


def ensure_can_write(target: Path, *, overwrite: bool = False) -> None:
    """Raise UsageError if the target is a directory, or exists (without `overwrite`)."""
    with translate_os_errors(target):
        try:
            mode = os.lstat(target).st_mode
        except FileNotFoundError:
            return
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "it is a directory")
        if not overwrite:
            raise FileExistsError(errno.EEXIST, "it exists")


def remove_temporary_files(directory: Path) -> None:
    """Remove the temporary files that a killed program left in a directory; no program may write there meanwhile."""
    for path in directory.glob(f"{PREFIX}*{SUFFIX}"):
        if path.is_file():
            with translate_os_errors(path):
                path.unlink(missing_ok=True)


@contextmanager
def translate_os_errors(path: Path, *, only: set[int] | None = None) -> Generator[None]:
    """Turn an OSError about `path` (or only those with these error numbers) into one sentence.

    Raises:
        UsageError: Another path or another permission is needed.
        LabClientsError: The disk is full or fails.
    """
    try:
        yield
    except OSError as error:
        if only is not None and error.errno not in only:
            raise
        error_class = UsageError if error.errno in _USAGE_ERRORS else LabClientsError
        raise error_class(f"{path} cannot be written: {_reason(error, path)}.") from error
    except ValueError as error:  # the path has a NUL or half a surrogate pair in it
        if isinstance(error, LabClientsError):
            raise
        raise UsageError(f"{str(path)!r} is no path: {error}.") from None


def _reason(error: OSError, path: Path) -> str:
    for parent in path.parents:
        if os.path.lexists(parent) and not os.path.isdir(parent):
            return f"{parent} is not a directory"
    if isinstance(error, FileExistsError):
        return "it exists already (overwrite=True replaces it)"
    return error.strerror or str(error)


# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file: reserved whatever the case and the extension.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?", re.IGNORECASE | re.DOTALL)
# Characters that Windows forbids, both separators, and those that change the direction of the text.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_MAX_NAME = 255  # bytes: the limit of ext4, XFS and APFS, and less than that of NTFS (255 UTF-16 units)


def is_device_name(component: str) -> bool:
    """Whether Windows takes this path component for a device (``NUL``, ``com1.txt``) instead of a file."""
    return _DEVICE.fullmatch(component) is not None


def safe_filename(text: str) -> str:
    """Make a file name that a server sent safe as one path component, on POSIX and on Windows.

    Separators, control characters and what Windows forbids become ``_``; device names get a ``_`` in front; spaces
    around the name and dots at its end are removed; names longer than 255 UTF-8 bytes are cut before their extension.
    It is never empty (``file``), and a safe name stays as it is.
    """
    name = "".join("_" if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
    name = _cut(_trim(_FORBIDDEN.sub("_", name)))
    # Cutting can bare a device name ("CON      …x.txt"), and the underscore can make a name too long: hence twice.
    return _cut(f"_{name}") if is_device_name(name) else name or "file"


def _trim(name: str) -> str:
    return re.sub(r"[\s.]+\Z", "", name).lstrip()


def _cut(name: str) -> str:
    if len(name.encode()) <= _MAX_NAME:
        return name
    stem, extension = os.path.splitext(name)
    if len(extension.encode()) > 32:  # a long text after a dot is no extension
        stem, extension = name, ""
    room = _MAX_NAME - len(extension.encode())
    return _trim(stem.encode()[:room].decode(errors="ignore")) + extension


def case_folded(name: str) -> str:
    """What two names have in common if macOS or Windows takes them for one: case and Unicode form are ignored."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


def distinct_path(target: Path) -> Path:
    """The target, numbered if a file beside it differs only in case or Unicode form: ``gel (2).PNG`` by ``gel.png``.

    Windows and macOS would keep one of two such files when their folder is copied there.
    """
    with suppress(OSError, ValueError):  # the caller, who writes there, raises what is wrong with the directory
        names = set(os.listdir(target.parent))
        folded = {case_folded(name) for name in names}
        numbered = (target.name if n == 1 else f"{target.stem} ({n}){target.suffix}" for n in count(1))
        candidates = map(target.with_name, numbered)
        # A disk may keep the name of this same file in a Unicode form of its own: then it exists under both.
        return next(path for path in candidates if case_folded(path.name) not in folded or _exists_as(path, names))
    return target


def _exists_as(path: Path, names: set[str]) -> bool:
    """Whether a file exists under exactly this name, whatever the Unicode form of it."""
    return path.exists() and unicodedata.normalize("NFC", path.name) in {unicodedata.normalize("NFC", n) for n in names}
