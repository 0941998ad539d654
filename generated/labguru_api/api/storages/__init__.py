"""Endpoints of storages."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .storages_create import endpoint as create
    from .storages_delete import endpoint as delete
    from .storages_get import endpoint as get
    from .storages_list import endpoint as list
    from .storages_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "storages_create",
            "delete": "storages_delete",
            "get": "storages_get",
            "list": "storages_list",
            "update": "storages_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
