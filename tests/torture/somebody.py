"""Processes that are somebody else: what only root may try, anybody may there, and what root may not try, nobody may.

Nothing is imported here that has threads: a process that has some is given no name space of its own.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

MOUNTS, USERS = 0x20000, 0x10000000  # of unshare(2)


@contextmanager
def somebody(become: Callable[..., None], *args: Any) -> Iterator[Executor]:
    """A process that has become somebody."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), become, args) as pool:
        try:
            pool.submit(os.getpid).result(60)
        except BrokenProcessPool:
            pytest.skip("this machine lets nobody be somebody else")
        yield pool


def as_root() -> None:
    """From here on, this process has mounts of its own; who is not root is so for them alone."""
    user, group = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(MOUNTS | (USERS if user else 0)):
        raise OSError(ctypes.get_errno(), "no name space of its own is to be had")
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)


def as_nobody(first: Callable[[], None]) -> None:
    """From here on, when that is done, this process is not root."""
    first()
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        tempfile.tempdir = None  # looked for anew: where root writes, nobody may not
