"""Endpoints of request_templates."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .request_templates_create import endpoint as create
    from .request_templates_delete import endpoint as delete
    from .request_templates_get import endpoint as get
    from .request_templates_list import endpoint as list
    from .request_templates_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "request_templates_create",
            "delete": "request_templates_delete",
            "get": "request_templates_get",
            "list": "request_templates_list",
            "update": "request_templates_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
