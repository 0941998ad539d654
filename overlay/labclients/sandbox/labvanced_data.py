"""Made-up recordings in the exact form of Labvanced's newer exports ("generation 2").

Sorted headers, ``preview`` twice and ``Preview`` once, null and empty text both ``""``, time series whose arrays stand
unquoted after the last column, columns that differ between the sessions of one study. All of it follows from the seed
and the number of the session, down to the bytes of the ZIP.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

STUDY, SMALL_STUDY = 61286, 61300
_FIRST = {STUDY: 4100004, SMALL_STUDY: 4200004}
SESSIONS = 24
_FIXED = ("Rec_Session_Id", "Trial_Nr", "Trial_Id", "Block_Name", "Block_Nr", "Task_Name", "Task_Nr")
_VARIABLES = (
    "accuracy", "Bnd_loc", "boundary", "Condition_Id", "Frequency", "gaze_box", "gaze_box_object", "Preview",
    "preview", "preview", "question_answer", "trial_end", "trial_number", "trial_screen1_end", "trial_start",
    "undefined_name",
)  # fmt: skip
_SERIES = (
    "Trial_Nr", "Trial_Id", "Block_Name", "Block_Nr", "Task_Name", "Task_Nr", "Exp_Subject_Id", "Rec_Session_Id",
    "Session_Nr", "variable_name", "timestamp", "value",
)  # fmt: skip
_FREE_TEXT = (
    'I answered "no" twice, by mistake',
    "First line,\nsecond line: all fine.",
    "NA",
    "n/a",
    "Das Ende kam plötzlich – schön!",
    "",
    "The screen was dark, then bright; I moved",
)
_BROWSERS = ("126.0.0.0 Safari/537.36", "126.0.0.0 Safari/537.36 Edg/126.0.0.0", "125.0.0.0 Safari/537.36")


@dataclass(slots=True)
class Recording:
    """One session of one participant."""

    study: int
    number: int
    index: int
    seed: int
    finished: bool
    partial: bool = False  # the participant left early: trials are missing
    grown: int = 0  # trials more than others have

    def finish(self) -> None:
        """The participant reached the last page."""
        self.finished, self.partial = True, False

    # ---- what the list shows

    def session(self) -> dict[str, Any]:
        """The entry in the list of sessions; the keys are those of Labvanced's own editor."""
        answers = {"age": 19 + self.index % 40, "gender": ("female", "male", "other")[self.index % 3]}
        return {
            **{"rec_session_id": self.number, "exp_subject_id": self.subject, "user_id": None, "group_nr": 1},
            **{"group_name": "group_1", "session_nr": 1, "session_name": "session_1"},
            **{"start_time": _utc(self.start), "end_time": _utc(self.end) if self.finished else None},
            **{"name": None, "subject_code": self.code, "survey_data": answers, "var_data": None},
            "recquotaexceeded": False,
        }

    @property
    def subject(self) -> int:
        return 880000 + self.number % 100000

    @property
    def code(self) -> str:
        """Text, though it looks like a number."""
        return f"{self.index + 1:03d}"

    @property
    def start(self) -> datetime:
        first = datetime(2026, 4, 7, 13, 40, 54, 407000, UTC)
        return first + timedelta(hours=7 * self.index, milliseconds=self.number % 997)

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=28, seconds=self.index)

    @property
    def variant(self) -> int:
        """Which of three sets of columns it has: the study was changed while it ran."""
        return self.index % 3

    def random(self, purpose: str) -> Random:
        return Random(f"{self.seed}/{self.number}/{purpose}")  # noqa: S311 - made-up data

    # ---- what the ZIP holds

    def archive(self, minute: int = 0) -> bytes:
        """The ZIP, the same bytes each time; packed at another minute it has others."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self.files().items():
                info = zipfile.ZipInfo(name, (2026, 4, 30, 12, minute % 60, 0))
                archive.writestr(info, text.encode(), zipfile.ZIP_DEFLATED)
        return target.getvalue()

    def files(self) -> dict[str, str]:
        """Name and text of each member."""
        session, trials = self._session_row(), list(self._trials())
        return {
            "sessions.csv": _csv([list(session), list(session.values())]),
            "trials.csv": _csv([self._trial_columns(), *trials]),
            "timeseries.csv": "".join(self._series(trials)),
        }

    def _session_row(self) -> dict[str, object]:
        draw = self.random("session")
        row: dict[str, object] = {
            "Always_Fullscreen": draw.random() < 0.9,
            "Browser_Spec": "Chrome",
            "BrowserVersion_Spec": draw.choice(_BROWSERS),
            "Completed": self.finished,
            "Crowdsourcing_Code": _hex(draw, 32) if self.finished else None,
            "Crowdsourcing_SubjId": _hex(draw, 24),
            "End_Time": _utc(self.end) if self.finished else None,
            "End_Time_Local": _local(self.end) if self.finished else None,
            "Exp_Subject_Id": self.subject,
            "Experiment_Version": 1103 + 6 * self.variant,
            "FaceDetectionRate": draw.uniform(1, 50),
            "Group_Name": "group_1",
            "Group_Nr": 1,
            "Is_Fullscreen": True,
            "Rec_Session_Id": self.number,
            "Screen_Height_In_Pixels": 720,
            "Screen_Refresh_Rate": draw.uniform(43, 60),
            "Screen_Width_In_Pixels": 1280,
            "Session_Name": "session_1",
            "Session_Nr": 1,
            "Session_Token": _hex(draw, 32),
            "Start_Time": _utc(self.start),
            "Start_Time_Local": _local(self.start - timedelta(seconds=3)),
            "Subject_Code": self.code,
            "Subject_Nr": self.index + 1,
            "Subject_Nr_Per_Group": self.index + 1,
            "System_Spec": draw.choice(("Windows-PC", "Mac/OS-X")),
            "TimeMeasure_Mean": draw.uniform(3, 12) if self.finished else None,
            "TimeMeasure_Std": draw.uniform(3, 60) if self.finished else None,
            "Window_Height_In_Pixels": 720,
            "Window_Width_In_Pixels": 1280,
        }
        if self.variant == 1:
            row |= {"Distance_To_Screen_In_CM": draw.uniform(45, 80), "Pixel_Density_PerMM": None}
        # The order of the real headers: an underscore sorts like a blank (Browser_Spec before BrowserVersion_Spec).
        return dict(sorted(row.items(), key=lambda item: item[0].replace("_", " ")))

    def _trial_columns(self) -> list[str]:
        added = ("freetext_quest", "text_answer", "copy_of_trial_number")[: (0, 1, 3)[self.variant]]
        return [*_FIXED, *sorted((*_VARIABLES, *added), key=str.casefold)]

    def _trials(self) -> Iterator[list[object]]:
        """The rows, one cell per column: very sparse, as a variable is filled in its own task only."""
        draw, names = self.random("trials"), self._trial_columns()
        clock = int(self.start.timestamp() * 1000) + 120_000
        number = 5
        tasks = {"instructions": 1, "sentence": 24 + self.grown, "sentence_DC": 12, "questions": 1}
        for task_nr, (task, count) in enumerate(tasks.items(), 1):
            for trial_nr in range(1, (count // 2 if self.partial and count > 1 else count) + 1):
                number, begin = number + 1, clock
                clock += draw.randrange(1200, 5200)
                fixed = (self.number, trial_nr, 1 + draw.randrange(60), "block_1", 1, task, task_nr)
                cells: dict[str, object] = {"trial_number": number, "trial_start": begin, "trial_end": clock}
                cells |= self._answers(draw, task)
                cells["trial_screen1_end"] = (begin + clock) // 2 if task == "sentence_DC" else None
                # Of the two columns "preview" the first is filled, so that only their position tells them apart.
                yield [*fixed, *(cells.pop(name, None) for name in names[len(_FIXED) :])]
            if self.partial and task == "sentence_DC":
                return

    def _answers(self, draw: Random, task: str) -> dict[str, object]:
        cells: dict[str, object] = {"Condition_Id": 1 + draw.randrange(2)}
        if task == "sentence":
            cells |= {"Frequency": draw.choice(("low", "high")), "question_answer": draw.randrange(2)}
        if task == "sentence_DC":
            cells |= {"Bnd_loc": draw.choice((275, 276, 308)), "preview": draw.choice(("valid", "invalid"))}
            cells |= {"question_answer": draw.randrange(2), "accuracy": draw.random() < 0.8}
        if task == "questions":
            cells |= {"freetext_quest": _FREE_TEXT[self.index % len(_FREE_TEXT)], "text_answer": "none"}
        return cells

    def _series(self, trials: Sequence[Sequence[object]]) -> Iterator[str]:
        """Lines of the time series. Arrays are not quoted: a line has as many fields as its array asks for."""
        draw, names = self.random("series"), self._trial_columns()
        yield ",".join(_SERIES) + "\n"
        start_at = names.index("trial_start")
        for trial in trials:
            who = (*trial[1:7], self.subject, self.number, 1)
            begin = int(str(trial[start_at]))
            head = ",".join(_cell(value) for value in who)
            if trial[5] == "instructions":
                yield f"{head},gaze_data,{begin - 600_000},\n"
                continue
            yield from _gaze(draw, head, begin)
            yield f'{head},gaze_x,"",\n'  # never sampled: neither time nor value
            yield f'{head},error_trial,{begin + 700},""\n'  # sampled, and null
            yield f"{head},question_answer,{begin + 900},{_cell(draw.random() < 0.5)}\n"
            yield f"{head},gaze_conf,{begin + 950},{draw.uniform(0, 1)}\n"
            if draw.random() < 0.1:
                yield f'{head},Sys_message,{begin + 960},"face lost, please ""come back"""\n'


def _gaze(draw: Random, head: str, begin: int) -> Iterator[str]:
    """Samples of x, y, t, confidence, first the reset: an early time, an empty array; some samples are lost."""
    yield f"{head},gaze_data,{begin - 20_000},\n"
    phase = draw.uniform(0, 6)
    for step in range(8):
        at = begin + 600 * step + draw.randrange(40)
        x, y = 400 + 350 * math.sin(phase + step / 2), 225 + 180 * math.cos(phase + step / 3)
        yield f"{head},gaze_data,{at},{x},{y},{at - 85.5},{draw.choice((1, draw.uniform(0, 1)))}\n"
        if step % 3 == 0:
            yield f"{head},applied_drift,{at + 4},{draw.gauss(0, 30)},{draw.gauss(0, 30)}\n"


def studies(seed: int, sessions: int = SESSIONS) -> dict[int, dict[int, Recording]]:
    """The recordings of both studies by their numbers; `sessions` is how many the large study has."""
    recordings: dict[int, dict[int, Recording]] = {}
    for study, count in ((STUDY, sessions), (SMALL_STUDY, 3)):
        recordings[study] = {}
        for index in range(count):
            number = _FIRST[study] + 4 * index
            recordings[study][number] = recording(study, number, index, finished=index % 5 != 3, seed=seed)
    return recordings


def recording(study: int, number: int, index: int, *, finished: bool, seed: int = 0) -> Recording:
    """One recording. Most that are not finished hold all their trials; one in three breaks off."""
    return Recording(study, number, index, seed, finished, partial=not finished and index % 3 == 2)


# ---- the manner of writing


def _csv(rows: Sequence[Sequence[object]]) -> str:
    return "".join(",".join(_cell(value) for value in row) + "\n" for row in rows)


def _cell(value: object) -> str:
    """Quoted only where it must be; null and empty text are both two quotes."""
    if value is None or value == "":
        return '""'
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n') else text


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _local(moment: datetime) -> str:
    """The participant's clock: one hour off UTC, and written so."""
    return (moment + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S") + "+01"


def _hex(draw: Random, digits: int) -> str:
    return f"{draw.getrandbits(4 * digits):0{digits}x}"
