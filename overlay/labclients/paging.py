"""Listings that can be trusted: lazy, complete or an error.

`Walk` decides (which page next, which rows are new, when the end is reached); two windows fetch ahead, one with
threads, one with tasks. The end is what the server says, never a guessed page size.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from labclients.calls import Async, Bound, Later, Mode, RequestLike, Sync, value
from labclients.errors import IncompleteListing, LabClientsError, UnexpectedResponse
from labclients.filters import Filter, check
from labclients.shapes import as_list, as_object
from labclients.transport.effects import Flow

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future, ThreadPoolExecutor

    from labclients.client import Core

R = TypeVar("R")
Row = Any

WINDOW = 4


class Page(Generic[R]):
    """One page of a listing: its `number` (from 1), its new `items`, and the `total` that came with it, if any."""

    __slots__ = ("items", "number", "total")

    def __init__(self, number: int, items: list[R], total: int | None) -> None:
        self.number = number
        self.items = items
        self.total = total

    def __repr__(self) -> str:
        return f"<Page {self.number}: {len(self.items)} items>"


class Walk:
    """One pass over a listing's pages, in order."""

    def __init__(self, *, start: int = 1, paged: bool = True, where: Filter | None = None) -> None:
        self.number = start
        self.paged = paged
        self.total: int | None = None
        self._where = where
        self._from_the_top = start == 1
        self._smallest: int | None = None  # item_count, as rows may go while we read
        self._last: int | None = None  # page_count
        self._seen: set[object] = set()
        self._anonymous = 0
        self._before: list[Row] | None = None

    def pages(self) -> Generator[int | Page[Row], Any, None]:
        """Yields the number of the page it needs (and is sent that page's data), then the page with its new rows."""
        while True:
            rows = self._read((yield self.number))
            yield Page(self.number, self._new(rows), self.total)
            if not self.paged or self._ended(rows):
                break
            self._before = rows
            self.number += 1
        self._account()

    def ahead(self, width: int) -> range:
        """Numbers of the pages worth fetching before they are needed."""
        last = self.number + width if self.paged else self.number
        return range(self.number + 1, (last if self._last is None else min(last, self._last)) + 1)

    def _read(self, data: Any) -> list[Row]:
        rows, meta = unwrap(data)
        count, pages = meta.get("item_count"), meta.get("page_count")
        if isinstance(count, int):
            self.total = count
            self._smallest = count if self._smallest is None else min(self._smallest, count)
        if isinstance(pages, int):
            self._last = pages
        if rows and rows == self._before:
            raise UnexpectedResponse("the server sent the same page twice: it ignores the page number")
        return rows

    def _new(self, rows: list[Row]) -> list[Row]:
        new: list[Row] = []
        for row in rows:
            record = as_object(row)
            key = record.get("id") if record is not None else None
            if key is None:
                self._anonymous += 1
            elif key in self._seen:
                continue  # rows were added while we read, and pushed this one on to the next page
            else:
                self._seen.add(key)
            if record is not None:
                check(self._where, record)
            new.append(row)
        return new

    def _ended(self, rows: list[Row]) -> bool:
        if not rows:
            return True
        # A server that caps page_size may count pages by the size we asked for: then its count of items decides.
        return self._last is not None and self.number >= self._last and not self._short

    @property
    def _short(self) -> bool:
        return self._smallest is not None and len(self._seen) + self._anonymous < self._smallest

    def _account(self) -> None:
        if self.paged and self._from_the_top and self._short:
            raise IncompleteListing(
                f"the server counts {self._smallest} records, and only {len(self._seen) + self._anonymous} came"
            )


def unwrap(data: Any) -> tuple[list[Row], Mapping[str, Any]]:
    """The rows of a page and what is said about them: a bare array, or an object that holds one array.

    Raises:
        UnexpectedResponse: There is no list in it.
    """
    if data is None:
        return [], {}
    bare, envelope = as_list(data), as_object(data)
    if bare is not None:
        return bare, {}
    if envelope is not None:
        named = as_list(envelope.get("data"))
        lists = [named] if named is not None else _lists(envelope)
        if len(lists) == 1:
            return lists[0], as_object(envelope.get("meta")) or {}
    raise UnexpectedResponse("the answer to a listing holds no list")


def _lists(data: Mapping[str, Any]) -> list[list[Row]]:
    return [found for found in map(as_list, data.values()) if found is not None]


class Listing(Bound[Mode], Generic[Mode, R]):
    """Records of one list, fetched page by page while you read; it can be read again, which asks the server again.

    The first item costs one request; when a second one is asked for, the next pages are fetched ahead (4 at a time).
    Leaving the loop cancels them.

    Iterating raises:
        IncompleteListing: Fewer distinct records came than the server counted.
        FilterIgnored: A record came that the filter excludes.
        UnexpectedResponse: The server ignores the page number.
        LabClientsError: A page could not be had; ``error.page`` says which, ``pages(start=error.page)`` resumes there.
    """

    def __init__(
        self,
        core: Core,
        request: Callable[[int], RequestLike],
        record: Callable[[Mapping[str, Any]], R],
        *,
        paged: bool = True,
        where: Filter | None = None,
    ) -> None:
        super().__init__(core)
        self._request = request
        self._record = record
        self._paged = paged
        self._where = where
        self._total: int | None = None

    @value
    def total(self) -> Flow[int | None]:
        """How many records the server counts; None where it does not say. Asks once."""
        if self._total is None:
            walk = Walk(paged=self._paged)
            walk._read((yield from self._fetch(1)))
            self._total = walk.total
        return self._total

    def __iter__(self: Listing[Sync, R]) -> Iterator[R]:
        return self._items(self._view)

    def __aiter__(self: Listing[Async, R]) -> AsyncIterator[R]:
        return self._async_items(self._view)

    @overload
    def rows(self: Listing[Sync, R]) -> Iterator[dict[str, Any]]: ...
    @overload
    def rows(self: Listing[Async, R]) -> AsyncIterator[dict[str, Any]]: ...
    def rows(self) -> Any:
        """The records as plain dicts, as they came."""
        return self._async_items(_as_is) if self._core.awaited else self._items(_as_is)

    @overload
    def all(self: Listing[Sync, R]) -> list[R]: ...
    @overload
    def all(self: Listing[Async, R]) -> Later[list[R]]: ...
    def all(self) -> Any:
        """Every record, in a list: for loops that change what they read."""
        return _gather(self._async_items(self._view)) if self._core.awaited else list(self._items(self._view))

    @overload
    def pages(self: Listing[Sync, R], *, start: int = 1) -> Iterator[Page[R]]: ...
    @overload
    def pages(self: Listing[Async, R], *, start: int = 1) -> AsyncIterator[Page[R]]: ...
    def pages(self, *, start: int = 1) -> Any:
        """Page by page, from page `start` on (the count of records is only checked from page 1)."""
        return self._async_pages(start) if self._core.awaited else self._sync_pages(start)

    def __repr__(self) -> str:
        where = f" where {self._where!r}" if self._where is not None else ""
        return f"<{type(self).__name__} of {self._request(1).operation}{where}>"

    def _view(self, row: Row) -> R:
        record = as_object(row)
        return self._record(record) if record is not None else row

    def _fetch(self, number: int) -> Flow[Any]:
        try:
            return (yield from self._core.json(self._request(number)))
        except LabClientsError as error:
            if self._paged:
                error.at_page(number)
            raise

    def _walk(self, start: int = 1) -> Walk:
        return Walk(start=start, paged=self._paged, where=self._where)

    # The two drivers: the same steps, in threads and in tasks.

    def _items(self, shape: Callable[[Row], Any]) -> Iterator[Any]:
        with _Threads(self, self._walk()) as window:
            for page in window.pages():
                rows = iter(page.items)
                for row in rows:
                    yield shape(row)
                    break
                window.fill()
                for row in rows:
                    yield shape(row)

    async def _async_items(self, shape: Callable[[Row], Any]) -> AsyncIterator[Any]:
        async with _Tasks(self, self._walk()) as window:
            async for page in window.pages():
                rows = iter(page.items)
                for row in rows:
                    yield shape(row)
                    break
                window.fill()
                for row in rows:
                    yield shape(row)

    def _sync_pages(self, start: int) -> Iterator[Page[R]]:
        with _Threads(self, self._walk(start)) as window:
            for page in window.pages():
                yield self._shown(page)
                window.fill()

    async def _async_pages(self, start: int) -> AsyncIterator[Page[R]]:
        async with _Tasks(self, self._walk(start)) as window:
            async for page in window.pages():
                yield self._shown(page)
                window.fill()

    def _shown(self, page: Page[Row]) -> Page[R]:
        return Page(page.number, [self._view(row) for row in page.items], page.total)


class _Threads:
    """Pages on their way in threads."""

    def __init__(self, listing: Listing[Any, Any], walk: Walk) -> None:
        self._listing = listing
        self._walk = walk
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: dict[int, Future[Any]] = {}

    def pages(self) -> Iterator[Page[Row]]:
        steps = self._walk.pages()
        step: int | Page[Row] | None = next(steps)
        while step is not None:
            if isinstance(step, int):
                step = steps.send(self._get(step))
                continue
            self._listing._total = step.total
            yield step
            step = next(steps, None)

    def fill(self) -> None:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(WINDOW, thread_name_prefix="labclients-pages")
        for number in self._walk.ahead(WINDOW):
            if number not in self._waiting:
                self._waiting[number] = self._pool.submit(self._fetch, number)

    def _get(self, number: int) -> Any:
        future = self._waiting.pop(number, None)
        return future.result() if future else self._fetch(number)

    def _fetch(self, number: int) -> Any:
        return self._listing._core.run(self._listing._fetch(number))

    def __enter__(self) -> _Threads:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)


class _Tasks:
    """Pages on their way in asyncio tasks."""

    def __init__(self, listing: Listing[Any, Any], walk: Walk) -> None:
        self._listing = listing
        self._walk = walk
        self._waiting: dict[int, asyncio.Task[Any]] = {}

    async def pages(self) -> AsyncIterator[Page[Row]]:
        steps = self._walk.pages()
        step: int | Page[Row] | None = next(steps)
        while step is not None:
            if isinstance(step, int):
                step = steps.send(await self._get(step))
                continue
            self._listing._total = step.total
            yield step
            step = next(steps, None)

    def fill(self) -> None:
        import asyncio  # here, since sync users need not wait for it

        for number in self._walk.ahead(WINDOW):
            if number not in self._waiting:
                self._waiting[number] = asyncio.create_task(self._fetch(number))

    async def _get(self, number: int) -> Any:
        task = self._waiting.pop(number, None)
        return await (task or self._fetch(number))

    def _fetch(self, number: int) -> Any:
        return self._listing._core.run(self._listing._fetch(number))

    async def __aenter__(self) -> _Tasks:
        return self

    async def __aexit__(self, *_: object) -> None:
        import asyncio

        for task in self._waiting.values():
            task.cancel()
        await asyncio.gather(*self._waiting.values(), return_exceptions=True)


def _as_is(row: Row) -> Row:
    return row


async def _gather(items: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in items]
