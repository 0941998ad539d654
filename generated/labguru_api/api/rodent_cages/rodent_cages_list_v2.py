"""GET /api/v2/rodent_cages"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, view

if TYPE_CHECKING:
    from ...models.rodent_cage import RodentCage
    from ...models.rodent_cage_page import RodentCagePage


def request(*, page: int | None = None, page_size: int | None = None, meta: bool | None = None) -> Request:
    """List rodent cages (V2)

    Pages and their size are documented, `meta` is not; it is assumed to work as in the V2 list of experiments.
    Whether filters and sorting are obeyed here is not known.

    Args:
        page: Number of the page; the first is 1. A page past the end is empty.
        page_size: Records in a page. Undocumented in V1, and obeyed there by everyone who tried (live). The default
            differs between lists: 200 and 100 are reported. No maximum is known; 7000 was seen to work on V2
            experiments.
        meta: With true the answer is an object with `meta` and `data`, else a bare array.
    """
    page = optional("page", page, (int,))
    page_size = optional("page_size", page_size, (int,))
    meta = optional("meta", meta, (bool,))
    return Request(
        "rodent_cages.list_v2",
        "GET",
        "/api/v2/rodent_cages",
        params={"page": page, "page_size": page_size, "meta": meta},
    )


def parse(data: Any) -> list[RodentCage] | RodentCagePage:
    """The answer, typed."""
    result: list[RodentCage] | RodentCagePage = view(data, models.RodentCagePage, items=models.RodentCage)
    return result


endpoint = Endpoint(request, parse, "rodent_cages.list_v2")
