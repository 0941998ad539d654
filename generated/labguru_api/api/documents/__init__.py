"""Endpoints of documents."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .documents_create import endpoint as create
    from .documents_delete import endpoint as delete
    from .documents_get import endpoint as get
    from .documents_list import endpoint as list
    from .documents_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "documents_create",
            "delete": "documents_delete",
            "get": "documents_get",
            "list": "documents_list",
            "update": "documents_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
