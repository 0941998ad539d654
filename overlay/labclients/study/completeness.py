"""How far each session of a study went: one row per session, whatever it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from labclients.columns import cast, infer_types
from labclients.study.recordings import UNKNOWN_SESSION

__all__ = ["Session", "completeness"]


class Session:
    """What is known of a session, but for its time series."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.tables: dict[str, tuple[pl.DataFrame, dict[str, str]]] = {}
        """Key -> frame of text, and column -> its name in the file."""
        self.sample: dict[str, Any] = {}
        """A row of a time series."""
        self.files: list[str] = []
        self.problems: list[str] = []
        self.notes: list[str] = []

    def trials(self) -> pl.DataFrame | None:
        """The trials, if there are any."""
        return self.tables["trials"][0] if "trials" in self.tables else None

    def details(self) -> dict[str, Any]:
        """What the row of sessions says, and for the rest a row of a time series."""
        sessions = self.tables.get("sessions", (pl.DataFrame(), {}))[0]
        row = sessions.row(0, named=True) if sessions.height else {}
        return self.sample | {column: value for column, value in row.items() if value is not None}

    def last_trial(self) -> dict[str, Any]:
        """The last trial in the order of blocks, tasks and trials; rows may be in any order."""
        trials = self.trials()
        if trials is None or not trials.height:
            return {}
        names = [name for name in ("Block_Nr", "Task_Nr", "Trial_Nr") if name in trials.columns]
        order = [pl.col(name).cast(pl.Int64, strict=False) for name in names]
        return trials.sort(order, nulls_last=False, maintain_order=True).row(-1, named=True)


_PERSON = ("Exp_Subject_Id", "Subject_Code", "Session_Nr", "Crowdsourcing_SubjId")
_COURSE = ("Experiment_Version", "Completed", "Start_Time", "End_Time")
_LAST = ("Block_Nr", "Block_Name", "Task_Nr", "Task_Name")


def completeness(sessions: Sequence[Session]) -> pl.DataFrame:
    """One row per session, in their order."""
    details = [session.details() for session in sessions]
    last = [session.last_trial() for session in sessions]
    texts = {name: [row.get(name) for row in details] for name in (*_PERSON, *_COURSE)}
    texts |= {name: [row.get(name) for row in last] for name in _LAST}
    text = pl.DataFrame(texts, schema=dict.fromkeys(texts, pl.String))
    typed = cast(text, infer_types(text))
    numbers = [session.number if session.number != UNKNOWN_SESSION else None for session in sessions]
    heights = [None if (trials := session.trials()) is None else trials.height for session in sessions]
    return pl.DataFrame(
        [
            pl.Series("rec_session_id", numbers, pl.Int64),
            *typed.select(pl.col(_PERSON).name.to_lowercase()),
            *_count("subject", typed["Exp_Subject_Id"]),
            *_count("crowdsourcing_id", typed["Crowdsourcing_SubjId"]),
            *typed.select(pl.col("Experiment_Version").name.to_lowercase()),
            pl.Series("trials", heights, pl.Int64),
            *typed.select(pl.col(_LAST).name.map(lambda name: f"last_{name.lower()}")),
            *typed.select(pl.col("Completed", "Start_Time", "End_Time").name.to_lowercase()),
            _duration(typed["Start_Time"], typed["End_Time"]),
            pl.Series("files", [", ".join(session.files) for session in sessions], pl.String),
            pl.Series("problems", [" ".join(session.problems) or None for session in sessions], pl.String),
        ]
    )


def _count(person: str, ids: Iterable[Any]) -> tuple[pl.Series, pl.Series]:
    """Which session of its person each one is, and of how many."""
    totals, counts = Counter(ids), Counter[Any]()
    nth: list[int | None] = []
    for person_id in ids:
        counts[person_id] += 1
        nth.append(None if person_id is None else counts[person_id])
    of = [None if person_id is None else totals[person_id] for person_id in ids]
    return pl.Series(f"nth_of_{person}", nth, pl.Int64), pl.Series(f"sessions_of_{person}", of, pl.Int64)


def _duration(start: pl.Series, end: pl.Series) -> pl.Series:
    """Seconds, if both columns are times."""
    if start.dtype == end.dtype == pl.Datetime("ms", "UTC"):
        return ((end - start).dt.total_milliseconds() / 1000).alias("duration_s")
    return pl.Series("duration_s", [None] * len(start), pl.Float64)
