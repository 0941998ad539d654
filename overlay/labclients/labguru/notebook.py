"""Families of the notebook and the inventory that are more than a row."""

from __future__ import annotations

import builtins
from collections.abc import AsyncIterable, Iterable
from typing import TYPE_CHECKING, Any

from labclients._client import build
from labclients._modes import Mode, dual_mode
from labclients.filters import Filter
from labclients.labguru import methods
from labclients.labguru.contents import Asked, Contents
from labclients.labguru.elements import listed
from labclients.labguru.families import Deletes, Derives, Finds, Gets, Lists, Moment, Newer, Tagged, exact
from labclients.paging import Listing
from labguru_api import api
from labguru_api import models as m
from labguru_api.types import Endpoint

if TYPE_CHECKING:
    from labclients.labguru.records import Experiment


def _experiment() -> type[Experiment]:
    from labclients.labguru.records import Experiment

    return Experiment


class Milestones(Gets[Mode, "m.Milestone"], Deletes[Mode, "m.Milestone"]):
    """Folders of projects; the API calls them milestones."""

    family = "milestones"
    record = staticmethod(lambda: m.Milestone)

    create = methods.create(lambda: api.milestones.create, lambda: m.MilestoneCreate, lambda: m.Milestone)
    update = methods.change(lambda: api.milestones.update, lambda: m.MilestoneUpdate, lambda: m.Milestone)

    def list(
        self, *, project_id: int | None = None, name: str | None = None, page_size: int | None = None
    ) -> Listing[Mode, m.Milestone]:
        """List folders, of one project if told."""
        return self._list(project_id=project_id, name=name, page_size=page_size)


class Experiments(
    Newer[Mode, "Experiment"], Tagged[Mode, "Experiment"], Gets[Mode, "Experiment"], Deletes[Mode, "Experiment"]
):
    """Experiments."""

    family = "experiments"
    record = staticmethod(_experiment)

    create = methods.either(
        "sections",
        methods.create(lambda: api.experiments.create_v2, lambda: m.ExperimentCreateV2, _experiment),
        methods.create(lambda: api.experiments.create, lambda: m.ExperimentCreate, _experiment),
    )
    update = methods.change(lambda: api.experiments.update, lambda: m.ExperimentUpdate, _experiment)
    elements = methods.call(lambda: Endpoint(api.experiments.elements.request, listed))
    set_flag = methods.change(
        lambda: api.experiments.set_flag_as, lambda: m.ExperimentFlagCreate, lambda: m.FlaggedExperiment
    )
    copy_section = methods.create(
        lambda: api.experiments.copy_section, lambda: m.SectionCopyCreate, lambda: m.SectionCopy
    )

    def contents(self, ids: Iterable[Asked] | AsyncIterable[Asked]) -> Contents[Mode]:
        """Whole experiments: each with its sections and the data of its elements, or with its error, in order.

        An experiment costs two requests, one if it came from a listing; four are under way at once. What one of them
        cannot give (a 500, which old experiments are known for, or a 404) is its ``error``, and the others go on.

        Args:
            ids: Ids of experiments, or experiments of a listing, taken as they are needed.

        Iterating raises:
            UsageError: There is no such id, or the client is closed.
            LabClientsError: The login failed.
        """
        return Contents(self._client, ids)

    def item_experiments(
        self, item_id: int, item_class: str, *, page_size: int | None = None
    ) -> Listing[Mode, Experiment]:
        """List the experiments in which an item occurs.

        Args:
            item_id: Id of the item or stock.
            item_class: Its class, such as ``Biocollections::Plasmid`` or ``System::Storage::Stock``.
            page_size: Experiments per page; the server's own unless told.
        """
        asked = {"item_id": item_id, "item_class": item_class, "kendo": True}
        return self._list(verb="item_experiments", page_size=page_size, **asked)


class Sections(Gets[Mode, "m.Section"], Deletes[Mode, "m.Section"]):
    """Sections of experiments, protocols, documents and reports; answers call them experiment_procedures."""

    family = "sections"
    record = staticmethod(lambda: m.Section)

    create = methods.create(lambda: api.sections.create, lambda: m.SectionCreate, lambda: m.Section)
    update = methods.change(lambda: api.sections.update, lambda: m.SectionUpdate, lambda: m.Section)
    sort = methods.create(lambda: api.sections.sort, lambda: m.SectionSortCreate, lambda: m.Acknowledgement)

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


class Stocks(Lists[Mode, "m.Stock"], Gets[Mode, "m.Stock"], Deletes[Mode, "m.Stock"]):
    """Stocks (tubes) of the inventory."""

    family = "stocks"
    record = staticmethod(lambda: m.Stock)

    create = methods.create(lambda: api.stocks.create, lambda: m.StockCreate, lambda: m.Stock)
    update = methods.change(lambda: api.stocks.update, lambda: m.StockUpdate, lambda: m.Stock)
    mark_as_consumed = methods.act(lambda: api.stocks.mark_as_consumed)
    mark_as_output = methods.change(
        lambda: api.stocks.mark_as_output, lambda: m.StockOutputUpdate, lambda: m.Acknowledgement
    )
    unmark_output = methods.change(
        lambda: api.stocks.unmark_output, lambda: m.StockOutputUpdate, lambda: m.Acknowledgement
    )
    update_amount = methods.change(
        lambda: api.stocks.update_stock_amount, lambda: m.StockAmountUpdate, lambda: m.Acknowledgement
    )

    @dual_mode
    def by_barcode(self, barcode: str) -> builtins.list[m.Stock]:
        """The stocks that carry this barcode, often one or none: where none does, Labguru itself looks for an id."""
        found = self._several(build(api.stocks.get_stocks_by_barcode.request, input_=barcode), m.Stock)
        return [stock for stock in found if stock.barcode == barcode]

    def item_stocks(self, item_id: int, item_type: str, *, page_size: int | None = None) -> Listing[Mode, m.Stock]:
        """List the stocks of an item.

        Args:
            item_id: Id of the item.
            item_type: Its class, such as ``Biocollections::Plasmid``.
            page_size: Stocks per page; the server's own unless told.
        """
        return self._list(verb="item_stocks", item_id=item_id, item_type=item_type, kendo=True, page_size=page_size)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        page_size: int | None = None,
        name: str | None = None,
        changed_since: Moment | None = None,
        stockable_type: str | None = None,
        stockable_id: int | None = None,
    ) -> Listing[Mode, m.Stock]:
        """List stocks like any other list, and those of one item if told.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            page_size: Stocks per page; the server's own (100) unless told.
            name: Only stocks of exactly this name.
            changed_since: Only what changed then or later, newest first, on the server's clock.
            stockable_type: Class of the item that the stock is of, such as ``Biocollections::Plasmid``.
            stockable_id: Id of that item.
        """
        return self._list(
            where=where,
            order_by=order_by,
            page_size=page_size,
            name=name,
            changed_since=changed_since,
            stockable_type=stockable_type,
            stockable_id=stockable_id,
        )


class Collection(
    Derives[Mode, "m.GenericItem"],
    Finds[Mode, "m.GenericItem"],
    Gets[Mode, "m.GenericItem"],
    Deletes[Mode, "m.GenericItem"],
):
    """A custom collection, under the very name that people see: Labguru wants it to the letter, double spaces too.

    Its own columns are there under their display names, ``item["Our Column"]``, and are written with ``extra={...}``.
    """

    family = "biocollections"
    _related = "biocollections"
    record = staticmethod(lambda: m.GenericItem)

    create = methods.create(lambda: api.biocollections.create, lambda: m.GenericItemCreate, lambda: m.GenericItem)
    update = methods.change(lambda: api.biocollections.update, lambda: m.GenericItemUpdate, lambda: m.GenericItem)

    def __init__(self, client: Any, name: str) -> None:
        super().__init__(client)
        self.name = name
        self._path = (name,)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        page_size: int | None = None,
        changed_since: Moment | None = None,
    ) -> Listing[Mode, m.GenericItem]:
        """List the collection's items, fetched page by page while you read.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            page_size: Items per page; the server's own (200) unless told.
            changed_since: Only what changed then or later, newest first, on the server's clock.
        """
        return self._list(where=where, order_by=order_by, page_size=page_size, changed_since=changed_since)

    def __repr__(self) -> str:
        return f"<collection {self.name!r} of {self._client.base_url}>"
