"""GET /api/v1/flags"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, check, view

if TYPE_CHECKING:
    from ...models.flag import Flag
    from ...models.flag_page import FlagPage


def request(*, page: int | None = None, page_size: int | None = None, meta: bool | None = None) -> Request:
    """List flags

    Args:
        page: Number of the page; the first is 1. A page past the end is empty.
        page_size: Records in a page. Undocumented in V1, and obeyed there by everyone who tried (live). The default
            differs between lists: 200 and 100 are reported. No maximum is known; 7000 was seen to work on V2
            experiments.
        meta: With true the answer is an object with `meta` and `data`, else a bare array.
    """
    check("page", page, (int, type(None)))
    check("page_size", page_size, (int, type(None)))
    check("meta", meta, (bool, type(None)))
    return Request("flags.list", "GET", "/api/v1/flags", params={"page": page, "page_size": page_size, "meta": meta})


def parse(data: Any) -> list[Flag] | FlagPage:
    """The answer, typed."""
    result: list[Flag] | FlagPage = view(data, models.FlagPage, items=models.Flag)
    return result


endpoint = Endpoint(request, parse)
