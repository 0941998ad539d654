"""Who a server is, is always asked; nothing turns it off."""

from __future__ import annotations

import datetime as dt
import inspect
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from labclients.transport import door
from tests.sockets.conftest import Mode
from tests.sockets.laws import error_of, read, write
from tests.torture.laws import SECRET, all_said, no_secret, nothing_left

from labclients import AsyncLabguru, AsyncLabvanced, ConnectionFailed, Labguru, Labvanced

trustme = pytest.importorskip("trustme", reason="it makes the certificates")

ROW = "TLS: strangers"
NOW = dt.datetime.now(dt.UTC)


GOOD = b'HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\n{"id":7}'


class TlsServer:
    """Listens with a certificate, keeps what is said to it, and answers always the same."""

    def __init__(self, certificate: Any, answer: bytes = GOOD) -> None:
        self.answer = answer
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
                self.heard.append(request(tls))
                tls.sendall(self.answer)
        except OSError:  # the client went
            return


def request(tls: ssl.SSLSocket) -> bytes:
    """All of it: what is left unread would reset the connection, and the answer with it."""
    heard = b""
    while b"\r\n\r\n" not in heard and (more := tls.recv(65536)):
        heard += more
    head, _, body = heard.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or b"0")
    while len(body) < length and (more := tls.recv(65536)):
        body += more
    return head + b"\r\n\r\n" + body


@contextmanager
def serving(certificate: Any, answer: bytes = GOOD) -> Iterator[TlsServer]:
    server = TlsServer(certificate, answer)
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


def uploaded(client: Any, directory: Path, **how: Any) -> Any:
    file = directory / "gel.png"
    file.write_bytes(b"PNG")
    return client.attachments.upload(file, **how)


#: What is asked of Labguru or Labvanced, of a file or folder where it needs one.
WORKS: dict[str, tuple[str, Callable[[Any, Path], Any]]] = {
    "read": ("labguru", lambda client, directory: read(client)),
    "write": ("labguru", lambda client, directory: write(client)),
    "upload": ("labguru", uploaded),
    "sessions": ("labvanced", lambda client, directory: client.sessions(1).all()),
    "download": ("labvanced", lambda client, directory: client.download(1, 2, directory / "data")),
    "export": ("labvanced", lambda client, directory: client.export(1, 2)),
}
STRANGE = "no connection could be made: its certificate cannot be trusted"


def told_nothing(server: TlsServer, error: Exception) -> None:
    """One sentence, after one try; not a byte was said, the token least of all."""
    assert type(error) is ConnectionFailed
    assert error.message.startswith(STRANGE)
    assert server.heard == []
    assert server.greeted == 1
    no_secret(all_said(error))


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_stranger_is_told_nothing(mode: Mode, authority: Any, stranger: str, work: str, tmp_path: Path) -> None:
    """Whatever is asked; the mirror alone does more, and its session list is one of these."""
    service, asked = WORKS[work]
    with nothing_left(), serving(STRANGERS[stranger](authority)) as server:
        run = getattr(mode, service)
        told_nothing(server, error_of(lambda: run(server.url, lambda client: asked(client, tmp_path), token=SECRET)))


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_strange_storage_gets_no_file(mode: Mode, authority: Any, stranger: str, tmp_path: Path) -> None:
    """A link that Labguru gave for the bytes of a file is no proof of whom it leads to."""
    with nothing_left(), serving(STRANGERS[stranger](authority)) as storage:
        link = json.dumps({"id": 77, "presigned_url": f"{storage.url}/gel?sig={SECRET}"}).encode()
        begun = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(link), link)
        with serving(authority.issue_cert("127.0.0.1"), begun) as server:
            work = lambda client: uploaded(client, tmp_path, via="s3")  # noqa: E731
            error = error_of(lambda: mode.labguru(server.url, work, token="token-9"))
            assert len(server.heard) == 1
        assert "attachment 77 is begun, without its bytes" in error.message
        told_nothing(storage, error)


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_strange_storage_is_not_believed(mode: Mode, authority: Any, stranger: str, tmp_path: Path) -> None:
    """Nor is one that a download is redirected to."""
    with nothing_left(), serving(STRANGERS[stranger](authority)) as storage:
        moved = f"HTTP/1.1 302 Found\r\nLocation: {storage.url}/2.zip?sig={SECRET}\r\nContent-Length: 0\r\n"
        with serving(authority.issue_cert("127.0.0.1"), f"{moved}Connection: close\r\n\r\n".encode()) as server:
            work = lambda client: client.download(1, 2, tmp_path)  # noqa: E731
            error = error_of(lambda: mode.labvanced(server.url, work, token="token-9"))
        told_nothing(storage, error)
        assert [*tmp_path.iterdir()] == []


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
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:9/\r\nContent-Length: 0\r\n\r\n"
    with serving(authority.issue_cert("127.0.0.1"), moved) as server:
        work = lambda client: client.download(1, 2, tmp_path)  # noqa: E731
        error = error_of(lambda: mode.labvanced(server.url, work, token=SECRET))
        assert "redirects to another host (http://127.0.0.2)" in error.message
        assert [*tmp_path.iterdir()] == []


def test_an_upload_does_not_leave_tls(mode: Mode, authority: Any, tmp_path: Path) -> None:
    """Nor are the bytes of a file sent without it."""
    link = b'{"id": 77, "presigned_url": "http://127.0.0.2:9/gel"}'
    begun = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(link), link)
    with serving(authority.issue_cert("127.0.0.1"), begun) as server:
        error = error_of(lambda: mode.labguru(server.url, lambda client: uploaded(client, tmp_path, via="s3")))
    assert "Labguru gave no safe link" in error.message
