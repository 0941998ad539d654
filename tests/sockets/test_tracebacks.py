"""What a traceback shows of our frames: never a token, a password or a signature.

Sentry, rich, IPython and ``pytest -l`` print the local variables of each frame.
"""

from __future__ import annotations

import asyncio
import functools
import importlib.util
import os
import pickle
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from tests.sockets.conftest import Mode
from tests.sockets.laws import EXPERIMENT, error_of, everything_said, read, write
from tests.sockets.server import FaultServer, Seen, Step, Wire, answer, cut_head, redirect, reset, stall

import labclients
import labguru_api
import labvanced_api
from labclients import F

TOKEN = "Tq7zK9wV3xJ5mB8"
PASSWORD = "Pd4hR6nY2cL0sF1"
SIGNATURE = "Sg8bX3kW5jN7vQ2x"
SECRETS = (TOKEN, PASSWORD, SIGNATURE)
OURS = tuple(os.path.dirname(package.__file__ or "") for package in (labclients, labguru_api, labvanced_api))
SESSIONS = ("POST", "/api/v1/sessions")
CREDENTIALS: dict[str, dict[str, Any]] = {"token": {"token": TOKEN}, "callable": {"token": lambda: TOKEN}}
ME = {"login": "me@lab.org", "password": PASSWORD}
CREDENTIALS["login"] = ME


def leaks(text: str) -> list[str]:
    """The secrets of which any six characters in a row are in the text, in whatever case."""
    lower = text.lower()
    return [secret for secret in SECRETS if any(secret[at : at + 6].lower() in lower for at in range(len(secret) - 5))]


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error with its causes and contexts, also those that a traceback leaves out."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def our_frames(error: BaseException) -> Iterator[FrameType]:
    """The frames of our code in the tracebacks of an error and its chain."""
    for link in chain(error):
        traceback = link.__traceback__
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename.startswith(OURS):
                yield traceback.tb_frame
            traceback = traceback.tb_next


def shown_by_repr(variables: dict[str, Any]) -> str:
    """What ``capture_locals=True``, IPython and ``pytest -l`` show."""
    return repr(variables)


def shown_by_rich(variables: dict[str, Any]) -> str:
    """rich looks into containers, named tuples and attrs classes, past their repr."""
    return str(import_module("rich.pretty").pretty_repr(variables, max_length=None, max_string=None))


def shown_by_sentry(variables: dict[str, Any]) -> str:
    """So does Sentry."""
    return repr(import_module("sentry_sdk.serializer").serialize({"vars": variables}, is_vars=True))


OPTIONAL: dict[str, Callable[[dict[str, Any]], str]] = {"rich": shown_by_rich, "sentry_sdk": shown_by_sentry}


VIEWS = [shown_by_repr, *(view for name, view in OPTIONAL.items() if importlib.util.find_spec(name))]


def assert_frames_hide(error: BaseException) -> None:
    """No local of our frames shows a secret, in any view."""
    for frame in our_frames(error):
        for name, value in frame.f_locals.items():
            for view in VIEWS:
                text = view({name: value})
                assert not leaks(text), f"{name} in {frame.f_code.co_qualname} shows {leaks(text)}: {text[:300]}"


def assert_hidden(error: BaseException) -> None:
    """Neither our frames nor anything that the error says shows a secret."""
    assert_frames_hide(error)
    assert not leaks(everything_said(error))
    assert not leaks(repr(pickle.dumps(error)))


def echo(wire: Wire, seen: Seen) -> None:
    """Answer with the request itself, in the body and in the headers."""
    answer(500, seen.raw, headers={"X-Request-Id": seen.target})(wire, seen)


def page(*records: dict[str, Any], count: int) -> Step:
    return answer(json={"meta": {"item_count": count, "page_count": 1}, "data": [*records]})


def read_all(client: Any) -> Any:
    return client.projects.list(where=F.title == "PCR").all()


FAILURES: dict[str, tuple[Step, Callable[[Any], Any]]] = {
    "500": (answer(500, "no"), read),
    "401": (answer(401, "no"), read),
    "HTML": (answer(200, "<html><title>Sign in</title>", headers={"Content-Type": "text/html"}), read),
    "no JSON": (answer(200, f'{{"token": "{TOKEN}"'), read),
    "a list for an object": (answer(json=[TOKEN]), read),
    "success false": (answer(json={"success": False, "msg": TOKEN}), read),
    "another coding": (answer(200, TOKEN, headers={"Content-Encoding": "br", "X-Echo": TOKEN}), read),
    "reset": (reset, read),
    "silence": (stall, read),
    "cut": (cut_head, read),
    "no HTTP": (lambda wire, seen: wire.send(f"HTTP/1.1 200 OK\r\n{TOKEN}\r\n\r\n".encode()), read),
    "a signed link": (redirect(f"https://storage.example/gel.png?X-Amz-Signature={SIGNATURE}"), read),
    "a broken link": (redirect(f"http://storage.example:{SIGNATURE}/"), read),
    "a link that shows the token": (redirect(f"http://127.0.0.2/?token={TOKEN}"), lambda c: c.attachments.size(7)),
    "an endless circle": (redirect(f"/api/v1/experiments/7?sig={SIGNATURE}"), read),
    "echo of a read": (echo, read),
    "echo of a write": (echo, write),
    "no whole listing": (page(count=5), lambda c: c.projects.list().all()),
    "an ignored filter": (page({"id": 1, "title": "other"}, count=1), read_all),
    "a wrong argument": (answer(json=EXPERIMENT), lambda c: c.experiments.get("seven")),
    "a wrong method": (answer(json=EXPERIMENT), lambda c: c.request("GE T", "/api/v1/projects")),
    "a body that is no JSON": (answer(json=EXPERIMENT), lambda c: c.request("POST", "/api/v1/x", json={"a": object()})),
    "upload": (answer(500, "no"), lambda c: c.attachments.upload(__file__)),
    "upload of what is not there": (answer(500), lambda c: c.attachments.upload("/nowhere/gel.png")),
    "download": (answer(500, "no"), lambda c: c.attachments.download(1, "/proc/nowhere")),
}


@pytest.mark.parametrize(
    "credentials", [{"token": TOKEN}, {"token": lambda: TOKEN}, ME], ids=["token", "call", "login"]
)
@pytest.mark.parametrize("name", FAILURES)
def test_no_frame_of_a_failing_call_shows_a_secret(
    mode: Mode, server: FaultServer, name: str, credentials: dict[str, Any]
) -> None:
    """Whatever a call fails of, our frames and the error show no token, no password and no signature."""
    step, work = FAILURES[name]
    server.routes[SESSIONS] = answer(json={"token": TOKEN})
    server.plan(step)
    options = {"timeout": 0.2, "attempts": 2, **credentials}
    assert_hidden(error_of(lambda: mode.labguru(server, work, **options)))


LOGINS: dict[str, Step] = {
    "refused": answer(json={"token": "-1", "message": PASSWORD}),
    "500": echo,
    "no token": answer(json={"password": PASSWORD}),
    "odd token": answer(json={"token": f"{TOKEN}\n"}),
    "a list": answer(json=[PASSWORD]),
    "reset": reset,
    "redirect": redirect(f"https://other.example/?password={PASSWORD}"),
}


@pytest.mark.parametrize("name", LOGINS)
def test_no_frame_of_a_failing_login_shows_a_secret(mode: Mode, server: FaultServer, name: str) -> None:
    """Nor does a login."""
    server.routes[SESSIONS] = LOGINS[name]
    assert_hidden(error_of(lambda: mode.labguru(server, read, attempts=1, **ME)))


def _proxy(url: str) -> dict[str, Any]:
    return {"token": TOKEN, "proxy": url, "base_url": "https://lab.invalid", "attempts": 1}


CONSTRUCTED: dict[str, dict[str, Any]] = {
    "password in base_url": {"token": TOKEN, "base_url": f"https://me:{PASSWORD}@lab.example"},
    "password in a broken base_url": {"token": TOKEN, "base_url": f"https://lab.example:{PASSWORD}"},
    "token in the query": {"token": TOKEN, "base_url": f"https://lab.example/?token={TOKEN}"},
    "http": {"token": TOKEN, "base_url": "http://lab.example"},
    "a line break in the token": {"token": f"{TOKEN}\n"},
    "a token of bytes": {"token": TOKEN.encode()},
    "a password of bytes": {"login": "me@lab.org", "password": PASSWORD.encode()},
    "a login that is no text": {**ME, "login": 7},
    "an account that is no number": {**ME, "account_id": "twelve"},
    "options": {"token": TOKEN, "timeout": -1},
    "verify": {"token": TOKEN, "verify": False},
    "speed": {"token": TOKEN, "requests_per_second": 0},
    "no number": {"token": TOKEN, "timeout": "soon"},
    "no number of requests": {"token": TOKEN, "requests_per_second": "many"},
    "proxy with a bad port": _proxy(f"http://me:{PASSWORD}@127.0.0.1:port"),
    "proxy with a blank": _proxy(f"http://me:{PASSWORD}@127.0.0.1 :80"),
    "proxy of another kind": _proxy(f"ftp://me:{PASSWORD}@127.0.0.1:9"),
    "proxy without a scheme": _proxy(f"me:{PASSWORD}@127.0.0.1:9"),
    "proxy with a password that is no URL": _proxy(f"http://me:{PASSWORD}[@127.0.0.1:9"),
    "proxy that is not there": _proxy(f"http://me:{PASSWORD}@127.0.0.1:9"),
}


@pytest.mark.parametrize("name", CONSTRUCTED)
def test_no_frame_of_a_client_that_cannot_be_made_shows_a_secret(mode: Mode, name: str) -> None:
    """Nor does a constructor, or the first call with options that do not work."""
    options = {"base_url": "https://lab.invalid", **CONSTRUCTED[name]}
    assert_hidden(error_of(lambda: mode.labguru(options["base_url"], read, **options)))


class Vault(Exception):
    """An error of somebody else's."""


def _raise_vault() -> str:
    raise Vault("the vault is closed")


def _raise_with(secret: str) -> str:
    raise Vault("the vault is closed")


@pytest.mark.parametrize("provider", [_raise_vault, functools.partial(_raise_with, PASSWORD)], ids=["plain", "partial"])
def test_a_token_callable_that_raises_is_heard(mode: Mode, server: FaultServer, provider: Any) -> None:
    """The callable's error arrives as it is, and our frames show neither the callable's arguments nor a token."""
    with pytest.raises(Vault) as caught:
        mode.labguru(server, read, token=provider)
    assert_frames_hide(caught.value)


def test_the_clients_themselves_hide_their_secrets(mode: Mode) -> None:
    """A client, and what hangs on it, shows nothing in a debugger's list of variables."""
    for kind, options in ((mode.labguru_class, ME), (mode.labguru_class, {"token": TOKEN})):
        client = kind(base_url="https://lab.invalid", proxy=f"http://me:{PASSWORD}@127.0.0.1:9", **options)
        for holder in (client, client._client, client._client.auth, client._client.transport._network):
            assert not leaks(f"{holder!r} {vars(holder)}")
        closing = client.close()
        if closing is not None:
            asyncio.run(closing)


def test_a_download_that_fails_shows_no_link(
    mode: Mode, server: FaultServer, other: FaultServer, tmp_path: Path
) -> None:
    """The link of a storage is its own key."""
    server.routes["GET", "/api/v1/attachments/77"] = answer(json={"id": 77, "filename": "gel.png"})
    server.plan(redirect(f"{other.url}/gel.png?X-Amz-Signature={SIGNATURE}"))
    other.plan(answer(403, f"<Error>{SIGNATURE}</Error>"))
    assert_hidden(error_of(lambda: mode.labguru(server, lambda c: c.attachments.download(77, tmp_path), token=TOKEN)))
