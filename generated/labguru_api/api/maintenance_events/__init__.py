"""Endpoints of maintenance_events."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .maintenance_events_create import endpoint as create
    from .maintenance_events_delete import endpoint as delete
    from .maintenance_events_get import endpoint as get
    from .maintenance_events_list import endpoint as list
    from .maintenance_events_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "maintenance_events_create",
            "delete": "maintenance_events_delete",
            "get": "maintenance_events_get",
            "list": "maintenance_events_list",
            "update": "maintenance_events_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
