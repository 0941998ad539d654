"""Listings over real loopback sockets: what is asked, when, and what is left behind. Each law holds in both modes."""

from __future__ import annotations

import asyncio
import gc
import json
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from labclients import AsyncLabguru, F, Labguru
from labclients.errors import (
    FilterError,
    FilterIgnored,
    IncompleteListing,
    InvalidRequest,
    LabClientsError,
    NotFound,
    ServerError,
    UnexpectedResponse,
    UsageError,
)

Make = Callable[[Any], Any]
COUNT = 1234


class Asked(NamedTuple):
    """One request as the server saw it."""

    path: str
    query: dict[str, str]

    @property
    def page(self) -> int:
        return int(self.query.get("page", 1))

    @property
    def size(self) -> int:
        return int(self.query.get("page_size", 100))


Manner = Callable[[Asked], "tuple[int, Any]"]


class Lab:
    """A server of experiments on a loopback socket; `manner` is how it answers."""

    def __init__(self) -> None:
        self.manner: Manner = serving()
        self.requests: list[Asked] = []
        self.rest = 0.05  # after so many seconds without a request it counts as quiet
        lab = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                asked = Asked(parts.path, {name: value[-1] for name, value in parse_qs(parts.query).items()})
                lab.requests.append(asked)
                status, data = lab.manner(asked)
                body = json.dumps(data).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_: object) -> None:
                pass  # a client that leaves is no error here

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def pages(self) -> list[int]:
        """Numbers of the pages that were asked for, in the order in which they were."""
        return [asked.page for asked in list(self.requests)]

    def options(self) -> dict[str, Any]:
        return {"token": "secret-token", "base_url": self.url, "attempts": 2}

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def experiments(count: int = COUNT) -> list[dict[str, Any]]:
    return [{"id": number, "title": f"Experiment {number}", "project_id": 15} for number in range(1, count + 1)]


def serving(
    table: list[Any] | None = None, *, meta: bool = True, cap: int = 10_000, past_the_end: int = 200, delay: float = 0
) -> Manner:
    """The manner of a server that pages as it is asked to."""
    records = experiments() if table is None else table

    def manner(asked: Asked) -> tuple[int, Any]:
        time.sleep(delay)
        size = min(asked.size, cap)
        rows = records[(asked.page - 1) * size : asked.page * size]
        if not rows and asked.page > 1 and past_the_end != 200:
            return past_the_end, {"message": "page not found"}
        counts = {"item_count": len(records), "page_count": -(-len(records) // asked.size)}
        return 200, {"meta": counts, "data": rows} if meta else rows

    return manner


def failing(page: int, status: int = 500, usual: Manner | None = None) -> Manner:
    """The manner of a server that cannot give one page."""
    usual = usual or serving()
    return lambda asked: (status, {"error": "broken"}) if asked.page == page else usual(asked)


class Direct:
    """Reads as sync users do."""

    def run(self, lab: Lab, act: Callable[[Labguru], Any]) -> Any:
        with Labguru(**lab.options()) as labguru:
            return act(labguru)

    def all(self, lab: Lab, make: Make) -> list[Any]:
        """Every item of a loop."""
        return self.run(lab, lambda labguru: list(make(labguru)))

    def some(self, lab: Lab, make: Make, count: int, then: Callable[[], None] = lambda: None) -> list[Any]:
        """The first items of a loop that is left; the client lives on for a moment."""

        def act(labguru: Labguru) -> list[Any]:
            items: list[Any] = []
            for item in make(labguru):
                items.append(item)
                if len(items) == count:
                    then()
                    break
            then_quiet(lab)
            return items

        return self.run(lab, act)

    def until_error(self, lab: Lab, make: Make) -> tuple[list[Any], LabClientsError]:
        """What a loop gave before it ended in an error."""

        def act(labguru: Labguru) -> tuple[list[Any], LabClientsError]:
            items: list[Any] = []
            try:
                for item in make(labguru):
                    items.append(item)
            except LabClientsError as error:
                return items, error
            raise AssertionError("no error")

        return self.run(lab, act)

    def have(self, lab: Lab, make: Make) -> Any:
        """What a call or an attribute gives."""
        return self.run(lab, make)

    def closed_after(self, lab: Lab, make: Make, count: int) -> list[Any]:
        """The items of a loop during which the client is closed."""
        labguru = Labguru(**lab.options())
        items: list[Any] = []
        for item in make(labguru):
            items.append(item)
            if len(items) == count:
                labguru.close()
        return items

    def together(self, lab: Lab, make: Make, times: int) -> list[list[Any]]:
        """Several loops at once on one client."""
        from concurrent.futures import ThreadPoolExecutor

        def act(labguru: Labguru) -> list[list[Any]]:
            with ThreadPoolExecutor(times) as pool:
                return list(pool.map(lambda _: list(make(labguru)), range(times)))

        return self.run(lab, act)


class Awaited:
    """Reads as async users do; nothing may be left in the event loop, and nothing complained of."""

    def run(self, lab: Lab, act: Callable[[AsyncLabguru], Awaitable[Any]]) -> Any:
        async def main() -> Any:
            complaints: list[dict[str, Any]] = []
            asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
            async with AsyncLabguru(**lab.options()) as labguru:
                result = await act(labguru)
                await asyncio.sleep(0.02)
                left = asyncio.all_tasks() - {asyncio.current_task()}
                assert not left, left
            gc.collect(1)
            await asyncio.sleep(0)
            assert not complaints, complaints
            return result

        return asyncio.run(main())

    def all(self, lab: Lab, make: Make) -> list[Any]:
        async def act(labguru: AsyncLabguru) -> list[Any]:
            return [item async for item in make(labguru)]

        return self.run(lab, act)

    def some(self, lab: Lab, make: Make, count: int, then: Callable[[], None] = lambda: None) -> list[Any]:
        async def act(labguru: AsyncLabguru) -> list[Any]:
            items: list[Any] = []
            async for item in make(labguru):
                items.append(item)
                if len(items) == count:
                    await asyncio.to_thread(then)
                    break
            await asyncio.to_thread(then_quiet, lab)
            return items

        return self.run(lab, act)

    def until_error(self, lab: Lab, make: Make) -> tuple[list[Any], LabClientsError]:
        async def act(labguru: AsyncLabguru) -> tuple[list[Any], LabClientsError]:
            items: list[Any] = []
            try:
                async for item in make(labguru):
                    items.append(item)
            except LabClientsError as error:
                return items, error
            raise AssertionError("no error")

        return self.run(lab, act)

    def have(self, lab: Lab, make: Make) -> Any:
        async def act(labguru: AsyncLabguru) -> Any:
            return await make(labguru)

        return self.run(lab, act)

    def closed_after(self, lab: Lab, make: Make, count: int) -> list[Any]:
        async def act(_: AsyncLabguru) -> list[Any]:
            labguru = AsyncLabguru(**lab.options())
            items: list[Any] = []
            async for item in make(labguru):
                items.append(item)
                if len(items) == count:
                    await labguru.close()
            return items

        return self.run(lab, act)

    def together(self, lab: Lab, make: Make, times: int) -> list[list[Any]]:
        async def one(labguru: AsyncLabguru) -> list[Any]:
            return [item async for item in make(labguru)]

        async def act(labguru: AsyncLabguru) -> list[list[Any]]:
            return await asyncio.gather(*(one(labguru) for _ in range(times)))

        return self.run(lab, act)


def eventually(holds: Callable[[], bool], seconds: float = 3.0) -> None:
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.005)
    assert holds()


def then_quiet(lab: Lab) -> None:
    """Wait until the server is asked nothing more."""
    count = -1
    while count != len(lab.requests):
        count = len(lab.requests)
        time.sleep(lab.rest)


def fetchers() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("labclients-")]


@pytest.fixture
def lab() -> Iterator[Lab]:
    lab = Lab()
    yield lab
    lab.close()
    eventually(lambda: not fetchers())  # no test leaves a thread behind


@pytest.fixture(params=[Direct(), Awaited()], ids=["sync", "async"])
def reader(request: pytest.FixtureRequest) -> Any:
    return request.param


def listing(labguru: Any) -> Any:
    return labguru.experiments.list()


def ids(items: list[Any]) -> list[int]:
    return [item.id for item in items]


EVERY = list(range(1, COUNT + 1))


class TestReading:
    @pytest.mark.parametrize("meta", [True, False], ids=["counted", "bare"])
    def test_each_record_comes_once_and_in_order(self, lab: Lab, reader: Any, meta: bool) -> None:
        """Over 13 pages, counted or not, each record comes once and in order."""
        lab.manner = serving(meta=meta)
        assert ids(reader.all(lab, listing)) == EVERY

    def test_no_page_is_asked_for_twice_or_in_vain(self, lab: Lab, reader: Any) -> None:
        """Where the server counts, a whole reading costs as many requests as there are pages."""
        reader.all(lab, listing)
        assert sorted(lab.pages) == list(range(1, 14))

    def test_the_first_item_costs_one_request(self, lab: Lab, reader: Any) -> None:
        """Who looks at one record has asked for one page."""
        reader.some(lab, listing, 1)
        assert lab.pages == [1]

    def test_making_a_listing_costs_nothing(self, lab: Lab, reader: Any) -> None:
        """Nothing is asked until something is read."""

        def make(labguru: Any) -> Any:
            assert "experiments.list_v2" in repr(labguru.experiments.list())
            assert lab.pages == []
            return labguru.experiments.list()

        reader.some(lab, make, 1)

    def test_the_second_item_starts_four_pages(self, lab: Lab, reader: Any) -> None:
        """While the first page is still being read, the next four are fetched, and no more."""
        reader.some(lab, listing, 3, then=lambda: eventually(lambda: len(lab.pages) >= 5))
        assert sorted(lab.pages) == [1, 2, 3, 4, 5]

    def test_never_more_than_four_pages_are_ahead(self, lab: Lab, reader: Any) -> None:
        """However fast the server, no page is fetched that lies more than four ahead of the one that is read."""
        ahead: list[int] = []

        def make(labguru: Any) -> Any:
            made = labguru.experiments.list(page_size=20)
            listing = getattr(made, "_listing", made)  # an async one awaits a sync one
            view = listing._record
            listing._record = lambda row: (ahead.append(max(lab.pages) - -(-row["id"] // 20)), view(row))[1]
            return made

        reader.all(lab, make)
        assert max(ahead) <= 4

    def test_order_is_kept_when_later_pages_answer_faster(self, lab: Lab, reader: Any) -> None:
        """Pages that arrive out of order are handed out in order."""
        usual = serving()

        def manner(asked: Asked) -> tuple[int, Any]:
            time.sleep(0.05 if asked.page % 3 == 2 else 0)
            return usual(asked)

        lab.manner = manner
        assert ids(reader.all(lab, listing)) == EVERY

    def test_pages_are_fetched_side_by_side(self, lab: Lab, reader: Any) -> None:
        """Four pages that take long are asked for while the first of them is on its way."""
        usual, gate = serving(), threading.Barrier(4)

        def manner(asked: Asked) -> tuple[int, Any]:
            if 2 <= asked.page <= 5:
                gate.wait(5)  # breaks unless all four are here
            return usual(asked)

        lab.manner = manner
        assert ids(reader.all(lab, listing)) == EVERY

    def test_reading_again_asks_again(self, lab: Lab, reader: Any) -> None:
        """A listing can be read again, and shows what the server has then."""

        def twice(labguru: Any) -> list[int]:
            made = labguru.experiments.list(page_size=2000)
            return [len(made.all()), len(list(made))]

        async def twice_awaited(labguru: Any) -> list[int]:
            made = labguru.experiments.list(page_size=2000)
            return [len(await made.all()), len([item async for item in made])]

        act = twice if isinstance(reader, Direct) else twice_awaited
        assert reader.run(lab, act) == [COUNT, COUNT]
        assert lab.pages == [1, 1]

    def test_three_listings_at_once_do_not_mix(self, lab: Lab, reader: Any) -> None:
        """Loops that run at the same time on one client each see every record."""
        for items in reader.together(lab, listing, 3):
            assert ids(items) == EVERY

    def test_an_empty_list_is_empty(self, lab: Lab, reader: Any) -> None:
        """No record, one request, no error."""
        lab.manner = serving([])
        assert reader.all(lab, listing) == []
        assert lab.pages == [1]


class TestForms:
    def test_all_is_a_list_of_records(self, lab: Lab, reader: Any) -> None:
        """`.all()` has every record before it returns."""
        found = reader.have(lab, lambda labguru: labguru.experiments.list().all())
        assert isinstance(found, list)
        assert ids(found) == EVERY

    def test_rows_are_what_came(self, lab: Lab, reader: Any) -> None:
        """`.rows()` gives plain dicts, key by key as the server sent them."""
        assert reader.all(lab, lambda labguru: labguru.experiments.list().rows()) == experiments()

    def test_pages_are_numbered_and_know_the_total(self, lab: Lab, reader: Any) -> None:
        """`.pages()` gives each page with its number, its records and the server's count."""
        pages = reader.all(lab, lambda labguru: labguru.experiments.list(page_size=500).pages())
        assert [(page.number, len(page.items), page.total) for page in pages] == [
            (1, 500, COUNT),
            (2, 500, COUNT),
            (3, 234, COUNT),
        ]
        assert pages[2].items[-1].title == "Experiment 1234"

    def test_the_total_is_asked_once(self, lab: Lab, reader: Any) -> None:
        """`.total` is the server's count, for one request."""

        def act(labguru: Any) -> Any:
            made = labguru.experiments.list()
            return (
                (made.total, made.total) if isinstance(reader, Direct) else asyncio.gather(made.total, first_of(made))
            )

        async def first_of(made: Any) -> Any:
            await asyncio.sleep(0.1)
            return await made.total

        assert tuple(reader.have(lab, act)) == (COUNT, COUNT)
        assert lab.pages == [1]

    def test_the_total_is_none_where_the_server_does_not_say(self, lab: Lab, reader: Any) -> None:
        """A bare array has no count, and none is guessed."""
        lab.manner = serving(meta=False)
        assert reader.have(lab, lambda labguru: labguru.experiments.list().total) is None

    def test_the_total_of_an_ignored_filter_is_refused(self, lab: Lab, reader: Any) -> None:
        """The count of all records is not passed off as the count of those that were asked for."""
        with pytest.raises(FilterIgnored):
            reader.have(lab, lambda labguru: labguru.experiments.list(where=F.project_id == 16).total)

    def test_a_listing_has_no_length(self, lab: Lab) -> None:
        """Nobody asks for everything by asking for a length."""
        with Labguru(**lab.options()) as labguru, pytest.raises(TypeError, match="len"):
            len(labguru.experiments.list())  # type: ignore[arg-type]

    def test_odd_rows_come_as_they_are(self, lab: Lab, reader: Any) -> None:
        """A null among the records, and a record without an id, are handed out too."""
        lab.manner = serving([{"id": 1}, None, {"title": "no id"}])
        first, second, third = reader.all(lab, listing)
        assert (first.id, second, third.title, "id" in third) == (1, None, "no id", False)

    def test_a_for_loop_over_an_async_listing_says_what_to_do(self, lab: Lab) -> None:
        """The wrong kind of loop is a TypeError that names the right one, and asks nothing."""

        async def main() -> None:
            async with AsyncLabguru(**lab.options()) as labguru:
                with pytest.raises(TypeError, match="`async for`"):
                    list(labguru.experiments.list())  # type: ignore[call-overload]

        asyncio.run(main())
        assert lab.pages == []

    def test_an_async_for_loop_over_a_sync_listing_says_what_to_do(self, lab: Lab) -> None:
        """The wrong kind of loop is a TypeError that names the right one, and asks nothing."""

        async def main() -> None:
            with Labguru(**lab.options()) as labguru, pytest.raises(TypeError, match="plain `for`"):
                async for _ in labguru.experiments.list():  # type: ignore[misc]
                    pass

        asyncio.run(main())
        assert lab.pages == []


class TestAwkwardServers:
    def test_a_capped_page_size_gives_all(self, lab: Lab, reader: Any) -> None:
        """Asked for 500 a page, a server that gives 100, yet counts pages of 500, gives all."""
        lab.manner = serving(cap=100)
        assert ids(reader.all(lab, lambda labguru: labguru.experiments.list(page_size=500))) == EVERY

    @pytest.mark.parametrize("meta", [True, False], ids=["counted", "bare"])
    def test_404_past_the_end_is_the_end(self, lab: Lab, reader: Any, meta: bool) -> None:
        """The vendor documents a 404 for a page past the end: it ends the listing as an empty page does."""
        lab.manner = serving(meta=meta, past_the_end=404, cap=100)
        assert ids(reader.all(lab, lambda labguru: labguru.experiments.list(page_size=500))) == EVERY

    def test_404_for_the_first_page_is_an_error(self, lab: Lab, reader: Any) -> None:
        """A list that does not exist is no empty list."""
        lab.manner = failing(1, 404)
        _, error = reader.until_error(lab, listing)
        assert isinstance(error, NotFound)

    def test_an_ignored_page_number_is_an_error(self, lab: Lab, reader: Any) -> None:
        """The same page for every number is an error that names the request."""
        usual = serving()
        lab.manner = lambda asked: usual(asked._replace(query={}))
        items, error = reader.until_error(lab, listing)
        assert isinstance(error, UnexpectedResponse)
        assert (len(items), error.page, error.method) == (100, 2, "GET")
        assert error.url is not None
        assert "page=2" in error.url
        assert "secret-token" not in str(error)

    def test_lost_rows_are_an_error(self, lab: Lab, reader: Any) -> None:
        """A server that counts 1,234 and gives fewer is found out, after all that came."""
        short = serving(experiments(1200))

        def manner(asked: Asked) -> tuple[int, Any]:
            status, data = short(asked)
            return status, {**data, "meta": {"item_count": COUNT, "page_count": 13}}

        lab.manner = manner
        items, error = reader.until_error(lab, listing)
        assert isinstance(error, IncompleteListing)
        assert len(items) == 1200
        assert "1234 records, and sent 1200" in str(error)

    def test_an_answer_that_is_no_list_is_an_error(self, lab: Lab, reader: Any) -> None:
        """An empty answer in the middle is no end: it may hide the rest."""
        usual = serving(meta=False)
        lab.manner = lambda asked: (200, None) if asked.page == 3 else usual(asked)
        items, error = reader.until_error(lab, listing)
        assert isinstance(error, UnexpectedResponse)
        assert (len(items), error.page) == (200, 3)

    def test_a_record_added_while_reading_is_no_duplicate(self, lab: Lab, reader: Any) -> None:
        """A record that was pushed on to the next page comes once; the new one comes last, if at all."""
        table = experiments()
        usual = serving(table)

        def manner(asked: Asked) -> tuple[int, Any]:
            if asked.page == 1:
                answer = usual(asked)
                table.insert(0, {"id": 9999})
                return answer
            return usual(asked)

        lab.manner = manner
        assert [id for id in ids(reader.all(lab, listing)) if id != 9999] == EVERY


class TestErrors:
    def test_it_says_which_page_could_not_be_had(self, lab: Lab, reader: Any) -> None:
        """All pages before the broken one are handed out; then the error names it."""
        lab.manner = failing(37)
        items, error = reader.until_error(lab, lambda labguru: labguru.experiments.list(page_size=20))
        assert isinstance(error, ServerError)
        assert (ids(items), error.page) == (EVERY[:720], 37)
        assert "page 37 of the listing" in str(error)

    def test_it_can_be_resumed_from_there(self, lab: Lab, reader: Any) -> None:
        """`pages(start=error.page)` reads the rest, and nothing twice."""
        lab.manner = failing(37)
        make = lambda labguru: labguru.experiments.list(page_size=20)  # noqa: E731
        items, error = reader.until_error(lab, make)
        lab.manner = serving()
        rest = reader.all(lab, lambda labguru: make(labguru).pages(start=error.page))
        assert [page.number for page in rest] == list(range(37, 63))
        assert ids(items) + [item.id for page in rest for item in page.items] == EVERY

    @pytest.mark.parametrize("start", [0, -1])
    def test_there_is_no_page_before_the_first(self, lab: Lab, reader: Any, start: int) -> None:
        """A page that cannot be is refused before anything is sent."""
        with pytest.raises(UsageError, match=f"no page {start}"):
            reader.all(lab, lambda labguru: labguru.experiments.list().pages(start=start))
        assert lab.pages == []

    def test_errors_of_pages_that_nobody_reads_are_nobodys(self, lab: Lab, reader: Any) -> None:
        """Who leaves before a page that failed does not hear of it."""
        usual = serving()
        lab.manner = lambda asked: (400, {"error": "no"}) if asked.page > 1 else usual(asked)
        got = reader.some(lab, listing, 2, then=lambda: eventually(lambda: len(lab.pages) >= 5))
        assert ids(got) == [1, 2]

    def test_when_several_pages_fail_the_first_is_named(self, lab: Lab, reader: Any) -> None:
        """Of pages that failed side by side, the error is that of the first; the others are let go."""
        usual = serving()

        def manner(asked: Asked) -> tuple[int, Any]:
            time.sleep(0.05 if asked.page == 2 else 0)
            return (400, {"error": "no"}) if asked.page > 1 else usual(asked)

        lab.manner = manner
        _, error = reader.until_error(lab, listing)
        assert isinstance(error, InvalidRequest)
        assert error.page == 2


class TestLeaving:
    def test_leaving_the_loop_stops_it(self, lab: Lab, reader: Any) -> None:
        """After the loop was left, no further page is asked for."""
        lab.manner = serving(delay=0.03)
        reader.some(lab, lambda labguru: labguru.experiments.list(page_size=10), 25)
        assert len(lab.pages) <= 3 + 4

    def test_leaving_the_loop_stops_retries(self, lab: Lab, reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """A page that was to be tried again is not, when nobody reads on."""
        monkeypatch.setattr("labclients._retries.retry_delay", lambda *_: 0.15)
        lab.manner = failing(3, 503)
        lab.rest = 0.25
        reader.some(lab, listing, 2, then=lambda: eventually(lambda: 3 in lab.pages))
        assert Counter(lab.pages)[3] == 1

    def test_an_error_of_the_loop_stops_it(self, lab: Lab, reader: Any) -> None:
        """A loop that ends in its own error is left like any other."""
        lab.manner = serving(delay=0.03)

        def burst() -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            reader.some(lab, lambda labguru: labguru.experiments.list(page_size=10), 15, then=burst)
        then_quiet(lab)
        assert len(lab.pages) <= 2 + 4

    def test_closing_the_client_ends_it(self, lab: Lab, reader: Any) -> None:
        """A closed client's listing ends in an error, never as if it were complete."""
        lab.manner = serving(delay=0.01)
        with pytest.raises(LabClientsError) as caught:
            reader.closed_after(lab, lambda labguru: labguru.experiments.list(page_size=10), 15)
        assert caught.value.page is not None
        then_quiet(lab)
        assert len(lab.pages) <= 2 + 4

    def test_closing_the_client_wakes_a_loop_that_waits(self, lab: Lab) -> None:
        """A thread that waits for a page of a silent server ends in an error as soon as the client is closed."""
        usual, hold = serving(), threading.Event()

        def manner(asked: Asked) -> tuple[int, Any]:
            if asked.page > 1:
                hold.wait(5)
            return usual(asked)

        lab.manner = manner
        labguru = Labguru(**lab.options())
        ended: list[Any] = []

        def read() -> None:
            try:
                list(labguru.experiments.list())
            except LabClientsError as error:
                ended.append(error.page)

        thread = threading.Thread(target=read)
        thread.start()
        eventually(lambda: 2 in lab.pages)
        labguru.close()
        thread.join(2)
        hold.set()
        assert ended == [2]

    def test_a_loop_left_and_forgotten_by_the_event_loop_is_no_complaint(self, lab: Lab) -> None:
        """An event loop that ends while a listing is half read takes its tasks with it, without a word."""
        lab.manner = serving(delay=0.02)
        complaints: list[Any] = []

        async def main() -> None:
            asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
            async with AsyncLabguru(**lab.options()) as labguru:
                items = aiter(labguru.experiments.list(page_size=10))
                assert [(await anext(items)).id, (await anext(items)).id] == [1, 2]
                kept.append(items)

        kept: list[Any] = []
        asyncio.run(main())
        gc.collect()
        assert complaints == []

    @pytest.mark.parametrize("after", [0, 1, 15], ids=["first page", "first item", "in the window"])
    def test_cancelling_the_reader_cancels_its_pages(self, lab: Lab, after: int) -> None:
        """A task that is cancelled while it waits for a page leaves no task behind, and asks no more."""
        usual, hold = serving(), threading.Event()

        def manner(asked: Asked) -> tuple[int, Any]:
            if asked.page > (2 if after == 15 else after):
                hold.wait(5)
            return usual(asked)

        lab.manner = manner

        async def act(labguru: AsyncLabguru) -> int:
            seen: list[Any] = []

            async def read() -> None:
                async for item in labguru.experiments.list(page_size=10):
                    seen.append(item)

            task = asyncio.create_task(read())
            await asyncio.to_thread(eventually, lambda: len(lab.pages) >= (1 if after == 0 else 5))
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            hold.set()
            return len(seen)

        assert Awaited().run(lab, act) in (0, 10, 20)
        then_quiet(lab)
        assert len(lab.pages) <= 6


class TestFilters:
    def test_an_ignored_filter_is_found_before_a_wrong_item_is_handed_out(self, lab: Lab, reader: Any) -> None:
        """Records of another project never come: the page that has one is the error."""
        table = experiments()
        table[250]["project_id"] = 16
        lab.manner = serving(table)
        items, error = reader.until_error(lab, lambda labguru: labguru.experiments.list(where=F.project_id == 15))
        assert isinstance(error, FilterIgnored)
        assert (ids(items), error.page) == (EVERY[:200], 3)

    @pytest.mark.parametrize(
        ("make", "said"),
        [
            (lambda labguru: labguru.experiments.list(where=F.titel == "PCR"), "nearest one is F.title"),
            (lambda labguru: labguru.experiments.list(where=F.title < "PCR"), "cannot be asked"),
            (lambda labguru: labguru.stocks.list(where=F.nam.contains("x")), "nearest one is F.name"),
            (lambda labguru: labguru.experiments.list(where=(F.id == 1) & (F.title == "a") | (F.id == 2)), "mixed"),
            (lambda labguru: labguru.experiments.list(where=F.title == "a" and F.id == 2), "neither true nor false"),
        ],
    )
    def test_what_the_list_cannot_obey_is_refused_before_it_is_sent(
        self, lab: Lab, reader: Any, make: Make, said: str
    ) -> None:
        """An unknown field, an operator it lacks, mixed logic: an error that helps, and no request."""
        with pytest.raises(FilterError, match=said):
            reader.all(lab, make)
        assert lab.pages == []

    @pytest.mark.parametrize("size", [0, -1, "many", 50.5, True])
    def test_a_page_size_that_cannot_be_is_refused_before_it_is_sent(self, lab: Lab, reader: Any, size: Any) -> None:
        """No page has fewer records than one, and a size is a number."""
        with pytest.raises(UsageError, match="page_size must be"):
            reader.all(lab, lambda labguru: labguru.experiments.list(page_size=size))
        assert lab.pages == []

    def test_neither_filtered_nor_sorted_it_asks_v2(self, lab: Lab, reader: Any) -> None:
        """The plain list of experiments is V2's."""
        reader.all(lab, lambda labguru: labguru.experiments.list(page_size=1000))
        assert {asked.path for asked in lab.requests} == {"/api/v2/experiments"}

    @pytest.mark.parametrize(
        "options",
        [{"where": F.project_id == 15}, {"order_by": "title"}, {"name": "PCR"}],
        ids=["where", "order", "name"],
    )
    def test_filtered_or_sorted_it_asks_v1_for_every_page(self, lab: Lab, reader: Any, options: dict[str, Any]) -> None:
        """V1 is the one known to obey, and each page carries the whole question."""
        reader.all(lab, lambda labguru: labguru.experiments.list(page_size=500, **options))
        questions = [{**asked.query, "page": ""} for asked in lab.requests]
        assert {asked.path for asked in lab.requests} == {"/api/v1/experiments"}
        assert len(questions) == 3
        assert questions[0] == questions[1] == questions[2]
        assert len(questions[0]) > 4
