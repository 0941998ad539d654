"""Endpoints of sops."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .sops_create import endpoint as create
    from .sops_delete import endpoint as delete
    from .sops_get import endpoint as get
    from .sops_list import endpoint as list
    from .sops_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "sops_create",
            "delete": "sops_delete",
            "get": "sops_get",
            "list": "sops_list",
            "update": "sops_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
