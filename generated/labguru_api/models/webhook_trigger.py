from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Record

if TYPE_CHECKING:
    pass


class WebhookTrigger(Record):
    """A trigger. None was ever seen, so no key is named; a bare text such as knowledgebase_document.signed is as
    likely."""

    __slots__ = ()
