"""Secrets appear nowhere: one fake secret is put wherever one can be, echoed back, and looked for."""

from __future__ import annotations

import asyncio
import copy
import html
import json
import logging
import pickle
import re
from collections.abc import Callable, Iterator
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import httpx
import pytest
from tests.sockets.conftest import Mode, Work
from tests.sockets.laws import GOOD, error_of, everything_said, lasting, read, write
from tests.sockets.server import FaultServer, Seen, Step, Wire, answer, cut_head, redirect, reset, stall

from labclients import F, LabClientsError, Labguru, UsageError
from labclients._redaction import Redactor, Secret
from labguru_api import api

CORE = "Q7zK9wV3xJ5mB8"
SECRET = f'{CORE}+=&%"~<k'  # with what JSON, HTML, URLs and regular expressions have to escape


CORE_LOGGER = httpx.__name__.replace("httpx", "httpcore")  # with httpx2 in its place, httpcore2


def leaked(text: str) -> bool:
    """Whether any four characters of the secret in a row are in the text, in whatever case."""
    found = text.lower()
    return any(CORE[index : index + 4].lower() in found for index in range(len(CORE) - 3))


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything is logged, by every logger."""
    before = {name: logging.getLogger(name).level for name in (httpx.__name__, CORE_LOGGER, "labclients", "asyncio")}
    caplog.set_level(logging.DEBUG)
    for name in before:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield caplog
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def log_text(logged: pytest.LogCaptureFixture) -> str:
    """Messages, arguments and tracebacks of all records."""
    texts = [logged.text]
    for record in logged.records:
        texts += [record.getMessage(), repr(record.args), repr(record.__dict__)]
        if record.exc_info and record.exc_info[1]:
            texts.append(everything_said(record.exc_info[1]))
    return "\n".join(texts)


def echo(status: int, template: str, kind: str = "application/json") -> Step:
    return answer(status, template, headers={"Content-Type": kind, "X-Request-Id": f"r-{SECRET}"})


def echo_request(wire: Wire, seen: Seen) -> None:
    """What careless servers do: show the request that failed."""
    answer(500, seen.raw)(wire, seen)


ECHOES: dict[str, Step] = {
    "json": answer(403, json={"message": f"bad token {SECRET}", "request": SECRET}),
    "json list": answer(422, json={"errors": [SECRET, {"a": SECRET}]}),
    "text": echo(500, f"no: {SECRET}"),
    "upper case": echo(500, f"no: {SECRET.upper()}"),
    "percent": echo(404, f"no: {quote(SECRET, safe='')} {quote(SECRET, safe='').lower()}"),
    "raw json string": echo(404, f"no: {json.dumps(SECRET)}"),
    "html": echo(200, f"<html><title>{html.escape(SECRET)}</title>", "text/html"),
    "cut in two": echo(500, "x" * (300 - len("no: ") - 9) + f"no: {SECRET}"),
    "html cut in two": echo(502, f"<html><title>{'x' * 290}{SECRET}</title>"),
    "success false": answer(json={"success": False, "msg": f"token {SECRET} is unknown"}),
    "refusal cut in two": answer(json={"status": "error", "message": "x" * 290 + SECRET}),
    "link": echo(500, f"see https://lab.org/file?sig={SECRET}"),
    "the request": echo_request,
    "cut json": echo(200, f'{{"id": "{SECRET}'),
    "no http": lambda wire, seen: wire.send(f"{SECRET}\r\n\r\n".encode()),
    "bad header": lambda wire, seen: wire.send(f"HTTP/1.1 200 OK\r\n{SECRET}\r\n\r\n".encode()),
    "location": redirect(f"http://lab.example/{SECRET}?a={SECRET}"),
    "bad location": redirect(f"http://h:{SECRET}/"),
    "other location": redirect(f"mailto:{SECRET}"),
    "own location": redirect(f"/{quote(SECRET)}?token={quote(SECRET)}"),
    "reset": reset,
    "cut": cut_head,
    "stall": stall,
}


@pytest.mark.parametrize("step", ECHOES.values(), ids=ECHOES)
@pytest.mark.parametrize("work", [read, write])
def test_an_echoed_token_is_hidden(
    mode: Mode, server: FaultServer, logged: pytest.LogCaptureFixture, step: Step, work: Any
) -> None:
    """A query token that comes back in any form is in no log and in nothing an error says, chained ones included."""
    server.plan(step)
    error = error_of(lambda: mode.labguru(server, work, token=SECRET, timeout=0.2, attempts=2))
    assert not leaked(everything_said(error))
    assert not leaked(log_text(logged))
    assert any(record.name == "labclients" for record in logged.records) or "redirects" in error.message


def test_a_token_in_the_name_of_a_host_is_hidden(mode: Mode, server: FaultServer) -> None:
    """Names of hosts are read without case, and shown in errors."""
    server.plan(redirect(f"http://{CORE}.example/"))
    error = error_of(lambda: mode.labguru(server, read, token=CORE))
    assert "[hidden].example" in error.message
    assert not leaked(everything_said(error))


@pytest.mark.parametrize("name", ["json", "text", "html", "the request", "bad location", "bad header", "reset"])
def test_an_echoed_header_token_is_hidden(
    mode: Mode, server: FaultServer, logged: pytest.LogCaptureFixture, name: str, tmp_path: Path
) -> None:
    """The same for a header's token, in a listing and in a download."""
    for work in (lambda c: c.sessions(1).all(), lambda c: c.download(1, 2, tmp_path)):
        server.plan(ECHOES[name])
        error = error_of(
            lambda work=work: mode.labvanced(server, work, token=SECRET, attempts=2, auth_prefix="Bearer ")
        )
        assert not leaked(everything_said(error))
    assert not leaked(log_text(logged))


@pytest.mark.parametrize(
    "step",
    [*(ECHOES[name] for name in ("json", "text", "html", "the request", "cut json", "location", "reset")),
     answer(json={"token": "-1", "message": SECRET})],
)  # fmt: skip
def test_an_echoed_password_is_hidden(
    mode: Mode, server: FaultServer, logged: pytest.LogCaptureFixture, step: Step
) -> None:
    """The same for a password in a login."""
    server.plan(step)
    error = error_of(lambda: mode.labguru(server, read, login="me@lab.org", password=SECRET, attempts=1))
    assert not leaked(everything_said(error))
    assert not leaked(log_text(logged))


def test_a_token_from_a_login_is_hidden(mode: Mode, server: FaultServer, logged: pytest.LogCaptureFixture) -> None:
    """What a login gives is a secret from then on."""
    server.routes["POST", "/api/v1/sessions"] = answer(json={"token": SECRET})
    server.plan(ECHOES["text"])
    error = error_of(lambda: mode.labguru(server, read, login="me@lab.org", password="p"))
    assert not leaked(everything_said(error))
    assert not leaked(log_text(logged))


@pytest.mark.parametrize("name", ["json", "text", "the request", "reset"])
def test_a_secret_in_a_files_name_is_hidden(
    mode: Mode, server: FaultServer, logged: pytest.LogCaptureFixture, tmp_path: Path, name: str
) -> None:
    """A file that is called like the token is uploaded, and neither its name nor its absence is told."""
    path = tmp_path / f"{SECRET}.png"
    missing = error_of(lambda: mode.labguru(server, lambda c: c.attachments.upload(path), token=SECRET))
    assert not leaked(everything_said(missing))
    path.write_bytes(b"PNG")
    server.plan(ECHOES[name])
    error = error_of(lambda: mode.labguru(server, lambda c: c.attachments.upload(path), token=SECRET))
    assert not leaked(everything_said(error))
    assert not leaked(log_text(logged))


def test_values_of_unknown_parameters_are_hidden(
    mode: Mode, server: FaultServer, logged: pytest.LogCaptureFixture
) -> None:
    """Of a query only what the specification declares is shown; of a query in a path, nothing."""
    server.plan(answer(500))
    work = [
        lambda c: c.request("GET", "/api/v9/x", params={"signature": SECRET}),
        lambda c: c.request("GET", f"/api/v9/x?signature={quote(SECRET)}"),
    ]
    for one in work:
        assert not leaked(everything_said(error_of(lambda one=one: mode.labguru(server, one))))
    assert not leaked(log_text(logged))


def test_a_presigned_link_is_hidden(
    mode: Mode, server: FaultServer, other: FaultServer, logged: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """A storage's link is its own key: it is in no log and no error, though we never had it as a secret."""
    server.routes["GET", "/api/v1/attachments/77"] = answer(json={"id": 77, "filename": "gel.png"})
    server.plan(redirect(f"{other.url}/gel.png?X-Sig={CORE}"))
    other.plan(echo_request)
    error = error_of(lambda: mode.labguru(server, lambda c: c.attachments.download(77, tmp_path), attempts=2))
    assert leaked(other.seen[0].target)
    assert not leaked(log_text(logged))
    assert not leaked(everything_said(error).replace(error.server_message or "", ""))


@pytest.mark.parametrize("options", [{"token": SECRET}, {"login": "me@lab.org", "password": SECRET}])
def test_no_repr_shows_a_secret(mode: Mode, server: FaultServer, options: Any) -> None:
    """Clients, families, listings and records can be printed."""
    server.plan(GOOD)
    server.routes["POST", "/api/v1/sessions"] = answer(json={"token": SECRET})
    shown: list[str] = []

    def look(client: Any) -> Any:
        families = [getattr(client, name) for name in ("experiments", "projects", "attachments", "stocks", "sections")]
        listing = client.experiments.list(name="x")
        things = [client, *families, client.collection("x"), listing, listing.pages, client.call]
        shown.extend(f"{thing!r} {thing}" for thing in things)

    mode.labguru(server, read, look, **options)
    assert len(shown) > 6
    assert not leaked("\n".join(shown))
    assert not leaked(repr(mode.labvanced_class(SECRET, base_url=server.url)))


def test_a_working_call_logs_one_line_without_secrets(
    mode: Mode, server: FaultServer, logged: pytest.LogCaptureFixture
) -> None:
    """Our own line says method, address, status and attempt; httpx says nothing of our calls."""
    server.plan(GOOD)
    mode.labguru(server, read, token=SECRET)
    assert not leaked(log_text(logged))
    assert [record.getMessage() for record in logged.records if record.name == "labclients"] == [
        f"GET {server.url}/api/v1/experiments/7: 200 (attempt 1)"
    ]
    assert not [record for record in logged.records if record.name.startswith((httpx.__name__, f"{CORE_LOGGER}.http"))]


def test_the_users_own_httpx_is_still_logged(server: FaultServer, logged: pytest.LogCaptureFixture) -> None:
    """Only our requests are kept out of httpx's log, not those of the program around us."""
    server.plan(GOOD)

    async def theirs() -> None:
        async with httpx.AsyncClient(trust_env=False) as client:
            await client.get(f"{server.url}/async")

    def token() -> str:
        httpx.get(f"{server.url}/within", trust_env=False)
        return SECRET

    with Labguru(token=token, base_url=server.url) as labguru:
        read(labguru)
        httpx.get(f"{server.url}/beside", trust_env=False)
        asyncio.run(theirs())
    lines = [record.getMessage() for record in logged.records if record.name == httpx.__name__]
    assert [re.search(r"/(\w+) ", line)[1] for line in lines] == ["within", "beside", "async"]  # type: ignore[index]
    assert any(record.name == f"{CORE_LOGGER}.http11" for record in logged.records)
    assert not leaked(log_text(logged))


def percent(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def rails_json(text: str) -> str:
    """Rails escapes what HTML would read."""
    plain = json.dumps(text, ensure_ascii=False)
    return plain.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def ruby(text: str) -> str:
    """What Ruby's inspect writes."""
    letters = {"\n": r"\n", "\t": r"\t", "\x1b": r"\e", '"': r"\"", "\\": r"\\", "#": r"\#"}
    return "".join(letters.get(letter, letter) for letter in text)


def ruby_bytes(text: str) -> str:
    """The same of a string that is not UTF-8."""
    raw = (letter.encode("utf-8", "surrogatepass") for letter in text)
    return "".join(chr(one[0]) if len(one) == 1 else "".join(rf"\x{byte:02X}" for byte in one) for one in raw)


SPELLINGS: list[Callable[[str], str]] = [
    str,
    json.dumps,
    lambda text: json.dumps(text, ensure_ascii=False),
    lambda text: json.dumps(json.dumps(text)),
    lambda text: "".join(rf"\u{ord(letter):04X}" for letter in text),
    rails_json,
    html.escape,
    lambda text: html.escape(html.escape(text)),
    lambda text: html.escape(json.dumps(text)),
    lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    lambda text: "".join(f"&#x{ord(letter):X};" for letter in text),
    percent,
    lambda text: percent(text).lower(),
    lambda text: quote(percent(text)),
    lambda text: quote(quote(percent(text))),
    lambda text: quote_plus(text, errors="surrogatepass"),
    ruby,
    ruby_bytes,
    lambda text: json.dumps(ruby(text)),
]


@pytest.mark.parametrize(
    "secret",
    ["a", SECRET, "pässwörd ß €", "a  b", "\\d+(.)\\",
     "x/y", "tab\there\n", "\udcff lone", "#{x}\x1b[0m", "%41%2f", "&amp;&lt;", "\\u0041"],
)  # fmt: skip
@pytest.mark.parametrize("spell", SPELLINGS)
def test_hiding_knows_every_form(secret: str, spell: Callable[[str], str]) -> None:
    """A secret is hidden as JSON, HTML, URLs and Ruby write it, also when they write what another has written."""
    redactor = Redactor()
    redactor.add(Secret(secret))
    hidden = redactor.redact(f"1 {spell(secret)} 2")
    assert re.fullmatch(r'1 ["\\]*(?:&quot;)?\[hidden\](?:&quot;)?["\\]* 2', hidden)


@pytest.mark.parametrize("text", ["\\", "&amp;", "%25", "&#0", "a", "http://", "http://a", "https://@", "?x=http://"])
@pytest.mark.parametrize("secret", ["a" * 40 + "b", "\\" * 40 + "b", "%%%%%%%%", "&&&&&&&x", SECRET])
def test_hiding_takes_linear_time(text: str, secret: str) -> None:
    """No text that a server sends holds a call up."""
    redactor = Redactor()
    redactor.add(Secret(secret))
    with lasting(0, 1):
        redactor.redact(text * (20_000 // len(text)))


@pytest.mark.parametrize("password", ["\udcff\ud800", "50% &c=1+1", "\"'`\\", "\n\t\0", " blanks ", "ü€😀"])
def test_a_password_may_hold_any_character(mode: Mode, server: FaultServer, password: str) -> None:
    """It arrives as it is, and is hidden when it comes back."""
    server.routes["POST", "/api/v1/sessions"] = answer(json={"token": "t"})
    server.plan(answer(500, json={"message": f"wrong: {password}"}))
    error = error_of(lambda: mode.labguru(server, read, login="me@lab.org", password=password, attempts=1))
    assert server.seen[0].json["password"] == password
    assert error.server_message == "wrong: [hidden]"


def test_without_secrets_nothing_is_hidden() -> None:
    """An empty secret does not hide the spaces between all letters."""
    redactor = Redactor()
    redactor.add(Secret(""))
    assert redactor.redact("plain") == "plain"


def test_errors_of_a_listing_hide_the_token(mode: Mode, server: FaultServer) -> None:
    """A page that could not be had names the page, and no token."""
    page = answer(json={"meta": {"item_count": 3, "page_count": 3}, "data": [{"id": 1}]})
    server.plan(page, ECHOES["json"])
    error = error_of(lambda: mode.labguru(server, lambda c: c.projects.list().all(), token=SECRET))
    assert isinstance(error, LabClientsError)
    assert error.page == 2
    assert not leaked(everything_said(error))


# ---- other processes

CARRIED: dict[str, tuple[str, Work]] = {
    "a family": ("labguru_class", lambda c: c.experiments),
    "a family of a row": ("labguru_class", lambda c: c.projects),
    "a custom collection": ("labguru_class", lambda c: c.collection("Our Primers")),
    "a listing": ("labguru_class", lambda c: c.projects.list()),
    "a filtered listing": ("labguru_class", lambda c: c.experiments.list(where=F.title == "PCR")),
    "a method": ("labguru_class", lambda c: c.experiments.get),
    "a method of one operation": ("labguru_class", lambda c: c.elements.export_plate_to_xlsx_file),
    "a method of two operations": ("labguru_class", lambda c: c.experiments.create),
    "a method of a listing": ("labguru_class", lambda c: c.projects.list().all),
    "a method of the client": ("labguru_class", lambda c: c.request),
    "sessions": ("labvanced_class", lambda c: c.sessions(1)),
    "a download": ("labvanced_class", lambda c: c.download),
}


@pytest.mark.parametrize("what", CARRIED)
@pytest.mark.parametrize("way", [pickle.dumps, copy.deepcopy, ForkingPickler.dumps])
def test_what_acts_through_a_client_is_not_carried_elsewhere(mode: Mode, what: str, way: Any) -> None:
    """Pickled, the token would be in it: one sentence says what to do instead, as it does for the client itself."""
    kind, of = CARRIED[what]
    carried = of(getattr(mode, kind)(SECRET))
    with pytest.raises(UsageError, match="make one in each process") as caught:
        way(carried)
    assert not leaked(everything_said(caught.value))


# ---- participants' data

ADA = "Ada Lovelace slept badly"
CUT = f'[{{"rec_session_id": 7, "subject": "{ADA}"}}, {{"rec'
DATA: dict[str, Step] = {
    "cut": answer(200, CUT),
    "a text": answer(200, ADA),
    "a JSON text": answer(json=ADA),
    "of another kind": answer(json=[[ADA]]),
    "of another shape": answer(json={"text": ADA, "message": ADA, "rows": {"error": ADA}}),
    "wrong charset": answer(200, CUT.encode() + b"\xe9"),
    "a page": answer(200, f"<html><title>Sign in</title><p>{ADA}</p></html>", headers={"Content-Type": "text/html"}),
    "a redirect": answer(302, ADA, headers={"Location": "ftp://lab.example/"}),
    "a choice": lambda wire, seen: wire.send(f"HTTP/1.1 300 Choose\r\nContent-Length: 24\r\n\r\n{ADA}".encode()),
    "a part": answer(206, ADA),
}
READS: dict[str, tuple[str, Work]] = {
    "record": ("labguru", read),
    "list": ("labguru", lambda c: c.projects.list().all()),
    "write": ("labguru", write),
    "bytes": ("labguru", lambda c: c.call(api.elements.export_plate_to_xlsx_file, 7)),
    "sessions": ("labvanced", lambda c: c.sessions(1).all()),
}


@pytest.mark.parametrize("step", DATA.values(), ids=DATA)
@pytest.mark.parametrize("name", READS)
def test_data_are_not_quoted(
    mode: Mode, server: FaultServer, logged: pytest.LogCaptureFixture, step: Step, name: str
) -> None:
    """What comes with a success, whatever is wrong with it, is in no error and no log, and crosses to no process."""
    service, work = READS[name]
    server.plan(step)
    error = None
    try:
        getattr(mode, service)(server, work, attempts=1)
    except LabClientsError as caught:
        error = caught
    assert ADA not in log_text(logged)
    if error:  # some calls are content with some of these
        assert ADA not in everything_said(error)
        assert ADA.encode() not in pickle.dumps(error)
        assert error.server_message is None


def test_what_is_said_of_an_error_is_quoted(mode: Mode, server: FaultServer) -> None:
    """With an error's status, or where a success is said to be none."""
    for step in (
        answer(404, json={"message": "no such study"}),
        answer(json={"success": False, "msg": "no such study"}),
    ):
        server.plan(step)
        error = error_of(lambda: mode.labvanced(server, lambda c: c.sessions(1).all()))
        assert error.server_message == "no such study"
        assert "no such study" in error.message
