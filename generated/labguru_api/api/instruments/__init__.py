"""Endpoints of instruments."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .instruments_create import endpoint as create
    from .instruments_delete import endpoint as delete
    from .instruments_get import endpoint as get
    from .instruments_list import endpoint as list
    from .instruments_list_v2 import endpoint as list_v2
    from .instruments_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "instruments_create",
            "delete": "instruments_delete",
            "get": "instruments_get",
            "list": "instruments_list",
            "list_v2": "instruments_list_v2",
            "update": "instruments_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "list_v2", "update")
