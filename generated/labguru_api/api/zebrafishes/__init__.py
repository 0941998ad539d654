"""Endpoints of zebrafishes."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .zebrafishes_delete import endpoint as delete
else:
    __getattr__, __dir__ = lazy(__name__, {"delete": "zebrafishes_delete"}, "endpoint")

__all__ = ("delete",)
