"""The parts of the sandbox that need no socket: how a request is read, and how a family is served from its schema."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from labclients.errors import UsageError
from labclients.sandbox.document import Document, documents, import_extra
from labclients.sandbox.labguru import Labguru
from labclients.sandbox.messages import Answer, File, Seen, nest, read_multipart
from labclients.sandbox.service import Account


def ask(
    service: Labguru, method: str, path: str, body: object = None, headers: dict[str, str] | None = None, **query: str
) -> Answer:
    content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    kind = {"content-type": "application/json"} if headers is None else headers
    pairs = (("token", service.account.token), *query.items())
    return service.answer(Seen(method, path, pairs, kind, content, "labguru"))


# ---- reading requests


def test_bracketed_parameters_nest_as_rails_nests_them() -> None:
    pairs = [
        ("filter[filters][0][field]", "title"),
        ("filter[filters][1][value][name]", "A"),
        ("ids[]", "1"),
        ("ids[]", "2"),
    ]
    assert nest(pairs) == {
        "filter": {"filters": {"0": {"field": "title"}, "1": {"value": {"name": "A"}}}},
        "ids": ["1", "2"],
    }


def test_a_later_scalar_replaces_a_structure_and_the_other_way_round() -> None:
    assert nest([("a[b]", "1"), ("a", "2")]) == {"a": "2"}
    assert nest([("a", "2"), ("a[b]", "1")]) == {"a": {"b": "1"}}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\r\n",
        b"\r\n--x",
        b"x--xyz\r\n",
        b"a\r\n--xyzzy\r\nb",
        b"a\n--xyz--\nb",
        bytes(range(256)) * 3,
        b"\r\n\r\n\r\n",
        b"ends with\r",
    ],
)
def test_a_part_of_a_form_is_read_byte_for_byte(content: bytes) -> None:
    head = b'--xyz\r\nContent-Disposition: form-data; name="item[attachment]"; filename="a%22b.bin"\r\n'
    body = head + b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--xyz--\r\n"
    [(name, file)] = read_multipart('multipart/form-data; boundary="xyz"', body)
    assert (name, file) == ("item[attachment]", File('a"b.bin', "image/png", content))


# ---- families that nobody wrote code for


def described(*families: str) -> Document:
    """A document with plain families of one shape, and an action on their records."""
    paths: dict[str, Any] = {}
    thing = {"$ref": "#/components/schemas/Thing"}
    for family in families:
        paths |= family_paths(family, thing)
    properties: dict[str, Any] = {
        "id": {"type": "integer"},
        "uuid": {"type": ["string", "null"]},
        "name": {"type": ["string", "null"]},
        "count": {"type": ["string", "null"]},
        "owner": {"anyOf": [{"$ref": "#/components/schemas/Person"}, {"type": "null"}]},
        "state": {"type": ["string", "null"]},
    }
    page = {"type": "object", "properties": {"meta": {}, "data": {"type": "array", "items": thing}}}
    create = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    wrapped = {
        "type": "object",
        "required": ["system_thing"],
        "properties": {"system_thing": {"$ref": "#/components/schemas/ThingCreate"}},
    }
    schemas = {"Thing": {"type": "object", "properties": properties}, "ThingPage": page, "ThingCreate": create}
    person = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}
    return Document(
        {"paths": paths, "components": {"schemas": schemas | {"ThingCreateRequest": wrapped, "Person": person}}}
    )


def family_paths(family: str, thing: dict[str, Any]) -> dict[str, Any]:
    number = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    switches = [{"name": name, "in": "query", "schema": {"type": "integer"}} for name in ("page", "page_size")]
    switches.append({"name": "meta", "in": "query", "schema": {"type": "boolean"}})
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ThingCreateRequest"}}}}
    many = {"anyOf": [{"type": "array", "items": thing}, {"$ref": "#/components/schemas/ThingPage"}]}

    def answer(schema: Any) -> dict[str, Any]:
        return {"2XX": {"description": "", "content": {"application/json": {"schema": schema}}}}

    return {
        f"/api/v1/{family}": {
            "get": {
                "operationId": f"{family}.list",
                "x-paged": True,
                "parameters": switches,
                "responses": answer(many),
            },
            "post": {"operationId": f"{family}.create", "requestBody": body, "responses": answer(thing)},
        },
        f"/api/v1/{family}/{{id}}": {
            "parameters": [number],
            "get": {"operationId": f"{family}.get", "responses": answer(thing)},
            "put": {"operationId": f"{family}.update", "requestBody": body, "responses": answer(thing)},
            "delete": {"operationId": f"{family}.delete", "responses": {"2XX": {"description": "", "x-empty": True}}},
        },
        f"/api/v1/{family}/add_item": {
            "post": {"operationId": f"{family}.add_item", "requestBody": body, "responses": answer(thing)}
        },
        f"/api/v1/{family}/{{id}}/approve": {
            "patch": {"operationId": f"{family}.approve", "parameters": [number], "responses": answer(thing)}
        },
    }


@pytest.fixture(scope="module")
def plain() -> Labguru:
    return Labguru(described("widgets", "gadgets"), Account(), experiments=0, stocks=0)


def test_a_new_family_is_served_from_its_schema_alone(plain: Labguru) -> None:
    made = ask(plain, "POST", "/api/v1/widgets", {"system_thing": {"name": "W", "count": 7, "Own Column": [1]}})
    record: Any = made.value
    assert made.status == 201
    owner = {"id": 1, "name": "Ada Okafor", "url": "/admin/members/1"}
    seen = {"name": "W", "count": "7", "owner": owner, "state": None, "Own Column": [1]}
    assert record == seen | {"id": record["id"], "uuid": record["uuid"]}
    path = f"/api/v1/widgets/{record['id']}"
    assert ask(plain, "GET", path).value == record
    assert ask(plain, "PATCH", f"{path}/approve", {}).value == record
    assert ask(plain, "DELETE", path).status == 204
    assert ask(plain, "GET", path).status == 404


def test_an_action_that_answers_a_record_makes_one(plain: Labguru) -> None:
    made: Any = ask(plain, "POST", "/api/v1/widgets/add_item", {"system_thing": {"name": "ordered"}}).value
    listed: Any = ask(plain, "GET", "/api/v1/widgets").value
    assert made in listed


def test_families_do_not_share_records(plain: Labguru) -> None:
    ask(plain, "POST", "/api/v1/widgets", {"system_thing": {"name": "only here"}})
    listed: Any = ask(plain, "GET", "/api/v1/gadgets").value
    assert listed
    assert all(one["name"] != "only here" for one in listed)


def test_a_missing_field_is_the_services_own_422_and_a_missing_wrapper_a_400(plain: Labguru) -> None:
    missing = ask(plain, "POST", "/api/v1/widgets", {"system_thing": {}})
    assert (missing.status, missing.value) == (
        422,
        {"error_message": "Name can't be blank", "type": "invalid_request_error"},
    )
    assert ask(plain, "POST", "/api/v1/widgets", {"item": {"name": "W"}}).status == 400


def test_paths_and_verbs_outside_of_the_specification_are_refused_in_json(plain: Labguru) -> None:
    assert ask(plain, "GET", "/api/v1/sprockets").status == 404
    assert ask(plain, "GET", "/api/v1/widgets/abc").status == 404
    assert ask(plain, "PATCH", "/api/v1/widgets").status == 405


def test_an_answer_that_breaks_the_specification_never_leaves(plain: Labguru) -> None:
    record = plain.store.tables.setdefault(("gadgets",), {})
    record[77] = {"id": 77, "name": 5}
    answer = ask(plain, "GET", "/api/v1/gadgets/77")
    assert answer.status == 500
    assert b"gadgets.get" in answer.body
    assert b"name" in answer.body
    del record[77]


# ---- the real specification


@pytest.fixture
def lenient() -> Labguru:
    return Labguru(documents()[0], Account(), strict=False, experiments=3, stocks=3)


def test_without_strict_a_nonsensical_page_is_the_first(lenient: Labguru) -> None:
    assert (
        ask(lenient, "GET", "/api/v1/experiments", page="x").value == ask(lenient, "GET", "/api/v1/experiments").value
    )


def test_two_sandboxes_of_one_seed_answer_alike_and_share_nothing() -> None:
    one, other, third = (Labguru(documents()[0], Account(), seed=seed, experiments=5, stocks=9) for seed in (4, 4, 5))
    first = ask(one, "GET", "/api/v1/experiments").body
    assert first == ask(other, "GET", "/api/v1/experiments").body
    assert first != ask(third, "GET", "/api/v1/experiments").body
    ask(one, "PUT", "/api/v1/experiments/966", {"item": {"title": "changed"}})
    assert ask(other, "GET", "/api/v1/experiments").body == first


def test_importing_the_sandbox_imports_nothing_of_the_extra() -> None:
    code = "import labclients.sandbox, sys; print({'uvicorn', 'jsonschema_rs', 'starlette'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_missing_extra_is_named() -> None:
    with pytest.raises(UsageError, match=r'pip install "labclients\[sandbox\]"'):
        import_extra("labclients_no_such_module")
