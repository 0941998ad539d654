"""Finds the files of a study's recordings on a disk."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from labclients.errors import UsageError
from labclients.study.store import MANIFEST, Manifest, is_mirror

__all__ = [
    "CONVERSION_MARKER",
    "Fingerprint",
    "Source",
    "find_sources",
    "fingerprint",
    "is_csv",
    "session_id_from_path",
]

CONVERSION_MARKER = "_labclients.json"
"""The file in a directory that a study was converted to; such a directory holds no sources."""

Fingerprint: TypeAlias = tuple[tuple[str, int, int], ...]
"""What tells whether a source has changed: name, bytes and time of change (ns) of each file."""


class Source(NamedTuple):
    """Files that are read together: one ZIP, the files of one ``Session_*/`` folder, or one file downloaded by hand."""

    files: tuple[Path, ...]

    def label(self) -> str:
        """The path, for messages."""
        return str(self.files[0] if len(self.files) == 1 else self.root())

    def root(self) -> Path:
        """The folder of the files."""
        return Path(os.path.commonpath([file.parent for file in self.files]))


def find_sources(directory: Path) -> list[Source]:
    """All sources in a directory, in any depth, sorted by path; or the one file given.

    In a mirror these are the ZIPs in use, without those that were replaced and without forgotten sessions. Hidden
    files and folders are left out, and folders that a study was converted to.

    Raises:
        UsageError: There is no such file or directory, or it cannot be read.
    """
    if directory.is_file():
        return [Source((directory,))]
    if not directory.is_dir():
        raise UsageError(f"{directory} does not exist.")
    return sorted(_group(_walk(directory)))


def fingerprint(source: Source, study: Path) -> Fingerprint | None:
    """The fingerprint of a source, with names relative to the study; None if a file is gone."""
    try:
        files = [(file, os.stat(file)) for file in source.files]
    except OSError:
        return None
    return tuple((os.path.relpath(file, study), status.st_size, status.st_mtime_ns) for file, status in files)


def is_csv(name: str) -> bool:
    """Whether a file may be a table, by its name."""
    return name.lower().endswith((".csv", ".tsv", ".txt"))


def session_id_from_path(path: str) -> int | None:
    """The session that a path names: ``Session_7/x.webm``, ``7/x.webm``, ``7.zip``, ``7.csv``; else None."""
    *folders, name = re.split(r"[/\\]", path)
    stem, _, extension = name.rpartition(".")
    is_zip = extension.lower() == "zip"
    numbers = [stem] if is_csv(name) or is_zip else []
    numbers += [] if is_zip else folders[-1:]  # ZIPs lie in the folder of their study
    matches = [
        *(re.fullmatch("([0-9]{1,18})", number) for number in numbers),
        *(re.match("Session_([0-9]{1,18})(?![0-9])", part, re.IGNORECASE) for part in (name, *reversed(folders))),
    ]
    return next((int(match[1]) for match in matches if match), None)


def _walk(directory: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise UsageError(f"{error.filename} cannot be read: {error.strerror}.") from error

    for root, folders, files in os.walk(directory, onerror=refuse):
        folder = Path(root)
        if is_mirror(folder):
            yield from _zips_in_use(folder)
            folders.clear()
        elif CONVERSION_MARKER in files:
            folders.clear()
        else:
            replaced = "previous" if folder.name == "zips" else None
            folders[:] = [name for name in folders if not name.startswith(".") and name != replaced]
            yield from (folder / name for name in files if not name.startswith("."))


def _zips_in_use(mirror: Path) -> Iterator[Path]:
    forgotten = Manifest(mirror / MANIFEST).forgotten
    for file in (mirror / "zips").glob("*.zip"):
        if file.is_file() and not file.name.startswith(".") and session_id_from_path(file.name) not in forgotten:
            yield file


def _group(files: Iterable[Path]) -> Iterator[Source]:
    """Sources from files; media count if their folder names a session."""
    groups: defaultdict[Path, list[Path]] = defaultdict(list)
    for file in files:
        groups[_group_key(file)].append(file)
    for key, group in groups.items():
        is_folder_of_media = key == group[0].parent
        if not is_folder_of_media or any(session_id_from_path(str(file)) is not None for file in group):
            yield Source(tuple(sorted(group)))


def _group_key(file: Path) -> Path:
    """The folder or file that a file is read with."""
    sessions = [parent for parent in file.parents if re.fullmatch(r"Session_[0-9]+", parent.name, re.IGNORECASE)]
    if file.suffix.lower() == ".zip" or (is_csv(file.name) and not sessions):
        return file
    return sessions[0] if sessions else file.parent
