"""GET /api/v1/attachments"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, check, view

if TYPE_CHECKING:
    from ...models.attachment import Attachment
    from ...models.attachment_page import AttachmentPage


def request(
    *, page: int | None = None, page_size: int | None = None, meta: bool | None = None, filter_: Any | None = None
) -> Request:
    """List attachments

    Documented nowhere. Those of one record are found with the JSON form of `filter`, such as
    `{"attachable_id":"77"}`; ids of different kinds of records overlap, so check `attachable_type`.

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
        "attachments.list",
        "GET",
        "/api/v1/attachments",
        params={"page": page, "page_size": page_size, "meta": meta, "filter": filter_},
    )


def parse(data: Any) -> list[Attachment] | AttachmentPage:
    """The answer, typed."""
    result: list[Attachment] | AttachmentPage = view(data, models.AttachmentPage, items=models.Attachment)
    return result


endpoint = Endpoint(request, parse)
