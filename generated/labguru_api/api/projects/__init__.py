"""Endpoints of projects."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .projects_create import endpoint as create
    from .projects_delete import endpoint as delete
    from .projects_get import endpoint as get
    from .projects_list import endpoint as list
    from .projects_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "projects_create",
            "delete": "projects_delete",
            "get": "projects_get",
            "list": "projects_list",
            "update": "projects_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
