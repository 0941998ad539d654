"""Endpoints of requests."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .requests_accept import endpoint as accept
    from .requests_approve import endpoint as approve
    from .requests_create import endpoint as create
    from .requests_delete import endpoint as delete
    from .requests_done import endpoint as done
    from .requests_get import endpoint as get
    from .requests_list import endpoint as list
    from .requests_reject import endpoint as reject
    from .requests_select_performer import endpoint as select_performer
    from .requests_start import endpoint as start
    from .requests_submit import endpoint as submit
    from .requests_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "accept": "requests_accept",
            "approve": "requests_approve",
            "create": "requests_create",
            "delete": "requests_delete",
            "done": "requests_done",
            "get": "requests_get",
            "list": "requests_list",
            "reject": "requests_reject",
            "select_performer": "requests_select_performer",
            "start": "requests_start",
            "submit": "requests_submit",
            "update": "requests_update",
        },
        "endpoint",
    )

__all__ = (
    "accept",
    "approve",
    "create",
    "delete",
    "done",
    "get",
    "list",
    "reject",
    "select_performer",
    "start",
    "submit",
    "update",
)
