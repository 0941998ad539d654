"""The page of Labguru's families, from the specification: what each can do, hold and be filtered by, and how sure.

python -m tools.reference docs/reference/families.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import labguru_api
from labclients import Labguru

Json = Mapping[str, Any]

_PLAIN = {"integer": "int", "number": "float", "string": "str", "boolean": "bool", "null": "None", "object": "dict"}
_SHOWN = {"eq": "==", "ne": "!=", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}

_HEAD = """\
# Families of Labguru

Every resource family that the specification of this build knows: {families} families, {operations} operations.
Write in the box to see only the families that mention a word; the search of the site finds them too.

**How sure we are** stands beside everything. `recorded`: a real answer was read. `live`: somebody's code ran against a
real server and shows it. `vendor`: the vendor's own example does it. `documented`: the vendor's pages claim it.
`assumed`: it follows from its neighbours; try it before you rely on it. Nobody ran this project against the real
service.

Custom columns of your lab are in no list: they come, and are read and written, under their display names
([custom collections](../guide/collections.md)). In the tables of fields, **!** is required when a record is made and
**+** may be given.

<input class="families-filter" type="search" aria-label="Show families that mention"
 placeholder="a family, field or operation: barcode, milestone_id, plates.duplicate">
<script>
document.querySelector(".families-filter").addEventListener("input", event => {{
  const wanted = event.target.value.trim().toLowerCase();
  for (const family of document.querySelectorAll(".family")) {{
    family.hidden = !family.textContent.toLowerCase().includes(wanted);
    const links = `.md-nav--secondary a[href$="#${{family.querySelector("h2").id}}"]`;
    for (const link of document.querySelectorAll(links)) link.parentElement.hidden = family.hidden;
  }}
}});
</script>
"""


def main(argv: list[str]) -> int:
    """Write the page to the file that is named."""
    [target] = argv
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_text(page(labguru_api.openapi()), encoding="utf-8")
    return 0


def page(document: Json) -> str:
    """The page, in Markdown."""
    families = by_family(document)
    operations = sum(len(entries) for entries in families.values())
    parts = [_HEAD.format(families=len(families), operations=operations)]
    with Labguru(token="none") as client:  # noqa: S106 - nothing is asked
        for name, entries in sorted(families.items()):
            parts += ['<div class="family" markdown>', *_family(name, entries, document, client), "</div>"]
    return "\n\n".join(parts) + "\n"


def by_family(document: Json) -> dict[str, list[tuple[str, str, Json]]]:
    """The operations of each family: verb of HTTP, path, and what is said of it."""
    found: dict[str, list[tuple[str, str, Json]]] = {}
    for path, item in document["paths"].items():
        for verb, entry in item.items():
            if "operationId" in entry:
                found.setdefault(entry["tags"][0], []).append((verb.upper(), path, entry))
    return found


def _family(name: str, entries: list[tuple[str, str, Json]], document: Json, client: Labguru) -> Iterator[str]:
    yield f"## {name}"
    tag = next(tag for tag in document["tags"] if tag["name"] == name)
    yield tag["description"]
    if "x-ui-name" in tag:
        yield f"Also `{tag['x-ui-name']}`."
    yield _verbs(name, entries, client)
    for _, _, entry in entries:
        if fields := entry.get("x-kendo", {}).get("fields"):
            yield _filters(entry["operationId"], fields, document["x-kendo-operators"])
    if table := _fields(entries, document):
        yield table


def _verbs(name: str, entries: list[tuple[str, str, Json]], client: Labguru) -> str:
    lines = ["| call | does | HTTP | evidence |", "|---|---|---|---|"]
    for verb, path, entry in entries:
        does = entry.get("summary", "") + (" **Writes.**" if entry["x-effect"] == "write" and verb == "GET" else "")
        call = _call(name, entry, client)
        lines.append(f"| `{call}` | {_cell(does)} | `{verb} {path}` | {entry['x-evidence']} |")
    return "\n".join(lines)


def _call(family: str, entry: Json, client: Labguru) -> str:
    """How it is called: as a method where the family has one of that name, else by `call`."""
    verb = entry["operationId"].partition(".")[2]
    resource = client.collection("...") if family == "biocollections" else getattr(client, family, None)
    method = entry.get("x-method") or verb
    if resource is None or not hasattr(resource, method):
        return f"labguru.call(api.{family}.{verb}, ...)"
    return f"labguru.collection(NAME).{method}" if family == "biocollections" else f"labguru.{family}.{method}"


def _filters(operation: str, fields: Json, operators: Json) -> str:
    """Fields of the same operators and evidence stand in one row."""
    rows: dict[tuple[str, str], list[str]] = {}
    for field, about in fields.items():
        rows.setdefault((about["operators"], about["evidence"]), []).append(f"`{field}`")
    lines = [f"Filters of `{operation}`:", "", "| fields | operators | evidence |", "|---|---|---|"]
    for (kind, evidence), names in rows.items():
        words = " ".join(f"`{_SHOWN.get(word, word)}`" for word in operators[kind])
        lines.append(f"| {' '.join(names)} | {words} | {evidence} |")
    return "\n".join(lines)


def _fields(entries: list[tuple[str, str, Json]], document: Json) -> str:
    """One row per field of what the family answers, and of what it takes when a record is made or changed."""
    schemas = dict(_schemas(entries, document))
    if not any(schemas.values()):
        return ""
    about = ", ".join(f"{use}: {schema['x-evidence']}" for use, schema in schemas.items() if schema)
    names = dict.fromkeys(name for schema in schemas.values() for name in schema.get("properties", {}))
    if not names:
        return ""
    lines = [f"Fields ({about}):", "", "| field | type | answer | create | update |", "|---|---|---|---|---|"]
    for name in names:
        holders = [schema for schema in schemas.values() if name in schema.get("properties", {})]
        marks = " | ".join(_mark(name, use, schemas.get(use, {})) for use in ("answer", "create", "update"))
        lines.append(f"| `{name}` | `{_type(holders[0]['properties'][name])}` | {marks} |")
    return "\n".join(lines)


def _schemas(entries: list[tuple[str, str, Json]], document: Json) -> Iterator[tuple[str, Json]]:
    by_verb = {entry["operationId"].partition(".")[2]: entry for _, _, entry in entries}
    for verb in ("get", "list", "create"):
        if verb in by_verb and (schema := _answer(by_verb[verb], document)):
            yield "answer", schema
            break
    for verb in ("create", "update"):
        if verb in by_verb and (schema := _body(by_verb[verb], document)):
            yield verb, schema


def _answer(entry: Json, document: Json) -> Json:
    content = _resolved(entry["responses"].get("2XX", {}), document).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    for one in schema.get("anyOf", [schema]):
        found = _resolved(one.get("items", one), document)
        if "properties" in found and "meta" not in found["properties"]:
            return found
    return {}


def _body(entry: Json, document: Json) -> Json:
    """What is sent, without its wrapper."""
    content = entry.get("requestBody", {}).get("content", {})
    schema = _resolved(next(iter(content.values()), {}).get("schema", {}), document)
    inner = schema.get("properties", {})
    if len(inner) == 1 and "$ref" in (only := next(iter(inner.values()))):
        return _resolved(only, document)
    return schema


def _resolved(part: Json, document: Json) -> Json:
    while "$ref" in part:
        found: Any = document
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


def _type(schema: Json) -> str:
    """A schema as Python would write it."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    kinds = schema.get("type", "Any")
    names = [_PLAIN.get(kind, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    items = f"list[{_type(schema['items'])}]" if "items" in schema else "list"
    return " | ".join(items if name == "array" else name for name in names)


def _mark(name: str, use: str, schema: Json) -> str:
    if name not in schema.get("properties", {}):
        return ""
    return "yes" if use == "answer" else "**!**" if name in schema.get("required", ()) else "+"


def _cell(text: str) -> str:
    """A text that stays within its cell."""
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
