"""DELETE /api/v1/tags/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(id: int) -> Request:
    """Delete a tag

    Deletes the tag itself; to take it off one record see `tags.remove`. The documented status is 201.
    """
    return Request("tags.delete", "DELETE", "/api/v1/tags/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "tags.delete")
