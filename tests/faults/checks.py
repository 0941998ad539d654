"""What holds after every call, and the means to see it: threads, descriptors, connections, files, texts."""

from __future__ import annotations

import asyncio
import functools
import gc
import logging
import os
import random
import re
import reprlib
import sys
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.sockets.laws import everything_said

import labclients

# A token, a signature in a link, and a participant's name: no text holds them by chance.
TOKEN, SIGNATURE, NAME = "Q7zK9wV3xJ5mB8", "hX2rT6yN0cF4kP8sLw", "Zdenka Grögersová-Ovčí"
PACKAGE = os.path.dirname(labclients.__file__)

LONG = os.environ.get("LABCLIENTS_FAULTS") == "long"
SEED = int(os.environ.get("LABCLIENTS_SEED") or (random.SystemRandom().randrange(10**6) if LONG else 13))

tried: Counter[str] = Counter()
broken: Counter[str] = Counter()
figures: dict[str, str] = {}  # what was measured

LEFT = "no thread, descriptor or task stays behind"
IDLE = "no connection stays in use"
WHOLE = "a file is whole or not there, and no temporary file stays"
SECRETS = "no secret in an error, a log, a file or a local of our frames"


@contextmanager
def promise(sentence: str, cases: int = 1) -> Iterator[None]:
    """Count the block as cases of a promise; an error in it breaks the promise."""
    tried[sentence] += cases
    try:
        yield
    except BaseException:
        broken[sentence] += 1
        raise


class Resources(NamedTuple):
    """Threads and (on Linux) open descriptors of this process."""

    threads: frozenset[threading.Thread]
    descriptors: frozenset[str]


def resources() -> Resources:
    """The resources in use now."""
    return Resources(frozenset(threading.enumerate()), frozenset(_descriptors()))


def _descriptors() -> Iterator[str]:
    if sys.platform != "linux":
        return
    for name in os.listdir("/proc/self/fd"):
        try:
            yield f"{name} {os.readlink(f'/proc/self/fd/{name}')}"
        except OSError:  # the descriptor of the listing itself
            continue


@contextmanager
def nothing_left(cases: int = 1) -> Iterator[None]:
    """The block leaves no thread and no descriptor behind."""
    gc.collect()  # cycles of earlier tests
    before = resources()
    yield
    with promise(LEFT, cases):
        deadline = time.monotonic() + 3
        while leaks := leaked(before):
            assert time.monotonic() < deadline, leaks
            time.sleep(0.005)


def leaked(before: Resources) -> list[str]:
    """What is in use now and was not before."""
    now = resources()
    return [*(thread.name for thread in now.threads - before.threads), *sorted(now.descriptors - before.descriptors)]


def connections_in_use(client: Any) -> int:
    """How many connections of a client serve a call: the only look behind the public interface."""
    return len(client._client.transport._in_use)


async def at_rest(client: Any) -> None:
    """No connection of the client stays in use."""
    with promise(IDLE):
        deadline = time.monotonic() + 3
        while connections_in_use(client):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.002)


def only_whole(directory: Path, is_whole: Callable[[Path], bool], within: float = 0.0) -> None:
    """Every file below a directory is whole, none is temporary; `within` some seconds after a call was cancelled."""

    def check() -> None:
        partial = [path for path in directory.rglob("*") if path.is_file() and not is_whole(path)]
        assert not partial, [(path.name, path.stat().st_size) for path in partial]

    with promise(WHOLE):
        soon(check, within)


def soon(check: Callable[[], None], seconds: float = 2.0) -> None:
    """The check passes within some seconds."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return check()
        except (AssertionError, FileNotFoundError):
            if time.monotonic() >= deadline:
                raise
        time.sleep(0.005)


class LogRecorder(logging.Handler):
    """Everything that is logged or warned of, and what asyncio and Python complain about."""

    LOGGERS = ("", "httpx", "httpcore", "labclients", "asyncio")

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []
        self.complaints: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts += [record.getMessage(), repr(record.args)]
        if record.exc_info and record.exc_info[1]:
            self.texts.append(everything_said(record.exc_info[1]))
        if record.name == "asyncio" and record.levelno >= logging.WARNING:
            self.complaints.append(record.getMessage())


@contextmanager
def recorded_logs() -> Iterator[LogRecorder]:
    """Record logs and warnings; a complaint of asyncio or Python fails."""
    recorder = LogRecorder()
    levels = {name: logging.getLogger(name).level for name in LogRecorder.LOGGERS}
    logging.getLogger().addHandler(recorder)
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield recorder
            gc.collect()  # objects that were not closed or awaited warn now
        recorder.complaints += [f"warning: {warning.message!r}" for warning in caught]
    finally:
        logging.getLogger().removeHandler(recorder)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
    with promise(LEFT):
        assert not recorder.complaints, recorder.complaints


def without_secrets(*texts: str, secrets: tuple[str, ...] = (TOKEN, SIGNATURE, NAME)) -> None:
    """No text holds a secret, or six characters of one."""
    with promise(SECRETS):
        leak = _pattern(secrets).search("\n".join(texts))
        assert not leak, leak and leak.string[max(0, leak.start() - 200) : leak.end()]


@functools.cache
def _pattern(secrets: tuple[str, ...]) -> re.Pattern[str]:
    parts = (re.escape(secret[at : at + 6]) for secret in secrets for at in range(len(secret) - 5))
    return re.compile("|".join(parts), re.IGNORECASE)


def error_without_secrets(error: BaseException | None) -> None:
    """Neither the texts of an error nor the locals of our frames hold a secret.

    Locals may hold a participant's data, which the call is about.
    """
    if error is None:
        return
    without_secrets(everything_said(error))
    without_secrets(*our_locals(error), secrets=(TOKEN, SIGNATURE))


_repr = reprlib.Repr()
_repr.maxlevel = _repr.maxdict = _repr.maxlist = _repr.maxtuple = 20
_repr.maxstring = _repr.maxother = 5000


def our_locals(error: BaseException | None) -> Iterator[str]:
    """The locals of labclients' frames in an error's tracebacks, as Sentry and ``pytest -l`` show them."""
    while error is not None:
        traceback = error.__traceback__
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename.startswith(PACKAGE):
                yield from (f"{name} = {_repr.repr(value)}" for name, value in traceback.tb_frame.f_locals.items())
            traceback = traceback.tb_next
        error = error.__cause__ or error.__context__
