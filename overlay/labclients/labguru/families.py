"""What families of Labguru are made of: verbs, and the row that makes a plain family."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Generic, ParamSpec, Self, TypeVar, overload

from labclients.calls import Async, Bound, EndpointLike, Mode, Sync, flow
from labclients.client import Core, prepared
from labclients.errors import UsageError
from labclients.filters import Filter, query
from labclients.paging import Listing
from labclients.transport.effects import Flow

R = TypeVar("R")
C = ParamSpec("C")
U = ParamSpec("U")


class Family(Bound[Mode], Generic[Mode, R]):
    """One resource family: `family` is its name in the specification, `record` how its records are seen."""

    family: str
    record: Callable[[], Callable[[Mapping[str, Any]], R]]

    def _endpoint(self, verb: str) -> EndpointLike[..., Any]:
        endpoint: EndpointLike[..., Any] = getattr(import_module(f"labguru_api.api.{self.family}"), verb)
        return endpoint

    def _get(self, id: int) -> Flow[R]:
        return self._core.record(prepared(self._endpoint("get").request, *self._path, id), self.record())

    def _list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        page_size: int | None = None,
        verb: str = "list",
        **asked: object,
    ) -> Listing[Mode, R]:
        endpoint = self._endpoint(verb)
        plain = {name: value for name, value in {**asked, "page_size": page_size}.items() if value is not None}
        first = prepared(endpoint.request, *self._path, **plain)
        if page_size is not None and page_size < 1:
            raise UsageError("page_size must be at least 1")
        kendo = self._core.facts.operation(first.operation, first.method, first.path).kendo
        wire = {_PYTHON.get(name, name): value for name, value in query(where, order_by, kendo).items()}

        def request(page: int) -> Any:
            return prepared(endpoint.request, *self._path, page=page, meta=True, **plain, **wire)

        return Listing(self._core, request, self.record(), where=where)

    def __repr__(self) -> str:
        return f"<{self.family} of {self._core.base_url}>"


_PYTHON = {"filter": "filter_"}  # the generator renames what would hide a builtin


class Lists(Family[Mode, R]):
    """Has `list`."""

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        page_size: int | None = None,
        name: str | None = None,
    ) -> Listing[Mode, R]:
        """List records, fetched page by page while you read.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            page_size: Records per page; the server's own (200, stocks 100) unless told.
            name: Only records of exactly this name.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._list(where=where, order_by=order_by, page_size=page_size, name=name)


class Gets(Family[Mode, R]):
    """Has `get`."""

    @flow
    def get(self, id: int) -> Flow[R]:
        """Get one record by its id.

        Raises:
            NotFound: There is no such record.
        """
        return self._get(id)


class Deletes(Family[Mode, R]):
    """Has `delete`."""

    @flow
    def delete(self, id: int) -> Flow[None]:
        """Delete one record by its id.

        Raises:
            NotFound: There is no such record.
        """
        return self._core.call(self._endpoint("delete"), *self._path, id)


class CrudFamily(Lists[Mode, R], Gets[Mode, R], Deletes[Mode, R], Generic[Mode, R, C, U]):
    """A family with all five verbs."""

    def __init__(self, core: Core, row: Crud[R, C, U]) -> None:
        super().__init__(core)
        self.family = row.family
        self.record = row.record
        self._row = row

    @flow
    def create(self, /, *args: C.args, **kwargs: C.kwargs) -> Flow[R]:
        """Create a record from the fields given; ``extra={...}`` holds custom columns under their display names."""
        return self._core.submit(self._endpoint("create"), (), self._row.create(), args, kwargs, self.record())

    @flow
    def update(self, id: int, /, *args: U.args, **kwargs: U.kwargs) -> Flow[R]:
        """Change the fields given: what is left out stays as it is, None clears."""
        return self._core.submit(self._endpoint("update"), (id,), self._row.update(), args, kwargs, self.record())


class Crud(Generic[R, C, U]):
    """The row that makes a plain family; its name in the specification is the name it is assigned to."""

    def __init__(
        self,
        record: Callable[[], Callable[[Mapping[str, Any]], R]],
        create: Callable[[], Callable[C, object]],
        update: Callable[[], Callable[U, object]],
    ) -> None:
        self.record = record
        self.create = create
        self.update = update
        self.family = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.family = self.family or name  # an alias of the same row keeps the family's own name

    @overload
    def __get__(self, instance: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, instance: Bound[Sync], owner: Any = None) -> CrudFamily[Sync, R, C, U]: ...
    @overload
    def __get__(self, instance: Bound[Async], owner: Any = None) -> CrudFamily[Async, R, C, U]: ...
    def __get__(self, instance: Any, owner: Any = None) -> Any:
        family: CrudFamily[Any, R, C, U] | None = None if instance is None else CrudFamily(instance._core, self)
        return family or self
