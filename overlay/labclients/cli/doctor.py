"""``labclients doctor``: what is configured, and whether it works."""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable

import labguru_api
import labvanced_api
from labclients import Labguru
from labclients._version import __version__
from labclients.cli import parser, show
from labclients.client import checked_url, environment
from labclients.errors import LabClientsError, UsageError
from labclients.facts import Facts

LABVANCED = ("LABVANCED_TOKEN", "LABVANCED_BASE_URL", "LABVANCED_AUTH_HEADER")
LABGURU = ("LABGURU_TOKEN", "LABGURU_LOGIN", "LABGURU_PASSWORD", "LABGURU_ACCOUNT_ID", "LABGURU_BASE_URL")
EXTRAS = {"data": ("polars", "pyarrow"), "sandbox": ("uvicorn", "jsonschema-rs")}


class Report:
    """What was found, printed as it is found; what is wrong is counted."""

    def __init__(self) -> None:
        self.problems = 0

    def head(self, text: str) -> None:
        """Begin a part."""
        print(f"\n{text}")

    def say(self, what: str, text: str, *, wrong: bool = False) -> None:
        """Print one finding."""
        self.problems += wrong
        print(f"{'!' if wrong else ' '} {what:<23}{text}", flush=True)

    def variables(self, names: tuple[str, ...]) -> dict[str, str]:
        """Say which variables are set, never to what."""
        found = environment(*names)
        for name in names:
            self.say(name, "set" if name in found else "not set")
        return found


def register(commands: parser.Commands) -> None:
    """Add the command."""
    added = parser.command(
        commands,
        "doctor",
        run,
        "say what is configured, and whether it works",
        "Values of variables are never shown. Labguru is asked for one project, nothing\n"
        "is changed. A service that is not configured is no problem, unless it is named.\n"
        "Exit status 0 when nothing is wrong, else 1.",
        example="labclients doctor\nlabclients doctor --labguru",
    )
    added.add_argument("--labvanced", action="store_true", help="look at Labvanced only; it must be configured")
    added.add_argument("--labguru", action="store_true", help="look at Labguru only; it must be configured")


def run(args: argparse.Namespace) -> int:
    """Look, and report."""
    report = Report()
    _installation(report)
    named = args.labvanced or args.labguru
    if args.labvanced or not named:
        _labvanced(report, required=args.labvanced)
    if args.labguru or not named:
        _labguru(report, required=args.labguru)
    found = f"{show.counted(report.problems, 'problem')}, marked with !" if report.problems else "Nothing is wrong."
    print(f"\n{found}")
    return 1 if report.problems else 0


def _installation(report: Report) -> None:
    print(f"labclients {__version__}")
    report.say("Python", f"{platform.python_version()} ({sys.executable})")
    report.say("httpx", _version("httpx") or "of unknown version")
    for extra, packages in EXTRAS.items():
        missing = [name for name in packages if not _version(name)]
        lacks = f'not installed; pip install "labclients[{extra}]"'
        report.say(f"extra [{extra}]", lacks if missing else "installed")


def _version(package: str) -> str | None:
    from importlib import metadata  # slow to import, and needed here alone

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _labvanced(report: Report, *, required: bool) -> None:
    report.head("Labvanced")
    found, facts = report.variables(LABVANCED), Facts(labvanced_api.openapi)
    source = facts.document.get("x-source", {})
    if source.get("state") == "fetched":
        report.say("specification", f"the vendor's own, fetched from {source.get('url')}")
    else:
        report.say("specification", "transcribed from the documentation: the token's place is a guess")
    url = _server(report, facts, found.get("LABVANCED_BASE_URL"))
    if "LABVANCED_TOKEN" not in found:
        _unconfigured(report, "LABVANCED_TOKEN", required)
    elif url:
        header = found.get("LABVANCED_AUTH_HEADER") or facts.place.name
        report.say("token", f"goes into the header {header!r}")
        report.say("answers", "not asked: without a study, there is nothing to read")


def _labguru(report: Report, *, required: bool) -> None:
    report.head("Labguru")
    found, facts = report.variables(LABGURU), Facts(labguru_api.openapi)
    report.say("specification", f"written by hand, {facts.document['info']['version']}")
    url = _server(report, facts, found.get("LABGURU_BASE_URL"))
    password = "LABGURU_LOGIN" in found and "LABGURU_PASSWORD" in found
    if "LABGURU_TOKEN" in found or password:
        if url:
            _ask(report, lambda: Labguru(read_only=True, timeout=10, attempts=2, deadline=30))
    elif "LABGURU_LOGIN" in found:
        text = "LABGURU_LOGIN without LABGURU_PASSWORD: commands ask for it at a terminal, and fail elsewhere"
        report.say("credentials", text, wrong=required)
    elif "LABGURU_PASSWORD" in found:
        report.say("credentials", "LABGURU_PASSWORD without LABGURU_LOGIN", wrong=True)
    else:
        _unconfigured(report, "LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD", required)


def _server(report: Report, facts: Facts, told: str | None) -> str | None:
    """The server's address; None where what is set is none (its text is not shown: it may be a misplaced token)."""
    try:
        url = checked_url(told or facts.server)
    except UsageError:
        report.say("server", "its variable holds no address: https:// and a host, no password in it", wrong=True)
        return None
    report.say("server", url)
    return url


def _unconfigured(report: Report, variables: str, required: bool) -> None:
    report.say("credentials", f"not configured: set {variables}", wrong=required)


def _ask(report: Report, client: Callable[[], Labguru]) -> None:
    """One read that changes nothing."""
    began = time.monotonic()
    try:
        with client() as labguru:
            total = labguru.projects.list(page_size=1).total
    except LabClientsError as error:
        report.say("answers", str(error), wrong=True)
        return
    seen = "projects can be read" if total is None else f"{show.counted(total, 'project')} can be read"
    report.say("answers", f"yes: {seen} ({(time.monotonic() - began) * 1000:.0f} ms)")
