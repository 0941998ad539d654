"""Obtains a client's token and renews it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from copy import copy
from typing import Any, TypeAlias

from labclients._operations import TokenLocation
from labclients._redaction import Redactor, Secret
from labclients._transport import Credential
from labclients._workers import Cancellation, Workers
from labclients.errors import LabClientsError, TimedOut, UsageError

TokenProvider: TypeAlias = str | Callable[[], str]


class Auth:
    """One client's token: given as text, returned by a callable, or obtained by a login.

    A token from a callable or a login is renewed when the server refuses it: by one thread, while the others wait and
    then use the new token, or get the same error: a wrong password that every thread tried would lock the account.
    """

    def __init__(
        self,
        location: TokenLocation,
        redactor: Redactor,
        *,
        token: Secret[Any] | None = None,
        login: Callable[[float], Secret[Any]] | None = None,
    ) -> None:
        self.location = location
        self._redactor = redactor
        # In a Secret, since the repr of a functools.partial shows its arguments.
        self._provider: Secret[Callable[[], Any]] | None = token if token and callable(token.reveal()) else None
        self._login = login
        self._token: Secret[str] | None = None
        if token and not self._provider:
            self._token = self._validated(token)
        self._lock = threading.Lock()
        self._tries = 0
        self._failure: LabClientsError | None = None

    def credential(self, deadline: float) -> Credential:
        """The token in force; the first call obtains it.

        Raises:
            TimedOut: It was not obtained before the deadline (``time.monotonic``).
        """
        if self._token is None:
            self._obtain(None, deadline)
        assert self._token is not None  # noqa: S101 - for type checkers
        return Credential(*self.location, token=self._token)

    def renew(self, refused: Credential, deadline: float) -> bool:
        """After the server refused a token: whether there is another one to try."""
        if self._provider is None and self._login is None:
            return False
        self._obtain(refused.token, deadline)
        return self._token is not None and self._token.reveal() != refused.token.reveal()

    def _obtain(self, refused: Secret[str] | None, deadline: float) -> None:
        tries = self._tries
        if not self._lock.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise TimedOut("the deadline passed while another thread obtained the token")
        try:
            if self._token is not refused:
                return  # another thread has renewed it
            if self._tries != tries and self._failure:
                raise copy(self._failure)  # another thread failed while this one waited
            try:
                self._token, self._failure = self._validated(self._new_token(deadline)), None
            except LabClientsError as error:
                self._failure = error
                raise
            finally:
                self._tries += 1
        finally:
            self._lock.release()

    def _new_token(self, deadline: float) -> Secret[Any]:
        if self._login:
            return self._login(deadline)
        provider = self._provider
        assert provider is not None  # noqa: S101 - for type checkers
        # In a thread of its own, since nothing else bounds how long it takes.
        result = Workers().submit(Cancellation(), lambda: Secret(provider.reveal()()))
        try:
            return result.result(max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            if result.done():  # the callable itself timed out
                raise
        raise TimedOut("the deadline passed before the token= callable returned")

    def _validated(self, token: Secret[Any]) -> Secret[str]:
        problem = _token_problem(token)
        if problem:
            raise UsageError(problem)
        self._redactor.add(token)
        return token


def _token_problem(token: Secret[Any]) -> str | None:
    text = token.reveal()
    if not isinstance(text, str) or not text.strip():
        return "the token is empty"
    if not text.isascii() or not text.isprintable() or text != text.strip():
        return "the token contains characters that no token has (a line break, a space?)"
    return None
