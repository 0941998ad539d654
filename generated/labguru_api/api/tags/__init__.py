"""Endpoints of tags."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .tags_create import endpoint as create
    from .tags_delete import endpoint as delete
    from .tags_remove import endpoint as remove
else:
    __getattr__, __dir__ = lazy(
        __name__, {"create": "tags_create", "delete": "tags_delete", "remove": "tags_remove"}, "endpoint"
    )

__all__ = ("create", "delete", "remove")
