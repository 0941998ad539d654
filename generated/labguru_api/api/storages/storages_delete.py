"""DELETE /api/v1/storages/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a storage

    Documented with status 201, unlike most deletions.
    """
    return Request("storages.delete", "DELETE", "/api/v1/storages/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "storages.delete")
