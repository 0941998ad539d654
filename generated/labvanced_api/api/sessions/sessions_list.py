"""GET /api/{exp_id}/sessions"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.session import Session
    from ...models.session_envelope import SessionEnvelope


def request(exp_id: int) -> Request:
    """List the recording sessions of a study

    Args:
        exp_id: Number of the study (experiment).
    """
    return Request("sessions.list", "GET", "/api/{exp_id}/sessions".format(exp_id=segment("exp_id", exp_id, (int,))))


def parse(data: Any) -> list[Session] | SessionEnvelope:
    """The answer, typed."""
    result: list[Session] | SessionEnvelope = view(data, models.SessionEnvelope, items=models.Session)
    return result


endpoint = Endpoint(request, parse, "sessions.list")
