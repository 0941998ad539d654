"""For ``labclients contract``: call each operation that only reads, once, with no argument that is made up.

Of a list the first page is read. An id, or the name of a collection, is that of the first record of the list before it
in the path: `/experiments/{id}` is called with an id from `/experiments`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from labclients import Labguru, Labvanced
from labclients._cursor import extract_rows
from labclients._json import as_object
from labclients.cli.evidence import Difference, Evidence
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

SILENCE_LIMIT = 2  # after so many calls in a row without a response, the server is not called any more


class Outcome(NamedTuple):
    """How a call ended: ``answered``, ``refused`` (the account may not), ``failed`` or ``not asked``; and why."""

    state: str
    why: str = ""


class Probe:
    """Calls the reading operations of one service.

    Args:
        document: The specification.
        evidence: Gets every response.
        limit: How many records of a list are read.
        skip: Names of operations and families that are not called.
        path_values: Parameters of paths that the user named.
        lists_only: Whether only lists are called.

    Attributes:
        outcomes: The outcome of each operation.
        request_limit: How many requests `run` makes at most.
    """

    def __init__(
        self,
        document: Document,
        evidence: Evidence,
        *,
        limit: int,
        skip: Iterable[str],
        path_values: Mapping[str, int],
        lists_only: bool,
    ) -> None:
        self._document = document
        self._evidence = evidence
        self._query = {"page": 1, "page_size": limit, "meta": True}
        self._skip = set(skip)
        self._path_values = path_values
        self._lists_only = lists_only
        self._first_records: dict[str, Json] = {}  # by the path of the list, and by the schema of the record
        self._silent_calls = 0
        self._stop_reason = ""
        self.outcomes: dict[str, Outcome] = {}
        self._waiting: list[Operation] = []
        for operation in sorted(document.operations.values(), key=lambda operation: operation.template.count("{")):
            if document.entry(operation.name)["x-effect"] != "read":
                continue
            if reason := self._reason_against(operation):
                self.outcomes[operation.name] = Outcome("not asked", reason)
            else:
                self._waiting.append(operation)
        self.request_limit = len(self._waiting)

    def run(self, client: Labguru | Labvanced) -> None:
        """Call every operation whose path is known by then."""
        while not self._stop_reason:
            paths = ((operation, self._path(operation)) for operation in self._waiting)
            operation, path = next(((operation, path) for operation, path in paths if path), (None, ""))
            if operation is None:
                break
            self._waiting.remove(operation)
            params = {name: value for name, value in self._query.items() if operation.declares(name)}
            try:
                data = client.request(operation.method, path or "", params=params)
            except LabClientsError as error:
                self._note_error(operation.name, error)
            else:
                self._silent_calls = 0
                self.outcomes[operation.name] = Outcome("answered")
                self._evidence.add_response(operation, data)
                self._keep_first_record(operation, data)
        reason = self._stop_reason or "no record was listed that it could be asked for"
        self.outcomes.update((operation.name, Outcome("not asked", reason)) for operation in self._waiting)

    def download(self, client: Labvanced, study: int) -> None:
        """Download the export of the first session that was listed, and check that it is a ZIP."""
        name = "sessions.download"
        if name in self._skip or self._stop_reason:
            return
        session = next((row.get("rec_session_id") for row in self._first_records.values()), None)
        if not isinstance(session, int):
            self.outcomes[name] = Outcome("not asked", "no session was listed that has a rec_session_id")
            return
        self.outcomes[name] = Outcome("answered")
        try:
            client.export(study, session)
        except ArchiveError:
            self._evidence.add_difference(name, Difference(name, "", "a ZIP that can be read", "something else"))
        except LabClientsError as error:
            self._note_error(name, error)
        else:
            self._evidence.add_confirmation(name)

    def _reason_against(self, operation: Operation) -> str:
        """Why an operation is not called; empty if it is."""
        needed = [param.name for param in operation.parameters if param.required and param.location != "path"]
        if {operation.name, operation.family} & self._skip:
            return "--skip"
        if JSON not in operation.answers:
            return "it answers a file"
        if self._lists_only and operation.verb != "list":
            return "it is no list"
        return f"it needs {' and '.join(needed)}" if needed else ""

    def _path(self, operation: Operation) -> str | None:
        """The path with values for its parameters; None while one of them is not known."""
        path = template = ""
        for segment in operation.template.split("/")[1:]:
            value: Any = segment
            if segment.startswith("{"):
                name, schema = segment[1:-1], self._document.record(operation.family)
                record = self._first_records.get(template) or self._first_records.get(schema or "") or {}
                value = self._path_values.get(name, record.get(name))
            if value is None:
                return None
            template, path = f"{template}/{segment}", f"{path}/{quote(str(value), safe='')}"
        return path

    def _keep_first_record(self, operation: Operation, data: Any) -> None:
        pointer = operation.answers[JSON]
        item = self._document.item(pointer)
        if item == self._document.named(pointer):
            return  # one record, and no list
        try:
            rows = extract_rows(data).rows
        except UnexpectedResponse:
            return
        if rows and (first := as_object(rows[0])):
            self._first_records[operation.template] = first
            self._first_records.setdefault(item, first)

    def _note_error(self, name: str, error: LabClientsError) -> None:
        # The error's own message may quote the server, and is not repeated.
        if isinstance(error, TransportError):
            reason = "no whole answer came"
        elif isinstance(error, UnexpectedResponse):
            reason = "what came is not the JSON that was asked for"
        else:
            reason = f"the server answered {error.status}" if isinstance(error, StatusError) else type(error).__name__
        self.outcomes[name] = Outcome("refused" if isinstance(error, PermissionDenied) else "failed", reason)
        self._silent_calls = self._silent_calls + 1 if isinstance(error, TransportError) else 0
        if isinstance(error, AuthenticationError):
            self._stop_reason = "the credentials were refused"
        elif self._silent_calls >= SILENCE_LIMIT:
            self._stop_reason = "the server does not answer"
