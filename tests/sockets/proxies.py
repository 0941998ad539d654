"""Proxies for the tests: an HTTP proxy that tunnels (CONNECT), also over TLS, and a SOCKS 5 proxy."""

from __future__ import annotations

import base64
import contextlib
import socket
import ssl
import threading
from typing import Any, NamedTuple, Self
from urllib.parse import quote

USER, PASSWORD = "me", "p%2Fss W0rd-Qx7"  # with what a URL must encode


class Tunnel(NamedTuple):
    """What a proxy was asked for: the target, and the user and password that came with it."""

    target: str
    user: str


class Proxy:
    """Accepts connections on a loopback port, and passes bytes to the target that `_target` reads.

    Args:
        credentials: Whether the user and the password are required.
        answer: What to send to everybody instead of a tunnel.
        context: Speak TLS with the client.
    """

    scheme = "http"

    def __init__(
        self, *, credentials: bool = False, answer: bytes | None = None, context: ssl.SSLContext | None = None
    ) -> None:
        self.tunnels: list[Tunnel] = []
        self._credentials = credentials
        self._answer = answer
        self._context = context
        self._open: list[socket.socket] = []
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        scheme = "https" if context else self.scheme
        self.url = f"{scheme}://{self.address}"
        self.url_with_credentials = f"{scheme}://{USER}:{quote(PASSWORD, safe='')}@{self.address}"
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def targets(self) -> list[str]:
        return [tunnel.target for tunnel in self.tunnels]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self._socket, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._serve, args=(self._socket.accept()[0],), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError, IndexError):
            self._open.append(connection)
            if self._context:
                connection = self._context.wrap_socket(connection, server_side=True)
            try:
                target = self._target(connection)
                if target is None:
                    return
                host, _, port = target.rpartition(":")
                with socket.create_connection((host.strip("[]"), int(port))) as server:
                    self._open.append(server)
                    connection.sendall(self.accepted)
                    back = threading.Thread(target=_pass_on, args=(server, connection), daemon=True)
                    back.start()
                    _pass_on(connection, server)
                    back.join(5)
            finally:
                connection.close()

    accepted = b"HTTP/1.1 200 Connection established\r\n\r\n"

    def _target(self, connection: Any) -> str | None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(65536) or b"\r\n\r\n"
        lines = head.decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        user = base64.b64decode(headers.get("proxy-authorization", "").removeprefix("Basic ")).decode()
        target = lines[0].split(" ")[1]
        self.tunnels.append(Tunnel(target, user))
        if self._answer is not None:
            connection.sendall(self._answer)
            return None
        if self._credentials and user != f"{USER}:{PASSWORD}":
            connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return None
        return target


class SocksProxy(Proxy):
    """SOCKS 5 (RFC 1928 and 1929), as much of it as a connection to a host by its name or IPv4 address takes."""

    scheme = "socks5"
    accepted = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"

    def _target(self, connection: Any) -> str | None:
        methods = connection.recv(512)[2:]
        if self._answer is not None:
            connection.sendall(self._answer)
            return None
        user = ""
        if self._credentials:
            connection.sendall(b"\x05\x02" if 2 in methods else b"\x05\xff")
            text = connection.recv(512)
            length = text[1]
            user = f"{text[2 : 2 + length].decode()}:{text[3 + length :].decode()}"
            accepted = user == f"{USER}:{PASSWORD}"
            connection.sendall(b"\x01\x00" if accepted else b"\x01\x01")
            if not accepted:
                return None
        else:
            connection.sendall(b"\x05\x00")
        request = connection.recv(512)
        name = socket.inet_ntoa(request[4:8]) if request[3] == 1 else request[5:-2].decode()
        target = f"{name}:{int.from_bytes(request[-2:])}"
        self.tunnels.append(Tunnel(target, user))
        return target


def _pass_on(source: Any, target: Any) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
