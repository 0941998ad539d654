"""Endpoints of materials."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .materials_create import endpoint as create
    from .materials_delete import endpoint as delete
    from .materials_get import endpoint as get
    from .materials_list import endpoint as list
    from .materials_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "materials_create",
            "delete": "materials_delete",
            "get": "materials_get",
            "list": "materials_list",
            "update": "materials_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
