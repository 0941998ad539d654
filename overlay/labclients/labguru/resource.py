"""What the generated resource classes need of a client: calls, lists with their options, `find`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from labclients._client import ApiClient, RequestLike, build
from labclients._json import as_object
from labclients._retries import Options
from labclients.errors import NotFound, NotUnique, UnexpectedResponse, UsageError
from labclients.filters import F, Filter, query
from labclients.paging import AsyncListing, Listing, unwrap
from labclients.times import parse_time
from labguru_api.resource import ListOptions, Moment
from labguru_api.types import Endpoint, File

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

# Where a record may hold what it is found by; the name that filters know comes first.
NAMES = {
    "name": ("title", "name"),
    "sys_id": ("auto_name", "sys_id"),
    "uuid": ("uuid",),
    "external_uuid": ("external_uuid",),
}


class LabguruClient(ApiClient):
    """Sends the requests of Labguru's resources; `labguru_api.resource.Client` describes what they need."""

    def build(self, make: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Make a body; what is wrong with its arguments is a UsageError."""
        return build(make, *args, **kwargs)

    def result(self, endpoint: Endpoint[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call an operation; its typed result."""
        return endpoint.parse(self.json(build(endpoint.request, *args, **kwargs)))

    def record(self, endpoint: Endpoint[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call an operation whose response is one object; an empty record where a write is only acknowledged."""
        return self.send(endpoint, build(endpoint.request, *args, **kwargs))

    def send(self, endpoint: Endpoint[..., R], request: RequestLike, options: Options | None = None) -> R:
        """Send a request whose response is one object."""
        runner = self.runner(request, options=options)
        data: Any = runner.json()
        if data is None and runner.operation.effect == "write":
            data = {}
        if as_object(data) is None:
            received = "nothing" if data is None else f"JSON of another type ({type(data).__name__})"
            raise runner.error(UnexpectedResponse, f"the server sent {received} instead of an object")
        return endpoint.parse(data)

    def records(
        self,
        endpoint: Endpoint[P, Any],
        record: Callable[[Mapping[str, Any]], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> list[R]:
        """Call an operation that gives records at once, in a list or in an object that holds one, or one alone."""
        data = self.json(build(endpoint.request, *args, **kwargs))
        rows = [data] if "id" in (as_object(data) or {}) else unwrap(data)[0]
        return [record(row) if as_object(row) is not None else row for row in rows]

    def listing(
        self,
        endpoint: Endpoint[P, Any],
        record: Callable[[Mapping[str, Any]], R],
        options: ListOptions | None,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Listing[R]:
        """A list that comes in pages. Its first request is made at once, so that wrong arguments are reported here.

        Raises:
            FilterError: The list has no such field, or the field no such operator.
            UsageError: An argument makes no sense.
        """
        where, order_by, changed_since = options or ListOptions()
        page_size: Any = kwargs.get("page_size")
        if isinstance(page_size, int) and page_size < 1:
            raise UsageError("page_size must be at least 1")
        since = None if changed_since is None else format_moment(changed_since)
        if since is not None:
            if order_by is not None:
                raise UsageError("changed_since= is a list in an order of its own, newest first: leave order_by= out")
            order_by = "-updated_at"
        if where is None and order_by is None:
            return self._pages(endpoint, record, args, kwargs)
        kendo = self.operations.find(endpoint.operation, "", "").kendo
        params = {**kwargs, **query(where, order_by, kendo)}
        if "filter" in params:
            params["filter_"] = params.pop("filter")  # the generator renames what would hide a builtin
        return self._pages(endpoint, record, args, params, where=where, since=since)

    def listing_as(
        self,
        endpoint: Endpoint[P, Any],
        record: Callable[[Mapping[str, Any]], R],
        options: ListOptions | None,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Listing[R]:
        """A list that comes in pages, of records that are seen as a class of their own."""
        return self.listing(endpoint, record, options, *args, **kwargs)

    def unpaged(
        self,
        endpoint: Endpoint[P, Any],
        record: Callable[[Mapping[str, Any]], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Listing[R]:
        """A list that comes at once."""
        request = build(endpoint.request, *args, **kwargs)
        return Listing(self, lambda page: request, record, paged=False)

    def find(
        self,
        endpoint: Endpoint[..., Any],
        record: Callable[[Mapping[str, Any]], R],
        path: tuple[str, ...],
        /,
        **names: str | None,
    ) -> R:
        """The one record of a list that has this name, SysID or uuid."""
        wanted = {key: value for key, value in names.items() if value is not None}
        if len(wanted) != 1:
            raise UsageError("find() takes exactly one of name=, sys_id=, uuid= and external_uuid=")
        [(key, value)] = wanted.items()
        family = path[0] if path else endpoint.operation.partition(".")[0]
        candidates = self._candidates(endpoint, record, path, key, value).collect_rows()
        rows = [row for row in map(as_object, candidates) if row and value in (row.get(name) for name in NAMES[key])]
        if not rows:
            raise NotFound(f"there is none in {family} with {key} {value!r}")
        if len(rows) > 1:
            ids = ", ".join(str(row.get("id")) for row in rows)
            raise NotUnique(f"{len(rows)} in {family} have {key} {value!r}: ids {ids}")
        return record(rows[0])

    def columns(self, **columns: object) -> str | None:
        """Labguru's older filter: exact values of columns, as compact JSON (it breaks on spaces between them)."""
        values = {name: value for name, value in columns.items() if value is not None}
        return json.dumps(values, separators=(",", ":")) if values else None

    def read_file(self, path: str | Path, media_type: str) -> File:
        """A small file to send.

        Raises:
            UsageError: It cannot be read.
        """
        path = Path(path)
        try:
            return File(path.name, path.read_bytes(), media_type)
        except OSError as error:
            raise UsageError(f"{path.name} cannot be read: {error.strerror}") from None

    def awaited(self, listing: Listing[R], /) -> AsyncListing[R]:
        """The same list, to be awaited."""
        return AsyncListing(listing)

    def _pages(
        self,
        endpoint: Endpoint[..., Any],
        record: Callable[[Mapping[str, Any]], R],
        path: tuple[Any, ...],
        params: Mapping[str, Any],
        *,
        where: Filter | None = None,
        since: str | None = None,
    ) -> Listing[R]:
        first = build(endpoint.request, *path, page=1, meta=True, **params)

        def request(page: int) -> RequestLike:
            return first if page == 1 else build(endpoint.request, *path, page=page, meta=True, **params)

        return Listing(self, request, record, where=where, since=since)

    def _candidates(
        self,
        endpoint: Endpoint[..., Any],
        record: Callable[[Mapping[str, Any]], R],
        path: tuple[str, ...],
        key: str,
        value: str,
    ) -> Listing[R]:
        if key in ("uuid", "external_uuid"):
            params = {"filter_": self.columns(**{key: value})}
            return self._pages(endpoint, record, path, params, where=F.unchecked(key) == value)
        kendo = self.operations.find(endpoint.operation, "", "").kendo
        fields = [name for name in NAMES[key] if kendo and name in kendo.fields]
        # The server's idea of equal may be wider (case, accents); what comes is compared exactly.
        where = F[(fields or NAMES[key])[0]] == value
        return self.listing(endpoint, record, ListOptions(where), *path)


def format_moment(moment: Moment) -> str:
    """A moment as Labguru writes it: ``YYYY-MM-DD`` or ``YYYY-MM-DD HH:MM``, on the server's own clock.

    Raises:
        UsageError: It has a zone; nobody outside knows the server's.
    """
    if isinstance(moment, str):
        parse_time(moment)
        return moment.replace("T", " ")[:16]
    if isinstance(moment, dt.datetime):
        if moment.tzinfo is not None:
            raise UsageError(
                "Labguru writes times without zone: give changed_since= on the server's clock, without one"
            )
        return moment.strftime("%Y-%m-%d %H:%M")
    return moment.isoformat()
