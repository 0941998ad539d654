"""How a decision that is written once is offered to sync and async users, with its types.

Everything that a user can hold is `Bound` to a client, whose mode (`Sync` or `Async`) is part of its type. A method
written as a flow and marked `@flow` then returns its result in one mode and a coroutine in the other.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Coroutine, Mapping
from types import MethodType
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Generic,
    NamedTuple,
    ParamSpec,
    Protocol,
    Self,
    TypeAlias,
    TypeVar,
    overload,
)

from labclients.errors import UsageError
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

    def __reduce__(self) -> tuple[Any, ...]:
        raise UsageError("a client holds connections and credentials and cannot be pickled: make one in each process")


class flow(Generic[P, T]):
    """Offer a flow as a method: the result in sync mode, a coroutine in async mode.

    Where it takes the arguments of something else (P, at run time anything), `like` says of what, to show them.
    """

    def __init__(
        self, function: Callable[Concatenate[Any, P], Flow[T]], like: Callable[[Any], Like] | None = None
    ) -> None:
        self.function = function
        self.__doc__ = function.__doc__
        self.__wrapped__ = function
        self._name = function.__name__
        self._like = like

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

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

        def method(bound: Any, /, *args: P.args, **kwargs: P.kwargs) -> Any:
            return bound._core.run(function(bound, *args, **kwargs))

        like = self._like(instance) if self._like else Like()
        method.__name__, method.__doc__ = self._name, self.__doc__ or inspect.getdoc(like.doc or like.arguments)
        method.__signature__ = _shown(function, like.arguments)  # type: ignore[attr-defined]
        return MethodType(method, instance)  # which pickles its instance, and that refuses it


class Like(NamedTuple):
    """What help() and notebooks show of a method that takes the arguments of something else."""

    arguments: Callable[..., object] | None = None
    doc: object = None
    """What explains it, if not the same."""


def like(told: Callable[[Any], Like]) -> Callable[[Callable[Concatenate[Any, P], Flow[T]]], flow[P, T]]:
    """The same as `flow`, for such a method."""
    return lambda function: flow(function, told)


@functools.cache
def _shown(function: Callable[..., object], like: Callable[..., object] | None) -> inspect.Signature:
    """The arguments, and what the caller gets."""
    own = inspect.signature(function)
    if like is None:
        result = str(own.return_annotation).removeprefix("Flow[").removesuffix("]")
        return own.replace(return_annotation=result)
    any_number = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    first = [one for one in own.parameters.values() if one.kind not in any_number]
    rest = [one for one in inspect.signature(like).parameters.values() if one.name not in own.parameters]
    return own.replace(parameters=[*first, *rest], return_annotation=inspect.Signature.empty)


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

    return flow(run, lambda _: Like(endpoint().request))


def create(
    endpoint: Callable[[], EndpointLike[..., Any]],
    body: Callable[[], Callable[P, Any]],
    record: Callable[[], Callable[[Any], R]],
) -> flow[P, R]:
    """A method whose arguments are the fields of a body; it returns the record that came back."""

    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> Flow[R]:
        return self._core.submit(endpoint(), self._path, body(), args, kwargs, record())  # type: ignore[no-any-return]

    return flow(run, lambda _: Like(body(), endpoint().request))


def change(
    endpoint: Callable[[], EndpointLike[..., Any]],
    body: Callable[[], Callable[P, Any]],
    record: Callable[[], Callable[[Any], R]],
) -> flow[Concatenate[int, P], R]:
    """Like `create`, for a record that exists: its id comes first."""

    def run(self: Any, id: int, /, *args: P.args, **kwargs: P.kwargs) -> Flow[R]:
        return self._core.submit(endpoint(), (*self._path, id), body(), args, kwargs, record())  # type: ignore[no-any-return]

    return flow(run, lambda _: Like(body(), endpoint().request))


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
        self._name = ""
        self._signature: inspect.Signature | None = None

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, instance: Bound[Sync], owner: Any = None) -> Choice[A, B, T]: ...
    @overload
    def __get__(self, instance: Bound[Async], owner: Any = None) -> Choice[A, B, Later[T]]: ...
    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        flows: list[Any] = [self._first, self._second]
        first, second = (one.__get__(instance) for one in flows)

        def method(_: Any, /, *args: Any, **kwargs: Any) -> Any:
            return (first if self._argument in kwargs else second)(*args, **kwargs)

        method.__name__, method.__doc__ = self._name, second.__doc__
        self._signature = self._signature or _joined(first.__signature__, second.__signature__)
        method.__signature__ = self._signature  # type: ignore[attr-defined]
        return MethodType(method, instance)


def _joined(first: inspect.Signature, second: inspect.Signature) -> inspect.Signature:
    """The arguments of the second, and those of the first that it has not, which nobody must give."""
    more = (one.replace(default=...) for name, one in first.parameters.items() if name not in second.parameters)
    return second.replace(parameters=[*second.parameters.values(), *more])
