from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class AddedShoppingListItem(Record):
    """AddedShoppingListItem"""

    __slots__ = ()

    success: Field[bool] = Field("success")
    payload: Field[str] = Field("payload")
    """A sentence for people."""
    lineitem_id: Field[int] = Field("lineitem_id")
    """Id of the new line: what the other operations of this family take."""
    item: Field[Any] = Field("item")
    """The item, as an object; its keys are not documented."""
