"""GET /api/v1/lipids"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, view

if TYPE_CHECKING:
    from ...models.lipid import Lipid
    from ...models.lipid_page import LipidPage


def request(
    *,
    page: int | None = None,
    page_size: int | None = None,
    meta: bool | None = None,
    kendo: bool | None = None,
    filter_: Any | None = None,
    sort: Any | None = None,
    name: str | None = None,
    exclude_fields: str | None = None,
) -> Request:
    """List lipids

    Args:
        page: Number of the page; the first is 1. A page past the end is empty.
        page_size: Records in a page. Undocumented in V1, and obeyed there by everyone who tried (live). The default
            differs between lists: 200 and 100 are reported. No maximum is known; 7000 was seen to work on V2
            experiments.
        meta: With true the answer is an object with `meta` and `data`, else a bare array.
        kendo: Must be true for a bracketed `filter` or `sort` to be read. Then `meta` counts as true unless said.
        filter_: Either, with `kendo`, the bracketed structure `filter[logic]=and`,
            `filter[filters][0][field]=title`, `[operator]`, `[value]` and so on; or, without, one compact JSON
            text of exact column values such as `{"project_id":15}` (no blank in it). The JSON text was seen on
            attachments, experiments, histories, members, samples, sections and stocks; for other lists it is
            assumed. A filter that the server does not understand is ignored in silence.
        sort: With `kendo`, the bracketed structure `sort[0][field]=id`, `sort[0][dir]=desc` (live, documented
            nowhere). A plain `sort=id` makes the server answer 500.
        name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
            is assumed, so look at the names that come back.
        exclude_fields: Names of keys to leave out of each record, joined by commas. In one script of the vendor, for
            samples; for other lists it is assumed.
    """
    page = optional("page", page, (int,))
    page_size = optional("page_size", page_size, (int,))
    meta = optional("meta", meta, (bool,))
    kendo = optional("kendo", kendo, (bool,))
    name = optional("name", name, (str,))
    exclude_fields = optional("exclude_fields", exclude_fields, (str,))
    return Request(
        "lipids.list",
        "GET",
        "/api/v1/lipids",
        params={
            "page": page,
            "page_size": page_size,
            "meta": meta,
            "kendo": kendo,
            "filter": filter_,
            "sort": sort,
            "name": name,
            "exclude_fields": exclude_fields,
        },
    )


def parse(data: Any) -> list[Lipid] | LipidPage:
    """The answer, typed."""
    result: list[Lipid] | LipidPage = view(data, models.LipidPage, items=models.Lipid)
    return result


endpoint = Endpoint(request, parse, "lipids.list")
