"""Where the async clients run: any asyncio loop, several one after the other, a notebook; trio is told what to do."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from tests.sockets.conftest import TOKEN
from tests.sockets.laws import GOOD, read
from tests.sockets.server import FaultServer, answer

from labclients import AsyncLabguru, UsageError

PAGE = answer(json={"meta": {"item_count": 1, "page_count": 1}, "data": [{"id": 7, "title": "PCR"}]})


@pytest.fixture
def answering(server: FaultServer) -> FaultServer:
    """A server with one experiment and one project."""
    server.routes["GET", "/api/v1/projects"] = PAGE
    return server.plan(GOOD)


async def titles(client: AsyncLabguru) -> list[Any]:
    """A call, a listing with `async for`, and a listing that is awaited."""
    listing = client.projects.list()
    return [(await read(client)).title, *[project.title async for project in listing], len(await listing.all())]


def test_one_client_serves_several_loops(answering: FaultServer) -> None:
    """One after the other, as scripts that call asyncio.run more than once do."""
    client = AsyncLabguru(token=TOKEN, base_url=answering.url)
    for _ in range(3):
        assert asyncio.run(titles(client)) == ["PCR", "PCR", 1]
    with asyncio.Runner() as runner:
        assert runner.run(titles(client)) == ["PCR", "PCR", 1]
        runner.run(client.close())


def test_a_loop_that_was_given_up_disturbs_no_other(answering: FaultServer) -> None:
    """A task that was cancelled with its loop leaves the client usable."""
    client = AsyncLabguru(token=TOKEN, base_url=answering.url)
    answering.routes["GET", "/api/v1/silent"] = lambda wire, seen: wire.closing.wait(30) and None

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.request("GET", "/api/v1/silent"), 0.1)

    asyncio.run(give_up())
    assert asyncio.run(titles(client)) == ["PCR", "PCR", 1]
    asyncio.run(client.close())


def test_a_notebook_awaits_in_its_running_loop(answering: FaultServer) -> None:
    """IPython runs each cell in one loop: `await` works there, and `async for`, without asyncio.run."""
    interactive = pytest.importorskip("IPython.core.interactiveshell", reason="the shell behind notebooks")
    shell = interactive.InteractiveShell()
    cells = [
        "from labclients import AsyncLabguru",
        f"labguru = AsyncLabguru(token={TOKEN!r}, base_url={answering.url!r})",
        "title = (await labguru.experiments.get(7)).title",
        "names = [project.title async for project in labguru.projects.list()]",
        "async with labguru: count = await labguru.projects.list().total",
    ]

    async def kernel() -> None:
        for cell in cells:
            (await shell.run_cell_async(cell, transformed_cell=shell.transform_cell(cell))).raise_error()

    asyncio.run(kernel())
    assert (shell.user_ns["title"], shell.user_ns["names"], shell.user_ns["count"]) == ("PCR", ["PCR"], 1)


SENTENCE = "the async clients need asyncio"


def test_without_asyncio_there_is_one_sentence(answering: FaultServer) -> None:
    """trio, or anything else that drives coroutines: no call is sent, and the error says what to do."""
    client = AsyncLabguru(token=TOKEN, base_url=answering.url)
    listing = client.projects.list()
    for coroutine in (read(client), client.request("GET", "/api/v1/x"), listing.all(), anext(aiter(listing))):
        with pytest.raises(UsageError, match=SENTENCE):
            coroutine.send(None)
        coroutine.close()
    with pytest.raises(StopIteration):
        client.close().send(None)
    assert answering.seen == []


def test_trio_gets_the_sentence(answering: FaultServer) -> None:
    """And its advice works: a sync client in a thread."""
    trio = pytest.importorskip("trio", reason="not one of ours; the test above needs none")
    from labclients import Labguru

    async def main() -> str:
        async with AsyncLabguru(token=TOKEN, base_url=answering.url) as client:
            with pytest.raises(UsageError, match=SENTENCE):
                await read(client)
        with Labguru(token=TOKEN, base_url=answering.url) as labguru:
            return str((await trio.to_thread.run_sync(read, labguru)).title)

    assert trio.run(main) == "PCR"
