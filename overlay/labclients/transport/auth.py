"""Where the token comes from, where it goes, and when it is renewed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any, NamedTuple, TypeAlias

from labclients.errors import LabClientsError, UsageError
from labclients.transport.effects import Alone, Flow, Outgoing, Work
from labclients.transport.redact import Secrets

TokenSource: TypeAlias = str | Callable[[], str]


class TokenPlace(NamedTuple):
    """Where a service wants its token: `header` or `query`, under which name, after which prefix."""

    where: str
    name: str
    prefix: str = ""

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> TokenPlace:
        """The place of the first scheme that a specification's security asks for."""
        schemes: Mapping[str, Mapping[str, str]] = document.get("components", {}).get("securitySchemes", {})
        asked = [name for requirement in document.get("security", ()) for name in requirement if name in schemes]
        scheme = schemes[asked[0]] if asked else next(iter(schemes.values()))
        if scheme.get("type") == "http":
            return cls("header", "Authorization", "Bearer ")
        return cls(scheme["in"], scheme["name"])

    def put(self, request: Outgoing, token: str) -> Outgoing:
        """A copy of the request that carries the token."""
        value = self.prefix + token
        if self.where == "query":
            return request._replace(params=[*request.params, (self.name, value)])
        return request._replace(headers={**request.headers, self.name: value})


class Auth:
    """One client's token: given, made by a callable, or fetched by a login flow.

    A token that came from a callable or a login is renewed when the server refuses it: by one caller, while the
    others wait and then use the new one, or share its failure: a wrong password tried by every thread locks an account.
    """

    def __init__(
        self,
        place: TokenPlace,
        secrets: Secrets,
        *,
        token: TokenSource | None = None,
        login: Callable[[], Flow[str]] | None = None,
    ) -> None:
        self.place = place
        self._secrets = secrets
        self._source = token if callable(token) else None
        self._login = login
        self._token = None if token is None or callable(token) else self._checked(token)
        self._tries = 0
        self._failure: LabClientsError | None = None

    def token(self) -> Flow[str]:
        """The token in force; the first call obtains it."""
        if self._token is None:
            yield from self._obtain(None)
        return self._token or ""

    def renew(self, refused: str) -> Flow[bool]:
        """After a refusal: True when there is another token to try."""
        if self._source is None and self._login is None:
            return False
        yield from self._obtain(refused)
        return self._token != refused

    def _obtain(self, refused: str | None) -> Flow[None]:
        tries = self._tries
        yield Alone(lambda: self._try(refused, tries))

    def _try(self, refused: str | None, tries: int) -> Flow[None]:
        if self._token != refused:
            return  # somebody else was here first
        if self._tries != tries and self._failure:
            raise copy(self._failure)  # somebody else failed while this one waited
        try:
            token = (yield from self._login()) if self._login else (yield Work(self._source or str))
            self._token, self._failure = self._checked(token), None
        except LabClientsError as error:
            self._failure = error
            raise
        finally:
            self._tries += 1

    def _checked(self, token: object) -> str:
        if not isinstance(token, str) or not token.strip():
            raise UsageError("the token is empty")
        if not token.isascii() or not token.isprintable() or token != token.strip():
            raise UsageError("the token holds characters that no token has (a line break, a space?)")
        self._secrets.add(token)
        return token
