"""What the resource classes stand on, and what they need of a client. Nothing here does I/O."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, ParamSpec, Protocol, TypeAlias, TypeVar

from .types import UNSET, Endpoint, File, Record

if TYPE_CHECKING:
    # For type checkers alone: these are the classes that users write in annotations, and a protocol would be another.
    from labclients import AsyncListing as AsyncListing
    from labclients import Filter as Filter
    from labclients import Listing as Listing

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)

Moment: TypeAlias = dt.date | dt.datetime | str


class ListOptions(NamedTuple):
    """What a list is asked for beside its own parameters."""

    where: Filter | None = None
    order_by: str | None = None
    changed_since: Moment | None = None


def refuse(name: str, **others: object) -> None:
    """Raise TypeError for arguments that do not go together with one that was given."""
    given = [other for other, value in others.items() if value is not UNSET]
    if given:
        raise TypeError(f"{name} and {', '.join(given)} cannot be given together")


class PageLike(Protocol[T]):
    """A page of records."""

    @property
    def data(self) -> list[T] | None: ...


class Client(Protocol):
    """What resources need of a client."""

    @property
    def base_url(self) -> str: ...

    def build(self, make: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Make a body; what is wrong with its arguments is the user's error."""
        ...

    def result(self, endpoint: Endpoint[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call an operation; its typed result."""
        ...

    def record(self, endpoint: Endpoint[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call an operation that gives one record; an empty one where a write is only acknowledged."""
        ...

    def records(self, endpoint: Endpoint[P, Any], record: type[R], /, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Call an operation that gives records at once, in a list or in an object that holds one, or one alone."""
        ...

    def listing(
        self,
        endpoint: Endpoint[P, list[R] | PageLike[R]],
        record: type[R],
        options: ListOptions | None,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Listing[R]:
        """A list that comes in pages."""
        ...

    def listing_as(
        self,
        endpoint: Endpoint[P, Any],
        record: type[R],
        options: ListOptions | None,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Listing[R]:
        """A list that comes in pages, of records that a client sees as a class of its own."""
        ...

    def unpaged(
        self, endpoint: Endpoint[P, list[R] | PageLike[R]], record: type[R], /, *args: P.args, **kwargs: P.kwargs
    ) -> Listing[R]:
        """A list that comes at once."""
        ...

    def find(
        self,
        endpoint: Endpoint[..., Any],
        record: type[R],
        path: tuple[str, ...],
        /,
        *,
        name: str | None,
        sys_id: str | None,
        uuid: str | None,
        external_uuid: str | None,
    ) -> R:
        """Find one record in a list."""
        ...

    def columns(self, **columns: Any) -> str | None:
        """The JSON text of exact values of columns, without those that are None."""
        ...

    def read_file(self, path: str | Path, media_type: str) -> File:
        """A file to send."""
        ...

    async def run_in_thread(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Await a method of a sync resource."""
        ...

    def awaited(self, listing: Listing[R], /) -> AsyncListing[R]:
        """The same list, to be awaited."""
        ...


class AnyResource:
    """A resource family, called or awaited."""

    resource_name: ClassVar[str]

    def __init__(self, client: Client) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"<{self.resource_name} of {self._client.base_url}>"

    def __dir__(self) -> Iterable[str]:
        return [name for name in super().__dir__() if name != "resource_name"]  # completion offers what can be done

    if not TYPE_CHECKING:  # type checkers flag the names that are missing

        def __getattr__(self, name: str) -> Any:
            if name in ("list", "get", "create", "update", "delete"):
                text = f"Labguru's API documents no {name} of {self.resource_name}; request() reaches the rest"
            else:
                text = f"{self.resource_name} has no {name!r}"
            raise AttributeError(text, name=name, obj=self)


class Resource(AnyResource):
    """A resource family whose methods are called."""


class ViewedResource(Resource, Generic[R]):
    """A resource family whose records a client sees as a class of its own."""

    _record: type[R]

    def _viewed(self, endpoint: Endpoint[P, Any]) -> Endpoint[P, R]:
        return Endpoint(endpoint.request, self._record, endpoint.operation)


class AsyncResource(AnyResource):
    """A resource family whose methods are awaited, while a thread runs those of the sync class."""
