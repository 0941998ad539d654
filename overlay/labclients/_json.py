"""Type guards for decoded JSON."""

from __future__ import annotations

from typing import Any, cast


def as_object(value: object) -> dict[str, Any] | None:
    """The value if it is an object, else None."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def as_list(value: object) -> list[Any] | None:
    """The value if it is an array, else None."""
    return value if isinstance(value, list) else None  # pyright: ignore[reportUnknownVariableType]
