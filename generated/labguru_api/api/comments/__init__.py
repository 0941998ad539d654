"""Endpoints of comments."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .comments_create import endpoint as create
    from .comments_delete import endpoint as delete
    from .comments_get import endpoint as get
    from .comments_list import endpoint as list
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {"create": "comments_create", "delete": "comments_delete", "get": "comments_get", "list": "comments_list"},
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list")
