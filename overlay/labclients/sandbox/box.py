"""`serve`, and the `Box` that it gives: addresses, credentials, counters, faults, and what happens on the services."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager

from labclients.sandbox.document import documents, import_extra
from labclients.sandbox.faults import HTML, Fault, matches, replacement
from labclients.sandbox.labguru import Labguru
from labclients.sandbox.labvanced import Labvanced
from labclients.sandbox.labvanced_data import SESSIONS, STUDY
from labclients.sandbox.server import HOST, App, Server, bind
from labclients.sandbox.service import Account
from labclients.sandbox.storage import Storage


class Box:
    """One running sandbox.

    ``match`` is an operation (``experiments.list``), or a path with or without a verb
    (``GET /api/v1/experiments``, ``/api/*/download/*``); ``times=None`` means always.

    Attributes:
        labguru_url: For ``base_url=`` of Labguru.
        labvanced_url: For ``base_url=`` of Labvanced.
        storage_url: Where downloads of Labguru's attachments are redirected to: another origin.
        token: A token that both services accept, and that never expires.
        login: A login of Labguru.
        password: Its password.
        account_id: Its workspace.
        study: A study of 24 sessions by default; 61300 is another, of three.
        requests: Every request so far, in order; clear it as you like.
    """

    study = STUDY

    def __init__(self, app: App, account: Account, labguru: Labguru, labvanced: Labvanced) -> None:
        self._app = app
        self._account = account
        self._labguru = labguru
        self._labvanced = labvanced
        self.labguru_url, self.labvanced_url = labguru.url, labvanced.url
        self.storage_url = labguru.storage.url
        self.token, self.login, self.password = account.token, account.login, account.password
        self.account_id = account.account_id
        self.requests = app.requests

    def count(self, match: str) -> int:
        """How many requests so far fit."""
        return sum(matches(match, request) for request in list(self._app.requests))

    # ---- what should go wrong

    @property
    def latency(self) -> float:
        """Seconds that every answer is late."""
        return self._app.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self._app.latency = seconds

    def fail(
        self,
        match: str,
        *,
        status: int = 503,
        body: Mapping[str, object] | list[object] | str | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        times: int | None = 1,
    ) -> Fault:
        """Answer with this in place of the truth; the request is not handled. Text that begins with < is HTML."""
        return self._add(Fault(match, times, answer=replacement(status, body, headers)))

    def html(self, match: str, *, status: int = 200, times: int | None = 1) -> Fault:
        """Answer with a web page."""
        return self.fail(match, status=status, body=HTML, times=times)

    def cut(self, match: str, *, after: int = 0, times: int | None = 1) -> Fault:
        """Handle the request, and drop the connection after so many bytes of the body."""
        return self._add(Fault(match, times, cut=True, after=after))

    def stall(self, match: str, seconds: float, *, after: int = 0, times: int | None = 1) -> Fault:
        """Handle the request, and be silent for a while: before the answer, or after so many bytes of its body."""
        return self._add(Fault(match, times, stall=seconds, after=after))

    def _add(self, fault: Fault) -> Fault:
        self._app.faults.append(fault)
        return fault

    def break_experiment(self, number: int) -> list[Fault]:
        """Answer 500 wherever the elements of an experiment are fetched, as real servers do for some old ones.

        The experiment itself still comes, with its sections and the short form of its elements. ``clear_faults`` heals.
        """
        gone = {"status": 500, "error": "Internal Server Error"}
        elements = self._labguru.elements_of(number)
        paths = [f"experiments/{number}/elements", *(f"elements/{element['id']}" for element in elements)]
        return [self.fail(f"GET /api/v1/{path}", status=500, body=gone, times=None) for path in paths]

    def clear_faults(self) -> None:
        """From now on nothing goes wrong."""
        self._app.faults.clear()

    def expire_tokens(self) -> None:
        """Every token that a login gave is refused; a new login gives a new one. ``token`` stays good."""
        self._account.issued.clear()

    def expire_links(self) -> None:
        """No link into the storage works any more; a new download gives a new one."""
        self._labguru.storage.expire()

    # ---- what happens on Labguru meanwhile

    def add_rows(self, table: str, count: int = 1) -> list[int]:
        """More records at the end of a table: a family (``stocks``) or a custom collection (``Our Primers``).

        Returns:
            Their ids.
        """
        return self._labguru.add(self._labguru.key_of(table), count)

    def remove_rows(self, table: str, count: int = 1, *, first: bool = True) -> list[int]:
        """Delete the first or the last records of a table, with all that belongs to them.

        Returns:
            Their ids.
        """
        return self._labguru.remove(self._labguru.key_of(table), count, first=first)

    # ---- what happens on Labvanced meanwhile

    def add_session(self, study: int = STUDY) -> int:
        """A participant begins; the number of the session, which is unfinished."""
        return self._labvanced.add(study)

    def finish_session(self, number: int) -> None:
        """An unfinished session ends: it gets its end time, and its files change."""
        self._labvanced.finish(number)

    def grow_session(self, number: int) -> None:
        """One more trial of a session is recorded."""
        self._labvanced.grow(number)

    def remove_session(self, number: int) -> None:
        """A session is deleted."""
        self._labvanced.remove(number)

    def envelope(self, key: str | None) -> None:
        """Answer lists of sessions under a key (``"data"``, ``"sessions"``) in place of a bare array (None)."""
        self._labvanced.envelope = key

    def hide_times(self) -> None:
        """From now on, lists of sessions say neither when one began nor when it ended."""
        self._labvanced.times_listed = False

    def pack_afresh(self) -> None:
        """From now on, each ZIP has other bytes than before, though the files inside are the same."""
        self._labvanced.packed_afresh = True


@contextmanager
def serve(
    *,
    port: int = 0,
    latency: float = 0.0,
    seed: int = 0,
    strict: bool = True,
    experiments: int = 240,
    stocks: int = 300,
    sessions: int = SESSIONS,
) -> Generator[Box, None, None]:
    """Serve both services until the block ends; each call has a state of its own.

    Args:
        port: Port of Labguru; Labvanced and the storage take the two after it. 0 takes any that are free.
        latency: Seconds that every answer is late.
        seed: Another number gives other data.
        strict: Refuse requests that the specifications do not allow.
        experiments: How many experiments there are.
        stocks: How many stocks there are; they are made when they are looked at, so 60,000 are as quick as 60.
        sessions: How many sessions the large study of Labvanced has.

    Raises:
        UsageError: The extra ``[sandbox]`` is not installed.
        OSError: The port is taken.
    """
    for name in ("uvicorn", "jsonschema_rs"):
        import_extra(name)
    account, app = Account(), App()
    labguru_document, labvanced_document = documents()
    labguru = Labguru(labguru_document, account, seed=seed, strict=strict, experiments=experiments, stocks=stocks)
    labvanced = Labvanced(labvanced_document, account, seed=seed, strict=strict, sessions=sessions)
    app.latency = latency
    with ExitStack() as stack:
        sockets = [stack.enter_context(bind(port and port + index)) for index in range(3)]
        services: tuple[Labguru | Labvanced | Storage, ...] = (labguru, labvanced, labguru.storage)
        for listener, service in zip(sockets, services, strict=True):
            number = listener.getsockname()[1]
            service.url = f"http://{HOST}:{number}"
            app.services[number] = service
        server = Server(app, sockets)
        stack.callback(server.stop)
        server.start()
        yield Box(app, account, labguru, labvanced)
