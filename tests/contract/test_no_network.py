"""The guard of tests/conftest.py bites: no test reaches beyond this machine unnoticed."""

from __future__ import annotations

import asyncio
import socket

import pytest

from labclients import AsyncLabguru, ConnectionFailed, Labguru

ELSEWHERE = "https://192.0.2.1"  # an address that RFC 5737 keeps for documents
Failed = pytest.fail.Exception


def test_a_socket_connects_to_loopback_only() -> None:
    """Every other address fails the test, in both ways to connect."""
    with socket.socket() as one:
        for connect in (one.connect, one.connect_ex):
            with pytest.raises(Failed, match=r"192\.0\.2\.1"):
                connect(("192.0.2.1", 80))


def test_no_client_swallows_the_failure() -> None:
    """It is no error of labclients, and nothing is tried again."""
    with Labguru(token="t", base_url=ELSEWHERE) as labguru, pytest.raises(Failed):
        labguru.projects.get(1)
    with Labguru(token="t", base_url=ELSEWHERE) as labguru, pytest.raises(Failed):
        list(labguru.projects.list())


def test_no_async_client_swallows_it() -> None:
    """Nor is it in async mode."""

    async def ask() -> None:
        async with AsyncLabguru(token="t", base_url=ELSEWHERE) as labguru:
            await labguru.projects.get(1)

    with pytest.raises(BaseException) as caught:  # noqa: PT011 - asyncio may wrap it in a group
        asyncio.run(ask())
    assert not isinstance(caught.value, Exception)


def test_no_name_of_elsewhere_is_looked_up() -> None:
    """Names are not resolved, so no query leaves for a name server either; a client says that it found nobody."""
    with (
        Labguru(token="t", base_url="https://www.labguru.com", attempts=1) as labguru,
        pytest.raises(ConnectionFailed),
    ):
        labguru.projects.get(1)
