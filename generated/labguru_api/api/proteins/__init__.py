"""Endpoints of proteins."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .proteins_create import endpoint as create
    from .proteins_delete import endpoint as delete
    from .proteins_get import endpoint as get
    from .proteins_list import endpoint as list
    from .proteins_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "proteins_create",
            "delete": "proteins_delete",
            "get": "proteins_get",
            "list": "proteins_list",
            "update": "proteins_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
