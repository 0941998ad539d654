"""Offers one implementation to sync and async users: a method that is called, or awaited."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine
from types import MethodType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Self, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    from labclients._client import ApiClient

P = ParamSpec("P")
T = TypeVar("T")

Awaitable: TypeAlias = Coroutine[Any, Any, T]


class Sync:
    """Mode of a client whose methods are called."""


class Async:
    """Mode of a client whose methods are awaited."""


Mode = TypeVar("Mode", Sync, Async)


class Bound(Generic[Mode]):
    """Anything that acts through one client, whose mode is a part of its type."""

    _client: ApiClient

    def __init__(self, client: ApiClient) -> None:
        self._client = client


class dual_mode(Generic[P, T]):
    """Decorates a method that blocks: a sync client calls it, an async client awaits it while a thread runs it."""

    def __init__(self, function: Callable[Concatenate[Any, P], T]) -> None:
        self.function = function
        self.awaited = awaitable(function)
        self.__doc__ = function.__doc__
        self.__wrapped__ = function

    @overload
    def __get__(self, instance: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, instance: Bound[Sync], owner: Any = None) -> Callable[P, T]: ...
    @overload
    def __get__(self, instance: Bound[Async], owner: Any = None) -> Callable[P, Awaitable[T]]: ...
    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        return MethodType(self.awaited if instance._client.is_async else self.function, instance)


def awaitable(function: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], Awaitable[T]]:
    """The method as a coroutine function that runs it in a thread of its client."""

    @functools.wraps(function)
    async def method(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        result: T = await self._client.run_in_thread(function, self, *args, **kwargs)
        return result

    return method
