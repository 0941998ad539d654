"""What the site says of the specification is what the specification says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pages import DOCS, blocks, pages
from tools import reference

import labguru_api

SPECIFICATION = labguru_api.openapi()


@pytest.fixture(scope="module")
def families() -> str:
    return reference.page(SPECIFICATION)


def test_the_page_of_families_has_each_operation_with_its_evidence(families: str) -> None:
    """By verb and path, which no two operations share."""
    for path, item in SPECIFICATION["paths"].items():
        for verb, entry in item.items():
            if "operationId" in entry:
                assert f"| `{verb.upper()} {path}` | {entry['x-evidence']} |" in families


def test_the_page_of_families_has_each_filter_field_of_each_list(families: str) -> None:
    """Under the list that it filters."""
    for item in SPECIFICATION["paths"].values():
        for entry in item.values():
            if fields := "operationId" in entry and entry.get("x-kendo", {}).get("fields"):
                table = families.partition(f"Filters of `{entry['operationId']}`:")[2].partition("\n\n#")[0]
                assert not [field for field in fields if f"`{field}`" not in table]


def test_the_page_of_families_has_each_field_of_an_experiment_and_of_what_makes_one(families: str) -> None:
    """Those of the answer, of the request and of the update, all in the experiments' part."""
    part = families.partition("\n## experiments\n")[2].partition("\n## ")[0]
    schemas = SPECIFICATION["components"]["schemas"]
    for name in ("Experiment", "ExperimentCreate", "ExperimentUpdate"):
        assert not [field for field in schemas[name]["properties"] if f"| `{field}` |" not in part]


def test_a_method_on_the_page_of_families_is_one_that_the_client_has(families: str) -> None:
    """And what it has no method for is shown as a call."""
    assert "`labguru.stocks.mark_as_consumed`" in families
    assert "`labguru.collection(NAME).create`" in families
    assert "`labguru.call(api.experiments.list_v2, ...)`" in families


def test_the_page_of_filters_has_each_operator_of_the_specification_and_its_word_on_the_wire() -> None:
    """In the row of the operator, in the column of its set."""
    page = (DOCS / "guide" / "filters.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| `F.x")]
    for column, kind in ((2, "text"), (3, "range")):
        told = {row[column].strip(" `") for row in rows} - {""}
        assert told == set(SPECIFICATION["x-kendo-operators"][kind].values())


def test_every_page_can_be_reached_by_the_navigation() -> None:
    """A page that none leads to is not read."""
    tool = tomllib.loads((DOCS.parent / "zensical.toml").read_text(encoding="utf-8"))
    listed = {page for part in tool["project"]["nav"] for entries in part.values() for page in entries}
    assert {page.relative_to(DOCS).as_posix() for page in pages()} <= listed


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(DOCS).as_posix())
def test_code_fits_the_width_of_a_page(page: Path) -> None:
    """A line of more than 88 characters would be cut on a laptop's screen."""
    assert not [line for block in blocks(page) for line in block.code.splitlines() if len(line) > 88]
