"""Endpoints of plants."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .plants_create import endpoint as create
    from .plants_delete import endpoint as delete
    from .plants_get import endpoint as get
    from .plants_list import endpoint as list
    from .plants_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "plants_create",
            "delete": "plants_delete",
            "get": "plants_get",
            "list": "plants_list",
            "update": "plants_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
