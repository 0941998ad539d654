"""Lists as Labguru gives them: filtered, sorted, cut into pages.

Three mechanisms narrow a list, and each is ignored in silence where it does not apply: kendo's bracketed query (only
with ``kendo=true``, only for fields that the specification says the list obeys), the compact JSON ``filter``, and
plain parameters. How text compares (``contains`` without case, ``eq`` exactly) is this sandbox's choice; nothing
public says it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias, cast

from labclients._json import as_list, as_object
from labclients.sandbox.document import Operation
from labclients.sandbox.messages import Refusal
from labclients.sandbox.store import Record, Rows

DEFAULT_SIZE = 200
SIZES = {"stocks": 100}
# Parameters that are no columns.
CONTROLS = frozenset(
    (
        *("token", "page", "page_size", "meta", "kendo", "filter", "sort", "direction", "order"),
        *("name", "tag_ids", "exclude_fields"),
    )
)
Test: TypeAlias = Callable[[Record], bool]


class Vocabulary(NamedTuple):
    """What a query's words mean: the specification's operators by the server's, and names of tags by their ids."""

    operators: Mapping[str, str]
    tags: Mapping[str, str]


def narrowed(rows: Rows, operation: Operation, query: Mapping[str, Any], vocabulary: Vocabulary) -> Rows:
    """The records that a query asks for, in its order.

    Raises:
        Refusal: A plain ``sort`` or ``direction``: the real service answered 500 to it.
    """
    kendo = truth(query.get("kendo")) and operation.filters is not None
    if "direction" in query or isinstance(query.get("sort"), str):
        raise Refusal(500, {"status": 500, "error": "Internal Server Error"})
    tests = _plain_tests(operation, query, kendo)
    if kendo:
        tests += _kendo_tests(operation, query.get("filter"), vocabulary.operators)
        tests += _tag_tests(query.get("tag_ids"), vocabulary.tags) if operation.declares("tag_ids") else []
    elif operation.declares("filter"):
        tests += _json_tests(query.get("filter"))
    if tests:
        rows = rows.where(lambda record: all(test(record) for test in tests))
    for order in reversed(_in_order(query.get("sort")) if kendo else _plain_order(operation, query)):
        rows = rows.sorted(_rank_by(str(order.get("field", ""))), descending=order.get("dir") == "desc")
    return rows


def page_of(operation: Operation, query: Mapping[str, Any], rows: Rows) -> tuple[list[Record], Any]:
    """One page of the records, and its ``meta`` (None where the answer is a bare array)."""
    if not operation.paged:
        return list(rows), None
    size = _number(query.get("page_size"), SIZES.get(operation.family, DEFAULT_SIZE))
    meta = {"item_count": len(rows), "page_count": -(-len(rows) // size)}
    with_meta = truth(query["meta"]) if "meta" in query else truth(query.get("kendo"))
    return rows.page((_number(query.get("page"), 1) - 1) * size, size), meta if with_meta else None


def _number(value: object, default: int) -> int:
    return value if isinstance(value, int) and value > 0 else default


def truth(value: object) -> bool:
    """Whether a parameter is switched on."""
    return value is True or str(value).lower() in ("true", "1")


# ---- plain parameters and compact JSON


def _plain_tests(operation: Operation, query: Mapping[str, Any], kendo: bool) -> list[Test]:
    tests: list[Test] = []
    if operation.declares("name") and isinstance(name := query.get("name"), str):
        tests.append(lambda record: name in (record.get("name"), record.get("title")))
    # project_id cannot be combined with a kendo sort (seen live); here it is then ignored
    parameters = () if kendo and "sort" in query else operation.parameters
    columns = (param.name for param in parameters if param.location == "query" and param.name not in CONTROLS)
    return tests + [_equals(name, query[name]) for name in columns if name in query]


def _json_tests(text: object) -> list[Test]:
    """``filter={"project_id":"15"}``: exact values of columns; columns that the record has not are ignored."""
    try:
        conditions = as_object(json.loads(text)) if isinstance(text, str) else None
    except ValueError:
        conditions = None
    return [_equals(key, value) for key, value in (conditions or {}).items()]


def _equals(key: str, expected: object) -> Test:
    texts = [_text(value) for value in as_list(expected) or [expected]]
    return lambda record: key not in record or _text(record[key]) in texts


def _plain_order(operation: Operation, query: Mapping[str, Any]) -> list[dict[str, Any]]:
    """``order=id DESC``, of the audit trail."""
    words = str(query.get("order", "")).split() if operation.declares("order") else []
    return [{"field": words[0], "dir": words[-1].lower()}] if words else []


# ---- kendo


def _kendo_tests(operation: Operation, structure: object, operators: Mapping[str, str]) -> list[Test]:
    conditions = as_object(structure) or {}
    entries = _in_order(conditions.get("filters"))
    tests = [test for entry in entries if (test := _kendo_test(entry, operation, operators))]
    if conditions.get("logic") != "or" or not tests:
        return tests
    return [lambda record: any(test(record) for test in tests)]


def _kendo_test(entry: Mapping[str, Any], operation: Operation, operators: Mapping[str, str]) -> Test | None:
    """One condition; None for one that the server does not understand, such as one without an operator."""
    name = str(entry.get("field", ""))
    operator = operators.get(str(entry.get("operator", "")))
    if operator is None or (operation.filters and name not in operation.filters):
        return None
    value = entry.get("value", "")
    expected = str((as_object(value) or {"name": value}).get("name", ""))
    compare = _COMPARISONS[operator]
    return lambda record: compare(_shown(field(record, name)), expected)


def _tag_tests(text: object, tags: Mapping[str, str]) -> list[Test]:
    """``tag_ids=['3']``: records that have one of the tags."""
    if not isinstance(text, str):
        return []
    names = {tags.get(number) for number in re.findall(r"\d+", text)}
    return [lambda record: bool(names.intersection(record.get("tags") or ()))]


def _in_order(entries: object) -> list[dict[str, Any]]:
    """The objects of an array, which Rails makes an object of ``0``, ``1``, ... if it comes in a query."""
    numbered = as_object(entries) or {}
    values = as_list(entries) or [
        numbered[key] for key in sorted(numbered, key=lambda key: int(key) if key.isdigit() else 0)
    ]
    return [record for record in map(as_object, values) if record is not None]


def field(record: Mapping[str, Any], name: str) -> object:
    """The value of a filter's field: ``title`` is ``name`` in some families, ``projects.title`` is nested."""
    head, _, rest = name.partition(".")
    if rest:
        inner = record.get(head, record.get(head.removesuffix("s")))
        return field(cast("Mapping[str, Any]", inner), rest) if isinstance(inner, Mapping) else None
    if name == "content":
        name = "content_name"
    return record.get(name, record.get("name") if name == "title" else None)


def _shown(value: object) -> str:
    record = as_object(value)
    if record is None:
        return _text(value)
    # the filter page says: true is successful, false is failed
    text = _text(record.get("title", record.get("name")))
    return {"Successful": "true", "Failed": "false"}.get(text, text)


def _text(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _compare(left: str, right: str) -> int:
    """Below 0, 0 or above it. Numbers compare by size; other texts, dates included, as far as the right one goes."""
    try:
        return (float(left) > float(right)) - (float(left) < float(right))
    except ValueError:
        left = left[: len(right)] if right[4:5] == "-" else left
        return (left > right) - (left < right)


_COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "eq": lambda value, expected: value == expected or (value != "" and _compare(value, expected) == 0),
    "ne": lambda value, expected: not _COMPARISONS["eq"](value, expected),
    "contains": lambda value, expected: expected.casefold() in value.casefold(),
    "excludes": lambda value, expected: expected.casefold() not in value.casefold(),
    "startswith": lambda value, expected: value.casefold().startswith(expected.casefold()),
    "endswith": lambda value, expected: value.casefold().endswith(expected.casefold()),
    "is_empty": lambda value, _: value == "",
    "is_not_empty": lambda value, _: value != "",
    "gt": lambda value, expected: value != "" and _compare(value, expected) > 0,
    "ge": lambda value, expected: value != "" and _compare(value, expected) >= 0,
    "lt": lambda value, expected: value != "" and _compare(value, expected) < 0,
    "le": lambda value, expected: value != "" and _compare(value, expected) <= 0,
}


def _rank_by(name: str) -> Callable[[Record], tuple[int, float, str]]:
    """The sort key of a field: nothing, then numbers by size, then texts without case."""

    def rank(record: Record) -> tuple[int, float, str]:
        value = field(record, name)
        if isinstance(value, int | float):
            return 1, float(value), ""
        return (0 if value is None else 2), 0.0, _shown(value).casefold()

    return rank
