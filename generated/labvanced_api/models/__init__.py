"""Records (what comes) and bodies (what is sent). Each is imported when first used."""

from typing import TYPE_CHECKING

from ..types import lazy

if TYPE_CHECKING:
    from .session import Session as Session
    from .session_envelope import SessionEnvelope as SessionEnvelope
else:
    __getattr__, __dir__ = lazy(__name__, {"Session": "session", "SessionEnvelope": "session_envelope"})

__all__ = ("Session", "SessionEnvelope")
