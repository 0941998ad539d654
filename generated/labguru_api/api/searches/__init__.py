"""Endpoints of searches."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .searches_global_search import endpoint as global_search
else:
    __getattr__, __dir__ = lazy(__name__, {"global_search": "searches_global_search"}, "endpoint")

__all__ = ("global_search",)
