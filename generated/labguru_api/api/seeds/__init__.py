"""Endpoints of seeds."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .seeds_create import endpoint as create
    from .seeds_delete import endpoint as delete
    from .seeds_get import endpoint as get
    from .seeds_list import endpoint as list
    from .seeds_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "seeds_create",
            "delete": "seeds_delete",
            "get": "seeds_get",
            "list": "seeds_list",
            "update": "seeds_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
