"""The rows of the table of families (see `client`): each kind says which verbs a family has.

A row is a descriptor whose models are not imported before they are used; `Of` is the row of a family that is a class.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, ParamSpec, Self, TypeVar, get_origin, overload

from labclients._client import ApiClient
from labclients._modes import Async, Bound, Mode, Sync
from labclients.labguru import families
from labclients.labguru.families import Deletes, Derives, Gets, Lists, Pages, Tagged
from labclients.labguru.methods import Documented, like

R = TypeVar("R")
S = TypeVar("S")
A = TypeVar("A")
F = TypeVar("F", bound=families.Family[Any, Any])
C = ParamSpec("C")
U = ParamSpec("U")


class Written(Gets[Mode, R], Deletes[Mode, R], Generic[Mode, R, C, U]):
    """A family of a row that is read one by one, written and deleted."""

    def __init__(self, client: ApiClient, row: Writes[Any, Any, R, C, U]) -> None:
        super().__init__(client)
        self.record = row.record
        self._row = row

    @like(lambda self: Documented(self._row.create()))
    def create(self, /, *args: C.args, **kwargs: C.kwargs) -> R:
        """Create a record from the fields given; ``extra={...}`` holds custom columns under their display names."""
        return self._client.call_with_body(
            self._endpoint("create"), (), self._row.create(), args, kwargs, self.record()
        )

    @like(lambda self: Documented(self._row.update()))
    def update(self, id: int, /, *args: U.args, **kwargs: U.kwargs) -> R:
        """Change the fields given: what is left out stays as it is, None clears."""
        return self._client.call_with_body(
            self._endpoint("update"), (id,), self._row.update(), args, kwargs, self.record()
        )


class CrudFamily(Tagged[Mode, R], Written[Mode, R, C, U]):
    """A family of the notebook: all five verbs, and tags that a list can be asked for."""


class ItemFamily(Derives[Mode, R], Lists[Mode, R], Written[Mode, R, C, U]):
    """A collection of the inventory: all five verbs, and items that derive from others."""


class PlainFamily(Pages[Mode, R], Written[Mode, R, C, U]):
    """A family with all five verbs whose list obeys nothing."""


class NamedFamily(families.Named[Mode, R], Written[Mode, R, C, U]):
    """A family with all five verbs whose list obeys a name alone."""


class Row(Generic[S, A]):
    """What a family is in sync and in async mode. Its name in the specification is the name it is assigned to."""

    family = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.family = self.family or name  # an alias of the same row keeps the family's own name

    @overload
    def __get__(self, instance: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, instance: Bound[Sync], owner: Any = None) -> S: ...
    @overload
    def __get__(self, instance: Bound[Async], owner: Any = None) -> A: ...
    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        made = self._make(instance._client)
        made.family = self.family
        return made

    def _make(self, client: ApiClient) -> families.Family[Any, Any]:
        raise NotImplementedError


class Of(Row[F, F]):
    """The row of a family that is a class, in the mode of the client."""

    def __init__(self, kind: Callable[[], Callable[[ApiClient], F]]) -> None:
        self.kind = kind

    def _make(self, client: ApiClient) -> F:
        kind = self.kind()
        made: F = (get_origin(kind) or kind)(client)
        return made


class Writes(Row[S, A], Generic[S, A, R, C, U]):
    """A row that names its models: how records are seen, and what create and update take."""

    kind: ClassVar[type[Written[Any, Any, ..., ...]]]

    def __init__(
        self,
        record: Callable[[], Callable[[Mapping[str, Any]], R]],
        create: Callable[[], Callable[C, object]],
        update: Callable[[], Callable[U, object]],
    ) -> None:
        self.record = record
        self.create = create
        self.update = update

    def _make(self, client: ApiClient) -> Written[Any, Any, ..., ...]:
        return self.kind(client, self)


class Crud(Writes["CrudFamily[Sync, R, C, U]", "CrudFamily[Async, R, C, U]", R, C, U]):
    """A family with all five verbs; its list obeys filters, an order, a name and tags."""

    kind = CrudFamily


class Item(Writes["ItemFamily[Sync, R, C, U]", "ItemFamily[Async, R, C, U]", R, C, U]):
    """A collection of the inventory, without tags; its items may derive from others."""

    kind = ItemFamily


class Plain(Writes["PlainFamily[Sync, R, C, U]", "PlainFamily[Async, R, C, U]", R, C, U]):
    """A family with all five verbs; its list obeys nothing."""

    kind = PlainFamily


class Named(Writes["NamedFamily[Sync, R, C, U]", "NamedFamily[Async, R, C, U]", R, C, U]):
    """A family with all five verbs; its list obeys a name alone."""

    kind = NamedFamily
