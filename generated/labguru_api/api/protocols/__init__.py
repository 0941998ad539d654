"""Endpoints of protocols."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .protocols_create import endpoint as create
    from .protocols_delete import endpoint as delete
    from .protocols_get import endpoint as get
    from .protocols_list import endpoint as list
    from .protocols_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "protocols_create",
            "delete": "protocols_delete",
            "get": "protocols_get",
            "list": "protocols_list",
            "update": "protocols_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
