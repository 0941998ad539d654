"""GET /api/v1/elements/{id}/export_plate_to_xlsx_file"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Download a plate as an XLSX file

    Documented nowhere; for elements of type plate.
    """
    return Request(
        "elements.export_plate_to_xlsx_file",
        "GET",
        "/api/v1/elements/{id}/export_plate_to_xlsx_file".format(id=segment("id", id, (int,))),
    )


def parse(data: Any) -> bytes:
    """The answer, typed."""
    result: bytes = data
    return result


endpoint = Endpoint(request, parse, "elements.export_plate_to_xlsx_file")
