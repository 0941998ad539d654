"""``labclients doctor``: what is installed and configured, and whether each service answers."""

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
from labclients.cli import output, parser
from labclients.cli.published import PublishedSpec
from labclients.errors import LabClientsError, UnexpectedResponse, UsageError
from labclients.labvanced.client import token_location

LABVANCED = ("LABVANCED_TOKEN", "LABVANCED_BASE_URL", "LABVANCED_AUTH_HEADER", "LABVANCED_SPEC_URL")
LABGURU = ("LABGURU_TOKEN", "LABGURU_LOGIN", "LABGURU_PASSWORD", "LABGURU_ACCOUNT_ID", "LABGURU_BASE_URL")
QUICK = Options(timeout=10, attempts=2, deadline=30)
EXTRAS = {"data": ("polars", "pyarrow"), "sandbox": ("uvicorn", "jsonschema-rs")}

_MORE = """\
Values of variables are never shown. Labguru is asked for one project, nothing
is changed. Labvanced's public specification is read, without the token, and
compared with this build; LABVANCED_SPEC_URL names another place for it.
A service that is not configured is no problem, unless it is named."""

_STATUSES = """\
exit status: 0 nothing is wrong, 1 something is,
2 the command line was not understood, 130 interrupted with Ctrl-C"""


def register(commands: parser.Commands) -> None:
    """Add the command."""
    summary = "say what is configured, and whether it works"
    example = "labclients doctor\nlabclients doctor --study 61286\nlabclients doctor --labguru"
    command = parser.command(commands, "doctor", run, summary, _MORE, example=example, statuses=_STATUSES)
    command.add_argument("--labvanced", action="store_true", help="look at Labvanced only; it must be configured")
    command.add_argument("--labguru", action="store_true", help="look at Labguru only; it must be configured")
    text = "list this study, to try Labvanced's token"
    command.add_argument("--study", type=parser.positive_int, metavar="STUDY", help=text)


def run(args: argparse.Namespace) -> int:
    """Check the installation and the services, and print the findings."""
    report = Report()
    _check_installation(report)
    labvanced_only = bool(args.labvanced or args.study)
    if labvanced_only or not args.labguru:
        _check_labvanced(report, required=labvanced_only, study=args.study)
    if args.labguru or not labvanced_only:
        _check_labguru(report, required=args.labguru)
    problems = f"{output.count(report.problems, 'problem')}, marked with !"
    print(f"\n{problems if report.problems else 'Nothing is wrong.'}")
    return 1 if report.problems else 0


class Report:
    """Prints each finding at once, and counts the problems."""

    def __init__(self) -> None:
        self.problems = 0

    def add(self, subject: str, text: str, *, wrong: bool = False) -> None:
        """Print a finding; one that is wrong is marked."""
        self.problems += wrong
        output.print_paragraph(f"{'!' if wrong else ' '} {subject:<23}", text)

    def add_variables(self, names: tuple[str, ...]) -> dict[str, str]:
        """Print which variables are set, but not their values; return those that are."""
        variables = environment_variables(*names)
        for name in names:
            self.add(name, "set" if name in variables else "not set")
        return variables

    def add_server(self, index: OperationIndex, url: str | None) -> str | None:
        """Print the server's address and return it; None if it is invalid (it may be a misplaced token)."""
        try:
            server = validated_base_url(Secret(url or index.server))
        except UsageError:
            self.add("server", "its variable holds no address: https:// and a host, no password in it", wrong=True)
            return None
        self.add("server", server)
        return server

    def add_answer(self, read: Callable[[], str]) -> None:
        """Ask the service, print what `read` returns, and how long it took."""
        began = time.monotonic()
        try:
            result = read()
        except LabClientsError as error:
            self.add("answers", str(error), wrong=True)
        else:
            self.add("answers", f"yes: {result} ({(time.monotonic() - began) * 1000:.0f} ms)")


def _check_installation(report: Report) -> None:
    print(f"labclients {__version__}")
    report.add("Python", f"{platform.python_version()} ({sys.executable})")
    report.add("httpx", _version("httpx") or "of unknown version")
    for extra, packages in EXTRAS.items():
        installed = all(map(_version, packages))
        report.add(
            f"extra [{extra}]", "installed" if installed else f'not installed; pip install "labclients[{extra}]"'
        )


def _version(package: str) -> str | None:
    from importlib import metadata  # slow to import, and needed here alone

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _check_labvanced(report: Report, *, required: bool, study: int | None) -> None:
    print("\nLabvanced")
    variables, index = report.add_variables(LABVANCED), OperationIndex("labvanced_api")
    source = index.document.get("x-source", {})
    fetched = f"the vendor's own, fetched from {source.get('url')}"
    transcribed = "transcribed from the documentation: the token's place is a guess"
    report.add("specification", fetched if source.get("state") == "fetched" else transcribed)
    url = report.add_server(index, variables.get("LABVANCED_BASE_URL"))
    location = token_location(variables.get("LABVANCED_AUTH_HEADER"), None)
    if "LABVANCED_TOKEN" not in variables:
        report.add("credentials", "not configured: set LABVANCED_TOKEN", wrong=required)
    elif url:
        prefix = f", after {location.prefix.strip()!r}" if location.prefix else ""
        report.add("token", f"goes into the {location.where} {location.name!r}{prefix}")
        if study is None:
            report.add("answers", "not asked: --study names a study of yours to be listed")
        else:
            report.add_answer(lambda: _count_sessions(study))
    if url and (required or "LABVANCED_TOKEN" in variables):
        _check_published(report, index, variables.get("LABVANCED_SPEC_URL") or source.get("url", ""), url, location)


def _count_sessions(study: int) -> str:
    with Labvanced(timeout=QUICK.timeout, attempts=QUICK.attempts, deadline=QUICK.deadline) as labvanced:
        return f"{output.count(sum(1 for _ in labvanced.sessions(study)), 'session')} can be listed"


def _check_published(
    report: Report, index: OperationIndex, spec_url: str, base_url: str, location: TokenLocation
) -> None:
    """Compare this build with the specification that Labvanced publishes, if it can be read."""
    subject = "public specification"
    try:
        # A client without credentials, for the document's own server.
        client = ApiClient(index, base_url=Secret(urljoin(spec_url, "/")), options=QUICK, read_only=True)
    except ValueError:
        report.add(subject, "LABVANCED_SPEC_URL holds no address", wrong=True)
        return
    try:
        with SyncClient(client) as service:
            document = as_object(service.request("GET", spec_url))
    except LabClientsError as error:
        yaml = " (YAML is not read here)" if isinstance(error, UnexpectedResponse) else ""
        report.add(subject, f"cannot be read here, so nothing is compared: {error}{yaml}")
        return
    if document is None or not {"openapi", "paths"} <= document.keys():
        report.add(subject, "what came is no OpenAPI in JSON, so nothing is compared")
        return
    report.add(subject, f"read from {client.base_url}")
    for finding in PublishedSpec(document, spec_url).compare(index, base_url, location):
        report.add(finding.subject, output.cell(finding.text), wrong=finding.wrong)


def _check_labguru(report: Report, *, required: bool) -> None:
    print("\nLabguru")
    variables, index = report.add_variables(LABGURU), OperationIndex("labguru_api")
    report.add("specification", f"written by hand, {index.document['info']['version']}")
    url = report.add_server(index, variables.get("LABGURU_BASE_URL"))
    if "LABGURU_TOKEN" in variables or {"LABGURU_LOGIN", "LABGURU_PASSWORD"} <= variables.keys():
        if url:
            report.add_answer(_count_projects)
    elif "LABGURU_LOGIN" in variables:
        text = "LABGURU_LOGIN without LABGURU_PASSWORD: commands ask for it at a terminal, and fail elsewhere"
        report.add("credentials", text, wrong=required)
    elif "LABGURU_PASSWORD" in variables:
        report.add("credentials", "LABGURU_PASSWORD without LABGURU_LOGIN", wrong=True)
    else:
        text = "not configured: set LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD"
        report.add("credentials", text, wrong=required)


def _count_projects() -> str:
    with Labguru(read_only=True, timeout=QUICK.timeout, attempts=QUICK.attempts, deadline=QUICK.deadline) as labguru:
        total = labguru.projects.list(page_size=1).total
    return "projects can be read" if total is None else f"{output.count(total, 'project')} can be read"
