"""Nested parameters as Rails reads them: ``filter[filters][0][field]=title``.

One rule for the keys, ``flatten``, serves query strings and multipart forms:

- a mapping adds ``[key]``;
- a list that holds mappings or lists adds ``[0]``, ``[1]``, ..., so that what belongs together stays together
  (the form that Labguru documents for ``filter[filters]``);
- a list of scalars adds ``[]`` to each, at every depth: it is the form that Rails turns back into an array, where
  ``[0]`` would give it an object with the key "0". Text that looks like a list (``"[1]"``, which Labguru's description
  shows for ``filter[filters][4][value][id]``) is text, and goes as it is;
- None and empty containers have no form here and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from labclients.errors import UsageError

__all__ = ["flatten", "pairs", "text"]


def pairs(params: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the (key, text) pairs of a query, in the order of ``params``; percent-encoding is left to the door.

    Raises:
        UsageError: a value is no text, number, bool or date.
    """
    return [(key, text(leaf)) for name, value in params.items() for key, leaf in flatten(name, value)]


def flatten(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield the (key, leaf) pairs of one parameter; a leaf is any object, a file of a multipart form included."""
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, object]", value).items():
            yield from flatten(f"{name}[{key}]", inner)
    elif isinstance(value, list | tuple):
        items = cast("list[object]", value)
        nested = any(isinstance(item, Mapping | list | tuple) for item in items)
        for index, item in enumerate(items):
            yield from flatten(f"{name}[{index}]" if nested else f"{name}[]", item)
    elif value is not None:
        yield name, value


def text(leaf: object) -> str:
    """Return a scalar as the query writes it: ``true``, ``15``, ``2024-07-26``.

    Raises:
        UsageError: it is no text, number, bool or date.
    """
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    if isinstance(leaf, str | int | float):
        return str(leaf)
    if isinstance(leaf, date):  # a datetime is one, too
        return leaf.isoformat()
    raise UsageError(f"A parameter is text, a number, a bool or a date; {type(leaf).__name__} is none of them.")
