"""Endpoints of elements."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .elements_create import endpoint as create
    from .elements_delete import endpoint as delete
    from .elements_get import endpoint as get
    from .elements_sort import endpoint as sort
    from .elements_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "elements_create",
            "delete": "elements_delete",
            "get": "elements_get",
            "sort": "elements_sort",
            "update": "elements_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "sort", "update")
