"""The directories that a study is converted to, and what the conversions to Parquet and to CSV share.

Such a directory holds ``_labclients.json``: the form, the study, and what was written from what. A mirror's
``conversions.json`` names the directories, so that a forgotten person is forgotten there, too.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from labclients._json import as_list, as_object
from labclients._version import __version__
from labclients.columns import infer_types
from labclients.errors import LabClientsError, UsageError
from labclients.files.atomic import (
    PREFIX,
    atomic_write,
    make_private_dirs,
    remove_temporary_files,
    safe_filename,
    translate_os_errors,
)
from labclients.study.combine import Columns, Schema, common_schema, counting_source
from labclients.study.recordings import TIMESERIES, read
from labclients.study.sources import CONVERSION_MARKER, Source
from labclients.study.store import LOCK, MANIFEST, is_mirror, locked

Form: TypeAlias = Literal["parquet", "csv"]

REGISTRY = "conversions.json"
LAYOUT = 2  # of `_labclients.json`; what an earlier one says of the files is not used, and all is converted anew
ATTEMPTS = 3
_MAX_NAME = 120  # bytes of a variable's name in a path: Windows allows 260 for the whole path


class Conversion(NamedTuple):
    """What a conversion did: numbers of sessions, in order."""

    written: list[int]
    unchanged: list[int]
    """Not read again: neither their files nor the columns have changed."""
    removed: list[int]
    """Converted before, and not in the study any more."""
    problems: list[tuple[int, str]]
    """What could not be read: session (0 if it is unknown) and sentence. All else was converted."""

    def __repr__(self) -> str:
        return f"<Conversion: {', '.join(f'{len(numbers)} {name}' for name, numbers in self._asdict().items())}>"


def retry_while_changing(study: Path, attempt: Callable[[], Conversion | None]) -> Conversion:
    """Convert; try again if the files of the study change meanwhile: then an attempt returns None.

    Raises:
        LabClientsError: They change all the time.
    """
    for _ in range(ATTEMPTS):
        if (conversion := attempt()) is not None:
            return conversion
    raise LabClientsError(f"{study} changes while it is converted: convert it again when it is at rest.")


def study_name(directory: Path) -> str:
    """What tells a study from others: the number of a mirror's study, else its path."""
    if is_mirror(directory):
        return f"study {(_load_json(directory / MANIFEST) or {}).get('experiment_id')}"
    return f"the study in {os.path.abspath(directory)}"


# The directory


class Output:
    """The directory of a conversion while this program works in it; `state` is what ``_labclients.json`` holds."""

    def __init__(self, path: Path, state: dict[str, Any]) -> None:
        self.path = path
        self.state = state

    @property
    def is_current(self) -> bool:
        """Whether this version wrote the files."""
        return self.state.get("made_by") == __version__ and self.state.get("layout") == LAYOUT

    def save(self) -> None:
        """Write the state."""
        save_json(self.path / CONVERSION_MARKER, self.state, indent=None)


@contextmanager
def open_output(path: Path, form: Form, study: str | None = None) -> Generator[Output]:
    """Work in a directory, alone.

    Args:
        path: The directory; it is made if `study` is given.
        form: What it holds.
        study: The study that is to be converted there; its files are made anew if another version wrote them. None to
            erase sessions.

    Raises:
        UsageError: It holds something else, or another study, or another program works in it.
    """
    if study is not None:
        with translate_os_errors(path):
            make_private_dirs(path)
        _read_state(path, form, study)  # before a lock file is left in another program's directory
    with locked(path):
        remove_temporary_files(path)
        output = Output(path, _read_state(path, form, study))
        if study is not None and not output.is_current:
            output.state = {key: value for key, value in output.state.items() if key in ("form", "study", "tables")}
            output.state |= {"made_by": __version__, "layout": LAYOUT}
        yield output


def _read_state(path: Path, form: Form, study: str | None) -> dict[str, Any]:
    state = _load_json(path / CONVERSION_MARKER)
    if state is None:
        if study is None or any(not name.startswith(PREFIX) and name != LOCK for name in os.listdir(path)):
            raise UsageError(f"{path} holds something else than a converted study: choose a new or an empty directory.")
        return {"form": form, "study": study}
    if state.get("form") != form or study not in (None, state.get("study")):
        content = f"{state.get('study')} as {state.get('form')}"
        raise UsageError(f"{path} holds {content}: choose another directory, or delete this one.")
    return state


def registered_outputs(mirror: Path) -> list[tuple[Path, Form]]:
    """The directories that a mirror was converted to, each with its form.

    Raises:
        UsageError: The list cannot be read.
    """
    path = mirror / REGISTRY
    data = _load_json(path) or {}
    rows = [as_object(row) or {} for row in as_list(data.get("conversions", [])) or ()]
    if any(row.get("form") not in ("parquet", "csv") or not row.get("directory") for row in rows):
        raise UsageError(f"{path} is damaged: it does not name directories.")
    return [(Path(row["directory"]), row["form"]) for row in rows]


def register_output(sources: Iterable[Source], directory: Path, form: Form) -> None:
    """Note a directory in the mirrors that the sources come from, before anything is converted there.

    Raises:
        UsageError: A mirror cannot be written, or is in use.
    """
    folders = {file.absolute().parent for source in sources for file in source.files}
    for mirror in {folder.parent for folder in folders if folder.name == "zips" and is_mirror(folder.parent)}:
        if (directory, form) not in registered_outputs(mirror):
            with locked(mirror):
                outputs = sorted({*registered_outputs(mirror), (directory, form)})
                rows = [{"directory": str(path), "form": form} for path, form in outputs]
                save_json(mirror / REGISTRY, {"version": 1, "conversions": rows})


def save_json(path: Path, data: dict[str, Any], *, indent: int | None = 1) -> None:
    """Write JSON, unless the file holds the same; in one line if `indent` is None, which is much faster."""
    text = f"{json.dumps(data, indent=indent, ensure_ascii=False)}\n".encode(errors="surrogatepass")
    if not path.is_file() or path.read_bytes() != text:
        with atomic_write(path, overwrite=True) as file:
            file.write(text)


def _load_json(path: Path) -> dict[str, Any] | None:
    """A JSON object; None if there is no file."""
    try:
        data = as_object(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError):
        data = None
    if data is None:
        raise UsageError(f"{path} is damaged: it is no JSON object.")
    return data


def remove_file(path: Path) -> None:
    """Remove a file if it exists."""
    with translate_os_errors(path):
        path.unlink(missing_ok=True)


# What is converted


class Contents(NamedTuple):
    """What a source holds: its columns, but no rows."""

    tables: dict[str, dict[int, Columns]]
    """Key of the table -> session -> its columns."""
    problems: list[tuple[int, str]]
    """Session and sentence."""

    def sessions(self) -> set[int]:
        """The sessions that have a table."""
        return {session for columns in self.tables.values() for session in columns}


def scan(source: Source) -> Contents:
    """Read a source for its columns."""
    contents = Contents({}, [])
    for recording in read(source):
        contents.problems.extend((recording.rec_session_id, problem) for problem in recording.problems)
        for key, table in recording.tables.items():
            frame = table.frame()
            columns = Columns(infer_types(frame), table.originals(frame))
            contents.tables.setdefault(key, {})[recording.rec_session_id] = columns
    return contents


TakenTables: TypeAlias = dict[str, list[int]]
"""Key of a table -> the sessions that are taken from a source."""


def taken_tables(contents: Iterable[Contents]) -> list[TakenTables]:
    """What is taken from each source, given in order; see `counting_source`."""
    counting: dict[tuple[str, int], int] = {}
    all_taken: list[TakenTables] = []
    for index, content in enumerate(contents):
        taken = {
            key: [session for session in sorted(columns) if counting_source(counting, key, session, index) == index]
            for key, columns in content.tables.items()
        }
        all_taken.append({key: sessions for key, sessions in taken.items() if sessions})
    return all_taken


def schemas_of(contents: Sequence[Contents], taken: Sequence[TakenTables]) -> dict[str, Schema]:
    """The columns of all tables of a study by their keys, in order; only what is taken counts."""
    columns: defaultdict[str, dict[str, Columns]] = defaultdict(dict)  # most are equal
    for content, tables in zip(contents, taken, strict=True):
        for key, sessions in tables.items():
            own = (content.tables[key][session] for session in sessions)
            columns[key] |= {repr(session_columns): session_columns for session_columns in own}
    return {key: common_schema([*columns[key].values()]) for key in sorted(columns)}


def dataset_folders(keys: Collection[str]) -> dict[str, str]:
    """The folder of each table below the directory, by the table's key: ``timeseries/gaze_data``."""
    names = distinct_filenames(key.removeprefix(TIMESERIES) for key in keys if key.startswith(TIMESERIES))
    folders = {TIMESERIES + variable: TIMESERIES + name for variable, name in names.items()}
    return {key: folders.get(key, key) for key in keys}


def distinct_filenames(variables: Iterable[str]) -> dict[str, str]:
    """A file name for each variable, safe also on Windows; those that are equal without case get numbers, in order."""
    used: set[str] = set()
    filenames: dict[str, str] = {}
    for variable in sorted(variables):
        name = _plain_filename(variable)
        numbered = (name if n == 1 else f"{name}__{n}" for n in count(1))
        filenames[variable] = next(name for name in numbered if name.casefold() not in used)
        used.add(filenames[variable].casefold())
    return filenames


def _plain_filename(variable: str) -> str:
    # Letters, digits and little else: `*[]{}` are patterns to readers, `=` is a partition, a leading `_` hides.
    text = re.sub(r"[^\w -]", "_", unicodedata.normalize("NFC", variable)).lstrip("_ ")
    name = safe_filename(text.encode()[:_MAX_NAME].decode(errors="ignore"))
    return f"variable{name}" if name.startswith("_") else name  # one that Windows takes for a device


def column_descriptions(columns: Sequence[str], types: Sequence[str]) -> list[str]:
    """A sentence about the clock or the unit of each column, or nothing; types as Arrow names them."""
    local = {column for column, arrow_type in zip(columns, types, strict=True) if arrow_type == "timestamp[ms]"}
    fixed = {
        "timestamp": "Unix time in ms, by the participant's clock",
        "Start_Time": "UTC, by the server's clock",
        "End_Time": "UTC, by the server's clock",
    }
    descriptions: list[str] = []
    for column, arrow_type in zip(columns, types, strict=True):
        if column in local:
            offset = f"{column}_Offset says how far that is ahead of UTC"
            descriptions.append(f"by the participant's clock, without zone; {offset}")
        elif column.rstrip("_").removesuffix("_Offset") in local:
            descriptions.append("minutes ahead of UTC")
        else:
            descriptions.append(fixed.get(column, "UTC" if arrow_type.startswith("timestamp") else ""))
    return descriptions
