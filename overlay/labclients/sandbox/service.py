"""How both services answer a request: find the operation, check the token and the request, handle it, check the answer.

One validator (jsonschema-rs) checks requests and answers: compiled once per schema, it takes microseconds. What OpenAPI
tools find awkward (bracketed queries, multipart forms) are nested values by the time they get here.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from labclients.sandbox.document import JSON, Document, Json, Operation, types
from labclients.sandbox.messages import Answer, File, Refusal, Seen, media_type, nest, read_body

T = TypeVar("T")


class Account:
    """The credentials of a sandbox: one permanent token, and those of logins until they expire."""

    def __init__(self) -> None:
        self.login = "demo@labclients.example"
        self.password = "sandbox"  # noqa: S105 - of a sandbox on loopback
        self.account_id = 12
        self.token = "5a9d" * 10
        self.issued: set[str] = set()
        self._logins = 0

    def accepts(self, token: object) -> bool:
        return isinstance(token, str) and (token == self.token or token in self.issued)

    def log_in(self, login: object, password: object, account_id: object = None) -> str | None:
        """A new token, or None for wrong credentials. Tokens are counted, not drawn: two runs give the same."""
        correct = secrets.compare_digest(f"{login}\0{password}".encode(), f"{self.login}\0{self.password}".encode())
        if not correct or account_id not in (None, self.account_id, str(self.account_id)):
            return None
        self._logins += 1
        token = f"{self._logins:04x}" * 10
        self.issued.add(token)
        return token


class Call:
    """A request whose operation is known, with the values of its parts."""

    def __init__(self, operation: Operation, path: Mapping[str, str], query: Json, body: Json, media: str) -> None:
        self.operation = operation
        self.path = path
        self.query = query
        self.body = body
        self.media = media

    @property
    def id(self) -> int:
        return int(self.path["id"])

    @property
    def item(self) -> Json:
        """What the wrapper holds, or the body itself where there is no wrapper."""
        inner = self.body.get(self.operation.wrapper or "")
        return cast("Json", inner) if isinstance(inner, dict) else self.body

    @property
    def body_schema(self) -> str | None:
        """Pointer to the schema of the body: that of its media type, or of another, as Rails reads them all alike."""
        bodies = self.operation.bodies
        return bodies.get(self.media) or next(iter(bodies.values()), None)


class Service:
    """One service. Subclasses check the token and handle the operations."""

    name = ""

    def __init__(self, document: Document, account: Account, *, strict: bool = True) -> None:
        self.document = document
        self.account = account
        self.strict = strict
        self.url = ""  # known when the socket is bound
        self.lock = threading.RLock()  # a test changes the records from its own thread

    def operation(self, request: Seen) -> str | None:
        """Name of the operation of a request."""
        operation, _, _ = self.document.route(request.method, request.path)
        return operation.name if operation else None

    def answer(self, request: Seen) -> Answer:
        """Answer a request; a refusal is an answer, too."""
        try:
            call = self._call(request)
            if not call.operation.public:
                self.check_token(call, request)
            self._check_request(call)
            with self.lock:
                answer = self.handle(call)
            problem = self._problem(call.operation, answer) if answer.status < 300 else None
            if problem:  # the sandbox must not invent a service
                text = f"the sandbox's answer to {call.operation.name} breaks the spec: {problem}"
                return Answer.of(500, {"error": text})
            return answer
        except Refusal as refusal:
            return refusal.answer
        except Exception as error:  # a fault of the sandbox must be seen as such, not as a lost connection
            return Answer.of(500, {"error": f"the sandbox failed: {type(error).__name__}: {error}"})

    def check_token(self, call: Call, request: Seen) -> None:
        """Raise a Refusal unless the caller has a valid token."""
        raise NotImplementedError

    def handle(self, call: Call) -> Answer:
        raise NotImplementedError

    def _call(self, request: Seen) -> Call:
        operation, path, path_exists = self.document.route(request.method, request.path)
        if operation is None:
            status, reason = (405, "Method not allowed") if path_exists else (404, "Resource not found")
            raise Refusal(status, {"error": reason})
        content_type = request.headers.get("content-type", "")
        body = read_body(content_type, request.body)
        return Call(operation, path, nest(request.query), body, media_type(content_type) or JSON)

    def _check_request(self, call: Call) -> None:
        """Read the texts of a query and a form as what the specification says they are, and refuse what it forbids."""
        call.query.pop("token", None)
        call.body.pop("token", None)
        parameters = [param for param in call.operation.parameters if param.location == "query"]
        for param in parameters:
            if param.name in call.query:
                call.query[param.name] = self._typed(call.query[param.name], self.document.at(param.schema))
        if "json" not in call.media and call.body_schema:
            call.body = self._typed(call.body, self.document.at(call.body_schema))
        if not self.strict:
            return
        for param in parameters:  # others are left alone, as a server ignores them
            if param.name not in call.query:
                if param.required:
                    raise _bad_request(f"the parameter {param.name} is missing")
            elif fault := next(self.document.faults(param.schema, call.query[param.name]), None):
                raise _bad_request(f"the parameter {param.name}: {fault.message}")
        self._check_body(call)

    def _check_body(self, call: Call) -> None:
        """Refuse a body that the specification does not allow: 422 for a missing field of the record, else 400."""
        if call.body_schema is None:
            return
        for fault in self.document.faults(call.body_schema, _without_files(call.body)):
            missing = getattr(fault.kind, "property", None)  # only a missing property has one
            if missing and (fault.instance_path or not call.operation.wrapper):
                raise blank(missing)
            path = ".".join(map(str, fault.instance_path)) or "the body"
            raise _bad_request(f"param is missing: {missing}" if missing else f"{path}: {fault.message}")

    def _problem(self, operation: Operation, answer: Answer) -> str | None:
        """What the specification does not allow of an answer."""
        if not operation.answers:
            return "there is a body" if answer.body else None
        if JSON not in operation.answers:
            return None if answer.media is not None else "there is no body"
        for fault in self.document.faults(operation.answers[JSON], answer.value):
            return f"{'.'.join(map(str, fault.instance_path))}: {fault.message}"[:500]
        return None

    def _typed(self, value: Any, schema: Json) -> Any:
        """A text of a query or a form as the type that the schema asks for, where it can be read so."""
        schema = self.document.resolved(schema)
        if isinstance(value, dict):
            properties, entries = schema.get("properties", {}), cast("Json", value).items()
            return {key: self._typed(inner, properties.get(key, {})) for key, inner in entries}
        if isinstance(value, list):
            return [self._typed(item, schema.get("items", {})) for item in cast("list[object]", value)]
        if isinstance(value, str):
            if "integer" in types(schema) and re.fullmatch(r"-?\d+", value):
                return int(value)
            if "boolean" in types(schema) and value.lower() in ("true", "false", "1", "0"):
                return value.lower() in ("true", "1")
        return value


def existing(value: T | None) -> T:
    """The value, or a 404 for None."""
    if value is None:
        raise Refusal(404, {"error": "Resource not found"})
    return value


def blank(field: str) -> Refusal:
    """The 422 for a field without a value."""
    return unprocessable(f"{human(field)} can't be blank")


def unprocessable(message: str) -> Refusal:
    return Refusal(422, {"error_message": message, "type": "invalid_request_error"})


def human(name: str) -> str:
    """A field as Rails names it in a message: ``project_id`` is "Project"."""
    return name.removesuffix("_id").replace("_", " ").capitalize()


def _bad_request(reason: str) -> Refusal:
    return Refusal(400, {"error_message": reason, "type": "invalid_request_error"})


def _without_files(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_files(inner) for key, inner in cast("Json", value).items()}
    return "" if isinstance(value, File) else value
