"""The specs: build them from their parts, see that what is committed is current, lint them by specs/README.md.

    python -m tools.specs build|check|lint [labvanced] [labguru]

Labguru is the union of its fragments. Labvanced is upstream's file with our patch, brought into our own form: OpenAPI
3.1, every operation named and with its facts, so that an operation that is new upstream generates at once.
"""

from __future__ import annotations

import copy
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin

import yaml
from jsonpath_ng.ext import parse as jsonpath
from oas_patch.overlay import apply_overlay
from openapi_spec_validator import OpenAPIV31SpecValidator

from tools import upstream
from tools.paths import ROOT
from tools.upstream import METHODS

Json = dict[str, Any]

SPECS = ROOT / "specs"
SERVICES = ("labvanced", "labguru")
HEADER = "# Built by `nox -s build` from specs/{service}/; do not edit.\n"
LABVANCED_URL = "https://www.labvanced.com/labvanced-openapi.json"  # where relative servers start

READING = METHODS[:4]
KEYS = ("openapi", "info", "servers", "security", "tags", "paths", "components")


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
            if file != common and keys[0] not in ("tags", "paths", "components"):
                raise SpecError(f"{_short(file)} has `{keys[0]}`, which belongs in common.yaml")
            for claim in _claims(keys, value):
                if claim in owners:
                    raise SpecError(f"{' '.join(claim)} stands in both {owners[claim]} and {_short(file)}")
                owners[claim] = _short(file)
            _put(document, keys, value)
    if "tags" in document:
        document["tags"] = list(document["tags"].values())
    return document


def _parts(fragment: Json) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The smallest pieces that one file owns, each with the keys that lead to it."""
    for key, value in fragment.items():
        if key == "tags":
            yield from (((key, tag["name"]), tag) for tag in value or ())
        elif key == "paths":
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
    patch = read(folder / "patch.yaml")
    lift(document)
    for operation in operations(document["paths"]):
        # Upstream's own names go first: `update` would add our tag to theirs, and their ids follow no rule of ours.
        operation.body.pop("operationId", None)
        operation.body.pop("tags", None)
    made_room = make_room(document, patch)
    document = patched(document, patch)
    leave_out(document, made_room)
    name_operations(document)
    state_facts(document, "vendor" if source["state"] == "fetched" else "assumed")
    settle(document)
    patch_sha256 = upstream.sha256((folder / "patch.yaml").read_bytes())
    document["x-source"] = {**{key: source[key] for key in ("state", "url", "sha256")}, "patch_sha256": patch_sha256}
    return document


def _upstream(folder: Path) -> tuple[Json, Json]:
    try:
        source = upstream.source(folder)
        content = (folder / source["file"]).read_bytes()
        if source.get("sha256") != upstream.sha256(content):
            file = f"{_short(folder)}/{source['file']}"
            raise SpecError(f"{file} is not the file whose sha256 source.toml gives: run `nox -s fetch` again")
        document = upstream.parse(content)
    except FileNotFoundError as error:
        raise SpecError(f"{_short(Path(error.filename))} is missing") from None
    except ValueError as error:
        raise SpecError(f"{_short(folder)}: {error}") from None
    if source.get("state") not in ("fetched", "transcribed"):
        raise SpecError(f"{_short(folder)}/source.toml: `state` is neither `fetched` nor `transcribed`")
    return source, document


def lift(node: Any) -> None:
    """OpenAPI 3.0 to 3.1 in place: `nullable` becomes a type, an exclusive limit a number."""
    if isinstance(node, dict):
        if str(node.get("openapi", "")).startswith("3.0"):
            node["openapi"] = "3.1.0"
        # A `nullable` that is no boolean is a field of that name.
        if isinstance(node.get("nullable"), bool) and node.pop("nullable"):
            _admit_null(node)
        for exclusive, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if isinstance(node.get(exclusive), bool) and node.pop(exclusive) and limit in node:
                node[exclusive] = node.pop(limit)
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            lift(child)


def _admit_null(schema: Json) -> None:
    if isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]
    elif any(key in schema for key in ("$ref", "allOf", "anyOf", "oneOf")):
        inner = dict(schema)
        schema.clear()
        schema["anyOf"] = [inner, {"type": "null"}]


def make_room(document: Json, patch: Json) -> set[str]:
    """Give upstream's schemas that are called like one of ours the name `<Name>Upstream`; returns their references.

    An overlay's `update` merges: without this, our Session would have a little of theirs.
    """
    updates = [action.get("update", {}) for action in patch.get("actions", ()) if action.get("target") == "$"]
    ours = {name for update in updates for name in update.get("components", {}).get("schemas", {})}
    schemas = document.get("components", {}).get("schemas", {})
    taken = sorted(ours & schemas.keys())
    for name in taken:
        schemas[f"{name}Upstream"] = schemas.pop(name)
    moved = {f"#/components/schemas/{name}": f"#/components/schemas/{name}Upstream" for name in taken}
    _redirect(document, moved)
    return set(moved.values())


def leave_out(document: Json, made_room: set[str]) -> None:
    """Without what made room for ours and has no use any more: the patch took the place that it had."""
    used = reached(document, [document[key] for key in document if key != "components"])
    for reference in made_room - used:
        del document["components"]["schemas"][reference.rpartition("/")[2]]


def patched(document: Json, patch: Json) -> Json:
    """Upstream with the actions of an OpenAPI Overlay 1.0 applied in order.

    oas-patch passes over an action that matches nothing, reads `remove: false` as a removal, and writes into what it is
    given; so each action is looked at first, and works on a copy.
    """
    document = copy.deepcopy(document)
    for number, action in enumerate(patch.get("actions", ()), 1):
        name = f"patch.yaml, action {number} ({action.get('description') or action.get('target')})"
        if ("update" in action) == (action.get("remove") is True) or action.keys() - _ACTION_KEYS:
            raise SpecError(f"{name}: an action has a target and either `update` or `remove: true`")
        if not jsonpath(action["target"]).find(document):
            raise SpecError(f"{name}: its target {action['target']} matches nothing in upstream's file")
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
        _settle_parameters(document, operation)
        operation.body["responses"] = _answers(document, operation.body.get("responses", {}))
    stated = [operation.body["security"] for operation in found if operation.body.get("security")]
    counts = "security" not in document or len(stated) == len(found)
    if counts and stated and all(one == stated[0] for one in stated):
        document["security"] = stated[0]
    for operation in found:
        if operation.body.get("security") == document.get("security"):
            operation.body.pop("security", None)
    document["servers"] = [{**one, "url": _address(one)} for one in document.get("servers") or [{"url": "/"}]]


def _settle_parameters(document: Json, operation: Operation) -> None:
    for holder in (operation.item, operation.body):
        if "parameters" in holder:
            holder["parameters"] = [one for one in holder["parameters"] if not _is_ignored(resolve(document, one))]
    for parameter in (resolve(document, one) for one in operation.parameters):
        # A path is text: who declares an id as text may be given a number, too.
        if parameter.get("in") == "path" and parameter.get("schema", {}).get("type") == "string":
            parameter["schema"]["type"] = ["integer", "string"]


def _is_ignored(parameter: Json) -> bool:
    """Whether OpenAPI wants it ignored: the body's kind and the security schemes say these headers."""
    return parameter.get("in") == "header" and parameter["name"].lower() in ("accept", "authorization", "content-type")


def _answers(document: Json, answers: Json) -> Json:
    """Answers of which success is the one `2XX`, if they agree on what it is; the lint names those that do not."""
    good = sorted(code for code in answers if code.startswith("2")) or [code for code in answers if code == "default"]
    described = [code for code in good if resolve(document, answers[code]).get("content")] or good[:1]
    if len({json.dumps(resolve(document, answers[code]), sort_keys=True) for code in described}) > 1:
        return answers
    others = {code: answer for code, answer in answers.items() if code not in good}
    return {"2XX": _success(document, answers, *described[:1]), **others}


def _success(document: Json, answers: Json, code: str = "") -> Json:
    answer = answers.get(code, {"description": "Not described."})
    content = resolve(document, answer).get("content")
    if not content and code in ("204", "205"):
        empty = {"description": "Done; there is no body.", "x-empty": True}
        document.setdefault("components", {}).setdefault("responses", {}).setdefault("Empty", empty)
        return {"$ref": "#/components/responses/Empty"}
    if content and all("schema" in media for media in content.values()):
        return answer
    answer = copy.deepcopy(resolve(document, answer))
    # Who wrote no content seldom meant that nothing comes.
    answer["content"] = {kind: {"schema": {}, **media} for kind, media in (content or {"application/json": {}}).items()}
    return answer


def _address(server: Json) -> str:
    """A server's URL with its variables filled in; it may be relative to the place that the document came from."""
    defaults = {name: str(about.get("default", "")) for name, about in server.get("variables", {}).items()}
    url = re.sub(r"{([^}]*)}", lambda name: defaults.get(name[1], ""), server["url"])
    return urljoin(LABVANCED_URL, url).rstrip("/")


# Both: what is sent and what comes back ------------------------------------------------------------------------------


def build(service: str, root: Path = SPECS) -> Json:
    """The whole spec of one service, from its parts under specs/<service>/."""
    try:
        document = labvanced(root / service) if service == "labvanced" else union(root / service)
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
    from tools.lint import lint  # which stands on this module

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
