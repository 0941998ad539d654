"""Endpoints of datasets."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .datasets_create import endpoint as create
    from .datasets_delete import endpoint as delete
    from .datasets_get import endpoint as get
    from .datasets_list import endpoint as list
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {"create": "datasets_create", "delete": "datasets_delete", "get": "datasets_get", "list": "datasets_list"},
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list")
