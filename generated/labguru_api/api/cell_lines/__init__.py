"""Endpoints of cell_lines."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .cell_lines_create import endpoint as create
    from .cell_lines_delete import endpoint as delete
    from .cell_lines_get import endpoint as get
    from .cell_lines_list import endpoint as list
    from .cell_lines_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "cell_lines_create",
            "delete": "cell_lines_delete",
            "get": "cell_lines_get",
            "list": "cell_lines_list",
            "update": "cell_lines_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
