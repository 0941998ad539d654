"""What columns of converted tables mean, as far as a reader could get it wrong: the clock and unit of times."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["meanings"]

_NAMED = {
    "timestamp": "Unix time in ms, by the participant's clock",
    "Start_Time": "UTC, by the server's clock",
    "End_Time": "UTC, by the server's clock",
}


def meanings(columns: Sequence[str], types: Sequence[str]) -> list[str]:
    """A short sentence for each column, or nothing; types as Arrow names them."""
    naive = {column for column, kind in zip(columns, types, strict=True) if kind == "timestamp[ms]"}
    return [_meaning(column, kind, naive) for column, kind in zip(columns, types, strict=True)]


def _meaning(column: str, kind: str, naive: set[str]) -> str:
    if column in naive:
        return f"by the participant's clock, without zone; {column}_Offset says how far that is ahead of UTC"
    if column.rstrip("_").removesuffix("_Offset") in naive:
        return "minutes ahead of UTC"
    return _NAMED.get(column, "UTC" if kind.startswith("timestamp") else "")
