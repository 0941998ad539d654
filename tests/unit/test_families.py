"""Labguru's families are what the specification says: nothing missing, nothing more."""

from __future__ import annotations

import asyncio
import inspect
import traceback
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from tests.ways import DOCUMENT, OPERATIONS, RENAMED, SPECIAL, VERBS, WITHOUT, body_of, families, result, way

from labclients import AsyncLabguru, F, FilterError, Labguru
from labclients._client import ApiClient
from labclients._cursor import PageCursor
from labclients._transport import Transport

LABGURU = Labguru(token="any", attempts=1)
FAMILIES = families(LABGURU)
TAGS = {tag["name"]: tag for tag in DOCUMENT["tags"]}
ALIASES = {tag["x-ui-name"]: name for name, tag in TAGS.items() if "x-ui-name" in tag}
# Families that are no attribute of their own: see SPECIAL.
BEHIND = {name for name, tag in TAGS.items() if "x-bound" in tag or tag.get("x-resource") is False}
# Methods that are no operation: they ask one with something more.
MORE = {"by_barcode", "contents", "find", "place", "set_value", "size"}

SPECIFIED: dict[str, set[str]] = defaultdict(set)
for _name in OPERATIONS:
    SPECIFIED[_name.split(".")[0]].add(_name.split(".")[1])


class Reached(Exception):
    """An operation was about to be sent."""


@pytest.fixture(autouse=True)
def _stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is sent: what would be is named."""

    def runner(self: ApiClient, request: Any, **options: Any) -> Any:
        raise Reached(request.operation)

    monkeypatch.setattr(ApiClient, "runner", runner)


@pytest.mark.parametrize("name", sorted(OPERATIONS.keys() - WITHOUT.keys()))
def test_every_operation_has_a_public_way(name: str) -> None:
    """An attribute of the client, one of its verbs: it sends that operation and no other."""
    with pytest.raises(Reached, match=rf"^{name}$"):
        result(way(name)(LABGURU))


def test_what_is_listed_apart_is_there() -> None:
    """No exception outlives what it is an exception of."""
    assert (RENAMED.keys() | SPECIAL.keys() | WITHOUT.keys()) - OPERATIONS.keys() == set()


def test_every_family_is_an_attribute() -> None:
    """Under its own name, and under the UI's where that is another."""
    assert FAMILIES.keys() == (SPECIFIED.keys() - BEHIND) | ALIASES.keys()
    assert {name: FAMILIES[name].resource_name for name in ALIASES} == ALIASES
    assert {name for name, one in FAMILIES.items() if name != one.resource_name} == ALIASES.keys()


@pytest.mark.parametrize("name", sorted(SPECIFIED.keys() - BEHIND))
class TestFamily:
    def test_its_verbs_are_those_of_the_specification(self, name: str) -> None:
        """Of list, get, create, update and delete it has what the API has (upload is how files are created)."""
        verbs = {verb for verb in VERBS if hasattr(FAMILIES[name], verb)}
        assert verbs == SPECIFIED[name] & set(VERBS) - ({"create"} if name == "attachments" else set())

    def test_a_missing_verb_says_why(self, name: str) -> None:
        """The sentence names the verb and the family, and what reaches the rest."""
        for verb in set(VERBS) - SPECIFIED[name]:
            with pytest.raises(AttributeError, match=rf"documents no {verb} of {name}; .*request\(\)"):
                getattr(FAMILIES[name], verb)

    def test_its_list_takes_what_the_server_obeys(self, name: str) -> None:
        """Filters and an order where kendo is known to be read, a name where one is."""
        if "list" not in SPECIFIED[name]:
            return
        asked = {one.get("name") or one["$ref"].split("/")[-1] for one in parameters(f"{name}.list")}
        taken = set(inspect.signature(FAMILIES[name].list).parameters)
        assert ("where" in taken, "order_by" in taken) == (("kendo" in asked),) * 2
        columns = OPERATIONS[f"{name}.list"].body.get("x-columns", {})
        assert ("name" in taken) == ("name" in asked or "name" in columns)
        assert columns.keys() <= taken

    def test_items_derive(self, name: str) -> None:
        """Where an item can be created with parents, they can be asked for."""
        creates = "create" in SPECIFIED[name] and "parents_uuid" in body_of(f"{name}.create")._wire
        assert hasattr(FAMILIES[name], "parents") == creates


def test_no_method_is_made_up() -> None:
    """Each public method of a family is an operation, but for a few that ask one with something more."""
    known = {*MORE, "resource_name", "upload", "parents", "derived_items", "derived_collections"}
    for name, one in FAMILIES.items():
        family = one.resource_name
        ways = {RENAMED.get(f"{family}.{verb}", f"{family}.{verb}").split(".")[1] for verb in SPECIFIED[family]}
        public = {attribute for attribute in dir(type(one)) if not attribute.startswith("_")}
        assert public - known - ways == set(), name


@pytest.mark.parametrize("is_async", [False, True])
def test_the_stack_of_a_call_shows_what_was_called(is_async: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The method, then client and retries, as plain functions: for a profiler, or when a program hangs."""
    monkeypatch.undo()
    modules: list[str] = []

    def send(self: Transport, *args: Any, **options: Any) -> Any:
        modules.extend(Path(frame.filename).name for frame in traceback.extract_stack())
        raise Reached

    monkeypatch.setattr(Transport, "send", send)
    with pytest.raises(Reached):
        asyncio.run(AsyncLabguru(token="any").projects.get(1)) if is_async else LABGURU.projects.get(1)
    ours = [name for name in modules if name in ("projects.py", "resource.py", "_retries.py")]
    assert [*dict.fromkeys(ours)] == ["projects.py", "resource.py", "_retries.py"]


def test_a_list_that_obeys_no_filter_says_so() -> None:
    """Where types are ignored, too, a filter is never dropped."""
    with pytest.raises(TypeError):
        LABGURU.boxes.list(where=F.name == "A")  # type: ignore[call-arg]
    with pytest.raises(FilterError, match="no filter field"):
        LABGURU.cell_lines.list(where=F.nmae == "A")


def test_an_unknown_name_is_no_verb() -> None:
    """A misspelt method is an attribute error that names it."""
    with pytest.raises(AttributeError, match="cell_lines has no 'lst'"):
        LABGURU.cell_lines.lst  # type: ignore[attr-defined]  # noqa: B018


def test_what_is_found_by_a_search_is_told_apart_by_uuid() -> None:
    """Records of different kinds share ids; none of them is dropped for it."""
    assert LABGURU.search("PCR")._key == "uuid"
    page = PageCursor(key="uuid").feed([{"id": 1, "uuid": "a"}, {"id": 1, "uuid": "b"}, {"id": 1, "uuid": "b"}])
    assert page is not None
    assert [row["uuid"] for row in page.items] == ["a", "b"]


def parameters(name: str) -> list[Any]:
    found: list[Any] = OPERATIONS[name].parameters
    return found
