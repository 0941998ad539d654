"""Where the recordings of a study lie on a disk."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from labclients.errors import UsageError
from labclients.study.store import MANIFEST, Manifest, is_mirror

__all__ = ["MARK", "Source", "find", "id_in", "is_csv", "is_mirror"]

MARK = "_labclients.json"
"""A file that stands beside what was made from a study, and is no source of one."""


class Source(NamedTuple):
    """Files that are read together: one ZIP, the files of one ``Session_*/`` folder, or one file downloaded by hand."""

    files: tuple[Path, ...]

    def label(self) -> str:
        """The path, for messages."""
        return str(self.files[0] if len(self.files) == 1 else self.root())

    def root(self) -> Path:
        """The folder of the files."""
        return Path(os.path.commonpath([file.parent for file in self.files]))


def find(directory: Path) -> list[Source]:
    """All sources in a directory, in any depth, sorted by path; or the one file given.

    In a mirror these are the ZIPs in use, without those that were replaced, and without sessions that were forgotten.
    Hidden files and folders are left out, and folders that conversion wrote.

    Raises:
        UsageError: there is no such file or directory, or it cannot be read.
    """
    if directory.is_file():
        return [Source((directory,))]
    if not directory.is_dir():
        raise UsageError(f"{directory} does not exist.")
    return sorted(_grouped(_walk(directory)))


def is_csv(name: str) -> bool:
    """Whether a file may be a table, by its name."""
    return name.lower().endswith((".csv", ".tsv", ".txt"))


def id_in(path: str) -> int | None:
    """The session that a path names: ``Session_7/x.webm``, ``7/x.webm``, ``7.zip``, ``7.csv``."""
    *folders, name = re.split(r"[/\\]", path)
    stem, _, ending = name.rpartition(".")
    told = [stem] if is_csv(name) or ending.lower() == "zip" else []
    told += folders[-1:] if ending.lower() != "zip" else []  # ZIPs lie in the folder of their study
    found = [
        *(re.fullmatch("([0-9]{1,18})", one) for one in told),
        *(re.match("Session_([0-9]{1,18})(?![0-9])", one, re.IGNORECASE) for one in (name, *reversed(folders))),
    ]
    return next((int(match[1]) for match in found if match), None)


def _walk(directory: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise UsageError(f"{error.filename} cannot be read: {error.strerror}.") from error

    for root, folders, files in os.walk(directory, onerror=refuse):
        folder = Path(root)
        mirrored = is_mirror(folder)
        if mirrored:
            yield from _in_use(folder)
        if mirrored or MARK in files:
            folders.clear()
        else:
            folders[:] = [name for name in folders if not name.startswith(".") and (folder.name, name) != _REPLACED]
            yield from (folder / name for name in files if not name.startswith("."))


_REPLACED = ("zips", "previous")


def _in_use(mirror: Path) -> Iterator[Path]:
    forgotten = Manifest(mirror / MANIFEST).forgotten
    for file in (mirror / "zips").glob("*.zip"):
        if file.is_file() and not file.name.startswith(".") and id_in(file.name) not in forgotten:
            yield file


def _grouped(files: Iterable[Path]) -> Iterator[Source]:
    groups: defaultdict[Path, list[Path]] = defaultdict(list)
    for file in files:
        groups[_group(file)].append(file)
    for key, group in groups.items():
        if key != group[0].parent or any(map(_tells, group)):
            yield Source(tuple(sorted(group)))


def _group(file: Path) -> Path:
    """The folder or file that a file is read with; media alone count by their folder, if that is a session's."""
    folders = [parent for parent in file.parents if re.fullmatch(r"Session_[0-9]+", parent.name, re.IGNORECASE)]
    if file.suffix.lower() == ".zip" or (is_csv(file.name) and not folders):
        return file
    return folders[0] if folders else file.parent


def _tells(file: Path) -> bool:
    """Whether a file that is neither table nor ZIP belongs to a session that its folder names."""
    return id_in(str(file)) is not None
