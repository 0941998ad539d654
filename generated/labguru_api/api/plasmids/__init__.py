"""Endpoints of plasmids."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .plasmids_create import endpoint as create
    from .plasmids_delete import endpoint as delete
    from .plasmids_get import endpoint as get
    from .plasmids_list import endpoint as list
    from .plasmids_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "plasmids_create",
            "delete": "plasmids_delete",
            "get": "plasmids_get",
            "list": "plasmids_list",
            "update": "plasmids_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
