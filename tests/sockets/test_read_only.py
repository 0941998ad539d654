"""A client that cannot change anything."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sockets.conftest import Mode
from tests.sockets.laws import GOOD, error_of, read, write
from tests.sockets.server import FaultServer, answer

import labguru_api
from labclients import UsageError
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
    from labclients import Labguru

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


def test_the_upload_of_a_read_only_client_leaves_no_file_open(mode: Mode, server: FaultServer) -> None:
    """A refused upload closes what it opened (an open file is a warning, and so an error here)."""
    error_of(lambda: mode.labguru(server, WRITES["upload"], read_only=True))
