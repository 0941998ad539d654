"""DELETE /api/v1/shopping_list/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a line of the shopping list"""
    return Request("shopping_list.delete", "DELETE", "/api/v1/shopping_list/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "shopping_list.delete")
