from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class Error(Record):
    """The body of a failure, where it is JSON; HTML comes too. Try `message`, `error_message`, `error`, `errors` in
    this order. Bad input is often a 500."""

    __slots__ = ()

    message: Field[str] = Field("message")
    """401; 422 of V2."""
    error_message: Field[str] = Field("error_message")
    """400 and 422."""
    error: Field[str] = Field("error")
    """404; 401 in 2018."""
    errors: Field[Any] = Field("errors")
    """422 of orders; a text"""
    status: Field[str | int] = Field("status")
    type_: Field[str] = Field("type")
    """Such as invalid_request_error."""
