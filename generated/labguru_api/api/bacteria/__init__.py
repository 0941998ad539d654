"""Endpoints of bacteria."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .bacteria_create import endpoint as create
    from .bacteria_delete import endpoint as delete
    from .bacteria_get import endpoint as get
    from .bacteria_list import endpoint as list
    from .bacteria_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "bacteria_create",
            "delete": "bacteria_delete",
            "get": "bacteria_get",
            "list": "bacteria_list",
            "update": "bacteria_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
