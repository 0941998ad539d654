"""Servers whose certificates cannot be trusted receive nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trustme
from tests.faults.calls import Certificates, TlsServer, server_context
from tests.faults.checks import SIGNATURE, TOKEN, error_without_secrets, nothing_left, promise
from tests.sockets.conftest import Mode
from tests.sockets.laws import error_of
from tests.sockets.server import answer, redirect

from labclients import ConnectionFailed

NOTHING_SENT = "a server that cannot be trusted receives nothing"
NOW = dt.datetime.now(dt.UTC)
UNTRUSTED: dict[str, Callable[[trustme.CA], trustme.LeafCert]] = {
    "of an unknown authority": lambda authority: trustme.CA().issue_cert("127.0.0.1", "localhost"),
    "of another host": lambda authority: authority.issue_cert("127.0.0.2", "lab.example"),
    "expired": lambda authority: authority.issue_cert("127.0.0.1", "localhost", not_after=NOW - dt.timedelta(days=1)),
    "not valid yet": lambda authority: authority.issue_cert(
        "127.0.0.1", "localhost", not_before=NOW + dt.timedelta(days=1)
    ),
}


def upload(client: Any, directory: Path, via: str) -> Any:
    path = directory / "gel.png"
    path.write_bytes(b"PNG")
    return client.attachments.upload(path, via=via)


# Which service, and what is called; a storage is another host that a good server names.
DIRECT: dict[str, tuple[str, Callable[[Any, Path], Any]]] = {
    "read": ("labguru", lambda client, directory: client.experiments.get(7)),
    "upload": ("labguru", lambda client, directory: upload(client, directory, "form")),
    "download": ("labvanced", lambda client, directory: client.download(1, 2, directory / "data")),
}
STORAGE = {
    "upload to a storage": ("labguru", lambda client, directory: upload(client, directory, "s3")),
    "download from a storage": DIRECT["download"],
}


def refused(server: TlsServer, error: Exception) -> None:
    """One sentence that names the host, after one attempt; the server received no request."""
    with promise(NOTHING_SENT):
        assert type(error) is ConnectionFailed
        assert "cannot be trusted" in error.message
        assert (server.seen, server.connections) == ([], 1)
    error_without_secrets(error)


@pytest.mark.parametrize("call", DIRECT)
@pytest.mark.parametrize("certificate", UNTRUSTED)
def test_an_untrusted_server(mode: Mode, tls: Certificates, certificate: str, call: str, tmp_path: Path) -> None:
    """The token and the data are not sent."""
    service, work = DIRECT[call]
    with nothing_left(), TlsServer(context=server_context(UNTRUSTED[certificate](tls.authority))) as server:
        runner = getattr(mode, service)
        error = error_of(
            lambda: runner(server, lambda client: work(client, tmp_path), token=TOKEN, verify=str(tls.path))
        )
        refused(server, error)


@pytest.mark.parametrize("call", STORAGE)
@pytest.mark.parametrize("certificate", UNTRUSTED)
def test_an_untrusted_storage(mode: Mode, tls: Certificates, certificate: str, call: str, tmp_path: Path) -> None:
    """A link of a good server is no proof for the host that it leads to."""
    service, work = STORAGE[call]
    context = server_context(UNTRUSTED[certificate](tls.authority))
    with nothing_left(), TlsServer(context=context) as storage, TlsServer(context=tls.server) as server:
        link = f"{storage.url.replace('127.0.0.1', 'localhost')}/gel?sig={SIGNATURE}"
        server.plan(redirect(link) if service == "labvanced" else answer(json={"id": 77, "presigned_url": link}))
        runner = getattr(mode, service)
        error = error_of(
            lambda: runner(server, lambda client: work(client, tmp_path), token=TOKEN, verify=str(tls.path))
        )
        refused(storage, error)
        assert len(server.seen) == 1
    assert not [*tmp_path.glob("data/*")]
