"""How far each session of a study went: one row for each, whatever it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import polars as pl

from labclients.study.reading.kinds import kinds_of, typed
from labclients.study.reading.recordings import UNKNOWN

__all__ = ["Session", "Table", "completeness"]


class Table(NamedTuple):
    """One table of one session."""

    frame: pl.DataFrame
    originals: dict[str, str]
    """Column -> its name in the file."""


class Session:
    """What is known of a session, but for its time series."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.tables: dict[str, Table] = {}
        self.sample: dict[str, Any] = {}
        """A row of a time series."""
        self.files: list[str] = []
        self.problems: list[str] = []
        self.notes: list[str] = []


_ABOUT = ("Exp_Subject_Id", "Subject_Code", "Session_Nr", "Crowdsourcing_SubjId")
_COURSE = ("Experiment_Version", "Completed", "Start_Time", "End_Time")
_LAST = ("Block_Nr", "Block_Name", "Task_Nr", "Task_Name")


def completeness(sessions: Sequence[Session]) -> pl.DataFrame:
    """One row per session, in their order."""
    about = [_about(session) for session in sessions]
    text = pl.DataFrame(
        {
            **{name: [row.get(name) for row in about] for name in (*_ABOUT, *_COURSE)},
            **{name: [_last(session).get(name) for session in sessions] for name in _LAST},
        },
        schema=dict.fromkeys((*_ABOUT, *_COURSE, *_LAST), pl.String),
    )
    known = typed(text, kinds_of(text))
    last = known.select(pl.col(_LAST).name.map(lambda name: f"last_{name.lower()}"))
    return pl.DataFrame(
        [
            pl.Series("rec_session_id", [one.number if one.number != UNKNOWN else None for one in sessions], pl.Int64),
            *known.select(pl.col(_ABOUT).name.to_lowercase()),
            *_nth("subject", known["Exp_Subject_Id"]),
            *_nth("crowdsourcing_id", known["Crowdsourcing_SubjId"]),
            *known.select(pl.col("Experiment_Version").name.to_lowercase()),
            pl.Series("trials", [_height(session) for session in sessions], pl.Int64),
            *last,
            *known.select(pl.col("Completed", "Start_Time", "End_Time").name.to_lowercase()),
            _duration(known),
            pl.Series("files", [", ".join(session.files) for session in sessions], pl.String),
            pl.Series("problems", [" ".join(session.problems) or None for session in sessions], pl.String),
        ]
    )


def _about(session: Session) -> dict[str, Any]:
    table = session.tables.get("sessions")
    told = table.frame.row(0, named=True) if table and table.frame.height else {}
    return session.sample | {column: value for column, value in told.items() if value is not None}


def _height(session: Session) -> int | None:
    return session.tables["trials"].frame.height if "trials" in session.tables else None


def _last(session: Session) -> dict[str, Any]:
    """The trial that comes last in the order of blocks, tasks and trials; rows may stand in any order."""
    if not _height(session):
        return {}
    trials = session.tables["trials"].frame
    place = [
        pl.col(name).cast(pl.Int64, strict=False) for name in ("Block_Nr", "Task_Nr", "Trial_Nr") if name in trials
    ]
    return trials.sort(place, nulls_last=False, maintain_order=True).row(-1, named=True)


def _nth(whose: str, ids: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Which session of its participant each one is, and of how many."""
    seen: Counter[Any] = Counter()
    every = Counter(ids)
    nth: list[int | None] = []
    for one in ids:
        seen[one] += 1
        nth.append(seen[one] if one is not None else None)
    of = [every[one] if one is not None else None for one in ids]
    return pl.Series(f"nth_of_{whose}", nth, pl.Int64), pl.Series(f"sessions_of_{whose}", of, pl.Int64)


def _duration(known: pl.DataFrame) -> pl.Series:
    start, end = known["Start_Time"], known["End_Time"]
    if start.dtype == end.dtype == pl.Datetime("ms", "UTC"):
        return ((end - start).dt.total_milliseconds() / 1000).alias("duration_s")
    return pl.Series("duration_s", [None] * len(known), pl.Float64)
