"""``labclients labguru``: families, list, get and upload."""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import reduce
from itertools import chain
from pathlib import Path
from typing import Any

from labclients import F, Filter, Labguru, Listing
from labclients._environment import environment_variables
from labclients._json import as_object
from labclients.cli import parser, show, uploads
from labclients.errors import AuthenticationError, LabClientsError, UsageError
from labclients.filters import Field
from labclients.labguru.client import account_number
from labguru_api.resource import Resource
from labguru_api.types import Record

PAGE = 200  # what Labguru's lists give unless told
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "projects": ("id", "title", "owner", "start_date", "archived"),
    "milestones": ("id", "title", "project_id", "owner", "created_at"),
    "experiments": ("id", "title", "project", "start_date"),
    "stocks": ("id", "name", "box", "position", "barcode"),
    "sections": ("id", "name", "section_type", "container_type", "container_id"),
    "attachments": ("id", "filename", "attachable_type", "attachable_id"),
    "comments": ("id", "comment", "commentable_type", "commentable_id", "owner"),
    "histories": ("id", "action", "object", "object_type", "object_id", "member", "created_at"),
    "maintenance_events": ("id", "item_type", "item_id", "performed_at", "performed_by"),
    "maintenance_templates": ("id", "equipment_type", "maintenance_type_id", "owner"),
    "maintenances": ("id", "item_type", "item_id", "maintenance_type_id", "owner"),
    "members": ("id", "name", "admin", "former", "created_at"),
    "vectors": ("id", "dataset_id", "owner", "created_at"),
    "webhooks": ("id", "trigger_key", "active", "url", "owner"),
}
USUAL = ("id", "name", "title", "owner", "created_at")
OPERATORS: Mapping[str, Callable[[Field, Any], Filter]] = {
    "!=": lambda field, value: field != value,
    ">=": lambda field, value: field >= value,
    "<=": lambda field, value: field <= value,
    "=": lambda field, value: field == value,
    "~": lambda field, value: field.contains(value),
    ">": lambda field, value: field > value,
    "<": lambda field, value: field < value,
}

VERBS = ("list", "get", "create", "update", "delete")
_FAMILY = "projects, experiments, stocks, ... (see labguru families), or collection:NAME for a custom one"
_ABOUT = """\
The notebook and the inventory. Credentials are in the environment:
LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD (asked for at a terminal
when it is not set), and LABGURU_ACCOUNT_ID if you have several workspaces.

A FAMILY is a kind of record, a custom collection is collection:NAME, under the
name that people see."""

_BEGIN = """\
labclients labguru families
labclients labguru list experiments --where title~PCR --limit 10
labclients labguru get experiments 966
labclients labguru upload gel.png --to experiment:966"""

_LIST = """\
--where compares a field with a value; several --where must all be true:
  project_id=15    title!=Test    title~PCR (contains)
  'created_at>=2026-01-31' (quote < and >, which mean something to the shell)
A field that the list cannot filter by is an error, never a list of everything."""


def register(commands: parser.Commands) -> None:
    """Add the commands."""
    inner = parser.group(commands, "labguru", "the notebook: list, get, upload", _ABOUT, example=_BEGIN)
    _families(inner)
    _list(inner)
    _get(inner)
    _upload(inner)


def _families(commands: parser.Commands) -> None:
    added = parser.command(
        commands,
        "families",
        list_families,
        "name the families, and what each can do",
        "Nothing is asked of the server, and no credentials are needed. What is not a\n"
        "command here (create, update, ...) is there in Python; +3 is so many methods\n"
        "more, which --json names.",
        example="labclients labguru families",
    )
    parser.rows_as(added, "the families")


def _list(commands: parser.Commands) -> None:
    added = parser.command(
        commands,
        "list",
        list_records,
        "list the records of a family",
        _LIST,
        example="labclients labguru list experiments --where title~PCR --order-by -id\n"
        'labclients labguru list "collection:Our Primers" --columns "id,name,Tm (°C)"\n'
        "labclients labguru list stocks --jsonl > stocks.jsonl",
    )
    added.add_argument("family", metavar="FAMILY", help=_FAMILY)
    added.add_argument(
        "--where",
        action="append",
        default=[],
        type=_condition,
        metavar="FIELD=VALUE",
        help="see above; may be given again",
    )
    added.add_argument("--order-by", metavar="FIELD", help="a field, -field for descending, several with commas")
    added.add_argument("--limit", type=parser.number, metavar="N", help="the first N records (default: all)")
    added.add_argument("--columns", type=_names, metavar="FIELD,...", help="only these fields; owner.name looks inside")
    parser.rows_as(added, "the records")
    parser.base_url(added, "LABGURU_BASE_URL")


def _get(commands: parser.Commands) -> None:
    added = parser.command(
        commands,
        "get",
        get_record,
        "show one record",
        "Fields without a value are left out; --json has everything the server sends.",
        example="labclients labguru get experiments 966\nlabclients labguru get 'collection:Our Primers' 1040 --json",
    )
    added.add_argument("family", metavar="FAMILY", help=_FAMILY)
    added.add_argument("id", type=parser.number, metavar="ID", help="its number")
    added.add_argument("--json", action="store_true", help="the record as JSON")
    parser.base_url(added, "LABGURU_BASE_URL")


def _upload(commands: parser.Commands) -> None:
    added = parser.command(
        commands,
        "upload",
        upload,
        "upload files",
        "Without --to, files are stored unattached. With it, a file that is there already\n"
        "by name and size is not sent again. Nothing is sent unless every FILE is found;\n"
        "one that the server refuses is reported and does not stop the others; the same\n"
        "command, given again, does what remains.",
        example="labclients labguru upload gel.png report.pdf --to experiment:966\n"
        "labclients labguru upload scans/*.tif --to experiment:966/Results",
    )
    added.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files of this machine")
    added.add_argument(
        "--to",
        type=_target,
        metavar="KIND:ID[/SECTION]",
        help="record to attach them to, such as experiment:966, stock:12 or section:91, or a section by its name",
    )
    added.add_argument("--s3", action="store_true", help="for large files, where your server has it: in parts, to S3")
    parser.rows_as(added, "what was done")
    parser.base_url(added, "LABGURU_BASE_URL")


# ---- what the commands do


def list_families(args: argparse.Namespace) -> int:
    """Run ``labguru families``."""
    rows = [{"family": name, "also": also, "verbs": verbs} for name, also, verbs in _all_families()]
    if not show.for_programs(args, rows):
        table = ((row["family"], row["also"], _briefly(row["verbs"])) for row in rows)
        show.table(["family", "also called", "can"], table)
    return 0


def list_records(args: argparse.Namespace) -> int:
    """Run ``labguru list``."""
    with _client(args, read_only=True) as labguru:
        records = Records(_listing(labguru, args), args.limit)
        if not show.for_programs(args, (_chosen(record, args.columns) for record in records)):
            _table(args, records)
    return 0


def get_record(args: argparse.Namespace) -> int:
    """Run ``labguru get``."""
    with _client(args, read_only=True) as labguru:
        record: dict[str, Any] = _family(labguru, args.family, "get").get(args.id).to_dict()
    if args.json:
        show.document(record)
    else:
        show.pairs((name, value) for name, value in record.items() if value not in (None, "", [], {}))
    return 0


def upload(args: argparse.Namespace) -> int:
    """Run ``labguru upload``."""
    missing = [str(file) for file in args.files if not file.is_file()]
    if missing:
        raise UsageError(f"there is no such file: {', '.join(missing)}; nothing was sent")
    remaining, outcomes, progress = list[Path](args.files), show.Outcomes(args), show.Progress()
    with _client(args) as labguru:
        place = uploads.Place(labguru, _record_to(labguru, args.to), via="s3" if args.s3 else "form")
        for file in args.files:
            progress.show(f"{file.name} ({show.size(file.stat().st_size)}), {len(remaining)} to do")
            try:
                taken = place.take(file)
                progress.clear()
                outcomes.tell({"file": str(file), **taken._asdict()}, f"{file}  {taken}")
                remaining.remove(file)
            except LabClientsError as error:
                progress.clear()
                show.note(f"labclients: {file}: {show.spoken(str(error))}")
                if isinstance(error, AuthenticationError):
                    break  # the others would be refused as well, and refused logins lock an account
    outcomes.end()
    if remaining:
        names = ", ".join(map(str, remaining))
        show.note(f"labclients: {len(remaining)} of {show.counted(len(args.files), 'file')} remain: {names}")
    return 1 if remaining else 0


def _record_to(labguru: Labguru, to: tuple[str, int, str | None] | None) -> Any:
    if to is None:
        return None
    family, id, name = to
    record = _family(labguru, family, "get").get(id)
    return record if name is None else uploads.section(labguru, record, name)


# ---- clients and families


def _client(args: argparse.Namespace, *, read_only: bool = False) -> Labguru:
    found = environment_variables("LABGURU_TOKEN", "LABGURU_LOGIN", "LABGURU_PASSWORD", "LABGURU_ACCOUNT_ID")
    login = found.get("LABGURU_LOGIN")
    if "LABGURU_TOKEN" in found or (login and "LABGURU_PASSWORD" in found):
        return Labguru(base_url=args.base_url, read_only=read_only)
    if login and sys.stdin.isatty():
        password = show.hidden(f"Labguru password of {login}: ")
        account = account_number(found.get("LABGURU_ACCOUNT_ID"))
        return Labguru(login=login, password=password, account_id=account, base_url=args.base_url, read_only=read_only)
    raise UsageError("no credentials: set LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD")


def _family(labguru: Labguru, name: str, verb: str) -> Any:
    """A family that has the verb, by its name, or a custom collection."""
    kind, _, rest = name.partition(":")
    if kind == "collection" and rest:
        return labguru.collection(rest)
    known = _known(labguru)
    if name not in known:
        [nearest] = get_close_matches(name, known, n=1, cutoff=0)
        raise UsageError(f"there is no family {name!r}; the nearest is {nearest}, and labguru families names them all")
    if not hasattr(known[name], verb):
        raise UsageError(f"{name} cannot be asked to {verb}; labguru families says what each family can do")
    return known[name]


def _known(labguru: Labguru) -> dict[str, Resource]:
    """Every family by its names."""
    found = ((name, getattr(labguru, name)) for name in dir(labguru) if not name.startswith("_"))
    return {name: one for name, one in found if isinstance(one, Resource)}


def _all_families() -> Iterator[tuple[str, list[str], list[str]]]:
    """Each family, what else it is called, and its verbs."""
    known = _known(Labguru("of nobody", base_url="https://localhost"))  # it is asked nothing
    for name, family in known.items():
        if name == family.resource_name:
            also = [one for one, other in known.items() if other.resource_name == name != one]
            yield name, also, _verbs(family)


def _verbs(family: Resource) -> list[str]:
    """What a family can do: what many can first."""
    methods = [name for name in dir(family) if not name.startswith("_")]
    return sorted(methods, key=lambda name: (*VERBS, name).index(name))


def _briefly(verbs: Sequence[str]) -> str:
    common = [verb for verb in verbs if verb in VERBS] or verbs
    more = len(verbs) - len(common)
    return " ".join(common) + (f" +{more}" if more else "")


def _target(text: str) -> tuple[str, int, str | None]:
    found = re.fullmatch(r"(.+?):([0-9]+)(?:/(.+))?", text, re.DOTALL)
    if not found:
        raise argparse.ArgumentTypeError(f"must be KIND:ID, such as experiment:966, not {text!r}")
    kind = found[1]
    plural = kind if kind.startswith("collection:") or kind.endswith("s") else f"{kind}s"
    return plural, parser.number(found[2]), found[3]


# ---- lists


def _condition(text: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"([^=!<>~]+)(!=|>=|<=|=|~|>|<)(.*)", text, re.DOTALL)
    if not found:
        raise argparse.ArgumentTypeError(f"must be FIELD=VALUE, such as project_id=15, not {text!r}")
    return found[1].strip(), found[2], found[3].strip()


def _names(text: str) -> list[str]:
    return [name for name in (part.strip() for part in text.split(",")) if name]


def _listing(labguru: Labguru, args: argparse.Namespace) -> Listing[Any]:
    """The list that was asked for: fields that it takes as arguments go there, the others into its filter."""
    method = _family(labguru, args.family, "list").list
    accepted = inspect.signature(method).parameters
    asked: dict[str, Any] = {"page_size": min(args.limit, PAGE)} if args.limit and "page_size" in accepted else {}
    filters: list[Filter] = []
    for field, operator, value in args.where:
        if field in accepted and operator == "=" and not ("where" in accepted and field == "name"):
            asked[field] = int(value) if f"_{field}".endswith("_id") and value.isdecimal() else value
        elif "where" in accepted:
            filters.append(OPERATORS[operator](F[field], value))
        else:
            known = ", ".join(sorted(set(accepted) - {"page_size"}))
            how = f"can be narrowed by {known} (with =) only, not by {field!r}" if known else "cannot be narrowed"
            raise UsageError(f"{args.family} {how}")
    if filters:
        asked["where"] = reduce(lambda one, other: one & other, filters)
    if args.order_by:
        if "order_by" not in accepted:
            raise UsageError(f"{args.family} cannot be ordered")
        asked["order_by"] = args.order_by
    if lacking := [name for name, one in accepted.items() if one.default is one.empty and name not in asked]:
        raise UsageError(f"{args.family} must be narrowed: --where {lacking[0]}=VALUE")
    listing: Listing[Any] = method(**asked)
    return listing


class Records:
    """The first records of a list, counted while they pass."""

    def __init__(self, listing: Listing[Any], limit: int | None) -> None:
        self._listing = listing
        self._limit = limit
        self._count = 0
        self._total: int | None = None

    def __iter__(self) -> Iterator[Any]:
        # By pages, since the next ones are then fetched ahead only when this one is not enough.
        for page in self._listing.pages():
            self._total = page.total
            for record in page.items:
                self._count += 1
                yield record
                if self._count == self._limit:
                    return

    def __str__(self) -> str:
        if self._total is None or self._total == self._count:
            return show.counted(self._count, "record")
        return f"{self._count} of {show.counted(self._total, 'record')}"


def _chosen(record: Record, columns: Sequence[str] | None) -> dict[str, Any]:
    return record.to_dict() if columns is None else {name: _look(record, name) for name in columns}


def _table(args: argparse.Namespace, records: Records) -> None:
    passing = iter(records)
    for first in passing:
        columns = args.columns or _usual(args.family, first)
        _warn_of_missing(first, columns)
        show.table(columns, ([_look(record, name) for name in columns] for record in chain([first], passing)))
    show.note(str(records))


def _usual(family: str, record: Record) -> Sequence[str]:
    if family.startswith("collection:"):
        custom = [name for name in record if not hasattr(type(record), name) and not name.endswith("_id")]
        return ["id", "name", *custom]
    names = COLUMNS.get("milestones" if family == "folders" else family, USUAL)
    twice = "name" in record and "title" in record and record["name"] == record["title"]
    return [name for name in names if name in record and not (twice and name == "name")] or [*record][:6]


def _warn_of_missing(record: Record, columns: Sequence[str]) -> None:
    missing = [name for name in columns if name not in record and name.partition(".")[0] not in record]
    if missing:
        show.note(f"labclients: the first record has no {', '.join(missing)}; it has: {', '.join(record)}")


def _look(record: Record, name: str) -> Any:
    """A field, or with dots a field of what is in it."""
    if name in record:
        return record[name]
    head, *rest = name.split(".")
    value: Any = record[head] if head in record else None  # noqa: SIM401 - a record has no get
    for step in rest:
        value = (as_object(value) or {}).get(step)
    return value
