"""Endpoints of companies."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .companies_create import endpoint as create
    from .companies_delete import endpoint as delete
    from .companies_get import endpoint as get
    from .companies_list import endpoint as list
    from .companies_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "companies_create",
            "delete": "companies_delete",
            "get": "companies_get",
            "list": "companies_list",
            "update": "companies_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
