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

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from labclients.errors import UsageError

__all__ = ["encode_query", "encode_scalar", "flatten_params"]


def encode_query(params: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the (key, text) pairs of a query, in the order of ``params``, not yet percent-encoded.

    Raises:
        UsageError: A value is not text, a number, a bool or a date.
    """
    return [(key, encode_scalar(leaf)) for name, value in params.items() for key, leaf in flatten_params(name, value)]


def flatten_params(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield the (key, leaf) pairs of one parameter; a leaf is any object, such as a file of a multipart form."""
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, object]", value).items():
            yield from flatten_params(f"{name}[{key}]", inner)
    elif isinstance(value, list | tuple):
        items = cast("list[object]", value)
        nested = any(isinstance(item, Mapping | list | tuple) for item in items)
        for index, item in enumerate(items):
            yield from flatten_params(f"{name}[{index}]" if nested else f"{name}[]", item)
    elif value is not None:
        yield name, value


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
