"""Endpoints of flags."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .flags_create import endpoint as create
    from .flags_delete import endpoint as delete
    from .flags_get import endpoint as get
    from .flags_list import endpoint as list
    from .flags_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "flags_create",
            "delete": "flags_delete",
            "get": "flags_get",
            "list": "flags_list",
            "update": "flags_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
