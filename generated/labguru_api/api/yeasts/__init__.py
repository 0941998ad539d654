"""Endpoints of yeasts."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .yeasts_create import endpoint as create
    from .yeasts_delete import endpoint as delete
    from .yeasts_get import endpoint as get
    from .yeasts_list import endpoint as list
    from .yeasts_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "yeasts_create",
            "delete": "yeasts_delete",
            "get": "yeasts_get",
            "list": "yeasts_list",
            "update": "yeasts_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
