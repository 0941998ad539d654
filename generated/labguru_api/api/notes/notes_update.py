"""PUT /api/v1/notes/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, segment, view

if TYPE_CHECKING:
    from ...models.note import Note
    from ...models.note_update import NoteUpdate


def request(id: int, *, body: NoteUpdate) -> Request:
    """Update a note

    `title` and `project_id` are documented as required.
    """
    return Request(
        "notes.update", "PUT", "/api/v1/notes/{id}".format(id=segment("id", id, (int,))), json={"item": body.to_dict()}
    )


def parse(data: Any) -> Note:
    """The answer, typed."""
    result: Note = view(data, models.Note)
    return result


endpoint = Endpoint(request, parse, "notes.update")
