"""The two clients of Labvanced."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

import labvanced_api
from labclients.calls import Async, Bound, Mode, Sync, flow
from labclients.client import AsyncClient, Core, SyncClient, environment, prepared
from labclients.errors import ArchiveError, UsageError
from labclients.facts import Facts
from labclients.paging import Listing
from labclients.transport.auth import Auth, TokenPlace, TokenSource
from labclients.transport.door import AsyncDriver, ThreadDriver
from labclients.transport.effects import Aside, Flow, Sink, Work
from labclients.transport.policy import Options
from labvanced_api import api
from labvanced_api import models as m

if TYPE_CHECKING:
    from labclients.files.atomic import Partial
    from labclients.labvanced.export import Export
    from labclients.study.mirror import Progress, Report

T = TypeVar("T")

_FACTS = Facts(labvanced_api.openapi)
# An export this large is kept on disk while it is read.
_IN_MEMORY = 16 << 20


class LabvancedFamilies(Bound[Mode]):
    """What Labvanced's API offers: the sessions of a study, and each session's export."""

    _driver: ClassVar[type[ThreadDriver] | type[AsyncDriver]]

    def __init__(
        self,
        token: TokenSource | None = None,
        *,
        base_url: str | None = None,
        auth_header: str | None = None,
        auth_prefix: str | None = None,
        timeout: float = 60.0,
        attempts: int = 4,
        deadline: float = 600.0,
    ) -> None:
        """Connect as somebody; nothing is sent until the first call.

        Args:
            token: The token from My Account, API Credentials; the study's owner must have made it. Or a callable
                that gives one. LABVANCED_TOKEN unless told.
            base_url: The server; LABVANCED_BASE_URL, else ``https://www.labvanced.com``.
            auth_header: Name of the header that carries the token, with what stands before the token if anything
                does: ``"X-Api-Key"``, ``"Authorization: Bearer"``. LABVANCED_AUTH_HEADER, else what the
                specification says.
            auth_prefix: What stands before the token in that header, such as ``"Bearer "``.
            timeout: Seconds to wait for bytes; downloads wait five times as long.
            attempts: How often a call is sent at most.
            deadline: Seconds a call may take, with its retries; downloads get six times as long.

        Raises:
            UsageError: No token, or an option that makes no sense.
        """
        found = environment("LABVANCED_TOKEN", "LABVANCED_BASE_URL", "LABVANCED_AUTH_HEADER")
        token = token if token is not None else found.get("LABVANCED_TOKEN")
        if token is None:
            raise UsageError("no credentials: give token=, or set LABVANCED_TOKEN")
        place = token_place(auth_header or found.get("LABVANCED_AUTH_HEADER"), auth_prefix)
        core = Core(
            self._driver,
            _FACTS,
            base_url=base_url or found.get("LABVANCED_BASE_URL") or _FACTS.server,
            options=Options(timeout, attempts, deadline),
            read_only=False,
            advice=_advice(place),
        )
        core.auth = Auth(place, core.secrets, token=token)
        super().__init__(core)

    def sessions(self, experiment_id: int) -> Listing[Mode, m.Session]:
        """List the recording sessions of a study, finished or not.

        Args:
            experiment_id: Number of the study; it is in the address of its page.
        """
        request = prepared(api.sessions.list.request, experiment_id)
        return Listing(self._core, lambda page: request, m.Session, paged=False)

    @flow
    def export(self, experiment_id: int, rec_session_id: int) -> Flow[Export]:
        """Fetch one participant's export and check it; its tables are read when you ask for them.

        Raises:
            ArchiveError: What came is no ZIP that can be read.
            NotFound: There is no such study or session.
        """
        from labclients.labvanced.export import Export

        sink = _Spool()
        try:
            yield from self._fetch(experiment_id, rec_session_id, sink)
        except BaseException:  # a flow that is given up ends in GeneratorExit
            sink.file.close()
            raise
        return Export(sink.file, experiment_id=experiment_id, rec_session_id=rec_session_id)

    @flow
    def download(
        self, experiment_id: int, rec_session_id: int, directory: str | Path, *, overwrite: bool = False
    ) -> Flow[Path]:
        """Download one participant's ZIP as it was sent, to ``directory/<rec_session_id>.zip``.

        The file appears whole and checked, or not at all.

        Raises:
            ArchiveError: What came is no ZIP that can be read.
            UsageError: The file exists (without ``overwrite``), or the directory cannot be written.
            NotFound: There is no such study or session.
        """
        from labclients.files.atomic import Partial

        target = Path(directory) / f"{rec_session_id}.zip"
        prepared(api.sessions.download.request, experiment_id, rec_session_id)  # before a directory is made
        sink = yield Work(lambda: Partial(target, overwrite=overwrite), Partial.discard)
        try:
            yield from self._fetch(experiment_id, rec_session_id, sink)
            saved: Path = yield Work(sink.commit)
            return saved
        finally:
            sink.discard()

    @flow
    def mirror(
        self,
        experiment_id: int,
        directory: str | Path,
        *,
        settle_after: int = 14,
        refresh: bool | Iterable[int] = False,
        at_once: int = 4,
        progress: Callable[[Progress], object] | None = None,
    ) -> Flow[Report]:
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

        return (
            yield from mirror(
                self,
                experiment_id,
                directory,
                settle_after=settle_after,
                refresh=refresh,
                at_once=at_once,
                progress=progress,
            )
        )

    def _fetch(self, experiment_id: int, rec_session_id: int, sink: Partial | _Spool) -> Flow[None]:
        """Fetch a ZIP into a sink and check it."""
        from labclients.files.archives import check
        from labclients.files.arriving import Arriving

        with Arriving(sink) as arriving:
            whole = lambda: check(sink.readable(), seen=arriving.seen())  # noqa: E731
            yield from self._fetched(experiment_id, rec_session_id, arriving, whole)

    def _fetched(self, experiment_id: int, rec_session_id: int, sink: Sink, look: Callable[[], T]) -> Flow[T]:
        """Fetch a ZIP into a sink; what `look` says of it, which reads it to its end."""
        request = prepared(api.sessions.download.request, experiment_id, rec_session_id)
        exchange = self._core.exchange(request, sink=sink, options=self._core.options.for_download())
        yield from exchange.run()
        try:
            seen: T = yield Aside(look)
            return seen
        except ArchiveError as error:
            raise exchange.error(ArchiveError, error.message, said=error.server_message) from None


class Labvanced(LabvancedFamilies[Sync], SyncClient):
    """A client of Labvanced, called directly; threads may share it.

    with Labvanced(token="...") as labvanced:
        labvanced.export(61286, 4100004).trials.rows()
    """

    _driver = ThreadDriver


class AsyncLabvanced(LabvancedFamilies[Async], AsyncClient):
    """A client of Labvanced, awaited; tasks of one event loop may share it.

    async with AsyncLabvanced(token="...") as labvanced:
        (await labvanced.export(61286, 4100004)).trials.rows()
    """

    _driver = AsyncDriver


class _Spool:
    """An export on its way: in memory, and on disk (under no name) when it is large."""

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
    from labclients.files.atomic import explained

    return explained(Path(tempfile.gettempdir()))


def token_place(header: str | None, prefix: str | None) -> TokenPlace:
    """Where the token goes: where the specification says, unless told."""
    known = _FACTS.place
    if header is not None:
        name, _, before = header.partition(":")
        known = TokenPlace("header", name.strip(), f"{before.strip()} " if before.strip() else "")
    return known if prefix is None else known._replace(where="header", prefix=prefix)


def _advice(place: TokenPlace) -> dict[int, str]:
    owner = "the token must have been made by the study's owner"
    if _FACTS.document.get("x-source", {}).get("state") == "fetched":
        return {401: owner, 403: owner}
    guess = (
        f"this build guesses where Labvanced expects the token (here: {place.where} {place.name!r}), since its "
        "specification is only transcribed; auth_header= and auth_prefix=, or LABVANCED_AUTH_HEADER, set it right"
    )
    address = (
        "this build's paths are transcribed from the documentation; base_url= or LABVANCED_BASE_URL set the server"
    )
    return {401: f"{owner}; {guess}", 403: owner, 404: f"wrong number of a study or session, or: {address}"}
