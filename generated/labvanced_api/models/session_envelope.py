from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.session import Session


class SessionEnvelope(Record):
    """The sessions inside an object. The names of both keys are guesses."""

    __slots__ = ()

    data: Field[list[Session]] = Field("data", items=lambda: models.Session)
    sessions: Field[list[Session]] = Field("sessions", items=lambda: models.Session)
