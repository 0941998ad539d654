"""The two clients of Labguru."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from labclients._auth import Auth, TokenProvider
from labclients._client import AsyncClient, RequestLike, SyncClient, build
from labclients._environment import Verify, environment_variables
from labclients._json import as_object
from labclients._modes import Async, Bound, Mode, Sync
from labclients._operations import OperationIndex
from labclients._redaction import Secret, hide
from labclients._retries import Options
from labclients._transport import Network
from labclients.errors import AuthenticationError, UsageError
from labclients.labguru.resource import LabguruClient
from labclients.paging import AsyncListing, Listing
from labguru_api import api
from labguru_api import models as m
from labguru_api.resource import Client
from labguru_api.resources import AsyncResources, Resources

if TYPE_CHECKING:
    from labclients.labguru.attachments import AsyncAttachments, Attachments
    from labclients.labguru.collections import AsyncCollection, AsyncStocks, Collection, Stocks
    from labclients.labguru.elements import AsyncElements, Elements
    from labclients.labguru.experiments import AsyncExperiments, AsyncProtocols, Experiments, Protocol, Protocols

_OPERATIONS = OperationIndex("labguru_api")
_HINTS = {401: "the token may have expired, or belong to another server (base_url)"}
_REFUSED = "-1"  # what Labguru answers, with status 200, in place of a token


class LabguruSettings(Bound[Mode]):
    """How a client of Labguru is made, whether its methods are called or awaited."""

    def __init__(
        self,
        token: TokenProvider | None = None,
        *,
        login: str | None = None,
        password: str | None = None,
        account_id: int | None = None,
        base_url: str | None = None,
        timeout: float = 60.0,
        attempts: int = 4,
        deadline: float = 600.0,
        read_only: bool = False,
        proxy: str | None = None,
        verify: Verify = None,
        requests_per_second: float | None = None,
        http_client: Callable[..., Any] | None = None,
    ) -> None:
        """Make a client; nothing is sent until the first call.

        Args:
            token: A token, or a callable that returns one (called again when the server refuses it).
            login: The e-mail address you log in with; with `password`, exchanged for a token at the first call, and
                again when the token expires.
            password: Its password.
            account_id: The workspace, when there are several (its number is in the address of the account settings).
            base_url: Your server, such as ``https://eu.labguru.com``; ``https://my.labguru.com`` by default.
            timeout: Seconds to wait for bytes.
            attempts: How often a request is sent at most.
            deadline: Seconds that a call may take, with its retries.
            read_only: Refuse every operation that writes.
            proxy: URL of an HTTP(S) or SOCKS proxy; HTTPS_PROXY, ALL_PROXY and NO_PROXY by default.
            verify: The certificate authorities to trust: a path (PEM file or directory) or an ``ssl.SSLContext``;
                SSL_CERT_FILE, SSL_CERT_DIR, REQUESTS_CA_BUNDLE, the system's store or certifi by default.
            requests_per_second: Send at most so many requests per second, over all threads.
            http_client: Advanced: a callable that takes keyword arguments of ``httpx.Client`` and returns one, for
                instrumentation or client certificates. It is called once for each connection.

        Without any credential, LABGURU_TOKEN or LABGURU_LOGIN, LABGURU_PASSWORD and LABGURU_ACCOUNT_ID are read; the
        server from LABGURU_BASE_URL.

        Raises:
            UsageError: No credentials, half of them, or an option that makes no sense.
        """
        secret_token, secret_password = hide(token), hide(password)
        url, secret_proxy = hide(base_url) or hide(_variable("LABGURU_BASE_URL")), hide(proxy)
        del token, password, base_url, proxy  # tracebacks show what is in variables
        if secret_token is None and login is None and secret_password is None:
            secret_token, secret_password = hide(_variable("LABGURU_TOKEN")), hide(_variable("LABGURU_PASSWORD"))
            login = _variable("LABGURU_LOGIN")
            account_id = account_id if account_id is not None else account_number(_variable("LABGURU_ACCOUNT_ID"))
        client = LabguruClient(
            _OPERATIONS,
            base_url=url or Secret(_OPERATIONS.server),
            options=Options(timeout, attempts, deadline),
            network=Network(verify, secret_proxy, http_client, requests_per_second),
            is_async=isinstance(self, AsyncClient),
            read_only=read_only,
            hints=_HINTS,
        )
        client.auth = _auth(client, secret_token, login, secret_password, account_id)
        super().__init__(client)
        self._labguru = client
        self._resource_client: Client = client


class Labguru(LabguruSettings[Sync], Resources, SyncClient):
    """A client of Labguru; threads may share it.

    with Labguru(token="...") as labguru:
        labguru.experiments.get(966).title
    """

    def collection(self, name: str) -> Collection:
        """A custom collection, under the name that people see."""
        from labclients.labguru.collections import Collection

        return Collection(self._labguru, name)

    def collections(self) -> list[m.CustomCollection]:
        """The custom collections, where the server lists them: that it does is not known of any.

        Raises:
            NotFound: It does not.
        """
        return _collections(self._labguru)

    def search(self, term: str, *, model: str | None = None, page_size: int = 100) -> Listing[m.SearchResult]:
        """Search everything for a term; results are of many kinds, and ids of different kinds overlap.

        Args:
            term: What to look for.
            model: Only records of this kind, such as ``Antibody``.
            page_size: Results per page.
        """
        return _search(self._labguru, term, model, page_size)

    @cached_property
    def experiments(self) -> Experiments:
        """Experiments."""
        from labclients.labguru.experiments import Experiments

        return Experiments(self._labguru)

    @cached_property
    def protocols(self) -> Protocols:
        """Protocols; the elements of their sections come with their data."""
        from labclients.labguru.experiments import Protocols

        return Protocols(self._labguru)

    @cached_property
    def elements(self) -> Elements:
        """Elements of sections."""
        from labclients.labguru.elements import Elements

        return Elements(self._labguru)

    @cached_property
    def attachments(self) -> Attachments:
        """Files that belong to records."""
        from labclients.labguru.attachments import Attachments

        return Attachments(self._labguru)

    @cached_property
    def stocks(self) -> Stocks:
        """Stocks (tubes) of the inventory."""
        from labclients.labguru.collections import Stocks

        return Stocks(self._labguru)


class AsyncLabguru(LabguruSettings[Async], AsyncResources, AsyncClient):
    """A client of Labguru whose methods are awaited, in any asyncio event loop.

    async with AsyncLabguru(token="...") as labguru:
        (await labguru.experiments.get(966)).title
    """

    def collection(self, name: str) -> AsyncCollection:
        """A custom collection, under the name that people see."""
        from labclients.labguru.collections import AsyncCollection, Collection

        return AsyncCollection(Collection(self._labguru, name))

    async def collections(self) -> list[m.CustomCollection]:
        """The custom collections, where the server lists them; see `Labguru.collections`."""
        return await self._labguru.run_in_thread(_collections, self._labguru)

    def search(self, term: str, *, model: str | None = None, page_size: int = 100) -> AsyncListing[m.SearchResult]:
        """Search everything for a term; see `Labguru.search`."""
        return AsyncListing(_search(self._labguru, term, model, page_size))

    @cached_property
    def experiments(self) -> AsyncExperiments:
        """Experiments."""
        from labclients.labguru.experiments import AsyncExperiments, Experiments

        return AsyncExperiments(Experiments(self._labguru))

    @cached_property
    def protocols(self) -> AsyncProtocols[Protocol]:
        """Protocols; the elements of their sections come with their data."""
        from labclients.labguru.experiments import AsyncProtocols, Protocols

        return AsyncProtocols(Protocols(self._labguru))

    @cached_property
    def elements(self) -> AsyncElements:
        """Elements of sections."""
        from labclients.labguru.elements import AsyncElements, Elements

        return AsyncElements(Elements(self._labguru))

    @cached_property
    def attachments(self) -> AsyncAttachments:
        """Files that belong to records."""
        from labclients.labguru.attachments import AsyncAttachments, Attachments

        return AsyncAttachments(Attachments(self._labguru))

    @cached_property
    def stocks(self) -> AsyncStocks:
        """Stocks (tubes) of the inventory."""
        from labclients.labguru.collections import AsyncStocks, Stocks

        return AsyncStocks(Stocks(self._labguru))


def _collections(client: LabguruClient) -> list[m.CustomCollection]:
    return client.records(api.biocollections.collections, m.CustomCollection)


def _search(client: LabguruClient, term: str, model: str | None, page_size: int) -> Listing[m.SearchResult]:
    def request(page: int) -> RequestLike:
        return build(api.searches.global_search.request, page=page, meta=True, term=term, model=model, size=page_size)

    return Listing(client, request, m.SearchResult, key="uuid")


def _variable(name: str) -> str | None:
    return environment_variables(name).get(name)


def _auth(
    client: LabguruClient,
    token: Secret[Any] | None,
    login: str | None,
    password: Secret[Any] | None,
    account_id: int | None,
) -> Auth:
    location = client.operations.token_location
    if token is not None:
        return Auth(location, client.redactor, token=token)
    if not login or not password or not password.reveal():
        raise UsageError(
            "no credentials: give token=, or login= and password=, or set LABGURU_TOKEN, or LABGURU_LOGIN and "
            "LABGURU_PASSWORD"
        )
    if not isinstance(password.reveal(), str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise UsageError("the password must be text")
    client.redactor.add(password)
    return Auth(
        location,
        client.redactor,
        login=partial(_log_in, client, login, password, account_id),
    )


def _log_in(
    client: LabguruClient, login: str, password: Secret[str], account_id: int | None, deadline: float
) -> Secret[str]:
    """Exchange login and password for a token. The server answers a wrong login with status 200 and the token "-1"."""
    account: dict[str, Any] = {} if account_id is None else {"account_id": account_id}
    request = build(
        lambda: api.sessions.create.request(
            body=m.SessionCreate(login=login, password=password.reveal(), **account)  # in no variable
        )
    )
    runner = client.runner(request)
    runner.deadline = min(runner.deadline, deadline)
    token: Secret[Any] = Secret((as_object(runner.json()) or {}).get("token"))
    if not isinstance(token.reveal(), str) or token.reveal() in ("", _REFUSED):
        raise runner.error(AuthenticationError, "the login was refused: the address or the password is wrong")
    return token


def account_number(text: str | None) -> int | None:
    """The account that LABGURU_ACCOUNT_ID says, if it says any."""
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:
        raise UsageError(f"LABGURU_ACCOUNT_ID must be a number, not {text!r}") from None
