"""Endpoints of attachments."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .attachments_create import endpoint as create
    from .attachments_delete import endpoint as delete
    from .attachments_download import endpoint as download
    from .attachments_get import endpoint as get
    from .attachments_list import endpoint as list
    from .attachments_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "attachments_create",
            "delete": "attachments_delete",
            "download": "attachments_download",
            "get": "attachments_get",
            "list": "attachments_list",
            "update": "attachments_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "download", "get", "list", "update")
