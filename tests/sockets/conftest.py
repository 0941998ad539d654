"""What the socket tests share: a server that misbehaves, and one way to run a law through both modes."""

from __future__ import annotations

import asyncio
import inspect
import os
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from tests.sockets.server import FaultServer

from labclients import AsyncLabguru, AsyncLabvanced, Labguru, Labvanced, _retries, cli, sandbox

Work = Callable[[Any], Any]
"""Uses a client; what it returns is awaited where it must be."""

TOKEN = "tok-5f2c9"

AUTHORITIES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "SSLKEYLOGFILE")

Ended = tuple[int, str, str]
"""How a command ended: exit status, standard output, standard error."""
Run = Callable[..., Ended]


class Mode:
    """Runs work through a client of one mode, so that a law is stated once."""

    def __init__(self, name: str) -> None:
        self.asynchronous = name == "async"
        self.labguru_class: type[Any] = AsyncLabguru if self.asynchronous else Labguru
        self.labvanced_class: type[Any] = AsyncLabvanced if self.asynchronous else Labvanced

    def labguru(self, server: FaultServer | str, *works: Work, **options: Any) -> Any:
        """Run works one after the other through one Labguru client; the last one's result."""
        return self._run(self.labguru_class, server, works, options, together=False)

    def labvanced(self, server: FaultServer | str, *works: Work, **options: Any) -> Any:
        """The same through a Labvanced client."""
        return self._run(self.labvanced_class, server, works, options, together=False)

    def together(self, server: FaultServer | str, *works: Work, **options: Any) -> list[Any]:
        """Run works all at once through one Labguru client: in 16 threads, or all in tasks. Errors are results."""
        results: list[Any] = self._run(self.labguru_class, server, works, options, together=True)
        return results

    def _run(
        self, kind: type[Any], server: FaultServer | str, works: tuple[Work, ...], options: Any, *, together: bool
    ) -> Any:
        url = server if isinstance(server, str) else server.url
        login = {"login", "password", "token"} & set(options)
        settings = {"base_url": url, "timeout": 5.0, "deadline": 20.0} | ({} if login else {"token": TOKEN}) | options
        settings = {name: value for name, value in settings.items() if value is not ...}
        if self.asynchronous:
            return asyncio.run(self._await(kind, settings, works, together))
        with kind(**settings) as client:
            if together:
                with ThreadPoolExecutor(16) as pool:
                    futures = [pool.submit(work, client) for work in works]
                    return [future.exception() or future.result() for future in futures]
            return [work(client) for work in works][-1]

    async def _await(self, kind: type[Any], settings: Any, works: tuple[Work, ...], together: bool) -> Any:
        async with kind(**settings) as client:
            if together:
                return await asyncio.gather(*(_done(work(client)) for work in works), return_exceptions=True)
            return [await _done(work(client)) for work in works][-1]


async def _done(result: Any) -> Any:
    return await result if inspect.isawaitable(result) else result


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """Sync, then async."""
    return Mode(request.param)


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """A server without a plan."""
    with FaultServer() as running:
        yield running


@pytest.fixture
def other() -> Iterator[FaultServer]:
    """Another host, as far as a client can tell."""
    with FaultServer() as running:
        yield running


class Authority(NamedTuple):
    """A certificate authority: its certificate (PEM), and the context of a server that has a certificate of it."""

    path: Path
    server: ssl.SSLContext


def new_authority(folder: Path) -> Authority:
    """An authority that has issued a certificate for 127.0.0.1 to 127.0.0.4."""
    trustme = pytest.importorskip("trustme", reason="it makes the certificates")
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(f"127.0.0.{number}" for number in range(1, 5))).configure_cert(context)
    authority.cert_pem.write_to_path(folder / "authority.pem")
    return Authority(folder / "authority.pem", context)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that nobody trusts yet."""
    return new_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """An authority that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))
    return authority


@pytest.fixture(scope="module")
def served() -> Iterator[sandbox.Box]:
    """One sandbox for all commands of a module: they only read, and add files."""
    with sandbox.serve() as one:
        yield one


def environment(box: sandbox.Box) -> dict[str, str]:
    """The variables that lead to a sandbox."""
    urls = {"LABVANCED_BASE_URL": box.labvanced_url, "LABGURU_BASE_URL": box.labguru_url}
    return urls | {"LABVANCED_TOKEN": box.token, "LABGURU_TOKEN": box.token}


@pytest.fixture
def box(served: sandbox.Box, monkeypatch: pytest.MonkeyPatch) -> sandbox.Box:
    """The sandbox, as if new, and an environment that leads to it."""
    served.clear_faults()
    served.requests.clear()
    for name, value in environment(served).items():
        monkeypatch.setenv(name, value)
    return served


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def command(*args: object) -> Ended:
        status = cli.main([*map(str, args)])
        return status, *capsys.readouterr()

    return command


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Back off for no time worth mentioning; what a server asks for with Retry-After is obeyed as ever."""
    monkeypatch.setattr(_retries, "random", SimpleNamespace(uniform=lambda low, high: 0.01))


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of whoever runs the tests says nothing."""
    for name in list(os.environ):
        of_network = name.lower().endswith("_proxy") or name in AUTHORITIES
        if name.startswith(("LABGURU_", "LABVANCED_")) or of_network or name == "COLUMNS":
            monkeypatch.delenv(name)
