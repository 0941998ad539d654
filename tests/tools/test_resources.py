"""The resource classes: what the specification says of a family is all that it takes."""

from __future__ import annotations

import ast
import copy
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.tools.test_generate import HOSTILE
from tools import generate, resources

Json = dict[str, Any]

JSON = "application/json"
SPEC = """
openapi: 3.1.0
info: {title: Mini, version: "1"}
servers: [{url: "https://example.org"}]
security: [{token: []}]
x-kendo-operators: {text: {eq: eq}}
tags:
- {name: gels, description: Gels that were run., x-ui-name: pictures}
paths:
  /gels:
    get:
      operationId: gels.list
      tags: [gels]
      summary: List gels
      x-effect: read
      x-paged: true
      x-kendo: {fields: {title: {operators: text, evidence: live}}}
      x-columns: {lane_id: {type: integer, description: Only gels with this lane.}}
      parameters:
      - {name: page, in: query, schema: {type: integer}}
      - {name: meta, in: query, schema: {type: boolean}}
      - {name: page_size, in: query, schema: {type: integer}}
      - {name: kendo, in: query, schema: {type: boolean}}
      - {name: filter, in: query, schema: {}}
      - {name: sort, in: query, schema: {}}
      - {name: lab, in: query, description: Only gels of this lab., schema: {type: string}}
      responses: {2XX: {description: OK, content: {application/json: {schema: {anyOf: [
        {type: array, items: {$ref: "#/components/schemas/Gel"}}, {$ref: "#/components/schemas/GelPage"}]}}}}}
    post:
      operationId: gels.create
      tags: [gels]
      summary: Create a gel
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/GelCreate"}}}}
      responses: {2XX: {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Gel"}}}}}
  /gels/{id}:
    get:
      operationId: gels.get
      tags: [gels]
      summary: Get a gel
      x-effect: read
      parameters: [{name: id, in: path, required: true, description: Its number., schema: {type: integer}}]
      responses: {2XX: {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Gel"}}}}}
components:
  securitySchemes: {token: {type: apiKey, in: query, name: token}}
  schemas:
    Gel: {type: object, required: [id], properties: {id: {type: integer}}, additionalProperties: true}
    GelPage:
      type: object
      properties: {data: {type: array, items: {$ref: "#/components/schemas/Gel"}}}
      additionalProperties: true
    GelCreate:
      type: object
      writeOnly: true
      required: [title]
      properties: {title: {type: string, description: What it shows.}, volume: {type: [number, "null"]}}
      additionalProperties: true
"""
# Run with the generated package in place of the real one.
PROGRAM = """
import inspect, json
from labclients import AsyncLabguru, F, FilterError, Labguru

with Labguru(token="t", base_url="http://127.0.0.1:9") as labguru:
    print(json.dumps({
        "repr": [repr(labguru.gels), repr(labguru.pictures)],
        "methods": [name for name in dir(labguru.gels) if not name.startswith("_")],
        "list": str(inspect.signature(labguru.gels.list)),
        "create": str(inspect.signature(labguru.gels.create)),
        "awaited": str(inspect.signature(AsyncLabguru(token="t").gels.create)),
        "doc": inspect.getdoc(labguru.gels.create),
        "listing": repr(labguru.gels.list(where=F.title == "PCR", lane_id=3)),
        "missing": getattr(labguru.gels, "delete", None),
    }))
"""


def made(folder: Path, document: Json) -> Path:
    """The package of a specification, with its resource classes."""
    spec = folder / "labguru.yaml"
    spec.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return generate.generate("labguru", folder, spec)


def test_a_family_is_its_specification_and_nothing_else(tmp_path: Path) -> None:
    """The client has it as an attribute, with real signatures and docstrings, in both modes; and its list works."""
    package = made(tmp_path, yaml.safe_load(SPEC))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    shown = json.loads(done.stdout)
    assert shown["repr"] == ["<gels of http://127.0.0.1:9>"] * 2
    assert shown["methods"] == ["create", "find", "get", "list"]
    arguments = ("where", "order_by", "changed_since", "page_size", "lab", "lane_id")
    assert [name for name in arguments if f"{name}: " not in shown["list"]] == []
    assert shown["list"].endswith("-> 'Listing[m.Gel]'")
    assert shown["create"] == shown["awaited"]
    assert shown["create"].startswith("(*, title: 'str', volume: 'float | None | Unset' = UNSET, extra: ")
    assert shown["doc"].startswith("Create a gel.\n\nArgs:\n    title: What it shows.")
    assert shown["listing"] == "<Listing of gels.list where F.title == 'PCR'>"
    assert shown["missing"] is None


def test_two_parameters_of_one_name_are_refused(tmp_path: Path) -> None:
    """A method that cannot be written is an error that names it."""
    document = yaml.safe_load(SPEC)
    document["paths"]["/gels"]["get"]["parameters"][-1]["x-name"] = "page_size"
    with pytest.raises(generate.GenerationError, match=r"gels\.list: two of its parameters have one name"):
        made(tmp_path, document)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_description_is_text_and_nothing_else(words: str) -> None:
    """As a docstring it says what the specification says, whatever quotes and backslashes are in it."""
    method = resources.Method("get", [resources.Parameter("id", "int", None, words, "id")], "None", False, [], words)
    for docstring in (resources.docstring(method), resources.text(words)):
        [function] = ast.parse(f'def get():\n        """{docstring}"""').body
        assert isinstance(function, ast.FunctionDef)
        assert len(function.body) == 1
        said = "".join((ast.get_docstring(function) or "").split())
        assert "".join(words.split()) in said


def test_the_specification_stays_as_it_is(tmp_path: Path) -> None:
    """Reading the families changes nothing of the document."""
    document = yaml.safe_load(SPEC)
    before = copy.deepcopy(document)
    package = made(tmp_path, document)
    assert [family.name for family in resources.Reader(document, package).families()] == ["gels"]
    assert document == before
