"""Any answer that the specification allows goes through the generated types and comes back as it was.

The answers are drawn from the schemas themselves, over the few keywords that specs/README.md lets an answer use, so a
schema and its type cannot drift apart; what breaks the schema is read, too.
"""

from __future__ import annotations

import inspect
import json
import pickle
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.contract.known_answers import DOCUMENT
from tools.specs import Operation, operations, resolve

from labguru_api import api, models
from labguru_api.types import Endpoint, Field, Given, Record

Json = dict[str, Any]
OPERATIONS = {operation.name: operation for operation in operations(DOCUMENT["paths"])}
SCHEMAS: dict[str, Json] = DOCUMENT["components"]["schemas"]

#: The same few answers in every run; what a failure shows is made small.
FEW = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


# ---- drawing answers

TEXT = st.text(max_size=6)
NUMBER = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
SCALAR = st.none() | st.booleans() | NUMBER | TEXT
ANYTHING = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2), max_leaves=4
)
KINDS = {"null": st.none(), "boolean": st.booleans(), "integer": st.integers(), "number": NUMBER, "string": TEXT}
KEYWORDS = {
    "$ref",
    "anyOf",
    "type",
    "items",
    "properties",
    "required",
    "additionalProperties",
    "description",
    "x-evidence",
    "x-value",
}
DEEPEST = 3


def answers(schema: Json, depth: int = 0) -> st.SearchStrategy[Any]:
    """Whatever a schema allows; behind a few references, records are as bare as it lets them be."""
    assert schema.keys() <= KEYWORDS, schema.keys() - KEYWORDS
    if "$ref" in schema:
        return named(schema["$ref"].rpartition("/")[2], depth)
    if "anyOf" in schema:
        return st.one_of([answers(one, depth) for one in schema["anyOf"]])
    kinds = schema.get("type", "anything")
    return st.one_of([of_type(kind, schema, depth) for kind in ([kinds] if isinstance(kinds, str) else kinds)])


def of_type(kind: str, schema: Json, depth: int) -> st.SearchStrategy[Any]:
    if kind == "anything":
        return ANYTHING
    if kind == "array":
        return st.lists(answers(schema["items"], depth), max_size=2 if depth < DEEPEST else 0)
    if kind == "object":
        return objects(schema, depth)
    return KINDS[kind]


@cache
def named(name: str, depth: int) -> st.SearchStrategy[Any]:
    return st.deferred(lambda: answers(SCHEMAS[name], depth + 1))


def objects(schema: Json, depth: int) -> st.SearchStrategy[Json]:
    """An object with the keys that must be, some of those that may be, and some that nobody named."""
    fields, required = schema.get("properties", {}), schema.get("required", [])
    optional = {key: field for key, field in fields.items() if key not in required} if depth <= DEEPEST else {}
    known = st.fixed_dictionaries(
        {key: answers(fields[key], depth) for key in required},
        optional={key: answers(field, depth) for key, field in optional.items()},
    )
    unnamed = st.dictionaries(TEXT.filter(lambda key: key not in fields), ANYTHING, max_size=2)
    return st.tuples(known, unnamed).map(lambda parts: parts[0] | parts[1])


def strange(schema: Json) -> st.SearchStrategy[Any]:
    """What the schema does not allow: its keys with any values, alone or in a list, or something else altogether."""
    keys = sorted({key for name in reached(schema) for key in SCHEMAS[name].get("properties", {})} | {"data", "meta"})
    odd = st.dictionaries(st.sampled_from(keys) | TEXT, ANYTHING, max_size=8)
    return odd | st.lists(odd | ANYTHING, max_size=3) | ANYTHING


def reached(schema: Json) -> set[str]:
    """The schemas that an answer names itself."""
    return {one["$ref"].rpartition("/")[2] for one in walk(schema) if "$ref" in one}


def walk(node: object) -> Iterator[Json]:
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    for inner in node if isinstance(node, list) else ():
        yield from walk(inner)


# ---- reading them


def schema_of(operation: Operation) -> Json:
    content: Json = resolve(DOCUMENT, operation.body["responses"]["2XX"]).get("content", {})
    return content.get("application/json", {}).get("schema", {})


def endpoint(name: str) -> Endpoint[..., Any]:
    family, _, verb = name.partition(".")
    found: Endpoint[..., Any] = getattr(getattr(api, family), verb)
    return found


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.to_dict() if isinstance(value, Record) else value


def same(one: Any, other: Any) -> bool:
    """Equal to the last type and in the same order: True is not 1, and 1 is not 1.0."""
    return json.dumps(one) == json.dumps(other)


@cache
def fields(kind: type[Record]) -> dict[str, Field[Any]]:
    return {name: field for name, field in inspect.getmembers(kind) if isinstance(field, Field)}


def read_whole(value: Any) -> int:
    """Read every attribute of every record; each gives what came, and None where nothing did."""
    if isinstance(value, list):
        return sum(map(read_whole, value))
    if not isinstance(value, Record):
        return 0
    count, data = 1, value.to_dict()
    for name, field in fields(type(value)).items():
        came = data.get(field._key)
        if isinstance(field, Given) and came is None:
            with pytest.raises(AttributeError):
                getattr(value, name)
        else:
            got = getattr(value, name)
            assert same(plain(got), came), name
            count += read_whole(got)
    return count


def check(operation: str, answer: Any) -> None:
    """What comes out is what came in: as a whole, by attribute, by key, and after a pickle."""
    before = json.dumps(answer)
    parsed = endpoint(operation).parse(answer)
    assert same(plain(parsed), answer)
    read_whole(parsed)
    if isinstance(parsed, Record):
        assert list(parsed) == list(answer)
        assert all(key in parsed and same(parsed[key], value) for key, value in answer.items())
    again = pickle.loads(pickle.dumps(parsed))
    assert again == parsed
    assert type(again) is type(parsed)
    assert json.dumps(answer) == before


# ---- the laws

JSON = [operation for operation in OPERATIONS.values() if schema_of(operation)]
OF_JSON = pytest.mark.parametrize("operation", JSON, ids=lambda operation: operation.name)


def test_every_operation_is_looked_at() -> None:
    """An answer is JSON, bytes or nothing; bytes come back as they are, and nothing is None."""
    others = [operation for operation in OPERATIONS.values() if not schema_of(operation)]
    assert len(JSON) + len(others) == 354
    for operation in others:
        parse = endpoint(operation.name).parse
        bare = operation.body["responses"]["2XX"] == {"$ref": "#/components/responses/Empty"}
        assert parse(None) is None if bare else parse(b"bytes") == b"bytes", operation.name


@OF_JSON
def test_what_the_schema_allows_comes_back(operation: Operation) -> None:
    """Random answers keep every key and value, unknown ones too, and read by attribute, key and pickle."""
    schema = schema_of(operation)
    valid = jsonschema_rs.Draft202012Validator({**schema, "components": {"schemas": SCHEMAS}})

    @FEW
    @given(answers(schema))
    def law(answer: Any) -> None:
        valid.validate(answer)
        check(operation.name, answer)

    law()


@OF_JSON
def test_what_the_schema_does_not_allow_comes_back_too(operation: Operation) -> None:
    """A server that sends other types than we wrote down breaks nothing: parsing never raises, and nothing is lost."""

    @FEW
    @given(strange(schema_of(operation)))
    def law(answer: Any) -> None:
        check(operation.name, answer)

    law()


@OF_JSON
def test_what_the_schema_calls_a_record_is_one(operation: Operation) -> None:
    """An object reads as the type that the schema names, and so does each object of an array."""
    single, several = records(schema_of(operation))
    parse = endpoint(operation.name).parse
    assert [type(parse({})).__name__] == (single or ["dict"])
    assert [type(one).__name__ for one in parse([{}]) if several] == several


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if not schema.get("writeOnly")])
def test_what_a_schema_calls_a_record_is_one_inside_it_too(name: str) -> None:
    """So it is with the fields of a record; only what has no shape, or more than one, stays a dict."""
    for key, field in SCHEMAS[name].get("properties", {}).items():
        single, several = records(field)
        [attribute] = [found for found, known in fields(getattr(models, name)).items() if known._key == key]
        assert [type(getattr(getattr(models, name)({key: {}}), attribute)).__name__] == (single or ["dict"]), key
        inside = getattr(getattr(models, name)({key: [{}]}), attribute)
        assert [type(one).__name__ for one in inside] == (several or ["dict"]), key


def records(schema: Json) -> tuple[list[str], list[str]]:
    """The records that a schema names, for an object and for an object in an array."""
    parts = schema.get("anyOf", [schema])
    items = [part["items"] for part in parts if "items" in part]
    return (
        [part["$ref"].rpartition("/")[2] for part in parts if "$ref" in part],
        [item["$ref"].rpartition("/")[2] for item in items if "$ref" in item],
    )


#: Columns of a lab's own, under names that would hide a part of the record if they could.
COLUMNS = [
    "Culturing Medium",
    "Freezing reagent",
    " two  blanks ",
    "",
    "Größe (µm)",
    "to_dict",
    "_data",
    "__class__",
    "Id",
]


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if not schema.get("writeOnly")])
def test_custom_columns_are_kept_by_every_record(name: str) -> None:
    """150 numbered columns and some under display names stand beside all known keys, and none hides another."""
    known = dict.fromkeys(SCHEMAS[name].get("properties", {}), None) | (
        {"id": 7} if "required" in SCHEMAS[name] else {}
    )
    custom = {f"custom{number}": f"value {number}" for number in range(1, 151)} | {key: key for key in COLUMNS}
    data = known | custom
    record = getattr(models, name)(data)
    assert record.to_dict() == data
    assert list(record) == [*known, *custom]
    assert all(record[key] == value for key, value in custom.items())
    assert all(getattr(record, attribute) == data.get(field._key) for attribute, field in fields(type(record)).items())
    assert pickle.loads(pickle.dumps(record)) == record


def test_a_stock_of_276_keys_keeps_them_in_a_page() -> None:
    """Of the widest answer that was recorded, every key of every stock is there after parsing."""
    named_keys = list(SCHEMAS["Stock"]["properties"])
    displayed = [f"Column {number}" for number in range(276 - 150 - len(named_keys))]
    stock = (
        dict.fromkeys(named_keys)
        | {"id": 1}
        | {f"custom{n}": str(n) for n in range(1, 151)}
        | dict.fromkeys(displayed, "0%")
    )
    assert len(stock) == 276
    page = api.stocks.list.parse({"meta": {"item_count": 2, "page_count": 1}, "data": [stock, stock | {"id": 2}]})
    assert isinstance(page, models.StockPage)
    assert page.data is not None
    assert [one.to_dict() for one in page.data] == [stock, stock | {"id": 2}]
    assert (page.data[1].id, page.data[0]["custom150"], page.data[0][displayed[-1]]) == (2, "150", "0%")
