"""Endpoints of viruses."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .viruses_create import endpoint as create
    from .viruses_delete import endpoint as delete
    from .viruses_get import endpoint as get
    from .viruses_list import endpoint as list
    from .viruses_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "viruses_create",
            "delete": "viruses_delete",
            "get": "viruses_get",
            "list": "viruses_list",
            "update": "viruses_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
