"""Asking one service everything that only reads, once, with no argument that is made up.

Lists are asked for their first page. An id, or the name of a collection, is taken from the first record of the list
that stands before it in the path: `/experiments/{id}` is asked with an id from `/experiments`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from labclients import Labguru, Labvanced
from labclients._cursor import extract_rows
from labclients._json import as_object
from labclients.cli.evidence import Evidence, Wrong
from labclients.errors import (
    ArchiveError,
    AuthenticationError,
    LabClientsError,
    PermissionDenied,
    StatusError,
    TransportError,
    UnexpectedResponse,
)
from labclients.sandbox.document import JSON, Document, Json, Operation

SILENCES = 2  # so many in a row, and the server is not asked any more
# What is said of an error: never its own sentence, which may quote the server.
REASONS: tuple[tuple[type[LabClientsError], str], ...] = (
    (TransportError, "no whole answer came"),
    (UnexpectedResponse, "what came is not the JSON that was asked for"),
)


class Outcome(NamedTuple):
    """How an operation ended: answered, refused (the account may not), failed, or not asked; and why."""

    state: str
    why: str = ""


class Reads:
    """The operations of one service that only read.

    Args:
        document: The specification.
        evidence: Is shown every answer.
        limit: How many records of a list are asked for.
        skip: Operations and families that are not asked.
        known: Parameters of paths that the user gave.
        lists_only: Nothing else is asked.
    """

    def __init__(
        self,
        document: Document,
        evidence: Evidence,
        *,
        limit: int,
        skip: Iterable[str],
        known: Mapping[str, int],
        lists_only: bool,
    ) -> None:
        self._document = document
        self._evidence = evidence
        self._limit = limit
        self._skip = set(skip)
        self._known = known
        self._lists_only = lists_only
        self._first: dict[str, Json] = {}  # the first record by the path of its list, and by its schema
        self._silent = 0
        self._stopped = ""
        reading = [one for one in document.operations.values() if document.entry(one.name)["x-effect"] == "read"]
        why = {one.name: self._unfit(one) for one in reading}
        self.outcomes = {name: Outcome("not asked", reason) for name, reason in why.items() if reason}
        waiting = (one for one in reading if one.name not in self.outcomes)
        self._waiting = sorted(waiting, key=lambda one: one.template.count("{"))
        self.most = len(self._waiting)

    def ask(self, client: Labguru | Labvanced) -> None:
        """Ask what can be asked."""
        while not self._stopped and (ready := self._next()):
            operation, path = ready
            self._waiting.remove(operation)
            asked = {"page": 1, "page_size": self._limit, "meta": True}
            params = {name: value for name, value in asked.items() if operation.declares(name)}
            try:
                data = client.request(operation.method, path, params=params)
            except LabClientsError as error:
                self._failed(operation.name, error)
            else:
                self._answered(operation, data)
        why = self._stopped or "no record was listed that it could be asked for"
        self.outcomes |= {one.name: Outcome("not asked", why) for one in self._waiting}

    def download(self, client: Labvanced, study: int) -> None:
        """Fetch the export of the first session that was listed, and look whether it is one."""
        name = "sessions.download"
        if name in self._skip or self._stopped:
            return
        session = next((row.get("rec_session_id") for row in self._first.values()), None)
        if not isinstance(session, int):
            self.outcomes[name] = Outcome("not asked", "no session was listed that has a rec_session_id")
            return
        try:
            client.export(study, session)
        except ArchiveError:
            self.outcomes[name] = Outcome("answered")
            self._evidence.blame(name, Wrong(name, "", "a ZIP that can be read", "something else"))
        except LabClientsError as error:
            self._failed(name, error)
        else:
            self.outcomes[name] = Outcome("answered")
            self._evidence.confirm(name)

    def _unfit(self, operation: Operation) -> str:
        """Why an operation is never asked."""
        needed = [one.name for one in operation.parameters if one.required and one.place != "path"]
        if {operation.name, operation.family} & self._skip:
            return "--skip"
        if JSON not in operation.answers:
            return "it answers a file"
        if self._lists_only and operation.verb != "list":
            return "it is no list"
        return f"it needs {' and '.join(needed)}" if needed else ""

    def _next(self) -> tuple[Operation, str] | None:
        paths = ((one, self._path(one)) for one in self._waiting)
        return next(((one, path) for one, path in paths if path is not None), None)

    def _path(self, operation: Operation) -> str | None:
        """The path with values for its parameters; None while one is not known."""
        path = before = ""
        for segment in operation.template.split("/")[1:]:
            value: Any = segment
            if segment.startswith("{"):
                value = self._value(operation, before, segment[1:-1])
            if value is None:
                return None
            before, path = f"{before}/{segment}", f"{path}/{quote(str(value), safe='')}"
        return path

    def _value(self, operation: Operation, before: str, name: str) -> object:
        listed = self._first.get(before) or self._first.get(self._document.record(operation.family) or "") or {}
        return self._known.get(name, listed.get(name))

    def _answered(self, operation: Operation, data: Any) -> None:
        self._silent = 0
        self.outcomes[operation.name] = Outcome("answered")
        self._evidence.look(operation, data)
        pointer = operation.answers[JSON]
        item = self._document.item(pointer)
        if item == self._document.named(pointer):
            return  # one record, and no list
        try:
            rows = extract_rows(data).rows
        except UnexpectedResponse:
            return
        if rows and (first := as_object(rows[0])):
            self._first |= {operation.template: first, item: self._first.get(item, first)}

    def _failed(self, name: str, error: LabClientsError) -> None:
        said = f"the server answered {error.status}" if isinstance(error, StatusError) else type(error).__name__
        why = next((text for kind, text in REASONS if isinstance(error, kind)), said)
        self.outcomes[name] = Outcome("refused" if isinstance(error, PermissionDenied) else "failed", why)
        self._silent = self._silent + 1 if isinstance(error, TransportError) else 0
        if isinstance(error, AuthenticationError):
            self._stopped = "the credentials were refused"
        elif self._silent >= SILENCES:
            self._stopped = "the server does not answer"
