"""Endpoints of sequences."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .sequences_create import endpoint as create
    from .sequences_delete import endpoint as delete
    from .sequences_get import endpoint as get
    from .sequences_list import endpoint as list
    from .sequences_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "sequences_create",
            "delete": "sequences_delete",
            "get": "sequences_get",
            "list": "sequences_list",
            "update": "sequences_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
