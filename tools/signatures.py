"""The signatures and docstrings of the reference, as a user meets them (an extension of griffe).

A method that is written as a flow gives its result to the caller: ``-> Flow[Path]`` is shown as ``-> Path``.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

_FLOW = re.compile(r"Flow\[(.*)\]")
_MODE = re.compile(r"\[Mode\]|\bMode, |\b(?:m|builtins)\.")  # what types need, and readers do not


class Signatures(griffe.Extension):
    """Show what users call, not how it is made."""

    def on_function(self, *, func: griffe.Function, **_: Any) -> None:
        """Show the result of a flow, whatever the client's mode."""
        if func.returns is not None:
            func.returns = _result(func.returns)

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        """Show what the plain client gives, once: types tell the awaited one apart, and pages say so in words."""
        for name, member in list(cls.members.items()):
            if isinstance(member, griffe.Function) and member.overloads:
                member.returns = member.overloads[0].returns
                member.overloads = None
            if isinstance(member, griffe.Function) and [str(one.value) for one in member.decorators] == ["value"]:
                cls.set_member(name, _as_attribute(member))

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Read reStructuredText's mark of a code block as what Markdown has for it, and code that is not indented."""
        if obj.docstring is not None:
            obj.docstring.value = _as_markdown(obj.docstring.value)


def _result(returns: Any) -> str:
    return _MODE.sub("", _FLOW.sub(r"\1", str(returns)))


def _as_attribute(func: griffe.Function) -> griffe.Attribute:
    """A flow that is read without being called."""
    shown = griffe.Attribute(func.name, annotation=_result(func.returns), docstring=func.docstring)
    shown.lineno, shown.endlineno = func.lineno, func.endlineno
    return shown


def _as_markdown(text: str) -> str:
    text = re.sub(r"::\n\n(?=    )", ":\n\n", text.replace("Iterating raises:", "Raises:"))
    return re.sub(r"\n\n((?:async )?with [^\n]+:\n    [^\n]+)", lambda found: f"\n\n```python\n{found[1]}\n```", text)
