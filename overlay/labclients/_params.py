"""Encodes nested parameters the way Rails reads them: ``filter[filters][0][field]=title``.

`flatten_params` makes the keys of query strings and of multipart forms:

- a mapping adds ``[key]``;
- a list that holds mappings or lists adds ``[0]``, ``[1]``, ..., which is the form that Labguru documents for
  ``filter[filters]``;
- a list of scalars adds ``[]`` to each, at every depth: Rails turns that back into an array, and would turn ``[0]``
  into an object with the key "0". Text that looks like a list (``"[1]"``, which Labguru's description shows for
  ``filter[filters][4][value][id]``) stays text;
- None and empty containers have no form here and are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from labclients.errors import UsageError


def encode_query(params: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the (key, text) pairs of a query, in the order of ``params``, not yet percent-encoded.

    Raises:
        UsageError: A value is not text, a number, a bool or a date.
    """
    pairs: list[tuple[str, str]] = []
    for name, value in params.items():
        if value is not None:
            for key, leaf in flatten_params(name, value):
                pairs.append((key, leaf if isinstance(leaf, str) else encode_scalar(leaf)))
    return pairs


def flatten_params(name: str, value: object) -> list[tuple[str, object]]:
    """The (key, leaf) pairs of one parameter; a leaf is any object, such as a file of a multipart form."""
    pairs: list[tuple[str, object]] = []
    remaining: list[tuple[str, object]] = [(name, value)]  # the next one last
    while remaining:
        key, part = remaining.pop()
        inner: list[tuple[str, object]] = []
        if isinstance(part, Mapping):
            for inner_key, item in cast("Mapping[str, object]", part).items():
                inner.append((f"{key}[{inner_key}]", item))
        elif isinstance(part, list | tuple):
            items = cast("list[object]", part)
            nested = any(map(_is_container, items))
            for index, item in enumerate(items):
                inner.append((f"{key}[{index}]" if nested else f"{key}[]", item))
        elif part is not None:
            pairs.append((key, part))
        remaining += reversed(inner)
    return pairs


def _is_container(item: object) -> bool:
    return isinstance(item, Mapping | list | tuple)


def encode_scalar(leaf: object) -> str:
    """Return a scalar as a query writes it: ``true``, ``15``, ``2024-07-26``.

    Raises:
        UsageError: It is not text, a number, a bool or a date.
    """
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    if isinstance(leaf, str | int | float):
        return str(leaf)
    if isinstance(leaf, date):  # a datetime is a date, too
        return leaf.isoformat()
    raise UsageError(f"a parameter must be text, a number, a bool or a date, not {type(leaf).__name__}")
