"""Families of the inventory that are more than a row: equipment, cages, plates, samples, orders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from labclients._client import build
from labclients._modes import Mode, dual_mode
from labclients.labguru import families, methods
from labclients.labguru.families import Deletes, Family, Gets, Lists, Named, Newer, exact
from labclients.paging import Listing
from labguru_api import api
from labguru_api import models as m


class Instruments(
    Newer[Mode, "m.Instrument"],
    Named[Mode, "m.Instrument"],
    Gets[Mode, "m.Instrument"],
    Deletes[Mode, "m.Instrument"],
):
    """Equipment; the API calls it instruments."""

    record = staticmethod(lambda: m.Instrument)

    create = methods.create(lambda: api.instruments.create, lambda: m.InstrumentCreate, lambda: m.Instrument)
    update = methods.change(lambda: api.instruments.update, lambda: m.InstrumentUpdate, lambda: m.Instrument)


class RodentCages(
    Newer[Mode, "m.RodentCage"],
    Lists[Mode, "m.RodentCage"],
    Gets[Mode, "m.RodentCage"],
    Deletes[Mode, "m.RodentCage"],
):
    """Cages of rodents."""

    record = staticmethod(lambda: m.RodentCage)

    create = methods.create(lambda: api.rodent_cages.create, lambda: m.RodentCageCreate, lambda: m.RodentCage)
    update = methods.change(lambda: api.rodent_cages.update, lambda: m.RodentCageUpdate, lambda: m.RodentCage)


class Plates(Named[Mode, "m.Plate"], Gets[Mode, "m.Plate"], Deletes[Mode, "m.Plate"]):
    """Plates. For `duplicate` and `update_layer`, the vendor's scripts give the id of an element of type plate."""

    record = staticmethod(lambda: m.Plate)

    duplicate = methods.change(lambda: api.plates.duplicate, lambda: m.PlateDuplicateCreate, lambda: m.Acknowledgement)

    @dual_mode
    def find_by_name(self, name: str) -> list[m.Plate]:
        """The plates of this name."""
        return self._several(build(api.plates.find_by_name.request, name=name), m.Plate)

    @dual_mode
    def update_layer(self, id: int, file: str | Path) -> m.Acknowledgement:
        """Fill a layer of a plate from a CSV file.

        Raises:
            UsageError: The file cannot be read.
        """
        body = build(m.PlateLayerCreate, file=families.read_file(file, "text/csv"))
        return self._client.record(api.plates.update_layer.request(id, body=body), m.Acknowledgement)


class CompoundParentStructures(Gets[Mode, "m.CompoundParentStructure"]):
    """Structures that compounds are forms of."""

    record = staticmethod(lambda: m.CompoundParentStructure)

    update = methods.change(
        lambda: api.compound_parent_structures.update,
        lambda: m.CompoundParentStructureUpdate,
        lambda: m.CompoundParentStructure,
    )
    compounds = methods.call(lambda: api.compound_parent_structures.compounds)

    def list(self) -> Listing[Mode, m.CompoundParentStructure]:
        """List all of them; they come at once."""
        return self._unpaged()


class Samples(Deletes[Mode, "m.Sample"]):
    """Rows of elements of type samples."""

    record = staticmethod(lambda: m.Sample)

    create = methods.create(lambda: api.samples.create, lambda: m.SampleCreate, lambda: m.Sample)
    delete_instrument_usage = methods.call(lambda: api.samples.delete_instrument_usage)

    def list(
        self, *, generic_collection_id: int | None = None, page_size: int | None = None
    ) -> Listing[Mode, m.Sample]:
        """List samples, those from one custom collection if told."""
        return self._list(filter_=exact(generic_collection_id=generic_collection_id), page_size=page_size)


class SampleStocks(Family[Mode, Any]):
    """Stocks in elements of type samples."""

    add_stock_by_barcode = methods.act(lambda: api.sample_stocks.add_stock_by_barcode)


class PoolEvents(Family[Mode, "m.PoolEvent"]):
    """Sample pooling: stocks poured together."""

    create = methods.create(lambda: api.pool_events.create, lambda: m.PoolEventCreate, lambda: m.PoolEvent)


class ShoppingList(
    Named[Mode, "m.ShoppingListItem"], Gets[Mode, "m.ShoppingListItem"], Deletes[Mode, "m.ShoppingListItem"]
):
    """Orders: lines of the shopping list. `add_item` tells the id of the new line as ``lineitem_id``."""

    record = staticmethod(lambda: m.ShoppingListItem)

    add_item = methods.create(
        lambda: api.shopping_list.add_item, lambda: m.ShoppingListItemCreate, lambda: m.AddedShoppingListItem
    )
    update = methods.change(
        lambda: api.shopping_list.update, lambda: m.ShoppingListItemUpdate, lambda: m.ShoppingListItem
    )
    approve = methods.act(lambda: api.shopping_list.approve)
    cancel = methods.act(lambda: api.shopping_list.cancel)
    submit = methods.act(lambda: api.shopping_list.submit)


class Units(Named[Mode, "m.Unit"], Gets[Mode, "m.Unit"]):
    """Units of weight, volume and concentration; `delete` wants to know which of them."""

    record = staticmethod(lambda: m.Unit)

    create = methods.create(lambda: api.units.create, lambda: m.UnitCreate, lambda: m.Unit)
    delete = methods.change(lambda: api.units.delete, lambda: m.UnitDeletionCreate, lambda: _nothing)


def _nothing(data: object) -> None:
    """What a deletion tells."""
