"""Endpoints of rodent_cages."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .rodent_cages_create import endpoint as create
    from .rodent_cages_delete import endpoint as delete
    from .rodent_cages_get import endpoint as get
    from .rodent_cages_list import endpoint as list
    from .rodent_cages_list_v2 import endpoint as list_v2
    from .rodent_cages_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "rodent_cages_create",
            "delete": "rodent_cages_delete",
            "get": "rodent_cages_get",
            "list": "rodent_cages_list",
            "list_v2": "rodent_cages_list_v2",
            "update": "rodent_cages_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "list_v2", "update")
