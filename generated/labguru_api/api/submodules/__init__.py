"""Endpoints of submodules."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .submodules_derived_collections import endpoint as derived_collections
    from .submodules_derived_items import endpoint as derived_items
    from .submodules_parents import endpoint as parents
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "derived_collections": "submodules_derived_collections",
            "derived_items": "submodules_derived_items",
            "parents": "submodules_parents",
        },
        "endpoint",
    )

__all__ = ("derived_collections", "derived_items", "parents")
