"""Endpoints of plates."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .plates_delete import endpoint as delete
    from .plates_duplicate import endpoint as duplicate
    from .plates_find_by_name import endpoint as find_by_name
    from .plates_get import endpoint as get
    from .plates_list import endpoint as list
    from .plates_update_layer import endpoint as update_layer
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "delete": "plates_delete",
            "duplicate": "plates_duplicate",
            "find_by_name": "plates_find_by_name",
            "get": "plates_get",
            "list": "plates_list",
            "update_layer": "plates_update_layer",
        },
        "endpoint",
    )

__all__ = ("delete", "duplicate", "find_by_name", "get", "list", "update_layer")
