"""Endpoints of sessions."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .sessions_create import endpoint as create
else:
    __getattr__, __dir__ = lazy(__name__, {"create": "sessions_create"}, "endpoint")

__all__ = ("create",)
