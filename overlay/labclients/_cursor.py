"""Decides, page by page, which rows of a list are new, which page comes next, and whether the list is complete."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar, cast

from labclients._json import as_list, as_object
from labclients.errors import IncompleteListing, UnexpectedResponse, UsageError
from labclients.times import parse_time

R = TypeVar("R")
Row = Any

Key: TypeAlias = str | tuple[str, int]  # an id; or content, and how often the same came before

MAX_ROUNDS = 2
COUNT_KEYS = ("item_count", "total_count", "total_items", "total")
PAGE_COUNT_KEYS = ("page_count", "total_pages", "pages")
NOT_ROWS = frozenset({"error", "errors", "details", "messages", "warnings", "meta"})


class Page(Generic[R]):
    """One page of a listing: its `number` (from 1), its new `items`, and the `total` that the server reported, if any.

    `failed` has the errors of records that could not be read, by position in the list (from 1); see
    ``Listing.pages(skip_failed=True)``.
    """

    __slots__ = ("failed", "items", "number", "total")

    def __init__(
        self, number: int, items: list[R], total: int | None, failed: Mapping[int, Exception] | None = None
    ) -> None:
        self.number = number
        self.items = items
        self.total = total
        self.failed = failed or {}

    def __repr__(self) -> str:
        return f"<Page {self.number}: {len(self.items)} items>"


class Rows(NamedTuple):
    """The rows of one response, and the counts that came with them."""

    rows: list[Row]
    items: int | None
    pages: int | None
    is_bare: bool  # a JSON array, without an object around it


def extract_rows(data: Any) -> Rows:
    """The rows of a page: a bare array, or an object that holds one array.

    Raises:
        UnexpectedResponse: There is no list in it.
    """
    bare, envelope = as_list(data), as_object(data)
    if bare is not None:
        return Rows(bare, None, None, is_bare=True)
    if envelope is not None:
        meta = as_object(envelope.get("meta")) or {}
        arrays = [as_list(value) for key, value in envelope.items() if key not in NOT_ROWS]
        lists = [rows for rows in arrays if rows is not None]
        if "data" in envelope:
            data = envelope["data"]
            rows = as_list(data)
            lists = [rows] if rows is not None else [list[Row]()] if data is None and meta else []
        if len(lists) == 1:
            return Rows(lists[0], _count(meta, COUNT_KEYS), _count(meta, PAGE_COUNT_KEYS), is_bare=False)
    raise UnexpectedResponse("the response holds no list")


def _count(meta: Mapping[str, Any], keys: Sequence[str]) -> int | None:
    """The first count that is a whole number from 0 on, also where it is text or a float."""
    for value in (meta[key] for key in keys if key in meta):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = str(value)
        if not isinstance(value, bool) and text.isascii() and text.isdecimal():
            return int(text)
    return None


class PageCursor:
    """Where one iteration over a list stands: while it `has_next`, it is fed the response to page `number`.

    A list is complete when as many distinct rows came as the server counts. If the count changed meanwhile, rows may
    have been deleted, and others may have moved to a page that was read already: then all pages are read once more.
    (It is enough if all rows of the first round come again: then none was deleted before another.)
    """

    def __init__(
        self,
        *,
        start: int = 1,
        paged: bool = True,
        new_verify: Callable[[], Callable[[Mapping[str, Any]], None]] | None = None,
        key: str = "id",
        changed_since: dt.datetime | None = None,
    ) -> None:
        self.start = start
        self.number = start
        self.round = 1
        self.ended = False
        self._paged = paged
        self._new_verify = new_verify
        self._key = key
        self._since = changed_since
        self._seen: set[Key] = set()
        self._is_bare: bool | None = None
        self._previous_keys: set[Key] = set()
        self._begin_round()

    def _begin_round(self) -> None:
        self.number, self.ended = self.start, False
        self._verify = self._new_verify() if self._new_verify else None
        self._total: int | None = None
        self._page_count: int | None = None
        self._moved = False  # the count changed
        self._growth = 0  # of the server's count
        self._most = 0  # that it was
        self._keys: set[Key] = set()
        self._occurrences: Counter[str] = Counter()  # of equal rows without an id
        self._repeats = 0
        self._previous: list[Key] = []  # the keys of the page before
        self._not_found: int | None = None  # the page that was answered with 404
        self._latest: dt.datetime | None = None  # the time of the last row, while the server sorts by it
        self._is_sorted, self._strictly, self._has_older = True, False, False
        self._stopped_early = False

    @property
    def total(self) -> int | None:
        """How many rows the server counts; None where it does not, or counts more than are wanted."""
        return None if self._since else self._total

    @property
    def counted(self) -> bool:
        """Whether the server says how many rows or pages there are."""
        return self._total is not None or self._page_count is not None

    def has_next(self) -> bool:
        """Whether there is another page to read.

        Raises:
            IncompleteListing: The list has ended, and rows are missing.
        """
        if not self.ended:
            return True
        checked = self._paged and self.start == 1 and not self._stopped_early
        if checked and self._moved and not (self.round > 1 and self._previous_keys <= self._keys):
            self._read_again_or_raise("rows were added or deleted while the list was read")
        elif checked and self._most - self._growth > len(self._keys):  # what was added need not be seen
            raise IncompleteListing(f"the server counts {self._most} records, and sent {len(self._keys)}")
        elif checked and self._total is None and (self._page_count or 0) >= self.number:
            raise IncompleteListing(f"the server counts {self._page_count} pages, and page {self.number - 1} is empty")
        elif self._stopped_early and self._repeats and self.round < MAX_ROUNDS:
            self._next_round()  # a row that changed meanwhile has moved to the front
        return not self.ended

    def _read_again_or_raise(self, reason: str) -> None:
        if self.round == MAX_ROUNDS:
            raise IncompleteListing(f"{reason}, both times; some may be missing")
        self._next_round()

    def _next_round(self) -> None:
        self.round += 1
        self._previous_keys = self._keys
        self._begin_round()

    def feed(self, data: Any, *, not_found: bool = False) -> Page[Row] | None:
        """The page that a response makes, with the rows that are new; None for an empty one.

        Args:
            data: The decoded JSON.
            not_found: The response was a 404, which Labguru documents for a page past the end.

        Raises:
            UnexpectedResponse: There is no list in the response, or the server ignores the page number.
            IncompleteListing: A page in the middle was answered with 404.
            FilterIgnored: A row is one that the filter excludes.
        """
        response = Rows([], None, None, is_bare=True) if not_found else extract_rows(data)
        self._refuse_other_form(response)
        self._note_counts(response)
        if response.rows and self._not_found is not None:
            raise IncompleteListing(f"page {self._not_found} was answered with 404, and the next one has records")
        keys = self._keys_of(response.rows)
        self._refuse_repeated_page(keys)
        items = self._wanted(response.rows, keys)
        page = Page(self.number, items, self.total)
        self._previous = keys
        self.number += 1
        self._end_if_last(response, not_found=not_found)
        return page if response.rows else None

    def skip(self, size: int) -> None:
        """Pass over a page whose rows were read one by one, or not at all; the list is not checked any more."""
        self._stopped_early = True
        self._previous = []
        self.number += 1
        self.ended = self._page_count is not None and self.number > self._page_count

    def prefetch_range(self, width: int) -> range:
        """Numbers of the pages worth fetching before they are needed: the next one and those after it."""
        if self.ended:
            return range(0)
        last = self.number + width - 1
        # Past the last page that the server counts, each may be the one that ends the list.
        return range(self.number, min(last, max(self._page_count or last, self.number)) + 1)

    def _refuse_other_form(self, response: Rows) -> None:
        if self._is_bare is None:
            self._is_bare = response.is_bare
        if self._is_bare and not response.is_bare:
            raise UnexpectedResponse("the server sent an object instead of the array that the first page was")
        if self._seen and response.rows and not any(map(_is_object, response.rows)):
            raise UnexpectedResponse("the server sent a list without a record")

    def _note_counts(self, response: Rows) -> None:
        if response.items is not None:
            change = response.items - (response.items if self._total is None else self._total)
            self._moved = self._moved or change != 0
            self._growth += max(change, 0)
            self._total = response.items
            self._most = max(self._most, response.items)
        if response.pages is not None:
            self._page_count = response.pages

    def _keys_of(self, rows: list[Row]) -> list[Key]:
        """What tells each row from others: its id, else its content and how often the same came before."""
        keys: list[Key] = []
        for row in rows:
            value: object = cast("Mapping[str, Any]", row).get(self._key) if isinstance(row, dict) else None
            if isinstance(value, int | float | str) and not isinstance(value, bool):
                keys.append(str(value))
            else:
                content = json.dumps(row, sort_keys=True, default=str)
                self._occurrences[content] += 1
                keys.append((content, self._occurrences[content]))
        return keys

    def _refuse_repeated_page(self, keys: list[Key]) -> None:
        """Rows come again when others were added in front of them, and by as many; else the server ignores `page`."""
        repeats = [key for key in keys if key in self._keys]
        same = (
            bool(keys)
            and len(keys) == len(self._previous)
            and list(map(_content, keys)) == list(map(_content, self._previous))
        )
        self._repeats += len(keys) if same else len(repeats)
        if (same or (keys and len(repeats) == len(keys))) and self._repeats > self._growth:
            raise UnexpectedResponse("the server sent the same page twice: it ignores the page number")
        if not self.counted and repeats and repeats != self._previous[len(self._previous) - len(repeats) :]:
            raise IncompleteListing("the server's order changed while the list was read; some records may be missing")

    def _wanted(self, rows: list[Row], keys: list[Key]) -> list[Row]:
        """The rows that did not come before, after each was verified."""
        items: list[Row] = []
        for row, key in zip(rows, keys, strict=True):
            self._keys.add(key)
            if isinstance(row, dict):
                record = cast("Mapping[str, Any]", row)
                if self._verify:
                    self._verify(record)
                if self._since and not self._changed_since(record, self._since):
                    continue
            if key not in self._seen:
                self._seen.add(key)
                items.append(row)
        return items

    def _changed_since(self, record: Mapping[str, Any], since: dt.datetime) -> bool:
        changed = _server_time(record.get("updated_at"))
        if self._latest is not None:
            self._is_sorted = self._is_sorted and changed <= self._latest
            self._strictly = self._strictly or changed < self._latest
        self._latest = changed
        self._has_older = self._has_older or changed < since
        return changed >= since

    def _end_if_last(self, response: Rows, *, not_found: bool) -> None:
        if self._has_older and self._is_sorted and self._strictly:
            self._stopped_early = True  # newest first: what follows is older
        if not_found and not self.counted and self._not_found is None:
            self._not_found = self.number - 1  # it may be a gap: the next page tells
            return
        self.ended = not response.rows or not self._paged or self._stopped_early or self._is_last_page()

    def _is_last_page(self) -> bool:
        # A server that caps page_size may count pages by the size we asked for: then its count of rows decides.
        is_last = self._page_count is not None and self.number > self._page_count
        return is_last and self._total in (None, len(self._keys))


def _is_object(row: Row) -> bool:
    return isinstance(row, dict)


def _content(key: Key) -> str:
    return key[0] if isinstance(key, tuple) else key


def _server_time(text: Any) -> dt.datetime:
    """A time on the server's own clock, so without its offset.

    Raises:
        UnexpectedResponse: It is none, so that nobody can tell what changed.
    """
    try:
        return parse_time(text).replace(tzinfo=None)
    except (UsageError, TypeError, AttributeError):
        pass
    raise UnexpectedResponse(f"a record's updated_at is {text!r}, so changed_since= cannot be applied to this list")
