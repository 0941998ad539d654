"""Labguru. Its families are imported when they are first used: one script uses few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from labclients.labguru import attachments as attachments
    from labclients.labguru import elements as elements
    from labclients.labguru import inventory as inventory
    from labclients.labguru import knowledge as knowledge
    from labclients.labguru import records as records
else:

    def __getattr__(name: str) -> Any:
        from importlib import import_module, util

        if name.startswith("_") or util.find_spec(f"{__name__}.{name}") is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f"{__name__}.{name}")
