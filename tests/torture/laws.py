"""What holds whatever happens, and the words to say that it did not."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.sockets.laws import everything_said

#: A token that no text can hold by chance.
SECRET = "Q7zK9wV3xJ5mB8"


class DataLost(AssertionError):
    """A success that is not what the server has, or half of a file."""


class Leaked(AssertionError):
    """Something stays behind: a connection, a thread, a task, a file, or a secret in a text."""


class Held(NamedTuple):
    """What the process holds."""

    threads: frozenset[threading.Thread]
    files: frozenset[str]  # sockets among them


def held() -> Held:
    """As of now; of what is open only on Linux."""
    return Held(frozenset(threading.enumerate()), frozenset(_open()))


def _open() -> Iterator[str]:
    if sys.platform != "linux":
        return
    for name in os.listdir("/proc/self/fd"):
        try:
            yield f"{name} {os.readlink(f'/proc/self/fd/{name}')}"
        except OSError:  # it was that of the list itself
            continue


def settle(before: Held, within: float = 3.0) -> None:
    """What was not there before goes, within so many seconds; no help from the garbage collector."""
    until = time.monotonic() + within
    while True:
        now = held()
        threads, files = now.threads - before.threads, now.files - before.files
        if not threads and not files:
            return
        if time.monotonic() > until:
            raise Leaked(f"left behind: {[thread.name for thread in threads]} {sorted(files)}")
        time.sleep(0.005)


@contextmanager
def nothing_left() -> Iterator[None]:
    """The block leaves nothing behind."""
    gc.collect()  # what earlier tests left in circles is not ours
    before = held()
    yield
    settle(before)


class Heard(logging.Handler):
    """All that is logged, by every logger, and warned of."""

    LOGGERS = ("", "httpx", "httpcore", "labclients", "asyncio")

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said += [record.getMessage(), repr(record.args)]
        if record.exc_info and record.exc_info[1]:
            self.said.append(everything_said(record.exc_info[1]))


@contextmanager
def listening() -> Iterator[Heard]:
    """The block is listened to."""
    heard = Heard()
    levels = {name: logging.getLogger(name).level for name in Heard.LOGGERS}
    logging.getLogger().addHandler(heard)
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield heard
        heard.said += [f"warning: {warning.message!r}" for warning in caught]
    finally:
        logging.getLogger().removeHandler(heard)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def no_secret(*texts: str) -> None:
    """The secret, or a good part of it, is in none of the texts."""
    told = "\n".join(texts).lower()
    found = [at for at in range(len(SECRET) - 5) if SECRET[at : at + 6].lower() in told]
    if found:
        at = told.index(SECRET[found[0] : found[0] + 6].lower())
        raise Leaked(f"a secret is told: {told[max(0, at - 200) : at + 20]!r}")


def only_whole(directory: Path, allowed: Callable[[Path], bool]) -> None:
    """Every file below a directory is one that may be there: no half, no temporary one."""
    for path in directory.rglob("*"):
        if path.is_file() and not allowed(path):
            raise DataLost(f"this is left: {path.relative_to(directory)} ({path.stat().st_size} bytes)")


def private(directory: Path) -> None:
    """Files are their owner's alone, and so are folders."""
    for path in (directory, *directory.rglob("*")):
        mode = path.stat().st_mode & 0o777
        wanted = 0o700 if path.is_dir() else 0o600
        assert mode == wanted, f"{path.name} has mode {mode:o}"


def all_said(error: BaseException | None, *more: Any) -> str:
    """What an error says in any way, and whatever else."""
    return "\n".join([everything_said(error) if error else "", *map(str, more)])
