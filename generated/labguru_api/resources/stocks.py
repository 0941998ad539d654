"""Stocks (tubes) of the inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, ListOptions, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Filter, Listing, Moment


class Stocks(Resource):
    """Stocks (tubes) of the inventory."""

    resource_name = "stocks"

    def create(
        self,
        *,
        name: str,
        stockable_type: str,
        stockable_id: int,
        storage_type: str,
        storage_id: int,
        location_in_box: int | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        stored_by: int | Unset = UNSET,
        expiration_date: str | Unset = UNSET,
        lot: str | Unset = UNSET,
        description: str | Unset = UNSET,
        barcode: str | Unset = UNSET,
        concentration: str | Unset = UNSET,
        concentration_prefix: str | Unset = UNSET,
        concentration_unit_id: int | Unset = UNSET,
        concentration_exponent: int | str | Unset = UNSET,
        concentration_remarks: str | Unset = UNSET,
        volume: str | Unset = UNSET,
        volume_prefix: str | Unset = UNSET,
        volume_unit_id: int | Unset = UNSET,
        volume_exponent: int | str | Unset = UNSET,
        volume_remarks: str | Unset = UNSET,
        weight: str | Unset = UNSET,
        weight_prefix: str | Unset = UNSET,
        weight_unit_id: int | Unset = UNSET,
        weight_exponent: int | str | Unset = UNSET,
        weight_remarks: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Stock:
        """Add a stock of an item.

        Args:
            stockable_type: Class name of the item, such as Biocollections::Antibody.
            stockable_id: Id of the item.
            storage_type: System::Storage::Box for a box, System::Storage::Storage for any other.
            storage_id: Id of the box or storage. (The vendor's text lists ids of kinds of storages; it describes
                another field.)
            location_in_box: In a grid box: (row - 1) * columns + column.
            owner_id: Id of a member; the caller by default.
            stored_by: Id of a member.
            expiration_date: YYYY-MM-DD.
            concentration: A number as a text.
            concentration_prefix: x10^ or E^.
            concentration_unit_id: See Stock.
            volume: A number as a text.
            volume_prefix: x10^ or E^.
            volume_unit_id: 6 L, 7 mL, 8 uL.
            weight: A number as a text.
            weight_prefix: x10^ or E^.
            weight_unit_id: 1 Kg, 2 g, 3 mg, 4 ug, 5 ng.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.stocks.create,
            body=self._client.build(
                m.StockCreate,
                name=name,
                stockable_type=stockable_type,
                stockable_id=stockable_id,
                storage_type=storage_type,
                storage_id=storage_id,
                location_in_box=location_in_box,
                owner_id=owner_id,
                stored_by=stored_by,
                expiration_date=expiration_date,
                lot=lot,
                description=description,
                barcode=barcode,
                concentration=concentration,
                concentration_prefix=concentration_prefix,
                concentration_unit_id=concentration_unit_id,
                concentration_exponent=concentration_exponent,
                concentration_remarks=concentration_remarks,
                volume=volume,
                volume_prefix=volume_prefix,
                volume_unit_id=volume_unit_id,
                volume_exponent=volume_exponent,
                volume_remarks=volume_remarks,
                weight=weight,
                weight_prefix=weight_prefix,
                weight_unit_id=weight_unit_id,
                weight_exponent=weight_exponent,
                weight_remarks=weight_remarks,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a stock.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.stocks.delete, id)

    def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> m.Stock:
        """Find the one record that has this name, SysID or uuid; pass exactly one of them.

        Args:
            name: Its exact name or title.
            sys_id: Its SysID.
            uuid: Its uuid.
            external_uuid: The uuid that another system gave it.

        Raises:
            NotFound: There is none.
            NotUnique: There are several; the message names their ids.
            FilterError: Records of this family cannot be found in this way.
        """
        return self._client.find(
            api.stocks.list, m.Stock, (), name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    def get(self, id: int) -> m.Stock:
        """Get a stock.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.stocks.get, id)

    def item_stocks(
        self, item_id: int, item_type: str, *, from_: str | None = None, page_size: int | None = None
    ) -> Listing[m.Stock]:
        """List the stocks of an item.

        Documented nowhere; the one caller sends `kendo`, `meta`, `from` and a filter that names the field
        storage_id without operator or value.

        Args:
            item_id: Id of the item.
            item_type: Class name of the item, such as Biocollections::Generic.
            from_: UI path of the item, such as /biocollections/database/1049.
            page_size: Records per page; the server's own number by default.
        """
        return self._client.listing(
            api.stocks.item_stocks,
            m.Stock,
            None,
            item_id=item_id,
            item_type=item_type,
            from_=from_,
            page_size=page_size,
            kendo=True,
        )

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        stockable_type: str | None = None,
        stockable_id: int | None = None,
        page_size: int | None = None,
        name: str | None = None,
    ) -> Listing[m.Stock]:
        """List stocks.

        Those of one item are found with `stockable_type` and `stockable_id`, those of a barcode with the JSON
        filter `{"barcode":"..."}` (live). Pages of 100 are reported where `page_size` is not given. The filter
        `stored_by` takes an object for a value: `[value][name]=User Name`, `[value][id]=[1]`.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            stockable_type: Class name of the item, such as Biocollections::Tissue.
            stockable_id: Id of the item.
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.listing(
            api.stocks.list,
            m.Stock,
            ListOptions(where, order_by, changed_since),
            stockable_type=stockable_type,
            stockable_id=stockable_id,
            page_size=page_size,
            name=name,
        )

    def mark_as_consumed(self, id: int) -> m.Acknowledgement:
        """Mark a stock as consumed.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.stocks.mark_as_consumed, id)

    def mark_as_output(
        self, id: int, *, exp_id: int | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Mark a stock as the output of an experiment.

        Args:
            exp_id: Id of the experiment.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.stocks.mark_as_output,
            id,
            body=self._client.build(m.StockOutputUpdate, exp_id=exp_id, extra=dict(extra or {})),
        )

    def unmark_output(
        self, id: int, *, exp_id: int | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Undo the mark of a stock as output.

        Args:
            exp_id: Id of the experiment.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.stocks.unmark_output,
            id,
            body=self._client.build(m.StockOutputUpdate, exp_id=exp_id, extra=dict(extra or {})),
        )

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        stockable_type: str | None | Unset = UNSET,
        stockable_id: int | None | Unset = UNSET,
        storage_type: str | None | Unset = UNSET,
        storage_id: int | None | Unset = UNSET,
        location_in_box: int | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        stored_by: int | None | Unset = UNSET,
        expiration_date: str | None | Unset = UNSET,
        lot: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        barcode: str | None | Unset = UNSET,
        concentration: str | None | Unset = UNSET,
        concentration_prefix: str | None | Unset = UNSET,
        concentration_unit_id: int | None | Unset = UNSET,
        concentration_exponent: int | str | None | Unset = UNSET,
        concentration_remarks: str | None | Unset = UNSET,
        volume: str | None | Unset = UNSET,
        volume_prefix: str | None | Unset = UNSET,
        volume_unit_id: int | None | Unset = UNSET,
        volume_exponent: int | str | None | Unset = UNSET,
        volume_remarks: str | None | Unset = UNSET,
        weight: str | None | Unset = UNSET,
        weight_prefix: str | None | Unset = UNSET,
        weight_unit_id: int | None | Unset = UNSET,
        weight_exponent: int | str | None | Unset = UNSET,
        weight_remarks: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Stock:
        """Update a stock.

        A field that is left out stays as it is; None clears it.

        Args:
            expiration_date: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.stocks.update,
            id,
            body=self._client.build(
                m.StockUpdate,
                name=name,
                stockable_type=stockable_type,
                stockable_id=stockable_id,
                storage_type=storage_type,
                storage_id=storage_id,
                location_in_box=location_in_box,
                owner_id=owner_id,
                stored_by=stored_by,
                expiration_date=expiration_date,
                lot=lot,
                description=description,
                barcode=barcode,
                concentration=concentration,
                concentration_prefix=concentration_prefix,
                concentration_unit_id=concentration_unit_id,
                concentration_exponent=concentration_exponent,
                concentration_remarks=concentration_remarks,
                volume=volume,
                volume_prefix=volume_prefix,
                volume_unit_id=volume_unit_id,
                volume_exponent=volume_exponent,
                volume_remarks=volume_remarks,
                weight=weight,
                weight_prefix=weight_prefix,
                weight_unit_id=weight_unit_id,
                weight_exponent=weight_exponent,
                weight_remarks=weight_remarks,
                extra=dict(extra or {}),
            ),
        )

    def update_amount(
        self,
        id: int,
        *,
        unit_type: str | None | Unset = UNSET,
        unit_type_name: str | None | Unset = UNSET,
        amount_used: str | None | Unset = UNSET,
        element_id: int | None | Unset = UNSET,
        sample_id: int | None | Unset = UNSET,
        subtract: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Record the amount of a stock used in a samples element.

        Args:
            unit_type: volume or weight.
            unit_type_name: Such as mL or mg.
            amount_used: A number as a text.
            element_id: Id of the samples element.
            sample_id: Id of the row in it.
            subtract: The text true takes the amount off the stock.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.stocks.update_stock_amount,
            id,
            body=self._client.build(
                m.StockAmountUpdate,
                unit_type=unit_type,
                unit_type_name=unit_type_name,
                amount_used=amount_used,
                element_id=element_id,
                sample_id=sample_id,
                subtract=subtract,
                extra=dict(extra or {}),
            ),
        )


class AsyncStocks(AsyncResource):
    """Stocks (tubes) of the inventory."""

    resource_name = "stocks"

    def __init__(self, sync: Stocks) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        stockable_type: str,
        stockable_id: int,
        storage_type: str,
        storage_id: int,
        location_in_box: int | Unset = UNSET,
        owner_id: int | Unset = UNSET,
        stored_by: int | Unset = UNSET,
        expiration_date: str | Unset = UNSET,
        lot: str | Unset = UNSET,
        description: str | Unset = UNSET,
        barcode: str | Unset = UNSET,
        concentration: str | Unset = UNSET,
        concentration_prefix: str | Unset = UNSET,
        concentration_unit_id: int | Unset = UNSET,
        concentration_exponent: int | str | Unset = UNSET,
        concentration_remarks: str | Unset = UNSET,
        volume: str | Unset = UNSET,
        volume_prefix: str | Unset = UNSET,
        volume_unit_id: int | Unset = UNSET,
        volume_exponent: int | str | Unset = UNSET,
        volume_remarks: str | Unset = UNSET,
        weight: str | Unset = UNSET,
        weight_prefix: str | Unset = UNSET,
        weight_unit_id: int | Unset = UNSET,
        weight_exponent: int | str | Unset = UNSET,
        weight_remarks: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Stock:
        """Add a stock of an item.

        Args:
            stockable_type: Class name of the item, such as Biocollections::Antibody.
            stockable_id: Id of the item.
            storage_type: System::Storage::Box for a box, System::Storage::Storage for any other.
            storage_id: Id of the box or storage. (The vendor's text lists ids of kinds of storages; it describes
                another field.)
            location_in_box: In a grid box: (row - 1) * columns + column.
            owner_id: Id of a member; the caller by default.
            stored_by: Id of a member.
            expiration_date: YYYY-MM-DD.
            concentration: A number as a text.
            concentration_prefix: x10^ or E^.
            concentration_unit_id: See Stock.
            volume: A number as a text.
            volume_prefix: x10^ or E^.
            volume_unit_id: 6 L, 7 mL, 8 uL.
            weight: A number as a text.
            weight_prefix: x10^ or E^.
            weight_unit_id: 1 Kg, 2 g, 3 mg, 4 ug, 5 ng.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            stockable_type=stockable_type,
            stockable_id=stockable_id,
            storage_type=storage_type,
            storage_id=storage_id,
            location_in_box=location_in_box,
            owner_id=owner_id,
            stored_by=stored_by,
            expiration_date=expiration_date,
            lot=lot,
            description=description,
            barcode=barcode,
            concentration=concentration,
            concentration_prefix=concentration_prefix,
            concentration_unit_id=concentration_unit_id,
            concentration_exponent=concentration_exponent,
            concentration_remarks=concentration_remarks,
            volume=volume,
            volume_prefix=volume_prefix,
            volume_unit_id=volume_unit_id,
            volume_exponent=volume_exponent,
            volume_remarks=volume_remarks,
            weight=weight,
            weight_prefix=weight_prefix,
            weight_unit_id=weight_unit_id,
            weight_exponent=weight_exponent,
            weight_remarks=weight_remarks,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a stock.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> m.Stock:
        """Find the one record that has this name, SysID or uuid; pass exactly one of them.

        Args:
            name: Its exact name or title.
            sys_id: Its SysID.
            uuid: Its uuid.
            external_uuid: The uuid that another system gave it.

        Raises:
            NotFound: There is none.
            NotUnique: There are several; the message names their ids.
            FilterError: Records of this family cannot be found in this way.
        """
        return await self._client.run_in_thread(
            self._sync.find, name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    async def get(self, id: int) -> m.Stock:
        """Get a stock.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def item_stocks(
        self, item_id: int, item_type: str, *, from_: str | None = None, page_size: int | None = None
    ) -> AsyncListing[m.Stock]:
        """List the stocks of an item.

        Documented nowhere; the one caller sends `kendo`, `meta`, `from` and a filter that names the field
        storage_id without operator or value.

        Args:
            item_id: Id of the item.
            item_type: Class name of the item, such as Biocollections::Generic.
            from_: UI path of the item, such as /biocollections/database/1049.
            page_size: Records per page; the server's own number by default.
        """
        return self._client.awaited(self._sync.item_stocks(item_id, item_type, from_=from_, page_size=page_size))

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        stockable_type: str | None = None,
        stockable_id: int | None = None,
        page_size: int | None = None,
        name: str | None = None,
    ) -> AsyncListing[m.Stock]:
        """List stocks.

        Those of one item are found with `stockable_type` and `stockable_id`, those of a barcode with the JSON
        filter `{"barcode":"..."}` (live). Pages of 100 are reported where `page_size` is not given. The filter
        `stored_by` takes an object for a value: `[value][name]=User Name`, `[value][id]=[1]`.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            stockable_type: Class name of the item, such as Biocollections::Tissue.
            stockable_id: Id of the item.
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.awaited(
            self._sync.list(
                where=where,
                order_by=order_by,
                changed_since=changed_since,
                stockable_type=stockable_type,
                stockable_id=stockable_id,
                page_size=page_size,
                name=name,
            )
        )

    async def mark_as_consumed(self, id: int) -> m.Acknowledgement:
        """Mark a stock as consumed.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.mark_as_consumed, id)

    async def mark_as_output(
        self, id: int, *, exp_id: int | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Mark a stock as the output of an experiment.

        Args:
            exp_id: Id of the experiment.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.mark_as_output, id, exp_id=exp_id, extra=extra)

    async def unmark_output(
        self, id: int, *, exp_id: int | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Undo the mark of a stock as output.

        Args:
            exp_id: Id of the experiment.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.unmark_output, id, exp_id=exp_id, extra=extra)

    async def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        stockable_type: str | None | Unset = UNSET,
        stockable_id: int | None | Unset = UNSET,
        storage_type: str | None | Unset = UNSET,
        storage_id: int | None | Unset = UNSET,
        location_in_box: int | None | Unset = UNSET,
        owner_id: int | None | Unset = UNSET,
        stored_by: int | None | Unset = UNSET,
        expiration_date: str | None | Unset = UNSET,
        lot: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        barcode: str | None | Unset = UNSET,
        concentration: str | None | Unset = UNSET,
        concentration_prefix: str | None | Unset = UNSET,
        concentration_unit_id: int | None | Unset = UNSET,
        concentration_exponent: int | str | None | Unset = UNSET,
        concentration_remarks: str | None | Unset = UNSET,
        volume: str | None | Unset = UNSET,
        volume_prefix: str | None | Unset = UNSET,
        volume_unit_id: int | None | Unset = UNSET,
        volume_exponent: int | str | None | Unset = UNSET,
        volume_remarks: str | None | Unset = UNSET,
        weight: str | None | Unset = UNSET,
        weight_prefix: str | None | Unset = UNSET,
        weight_unit_id: int | None | Unset = UNSET,
        weight_exponent: int | str | None | Unset = UNSET,
        weight_remarks: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Stock:
        """Update a stock.

        A field that is left out stays as it is; None clears it.

        Args:
            expiration_date: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            stockable_type=stockable_type,
            stockable_id=stockable_id,
            storage_type=storage_type,
            storage_id=storage_id,
            location_in_box=location_in_box,
            owner_id=owner_id,
            stored_by=stored_by,
            expiration_date=expiration_date,
            lot=lot,
            description=description,
            barcode=barcode,
            concentration=concentration,
            concentration_prefix=concentration_prefix,
            concentration_unit_id=concentration_unit_id,
            concentration_exponent=concentration_exponent,
            concentration_remarks=concentration_remarks,
            volume=volume,
            volume_prefix=volume_prefix,
            volume_unit_id=volume_unit_id,
            volume_exponent=volume_exponent,
            volume_remarks=volume_remarks,
            weight=weight,
            weight_prefix=weight_prefix,
            weight_unit_id=weight_unit_id,
            weight_exponent=weight_exponent,
            weight_remarks=weight_remarks,
            extra=extra,
        )

    async def update_amount(
        self,
        id: int,
        *,
        unit_type: str | None | Unset = UNSET,
        unit_type_name: str | None | Unset = UNSET,
        amount_used: str | None | Unset = UNSET,
        element_id: int | None | Unset = UNSET,
        sample_id: int | None | Unset = UNSET,
        subtract: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Record the amount of a stock used in a samples element.

        Args:
            unit_type: volume or weight.
            unit_type_name: Such as mL or mg.
            amount_used: A number as a text.
            element_id: Id of the samples element.
            sample_id: Id of the row in it.
            subtract: The text true takes the amount off the stock.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update_amount,
            id,
            unit_type=unit_type,
            unit_type_name=unit_type_name,
            amount_used=amount_used,
            element_id=element_id,
            sample_id=sample_id,
            subtract=subtract,
            extra=extra,
        )
