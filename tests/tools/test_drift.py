"""Drift: what is new at a vendor is told, weighed and placed; what cannot be told is not "nothing new"."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from tools import changes, drift, fetch, shapes, specs, upstream
from tools.paths import ROOT

Json = dict[str, Any]
Edit = Callable[[Json], object]

# What Labvanced's public pages say, as OpenAPI; a copy, so that these laws hold on the day the real file is fetched.
TRANSCRIBED: Json = json.loads((Path(__file__).parent.parent / "data" / "vendor" / "labvanced.json").read_text("utf-8"))
SESSIONS, DOWNLOAD = "/api/{expId}/sessions", "/api/{expId}/download/{recSessionId}"
ROWS = {"type": "array", "items": {"type": "object", "properties": {"rec_session_id": {"type": "integer"}}}}

COMMON = """
openapi: 3.1.0
info: {title: Labguru, version: "1"}
servers: [{url: "https://my.labguru.com"}]
security: [{token: []}]
components:
  securitySchemes:
    token: {type: apiKey, in: query, name: token}
"""
BOXES = """
paths:
  /api/v1/boxes:
    get:
      operationId: boxes.list
      parameters:
      - {name: page, in: query, schema: {type: integer}}
      - {name: page_size, in: query, schema: {type: integer}}
      responses: {2XX: {description: Boxes.}}
    post:
      operationId: boxes.create
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/BoxCreateRequest'}
      responses: {2XX: {description: The box.}}
components:
  schemas:
    BoxCreateRequest:
      type: object
      required: [item]
      properties:
        item: {$ref: '#/components/schemas/BoxCreate'}
    BoxCreate:
      type: object
      properties:
        name: {type: [string, 'null']}
"""
KNOWN = """
[[known]]
reason = "No server, no security."
changes = ["servers: https://my.labguru.com -> /", "security: token in query -> none"]

[[known]]
reason = "Undocumented."
changes = ["removed: GET *: query page_size"]
"""
TOKEN = {"name": "token", "in": "query", "required": True, "schema": {"type": "string"}}
VENDOR_V1: Json = {
    "openapi": "3.0.0",
    "paths": {
        "/api/v1/boxes.json": {
            "get": {
                "parameters": [TOKEN, {"name": "page", "in": "query", "schema": {"type": "integer"}}],
                "responses": {},
            },
            "post": {
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {
                                "required": ["token", "item"],
                                "properties": {
                                    "token": {"type": "string"},
                                    "item": {"type": "object", "properties": {"name": {"type": "string"}}},
                                },
                            }
                        }
                    },
                },
                "responses": {},
            },
        }
    },
}
VENDOR_V2: Json = {"openapi": "3.0.1", "paths": {"/api/v2/boxes": {"summary": "nothing yet"}}}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A specs folder of its own, with Labvanced's real patch and a Labguru of one family."""
    monkeypatch.setattr(fetch, "PAUSE", 0)
    kept = copy.deepcopy(TRANSCRIBED)
    kept["paths"][SESSIONS]["get"]["operationId"] = "getSessions"
    kept["paths"][SESSIONS]["get"]["responses"] = {"200": {"content": {"application/json": {"schema": ROWS}}}}
    _keep(tmp_path, kept)
    (tmp_path / "labguru").mkdir()
    for name, text in (("common.yaml", COMMON), ("boxes.yaml", BOXES), ("differences.toml", KNOWN)):
        (tmp_path / "labguru" / name).write_text(text)
    specs.write("labguru", tmp_path)
    return tmp_path


def _keep(root: Path, document: Json) -> None:
    upstream.keep(root / "labvanced", json.dumps(document).encode(), url="https://vendor.example/api.json", version="1")
    (root / "labvanced" / "patch.yaml").write_bytes((ROOT / "specs" / "labvanced" / "patch.yaml").read_bytes())
    specs.write("labvanced", root)


@pytest.fixture
def serve(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have the vendor of a service serve these documents."""

    def served(service: str, *documents: Json) -> None:
        for number, document in enumerate(documents, 1):
            httpserver.expect_request(f"/v{number}").respond_with_json(document)
        urls = " ".join(httpserver.url_for(f"/v{number}") for number, _ in enumerate(documents, 1))
        monkeypatch.setenv(f"{service.upper()}_SPEC_URL", urls)

    return served


def _kept(root: Path) -> Json:
    return json.loads((root / "labvanced" / "upstream.json").read_bytes())


def _after(document: Json, edit: Edit) -> Json:
    document = copy.deepcopy(document)
    edit(document)
    return document


# Labvanced


def _get(document: Json, path: str = SESSIONS) -> Json:
    return document["paths"][path]["get"]


def _rows(document: Json, schema: Json) -> None:
    _get(document)["responses"]["200"]["content"]["application/json"]["schema"] = schema


EVENTS: dict[str, tuple[Edit, int, list[str]]] = {
    "nothing": (lambda d: None, 0, []),
    "texts with quotes and code": (lambda d: _get(d).update(description="'''\"\"\"\n```import os```"), 0, []),
    "a field": (
        lambda d: _rows(d, {**ROWS, "items": {"properties": {**ROWS["items"]["properties"], "name": {}}}}),
        1,
        [f"[].name of the answer of GET {SESSIONS} (sessions.list) is new (anything)"],
    ),
    "an operation": (
        lambda d: d["paths"].update({"/api/{expId}/participants": copy.deepcopy(d["paths"][SESSIONS])}),
        1,
        ["GET /api/{expId}/participants (participants.list) is new"],
    ),
    "another operationId": (
        lambda d: _get(d).update(operationId="listSessions"),
        1,
        [f"GET {SESSIONS} (sessions.list) is called listSessions now, was getSessions"],
    ),
    "a required parameter": (
        lambda d: _get(d)["parameters"].append({"name": "page", "in": "query", "required": True, "schema": {}}),
        2,
        [f"the query parameter page of GET {SESSIONS} (sessions.list) is new and required (anything)"],
    ),
    "another header": (
        lambda d: d["components"]["securitySchemes"]["token"].update(name="X-Token"),
        2,
        ["the security of every operation is x-token in header now, was authorization in header"],
    ),
    "bearer": (
        lambda d: d["components"]["securitySchemes"].update(token={"type": "http", "scheme": "bearer"}),
        2,
        ["the security of every operation is http bearer now, was authorization in header"],
    ),
    "another server": (
        lambda d: d.update(servers=[{"url": "https://api.labvanced.com/v2"}]),
        2,
        ["the server of every operation is https://api.labvanced.com/v2 now, was https://www.labvanced.com"],
    ),
    "a relative server": (lambda d: d.update(servers=[{"url": "/"}]), 0, []),
    "sessions in an envelope": (
        lambda d: _rows(d, {"type": "object", "properties": {"results": ROWS}}),
        2,
        [
            f"the answer of GET {SESSIONS} (sessions.list) is object now, was array",
            f"[] of the answer of GET {SESSIONS} (sessions.list) is gone",
            f"results of the answer of GET {SESSIONS} (sessions.list) is new (array)",
        ],
    ),
}


@pytest.mark.parametrize("name", EVENTS)
def test_what_labvanced_changed_is_told_and_weighed(name: str, root: Path, serve: Callable[..., None]) -> None:
    edit, status, sentences = EVENTS[name]
    serve("labvanced", _after(_kept(root), edit))
    found = drift.report("labvanced", root)
    assert (found.failed, found.status) == ("", status)
    assert [one.sentence for one in found.findings] == sentences


def test_an_action_of_our_patch_that_no_longer_matches_is_named_with_its_line(
    root: Path, serve: Callable[..., None]
) -> None:
    serve("labvanced", _after(_kept(root), lambda d: d["paths"].pop(DOWNLOAD)))
    found = drift.report("labvanced", root)
    assert found.status == 2
    assert found.findings[0].sentence == f"GET {DOWNLOAD} (sessions.download) is gone"
    misfits = [one for one in found.findings if one.key.startswith("patch: ")]
    assert len(misfits) == 3
    assert "name sessions.download" in misfits[0].sentence
    path, _, line = misfits[0].place.partition(":")
    lines = (root.parent / root.name / path.removeprefix("specs/")).read_text().splitlines()
    assert lines[int(line) - 1].endswith(f"['{DOWNLOAD}'].get")


def test_a_file_that_does_not_generate_is_told_and_so_is_what_was_found(root: Path, serve: Callable[..., None]) -> None:
    undeclared = {"/api/{expId}/participants": {"get": {"responses": {"200": {"description": ""}}}}}
    serve("labvanced", _after(_kept(root), lambda d: d["paths"].update(undeclared)))
    found = drift.report("labvanced", root)
    assert [one.sentence for one in found.findings] == ["GET /api/{expId}/participants (participants.list) is new"]
    assert found.status == 3
    assert "expId stands in the path or in the parameters, but not in both" in found.failed


def test_while_our_file_is_a_transcription_the_report_says_so(root: Path, serve: Callable[..., None]) -> None:
    serve("labvanced", _kept(root))
    assert drift.report("labvanced", root).note == ""
    source = root / "labvanced" / "source.toml"
    source.write_text(source.read_text().replace('"fetched"', '"transcribed"'))
    assert "transcription" in drift.report("labvanced", root).note


# What could not be told


@pytest.mark.parametrize(
    ("body", "status", "headers", "told"),
    [
        (b"<html>Sign in</html>", 200, {"Content-Type": "text/html"}, "text/html"),
        (b"", 302, {"Location": "https://login.example/"}, "a redirect to login.example"),
        (b'{"openapi": "3.0.0", "pat', 200, {"Content-Type": "application/json"}, "only a part"),
        (b"", 200, {"Content-Type": "application/json"}, "no OpenAPI 3 document"),
        (b'{"swagger": "2.0", "paths": {}}', 200, {"Content-Type": "application/json"}, "Swagger"),
        (b'{"openapi": "3.0.0", "paths": {"/a": {"get": {"parameters": [{}]}}}}', 200, {}, "could not be compared"),
    ],
)
def test_what_is_no_description_is_not_taken_for_nothing_new(
    body: bytes,
    status: int,
    headers: dict[str, str],
    told: str,
    httpserver: HTTPServer,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    httpserver.expect_request("/api.json").respond_with_data(body, status=status, headers=headers)
    monkeypatch.setenv("LABVANCED_SPEC_URL", httpserver.url_for("/api.json"))
    found = drift.report("labvanced", root)
    assert found.status == 3
    assert told in found.failed
    assert found.findings == []


def test_a_list_of_known_differences_that_cannot_be_read_is_named(root: Path, serve: Callable[..., None]) -> None:
    (root / "labguru" / "differences.toml").write_text("[[known]]\nchanges = []\n")
    serve("labguru", VENDOR_V1, VENDOR_V2)
    found = drift.report("labguru", root)
    assert found.status == 3
    assert "differences.toml cannot be read" in found.failed


# Labguru


def _boxes(document: Json) -> Json:
    return document["paths"]["/api/v1/boxes.json"]


def _item(document: Json) -> Json:
    return _boxes(document)["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]["item"]


LABGURU: dict[str, tuple[Edit, int, list[str]]] = {
    "nothing": (lambda d: None, 0, []),
    "names of operations": (lambda d: _boxes(d)["get"].update(operationId="list_boxes"), 0, []),
    "a field": (
        lambda d: _item(d)["properties"].update(barcode={"type": "string"}),
        1,
        ["item.barcode of the body of POST /api/v1/boxes (boxes.create) is new (string)"],
    ),
    "no such parameter any more": (
        lambda d: _boxes(d)["get"]["parameters"].pop(),
        2,
        ["the query parameter page of GET /api/v1/boxes (boxes.list) is gone"],
    ),
    "fields of a form": (lambda d: _form(d, "item[name]"), 0, []),
    "another field of a form": (
        lambda d: _form(d, "item[title]"),
        2,
        [
            "item.name of the body of POST /api/v1/boxes (boxes.create) is gone",
            "item.title of the body of POST /api/v1/boxes (boxes.create) is new (string)",
        ],
    ),
    "a known one no more": (
        lambda d: _boxes(d)["get"]["parameters"].append(
            {"name": "page_size", "in": "query", "schema": {"type": "integer"}}
        ),
        1,
        ["the known difference `removed: GET *: query page_size` is there no more: take it out"],
    ),
    "a token in a header": (
        lambda d: d.update(components={"securitySchemes": {"x": {"type": "http", "scheme": "bearer"}}}),
        2,
        [
            "the security of every operation is http bearer now, was token in query",
            "the known difference `security: token in query -> none` is there no more: take it out",
        ],
    ),
}


def _form(document: Json, field: str) -> None:
    schema = {"required": ["token", "item"], "properties": {"token": {"type": "string"}, field: {"type": "string"}}}
    _boxes(document)["post"]["requestBody"]["content"]["application/json"]["schema"] = schema


@pytest.mark.parametrize("name", LABGURU)
def test_what_labguru_describes_otherwise_is_told_but_for_what_is_known(
    name: str, root: Path, serve: Callable[..., None]
) -> None:
    edit, status, sentences = LABGURU[name]
    known = root / "labguru" / "differences.toml"
    if "form" in name:
        known.write_text(KNOWN + '[[known]]\nreason = "x"\nchanges = ["optional: *: body item"]\n')
    serve("labguru", _after(VENDOR_V1, edit), VENDOR_V2)
    found = drift.report("labguru", root)
    assert [one.sentence for one in found.findings] == sentences
    assert (found.failed, found.status) == ("", status)


def test_an_exception_to_a_known_difference_is_news(root: Path, serve: Callable[..., None]) -> None:
    known = root / "labguru" / "differences.toml"
    known.write_text(
        KNOWN.replace('query page_size"]', 'query page*"]\nbut = ["removed: GET /api/v1/boxes: query page"]')
    )
    serve("labguru", _after(VENDOR_V1, lambda d: _boxes(d)["get"]["parameters"].pop()), VENDOR_V2)
    assert [one.key for one in drift.report("labguru", root).findings] == ["removed: GET /api/v1/boxes: query page"]


def test_both_files_of_the_vendor_count(root: Path, serve: Callable[..., None]) -> None:
    second = {"/api/v2/boxes": {"get": {"responses": {}}}, "/api/v2/robots/{id}": {"put": {"responses": {}}}}
    serve("labguru", VENDOR_V1, {**VENDOR_V2, "paths": second})
    found = drift.report("labguru", root)
    assert [one.key for one in found.findings] == ["added: GET /api/v2/boxes", "added: PUT /api/v2/robots/{}"]
    assert found.findings[1].place == "specs/labguru/, a new family"


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (LABGURU["a field"][0], "    BoxCreate:"),
        (LABGURU["no such parameter any more"][0], "      operationId: boxes.list"),
        (lambda d: d["paths"].update({"/api/v1/boxes/{id}": {"get": {"responses": {}}}}), "  /api/v1/boxes:"),
    ],
)
def test_a_finding_has_its_line_in_our_fragments(edit: Edit, line: str, root: Path, serve: Callable[..., None]) -> None:
    serve("labguru", _after(VENDOR_V1, edit), VENDOR_V2)
    file, _, number = drift.report("labguru", root).findings[0].place.partition(":")
    assert file == "specs/labguru/boxes.yaml"
    assert BOXES.splitlines()[int(number) - 1] == line


# The list that is kept, and the vendor's files where they are at hand

DIFFERENCES = ROOT / "specs" / "labguru" / "differences.toml"
VENDOR = [ROOT.parent / "shared" / "vendor" / f"labguru-v{version}.yml" for version in (1, 2)]
at_hand = pytest.mark.skipif(
    not all(file.exists() for file in VENDOR), reason="the vendor's files are no part of the project"
)


def _tables() -> tuple[shapes.Api, shapes.Api]:
    theirs: shapes.Api = {}
    for file in VENDOR:
        theirs |= shapes.api(upstream.parse(file.read_bytes()))
    ours = shapes.api(specs.read(specs.SPECS / "labguru.yaml"))
    return drift._comparable(ours), drift._comparable(theirs)


@at_hand
def test_the_vendors_files_hold_no_news_and_every_known_difference_is_there() -> None:
    files = [fetch.Got(file.name, b"", "", upstream.parse(file.read_bytes()), "") for file in VENDOR]
    assert [one.sentence for one in drift.labguru(files, specs.SPECS)] == []


@at_hand
def test_whatever_the_vendor_takes_away_is_news() -> None:
    """But where the list says that both ways mean the same: the brackets of filters, and a few fields."""
    ours, theirs = _tables()
    known = drift.Known(DIFFERENCES)
    unnoticed = set()
    for key in ours.keys() & theirs.keys():
        for part in theirs[key].parts:
            left = {one: field for one, field in theirs[key].parts.items() if part not in (one, *shapes.above(one))}
            found = changes.compare({key: ours[key]}, {key: theirs[key]._replace(parts=left)})
            if all(known.explains(change) for change in found):
                unnoticed.add(f"{key}: {part}")
    assert {one for one in unnoticed if ": query filter" not in one} == {
        "GET /api/v1/stocks/get_stocks_by_barcode: answer message",
        "GET /api/v1/stocks/get_stocks_by_barcode: answer type",
        "POST /api/v1/compounds: body smiles",
        "PUT /api/v1/compounds/{}: body smiles",
        "POST /api/v1/flags: answer flag.id",
        "POST /api/v1/pool_events: body item.stocks_usage.*",
    }


def test_each_known_difference_has_a_reason_and_stands_once() -> None:
    patterns = drift.Known(DIFFERENCES).stale
    text = DIFFERENCES.read_text(encoding="utf-8")
    assert all(text.count(f'"{one}"') + text.count(f"'{one}'") == 1 for one in patterns)
    assert len(text.splitlines()) < 300


# The program


def _files(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_nothing_is_written(root: Path, serve: Callable[..., None]) -> None:
    before = _files(root)
    serve("labvanced", _after(_kept(root), EVENTS["an operation"][0]))
    drift.report("labvanced", root)
    serve("labguru", VENDOR_V1, VENDOR_V2)
    drift.report("labguru", root)
    assert _files(root) == before


@pytest.mark.parametrize(("name", "status"), [("nothing", 0), ("an operation", 1), ("another server", 2)])
def test_the_program_ends_with_the_status(
    name: str, status: int, serve: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ROOT / "specs" / "labvanced"
    committed = upstream.parse((folder / upstream.source(folder)["file"]).read_bytes())
    serve("labvanced", _after(committed, EVENTS[name][0]))
    assert drift.main(["labvanced", "--json"]) == status
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["service"], told["status"], len(told["findings"])) == ("labvanced", status, bool(status))


def test_without_a_name_both_services_are_asked_and_the_worst_counts(
    httpserver: HTTPServer,
    serve: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(fetch, "PAUSE", 0)
    folder = ROOT / "specs" / "labvanced"
    serve("labvanced", upstream.parse((folder / upstream.source(folder)["file"]).read_bytes()))
    monkeypatch.setenv("LABGURU_SPEC_URL", httpserver.url_for("/nowhere"))
    assert drift.main([]) == 3
    told = capsys.readouterr().out
    assert "labvanced: nothing new" in told
    assert "labguru: could not tell: " in told


def test_a_name_that_could_steer_a_log_is_shown_without_its_power(root: Path, serve: Callable[..., None]) -> None:
    name = "a\n::stop-commands::\x1b[31m"
    serve("labguru", _after(VENDOR_V1, lambda d: _item(d)["properties"].update({name: {}})), VENDOR_V2)
    shown = drift.text(drift.report("labguru", root))
    assert "item.a::stop-commands::[31m of the body" in shown
    assert "\x1b" not in shown
    assert not any(line.startswith("::") for line in shown.splitlines())


def test_an_unknown_service_could_not_be_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert drift.main(["labgru"]) == 3
    assert "usage" in capsys.readouterr().err
