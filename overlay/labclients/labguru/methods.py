"""Methods that are one operation, with the operation's own arguments."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from types import MethodType
from typing import Any, Concatenate, Generic, NamedTuple, ParamSpec, Protocol, Self, TypeVar, overload

from labclients._client import EndpointLike, build
from labclients._modes import Async, Awaitable, Bound, Sync, dual_mode

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
R = TypeVar("R")
A = ParamSpec("A")
B = ParamSpec("B")


class Documented(NamedTuple):
    """What help() and notebooks show of a method that takes the arguments of something else."""

    arguments: Callable[..., object]
    doc: object = None
    """What has the docstring, if not the same."""


class documented_like(dual_mode[P, T]):
    """A method in both modes whose signature is that of something else (at run time it takes anything)."""

    def __init__(self, function: Callable[Concatenate[Any, P], T], like: Callable[[Any], Documented]) -> None:
        super().__init__(function)
        self._like = like
        self._name = function.__name__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name
        code = getattr(self.function, "__code__", None)
        if code is not None:  # a stack trace shows the method that was called
            self.function.__code__ = code.replace(co_name=name)

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        function: Callable[..., Any] = self.awaited if instance._client.is_async else self.function

        def method(bound: Any, /, *args: Any, **kwargs: Any) -> Any:
            return function(bound, *args, **kwargs)

        like = self._like(instance)
        method.__name__, method.__doc__ = self._name, self.__doc__ or inspect.getdoc(like.doc or like.arguments)
        method.__signature__ = _signature(self.function, like.arguments)  # type: ignore[attr-defined]
        return MethodType(method, instance)


def like(documented: Callable[[Any], Documented]) -> Callable[[Callable[Concatenate[Any, P], T]], dual_mode[P, T]]:
    """Decorate a method whose keyword arguments are those of something else."""
    return lambda function: documented_like(function, documented)


@functools.cache
def _signature(function: Callable[..., object], arguments: Callable[..., object]) -> inspect.Signature:
    """The method's own parameters, then those of `arguments`."""
    own = inspect.signature(function)
    any_number = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    first = [parameter for parameter in own.parameters.values() if parameter.kind not in any_number]
    others = inspect.signature(arguments).parameters.values()
    rest = [parameter for parameter in others if parameter.name not in own.parameters]
    return own.replace(parameters=[*first, *rest], return_annotation=inspect.Signature.empty)


def call(endpoint: Callable[[], EndpointLike[P, T]]) -> dual_mode[P, T]:
    """A method that is one operation. It is imported when first used."""

    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self._client.call(endpoint(), *args, **kwargs)  # type: ignore[no-any-return]

    return documented_like(run, lambda _: Documented(endpoint().request))


def act(endpoint: Callable[[], EndpointLike[P, T]]) -> dual_mode[P, T]:
    """A method that is one operation which writes; an empty record where the server only acknowledges it."""

    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        operation = endpoint()
        return self._client.record(build(operation.request, *args, **kwargs), operation.parse)  # type: ignore[no-any-return]

    return documented_like(run, lambda _: Documented(endpoint().request))


def create(
    endpoint: Callable[[], EndpointLike[..., Any]],
    body: Callable[[], Callable[P, Any]],
    record: Callable[[], Callable[[Any], R]],
) -> dual_mode[P, R]:
    """A method whose arguments are the fields of a body; it returns the record that the server sends back."""

    def run(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return self._client.call_with_body(endpoint(), self._path, body(), args, kwargs, record())  # type: ignore[no-any-return]

    return documented_like(run, lambda _: Documented(body(), endpoint().request))


def change(
    endpoint: Callable[[], EndpointLike[..., Any]],
    body: Callable[[], Callable[P, Any]],
    record: Callable[[], Callable[[Any], R]],
) -> dual_mode[Concatenate[int, P], R]:
    """Like `create`, for an existing record: its id comes first."""

    def run(self: Any, id: int, /, *args: P.args, **kwargs: P.kwargs) -> R:
        path = (*self._path, id)
        return self._client.call_with_body(endpoint(), path, body(), args, kwargs, record())  # type: ignore[no-any-return]

    return documented_like(run, lambda _: Documented(body(), endpoint().request))


class Overloaded(Protocol[A, B, T_co]):
    """A method with two sets of arguments."""

    @overload
    def __call__(self, *args: A.args, **kwargs: A.kwargs) -> T_co: ...
    @overload
    def __call__(self, *args: B.args, **kwargs: B.kwargs) -> T_co: ...


class either(Generic[A, B, T]):
    """Two operations behind one name: the first one where `argument` is given, else the second."""

    def __init__(self, argument: str, first: dual_mode[A, T], second: dual_mode[B, T]) -> None:
        self._argument = argument
        self._first = first
        self._second = second
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name
        methods: list[Any] = [self._first, self._second]
        for method in methods:
            method.__set_name__(owner, name)

    @overload
    def __get__(self, instance: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, instance: Bound[Sync], owner: Any = None) -> Overloaded[A, B, T]: ...
    @overload
    def __get__(self, instance: Bound[Async], owner: Any = None) -> Overloaded[A, B, Awaitable[T]]: ...
    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        methods: list[Any] = [self._first, self._second]
        first, second = (method.__get__(instance) for method in methods)

        def method(_: Any, /, *args: Any, **kwargs: Any) -> Any:
            return (first if self._argument in kwargs else second)(*args, **kwargs)

        method.__name__, method.__doc__ = self._name, second.__doc__
        method.__signature__ = _joined(first.__signature__, second.__signature__)  # type: ignore[attr-defined]
        return MethodType(method, instance)


def _joined(first: inspect.Signature, second: inspect.Signature) -> inspect.Signature:
    """The arguments of the second, and those that only the first has, which are optional."""
    more = (value.replace(default=...) for name, value in first.parameters.items() if name not in second.parameters)
    return second.replace(parameters=[*second.parameters.values(), *more])
