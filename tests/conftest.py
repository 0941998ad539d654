"""For every test: nothing reaches beyond this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself: ``localhost``, 127.0.0.0/8 or ::1."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:  # another name
        return False


@pytest.fixture(scope="session", autouse=True)
def _loopback_only() -> Iterator[None]:
    """A connection to anywhere else fails the test that makes it, and no name of elsewhere is looked up."""

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def guard(self: socket.socket, address: Any) -> Any:
            if isinstance(address, tuple) and not is_loopback(address[0]):  # a path is a Unix socket's
                self.close()  # who called would close it for an OSError only
                # It is no Exception, so no retry, handler or error of ours can swallow it.
                raise pytest.fail.Exception(f"a test connects to {address[0]}: only loopback is allowed")
            return connect(self, address)

        return guard

    resolve = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        known = name is None or is_loopback(name)
        return resolve(host, port, family, type, proto, flags if known else flags | socket.AI_NUMERICHOST)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield
