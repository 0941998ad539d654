"""Endpoints of teams."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .teams_delete import endpoint as delete
    from .teams_get import endpoint as get
    from .teams_list import endpoint as list
else:
    __getattr__, __dir__ = lazy(
        __name__, {"delete": "teams_delete", "get": "teams_get", "list": "teams_list"}, "endpoint"
    )

__all__ = ("delete", "get", "list")
