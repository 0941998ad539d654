"""What an OpenAPI document says, as a table of facts that can be compared: ``api(document)``.

Whatever $ref, allOf, anyOf and names of path parameters are used to say it. Texts, examples and formats are no facts.
A part of an operation is named by where it stands:

    query page    header x-key    path 1    body    body item.title    answer    answer data[].id
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tools import specs

Json = dict[str, Any]
Texts = frozenset[str]


# What a document says -------------------------------------------------------------------------------------------------


class Field(NamedTuple):
    """One thing that is sent or answered. No types: it may be anything; no values: any of its types."""

    types: Texts
    required: bool
    values: Texts  # of an enum, as JSON
    schema: str  # its name under components, or nothing

    def __str__(self) -> str:
        return " or ".join(sorted(self.types)) or "anything"


class Operation(NamedTuple):
    title: str  # GET /api/{expId}/sessions
    name: str  # its operationId, or nothing
    parts: dict[str, Field]
    security: Texts  # alternatives
    servers: Texts


Api = dict[str, Operation]  # by method and path without the names of parameters: GET /api/{}/sessions


def api(document: Json) -> Api:
    """Every operation of a document; LookupError for a `$ref` that leads nowhere."""
    found: Api = {}
    for one in specs.operations(document.get("paths", {})):
        title = f"{one.method.upper()} {one.path}"
        operation = Operation(
            title,
            one.body.get("operationId", ""),
            dict(_parts(document, one)),
            _security(document, one),
            _servers(document, one),
        )
        key = blank(title)
        found[key] = _both(found[key], operation) if key in found else operation
    return found


def blank(title: str) -> str:
    """Method and path without the names of parameters."""
    return re.sub(r"{[^}]*}", "{}", title)


def _both(first: Operation, second: Operation) -> Operation:
    """Two operations that differ only in the names of their path parameters are one to a server."""
    parts = {key: part._replace(required=False) for key, part in {**second.parts, **first.parts}.items()}
    for key in first.parts.keys() & second.parts:
        parts[key] = first.parts[key]._replace(required=first.parts[key].required and second.parts[key].required)
    return first._replace(parts=parts)


def _parts(document: Json, operation: specs.Operation) -> Iterator[tuple[str, Field]]:
    for given in operation.parameters:
        yield from _parameter(document, operation.path, specs.resolve(document, given))
    body = specs.resolve(document, operation.body.get("requestBody", {}))
    yield from _content(document, "body", body.get("content", {}), bool(body.get("required")))
    answers = operation.body.get("responses", {})
    good = [specs.resolve(document, answers[code]) for code in answers if code.startswith("2")]
    content = {kind: media for answer in good for kind, media in answer.get("content", {}).items()}
    yield from _content(document, "answer", content, True)


def _parameter(document: Json, path: str, parameter: Json) -> Iterator[tuple[str, Field]]:
    name, place = parameter["name"], parameter["in"]
    order = re.findall(r"{([^}]*)}", path)
    if place == "path" and name in order:
        name = str(order.index(name) + 1)
    content: Json = next(iter(parameter.get("content", {}).values()), {})
    schema: Json = parameter.get("schema") or content.get("schema") or {}
    called = name.lower() if place == "header" else name
    yield from _fields(document, schema, f"{place} {called}", place == "path" or bool(parameter.get("required")))


def _content(document: Json, place: str, content: Json, required: bool) -> Iterator[tuple[str, Field]]:
    """The fields of what is sent or answered. The first stands for the whole; media types but JSON are types of it."""
    media = {kind.partition(";")[0].strip().lower(): one for kind, one in content.items()}
    for kind in sorted(media, key=lambda kind: ("json" not in kind, kind))[:1]:
        found = dict(_fields(document, media[kind].get("schema", {}), place, required))
        whole = found.pop(place)
        kinds = frozenset(one for one in media if "json" not in one)
        yield place, whole._replace(types=whole.types | kinds if "json" in kind else kinds)
        yield from found.items()


def _security(document: Json, operation: specs.Operation) -> Texts:
    """What a caller has to show. Where nothing is stated at all, a scheme that is described is what is meant."""
    schemes = document.get("components", {}).get("securitySchemes", {})
    described = {name: _scheme(specs.resolve(document, scheme)) for name, scheme in schemes.items()}
    stated = operation.body.get("security", document.get("security"))
    if stated is None:
        silent = not any("security" in other.body for other in specs.operations(document["paths"]))
        stated = [{name: []} for name in schemes] if silent else []
    alternatives = (" and ".join(sorted(described.get(name, name) for name in one)) for one in stated)
    return frozenset(alternative or "none" for alternative in alternatives) or frozenset({"none"})


def _scheme(scheme: Json) -> str:
    match scheme:
        case {"type": "apiKey", "in": place, "name": name}:
            return f"{name.lower() if place == 'header' else name} in {place}"
        case {"type": "http", "scheme": kind}:
            return f"http {kind.lower()}"
    return str(scheme.get("type"))


def _servers(document: Json, operation: specs.Operation) -> Texts:
    stated = operation.body.get("servers") or operation.item.get("servers") or document.get("servers") or [{"url": "/"}]
    return frozenset(server["url"].rstrip("/") or "/" for server in stated)


# What a schema says ---------------------------------------------------------------------------------------------------


class Shape(NamedTuple):
    """A schema of which $ref, allOf, anyOf and oneOf are worked out, one level deep."""

    types: Texts = frozenset()
    values: Texts = frozenset()
    required: Texts = frozenset()
    properties: dict[str, Json] = {}  # noqa: RUF012  never written to
    refs: Texts = frozenset()
    schema: str = ""


def _fields(
    document: Json, schema: Json, at: str, required: bool, seen: Texts = frozenset()
) -> Iterator[tuple[str, Field]]:
    """A schema and all inside it; where it comes to itself again, nothing more is said."""
    shape = _shape(document, schema)
    yield at, Field(shape.types, required, shape.values, shape.schema)
    if not shape.refs & seen:
        for name, child in shape.properties.items():
            yield from _fields(document, child, below(at, name), name in shape.required, seen | shape.refs)


def below(part: str, name: str) -> str:
    """The name of a part inside another; an array's elements are called `[]`, a map's `*`."""
    if " " not in part:
        return f"{part} {name}"
    return f"{part}{name}" if name == "[]" else f"{part}.{name}"


def above(part: str) -> Iterator[str]:
    """What a part may stand in, the nearest first; a name may have dots of its own."""
    name = part.find(" ") + 1
    for end in range(len(part) - 1, name, -1):
        if part[end] == "." or part.startswith("[]", end):
            yield part[:end]
    if name:
        yield part[: name - 1]


def owner(operation: Operation, part: str) -> tuple[str, str]:
    """The part that this one stands in and that has a schema with a name, and the name; or two times nothing."""
    holders = ((one, operation.parts[one].schema) for one in above(part) if one in operation.parts)
    return next(((one, schema) for one, schema in holders if schema), ("", ""))


def _shape(document: Json, schema: Json | bool) -> Shape:
    if not isinstance(schema, dict):
        return Shape()
    shapes = [_own(schema)]
    if "$ref" in schema:
        reference = schema["$ref"]
        found = _shape(document, specs.resolve(document, {"$ref": reference}))
        shapes.append(found._replace(refs=found.refs | {reference}, schema=reference.rpartition("/")[2]))
    shapes += [_shape(document, one) for one in schema.get("allOf", ())]
    for word in ("anyOf", "oneOf"):
        if word in schema:
            shapes.append(_any([_shape(document, one) for one in schema[word]]))
    return _all(shapes)


def _own(schema: Json) -> Shape:
    types = schema.get("type", ())
    types = {types} if isinstance(types, str) else set(types)
    if schema.get("nullable") is True and types:
        types.add("null")
    values = schema["enum"] if "enum" in schema else [schema["const"]] if "const" in schema else []
    properties = dict(schema.get("properties", {}))
    if "items" in schema:
        properties["[]"] = schema["items"]
    if isinstance(schema.get("additionalProperties"), dict):
        properties["*"] = schema["additionalProperties"]
    if not types and (properties or "required" in schema):
        types = {"array"} if "items" in schema else {"object"}
    written = frozenset(json.dumps(value, sort_keys=True) for value in values)
    return Shape(frozenset(types), written, frozenset(schema.get("required", ())), properties)


def _all(shapes: list[Shape]) -> Shape:
    """What holds when all of them hold."""
    told = [shape for shape in shapes if shape != Shape()]
    if len(told) < 2:
        return told[0] if told else Shape()
    return Shape(
        types=_narrow(shape.types for shape in told),
        values=_narrow(shape.values for shape in told),
        required=frozenset().union(*(shape.required for shape in told)),
        properties=_joined(told, "allOf"),
        refs=frozenset().union(*(shape.refs for shape in told)),
        schema=next((shape.schema for shape in told if shape.schema), ""),
    )


def _any(shapes: list[Shape]) -> Shape:
    """What holds when one of them holds. That it may be null says nothing of what it is else."""
    real = [shape for shape in shapes if shape.types != {"null"}]
    objects = [shape.required for shape in real if shape.types != {"array"}]
    return Shape(
        types=_wide(shape.types for shape in shapes),
        values=_wide(shape.values for shape in real),
        required=frozenset.intersection(*objects) if objects else frozenset(),
        properties=_joined(real, "anyOf"),
        refs=frozenset().union(*(shape.refs for shape in real)),
        schema=real[0].schema if len(real) == 1 else "",
    )


def _narrow(sets: Iterable[Texts]) -> Texts:
    told = [one for one in sets if one]
    return frozenset.intersection(*told) if told else frozenset()


def _wide(sets: Iterable[Texts]) -> Texts:
    listed = list(sets)
    return frozenset().union(*listed) if all(listed) else frozenset()


def _joined(shapes: list[Shape], word: str) -> dict[str, Json]:
    """Each property once, also where several schemas have it."""
    every: dict[str, list[Json]] = defaultdict(list)
    for shape in shapes:
        for name, schema in shape.properties.items():
            every[name].append(schema)
    return {name: one[0] if len(one) == 1 else {word: one} for name, one in every.items()}
