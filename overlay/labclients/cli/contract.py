"""``labclients contract``: whether a service still answers as the specification says, asked with your own account."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from labclients import Labguru, Labvanced, provenance
from labclients._environment import environment_variables
from labclients.cli import parser, show
from labclients.errors import LabClientsError, UsageError

if TYPE_CHECKING:
    from labclients.sandbox.document import Json

CONFIRMED, WRONG, UNKNOWN = 0, 1, 3
LIMIT = 10
# What fields are called. Labguru's custom columns bear a lab's own words, which a summary must not repeat.
NAMES = {"labguru": r"[a-z][a-z0-9_]*", "labvanced": r"[A-Za-z][A-Za-z0-9_]*"}
CREDENTIALS = {"labguru": ("LABGURU_TOKEN", "LABGURU_LOGIN"), "labvanced": ("LABVANCED_TOKEN",)}
CAME = "What came"
TITLES = {"labguru": "Labguru", "labvanced": "Labvanced"}


_STATUSES = """\
exit status: 0 all that was asked is confirmed, 1 something is not as the
specification says, 2 the command line was not understood, 3 that could not be
told (no credentials, no server, an operation failed; what the account may not
read does not count), 130 interrupted with Ctrl-C"""


class Part(NamedTuple):
    """A part of the report: a heading and a table."""

    head: str
    columns: Sequence[str]
    rows: list[Sequence[object]]


def register(commands: parser.Commands) -> None:
    """Add the command."""
    added = parser.command(
        commands,
        "contract",
        run,
        "ask your own account whether the specification still holds",
        "For a nightly job. Everything that only reads is asked once, and each answer is\n"
        "held against the specification; nothing is written. The report names fields,\n"
        "types and places, and holds no value that came. It says what is wrong, new or\n"
        "was not asked; what is confirmed is counted, and listed with --verbose.\n"
        'Needs: pip install "labclients[sandbox]"',
        example="labclients contract labguru\n"
        'labclients contract labvanced --study 61286 --summary "$GITHUB_STEP_SUMMARY"',
        statuses=_STATUSES,
    )
    added.add_argument(
        "service",
        nargs="?",
        choices=[*NAMES],
        metavar="SERVICE",
        help="labguru or labvanced (default: those configured)",
    )
    added.add_argument(
        "--study", type=parser.number, metavar="STUDY", help="Labvanced: list this study, and download a session"
    )
    added.add_argument(
        "--limit", type=parser.number, default=LIMIT, metavar="N", help=f"records of each list (default: {LIMIT})"
    )
    added.add_argument(
        "--skip",
        action="append",
        default=[],
        metavar="NAME",
        help="do not ask this operation or family; may be given again",
    )
    added.add_argument("--verbose", action="store_true", help="list what is confirmed, too")
    added.add_argument("--json", action="store_true", help="the whole report as one JSON document")
    added.add_argument("--summary", type=Path, metavar="FILE", help="add the whole report to FILE, as Markdown")
    added.set_defaults(complain=added.error)


def run(args: argparse.Namespace) -> int:
    """Ask, and report."""
    if args.service == "labvanced" and not args.study:
        args.complain("labvanced needs --study: it lists the sessions of a study")
    try:
        _refuse_unknown(args.skip)
        reports = [_ask(service, args) for service in _chosen(args)]
        if args.summary:
            with args.summary.open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for report in reports for line in _markdown(report))
    except (LabClientsError, OSError) as error:  # with status 1, it would look as if the specification were wrong
        show.note(f"labclients: {show.spoken(str(error))}")
        return UNKNOWN
    if args.json:
        show.document({"made_from": provenance(), "services": reports})
    else:
        for report in reports:
            _print(report, args.verbose)
    return max((_status(report) for report in reports), key=(CONFIRMED, UNKNOWN, WRONG).index)


def _status(report: Json) -> int:
    if any(schema["wrong"] for schema in report["schemas"]):
        return WRONG
    return UNKNOWN if _named(report, "failed") or not _named(report, "answered") else CONFIRMED


def _chosen(args: argparse.Namespace) -> list[str]:
    """The service that was named, or those that are configured."""
    if args.service:
        return [args.service]
    found = [service for service, names in CREDENTIALS.items() if environment_variables(*names)]
    if "labvanced" in found and not args.study:
        show.note("Labvanced is not asked: --study N names a study of yours.")
        found.remove("labvanced")
    if not found:
        raise UsageError("there is nothing to ask: set LABGURU_TOKEN, or LABVANCED_TOKEN and give --study")
    return found


def _refuse_unknown(names: Iterable[str]) -> None:
    """A misspelt --skip would skip nothing."""
    from labclients.sandbox.document import documents

    known = {one for document in documents() for it in document.operations.values() for one in (it.name, it.family)}
    for name in names:
        if name not in known:
            raise UsageError(f"--skip: there is no operation or family {name!r}")


# ---- asking


def _ask(service: str, args: argparse.Namespace) -> Json:
    """Ask one service, and say before whom."""
    from labclients.cli.evidence import Evidence  # these need the extra
    from labclients.cli.reads import Reads
    from labclients.sandbox.document import documents
    from labclients.sandbox.extra import needed

    needed("jsonschema_rs")
    labvanced = service == "labvanced"
    document = documents()[labvanced]
    study: int = args.study or 0
    known = dict.fromkeys(document.operations["sessions.list"].scope, study) if labvanced else {}
    evidence = Evidence(document, NAMES[service])
    reads = Reads(document, evidence, limit=args.limit, skip=args.skip, known=known, lists_only=labvanced)
    requests = show.counted(reads.most + labvanced, "request")
    variable = next(iter(environment_variables(*CREDENTIALS[service])), CREDENTIALS[service][0])
    with Labvanced() if labvanced else Labguru(read_only=True) as client:
        server = client.base_url
        show.note(f"{TITLES[service]}: at most {requests} to {server}, with {variable}. Nothing is written.")
        reads.ask(client)
        if isinstance(client, Labvanced):
            reads.download(client, study)
    schemas = list(evidence.schemas())
    return {
        "service": service,
        "server": server,
        "operations": [
            {"name": name, "evidence": document.entry(name)["x-evidence"], **outcome._asdict()}
            for name, outcome in sorted(reads.outcomes.items())
        ],
        "schemas": schemas,
        "nothing_came_for": _unseen(document.raw["components"]["schemas"], schemas),
    }


def _unseen(known: Json, schemas: Sequence[Json]) -> list[str]:
    """Schemas of answers that nothing came for."""
    came = {schema["name"] for schema in schemas}
    return sorted(name for name, schema in known.items() if name not in came and not schema.get("writeOnly"))


# ---- reporting


def _named(report: Json, *states: str) -> list[Json]:
    return [operation for operation in report["operations"] if operation["state"] in states]


def _head(report: Json) -> str:
    asked = ", ".join(f"{len(_named(report, state))} {state}" for state in ("answered", "refused", "failed"))
    wrong = sum(bool(schema["wrong"]) for schema in report["schemas"])
    confirmed = show.counted(len(report["schemas"]) - wrong, "schema")
    return (
        f"Operations: {asked}, {len(_named(report, 'not asked'))} not asked. "
        f"{confirmed} confirmed, {wrong} wrong; nothing came for {len(report['nothing_came_for'])}."
    )


def _parts(report: Json) -> Iterator[Part]:
    """What there is to say, the worst first; a part without rows is left out."""
    schemas: list[Json] = report["schemas"]
    wrong = [(schema, one) for schema in schemas for one in schema["wrong"]]
    yield Part(
        "Not as the specification says",
        ("schema", "evidence", "operation", "place", "expected", "came"),
        [
            (schema["name"], schema["evidence"], *(one[key] for key in ("operation", "place", "expected", "came")))
            for schema, one in wrong
        ],
    )
    yield Part(
        "Without an answer",
        ("operation", "evidence", "why"),
        [(one["name"], one["evidence"], one["why"]) for one in _named(report, "failed", "refused")],
    )
    yield Part(
        "New fields",
        ("schema", "evidence", "fields"),
        [(one["name"], one["evidence"], _series(one["new"])) for one in schemas if one["new"]],
    )
    yield Part(
        CAME,
        ("schema", "evidence", "now", "records", "new", "custom", "never seen"),
        [
            (
                *(one[key] for key in ("name", "evidence", "now", "records")),
                *(len(one["new"]), one["custom_columns"], len(one["never_seen"])),
            )
            for one in schemas
        ],
    )
    yield Part("Not asked", ("why", "operations"), list(_reasons(_named(report, "not asked"))))


def _reasons(operations: Iterable[Json]) -> Iterator[tuple[str, str]]:
    reasons: dict[str, list[str]] = {}
    for one in operations:
        reasons.setdefault(one["why"], []).append(one["name"])
    return ((why, " ".join(names)) for why, names in reasons.items())


def _series(names: Iterable[str]) -> str:
    """Names in a line; of those that differ by a number only (custom1, custom2, ...) how many they are."""
    stems: dict[str, list[str]] = {}
    for name in names:
        stems.setdefault(name.rstrip("0123456789"), []).append(name)
    return " ".join(" ".join(each) if len(each) < 5 else f"{stem}* ({len(each)})" for stem, each in stems.items())


def _print(report: Json, verbose: bool) -> None:
    print(f"\n{TITLES[report['service']]}, {report['server']}")
    show.paragraph("", _head(report))
    for part in _parts(report):
        if part.rows and (verbose or part.head != CAME):
            print(f"\n{part.head}")
            show.table(part.columns, part.rows, indent="  ", wrapped=True)


def _markdown(report: Json) -> Iterator[str]:
    yield from (f"## {TITLES[report['service']]}", "", _head(report), "")
    for part in _parts(report):
        if part.rows:
            rows: Iterable[Sequence[Any]] = (part.columns, ["---"] * len(part.columns), *part.rows)
            yield from (f"### {part.head}", "", *(f"| {' | '.join(map(show.cell, row))} |" for row in rows), "")
