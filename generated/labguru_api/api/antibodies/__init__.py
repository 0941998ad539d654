"""Endpoints of antibodies."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .antibodies_create import endpoint as create
    from .antibodies_delete import endpoint as delete
    from .antibodies_get import endpoint as get
    from .antibodies_list import endpoint as list
    from .antibodies_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "antibodies_create",
            "delete": "antibodies_delete",
            "get": "antibodies_get",
            "list": "antibodies_list",
            "update": "antibodies_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
