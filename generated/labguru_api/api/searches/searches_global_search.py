"""GET /api/v1/searches/global_search"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, required, view

if TYPE_CHECKING:
    from ...models.search_result import SearchResult
    from ...models.search_result_page import SearchResultPage


def request(
    *, term: str, size: int, model: str | None = None, page: int | None = None, meta: bool | None = None
) -> Request:
    """Search in all records

    What comes back was never published; it may be an array, or an object that holds one. `size` is the size of a
    page here, not `page_size`.

    Args:
        term: What to look for.
        size: Results in a page.
        model: Only records of this kind, such as Antibody.
        page: Number of the page; the first is 1. A page past the end is empty.
        meta: With true the answer is an object with `meta` and `data`, else a bare array.
    """
    term = required("term", term, (str,))
    size = required("size", size, (int,))
    model = optional("model", model, (str,))
    page = optional("page", page, (int,))
    meta = optional("meta", meta, (bool,))
    return Request(
        "searches.global_search",
        "GET",
        "/api/v1/searches/global_search",
        params={"term": term, "size": size, "model": model, "page": page, "meta": meta},
    )


def parse(data: Any) -> list[SearchResult] | SearchResultPage:
    """The answer, typed."""
    result: list[SearchResult] | SearchResultPage = view(data, models.SearchResultPage, items=models.SearchResult)
    return result


endpoint = Endpoint(request, parse, "searches.global_search")
