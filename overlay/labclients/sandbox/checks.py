"""Requests and answers against the specification.

One validator (jsonschema-rs) serves both sides: compiled once per schema, it costs microseconds, and the parts that
OpenAPI tools find awkward (bracketed queries, multipart forms) are plain nested values by the time they get here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from labclients.sandbox.document import JSON, Document, Json, Operation, types
from labclients.sandbox.messages import File, Refusal


class Call:
    """A request that found its operation: what its parts mean."""

    def __init__(self, operation: Operation, path: Mapping[str, str], query: dict[str, Any], body: dict[str, Any]):
        self.operation = operation
        self.path = path
        self.query = query
        self.body = body

    @property
    def id(self) -> int:
        return int(self.path["id"])

    @property
    def item(self) -> dict[str, Any]:
        """What the wrapper holds, or the body itself where there is no wrapper."""
        inner = self.body.get(self.operation.wrapper or "")
        return cast("dict[str, Any]", inner) if isinstance(inner, dict) else self.body


def give_types(document: Document, call: Call, media: str) -> None:
    """Read the declared parameters of the query, and all of a form, as what the specification says they are."""
    for one in call.operation.parameters:
        if one.place == "query" and one.name in call.query:
            call.query[one.name] = typed(call.query[one.name], document, document.at(one.schema))
    if "json" not in media and (pointer := _body(call.operation, media)):
        call.body = typed(call.body, document, document.at(pointer))


def check_query(document: Document, call: Call) -> None:
    """Refuse declared parameters that are not what they must be; others are left alone, as a server ignores them.

    Raises:
        Refusal: 400.
    """
    for one in call.operation.parameters:
        if one.place != "query":
            continue
        if one.required and one.name not in call.query:
            raise _unfit(f"the parameter {one.name} is missing")
        faults = document.faults(one.schema, call.query[one.name]) if one.name in call.query else ()
        for fault in faults:
            raise _unfit(f"the parameter {one.name}: {fault.message}")


def check_body(document: Document, call: Call, media: str) -> None:
    """Refuse a body that the specification does not allow.

    Raises:
        Refusal: 422 where a field of the record is missing, as the service says it; 400 for all else.
    """
    pointer = _body(call.operation, media)
    for fault in document.faults(pointer, _without_files(call.body)) if pointer else ():
        missing = getattr(fault.kind, "property", None)  # only a missing property has one
        if missing and (fault.instance_path or not call.operation.wrapper):
            raise Refusal(422, {"error_message": f"{human(missing)} can't be blank", "type": "invalid_request_error"})
        place = ".".join(str(step) for step in fault.instance_path)
        raise _unfit(f"param is missing: {missing}" if missing else f"{place or 'the body'}: {fault.message}")


def _body(operation: Operation, media: str) -> str | None:
    """Pointer to the schema of the body: that of the media type, or of another, since Rails reads them all alike."""
    kind = media.partition(";")[0].strip().lower()
    return operation.bodies.get(kind) or next(iter(operation.bodies.values()), None)


def check_answer(document: Document, operation: Operation, value: object) -> str | None:
    """What is wrong with an answer; None if the specification allows it."""
    pointer = operation.answers.get(JSON)
    if pointer is None:
        return "the specification has no JSON answer here"
    for fault in document.faults(pointer, value):
        return f"{'.'.join(map(str, fault.instance_path))}: {fault.message}"[:500]
    return None


def typed(value: Any, document: Document, schema: Json) -> Any:
    """Text from a query or a form, as the type that the schema asks for, where it can be read so."""
    schema = document.resolved(schema)
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        entries = cast("dict[str, Any]", value).items()
        return {key: typed(inner, document, properties.get(key, {})) for key, inner in entries}
    if isinstance(value, list):
        return [typed(one, document, schema.get("items", {})) for one in cast("list[object]", value)]
    if not isinstance(value, str):
        return value
    wanted = types(schema)
    if "integer" in wanted and re.fullmatch(r"-?\d+", value):
        return int(value)
    if "boolean" in wanted and value.lower() in ("true", "false", "1", "0"):
        return value.lower() in ("true", "1")
    return value


def human(name: str) -> str:
    """A field as Rails names it in a message: ``project_id`` is "Project"."""
    return name.removesuffix("_id").replace("_", " ").capitalize()


def _without_files(value: Any) -> Any:
    if isinstance(value, File):
        return ""
    if isinstance(value, dict):
        return {key: _without_files(inner) for key, inner in cast("dict[str, Any]", value).items()}
    return value


def _unfit(reason: str) -> Refusal:
    return Refusal(400, {"error_message": reason, "type": "invalid_request_error"})
