"""A Labvanced that lives in memory: two studies, their sessions, and a ZIP of each session made on demand."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from labclients._operations import token_location_of
from labclients.sandbox import labvanced_data
from labclients.sandbox.document import Document
from labclients.sandbox.labvanced_data import Recording
from labclients.sandbox.messages import Answer, Refusal, Seen
from labclients.sandbox.service import Account, Call, Service, existing


class Labvanced(Service):
    """The sandboxed service."""

    name = "labvanced"

    def __init__(
        self,
        document: Document,
        account: Account,
        *,
        seed: int = 0,
        strict: bool = True,
        sessions: int = labvanced_data.SESSIONS,
    ) -> None:
        super().__init__(document, account, strict=strict)
        self.studies = labvanced_data.studies(seed, sessions)
        self.envelope: str | None = None  # nobody outside knows whether sessions come bare or under a key
        self.times_listed = True  # nor whether their times come with them
        self.packed_afresh = False
        self._packed = 0
        self._archives: dict[tuple[Any, ...], bytes] = {}  # making one takes longer than all the rest
        self._token_location = token_location_of(document.raw)

    def check_token(self, call: Call, request: Seen) -> None:
        """The token is where the specification says; a word before it (``Bearer``) is allowed."""
        location = self._token_location
        source = request.headers if location.where == "header" else dict(request.query)
        name = location.name.lower() if location.where == "header" else location.name
        if not self.account.accepts(source.get(name, "").rpartition(" ")[2]):
            raise Refusal(401, {"success": False, "message": "The token is missing or wrong"})

    def handle(self, call: Call) -> Answer:
        numbers = [int(call.path[name]) for name in call.operation.scope]
        study = existing(self.studies.get(numbers[0]))
        if call.operation.verb == "list":
            sessions = [self._listed(recording) for recording in study.values()]
            return Answer.of(200, sessions if self.envelope is None else {self.envelope: sessions})
        if call.operation.verb == "download":
            recording = existing(study.get(numbers[1]))
            disposition = f'attachment; filename="Session_{recording.number}.zip"'
            self._packed += self.packed_afresh
            return Answer(200, self._archive(recording), "application/zip", {"Content-Disposition": disposition})
        raise Refusal(501, {"error": f"the sandbox has no answer to {call.operation.name}"})

    def _archive(self, recording: Recording) -> bytes:
        key = (*astuple(recording), self._packed)
        if key not in self._archives:
            self._archives[key] = recording.archive(self._packed)
        return self._archives[key]

    def _listed(self, recording: Recording) -> dict[str, Any]:
        hidden = () if self.times_listed else ("start_time", "end_time")
        return {key: value for key, value in recording.session().items() if key not in hidden}

    # ---- what a test changes

    def add(self, study: int) -> int:
        """A participant begins; the number of the new session."""
        with self.lock:
            recordings = self.studies[study]
            number = max(recordings) + 4
            recordings[number] = labvanced_data.recording(study, number, len(recordings), finished=False)
            return number

    def finish(self, number: int) -> None:
        """The participant of a session reaches the last page."""
        with self.lock:
            self._study_of(number)[number].finish()

    def grow(self, number: int) -> None:
        """The participant of a session does one more trial."""
        with self.lock:
            self._study_of(number)[number].grown += 1

    def remove(self, number: int) -> None:
        """A session is deleted in the UI."""
        with self.lock:
            del self._study_of(number)[number]

    def _study_of(self, number: int) -> dict[int, Recording]:
        return next(study for study in self.studies.values() if number in study)
