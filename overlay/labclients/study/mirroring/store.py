"""The directory of a mirror: its lock, its manifest, and the ZIPs, put in place so that none is ever half of one.

::

    zips/<rec_session_id>.zip                    as it was sent
    zips/previous/<rec_session_id>-<sha256>.zip  what stood there before (12 digits of its digest)
    manifest.json                                see `manifest`
    journal.jsonl                                while a run is not over
    .lock                                        see `files.lock`
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from labclients.errors import LabClientsError, UsageError
from labclients.files.atomic import PREFIX, SUFFIX, Partial, explained, make_private, replacing
from labclients.files.lock import Lock
from labclients.study.mirroring.contents import Contents, look
from labclients.study.mirroring.manifest import NAME, Entry, Journal, Manifest

__all__ = ["Held", "Store", "stamp"]


class Held(LabClientsError):
    """A ZIP cannot be replaced, because another program holds it open (on Windows)."""


class Print(NamedTuple):
    """What tells one file from another."""

    size: int
    sha256: str


class Store:
    """A directory that holds a study, while this program works in it.

    `open` takes the lock and leaves everything as if no run had ever been killed; `close` lets others in.
    """

    manifest: Manifest

    def __init__(self, directory: str | Path) -> None:
        self.directory = Path(os.path.abspath(directory))
        self.zips = self.directory / "zips"
        self.odd: set[int] = set()  # their ZIP is missing, or is not the one of the manifest
        self._lock = Lock(self.directory)
        self._journal = Journal(self.directory / "journal.jsonl")
        self._place: tuple[int, int] | None = None

    def open(self, experiment_id: int | None = None) -> None:
        """Begin to work in the directory; it is made if a study is given that it is to hold.

        Raises:
            UsageError: it is another study's, in use, damaged or cannot be written; or it is no mirror.
        """
        if experiment_id is not None:
            with explained(self.directory):
                make_private(self.directory)
        self._lock.take()
        try:
            self.manifest = Manifest(self.directory / NAME, experiment_id)
            with explained(self.zips):
                self.zips.mkdir(mode=0o700, exist_ok=True)
                self._place = _place(self.zips)
            self._sweep()
            self._recover()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let others in."""
        try:
            self._journal.close()
        finally:  # Ctrl-C may come meanwhile
            self._lock.release()

    def path(self, number: int) -> Path:
        """Where the ZIP of a session is, or will be."""
        return self.zips / f"{number}.zip"

    def predecessors(self, number: int) -> list[Path]:
        """The ZIPs of a session that were replaced."""
        return sorted((self.zips / "previous").glob(f"{number}-*.zip"))

    def partial(self, number: int) -> Partial:
        """A ZIP on its way."""
        self._check_place()
        return Partial(self.path(number), overwrite=True)

    def keep(self, number: int, sink: Partial, seen: Contents, about: Entry) -> int:
        """Put a ZIP in its place, unless the one that is there holds the same, and note what is known of it; its size.

        Raises:
            Held: another program has the ZIP open.
            UsageError: the directory has vanished, or cannot be written.
            LabClientsError: the disk is full or fails.
        """
        self._check_place()
        path, fresh = self.path(number), fingerprint(sink.readable())
        old = fingerprint(path) if path.exists() else None
        same = old is not None and (old == fresh or self._members(number, old) == seen.members)
        described = old if old and same else fresh
        entry = about | described._asdict() | seen._asdict()
        entry["outcome"] = "added" if not about.get("sha256") else "unchanged" if same else "updated"
        self._journal.add(number, entry)
        if not same:
            if old:
                self._set_aside(number, old)
            _put(sink)
        self.note(number, entry)
        return fresh.size

    def fail(self, number: int, entry: Entry) -> None:
        """Note that a session could not be fetched."""
        self._check_place()
        self._journal.add(number, entry)
        self.note(number, entry)

    def note(self, number: int, entry: Entry) -> None:
        """Know it from now on; it is written by `save`."""
        self.manifest.sessions[number] = entry

    def save(self) -> None:
        """Write the manifest; what the journal holds is in it."""
        from labclients import provenance

        self._check_place()
        self.manifest.save(provenance())
        self._journal.remove()

    def _check_place(self) -> None:
        """A share that is unmounted must not be filled up at the place where it was."""
        with suppress(OSError):
            if _place(self.zips) == self._place:
                return
        raise UsageError(f"{self.zips} has vanished; what was fetched there is not lost, if the disk comes back.")

    def _sweep(self) -> None:
        """Drop the temporary files of a run that was killed."""
        for folder in (self.directory, self.zips, self.zips / "previous"):
            for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
                if path.is_file():
                    with explained(path):
                        path.unlink(missing_ok=True)

    def _recover(self) -> None:
        """Fold in what a killed run left. After a clean one the sizes of the ZIPs are looked at, and no more."""
        if self.manifest.unfinished or self._journal.exists():  # a run is over when its journal is gone
            self._fold()
            self.manifest.run["ended"] = None
            self.manifest.save()
            right = self._is_same
        else:
            right = self._is_whole
        self._journal.remove()
        sessions = self.manifest.sessions.items()
        self.odd = {number for number, entry in sessions if "sha256" in entry and not right(number, entry)}

    def _fold(self) -> None:
        """A line counts if its ZIP is there: it was written before that."""
        for number, entry in self._journal:
            counts = entry.get("state") == "failed" or self._is_same(number, entry)
            if counts and number not in self.manifest.forgotten:
                self.note(number, entry)

    def _is_same(self, number: int, entry: Entry) -> bool:
        path = self.path(number)
        return path.is_file() and fingerprint(path) == (entry.get("size"), entry.get("sha256"))

    def _is_whole(self, number: int, entry: Entry) -> bool:
        path = self.path(number)
        return path.is_file() and path.stat().st_size == entry.get("size")

    def _members(self, number: int, old: Print) -> str | None:
        """What the ZIP that is there holds; None where it is damaged, or is not the one that the manifest describes."""
        known = self.manifest.sessions.get(number, {})
        if "sha256" in known:
            return known.get("members") if known["sha256"] == old.sha256 else None
        try:
            return look(self.path(number)).members  # the manifest was lost, or the journal in a power cut
        except LabClientsError:
            return None

    def _set_aside(self, number: int, old: Print) -> None:
        """Keep what is about to be replaced. It stays in its place meanwhile, so that there is never none."""
        path = self.path(number)
        previous = self.zips / "previous" / f"{number}-{old.sha256[:12]}.zip"
        with explained(previous):
            previous.parent.mkdir(mode=0o700, exist_ok=True)
            if previous.exists():
                return
            try:
                os.link(path, previous)
            except (AttributeError, OSError):  # no hard links here (FAT, some network shares)
                with path.open("rb") as source, replacing(previous) as target:
                    shutil.copyfileobj(source, target)


def stamp(moment: datetime) -> str:
    """A time as the manifest writes it, in UTC."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def fingerprint(path: Path) -> Print:
    """Size and SHA-256 of a file.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return Print(os.fstat(file.fileno()).st_size, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error


def _place(directory: Path) -> tuple[int, int]:
    found = os.stat(directory)
    return found.st_dev, found.st_ino


def _put(sink: Partial) -> None:
    try:
        sink.commit()
    except UsageError as error:
        if isinstance(error.__cause__, PermissionError):  # it could be written, so it is about what stands there
            raise Held(f"{sink.target} cannot be replaced: another program holds it open.") from error
        raise
