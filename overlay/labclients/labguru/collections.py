"""Stocks by their barcodes, and custom collections."""

from __future__ import annotations

import builtins

from labguru_api import api
from labguru_api import models as m
from labguru_api.resources import biocollections, stocks


class Stocks(stocks.Stocks):
    """Stocks (tubes) of the inventory."""

    def by_barcode(self, barcode: str) -> builtins.list[m.Stock]:
        """The stocks that carry this barcode, often one or none: where none does, Labguru itself looks for an id."""
        candidates = self._client.records(api.stocks.get_stocks_by_barcode, m.Stock, input_=barcode)
        return [stock for stock in candidates if stock.barcode == barcode]


class AsyncStocks(stocks.AsyncStocks):
    """Stocks (tubes) of the inventory."""

    def __init__(self, sync: Stocks) -> None:
        super().__init__(sync)
        self._stocks = sync

    async def by_barcode(self, barcode: str) -> builtins.list[m.Stock]:
        """The stocks that carry this barcode; see `Stocks.by_barcode`."""
        return await self._client.run_in_thread(self._stocks.by_barcode, barcode)


class Collection(biocollections.Biocollections):
    """A custom collection, under the very name that people see: Labguru wants it to the letter, double spaces too.

    Its own columns are there under their display names, ``item["Our Column"]``, and are written with ``extra={...}``.
    """

    def __repr__(self) -> str:
        return f"<collection {self.name!r} of {self._client.base_url}>"


class AsyncCollection(biocollections.AsyncBiocollections):
    """A custom collection, under the very name that people see: Labguru wants it to the letter, double spaces too.

    Its own columns are there under their display names, ``item["Our Column"]``, and are written with ``extra={...}``.
    """

    def __init__(self, sync: Collection) -> None:
        super().__init__(sync)
        self.name = sync.name

    def __repr__(self) -> str:
        return f"<collection {self.name!r} of {self._client.base_url}>"
