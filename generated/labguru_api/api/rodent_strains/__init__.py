"""Endpoints of rodent_strains."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .rodent_strains_create import endpoint as create
    from .rodent_strains_delete import endpoint as delete
    from .rodent_strains_get import endpoint as get
    from .rodent_strains_list import endpoint as list
    from .rodent_strains_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "rodent_strains_create",
            "delete": "rodent_strains_delete",
            "get": "rodent_strains_get",
            "list": "rodent_strains_list",
            "update": "rodent_strains_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
