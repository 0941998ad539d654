"""Endpoints of maintenance_templates."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .maintenance_templates_create import endpoint as create
    from .maintenance_templates_delete import endpoint as delete
    from .maintenance_templates_get import endpoint as get
    from .maintenance_templates_list import endpoint as list
    from .maintenance_templates_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "maintenance_templates_create",
            "delete": "maintenance_templates_delete",
            "get": "maintenance_templates_get",
            "list": "maintenance_templates_list",
            "update": "maintenance_templates_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
