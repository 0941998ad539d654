"""Endpoints of visualizations."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .visualizations_create import endpoint as create
    from .visualizations_delete import endpoint as delete
else:
    __getattr__, __dir__ = lazy(
        __name__, {"create": "visualizations_create", "delete": "visualizations_delete"}, "endpoint"
    )

__all__ = ("create", "delete")
