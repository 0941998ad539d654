"""Every task of the project by name: ``nox --list``.

Nothing is decided here: each session installs what it needs and calls one program.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import nox

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))  # nox itself does not look for modules here
from tools.pins import FOLDER, RUNNING, pins  # noqa: E402

nox.options.sessions = ["lint", "types", "specs", "workflows", "generate-check", "docs", "tests"]
nox.options.default_venv_backend = "virtualenv"

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
LOWEST = FOLDER / "lowest.txt"
IN_TWO = ("--numprocesses=2",)  # at a time: more would disturb the tests that measure time
CODE = ("overlay", "tools", "tests", "benchmarks", "examples", "noxfile.py")


def pinned(session: nox.Session) -> dict[str, str]:
    """What has pip, and the builds that pip starts, install the releases in constraints/: the same on any day."""
    if session.name.startswith("newest"):
        return {}
    python = re.search(r"3\.\d+", str(session.python))  # None unless nox was told to use another Python
    file = LOWEST if session.name.startswith("lowest") else pins(python[0] if python else RUNNING)
    # As an address, because pip takes a blank for the end of a path. Builds follow the second name, since pip 26.2.
    return dict.fromkeys(("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"), file.as_uri())


def install(session: nox.Session, *what: str) -> None:
    """Every session installs by this, so that none forgets the pins."""
    session.install(*what, env=pinned(session))


def groups(session: nox.Session, *names: str) -> None:
    """Install dependency groups of pyproject.toml."""
    install(session, *nox.project.dependency_groups(PROJECT, *names))


def ready(session: nox.Session) -> None:
    """Install what tests import, and the wheel: one list, so that no part of the tests can lack what all have."""
    tested = nox.project.dependency_groups(PROJECT, "test", "types", "generate")
    install(session, *tested, f"labclients[all] @ {wheel(session)}")


@nox.session
def tests(session: nox.Session) -> None:
    """The whole test suite, against the installed wheel with every extra."""
    ready(session)
    session.run("pytest", *IN_TWO, *session.posargs)


@nox.session(default=False)
def lowest(session: nox.Session) -> None:
    """The whole test suite with the oldest releases that pyproject.toml allows; meant for the oldest Python."""
    ready(session)
    session.run("pytest", *IN_TWO, *session.posargs)


@nox.session(default=False)
@nox.parametrize("client", [nox.param("httpx", id="httpx"), nox.param("httpx2", id="httpx2")])
def newest(session: nox.Session, client: str) -> None:
    """The whole test suite with the newest releases that pyproject.toml allows; then with httpx2 in httpx's place."""
    ready(session)
    if client == "httpx2":
        install(session, "httpx2")
        where = ("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'), end='')")
        if folder := session.run_install(*where, silent=True):  # nothing when nox -R finds it done
            shutil.copy(ROOT / "tools" / "httpx2_for_httpx.py", folder)
            Path(folder, "httpx2_for_httpx.pth").write_text("import httpx2_for_httpx\n", encoding="utf-8")
        session.run("python", "-c", "import httpx; assert httpx.__name__ == 'httpx2'")
    session.run("pytest", *IN_TWO, *session.posargs)


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
    install(session, "-e", ".[all]")
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
    install(session, "-e", ".")
    session.run("python", "-m", "tools.reference", "docs/reference/families.md")
    session.run("zensical", "build", "--strict", "--clean")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure against what one would use instead: `-- --quick`, `-- series`, `-- --docs`; Linux with curl."""
    install(session, f"labclients[all] @ {wheel(session)}")  # and no more: rich would slow down `import httpx`
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session(default=False)
def pin(session: nox.Session) -> None:
    """Renew the pins: write constraints/ anew, with the newest releases that go together."""
    groups(session, "pin")
    resolve = ["uv", "pip", "compile", "--quiet", "--universal", "--fork-strategy=fewest", "--all-extras"]
    resolve += [f"--group={name}" for name in PROJECT["dependency-groups"]]
    # Names, versions and markers: what is left out differs from one machine to the other.
    resolve += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "pyproject.toml"]
    for python in PYTHONS:
        session.run(*resolve, "--upgrade", f"--python-version={python}", "-o", f"constraints/{python}.txt")
    # "httpx>=0.28,<0.29" gives "httpx==0.28"; what names our own extras has no version.
    project = PROJECT["project"]
    allowed = [project["dependencies"], *project["optional-dependencies"].values()]
    oldest = [re.sub(r">=([^,]+).*", r"==\1", requirement) for group in allowed for requirement in group]
    floors = Path(session.create_tmp(), "floors.txt")
    floors.write_text("\n".join(floor for floor in oldest if "==" in floor), encoding="utf-8")
    # uv keeps what it finds in the file where that goes with the floors.
    shutil.copy(FOLDER / f"{PYTHONS[0]}.txt", LOWEST)
    session.run(*resolve, f"--python-version={PYTHONS[0]}", "-c", str(floors), "-o", str(LOWEST))


@nox.session(default=False)
def faults(session: nox.Session) -> None:
    """Faults in every kind of call, the long form: ends in one table, and takes minutes; LABCLIENTS_SEED repeats it."""
    ready(session)
    session.run("pytest", "tests/faults", *session.posargs, env={"LABCLIENTS_FAULTS": "long"})


@nox.session(default=False)
def stats(session: nox.Session) -> None:
    """Measure the house: lines, statements, functions and filler words of each part, beside httpx's."""
    groups(session, "fetch")  # httpx
    session.run("python", "-m", "tools.stats")


@nox.session(default=False)
def record(session: nox.Session) -> None:
    """Record the contract tests' exchanges anew: against the sandbox, or `-- --live labguru` (reads only)."""
    groups(session, "test", "specs")
    install(session, "-e", ".[all]")
    session.run("python", "-m", "tools.record", *session.posargs)


def wheel(session: nox.Session) -> str:
    """The address of the wheel as users get it: built here, or the one in the folder that LABCLIENTS_WHEEL names."""
    if given := os.environ.get("LABCLIENTS_WHEEL"):
        return next(Path(given).glob("*.whl")).resolve().as_uri()
    install(session, "build")
    folder = Path(tempfile.mkdtemp(dir=session.create_tmp()))
    session.run("python", "-m", "build", "--wheel", "--outdir", str(folder), silent=True, env=pinned(session))
    return next(folder.glob("*.whl")).resolve().as_uri()
