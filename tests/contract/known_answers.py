"""The answers in known/, and how to compare them with the specification."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import labguru_api

FOLDER = Path(__file__).with_name("known")
DOCUMENT = labguru_api.openapi()


class Known(NamedTuple):
    """One file of known/, with what index.toml says about it."""

    name: str
    operation: str | None
    schema: dict[str, Any]
    keys: int | None
    open: re.Pattern[str]

    @property
    def content(self) -> bytes:
        return (FOLDER / f"{self.name}.json").read_bytes()

    @property
    def data(self) -> Any:
        return json.loads(self.content)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Its records: of a list or of a page, or the one that it is."""
        return rows(self.data)


def rows(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        return data["data"] if "meta" in data else [data]
    return list(data)


@cache
def index() -> dict[str, Known]:
    about = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))
    return {
        name: Known(
            name,
            entry.get("operation"),
            _schema(entry),
            entry.get("keys"),
            re.compile("|".join(entry.get("open", ["(?!)"]))),
        )
        for name, entry in about.items()
    }


def operation(name: str) -> tuple[str, re.Pattern[str], dict[str, Any]]:
    """Method, paths and description of an operation."""
    [found] = [
        (verb.upper(), re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$"), about)
        for path, item in DOCUMENT["paths"].items()
        for verb, about in item.items()
        if isinstance(about, dict) and about.get("operationId") == name
    ]
    return found


def _schema(entry: dict[str, Any]) -> dict[str, Any]:
    if "schema" in entry:
        return {"type": "array", "items": {"$ref": f"#/components/schemas/{entry['schema']}"}}
    schema: dict[str, Any] = operation(entry["operation"])[2]["responses"]["2XX"]["content"]["application/json"][
        "schema"
    ]
    return schema


def unnamed(value: Any, schemas: list[dict[str, Any]], path: str = "") -> Iterator[str]:
    """Paths of the keys that no schema names; what a schema leaves without a shape is not looked into."""
    schemas = list(_shapes(schemas))
    if isinstance(value, list):
        for item in value:
            yield from unnamed(item, [schema["items"] for schema in schemas if "items" in schema], path)
    elif isinstance(value, dict):
        shapes = [schema["properties"] for schema in schemas if "properties" in schema]
        for key, inner in value.items() if shapes else ():
            here = f"{path}.{key}".lstrip(".")
            named = [shape[key] for shape in shapes if key in shape]
            yield from unnamed(inner, named, here) if named else [here]


def _shapes(schemas: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The schemas themselves, references followed and alternatives apart."""
    for schema in schemas:
        if "$ref" in schema:
            yield from _shapes([DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]])
        elif "anyOf" in schema:
            yield from _shapes(schema["anyOf"])
        else:
            yield schema
