"""``labclients contract``: whether a service still answers as the specification says, asked with your own account."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from labclients import Labguru, Labvanced, provenance
from labclients._environment import environment_variables
from labclients.cli import output, parser
from labclients.errors import LabClientsError, UsageError

if TYPE_CHECKING:
    from labclients.sandbox.document import Json

CONFIRMED, WRONG, UNKNOWN = 0, 1, 3
LIMIT = 10
# What fields are called. Labguru's custom columns bear a lab's own words, which a summary must not repeat.
FIELD_NAMES = {"labguru": r"[a-z][a-z0-9_]*", "labvanced": r"[A-Za-z][A-Za-z0-9_]*"}
CREDENTIALS = {"labguru": ("LABGURU_TOKEN", "LABGURU_LOGIN"), "labvanced": ("LABVANCED_TOKEN",)}
TITLES = {"labguru": "Labguru", "labvanced": "Labvanced"}
ALL_SCHEMAS = "What came"

_MORE = """\
For a nightly job. Everything that only reads is asked once, and each answer is
held against the specification; nothing is written. The report names fields,
types and places, and holds no value that came. It says what is wrong, new or
was not asked; what is confirmed is counted, and listed with --verbose.
Needs: pip install "labclients[sandbox]\""""

_EXAMPLE = """\
labclients contract labguru
labclients contract labvanced --study 61286 --summary "$GITHUB_STEP_SUMMARY\""""

_STATUSES = """\
exit status: 0 all that was asked is confirmed, 1 something is not as the
specification says, 2 the command line was not understood, 3 that could not be
told (no credentials, no server, an operation failed; what the account may not
read does not count), 130 interrupted with Ctrl-C"""


def register(commands: parser.Commands) -> None:
    """Add the command."""
    summary = "ask your own account whether the specification still holds"
    command = parser.command(commands, "contract", run, summary, _MORE, example=_EXAMPLE, statuses=_STATUSES)
    text = "labguru or labvanced (default: those configured)"
    command.add_argument("service", nargs="?", choices=[*TITLES], metavar="SERVICE", help=text)
    text = "Labvanced: list this study, and download a session"
    command.add_argument("--study", type=parser.positive_int, metavar="STUDY", help=text)
    text = f"records of each list (default: {LIMIT})"
    command.add_argument("--limit", type=parser.positive_int, default=LIMIT, metavar="N", help=text)
    text = "do not ask this operation or family; may be given again"
    command.add_argument("--skip", action="append", default=[], metavar="NAME", help=text)
    command.add_argument("--verbose", action="store_true", help="list what is confirmed, too")
    command.add_argument("--json", action="store_true", help="the whole report as one JSON document")
    command.add_argument("--summary", type=Path, metavar="FILE", help="add the whole report to FILE, as Markdown")
    command.set_defaults(usage_error=command.error)


def run(args: argparse.Namespace) -> int:
    """Ask the services, and print the report."""
    if args.service == "labvanced" and not args.study:
        args.usage_error("labvanced needs --study: it lists the sessions of a study")
    try:
        _check_skipped_names(args.skip)
        reports = [_ask(service, args) for service in _services(args)]
        if args.summary:
            with args.summary.open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for report in reports for line in _markdown(report))
    except (LabClientsError, OSError) as error:  # with status 1, it would look as if the specification were wrong
        output.error(str(error))
        return UNKNOWN
    if args.json:
        output.print_json({"made_from": provenance(), "services": reports})
    else:
        for report in reports:
            _print(report, args.verbose)
    statuses = {_status(report) for report in reports}
    return next(status for status in (WRONG, UNKNOWN, CONFIRMED) if status in statuses)


def _status(report: Json) -> int:
    if any(schema["wrong"] for schema in report["schemas"]):
        return WRONG
    return UNKNOWN if _operations(report, "failed") or not _operations(report, "answered") else CONFIRMED


def _services(args: argparse.Namespace) -> list[str]:
    """The service that was named, or those that are configured."""
    if args.service:
        return [args.service]
    services = [service for service, names in CREDENTIALS.items() if environment_variables(*names)]
    if "labvanced" in services and not args.study:
        output.note("Labvanced is not asked: --study N names a study of yours.")
        services.remove("labvanced")
    if not services:
        raise UsageError("there is nothing to ask: set LABGURU_TOKEN, or LABVANCED_TOKEN and give --study")
    return services


def _check_skipped_names(names: Iterable[str]) -> None:
    """A misspelt --skip would skip nothing."""
    from labclients.sandbox.document import documents

    operations = [operation for document in documents() for operation in document.operations.values()]
    for name in names:
        if not any(name in (operation.name, operation.family) for operation in operations):
            raise UsageError(f"--skip: there is no operation or family {name!r}")


def _ask(service: str, args: argparse.Namespace) -> Json:
    """Print how many requests will go where, call one service, and return the report."""
    from labclients.cli.evidence import Evidence  # these need the extra
    from labclients.cli.probe import Probe
    from labclients.sandbox.document import documents, import_extra

    import_extra("jsonschema_rs")
    labvanced = service == "labvanced"
    document = documents()[labvanced]
    study: int = args.study or 0
    values = dict.fromkeys(document.operations["sessions.list"].scope, study) if labvanced else {}
    evidence = Evidence(document, FIELD_NAMES[service])
    probe = Probe(document, evidence, limit=args.limit, skip=args.skip, path_values=values, lists_only=labvanced)
    requests = output.count(probe.request_limit + labvanced, "request")
    variable = next(iter(environment_variables(*CREDENTIALS[service])), CREDENTIALS[service][0])
    with Labvanced() if labvanced else Labguru(read_only=True) as client:
        server = client.base_url
        output.note(f"{TITLES[service]}: at most {requests} to {server}, with {variable}. Nothing is written.")
        probe.run(client)
        if isinstance(client, Labvanced):
            probe.download(client, study)
    schemas = list(evidence.schemas())
    observed = {schema["name"] for schema in schemas}
    responses = [name for name, schema in document.raw["components"]["schemas"].items() if not schema.get("writeOnly")]
    return {
        "service": service,
        "server": server,
        "operations": [
            {"name": name, "evidence": document.entry(name)["x-evidence"], **outcome._asdict()}
            for name, outcome in sorted(probe.outcomes.items())
        ],
        "schemas": schemas,
        "nothing_came_for": sorted(name for name in responses if name not in observed),
    }


# ---- the report


class Section(NamedTuple):
    """A heading and a table of the report."""

    heading: str
    columns: Sequence[str]
    rows: list[Sequence[object]]


def _operations(report: Json, *states: str) -> list[Json]:
    return [operation for operation in report["operations"] if operation["state"] in states]


def _totals(report: Json) -> str:
    states = ("answered", "refused", "failed", "not asked")
    operations = ", ".join(f"{len(_operations(report, state))} {state}" for state in states)
    wrong = sum(bool(schema["wrong"]) for schema in report["schemas"])
    confirmed = output.count(len(report["schemas"]) - wrong, "schema")
    missing = len(report["nothing_came_for"])
    return f"Operations: {operations}. {confirmed} confirmed, {wrong} wrong; nothing came for {missing}."


def _sections(report: Json) -> Iterator[Section]:
    """The sections of the report that have rows, the worst first."""
    schemas: list[Json] = report["schemas"]
    columns = ("schema", "evidence", "operation", "place", "expected", "came")
    differences = [{"schema": schema["name"], **schema, **wrong} for schema in schemas for wrong in schema["wrong"]]
    reasons: dict[str, list[str]] = {}
    for operation in _operations(report, "not asked"):
        reasons.setdefault(operation["why"], []).append(operation["name"])
    counted = [{**schema, "new": len(schema["new"]), "never_seen": len(schema["never_seen"])} for schema in schemas]
    sections = (
        Section("Not as the specification says", columns, _rows(differences, *columns)),
        Section(
            "Without an answer",
            ("operation", "evidence", "why"),
            _rows(_operations(report, "failed", "refused"), "name", "evidence", "why"),
        ),
        Section(
            "New fields",
            ("schema", "evidence", "fields"),
            [(schema["name"], schema["evidence"], _join(schema["new"])) for schema in schemas if schema["new"]],
        ),
        Section(
            ALL_SCHEMAS,
            ("schema", "evidence", "now", "records", "new", "custom", "never seen"),
            _rows(counted, "name", "evidence", "now", "records", "new", "custom_columns", "never_seen"),
        ),
        Section("Not asked", ("why", "operations"), [(why, " ".join(names)) for why, names in reasons.items()]),
    )
    return (section for section in sections if section.rows)


def _rows(entries: Iterable[Json], *keys: str) -> list[Sequence[object]]:
    return [[entry[key] for key in keys] for entry in entries]


def _join(names: Iterable[str]) -> str:
    """Names in a line; of those that differ by a number only (custom1, custom2, ...) the number of them."""
    stems: dict[str, list[str]] = {}
    for name in names:
        stems.setdefault(name.rstrip("0123456789"), []).append(name)
    return " ".join(f"{stem}* ({len(group)})" if len(group) > 4 else " ".join(group) for stem, group in stems.items())


def _print(report: Json, verbose: bool) -> None:
    print(f"\n{TITLES[report['service']]}, {report['server']}")
    output.print_paragraph("", _totals(report))
    for section in _sections(report):
        if verbose or section.heading != ALL_SCHEMAS:
            print(f"\n{section.heading}")
            output.print_table(section.columns, section.rows, indent="  ", wrap_last=True)


def _markdown(report: Json) -> Iterator[str]:
    yield from (f"## {TITLES[report['service']]}", "", _totals(report), "")
    for section in _sections(report):
        rows = (section.columns, ["---"] * len(section.columns), *section.rows)
        yield from (f"### {section.heading}", "", *(f"| {' | '.join(map(output.cell, row))} |" for row in rows), "")
