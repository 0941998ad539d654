"""Endpoints of milestones."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .milestones_create import endpoint as create
    from .milestones_delete import endpoint as delete
    from .milestones_get import endpoint as get
    from .milestones_list import endpoint as list
    from .milestones_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "milestones_create",
            "delete": "milestones_delete",
            "get": "milestones_get",
            "list": "milestones_list",
            "update": "milestones_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
