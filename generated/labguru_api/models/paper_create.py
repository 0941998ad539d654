from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _define
from attrs import field as _field

from ..types import UNSET, Body, Unset, Wire

if TYPE_CHECKING:
    pass


@_define(kw_only=True, repr=False)
class PaperCreate(Body):
    """PaperCreate"""

    name: str
    """The title of the paper."""
    journal: str | Unset = UNSET
    authors: str | Unset = UNSET
    publication_date: str | Unset = UNSET
    """YYYY-MM-DD."""
    volume: str | Unset = UNSET
    pages: str | Unset = UNSET
    url: str | Unset = UNSET
    """Address of the paper."""
    doi: str | Unset = UNSET
    """Such as 10.1002/aur21."""
    review: str | Unset = UNSET
    """The abstract."""
    extra: dict[str, Any] = _field(factory=dict)
    """Keys beyond the documented ones, such as custom columns under their display names."""
    _wire: ClassVar[Wire] = {
        "name": ("name", (str,)),
        "journal": ("journal", (str,)),
        "authors": ("authors", (str,)),
        "publication_date": ("publication_date", (str,)),
        "volume": ("volume", (str,)),
        "pages": ("pages", (str,)),
        "url": ("url", (str,)),
        "doi": ("doi", (str,)),
        "review": ("review", (str,)),
    }
