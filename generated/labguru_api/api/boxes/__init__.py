"""Endpoints of boxes."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .boxes_create import endpoint as create
    from .boxes_delete import endpoint as delete
    from .boxes_get import endpoint as get
    from .boxes_list import endpoint as list
    from .boxes_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "boxes_create",
            "delete": "boxes_delete",
            "get": "boxes_get",
            "list": "boxes_list",
            "update": "boxes_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
