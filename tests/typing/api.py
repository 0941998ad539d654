"""What users write, as type checkers see it. Never run: mypy and pyright read it, both strictly."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, assert_type
from zoneinfo import ZoneInfo

from labclients import (
    AsyncLabguru,
    AsyncLabvanced,
    AsyncListing,
    F,
    Filter,
    LabClientsError,
    Labguru,
    Labvanced,
    Listing,
    Page,
    Study,
    parse_time,
    provenance,
)
from labclients.labguru.collections import AsyncCollection, Collection
from labclients.labguru.elements import Element
from labclients.labguru.experiments import Experiment, ExperimentContents, Section
from labclients.labguru.values import Samples
from labclients.labvanced.export import Export
from labclients.study.erasure import Forgotten
from labclients.study.mirror import Progress, Report
from labclients.tables import TypedTable
from labguru_api import api, models
from labguru_api.resources.milestones import AsyncMilestones, Milestones
from labguru_api.types import UNSET
from labvanced_api import models as models_v


def labvanced_sync() -> None:
    with Labvanced(token="...", base_url="https://example.org", auth_header="X-Token", auth_prefix="") as labvanced:
        assert_type(labvanced, Labvanced)
        assert_type(labvanced.sessions(61286), Listing[models_v.Session])
        for session in labvanced.sessions(61286):
            assert_type(session, models_v.Session)
            assert_type(session.rec_session_id, int)
            assert_type(session["a new column"], Any)
            assert_type(session.to_dict(), dict[str, Any])
        export = labvanced.export(61286, 4100004)
        assert_type(export, Export)
        assert_type(export.names, tuple[str, ...])
        assert_type(export.trials.rows(), list[dict[str, Any]])
        assert_type(export.save("data/"), list[Path])
        assert_type(labvanced.download(61286, 4100004, "raw/"), Path)
        assert_type(labvanced.download(61286, 4100004, Path("raw"), overwrite=True), Path)

        def told(progress: Progress) -> None:
            assert_type(progress.bytes, int)

        report = labvanced.mirror(61286, "data/61286", settle_after=7, refresh=[4100004], at_once=2, progress=told)
        assert_type(report, Report)
        assert_type(report.added, list[int])
        assert_type(report.errors, dict[int, str])


def study_on_disk() -> None:
    study = Study("data/61286")
    assert_type(study.sessions, TypedTable)
    assert_type(study.trials.rows(), list[dict[str, Any]])
    assert_type(study.variables, tuple[str, ...])
    assert_type(study.timeseries("gaze_data", columns=("x", "y", "t", "c")), TypedTable)
    assert_type(study.forget(subject=880007, dry_run=True), Forgotten)
    assert_type(provenance(), dict[str, Any])


async def labvanced_async() -> None:
    async with AsyncLabvanced(token=lambda: "...") as labvanced:
        assert_type(labvanced, AsyncLabvanced)
        async for session in labvanced.sessions(61286):
            assert_type(session, models_v.Session)
        assert_type(await labvanced.export(61286, 4100004), Export)
        assert_type(await labvanced.download(61286, 4100004, "raw/"), Path)
        assert_type(await labvanced.mirror(61286, "data/61286"), Report)


def labguru_sync() -> None:
    with Labguru(login="me@lab.org", password="...", account_id=12, read_only=True) as labguru:
        listing = labguru.experiments.list(
            where=(F.project_id == 15) & F.title.contains("PCR"), order_by="-id", page_size=50
        )
        assert_type(listing, Listing[Experiment])
        assert_type(listing.total, int | None)
        for experiment in listing:
            assert_type(experiment, Experiment)
            assert_type(experiment.id, int)
            assert_type(experiment.title, str | None)
            assert_type(experiment.owner, models.MemberReference | None)
            assert_type(experiment.attachments, list[models.Attachment] | None)
            assert_type(experiment.sections, list[Section])
        for page in listing.pages(start=2):
            assert_type(page, Page[Experiment])
            assert_type(page.items, list[Experiment])
            assert_type((page.number, page.total), tuple[int, int | None])
        assert_type(listing.all(), list[Experiment])
        for row in listing.rows():
            assert_type(row, dict[str, Any])

        assert_type(labguru.experiments.get(966), Experiment)
        assert_type(labguru.experiments.elements(966, element_type="samples"), list[Element])
        for whole in labguru.experiments.contents(experiment.id for experiment in listing):
            assert_type(whole, ExperimentContents)
            assert_type(whole.experiment, Experiment | None)
            assert_type(whole.error, LabClientsError | None)
            for element in whole.elements:
                if isinstance(value := element.value, Samples):
                    assert_type(value[0].name, str | None)
                    assert_type(labguru.elements.set_value(element.id, value, if_unchanged=element), Element)
        new = labguru.experiments.create(title="PCR", project_id=15, milestone_id=3, extra={"Our Column": 1})
        assert_type(new, Experiment)
        assert_type(
            labguru.experiments.create(
                title="PCR",
                project_id=15,
                milestone_name="2026",
                sections=[models.SectionCreateV2(title="Results", elements=[])],
            ),
            Experiment,
        )
        assert_type(labguru.experiments.update(966, title="PCR, second run"), Experiment)
        assert_type(labguru.experiments.update(966, title=UNSET), Experiment)
        labguru.experiments.delete(966)

        collection = labguru.collection("Our Primers")
        assert_type(collection, Collection)
        for item in collection.list(where=F.title == "oligo"):
            assert_type(item, models.GenericItem)
        assert_type(collection.get(3), models.GenericItem)
        assert_type(collection.create(name="oligo", extra={"Length": 21}), models.GenericItem)
        assert_type(collection.update(3, name="oligo"), models.GenericItem)
        collection.delete(3)

        assert_type(labguru.attachments.upload("gel.png", to=new), models.Attachment)
        assert_type(labguru.attachments.upload(Path("gel.png"), to="a-uuid", title="Gel"), models.Attachment)
        assert_type(labguru.attachments.download(77, "files/"), Path)

        assert_type(labguru.folders, Milestones)
        assert_type(labguru.milestones.list(project_id=15), Listing[models.Milestone])
        assert_type(labguru.projects.list(name="PCR").all(), list[models.Project])
        assert_type(labguru.projects.get(1), models.Project)
        assert_type(labguru.projects.create(title="A project"), models.Project)
        assert_type(labguru.projects.update(1, title="A project"), models.Project)

        assert_type(labguru.call(api.stocks.get, 3), models.Stock)
        assert_type(labguru.request("GET", "/api/v1/anything", params={"page": 1}), Any)
        labguru.close()


async def labguru_async() -> None:
    async with AsyncLabguru(token="...") as labguru:
        listing = labguru.experiments.list(where=F.project_id == 15)
        assert_type(listing, AsyncListing[Experiment])
        assert_type(await listing.total, int | None)
        async for experiment in listing:
            assert_type(experiment, Experiment)
        async for page in listing.pages():
            assert_type(page, Page[Experiment])
        async for row in listing.rows():
            assert_type(row, dict[str, Any])
        assert_type(await listing.all(), list[Experiment])

        assert_type(await labguru.experiments.get(966), Experiment)
        assert_type(await labguru.experiments.elements(966, element_type="samples"), list[Element])
        async for whole in labguru.experiments.contents([966]):
            assert_type(whole, ExperimentContents)
            assert_type(await labguru.elements.set_value(3, whole.elements[0].value), Element)
        assert_type(await labguru.attachments.upload("a.raw", to=models.Section({}), via="s3"), models.Attachment)
        new = await labguru.experiments.create(title="PCR", project_id=15, milestone_id=3, extra={"Our Column": 1})
        assert_type(new, Experiment)
        sections = [models.SectionCreateV2(title="Results")]
        assert_type(
            await labguru.experiments.create(title="PCR", project_id=15, milestone_id=3, sections=sections), Experiment
        )
        assert_type(await labguru.experiments.update(966, title="PCR, second run"), Experiment)
        await labguru.experiments.delete(966)

        collection = labguru.collection("Our Primers")
        assert_type(collection, AsyncCollection)
        async for item in collection.list():
            assert_type(item, models.GenericItem)
        assert_type(await collection.create(name="oligo"), models.GenericItem)

        assert_type(await labguru.attachments.upload("gel.png", to=new), models.Attachment)
        assert_type(await labguru.attachments.download(77, "files/"), Path)
        assert_type(labguru.folders, AsyncMilestones)
        assert_type(await labguru.projects.get(1), models.Project)
        assert_type(await labguru.projects.create(title="A project"), models.Project)

        assert_type(await labguru.call(api.stocks.get, 3), models.Stock)
        assert_type(await labguru.request("GET", "/api/v1/anything"), Any)
        await labguru.close()


def families_sync(labguru: Labguru) -> None:
    assert_type(labguru.cell_lines.get(3).name, str | None)
    assert_type(labguru.cell_lines.list(where=F.name == "HeLa", order_by="-id"), Listing[models.CellLine])
    assert_type(labguru.cell_lines.create(name="HeLa", organism="human"), models.CellLine)
    assert_type(labguru.cell_lines.update(3, organism="human"), models.CellLine)
    assert_type(labguru.cell_lines.delete(3), None)
    assert_type(labguru.cell_lines.parents(3), list[models.RelatedItem])
    assert_type(labguru.plasmids.derived_items(3, "cell_lines"), list[models.RelatedItem])
    assert_type(labguru.collection("Our Primers").derived_collections(), list[models.DerivedCollection])
    assert_type(labguru.storages.list(name="Freezer").all(), list[models.Storage])
    assert_type(labguru.vectors.list(page_size=10), Listing[models.Vector])
    assert_type(labguru.equipment.list().all(), list[models.Instrument])
    assert_type(labguru.consumables.get(3), models.Material)
    assert_type(labguru.forms.delete(3), None)
    assert_type(labguru.units.delete(3, unit_type="weight"), None)
    assert_type(labguru.comments.list(), Listing[models.Comment])
    assert_type(labguru.links.list("a-uuid"), Listing[models.Link])
    assert_type(labguru.members.list(name="Ada").all(), list[models.Member])
    assert_type(labguru.flags.create(title="Done"), models.Flag)
    assert_type(labguru.requests.approve(3, priority="High"), models.Acknowledgement)
    assert_type(labguru.requests.done(3), models.Acknowledgement)
    assert_type(labguru.orders.add_item(collection_type="m", item_id=3, quantity=1), models.AddedShoppingListItem)
    assert_type(labguru.stocks.by_barcode("100"), list[models.Stock])
    assert_type(labguru.stocks.mark_as_consumed(3), models.Acknowledgement)
    assert_type(labguru.reports.add_section(report_id=3, section_id=4), models.Acknowledgement)
    assert_type(labguru.experiments.set_flag(966, flag_id=3), models.FlaggedExperiment)
    assert_type(labguru.experiments.item_experiments(3, "Biocollections::Plasmid"), Listing[Experiment])
    assert_type(labguru.plates.find_by_name("One"), list[models.Plate])
    assert_type(labguru.plates.update_layer(3, "layer.csv"), models.Acknowledgement)
    assert_type(labguru.webhooks.triggers(), list[models.WebhookTrigger])
    assert_type(labguru.search("HeLa", model="CellLine"), Listing[models.SearchResult])


async def families_async(labguru: AsyncLabguru) -> None:
    assert_type((await labguru.cell_lines.get(3)).name, str | None)
    assert_type(labguru.cell_lines.list(name="HeLa"), AsyncListing[models.CellLine])
    assert_type(await labguru.cell_lines.create(name="HeLa"), models.CellLine)
    assert_type(await labguru.cell_lines.parents(3), list[models.RelatedItem])
    assert_type(await labguru.equipment.list().all(), list[models.Instrument])
    assert_type(await labguru.forms.delete(3), None)
    assert_type(await labguru.requests.approve(3, priority="High"), models.Acknowledgement)
    assert_type(await labguru.requests.done(3), models.Acknowledgement)
    assert_type(await labguru.stocks.by_barcode("100"), list[models.Stock])
    assert_type(labguru.search("HeLa"), AsyncListing[models.SearchResult])


def filters() -> None:
    assert_type(F.title.contains("PCR") & (F.project_id == 15), Filter)
    assert_type((F["projects.title"] == "A") | (F.unchecked("x") != 3), Filter)


def times() -> None:
    assert_type(parse_time("2024-07-26 14:01", ZoneInfo("Europe/Berlin")), datetime)
