"""Generating: the same bytes each time, every operation, no surprise from a description, and all or nothing."""

from __future__ import annotations

import ast
import copy
import importlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tools import generate
from tools.specs import read

Json = dict[str, Any]

OK = {"2XX": {"description": "OK", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Gel"}}}}}
MINI: Json = {
    "openapi": "3.1.0",
    "info": {"title": "Mini", "version": "1"},
    "servers": [{"url": "https://example.org"}],
    "x-kept": {"a": 1},
    "paths": {
        "/gels/{id}": {
            "get": {
                "operationId": "gels.get",
                "tags": ["gels"],
                "summary": "Get a gel",
                "x-effect": "read",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}},
                    {"name": "deep", "in": "query", "description": "How deep", "schema": {"type": "boolean"}},
                ],
                "responses": OK,
            },
        },
        "/gels": {
            "post": {
                "operationId": "gels.create",
                "tags": ["gels"],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {
                                "title": "GelCreateRequest",
                                "type": "object",
                                "writeOnly": True,
                                "required": ["item"],
                                "properties": {"item": {"$ref": "#/components/schemas/GelCreate"}},
                            }
                        }
                    }
                },
                "responses": OK,
            },
        },
    },
    "components": {
        "schemas": {
            "Gel": {
                "type": "object",
                "properties": {"id": {"type": "integer"}, "title": {"type": ["string", "null"]}},
                "additionalProperties": True,
            },
            "GelCreate": {
                "type": "object",
                "writeOnly": True,
                "required": ["title"],
                "properties": {"title": {"type": "string"}, "volume": {"type": ["number", "null"]}},
                "additionalProperties": True,
            },
        }
    },
}


def written(folder: Path, document: Json) -> Path:
    file = folder / "specs" / "mini.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


def made(folder: Path, document: Json) -> Path:
    """The package that a specification gives."""
    return generate.generate("mini", folder, written(folder, document))


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of each file, but for what an import leaves."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def changed(**operation: Any) -> Json:
    """The mini specification, `gels.get` changed."""
    document = copy.deepcopy(MINI)
    document["paths"]["/gels/{id}"]["get"].update(operation)
    return document


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("mini"), MINI)


@pytest.fixture
def project(tmp_path: Path, mini: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one service, whose package is committed."""
    written(tmp_path, MINI)
    ignore = shutil.ignore_patterns("__pycache__")  # other tests import it
    shutil.copytree(mini, tmp_path / "generated" / mini.name, ignore=ignore)
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "GENERATED", tmp_path / "generated")
    monkeypatch.setattr(generate, "SERVICES", ("mini",))
    return tmp_path


class TestThePackage:
    def test_two_runs_give_the_same_bytes(self, mini: Path, tmp_path: Path) -> None:
        """Nothing of the day, the machine or the order of a set is in it."""
        assert contents(made(tmp_path, MINI)) == contents(mini)

    def test_the_facts_go_with_it(self, mini: Path) -> None:
        """The specification, x- facts included, and the mark of a typed package are in the package."""
        assert json.loads((mini / "openapi.json").read_text(encoding="utf-8")) == MINI
        assert (mini / "py.typed").exists()

    def test_nothing_is_in_it_that_nobody_uses(self, mini: Path) -> None:
        """The generator's own client and errors, and the tools' left-overs, are not."""
        assert {path.name for path in mini.iterdir()} == {
            *(
                "__init__.py",
                "api",
                "models",
                "operations.py",
                "types.py",
                "openapi.json",
                "provenance.json",
                "py.typed",
            ),
        }

    @pytest.mark.parametrize("service", generate.SERVICES)
    def test_every_operation_has_a_module_and_every_module_an_operation(self, service: str) -> None:
        """Of the committed packages, too: the generator can drop an operation with no more than a warning."""
        document = read(Path(generate.ROOT) / "specs" / f"{service}.yaml")
        generate.count_operations(document, generate.GENERATED / f"{service}_api")

    def test_an_operation_without_a_module_is_found(self, mini: Path) -> None:
        """The comparison sees an operation that was dropped, and says which."""
        document = copy.deepcopy(MINI)
        document["paths"]["/gels"]["delete"] = {"operationId": "gels.delete"}
        with pytest.raises(generate.GenerationError, match="gels_delete"):
            generate.count_operations(document, mini)

    def test_a_call_can_be_made_and_read(self, mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An endpoint says what to send, wrapper and all, and reads what came back."""
        monkeypatch.syspath_prepend(str(mini.parent))
        api, models = importlib.import_module("mini_api.api"), importlib.import_module("mini_api.models")
        create = api.gels.create
        request = create.request(body=models.GelCreate(title="PCR", volume=None))
        assert (request.method, request.path) == ("POST", "/gels")
        assert request.json == {"item": {"title": "PCR", "volume": None}}
        assert create.parse({"id": 3}).id == 3
        assert api.gels.get.request(3, deep=True).params == {"deep": True}

    @pytest.mark.parametrize("kind", ["text/csv", "application/pdf"])
    def test_what_is_no_json_comes_as_bytes(self, tmp_path: Path, kind: str) -> None:
        """Whatever its kind is; and an error that is a page stops nothing."""
        answers = {"2XX": {"description": "", "content": {kind: {"schema": {"type": "string"}}}}}
        package = made(
            tmp_path, changed(responses={**answers, "401": {"description": "", "content": {"text/html": {}}}})
        )
        assert "-> bytes:" in (package / "api" / "gels" / "gels_get.py").read_text(encoding="utf-8")


HOSTILE = [
    'ends in a quote "',
    'three """ in the middle, and at the end """',
    "ends in a backslash \\",
    'backslashes before quotes \\""" and \\\\"""',
    '"""\nimport os\nos.abort()\n"""',
    "a ' quote, \\N{BULLET}, \\x41, \\u0041, \\777 and {braces} {{ twice }} {% raw %}",
    "non-ASCII: ü µL → ‘quotes’ \u2028 line",
    '"',
    "\\",
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of which every description is hostile, one after the other."""
    document = copy.deepcopy(MINI)
    document["info"]["title"] = HOSTILE[1]
    for number, text in enumerate(HOSTILE):
        operation = copy.deepcopy(MINI["paths"]["/gels/{id}"]["get"])
        operation |= {"operationId": f"gels.get{number}", "summary": text, "description": text}
        operation["parameters"][1]["description"] = text
        document["paths"][f"/gels{number}/{{id}}"] = {"get": operation}
        for kind, flags in (("Gel", {}), ("Body", {"writeOnly": True})):
            document["components"]["schemas"][f"{kind}{number}"] = {
                **{"type": "object", "description": text, "additionalProperties": True, **flags},
                "properties": {
                    "title": {"type": "string", "description": text},
                    f'k"{number}\\': {"type": "string"},
                },
            }
    return made(tmp_path_factory.mktemp("hostile"), document)


class TestHostileDescriptions:
    def sources(self, package: Path, *parts: str) -> Iterator[tuple[str, ast.Module]]:
        for path in sorted(package.joinpath(*parts).rglob("*.py")):
            yield path.name, ast.parse(path.read_text(encoding="utf-8"))

    def test_every_module_is_valid_and_imports(self, package: Path) -> None:
        """Whatever people wrote, each module can be imported, without a warning, and runs none of it."""
        names = [".".join(path.with_suffix("").relative_to(package.parent).parts) for path in package.rglob("*.py")]
        program = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]; print('whole')"
        command = [sys.executable, "-W", "error", "-c", program, *names]
        done = subprocess.run(
            command, env={"PYTHONPATH": str(package.parent)}, capture_output=True, text=True, check=False
        )
        assert done.stdout.strip() == "whole", done.stderr

    def test_a_description_is_text_and_nothing_else(self, package: Path) -> None:
        """No module has a statement more than its harmless twin."""
        shapes = {
            tuple(type(node).__name__ for node in tree.body)
            for name, tree in self.sources(package, "api", "gels")
            if name.startswith("gels_get")
        }
        assert len(shapes) == 1
        assert not any(
            isinstance(node, ast.Import) and node.names[0].name == "os"
            for _, tree in self.sources(package)
            for node in ast.walk(tree)
        )

    @pytest.mark.parametrize("number", range(len(HOSTILE)))
    def test_the_docstring_says_what_the_description_says(self, package: Path, number: int) -> None:
        """Words, quotes and backslashes come through; only the white space is ours."""
        wanted = "".join(HOSTILE[number].split())
        endpoint = dict(self.sources(package, "api", "gels"))[f"gels_get{number}.py"]
        records = dict(self.sources(package, "models"))
        request = next(node for node in endpoint.body if isinstance(node, ast.FunctionDef))
        holders: list[ast.FunctionDef | ast.ClassDef] = [request]
        for kind in ("gel", "body"):
            tree = records.get(f"{kind}{number}.py") or records[f"{kind}_{number}.py"]
            holders.append(next(node for node in tree.body if isinstance(node, ast.ClassDef)))
        for holder in holders:
            said = "".join((ast.get_docstring(holder) or "").split())
            assert wanted in said


class TestRefusals:
    def test_a_warning_fails_the_run(self, tmp_path: Path) -> None:
        """What the generator would leave out with a warning is an error that shows it."""
        body = {"content": {"text/csv": {"schema": {"type": "string"}}}}
        with pytest.raises(generate.GenerationError, match="text/csv"):
            made(tmp_path, changed(requestBody=body))

    @pytest.mark.parametrize("place", ["header", "cookie"])
    def test_a_header_parameter_is_refused(self, tmp_path: Path, place: str) -> None:
        """What the templates do not carry is refused before anything is generated, with its name."""
        parameter = {"name": "X-Lab", "in": place, "schema": {"type": "string"}}
        with pytest.raises(generate.GenerationError, match=f"gels.get: the {place} parameter 'X-Lab'"):
            made(tmp_path, changed(parameters=[parameter]))

    @pytest.mark.parametrize("where", ["path item", "reference"])
    def test_a_header_parameter_cannot_hide(self, tmp_path: Path, where: str) -> None:
        """Nor is one that stands beside the operations, or is referred to."""
        document = copy.deepcopy(MINI)
        parameter: Json = {"name": "X-Lab", "in": "header", "schema": {"type": "string"}}
        document["components"]["parameters"] = {"lab": parameter}
        if where == "path item":
            document["paths"]["/gels"]["parameters"] = [parameter]
        else:
            document["paths"]["/gels"]["post"]["parameters"] = [{"$ref": "#/components/parameters/lab"}]
        with pytest.raises(generate.GenerationError, match="X-Lab"):
            made(tmp_path, document)

    def test_a_missing_folder_of_templates_is_an_error(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The generator itself would take its own templates without a word."""
        monkeypatch.setattr(generate, "TEMPLATES", tmp_path / "nowhere")
        with pytest.raises(generate.GenerationError, match="no templates"):
            made(tmp_path, MINI)


class TestAllOrNothing:
    def test_a_crash_leaves_the_committed_package_as_it_was(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A template that breaks half-way: the run fails, and not one byte is changed."""
        broken = project / "templates"
        shutil.copytree(generate.TEMPLATES, broken)
        (broken / "endpoint_init.py.jinja").write_text("{{ nothing.at.all }}")
        monkeypatch.setattr(generate, "TEMPLATES", broken)
        before = contents(project / "generated")

        assert generate.main([]) == 1

        assert contents(project / "generated") == before
        assert "generate: the generator refused" in capsys.readouterr().err

    def test_a_run_replaces_the_whole_package(self, project: Path, mini: Path) -> None:
        """What the specification no longer gives is gone afterwards."""
        (project / "generated" / "mini_api" / "models" / "old.py").write_text("x = 1\n")
        assert generate.main([]) == 0
        assert contents(project / "generated" / "mini_api") == contents(mini)
        assert [path.name for path in (project / "generated").iterdir()] == ["mini_api"]

    @pytest.mark.parametrize("change", ["edited", "added", "removed"])
    def test_check_reports_what_was_changed_by_hand(
        self, project: Path, change: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """`--check` names a file that the specification does not give, and changes nothing."""
        file = project / "generated" / "mini_api" / "models" / ("extra.py" if change == "added" else "gel.py")
        if change == "removed":
            file.unlink()
        else:
            file.write_text("x = 1\n")
        before = contents(project)

        assert generate.main(["--check"]) == 1

        assert contents(project) == before
        assert f"models/{file.name}" in capsys.readouterr().err

    def test_check_is_content_with_what_was_generated(self, project: Path) -> None:
        """What a run wrote, with the left-overs of having been imported, passes."""
        cache = project / "generated" / "mini_api" / "__pycache__"
        cache.mkdir()
        (cache / "types.cpython-311.pyc").write_bytes(b"x")
        assert generate.main(["--check"]) == 0
