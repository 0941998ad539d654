"""Endpoints of rodent_specimens."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .rodent_specimens_create import endpoint as create
    from .rodent_specimens_delete import endpoint as delete
    from .rodent_specimens_get import endpoint as get
    from .rodent_specimens_list import endpoint as list
    from .rodent_specimens_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "rodent_specimens_create",
            "delete": "rodent_specimens_delete",
            "get": "rodent_specimens_get",
            "list": "rodent_specimens_list",
            "update": "rodent_specimens_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
