"""Endpoints of histories."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .histories_list import endpoint as list
else:
    __getattr__, __dir__ = lazy(__name__, {"list": "histories_list"}, "endpoint")

__all__ = ("list",)
