"""Endpoints of sections."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .sections_create import endpoint as create
    from .sections_delete import endpoint as delete
    from .sections_get import endpoint as get
    from .sections_list import endpoint as list
    from .sections_sort import endpoint as sort
    from .sections_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "sections_create",
            "delete": "sections_delete",
            "get": "sections_get",
            "list": "sections_list",
            "sort": "sections_sort",
            "update": "sections_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "sort", "update")
