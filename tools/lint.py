"""Lint: what a built spec has that breaks the rules of specs/README.md, a sentence each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tools.specs import Json, Operation, operations, reached, references, resolve

Messages = Iterator[str]
Rule = Callable[[Json], Messages]
SNAKE = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
EFFECTS = ("read", "write", "login")
EVIDENCE = ("recorded", "live", "vendor", "documented", "assumed")
PLACES = (("apiKey", "header"), ("apiKey", "query"), ("http", "bearer"))
BINARY = ("application/octet-stream", "application/zip")


def rule_1_names(document: Json) -> Messages:
    seen: dict[str, Operation] = {}
    for operation in operations(document["paths"]):
        name = operation.name
        if not re.fullmatch(rf"{SNAKE}\.{SNAKE}", name):
            yield f"{name}: an operationId is <family>.<verb> in snake_case"
        elif operation.body.get("tags") != [operation.family]:
            yield f"{name}: its one tag is its family, {operation.family}"
        if name in seen:
            yield f"{name}: two operations have this name"
        seen[name] = operation
        older = document["paths"].get(operation.path.replace("/v2/", "/v1/"), {})
        if "/v2/" in operation.path and operation.method in older and not name.endswith("_v2"):
            yield f"{name}: the V2 sibling of a V1 operation ends in _v2"


def rule_1_families(document: Json) -> Messages:
    described = {tag["name"]: tag.get("description") for tag in document.get("tags", ())}
    for family in dict.fromkeys(operation.family for operation in operations(document["paths"])):
        if not described.get(family):
            yield f"{family}: `tags` describes the family"


def rule_2_facts(document: Json) -> Messages:
    for operation in operations(document["paths"]):
        body = operation.body
        if body.get("x-effect") not in EFFECTS:
            yield f"{operation.name}: x-effect is one of {', '.join(EFFECTS)}"
        if body.get("x-evidence") not in EVIDENCE:
            yield f"{operation.name}: x-evidence is one of {', '.join(EVIDENCE)}"
        if operation.is_list and not isinstance(body.get("x-paged"), bool):
            yield f"{operation.name}: a list says x-paged: true or false"


def rule_2_kendo(document: Json) -> Messages:
    known = document.get("x-kendo-operators", {})
    for operation in operations(document["paths"]):
        if "x-kendo" not in operation.body:
            continue
        kendo = operation.body["x-kendo"]
        if not operation.is_list:
            yield f"{operation.name}: only a list has x-kendo"
        if not isinstance(kendo, dict) or kendo.keys() != {"fields"} or not isinstance(kendo["fields"], dict):
            yield f"{operation.name}: x-kendo is {{fields: {{<field>: ...}}}}"
            continue
        for field, facts in kendo["fields"].items():
            if facts.get("operators") not in known:
                yield f"{operation.name}: x-kendo, {field}: operators is one of {', '.join(known) or 'none'}"
            if facts.get("evidence") not in EVIDENCE:
                yield f"{operation.name}: x-kendo, {field}: evidence is one of {', '.join(EVIDENCE)}"


def rule_3_answers(document: Json) -> Messages:
    for operation in operations(document["paths"]):
        answers = operation.body.get("responses", {})
        if [code for code in answers if code.startswith("2")] != ["2XX"]:
            yield f"{operation.name}: success stands under 2XX, and only there"
            continue
        answer = resolve(document, answers["2XX"])
        empty = answers["2XX"].get("$ref") == "#/components/responses/Empty"
        if empty != bool(answer.get("x-empty")) or empty == bool(answer.get("content")):
            yield f"{operation.name}: an answer has content, or is a $ref to the answer Empty (x-empty: true)"
        for kind, media in answer.get("content", {}).items():
            if "schema" not in media:
                yield f"{operation.name}: its {kind} answer has no schema"


def rule_3_shapes(document: Json) -> Messages:
    for operation in operations(document["paths"]):
        answer = resolve(document, operation.body.get("responses", {}).get("2XX", {}))
        for kind, media in answer.get("content", {}).items():
            schema = media.get("schema", {})
            if kind in BINARY and (schema.get("type"), schema.get("format")) != ("string", "binary"):
                yield f"{operation.name}: a {kind} answer is {{type: string, format: binary}}"
            elif kind == "application/json" and not _made_of_references(schema):
                yield f"{operation.name}: a JSON answer is a $ref, an array of one, or an anyOf of these"
            elif kind not in (*BINARY, "application/json"):
                yield f"{operation.name}: an answer is JSON or binary, not {kind}"


def _made_of_references(schema: Json) -> bool:
    if "anyOf" in schema:
        return all(_made_of_references(one) for one in schema["anyOf"])
    return "$ref" in schema or "$ref" in schema.get("items", {})


def rule_4_answer_schemas(document: Json) -> Messages:
    for name, schema in _schemas(document, sent=False):
        if schema.get("type") != "object" or schema.get("additionalProperties") is not True:
            yield f"schema {name}: an answer is `type: object` with additionalProperties: true"
        if schema.get("required", ["id"]) != ["id"]:
            yield f"schema {name}: nothing in an answer is required but its id"
        if schema.get("x-evidence") not in EVIDENCE:
            yield f"schema {name}: x-evidence is one of {', '.join(EVIDENCE)}"
        for inner in _within(schema):
            if "enum" in inner:
                yield f"schema {name}: no enum; known values stand in the description"
            if inner.get("format") in ("date", "date-time"):
                yield f"schema {name}: a date is a string without `format`; the server writes no zone"


def rule_4_flat(document: Json) -> Messages:
    """Of answers and requests alike: rule 5 says "flat" and means this."""
    for name, schema in [*_schemas(document, sent=False), *_schemas(document, sent=True)]:
        for inner in _within(schema):
            if "allOf" in inner:
                yield f"schema {name}: no allOf"
            if inner is not schema and "properties" in inner:
                yield f"schema {name}: an object inside it is a schema with a name of its own"


def rule_5_requests(document: Json) -> Messages:
    for operation in operations(document["paths"]):
        body = resolve(document, operation.body.get("requestBody", {}))
        for media in body.get("content", {}).values():
            name, schema = _named(document, media.get("schema", {}))
            if name.endswith("Request"):
                properties = schema.get("properties", {})
                if len(properties) != 1 or schema.get("required") != list(properties):
                    yield f"{operation.name}: {name} has one property, the wrapper, which is required"
                    continue
                name, schema = _named(document, *properties.values())
            yield from _wrong_in_request(operation, name, schema)


def _wrong_in_request(operation: Operation, name: str, schema: Json) -> Messages:
    ending = {"create": "Create", "create_v2": "CreateV2", "update": "Update", "update_v2": "UpdateV2"}
    if not name:
        yield f"{operation.name}: its request has a schema with a name"
    elif not name.endswith(wanted := ending.get(operation.verb, "")):
        yield f"{operation.name}: its request is called <Thing>{wanted}, not {name}"
    elif schema.get("type") != "object" or schema.get("additionalProperties") is not True:
        yield f"{operation.name}: {name} is `type: object` with additionalProperties: true"
    elif name.endswith(("Update", "UpdateV2")):
        if "required" in schema:
            yield f"{operation.name}: in {name} nothing is required"
        for key, value in schema.get("properties", {}).items():
            if not _may_be_null(value):
                yield f"{operation.name}: in {name}, {key} may be null (null clears)"


def _may_be_null(schema: Json) -> bool:
    anything = not schema.keys() & {"type", "$ref", "anyOf"}
    return anything or "null" in schema.get("type", []) or {"type": "null"} in schema.get("anyOf", [])


def rule_6_lists(document: Json) -> Messages:
    for operation in operations(document["paths"]):
        if not operation.is_list:
            continue
        answer = resolve(document, operation.body.get("responses", {}).get("2XX", {}))
        schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
        if not _is_list_or_page(document, schema):
            yield f"{operation.name}: a list answers anyOf: [array of Thing, ThingPage], a page being {{meta, data}}"
        wanted = ["page", "page_size", "meta"] if operation.body.get("x-paged") else []
        wanted += ["kendo", "filter", "sort"] if "x-kendo" in operation.body else []
        given = {parameter.get("$ref", "").rpartition("/")[2] for parameter in operation.parameters}
        if missing := [name for name in wanted if name not in given]:
            yield f"{operation.name}: takes {', '.join(missing)} by $ref to #/components/parameters"


def _is_list_or_page(document: Json, schema: Json) -> bool:
    match schema:
        case {"anyOf": [{"type": "array", "items": {"$ref": thing}}, {"$ref": page}]}:
            properties = resolve(document, {"$ref": page}).get("properties", {})
            data = properties.get("data", {}).get("items", {}).get("$ref")
            return page == f"{thing}Page" and properties.keys() == {"meta", "data"} and data == thing
    return False


def rule_7_paths(document: Json) -> Messages:
    for operation in operations(document["paths"]):
        if operation.path.endswith(".json"):
            yield f"{operation.name}: a path carries no .json"
        for parameter in _path_parameters(document, operation):
            name, kind = parameter["name"], parameter.get("schema", {}).get("type")
            if re.fullmatch(r"(.*_)?id", name) and kind != "integer":
                yield f"{operation.name}: {name} is an integer"
            if name == "name" and kind != "string":
                yield f"{operation.name}: {name} is a string"


def rule_7_templates(document: Json) -> Messages:
    seen: dict[str, str] = {}
    for path in document["paths"]:
        template = re.sub(r"{[^}]*}", "{}", path)
        if template in seen:
            yield f"{path}: the same path as {seen[template]} with other names of parameters"
        seen[template] = path
    for operation in operations(document["paths"]):
        asked = set(re.findall(r"{([^}]*)}", operation.path))
        given = {parameter["name"] for parameter in _path_parameters(document, operation)}
        for name in sorted(asked ^ given):
            yield f"{operation.name}: {name} stands in the path or in the parameters, but not in both"


def rule_8_security(document: Json) -> Messages:
    schemes = document.get("components", {}).get("securitySchemes", {})
    stated = [name for requirement in document.get("security", ()) for name in requirement]
    if not stated or any(name not in schemes for name in stated):
        yield "the document: security stands at the root and names a scheme in components"
    for name in (name for name in stated if name in schemes):
        if (
            schemes[name].get("type"),
            schemes[name].get("in") or schemes[name].get("scheme", "").lower(),
        ) not in PLACES:
            yield f"security scheme {name}: a token goes into a header or the query (apiKey), or is an http bearer's"
    for operation in operations(document["paths"]):
        if operation.body.get("security") not in (None, []):
            yield f"{operation.name}: has security of its own; an operation has what the root says, or `security: []`"
        if any(resolve(document, parameter).get("name") == "token" for parameter in operation.parameters):
            yield f"{operation.name}: the token is no parameter; it is a security scheme"


def rule_8_logins(document: Json) -> Messages:
    for operation in operations(document["paths"]):
        if (operation.body.get("security") == []) != (operation.body.get("x-effect") == "login"):
            yield f"{operation.name}: a login has `security: []`, everything else what the root says"


def references_resolve(document: Json) -> Messages:
    for reference in sorted(set(references(document))):
        try:
            resolve(document, {"$ref": reference})
        except (LookupError, TypeError):
            yield f"$ref {reference} leads nowhere"


def components_are_used(document: Json) -> Messages:
    used = reached(document, [document[key] for key in document if key != "components"])
    for section in ("schemas", "responses", "parameters", "requestBodies"):
        for name in document.get("components", {}).get(section, {}):
            if f"#/components/{section}/{name}" not in used:
                yield f"{section} {name}: no operation uses it"


def _schemas(document: Json, *, sent: bool) -> list[tuple[str, Json]]:
    schemas = document.get("components", {}).get("schemas", {})
    return [(name, schema) for name, schema in schemas.items() if bool(schema.get("writeOnly")) == sent]


def _within(schema: Json) -> Iterator[Json]:
    """A schema and those written inside it. By keyword: a field may be called `properties` or `enum`, too."""
    yield schema
    inner = [*schema.get("properties", {}).values(), schema.get("items"), schema.get("additionalProperties")]
    inner += [one for key in ("anyOf", "oneOf", "allOf") for one in schema.get(key, ())]
    for one in inner:
        if isinstance(one, dict):
            yield from _within(one)


def _named(document: Json, schema: Json) -> tuple[str, Json]:
    return schema.get("$ref", "").rpartition("/")[2], resolve(document, schema)


def _path_parameters(document: Json, operation: Operation) -> list[Json]:
    parameters = [resolve(document, parameter) for parameter in operation.parameters]
    return [parameter for parameter in parameters if parameter.get("in") == "path"]


ALWAYS: tuple[Rule, ...] = (rule_1_names, rule_2_facts, rule_2_kendo, rule_3_answers, rule_7_templates, rule_8_security)
HAND_WRITTEN: tuple[Rule, ...] = (
    rule_1_families,
    rule_3_shapes,
    rule_4_answer_schemas,
    rule_4_flat,
    rule_5_requests,
    rule_6_lists,
    rule_7_paths,
    rule_8_logins,
    components_are_used,
)


def lint(document: Json, hand_written: bool = True) -> list[str]:
    """What breaks the rules of specs/README.md, a sentence each; nothing is wrong with a document when there are none.

    How schemas are written (rules 4 to 6, the shapes of 3 and 7) is asked of what we write ourselves only.
    """
    if lost := list(references_resolve(document)):
        return lost  # every other rule follows references
    rules = ALWAYS + HAND_WRITTEN if hand_written else ALWAYS
    return [f"{message} ({_title(rule)})" for rule in rules for message in rule(document)]


def _title(rule: Rule) -> str:
    number = re.match(r"rule_(\d)", rule.__name__)
    return f"rule {number[1]}" if number else rule.__name__.replace("_", " ")
