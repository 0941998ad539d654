"""Endpoints of flies."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .flies_create import endpoint as create
    from .flies_delete import endpoint as delete
    from .flies_get import endpoint as get
    from .flies_list import endpoint as list
    from .flies_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "flies_create",
            "delete": "flies_delete",
            "get": "flies_get",
            "list": "flies_list",
            "update": "flies_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
