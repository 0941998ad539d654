"""What the package shows to users, and what it keeps to itself."""

from __future__ import annotations

import ast
import functools
import importlib
import pkgutil
import re
import subprocess
import sys
import typing
from pathlib import Path

import pytest

import labclients

ROOT = Path(__file__).resolve().parents[2]
OVERLAY = Path(labclients.__file__).parent  # as it is installed
GENERATED = ROOT / "generated"
# What most scripts never need, or need later: none of it is imported before it is used.
LATER = {
    *(
        "asyncio",
        "concurrent.futures.thread",
        "csv",
        "dateutil",
        "difflib",
        "http.server",
        "pandas",
        "polars",
        "pyarrow",
    ),
    *("jsonschema_rs", "labclients.cli", "labclients.files", "labclients.sandbox", "openapi_core", "starlette"),
    *("uvicorn", "yaml", "zipfile"),
}


def sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


@functools.cache
def imports(path: Path) -> set[str]:
    """The absolute names of all modules that a file imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {
        node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level and node.module
    }


def importers(folder: Path, top: str) -> set[str]:
    """The files below a folder that import a package."""
    found = (path for path in sources(folder) for name in imports(path) if name.split(".")[0] == top)
    return {str(path.relative_to(folder)) for path in found}


def imported(statement: str) -> set[str]:
    """The modules that a statement brings in, in a new interpreter without site packages' own start-up."""
    program = f"import sys; before = set(sys.modules); {statement}; print(*sorted(set(sys.modules) - before))"
    command = [sys.executable, "-c", program]
    env_path = [str(OVERLAY.parent), str(GENERATED)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(env_path), "PATH": ""}
    )
    return set(done.stdout.split())


class TestNames:
    def test_all_is_sorted(self) -> None:
        """`__all__` is in order, without doubles."""
        assert labclients.__all__ == sorted(set(labclients.__all__))

    def test_all_is_every_public_name(self) -> None:
        """No name that `labclients` shows is missing in `__all__`."""
        submodules = {module.name for module in pkgutil.iter_modules(labclients.__path__)}
        public = {name for name in vars(labclients) if not name.startswith("_")} - submodules - set(typing.__all__)
        assert public <= set(labclients.__all__)

    @pytest.mark.parametrize("name", labclients.__all__)
    def test_every_name_is_there(self, name: str) -> None:
        """Each name of `__all__` can be had, and tab completion offers it."""
        assert getattr(labclients, name) is not None
        assert name in dir(labclients)

    def test_a_misspelt_name_is_an_attribute_error(self) -> None:
        """A name that is not there is not there."""
        with pytest.raises(AttributeError, match="Labgurru"):
            labclients.Labgurru  # noqa: B018

    def test_every_error_is_public(self) -> None:
        """Whatever is raised can be caught by its name in `labclients`."""
        errors = importlib.import_module("labclients.errors")
        assert {name for name in errors.__all__ if name[0].isupper()} <= set(labclients.__all__)


class TestImports:
    def test_what_is_not_needed_is_not_imported(self) -> None:
        """Importing labclients brings in no extra, no sandbox, no command line, and nothing that reads files."""
        found = imported("import labclients")
        assert {name for name in LATER if name in found} == set()

    def test_no_record_is_imported_before_it_is_used(self) -> None:
        """Importing labclients brings in no model and no endpoint of the generated packages."""
        found = imported("import labclients")
        assert {name for name in found if re.search(r"_api\.(models\.\w+|api\.\w+\.\w+)$", name)} == set()

    def test_no_family_is_imported_before_it_is_used(self) -> None:
        """A client of Labguru brings in no class of a family until it is used, and then that one."""
        found = imported("from labclients import Labguru; Labguru(token='any', base_url='https://lab.example')")
        assert {name for name in found if re.search(r"labguru_api\.(resources\.\w+|models\.\w+)$", name)} == set()
        found = imported("from labclients import Labguru; Labguru(token='any').folders")
        resources = [name for name in found if name.startswith("labguru_api.resources.")]
        assert resources == ["labguru_api.resources.milestones"]

    def test_the_generated_packages_import_no_network(self) -> None:
        """An endpoint is two pure functions."""
        assert importers(GENERATED, "httpx") == set()

    def test_one_module_imports_httpx(self) -> None:
        """The overlay reaches the network through one module."""
        clients = {name for name in importers(OVERLAY, "httpx") if not name.startswith("sandbox/")}
        assert clients == {"_transport.py"}

    def test_only_the_sandbox_serves(self) -> None:
        """Nothing but the sandbox imports what only its extra installs."""
        extras = ("starlette", "uvicorn", "openapi_core", "jsonschema_rs")
        assert {path for top in extras for path in importers(OVERLAY, top) if not path.startswith("sandbox/")} == set()

    def test_every_import_is_a_declared_dependency(self) -> None:
        """What the overlay and the generated packages import is the standard library, themselves, or declared."""
        import tomllib

        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        declared = [
            *project["dependencies"],
            *(one for extra in project["optional-dependencies"].values() for one in extra),
        ]
        names = {re.match(r"[\w-]+", one)[0].replace("-", "_") for one in declared}  # type: ignore[index]
        known = names | {"dateutil", "labclients", "labguru_api", "labvanced_api"} | set(sys.stdlib_module_names)
        used = {
            name.split(".")[0] for folder in (OVERLAY, GENERATED) for path in sources(folder) for name in imports(path)
        }
        assert used - known == {"pytest"} & used  # the sandbox's fixtures are a plugin of pytest


class TestSpecs:
    def test_the_overlay_holds_no_path_of_the_api(self) -> None:
        """Where things are is said by the specification alone; the sandbox stands in for the servers."""
        literals = (
            (str(path.relative_to(OVERLAY)), node.value)
            for path in sources(OVERLAY)
            if path.relative_to(OVERLAY).parts[0] not in ("sandbox", "cli")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        assert [found for found in literals if "/api/v" in found[1]] == []
