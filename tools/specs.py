"""The specs: build them from their parts, see that what is committed is current, lint them by specs/README.md.

    python -m tools.specs build|check|lint [labvanced] [labguru]

Labguru is the union of its fragments. Labvanced is upstream's file with our patch, brought into our own form: OpenAPI
3.1, every operation named and with its facts, so that an operation that is new upstream generates at once.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin

import yaml
from jsonpath_ng.ext import parse as jsonpath
from oas_patch.overlay import apply_overlay
from openapi_spec_validator import OpenAPIV31SpecValidator

from tools.paths import ROOT

Json = dict[str, Any]

SPECS = ROOT / "specs"
SERVICES = ("labvanced", "labguru")
HEADER = "# Built by `nox -s build` from specs/{service}/; do not edit.\n"
LABVANCED_URL = "https://www.labvanced.com/labvanced-openapi.json"  # where relative servers start

METHODS = ("get", "head", "options", "trace", "post", "put", "patch", "delete")
READING = METHODS[:4]
KEYS = ("openapi", "info", "servers", "security", "tags", "paths", "components")
EFFECTS = ("read", "write", "login")
EVIDENCE = ("recorded", "live", "vendor", "documented", "assumed")


class SpecError(Exception):
    """One sentence that says what is wrong, and in which file."""


# Reading and writing -------------------------------------------------------------------------------------------------


class StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML read as JSON would be: keys are text and stand once; a date stays the text that it is."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Json:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key, line = self.construct_object(key_node), key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise SpecError(f"line {line}: the key {key!r} is not text; put it in quotes")
            if key in seen:
                raise SpecError(f"line {line}: the key {key!r} stands twice")
            seen.add(key)
        return super().construct_mapping(node, deep)


StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class ReadableDumper(yaml.SafeDumper):
    """Texts of many lines as blocks, nothing by alias. Not libyaml's: it folds lines by rules of its own."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


ReadableDumper.add_representer(str, ReadableDumper.represent_text)


def read(file: Path) -> Json:
    """One YAML file, as plain JSON values that share nothing with each other."""
    try:
        document = StrictLoader(file.read_text(encoding="utf-8")).get_single_data()
    except FileNotFoundError:
        raise SpecError(f"{_short(file)} is missing") from None
    except SpecError as error:
        raise SpecError(f"{_short(file)}, {error}") from None
    except yaml.YAMLError as error:
        raise SpecError(f"{_short(file)} is not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(document, dict):
        raise SpecError(f"{_short(file)} holds no mapping")
    return _plain(document)


def text(service: str, document: Json) -> str:
    body = yaml.dump(document, Dumper=ReadableDumper, sort_keys=False, allow_unicode=True, width=120)
    return HEADER.format(service=service) + body


def _short(file: Path) -> str:
    return "/".join(file.parts[-3:])


def _plain(document: Json) -> Json:
    return json.loads(json.dumps(document))


# What every part below walks -----------------------------------------------------------------------------------------


class Operation(NamedTuple):
    path: str
    method: str
    body: Json
    item: Json  # the path item that it stands in

    @property
    def name(self) -> str:
        return self.body.get("operationId") or f"{self.method.upper()} {self.path}"

    @property
    def family(self) -> str:
        return self.name.partition(".")[0]

    @property
    def verb(self) -> str:
        return self.name.partition(".")[2]

    @property
    def is_list(self) -> bool:
        return self.verb == "list" or self.verb.startswith("list_")

    @property
    def parameters(self) -> list[Json]:
        return [*self.item.get("parameters", ()), *self.body.get("parameters", ())]


def operations(paths: Json) -> Iterator[Operation]:
    for path, item in paths.items():
        for method in item:
            if method in METHODS:
                yield Operation(path, method, item[method], item)


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from references(child)


def resolve(document: Json, node: Json) -> Json:
    """What a node is once its own `$ref`s are followed; LookupError when one leads nowhere."""
    seen: set[str] = set()
    while "$ref" in node:
        if node["$ref"] in seen:
            raise LookupError(node["$ref"])
        seen.add(node["$ref"])
        node = _at(document, node["$ref"])
    return node


def _at(document: Json, reference: str) -> Json:
    root, *steps = reference.split("/")
    if root != "#":
        raise LookupError(reference)
    node: Any = document
    for step in steps:
        node = node[unquote(step).replace("~1", "/").replace("~0", "~")]
    return node


def reached(document: Json, roots: Iterable[object]) -> set[str]:
    """Every `#/components/...` that the roots lead to, directly or through one another."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        for reference in references(waiting.pop()):
            if reference.startswith("#/components/") and reference not in found:
                found.add(reference)
                waiting.append(_at(document, reference))
    return found


# Labguru: the union of its fragments ---------------------------------------------------------------------------------


def union(folder: Path) -> Json:
    """common.yaml and the fragments beside it as one document; what stands twice is an error that names both files."""
    common = folder / "common.yaml"
    document: Json = {}
    owners: dict[tuple[str, ...], str] = {}
    for file in [common, *sorted(set(folder.glob("*.yaml")) - {common})]:
        for keys, value in _parts(read(file)):
            if file != common and keys[0] not in ("paths", "components"):
                raise SpecError(f"{_short(file)} has `{keys[0]}`, which belongs in common.yaml")
            for claim in _claims(keys, value):
                if claim in owners:
                    raise SpecError(f"{' '.join(claim)} stands in both {owners[claim]} and {_short(file)}")
                owners[claim] = _short(file)
            _put(document, keys, value)
    return document


def _parts(fragment: Json) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The smallest pieces that one file owns, each with the keys that lead to it."""
    for key, value in fragment.items():
        if key == "paths":
            yield from (((key, path), item) for path, item in (value or {}).items())
        elif key == "components":
            for section, entries in (value or {}).items():
                yield from (((key, section, name), entry) for name, entry in (entries or {}).items())
        else:
            yield (key,), value


def _claims(keys: tuple[str, ...], value: Any) -> Iterator[tuple[str, ...]]:
    """What this piece takes for itself: its place and, for a path, the names of its operations."""
    yield keys
    if keys[0] == "paths":
        for operation in operations({keys[1]: value}):
            yield "operationId", operation.name


def _put(document: Json, keys: tuple[str, ...], value: Any) -> None:
    for key in keys[:-1]:
        document = document.setdefault(key, {})
    document[keys[-1]] = value


# Labvanced: upstream and our patch -----------------------------------------------------------------------------------


def labvanced(folder: Path) -> Json:
    source, document = _upstream(folder)
    lift(document)
    for operation in operations(document.get("paths", {})):
        # Upstream's own names go first: `update` would add our tag to theirs, and their ids follow no rule of ours.
        operation.body.pop("operationId", None)
        operation.body.pop("tags", None)
    document = patched(document, read(folder / "patch.yaml"))
    name_operations(document)
    state_facts(document, "vendor" if source["state"] == "fetched" else "assumed")
    settle(document)
    document["x-source"] = {key: source[key] for key in ("state", "url", "sha256")}
    return document


def _upstream(folder: Path) -> tuple[Json, Json]:
    try:
        content = (folder / "upstream.json").read_bytes()
        source = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
        document = json.loads(content)
    except FileNotFoundError as error:
        raise SpecError(f"{_short(Path(error.filename))} is missing") from None
    except ValueError as error:
        raise SpecError(f"{_short(folder)}: {error}") from None
    if source.get("state") not in ("fetched", "transcribed"):
        raise SpecError(f"{_short(folder)}/source.toml: `state` is neither `fetched` nor `transcribed`")
    if source.get("sha256") != hashlib.sha256(content).hexdigest():
        raise SpecError(f"{_short(folder)}/upstream.json is not the file whose sha256 source.toml gives")
    return source, document


def lift(node: Any) -> None:
    """OpenAPI 3.0 to 3.1 in place, as far as our patch needs: `nullable` becomes a type."""
    if isinstance(node, dict):
        if str(node.get("openapi", "")).startswith("3.0"):
            node["openapi"] = "3.1.0"
        # A `nullable` that is no boolean is a field of that name.
        if isinstance(node.get("nullable"), bool) and node.pop("nullable") and isinstance(node.get("type"), str):
            node["type"] = [node["type"], "null"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            lift(child)


def patched(upstream: Json, patch: Json) -> Json:
    """Upstream with the actions of an OpenAPI Overlay 1.0 applied in order.

    oas-patch passes over an action that matches nothing, reads `remove: false` as a removal, and writes into what it is
    given; so each action is looked at first, and works on a copy.
    """
    document = copy.deepcopy(upstream)
    for number, action in enumerate(patch.get("actions", ()), 1):
        name = f"patch.yaml, action {number} ({action.get('description') or action.get('target')})"
        if ("update" in action) == (action.get("remove") is True) or action.keys() - _ACTION_KEYS:
            raise SpecError(f"{name}: an action has a target and either `update` or `remove: true`")
        if not jsonpath(action["target"]).find(document):
            raise SpecError(f"{name}: its target {action['target']} matches nothing in upstream.json")
        apply_overlay(document, {"actions": [action]})
    return _plain(document)


_ACTION_KEYS = {"target", "description", "update", "remove"}


def name_operations(document: Json) -> None:
    """Name every operation that the patch did not name: `<family>.<verb>`, from method and path alone.

    The family is the last fixed segment of the path (`api` and `v1` do not count), or the last parameter without its
    `Id` where nothing is fixed. The verb is `create`, `update`, `delete` for POST, PUT or PATCH, DELETE; a GET is `get`
    when the path ends in a parameter and `list` otherwise. Everything in snake_case:

        GET  /api/{expId}/participants    participants.list
        GET  /api/{expId}/files/{fileId}  files.get

    The shortest path has the first claim to a name, then the alphabet; who comes later takes a long one that spells
    method and path (`files.list_by_get_exp_id_sessions_id_files`). To keep a name for good, write it into the patch.
    """
    unnamed = [operation for operation in operations(document["paths"]) if "operationId" not in operation.body]
    taken = {operation.name for operation in operations(document["paths"])}
    for operation in sorted(unnamed, key=lambda o: (o.path.count("/"), o.path, METHODS.index(o.method))):
        free = [name for name in names(operation.method, operation.path) if name not in taken]
        if not free:
            raise SpecError(f"{operation.name} of Labvanced gets a name that is taken; name it in patch.yaml")
        operation.body["operationId"] = free[0]
        taken.add(free[0])


def names(method: str, path: str) -> tuple[str, str]:
    """The short and the long name of an operation."""
    segments = [part for part in path.split("/") if part and not re.fullmatch(r"api|v\d+", part)]
    fixed = [part for part in segments if "{" not in part]
    family = _snake(fixed[-1]) if fixed else _snake("/".join(segments[-1:])).removesuffix("_id") or "root"
    ends_in_parameter = bool(segments) and "{" in segments[-1]
    verb = _VERBS.get(method, method)
    if method == "get" and not ends_in_parameter:
        verb = "list"
    return f"{family}.{verb}", f"{family}.{verb}_by_{_snake('/'.join([method, *segments]))}"


_VERBS = {"post": "create", "put": "update", "patch": "update"}


def _snake(words: str) -> str:
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", words)
    return re.sub(r"[^a-z0-9]+", "_", apart.lower()).strip("_")


def state_facts(document: Json, evidence: str) -> None:
    """Give every operation, and the security schemes, the facts that the patch does not state."""
    for operation in operations(document["paths"]):
        facts = {
            "tags": [operation.family],
            "x-effect": "read" if operation.method in READING else "write",
            "x-evidence": evidence,
            "x-paged": False,
        }
        operation.body.update({key: value for key, value in facts.items() if key not in operation.body})
    for scheme in document.get("components", {}).get("securitySchemes", {}).values():
        scheme.setdefault("x-evidence", evidence)


def settle(document: Json) -> None:
    """Upstream's way of saying the same things, in ours: `2XX`, security once at the root, servers with a host."""
    found = list(operations(document["paths"]))
    for operation in found:
        answers = operation.body.get("responses", {})
        codes = [code for code in answers if code.startswith("2")]
        if len(codes) == 1:
            operation.body["responses"] = {"2XX" if code in codes else code: answers[code] for code in answers}
    stated = [operation.body.get("security") for operation in found]
    if "security" not in document and any(stated) and all(one == stated[0] for one in stated):
        document["security"] = stated[0]
    for operation in found:
        if operation.body.get("security") == document.get("security"):
            operation.body.pop("security", None)
    # A server's URL may be relative to the place that the document came from.
    for server in document.setdefault("servers", [{"url": "/"}]):
        server["url"] = urljoin(LABVANCED_URL, server["url"]).rstrip("/")


# Both: what is sent and what comes back ------------------------------------------------------------------------------


def build(service: str, root: Path = SPECS) -> Json:
    """The whole spec of one service, from its parts under specs/<service>/."""
    document = labvanced(root / service) if service == "labvanced" else union(root / service)
    try:
        part_requests(document)
    except LookupError as error:
        raise SpecError(f"specs/{service}: a $ref leads nowhere ({error})") from None
    return ordered(document)


def part_requests(document: Json) -> None:
    """Mark what a request body reaches `writeOnly`; what answers reach too is copied to `<Name>Input` first."""
    found = list(operations(document.get("paths", {})))
    bodies = [operation.body["requestBody"] for operation in found if "requestBody" in operation.body]
    sent = reached(document, bodies)
    both = {ref for ref in sent & reached(document, [o.body.get("responses") for o in found]) if _is_schema(ref)}
    moved = {ref: _copy_for_input(document, ref) for ref in sorted(both)}
    for part in [*bodies, *(_at(document, moved.get(ref, ref)) for ref in sent)]:
        _redirect(part, moved)
    for ref in filter(_is_schema, sent):
        _at(document, moved.get(ref, ref))["writeOnly"] = True


def _is_schema(reference: str) -> bool:
    return reference.startswith("#/components/schemas/")


def _copy_for_input(document: Json, reference: str) -> str:
    schemas, name = document["components"]["schemas"], reference.rpartition("/")[2]
    if f"{name}Input" in schemas:
        raise SpecError(f"schema {name} is both sent and answered, but its copy's name {name}Input is taken")
    schemas[f"{name}Input"] = copy.deepcopy(schemas[name])
    return f"{reference}Input"


def _redirect(node: object, moved: dict[str, str]) -> None:
    if isinstance(node, dict):
        if node.get("$ref") in moved:
            node["$ref"] = moved[node["$ref"]]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            _redirect(child, moved)


def ordered(document: Json) -> Json:
    """The same document in the order in which it is read: what it is, paths, components, then our own facts."""
    rest = sorted(document.keys() - set(KEYS), key=lambda key: (key.startswith("x-"), key))
    document = {key: document[key] for key in [*KEYS, *rest] if key in document}
    document["paths"] = dict(sorted(document.get("paths", {}).items()))
    components = document.get("components", {})
    document["components"] = {section: dict(sorted(components[section].items())) for section in sorted(components)}
    return document


# Lint: the rules of specs/README.md ----------------------------------------------------------------------------------

Messages = Iterator[str]
Rule = Callable[[Json], Messages]
SNAKE = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
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
            properties = _at(document, page).get("properties", {})
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
    for operation in operations(document["paths"]):
        if operation.body.get("security") != ([] if operation.body.get("x-effect") == "login" else None):
            yield f"{operation.name}: a login has `security: []`, everything else what the root says"
        if any(resolve(document, parameter).get("name") == "token" for parameter in operation.parameters):
            yield f"{operation.name}: the token is no parameter; it is a security scheme"


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
    rule_3_shapes,
    rule_4_answer_schemas,
    rule_4_flat,
    rule_5_requests,
    rule_6_lists,
    rule_7_paths,
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


# The commands --------------------------------------------------------------------------------------------------------


def write(service: str, root: Path = SPECS) -> list[str]:
    """Build one service into specs/<service>.yaml."""
    (root / f"{service}.yaml").write_text(text(service, build(service, root)), encoding="utf-8", newline="\n")
    return []


def check(service: str, root: Path = SPECS) -> list[str]:
    """What is wrong with the committed file: that it is not the one its parts build, or nothing."""
    file = root / f"{service}.yaml"
    if file.is_file() and file.read_text(encoding="utf-8") == text(service, build(service, root)):
        return []
    return [f"specs/{service}.yaml is not what specs/{service}/ builds: run `nox -s build` and commit it"]


def report(service: str, root: Path = SPECS) -> list[str]:
    """What is wrong in the built file, as OpenAPI and by our own rules."""
    document = read(root / f"{service}.yaml")
    invalid = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]} (OpenAPI 3.1)"
        for error in OpenAPIV31SpecValidator(document).iter_errors()
    ]
    found = invalid or lint(document, hand_written=service != "labvanced")
    return [f"specs/{service}.yaml: {message}" for message in found]


COMMANDS: dict[str, Callable[[str], list[str]]] = {"build": write, "check": check, "lint": report}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS or set(arguments[1:]) - set(SERVICES):
        print(f"usage: python -m tools.specs {'|'.join(COMMANDS)} [{'] ['.join(SERVICES)}]", file=sys.stderr)
        return 2
    try:
        wrong = [message for service in arguments[1:] or SERVICES for message in COMMANDS[arguments[0]](service)]
    except SpecError as error:
        wrong = [str(error)]
    for message in wrong:
        print(message, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
