"""Endpoints of measurements."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .measurements_create import endpoint as create
    from .measurements_delete import endpoint as delete
else:
    __getattr__, __dir__ = lazy(
        __name__, {"create": "measurements_create", "delete": "measurements_delete"}, "endpoint"
    )

__all__ = ("create", "delete")
