"""The docstrings of the reference as Markdown, and types without the names of modules (an extension of griffe)."""

from __future__ import annotations

import re
from typing import Any

import griffe


class Signatures(griffe.Extension):
    """Show what readers need."""

    def on_function(self, *, func: griffe.Function, **_: Any) -> None:
        """Show a result's type without `m.` and `builtins.`."""
        if func.returns is not None:
            func.returns = re.sub(r"\b(?:m|builtins)\.", "", str(func.returns))

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Read reStructuredText's mark of a code block as what Markdown has for it, and code that is not indented."""
        if obj.docstring is not None:
            obj.docstring.value = _as_markdown(obj.docstring.value)


def _as_markdown(text: str) -> str:
    text = re.sub(r"::\n\n(?=    )", ":\n\n", text.replace("Iterating raises:", "Raises:"))
    return re.sub(
        r"\n\n((?:async )?with [^\n]+:\n    [^\n]+)", lambda example: f"\n\n```python\n{example[1]}\n```", text
    )
