"""How a decision that is written once is offered to sync and async users, with its types.

Everything that a user can hold is `Bound` to a client, whose mode (`Sync` or `Async`) is part of its type. A method
written as a flow and marked `@flow` then returns its result in one mode and a coroutine in the other.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Protocol, Self, TypeAlias, TypeVar, overload

from labclients.transport.effects import Flow

if TYPE_CHECKING:
    from labclients.client import Core

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
R = TypeVar("R")
A = ParamSpec("A")
B = ParamSpec("B")

Later: TypeAlias = Coroutine[Any, Any, T]


class Sync:
    """Mode of a client that is called directly."""


class Async:
    """Mode of a client that is awaited."""


Mode = TypeVar("Mode", Sync, Async)


class RequestLike(Protocol):
    """What an endpoint of a generated package sends."""

    @property
    def operation(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def params(self) -> Mapping[str, Any]: ...
    @property
    def json(self) -> Any: ...
    @property
    def form(self) -> Mapping[str, Any] | None: ...


class EndpointLike(Protocol[P, T_co]):
    """An endpoint of any generated package: what to send, and what came back."""

    @property
    def request(self) -> Callable[P, RequestLike]: ...
    @property
    def parse(self) -> Callable[[Any], T_co]: ...


class Bound(Generic[Mode]):
    """Anything that acts through one client."""

    _core: Core
    _path: tuple[str, ...] = ()  # what every path of this family begins with: the name of a custom collection

    def __init__(self, core: Core) -> None:
        self._core = core


class flow(Generic[P, T]):
    """Offer a flow as a method: the result in sync mode, a coroutine in async mode."""

    def __init__(self, function: Callable[Concatenate[Any, P], Flow[T]]) -> None:
        self.function = function
        self.__doc__ = function.__doc__
        self.__wrapped__ = function
        self._signature: inspect.Signature | None = None

    @overload
    def __get__(self, instance: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, instance: Bound[Sync], owner: Any = None) -> Callable[P, T]: ...
    @overload
    def __get__(self, instance: Bound[Async], owner: Any = None) -> Callable[P, Later[T]]: ...
    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        function = self.function

        def method(*args: P.args, **kwargs: P.kwargs) -> Any:
            return instance._core.run(function(instance, *args, **kwargs))

        method.__name__, method.__doc__ = function.__name__, self.__doc__
        method.__signature__ = self._shown()  # type: ignore[attr-defined]
        return method

    def _shown(self) -> inspect.Signature:
        """What help() and notebooks show: the arguments, and what the caller gets."""
        if self._signature is None:
            found = inspect.signature(self.function)
            result = str(found.return_annotation).removeprefix("Flow[").removesuffix("]")
            self._signature = found.replace(parameters=[*found.parameters.values()][1:], return_annotation=result)
        return self._signature


class value(Generic[T]):
    """Offer a flow as an attribute: its value in sync mode, something to await in async mode."""

    def __init__(self, function: Callable[[Any], Flow[T]]) -> None:
        self.function = function
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, instance: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, instance: Bound[Sync], owner: Any = None) -> T: ...
    @overload
    def __get__(self, instance: Bound[Async], owner: Any = None) -> Later[T]: ...
    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else instance._core.run(self.function(instance))


def call(endpoint: Callable[[], EndpointLike[P, T]]) -> flow[P, T]:
    """A method that is one operation, with the operation's own arguments. It is imported when first used."""

    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> Flow[T]:
        return self._core.call(endpoint(), *args, **kwargs)  # type: ignore[no-any-return]

    return flow(run)


def create(
    endpoint: Callable[[], EndpointLike[..., Any]],
    body: Callable[[], Callable[P, Any]],
    record: Callable[[], Callable[[Any], R]],
) -> flow[P, R]:
    """A method whose arguments are the fields of a body; it returns the record that came back."""

    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> Flow[R]:
        return self._core.submit(endpoint(), self._path, body(), args, kwargs, record())  # type: ignore[no-any-return]

    return flow(run)


def change(
    endpoint: Callable[[], EndpointLike[..., Any]],
    body: Callable[[], Callable[P, Any]],
    record: Callable[[], Callable[[Any], R]],
) -> flow[Concatenate[int, P], R]:
    """Like `create`, for a record that exists: its id comes first."""

    def run(self: Any, id: int, /, *args: P.args, **kwargs: P.kwargs) -> Flow[R]:
        return self._core.submit(endpoint(), (*self._path, id), body(), args, kwargs, record())  # type: ignore[no-any-return]

    return flow(run)


class Choice(Protocol[A, B, T_co]):
    """A method with two sets of arguments."""

    @overload
    def __call__(self, *args: A.args, **kwargs: A.kwargs) -> T_co: ...
    @overload
    def __call__(self, *args: B.args, **kwargs: B.kwargs) -> T_co: ...


class either(Generic[A, B, T]):
    """Two operations behind one name: the first one where `argument` is given, else the second."""

    def __init__(self, argument: str, first: flow[A, T], second: flow[B, T]) -> None:
        self._argument = argument
        self._first = first
        self._second = second

    @overload
    def __get__(self, instance: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, instance: Bound[Sync], owner: Any = None) -> Choice[A, B, T]: ...
    @overload
    def __get__(self, instance: Bound[Async], owner: Any = None) -> Choice[A, B, Later[T]]: ...
    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self

        def method(*args: Any, **kwargs: Any) -> Any:
            chosen: Any = self._first if self._argument in kwargs else self._second
            return chosen.__get__(instance)(*args, **kwargs)

        return method
