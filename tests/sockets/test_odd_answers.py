"""Answers that nobody expected: no record is lost, to_dict() is what came, or there is one error of ours."""

from __future__ import annotations

import gzip
import json
import math
import zlib
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Mode, Work
from tests.sockets.laws import error_of, lasting, read, write
from tests.sockets.server import FaultServer, Step, answer, head, redirect

from labclients import NotFound, ServerError, UnexpectedResponse, _transport
from labclients.errors import status_error
from labguru_api import api

RECORDS: dict[str, Any] = {
    "unknown enum value": {"id": 7, "status": "frozen solid", "element_type": "hologram"},
    "unknown field": {"id": 7, "Display Name": "x", "new_in_2031": {"a": [1]}},
    "null for a list": {"id": 7, "experiment_procedures": None, "tags": None},
    "null in a list": {"id": 7, "experiment_procedures": [None, {"experiment_procedure": {"id": 1}}], "tags": [None]},
    "another type": {"id": "seven", "title": 12, "owner": "somebody", "experiment_procedures": {"a": 1}},
    "missing keys": {},
    "odd dates": {"id": 7, "created_at": "31/12/2025 25:61", "start_date": 0, "updated_at": ""},
    "names of methods": {"id": 7, "to_dict": 1, "_data": 2, "sections": 3, "__class__": 4},
    "large numbers": {"id": 10**40, "amount": 1e308},
    "duplicates of case": {"id": 7, "ID": 8, "Id": 9},
    "lone surrogate": {"id": 7, "title": "\ud800"},
    "deep, but not too deep": {"id": 7, "tree": json.loads("[" * 100 + "]" * 100)},
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_record_is_what_came(mode: Mode, server: FaultServer, record: dict[str, Any]) -> None:
    """Whatever is odd in it, a record is the object that came, and can be read."""
    server.plan(answer(json=record))
    found = mode.labguru(server, read)
    assert found.to_dict() == record
    assert {key: found[key] for key in found} == record
    for name in ("id", "title", "sections", "created_at", "owner", "tags", "start_date"):
        getattr(found, name, None)
    repr(found)


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_no_record_of_a_list_is_lost(mode: Mode, server: FaultServer, record: dict[str, Any]) -> None:
    """An odd record, and even null, is one of the list like any other."""
    rows = [{"id": 1}, record, None, {"id": 2}]
    server.plan(answer(json={"meta": None, "data": rows}), answer(json=[]))
    found = mode.labguru(server, lambda c: c.experiments.list().all())
    assert [one if one is None else one.to_dict() for one in found] == rows


def test_nan_is_kept(mode: Mode, server: FaultServer) -> None:
    """NaN and Infinity are no JSON, and Ruby and Python write them."""
    server.plan(answer(200, b'{"id": 7, "amount": NaN, "volume": -Infinity}'))
    found = mode.labguru(server, read).to_dict()
    assert math.isnan(found["amount"])
    assert found["volume"] == -math.inf


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_character(mode: Mode, server: FaultServer, encoding: str) -> None:
    """JSON in any Unicode encoding is read, whatever charset the header claims."""
    content = '{"id": 7, "title": "Ümläut"}'.encode(encoding)
    server.plan(answer(200, content, headers={"Content-Type": "application/json; charset=iso-8859-1"}))
    assert mode.labguru(server, read).title == "Ümläut"


def test_json_under_another_name_is_json(mode: Mode, server: FaultServer) -> None:
    """What counts is the content, not its label."""
    server.plan(answer(200, b'{"id": 7}', headers={"Content-Type": "text/plain; charset=no-such"}))
    assert mode.labguru(server, read).id == 7


BROKEN: dict[str, bytes] = {
    "deep array": b"[" * 10_000 + b"]" * 10_000,
    "deep object": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "wrong charset": '{"title": "Ümläut"}'.encode("latin-1"),
    "two documents": b'{"id": 7}{"id": 8}',
    "null byte": b"\x00",
    "a long number": b'{"id": ' + b"9" * 5000 + b"}",
    "comment": b"// hello\n{}",
    "xml": b"<?xml version='1.0'?><a/>",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_what_is_no_json_is_one_error(mode: Mode, server: FaultServer, body: bytes) -> None:
    """Nothing that a server sends ends in an error of another tree."""
    server.plan(answer(200, body))
    for work in (read, lambda c: c.experiments.list().all()):
        error = error_of(lambda work=work: mode.labguru(server, work))
        assert type(error) is UnexpectedResponse
        assert error.status == 200


@pytest.mark.parametrize("depth", [200, 400, 20_000])
def test_any_depth_is_read_or_refused(mode: Mode, server: FaultServer, depth: int) -> None:
    """Nesting is read, or it is one error."""
    tree = '{"a":' * depth + "1" + "}" * depth
    server.plan(answer(200, f'{{"id": 7, "tree": {tree}}}'))
    if depth > 500:
        assert type(error_of(lambda: mode.labguru(server, read))) is UnexpectedResponse
    else:
        found = mode.labguru(server, read).to_dict()
        assert json.dumps(found, separators=(",", ":")) == f'{{"id":7,"tree":{tree}}}'


@pytest.mark.parametrize("body", [{}, {"data": {}}, {"data": None}, "text", 5, {"a": [], "b": []}, {"meta": {}}])
def test_a_listing_without_a_list_is_one_error(mode: Mode, server: FaultServer, body: Any) -> None:
    """Something else than a list is never an empty list."""
    server.plan(answer(json=body))
    assert type(error_of(lambda: mode.labguru(server, lambda c: c.experiments.list().all()))) is UnexpectedResponse


@pytest.mark.parametrize(
    "meta", [{}, None, [], "x", {"item_count": None, "page_count": None}, {"item_count": "2", "page_count": "1"},
             {"item_count": 2, "page_count": 1, "new": 1}, {"item_count": True}],
)  # fmt: skip
def test_odd_meta_loses_nothing(mode: Mode, server: FaultServer, meta: Any) -> None:
    """What is said about a list does not change what is in it."""
    server.plan(answer(json={"meta": meta, "data": [{"id": 1}, {"id": 2}]}), answer(json=[]))
    found = mode.labguru(server, lambda c: c.projects.list().all())
    assert [one.id for one in found] == [1, 2]


def test_an_acknowledged_write_is_no_error(mode: Mode, server: FaultServer) -> None:
    """A write that is answered with nothing at all has succeeded."""
    server.plan(answer(204))
    assert mode.labguru(server, lambda c: c.experiments.update(7, title="x")).to_dict() == {}
    assert mode.labguru(server, lambda c: c.experiments.delete(7)) is None


@pytest.mark.parametrize("item", [None, "text", 5, [1]])
def test_sessions_of_any_shape_are_kept(mode: Mode, server: FaultServer, item: Any) -> None:
    """The shape of Labvanced's sessions is guessed: what is none stays as it came."""
    server.plan(answer(json={"sessions": [item, {"rec_session_id": 1}]}))
    found = mode.labvanced(server, lambda c: c.sessions(1).all())
    assert found[0] == item
    assert found[1].rec_session_id == 1


# ---- encodings

PLAIN = b'{"message": "no such record"}'
ENCODED: dict[str, tuple[str, bytes, str | None]] = {
    "gzip": ("gzip", gzip.compress(PLAIN), "no such record"),
    "deflate": ("deflate", zlib.compress(PLAIN), "no such record"),
    "plain under gzip": ("gzip", PLAIN, "no such record"),
    "cut gzip": ("gzip", gzip.compress(PLAIN)[:-12], None),
    "br": ("br", b"\x0b\x01\x80hello\x03", None),
    "zstd": ("zstd", b"\x28\xb5\x2f\xfd\x04", None),
    "nonsense": ("x" * 500, PLAIN, "no such record"),
}


@pytest.mark.parametrize("status", [401, 404, 422, 429, 500, 503])
@pytest.mark.parametrize("name", ENCODED)
def test_the_status_decides_whatever_the_body(mode: Mode, server: FaultServer, status: int, name: str) -> None:
    """An error keeps its class, its status and its retries when its body cannot be decoded, and quotes what can be."""
    coding, body, message = ENCODED[name]
    server.plan(answer(status, body, headers={"Content-Encoding": coding, "Content-Type": "application/json"}))
    error = error_of(lambda: mode.labguru(server, read, attempts=2))
    assert (type(error), error.status) == (status_error(status), status)
    assert error.attempts == (1 if status in (401, 404, 422) else 2)
    if message is not None:
        assert error.server_message == message


def test_a_cut_error_body_is_its_status(mode: Mode, server: FaultServer) -> None:
    """Half of an error is an error."""
    server.plan(lambda wire, seen: (wire.send(head(404, {"Content-Length": "100"}) + b"no"), wire.end()))
    error = error_of(lambda: mode.labguru(server, read))
    assert (type(error), error.server_message) == (NotFound, "no")


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, br", "aws-chunked", "utf-8", "none"])
def test_an_unknown_coding_of_a_success_is_named(mode: Mode, server: FaultServer, tmp_path: Path, coding: str) -> None:
    """Nobody could read it; the error knows its status, and no file appears. A write is not sent again."""
    server.plan(answer(201, b"xx", headers={"Content-Encoding": coding, "X-Request-Id": "r-1"}))
    for work in (read, write):
        error = error_of(lambda work=work: mode.labguru(server, work))
        assert type(error) is UnexpectedResponse
        assert repr(coding) in error.message
        assert (error.status, error.request_id, error.attempts) == (201, "r-1", 1)
    error = error_of(lambda: mode.labvanced(server, lambda c: c.download(1, 2, tmp_path)))
    assert repr(coding) in error.message
    assert list(tmp_path.iterdir()) == []


BOMB = gzip.compress(bytes(32 << 20))  # a thousandth of that


def test_what_inflates_without_end_is_refused(
    mode: Mode, server: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the memory nor the disk is filled."""
    monkeypatch.setattr(_transport, "MAX_IN_MEMORY", 4 << 20)
    server.plan(answer(200, BOMB, headers={"Content-Encoding": "gzip"}))
    for error in (
        error_of(lambda: mode.labguru(server, read)),
        error_of(lambda: mode.labvanced(server, lambda c: c.download(1, 2, tmp_path))),
    ):
        assert type(error) is UnexpectedResponse
        assert error.status == 200
        assert "inflates" in error.message
    assert list(tmp_path.iterdir()) == []


def test_an_error_that_inflates_without_end_is_its_status(mode: Mode, server: FaultServer) -> None:
    """Only its beginning is read."""
    server.plan(answer(404, BOMB, headers={"Content-Encoding": "gzip"}))
    with lasting(0, 1):
        assert type(error_of(lambda: mode.labguru(server, read))) is NotFound
    server.plan(answer(404, b"x" * (20 << 20)))
    with lasting(0, 1):
        assert type(error_of(lambda: mode.labguru(server, read))) is NotFound


SLOW: dict[str, tuple[str, bytes]] = {
    "addresses": ("text/plain", b"http://" * 14_285),
    "longer addresses": ("text/plain", b"http://a" * 130_000),
    "a message": ("application/json", json.dumps({"message": "http://@" * 14_000}).encode()),
    "titles": ("text/html", b"<title>" * 3000),
    "blanks": ("text/plain", b" " * 1_000_000),
    "deep JSON": ("application/json", b"[" * 500_000),
    "backslashes": ("text/plain", b"\\" * 1_000_000),
}


@pytest.mark.parametrize("name", SLOW)
def test_reading_an_error_takes_little_time(mode: Mode, server: FaultServer, name: str) -> None:
    """A careless body of a megabyte holds no call up."""
    kind, body = SLOW[name]
    server.plan(answer(500, body, headers={"Content-Type": kind, "X-Request-Id": "http://" * 8000}))
    with lasting(0, 1):
        assert type(error_of(lambda: mode.labguru(server, read, token="t\\\\" * 4, attempts=1))) is ServerError


# ---- calls that give bytes: whatever comes might be the file

FILE = bytes(range(256)) * 40
PAGE = "<!DOCTYPE html><html><title>Sign in</title></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}

BYTES: dict[str, Work] = {
    "attachments.download": lambda c: c.call(api.attachments.download, 77),
    "attachments.download_by_id": lambda c: c.call(api.attachments.download_by_id, id=77),
    "elements.export_plate_to_xlsx_file": lambda c: c.elements.export_plate_to_xlsx_file(77),
}


def part(of: str | None) -> Step:
    return answer(206, FILE[:1], headers={} if of is None else {"Content-Range": of})


NO_FILE: dict[str, Step] = {
    "201": answer(201, FILE),
    "202": answer(202, b"{}"),
    "204": lambda wire, seen: wire.send(head(204, {})),
    "206": answer(206, FILE[:100], headers={"Content-Range": f"bytes 0-99/{len(FILE)}"}),
    "a page": answer(200, PAGE, headers=HTML),
    "a page behind a redirect": lambda wire, seen: (
        redirect("/users/sign_in") if "sign_in" not in seen.path else answer(200, PAGE, headers=HTML)
    )(wire, seen),
}


@pytest.mark.parametrize("work", BYTES.values(), ids=BYTES)
@pytest.mark.parametrize("step", NO_FILE.values(), ids=NO_FILE)
def test_what_is_no_whole_file_is_one_error(mode: Mode, server: FaultServer, work: Work, step: Step) -> None:
    """A part, a promise or a page is never given for the bytes of a file."""
    server.plan(step)
    error = error_of(lambda: mode.labguru(server, work))
    assert type(error) is UnexpectedResponse
    assert "file" in error.message
    assert error.server_message is None


@pytest.mark.parametrize("content", [b"", b"x", FILE, b'{"success": false}'], ids=["none", "one", "many", "json"])
def test_bytes_come_as_they_are(mode: Mode, server: FaultServer, content: bytes) -> None:
    """A file may be empty, and hold anything."""
    server.plan(answer(200, content))
    assert mode.labguru(server, BYTES["attachments.download"]) == content


def test_a_page_may_be_the_file(mode: Mode, server: FaultServer) -> None:
    """Somebody attached a page: a storage says that it is an attachment."""
    server.plan(answer(200, PAGE, headers={**HTML, "Content-Disposition": "attachment; filename=report.html"}))
    assert mode.labguru(server, BYTES["attachments.download"]) == PAGE.encode()


def test_bytes_come_from_the_storage(mode: Mode, server: FaultServer, other: FaultServer) -> None:
    """Labguru redirects to it; it gets no token."""
    server.plan(redirect(f"{other.url}/gel.png?sig=1"))
    other.plan(answer(200, FILE))
    assert mode.labguru(server, BYTES["attachments.download"]) == FILE
    assert TOKEN.encode() not in other.seen[0].raw


SIZES: dict[str, tuple[Step, int]] = {
    "of a part": (part("bytes 0-0/10240"), 10240),
    "of a part of a page": (answer(206, b"<", headers={**HTML, "Content-Range": "bytes 0-0/51"}), 51),
    "of a page that is the file": (answer(200, PAGE, headers={**HTML, "Content-Disposition": "attachment"}), 50),
    "of nothing": (answer(416, PAGE, headers={**HTML, "Content-Range": "bytes */0"}), 0),
    "of nothing, without a word": (answer(416), 0),
    "of the whole": (answer(200, FILE), len(FILE)),
}


@pytest.mark.parametrize(("step", "size"), SIZES.values(), ids=SIZES)
def test_a_size_is_told(mode: Mode, server: FaultServer, step: Step, size: int) -> None:
    """By the part, or by the whole."""
    server.plan(step)
    assert mode.labguru(server, lambda c: c.attachments.size(77)) == size


NO_SIZE: dict[str, Step] = {
    "a part of what nobody knows": part("bytes 0-0/*"),
    "a part of nonsense": part("bytes 0-0/many"),
    "a part of more than there can be": part(f"bytes 0-0/{'9' * 5000}"),
    "a part that says nothing": part(None),
    "202": answer(202, b"later"),
    "204": NO_FILE["204"],
    "a page": NO_FILE["a page"],
    "a page behind a redirect": NO_FILE["a page behind a redirect"],
}


@pytest.mark.parametrize("step", NO_SIZE.values(), ids=NO_SIZE)
def test_a_size_that_is_not_told_is_one_error(mode: Mode, server: FaultServer, step: Step) -> None:
    """It is never the size of what came instead."""
    server.plan(step)
    assert type(error_of(lambda: mode.labguru(server, lambda c: c.attachments.size(77)))) is UnexpectedResponse
