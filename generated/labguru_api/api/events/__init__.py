"""Endpoints of events."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .events_create import endpoint as create
    from .events_delete import endpoint as delete
    from .events_get import endpoint as get
    from .events_list import endpoint as list
    from .events_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "events_create",
            "delete": "events_delete",
            "get": "events_get",
            "list": "events_list",
            "update": "events_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
