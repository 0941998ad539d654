"""GET /api/v1/stocks/item_stocks"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, required, view

if TYPE_CHECKING:
    from ...models.stock import Stock
    from ...models.stock_page import StockPage


def request(
    *,
    item_id: int,
    item_type: str,
    from_: str | None = None,
    page: int | None = None,
    page_size: int | None = None,
    meta: bool | None = None,
    kendo: bool | None = None,
    filter_: Any | None = None,
) -> Request:
    """List the stocks of an item

    Documented nowhere; the one caller sends `kendo`, `meta`, `from` and a filter that names the field storage_id
    without operator or value.

    Args:
        item_id: Id of the item.
        item_type: Class name of the item, such as Biocollections::Generic.
        from_: UI path of the item, such as /biocollections/database/1049.
        page: Number of the page; the first is 1. A page past the end is empty.
        page_size: Records in a page. Undocumented in V1, and obeyed there by everyone who tried (live). The default
            differs between lists: 200 and 100 are reported. No maximum is known; 7000 was seen to work on V2
            experiments.
        meta: With true the answer is an object with `meta` and `data`, else a bare array.
        kendo: Must be true for a bracketed `filter` or `sort` to be read. Then `meta` counts as true unless said.
        filter_: Either, with `kendo`, the bracketed structure `filter[logic]=and`,
            `filter[filters][0][field]=title`, `[operator]`, `[value]` and so on; or, without, one compact JSON
            text of exact column values such as `{"project_id":15}` (no blank in it). The JSON text was seen on
            attachments, experiments, histories, members, samples, sections and stocks; for other lists it is
            assumed. A filter that the server does not understand is ignored in silence.
    """
    item_id = required("item_id", item_id, (int,))
    item_type = required("item_type", item_type, (str,))
    from_ = optional("from_", from_, (str,))
    page = optional("page", page, (int,))
    page_size = optional("page_size", page_size, (int,))
    meta = optional("meta", meta, (bool,))
    kendo = optional("kendo", kendo, (bool,))
    return Request(
        "stocks.item_stocks",
        "GET",
        "/api/v1/stocks/item_stocks",
        params={
            "item_id": item_id,
            "item_type": item_type,
            "from": from_,
            "page": page,
            "page_size": page_size,
            "meta": meta,
            "kendo": kendo,
            "filter": filter_,
        },
    )


def parse(data: Any) -> list[Stock] | StockPage:
    """The answer, typed."""
    result: list[Stock] | StockPage = view(data, models.StockPage, items=models.Stock)
    return result


endpoint = Endpoint(request, parse, "stocks.item_stocks")
