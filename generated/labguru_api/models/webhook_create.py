from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import Body, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class WebhookCreate(Body):
    """WebhookCreate"""

    trigger_key: str
    """Class and action, such as knowledgebase_document.signed or system_event.create; see `webhooks.triggers`."""
    active: bool
    """False by default; one vendor script sends 1."""
    url: str
    """The address to call."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "trigger_key": ("trigger_key", (str,)),
        "active": ("active", (bool,)),
        "url": ("url", (str,)),
    }
