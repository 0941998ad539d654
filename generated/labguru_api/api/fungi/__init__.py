"""Endpoints of fungi."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .fungi_create import endpoint as create
    from .fungi_delete import endpoint as delete
    from .fungi_get import endpoint as get
    from .fungi_list import endpoint as list
    from .fungi_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "fungi_create",
            "delete": "fungi_delete",
            "get": "fungi_get",
            "list": "fungi_list",
            "update": "fungi_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
