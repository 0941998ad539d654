"""Endpoints of biocollections."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .biocollections_collections import endpoint as collections
    from .biocollections_create import endpoint as create
    from .biocollections_delete import endpoint as delete
    from .biocollections_derived_collections import endpoint as derived_collections
    from .biocollections_derived_items import endpoint as derived_items
    from .biocollections_get import endpoint as get
    from .biocollections_list import endpoint as list
    from .biocollections_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "collections": "biocollections_collections",
            "create": "biocollections_create",
            "delete": "biocollections_delete",
            "derived_collections": "biocollections_derived_collections",
            "derived_items": "biocollections_derived_items",
            "get": "biocollections_get",
            "list": "biocollections_list",
            "update": "biocollections_update",
        },
        "endpoint",
    )

__all__ = ("collections", "create", "delete", "derived_collections", "derived_items", "get", "list", "update")
