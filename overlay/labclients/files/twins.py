"""Names that Windows and macOS take for one: of two such files, a folder that is copied there keeps one."""

from __future__ import annotations

import os
import unicodedata
from contextlib import suppress
from pathlib import Path

from labclients.errors import UsageError
from labclients.files.archives import folded


def refuse(target: Path) -> None:
    """Let no file be put beside one that differs from it only by the case or the Unicode form of its name.

    Raises:
        UsageError: There is such a file.
    """
    wanted = _folded(target.name)
    for name in _names(target.parent):
        if _folded(name) == wanted and name != target.name and not _is_respelled(target, name):
            text = f"{name} exists already, and Windows and macOS take the two names for one"
            raise UsageError(f"{target} cannot be written: {text}.")


def _names(folder: Path) -> list[str]:
    with suppress(OSError, ValueError):  # what is wrong with the folder, whoever writes there will say
        return os.listdir(folder)
    return []


def _folded(name: str) -> str:
    return name.lower() if name.isascii() else folded((name,))[0]  # of the plain ones there may be ten thousand


def _is_respelled(target: Path, name: str) -> bool:
    """Whether this is the target itself, of which the disk keeps the name in a Unicode form of its own."""
    one, other = (unicodedata.normalize("NFC", one) for one in (target.name, name))
    with suppress(OSError):  # one of them is not there
        return one == other and target.samefile(target.parent / name)
    return False
