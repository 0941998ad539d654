"""Listings that can be trusted: lazy, complete or an error.

`Walk` decides (which page next, which rows are new, when the end is reached); `Listing` reads, and fetches the next
pages in threads; `AsyncListing` awaits what `Listing` does. The end is what the server says, never a guessed page size.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeAlias, TypeVar, cast

from labclients._client import Background, RequestLike
from labclients.errors import (
    FilterIgnored,
    IncompleteListing,
    LabClientsError,
    NotFound,
    UnexpectedResponse,
    UsageError,
)
from labclients.filters import Filter, verify_record
from labclients.tables import Columns

if TYPE_CHECKING:
    from concurrent.futures import Future

    from labclients._client import ApiClient

R = TypeVar("R")
Row = Any
MOST_PASSES = 4
PREFETCH_PAGES = 4


class Page(Generic[R]):
    """One page of a listing: its `number` (from 1), its new `items`, and the `total` that came with it, if any."""

    __slots__ = ("items", "number", "total")

    def __init__(self, number: int, items: list[R], total: int | None) -> None:
        self.number = number
        self.items = items
        self.total = total

    def __repr__(self) -> str:
        return f"<Page {self.number}: {len(self.items)} items>"


# How a page is read: as its records, its rows, or as a whole.
Split: TypeAlias = Callable[[Page[Row]], Iterable[Any]]


class Walk:
    """One pass over a listing's pages, in order: while it `goes_on`, it takes what came for page `number`."""

    def __init__(
        self,
        *,
        start: int = 1,
        paged: bool = True,
        where: Filter | None = None,
        key: str = "id",
        since: str | None = None,
    ) -> None:
        self.start = start
        self.number = start
        self.ended = False
        self.total: int | None = None
        self._paged = paged
        self._where = where
        self._key = key
        self._since = since
        self._older = False  # than `since`: what follows is no longer wanted
        self._newest: str | None = None
        self._fewest: int | None = None  # item_count, as rows may go while we read
        self._last: int | None = None  # page_count
        self._seen: set[object] = set()
        self._anonymous = 0
        self._added = 0  # by how much item_count grew while we read
        self._moved = False  # item_count changed: rows came or went, or both
        self._came: set[object] = set()  # in this pass
        self._came_before: set[object] | None = None
        self.passes = 1
        self._again = 0
        self._before: list[Row] | None = None

    def goes_on(self) -> bool:
        """Whether there is another page to ask for.

        Raises:
            IncompleteListing: It has ended, and fewer rows came than the server counted.
        """
        whole = self._paged and self.start == 1 and not self._older
        if self.ended and whole and self._found < (self._fewest or 0):
            raise IncompleteListing(f"the server counts {self._fewest} records, and only {self._found} came")
        return not self.ended

    def take(self, data: Any) -> Page[Row] | None:
        """The page that an answer makes, with the rows that are new; None for an empty one, which is the end.

        Raises:
            UnexpectedResponse: There is no list in the answer, or the same one as before.
            FilterIgnored: A row is one that the filter excludes.
        """
        rows = self._read(data)
        before = len(self._came) + self._anonymous
        new = self._new(rows)
        self._refuse_the_same(rows, len(self._came) + self._anonymous > before)
        page = Page(self.number, new, self.total)
        self.ended = not rows or not self._paged or self._older or self._at_the_last()
        self._before = rows
        self.number += 1
        if self.ended and self._some_may_have_moved():
            self._once_more()
        return page if rows else None

    def _some_may_have_moved(self) -> bool:
        """Whether a row may have moved up, to a page that was read already, because one before it was deleted.

        Only a row that had come can do so, and it does not come again: then another pass finds what moved. Rows that
        come and go in equal number between two requests leave no trace in the counts.
        """
        gone = self._came_before is None or not self._came_before <= self._came
        return self._moved and gone and self.start == 1 and not self._older and not self._anonymous

    def _once_more(self) -> None:
        if self.passes == MOST_PASSES:
            raise IncompleteListing(
                f"rows were deleted each of the {MOST_PASSES} times it was read; some may be missing"
            )
        self.passes += 1
        self.number, self.ended, self._moved = self.start, False, False
        self.total = self._last = self._before = None
        self._came_before, self._came = self._came, set()
        self._again = self._added = 0

    def prefetch_range(self, width: int) -> range:
        """Numbers of the pages worth asking for before they are needed: the next one and those after it."""
        if self.ended:
            return range(0)
        last = self.number + width - 1
        # Past the last page of the server's count, each may be the one that ends it.
        return range(self.number, min(last, max(self._last or last, self.number)) + 1)

    def _read(self, data: Any) -> list[Row]:
        rows, meta = unwrap(data)
        count, pages = meta.get("item_count"), meta.get("page_count")
        if isinstance(count, int):
            grown = count - (count if self.total is None else self.total)
            self._added += grown
            self._moved = self._moved or grown != 0
            self.total = count
            self._fewest = count if self._fewest is None else min(self._fewest, count)
        if isinstance(pages, int):
            self._last = pages
        return rows

    def _new(self, rows: list[Row]) -> list[Row]:
        new: list[Row] = []
        for row in rows:
            record = cast("dict[str, Any]", row) if isinstance(row, dict) else None
            key = record.get(self._key) if record is not None else None
            if isinstance(key, int | str):
                self._again += key in self._came
                self._came.add(key)
                if key in self._seen:
                    continue  # rows were added while we read, and pushed this one on to the next page
                self._seen.add(key)
            else:
                self._anonymous += 1
            if record is not None:
                verify_record(self._where, record)
                if self._is_older(record):
                    break
            new.append(row)
        return new

    def _is_older(self, record: Mapping[str, Any]) -> bool:
        """Whether a list that comes newest first has come to what did not change since."""
        changed = record.get("updated_at")
        if self._since is None or not isinstance(changed, str):
            return False
        if self._newest is not None and changed > self._newest:
            raise FilterIgnored("the server ignored the order: a record came after one that changed earlier")
        self._newest = changed
        self._older = changed[: len(self._since)] < self._since
        return self._older

    def _refuse_the_same(self, rows: list[Row], fresh: bool) -> None:
        same = bool(rows) and rows == self._before
        if same and fresh:
            self._again += len(rows)  # they have no ids, by which they would have been known again
        # A row comes again for each one that was added in front of it; where more do, the page number is ignored.
        if (same or (rows and not fresh)) and self._again > self._added:
            raise UnexpectedResponse("the server sent the same page twice: it ignores the page number")

    @property
    def _found(self) -> int:
        return len(self._seen) + self._anonymous

    def _at_the_last(self) -> bool:
        # A server that caps page_size may count pages by the size we asked for: then its count of items decides.
        return self._last is not None and self.number >= self._last and self._fewest in (None, self._found)


def unwrap(data: Any) -> tuple[list[Row], Mapping[str, Any]]:
    """The rows of a page and what is said about them: a bare array, or an object that holds one array.

    Raises:
        UnexpectedResponse: There is no list in it.
    """
    if isinstance(data, list):
        return cast("list[Row]", data), {}  # type: ignore[redundant-cast]  # pyright sees less
    if isinstance(data, dict):
        envelope = cast("dict[str, Any]", data)
        meta: dict[str, Any] = envelope["meta"] if isinstance(envelope.get("meta"), dict) else {}
        if meta and "data" in envelope and envelope["data"] is None:
            return [], meta
        named: Any = envelope.get("data")
        lists: list[Any] = [named] if isinstance(named, list) else [*filter(_is_list, envelope.values())]
        if len(lists) == 1:
            return lists[0], meta
    raise UnexpectedResponse("the answer to a listing holds no list")


def _is_list(part: object) -> bool:
    return isinstance(part, list)


class Listing(Generic[R]):
    """Records of one list, fetched page by page while you read; it can be read again, which asks the server again.

    The first item costs one request; when a second one is asked for, the next pages are fetched ahead (4 at a time).
    Leaving the loop cancels them.

    Iterating raises:
        IncompleteListing: Fewer distinct records came than the server counted.
        FilterIgnored: A record came that the filter excludes.
        UnexpectedResponse: The server ignores the page number, or what came is no list.
        LabClientsError: A page could not be had; ``error.page`` says which, ``pages(start=error.page)`` resumes there.
    """

    def __init__(
        self,
        client: ApiClient,
        request: Callable[[int], RequestLike],
        record: Callable[[Mapping[str, Any]], R],
        *,
        paged: bool = True,
        where: Filter | None = None,
        key: str = "id",  # what tells one record from another
        since: str | None = None,  # as the server writes times; the list comes newest first
    ) -> None:
        self._client = client
        self._request = request
        self._record = record
        self._paged = paged
        self._where = where
        self._key = key
        self._since = since
        self._total: int | None = None
        self._counted = False

    @property
    def total(self) -> int | None:
        """How many records the server counts, as of the last page read; None where it does not say. Asks once."""
        if not self._counted:
            walk = self._walk(1)
            with self.errors_named(walk):
                self._take(walk, self._fetch(1))
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
        where = f" where {self._where!r}" if self._where is not None else ""
        return f"<Listing of {self._request(1).operation}{where}>"

    def _columns(self) -> Columns:
        columns = Columns()
        for page in self._read(_whole):
            columns.add(page)
        return columns

    # One page, and how its records are seen.

    def _walk(self, start: int) -> Walk:
        """A new pass over the pages."""
        return Walk(start=start, paged=self._paged, where=self._where, key=self._key, since=self._since)

    def _valid_start(self, start: int) -> int:
        """The number of a first page."""
        if start < 1 or (start > 1 and not self._paged):
            raise UsageError(f"there is no page {start}: {'the first is 1' if self._paged else 'this list has only 1'}")
        return start

    def _fetch(self, number: int, start: int = 1) -> Any:
        """Ask for one page."""
        try:
            return self._client.json(self._request(number))
        except NotFound:
            if number == start:
                raise
            return []  # so the vendor documents a page past the end; every one that was seen came empty

    def _take(self, walk: Walk, data: Any) -> Page[Row] | None:
        """Let a walk take the data of a page, and note the total."""
        page = walk.take(data)
        self._total, self._counted = walk.total, True
        return page

    def collect_rows(self) -> list[Row]:
        """Every row, one page after the other, without prefetch."""
        walk, rows = self._walk(1), list[Row]()
        with self.errors_named(walk):
            while walk.goes_on():
                page = self._take(walk, self._fetch(walk.number))
                rows += page.items if page else []
        return rows

    @contextmanager
    def errors_named(self, walk: Walk | None = None) -> Generator[None]:
        """Add to an error in the block which page of which list it is about."""
        walk = walk or self._walk(1)
        try:
            yield
        except LabClientsError as error:
            if error.url is None:
                blank = self._client.runner(self._request(walk.number)).error(type(error), error.message)
                error.method, error.url = blank.method, blank.url
            if self._paged and not walk.ended:
                error.at_page(walk.number)
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
        reader = _PageReader(self, self._walk(start))
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
        reader = _PageReader(self._listing, self._listing._walk(start))
        try:
            while (page := await self._awaited(reader)) is not None:
                for part in split(page):
                    yield part
                    reader.prefetch()
        finally:
            reader.close()

    async def _awaited(self, reader: _PageReader) -> Page[Row] | None:
        with self._listing.errors_named(reader.walk):
            return await self._client.run_in_thread(reader.next_page)


class _PageReader:
    """Reads the pages of one pass over a listing, and prefetches the next ones in threads."""

    def __init__(self, listing: Listing[Any], walk: Walk) -> None:
        self._listing = listing
        self.walk = walk
        self._background: Background | None = None  # made when a second item is read
        self._fetched: dict[tuple[int, int], Future[Any]] = {}  # by pass and page number
        self._prefetched_at = (0, 0)

    def next_page(self) -> Page[Row] | None:
        """The next page; None at the end."""
        walk = self.walk
        with self._listing.errors_named(walk):
            while walk.goes_on():
                future = self._fetched.pop((walk.passes, walk.number), None)
                if future is not None and self._background is not None:
                    data = self._background.result(future)
                else:
                    data = self._listing._fetch(walk.number, walk.start)
                page = self._listing._take(walk, data)
                if page is not None:
                    return page
        return None

    def prefetch(self) -> None:
        """Start to fetch the next pages. It is called for each item that is read, and acts once a page."""
        walk = self.walk
        if self._prefetched_at == (walk.passes, walk.number):
            return
        self._prefetched_at = walk.passes, walk.number
        self._background = self._background or Background(self._listing._client)
        for number in walk.prefetch_range(PREFETCH_PAGES):
            if (walk.passes, number) not in self._fetched:
                future = self._background.submit(self._listing._fetch, number, walk.start)
                self._fetched[walk.passes, number] = future

    def close(self) -> None:
        """Cancel what is being fetched."""
        if self._background is not None:
            self._background.cancel()


def _rows(page: Page[Row]) -> Iterable[Row]:
    return page.items


def _whole(page: Page[Row]) -> Iterable[list[Row]]:
    return [page.items]
