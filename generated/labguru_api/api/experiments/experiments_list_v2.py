"""GET /api/v2/experiments"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, view

if TYPE_CHECKING:
    from ...models.experiment import Experiment
    from ...models.experiment_page import ExperimentPage


def request(
    *,
    page: int | None = None,
    page_size: int | None = None,
    meta: bool | None = None,
    to_sign: bool | None = None,
    to_witness: bool | None = None,
) -> Request:
    """List experiments (V2)

    With `meta` the answer has the same two parts as in V1 (live; not documented). Whether filters and sorting are
    obeyed here is not known.

    Args:
        page: Number of the page; the first is 1. A page past the end is empty.
        page_size: Records in a page. Undocumented in V1, and obeyed there by everyone who tried (live). The default
            differs between lists: 200 and 100 are reported. No maximum is known; 7000 was seen to work on V2
            experiments.
        meta: With true the answer is an object with `meta` and `data`, else a bare array.
        to_sign: Only experiments that wait for the caller's signature.
        to_witness: Only experiments that wait for the caller as a witness.
    """
    page = optional("page", page, (int,))
    page_size = optional("page_size", page_size, (int,))
    meta = optional("meta", meta, (bool,))
    to_sign = optional("to_sign", to_sign, (bool,))
    to_witness = optional("to_witness", to_witness, (bool,))
    return Request(
        "experiments.list_v2",
        "GET",
        "/api/v2/experiments",
        params={"page": page, "page_size": page_size, "meta": meta, "to_sign": to_sign, "to_witness": to_witness},
    )


def parse(data: Any) -> list[Experiment] | ExperimentPage:
    """The answer, typed."""
    result: list[Experiment] | ExperimentPage = view(data, models.ExperimentPage, items=models.Experiment)
    return result


endpoint = Endpoint(request, parse, "experiments.list_v2")
