"""From the first call to the last."""

from __future__ import annotations

import asyncio
import copy
import gc
import io
import pickle
import threading
import time
import tracemalloc
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Mode
from tests.sockets.laws import EXPERIMENT, GOOD, error_of, lasting, read
from tests.sockets.server import DRIPPED_BODY, FaultServer, Seen, Wire, answer, drip, head, stall

from labclients import AsyncLabguru, AsyncLabvanced, ConnectionFailed, Labguru, Labvanced, UsageError
from labclients._transport import MAX_CONNECTIONS


def test_nothing_is_sent_before_the_first_call(mode: Mode, server: FaultServer) -> None:
    """Making a client, its families and its listings needs no network."""
    with FaultServer(listening=False) as nobody:
        mode.labguru(nobody, lambda c: c.experiments.list() and None, login="me@lab.org", password="p")


def test_a_closed_client_is_not_used(mode: Mode, server: FaultServer) -> None:
    """A call after close() is a UsageError, and nothing is sent; closing again does nothing."""
    server.plan(GOOD)
    kept: list[Any] = []
    mode.labguru(server, read, lambda c: kept.append(c))
    client = kept[0]

    async def late() -> None:
        await client.close()
        await read(client)

    def late_sync() -> None:
        client.close()
        read(client)

    error = error_of(lambda: asyncio.run(late()) if mode.asynchronous else late_sync())
    assert type(error) is UsageError
    assert "closed" in error.message
    assert len(server.seen) == 1


def test_a_client_that_was_never_used_can_be_closed(mode: Mode, server: FaultServer) -> None:
    """No first call is needed for the last."""
    mode.labguru(server, lambda c: None)
    mode.labvanced(server, lambda c: None)


def test_closing_ends_what_is_under_way(server: FaultServer) -> None:
    """A thread that waits for an answer when the client is closed ends in an error of ours, at once."""
    server.plan(drip(DRIPPED_BODY))
    client = Labguru(token=TOKEN, base_url=server.url, attempts=1)
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(error_of(lambda: read(client))))
    thread.start()
    while not server.seen:
        time.sleep(0.01)
    client.close()
    thread.join(3)
    assert not thread.is_alive()
    assert found


def test_a_body_that_was_cut_by_closing_is_no_whole_one(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """Of a body without a length, the end of its connection is the end: closing the client is no such end."""

    def begin(wire: Wire, seen: Seen) -> None:
        wire.send(head(200, {"Content-Type": "image/png"}) + b"half of a picture")
        stall(wire, seen)

    async def tasks(client: Any) -> None:
        task = asyncio.ensure_future(client.attachments.download(77, tmp_path))
        while len(server.seen) < 2:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        await client.close()
        await asyncio.wait_for(task, 3)

    def threads(client: Any) -> None:
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(client.attachments.download, 77, tmp_path)
            while len(server.seen) < 2:
                time.sleep(0.01)
            time.sleep(0.1)
            client.close()
            future.result(3)

    server.plan(answer(json={"id": 77, "filename": "gel.png"}), begin)
    error = error_of(lambda: mode.labguru(server, tasks if mode.asynchronous else threads))
    assert type(error) is ConnectionFailed
    assert error.message == "this client was closed during the call"
    assert [*tmp_path.iterdir()] == []


def test_mirrors_share_the_connections_of_their_client(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """However many run at once, a client has no more connections than ever."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("sessions.csv", "Rec_Session_Id,Start_Time,End_Time\n1,,\n")
    most = 0

    def step(wire: Wire, seen: Seen) -> None:
        nonlocal most
        if "/download/" not in seen.path:
            answer(json=[{"rec_session_id": number} for number in range(1, 17)])(wire, seen)
            return
        time.sleep(0.1)
        most = max(most, len(server.serving()))
        answer(200, content.getvalue(), headers={"Content-Type": "application/zip"})(wire, seen)

    def mirrored(client: Any, number: int) -> Any:
        return client.mirror(number, tmp_path / str(number), at_once=16)

    async def tasks(client: Any) -> Any:
        return await asyncio.gather(*(mirrored(client, number) for number in range(1, 5)))

    def threads(client: Any) -> Any:
        with ThreadPoolExecutor(4) as pool:
            return [*pool.map(lambda number: mirrored(client, number), range(1, 5))]

    server.plan(step)
    for report in mode.labvanced(server, tasks if mode.asynchronous else threads):
        assert report.added == [*range(1, 17)]
    assert 16 < most <= MAX_CONNECTIONS


@pytest.mark.parametrize("kind", [Labguru, AsyncLabguru, Labvanced, AsyncLabvanced])
@pytest.mark.parametrize("way", [pickle.dumps, copy.deepcopy])
def test_a_client_cannot_be_pickled(kind: Any, way: Any) -> None:
    """A client holds connections and a token: one sentence says what to do instead."""
    with pytest.raises(UsageError, match="make one in each process"):
        way(kind(token=TOKEN))


def test_an_async_client_works_in_several_event_loops(server: FaultServer) -> None:
    """One after the other, as in scripts with several asyncio.run(), and two at the same time, in two threads."""
    server.plan(GOOD)
    client = AsyncLabguru(token=TOKEN, base_url=server.url)

    async def nested() -> Any:
        with ThreadPoolExecutor(1) as pool:
            other = pool.submit(asyncio.run, read(client))
            return (await read(client)).id, (await asyncio.wrap_future(other)).id

    assert asyncio.run(nested()) == (7, 7)
    assert asyncio.run(read(client)).id == 7
    asyncio.run(client.close())
    assert error_of(lambda: asyncio.run(read(client))).message == "this client is closed"


def test_no_thread_stays(mode: Mode, server: FaultServer) -> None:
    """After a listing that was left half-way and a closed client there are as many threads as before."""

    def page(wire: Wire, seen: Seen) -> None:
        number = int(dict(seen.query)["page"])
        rows = [{"id": number * 10 + index} for index in range(3)]
        answer(json={"meta": {"item_count": 300, "page_count": 100}, "data": rows})(wire, seen)

    server.plan(page)

    async def some(client: Any) -> None:
        async for item in client.projects.list():
            if item.id > 21:
                break

    def some_sync(client: Any) -> None:
        for item in client.projects.list():
            if item.id > 21:
                break

    before = {thread for thread in threading.enumerate() if thread.name != "fault server"}
    mode.labguru(server, some if mode.asynchronous else some_sync)
    gc.collect()
    for thread in set(threading.enumerate()) - before:
        if thread.name != "fault server":
            thread.join(2)
    left = {thread for thread in threading.enumerate() if thread.name != "fault server" and thread.is_alive()}
    assert left <= before


def test_no_connection_stays(mode: Mode, server: FaultServer) -> None:
    """Closing a client closes its connections: the server hears of each."""
    server.plan(GOOD)
    mode.together(server, *[read] * 8)
    until = time.monotonic() + 2
    while server.serving() and time.monotonic() < until:
        time.sleep(0.01)
    assert server.serving() == []


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_loopback_needs_no_proxy(mode: Mode, server: FaultServer, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A proxy in the environment cannot reach this machine's loopback, and is not asked."""
    monkeypatch.setenv(name, "http://127.0.0.1:1")
    server.plan(GOOD)
    assert mode.labguru(server, read).id == 7


def test_connections_are_used_again(mode: Mode, server: FaultServer) -> None:
    """Calls one after the other share one connection."""
    server.plan(GOOD)
    mode.labguru(server, *[read] * 5)
    assert server.connections == 1


def test_a_connection_that_the_server_closed_is_replaced(mode: Mode, server: FaultServer) -> None:
    """A server may close a connection that it kept: the next call, a write too, makes a new one."""

    def then_close(wire: Wire, seen: Seen) -> None:
        answer(json=EXPERIMENT)(wire, seen)
        wire.end()

    server.plan(then_close)
    pause = (lambda c: asyncio.sleep(0.1)) if mode.asynchronous else (lambda c: time.sleep(0.1))
    create = lambda c: c.experiments.create(title="PCR", project_id=1, milestone_id=2)  # noqa: E731
    assert mode.labguru(server, create, pause, create).id == 7
    assert len(server.seen) == 2


def test_a_cancelled_task_ends_at_once(server: FaultServer) -> None:
    """Cancelling a task ends its call, and the client can be used again."""
    server.plan(stall, GOOD)

    async def main() -> int | None:
        async with AsyncLabguru(token=TOKEN, base_url=server.url) as client:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.experiments.get(7), 0.2)
            return (await client.experiments.get(7)).id

    with lasting(0.1, 2):
        assert asyncio.run(main()) == 7


def test_an_interrupted_download_leaves_nothing(server: FaultServer, tmp_path: Any) -> None:
    """Ctrl-C, and any other exception that is no Exception, removes the temporary file at once."""

    def token() -> str:
        raise KeyboardInterrupt

    client = Labvanced(token, base_url=server.url)
    with pytest.raises(KeyboardInterrupt) as caught:
        client.download(1, 2, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert caught.tb is not None  # as long as it lives, so do the frames that it passed
    client.close()


def test_the_users_own_error_comes_through(mode: Mode, server: FaultServer) -> None:
    """What a token callable raises is raised as it is."""

    def token() -> str:
        raise LookupError("the vault is locked")

    with pytest.raises(LookupError, match="vault"):
        mode.labguru(server, read, token=token)
    assert server.seen == []


def test_many_calls_keep_nothing(server: FaultServer) -> None:
    """A client that has answered many times holds no more than before."""
    server.plan(GOOD)
    with Labguru(token=TOKEN, base_url=server.url) as client:
        for _ in range(50):
            read(client)
        tracemalloc.start()
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(200):
            read(client)
        server.seen.clear()
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
    assert grown < 200_000
