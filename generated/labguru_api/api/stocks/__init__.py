"""Endpoints of stocks."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .stocks_create import endpoint as create
    from .stocks_delete import endpoint as delete
    from .stocks_get import endpoint as get
    from .stocks_get_stocks_by_barcode import endpoint as get_stocks_by_barcode
    from .stocks_item_stocks import endpoint as item_stocks
    from .stocks_list import endpoint as list
    from .stocks_mark_as_consumed import endpoint as mark_as_consumed
    from .stocks_mark_as_output import endpoint as mark_as_output
    from .stocks_unmark_output import endpoint as unmark_output
    from .stocks_update import endpoint as update
    from .stocks_update_stock_amount import endpoint as update_stock_amount
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "stocks_create",
            "delete": "stocks_delete",
            "get": "stocks_get",
            "get_stocks_by_barcode": "stocks_get_stocks_by_barcode",
            "item_stocks": "stocks_item_stocks",
            "list": "stocks_list",
            "mark_as_consumed": "stocks_mark_as_consumed",
            "mark_as_output": "stocks_mark_as_output",
            "unmark_output": "stocks_unmark_output",
            "update": "stocks_update",
            "update_stock_amount": "stocks_update_stock_amount",
        },
        "endpoint",
    )

__all__ = (
    "create",
    "delete",
    "get",
    "get_stocks_by_barcode",
    "item_stocks",
    "list",
    "mark_as_consumed",
    "mark_as_output",
    "unmark_output",
    "update",
    "update_stock_amount",
)
