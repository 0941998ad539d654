"""GET /api/v1/experiments/item_experiments"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, required, view

if TYPE_CHECKING:
    from ...models.experiment import Experiment
    from ...models.experiment_page import ExperimentPage


def request(
    *,
    item_id: int,
    item_class: str,
    pathname: str | None = None,
    page: int | None = None,
    page_size: int | None = None,
    meta: bool | None = None,
    kendo: bool | None = None,
) -> Request:
    """List the experiments that use an item

    The item is a record of a collection or a stock. Documented nowhere; called by the vendor's example and by
    others with `kendo` and `meta` true.

    Args:
        item_id: Id of the item.
        item_class: Class name of the item, such as Biocollections::Generic or System::Storage::Stock.
        pathname: UI path of the item, such as /biocollections/database/1049; the vendor's example does without.
        page: Number of the page; the first is 1. A page past the end is empty.
        page_size: Records in a page. Undocumented in V1, and obeyed there by everyone who tried (live). The default
            differs between lists: 200 and 100 are reported. No maximum is known; 7000 was seen to work on V2
            experiments.
        meta: With true the answer is an object with `meta` and `data`, else a bare array.
        kendo: Must be true for a bracketed `filter` or `sort` to be read. Then `meta` counts as true unless said.
    """
    item_id = required("item_id", item_id, (int,))
    item_class = required("item_class", item_class, (str,))
    pathname = optional("pathname", pathname, (str,))
    page = optional("page", page, (int,))
    page_size = optional("page_size", page_size, (int,))
    meta = optional("meta", meta, (bool,))
    kendo = optional("kendo", kendo, (bool,))
    return Request(
        "experiments.item_experiments",
        "GET",
        "/api/v1/experiments/item_experiments",
        params={
            "item_id": item_id,
            "item_class": item_class,
            "pathname": pathname,
            "page": page,
            "page_size": page_size,
            "meta": meta,
            "kendo": kendo,
        },
    )


def parse(data: Any) -> list[Experiment] | ExperimentPage:
    """The answer, typed."""
    result: list[Experiment] | ExperimentPage = view(data, models.ExperimentPage, items=models.Experiment)
    return result


endpoint = Endpoint(request, parse, "experiments.item_experiments")
