"""Endpoints of links."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .links_create import endpoint as create
    from .links_delete import endpoint as delete
    from .links_get import endpoint as get
    from .links_list import endpoint as list
    from .links_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "links_create",
            "delete": "links_delete",
            "get": "links_get",
            "list": "links_list",
            "update": "links_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
