"""Who a server is, is always asked; nothing turns it off."""

from __future__ import annotations

import datetime as dt
import inspect
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.sockets.conftest import Mode
from tests.sockets.laws import error_of, read, write
from tests.torture.laws import SECRET, no_secret, nothing_left

from labclients import AsyncLabguru, AsyncLabvanced, ConnectionFailed, Labguru, Labvanced
from labclients.transport import door

trustme = pytest.importorskip("trustme", reason="it makes the certificates")

ROW = "TLS: strangers"
NOW = dt.datetime.now(dt.UTC)


class TlsServer:
    """Listens with a certificate, and keeps what is said to it."""

    def __init__(self, certificate: Any) -> None:
        self.heard: list[bytes] = []
        self.greeted = 0
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(self._context)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.greeted += 1
            with connection:
                self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        try:
            with self._context.wrap_socket(connection, server_side=True) as tls:
                tls.settimeout(2)
                self.heard.append(tls.recv(65536))
                tls.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\n{"id":7}')
        except OSError:  # the client went
            return


@contextmanager
def serving(certificate: Any) -> Iterator[TlsServer]:
    server = TlsServer(certificate)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> Any:
    """An authority that this machine trusts."""
    known = trustme.CA()

    def trusted(trust_env: bool) -> ssl.SSLContext:
        context = ordinary(trust_env)
        known.configure_trust(context)
        return context

    ordinary = door._trusted.__wrapped__  # without its memory, which is for all tests
    monkeypatch.setattr(door, "_trusted", trusted)
    return known


STRANGERS = {
    "of an authority that nobody knows": lambda known: trustme.CA().issue_cert("127.0.0.1"),
    "of another host": lambda known: known.issue_cert("127.0.0.2", "lab.example"),
    "that has expired": lambda known: known.issue_cert("127.0.0.1", not_after=NOW - dt.timedelta(days=1)),
    "that is not valid yet": lambda known: known.issue_cert("127.0.0.1", not_before=NOW + dt.timedelta(days=1)),
}


def test_a_known_server_is_spoken_to(mode: Mode, authority: Any) -> None:
    """Otherwise the other laws would say nothing."""
    with nothing_left(), serving(authority.issue_cert("127.0.0.1")) as server:
        assert mode.labguru(server.url, read, token=SECRET).id == 7
        assert SECRET.encode() in server.heard[0]


@pytest.mark.parametrize("work", [read, write], ids=["read", "write"])
@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_stranger_is_told_nothing(mode: Mode, authority: Any, stranger: str, work: Any) -> None:
    """One sentence, after one try; not a byte is said, the token least of all."""
    with nothing_left(), serving(STRANGERS[stranger](authority)) as server:
        error = error_of(lambda: mode.labguru(server.url, work, token=SECRET))
        assert type(error) is ConnectionFailed
        assert error.message == "no connection could be made: its certificate cannot be trusted"
        assert server.heard == []
        assert server.greeted == 1
        no_secret(str(error))


VARIABLES = {
    "PYTHONHTTPSVERIFY": "0",
    "CURL_CA_BUNDLE": "",
    "REQUESTS_CA_BUNDLE": "",
    "SSL_CERT_FILE": "",
    "SSL_CERT_DIR": "",
    "NODE_TLS_REJECT_UNAUTHORIZED": "0",
    "GIT_SSL_NO_VERIFY": "1",
}


@pytest.mark.parametrize("trust_env", [True, False])
def test_no_variable_turns_it_off(monkeypatch: pytest.MonkeyPatch, trust_env: bool) -> None:
    """Of the variables by which other programs do so."""
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    settings = door._settings(trust_env)
    door._trusted.cache_clear()
    context = door._trusted(trust_env)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    door._trusted.cache_clear()
    assert isinstance(settings["verify"], ssl.SSLContext)


@pytest.mark.parametrize("kind", [Labguru, AsyncLabguru, Labvanced, AsyncLabvanced])
def test_no_option_turns_it_off(kind: Any) -> None:
    """There is none."""
    options = " ".join(inspect.signature(kind).parameters)
    assert not any(word in options for word in ("verify", "ssl", "tls", "cert", "secure", "transport", "client"))
    with pytest.raises(TypeError):
        kind(token="t", verify=False)


def test_a_redirect_does_not_leave_tls(mode: Mode, authority: Any, tmp_path: Any) -> None:
    """A file behind a link is not fetched without TLS when the link came over it."""
    with serving(authority.issue_cert("127.0.0.1")) as server:
        server._serve = lambda connection: moved(server, connection)  # type: ignore[method-assign]
        work = lambda client: client.download(1, 2, tmp_path)  # noqa: E731
        error = error_of(lambda: mode.labvanced(server.url, work, token=SECRET))
        assert "redirects to another host (http://127.0.0.2)" in error.message
        assert [*tmp_path.iterdir()] == []


def moved(server: TlsServer, connection: socket.socket) -> None:
    with server._context.wrap_socket(connection, server_side=True) as tls:
        tls.recv(65536)
        tls.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:9/\r\nContent-Length: 0\r\n\r\n")
        tls.recv(1)
