"""POST /api/v1/notes"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.note import Note
    from ...models.note_create import NoteCreate


def request(*, body: NoteCreate) -> Request:
    """Add a note to a project"""
    return Request("notes.create", "POST", "/api/v1/notes", json={"item": body.to_dict()})


def parse(data: Any) -> Note:
    """The answer, typed."""
    result: Note = view(data, models.Note)
    return result


endpoint = Endpoint(request, parse, "notes.create")
