"""The list of a study's sessions is complete, or an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import Mode
from tests.sockets.laws import error_of
from tests.sockets.server import FaultServer, Seen, Wire, answer

from labclients import IncompleteListing, UnexpectedResponse

ROWS = [{"rec_session_id": 4100001}, {"rec_session_id": 4100002}]
LAST = [{"rec_session_id": 4100003}]


def sessions(client: Any) -> Any:
    return client.sessions(61286).all()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ({"data": ROWS, "next": "/api/more?page=2"}, {}),
        ({"sessions": ROWS, "links": {"next": "/api/more?page=2"}}, {}),
        ({"data": ROWS, "pagination": {"nextUrl": "/api/more?page=2", "total": 3}}, {}),
        (ROWS, {"Link": '</api/more?page=2>; rel="next", </api/more?page=9>; rel="last"'}),
    ],
)
def test_a_link_to_more_is_followed(mode: Mode, server: FaultServer, body: Any, headers: dict[str, str]) -> None:
    """Where a response says at which address the list goes on, all of it is read."""

    def step(wire: Wire, seen: Seen) -> None:
        is_last = seen.path == "/api/more"
        answer(json=LAST if is_last else body, headers={} if is_last else headers)(wire, seen)

    server.plan(step)
    rows = mode.labvanced(server, sessions)
    assert [row.rec_session_id for row in rows] == [4100001, 4100002, 4100003]


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (200, {"data": ROWS, "meta": {"item_count": 5, "page_count": 3}}, {}),
        (200, {"data": ROWS, "total": "5"}, {}),
        (200, {"data": ROWS, "has_more": True}, {}),
        (200, {"data": ROWS, "pagination": {"page": 1, "pages": 3}}, {}),
        (200, {"data": ROWS, "next": 2}, {}),
        (200, {"data": ROWS, "nextCursor": "abc"}, {}),
        (200, {"data": ROWS, "next": "https://elsewhere.invalid/api"}, {}),
        (200, ROWS, {"X-Total-Count": "5"}),
        (206, ROWS, {"Content-Range": "items 0-1/5"}),
        (206, ROWS, {}),
    ],
)
def test_more_than_came_is_an_error(
    mode: Mode, server: FaultServer, status: int, body: Any, headers: dict[str, str], tmp_path: Path
) -> None:
    """A list that is announced to be longer is never taken for all sessions, also not by a mirror."""
    server.plan(answer(status, json=body, headers=headers))
    assert type(error_of(lambda: mode.labvanced(server, sessions))) is IncompleteListing
    error = error_of(lambda: mode.labvanced(server, lambda c: c.mirror(61286, tmp_path / "study")))
    assert type(error) is IncompleteListing


@pytest.mark.parametrize(
    "body",
    [
        {"data": ROWS, "total": 2},
        {"data": ROWS, "meta": {"item_count": 2, "page_count": 1}, "next": None, "has_more": False},
        {"sessions": ROWS},
        ROWS,
    ],
)
def test_a_list_that_is_complete(mode: Mode, server: FaultServer, body: Any) -> None:
    """Counts that fit are no reason for doubt."""
    server.plan(answer(json=body))
    assert len(mode.labvanced(server, sessions)) == 2


@pytest.mark.parametrize(
    "body",
    [
        {"error": "Not authorized", "details": []},
        {"errors": ["Study not found"]},
        {"message": "Maintenance", "errors": []},
        {"status": "error", "code": 7, "data": [], "message": "quota exceeded"},
        {"error": {"code": 5}, "items": []},
        {"success": False, "sessions": []},
        [{"error": "Timeout"}],
    ],
)
def test_an_error_with_status_200(mode: Mode, server: FaultServer, body: Any) -> None:
    """A refusal is never an empty list: not of sessions, not of records, not of what find() looks for."""
    server.plan(answer(json=body))
    calls: list[Any] = [
        lambda c: c.projects.list().all(),
        lambda c: c.cell_lines.find(name="HeLa"),
        lambda c: c.projects.get(1),
        lambda c: c.projects.create(title="x"),
        lambda c: c.experiments.elements(5),
    ]
    assert type(error_of(lambda: mode.labvanced(server, sessions))) is UnexpectedResponse
    for call in calls:
        error = error_of(lambda call=call: mode.labguru(server, call))
        assert type(error) is UnexpectedResponse


def test_fields_of_these_names_are_data(mode: Mode, server: FaultServer) -> None:
    """A record may have an `error` or a `message` of its own."""
    server.plan(answer(json={"id": 1, "title": "x", "error": "mean", "message": "hello"}))
    assert mode.labguru(server, lambda c: c.projects.get(1))["error"] == "mean"


def test_a_mirror_does_not_take_a_refusal_for_an_empty_study(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """No session is reported as gone because the server refused the list."""
    server.plan(answer(json={"error": "Not authorized", "details": []}))
    error = error_of(lambda: mode.labvanced(server, lambda c: c.mirror(61286, tmp_path / "study")))
    assert type(error) is UnexpectedResponse
    assert "Not authorized" in error.message
