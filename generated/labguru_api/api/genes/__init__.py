"""Endpoints of genes."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .genes_create import endpoint as create
    from .genes_delete import endpoint as delete
    from .genes_get import endpoint as get
    from .genes_list import endpoint as list
    from .genes_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "genes_create",
            "delete": "genes_delete",
            "get": "genes_get",
            "list": "genes_list",
            "update": "genes_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
