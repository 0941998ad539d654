"""Endpoints of webhooks."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .webhooks_create import endpoint as create
    from .webhooks_delete import endpoint as delete
    from .webhooks_get import endpoint as get
    from .webhooks_list import endpoint as list
    from .webhooks_triggers import endpoint as triggers
    from .webhooks_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "webhooks_create",
            "delete": "webhooks_delete",
            "get": "webhooks_get",
            "list": "webhooks_list",
            "triggers": "webhooks_triggers",
            "update": "webhooks_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "triggers", "update")
