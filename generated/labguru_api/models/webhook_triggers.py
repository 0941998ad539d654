from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Record

if TYPE_CHECKING:
    pass


class WebhookTriggers(Record):
    """The triggers, should they come as an object. No key is known."""

    __slots__ = ()
