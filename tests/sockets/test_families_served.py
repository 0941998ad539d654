"""Every family of Labguru through the public API against the sandbox, directly and awaited: all that each can do."""

from __future__ import annotations

import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import FrameType
from typing import Any

import pytest
from tests.sockets.conftest import Mode
from tests.ways import CSV, OPERATIONS, VERBS, WITHOUT, arguments, body_of, families, minimal, now, played, run

from labclients import AsyncLabguru, F, InvalidRequest, Labguru, NotFound, sandbox
from labguru_api import models as m

Story = Callable[[Any], Awaitable[None]]

FAMILIES = sorted({one.resource_name for one in families(Labguru(token="any")).values()})
NOWHERE = 999_999_999


@pytest.fixture(scope="module")
def box() -> Iterator[sandbox.Box]:
    with sandbox.serve(experiments=12, stocks=12) as one:
        yield one


def play(box: sandbox.Box, mode: Mode, story: Story) -> None:
    """Play a story with a client of a mode."""
    settings = {"token": box.token, "base_url": box.labguru_url}
    if not mode.asynchronous:
        with Labguru(**settings) as labguru:
            played(story(labguru))  # type: ignore[arg-type]
        return

    async def awaited() -> None:
        async with AsyncLabguru(**settings) as labguru:
            await story(labguru)

    run(awaited())


async def one(labguru: Any, family: str, **more: Any) -> Any:
    """A new record of a family."""
    fields = minimal(body_of(f"{family}.create")) | await needed(labguru, family) | more
    return await now(getattr(labguru, family).create(**fields))


async def experiment(labguru: Any) -> Any:
    return (await now(labguru.experiments.list()))[0]


async def section(labguru: Any) -> Any:
    """A new section of an experiment."""
    container = {"container_id": (await experiment(labguru)).id, "container_type": "Projects::Experiment"}
    return await one(labguru, "sections", **container)


async def element(labguru: Any, kind: str, **more: Any) -> Any:
    """A new element of a type, in a new section of an experiment."""
    place = {"container_id": (await section(labguru)).id, "container_type": "ExperimentProcedure"}
    return await one(labguru, "elements", element_type=kind, **place, **more)


async def plate(labguru: Any, **more: Any) -> Any:
    return await element(labguru, "plate", **{"rows": 8, "cols": 12, **more})


async def needed(labguru: Any, family: str) -> dict[str, Any]:
    """What a record cannot be made without, where the smallest body names a record that is nowhere."""
    if family == "links":
        ends = {"source": await one(labguru, "plasmids"), "target": await one(labguru, "primers")}
        return {f"{end}_uuid": record.uuid for end, record in ends.items()}
    if family == "samples":
        item = {"item_type": "Biocollections::Plasmid", "item_id": (await one(labguru, "plasmids")).id}
        return {"container_type": "Element", "container_id": (await element(labguru, "samples")).id, **item}
    if family == "measurements":
        return {"experiment_id": (await experiment(labguru)).id}
    if family == "pool_events":
        stocks = [stock.id for stock in await now(labguru.stocks.list())][:2]
        return {"pool_type": "fixed", "unit_type": "volume", "unit": "mL", "fixed_amount": 1, "stocks_list": stocks}
    if family == "tags":
        return {"class_name": "Projects::Experiment", "item_id": (await experiment(labguru)).id}
    return {"type_for": "weight"} if family == "units" else {}


# ---- what all families can do


@pytest.mark.parametrize("name", FAMILIES)
def test_a_life(name: str, box: sandbox.Box, mode: Mode) -> None:
    """A record is created, listed, fetched, updated and deleted, as far as its family can; then it is gone."""

    async def story(labguru: Any) -> None:
        family = getattr(labguru, name)
        has = {verb for verb in VERBS if f"{name}.{verb}" in OPERATIONS}
        number = await born(labguru, name, has)
        if "get" in has:
            assert (await now(family.get(number))).id == number
        if "update" in has:
            await changed(family, number)
        more = {"unit_type": "weight"} if name == "units" else {}
        if "delete" in has and number == NOWHERE:
            with pytest.raises(NotFound):
                await now(family.delete(number))
        elif "delete" in has:
            assert await now(family.delete(number, **more)) is None
        if {"get", "delete"} <= has:
            with pytest.raises(NotFound):
                await now(family.get(number))

    play(box, mode, story)


async def born(labguru: Any, name: str, has: set[str]) -> int:
    """The id of a new record, which is listed, or else of one that is there."""
    family, made, asked = getattr(labguru, name), None, arguments(f"{name}.list") if "list" in has else ([], {})
    if name == "attachments":
        made = await now(family.upload(CSV))
    elif "create" in has:
        made = await one(labguru, name)
    if "list" not in has:
        return made.id if made is not None else NOWHERE
    if name == "links":
        assert made is not None
        asked = ([made.source_uuid], {})
    listed = [record.id for record in await now(family.list(*asked[0]))]
    assert made is None or made.id in listed
    return made.id if made is not None else listed[0]


async def changed(family: Any, number: int) -> None:
    fields = body_of(f"{family.resource_name}.update")._wire
    given = {name: "Changed" for name in ("title", "name") if name in fields}
    assert (await now(family.update(number, **given))).id == number
    if hasattr(family, "get"):
        record = await now(family.get(number))
        assert given.items() <= record.to_dict().items() or not given


# ---- what single families can do


STORIES: dict[str, Story] = {}


def acts(*names: str) -> Callable[[Story], Story]:
    """The story of these operations."""

    def told(story: Story) -> Story:
        STORIES.update(dict.fromkeys(names, story))
        return story

    return told


@acts(*(f"requests.{step}" for step in ("submit", "approve", "accept", "select_performer", "start", "done", "reject")))
async def a_request_is_worked_on(labguru: Any) -> None:
    template = await one(labguru, "request_templates")
    first, second = [(await one(labguru, "requests", request_template_id=template.id)).id for _ in range(2)]
    with pytest.raises(InvalidRequest):
        await now(labguru.requests.start(first))
    await now(labguru.requests.submit(first, name="Sequencing"))
    await now(labguru.requests.approve(first, priority="High"))
    await now(labguru.requests.accept(first))
    await now(labguru.requests.select_performer(first, performed_by=1))
    await now(labguru.requests.start(first))
    assert (await now(labguru.requests.get(first))).status == "In Progress"
    assert (await now(labguru.requests.done(first))).id == first
    await now(labguru.requests.submit(second))
    await now(labguru.requests.reject(second))
    assert (await now(labguru.requests.get(second))).status != "Pending"


@acts("shopping_list.add_item", "shopping_list.submit", "shopping_list.approve", "shopping_list.cancel")
async def something_is_ordered(labguru: Any) -> None:
    material = await one(labguru, "materials")
    item = {"collection_type": material.class_name, "item_id": material.id, "quantity": 2}
    line = (await now(labguru.orders.add_item(**item))).lineitem_id
    for act in (labguru.orders.submit, labguru.orders.approve, labguru.orders.cancel):
        assert (await now(act(line))).id == line
    assert (await now(labguru.orders.get(line))).id == line


@acts("stocks.mark_as_consumed", "stocks.mark_as_output", "stocks.unmark_output", "stocks.update_stock_amount")
async def a_stock_is_used(labguru: Any) -> None:
    stock = (await now(labguru.stocks.list()))[0].id
    await now(labguru.stocks.mark_as_output(stock, exp_id=(await experiment(labguru)).id))
    assert (await now(labguru.stocks.get(stock)))["marked_as_output"] is True
    await now(labguru.stocks.unmark_output(stock))
    assert (await now(labguru.stocks.get(stock)))["marked_as_output"] is False
    await now(labguru.stocks.update_amount(stock, amount_used="1", unit_type="volume", subtract="true"))
    await now(labguru.stocks.mark_as_consumed(stock))
    assert (await now(labguru.stocks.get(stock)))["archived_at"]


@acts("stocks.get_stocks_by_barcode", "sample_stocks.add_stock_by_barcode")
async def a_barcode_is_scanned(labguru: Any) -> None:
    stock = (await now(labguru.stocks.list()))[0]
    [found] = await now(labguru.stocks.by_barcode(stock.barcode))
    assert found.id == stock.id
    assert await now(labguru.stocks.by_barcode(str(stock.id))) == []  # the server falls back to ids
    rows = await element(labguru, "samples")
    await now(labguru.sample_stocks.add_stock_by_barcode(element_id=rows.id, barcode=stock.barcode))
    assert str(stock.id) in (await now(labguru.elements.get(rows.id))).data


@acts("stocks.item_stocks", "experiments.item_experiments")
async def an_item_is_found_again(labguru: Any) -> None:
    stock = (await now(labguru.stocks.list()))[0]
    item = (stock["stockable_id"], stock["stockable_type"])
    assert stock.id in [found.id for found in await now(labguru.stocks.item_stocks(*item))]
    plasmid, rows = await one(labguru, "plasmids"), await element(labguru, "samples")
    row = {"container_type": "Element", "container_id": rows.id, "item_id": plasmid.id}
    await now(labguru.samples.create(**row, item_type="Biocollections::Plasmid"))
    [found] = await now(labguru.experiments.item_experiments(plasmid.id, "Biocollections::Plasmid"))
    assert found.id == (await experiment(labguru)).id


@acts("reports.add_section", "reports.add_cover", "reports.copy_section", "experiments.copy_section")
async def a_report_is_put_together(labguru: Any) -> None:
    report, part = (await one(labguru, "reports")).id, (await section(labguru)).id
    await now(labguru.reports.add_section(report_id=report, section_id=part))
    await now(labguru.reports.add_cover(report_id=report, data="<p>Ours</p>"))
    target = (await experiment(labguru)).id
    for family, number in (("reports", report), ("experiments", target)):
        copied = await now(getattr(labguru, family).copy_section(item_id=number, section_id=[part]))
        assert len(copied.ids) == 1


@acts("experiments.set_flag_as")
async def an_experiment_is_flagged(labguru: Any) -> None:
    flag = await one(labguru, "flags")
    flagged = await now(labguru.experiments.set_flag((await experiment(labguru)).id, flag_id=flag.id))
    assert flagged.flag is not None


@acts("sections.sort", "elements.sort")
async def things_are_sorted(labguru: Any) -> None:
    first, second = await section(labguru), await section(labguru)
    place = {"container_id": (await experiment(labguru)).id, "container_type": "Projects::Experiment"}
    await now(labguru.sections.sort(list_=[second.id, first.id], **place))
    text = await element(labguru, "text")
    inside = {"container_id": first.id, "container_type": "ExperimentProcedure"}
    await now(labguru.elements.sort(list_=[text.id], **inside))


@acts("experiments.elements", "experiments.create_v2")
async def an_experiment_is_made_at_once(labguru: Any) -> None:
    made = await one(labguru, "experiments", milestone_name="2026", sections=[m.SectionCreateV2(title="Results")])
    assert [part.name for part in made.sections] == ["Results"]
    assert isinstance(await now(labguru.experiments.elements(made.id)), list)


@acts("plates.find_by_name", "plates.duplicate", "plates.update_layer")
async def a_plate_is_copied(labguru: Any) -> None:
    original = await plate(labguru, name="One")
    await now(labguru.plates.duplicate(original.id, names=["Copy of one"]))
    found = await now(labguru.plates.find_by_name("Copy of one"))
    assert {copy.name for copy in found} == {"Copy of one"}
    assert await now(labguru.plates.find_by_name("None of this name")) == []
    await now(labguru.plates.update_layer(original.id, CSV))


@acts("elements.export_plate_to_xlsx_file", "elements.convert_xlsx_to_json")
async def a_plate_goes_through_a_workbook(labguru: Any) -> None:
    book = await now(labguru.elements.export_plate_to_xlsx_file((await plate(labguru)).id))
    assert book.startswith(b"PK")
    with NamedTemporaryFile(suffix=".xlsx") as file:
        Path(file.name).write_bytes(book)
        assert (await now(labguru.elements.convert_xlsx_to_json(file.name))).to_dict()


@acts("submodules.parents", "submodules.derived_items", "submodules.derived_collections")
async def items_derive_from_others(labguru: Any) -> None:
    parent = await one(labguru, "plasmids")
    child = await one(labguru, "cell_lines", parents_uuid=[parent.uuid])
    assert [above.id for above in await now(labguru.cell_lines.parents(child.id))] == [parent.id]
    assert [below.id for below in await now(labguru.plasmids.derived_items(parent.id, "cell_lines"))] == [child.id]
    assert "cell_lines" in [found.name for found in await now(labguru.plasmids.derived_collections())]


@acts(
    "biocollections.collections",
    "biocollections.derived_items",
    "biocollections.derived_collections",
    *(f"biocollections.{verb}" for verb in VERBS),
)
async def items_of_a_custom_collection(labguru: Any) -> None:
    assert "Our Primers" in [named.name for named in await now(labguru.collections())]
    collection = labguru.collection("Our Primers")
    item = await now(collection.create(name="oligo"))
    child = await one(labguru, "cell_lines", parents_uuid=[item.uuid])
    assert item.id in [found.id for found in await now(collection.list())]
    assert [below.id for below in await now(collection.derived_items(item.id, "cell_lines"))] == [child.id]
    assert "cell_lines" in [found.name for found in await now(collection.derived_collections())]
    await now(collection.update(item.id, name="primer"))
    assert (await now(collection.get(item.id)))["name"] == "primer"
    await now(collection.delete(item.id))


@acts("searches.global_search")
async def something_is_searched(labguru: Any) -> None:
    await one(labguru, "plasmids", title="Needle")
    await one(labguru, "primers", title="Needle")
    found = await now(labguru.search("needle", page_size=1))
    assert {hit["class_name"].rpartition("::")[2] for hit in found} == {"Plasmid", "Primer"}
    assert {hit["class_name"] for hit in await now(labguru.search("needle", model="Primer"))} == {found[-1].class_name}


@acts("tags.remove")
async def a_tag_is_taken_off(labguru: Any) -> None:
    place = {"class_name": "Projects::Experiment", "item_id": (await experiment(labguru)).id}
    await now(labguru.tags.create(tag="draft", **place))
    await now(labguru.tags.remove(tag="draft", **place))


@acts("webhooks.triggers", "web_notifications.notify")
async def people_are_told(labguru: Any) -> None:
    assert await now(labguru.webhooks.triggers())
    content = m.WebNotificationContentCreate(title="Done", content="It is done")
    await now(labguru.web_notifications.notify(item=content, recipients=[1]))


@acts("histories.list", "members.list")
async def who_did_what(labguru: Any) -> None:
    plasmid = await one(labguru, "plasmids")
    entries = await now(labguru.histories.list(object_type=plasmid.class_name, object_id=plasmid.id))
    assert {entry["object_id"] for entry in entries} <= {plasmid.id, str(plasmid.id)}
    assert entries
    [member] = await now(labguru.members.list(id=entries[0].member_id))
    assert member.id == entries[0].member_id


@acts("compound_parent_structures.compounds")
async def compounds_of_a_structure(labguru: Any) -> None:
    structure = (await now(labguru.compound_parent_structures.list()))[0]
    assert isinstance(await now(labguru.compound_parent_structures.compounds(structure.id)), list)


@acts("samples.delete_instrument_usage")
async def an_instrument_was_used(labguru: Any) -> None:
    with pytest.raises(NotFound):  # nothing is known that makes one
        await now(labguru.samples.delete_instrument_usage(NOWHERE, NOWHERE))


@acts("experiments.list", "experiments.list_v2", "instruments.list", "instruments.list_v2")
@acts("rodent_cages.list", "rodent_cages.list_v2")
async def what_is_listed_by_v2(labguru: Any) -> None:
    for family in ("experiments", "instruments", "rodent_cages"):
        made = await one(labguru, family)
        everything, named = await now(getattr(labguru, family).list()), getattr(labguru, family).list(name=made["name"])
        assert made.id in [record.id for record in everything]
        assert made.id in [record.id for record in await now(named)]


@pytest.mark.parametrize("name", STORIES)
def test_an_action(name: str, box: sandbox.Box, mode: Mode) -> None:
    """What an action is for has happened, and its own operation was asked."""
    before = box.count(name)
    play(box, mode, STORIES[name])
    assert box.count(name) > before


def test_every_operation_is_played() -> None:
    """No operation is without a story or a part in the life of its family."""
    lives = {f"{name}.{verb}" for name in FAMILIES for verb in VERBS} | {"attachments.download"}
    assert OPERATIONS.keys() - lives - STORIES.keys() - WITHOUT.keys() == set()


def test_a_list_takes_few_steps_to_its_first_record(box: sandbox.Box) -> None:
    """Few of our files and calls, in all threads: so many does a reader step through with a debugger.

    The page has 7 or more records; verifying one against the filter takes about 8 calls.
    """
    calls: list[str] = []

    def count(frame: FrameType, event: str, _: object) -> None:
        path = Path(frame.f_code.co_filename)
        ours = {"labclients", "labguru_api"} & {*path.parts} and not {"sandbox", "tests"} & {*path.parts}
        if event == "call" and ours:
            calls.append(str(path))

    where = (F.project_id == 1) & F.title.contains("PCR")
    with Labguru(token=box.token, base_url=box.labguru_url) as labguru:
        labguru.experiments.list(where=where).all()  # imports what it needs
        threading.setprofile(count)
        sys.setprofile(count)
        try:
            next(iter(labguru.experiments.list(where=where)), None)
        finally:
            sys.setprofile(None)
            threading.setprofile(None)  # type: ignore[arg-type]
    assert len(set(calls)) <= 18
    assert len(calls) <= 320
