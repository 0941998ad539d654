"""``labclients labguru``: families, list, get and upload."""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import reduce
from itertools import chain
from pathlib import Path
from typing import Any

from labclients import F, Filter, Labguru, Listing
from labclients._json import as_object
from labclients.cli import clients, output, parser, uploads
from labclients.errors import AuthenticationError, LabClientsError, UsageError
from labclients.filters import Field
from labguru_api.resource import Resource
from labguru_api.types import Record

PAGE_SIZE = 200  # Labguru's own
# The fields that a table shows.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "projects": ("id", "title", "owner", "start_date", "archived"),
    "milestones": ("id", "title", "project_id", "owner", "created_at"),
    "folders": ("id", "title", "project_id", "owner", "created_at"),
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
DEFAULT_COLUMNS = ("id", "name", "title", "owner", "created_at")
OPERATORS: Mapping[str, Callable[[Field, Any], Filter]] = {
    "!=": lambda field, value: field != value,
    ">=": lambda field, value: field >= value,
    "<=": lambda field, value: field <= value,
    "=": lambda field, value: field == value,
    "~": lambda field, value: field.contains(value),
    ">": lambda field, value: field > value,
    "<": lambda field, value: field < value,
}
COMMON_VERBS = ("list", "get", "create", "update", "delete")

_DESCRIPTION = """\
The notebook and the inventory. Credentials are in the environment:
LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD (asked for at a terminal
when it is not set), and LABGURU_ACCOUNT_ID if you have several workspaces.

A FAMILY is a kind of record, a custom collection is collection:NAME, under the
name that people see."""

_EXAMPLE = """\
labclients labguru families
labclients labguru list experiments --where title~PCR --limit 10
labclients labguru get experiments 966
labclients labguru upload gel.png --to experiment:966"""

_FAMILIES = """\
Nothing is asked of the server, and no credentials are needed. What is not a
command here (create, update, ...) is there in Python; +3 is so many methods
more, which --json names."""

_LIST = """\
--where compares a field with a value; several --where must all be true:
  project_id=15    title!=Test    title~PCR (contains)
  'created_at>=2026-01-31' (quote < and >, which mean something to the shell)
A field that the list cannot filter by is an error, never a list of everything."""

_LIST_EXAMPLE = """\
labclients labguru list experiments --where title~PCR --order-by -id
labclients labguru list "collection:Our Primers" --columns "id,name,Tm (°C)"
labclients labguru list stocks --jsonl > stocks.jsonl"""

_GET_EXAMPLE = """\
labclients labguru get experiments 966
labclients labguru get 'collection:Our Primers' 1040 --json"""

_UPLOAD = """\
Without --to, files are stored unattached. With it, a file that is there already
by name and size is not sent again. Nothing is sent unless every FILE is found;
one that the server refuses is reported and does not stop the others; the same
command, given again, does what remains."""

_UPLOAD_EXAMPLE = """\
labclients labguru upload gel.png report.pdf --to experiment:966
labclients labguru upload scans/*.tif --to experiment:966/Results"""


def register(commands: parser.Commands) -> None:
    """Add the commands."""
    inner = parser.group(commands, "labguru", "the notebook: list, get, upload", _DESCRIPTION, example=_EXAMPLE)
    summary = "name the families, and what each can do"
    command = parser.command(
        inner, "families", list_families, summary, _FAMILIES, example="labclients labguru families"
    )
    parser.add_json(command, "the families")

    summary = "list the records of a family"
    command = parser.command(inner, "list", list_records, summary, _LIST, example=_LIST_EXAMPLE)
    _add_family(command)
    text = "see above; may be given again"
    command.add_argument("--where", action="append", default=[], type=_condition, metavar="FIELD=VALUE", help=text)
    command.add_argument("--order-by", metavar="FIELD", help="a field, -field for descending, several with commas")
    text = "the first N records (default: all)"
    command.add_argument("--limit", type=parser.positive_int, metavar="N", help=text)
    text = "only these fields; owner.name looks inside"
    command.add_argument("--columns", type=_names, metavar="FIELD,...", help=text)
    parser.add_json(command, "the records")
    parser.add_base_url(command, "LABGURU_BASE_URL")

    text = "Fields without a value are left out; --json has everything the server sends."
    command = parser.command(inner, "get", get_record, "show one record", text, example=_GET_EXAMPLE)
    _add_family(command)
    command.add_argument("id", type=parser.positive_int, metavar="ID", help="its number")
    command.add_argument("--json", action="store_true", help="the record as JSON")
    parser.add_base_url(command, "LABGURU_BASE_URL")

    command = parser.command(inner, "upload", upload, "upload files", _UPLOAD, example=_UPLOAD_EXAMPLE)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files of this machine")
    text = "record to attach them to, such as experiment:966, stock:12 or section:91, or a section by its name"
    command.add_argument("--to", type=_destination, metavar="KIND:ID[/SECTION]", help=text)
    text = "for large files, where your server has it: in parts, to S3"
    command.add_argument("--s3", action="store_true", help=text)
    parser.add_json(command, "what was done")
    parser.add_base_url(command, "LABGURU_BASE_URL")


def _add_family(command: parser.Parser) -> None:
    text = "projects, experiments, stocks, ... (see labguru families), or collection:NAME for a custom one"
    command.add_argument("family", metavar="FAMILY", help=text)


def _condition(text: str) -> tuple[str, str, str]:
    """Field, operator and value of --where."""
    match = re.fullmatch(r"([^=!<>~]+)(!=|>=|<=|=|~|>|<)(.*)", text, re.DOTALL)
    if not match:
        raise argparse.ArgumentTypeError(f"must be FIELD=VALUE, such as project_id=15, not {text!r}")
    return match[1].strip(), match[2], match[3].strip()


def _names(text: str) -> list[str]:
    return [name for name in map(str.strip, text.split(",")) if name]


def _destination(text: str) -> tuple[str, int, str | None]:
    """Family, id and name of the section of --to."""
    match = re.fullmatch(r"(.+?):([0-9]+)(?:/(.+))?", text, re.DOTALL)
    if not match:
        raise argparse.ArgumentTypeError(f"must be KIND:ID, such as experiment:966, not {text!r}")
    plural = "" if match[1].startswith("collection:") or match[1].endswith("s") else "s"
    return match[1] + plural, parser.positive_int(match[2]), match[3]


# ---- families


def list_families(args: argparse.Namespace) -> int:
    """Run ``labguru families``."""
    with Labguru("no token", base_url="https://localhost") as labguru:  # it is asked nothing
        by_name = _families(labguru)
    rows: list[dict[str, Any]] = []
    for name, family in by_name.items():
        if name == family.resource_name:
            aliases = [alias for alias, other in by_name.items() if other.resource_name == name != alias]
            verbs = [verb for verb in dir(family) if not verb.startswith("_")]
            verbs.sort(key=lambda verb: (*COMMON_VERBS, verb).index(verb))
            rows.append({"family": name, "also": aliases, "verbs": verbs})
    if not output.print_rows(args, rows):
        cells = ((row["family"], row["also"], _shortened(row["verbs"])) for row in rows)
        output.print_table(["family", "also called", "can"], cells)
    return 0


def _shortened(verbs: Sequence[str]) -> str:
    """The common verbs, and how many others there are."""
    common = [verb for verb in verbs if verb in COMMON_VERBS] or verbs
    others = len(verbs) - len(common)
    return " ".join(common) + (f" +{others}" if others else "")


def _families(labguru: Labguru) -> dict[str, Resource]:
    """Every family by its names."""
    members = ((name, getattr(labguru, name)) for name in dir(labguru) if not name.startswith("_"))
    return {name: family for name, family in members if isinstance(family, Resource)}


def _family(labguru: Labguru, name: str, verb: str) -> Any:
    """A family, or a custom collection, that has a verb.

    Raises:
        UsageError: There is none of this name, or it has not the verb.
    """
    prefix, _, collection = name.partition(":")
    if prefix == "collection" and collection:
        return labguru.collection(collection)
    by_name = _families(labguru)
    if name not in by_name:
        [nearest] = get_close_matches(name, by_name, n=1, cutoff=0)
        raise UsageError(f"there is no family {name!r}; the nearest is {nearest}, and labguru families names them all")
    if not hasattr(by_name[name], verb):
        raise UsageError(f"{name} cannot be asked to {verb}; labguru families says what each family can do")
    return by_name[name]


# ---- list and get


def list_records(args: argparse.Namespace) -> int:
    """Run ``labguru list``."""
    with clients.labguru(args, read_only=True) as labguru:
        records = Records(_listing(labguru, args), args.limit)
        if not output.print_rows(args, (_row(record, args.columns) for record in records)):
            for first in (iterator := iter(records)):
                columns = args.columns or _columns(args.family, first)
                _warn_of_missing(first, columns)
                rows = ([_value(record, name) for name in columns] for record in chain([first], iterator))
                output.print_table(columns, rows)
            output.note(str(records))
    return 0


def get_record(args: argparse.Namespace) -> int:
    """Run ``labguru get``."""
    with clients.labguru(args, read_only=True) as labguru:
        record: dict[str, Any] = _family(labguru, args.family, "get").get(args.id).to_dict()
    if args.json:
        output.print_json(record)
    else:
        output.print_pairs((name, value) for name, value in record.items() if value not in (None, "", [], {}))
    return 0


def _listing(labguru: Labguru, args: argparse.Namespace) -> Listing[Any]:
    """The listing of the arguments: fields that the method has as arguments go there, the others into its filter."""
    method = _family(labguru, args.family, "list").list
    parameters = inspect.signature(method).parameters
    options: dict[str, Any] = {}
    filters: list[Filter] = []
    if args.limit and "page_size" in parameters:
        options["page_size"] = min(args.limit, PAGE_SIZE)
    for field, operator, value in args.where:
        if field in parameters and operator == "=" and not ("where" in parameters and field == "name"):
            options[field] = int(value) if f"_{field}".endswith("_id") and value.isdecimal() else value
        elif "where" in parameters:
            filters.append(OPERATORS[operator](F[field], value))
        else:
            fields = ", ".join(sorted(set(parameters) - {"page_size"}))
            problem = f"can be narrowed by {fields} (with =) only, not by {field!r}" if fields else "cannot be narrowed"
            raise UsageError(f"{args.family} {problem}")
    if filters:
        options["where"] = reduce(lambda left, right: left & right, filters)
    if args.order_by:
        if "order_by" not in parameters:
            raise UsageError(f"{args.family} cannot be ordered")
        options["order_by"] = args.order_by
    for name, parameter in parameters.items():
        if parameter.default is parameter.empty and name not in options:
            raise UsageError(f"{args.family} must be narrowed: --where {name}=VALUE")
    listing: Listing[Any] = method(**options)
    return listing


class Records:
    """The first records of a listing; as a text, how many of how many were read."""

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
            return output.count(self._count, "record")
        return f"{self._count} of {output.count(self._total, 'record')}"


def _row(record: Record, columns: Sequence[str] | None) -> dict[str, Any]:
    return record.to_dict() if columns is None else {name: _value(record, name) for name in columns}


def _columns(family: str, record: Record) -> Sequence[str]:
    """The fields to show of a family, as far as its first record has them."""
    if family.startswith("collection:"):
        custom = [name for name in record if not hasattr(type(record), name) and not name.endswith("_id")]
        return ["id", "name", *custom]
    same_name = "name" in record and "title" in record and record["name"] == record["title"]
    columns = [name for name in COLUMNS.get(family, DEFAULT_COLUMNS) if name in record]
    return [name for name in columns if not (same_name and name == "name")] or [*record][:6]


def _warn_of_missing(record: Record, columns: Sequence[str]) -> None:
    missing = [name for name in columns if name not in record and name.partition(".")[0] not in record]
    if missing:
        output.note(f"labclients: the first record has no {', '.join(missing)}; it has: {', '.join(record)}")


def _value(record: Record, name: str) -> Any:
    """A field, or with dots a field of what is in it."""
    if name in record:
        return record[name]
    head, *rest = name.split(".")
    value: Any = record[head] if head in record else None  # noqa: SIM401 - a record has no get
    for step in rest:
        value = (as_object(value) or {}).get(step)
    return value


# ---- upload


def upload(args: argparse.Namespace) -> int:
    """Run ``labguru upload``."""
    if missing := [str(file) for file in args.files if not file.is_file()]:
        raise UsageError(f"there is no such file: {', '.join(missing)}; nothing was sent")
    remaining, results, progress = list[Path](args.files), output.Results(args), output.Progress()
    with clients.labguru(args) as labguru:
        destination = uploads.Destination(labguru, _record(labguru, args.to), via="s3" if args.s3 else "form")
        for file in args.files:
            progress.show(f"{file.name} ({output.file_size(file.stat().st_size)}), {len(remaining)} to do")
            try:
                result = destination.upload(file)
            except LabClientsError as error:
                progress.clear()
                output.error(str(error), str(file))
                if isinstance(error, AuthenticationError):
                    break  # the others would be refused as well, and refused logins lock an account
            else:
                progress.clear()
                results.add({"file": str(file), **result._asdict()}, f"{file}  {result}")
                remaining.remove(file)
    results.end()
    if remaining:
        names = ", ".join(map(str, remaining))
        output.note(f"labclients: {len(remaining)} of {output.count(len(args.files), 'file')} remain: {names}")
    return 1 if remaining else 0


def _record(labguru: Labguru, to: tuple[str, int, str | None] | None) -> Any:
    """The record, or its section, that --to names."""
    if to is None:
        return None
    family, id, section = to
    record = _family(labguru, family, "get").get(id)
    return record if section is None else uploads.find_section(labguru, record, section)
