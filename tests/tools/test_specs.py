"""Building and linting the specs: what stands twice or matches nothing is refused, and each rule catches its breach."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from tools import specs, upstream
from tools.lint import lint

Json = dict[str, Any]

# What Labvanced's public pages say, as OpenAPI; a copy, so that these laws hold on the day the real file is fetched.
TRANSCRIBED = Path(__file__).parent.parent / "data" / "vendor" / "labvanced.json"
SESSIONS = "/api/{expId}/sessions"

HAS_FRAGMENTS = any((specs.SPECS / "labguru").glob("*.yaml"))
COMMITTED = [
    pytest.param("labvanced"),
    pytest.param("labguru", marks=pytest.mark.skipif(not HAS_FRAGMENTS, reason="specs/labguru has no fragments yet")),
]


# The committed specs


@pytest.mark.parametrize("service", COMMITTED)
def test_the_committed_spec_is_what_its_parts_build(service: str) -> None:
    assert specs.check(service) == []


@pytest.mark.parametrize("service", COMMITTED)
def test_the_committed_spec_is_valid_and_breaks_no_rule(service: str) -> None:
    assert specs.report(service) == []


@pytest.mark.parametrize("service", COMMITTED)
def test_two_builds_give_the_same_text_and_yaml_gives_the_document_back(service: str, tmp_path: Path) -> None:
    first, second = specs.build(service), specs.build(service)
    assert specs.text(service, first) == specs.text(service, second)
    (tmp_path / "built.yaml").write_text(specs.text(service, first), encoding="utf-8")
    assert specs.read(tmp_path / "built.yaml") == first


def test_a_spec_that_was_edited_by_hand_is_found(tmp_path: Path) -> None:
    root = _labguru(tmp_path, **{"common.yaml": "openapi: 3.1.0\n"})
    specs.write("labguru", root)
    assert specs.check("labguru", root) == []
    with (root / "labguru.yaml").open("a") as file:
        file.write("x-mine: 1\n")
    (message,) = specs.check("labguru", root)
    assert "nox -s build" in message


# The union of Labguru's fragments


def _labguru(root: Path, **files: str) -> Path:
    (root / "labguru").mkdir(exist_ok=True)
    for name, content in files.items():
        (root / "labguru" / name).write_text(content, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        ("paths: {/a: {get: {operationId: a.x}}}", "paths: {/a: {put: {operationId: a.y}}}", "/a"),
        ("paths: {/a: {get: {operationId: a.x}}}", "paths: {/b: {get: {operationId: a.x}}}", "operationId a.x"),
        ("components: {schemas: {Tag: {}}}", "components: {schemas: {Tag: {}}}", "schemas Tag"),
        ("components: {parameters: {page: {}}}", "components: {parameters: {page: {}}}", "parameters page"),
        ("components: {responses: {Empty: {}}}", "components: {responses: {Empty: {}}}", "responses Empty"),
    ],
)
def test_what_stands_in_two_fragments_is_refused_naming_both(one: str, other: str, twice: str, tmp_path: Path) -> None:
    root = _labguru(tmp_path, **{"common.yaml": "openapi: 3.1.0", "one.yaml": one, "other.yaml": other})
    with pytest.raises(specs.SpecError) as refused:
        specs.build("labguru", root)
    assert twice in str(refused.value)
    assert "labguru/one.yaml" in str(refused.value)
    assert "labguru/other.yaml" in str(refused.value)


def test_only_common_says_what_holds_for_the_whole_document(tmp_path: Path) -> None:
    root = _labguru(tmp_path, **{"common.yaml": "openapi: 3.1.0", "one.yaml": "info: {title: x}"})
    with pytest.raises(specs.SpecError, match=r"labguru/one\.yaml has `info`"):
        specs.build("labguru", root)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "line 4: the key 'c' stands twice"),
        ("responses:\n  200: {}\n", "line 2: the key 200 is not text"),
        ("properties:\n  on: {}\n", "line 2: the key True is not text"),
        ("a: [", "is not YAML"),
        ("", "holds no mapping"),
    ],
)
def test_yaml_that_json_could_not_say_is_refused_naming_the_file(content: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "part.yaml"
    file.write_text(content)
    with pytest.raises(specs.SpecError) as refused:
        specs.read(file)
    assert message in str(refused.value)
    assert "part.yaml" in str(refused.value)


def test_a_date_in_yaml_stays_text(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("example: 2024-07-26")
    assert specs.read(tmp_path / "part.yaml") == {"example": "2024-07-26"}


def test_a_command_that_fails_says_one_sentence_and_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert specs.main(["bild"]) == 2
    assert capsys.readouterr().err.startswith("usage: ")


# What is sent and what comes back


def test_a_schema_that_is_sent_and_answered_is_split() -> None:
    document = _parts_document()
    specs.part_requests(document)
    schemas = document["components"]["schemas"]
    create = document["paths"]["/a"]["post"]
    assert schemas["Request"] == {
        "properties": {"item": {"$ref": "#/components/schemas/ThingInput"}},
        "writeOnly": True,
    }
    assert schemas["ThingInput"] == {
        "properties": {"tag": {"$ref": "#/components/schemas/TagInput"}},
        "writeOnly": True,
    }
    assert schemas["TagInput"] == {"type": "object", "writeOnly": True}
    assert schemas["Thing"] == {"properties": {"tag": {"$ref": "#/components/schemas/Tag"}}}
    assert schemas["Tag"] == {"type": "object"}
    assert create["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/Request")
    assert create["responses"]["2XX"]["content"]["application/json"]["schema"]["$ref"].endswith("/Thing")


def test_a_split_never_overwrites_a_schema() -> None:
    document = _parts_document()
    document["components"]["schemas"]["TagInput"] = {}
    with pytest.raises(specs.SpecError, match="TagInput is taken"):
        specs.part_requests(document)


def _parts_document() -> Json:
    def content(name: str) -> Json:
        return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}

    return {
        "paths": {"/a": {"post": {"requestBody": content("Request"), "responses": {"2XX": content("Thing")}}}},
        "components": {
            "schemas": {
                "Request": {"properties": {"item": {"$ref": "#/components/schemas/Thing"}}},
                "Thing": {"properties": {"tag": {"$ref": "#/components/schemas/Tag"}}},
                "Tag": {"type": "object"},
            }
        },
    }


# Labvanced: upstream and the patch


@pytest.mark.parametrize("action", [{"update": {"x": 1}}, {"remove": True}])
def test_an_action_that_matches_nothing_is_refused_by_name(action: Json) -> None:
    patch = {"actions": [{"target": "$.info", "update": {"x": 1}}, {"target": "$.paths['/gone'].get", **action}]}
    with pytest.raises(specs.SpecError, match=r"action 2 .*\$\.paths\['/gone'\]\.get matches nothing"):
        specs.patched({"info": {}, "paths": {}}, patch)


@pytest.mark.parametrize("action", [{}, {"remove": False}, {"remove": True, "update": {}}, {"copy": "$.info"}])
def test_an_action_that_oas_patch_would_read_otherwise_is_refused(action: Json) -> None:
    with pytest.raises(specs.SpecError, match="action 1"):
        specs.patched({"info": {}}, {"actions": [{"target": "$.info", **action}]})


def test_patching_leaves_upstream_as_it_was() -> None:
    upstream = {"info": {"title": "theirs"}}
    assert specs.patched(upstream, {"actions": [{"target": "$.info", "update": {"title": "ours"}}]}) != upstream
    assert upstream == {"info": {"title": "theirs"}}


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("get", "/api/{expId}/participants", "participants.list"),
        ("get", "/api/{expId}/x/{id}", "x.get"),
        ("post", "/api/v1/dataSets", "data_sets.create"),
        ("put", "/api/files/{id}", "files.update"),
        ("patch", "/api/files/{id}", "files.update"),
        ("delete", "/api/files/{id}", "files.delete"),
        ("get", "/api/{expId}", "exp.get"),
        ("get", "/", "root.list"),
    ],
)
def test_an_operation_is_named_after_its_method_and_path(method: str, path: str, name: str) -> None:
    assert specs.names(method, path)[0] == name


def test_every_operation_gets_a_name_of_its_own_and_the_patch_comes_first() -> None:
    document = {
        "paths": {
            "/api/{expId}/sessions/{id}/files": {"get": {}},
            "/api/{expId}/files": {"get": {}, "post": {}},
            "/api/other": {"post": {"operationId": "files.create"}},
        }
    }
    specs.name_operations(document)
    assert [operation.name for operation in specs.operations(document["paths"])] == [
        "files.list_by_get_exp_id_sessions_id_files",
        "files.list",
        "files.create_by_post_exp_id_files",
        "files.create",
    ]


@pytest.mark.parametrize(("state", "evidence"), [("fetched", "vendor"), ("transcribed", "assumed")])
def test_a_file_as_vendors_write_them_fits_the_patch_and_the_rules(state: str, evidence: str, tmp_path: Path) -> None:
    """OpenAPI 3.0, names and tags of their own, security on every operation, a relative server, a new operation."""
    answers = {
        "200": {"description": "", "content": {"application/json": {"schema": {"nullable": True, "type": "object"}}}}
    }
    document = _transcription()
    document |= {"openapi": "3.0.3", "servers": [{"url": "/"}], "security": None}
    del document["security"]
    document["paths"]["/api/{expId}/participants"] = {
        "parameters": [{"name": "expId", "in": "path", "required": True, "schema": {"type": "integer"}}],
        "delete": {"responses": copy.deepcopy(answers)},
    }
    for operation in specs.operations(document["paths"]):
        operation.body.update(operationId="theirs", tags=["A", "B"], security=[{"token": []}], responses=answers)
    root = _labvanced(tmp_path, document, state)

    specs.write("labvanced", root)
    assert specs.report("labvanced", root) == []
    built = specs.build("labvanced", root)
    assert built["servers"] == [{"url": "https://www.labvanced.com"}]
    assert built["security"] == [{"token": []}]
    assert built["x-source"]["state"] == state
    assert built["components"]["securitySchemes"]["token"]["x-evidence"] == evidence
    new = built["paths"]["/api/{expId}/participants"]["delete"]
    assert new["responses"]["2XX"]["content"]["application/json"]["schema"] == {"type": ["object", "null"]}
    assert {key: new[key] for key in ("operationId", "tags", "x-effect", "x-evidence", "x-paged")} == {
        "operationId": "participants.delete",
        "tags": ["participants"],
        "x-effect": "write",
        "x-evidence": evidence,
        "x-paged": False,
    }
    assert built["paths"]["/api/{expId}/sessions"]["get"]["tags"] == ["sessions"]


def test_upstream_is_the_file_that_its_source_describes(tmp_path: Path) -> None:
    root = _labvanced(tmp_path, {"openapi": "3.1.0", "paths": {}}, "fetched")
    (root / "labvanced" / "upstream.json").write_text("{}")
    with pytest.raises(specs.SpecError, match="sha256"):
        specs.build("labvanced", root)


def test_upstream_in_yaml_builds_what_it_builds_in_json(tmp_path: Path) -> None:
    (tmp_path / "yaml").mkdir()
    root = _labvanced(tmp_path / "yaml", {}, "fetched")
    upstream.keep(root / "labvanced", yaml.safe_dump(_transcription()).encode(), url="https://example.org")
    built = specs.build("labvanced", root)
    wanted = specs.build("labvanced", _labvanced(tmp_path, _transcription(), "fetched"))
    assert {**built, "x-source": None} == {**wanted, "x-source": None}


def test_our_schema_takes_nothing_from_one_of_upstreams_that_is_called_the_same(tmp_path: Path) -> None:
    """Theirs has no use once the patch has set the answers, and is left out."""
    document = _transcription()
    document["components"]["schemas"] = {"Session": {"type": "object", "required": ["id"], "properties": {"id": {}}}}
    document["paths"][SESSIONS]["get"]["responses"]["200"] |= _json(_ref("schemas", "Session"))
    (tmp_path / "without").mkdir()
    built = specs.build("labvanced", _labvanced(tmp_path, document, "fetched"))
    without = specs.build("labvanced", _labvanced(tmp_path / "without", _transcription(), "fetched"))
    assert built["components"]["schemas"] == without["components"]["schemas"]


def test_upstreams_schema_keeps_its_place_under_another_name(tmp_path: Path) -> None:
    """Where an operation that we do not patch answers it."""
    theirs = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
    document = _transcription()
    document["components"]["schemas"] = {"Session": theirs}
    document["paths"]["/api/latest"] = {
        "get": {"responses": {"200": {"description": "", **_json(_ref("schemas", "Session"))}}}
    }
    root = _labvanced(tmp_path, document, "fetched")
    specs.write("labvanced", root)
    assert specs.report("labvanced", root) == []
    built = specs.build("labvanced", root)
    answer = built["paths"]["/api/latest"]["get"]["responses"]["2XX"]
    assert answer["content"]["application/json"]["schema"] == _ref("schemas", "SessionUpstream")
    assert built["components"]["schemas"]["SessionUpstream"] == theirs
    assert "rec_session_id" in built["components"]["schemas"]["Session"]["properties"]


NOTHING = {"description": "Deleted."}
ANYTHING = {"content": {"application/json": {"schema": {}}}}


@pytest.mark.parametrize(
    ("answers", "success"),
    [
        ({"200": {"description": "x"}}, {"description": "x", **ANYTHING}),
        ({"204": NOTHING}, {"$ref": "#/components/responses/Empty"}),
        ({"200": {"description": "x", **ANYTHING}, "204": NOTHING}, {"description": "x", **ANYTHING}),
        ({"default": {"description": "x", "content": {"application/json": {}}}}, {"description": "x", **ANYTHING}),
        ({}, {"description": "Not described.", **ANYTHING}),
    ],
)
def test_what_upstream_says_of_success_stands_under_2xx(answers: Json, success: Json, tmp_path: Path) -> None:
    document = _transcription()
    document["paths"]["/api/new"] = {"delete": {"responses": {**answers, "404": {"description": "Gone."}}}}
    root = _labvanced(tmp_path, document, "fetched")
    specs.write("labvanced", root)
    assert specs.report("labvanced", root) == []
    built = specs.build("labvanced", root)["paths"]["/api/new"]["delete"]["responses"]
    assert built == {"2XX": success, "404": {"description": "Gone."}}


def test_two_kinds_of_success_are_left_to_a_person(tmp_path: Path) -> None:
    document = _transcription()
    answers = {code: {"description": code, **ANYTHING} for code in ("200", "202")}
    document["paths"]["/api/new"] = {"get": {"responses": answers}}
    root = _labvanced(tmp_path, document, "fetched")
    specs.write("labvanced", root)
    assert ["rule 3" in message for message in specs.report("labvanced", root)] == [True]


def test_security_is_the_one_that_operations_name_and_an_open_one_stays_open(tmp_path: Path) -> None:
    document = _transcription()
    del document["security"]
    document["paths"][SESSIONS]["get"]["security"] = [{"token": []}]
    document["paths"]["/api/status"] = {"get": {"responses": {}, "security": []}}
    root = _labvanced(tmp_path, document, "fetched")
    specs.write("labvanced", root)
    assert specs.report("labvanced", root) == []
    built = specs.build("labvanced", root)
    assert built["security"] == [{"token": []}]
    assert [one.body.get("security") for one in specs.operations(built["paths"])] == [[], None, None]


def test_security_that_every_operation_has_of_its_own_is_what_counts(tmp_path: Path) -> None:
    """The root's is then nobody's."""
    document = _transcription()
    document["components"]["securitySchemes"]["other"] = {"type": "http", "scheme": "bearer"}
    for operation in specs.operations(document["paths"]):
        operation.body["security"] = [{"other": []}]
    root = _labvanced(tmp_path, document, "fetched")
    specs.write("labvanced", root)
    assert specs.report("labvanced", root) == []
    assert specs.build("labvanced", root)["security"] == [{"other": []}]


@pytest.mark.parametrize(
    ("servers", "url"),
    [
        ([], "https://www.labvanced.com"),
        ([{"url": "/v2/"}], "https://www.labvanced.com/v2"),
        ([{"url": "https://api.labvanced.com/"}], "https://api.labvanced.com"),
        ([{"url": "https://{r}.labvanced.com", "variables": {"r": {"default": "eu"}}}], "https://eu.labvanced.com"),
    ],
)
def test_a_server_is_a_whole_address(servers: list[Json], url: str, tmp_path: Path) -> None:
    document = {**_transcription(), "servers": servers}
    assert specs.build("labvanced", _labvanced(tmp_path, document, "fetched"))["servers"][0]["url"] == url


def test_headers_that_openapi_has_ignored_are_no_parameters(tmp_path: Path) -> None:
    document = _transcription()
    parameters = [{"name": name, "in": "header", "schema": {}} for name in ("Authorization", "accept", "X-Lab")]
    document["paths"]["/api/new"] = {"parameters": parameters, "get": {"responses": {}, "parameters": parameters[:2]}}
    built = specs.build("labvanced", _labvanced(tmp_path, document, "fetched"))["paths"]["/api/new"]
    assert (built["parameters"], built["get"]["parameters"]) == (parameters[2:], [])


def test_an_id_that_upstream_calls_text_may_be_a_number(tmp_path: Path) -> None:
    document = _transcription()
    document["paths"][SESSIONS]["get"]["parameters"][0]["schema"] = {"type": "string"}
    built = specs.build("labvanced", _labvanced(tmp_path, document, "fetched"))
    assert built["paths"][SESSIONS]["get"]["parameters"][0]["schema"] == {"type": ["integer", "string"]}


def test_what_3_0_says_of_null_and_of_limits_is_said_as_in_3_1() -> None:
    node = {
        "openapi": "3.0.1",
        "a": {"nullable": True, "type": "string"},
        "b": {"nullable": True, "allOf": [{"$ref": "#/b"}]},
        "c": {"type": "integer", "minimum": 0, "exclusiveMinimum": True, "maximum": 9, "exclusiveMaximum": False},
        "d": {"nullable": {"type": "boolean"}},
    }
    specs.lift(node)
    assert node == {
        "openapi": "3.1.0",
        "a": {"type": ["string", "null"]},
        "b": {"anyOf": [{"allOf": [{"$ref": "#/b"}]}, {"type": "null"}]},
        "c": {"type": "integer", "exclusiveMinimum": 0, "maximum": 9},
        "d": {"nullable": {"type": "boolean"}},
    }


def test_a_reference_that_leads_nowhere_is_a_sentence(tmp_path: Path) -> None:
    document = _transcription()
    document["paths"]["/api/new"] = {"get": {"responses": {"200": _ref("responses", "Gone")}}}
    with pytest.raises(specs.SpecError, match="leads nowhere"):
        specs.build("labvanced", _labvanced(tmp_path, document, "fetched"))


def _transcription() -> Json:
    document: Json = json.loads(TRANSCRIBED.read_text(encoding="utf-8"))
    return document


def _labvanced(root: Path, document: Json, state: str) -> Path:
    folder = root / "labvanced"
    folder.mkdir()
    content = json.dumps(document).encode()
    (folder / "upstream.json").write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    (folder / "source.toml").write_text(f'state = "{state}"\nurl = "https://example.org"\nsha256 = "{sha256}"\n')
    (folder / "patch.yaml").write_text((specs.SPECS / "labvanced" / "patch.yaml").read_text())
    return root


# Lint: a document without fault, and one breach at a time


@pytest.fixture
def good() -> Json:
    return _good()


GOOD = """
openapi: 3.1.0
security: [{token: []}]
x-kendo-operators: {text: {eq: eq}}
tags: [{name: things, description: Things.}]
paths:
  /api/v1/things:
    get:
      operationId: things.list
      tags: [things]
      x-effect: read
      x-evidence: live
      x-paged: true
      x-kendo: {fields: {title: {operators: text, evidence: live}}}
      parameters:
      - {$ref: '#/components/parameters/page'}
      - {$ref: '#/components/parameters/page_size'}
      - {$ref: '#/components/parameters/meta'}
      - {$ref: '#/components/parameters/kendo'}
      - {$ref: '#/components/parameters/filter'}
      - {$ref: '#/components/parameters/sort'}
      responses: {2XX: {content: {application/json: {schema: {anyOf: [
        {type: array, items: {$ref: '#/components/schemas/Thing'}}, {$ref: '#/components/schemas/ThingPage'}]}}}}}
    post:
      operationId: things.create
      tags: [things]
      x-effect: write
      x-evidence: live
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/ThingCreateRequest'}}}}
      responses: {2XX: {$ref: '#/components/responses/Empty'}}
  /api/v1/things/{id}:
    parameters: [{$ref: '#/components/parameters/id'}]
    get:
      operationId: things.get
      tags: [things]
      x-effect: read
      x-evidence: live
      responses: {2XX: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
    put:
      operationId: things.update
      tags: [things]
      x-effect: write
      x-evidence: live
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/ThingUpdate'}}}}
      responses: {2XX: {content: {application/zip: {schema: {type: string, format: binary}}}}}
  /api/v1/login:
    post:
      operationId: things.login
      tags: [things]
      x-effect: login
      x-evidence: live
      security: []
      responses: {2XX: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
components:
  securitySchemes: {token: {type: apiKey, in: query, name: token}}
  parameters:
    id: {name: id, in: path, required: true, schema: {type: integer}}
    page: {name: page, in: query, schema: {type: integer}}
    page_size: {name: page_size, in: query, schema: {type: integer}}
    meta: {name: meta, in: query, schema: {type: boolean}}
    kendo: {name: kendo, in: query, schema: {type: boolean}}
    filter: {name: filter, in: query, schema: {}}
    sort: {name: sort, in: query, schema: {}}
  responses:
    Empty: {description: Done., x-empty: true}
  schemas:
    Thing:
      type: object
      additionalProperties: true
      x-evidence: live
      properties: {id: {type: integer}, enum: {type: string}, properties: {type: string}}
    ThingPage:
      type: object
      additionalProperties: true
      x-evidence: live
      properties:
        meta: {$ref: '#/components/schemas/PageMeta'}
        data: {type: array, items: {$ref: '#/components/schemas/Thing'}}
    PageMeta:
      type: object
      additionalProperties: true
      x-evidence: live
      properties: {item_count: {type: [integer, 'null']}}
    ThingCreate:
      type: object
      additionalProperties: true
      writeOnly: true
      required: [title]
      properties: {title: {type: string}}
    ThingCreateRequest:
      type: object
      writeOnly: true
      required: [item]
      properties: {item: {$ref: '#/components/schemas/ThingCreate'}}
    ThingUpdate:
      type: object
      additionalProperties: true
      writeOnly: true
      properties: {title: {type: [string, 'null']}}
"""


def _good() -> Json:
    return yaml.safe_load(GOOD)


def _ref(section: str, name: str) -> Json:
    return {"$ref": f"#/components/{section}/{name}"}


def _json(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}


LIST = ("/api/v1/things", "get")
CREATE = ("/api/v1/things", "post")
GET = ("/api/v1/things/{id}", "get")
LOGIN = ("/api/v1/login", "post")


def _op(place: tuple[str, str], **changes: object) -> Callable[[Json], object]:
    return lambda d: d["paths"][place[0]][place[1]].update({key.replace("x_", "x-"): v for key, v in changes.items()})


def _schema(name: str, **changes: object) -> Callable[[Json], object]:
    return lambda d: d["components"]["schemas"][name].update({key.replace("x_", "x-"): v for key, v in changes.items()})


def _scheme(**scheme: object) -> Callable[[Json], object]:
    return lambda d: d["components"]["securitySchemes"].update(token=scheme)


def _add(path: str, item: Json) -> Callable[[Json], object]:
    return lambda d: d["paths"].update({path: item})


def _get_of(name: str, **changes: object) -> Json:
    return {"get": {**_good()["paths"]["/api/v1/things/{id}"]["get"], "operationId": name, **changes}}


def _path_parameter(name: str, kind: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": {"type": kind}}


ALWAYS = [
    ("rule 1", "snake_case", _op(GET, operationId="getThing")),
    ("rule 1", "snake_case", _op(GET, operationId=None)),
    ("rule 1", "its one tag", _op(GET, tags=["things", "more"])),
    ("rule 1", "two operations", _op(GET, operationId="things.list", x_paged=False)),
    (
        "rule 1",
        "_v2",
        _add("/api/v2/things/{id}", {**_get_of("things.fetch"), "parameters": [_ref("parameters", "id")]}),
    ),
    ("rule 2", "x-effect is one of", _op(GET, x_effect="reads")),
    ("rule 2", "x-evidence is one of", _op(GET, x_evidence=None)),
    ("rule 2", "x-paged", _op(LIST, x_paged=None)),
    ("rule 2", "only a list", _op(GET, x_kendo={"fields": {}})),
    ("rule 2", "x-kendo is", _op(LIST, x_kendo={"title": "text"})),
    ("rule 2", "operators is one of", _op(LIST, x_kendo={"fields": {"a": {"operators": "all", "evidence": "live"}}})),
    ("rule 2", "evidence is one of", _op(LIST, x_kendo={"fields": {"a": {"operators": "text", "evidence": "?"}}})),
    ("rule 3", "under 2XX", _op(GET, responses={"200": _json(_ref("schemas", "Thing"))})),
    ("rule 3", "only there", _op(GET, responses={"2XX": _json(_ref("schemas", "Thing")), "204": {}})),
    ("rule 3", "has content", _op(GET, responses={"2XX": {"description": "x"}})),
    ("rule 3", "has no schema", _op(GET, responses={"2XX": {"content": {"application/json": {}}}})),
    (
        "rule 7",
        "other names",
        _add("/api/v1/things/{name}", {**_get_of("things.by"), "parameters": [_path_parameter("name", "string")]}),
    ),
    ("rule 7", "not in both", _add("/api/v1/more/{id}", _get_of("things.more"))),
    (
        "rule 7",
        "not in both",
        _add("/api/v1/more", {**_get_of("things.more"), "parameters": [_ref("parameters", "id")]}),
    ),
    ("rule 8", "at the root", lambda d: d.pop("security")),
    ("rule 8", "names a scheme", lambda d: d["components"].pop("securitySchemes")),
    ("rule 8", "security of its own", _op(LOGIN, security=[{"token": []}])),
    ("rule 8", "header or the query", _scheme(type="apiKey", **{"in": "cookie"}, name="t")),
    ("rule 8", "header or the query", _scheme(type="http", scheme="basic")),
    ("rule 8", "header or the query", _scheme(type="oauth2", flows={})),
    ("rule 8", "no parameter", _op(GET, parameters=[{"name": "token", "in": "query"}])),
    ("", "leads nowhere", _op(GET, responses={"2XX": _ref("responses", "Gone")})),
    ("", "leads nowhere", _schema("Thing", properties={"a": {"$ref": "other.yaml#/a"}})),
]
HAND_WRITTEN = [
    ("rule 1", "`tags` describes the family", lambda d: d["tags"].clear()),
    ("rule 3", "a $ref, an array", _op(GET, responses={"2XX": _json({"type": "object"})})),
    (
        "rule 3",
        "format: binary",
        _op(GET, responses={"2XX": {"content": {"application/zip": {"schema": {"type": "string"}}}}}),
    ),
    ("rule 3", "not text/csv", _op(GET, responses={"2XX": {"content": {"text/csv": {"schema": {"type": "string"}}}}})),
    ("rule 4", "`type: object`", _schema("Thing", type="array")),
    ("rule 4", "additionalProperties", _schema("Thing", additionalProperties=False)),
    ("rule 4", "nothing in an answer is required", _schema("Thing", required=["title"])),
    ("rule 4", "x-evidence", _schema("Thing", x_evidence="seen")),
    ("rule 4", "no enum", _schema("Thing", properties={"a": {"type": "array", "items": {"enum": ["x"]}}})),
    ("rule 4", "a date is a string", _schema("Thing", properties={"a": {"type": "string", "format": "date-time"}})),
    ("rule 4", "no allOf", _schema("Thing", properties={"a": {"allOf": [_ref("schemas", "PageMeta")]}})),
    ("rule 4", "a name of its own", _schema("Thing", properties={"a": {"type": "object", "properties": {}}})),
    (
        "rule 4",
        "a name of its own",
        _schema("ThingUpdate", properties={"a": {"anyOf": [{"properties": {}}, {"type": "null"}]}}),
    ),
    ("rule 5", "one property, the wrapper", _schema("ThingCreateRequest", required=[])),
    ("rule 5", "a schema with a name", _op(CREATE, requestBody=_json({"type": "object"}))),
    ("rule 5", "called <Thing>Create", _op(CREATE, requestBody=_json(_ref("schemas", "ThingUpdate")))),
    ("rule 5", "additionalProperties", _schema("ThingCreate", additionalProperties=False)),
    ("rule 5", "nothing is required", _schema("ThingUpdate", required=["title"])),
    ("rule 5", "null clears", _schema("ThingUpdate", properties={"title": {"type": "string"}})),
    ("rule 6", "anyOf", _op(LIST, responses={"2XX": _json({"type": "array", "items": _ref("schemas", "Thing")})})),
    (
        "rule 6",
        "{meta, data}",
        _schema("ThingPage", properties={"data": {"type": "array", "items": _ref("schemas", "Thing")}}),
    ),
    (
        "rule 6",
        "page_size, meta, kendo",
        _op(LIST, parameters=[_ref("parameters", n) for n in ("page", "filter", "sort")]),
    ),
    ("rule 7", "no .json", _add("/api/v1/more.json", _get_of("things.more"))),
    ("rule 7", "is an integer", lambda d: d["components"]["parameters"]["id"]["schema"].update(type="string")),
    (
        "rule 7",
        "is a string",
        _add("/api/{name}", {**_get_of("things.by"), "parameters": [_path_parameter("name", "integer")]}),
    ),
    ("rule 8", "a login has", _op(LOGIN, x_effect="write")),
    ("rule 8", "a login has", _op(GET, security=[])),
    (
        "components are used",
        "schemas Orphan",
        lambda d: d["components"]["schemas"].update(Orphan=d["components"]["schemas"]["Thing"]),
    ),
]


def test_a_document_that_keeps_the_rules_has_nothing_wrong(good: Json) -> None:
    assert lint(good) == []


@pytest.mark.parametrize(("rule", "words", "spoil"), ALWAYS)
@pytest.mark.parametrize("hand_written", [True, False])
def test_lint_finds_it_whoever_wrote_it(
    rule: str, words: str, spoil: Callable[[Json], object], hand_written: bool, good: Json
) -> None:
    spoil(good)
    found = lint(good, hand_written)
    assert [message for message in found if words in message and rule in message]


@pytest.mark.parametrize(("rule", "words", "spoil"), HAND_WRITTEN)
def test_lint_finds_it_in_what_we_write_ourselves(
    rule: str, words: str, spoil: Callable[[Json], object], good: Json
) -> None:
    spoil(good)
    assert lint(good, hand_written=False) == []
    assert [message for message in lint(good) if words in message and rule in message]
