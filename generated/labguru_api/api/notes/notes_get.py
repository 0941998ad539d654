"""GET /api/v1/notes/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.note import Note


def request(id: int) -> Request:
    """Get a note"""
    return Request("notes.get", "GET", "/api/v1/notes/{id}".format(id=segment("id", id, (int,))))


def parse(data: Any) -> Note:
    """The answer, typed."""
    result: Note = view(data, models.Note)
    return result


endpoint = Endpoint(request, parse, "notes.get")
