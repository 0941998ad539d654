"""A vendor's own file: what its bytes say, and how Labvanced's is kept in specs/labvanced/.

It is kept as it came, under the name of its form; source.toml, written last, says which of the two names it is:

    upstream.json or upstream.yaml   the bytes
    source.toml                      file, state, url, sha256, date, version, etag

So whenever a fetch is stopped, a build takes the file that source.toml describes, or refuses bytes that it does not.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import os
import re
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]

FORMS = ("upstream.json", "upstream.yaml")
METHODS = ("get", "head", "options", "trace", "post", "put", "patch", "delete")
DEPTH = 200
VALUES = 2_000_000  # in one document: a few lines of YAML can refer to one another until no memory is left


class UpstreamError(ValueError):
    """What is wrong with the bytes, in one sentence without a full stop."""


# What the bytes say --------------------------------------------------------------------------------------------------


def parse(content: bytes) -> Json:
    """The OpenAPI 3 document that these bytes are, as plain JSON values; UpstreamError when they are something else."""
    if not content.strip():
        raise UpstreamError("nothing came, which is no OpenAPI 3 document")
    if content.lstrip().startswith(b"<"):
        raise UpstreamError("a page of HTML or XML came, which is no OpenAPI 3 document")
    try:
        document = _read(content)
    except UpstreamError:
        raise
    except (ValueError, TypeError, RecursionError, yaml.YAMLError):
        raise UpstreamError(f"{len(content)} bytes came that are not JSON or YAML, or only a part of it") from None
    _refuse_others(document)
    return document


def _read(content: bytes) -> Any:
    document = json.loads(content) if name(content) == "upstream.json" else _read_yaml(content)
    if _size(document, {}) > VALUES:
        raise UpstreamError(f"a document of more than {VALUES} values came")
    return json.loads(json.dumps(document, allow_nan=False))


def _read_yaml(content: bytes) -> Any:
    too_deep = UpstreamError(f"YAML came that is nested more than {DEPTH} deep")
    depth = 0
    try:
        for event in yaml.parse(content, Loader=CoreLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEPTH:  # libyaml before 0.2.6 goes down until the process is killed
                raise too_deep
    except yaml.scanner.ScannerError as error:
        # libyaml 0.2.6 (PyYAML 6.0.4) has a limit too. It scans ahead of the events, so it may come first.
        if "nesting depth" in str(error.problem):
            raise too_deep from None
        raise
    return yaml.load(content, Loader=CoreLoader)  # noqa: S506  a SafeLoader


def name(content: bytes) -> str:
    """Under which name the bytes are kept: what begins like an object is JSON, anything else would have to be YAML."""
    begin = content.removeprefix(codecs.BOM_UTF8).lstrip()
    return "upstream.json" if begin.startswith(b"{") else "upstream.yaml"


def version(document: Json) -> str:
    """The `info.version`, or nothing."""
    info = document.get("info")
    return str(info.get("version", "")) if isinstance(info, dict) else ""


def _refuse_others(document: object) -> None:
    if isinstance(document, dict) and "swagger" in document:
        raise UpstreamError(f"Swagger {str(document['swagger'])[:10]!r} came, which is no OpenAPI 3 document")
    if not isinstance(document, dict) or not str(document.get("openapi", "")).startswith("3."):
        raise UpstreamError("something came that is no OpenAPI 3 document")
    paths = document.get("paths")
    if not isinstance(paths, dict) or not paths:
        raise UpstreamError("an OpenAPI document without paths came")
    for path, item in paths.items():
        if not isinstance(item, dict) or not all(isinstance(item.get(method, {}), dict) for method in METHODS):
            raise UpstreamError(f"an OpenAPI document came whose path {path[:80]!r} is not complete")


def _size(node: object, known: dict[int, int]) -> int:
    """How many values these are when each reference of YAML is written out."""
    if id(node) not in known:
        children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        known[id(node)] = 1 + sum(_size(child, known) for child in children)
    return known[id(node)]


class CoreLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML by the rules of 1.2, as OpenAPI asks: keys are text, and so are `on`, `no`, `12:30` and 2024-07-26."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Json:
        self.flatten_mapping(node)
        return {_key(key): self.construct_object(value, deep) for key, value in node.value}


def _key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise yaml.constructor.ConstructorError(None, None, "a key is no text", node.start_mark)
    return str(node.value)


CoreLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(0|[1-9][0-9]*)", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("merge", r"<<", ["<"]),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first)


# How it is kept ------------------------------------------------------------------------------------------------------


def source(folder: Path) -> dict[str, Any]:
    """source.toml, with the name of the file that it describes."""
    described = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
    described.setdefault("file", FORMS[0])
    if described["file"] not in FORMS:
        raise UpstreamError(f"source.toml: `file` is neither {' nor '.join(FORMS)}")
    return described


def is_current(folder: Path, content: bytes) -> bool:
    """Whether these bytes are what was fetched before, and nothing is left of another fetch."""
    try:
        described = source(folder)
        kept = (folder / described["file"]).read_bytes()
    except (OSError, ValueError):
        return False
    others = [form for form in FORMS if form != described["file"] and (folder / form).exists()]
    return (
        described.get("state") == "fetched"
        and described.get("sha256") == sha256(kept) == sha256(content)
        and not others
    )


def keep(folder: Path, content: bytes, **about: str) -> None:
    """Replace what is kept by this file. Stopped anywhere, it leaves what can be built as before, or is refused."""
    file = name(content)
    replace(folder / file, content)
    replace(folder / "source.toml", toml(state="fetched", file=file, sha256=sha256(content), **about))
    for other in set(FORMS) - {file}:
        (folder / other).unlink(missing_ok=True)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def replace(file: Path, content: bytes) -> None:
    """Put a whole file in place of another, or leave the other as it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with open(handle, "wb") as stream:
            stream.write(content)
        os.chmod(temporary, 0o644)  # mkstemp's own is for the owner only
        os.replace(temporary, file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def toml(**table: str) -> bytes:
    """A flat table of texts; what is empty is left out. JSON's escapes are TOML's, but for DEL."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in table.items() if value]
    text = "# Written by `nox -s fetch`.\n" + "".join(lines).replace("\x7f", "\\u007F")
    return text.encode("utf-8", "replace")
