"""What is asked of a service, and what must hold of its answers: recorded by `tools.record`, replayed by test_recorded.

A scenario is written once and played by both clients: `await now(...)` takes what a direct client returned as well as
what an async one gives to be awaited. It finds the ids that it needs, and what it asserts holds for any account; so a
recording of a real service is a test of that service, too.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.sockets.test_families_served import STORIES, element, needed, plate, section
from tests.ways import OPERATIONS, VERBS, body_of, minimal

from labclients import (
    AuthenticationError,
    F,
    InvalidRequest,
    Labguru,
    Labvanced,
    NotFound,
    Page,
    UnexpectedResponse,
    errors,
)
from labclients.labguru.client import AsyncLabguru
from labclients.labvanced.client import AsyncLabvanced
from labguru_api import api
from labguru_api import models as m

if TYPE_CHECKING:
    from labclients.sandbox import Box

NOWHERE = 999_999_999
STUDY = 61286  # the sandbox's


class World(NamedTuple):
    """What a scenario has besides its client: a folder for files, and a study of Labvanced's."""

    folder: Path
    study: int = STUDY


class Scenario(NamedTuple):
    """One thing that users do.

    `client` names the credentials it runs with: a token, a login, or a login that is wrong. Only a scenario that
    `reads`, and nothing else, may be played to a real service. `before` tells the sandbox what should go wrong, and
    `size` how many experiments and stocks it has.
    """

    name: str
    service: str
    play: Callable[[Any, World], Awaitable[None]]
    client: str
    reads: bool
    before: Callable[[Box], object] | None = None
    size: int = 12

    def connect(self, *, awaited: bool, base_url: str, token: str, login: str, password: str) -> Any:
        """The client that the scenario is played with."""
        if self.service == "labvanced":
            return (AsyncLabvanced if awaited else Labvanced)(token=token, base_url=base_url)
        kind = AsyncLabguru if awaited else Labguru
        if self.client == "token":
            return kind(token=token, base_url=base_url, read_only=self.reads)
        given = password if self.client == "login" else f"not {password}"
        return kind(login=login, password=given, base_url=base_url, read_only=self.reads)


SCENARIOS: dict[str, Scenario] = {}


def scenario(
    service: str,
    *,
    client: str = "token",
    reads: bool = False,
    before: Callable[[Box], object] | None = None,
) -> Callable[[Callable[[Any, World], Awaitable[None]]], None]:
    def enter(play: Callable[[Any, World], Awaitable[None]]) -> None:
        name = f"{service}_{play.__name__}"
        SCENARIOS[name] = Scenario(name, service, play, client, reads, before)

    return enter


async def now(value: Any) -> Any:
    """The value, or what awaiting it gives."""
    return await value if inspect.isawaitable(value) else value


async def pages(listing: Any, *, start: int = 1) -> list[Page[Any]]:
    found = listing.pages(start=start)
    return [page async for page in found] if hasattr(found, "__aiter__") else list(found)


async def some(listing: Any) -> Any:
    """The first record, of which every account is expected to have one."""
    if hasattr(found := listing.pages(), "__aiter__"):
        first = await anext(found)
        await found.aclose()
    else:
        first = next(found)
        found.close()
    assert first.items, f"{listing!r} is empty: the scenario needs a record"
    return first.items[0]


# ---- Labguru: who asks


@scenario("labguru", client="login")
async def login(labguru: Any, world: World) -> None:
    """The first call logs in, and the list comes with the token that was given."""
    projects = await now(labguru.projects.list().all())
    assert all(isinstance(project, m.Project) and project.title for project in projects)
    assert projects


@scenario("labguru", client="refused")
async def login_refused(labguru: Any, world: World) -> None:
    """A wrong password ends in one error, and no list is asked for."""
    with pytest.raises(AuthenticationError, match="refused"):
        await now(labguru.projects.list().all())


# ---- Labguru: the notebook


@scenario("labguru", reads=True)
async def experiments_by_pages(labguru: Any, world: World) -> None:
    """A few pages hold each experiment once, as many as the server counts."""
    total = await now(labguru.experiments.list(page_size=1).total)
    listing = labguru.experiments.list(page_size=(size := -(-total // 4)))
    read = await pages(listing)
    ids = [experiment.id for page in read for experiment in page.items]
    assert [page.number for page in read] == [*range(1, -(-total // size) + 1)]
    assert len(set(ids)) == len(ids) == total
    assert await now(listing.total) == total


@scenario("labguru", reads=True)
async def experiments_filtered_and_sorted(labguru: Any, world: World) -> None:
    """A filtered listing has only what was asked for, from the highest id down, whatever its pages."""
    model = await some(labguru.experiments.list(page_size=1))
    word = model.title.split()[0]
    listing = labguru.experiments.list(where=F.title.contains(word), order_by="-id", page_size=1)
    total = await now(listing.total)
    assert total < await now(labguru.experiments.list(page_size=1).total)
    listing = labguru.experiments.list(where=F.title.contains(word), order_by="-id", page_size=-(-total // 3))
    found = await now(listing.all())
    ids = [experiment.id for experiment in found]
    assert len(found) == total
    assert model.id in ids
    assert ids == sorted(ids, reverse=True)
    assert all(word.casefold() in experiment.title.casefold() for experiment in found)
    both = F.title.contains(word) & (F.project_id == model.project_id)
    narrower = await now(labguru.experiments.list(where=both).all())
    assert {one.id for one in narrower} == {one.id for one in found if one.project_id == model.project_id}


@scenario("labguru", reads=True)
async def experiment_and_its_sections(labguru: Any, world: World) -> None:
    """One experiment and its form in a list tell of the same sections and elements."""
    listed = await some(labguru.experiments.list(page_size=1))
    experiment = await now(labguru.experiments.get(listed.id))
    assert (experiment.id, experiment.title) == (listed.id, listed.title)
    assert "experiment_procedure" in experiment["experiment_procedures"][0]
    assert "experiment_procedure" not in listed["experiment_procedures"][0]
    assert [section.id for section in experiment.sections] == [section.id for section in listed.sections]
    element = next(element for section in experiment.sections for element in section.elements)
    assert (await now(labguru.elements.get(element.id))).element_type == element.element_type


@scenario("labguru", reads=True)
async def elements_of_one_type(labguru: Any, world: World) -> None:
    """Elements of an experiment come with their data, those of the type that was asked for."""
    experiment = await some(labguru.experiments.list(page_size=1))
    elements = await now(labguru.experiments.elements(experiment.id, element_type="samples"))
    short = {one.id for section in experiment.sections for one in section.elements if one.element_type == "samples"}
    assert {element.id for element in elements} == short
    assert all(element.element_type == "samples" and "data" in element for element in elements)


@scenario("labguru")
async def experiment_from_birth_to_death(labguru: Any, world: World) -> None:
    """What is created can be read, changed in one field only, and is gone when deleted."""
    folder = await some(labguru.folders.list(page_size=1))
    new = await now(labguru.experiments.create(title="Contract", project_id=folder.project_id, milestone_id=folder.id))
    read = await now(labguru.experiments.get(new.id))
    assert (read.title, read.project_id, read.milestone_id) == ("Contract", folder.project_id, folder.id)
    await now(labguru.experiments.update(new.id, title="Contract, second run"))
    changed = await now(labguru.experiments.get(new.id))
    assert (changed.title, changed.project_id) == ("Contract, second run", folder.project_id)
    assert await now(labguru.experiments.delete(new.id)) is None
    with pytest.raises(NotFound):
        await now(labguru.experiments.get(new.id))


@scenario("labguru")
async def experiment_with_sections(labguru: Any, world: World) -> None:
    """Sections and elements are made in the call that makes the experiment, in their order."""
    folder = await some(labguru.folders.list(page_size=1))
    sections = [
        m.SectionCreateV2(title="Plan", elements=[m.ElementCreateV2(element_type="text", data="<p>Thaw.</p>")]),
        m.SectionCreateV2(title="Readings"),
    ]
    new = await now(
        labguru.experiments.create(
            title="With sections", project_id=folder.project_id, milestone_id=folder.id, sections=sections
        )
    )
    assert [section.name for section in new.sections][-2:] == ["Plan", "Readings"]
    [text] = new.sections[-2].elements
    assert (await now(labguru.elements.get(text.id))).data == "<p>Thaw.</p>"


@scenario("labguru", reads=True)
async def projects_and_their_folders(labguru: Any, world: World) -> None:
    """A project's folders are those that say they are in it, under the UI's name and under the API's."""
    project = await some(labguru.projects.list(page_size=1))
    folders = await now(labguru.folders.list(project_id=project.id).all())
    assert {folder.project_id for folder in folders} == {project.id}
    assert (await now(labguru.projects.get(project.id))).title == project.title
    assert (await now(labguru.milestones.get(folders[0].id))).title == folders[0].title


# ---- Labguru: the inventory, files


@scenario("labguru", reads=True)
async def stocks_and_a_barcode(labguru: Any, world: World) -> None:
    """A stock of the list is found by its barcode."""
    stock = await some(labguru.stocks.list(where=F.barcode.is_not_empty(), order_by="id", page_size=2))
    found = await now(labguru.call(api.stocks.get_stocks_by_barcode, input_=stock.barcode))
    assert stock.id in {one.id for one in found}
    assert {one.barcode for one in found} == {stock.barcode}
    assert (await now(labguru.stocks.get(stock.id))).name == stock.name


@scenario("labguru")
async def custom_collection(labguru: Any, world: World) -> None:
    """An item of a custom collection keeps columns of the lab's own under their display names."""
    primers = labguru.collection("Our Primers")
    before = await now(primers.list(page_size=1).total)
    new = await now(primers.create(name="Contract F", extra={"Tm (°C)": "61.5"}))
    assert (new.name, new["Tm (°C)"]) == ("Contract F", "61.5")
    [found] = await now(primers.list(where=F.title == "Contract F").all())
    assert (found.id, found["Tm (°C)"]) == (new.id, "61.5")
    assert await now(primers.list(page_size=1).total) == before + 1
    await now(primers.delete(new.id))
    assert await now(primers.list(page_size=1).total) == before


@scenario("labguru")
async def attachment_there_and_back(labguru: Any, world: World) -> None:
    """A file comes back as it was sent, whatever bytes it holds, under the name that it had."""
    content = bytes(range(256)) + b"\r\n--boundary\r\n"
    sent = world.folder / "gel 1.bin"
    sent.write_bytes(content)
    experiment = await some(labguru.experiments.list(page_size=1))
    attachment = await now(labguru.attachments.upload(sent, to=experiment))
    assert (attachment.title, attachment.attachable_id) == ("gel 1.bin", experiment.id)
    back = await now(labguru.attachments.download(attachment.id, world.folder / "back"))
    assert (back.name, back.read_bytes()) == ("gel 1.bin", content)


@scenario("labguru", reads=True)
async def attachment_download(labguru: Any, world: World) -> None:
    """A file that somebody attached is saved under its name; Labguru sends it from another host."""
    attachment = await some(labguru.attachments.list(page_size=1))
    saved = await now(labguru.attachments.download(attachment.id, world.folder))
    assert saved.name == (attachment.filename or attachment.title)
    assert saved.stat().st_size


# ---- Labguru: what is refused, and what goes wrong


@scenario("labguru", reads=True)
async def nothing_there(labguru: Any, world: World) -> None:
    """An id that nobody has is NotFound, in the server's own words."""
    with pytest.raises(NotFound) as caught:
        await now(labguru.experiments.get(NOWHERE))
    assert (caught.value.status, caught.value.attempts) == (404, 1)
    assert caught.value.server_message


@scenario("labguru")
async def refused_by_the_server(labguru: Any, world: World) -> None:
    """What the server refuses is InvalidRequest, in its own words, and is sent once."""
    project = await some(labguru.projects.list(page_size=1))
    with pytest.raises(InvalidRequest) as caught:
        await now(
            labguru.experiments.create(
                title="Nowhere", project_id=project.id, sections=[m.SectionCreateV2(title="Plan")]
            )
        )
    assert (caught.value.status, caught.value.attempts) == (422, 1)
    assert "milestone" in (caught.value.server_message or "")


@scenario("labguru", before=lambda box: box.fail("projects.list", headers={"Retry-After": "0"}, times=2))
async def busy_for_a_moment(labguru: Any, world: World) -> None:
    """A read that met a busy server twice is answered at the third try."""
    assert await now(labguru.projects.list().all())


@scenario("labguru", before=lambda box: box.html("projects.list"))
async def a_web_page_instead(labguru: Any, world: World) -> None:
    """Status 200 with a web page is no answer."""
    with pytest.raises(UnexpectedResponse, match="HTML"):
        await now(labguru.projects.list().all())


# ---- Labguru: every family


async def scanned(labguru: Any, world: World) -> None:
    stock, rows = await some(labguru.stocks.list(page_size=1)), await element(labguru, "samples")
    await now(labguru.sample_stocks.add_stock_by_barcode(element_id=rows.id, barcode=stock.barcode))


async def uploaded(labguru: Any, world: World) -> Any:
    (file := world.folder / "gel.txt").write_bytes(b"a gel\n")
    return await now(labguru.attachments.upload(file))


Step = Callable[[Any, World], Awaitable[Any]]

#: What is done with families that hold no records of their own.
INSTEAD: dict[str, Step] = {
    "histories": lambda labguru, world: STORIES["histories.list"](labguru),
    "sample_stocks": scanned,
    "searches": lambda labguru, world: STORIES["searches.global_search"](labguru),
    "submodules": lambda labguru, world: STORIES["submodules.parents"](labguru),
    "web_notifications": lambda labguru, world: STORIES["web_notifications.notify"](labguru),
}

#: How a record is made where that takes more than the smallest body, or is not the family's own `create`.
MADE: dict[str, Step] = {
    "attachments": uploaded,
    "elements": lambda labguru, world: element(labguru, "text"),
    "plates": lambda labguru, world: plate(labguru, rows=1, cols=1),
    "sections": lambda labguru, world: section(labguru),
}


async def life(labguru: Any, world: World, name: str) -> None:
    """A record of a family is created, listed, fetched, updated and deleted, as far as its family can."""
    family = labguru.collection("Our Primers") if name == "biocollections" else getattr(labguru, name)
    has, made = {verb for verb in VERBS if f"{name}.{verb}" in OPERATIONS}, None
    if name in MADE:
        made = await MADE[name](labguru, world)
    elif "create" in has:
        made = await now(family.create(**minimal(body_of(f"{name}.create")) | await needed(labguru, name)))
    if "list" in has:
        asked = [made.source_uuid] if name == "links" else []
        size = {"page_size": 1} if "page_size" in inspect.signature(family.list).parameters else {}
        listed = await some(family.list(*asked, **size))
        made = made or listed
    number = made.id if made else NOWHERE  # nothing tells of the records of a family that can only delete
    if "get" in has:
        assert (await now(family.get(number))).id == number
    if "update" in has:
        fields = body_of(f"{name}.update")._wire
        given = {field: "Changed" for field in ("title", "name") if field in fields}
        assert (await now(family.update(number, **given))).id == number
    if "delete" in has and not made:
        with pytest.raises(NotFound):
            await now(family.delete(number))
    elif "delete" in has:
        assert await now(family.delete(number, **({"unit_type": "weight"} if name == "units" else {}))) is None


def of_family(name: str) -> Scenario:
    """The scenario of one family: the life of a record, or what its family does instead."""

    async def play(labguru: Any, world: World) -> None:
        await (INSTEAD[name](labguru, world) if name in INSTEAD else life(labguru, world, name))

    return Scenario(f"labguru_family_{name}", "labguru", play, "token", reads=False, size=1)


#: But for sessions: `login` is their scenario.
FAMILIES = sorted({operation.family for operation in OPERATIONS.values()} - {"sessions"})
SCENARIOS.update((one.name, one) for one in map(of_family, FAMILIES))


# ---- Labvanced


@scenario("labvanced", reads=True)
async def sessions(labvanced: Any, world: World) -> None:
    """The sessions of a study, each with a number of its own."""
    found = await now(labvanced.sessions(world.study).all())
    assert len({session.rec_session_id for session in found}) == len(found) > 0


@scenario("labvanced", reads=True)
async def export_read(labvanced: Any, world: World) -> None:
    """What one participant left reads as tables, which name the session that was asked for."""
    session = await some(labvanced.sessions(world.study))
    export = await now(labvanced.export(world.study, session.rec_session_id))
    assert {"sessions.csv", "trials.csv"} <= set(export.names)
    assert {row["Rec_Session_Id"] for row in export.trials.rows()} == {str(session.rec_session_id)}


@scenario("labvanced", reads=True)
async def export_download(labvanced: Any, world: World) -> None:
    """The ZIP is saved as it was sent, and is not fetched over one that is there."""
    session = await some(labvanced.sessions(world.study))
    saved = await now(labvanced.download(world.study, session.rec_session_id, world.folder))
    assert saved == world.folder / f"{session.rec_session_id}.zip"
    assert saved.read_bytes().startswith(b"PK")
    with pytest.raises(errors.UsageError, match="exists"):
        await now(labvanced.download(world.study, session.rec_session_id, world.folder))


@scenario("labvanced", reads=True)
async def nothing_there_either(labvanced: Any, world: World) -> None:
    """A session that nobody has is NotFound, and leaves no file."""
    with pytest.raises(NotFound):
        await now(labvanced.download(world.study, NOWHERE, world.folder))
    assert list(world.folder.iterdir()) == []
