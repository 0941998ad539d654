"""GET /api/v1/histories"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, view

if TYPE_CHECKING:
    from ...models.history import History
    from ...models.history_page import HistoryPage


def request(
    *,
    page: int | None = None,
    page_size: int | None = None,
    meta: bool | None = None,
    filter_: Any | None = None,
    exclude_fields: str | None = None,
    order: str | None = None,
) -> Request:
    """List entries of the audit trail

    Documented nowhere. The JSON form of `filter` finds the entries of one record by
    `{"object_id":"27","object_type":"Biocollections::Sequence"}` (vendor's script), or those within another by
    `{"action":["update"],"context_id":665}` (live). `page_size` works (live); `page` and `meta` are assumed.

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
        exclude_fields: Names of keys to leave out of each record, joined by commas. In one script of the vendor, for
            samples; for other lists it is assumed.
        order: Such as id DESC, for the newest first (live).
    """
    page = optional("page", page, (int,))
    page_size = optional("page_size", page_size, (int,))
    meta = optional("meta", meta, (bool,))
    exclude_fields = optional("exclude_fields", exclude_fields, (str,))
    order = optional("order", order, (str,))
    return Request(
        "histories.list",
        "GET",
        "/api/v1/histories",
        params={
            "page": page,
            "page_size": page_size,
            "meta": meta,
            "filter": filter_,
            "exclude_fields": exclude_fields,
            "order": order,
        },
    )


def parse(data: Any) -> list[History] | HistoryPage:
    """The answer, typed."""
    result: list[History] | HistoryPage = view(data, models.HistoryPage, items=models.History)
    return result


endpoint = Endpoint(request, parse, "histories.list")
