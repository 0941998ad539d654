"""Endpoints of vectors."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .vectors_create import endpoint as create
    from .vectors_delete import endpoint as delete
    from .vectors_get import endpoint as get
    from .vectors_list import endpoint as list
    from .vectors_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "vectors_create",
            "delete": "vectors_delete",
            "get": "vectors_get",
            "list": "vectors_list",
            "update": "vectors_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
