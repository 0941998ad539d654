"""What the generated resource classes need of a client: calls, lists with their options, `find`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from labclients._client import ApiClient, RequestLike, build
from labclients._cursor import extract_rows
from labclients._json import as_object
from labclients._retries import Options
from labclients.errors import NotFound, NotUnique, UnexpectedResponse, UsageError
from labclients.filters import Condition, F, Filter, OrderCheck, query, verify_record
from labclients.paging import AsyncListing, Listing
from labclients.times import parse_time
from labguru_api.resource import ListOptions, Moment
from labguru_api.types import Endpoint, Field, File

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
        writes = runner.operation.effect == "write"
        data: Any = runner.data(acknowledges=writes and not runner.operation.name.endswith(".create"))
        if data is None and writes:
            data = {}
        if as_object(data) is None:
            received = "nothing" if data is None else f"JSON of another type ({type(data).__name__})"
            del data  # tracebacks show what is in variables
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
        data = self.rows_json(build(endpoint.request, *args, **kwargs))
        rows = [data] if "id" in (as_object(data) or {}) else extract_rows(data).rows
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
        since = None if changed_since is None else server_time(changed_since)
        if since is not None:
            if order_by is not None:
                raise UsageError("changed_since= is a list in an order of its own, newest first: leave order_by= out")
            order_by = "-updated_at"
        params: dict[str, Any] = {**kwargs}
        keys: Mapping[str, str] = {}
        if where is not None or order_by is not None:
            kendo = self.operations.find(endpoint.operation, "", "").kendo
            keys = kendo.keys if kendo else {}
            params |= query(where, order_by, kendo, _fields_of(record))
        elif kwargs.get("tag_ids"):
            params["kendo"] = True  # without it, tag_ids is ignored
        if "filter" in params:
            params["filter_"] = params.pop("filter")  # the generator renames what would hide a builtin
        listing = self._pages(
            endpoint,
            record,
            args,
            params,
            expected=[*([where] if where is not None else []), *_expected(kwargs)],
            keys=keys,
            order_by=order_by if since is None else None,
            changed_since=since,
        )
        if page_size is not None and int(page_size) < 1:
            raise UsageError(f"page_size must be at least 1, not {page_size}")
        return listing

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
        verify = _verifier(_expected(kwargs), {}, None)
        return Listing(self, lambda page: request, record, paged=False, new_verify=lambda: verify)

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
        expected: Sequence[Filter] = (),
        keys: Mapping[str, str] = {},
        order_by: str | None = None,
        changed_since: dt.datetime | None = None,
    ) -> Listing[R]:
        first = build(endpoint.request, *path, page=1, meta=True, **params)

        def request(page: int) -> RequestLike:
            return first if page == 1 else build(endpoint.request, *path, page=page, meta=True, **params)

        return Listing(
            self,
            request,
            record,
            new_verify=(lambda: _verifier(expected, keys, order_by)) if expected or order_by else None,
            changed_since=changed_since,
            description=f" where {expected[0]!r}" if expected else "",
        )

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
            return self._pages(endpoint, record, path, params, expected=[F.unchecked(key) == value])
        kendo = self.operations.find(endpoint.operation, "", "").kendo
        fields = [name for name in NAMES[key] if kendo and name in kendo.fields]
        where = F[fields[0] if fields else NAMES[key][0]] == value
        keys: Mapping[str, str] = kendo.keys if kendo else {}
        # A server may take "equal" for "contains"; the one that is equal is picked from what it sends.
        expected = [Filter([Condition(condition.field, "contains", value) for condition in where.conditions])]
        filtered: dict[str, Any] = query(where, None, kendo)
        filtered["filter_"] = filtered.pop("filter")
        return self._pages(endpoint, record, path, filtered, expected=expected, keys=keys)


def _fields_of(record: Callable[..., object]) -> set[str]:
    """The names of the fields that a class of records has; none where that is not known."""
    classes: tuple[type, ...] = getattr(record, "__mro__", ())
    return {name for cls in classes for name, value in vars(cls).items() if isinstance(value, Field)}


def _verifier(
    expected: Sequence[Filter], keys: Mapping[str, str], order_by: str | None
) -> Callable[[Mapping[str, Any]], None]:
    """A function that raises FilterIgnored for a record that the server should not have sent, or not here."""
    order = OrderCheck(order_by) if order_by else None

    def verify(row: Mapping[str, Any]) -> None:
        for where in expected:
            verify_record(where, row, keys)
        if order:
            order.verify(row)

    return verify


def _expected(params: Mapping[str, Any]) -> list[Filter]:
    """What plain arguments of a list (``name=``, ``project_id=``, columns of the older filter) say of its records."""
    values = {name: value for name, value in params.items() if name != "filter_"}
    if params.get("filter_"):
        values |= json.loads(params["filter_"])
    expected: list[Filter] = []
    for name, value in values.items():
        if not isinstance(value, str | int) or isinstance(value, bool) or value == "":
            continue
        if name == "name":  # servers differ in whether they mean "equal" or "contains"
            expected.append(F.unchecked(name).contains(str(value)))
        elif name in ("id", "uuid") or name.endswith(("_id", "_type", "_uuid")):
            expected.append(F.unchecked(name) == value)
    return expected


def server_time(moment: Moment) -> dt.datetime:
    """A moment on the server's own clock: a date, a datetime without zone, or text that `parse_time` reads.

    Raises:
        UsageError: It has a zone: Labguru writes times without one, and nobody outside knows the server's.
    """
    if isinstance(moment, str):
        moment = parse_time(moment)
    if not isinstance(moment, dt.date):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise UsageError(f"changed_since= takes a date, a datetime or text, not {type(moment).__name__}")
    if not isinstance(moment, dt.datetime):
        return dt.datetime(moment.year, moment.month, moment.day)
    if moment.tzinfo is not None:
        raise UsageError("Labguru writes times without zone: give changed_since= on the server's clock, without one")
    return moment
