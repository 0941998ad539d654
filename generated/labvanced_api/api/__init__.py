"""Endpoints by family: ``api.<family>.<verb>``. Each is imported when first used."""

from typing import TYPE_CHECKING

from ..types import lazy

if TYPE_CHECKING:
    from . import sessions as sessions
else:
    __getattr__, __dir__ = lazy(__name__, {"sessions": "sessions"}, "")

__all__ = ("sessions",)
