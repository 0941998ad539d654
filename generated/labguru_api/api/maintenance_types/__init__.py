"""Endpoints of maintenance_types."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .maintenance_types_create import endpoint as create
    from .maintenance_types_delete import endpoint as delete
    from .maintenance_types_get import endpoint as get
    from .maintenance_types_list import endpoint as list
    from .maintenance_types_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "maintenance_types_create",
            "delete": "maintenance_types_delete",
            "get": "maintenance_types_get",
            "list": "maintenance_types_list",
            "update": "maintenance_types_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
