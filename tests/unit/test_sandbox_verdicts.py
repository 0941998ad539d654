"""The sandbox judges requests as openapi-core does, which is too slow to be asked about each one (7 ms, not 0.05)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from labclients.sandbox.document import Operation, documents
from labclients.sandbox.labguru import Labguru
from labclients.sandbox.messages import Answer, Seen
from labclients.sandbox.service import Account

openapi_core = pytest.importorskip("openapi_core")
DOCUMENT = documents()[0]
JSON = "application/json"
VALUES: dict[str, Any] = {"string": "x", "integer": 1, "number": 1.5, "boolean": True, "array": []}


class Sent:
    """A request, in the form of openapi-core."""

    host_url = "https://my.labguru.com"
    content_type = JSON

    def __init__(self, method: str, path: str, query: dict[str, str], body: object) -> None:
        from openapi_core.datatypes import RequestParameters
        from werkzeug.datastructures import Headers, ImmutableMultiDict

        self.method, self.path = method, path
        self.body = None if body is None else json.dumps(body).encode()
        asked = ImmutableMultiDict({"token": "t", **query})
        self.parameters = RequestParameters(asked, Headers({}), ImmutableMultiDict({}), {})


@pytest.fixture(scope="module")
def judge() -> Any:
    raw = json.loads(json.dumps(DOCUMENT.raw).replace('"format": "binary"', '"x-format": "binary"'))
    return openapi_core.OpenAPI.from_dict(raw, config=openapi_core.Config(spec_validator_cls=None))


@pytest.fixture(scope="module")
def labguru() -> Labguru:
    return Labguru(DOCUMENT, Account(), experiments=3, stocks=3)


def allowed(judge: Any, method: str, path: str, query: dict[str, str], body: object) -> bool:
    from openapi_core.exceptions import OpenAPIError

    try:
        judge.validate_request(Sent(method, path, query, body))
    except OpenAPIError:
        return False
    return True


def ask(labguru: Labguru, method: str, path: str, query: dict[str, str], body: object) -> Answer:
    content = b"" if body is None else json.dumps(body).encode()
    pairs = (("token", labguru.account.token), *query.items())
    return labguru.answer(Seen(method.upper(), path, pairs, {"content-type": JSON}, content, "labguru"))


@pytest.mark.parametrize("query", [{}, {"page": "2"}, {"page": "two"}, {"meta": "true"}, {"page_size": "1.5"}])
@pytest.mark.parametrize("path", ["experiments", "projects", "stocks", "attachments", "experiments/item_experiments"])
def test_queries(judge: Any, labguru: Labguru, path: str, query: dict[str, str]) -> None:
    request = ("get", f"/api/v1/{path}", query, None)
    assert (ask(labguru, *request).status < 400) == allowed(judge, *request)


def inner_schema(operation: Operation) -> dict[str, Any]:
    """The schema of what the wrapper holds."""
    schema = DOCUMENT.at(operation.bodies[JSON])
    return DOCUMENT.resolved(schema["properties"][operation.wrapper]) if operation.wrapper else schema


def complete(schema: dict[str, Any]) -> dict[str, Any]:
    """A value for each property, and for each of theirs."""
    return {name: value_of(DOCUMENT.resolved(one)) for name, one in schema["properties"].items()}


def value_of(schema: dict[str, Any]) -> Any:
    kinds = schema.get("type", "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    return complete({"properties": {}, **schema}) if kind == "object" else VALUES[kind]


@pytest.mark.parametrize("change", ["none", "one left out", "a number", "a null", "one more"])
@pytest.mark.parametrize("name", sorted(name for name, one in DOCUMENT.operations.items() if JSON in one.bodies))
def test_bodies(judge: Any, labguru: Labguru, name: str, change: str) -> None:
    operation = DOCUMENT.operations[name]
    schema = inner_schema(operation)
    fields = complete(schema)
    first = next(iter(fields))
    changed: dict[str, dict[str, Any]] = {
        "none": fields,
        "one left out": {key: value for key, value in fields.items() if key not in schema.get("required", [])[:1]},
        "a number": fields | {first: 1.25},
        "a null": fields | {first: None},
        "one more": fields | {"Own Column": {"a": 1}},
    }
    body = {operation.wrapper: changed[change]} if operation.wrapper else changed[change]
    request = (operation.method, operation.template.replace("{id}", "1").replace("{name}", "Our%20Primers"), {}, body)
    answer = ask(labguru, *request)
    refused = answer.status == 400 or (answer.status == 422 and b"can't be blank" in answer.body)
    assert refused != allowed(judge, *request), answer.body
