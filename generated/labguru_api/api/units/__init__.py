"""Endpoints of units."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .units_create import endpoint as create
    from .units_delete import endpoint as delete
    from .units_get import endpoint as get
    from .units_list import endpoint as list
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {"create": "units_create", "delete": "units_delete", "get": "units_get", "list": "units_list"},
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list")
