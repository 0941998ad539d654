"""Every kind of call, a server that plays along, and the place where it stops doing so."""

from __future__ import annotations

import io
import json
import random
import socket
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.sockets.server import FaultServer, Seen, Wire, answer
from tests.torture.faults import Fault, Good

STUDY, SESSIONS = 61286, (4100004, 4100008, 4100012)
PAGES, ROWS = 5, 3
EXPERIMENT = {"id": 7, "title": "PCR", "uuid": "u-7", "owner": {"id": 1, "name": "Ada"}}
FILE = random.Random(7).randbytes(150_000)  # an image, as far as one can see


def archive(number: int) -> bytes:
    """The export of a session; it does not shrink, so that there is something to cut."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("sessions.csv", f"Rec_Session_Id,Start_Time,End_Time\n{number},2024-07-26T13:01:24.685Z,\n")
        made.writestr("binaries/clip.webm", random.Random(number).randbytes(40_000))
    return file.getvalue()


EXPORTS = {number: archive(number) for number in SESSIONS}


def rows(page: int) -> list[dict[str, Any]]:
    return [{"id": page * 10 + index, "title": f"row {index}"} for index in range(ROWS)] if page <= PAGES else []


def good(document: Any) -> Good:
    return Good(json.dumps(document).encode(), "application/json")


class Call(NamedTuple):
    """A kind of call."""

    labvanced: bool
    #: Where the fault is: method, path, and page of a list.
    hit: tuple[str, str, str | None]
    #: What should come there.
    good: Good
    #: What comes elsewhere.
    others: Callable[[Seen], Good | None]
    work: Callable[[Any, Path], Any]
    #: Whether a result is right; of files, the disk is looked at.
    right: Callable[[Any, Path], bool]
    writes: bool = False
    #: Any bytes make a file that this call would be content with.
    opaque: bool = False
    #: How many deadlines it has one after the other, and how many requests it has under way at the most.
    calls: int = 1
    together: int = 1


def listed(client: Any, directory: Path) -> Any:
    return client.projects.list().all()


def page_of(seen: Seen) -> Good:
    number = int(dict(seen.query).get("page", 1))
    return good({"meta": {"item_count": PAGES * ROWS, "page_count": PAGES}, "data": rows(number)})


def has(result: Any, wanted: dict[str, Any]) -> bool:
    return all(result.to_dict().get(key) == value for key, value in wanted.items())


def uploaded(client: Any, directory: Path) -> Any:
    path = directory.parent / "upload.bin"
    path.write_bytes(FILE)
    return client.attachments.upload(path)


def of_study(seen: Seen) -> Good | None:
    number = int(seen.path.rpartition("/")[2]) if "/download/" in seen.path else None
    return Good(EXPORTS[number], "application/zip") if number else good([{"rec_session_id": one} for one in SESSIONS])


def mirrored(report: Any, directory: Path) -> bool:
    """Whether all is there, or all but the session that was hit."""
    zips = {path.name: path.read_bytes() for path in (directory / "zips").iterdir()}
    return zips == {f"{number}.zip": EXPORTS[number] for number in report.added} and sorted(
        report.added + report.failed
    ) == list(SESSIONS)


CALLS: dict[str, Call] = {
    "read": Call(
        False,
        ("GET", "/api/v1/experiments/7", None),
        good(EXPERIMENT),
        lambda seen: None,
        lambda client, directory: client.experiments.get(7),
        lambda result, directory: has(result, EXPERIMENT),
    ),
    "list": Call(
        False,
        ("GET", "/api/v1/projects", "3"),
        good({"meta": {"item_count": PAGES * ROWS, "page_count": PAGES}, "data": rows(3)}),
        page_of,
        listed,
        lambda result, directory: [one.id for one in result] == [n * 10 + i for n in range(1, 6) for i in range(ROWS)],
        together=PAGES,
    ),
    "write": Call(
        False,
        ("POST", "/api/v1/experiments", None),
        good(EXPERIMENT),
        lambda seen: None,
        lambda client, directory: client.experiments.create(title="PCR", project_id=1, milestone_id=2),
        lambda result, directory: has(result, EXPERIMENT),
        writes=True,
    ),
    "upload": Call(
        False,
        ("POST", "/api/v1/attachments", None),
        good({"id": 77, "title": "upload.bin"}),
        lambda seen: None,
        uploaded,
        lambda result, directory: has(result, {"id": 77}),
        writes=True,
    ),
    "attachment": Call(
        False,
        ("GET", "/api/v1/attachments/77/download", None),
        Good(FILE, "image/png"),
        lambda seen: good({"id": 77, "filename": "gel.png"}),
        lambda client, directory: client.attachments.download(77, directory),
        lambda result, directory: result == directory / "gel.png" and result.read_bytes() == FILE,
        opaque=True,
    ),
    "download": Call(
        True,
        ("GET", f"/api/{STUDY}/download/{SESSIONS[1]}", None),
        Good(EXPORTS[SESSIONS[1]], "application/zip"),
        lambda seen: None,
        lambda client, directory: client.download(STUDY, SESSIONS[1], directory),
        lambda result, directory: result.read_bytes() == EXPORTS[SESSIONS[1]],
    ),
    "export": Call(
        True,
        ("GET", f"/api/{STUDY}/download/{SESSIONS[1]}", None),
        Good(EXPORTS[SESSIONS[1]], "application/zip"),
        lambda seen: None,
        lambda client, directory: client.export(STUDY, SESSIONS[1]),
        lambda result, directory: len(result.read("clip.webm")) == 40_000,
    ),
    "mirror": Call(
        True,
        ("GET", f"/api/{STUDY}/download/{SESSIONS[1]}", None),
        Good(EXPORTS[SESSIONS[1]], "application/zip"),
        of_study,
        lambda client, directory: client.mirror(STUDY, directory),
        mirrored,
        calls=4,
        together=2 * len(SESSIONS),  # after each that fails, the list is asked for, to see whose fault it is
    ),
}


class Stage(FaultServer):
    """A server that plays along, but for the first `times` requests at the place of a fault."""

    def __init__(self, call: Call, fault: Fault, times: int) -> None:
        self.call, self.fault, self.left = call, fault, times
        self.hits = 0
        self._counting = threading.Lock()
        #: The fault is in making the connection, and connections are made by now.
        self._first = call.others(Seen(*call.hit[:2], {}, b"", b"")) is None if call.hit[2] is None else False
        self._armed = fault.step is None and self._first
        super().__init__(self._play, listening=not (self._armed and fault.greet is None))

    def _play(self, wire: Wire, seen: Seen) -> None:
        call, step = self.call, self.fault.step
        if step and self._is_hit(seen):
            step(call.good)(wire, seen)
            return
        at_hit = (seen.method, seen.path) == call.hit[:2]
        content = (call.others(seen) if not at_hit or call.hit[2] else None) or call.good
        if step:
            answer(200, content.content, headers={"Content-Type": content.kind})(wire, seen)
            return
        self._arm()
        headers = {"Content-Type": content.kind, "Connection": "close"}
        answer(200, content.content, headers=headers)(wire, seen)
        wire.end()

    def _is_hit(self, seen: Seen) -> bool:
        method, path, page = self.call.hit
        at_page = page is None or dict(seen.query).get("page", page) == page
        here = (seen.method, seen.path) == (method, path) and at_page
        moved = seen.path in ("/round", "/users/sign_in") or len(seen.path) > 60_000
        with self._counting:
            if not (here or moved):
                return False
            self.hits += 1
            self.left -= 0 if moved else 1
            return moved or self.left >= 0

    def _arm(self) -> None:
        self._armed = True
        if self.fault.greet is None:
            self._socket.shutdown(socket.SHUT_RDWR)  # from now on nobody listens

    def _serve(self, connection: socket.socket) -> None:
        greet = self.fault.greet
        with self._counting:
            greeted = self._armed and greet is not None and self.left > 0
            if greeted:
                self.hits += 1
                self.left -= 1
        if not greeted or greet is None:
            super()._serve(connection)
            return
        with connection:
            greet(connection)
