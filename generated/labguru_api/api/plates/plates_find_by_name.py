"""GET /api/v1/plates/find_by_name"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, required, view

if TYPE_CHECKING:
    from ...models.plate import Plate


def request(*, name: str) -> Request:
    """Find a plate by its name

    Whether one plate comes back or a list of those that match is not documented.

    Args:
        name: The name.
    """
    name = required("name", name, (str,))
    return Request("plates.find_by_name", "GET", "/api/v1/plates/find_by_name", params={"name": name})


def parse(data: Any) -> list[Plate] | Plate:
    """The answer, typed."""
    result: list[Plate] | Plate = view(data, models.Plate, items=models.Plate)
    return result


endpoint = Endpoint(request, parse, "plates.find_by_name")
