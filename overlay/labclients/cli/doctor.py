"""``labclients doctor``: what is configured, and whether it works."""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable
from urllib.parse import urljoin

from labclients import Labguru, Labvanced
from labclients._client import ApiClient, SyncClient, validated_base_url
from labclients._environment import environment_variables
from labclients._json import as_object
from labclients._operations import OperationIndex, TokenLocation
from labclients._redaction import Secret
from labclients._retries import Options
from labclients._version import __version__
from labclients.cli import parser, show
from labclients.cli.published import Published
from labclients.errors import LabClientsError, UnexpectedResponse, UsageError
from labclients.labvanced.client import token_location

LABVANCED = ("LABVANCED_TOKEN", "LABVANCED_BASE_URL", "LABVANCED_AUTH_HEADER", "LABVANCED_SPEC_URL")
LABGURU = ("LABGURU_TOKEN", "LABGURU_LOGIN", "LABGURU_PASSWORD", "LABGURU_ACCOUNT_ID", "LABGURU_BASE_URL")
QUICK = Options(timeout=10, attempts=2, deadline=30)
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
        show.paragraph(f"{'!' if wrong else ' '} {what:<23}", text)

    def variables(self, names: tuple[str, ...]) -> dict[str, str]:
        """Say which variables are set, never to what."""
        found = environment_variables(*names)
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
        "is changed. Labvanced's public specification is read, without the token, and\n"
        "compared with this build; LABVANCED_SPEC_URL names another place for it.\n"
        "A service that is not configured is no problem, unless it is named.",
        example="labclients doctor\nlabclients doctor --study 61286\nlabclients doctor --labguru",
        statuses="exit status: 0 nothing is wrong, 1 something is,\n"
        "2 the command line was not understood, 130 interrupted with Ctrl-C",
    )
    added.add_argument("--labvanced", action="store_true", help="look at Labvanced only; it must be configured")
    added.add_argument("--labguru", action="store_true", help="look at Labguru only; it must be configured")
    added.add_argument("--study", type=parser.number, metavar="STUDY", help="list this study, to try Labvanced's token")


def run(args: argparse.Namespace) -> int:
    """Look, and report."""
    report = Report()
    _installation(report)
    wanted = bool(args.labvanced or args.study)
    named = wanted or args.labguru
    if wanted or not named:
        _labvanced(report, required=wanted, study=args.study)
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


def _labvanced(report: Report, *, required: bool, study: int | None) -> None:
    report.head("Labvanced")
    found, operations = report.variables(LABVANCED), OperationIndex("labvanced_api")
    source = operations.document.get("x-source", {})
    if source.get("state") == "fetched":
        report.say("specification", f"the vendor's own, fetched from {source.get('url')}")
    else:
        report.say("specification", "transcribed from the documentation: the token's place is a guess")
    url, location = (
        _server(report, operations, found.get("LABVANCED_BASE_URL")),
        token_location(found.get("LABVANCED_AUTH_HEADER"), None),
    )
    if "LABVANCED_TOKEN" not in found:
        _unconfigured(report, "LABVANCED_TOKEN", required)
    elif url:
        after = f", after {location.prefix.strip()!r}" if location.prefix else ""
        report.say("token", f"goes into the {location.where} {location.name!r}{after}")
        _sessions(report, study)
    if url and (required or "LABVANCED_TOKEN" in found):
        _published(report, operations, found.get("LABVANCED_SPEC_URL") or source.get("url", ""), url, location)


def _sessions(report: Report, study: int | None) -> None:
    """List a study, to see whether the token is good."""
    if study is None:
        report.say("answers", "not asked: --study names a study of yours to be listed")
        return

    def count() -> str:
        with Labvanced(timeout=QUICK.timeout, attempts=QUICK.attempts, deadline=QUICK.deadline) as labvanced:
            return f"{show.counted(sum(1 for _ in labvanced.sessions(study)), 'session')} can be listed"

    _ask(report, count)


def _published(report: Report, operations: OperationIndex, source: str, url: str, location: TokenLocation) -> None:
    """Compare this build with the specification that Labvanced publishes, if it can be read."""
    try:
        # A client without credentials, for the document's own server.
        client = ApiClient(operations, base_url=Secret(urljoin(source, "/")), options=QUICK, read_only=True)
    except ValueError:
        report.say("public specification", "LABVANCED_SPEC_URL holds no address", wrong=True)
        return
    try:
        with SyncClient(client) as service:
            document = as_object(service.request("GET", source))
    except LabClientsError as error:
        yaml = " (YAML is not read here)" if isinstance(error, UnexpectedResponse) else ""
        report.say("public specification", f"cannot be read here, so nothing is compared: {error}{yaml}")
        return
    if document is None or not {"openapi", "paths"} <= document.keys():
        report.say("public specification", "what came is no OpenAPI in JSON, so nothing is compared")
        return
    report.say("public specification", f"read from {client.base_url}")
    for finding in Published(document, source).against(operations, url, location):
        report.say(finding.what, show.cell(finding.text), wrong=finding.wrong)


def _labguru(report: Report, *, required: bool) -> None:
    report.head("Labguru")
    found, operations = report.variables(LABGURU), OperationIndex("labguru_api")
    report.say("specification", f"written by hand, {operations.document['info']['version']}")
    url = _server(report, operations, found.get("LABGURU_BASE_URL"))
    password = "LABGURU_LOGIN" in found and "LABGURU_PASSWORD" in found
    if "LABGURU_TOKEN" in found or password:
        if url:
            _ask(report, _projects)
    elif "LABGURU_LOGIN" in found:
        text = "LABGURU_LOGIN without LABGURU_PASSWORD: commands ask for it at a terminal, and fail elsewhere"
        report.say("credentials", text, wrong=required)
    elif "LABGURU_PASSWORD" in found:
        report.say("credentials", "LABGURU_PASSWORD without LABGURU_LOGIN", wrong=True)
    else:
        _unconfigured(report, "LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD", required)


def _server(report: Report, operations: OperationIndex, told: str | None) -> str | None:
    """The server's address; None where what is set is none (its text is not shown: it may be a misplaced token)."""
    try:
        url = validated_base_url(Secret(told or operations.server))
    except UsageError:
        report.say("server", "its variable holds no address: https:// and a host, no password in it", wrong=True)
        return None
    report.say("server", url)
    return url


def _unconfigured(report: Report, variables: str, required: bool) -> None:
    report.say("credentials", f"not configured: set {variables}", wrong=required)


def _ask(report: Report, read: Callable[[], str]) -> None:
    """One read that changes nothing."""
    began = time.monotonic()
    try:
        seen = read()
    except LabClientsError as error:
        report.say("answers", str(error), wrong=True)
        return
    report.say("answers", f"yes: {seen} ({(time.monotonic() - began) * 1000:.0f} ms)")


def _projects() -> str:
    with Labguru(read_only=True, timeout=QUICK.timeout, attempts=QUICK.attempts, deadline=QUICK.deadline) as labguru:
        total = labguru.projects.list(page_size=1).total
    return "projects can be read" if total is None else f"{show.counted(total, 'project')} can be read"
