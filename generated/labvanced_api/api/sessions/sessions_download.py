"""GET /api/{exp_id}/download/{rec_session_id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(exp_id: int, rec_session_id: int) -> Request:
    """Download what one participant left in one session

    Args:
        exp_id: Number of the study (experiment).
        rec_session_id: Number of the session: a rec_session_id from the list of sessions.
    """
    return Request(
        "sessions.download",
        "GET",
        "/api/{exp_id}/download/{rec_session_id}".format(
            exp_id=segment("exp_id", exp_id, (int,)), rec_session_id=segment("rec_session_id", rec_session_id, (int,))
        ),
    )


def parse(data: Any) -> bytes:
    """The answer, typed."""
    result: bytes = data
    return result


endpoint = Endpoint(request, parse, "sessions.download")
