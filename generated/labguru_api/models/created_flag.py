from __future__ import annotations

from typing import TYPE_CHECKING

from .. import models
from ..types import Field, Record

if TYPE_CHECKING:
    from ..models.flag import Flag


class CreatedFlag(Record):
    """What `flags.create` answers."""

    __slots__ = ()

    flag: Field[Flag] = Field("flag", lambda: models.Flag)
    state: Field[str] = Field("state")
