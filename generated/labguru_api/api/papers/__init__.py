"""Endpoints of papers."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .papers_create import endpoint as create
    from .papers_delete import endpoint as delete
    from .papers_get import endpoint as get
    from .papers_list import endpoint as list
    from .papers_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "papers_create",
            "delete": "papers_delete",
            "get": "papers_get",
            "list": "papers_list",
            "update": "papers_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
