"""Whoever imports httpx or httpcore gets httpx2 and httpcore2: `nox -s newest` has each Python of its session run this.

Not before somebody asks: pytest must meet anyio first, and some tests say what is not imported.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType


class Finder:
    """Stands before all finders until it is asked for one of the two."""

    @classmethod
    def find_spec(cls, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in ("httpx", "httpcore"):
            return None
        sys.meta_path.remove(cls)
        import httpx2

        httpx2.alias_httpx()  # puts finders of its own before all
        del sys.modules[name]  # or Python would load httpx2 a second time
        return next(filter(None, (finder.find_spec(name, path, target) for finder in sys.meta_path)))


sys.meta_path.insert(0, Finder)
