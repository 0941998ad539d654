from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class PaperUpdate(Body):
    """PaperUpdate"""

    name: str | None | Unset = UNSET
    """The title of the paper."""
    journal: str | None | Unset = UNSET
    authors: str | None | Unset = UNSET
    publication_date: str | None | Unset = UNSET
    """YYYY-MM-DD."""
    volume: str | None | Unset = UNSET
    pages: str | None | Unset = UNSET
    url: str | None | Unset = UNSET
    """Address of the paper."""
    doi: str | None | Unset = UNSET
    """Such as 10.1002/aur21."""
    review: str | None | Unset = UNSET
    """The abstract."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str, type(None))),
        "journal": ("journal", (str, type(None))),
        "authors": ("authors", (str, type(None))),
        "publication_date": ("publication_date", (str, type(None))),
        "volume": ("volume", (str, type(None))),
        "pages": ("pages", (str, type(None))),
        "url": ("url", (str, type(None))),
        "doi": ("doi", (str, type(None))),
        "review": ("review", (str, type(None))),
    }
