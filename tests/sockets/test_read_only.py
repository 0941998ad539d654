"""A client that cannot change anything."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sockets.conftest import Mode
from tests.sockets.laws import GOOD, error_of, read, write
from tests.sockets.server import FaultServer, answer, head, redirect

import labguru_api
from labclients import Labguru, UnexpectedResponse, UsageError
from labguru_api import api

WRITES: dict[str, Any] = {
    "create": write,
    "update": lambda c: c.experiments.update(7, title="x"),
    "delete": lambda c: c.experiments.delete(7),
    "in a collection": lambda c: c.collection("Our Primers").create(name="x"),
    "upload": lambda c: c.attachments.upload(__file__),
    "call": lambda c: c.call(api.experiments.delete, 7),
    "POST": lambda c: c.request("POST", "/api/v1/experiments", json={}),
    "post": lambda c: c.request("post", "/api/v1/experiments", json={}),
    "DELETE of the unknown": lambda c: c.request("DELETE", "/api/v9/things/1"),
    "PATCH": lambda c: c.request("PATCH", "/api/v9/things/1"),
}


@pytest.mark.parametrize("work", WRITES.values(), ids=WRITES)
def test_writes_are_refused(mode: Mode, server: FaultServer, work: Any) -> None:
    """A read-only client refuses whatever writes, by whichever way, and sends nothing."""
    error = error_of(lambda: mode.labguru(server, work, read_only=True))
    assert type(error) is UsageError
    assert "read-only" in error.message
    assert server.seen == []


READS: dict[str, Any] = {
    "get": read,
    "list": lambda c: c.experiments.list().all(),
    "call": lambda c: c.call(api.experiments.get, 7),
    "GET": lambda c: c.request("GET", "/api/v1/experiments/7"),
    "GET of the unknown": lambda c: c.request("GET", "/api/v9/things"),
}


@pytest.mark.parametrize("work", READS.values(), ids=READS)
def test_reads_pass(mode: Mode, server: FaultServer, work: Any) -> None:
    """A read-only client reads as any other, after a login too."""
    server.routes["POST", "/api/v1/sessions"] = answer(json={"token": "t"})
    server.plan(answer(json=[]) if work is READS["list"] else GOOD)
    mode.labguru(server, work, read_only=True, login="me@lab.org", password="p")
    assert [seen.method for seen in server.seen] == ["POST", "GET"]


def _documented() -> list[tuple[str, str, str]]:
    paths = labguru_api.openapi()["paths"]
    return [
        (verb.upper(), path, entry["x-effect"])
        for path, item in paths.items()
        for verb, entry in item.items()
        if isinstance(entry, dict) and "operationId" in entry
    ]


def test_every_documented_path_is_judged_by_its_effect(server: FaultServer) -> None:
    """request() obeys the specification's effect of a path, whatever its verb, also with `.json` at the end."""
    server.plan(GOOD)
    expected = 0
    with Labguru(token="t", base_url=server.url, read_only=True) as labguru:
        for verb, template, effect in _documented():
            path = template.replace("{", "").replace("}", "")
            for spelling in (path, f"{path}.json"):
                if effect == "write":
                    with pytest.raises(UsageError, match="read-only"):
                        labguru.request(verb, spelling)
                else:
                    labguru.request(verb, spelling)
                    expected += 1
    assert len(server.seen) == expected


WRITING_GET = "/api/v1/sample_stocks/add_stock_by_barcode"
SPELLINGS = [
    WRITING_GET,
    f"{WRITING_GET}?barcode=1",
    f"{WRITING_GET}.json",
    f"{WRITING_GET}.JSON?barcode=1",
    f"{WRITING_GET}.7z",
    f"{WRITING_GET}%2Ejson",
    f"{WRITING_GET}%252Ejson",
    f"{WRITING_GET}/",
    f"{WRITING_GET}//",
    f"{WRITING_GET}/.",
    f"{WRITING_GET}/x/..",
    f"{WRITING_GET};x=1",
    f"{WRITING_GET}.json;x=1",
    f"{WRITING_GET}#x",
    f"{WRITING_GET}%23x",
    f"{WRITING_GET}%3Fx=1",
    f"/{WRITING_GET}",
    WRITING_GET[1:],
    WRITING_GET.upper(),
    WRITING_GET.replace("/", "//"),
    WRITING_GET.replace("/", "/./"),
    WRITING_GET.replace("/", "%2F"),
    WRITING_GET.replace("/", "\\"),
    WRITING_GET.replace("_", "%5F"),
    WRITING_GET.replace("_", "%255f"),
    WRITING_GET.replace("v1", "v1;x"),
    WRITING_GET.replace("v1", "v1/x/../y/%2e%2e"),
    f"/../..{WRITING_GET}",
]


@pytest.mark.parametrize("base_path", ["", "/lab", "/lab.v1", "/Lab/x"])
@pytest.mark.parametrize("method", ["GET", "get", "HEAD"])
def test_no_spelling_of_a_path_hides_a_write(server: FaultServer, method: str, base_path: str) -> None:
    """A GET that writes is refused under each spelling that a server may take for its path."""
    server.plan(GOOD)
    with Labguru(token="t", base_url=server.url + base_path, read_only=True) as labguru:
        for path in (
            *SPELLINGS,
            f"{'/..' * base_path.count('/')}{base_path}{WRITING_GET}",
            f"{server.url}{base_path}{WRITING_GET}",
        ):
            with pytest.raises(UsageError, match="read-only"):
                labguru.request(method, path)
    assert server.seen == []


@pytest.mark.parametrize("base_path", ["", "/lab.v1"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_read_is_not_redirected_to_a_write(mode: Mode, server: FaultServer, base_path: str, read_only: bool) -> None:
    """Each target is judged like a path, whatever its spelling, and at each step."""
    for target in (*SPELLINGS[:-1], f"{server.url}{base_path}{WRITING_GET}", f"/..{base_path}{WRITING_GET}"):
        target = target if target.startswith("http") else f"{base_path}/{target.removeprefix('/')}"
        server.seen.clear()
        server.plan(redirect("/api/v1/projects/1"), redirect(target), GOOD)
        error = error_of(lambda: mode.labguru(server.url + base_path, read, read_only=read_only))
        assert type(error) is UnexpectedResponse, target
        assert len(server.seen) == 2, target


def test_head_is_a_read_like_get(mode: Mode, server: FaultServer) -> None:
    """HEAD is judged as GET; its answer has no body."""
    server.plan(lambda wire, seen: wire.send(head(200, {"Content-Length": "20"})))
    assert mode.labguru(server, lambda c: c.request("HEAD", "/api/v1/experiments/7"), read_only=True) is None
    assert server.seen[0].method == "HEAD"


@pytest.mark.parametrize("method", ["GET ", "\tGET", "GE T", "GET\r\nX: y", "", "GET1", "GÉT", "M-SEARCH"])
def test_a_method_is_letters(mode: Mode, server: FaultServer, method: str) -> None:
    """Anything else is refused, and nothing is sent."""
    error = error_of(lambda: mode.labguru(server, lambda c: c.request(method, "/api/v1/projects")))
    assert type(error) is UsageError
    assert "is not an HTTP method" in error.message
    assert server.seen == []


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "LINK", "PROPFIND"])
def test_any_other_method_counts_as_a_write(mode: Mode, server: FaultServer, method: str) -> None:
    """What nobody has described is not known to only read."""
    error = error_of(lambda: mode.labguru(server, lambda c: c.request(method, "/api/v1/x"), read_only=True))
    assert type(error) is UsageError
    assert server.seen == []


def test_the_upload_of_a_read_only_client_leaves_no_file_open(mode: Mode, server: FaultServer) -> None:
    """A refused upload closes what it opened (an open file is a warning, and so an error here)."""
    error_of(lambda: mode.labguru(server, WRITES["upload"], read_only=True))
