"""Stocks in elements of type samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    pass


class SampleStocks(Resource):
    """Stocks in elements of type samples."""

    resource_name = "sample_stocks"

    def add_stock_by_barcode(self, element_id: int, barcode: str) -> m.Acknowledgement:
        """Add a stock to a samples element by its barcode.

        A GET that writes, and documented nowhere: it must be neither repeated nor prefetched.

        Args:
            element_id: Id of an element of type samples.
            barcode: Barcode of the stock.
        """
        return self._client.record(api.sample_stocks.add_stock_by_barcode, element_id=element_id, barcode=barcode)


class AsyncSampleStocks(AsyncResource):
    """Stocks in elements of type samples."""

    resource_name = "sample_stocks"

    def __init__(self, sync: SampleStocks) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def add_stock_by_barcode(self, element_id: int, barcode: str) -> m.Acknowledgement:
        """Add a stock to a samples element by its barcode.

        A GET that writes, and documented nowhere: it must be neither repeated nor prefetched.

        Args:
            element_id: Id of an element of type samples.
            barcode: Barcode of the stock.
        """
        return await self._client.run_in_thread(self._sync.add_stock_by_barcode, element_id, barcode)
