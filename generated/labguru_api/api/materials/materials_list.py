"""GET /api/v1/materials"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, check, view

if TYPE_CHECKING:
    from ...models.material import Material
    from ...models.material_page import MaterialPage


def request(
    *,
    page: int | None = None,
    page_size: int | None = None,
    meta: bool | None = None,
    name: str | None = None,
    exclude_fields: str | None = None,
) -> Request:
    """List consumables

    Args:
        page: Number of the page; the first is 1. A page past the end is empty.
        page_size: Records in a page. Undocumented in V1, and obeyed there by everyone who tried (live). The default
            differs between lists: 200 and 100 are reported. No maximum is known; 7000 was seen to work on V2
            experiments.
        meta: With true the answer is an object with `meta` and `data`, else a bare array.
        name: Exact name of the records sought. In the vendor's scripts only.
        exclude_fields: Names of keys to leave out of each record, joined by commas. In the vendor's scripts only.
    """
    check("page", page, (int, type(None)))
    check("page_size", page_size, (int, type(None)))
    check("meta", meta, (bool, type(None)))
    check("name", name, (str, type(None)))
    check("exclude_fields", exclude_fields, (str, type(None)))
    return Request(
        "materials.list",
        "GET",
        "/api/v1/materials",
        params={"page": page, "page_size": page_size, "meta": meta, "name": name, "exclude_fields": exclude_fields},
    )


def parse(data: Any) -> list[Material] | MaterialPage:
    """The answer, typed."""
    result: list[Material] | MaterialPage = view(data, models.MaterialPage, items=models.Material)
    return result


endpoint = Endpoint(request, parse)
