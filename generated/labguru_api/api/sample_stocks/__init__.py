"""Endpoints of sample_stocks."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .sample_stocks_add_stock_by_barcode import endpoint as add_stock_by_barcode
else:
    __getattr__, __dir__ = lazy(__name__, {"add_stock_by_barcode": "sample_stocks_add_stock_by_barcode"}, "endpoint")

__all__ = ("add_stock_by_barcode",)
