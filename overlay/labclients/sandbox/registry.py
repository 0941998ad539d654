"""Who answers which operation, and what goes along when a record goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from labclients.sandbox.checks import Call
from labclients.sandbox.messages import Answer
from labclients.sandbox.state import Record

if TYPE_CHECKING:
    from labclients.sandbox.lab import Lab

Handler: TypeAlias = "Callable[[Lab, Call], Answer]"
Drop: TypeAlias = "Callable[[Lab, Record], None]"

BY_NAME: dict[str, Handler] = {}
DROPS: dict[str, Drop] = {}


def handles(*names: str) -> Callable[[Handler], Handler]:
    """This function answers the operations of these names."""

    def register(handler: Handler) -> Handler:
        BY_NAME.update(dict.fromkeys(names, handler))
        return handler

    return register


def goes_with(family: str) -> Callable[[Drop], Drop]:
    """This function removes what belongs to a record of the family, which itself is gone already."""

    def register(drop: Drop) -> Drop:
        DROPS[family] = drop
        return drop

    return register


def acknowledged(record: Record, what: str, status: int = 200) -> Answer:
    """The answer of an action whose body nobody published."""
    return Answer.of(status, {"id": record["id"], "message": what})
