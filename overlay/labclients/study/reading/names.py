"""What Labvanced calls its columns, in both generations of its files, and how names stay apart.

The names of today (from 2023 on) are used throughout; those before are translated. The pairs follow from position and
meaning in published exports of both kinds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from labclients.tables import distinct

__all__ = ["PLACE", "SERIES", "SESSION", "Key", "agreed", "is_first_generation", "modern", "renaming"]

PLACE = ("Rec_Session_Id", "Block_Nr", "Task_Nr", "Trial_Nr")
"""Where a trial stands; unique in every export seen, and the order of tables."""

SERIES = (
    *("Trial_Nr", "Trial_Id", "Block_Name", "Block_Nr", "Task_Name", "Task_Nr"),
    *("Exp_Subject_Id", "Rec_Session_Id", "Session_Nr", "timestamp"),
)
"""The columns of every time series, before its values."""

_FIRST = {
    "rec_session_id": "Rec_Session_Id",
    "exp_subject_id": "Exp_Subject_Id",
    "subject_code": "Subject_Code",
    "session_nr": "Session_Nr",
    "session_name": "Session_Name",
    "group_name": "Group_Name",
    "group_nr": "Group_Nr",
    "start_time": "Start_Time",
    "end_time": "End_Time",
    "completed": "Completed",
    "crowdsourcing_code": "Crowdsourcing_Code",
    "crowdsourcing_subj_id": "Crowdsourcing_SubjId",
    "subj_counter_global": "Subject_Nr",
    "subj_counter_per_group": "Subject_Nr_Per_Group",
    "time_delay_offset": "TimeMeasure_Mean",
    "time_measure_std": "TimeMeasure_Std",
    "browser_spec": "Browser_Spec",
    "version_spec": "BrowserVersion_Spec",
    "system_spec": "System_Spec",
    "agent_spec": "Agent_Spec",
    "role_id": "Role_Id",
    "multi_user_group_id": "Multi_User_Group_Id",
    "displayedLanguage": "Displayed_Language",
    "pixelDensityPerMM": "Pixel_Density_PerMM",
    "Screen_Height": "Screen_Height_In_Pixels",
    "Screen_Width": "Screen_Width_In_Pixels",
    "Window_Height": "Window_Height_In_Pixels",
    "Window_Width": "Window_Width_In_Pixels",
    "kept_fullscreen": "Always_Fullscreen",
    "always_fullscreen": "Always_Fullscreen",
    "selected_age": "SelectedAge",
    "selected_gender": "SelectedGender",
    "selected_language": "SelectedLanguage",
    "selected_location": "SelectedLocation",
    "unlocked": "unlocked",
}
"""Columns about the session in files from before 2023, and what they are called now."""

_FIRST_SERIES = {"times": "timestamp", "values": "value"}

SESSION = frozenset(_FIRST.values()) - {"Rec_Session_Id"} | {
    *("Distance_To_Screen_In_CM", "End_Time_Local", "Experiment_Version", "FaceDetectionRate", "Is_Fullscreen"),
    *("Screen_Refresh_Rate", "Session_Token", "Start_Time_Local"),
}
"""Columns about the session that a file of trials may repeat in each row."""

_OWN = frozenset((*SERIES, *SESSION))


def is_first_generation(header: Sequence[str]) -> bool:
    """Whether a file is from before 2023; a study's own variable may be called ``completed`` in any generation."""
    return "rec_session_id" in header or "exp_subject_id" in header


def modern(header: Sequence[str], *, series: bool = False) -> list[str]:
    """The names of a file's columns as they would be today."""
    now: dict[str, str] = {}
    if is_first_generation(header):
        now = _FIRST | _FIRST_SERIES if series else _FIRST
    return [now.get(name, _tame(name)) for name in header]


def _tame(name: str) -> str:
    """A name that means one column: polars, and who uses it, takes ``*`` for all, and ``^...$`` for a pattern."""
    return f"{name}_" if re.fullmatch(r"\*|\^.*\$", name, re.DOTALL) else name


# Across the sessions of a study: one session may have only `preview`, the next `Preview` and `preview`, which are other
# columns. A column of the study is therefore known by its name as written and, where a file has that name twice, by
# which of them it is; the names are given once all are known, and do not depend on the order of the sessions.

Key: TypeAlias = tuple[str, int]
"""A column across sessions: its name, case and all, and which of the columns of this name it is, from 1."""


def keys(originals: Mapping[str, str]) -> dict[str, Key]:
    """The key of each column of one session's table, given as column -> name in the file."""
    seen: Counter[str] = Counter()
    found: dict[str, Key] = {}
    for column, original in originals.items():
        name = original if _is_respelt(column, _tame(original)) else column
        seen[name] += 1
        found[column] = (name, seen[name])
    return found


def agreed(tables: Iterable[Mapping[str, str]]) -> dict[Key, str]:
    """One name for each column of all sessions, all distinct, also without case; tables as column -> name in the file.

    Of names equal but for case Labvanced's own come first, then capitals: ``Preview``, ``preview__2``.
    """
    found = {key for table in tables for key in keys(table).values()}
    ordered = sorted(found, key=lambda key: (key[0].casefold(), key[0] not in _OWN, key))
    return dict(zip(ordered, distinct([_tame(name) for name, _ in ordered]), strict=True))


def renaming(originals: Mapping[str, str], names: Mapping[Key, str]) -> dict[str, str]:
    """From the columns of one session's table to those that were agreed on for all."""
    return {column: names[key] for column, key in keys(originals).items()}


def _is_respelt(column: str, tame: str) -> bool:
    return column == tame or re.fullmatch(re.escape(tame) + r"__[0-9]+", column, re.IGNORECASE) is not None
