"""What holds whatever happens, and the words to say that it did not."""

from __future__ import annotations

import asyncio
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

from labclients._transport import MAX_CONNECTIONS as AT_ONCE

#: A token, a signature in a link, and what a participant said: no text can hold them by chance.
SECRET, SIGNATURE, CANARY = SECRETS = ("Q7zK9wV3xJ5mB8", "hX2rT6yN0cF4kP8sLw", "Zdenka Grögersová-Ovčí")


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
    """All that is logged, by every logger, and warned of; and what asyncio and Python complain of in it."""

    LOGGERS = ("", "httpx", "httpcore", "labclients", "asyncio")

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []
        self.complaints: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said += [record.getMessage(), repr(record.args)]
        if record.exc_info and record.exc_info[1]:
            self.said.append(everything_said(record.exc_info[1]))
        if record.name == "asyncio" and record.levelno >= logging.WARNING:
            self.complaints.append(record.getMessage())


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
            gc.collect()  # what nobody holds, and nobody closed or asked for, says so now
        heard.complaints += [f"warning: {warning.message!r}" for warning in caught]
        heard.said += heard.complaints
    finally:
        logging.getLogger().removeHandler(heard)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def no_secret(*texts: str) -> None:
    """No secret, and no good part of one, is in any of the texts."""
    told = "\n".join(texts).lower()
    for part in _PARTS:
        if part in told:
            at = told.index(part)
            raise Leaked(f"a secret is told: {told[max(0, at - 200) : at + 20]!r}")


_PARTS = [secret[at : at + 6].lower() for secret in SECRETS for at in range(len(secret) - 5)]


async def at_rest(client: Any, within: float = 3.0) -> None:
    """A client that nobody uses uses nothing, soon: every connection is idle, and as many as ever may be had."""
    driver, until = client._core.driver, time.monotonic() + within
    while told := [*_used(driver)]:
        if time.monotonic() > until:
            raise Leaked(f"in use: {told}")
        await asyncio.sleep(0.005) if client._core.awaited else time.sleep(0.005)


def _used(driver: Any) -> Iterator[str]:
    free = driver._free
    if free is not None and free._value != AT_ONCE:
        yield f"{AT_ONCE - free._value} turns"
    yield from map(repr, getattr(driver, "_inner", ()))
    if driver._http is not None:
        for connection in driver._http._transport._pool.connections:
            if not connection.is_idle() and not connection.is_closed():
                yield repr(connection)


def only_whole(directory: Path, allowed: Callable[[Path], bool]) -> None:
    """Every file below a directory is one that may be there: no half, no temporary one."""
    for path in directory.rglob("*"):
        if path.is_file() and not allowed(path):
            raise DataLost(f"this is left: {path.relative_to(directory)} ({path.stat().st_size} bytes)")


def private(directory: Path) -> None:
    """Files are their owner's alone, and so are folders."""
    for path in (directory, *directory.rglob("*")):
        mode = path.stat().st_mode & 0o777
        if mode != (0o700 if path.is_dir() else 0o600):
            raise Leaked(f"{path.name} has mode {mode:o}")


def all_said(error: BaseException | None, *more: Any) -> str:
    """What an error says in any way, and whatever else."""
    return "\n".join([everything_said(error) if error else "", *map(str, more)])
