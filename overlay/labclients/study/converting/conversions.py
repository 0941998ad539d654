"""Directories that a study was converted to: each has one to itself, and a mirror remembers its own.

A conversion's directory holds ``_labclients.json``: what it is, of which study, and made from what. A mirror's
``conversions.json`` names the directories, so that who is to be forgotten is forgotten there, too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from labclients._json import as_list, as_object
from labclients._version import __version__
from labclients.errors import LabClientsError, UsageError
from labclients.files.atomic import PREFIX, SUFFIX, atomic_write, make_private_dirs, translate_os_errors
from labclients.study.reading.sources import MARK, Source, is_mirror
from labclients.study.store import LOCK, MANIFEST, locked

__all__ = [
    "LIST",
    "Conversion",
    "Directory",
    "Form",
    "Place",
    "mirrors",
    "places",
    "remember",
    "save_json",
    "settled",
    "study_name",
    "working",
]

Form: TypeAlias = Literal["parquet", "csv"]

LIST = "conversions.json"


class Conversion(NamedTuple):
    """What a conversion did: numbers of sessions, in order."""

    written: list[int]
    unchanged: list[int]
    """Not read again: neither their files nor the schema have changed."""
    removed: list[int]
    """Converted before, and not in the study any more."""
    problems: list[tuple[int, str]]
    """What could not be read: session (0 where none is known) and sentence. All else was converted."""

    def __repr__(self) -> str:
        return f"<Conversion: {', '.join(f'{len(numbers)} {name}' for name, numbers in self._asdict().items())}>"


_ATTEMPTS = 3


def settled(study: Path, attempt: Callable[[], Conversion | None]) -> Conversion:
    """Try again while the files of the study change: then an attempt gives None.

    Raises:
        LabClientsError: they change all the time.
    """
    for _ in range(_ATTEMPTS):
        if (done := attempt()) is not None:
            return done
    raise LabClientsError(f"{study} changes while it is converted: convert it again when it is at rest.")


class Directory:
    """A directory of a conversion, while this program works in it; ``facts`` is what is known of it."""

    def __init__(self, path: Path, about: dict[str, Any]) -> None:
        self.path = path
        self.facts = about

    @property
    def is_current(self) -> bool:
        """Whether this version wrote it."""
        return bool(self.facts.get("made_by") == __version__)

    def save(self) -> None:
        """Write down what is known, unless that stands there already."""
        save_json(self.path / MARK, self.facts, indent=None)


@contextmanager
def working(path: Path, form: Form, study: str | None = None) -> Generator[Directory]:
    """Work in a directory, alone; it is made if a study is given that is to be converted there.

    What another version wrote is known as far as it concerns erasure, and made anew otherwise.

    Raises:
        UsageError: it holds something else, or another study, or another program works in it.
    """
    if study is not None:
        with translate_os_errors(path):
            make_private_dirs(path)
        _facts(path, form, study)  # before a lock file is left in a directory that is not ours
    with locked(path):
        for partial in path.glob(f"{PREFIX}*{SUFFIX}"):  # of a run that was killed
            with translate_os_errors(partial):
                partial.unlink(missing_ok=True)
        yield Directory(path, _facts(path, form, study))


def _facts(path: Path, form: Form, study: str | None) -> dict[str, Any]:
    facts = _loaded(path / MARK)
    if facts is None:
        if study is None or any(not name.startswith(PREFIX) and name != LOCK for name in os.listdir(path)):
            raise UsageError(f"{path} holds something else than a converted study: choose a new or an empty directory.")
        return {"form": form, "study": study, "made_by": __version__}
    if facts.get("form") != form or study not in (None, facts.get("study")):
        held = f"{facts.get('study')} as {facts.get('form')}"
        raise UsageError(f"{path} holds {held}: choose another directory, or delete this one.")
    if study is not None and facts.get("made_by") != __version__:  # all is made anew
        return {key: value for key, value in facts.items() if key != "sources"} | {"made_by": __version__}
    return facts


def study_name(directory: Path) -> str:
    """What a study is called, to tell it from others: the number of a mirror's, else where it lies."""
    if is_mirror(directory):
        return f"study {(_loaded(directory / MANIFEST) or {}).get('experiment_id')}"
    return f"the study in {os.path.abspath(directory)}"


# What a mirror remembers.


class Place(NamedTuple):
    """Where a mirror was converted to."""

    directory: Path
    form: Form


def mirrors(sources: Iterable[Source]) -> set[Path]:
    """The mirrors that sources come from; also when a study is many mirrors, or one ZIP of one."""
    parents = {file.absolute().parent for source in sources for file in source.files}
    return {folder.parent for folder in parents if folder.name == "zips" and is_mirror(folder.parent)}


def places(mirror: Path) -> list[Place]:
    """Where a mirror was converted to.

    Raises:
        UsageError: what it remembers cannot be read.
    """
    path = mirror / LIST
    found = _loaded(path) or {}
    rows = [as_object(row) or {} for row in as_list(found.get("conversions", [])) or ()]
    if any(row.get("form") not in ("parquet", "csv") or not row.get("directory") for row in rows):
        raise UsageError(f"{path} is damaged: it does not name directories.")
    return [Place(Path(row["directory"]), row["form"]) for row in rows]


def remember(mirror: Path, place: Place) -> None:
    """Note in a mirror where it is converted to, before it is.

    Raises:
        UsageError: the mirror cannot be written, or is just being written.
    """
    if place in places(mirror):
        return
    with locked(mirror):
        rows = [{"directory": str(one.directory), "form": one.form} for one in {*places(mirror), place}]
        save_json(mirror / LIST, {"version": 1, "conversions": sorted(rows, key=lambda row: [*row.values()])})


def save_json(path: Path, data: dict[str, Any], *, indent: int | None = 1) -> None:
    """Write JSON, unless it stands there already; for people, or all in one line, which is much faster."""
    text = f"{json.dumps(data, indent=indent, ensure_ascii=False)}\n".encode(errors="surrogatepass")
    if not path.is_file() or path.read_bytes() != text:
        with atomic_write(path, overwrite=True) as file:
            file.write(text)


def _loaded(path: Path) -> dict[str, Any] | None:
    """A JSON object; None where there is no file."""
    try:
        found = as_object(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError):
        found = None
    if found is None:
        raise UsageError(f"{path} is damaged: it is no JSON object.")
    return found
