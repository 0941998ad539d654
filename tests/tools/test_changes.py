"""The diff of two OpenAPI documents: each change is found, once, rightly weighed; what only reads otherwise is none."""

from __future__ import annotations

import copy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools import changes, shapes, specs
from tools.changes import diff

Json = dict[str, Any]
Edit = Callable[[Json], object]

ITEM = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "kind": {"type": "string", "enum": ["a", "b"]},
        "amount": {"type": "integer"},
        "notes": {"type": "array", "items": {"type": "string"}},
    },
}
BEFORE: Json = {
    "openapi": "3.1.0",
    "info": {"title": "Things", "version": "1"},
    "servers": [{"url": "https://things.example/"}],
    "security": [{"token": []}],
    "paths": {
        "/things": {
            "get": {
                "operationId": "things.list",
                "parameters": [
                    {"name": "page", "in": "query", "schema": {"type": "integer"}},
                    {"name": "lab", "in": "query", "required": True, "schema": {"type": "integer"}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Things"}}}}
                },
            },
            "post": {
                "operationId": "things.create",
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ThingCreate"}}}
                },
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
                },
            },
        },
        "/things/{id}": {
            "delete": {
                "operationId": "things.delete",
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
                "responses": {"204": {}},
            }
        },
    },
    "components": {
        "securitySchemes": {
            "token": {"type": "apiKey", "in": "query", "name": "token"},
            "bearer": {"type": "http", "scheme": "bearer"},
        },
        "schemas": {
            "Things": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
            "Thing": copy.deepcopy(ITEM),
            "ThingCreate": {"type": "object", "properties": {"item": copy.deepcopy(ITEM)}},
        },
    },
}


def _after(edit: Edit) -> Json:
    document = copy.deepcopy(BEFORE)
    edit(document)
    return document


def _list(document: Json) -> Json:
    return document["paths"]["/things"]["get"]


def _sent(document: Json) -> Json:
    return document["components"]["schemas"]["ThingCreate"]["properties"]["item"]


def _answered(document: Json) -> Json:
    return document["components"]["schemas"]["Thing"]


def _parameter(**about: Any) -> Json:
    return {"name": "sort", "in": "query", "schema": {"type": "string"}, **about}


# What is edited, how it is called, whether it breaks, whether it breaks the other way round.
EDITS: dict[str, tuple[Edit, str, str, bool, bool]] = {
    "operation": (lambda d: d["paths"]["/things"].pop("get"), "removed", "", True, False),
    "operationId": (lambda d: _list(d).update(operationId="things.all"), "renamed", "", True, True),
    "path": (lambda d: d["paths"].update({"/all": {"get": d["paths"]["/things"].pop("get")}}), "moved", "", True, True),
    "parameter": (lambda d: _list(d)["parameters"].append(_parameter()), "added", "query sort", False, True),
    "required parameter": (
        lambda d: _list(d)["parameters"].append(_parameter(required=True)),
        "added required",
        "query sort",
        True,
        True,
    ),
    "parameter required": (
        lambda d: _list(d)["parameters"][0].update(required=True),
        "required",
        "query page",
        True,
        False,
    ),
    "parameter wider": (
        lambda d: _list(d)["parameters"][0].update(schema={"type": ["integer", "string"]}),
        "type",
        "query page",
        False,
        True,
    ),
    "field sent": (lambda d: _sent(d)["properties"].update(x={"type": "string"}), "added", "body item.x", False, True),
    "field sent, required": (
        lambda d: _sent(d).update(required=["name", "kind"]),
        "required",
        "body item.kind",
        True,
        False,
    ),
    "field sent, other type": (
        lambda d: _sent(d)["properties"].update(amount={"type": "string"}),
        "type",
        "body item.amount",
        True,
        True,
    ),
    "field sent, number for integer": (
        lambda d: _sent(d)["properties"].update(amount={"type": "number"}),
        "type",
        "body item.amount",
        False,
        True,
    ),
    "field sent, other elements": (
        lambda d: _sent(d)["properties"]["notes"].update(items={"type": "integer"}),
        "type",
        "body item.notes[]",
        True,
        True,
    ),
    "values sent": (
        lambda d: _sent(d)["properties"]["kind"]["enum"].append("c"),
        "values added",
        "body item.kind",
        False,
        True,
    ),
    "values sent, limited": (
        lambda d: _sent(d)["properties"]["name"].update(enum=["x"]),
        "values",
        "body item.name",
        True,
        False,
    ),
    "field answered": (
        lambda d: _answered(d)["properties"].update(x={"type": "string"}),
        "added",
        "answer x",
        False,
        True,
    ),
    "field answered, required": (
        lambda d: _answered(d).update(required=["name", "kind"]),
        "required",
        "answer kind",
        False,
        True,
    ),
    "field answered, maybe null": (
        lambda d: _answered(d)["properties"].update(amount={"type": ["integer", "null"]}),
        "type",
        "answer amount",
        True,
        False,
    ),
    "values answered": (
        lambda d: _answered(d)["properties"]["kind"]["enum"].append("c"),
        "values added",
        "answer kind",
        False,
        False,
    ),
    "list in an object": (
        lambda d: d["components"]["schemas"].update(Things={"type": "object"}),
        "type",
        "answer",
        True,
        True,
    ),
    "media type": (
        lambda d: d["paths"]["/things"]["post"]["responses"].update({"200": {"content": {"text/csv": {}}}}),
        "type",
        "answer",
        True,
        True,
    ),
    "another scheme": (lambda d: d.update(security=[{"bearer": []}]), "security", "", True, True),
    "a second scheme": (lambda d: d.update(security=[{"token": []}, {"bearer": []}]), "security", "", False, True),
    "another name of the token": (
        lambda d: d["components"]["securitySchemes"]["token"].update(name="key"),
        "security",
        "",
        True,
        True,
    ),
    "no security": (lambda d: d.update(security=[]), "security", "", True, True),
    "another server": (lambda d: d.update(servers=[{"url": "https://b.example"}]), "servers", "", True, True),
    "a second server": (lambda d: d["servers"].append({"url": "https://b.example"}), "servers", "", False, True),
}
MIRROR = {"added": "removed", "required": "optional", "values added": "values removed"}
MIRROR |= {other: one for one, other in MIRROR.items()} | {"added required": "removed"}


def _found(old: Json, new: Json, part: str, what: str) -> changes.Change:
    found = [change for change in diff(old, new) if (change.what, change.part) == (what, part)]
    assert found, [change.key for change in diff(old, new)]
    return found[0]


@pytest.mark.parametrize("name", EDITS)
def test_a_change_is_found_and_weighed(name: str) -> None:
    """An answer may become narrower, what is sent wider; anything else breaks somebody."""
    edit, what, part, breaks, _ = EDITS[name]
    assert _found(BEFORE, _after(edit), part, what).breaking == breaks


@pytest.mark.parametrize("name", EDITS)
def test_a_change_is_found_in_the_other_direction_and_weighed_there(name: str) -> None:
    """What is added one way is removed the other way."""
    edit, what, part, _, breaks = EDITS[name]
    assert _found(_after(edit), BEFORE, part, MIRROR.get(what, what)).breaking == breaks


@pytest.mark.parametrize("name", EDITS)
def test_nothing_but_the_change_is_found(name: str) -> None:
    """A field that two operations answer is said for both; what a value of another type cannot hold is gone, too."""
    edit, what, part, *_ = EDITS[name]
    for change in diff(BEFORE, _after(edit)):
        if part not in shapes.above(change.part):
            assert (change.what, change.part.replace("[].", "")) == (what, part)


@pytest.mark.parametrize("service", specs.SERVICES)
def test_a_document_does_not_differ_from_itself(service: str) -> None:
    document = specs.read(specs.SPECS / f"{service}.yaml")
    assert diff(document, copy.deepcopy(document)) == []


schemas = st.recursive(
    st.sampled_from(
        [
            {},
            {"type": "string"},
            {"type": ["integer", "null"]},
            {"enum": [1, "x"]},
            {"$ref": "#/components/schemas/Thing"},
        ]
    ),
    lambda inner: st.one_of(
        st.builds(lambda one: {"type": "array", "items": one}, inner),
        st.builds(
            lambda fields: {"properties": fields, "required": list(fields)[:1]},
            st.dictionaries(st.sampled_from("abc"), inner),
        ),
        st.builds(
            lambda word, many: {word: many},
            st.sampled_from(["allOf", "anyOf"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(schemas, schemas)
def test_what_one_direction_adds_the_other_removes_and_nothing_is_said_of_equals(one: Json, other: Json) -> None:
    old, new = (_after(lambda d, s=schema: _sent(d)["properties"].update(x=s)) for schema in (one, other))  # type: ignore[misc]
    there = {(MIRROR.get(change.what, change.what), change.part) for change in diff(old, new)}
    back = {(change.what.removesuffix(" required"), change.part) for change in diff(new, old)}
    assert there == back
    assert diff(old, old) == diff(new, new) == []


SAME: dict[str, Edit] = {
    "names of path parameters": lambda d: d["paths"].update(
        {"/things/{number}": {"delete": _renamed(d["paths"].pop("/things/{id}")["delete"])}}
    ),
    "texts": lambda d: (_list(d).update(description="'''\"\"\"```", summary="x"), d["info"].update(version="2")),
    "a reference written out": lambda d: d["components"]["schemas"].update(
        Things={"type": "array", "items": copy.deepcopy(_answered(d))}
    ),
    "allOf": lambda d: d["components"]["schemas"].update(
        Thing={"allOf": [{"required": ["name"]}, {"type": "object", "properties": _answered(d)["properties"]}]}
    ),
    "the order": lambda d: (_list(d)["parameters"].reverse(), _sent(d)["properties"]["kind"]["enum"].reverse()),
    "a parameter of the whole path": lambda d: d["paths"]["/things/{id}"].update(
        parameters=d["paths"]["/things/{id}"]["delete"].pop("parameters")
    ),
    "security of each operation": lambda d: (
        [one.body.update(security=[{"token": []}]) for one in specs.operations(d["paths"])],
        d.pop("security"),
    ),
    "another code of success": lambda d: _list(d).update(responses={"2XX": _list(d)["responses"]["200"]}),
    "a slash after the server": lambda d: d.update(servers=[{"url": "https://things.example"}]),
    "the name of a scheme": lambda d: (
        d["components"]["securitySchemes"].update(key=d["components"]["securitySchemes"].pop("token")),
        d.update(security=[{"key": []}]),
    ),
    "an error that is described": lambda d: _list(d)["responses"].update({"404": {"description": "no"}}),
}


def _renamed(operation: Json) -> Json:
    operation["parameters"][0]["name"] = "number"
    return operation


@pytest.mark.parametrize("name", SAME)
def test_what_is_only_written_otherwise_is_no_change(name: str) -> None:
    assert diff(BEFORE, _after(SAME[name])) == []


def test_null_is_said_in_two_ways() -> None:
    old = _after(lambda d: _answered(d)["properties"].update(x={"type": "string", "nullable": True}))
    new = _after(lambda d: _answered(d)["properties"].update(x={"anyOf": [{"type": "string"}, {"type": "null"}]}))
    assert diff(old, new) == []


def test_a_field_of_one_variant_is_not_required() -> None:
    variants = {"oneOf": [{"required": ["a"], "properties": {"a": {}}}, {"required": ["b"], "properties": {"b": {}}}]}
    document = _after(lambda d: d["components"]["schemas"].update(ThingCreate=variants))
    parts = shapes.api(document)["POST /things"].parts
    assert not parts["body a"].required
    assert not parts["body b"].required


def test_the_same_field_in_two_parts_of_an_allof_is_one() -> None:
    halves = [{"properties": {"item": {"properties": {one: {"type": "string"}}, "required": [one]}}} for one in "ab"]
    document = _after(lambda d: d["components"]["schemas"].update(ThingCreate={"allOf": halves}))
    parts = shapes.api(document)["POST /things"].parts
    assert parts["body item.a"].required
    assert parts["body item.b"].required


def test_a_schema_that_holds_itself_is_read_once() -> None:
    document = _after(lambda d: _answered(d)["properties"].update(child={"$ref": "#/components/schemas/Thing"}))
    parts = shapes.api(document)["POST /things"].parts
    assert str(parts["answer child"]) == "object"
    assert "answer child.child.child" not in parts


def test_what_is_new_with_all_inside_is_said_once() -> None:
    inside = {"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {"type": "string"}}}}}
    found = diff(BEFORE, _after(lambda d: _sent(d)["properties"].update(x=inside)))
    assert [change.key for change in found] == ["added: POST /things: body item.x"]


def test_an_operation_without_a_stated_security_needs_the_scheme_that_is_described() -> None:
    document = _after(lambda d: (d.pop("security"), d["components"]["securitySchemes"].pop("bearer")))
    assert diff(BEFORE, document) == []


def test_a_change_of_security_that_all_share_is_said_once() -> None:
    (found,) = diff(BEFORE, _after(EDITS["another scheme"][0]))
    assert found.sentence(found.title) == "the security of every operation is http bearer now, was token in query"


def test_what_breaks_comes_first() -> None:
    found = diff(
        BEFORE, _after(lambda d: [EDITS[name][0](d) for name in ("field sent", "parameter required", "field answered")])
    )
    assert [change.breaking for change in found] == sorted((change.breaking for change in found), reverse=True)
    assert found[0].breaking
    assert not found[-1].breaking


def test_a_key_does_not_depend_on_what_else_changed() -> None:
    alone = _found(BEFORE, _after(EDITS["field sent, other type"][0]), "body item.amount", "type")
    both = _after(lambda d: [EDITS[name][0](d) for name in ("field sent, other type", "another server", "parameter")])
    assert _found(BEFORE, both, "body item.amount", "type").key == alone.key
    assert alone.key == "type: POST /things: body item.amount: integer -> string"


# The changelog of a release


def test_the_changelog_says_in_the_names_of_users_what_broke_and_then_what_came() -> None:
    edits = ("operation", "field answered", "values sent", "field sent, required")
    text = changes.markdown("labguru", diff(BEFORE, _after(lambda d: [EDITS[name][0](d) for name in edits])))
    assert text.splitlines() == [
        "### API of Labguru, breaking",
        "",
        "- things",
        "  - `ThingCreate.item.kind` is required now",
        "  - `labguru.things.list` is gone",
        "",
        "### API of Labguru",
        "",
        "- things",
        "  - `Thing.x` is new (string)",
        '  - `ThingCreate.item.kind` may be "c" now',
    ]


def test_the_changelog_says_once_what_many_operations_share() -> None:
    text = changes.markdown("labguru", diff(BEFORE, _after(EDITS["field answered"][0])))
    assert text.count("`Thing.x`") == 1


def test_two_files_are_compared_by_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, document in (("old.json", BEFORE), ("labguru.json", _after(EDITS["operation"][0]))):
        (tmp_path / name).write_text(json.dumps(document))
    assert changes.main([str(tmp_path / "old.json"), str(tmp_path / "labguru.json")]) == 0
    assert "`labguru.things.list` is gone" in capsys.readouterr().out


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "specs").mkdir()
    for service in specs.SERVICES:
        (tmp_path / "specs" / f"{service}.yaml").write_text(json.dumps(BEFORE))
    monkeypatch.setattr(changes, "ROOT", tmp_path)
    monkeypatch.setattr(specs, "SPECS", tmp_path / "specs")
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x")
    return tmp_path


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *arguments], check=True)


def test_the_working_tree_is_compared_with_the_last_tag(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _git(repository, "tag", "v1")
    (repository / "specs" / "labguru.yaml").write_text(json.dumps(_after(EDITS["operation"][0])))
    assert changes.main([]) == 0
    told = capsys.readouterr().out
    assert "`labguru.things.list` is gone" in told
    assert "API of Labvanced: nothing changed" in told


def test_without_a_tag_it_is_said_that_there_is_none(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert changes.main([]) == 1
    assert "there is no tag yet" in capsys.readouterr().err


def test_a_revision_that_git_does_not_know_is_named(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert changes.main(["v9"]) == 1
    assert "v9" in capsys.readouterr().err
