"""GET /api/v2/instruments"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, view

if TYPE_CHECKING:
    from ...models.instrument import Instrument
    from ...models.instrument_page import InstrumentPage


def request(*, page: int | None = None, page_size: int | None = None, meta: bool | None = None) -> Request:
    """List equipment (V2)

    `meta` is not documented here; it is assumed to work as in the V2 list of experiments.

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
        "instruments.list_v2", "GET", "/api/v2/instruments", params={"page": page, "page_size": page_size, "meta": meta}
    )


def parse(data: Any) -> list[Instrument] | InstrumentPage:
    """The answer, typed."""
    result: list[Instrument] | InstrumentPage = view(data, models.InstrumentPage, items=models.Instrument)
    return result


endpoint = Endpoint(request, parse, "instruments.list_v2")
