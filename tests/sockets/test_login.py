"""Who one is to Labguru, and for how long."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from tests.sockets.conftest import Mode
from tests.sockets.laws import EXPERIMENT, GOOD, error_of, lasting, read, write
from tests.sockets.server import FaultServer, Seen, Wire, answer, stall

from labclients import AuthenticationError, Labguru, TimedOut, UsageError

SESSIONS = ("POST", "/api/v1/sessions")
ME = {"login": "me@lab.org", "password": 'pässwörd "1"', "account_id": 12}


class Guru(FaultServer):
    """Gives out the tokens t1, t2, ... and takes those in `valid`."""

    def __init__(self, *valid: str) -> None:
        super().__init__(self.experiment)
        self.valid = set(valid)
        self.logins: list[Any] = []
        self.routes[SESSIONS] = self.login

    def login(self, wire: Wire, seen: Seen) -> None:
        wire.closing.wait(0.03)  # as long as it takes all to come and wait for it
        self.logins.append(seen.json)
        answer(json={"token": f"t{len(self.logins)}", "admin": "true"})(wire, seen)

    def experiment(self, wire: Wire, seen: Seen) -> None:
        good = dict(seen.query).get("token") in self.valid
        (GOOD if good else answer(401, json={"message": "You are not authorized"}))(wire, seen)


def tokens(server: FaultServer) -> list[str | None]:
    """The tokens of all requests but logins."""
    return [dict(seen.query).get("token") for seen in server.seen if seen.path != SESSIONS[1]]


def test_login_and_password_are_exchanged_for_a_token(mode: Mode) -> None:
    """The login is one JSON body, sent at the first call, and its token goes with every call after it."""
    with Guru("t1") as server:
        mode.labguru(server, read, read, **ME)
        assert server.logins == [ME]
        assert server.seen[0].query == []
        assert server.seen[0].headers["content-type"] == "application/json"
        assert tokens(server) == ["t1", "t1"]


def test_without_an_account_none_is_sent(mode: Mode) -> None:
    """Left out is left out."""
    with Guru("t1") as server:
        mode.labguru(server, read, login="me@lab.org", password="p")
        assert server.logins == [{"login": "me@lab.org", "password": "p"}]


def test_a_token_is_sent_as_it_is(mode: Mode, server: FaultServer) -> None:
    """A token needs no login."""
    server.plan(GOOD)
    mode.labguru(server, read, token="a+b/c=")
    assert tokens(server) == ["a+b/c="]


def test_a_callable_gives_the_token_once(mode: Mode, server: FaultServer) -> None:
    """A callable is asked at the first call, and not again while its token is taken."""
    asked: list[int] = []
    server.plan(GOOD)
    mode.labguru(server, read, read, token=lambda: asked.append(1) or "called")
    assert tokens(server) == ["called", "called"]
    assert len(asked) == 1


def test_the_environment_is_read(mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without arguments, LABGURU_* say who one is, and where."""
    with Guru("t1") as server:
        for name, value in {
            "LOGIN": "env@lab.org",
            "PASSWORD": "p",
            "ACCOUNT_ID": "12",
            "BASE_URL": server.url,
        }.items():
            monkeypatch.setenv(f"LABGURU_{name}", value)
        mode.labguru(server, read, token=..., base_url=None)
        assert server.logins == [{"login": "env@lab.org", "password": "p", "account_id": 12}]


def test_a_token_in_the_environment_is_used(mode: Mode, server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """LABGURU_TOKEN alone is enough."""
    monkeypatch.setenv("LABGURU_TOKEN", "from-env")
    server.plan(GOOD)
    mode.labguru(server, read, token=...)
    assert tokens(server) == ["from-env"]


def test_an_argument_switches_off_all_credential_variables(mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names themself is nobody else: not the token's owner, and in nobody's account."""
    for name, value in {"TOKEN": "from-env", "LOGIN": "env@lab.org", "PASSWORD": "env", "ACCOUNT_ID": "99"}.items():
        monkeypatch.setenv(f"LABGURU_{name}", value)
    with Guru("t1") as server:
        mode.labguru(server, read, login="me@lab.org", password="p")
        assert server.logins == [{"login": "me@lab.org", "password": "p"}]
        assert tokens(server) == ["t1"]


@pytest.mark.parametrize(
    "options",
    [{"login": "me@lab.org"}, {"password": "p"}, {"token": ""}, {"token": " t"}, {"token": "a\nb"}, {"token": 5},
     {"login": "me@lab.org", "password": 12345}],
)  # fmt: skip
def test_half_credentials_are_refused(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be no credentials is refused when the client is made, without being shown."""
    monkeypatch.setenv("LABGURU_PASSWORD", "env")
    monkeypatch.setenv("LABGURU_LOGIN", "env@lab.org")
    with pytest.raises(UsageError) as caught:
        Labguru(**options)
    assert "12345" not in str(caught.value)


def test_no_credentials_at_all_are_refused() -> None:
    """Without argument and environment there is nobody to be."""
    with pytest.raises(UsageError, match="LABGURU_TOKEN"):
        Labguru()


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (answer(json={"token": "-1"}), 200),
        (answer(json={"token": -1}), 200),
        (answer(json={}), 200),
        (answer(401, json={"message": "Invalid email or password"}), 401),
    ],
    ids=["-1", "-1 as a number", "no token", "401"],
)
def test_a_bad_login_is_an_authentication_error(mode: Mode, server: FaultServer, step: Any, status: int) -> None:
    """A login that is refused, which Labguru does with status 200, sends nothing else; the error is the login's."""
    server.plan(step)
    error = error_of(lambda: mode.labguru(server, read, **ME))
    assert type(error) is AuthenticationError
    assert (error.method, error.url, error.status) == ("POST", server.url + SESSIONS[1], status)
    assert "base_url" not in error.message  # advice for tokens is none for passwords
    assert len(server.seen) == 1


@pytest.mark.parametrize("work", [read, write])
def test_an_expired_token_is_renewed(mode: Mode, work: Any) -> None:
    """A 401 is followed by one login and the same call with the new token, writes included: a 401 did nothing."""
    with Guru("t2") as server:
        assert mode.labguru(server, work, **ME).to_dict() == EXPERIMENT
        assert len(server.logins) == 2
        assert tokens(server) == ["t1", "t2"]


@pytest.mark.parametrize("count", [16, 50])
def test_one_login_serves_all(mode: Mode, count: int) -> None:
    """However many threads or tasks are refused at once, one of them logs in again, for all."""
    with Guru("t2") as server:
        results = mode.together(server, *[read] * count, **ME)
        assert [result.id for result in results] == [7] * count
        assert len(server.logins) == 2


def test_a_callable_is_asked_again_for_all(mode: Mode) -> None:
    """A refused token of a callable is renewed by one more question, for all."""
    asked: list[int] = []

    def token() -> str:
        asked.append(1)
        return f"t{len(asked)}"

    with Guru("t2") as server:
        results = mode.together(server, *[read] * 50, token=token)
        assert [result.id for result in results] == [7] * 50
        assert len(asked) == 2


def test_a_refused_login_is_shared_by_all_who_wait(mode: Mode, server: FaultServer) -> None:
    """A wrong password is tried once for all who wait for it: tried by each thread it would lock the account."""
    begun = threading.Event()

    def refuse(wire: Wire, seen: Seen) -> None:
        begun.wait(0.2)
        answer(json={"token": "-1"})(wire, seen)

    server.plan(refuse)
    results = mode.together(server, *[read] * 16, **ME)
    assert {type(result) for result in results} == {AuthenticationError}
    assert len(server.seen) == 1


def test_a_token_that_was_given_is_not_renewed(mode: Mode) -> None:
    """There is nothing to renew it with."""
    with Guru("t1") as server:
        error = error_of(lambda: mode.labguru(server, read, token="old"))
        assert type(error) is AuthenticationError
        assert "expired" in error.message
        assert tokens(server) == ["old"]
        assert server.logins == []


@pytest.mark.parametrize("work", [read, write])
def test_a_server_that_always_refuses_is_asked_twice(mode: Mode, work: Any) -> None:
    """One renewal, then AuthenticationError: never a loop."""
    with Guru() as server:
        error = error_of(lambda: mode.labguru(server, work, **ME))
        assert type(error) is AuthenticationError
        assert len(server.logins) == 2
        assert tokens(server) == ["t1", "t2"]


def test_a_stalled_login_ends_with_the_deadline(mode: Mode, server: FaultServer) -> None:
    """The call's deadline holds for its login, for those too who wait for another's."""
    server.routes[SESSIONS] = stall
    with lasting(0.2, 2.0):
        results = mode.together(server, *[read] * 16, deadline=0.3, **ME)
    assert {type(result) for result in results} == {TimedOut}


def test_two_clients_share_nothing(mode: Mode, server: FaultServer) -> None:
    """Clients in one process are different people."""
    server.plan(GOOD)
    mode.labguru(server, read, token="anna")
    mode.labguru(server, read, token="berta")
    assert tokens(server) == ["anna", "berta"]


def test_no_cookie_is_kept(mode: Mode, server: FaultServer) -> None:
    """A session's cookie would be a second identity."""
    server.plan(answer(json=EXPERIMENT, headers={"Set-Cookie": "_session=abc; Path=/"}))
    mode.labguru(server, read, read)
    assert "cookie" not in server.seen[1].headers
