"""Who one is to Labvanced, and what is said when it does not believe it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Mode
from tests.sockets.laws import error_of
from tests.sockets.server import FaultServer, answer

import labvanced_api
from labclients import AuthenticationError, Labvanced, NotFound, PermissionDenied, UsageError

DOCUMENT = labvanced_api.openapi()
SCHEME = DOCUMENT["components"]["securitySchemes"][next(iter(DOCUMENT["security"][0]))]
GUESSES = DOCUMENT["x-source"]["state"] == "transcribed"
SESSIONS = answer(json=[{"rec_session_id": 4100004}])


def sessions(client: Any) -> Any:
    return client.sessions(61286).all()


def test_the_token_goes_where_the_specification_says(mode: Mode, server: FaultServer) -> None:
    """The header of the specification carries the token, and the query does not."""
    server.plan(SESSIONS)
    assert mode.labvanced(server, sessions)[0].rec_session_id == 4100004
    assert SCHEME["in"] == "header"
    assert server.seen[0].headers[SCHEME["name"].lower()] == TOKEN
    assert server.seen[0].target == "/api/61286/sessions"


@pytest.mark.parametrize(
    ("options", "header", "value"),
    [
        ({"auth_header": "X-Api-Key"}, "x-api-key", TOKEN),
        ({"auth_prefix": "Bearer "}, SCHEME["name"].lower(), f"Bearer {TOKEN}"),
        ({"auth_header": "X-Auth", "auth_prefix": "Token "}, "x-auth", f"Token {TOKEN}"),
    ],
)
def test_header_and_prefix_can_be_set_right(
    mode: Mode, server: FaultServer, options: Any, header: str, value: str
) -> None:
    """What the specification guesses wrong is set right by an argument, and the token goes nowhere else."""
    server.plan(SESSIONS)
    mode.labvanced(server, sessions, **options)
    assert {name for name, sent in server.seen[0].headers.items() if TOKEN in sent} == {header}
    assert server.seen[0].headers[header] == value


def test_the_environment_is_read(mode: Mode, server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """LABVANCED_TOKEN, LABVANCED_BASE_URL and LABVANCED_AUTH_HEADER are enough."""
    for name, value in {"TOKEN": "from-env", "BASE_URL": server.url, "AUTH_HEADER": "X-Env"}.items():
        monkeypatch.setenv(f"LABVANCED_{name}", value)
    server.plan(SESSIONS)
    mode.labvanced(server, sessions, token=..., base_url=None)
    assert server.seen[0].headers["x-env"] == "from-env"


def test_arguments_come_before_the_environment(
    mode: Mode, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is given is used."""
    monkeypatch.setenv("LABVANCED_TOKEN", "from-env")
    monkeypatch.setenv("LABVANCED_AUTH_HEADER", "X-Env")
    server.plan(SESSIONS)
    mode.labvanced(server, sessions, auth_header="X-Arg")
    assert server.seen[0].headers["x-arg"] == TOKEN
    assert "x-env" not in server.seen[0].headers


def test_a_token_is_needed() -> None:
    """Without a token there is no client."""
    with pytest.raises(UsageError, match="LABVANCED_TOKEN"):
        Labvanced()


def test_a_401_says_who_must_make_the_token_and_what_is_guessed(mode: Mode, server: FaultServer) -> None:
    """The two likely reasons for a 401 stand in the error: whose token it is, and where this build puts it."""
    server.plan(answer(401, json={"success": False, "msg": "no token"}))
    error = error_of(lambda: mode.labvanced(server, sessions))
    assert type(error) is AuthenticationError
    assert error.server_message == "no token"
    assert "owner" in error.message
    if GUESSES:
        for hint in ("guess", SCHEME["name"], "auth_header=", "auth_prefix=", "LABVANCED_AUTH_HEADER"):
            assert hint in error.message
    assert TOKEN not in str(error)


def test_a_403_says_who_must_make_the_token(mode: Mode, server: FaultServer) -> None:
    """A good token of the wrong person is refused, too."""
    server.plan(answer(403))
    error = error_of(lambda: mode.labvanced(server, sessions))
    assert type(error) is PermissionDenied
    assert "owner" in error.message


@pytest.mark.skipif(not GUESSES, reason="the paths are known")
def test_a_404_says_that_paths_are_transcribed(mode: Mode, server: FaultServer) -> None:
    """A wrong number and a wrong path look alike."""
    server.plan(answer(404))
    error = error_of(lambda: mode.labvanced(server, sessions))
    assert type(error) is NotFound
    assert "LABVANCED_BASE_URL" in error.message


def test_a_callable_token_is_renewed_once(mode: Mode, server: FaultServer) -> None:
    """A callable is asked again after a 401."""
    tokens = iter(["old", "new"])
    server.plan(answer(401), SESSIONS)
    mode.labvanced(server, sessions, token=lambda: next(tokens))
    assert [seen.headers[SCHEME["name"].lower()] for seen in server.seen] == ["old", "new"]
