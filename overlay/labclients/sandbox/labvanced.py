"""A Labvanced that lives in memory: two studies, their sessions, and a ZIP of each session made on demand."""

from __future__ import annotations

from typing import Any, cast

from labclients.sandbox import labvanced_data
from labclients.sandbox.checks import Call
from labclients.sandbox.document import Document
from labclients.sandbox.labvanced_data import Recording
from labclients.sandbox.messages import Answer, Refusal, Seen
from labclients.sandbox.service import Account, Service, found, header_token


class Labvanced(Service):
    """The sandboxed service."""

    name = "labvanced"

    def __init__(self, document: Document, account: Account, *, seed: int = 0, strict: bool = True) -> None:
        super().__init__(document, account, strict=strict)
        self.studies = labvanced_data.studies(seed)
        self.envelope: str | None = None  # nobody outside knows whether sessions come bare or under a key
        schemes = cast("dict[str, dict[str, Any]]", document.raw.get("components", {}).get("securitySchemes", {}))
        self._scheme: dict[str, Any] = next(iter(schemes.values()), dict[str, Any]())

    def admit(self, call: Call, request: Seen) -> None:
        if not self.account.admits(header_token(self._scheme, request)):
            raise Refusal(401, {"success": False, "message": "The token is missing or wrong"})

    def handle(self, call: Call) -> Answer:
        numbers = [int(call.path[one.name]) for one in call.operation.parameters if one.place == "path"]
        study: dict[int, Recording] = found(self.studies.get(numbers[0]))
        if call.operation.verb == "list":
            sessions = [recording.session() for recording in study.values()]
            return Answer.of(200, sessions if self.envelope is None else {self.envelope: sessions})
        if call.operation.verb == "download":
            recording: Recording = found(study.get(numbers[1]))
            disposition = f'attachment; filename="Session_{recording.number}.zip"'
            return Answer(200, recording.archive(), "application/zip", {"Content-Disposition": disposition})
        raise Refusal(501, {"error": f"the sandbox has no answer to {call.operation.name}"})

    # ---- what a test changes

    def add(self, study: int) -> int:
        """One more participant, still busy; the number of the new session."""
        with self.lock:
            recordings = self.studies[study]
            number = max(recordings) + 4
            recordings[number] = labvanced_data.recording(study, number, len(recordings), finished=False)
            return number

    def finish(self, number: int) -> None:
        """The participant of a session reaches the last page."""
        with self.lock:
            self._find(number)[number].finish()

    def remove(self, number: int) -> None:
        """A session is deleted in the UI."""
        with self.lock:
            del self._find(number)[number]

    def _find(self, number: int) -> dict[int, Recording]:
        return next(study for study in self.studies.values() if number in study)
