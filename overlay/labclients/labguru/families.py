"""What families of Labguru are made of: the verbs, one class each."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeAlias, TypeVar

from labclients._client import EndpointLike, RequestLike, build
from labclients._json import as_object
from labclients._modes import Bound, Mode, dual_mode
from labclients.errors import NotFound, NotUnique, UsageError
from labclients.filters import F, Filter, query
from labclients.paging import Listing, unwrap
from labclients.times import parse_time
from labguru_api import api
from labguru_api import models as m
from labguru_api.types import File

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

Moment: TypeAlias = dt.date | dt.datetime | str

_VERBS = ("list", "get", "create", "update", "delete")


class Family(Bound[Mode], Generic[Mode, R]):
    """One resource family: `family` is its name in the specification, `record` how its records are seen."""

    family: str = ""
    record: Callable[[], Callable[[Mapping[str, Any]], R]]

    def _endpoint(self, verb: str, family: str | None = None) -> EndpointLike[..., Any]:
        endpoint: EndpointLike[..., Any] = getattr(import_module(f"labguru_api.api.{family or self.family}"), verb)
        return endpoint

    def _get(self, id: int) -> R:
        return self._client.record(build(self._endpoint("get").request, *self._path, id), self.record())

    def _list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        page_size: int | None = None,
        changed_since: Moment | None = None,
        expect: Filter | None = None,
        verb: str = "list",
        **asked: object,
    ) -> Listing[Mode, R]:
        since = None if changed_since is None else as_written(changed_since)
        if since is not None and order_by is not None:
            raise UsageError("changed_since= is a list in an order of its own, newest first: leave order_by= out")
        order_by = "-updated_at" if since is not None else order_by
        endpoint = self._endpoint(verb)
        plain = {name: value for name, value in {**asked, "page_size": page_size}.items() if value is not None}
        first = build(endpoint.request, *self._path, **plain)
        if page_size is not None and page_size < 1:
            raise UsageError("page_size must be at least 1")
        kendo = self._client.operations.find(first.operation, first.method, first.path).kendo
        wire = {_PYTHON.get(name, name): value for name, value in query(where, order_by, kendo).items()}

        def request(page: int) -> Any:
            return build(endpoint.request, *self._path, page=page, meta=True, **plain, **wire)

        return Listing(self._client, request, self.record(), where=expect if where is None else where, since=since)

    def _unpaged(self, **asked: object) -> Listing[Mode, R]:
        request = build(self._endpoint("list").request, **given(**asked))
        return Listing(self._client, lambda page: request, self.record(), paged=False)

    def _several(self, request: RequestLike, record: Callable[[Mapping[str, Any]], T]) -> list[T]:
        """Records that come all at once, in a list or in an object that holds one, or alone as one object."""
        data = self._client.json(request)
        alone = "id" in (as_object(data) or {})
        rows = [data] if alone else unwrap(data)[0]
        return [record(row) if as_object(row) is not None else row for row in rows]

    if not TYPE_CHECKING:  # type checkers flag the names that are not there

        def __getattr__(self, name: str) -> Any:
            if name in _VERBS:
                text = f"Labguru's API documents no {name} of {self.family}; request() reaches what is not documented"
            else:
                text = f"{self.family} has no {name!r}"
            raise AttributeError(text, name=name, obj=self)

    def __dir__(self) -> list[str]:
        """For tab completion: what can be done, without what it is made of."""
        return [name for name in super().__dir__() if name not in ("family", "record")]

    def __repr__(self) -> str:
        return f"<{self.family} of {self._client.base_url}>"


_PYTHON = {"filter": "filter_"}  # the generator renames what would hide a builtin


def given(**asked: object) -> dict[str, Any]:
    """The arguments that were given."""
    return {name: value for name, value in asked.items() if value is not None}


class Finds(Family[Mode, R]):
    """Has `find`."""

    @dual_mode
    def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> R:
        """Find the one record that has this name, SysID or uuid; give exactly one of them.

        Raises:
            NotFound: There is none.
            NotUnique: There are several; the message names their ids.
            FilterError: Records of this family cannot be found so.
        """
        asked = given(name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid)
        if len(asked) != 1:
            raise UsageError("find() takes exactly one of name=, sys_id=, uuid= and external_uuid=")
        [(key, value)] = asked.items()
        rows = self._candidates(key, value).collect_rows()
        found = [row for row in map(as_object, rows) if row and value in (row.get(name) for name in _NAMES[key])]
        if not found:
            raise NotFound(f"there is none in {self.family} with {key} {value!r}")
        if len(found) > 1:
            ids = ", ".join(str(row.get("id")) for row in found)
            raise NotUnique(f"{len(found)} in {self.family} have {key} {value!r}: ids {ids}")
        return self.record()(found[0])

    def _candidates(self, key: str, value: str) -> Listing[Mode, R]:
        if key in ("uuid", "external_uuid"):
            return self._list(filter_=exact(**{key: value}), expect=F.unchecked(key) == value)
        request = build(self._endpoint("list").request, *self._path)
        kendo = self._client.operations.find(request.operation, request.method, request.path).kendo
        known = [name for name in _NAMES[key] if kendo and name in kendo.fields]
        # The server's idea of equal may be wider (case, accents); what comes is compared exactly.
        return self._list(where=F[known[0] if known else _NAMES[key][0]] == value)


# Where a record may hold what it is found by, the name that filters know first.
_NAMES = {
    "name": ("title", "name"),
    "sys_id": ("auto_name", "sys_id"),
    "uuid": ("uuid",),
    "external_uuid": ("external_uuid",),
}


def exact(**columns: object) -> str | None:
    """Labguru's older filter: exact values of columns, as compact JSON (it breaks on spaces between them)."""
    return json.dumps(given(**columns), separators=(",", ":")) if given(**columns) else None


def as_written(moment: Moment) -> str:
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


class Lists(Finds[Mode, R]):
    """Has `list`."""

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        page_size: int | None = None,
        name: str | None = None,
        changed_since: Moment | None = None,
    ) -> Listing[Mode, R]:
        """List records, fetched page by page while you read.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            page_size: Records per page; the server's own (200, stocks 100) unless told.
            name: Only records of exactly this name.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, which Labguru writes to the minute and without zone.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._list(where=where, order_by=order_by, page_size=page_size, name=name, changed_since=changed_since)


class Tagged(Lists[Mode, R]):
    """Has `list`, which can be asked for tags."""

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        page_size: int | None = None,
        name: str | None = None,
        changed_since: Moment | None = None,
        tag_ids: Iterable[int] | None = None,
    ) -> Listing[Mode, R]:
        """List records like any other list, and only those with these tags if told.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            page_size: Records per page; the server's own (200) unless told.
            name: Only records of exactly this name.
            changed_since: Only what changed then or later, newest first, on the server's clock.
            tag_ids: Ids of tags.
        """
        asked = given(where=where, order_by=order_by, page_size=page_size, name=name, changed_since=changed_since)
        # As a text of this form: so the vendor's description shows it.
        return self._list(**asked, tag_ids=None if tag_ids is None else str([str(one) for one in tag_ids]))


class Gets(Family[Mode, R]):
    """Has `get`."""

    @dual_mode
    def get(self, id: int) -> R:
        """Get one record by its id.

        Raises:
            NotFound: There is no such record.
        """
        return self._get(id)


class Deletes(Family[Mode, R]):
    """Has `delete`."""

    @dual_mode
    def delete(self, id: int) -> None:
        """Delete one record by its id.

        Raises:
            NotFound: There is no such record.
        """
        self._client.call(self._endpoint("delete"), *self._path, id)


def read_file(path: str | Path, media_type: str) -> File:
    """A small file to send.

    Raises:
        UsageError: It cannot be read.
    """
    path = Path(path)
    try:
        return File(path.name, path.read_bytes(), media_type)
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read: {error.strerror}") from None


class Pages(Family[Mode, R]):
    """Has `list`, but no filter, order or name is known to be obeyed."""

    def list(self, *, page_size: int | None = None) -> Listing[Mode, R]:
        """List all records, fetched page by page while you read; `page_size` is the server's own unless told."""
        return self._list(page_size=page_size)


class Named(Family[Mode, R]):
    """Has `list`, of which no more than an exact name can be asked."""

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[Mode, R]:
        """List records, those of exactly this name if told; `page_size` is the server's own unless told."""
        return self._list(page_size=page_size, name=name)


class Newer(Family[Mode, R]):
    """Its list is V2's where all records are asked for, else V1's: deprecated, but the only one known to obey."""

    def _list(self, *, verb: str = "list", **asked: Any) -> Listing[Mode, R]:
        everything = not given(**asked).keys() - {"page_size"}
        found: Any = super()._list(verb="list_v2" if everything and verb == "list" else verb, **asked)
        return found  # type: ignore[no-any-return]


class Derives(Family[Mode, R]):
    """Items that may derive from others; parents are written with ``parents_uuid=[...]``."""

    _related = "submodules"

    @dual_mode
    def parents(self, id: int) -> list[m.RelatedItem]:
        """The items that an item derives from."""
        return self._several(build(api.submodules.parents.request, self._collection, id), m.RelatedItem)

    @dual_mode
    def derived_items(
        self, id: int, collection: str | None = None, *, collection_id: int | None = None
    ) -> list[m.RelatedItem]:
        """The items that derive from an item.

        Args:
            id: The item's id.
            collection: Name of the collection to look in, such as ``plasmids``.
            collection_id: Or that collection's id.
        """
        asked = given(derived_collection_name=collection, derived_collection_id=collection_id)
        endpoint = self._endpoint("derived_items", self._related)
        return self._several(build(endpoint.request, self._collection, id, **asked), m.RelatedItem)

    @dual_mode
    def derived_collections(self) -> list[m.DerivedCollection]:
        """The collections whose items may derive from those of this one."""
        endpoint = self._endpoint("derived_collections", self._related)
        return self._several(build(endpoint.request, self._collection), m.DerivedCollection)

    @property
    def _collection(self) -> str:
        return self._path[0] if self._path else self.family
