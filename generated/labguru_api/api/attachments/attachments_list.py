"""GET /api/v1/attachments"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, view

if TYPE_CHECKING:
    from ...models.attachment import Attachment
    from ...models.attachment_page import AttachmentPage


def request(
    *,
    page: int | None = None,
    page_size: int | None = None,
    meta: bool | None = None,
    filter_: Any | None = None,
    name: str | None = None,
    exclude_fields: str | None = None,
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
        filter_: Either, with `kendo`, the bracketed structure `filter[logic]=and`,
            `filter[filters][0][field]=title`, `[operator]`, `[value]` and so on; or, without, one compact JSON
            text of exact column values such as `{"project_id":15}` (no blank in it). The JSON text was seen on
            attachments, experiments, histories, members, samples, sections and stocks; for other lists it is
            assumed. A filter that the server does not understand is ignored in silence.
        name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
            is assumed, so look at the names that come back.
        exclude_fields: Names of keys to leave out of each record, joined by commas. In one script of the vendor, for
            samples; for other lists it is assumed.
    """
    page = optional("page", page, (int,))
    page_size = optional("page_size", page_size, (int,))
    meta = optional("meta", meta, (bool,))
    name = optional("name", name, (str,))
    exclude_fields = optional("exclude_fields", exclude_fields, (str,))
    return Request(
        "attachments.list",
        "GET",
        "/api/v1/attachments",
        params={
            "page": page,
            "page_size": page_size,
            "meta": meta,
            "filter": filter_,
            "name": name,
            "exclude_fields": exclude_fields,
        },
    )


def parse(data: Any) -> list[Attachment] | AttachmentPage:
    """The answer, typed."""
    result: list[Attachment] | AttachmentPage = view(data, models.AttachmentPage, items=models.Attachment)
    return result


endpoint = Endpoint(request, parse, "attachments.list")
