"""Endpoints of web_notifications."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .web_notifications_notify import endpoint as notify
else:
    __getattr__, __dir__ = lazy(__name__, {"notify": "web_notifications_notify"}, "endpoint")

__all__ = ("notify",)
