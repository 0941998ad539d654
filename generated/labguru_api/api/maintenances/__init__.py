"""Endpoints of maintenances."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .maintenances_create import endpoint as create
    from .maintenances_delete import endpoint as delete
    from .maintenances_get import endpoint as get
    from .maintenances_list import endpoint as list
    from .maintenances_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "maintenances_create",
            "delete": "maintenances_delete",
            "get": "maintenances_get",
            "list": "maintenances_list",
            "update": "maintenances_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
