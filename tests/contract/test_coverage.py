"""The specification against the tables of what Labguru is known to offer: each method and path once, nothing else.

tests/data/labguru/documented.tsv lists the operations of the vendor's own pages (July 2026), undocumented.tsv those
that they leave out and people call; merged.tsv says where four of the documented ones went. Legacy aliases, other hosts
and what nobody was seen calling are left out on purpose: ``request`` reaches them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.contract.known_answers import DOCUMENT
from tools.specs import SPECS, operations, read

from labguru_api import api

FOLDER = Path(__file__).parents[1] / "data" / "labguru"
Rows = list[dict[str, str]]


class Call(NamedTuple):
    """A method and a path whose parameters have no names."""

    method: str
    template: str


def table(name: str) -> Rows:
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", strict=True))


def call(method: str, path: str) -> Call:
    return Call(method.upper(), re.sub(r"{[^}]*}", "{}", path))


def calls(rows: Rows) -> list[Call]:
    return [call(row["method"], row["path"]) for row in rows]


DOCUMENTED, UNDOCUMENTED, MERGED = table("documented"), table("undocumented"), table("merged")
OPERATIONS = {operation.name: operation for operation in operations(DOCUMENT["paths"])}
SPECIFIED = Counter(call(operation.method, operation.path) for operation in OPERATIONS.values())


def test_the_tables_are_whole_and_the_counts_are_these(capsys: pytest.CaptureFixture[str]) -> None:
    """341 rows are 339 different calls, of which three stand for whole families and are merged; 18 are undocumented."""
    pairs = set(calls(DOCUMENTED))
    counts = {
        "rows documented": len(DOCUMENTED),
        "different calls": len(pairs),
        "merged": len(pairs & set(calls(MERGED))),
        "undocumented, in use": len(UNDOCUMENTED),
        "operations specified": sum(SPECIFIED.values()),
    }
    with capsys.disabled():
        print("\nlabguru: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    assert list(counts.values()) == [341, 339, 3, 18, 354]
    assert Counter(row["version"] for row in DOCUMENTED) == {"v1": 330, "v2": 11}
    assert {row["state"] for row in UNDOCUMENTED} - {"live", "vendor example", "called by several"} == {"unverified"}
    # One that nobody was seen to succeed with is there all the same: the client falls back where a server has it not.
    assert [row["path"] for row in UNDOCUMENTED if row["state"] == "unverified"] == ["/api/v1/biocollections"]


def test_each_documented_call_is_specified_once_or_merged() -> None:
    """Whatever its parameters are called, a call is one operation, or stands in the merged list, and never both."""
    merged = set(calls(MERGED))
    places = {pair: SPECIFIED[pair] + (pair in merged) for pair in calls(DOCUMENTED)}
    assert {pair: count for pair, count in places.items() if count != 1} == {}


def test_each_undocumented_call_in_use_is_specified_once() -> None:
    """What is called on live servers is specified, whether the vendor describes it or not."""
    assert {pair: SPECIFIED[pair] for pair in calls(UNDOCUMENTED) if SPECIFIED[pair] != 1} == {}
    assert not set(calls(UNDOCUMENTED)) & set(calls(DOCUMENTED))


def test_nothing_else_is_specified() -> None:
    """No operation was made up."""
    assert set(SPECIFIED) - set(calls(DOCUMENTED)) - set(calls(UNDOCUMENTED)) == set()


@pytest.mark.parametrize("row", MERGED, ids=lambda row: f"{row['method']} {row['path']}")
def test_what_is_merged_is_documented_and_lives_on(row: dict[str, str]) -> None:
    """A merged call names existing operations of the same verb, and they have what it alone described."""
    assert row["path"] in {one["path"] for one in DOCUMENTED if one["method"] == row["method"]}
    for name in row["merged into"].split():
        operation = OPERATIONS[name]
        assert operation.method == row["method"].lower()
        if operation.is_list:
            assert operation.body["x-kendo"]["fields"].keys() >= {"title"}
        else:
            thing = operation.body["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
            fields = DOCUMENT["components"]["schemas"][thing.removesuffix("Request")]["properties"]
            assert "parents_uuid" in fields, name


@pytest.mark.parametrize("row", [row for row in DOCUMENTED if row["is_list"] != "no"], ids=lambda row: row["path"])
def test_lists_are_lists(row: dict[str, str]) -> None:
    """A call that is known to list says whether it has pages, and says the right thing."""
    merged = call(row["method"], row["path"]) in calls(MERGED)
    pair = call(row["method"], row["path"])
    [paged] = {
        operation.body.get("x-paged")
        for operation in OPERATIONS.values()
        if (call(operation.method, operation.path) == pair if not merged else operation.name in _merged_into(row))
    }
    assert paged is (row["is_list"] == "paged")


def _merged_into(row: dict[str, str]) -> set[str]:
    return {name for one in MERGED if one["path"] == row["path"] for name in one["merged into"].split()}


#: Where the family is not simply the first word of the path.
OTHER_FAMILIES = {
    "admin": "members",  # /admin/members: what is listed is called members, and admin has nothing else
    "{}": "submodules",  # parents and derived items, the same three calls for every built-in collection
}


def test_each_family_is_one_fragment() -> None:
    """specs/labguru/<family>.yaml holds all paths of the family and no other; common.yaml holds none."""
    expected: dict[str, set[str]] = {"common": set()}
    for _, template in SPECIFIED:
        first = template.split("/")[3]
        expected.setdefault(OTHER_FAMILIES.get(first, first), set()).add(template)
    found = {
        file.stem: {call("", path).template for path in read(file).get("paths") or {}}
        for file in (SPECS / "labguru").glob("*.yaml")
    }
    assert found == expected
    assert len(found) == 77  # 73 families of the vendor's pages, three that they leave out, and common


def test_each_operation_is_named_after_its_fragment() -> None:
    """Fragment, tag, first half of the name and module are the same word."""
    for file in (SPECS / "labguru").glob("*.yaml"):
        for operation in operations(read(file).get("paths") or {}):
            assert (operation.family, operation.body["tags"]) == (file.stem, [file.stem])
            assert hasattr(getattr(api, file.stem), operation.verb), operation.name
