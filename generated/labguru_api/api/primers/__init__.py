"""Endpoints of primers."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .primers_create import endpoint as create
    from .primers_delete import endpoint as delete
    from .primers_get import endpoint as get
    from .primers_list import endpoint as list
    from .primers_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "primers_create",
            "delete": "primers_delete",
            "get": "primers_get",
            "list": "primers_list",
            "update": "primers_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
