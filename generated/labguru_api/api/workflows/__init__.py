"""Endpoints of workflows."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .workflows_delete import endpoint as delete
    from .workflows_get import endpoint as get
    from .workflows_list import endpoint as list
else:
    __getattr__, __dir__ = lazy(
        __name__, {"delete": "workflows_delete", "get": "workflows_get", "list": "workflows_list"}, "endpoint"
    )

__all__ = ("delete", "get", "list")
