"""What the server serves and the readers read: made once in a folder, by a seed, in the services' own forms."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

KEYS = 60  # of an experiment
STUDY = 61286
FIRST_SESSION = 4_100_001
SERIES = (
    "Trial_Nr,Trial_Id,Block_Name,Block_Nr,Task_Name,Task_Nr,Exp_Subject_Id,Rec_Session_Id,Session_Nr,"
    "variable_name,timestamp"
)
ROWS = 30_000  # of a time series; sessions of 25 to 40 minutes with eye tracking have 20 to 36 thousand


# Labguru


def experiment(number: int, keys: int = KEYS) -> dict[str, object]:
    """A record of so many keys, of the kinds that Labguru sends: texts, numbers, nulls, a few nested ones."""
    known: dict[str, object] = {
        "id": number,
        "title": f"PCR of sample {number}, second run",
        "uuid": f"{number:08x}-8c1f-4c0e-9c33-6a3f0f1c2d4e",
        "created_at": "2024-07-26T13:01:24.000+02:00",
        "updated_at": "2024-07-29T08:15:00.000+02:00",
        "project_id": number % 40,
        "owner": {"id": 7, "name": "Ada Example", "url": "/admin/members/7"},
        "sections": [{"id": number * 10 + n, "name": f"Section {n}"} for n in range(3)],
    }
    for n in range(len(known), keys):
        known[f"custom_column_{n}"] = (None, f"value {n} of record {number}", number / (n + 1), n, True)[n % 5]
    return dict([*known.items()][:keys])


def pages(folder: Path, site: str, count: int, size: int) -> None:
    """A list of experiments in so many pages; and one experiment alone."""
    keys = {"/api/v1/experiments/966": f"{site}-one.json"}
    (folder / f"{site}-one.json").write_text(json.dumps(experiment(966, 12)))
    for page in range(1, count + 1):
        meta = {"item_count": count * size, "page_count": count, "page": page}
        records = [experiment((page - 1) * size + n) for n in range(1, size + 1)]
        name = f"{site}-{page}.json"
        (folder / name).write_text(json.dumps({"meta": meta, "data": records}))
        keys |= {f"/api/v{version}/experiments?page={page}": name for version in (1, 2)}
    (folder / f"{site}.json").write_text(json.dumps(keys))


# Labvanced


def series(number: int, rows: int, *, regular: bool = False) -> bytes:
    """A ``timeseries.csv`` as Labvanced writes it; or with a header as wide as its rows, and all rows that wide."""
    header = f"{SERIES}," + (",".join(f"value_{n}" for n in range(1, 5)) if regular else "value")
    return "\n".join((header, *_samples(number, rows, regular), "")).encode()


def _samples(number: int, rows: int, regular: bool) -> Iterator[str]:
    """Half gaze (x, y, t, c), half drift (x, y), as in the exports that were published."""
    chance = random.Random(number)
    now = 1724600525891
    for row in range(rows):
        now += chance.randrange(20, 60)
        trial = 1 + row * 40 // rows
        block = '"block, two"' if trial % 25 == 0 else "block_1"  # 4 in a hundred rows are quoted, as in true exports
        place = f"{trial},{trial + 50},{block},1,sentence,2,{number % 1000},{number},1"
        x, y = chance.gauss(640, 200), chance.gauss(400, 150)
        if row % 2:
            yield f"{place},applied_drift,{now},{x},{y}" + (",," if regular else "")
        else:
            yield f"{place},gaze_data,{now},{x},{y},{now - chance.randrange(100)},1"


def session(number: int, rows: int) -> dict[str, bytes]:
    """The files of a session."""
    return {
        "sessions.csv": (
            "Completed,Crowdsourcing_SubjId,End_Time,Exp_Subject_Id,Rec_Session_Id,Session_Nr,Start_Time\n"
            f'true,"",2024-07-26T13:41:24.685Z,{number % 1000},{number},1,2024-07-26T13:01:24.685Z\n'
        ).encode(),
        "trials.csv": (
            "Rec_Session_Id,Trial_Nr,Trial_Id,Block_Name,Block_Nr,Task_Name,Task_Nr,answer,rt\n"
            + "".join(f'{number},{n},{n + 50},"block, {n % 4}",{n % 4},sentence,2,left,{n * 7}\n' for n in range(1, 41))
        ).encode(),
        "timeseries.csv": series(number, rows),
    }


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def sessions(folder: Path, site: str, count: int, rows: int, kinds: int = 8) -> None:
    """A study of so many sessions; a few ZIPs stand for all of them."""
    for kind in range(kinds):
        (folder / f"{site}-{kind}.zip").write_bytes(zipped(session(FIRST_SESSION + kind, rows)))
    numbers = range(FIRST_SESSION, FIRST_SESSION + count)
    times = {"start_time": "2024-07-26T13:01:24.685Z", "end_time": "2024-07-26T13:41:24.685Z"}
    listed = [{"rec_session_id": number, "exp_subject_id": number % 1000, **times} for number in numbers]
    (folder / f"{site}-list.json").write_text(json.dumps(listed))
    keys = {f"/api/{STUDY}/download/{number}": f"{site}-{number % kinds}.zip" for number in numbers}
    (folder / f"{site}.json").write_text(json.dumps({f"/api/{STUDY}/sessions": f"{site}-list.json", **keys}))


def large(folder: Path, site: str, size: int) -> None:
    """One session whose ZIP is this large: a video, which does not shrink, and the tables."""
    video = random.Random(1).randbytes(size)
    files = {**session(FIRST_SESSION, 1000), "recording.webm": video}
    (folder / f"{site}-1.zip").write_bytes(zipped(files))
    key = f"/api/{STUDY}/download/{FIRST_SESSION}"
    (folder / f"{site}.json").write_text(json.dumps({key: f"{site}-1.zip"}))


def study(folder: Path, site: str, count: int, rows: int) -> None:
    """A study on the disk: ``sent/Session_*/`` as it was sent, and ``regular/Session_*/`` its series made regular."""
    for number in range(FIRST_SESSION, FIRST_SESSION + count):
        sent, regular = (folder / site / kind / f"Session_{number}" for kind in ("sent", "regular"))
        sent.mkdir(parents=True, exist_ok=True)
        regular.mkdir(parents=True, exist_ok=True)
        for name, data in session(number, rows).items():
            (sent / name).write_bytes(data)
        (regular / "timeseries.csv").write_bytes(series(number, rows, regular=True))
    (folder / f"{site}.json").write_text("{}")  # nothing of it is served
