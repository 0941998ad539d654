"""Endpoints of notes."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .notes_create import endpoint as create
    from .notes_delete import endpoint as delete
    from .notes_get import endpoint as get
    from .notes_list import endpoint as list
    from .notes_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "notes_create",
            "delete": "notes_delete",
            "get": "notes_get",
            "list": "notes_list",
            "update": "notes_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
