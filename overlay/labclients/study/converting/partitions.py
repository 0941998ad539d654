"""How a study lies on disk as Parquet: one dataset per table, one partition per session.

::

    _labclients.json                                     what was made from what, for the next run
    _schema.json                                         the columns of every dataset, for people
    sessions/rec_session_id=4100004/part-0.parquet
    trials/rec_session_id=4100004/part-0.parquet
    timeseries/gaze_data/rec_session_id=4100004/part-0.parquet

Both JSON files lie outside of the datasets: polars refuses a directory that holds anything else. The number of the
session stands in the path alone: readers that ignore case would find it twice.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Collection, Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, cast

import polars as pl

from labclients.files.atomic import PREFIX, atomic_write, safe_filename, translate_os_errors
from labclients.study.reading.recordings import UNKNOWN
from labclients.study.reading.schema import TIMESERIES
from labclients.tables import extra, plain_field

__all__ = ["arrow", "distinct_names", "existing", "folders", "partition", "remove", "sweep", "write"]

pa: Any = extra("pyarrow", "data")

_PARTITION = re.compile("rec_session_id=([0-9]+)")
_LONGEST = 120  # bytes of a variable's name in a path: Windows allows 260 for the whole path


def partition(folder: str, session: int, source: str) -> str:
    """Where the file of one session of a dataset lies; sessions without number are kept apart by their sources."""
    number = 0 if session != UNKNOWN else hashlib.sha256(source.encode(errors="surrogatepass")).hexdigest()[:12]
    return f"{folder}/rec_session_id={session}/part-{number}.parquet"


def folders(keys: Collection[str]) -> dict[str, str]:
    """Where the dataset of each table lies below the directory, by the table's key."""
    series = distinct_names(key.removeprefix(TIMESERIES) for key in keys if key.startswith(TIMESERIES))
    places = {TIMESERIES + variable: TIMESERIES + name for variable, name in series.items()}
    return {key: places.get(key, key) for key in keys}


def distinct_names(variables: Iterable[str]) -> dict[str, str]:
    """A name for files of each variable, also on Windows; numbered in order where two would be one, case ignored."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for variable in sorted(variables):
        plain = _plain(variable)
        numbered = (plain if n == 1 else f"{plain}__{n}" for n in count(1))
        found[variable] = next(name for name in numbered if name.casefold() not in taken)
        taken.add(found[variable].casefold())
    return found


def _plain(variable: str) -> str:
    # Letters, digits and little else: `*[]{}` are patterns to readers, `=` is a partition, a leading `_` hides.
    text = re.sub(r"[^\w -]", "_", unicodedata.normalize("NFC", variable)).lstrip("_ ")
    name = safe_filename(text.encode()[:_LONGEST].decode(errors="ignore"))
    return f"variable{name}" if name.startswith("_") else name  # one that Windows takes for a device


def arrow(frame: pl.DataFrame, metadata: dict[str, str] | None = None) -> Any:
    """A frame in the plain types that every reader of Parquet knows; without the column of the session's number."""
    table = cast("Any", frame).drop("Rec_Session_Id", strict=False).to_arrow()
    fields = [plain_field(pa, field) for field in table.schema]
    return table.cast(pa.schema(fields, metadata=metadata))


def write(path: Path, table: Any) -> None:
    """Write a file whole or not at all, over the one that is there."""
    parquet = extra("pyarrow.parquet", "data")
    with atomic_write(path, overwrite=True) as file:
        parquet.write_table(table, file)


def existing(directory: Path) -> dict[str, int]:
    """The partitions that there are: path below the directory -> session."""
    return {path: int(path.split("/")[-2].partition("=")[2]) for path in _files(directory) if path.endswith(".parquet")}


def sweep(directory: Path, expected: Collection[str]) -> None:
    """Remove the partitions that are not among the expected, and what a killed run left; then empty folders.

    Raises:
        UsageError, LabClientsError: something cannot be removed.
    """
    for path in [path for path in _files(directory) if path not in expected]:
        remove(directory / path)
    for folder in (*_parts(directory), *_folders(directory), TIMESERIES):
        with suppress(OSError):  # it is not empty
            os.rmdir(directory / folder)


def remove(path: Path) -> None:
    """Remove a file if it is there."""
    with translate_os_errors(path):
        path.unlink(missing_ok=True)


# What conversion wrote into datasets; what somebody else put there is not touched. Paths are texts below the directory:
# of a department's study there are ten thousand, and they are listed on each run.

_OURS = re.compile(rf"part-[0-9a-f]+\.parquet|{re.escape(PREFIX)}.*")


def _files(directory: Path) -> list[str]:
    return [f"{part}/{name}" for part in _parts(directory) for name in _names(directory, part) if _OURS.fullmatch(name)]


def _parts(directory: Path) -> list[str]:
    found = [(folder, name) for folder in _folders(directory) for name in _names(directory, folder)]
    return [f"{folder}/{name}" for folder, name in found if _PARTITION.fullmatch(name)]


def _folders(directory: Path) -> list[str]:
    return ["sessions", "trials", *(TIMESERIES + name for name in _names(directory, TIMESERIES))]


def _names(directory: Path, folder: str) -> list[str]:
    try:
        return os.listdir(f"{directory}/{folder}")
    except (FileNotFoundError, NotADirectoryError):
        return []
