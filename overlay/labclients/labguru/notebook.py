"""Families of the notebook and the inventory that are more than a row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from labclients import calls
from labclients.calls import Mode
from labclients.filters import Filter
from labclients.labguru.families import Deletes, Gets
from labclients.paging import Listing
from labguru_api import api
from labguru_api import models as m

if TYPE_CHECKING:
    from labclients.labguru.records import Experiment


def _experiment() -> type[Experiment]:
    from labclients.labguru.records import Experiment

    return Experiment


class Milestones(Gets[Mode, "m.Milestone"], Deletes[Mode, "m.Milestone"]):
    """Folders of projects; the API calls them milestones."""

    family = "milestones"
    record = staticmethod(lambda: m.Milestone)

    create = calls.create(lambda: api.milestones.create, lambda: m.MilestoneCreate, lambda: m.Milestone)
    update = calls.change(lambda: api.milestones.update, lambda: m.MilestoneUpdate, lambda: m.Milestone)

    def list(
        self, *, project_id: int | None = None, name: str | None = None, page_size: int | None = None
    ) -> Listing[Mode, m.Milestone]:
        """List folders, of one project if told."""
        return self._list(project_id=project_id, name=name, page_size=page_size)


class Experiments(Gets[Mode, "Experiment"], Deletes[Mode, "Experiment"]):
    """Experiments."""

    family = "experiments"
    record = staticmethod(_experiment)

    create = calls.either(
        "sections",
        calls.create(lambda: api.experiments.create_v2, lambda: m.ExperimentCreateV2, _experiment),
        calls.create(lambda: api.experiments.create, lambda: m.ExperimentCreate, _experiment),
    )
    update = calls.change(lambda: api.experiments.update, lambda: m.ExperimentUpdate, _experiment)
    elements = calls.call(lambda: api.experiments.elements)
    set_flag = calls.change(
        lambda: api.experiments.set_flag_as, lambda: m.ExperimentFlagCreate, lambda: m.FlaggedExperiment
    )
    copy_section = calls.create(
        lambda: api.experiments.copy_section, lambda: m.SectionCopyCreate, lambda: m.SectionCopy
    )

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        page_size: int | None = None,
        name: str | None = None,
    ) -> Listing[Mode, Experiment]:
        """List experiments, fetched page by page while you read.

        Neither filtered, sorted nor searched by name, it asks V2 of the API, else V1: that one is deprecated, but the
        only one known to obey.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            page_size: Experiments per page; the server's own (200) unless told.
            name: Only experiments of exactly this name.
        """
        size = page_size
        if where is None and order_by is None and name is None:
            return self._list(verb="list_v2", page_size=size)
        return self._list(where=where, order_by=order_by, page_size=size, name=name)


class Sections(Gets[Mode, "m.Section"], Deletes[Mode, "m.Section"]):
    """Sections of experiments, protocols, documents and reports; answers call them experiment_procedures."""

    family = "sections"
    record = staticmethod(lambda: m.Section)

    create = calls.create(lambda: api.sections.create, lambda: m.SectionCreate, lambda: m.Section)
    update = calls.change(lambda: api.sections.update, lambda: m.SectionUpdate, lambda: m.Section)
    sort = calls.create(lambda: api.sections.sort, lambda: m.SectionSortCreate, lambda: m.Acknowledgement)

    def list(
        self,
        *,
        container_id: int | None = None,
        container_type: str | None = None,
        page_size: int | None = None,
    ) -> Listing[Mode, m.Section]:
        """List sections, those of one record if told.

        Args:
            container_id: Id of the experiment, protocol or document.
            container_type: Its class, such as ``Projects::Experiment``.
            page_size: Sections per page.
        """
        columns = exact(container_id=container_id, container_type=container_type)
        return self._list(filter_=columns, page_size=page_size)


class Elements(Gets[Mode, "m.Element"], Deletes[Mode, "m.Element"]):
    """Elements of sections: text, steps, samples, plate, form, excel, attachments. Labguru has no list of them all;
    ``experiments.elements(id)`` lists those of one experiment."""

    family = "elements"
    record = staticmethod(lambda: m.Element)

    create = calls.create(lambda: api.elements.create, lambda: m.ElementCreate, lambda: m.Element)
    update = calls.change(lambda: api.elements.update, lambda: m.ElementUpdate, lambda: m.Element)
    sort = calls.create(lambda: api.elements.sort, lambda: m.ElementSortCreate, lambda: m.Acknowledgement)


class Stocks(Gets[Mode, "m.Stock"], Deletes[Mode, "m.Stock"]):
    """Stocks (tubes) of the inventory."""

    family = "stocks"
    record = staticmethod(lambda: m.Stock)

    create = calls.create(lambda: api.stocks.create, lambda: m.StockCreate, lambda: m.Stock)
    update = calls.change(lambda: api.stocks.update, lambda: m.StockUpdate, lambda: m.Stock)
    mark_as_consumed = calls.call(lambda: api.stocks.mark_as_consumed)
    update_amount = calls.change(
        lambda: api.stocks.update_stock_amount, lambda: m.StockAmountUpdate, lambda: m.Acknowledgement
    )

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        page_size: int | None = None,
        name: str | None = None,
        stockable_type: str | None = None,
        stockable_id: int | None = None,
    ) -> Listing[Mode, m.Stock]:
        """List stocks, fetched page by page while you read.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            page_size: Stocks per page; the server's own (100) unless told.
            name: Only stocks of exactly this name.
            stockable_type: Class of the item that the stock is of, such as ``Biocollections::Plasmid``.
            stockable_id: Id of that item.
        """
        return self._list(
            where=where,
            order_by=order_by,
            page_size=page_size,
            name=name,
            stockable_type=stockable_type,
            stockable_id=stockable_id,
        )


def exact(**columns: object) -> str | None:
    """Labguru's older filter: exact values of columns, as compact JSON (it breaks on spaces between them)."""
    asked = {name: value for name, value in columns.items() if value is not None}
    return json.dumps(asked, separators=(",", ":")) if asked else None


class Collection(Gets[Mode, "m.GenericItem"], Deletes[Mode, "m.GenericItem"]):
    """A custom collection, under the very name that people see: Labguru wants it to the letter, double spaces too.

    Its own columns are there under their display names, ``item["Our Column"]``, and are written with ``extra={...}``.
    """

    family = "biocollections"
    record = staticmethod(lambda: m.GenericItem)

    create = calls.create(lambda: api.biocollections.create, lambda: m.GenericItemCreate, lambda: m.GenericItem)
    update = calls.change(lambda: api.biocollections.update, lambda: m.GenericItemUpdate, lambda: m.GenericItem)

    def __init__(self, core: Any, name: str) -> None:
        super().__init__(core)
        self.name = name
        self._path = (name,)

    def list(
        self, *, where: Filter | None = None, order_by: str | None = None, page_size: int | None = None
    ) -> Listing[Mode, m.GenericItem]:
        """List the collection's items, fetched page by page while you read.

        Args:
            where: A filter made with `labclients.F`; the name of an item is filtered as ``F.title``.
            order_by: A field, ``-field`` for descending, several with commas.
            page_size: Items per page; the server's own (200) unless told.
        """
        return self._list(where=where, order_by=order_by, page_size=page_size)

    def __repr__(self) -> str:
        return f"<collection {self.name!r} of {self._core.base_url}>"
