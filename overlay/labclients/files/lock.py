"""A directory that one program at a time works in.

The lock is the operating system's own, on a file ``.lock`` in the directory: it ends with the program that holds it,
however that ends. The file stays; while the lock is held, it says by whom.
"""

from __future__ import annotations

import errno
import os
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from labclients.errors import UsageError
from labclients.files.atomic import explained

__all__ = ["Lock"]

NAME = ".lock"
_MOST = 200  # bytes that are read of who holds it
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Lock:
    """The lock of a directory that exists; in a ``with`` block, or by `take` and `release`. It ends with its object.

    Raises, when it is taken:
        UsageError: another program holds it (the sentence says which), or the directory cannot be written or locked.
        LabClientsError: the disk is full or fails.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._descriptor: int | None = None
        self._close: Callable[[], object] = lambda: None

    def take(self) -> None:
        """Take the lock, or raise at once."""
        path = self._directory / NAME
        with explained(path):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            self._close = weakref.finalize(self, os.close, descriptor)  # Ctrl-C may come at any moment of a release
        try:
            _lock(descriptor)
        except OSError as error:
            holder = _read(descriptor)
            self._close()
            raise UsageError(self._refusal(error, holder)) from None
        self._descriptor = descriptor
        try:
            with explained(path):
                self._write(f"pid {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let others in; where the lock is not held, nothing."""
        if self._descriptor is not None:
            try:
                with suppress(OSError):  # a disk that is gone
                    self._write("")
            finally:
                self._descriptor = None
                self._close()

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _write(self, text: str) -> None:
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, text.encode())

    def _refusal(self, error: OSError, holder: str) -> str:
        if error.errno in _TAKEN:
            return f"{self._directory} is in use by another program ({holder or 'which one, it does not say'})."
        return f"{self._directory} cannot be locked: {error.strerror}."


def _read(descriptor: int) -> str:
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        return os.read(descriptor, _MOST).decode(errors="replace")
    return ""


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        import msvcrt

        # Far behind the text: what is locked here cannot be read by others.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
