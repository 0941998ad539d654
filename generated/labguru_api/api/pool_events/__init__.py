"""Endpoints of pool_events."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .pool_events_create import endpoint as create
else:
    __getattr__, __dir__ = lazy(__name__, {"create": "pool_events_create"}, "endpoint")

__all__ = ("create",)
