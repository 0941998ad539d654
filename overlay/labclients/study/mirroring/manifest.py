"""What a mirror knows of its sessions: ``manifest.json``, and the journal of a run that is not over.

::

    {
     "experiment_id": 61286,
     "forgotten": [4100012],
     "provenance": {...},
     "run": {"ended": "2026-11-22T02:04:11Z", "number": 3, "started": "2026-11-22T02:00:02Z"},
     "sessions": {
      "4100004": {
       "fetched": "2026-11-20T02:00:04Z",
       "fetches": 1,
       "members": "9f86d081...",
       "outcome": "added",
       "rows": {"sessions.csv": 1, "timeseries.csv": 431, "trials.csv": 38},
       "run": 1,
       "sha256": "60303ae2...",
       "size": 18733,
       "state": "finished"
      }
     },
     "version": 1
    }

Keys are sorted, sessions by number; times are UTC. Of participants it holds ids alone. Keys that this version does not
know are kept. Of a session:

- ``state``: ``finished``; ``unfinished``; ``settled``, which is unfinished and not expected to grow; ``failed``, when
  the last attempt to fetch it failed (what was fetched before is still described);
- ``size`` and ``sha256`` of its ZIP, ``rows`` of each table, ``members``, a digest of the files inside, and
  ``fetches``, how often in a row a fetch gave this digest;
- ``start``: of an unfinished one, when it began, as far as known; ``gone``: since when the study does not list it;
- ``error``: the sentence (``message``), and ``since`` when and since which ``run`` it fails;
- ``run`` and ``outcome``: the last run that fetched it, and whether the ZIP was ``added``, ``updated``, ``unchanged``.
"""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from labclients._json import as_list, as_object
from labclients.errors import UsageError
from labclients.files.atomic import explained, replacing

__all__ = ["NAME", "Entry", "Journal", "Manifest"]

NAME = "manifest.json"

VERSION = 1
_KINDS = {
    **dict.fromkeys(("fetched", "gone", "members", "outcome", "sha256", "start", "state"), str),
    **dict.fromkeys(("fetches", "run", "size"), int),
    **dict.fromkeys(("error", "rows"), dict),
}

Entry: TypeAlias = dict[str, Any]
"""What is known of one session."""


class Manifest:
    """The manifest of a directory; a new one where there is none, and the study is said.

    Args:
        path: The file.
        experiment_id: The study that it must be of; None takes any.

    Raises:
        UsageError: it is another study's, damaged, or written by a newer version; it is left as it is.
    """

    def __init__(self, path: Path, experiment_id: int | None = None) -> None:
        self._path = path
        self._data = self._loaded(experiment_id)
        self.experiment_id: int = self._data["experiment_id"]
        self.run: dict[str, Any] = self._part("run")
        if not _is_number(self.run.get("number", 0)):
            self._refuse("its run has no number")
        self.sessions: dict[int, Entry] = {
            _id(key): self._entry(key, one) for key, one in self._part("sessions").items()
        }
        forgotten = as_list(self._data.setdefault("forgotten", []))
        if forgotten is None or not all(isinstance(one, int) for one in forgotten):
            self._refuse("forgotten holds no numbers of sessions")
        self.forgotten: set[int] = set(forgotten)

    @property
    def unfinished(self) -> bool:
        """Whether the last run did not come to its end."""
        return bool(self.run) and self.run.get("ended") is None

    def save(self, provenance: dict[str, Any] | None = None) -> None:
        """Write it whole, or not at all."""
        if provenance is not None:
            self._data["provenance"] = provenance
        self._data |= {"run": self.run, "forgotten": sorted(self.forgotten)}
        self._data["sessions"] = {str(number): entry for number, entry in self.sessions.items()}
        text = json.dumps(_ordered(self._data), indent=1)
        with replacing(self._path, overwrite=True) as file:
            file.write(f"{text}\n".encode())

    def _loaded(self, experiment_id: int | None) -> dict[str, Any]:
        try:
            data = as_object(json.loads(self._path.read_bytes()))
        except FileNotFoundError:
            if experiment_id is None:
                raise UsageError(f"{self._path.parent} is no mirror: there is no {self._path.name}.") from None
            return {"version": VERSION, "experiment_id": experiment_id}
        except OSError as error:
            raise UsageError(f"{self._path} cannot be read: {error.strerror}.") from error
        except (ValueError, RecursionError):
            self._refuse("it is no JSON")
        if data is None or not _is_number(data.get("version")):
            self._refuse("it has no version")
        self._refuse_other(data, experiment_id)
        return data

    def _refuse_other(self, data: dict[str, Any], experiment_id: int | None) -> None:
        if data["version"] > VERSION:
            newer = f"version {data['version']}, and this one knows {VERSION}"
            raise UsageError(f"{self._path} was written by a newer labclients ({newer}): upgrade labclients.")
        if not _is_number(data.get("experiment_id")):
            self._refuse("it names no study")
        if experiment_id not in (None, data["experiment_id"]):
            study = data["experiment_id"]
            raise UsageError(f"{self._path.parent} is the mirror of study {study}, not of {experiment_id}.")

    def _part(self, key: str) -> dict[str, Any]:
        found = as_object(self._data.setdefault(key, {}))
        if found is None:
            self._refuse(f"{key} is no object")
        return found

    def _entry(self, key: str, value: object) -> Entry:
        entry = as_object(value)
        if entry is None or not _id(key) or not {"state", "outcome", "run"} <= {*entry}:
            self._refuse(f"session {key[:20]!r} is not described")
        if wrong := [name for name, kind in _KINDS.items() if not isinstance(entry.get(name, kind()), kind)]:
            self._refuse(f"{wrong[0]} of session {key} is of another kind")
        return entry

    def _refuse(self, why: str) -> NoReturn:
        raise UsageError(
            f"{self._path} is damaged ({why}): put a good copy in its place, or move it away, and all is fetched anew."
        )


class Journal:
    """What became of each session in a run that is not over: one line of JSON each, written before its ZIP is.

    A line costs the same however large the study is. The last one may be torn; it does not count.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._descriptor: int | None = None

    def __iter__(self) -> Iterator[tuple[int, Entry]]:
        """The outcomes so far, in order."""
        try:
            lines = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return
        except OSError as error:
            raise UsageError(f"{self._path} cannot be read: {error.strerror}.") from error
        for line in lines:
            try:
                number, entry = json.loads(line)
            except (ValueError, TypeError, RecursionError):
                continue
            if _is_number(number) and isinstance(entry, dict):
                yield number, entry

    def add(self, number: int, entry: Entry) -> None:
        """Add an outcome, in one write."""
        # The line's end comes first: so what a full disk has torn spoils no line but itself.
        line = b"\n" + json.dumps([number, _ordered(entry)]).encode()
        with self._lock, explained(self._path):
            if self._descriptor is None:
                flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_BINARY", 0)
                self._descriptor = os.open(self._path, flags, 0o600)
            if os.write(self._descriptor, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def exists(self) -> bool:
        """Whether a run is not over."""
        return self._path.exists()

    def close(self) -> None:
        """Close the file; it stays."""
        with self._lock:
            if self._descriptor is not None:
                descriptor, self._descriptor = self._descriptor, None
                os.close(descriptor)

    def remove(self) -> None:
        """Remove the file: the manifest knows it all."""
        self.close()
        with explained(self._path):
            self._path.unlink(missing_ok=True)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _id(key: str) -> int:
    return int(key) if key.isascii() and key.isdecimal() else 0


def _ordered(value: Any) -> Any:
    """Keys in order, numbers among them as numbers."""
    data = as_object(value)
    if data is None:
        return value
    return {key: _ordered(data[key]) for key in sorted(data, key=lambda key: (_id(key), key))}
