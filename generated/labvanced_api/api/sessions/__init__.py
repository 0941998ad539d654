"""Endpoints of sessions."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .sessions_download import endpoint as download
    from .sessions_list import endpoint as list
else:
    __getattr__, __dir__ = lazy(__name__, {"download": "sessions_download", "list": "sessions_list"}, "endpoint")

__all__ = ("download", "list")
