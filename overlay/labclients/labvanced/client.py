"""The two clients of Labvanced."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from labclients._auth import Auth, TokenProvider
from labclients._client import ApiClient, AsyncClient, SyncClient, build
from labclients._environment import Verify, environment_variables
from labclients._modes import Async, Bound, Mode, Sync, dual_mode
from labclients._operations import OperationIndex, TokenLocation
from labclients._redaction import Secret, hide
from labclients._retries import Options
from labclients._transport import BodyWriter, Network
from labclients.errors import ArchiveError, UsageError
from labclients.labvanced.sessions import session_rows
from labclients.paging import AsyncListing, Listing
from labvanced_api import api
from labvanced_api import models as m

if TYPE_CHECKING:
    from labclients.files.atomic import AtomicFile
    from labclients.labvanced.export import Export
    from labclients.study.mirror import Progress, Report

T = TypeVar("T")

_OPERATIONS = OperationIndex("labvanced_api")
# An export this large is kept on disk while it is read.
_IN_MEMORY = 16 << 20


class LabvancedMethods(Bound[Mode]):
    """What Labvanced's API offers: the sessions of a study, and each session's export."""

    def __init__(
        self,
        token: TokenProvider | None = None,
        *,
        base_url: str | None = None,
        auth_header: str | None = None,
        auth_prefix: str | None = None,
        timeout: float = 60.0,
        attempts: int = 4,
        deadline: float = 600.0,
        proxy: str | None = None,
        verify: Verify = None,
        requests_per_second: float | None = None,
        http_client: Callable[..., Any] | None = None,
    ) -> None:
        """Make a client; nothing is sent until the first call.

        Args:
            token: The token from My Account, API Credentials; the study's owner must have made it. Or a callable
                that returns one. LABVANCED_TOKEN by default.
            base_url: The server; LABVANCED_BASE_URL, else ``https://www.labvanced.com`` by default.
            auth_header: Name of the header that carries the token, with what stands before the token, if anything:
                ``"X-Api-Key"``, ``"Authorization: Bearer"``. LABVANCED_AUTH_HEADER, else what the specification says.
            auth_prefix: What stands before the token in that header, such as ``"Bearer "``.
            timeout: Seconds to wait for bytes; downloads wait five times as long.
            attempts: How often a request is sent at most.
            deadline: Seconds that a call may take, with its retries; downloads get six times as long.
            proxy: URL of an HTTP(S) or SOCKS proxy; HTTPS_PROXY, ALL_PROXY and NO_PROXY by default.
            verify: The certificate authorities to trust: a path (PEM file or directory) or an ``ssl.SSLContext``;
                SSL_CERT_FILE, SSL_CERT_DIR, REQUESTS_CA_BUNDLE, the system's store or certifi by default.
            requests_per_second: Send at most so many requests per second, over all threads.
            http_client: Advanced: a callable that takes keyword arguments of ``httpx.Client`` and returns one, for
                instrumentation or client certificates. It is called once for each connection.

        Raises:
            UsageError: No token, or an option that makes no sense.
        """
        secret_token = hide(token) or hide(_variable("LABVANCED_TOKEN"))
        url, secret_proxy = hide(base_url) or hide(_variable("LABVANCED_BASE_URL")), hide(proxy)
        del token, base_url, proxy  # tracebacks show what is in variables
        if secret_token is None:
            raise UsageError("no credentials: give token=, or set LABVANCED_TOKEN")
        location = token_location(auth_header or _variable("LABVANCED_AUTH_HEADER"), auth_prefix)
        client = ApiClient(
            _OPERATIONS,
            base_url=url or Secret(_OPERATIONS.server),
            options=Options(timeout, attempts, deadline),
            network=Network(verify, secret_proxy, http_client, requests_per_second),
            is_async=isinstance(self, AsyncClient),
            hints=_hints(location),
        )
        client.auth = Auth(location, client.redactor, token=secret_token)
        super().__init__(client)

    @dual_mode
    def export(self, experiment_id: int, rec_session_id: int) -> Export:
        """Fetch one participant's export and check it; its tables are read when you ask for them.

        Raises:
            ArchiveError: What came is no ZIP that can be read.
            NotFound: There is no such study or session.
        """
        from labclients.labvanced.export import Export

        body = _SpooledBody()
        try:
            self._fetch(experiment_id, rec_session_id, body)
        except BaseException:
            body.file.close()
            raise
        return Export(body.file, experiment_id=experiment_id, rec_session_id=rec_session_id)

    @dual_mode
    def download(
        self, experiment_id: int, rec_session_id: int, directory: str | Path, *, overwrite: bool = False
    ) -> Path:
        """Download one participant's ZIP as it was sent, to ``directory/<rec_session_id>.zip``.

        The file appears whole and checked, or not at all.

        Raises:
            ArchiveError: What came is no ZIP that can be read.
            UsageError: The file exists (without ``overwrite``), or the directory cannot be written.
            NotFound: There is no such study or session.
        """
        from labclients.files.atomic import AtomicFile

        target = Path(directory) / f"{rec_session_id}.zip"
        build(api.sessions.download.request, experiment_id, rec_session_id)  # before a directory is made
        writer = AtomicFile(target, overwrite=overwrite)
        try:
            self._fetch(experiment_id, rec_session_id, writer)
            return writer.commit()
        finally:
            writer.discard()

    @dual_mode
    def mirror(
        self,
        experiment_id: int,
        directory: str | Path,
        *,
        settle_after: int = 14,
        refresh: bool | Iterable[int] = False,
        at_once: int = 4,
        progress: Callable[[Progress], object] | None = None,
    ) -> Report:
        """Mirror a whole study: ``directory/zips/<rec_session_id>.zip``, as sent, and ``manifest.json`` about them.

        A run fetches what is new, what failed before, and sessions without an end time, which may have grown; those
        settle when two fetches gave the same files, or ``settle_after`` days after their start. A run that was killed
        is taken up by the next one. A ZIP that changed keeps its predecessor in ``zips/previous``; nothing is ever
        deleted. A session that cannot be had is in the report (``failed``, ``errors``), and stops no other one.

        Args:
            experiment_id: Number of the study.
            directory: Where to; made if missing. A directory holds one study.
            settle_after: Days.
            refresh: Fetch sessions again that are thought complete: all of them (True), or these.
            at_once: How many downloads at a time, 1 to 16.
            progress: Called at the start and after each session, by one thread at a time.

        Raises:
            UsageError: The directory is another study's, in use by another program, or cannot be written.
            AuthenticationError: The token is refused.
            TransportError: The server cannot be reached. Run it again: it goes on where it stopped.
            LabClientsError: The disk is full or fails.
        """
        from labclients.study.mirror import mirror

        return mirror(
            self,
            experiment_id,
            directory,
            settle_after=settle_after,
            refresh=refresh,
            at_once=at_once,
            progress=progress,
            run_concurrently=self._client.run_concurrently,
        )

    def _fetch(self, experiment_id: int, rec_session_id: int, body: AtomicFile | _SpooledBody) -> None:
        """Download a ZIP and validate it."""
        from labclients.files.zips import validate

        self.fetch_zip(experiment_id, rec_session_id, body, lambda: validate(body.readable()))

    def session_listing(self, experiment_id: int) -> Listing[m.Session]:
        """The sessions of a study, to be read in this thread also by an async client."""
        request = build(api.sessions.list.request, experiment_id)
        return Listing(
            self._client,
            lambda page: request,
            m.Session,
            paged=False,
            fetch=lambda page: session_rows(self._client, request),
        )

    def fetch_zip(
        self,
        experiment_id: int,
        rec_session_id: int,
        writer: BodyWriter,
        validate: Callable[[], T],
        downloaded: Callable[[], object] | None = None,
    ) -> T:
        """Download a session's ZIP into a writer, call `downloaded`, and return what `validate` says of the ZIP."""
        request = build(api.sessions.download.request, experiment_id, rec_session_id)
        runner = self._client.runner(request, writer=writer, options=self._client.options.for_download())
        runner.execute()
        if downloaded:
            downloaded()
        try:
            return validate()
        except ArchiveError as error:
            raise runner.error(ArchiveError, error.message, message=error.server_message) from None


class Labvanced(LabvancedMethods[Sync], SyncClient):
    """A client of Labvanced; threads may share it.

    with Labvanced(token="...") as labvanced:
        labvanced.export(61286, 4100004).trials.rows()
    """

    def sessions(self, experiment_id: int) -> Listing[m.Session]:
        """List the recording sessions of a study, finished or not.

        Args:
            experiment_id: Number of the study; it is in the address of its page.
        """
        return self.session_listing(experiment_id)


class AsyncLabvanced(LabvancedMethods[Async], AsyncClient):
    """A client of Labvanced whose methods are awaited, in any asyncio event loop.

    async with AsyncLabvanced(token="...") as labvanced:
        (await labvanced.export(61286, 4100004)).trials.rows()
    """

    def sessions(self, experiment_id: int) -> AsyncListing[m.Session]:
        """List the recording sessions of a study, finished or not; see `Labvanced.sessions`."""
        return AsyncListing(self.session_listing(experiment_id))


class _SpooledBody:
    """An export while it is downloaded: in memory, and on disk (under no name) when it is large."""

    def __init__(self) -> None:
        self.file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the Export closes it

    def write(self, data: bytes) -> int:
        with _explained():
            return self.file.write(data)

    def restart(self) -> None:
        with _explained():
            self.file.seek(0)
            self.file.truncate()

    def readable(self) -> tempfile.SpooledTemporaryFile[bytes]:
        return self.file


def _explained() -> AbstractContextManager[None]:
    from labclients.files.atomic import translate_os_errors

    return translate_os_errors(Path(tempfile.gettempdir()))


def _variable(name: str) -> str | None:
    return environment_variables(name).get(name)


def token_location(header: str | None, prefix: str | None) -> TokenLocation:
    """Where the token goes: as `header` ("Name" or "Name: prefix") says, else as the specification says."""
    location = _OPERATIONS.token_location
    if header is not None:
        name, _, before = header.partition(":")
        location = TokenLocation("header", name.strip(), f"{before.strip()} " if before.strip() else "")
    return location if prefix is None else location._replace(where="header", prefix=prefix)


def _hints(location: TokenLocation) -> dict[int, str]:
    owner = "the token must have been made by the study's owner"
    if _OPERATIONS.state == "fetched":
        return {401: owner, 403: owner}
    guess = (
        f"this build guesses where Labvanced expects the token (here: {location.where} {location.name!r}), since its "
        "specification is only transcribed; auth_header= and auth_prefix=, or LABVANCED_AUTH_HEADER, set it right"
    )
    address = (
        "this build's paths are transcribed from the documentation; base_url= or LABVANCED_BASE_URL set the server"
    )
    return {401: f"{owner}; {guess}", 403: owner, 404: f"wrong number of a study or session, or: {address}"}
