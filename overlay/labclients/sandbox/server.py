"""uvicorn in a thread of this process: several loopback sockets, one event loop, one application."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Sequence
from typing import Any

from labclients.sandbox.app import App
from labclients.sandbox.extra import needed

HOST = "127.0.0.1"
GRACE = 2.0  # seconds for answers that are under way when the sandbox ends


class Server:
    """Runs an application until it is stopped; everything it opened is closed then."""

    def __init__(self, app: App, sockets: Sequence[socket.socket]) -> None:
        self._app = app
        self._sockets = list(sockets)
        self._ready = threading.Event()
        self._error: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="labclients-sandbox", daemon=True)

    def start(self) -> None:
        """Return when the sockets are served."""
        needed("uvicorn")  # in this thread, so that a missing extra is the caller's error
        self._thread.start()
        self._ready.wait()
        if self._error:
            raise self._error

    def stop(self) -> None:
        """Return when the thread has ended and the sockets are closed."""
        if self._loop and self._stop and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread.ident:
            self._thread.join()
        for one in self._sockets:
            one.close()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self._error = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        uvicorn = needed("uvicorn")
        server = uvicorn.Server(self._config(uvicorn))
        server.config.load()
        server.lifespan = server.config.lifespan_class(server.config)
        await server.startup(sockets=self._sockets)
        self._ready.set()
        # Neither server.serve() nor server.shutdown(): both wait 100 ms, and a test has a sandbox of its own.
        await self._stop.wait()
        self._app.closing.set()
        await _close(server)

    def _config(self, uvicorn: Any) -> Any:
        return uvicorn.Config(
            self._app, http="h11", ws="none", lifespan="off", loop="asyncio", interface="asgi3",
            log_config=None, log_level="critical", access_log=False,
            date_header=False, server_header=False,
        )  # fmt: skip


async def _close(server: Any) -> None:
    """Take no more connections, end those that are idle, and wait a little for those that are not."""
    for one in server.servers:
        one.close()
    for connection in list(server.server_state.connections):
        connection.shutdown()
    if server.server_state.tasks:
        await asyncio.wait(list(server.server_state.tasks), timeout=GRACE)
    await asyncio.sleep(0.001)  # for the loop to notice what was closed


def bind(port: int = 0) -> socket.socket:
    """A listening socket on loopback; port 0 means any that is free."""
    # The protocol is named, as asyncio sends small writes at once (TCP_NODELAY) only where it sees it; else each answer
    # waits 40 ms for the client's acknowledgement of its head.
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind((HOST, port))
    except OSError:
        one.close()
        raise
    return one
