from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    from ..models.web_notification_content_create import WebNotificationContentCreate


@_define(kw_only=True, repr=False)
class WebNotificationCreate(Body):
    """The recipients stand beside `item`, not in it."""

    item: WebNotificationContentCreate
    recipients: list[int]
    """Ids of members."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {"item": ("item", (Body, dict)), "recipients": ("recipients", (list,))}
