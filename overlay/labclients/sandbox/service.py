"""What the two sandboxed services share: find the operation, let the caller in, check, handle, check again."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from typing import Any

from labclients.sandbox.checks import Call, check_answer, check_body, check_query, give_types
from labclients.sandbox.document import JSON, Document
from labclients.sandbox.messages import Answer, Refusal, Seen, nest, read_body


class Account:
    """Who may come in. One permanent token; and those that a login gave, until they expire."""

    def __init__(self) -> None:
        self.login = "demo@labclients.example"
        self.password = "sandbox"  # noqa: S105 - of a sandbox on loopback
        self.account_id = 12
        self.token = "5a9d" * 10
        self.issued: set[str] = set()
        self._count = 0

    def admits(self, token: object) -> bool:
        return isinstance(token, str) and (token == self.token or token in self.issued)

    def enter(self, login: object, password: object, account_id: object = None) -> str | None:
        """A new token for a good login. Tokens are counted, not drawn, so that two runs give the same."""
        known = secrets.compare_digest(f"{login}\0{password}".encode(), f"{self.login}\0{self.password}".encode())
        if not known or account_id not in (None, self.account_id, str(self.account_id)):
            return None
        self._count += 1
        token = f"{self._count:04x}" * 10
        self.issued.add(token)
        return token


class Service:
    """One service. Subclasses say where the token is and how an operation is handled."""

    name = ""

    def __init__(self, document: Document, account: Account, *, strict: bool = True) -> None:
        self.document = document
        self.account = account
        self.strict = strict
        self.url = ""  # known when the socket is bound
        self.lock = threading.RLock()  # a test changes the records from its own thread

    def operation(self, request: Seen) -> str | None:
        """Name of the operation that a request means."""
        found = self.document.route(request.method, request.path)[0]
        return found.name if found else None

    def answer(self, request: Seen) -> Answer:
        """Answer a request; every refusal is an answer, too."""
        try:
            call = self._call(request)
            if not call.operation.public:
                self.admit(call, request)
            self._check(call, request)
            with self.lock:
                answer = self.handle(call)
            return self._checked(call, answer)
        except Refusal as refusal:
            return refusal.answer
        except Exception as error:  # a fault of the sandbox must be seen as such, not as a lost connection
            return Answer.of(500, {"error": f"the sandbox failed: {type(error).__name__}: {error}"})

    def admit(self, call: Call, request: Seen) -> None:
        """Raise a Refusal unless the caller has a good token."""
        raise NotImplementedError

    def handle(self, call: Call) -> Answer:
        raise NotImplementedError

    def _call(self, request: Seen) -> Call:
        operation, path, known = self.document.route(request.method, request.path)
        if operation is None:
            status, reason = (405, "Method not allowed") if known else (404, "Resource not found")
            raise Refusal(status, {"error": reason})
        body = read_body(request.headers.get("content-type", ""), request.body)
        return Call(operation, path, nest(request.query), body)

    def _check(self, call: Call, request: Seen) -> None:
        call.query.pop("token", None)
        call.body.pop("token", None)
        media = request.headers.get("content-type", JSON)
        give_types(self.document, call, media)
        if self.strict:
            check_query(self.document, call)
            check_body(self.document, call, media)

    def _checked(self, call: Call, answer: Answer) -> Answer:
        """The answer, unless the specification does not allow it: the sandbox must not invent a service."""
        if answer.status >= 300:
            return answer
        wrong = self._wrong(call, answer)
        if wrong is None:
            return answer
        return Answer.of(500, {"error": f"the sandbox's answer to {call.operation.name} breaks the spec: {wrong}"})

    def _wrong(self, call: Call, answer: Answer) -> str | None:
        answers = call.operation.answers
        if not answers:
            return "there is a body" if answer.body else None
        if JSON in answers:
            return check_answer(self.document, call.operation, answer.value)
        return None if answer.media is not None else "there is no body"


def found(value: Any) -> Any:
    """The value, or a 404."""
    if value is None:
        raise Refusal(404, {"error": "Resource not found"})
    return value


def header_token(scheme: Mapping[str, Any], request: Seen) -> str | None:
    """The token where a security scheme puts it; a word before it (``Bearer``) is allowed."""
    if scheme.get("in") == "query":
        return dict(request.query).get(str(scheme["name"]))
    name = "authorization" if scheme.get("type") == "http" else str(scheme.get("name", "authorization")).lower()
    words = request.headers.get(name, "").split()
    return words[-1] if words else None
