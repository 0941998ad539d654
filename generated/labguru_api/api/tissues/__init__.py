"""Endpoints of tissues."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .tissues_create import endpoint as create
    from .tissues_delete import endpoint as delete
    from .tissues_get import endpoint as get
    from .tissues_list import endpoint as list
    from .tissues_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "tissues_create",
            "delete": "tissues_delete",
            "get": "tissues_get",
            "list": "tissues_list",
            "update": "tissues_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
