"""GET /api/v1/boxes"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, check, view

if TYPE_CHECKING:
    from ...models.box import Box
    from ...models.box_page import BoxPage


def request(*, page: int | None = None, page_size: int | None = None, meta: bool | None = None) -> Request:
    """List boxes

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
    return Request("boxes.list", "GET", "/api/v1/boxes", params={"page": page, "page_size": page_size, "meta": meta})


def parse(data: Any) -> list[Box] | BoxPage:
    """The answer, typed."""
    result: list[Box] | BoxPage = view(data, models.BoxPage, items=models.Box)
    return result


endpoint = Endpoint(request, parse)
