"""Endpoints of reports."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .reports_add_cover import endpoint as add_cover
    from .reports_add_section import endpoint as add_section
    from .reports_copy_section import endpoint as copy_section
    from .reports_create import endpoint as create
    from .reports_delete import endpoint as delete
    from .reports_get import endpoint as get
    from .reports_list import endpoint as list
    from .reports_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "add_cover": "reports_add_cover",
            "add_section": "reports_add_section",
            "copy_section": "reports_copy_section",
            "create": "reports_create",
            "delete": "reports_delete",
            "get": "reports_get",
            "list": "reports_list",
            "update": "reports_update",
        },
        "endpoint",
    )

__all__ = ("add_cover", "add_section", "copy_section", "create", "delete", "get", "list", "update")
