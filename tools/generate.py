"""Generate the two API packages from the built specifications: ``python -m tools.generate [--check]``.

The generator runs into a temporary folder, and what it made is moved in whole: a crash half-way leaves the committed
package as it was. ``--check`` compares instead of moving.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import jinja2

from tools import resources
from tools.paths import ROOT
from tools.specs import Json, Operation, operations, read, resolve

SERVICES = ("labguru", "labvanced")
WITH_RESOURCES = ("labguru",)  # the others have too few operations for classes of their own
TEMPLATES = ROOT / "tools" / "templates"
CONFIG = ROOT / "tools" / "generator.yaml"
GENERATED = ROOT / "generated"
# The generator always writes these two; the overlay has its own client and errors.
UNUSED = ("client.py", "errors.py", ".ruff_cache")
COMPACT = "format.skip-magic-trailing-comma = true"
BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


class GenerationError(Exception):
    """The package could not be generated; the committed one is untouched."""


def main(arguments: list[str]) -> int:
    try:
        for service in SERVICES:
            with tempfile.TemporaryDirectory() as folder:
                package = generate(service, Path(folder))
                (compare if "--check" in arguments else swap)(package, GENERATED / package.name)
    except GenerationError as error:
        print(f"generate: {error}", file=sys.stderr)
        return 1
    return 0


def generate(service: str, folder: Path, spec: Path | None = None) -> Path:
    """Generate one service's package below a folder and return where it is."""
    spec = spec or ROOT / "specs" / f"{service}.yaml"
    document = read(spec)
    refuse_unsupported(document)
    package = folder / f"{service}_api"
    described = folder / "described.json"
    describe_parameters(document)
    describe_answers(document)
    described.write_text(json.dumps(document), encoding="utf-8")
    run_generator(described, package)
    for name in UNUSED:
        _remove(package / name)
    (package / "py.typed").touch()
    document = read(spec)  # as it was built
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (package / "openapi.json").write_text(text + "\n", encoding="utf-8")
    (package / "provenance.json").write_text(json.dumps(provenance(spec, document), indent=2) + "\n", encoding="utf-8")
    write_operations(document, package)
    if service in WITH_RESOURCES:
        write_resources(document, package)
    tidy(package)
    count_operations(document, package)
    return package


def write_resources(document: Json, package: Path) -> None:
    """The resource classes, one module per family."""
    try:
        resources.write(document, package, TEMPLATES)
    except resources.ResourceError as error:
        raise GenerationError(str(error)) from None


def write_operations(document: Json, package: Path) -> None:
    """What a client needs of each operation beside its endpoint, as a module: quicker to read than the document."""
    facts = {operation.name: operation_facts(document, operation) for operation in operations(document["paths"])}
    environment = jinja2.Environment(
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - this is Python, not HTML
    )
    environment.filters["repr"] = repr
    template = environment.from_string((TEMPLATES / "operations.py.jinja").read_text(encoding="utf-8"))
    text = template.render(
        server=document["servers"][0]["url"],
        token=token_location(document),
        state=document.get("x-source", {}).get("state", "hand-written"),
        operators=document.get("x-kendo-operators", {}),
        operations=facts,
    )
    (package / "operations.py").write_text(text, encoding="utf-8")


def operation_facts(document: Json, operation: Operation) -> tuple[Any, ...]:
    """The facts of one operation, in the order of the type that operations.py.jinja describes."""
    parameters = [resolve(document, parameter) for parameter in operation.parameters]
    query = tuple(parameter["name"] for parameter in parameters if parameter["in"] == "query")
    fields = operation.body.get("x-kendo", {}).get("fields", {})
    filters = tuple((name, fact["operators"], fact.get("key", name)) for name, fact in fields.items())
    responses = operation.body.get("responses", {})
    media = [kind for code in responses if code.startswith("2") for kind in responses[code].get("content", {})]
    return (
        operation.method.upper(),
        operation.path,
        operation.body.get("x-effect", "write"),
        query,
        filters if "x-kendo" in operation.body else None,
        operation.body.get("security") == [],
        bool(media) and not any("json" in kind for kind in media),
    )


def token_location(document: Json) -> tuple[str, str, str]:
    """Where the token goes, by the first scheme that the security names: header or query, its name, its prefix."""
    schemes = document.get("components", {}).get("securitySchemes", {})
    named = [name for requirement in document.get("security", ()) for name in requirement if name in schemes]
    scheme = schemes.get(named[0], {}) if named else next(iter(schemes.values()), {})
    if scheme.get("type", "http") == "http":
        return "header", "Authorization", "Bearer "
    return scheme["in"], scheme["name"], ""


def provenance(spec: Path, document: dict[str, Any]) -> dict[str, str]:
    """Where a package comes from: the built specification, what that was made from, and the generator."""
    source = document.get("x-source", {})
    given = {"url": "upstream_url", "sha256": "upstream_sha256", "patch_sha256": "patch_sha256"}
    return {
        "state": source.get("state", "hand-written"),
        "spec_sha256": hashlib.sha256(spec.read_bytes()).hexdigest(),
        **{name: source[key] for key, name in given.items() if key in source},
        "generator": f"openapi-python-client {metadata.version('openapi-python-client')}",
    }


def refuse_unsupported(document: dict[str, Any]) -> None:
    """Refuse what our templates do not carry, rather than generate a call that leaves it out."""
    for owner, parameter in parameters(document):
        if parameter.get("in") in ("header", "cookie"):
            raise GenerationError(
                f"{owner}: the {parameter['in']} parameter {parameter['name']!r} is not supported by the templates; "
                "remove it in the patch or teach endpoint_module.py.jinja"
            )


def describe_parameters(document: dict[str, Any]) -> None:
    """Copy each parameter's description into its schema: the generator reads it there only."""
    for _, parameter in parameters(document):
        if "description" in parameter and "$ref" not in parameter.get("schema", {"$ref": ""}):
            parameter["schema"].setdefault("description", parameter["description"])


def describe_answers(document: dict[str, Any]) -> None:
    """Leave the generator the answers that our templates read: success, as JSON or else as bytes of whatever kind."""
    answers = [*document.get("components", {}).get("responses", {}).values()]
    for operation in operations(document["paths"]):
        described = operation.body.get("responses", {})
        operation.body["responses"] = {code: answer for code, answer in described.items() if code.startswith("2")}
        answers += operation.body["responses"].values()
    for answer in answers:
        if content := answer.get("content"):
            answer["content"] = {kind: media for kind, media in content.items() if "json" in kind} or BYTES


def run_generator(spec: Path, package: Path) -> None:
    """Run openapi-python-client; a warning is an error, since each one is an operation or a field lost."""
    if not (TEMPLATES / "endpoint_module.py.jinja").is_file():  # a missing template folder is silently ignored by it
        raise GenerationError(f"no templates in {TEMPLATES}")
    command = [
        *(sys.executable, "-m", "openapi_python_client", "generate"),
        *("--path", str(spec), "--config", str(CONFIG), "--custom-template-path", str(TEMPLATES)),
        *("--meta", "none", "--output-path", str(package), "--fail-on-warning"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise GenerationError(f"the generator refused {spec.name}:\n{done.stdout}{done.stderr}")


def tidy(package: Path) -> None:
    """Remove the imports a module does not need, and format; the repository's own settings do not apply here."""
    fix = ("check", "--isolated", "--select", "F401,I,PIE790", "--fix", "--quiet", "--target-version", "py311")
    form = ("format", "--isolated", "--quiet", "--target-version", "py311", "--config", COMPACT)
    for step in (fix, form):
        command = [sys.executable, "-m", "ruff", *step, "--line-length", "120", "--no-cache", str(package)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise GenerationError(f"ruff {step[0]} found fault with the generated code:\n{done.stdout}{done.stderr}")


def count_operations(document: dict[str, Any], package: Path) -> None:
    """Each operation has a module, and each module an operation: the generator can drop or overwrite one silently."""
    expected = {operation.name.replace(".", "_") for operation in operations(document["paths"])}
    written = {path.stem for path in (package / "api").glob("*/*.py")} - {"__init__"}
    if expected != written:
        raise GenerationError(f"operations and modules differ: {', '.join(sorted(expected ^ written))}")


def parameters(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every parameter, shared ones too, with the name of what it belongs to."""
    yield from document.get("components", {}).get("parameters", {}).items()
    for path, item in document["paths"].items():
        yield from ((path, parameter) for parameter in item.get("parameters", []))
    for operation in operations(document["paths"]):
        yield from ((operation.name, parameter) for parameter in operation.body.get("parameters", []))


def swap(package: Path, target: Path) -> None:
    """Put a generated package in place of the committed one."""
    aside = target.with_name(f".{target.name}.old")
    _remove(aside)
    staged = target.with_name(f".{target.name}.new")
    _remove(staged)
    shutil.copytree(package, staged)
    if target.exists():
        target.rename(aside)
    staged.rename(target)
    _remove(aside)
    print(f"generated {target.relative_to(ROOT)}: {sum(1 for _ in target.rglob('*.py'))} modules")


def compare(package: Path, target: Path) -> None:
    """Raise unless the committed package is, byte for byte, what the specification gives."""
    made = {path.relative_to(package) for path in package.rglob("*") if path.is_file()}
    kept = {
        path.relative_to(target)
        for path in target.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".ruff_cache" not in path.parts
    }
    differing = sorted(
        str(path)
        for path in made | kept
        if path not in made or path not in kept or not filecmp.cmp(package / path, target / path, shallow=False)
    )
    if differing:
        shown = ", ".join(differing[:5])
        raise GenerationError(f"generated/{target.name} is not what specs/ give ({shown}): run `nox -s generate`")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
