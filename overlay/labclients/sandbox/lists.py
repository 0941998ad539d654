"""Lists as Labguru gives them: filtered, sorted, cut into pages.

Three mechanisms narrow a list, and each is ignored in silence where it does not apply: kendo's bracketed query (only
with ``kendo=true``, only for fields that the specification says the list obeys), the compact JSON ``filter``, and
plain parameters. How text compares (``contains`` without case, ``eq`` exactly) is this sandbox's choice; nothing
public says it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias, cast

from labclients.sandbox.document import Operation
from labclients.sandbox.messages import Refusal
from labclients.sandbox.state import Record, Rows

DEFAULT_SIZE = 200
SIZES = {"stocks": 100}
CONTROLS = frozenset(
    (
        *("token", "page", "page_size", "meta", "kendo", "filter", "sort", "direction", "order"),
        *("name", "tag_ids", "exclude_fields"),
    )
)
Test: TypeAlias = Callable[[Record], bool]


class Vocabulary(NamedTuple):
    """What a query's words mean: operators of the wire in our words, tags by their ids."""

    operators: Mapping[str, str]
    tags: Mapping[str, str]


def narrowed(
    records: Sequence[Record], operation: Operation, query: Mapping[str, Any], words: Vocabulary
) -> Sequence[Record]:
    """The records that the query asks for, in its order.

    Raises:
        Refusal: a plain ``sort`` or ``direction``: the real service answered 500 to it.
    """
    kendo = truth(query.get("kendo")) and operation.filters is not None
    if "direction" in query or isinstance(query.get("sort"), str):
        raise Refusal(500, {"status": 500, "error": "Internal Server Error"})
    tests = _plain(operation, query, kendo)
    if kendo:
        tests += _filtered(operation, query.get("filter"), words.operators)
        tests += _tagged(query.get("tag_ids"), words.tags) if operation.declares("tag_ids") else []
    elif operation.declares("filter"):
        tests += _matched(query.get("filter"))
    if tests:
        places = [place for place, record in enumerate(records) if all(test(record) for test in tests)]
        records = _at(records, places)
    return _sorted(records, query.get("sort") if kendo else _order(operation, query))


def _at(records: Sequence[Record], places: Sequence[int]) -> Sequence[Record]:
    return records.at(places) if isinstance(records, Rows) else [records[place] for place in places]


def paged(operation: Operation, query: Mapping[str, Any], found: Sequence[Record]) -> tuple[Sequence[Record], Any]:
    """One page of the records, and the ``meta`` that belongs to it (None where the answer is a bare array)."""
    if not operation.paged:
        return found, None
    size = _number(query.get("page_size"), SIZES.get(operation.family, DEFAULT_SIZE))
    start = (_number(query.get("page"), 1) - 1) * size
    meta = {"item_count": len(found), "page_count": -(-len(found) // size)}
    wanted = truth(query["meta"]) if "meta" in query else truth(query.get("kendo"))
    return found[start : start + size], meta if wanted else None


def without_fields(records: Iterable[Record], query: Mapping[str, Any]) -> list[Record]:
    """``exclude_fields=a,b`` leaves keys out."""
    left_out = frozenset(str(query["exclude_fields"]).split(",")) if "exclude_fields" in query else frozenset[str]()
    if not left_out:
        return list(records)
    return [{key: value for key, value in record.items() if key not in left_out} for record in records]


def _number(value: object, default: int) -> int:
    return value if isinstance(value, int) and value > 0 else default


def truth(value: object) -> bool:
    """Whether a parameter is switched on."""
    return value is True or str(value).lower() in ("true", "1")


# ---- plain parameters and compact JSON


def _plain(operation: Operation, query: Mapping[str, Any], kendo: bool) -> list[Test]:
    tests: list[Test] = []
    if operation.declares("name") and isinstance(name := query.get("name"), str):
        tests.append(lambda record: name in (record.get("name"), record.get("title")))
    # project_id cannot be combined with a kendo sort (seen live); here it is then ignored
    declared = () if kendo and "sort" in query else operation.parameters
    names = (one.name for one in declared if one.place == "query" and one.name not in CONTROLS)
    return tests + [_equals(name, query[name]) for name in names if name in query]


def _matched(text: object) -> list[Test]:
    """``filter={"project_id":"15"}``: exact values of columns; what the record has not is ignored."""
    try:
        wanted = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        wanted = None
    conditions = cast("dict[str, object]", wanted).items() if isinstance(wanted, dict) else ()
    return [_equals(key, value) for key, value in conditions]


def _equals(key: str, wanted: object) -> Test:
    return lambda record: key not in record or _same(record[key], wanted)


def _same(held: object, wanted: object) -> bool:
    if isinstance(wanted, list):
        return any(_same(held, one) for one in cast("list[object]", wanted))
    return _text(held) == _text(wanted)


# ---- kendo


def _filtered(operation: Operation, asked: object, operators: Mapping[str, str]) -> list[Test]:
    if not isinstance(asked, dict):
        return []
    structure = cast("dict[str, Any]", asked)
    listed = structure.get("filters")
    entries = _in_order(cast("object", listed))
    tests = [test for entry in entries if (test := _test(entry, operation, operators))]
    if structure.get("logic") != "or" or not tests:
        return tests
    return [lambda record: any(test(record) for test in tests)]


def _tagged(asked: object, tags: Mapping[str, str]) -> list[Test]:
    """``tag_ids=['3']``: records that have one of the tags."""
    if not isinstance(asked, str):
        return []
    wanted = {tags.get(number) for number in re.findall(r"\d+", asked)}
    return [lambda record: bool(wanted.intersection(record.get("tags") or ()))]


def _in_order(entries: object) -> list[dict[str, Any]]:
    """Rails makes an object of ``[0]``, ``[1]``, ...: its values, by their numbers."""
    if isinstance(entries, list):
        values = cast("list[object]", entries)
    elif isinstance(entries, dict):
        numbered = cast("dict[str, object]", entries)
        values = [numbered[key] for key in sorted(numbered, key=lambda key: int(key) if key.isdigit() else 0)]
    else:
        values = []
    return [cast("dict[str, Any]", value) for value in values if isinstance(value, dict)]


def _test(entry: Mapping[str, Any], operation: Operation, operators: Mapping[str, str]) -> Test | None:
    """One condition; None for one that the server would not understand, and a field without an operator is one."""
    name = str(entry.get("field", ""))
    word = operators.get(str(entry.get("operator", "")))
    if word is None or (operation.filters and name not in operation.filters):
        return None
    value = entry.get("value", "")
    wanted = str(cast("dict[str, object]", value).get("name", "")) if isinstance(value, dict) else str(value)
    compare = _COMPARE[word]
    return lambda record: compare(_shown(carried(record, name)), wanted)


def carried(record: Mapping[str, Any], name: str) -> object:
    """The value that a filter's field means: ``title`` is ``name`` in some families, ``projects.title`` is nested."""
    head, _, rest = name.partition(".")
    if rest:
        inner = record.get(head, record.get(head.removesuffix("s")))
        return carried(cast("Mapping[str, Any]", inner), rest) if isinstance(inner, Mapping) else None
    if name == "content":
        name = "content_name"
    return record.get(name, record.get("name") if name == "title" else None)


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        named = cast("Mapping[str, object]", value)
        # the filter page says: true is successful, false is failed
        text = _text(named.get("title", named.get("name")))
        return {"Successful": "true", "Failed": "false"}.get(text, text)
    return _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _order_of(one: str, other: str) -> int:
    """Numbers by size; all else, dates included, by their text as far as the wanted one goes."""
    try:
        return (float(one) > float(other)) - (float(one) < float(other))
    except ValueError:
        shown = one[: len(other)] if other[4:5] == "-" else one
        return (shown > other) - (shown < other)


_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "eq": lambda held, wanted: held == wanted or (held != "" and _order_of(held, wanted) == 0),
    "ne": lambda held, wanted: not _COMPARE["eq"](held, wanted),
    "contains": lambda held, wanted: wanted.casefold() in held.casefold(),
    "excludes": lambda held, wanted: wanted.casefold() not in held.casefold(),
    "startswith": lambda held, wanted: held.casefold().startswith(wanted.casefold()),
    "endswith": lambda held, wanted: held.casefold().endswith(wanted.casefold()),
    "is_empty": lambda held, _: held == "",
    "is_not_empty": lambda held, _: held != "",
    "gt": lambda held, wanted: held != "" and _order_of(held, wanted) > 0,
    "ge": lambda held, wanted: held != "" and _order_of(held, wanted) >= 0,
    "lt": lambda held, wanted: held != "" and _order_of(held, wanted) < 0,
    "le": lambda held, wanted: held != "" and _order_of(held, wanted) <= 0,
}


def _order(operation: Operation, query: Mapping[str, Any]) -> list[dict[str, Any]]:
    """``order=id DESC``, of the audit trail."""
    words = str(query.get("order", "")).split() if operation.declares("order") else []
    return [{"field": words[0], "dir": words[-1].lower()}] if words else []


def _sorted(records: Sequence[Record], asked: object) -> Sequence[Record]:
    for entry in reversed(_in_order(asked)):
        name = str(entry.get("field", ""))
        ranks = [_rank(carried(one, name)) for one in records]
        records = _at(records, sorted(range(len(ranks)), key=ranks.__getitem__, reverse=entry.get("dir") == "desc"))
    return records


def _rank(value: object) -> tuple[int, float, str]:
    if isinstance(value, int | float):
        return 1, float(value), ""
    return (0 if value is None else 2), 0.0, _shown(value).casefold()
