"""For every test: nothing reaches beyond this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest


def is_loopback(address: object) -> bool:
    """Whether a socket address is this machine's own: a path of a Unix socket, `localhost`, 127.0.0.0/8 or ::1."""
    if not isinstance(address, tuple):
        return True
    try:
        return address[0] == "localhost" or ipaddress.ip_address(address[0]).is_loopback
    except ValueError:  # a name
        return False


@pytest.fixture(scope="session", autouse=True)
def _loopback_only() -> Iterator[None]:
    """A connection to anywhere else fails the test that makes it."""

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def guard(self: socket.socket, address: Any) -> Any:
            if not is_loopback(address):
                # No Exception, so no retry, handler or error of ours can swallow it.
                raise pytest.fail.Exception(f"a test connects to {address[0]}: only loopback is allowed")
            return connect(self, address)

        return guard

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        yield
