"""Endpoints of manifests."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .manifests_delete import endpoint as delete
    from .manifests_list import endpoint as list
else:
    __getattr__, __dir__ = lazy(__name__, {"delete": "manifests_delete", "list": "manifests_list"}, "endpoint")

__all__ = ("delete", "list")
