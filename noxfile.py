"""Every task of the project by name: ``nox --list``.

Nothing is decided here: each session installs what it needs and calls one program.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "specs", "workflows", "generate-check", "docs", "tests"]
nox.options.default_venv_backend = "virtualenv"

PROJECT = nox.project.load_toml("pyproject.toml")
CODE = ("overlay", "tools", "tests", "benchmarks", "examples", "noxfile.py")


def groups(session: nox.Session, *names: str) -> None:
    """Install dependency groups of pyproject.toml."""
    session.install(*nox.project.dependency_groups(PROJECT, *names))


def ready(session: nox.Session, *options: str) -> None:
    """Install what tests import, and the wheel: one list, so that no part of the tests can lack what all have."""
    tested = nox.project.dependency_groups(PROJECT, "test", "types", "generate")
    session.install(*options, *tested, f"labclients[all] @ {wheel(session)}")


@nox.session
def tests(session: nox.Session) -> None:
    """The whole test suite, against the installed wheel with every extra."""
    ready(session)
    session.run("pytest", *session.posargs)


@nox.session(default=False)
def lowest(session: nox.Session) -> None:
    """The whole test suite with the oldest releases that pyproject.toml allows; meant for the oldest Python."""
    floors = Path(session.create_tmp(), "floors.txt")
    project = PROJECT["project"]
    allowed = [project["dependencies"], *project["optional-dependencies"].values()]
    # "httpx>=0.28,<0.29" gives "httpx==0.28"; what names our own extras has no version.
    pins = (re.sub(r">=([^,]+).*", r"==\1", requirement) for group in allowed for requirement in group)
    floors.write_text("\n".join(pin for pin in pins if "==" in pin), encoding="utf-8")
    ready(session, "-c", str(floors))
    session.run("pytest", *session.posargs)


@nox.session
def contract(session: nox.Session) -> None:
    """Contract tests alone: known real answers, and recorded exchanges with the network blocked."""
    ready(session)
    session.run("pytest", "tests/contract", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """ruff, on what is written by hand."""
    groups(session, "lint")
    session.run("ruff", "check", *CODE)
    session.run("ruff", "format", "--check", *CODE)


@nox.session
def types(session: nox.Session) -> None:
    """mypy --strict and pyright strict, on the overlay and on the public API as users write it."""
    groups(session, "types", "test")
    session.install("-e", ".[all]")
    session.run("mypy")
    session.run("pyright")


@nox.session
def specs(session: nox.Session) -> None:
    """The built specifications are current, valid OpenAPI, and keep our rules (specs/README.md)."""
    groups(session, "specs", "fetch")
    session.run("python", "-m", "tools.specs", "check")
    session.run("python", "-m", "tools.specs", "lint")


@nox.session
def workflows(session: nox.Session) -> None:
    """zizmor, on .github: permissions, pins, what text reaches a shell."""
    groups(session, "workflows")
    session.run("zizmor", "--offline", "--strict-collection", "--persona=pedantic", ".github")


@nox.session(default=False)
def build(session: nox.Session) -> None:
    """Build specs/labguru.yaml and specs/labvanced.yaml from their parts."""
    groups(session, "specs")
    session.run("python", "-m", "tools.specs", "build")


@nox.session(default=False)
def generate(session: nox.Session) -> None:
    """Build the specifications and generate the two API packages from them."""
    groups(session, "generate")
    session.run("python", "-m", "tools.specs", "build")
    session.run("python", "-m", "tools.specs", "lint")
    session.run("python", "-m", "tools.generate")


@nox.session(name="generate-check")
def generate_check(session: nox.Session) -> None:
    """What is committed in generated/ is what the specifications give."""
    groups(session, "generate")
    session.run("python", "-m", "tools.generate", "--check")


@nox.session(default=False)
def fetch(session: nox.Session) -> None:
    """Fetch Labvanced's own specification; on anything strange nothing changes."""
    groups(session, "fetch", "specs")
    session.run("python", "-m", "tools.fetch", *session.posargs)


@nox.session(default=False)
def drift(session: nox.Session) -> None:
    """What is new at the vendors, against what is committed: `-- labvanced` or `-- labguru`, `--json`.

    Nothing is written. Fails for anything new: 1 additions, 2 breaking, 3 could not tell.
    """
    groups(session, "fetch", "specs")
    session.run("python", "-m", "tools.drift", *session.posargs)


@nox.session(default=False)
def changes(session: nox.Session) -> None:
    """What the API of this tree has that the last release had not, as Markdown for the changelog."""
    groups(session, "fetch", "specs")
    session.run("python", "-m", "tools.changes", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation site, into site/; a broken link or a name that is gone fails."""
    groups(session, "docs")
    session.install("-e", ".")
    session.run("python", "-m", "tools.reference", "docs/reference/families.md")
    session.run("zensical", "build", "--strict", "--clean")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure against what one would use instead: `-- --quick`, `-- series`, `-- --docs`; Linux with curl."""
    session.install(f"labclients[all] @ {wheel(session)}")  # and no more: rich would slow down `import httpx`
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session(default=False)
def torture(session: nox.Session) -> None:
    """Every fault and every kind of call, the long form: ends in one table, and takes minutes."""
    ready(session)
    session.run("pytest", "tests/torture", *session.posargs, env={"LABCLIENTS_TORTURE": "long"})


@nox.session(default=False)
def stats(session: nox.Session) -> None:
    """Measure the house: lines, statements, functions and filler words of each part, beside httpx's."""
    groups(session, "fetch")  # httpx
    session.run("python", "-m", "tools.stats")


@nox.session(default=False)
def record(session: nox.Session) -> None:
    """Record the contract tests' exchanges anew: against the sandbox, or `-- --live labguru` (reads only)."""
    groups(session, "test", "specs")
    session.install("-e", ".[all]")
    session.run("python", "-m", "tools.record", *session.posargs)


def wheel(session: nox.Session) -> str:
    """The address of the wheel as users get it: built here, or the one in the folder that LABCLIENTS_WHEEL names."""
    if given := os.environ.get("LABCLIENTS_WHEEL"):
        return next(Path(given).glob("*.whl")).resolve().as_uri()
    session.install("build")
    folder = Path(tempfile.mkdtemp(dir=session.create_tmp()))
    session.run("python", "-m", "build", "--wheel", "--outdir", str(folder), silent=True)
    return next(folder.glob("*.whl")).resolve().as_uri()
