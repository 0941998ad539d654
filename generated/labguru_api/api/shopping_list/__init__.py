"""Endpoints of shopping_list."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .shopping_list_add_item import endpoint as add_item
    from .shopping_list_approve import endpoint as approve
    from .shopping_list_cancel import endpoint as cancel
    from .shopping_list_delete import endpoint as delete
    from .shopping_list_get import endpoint as get
    from .shopping_list_list import endpoint as list
    from .shopping_list_submit import endpoint as submit
    from .shopping_list_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "add_item": "shopping_list_add_item",
            "approve": "shopping_list_approve",
            "cancel": "shopping_list_cancel",
            "delete": "shopping_list_delete",
            "get": "shopping_list_get",
            "list": "shopping_list_list",
            "submit": "shopping_list_submit",
            "update": "shopping_list_update",
        },
        "endpoint",
    )

__all__ = ("add_item", "approve", "cancel", "delete", "get", "list", "submit", "update")
