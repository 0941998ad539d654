"""GET /api/v1/sections"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, check, view

if TYPE_CHECKING:
    from ...models.section import Section
    from ...models.section_page import SectionPage


def request(
    *, page: int | None = None, page_size: int | None = None, meta: bool | None = None, filter_: Any | None = None
) -> Request:
    """List sections

    Documented nowhere. The sections of one record are found with the JSON form of `filter`, such as
    `{"container_type":"Projects::Experiment","container_id":1}`.

    Args:
        page: Number of the page; the first is 1. A page past the end is empty.
        page_size: Records in a page. Undocumented in V1, and obeyed there by everyone who tried (live). The default
            differs between lists: 200 and 100 are reported. No maximum is known; 7000 was seen to work on V2
            experiments.
        meta: With true the answer is an object with `meta` and `data`, else a bare array.
        filter_: A structure or a JSON text.
    """
    check("page", page, (int, type(None)))
    check("page_size", page_size, (int, type(None)))
    check("meta", meta, (bool, type(None)))
    return Request(
        "sections.list",
        "GET",
        "/api/v1/sections",
        params={"page": page, "page_size": page_size, "meta": meta, "filter": filter_},
    )


def parse(data: Any) -> list[Section] | SectionPage:
    """The answer, typed."""
    result: list[Section] | SectionPage = view(data, models.SectionPage, items=models.Section)
    return result


endpoint = Endpoint(request, parse)
