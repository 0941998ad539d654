"""Endpoints of compound_parent_structures."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .compound_parent_structures_compounds import endpoint as compounds
    from .compound_parent_structures_get import endpoint as get
    from .compound_parent_structures_list import endpoint as list
    from .compound_parent_structures_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "compounds": "compound_parent_structures_compounds",
            "get": "compound_parent_structures_get",
            "list": "compound_parent_structures_list",
            "update": "compound_parent_structures_update",
        },
        "endpoint",
    )

__all__ = ("compounds", "get", "list", "update")
