"""Endpoints of worms."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .worms_create import endpoint as create
    from .worms_delete import endpoint as delete
    from .worms_get import endpoint as get
    from .worms_list import endpoint as list
    from .worms_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "worms_create",
            "delete": "worms_delete",
            "get": "worms_get",
            "list": "worms_list",
            "update": "worms_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
