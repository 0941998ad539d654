"""DELETE /api/v1/biocollections/{name}/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(name: str, id: int) -> Request:
    """Delete an item of a custom collection

    Args:
        name: Name of a custom collection, exactly as the account spells it; spaces and case count.
    """
    return Request(
        "biocollections.delete",
        "DELETE",
        "/api/v1/biocollections/{name}/{id}".format(name=segment("name", name, (str,)), id=segment("id", id, (int,))),
    )


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "biocollections.delete")
