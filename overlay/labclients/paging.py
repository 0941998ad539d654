"""Listings that can be trusted: lazy, complete or an error.

`PageCursor` decides which page is next, which rows are new and when the list is complete. `Listing` reads, and
prefetches the next pages in threads; `AsyncListing` awaits what `Listing` does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeAlias, TypeVar, cast

from labclients._client import Background, RequestLike
from labclients._cursor import Page, PageCursor, extract_rows
from labclients.errors import IncompleteListing, LabClientsError, NotFound, UsageError
from labclients.tables import Columns

__all__ = ["AsyncListing", "Listing", "Page"]

if TYPE_CHECKING:
    from concurrent.futures import Future

    from labclients._client import ApiClient

R = TypeVar("R")
Row = Any
PREFETCH_PAGES = 4
NOT_FOUND = object()


# How a page is read: as its records, its rows, or as a whole.
Split: TypeAlias = Callable[[Page[Row]], Iterable[Any]]


class Listing(Generic[R]):
    """Records of one list, fetched page by page while you read; it can be read again, which asks the server again.

    The first item costs one request; when a second one is asked for, the next pages are fetched ahead (4 at a time).
    Leaving the loop cancels them.

    Iterating raises:
        IncompleteListing: The server sent fewer distinct records than it counted.
        FilterIgnored: The server sent a record that the filter excludes, or did not sort.
        UnexpectedResponse: The server ignores the page number, or sent no list.
        LabClientsError: A page could not be read; ``error.page`` says which, ``pages(start=error.page)`` resumes there.
    """

    def __init__(
        self,
        client: ApiClient,
        request: Callable[[int], RequestLike],
        record: Callable[[Mapping[str, Any]], R],
        *,
        paged: bool = True,
        key: str = "id",
        new_verify: Callable[[], Callable[[Mapping[str, Any]], None]] | None = None,
        changed_since: dt.datetime | None = None,
        fetch: Callable[[int], Any] | None = None,
        description: str = "",
    ) -> None:
        self._client = client
        self._request = request
        self._record = record
        self._paged = paged
        self._key = key
        self._new_verify = new_verify
        self._since = changed_since
        self._fetch_page: Callable[[int], Any] = fetch or self._fetch_rows
        self._description = description
        self._total: int | None = None
        self._counted = False

    @property
    def total(self) -> int | None:
        """How many records the server counts, as of the last page read; None where it does not say. Asks once."""
        if not self._counted:
            cursor = self._cursor(1)
            with self.errors_named(cursor):
                self._take(cursor, self._fetch(1))
        return self._total

    def __iter__(self) -> Iterator[R]:
        return self._read(self._views)

    if not TYPE_CHECKING:

        def __aiter__(self) -> NoReturn:
            raise TypeError("this listing comes from a sync client: read it with a plain `for`")

    def rows(self) -> Iterator[dict[str, Any]]:
        """The records as plain dicts, as they came."""
        return self._read(_rows)

    def all(self) -> list[R]:
        """Every record, in a list: for loops that change what they read."""
        return list(self)

    def pages(self, *, start: int = 1) -> Iterator[Page[R]]:
        """Page by page, from page `start` on (the count of records is only checked from page 1)."""
        return self._read(self._viewed_pages, self._valid_start(start))

    def to_arrow(self) -> Any:
        """Every record as a row of a ``pyarrow.Table``, custom columns in place; needs ``labclients[data]``.

        A column whose values are of kinds that no one type holds (a stock's box is false or an object) is JSON text.
        """
        return self._columns().to_arrow()

    def to_pandas(self) -> Any:
        """Every record as a row of a ``pandas.DataFrame``, custom columns in place; needs ``labclients[all]``."""
        return self._columns().to_pandas()

    def __repr__(self) -> str:
        return f"<Listing of {self._request(1).operation}{self._description}>"

    def _columns(self) -> Columns:
        columns = Columns()
        for page in self._read(_whole):
            columns.add(page)
        return columns

    # One page, and how its records are seen.

    def _cursor(self, start: int) -> PageCursor:
        """A new cursor, before page `start`."""
        return PageCursor(
            start=start,
            paged=self._paged,
            new_verify=self._new_verify,
            key=self._key,
            changed_since=self._since,
        )

    def _valid_start(self, start: int) -> int:
        """The number of a first page."""
        if start < 1 or (start > 1 and not self._paged):
            raise UsageError(f"there is no page {start}: {'the first is 1' if self._paged else 'this list has only 1'}")
        return start

    def _fetch_rows(self, number: int) -> Any:
        return self._client.rows_json(self._request(number))

    def _fetch(self, number: int, start: int = 1) -> Any:
        """The JSON of one page; `NOT_FOUND` for a 404 after the first."""
        try:
            return self._fetch_page(number)
        except NotFound:
            if number == start:
                raise
            return NOT_FOUND

    def _take(self, cursor: PageCursor, data: Any) -> Page[Row] | None:
        """Feed the data of a page to a cursor, and note the total."""
        page = cursor.feed(data, not_found=data is NOT_FOUND)
        self._total, self._counted = cursor.total, True
        return page

    def collect_rows(self) -> list[Row]:
        """Every row, one page after the other, without prefetch."""
        cursor, rows = self._cursor(1), list[Row]()
        with self.errors_named(cursor):
            while cursor.has_next():
                page = self._take(cursor, self._fetch(cursor.number))
                rows += page.items if page else []
        return rows

    @contextmanager
    def errors_named(self, cursor: PageCursor | None = None) -> Generator[None]:
        """Add to an error in the block which page of which list it is about."""
        cursor = cursor or self._cursor(1)
        try:
            yield
        except LabClientsError as error:
            if error.url is None:
                blank = self._client.runner(self._request(cursor.number)).error(type(error), error.message)
                error.method, error.url = blank.method, blank.url
            if self._paged and not cursor.ended:
                error.at_page(cursor.number)
            raise

    def _views(self, page: Page[Row]) -> Iterable[R]:
        """The records of a page."""
        record = self._record
        for row in page.items:
            yield record(cast("dict[str, Any]", row)) if isinstance(row, dict) else row

    def _viewed_pages(self, page: Page[Row]) -> Iterable[Page[R]]:
        """The page, with its records."""
        return [Page(page.number, list(self._views(page)), page.total)]

    def _read(self, split: Split, start: int = 1) -> Iterator[Any]:
        """Read all pages, with the next ones prefetched; each is read as `split` says."""
        reader = _PageReader(self, self._cursor(start))
        try:
            while (page := reader.next_page()) is not None:
                for part in split(page):
                    yield part
                    reader.prefetch()
        finally:
            reader.close()


class AsyncListing(Generic[R]):
    """Records of one list, awaited page by page while you read; it can be read again, which asks the server again.

    It does what `Listing` does, in threads, and raises the same errors.
    """

    def __init__(self, listing: Listing[R]) -> None:
        self._listing = listing
        self._client = listing._client

    @property
    def total(self) -> Coroutine[Any, Any, int | None]:
        """How many records the server counts, as of the last page read; None where it does not say. Asks once."""
        return self._client.run_in_thread(lambda: self._listing.total)

    def __aiter__(self) -> AsyncIterator[R]:
        return self._read(self._listing._views)

    if not TYPE_CHECKING:

        def __iter__(self) -> NoReturn:
            text = "this listing comes from an async client: read it with `async for`, or await its .all()"
            raise TypeError(text)

    def rows(self) -> AsyncIterator[dict[str, Any]]:
        """The records as plain dicts, as they came."""
        return self._read(_rows)

    async def all(self) -> list[R]:
        """Every record, in a list: for loops that change what they read."""
        return [record async for record in self]

    def pages(self, *, start: int = 1) -> AsyncIterator[Page[R]]:
        """Page by page, from page `start` on (the count of records is only checked from page 1)."""
        return self._read(self._listing._viewed_pages, self._listing._valid_start(start))

    async def to_arrow(self) -> Any:
        """Every record as a row of a ``pyarrow.Table``; see `Listing.to_arrow`."""
        return (await self._columns()).to_arrow()

    async def to_pandas(self) -> Any:
        """Every record as a row of a ``pandas.DataFrame``; see `Listing.to_pandas`."""
        return (await self._columns()).to_pandas()

    def __repr__(self) -> str:
        return f"<Async{repr(self._listing).removeprefix('<')}"

    async def _columns(self) -> Columns:
        columns = Columns()
        async for page in self._read(_whole):
            columns.add(page)
        return columns

    async def _read(self, split: Split, start: int = 1) -> AsyncIterator[Any]:
        reader = _PageReader(self._listing, self._listing._cursor(start))
        try:
            while (page := await self._awaited(reader)) is not None:
                for part in split(page):
                    yield part
                    reader.prefetch()
        finally:
            reader.close()

    async def _awaited(self, reader: _PageReader) -> Page[Row] | None:
        with self._listing.errors_named(reader.cursor):
            return await self._client.run_in_thread(reader.next_page)


class _PageReader:
    """Reads the pages of one pass over a listing, and prefetches the next ones in threads."""

    def __init__(self, listing: Listing[Any], cursor: PageCursor) -> None:
        self._listing = listing
        self.cursor = cursor
        self._background: Background | None = None  # made when a second item is read
        self._fetched: dict[tuple[int, int], Future[Any]] = {}  # by pass and page number
        self._prefetched_at = (0, 0)

    def next_page(self) -> Page[Row] | None:
        """The next page; None at the end."""
        cursor = self.cursor
        with self._listing.errors_named(cursor):
            while cursor.has_next():
                future = self._fetched.pop((cursor.round, cursor.number), None)
                if future is not None and self._background is not None:
                    data = self._background.result(future)
                else:
                    data = self._listing._fetch(cursor.number, cursor.start)
                page = self._listing._take(cursor, data)
                if page is not None:
                    return page
                self._refuse_gap()
        return None

    def _refuse_gap(self) -> None:
        """Where nothing counts the rows, a later page that has some shows that an empty one is not the end."""
        cursor = self.cursor
        if cursor.counted or self._background is None:
            return
        for (number_of_round, number), future in self._fetched.items():
            data = self._background.result(future) if number_of_round == cursor.round else NOT_FOUND
            if data is not NOT_FOUND and number > cursor.number - 1 and extract_rows(data).rows:
                raise IncompleteListing(f"page {cursor.number - 1} is empty, and page {number} has records")

    def prefetch(self) -> None:
        """Start to fetch the next pages. It is called for each item that is read, and acts once a page."""
        cursor = self.cursor
        if self._prefetched_at == (cursor.round, cursor.number):
            return
        self._prefetched_at = cursor.round, cursor.number
        self._background = self._background or Background(self._listing._client)
        for number in cursor.prefetch_range(PREFETCH_PAGES):
            if (cursor.round, number) not in self._fetched:
                future = self._background.submit(self._listing._fetch, number, cursor.start)
                self._fetched[cursor.round, number] = future

    def close(self) -> None:
        """Cancel what is being fetched."""
        if self._background is not None:
            self._background.cancel()


def _rows(page: Page[Row]) -> Iterable[Row]:
    return page.items


def _whole(page: Page[Row]) -> Iterable[list[Row]]:
    return [page.items]
