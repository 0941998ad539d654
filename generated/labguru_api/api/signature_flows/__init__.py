"""Endpoints of signature_flows."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .signature_flows_delete import endpoint as delete
else:
    __getattr__, __dir__ = lazy(__name__, {"delete": "signature_flows_delete"}, "endpoint")

__all__ = ("delete",)
