"""Endpoints of lipids."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .lipids_create import endpoint as create
    from .lipids_delete import endpoint as delete
    from .lipids_get import endpoint as get
    from .lipids_list import endpoint as list
    from .lipids_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "lipids_create",
            "delete": "lipids_delete",
            "get": "lipids_get",
            "list": "lipids_list",
            "update": "lipids_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
