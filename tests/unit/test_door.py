"""The driver that runs flows in threads: interrupted, or too late."""

from __future__ import annotations

import linecache
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, SimpleNamespace
from typing import Any

import pytest

from labclients.transport import door, turns
from labclients.transport.connections import Bounded
from labclients.transport.door import ThreadDriver
from labclients.transport.effects import Fault, Flow, Work

URL = "http://127.0.0.1:1"


class Made:
    """Things that are made, and are to be gone again."""

    def __init__(self) -> None:
        self.there: set[int] = set()

    def make(self) -> int:
        self.there.add(7)
        return 7

    def flow(self) -> Flow[None]:
        made: int = yield Work(self.make, self.there.discard)
        try:
            yield Work(lambda: None)
        finally:
            self.there.discard(made)


@contextmanager
def interrupted_at(place: int) -> Iterator[list[str]]:
    """Ctrl-C in the block, before so many lines of the driver were run; the lines that were."""
    lines: list[str] = []

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_code.co_filename not in (door.__file__, turns.__file__):
            return None
        # At a `try` nothing is called and nothing jumps, so Python looks for no signal.
        if event == "line" and linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip() != "try:":
            lines.append(f"{frame.f_code.co_name}:{frame.f_lineno}")
            if len(lines) == place:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield lines
    finally:
        sys.settrace(before)


def test_ctrl_c_at_any_line_of_the_driver_leaves_nothing() -> None:
    """What work has made is undone, also where the flow has not taken it yet."""
    for place in range(1, 1000):
        made, driver = Made(), ThreadDriver(URL)
        try:
            with interrupted_at(place) as lines:
                driver.run(made.flow())
        except KeyboardInterrupt:
            assert made.there == set(), f"it stays after {lines[-1]}"
        else:
            break
    assert place > 20  # there were lines to be interrupted at
    assert made.there == set()


def test_ctrl_c_before_the_flow_has_its_own_way_to_tidy_up_leaves_nothing() -> None:
    """Between a result and the `try` that follows it, the driver still has it."""
    made = Made()

    def flow() -> Flow[None]:
        yield Work(made.make, made.there.discard)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ThreadDriver(URL).run(flow())
    assert made.there == set()


def test_what_a_flow_gives_on_is_not_undone() -> None:
    """A flow that ends well has taken what it was given."""
    made = Made()

    def flow() -> Flow[int]:
        return (yield Work(made.make, made.there.discard))

    assert ThreadDriver(URL).run(flow()) in made.there


def test_a_connection_without_time_for_its_handshake_is_closed() -> None:
    """httpcore would leave it to the garbage collector."""

    plain = socket.socket()
    connection = SimpleNamespace(close=plain.close, start_tls=pytest.fail, get_extra_info=lambda name: plain)
    with pytest.raises(Fault, match="deadline"), door._exchange(ThreadDriver(URL), time.monotonic() - 1):
        Bounded(connection).start_tls(timeout=5)
    assert plain.fileno() < 0
