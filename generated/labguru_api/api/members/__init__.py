"""Endpoints of members."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .members_list import endpoint as list
else:
    __getattr__, __dir__ = lazy(__name__, {"list": "members_list"}, "endpoint")

__all__ = ("list",)
