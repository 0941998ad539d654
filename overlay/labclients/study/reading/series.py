"""The time series of a study: one table for each variable, an array's components in columns of their own."""

from __future__ import annotations

import re
from itertools import zip_longest

import polars as pl

from labclients.study.reading.fields import Fields, widest
from labclients.study.reading.names import SERIES

__all__ = ["NAMELESS", "cells", "is_cell", "of", "split", "variables"]

NAMELESS = "undefined_name"
"""What Labvanced itself calls a variable that has no name."""

_WIDTH = "\0width"  # no name in a file holds a NUL


def split(fields: Fields, names: tuple[str, ...]) -> pl.DataFrame:
    """The rows of a file of time series: its columns under these names, but value_1..n in place of the last."""
    last = len(names) - 1
    values = {str(n): f"value_{n - last + 1}" for n in range(last, fields.frame.width)}
    frame = fields.frame.rename({str(n): name for n, name in enumerate(names[:-1])} | values)
    return frame.with_columns(fields.widths.cast(pl.Int64).alias(_WIDTH) - last)


def variables(frame: pl.DataFrame) -> list[str]:
    """The names of the series in rows as `split` gives them, as they come."""
    return frame["variable_name"].fill_null(NAMELESS).unique(maintain_order=True).to_list()


def of(frame: pl.DataFrame, variable: str) -> pl.DataFrame:
    """One series of one session, from its rows as `split` gives them."""
    name = pl.col("variable_name")
    part = frame.filter((name == variable) | name.is_null() if variable == NAMELESS else name == variable)
    values = [f"value_{n}" for n in range(1, max(1, widest(part[_WIDTH])) + 1)]
    found = part.select(*_fixed(part), *values)
    return found if len(values) > 1 else found.rename({"value_1": "value"})


def _fixed(frame: pl.DataFrame) -> list[pl.Expr]:
    there = set(frame.columns)
    return [pl.col(name) if name in there else pl.lit(None, pl.String).alias(name) for name in SERIES]


# Before 2023: a whole series in one cell of the table of trials


_CELL = re.compile(r'"?times=(.*?)(?:---values=(.*?))?"?', re.DOTALL)


def is_cell(column: str) -> pl.Expr:
    """Whether a cell holds a series."""
    return pl.col(column).str.contains('^"?times=')


def cells(trials: pl.DataFrame, column: str) -> pl.DataFrame:
    """The series in the cells of a column: ``times=1;2;3---values=;746.02,270.34;...``, one row per time.

    Args:
        trials: With the columns about the session, as the file has them.
        column: A column with at least one such cell.
    """
    rows = trials.filter(is_cell(column))
    samples = [_samples(cell) for cell in rows[column]]
    width = max(len(values) for cell in samples for _, values in cell)
    names = [f"value_{n}" for n in range(1, width + 1)] if width > 1 else ["value"]
    lists = {"timestamp": [[time or None for time, _ in cell] for cell in samples]}
    for n, name in enumerate(names):
        lists[name] = [[(values[n : n + 1] or [""])[0] or None for _, values in cell] for cell in samples]
    exploded = pl.DataFrame(lists, schema=dict.fromkeys(lists, pl.List(pl.String)))
    fixed = rows.select(_fixed(rows)).drop("timestamp")
    return pl.concat([fixed, exploded], how="horizontal").explode(*lists).select(*SERIES, *names)


def _samples(cell: str) -> list[tuple[str, list[str]]]:
    """Time and components of each sample; a list that is shorter than the other is filled up."""
    match = _CELL.fullmatch(cell)
    times, values = ((match[1] or "").split(";"), (match[2] or "").split(";")) if match else ([""], [""])
    return [(time, value.split(",")) for time, value in zip_longest(times, values, fillvalue="")]
