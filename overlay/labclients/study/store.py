"""The directory of a mirror: its lock, its manifest and its ZIPs.

::

    zips/<rec_session_id>.zip                    as it was sent
    zips/previous/<rec_session_id>-<sha256>.zip  an earlier version of it (12 digits of its digest)
    manifest.json                                what is known of each session, see `Manifest`
    conversions.json                             the directories that the study was converted to, see `output`
    .lock                                        held while a program works in the directory

Every file appears whole or not at all. The manifest is written every few seconds: a program that is killed loses what
it noted since then, and the next run fetches those sessions again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from labclients._json import as_list, as_object
from labclients.errors import LabClientsError, UsageError
from labclients.files import zips
from labclients.files.atomic import (
    AtomicFile,
    atomic_write,
    make_private_dirs,
    remove_temporary_files,
    translate_os_errors,
)

__all__ = ["LOCK", "MANIFEST", "FileInUse", "Manifest", "SessionEntry", "Store", "format_utc", "is_mirror", "locked"]

LOCK = ".lock"  # the file may stay when the lock is released
MANIFEST = "manifest.json"
JOURNAL = "journal.jsonl"  # of earlier versions, in a run that had not ended

SAVE_INTERVAL = 5.0  # seconds
VERSION = 1

SessionEntry: TypeAlias = dict[str, Any]
"""What the manifest says of one session."""

_ENTRY_TYPES: dict[str, type] = {
    **dict.fromkeys(("fetched", "gone", "members", "outcome", "sha256", "start", "state"), str),
    **dict.fromkeys(("fetches", "run", "size"), int),
    "error": dict,
}


class FileInUse(LabClientsError):
    """A ZIP cannot be replaced, because another program holds it open (on Windows)."""


class FileDigest(NamedTuple):
    """What tells one file from another."""

    size: int
    sha256: str


@contextmanager
def locked(directory: Path) -> Generator[None]:
    """Let one program at a time work in a directory. The operating system ends the lock with the program.

    Raises:
        UsageError: Another program holds the lock, or the directory is missing or cannot be written.
        LabClientsError: The disk is full or fails, or has no locks.
    """
    from filelock import FileLock, Timeout

    if not directory.is_dir():  # filelock would make it
        raise UsageError(f"{directory} cannot be written: there is no such directory.")
    lock = FileLock(directory / LOCK, mode=0o600)
    with translate_os_errors(directory / LOCK):
        try:
            lock.acquire(blocking=False)
        except Timeout:
            raise UsageError(f"{directory} is in use by another program.") from None
    try:
        yield
    finally:
        lock.release()


def is_mirror(directory: Path) -> bool:
    """Whether a directory is a mirror."""
    return (directory / MANIFEST).is_file() and (directory / "zips").is_dir()


def format_utc(moment: datetime) -> str:
    """A time as the manifest has it; `moment` is in UTC."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


class Manifest:
    """``manifest.json``: what is known of the sessions of a mirror.

    ::

        {"version": 1, "experiment_id": 61286, "forgotten": [4100012], "provenance": {...},
         "run": {"number": 3, "started": "2026-11-22T02:00:02Z", "ended": "2026-11-22T02:04:11Z"},
         "sessions": {"4100004": {"state": "finished", "fetched": "2026-11-20T02:00:04Z", "fetches": 1, "run": 1,
                                  "outcome": "added", "size": 18733, "sha256": "6030...", "members": "9f86..."}}}

    Keys are sorted, sessions by number; times are in UTC. Of participants it holds ids alone. Unknown keys are kept.
    Of a session:

    - ``state``: ``finished``; ``unfinished``; ``settled``, which is unfinished and not expected to grow; ``failed``,
      when the last attempt to fetch it failed (what was fetched before is still described);
    - ``size`` and ``sha256`` of its ZIP; ``members``, a digest of the files inside; ``fetches``, how many fetches in
      a row gave this digest; ``run`` and ``outcome`` (added, updated, unchanged, failed) of the last one;
    - ``start``: when an unfinished one began, as far as known; ``gone``: since when the study does not list it;
    - ``error``: the sentence (``message``), and ``since`` when and since which ``run`` it fails.

    Args:
        path: The file; if it is missing and `experiment_id` is given, the manifest is new.
        experiment_id: The study that it must be of; None accepts any.

    Raises:
        UsageError: It is another study's, damaged, or of a newer version; or there is none.
    """

    def __init__(self, path: Path, experiment_id: int | None = None) -> None:
        self._path = path
        self._data = self._load(experiment_id)
        self.run: dict[str, Any] = self._data["run"]
        self.sessions: dict[int, SessionEntry] = {int(key): entry for key, entry in self._data["sessions"].items()}
        self.forgotten: set[int] = set(self._data["forgotten"])

    @property
    def unfinished(self) -> bool:
        """Whether the last run did not come to its end."""
        return bool(self.run) and self.run.get("ended") is None

    def forget(self, sessions: set[int], at: datetime) -> None:
        """Drop sessions, and note that they must not be fetched or read again."""
        self.forgotten |= sessions
        self.sessions = {number: entry for number, entry in self.sessions.items() if number not in sessions}
        erasure = {"at": format_utc(at), "sessions": sorted(sessions)}
        self._data["erasures"] = [*(as_list(self._data.get("erasures")) or ()), erasure]

    def save(self, provenance: dict[str, Any] | None = None) -> None:
        """Write it whole, or not at all."""
        sessions = {str(number): entry for number, entry in self.sessions.items()}
        self._data |= {"run": self.run, "forgotten": sorted(self.forgotten), "sessions": sessions}
        self._data |= {"provenance": provenance} if provenance else {}
        with atomic_write(self._path, overwrite=True, parents=False) as file:
            file.write(f"{json.dumps(_in_order(self._data), indent=1)}\n".encode())

    def _load(self, experiment_id: int | None) -> dict[str, Any]:
        empty: dict[str, Any] = {"run": {}, "sessions": {}, "forgotten": []}
        try:
            data = as_object(json.loads(self._path.read_bytes()))
        except FileNotFoundError:
            if experiment_id is None:
                raise UsageError(f"{self._path.parent} is no mirror: there is no {MANIFEST}.") from None
            return {"version": VERSION, "experiment_id": experiment_id, **empty}
        except OSError as error:
            raise UsageError(f"{self._path} cannot be read: {error.strerror}.") from error
        except (ValueError, RecursionError):
            data = None
        data = None if data is None else empty | data
        if data and _is_integer(data.get("version")) and data["version"] > VERSION:
            newer = f"version {data['version']}, and this one knows {VERSION}"
            raise UsageError(f"{self._path} was written by a newer labclients ({newer}): upgrade labclients.")
        fault = "it is no JSON object" if data is None else _fault_of(data)
        if data is None or fault:
            raise UsageError(
                f"{self._path} is damaged ({fault}): put a good copy in its place, or move it away, and all is fetched "
                "anew."
            )
        if experiment_id not in (None, data["experiment_id"]):
            study = data["experiment_id"]
            raise UsageError(f"{self._path.parent} is the mirror of study {study}, not of {experiment_id}.")
        return data


def _fault_of(manifest: dict[str, Any]) -> str:
    """What is wrong with the content of a manifest; empty if it is right."""
    for key in ("version", "experiment_id"):
        if not _is_integer(manifest.get(key)):
            return f"its {key} is no number"
    run, sessions, forgotten = (
        as_object(manifest["run"]),
        as_object(manifest["sessions"]),
        as_list(manifest["forgotten"]),
    )
    if run is None or not _is_integer(run.get("number", 0)):
        return "its run has no number"
    if forgotten is None or not all(map(_is_integer, forgotten)):
        return "forgotten holds no numbers of sessions"
    if sessions is None:
        return "sessions is no object"
    for key, value in sessions.items():
        entry = as_object(value)
        if entry is None or not _number(key) or not {"state", "outcome", "run"} <= {*entry}:
            return f"session {key[:20]!r} is not described"
        for name, expected in _ENTRY_TYPES.items():
            if name in entry and not isinstance(entry[name], expected):
                return f"{name} of session {key} has another type"
    return ""


class Store:
    """A mirror's directory while this program works in it.

    Attributes:
        manifest: What is known of the sessions; change it by `note` while other threads work.
        stale: Sessions whose ZIP is missing, or is not the one that the manifest describes.
    """

    manifest: Manifest

    def __init__(self, directory: str | Path) -> None:
        self.directory = Path(os.path.abspath(directory))
        self.zips = self.directory / "zips"
        self.stale: set[int] = set()
        self._lock = threading.Lock()
        self._saved = time.monotonic()
        self._mount: tuple[int, int] | None = None
        self._resources = ExitStack()

    def open(self, experiment_id: int | None = None) -> None:
        """Lock the directory, remove what a killed run left, and read the manifest.

        Args:
            experiment_id: The study of a new or an existing mirror; None accepts any existing one.

        Raises:
            UsageError: It is no mirror, that of another study, in use, damaged, or cannot be written.
        """
        if experiment_id is not None:
            with translate_os_errors(self.directory):
                make_private_dirs(self.directory)
        with ExitStack() as stack:
            stack.enter_context(locked(self.directory))
            self.manifest = Manifest(self.directory / MANIFEST, experiment_id)
            with translate_os_errors(self.zips):
                self.zips.mkdir(mode=0o700, exist_ok=True)
                self._mount = _mount(self.zips)
            for folder in (self.directory, self.zips, self.zips / "previous"):
                remove_temporary_files(folder)
            self._take_over_journal()
            # After a clean run the sizes of the ZIPs are enough.
            is_right = self._is_same if self.manifest.unfinished else self._has_size
            sessions = self.manifest.sessions.items()
            self.stale = {number for number, entry in sessions if "sha256" in entry and not is_right(number, entry)}
            self._resources = stack.pop_all()

    def close(self) -> None:
        """Release the lock."""
        self._resources.close()

    def path(self, number: int) -> Path:
        """The path of a session's ZIP, whether it exists or not."""
        return self.zips / f"{number}.zip"

    def previous(self, number: int) -> list[Path]:
        """The earlier ZIPs of a session."""
        return sorted((self.zips / "previous").glob(f"{number}-*.zip"))

    def new_zip(self, number: int) -> AtomicFile:
        """A file to download a session's ZIP to."""
        self.ensure_same_mount()
        return AtomicFile(self.path(number), overwrite=True, parents=False)

    def commit_zip(self, number: int, writer: AtomicFile, members: str, entry: SessionEntry) -> int:
        """Put a ZIP in its place, unless the existing one holds the same files; note the entry, and return the size.

        Args:
            number: The session.
            writer: The downloaded ZIP.
            members: The digest of the files inside.
            entry: The session's new entry, without what is said of the ZIP.

        Raises:
            FileInUse: Another program holds the ZIP open.
            UsageError: The directory has vanished, or cannot be written.
            LabClientsError: The disk is full or fails.
        """
        self.ensure_same_mount()
        path, downloaded = self.path(number), file_digest(writer.readable())
        described = self.manifest.sessions.get(number, {})
        existing = file_digest(path) if path.exists() else None
        is_described = existing is not None and existing.sha256 == described.get("sha256")
        keeps = existing is not None and (
            existing == downloaded or members == (described.get("members") if is_described else _members_of(path))
        )
        # Against what the manifest describes, so that a session that was fetched by a killed run has the same outcome.
        same = is_described and members == described.get("members")
        outcome = "added" if "sha256" not in described else "unchanged" if same else "updated"
        if not keeps:
            if existing:
                self._keep_previous(number, existing)
            _commit(writer)
        digest = existing if existing and keeps else downloaded
        self.note(number, entry | digest._asdict() | {"members": members, "outcome": outcome})
        return downloaded.size

    def note(self, number: int, entry: SessionEntry) -> None:
        """Set a session's entry; every few seconds the manifest is saved."""
        self.ensure_same_mount()
        with self._lock:
            self.manifest.sessions[number] = entry
            if time.monotonic() - self._saved > SAVE_INTERVAL:
                self._save()

    def save(self) -> None:
        """Write the manifest."""
        with self._lock:
            self._save()

    def _save(self) -> None:
        from labclients import provenance

        self.ensure_same_mount()
        self.manifest.save(provenance())
        self._saved = time.monotonic()

    def ensure_same_mount(self) -> None:
        """Raise UsageError if the directory has vanished; nothing must be written where an unmounted share was."""
        with suppress(OSError):
            if _mount(self.zips) == self._mount:
                return
        raise UsageError(f"{self.zips} has vanished; what was fetched there is not lost, if the disk comes back.")

    def _take_over_journal(self) -> None:
        """Note what an earlier version wrote down in a run that had not ended; a line counts if its ZIP exists."""
        journal = self.directory / JOURNAL
        if not journal.exists():
            return
        for line in journal.read_bytes().split(b"\n"):
            with suppress(ValueError, TypeError, RecursionError):  # the last line may be torn
                number, entry = json.loads(line)
                counts = entry["state"] == "failed" or self._is_same(number, entry)
                if counts and number not in self.manifest.forgotten:
                    self.manifest.sessions[number] = entry
        self.manifest.run["ended"] = None
        self.manifest.save()
        with translate_os_errors(journal):
            journal.unlink()

    def _is_same(self, number: int, entry: SessionEntry) -> bool:
        path = self.path(number)
        return path.is_file() and file_digest(path) == (entry.get("size"), entry.get("sha256"))

    def _has_size(self, number: int, entry: SessionEntry) -> bool:
        path = self.path(number)
        return path.is_file() and path.stat().st_size == entry.get("size")

    def _keep_previous(self, number: int, existing: FileDigest) -> None:
        """Keep the ZIP that is about to be replaced; it also stays in its place, so that there is always one."""
        path = self.path(number)
        previous = self.zips / "previous" / f"{number}-{existing.sha256[:12]}.zip"
        with translate_os_errors(previous):
            previous.parent.mkdir(mode=0o700, exist_ok=True)
            if previous.exists():
                return
            try:
                os.link(path, previous)
            except (AttributeError, OSError):  # no hard links here (FAT, some network shares)
                with path.open("rb") as source, atomic_write(previous) as target:
                    shutil.copyfileobj(source, target)


def read_members(path: Path) -> str:
    """Validate a ZIP, and return a digest of the names, sizes and checksums of its files.

    A ZIP that is packed again from the same files has other bytes and the same digest.

    Raises:
        ArchiveError: It is no ZIP, or damaged.
    """
    members = (f"{info.orig_filename}\0{info.file_size}\0{info.CRC:08x}\0" for info in zips.validate(path))
    return hashlib.sha256("".join(sorted(members)).encode(errors="surrogatepass")).hexdigest()


def _members_of(path: Path) -> str | None:
    """The same of a ZIP that the manifest does not describe; None if it is damaged."""
    try:
        return read_members(path)
    except LabClientsError:
        return None


def file_digest(path: Path) -> FileDigest:
    """Size and SHA-256 of a file.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return FileDigest(os.fstat(file.fileno()).st_size, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error


def _commit(writer: AtomicFile) -> None:
    try:
        writer.commit()
    except UsageError as error:
        if isinstance(error.__cause__, PermissionError):  # the folder can be written: the existing file is the reason
            raise FileInUse(f"{writer.target} cannot be replaced: another program holds it open.") from error
        raise


def _mount(directory: Path) -> tuple[int, int]:
    status = os.stat(directory)
    return status.st_dev, status.st_ino


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(key: str) -> int:
    return int(key) if key.isascii() and key.isdecimal() else 0


def _in_order(value: Any) -> Any:
    """The same JSON with its keys in order, numbers among them as numbers."""
    data = as_object(value)
    if data is None:
        return value
    return {key: _in_order(data[key]) for key in sorted(data, key=lambda key: (_number(key), key))}
