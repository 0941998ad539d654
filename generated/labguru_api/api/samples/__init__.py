"""Endpoints of samples."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .samples_create import endpoint as create
    from .samples_delete import endpoint as delete
    from .samples_delete_instrument_usage import endpoint as delete_instrument_usage
    from .samples_list import endpoint as list
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "samples_create",
            "delete": "samples_delete",
            "delete_instrument_usage": "samples_delete_instrument_usage",
            "list": "samples_list",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "delete_instrument_usage", "list")
