from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..types import Field, Record

if TYPE_CHECKING:
    pass


class Well(Record):
    """One well of a plate."""

    __slots__ = ()

    id: Field[int] = Field("id")
    coordinates: Field[str] = Field("coordinates")
    """Such as A1."""
    samples: Field[list[int]] = Field("samples")
    """Ids of rows of the plate's samples."""
    control: Field[bool] = Field("control")
    samples_metadata: Field[Any] = Field("samples_metadata")
    """An object by the id of a sample, as a text: stocks, concentration, serial_factor."""
