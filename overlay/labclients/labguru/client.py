"""The two clients of Labguru, and the table of its families."""

from __future__ import annotations

import functools
from typing import ClassVar

import labguru_api
from labclients.calls import Async, Bound, Mode, Sync
from labclients.client import AsyncClient, Core, SyncClient, environment, prepared
from labclients.errors import AuthenticationError, UsageError
from labclients.facts import Facts
from labclients.labguru.attachments import Attachments
from labclients.labguru.families import Crud
from labclients.labguru.notebook import Collection, Elements, Experiments, Milestones, Sections, Stocks
from labclients.shapes import as_object
from labclients.transport.auth import Auth, TokenSource
from labclients.transport.door import AsyncDriver, ThreadDriver
from labclients.transport.effects import Flow
from labclients.transport.policy import Options
from labguru_api import api
from labguru_api import models as m
from labguru_api.types import UNSET

_FACTS = Facts(labguru_api.openapi)
_ADVICE = {401: "the token may have expired, or belong to another server (base_url)"}
_REFUSED = "-1"  # what Labguru answers, with status 200, in place of a token


class Families(Bound[Mode]):
    """Every family of Labguru, as an attribute named after its path."""

    projects = Crud(lambda: m.Project, lambda: m.ProjectCreate, lambda: m.ProjectUpdate)

    @property
    def milestones(self) -> Milestones[Mode]:
        """Folders, as the API calls them."""
        return Milestones(self._core)

    @property
    def folders(self) -> Milestones[Mode]:
        """Folders, as the UI calls them."""
        return self.milestones

    @property
    def experiments(self) -> Experiments[Mode]:
        """Experiments."""
        return Experiments(self._core)

    @property
    def sections(self) -> Sections[Mode]:
        """Sections of experiments and documents."""
        return Sections(self._core)

    @property
    def elements(self) -> Elements[Mode]:
        """Elements of sections."""
        return Elements(self._core)

    @property
    def stocks(self) -> Stocks[Mode]:
        """Stocks (tubes)."""
        return Stocks(self._core)

    @property
    def attachments(self) -> Attachments[Mode]:
        """Files of records."""
        return Attachments(self._core)

    def collection(self, name: str) -> Collection[Mode]:
        """A custom collection, under the name that people see."""
        return Collection(self._core, name)

    def __init__(
        self,
        token: TokenSource | None = None,
        *,
        login: str | None = None,
        password: str | None = None,
        account_id: int | None = None,
        base_url: str | None = None,
        timeout: float = 60.0,
        attempts: int = 4,
        deadline: float = 600.0,
        read_only: bool = False,
    ) -> None:
        """Connect as somebody; nothing is sent until the first call.

        Args:
            token: A token, or a callable that gives one (asked again when the server refuses it).
            login: The address you log in with; with `password`, exchanged for a token at the first call, and again
                when the token expires.
            password: Its password.
            account_id: The workspace, when there are several (its number is in the address of the account settings).
            base_url: Your server, such as ``https://eu.labguru.com``; ``https://my.labguru.com`` unless told.
            timeout: Seconds to wait for bytes.
            attempts: How often a call is sent at most.
            deadline: Seconds a call may take, with its retries.
            read_only: Refuse every operation that writes.

        Without any credential, LABGURU_TOKEN or LABGURU_LOGIN, LABGURU_PASSWORD and LABGURU_ACCOUNT_ID are read; the
        server from LABGURU_BASE_URL.

        Raises:
            UsageError: No credentials, half of them, or an option that makes no sense.
        """
        if token is None and login is None and password is None:
            found = environment("LABGURU_TOKEN", "LABGURU_LOGIN", "LABGURU_PASSWORD", "LABGURU_ACCOUNT_ID")
            token, login, password = (found.get(f"LABGURU_{name}") for name in ("TOKEN", "LOGIN", "PASSWORD"))
            account_id = account_id if account_id is not None else _number(found.get("LABGURU_ACCOUNT_ID"))
        super().__init__(
            Core(
                self._driver,
                _FACTS,
                base_url=base_url or environment("LABGURU_BASE_URL").get("LABGURU_BASE_URL") or _FACTS.server,
                options=Options(timeout, attempts, deadline),
                read_only=read_only,
                advice=_ADVICE,
            )
        )
        self._core.auth = _auth(self._core, token, login, password, account_id)

    _driver: ClassVar[type[ThreadDriver] | type[AsyncDriver]]


class Labguru(Families[Sync], SyncClient):
    """A client of Labguru, called directly; threads may share it.

    with Labguru(token="...") as labguru:
        labguru.experiments.get(966).title
    """

    _driver = ThreadDriver


class AsyncLabguru(Families[Async], AsyncClient):
    """A client of Labguru, awaited; tasks of one event loop may share it.

    async with AsyncLabguru(token="...") as labguru:
        (await labguru.experiments.get(966)).title
    """

    _driver = AsyncDriver


def _auth(
    core: Core, token: TokenSource | None, login: str | None, password: str | None, account_id: int | None
) -> Auth:
    place = core.facts.place
    if token is not None:
        return Auth(place, core.secrets, token=token)
    if not login or not password:
        raise UsageError(
            "no credentials: give token=, or login= and password=, or set LABGURU_TOKEN, or LABGURU_LOGIN and "
            "LABGURU_PASSWORD"
        )
    # Types may be ignored, and the check of the body would show what was given.
    if not isinstance(password, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise UsageError("the password must be text")
    core.secrets.add(password)
    account = account_id if account_id is not None else UNSET
    body = prepared(m.SessionCreate, login=login, password=password, account_id=account)
    return Auth(place, core.secrets, login=functools.partial(_log_in, core, body))


def _log_in(core: Core, body: m.SessionCreate) -> Flow[str]:
    """Exchange login and password for a token. A bad login answers status 200 and the token "-1"."""
    exchange = core.exchange(api.sessions.create.request(body=body))
    data = yield from exchange.json()
    token = (as_object(data) or {}).get("token")
    if not isinstance(token, str) or not token or token == _REFUSED:
        raise exchange.error(AuthenticationError, "the login was refused: the address or the password is wrong")
    return token


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:
        raise UsageError(f"LABGURU_ACCOUNT_ID must be a number, not {text!r}") from None
