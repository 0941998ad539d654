"""GET /api/v1/manifests"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, check, view

if TYPE_CHECKING:
    from ...models.manifest import Manifest
    from ...models.manifest_page import ManifestPage


def request(*, page: int | None = None, page_size: int | None = None, meta: bool | None = None) -> Request:
    """List what has changed today

    Of the paging parameters only `page` is documented here.

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
    return Request(
        "manifests.list", "GET", "/api/v1/manifests", params={"page": page, "page_size": page_size, "meta": meta}
    )


def parse(data: Any) -> list[Manifest] | ManifestPage:
    """The answer, typed."""
    result: list[Manifest] | ManifestPage = view(data, models.ManifestPage, items=models.Manifest)
    return result


endpoint = Endpoint(request, parse)
