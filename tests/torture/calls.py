"""Every kind of call, a server that plays along, and the place where it stops doing so."""

from __future__ import annotations

import functools
import io
import itertools
import json
import random
import socket
import tempfile
import threading
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tests.sockets.server import FaultServer, Gone, Seen, Wire
from tests.torture.conftest import LONG
from tests.torture.faults import Fault, Good
from tests.torture.laws import CANARY, SECRET, SIGNATURE

import labclients
from labclients import Labvanced
from labclients.labguru import attachments as uploads
from labguru_api import api

STUDY, SESSIONS = 61286, (4100004, 4100008, 4100012)
PAGES, ROWS = 5, 3
MANIFEST = "manifest.json"
EXPERIMENT = {"id": 7, "title": "PCR", "uuid": "u-7", "owner": {"id": 1, "name": CANARY}}
FILE = random.Random(7).randbytes(150_000)  # an image, as far as one can see
#: More than the buffers between two ends of a connection take; most of it is a hole, which no disk needs to hold.
LARGE = bytes(9_000_000 - len(FILE)) + FILE
TEXT = "x" * 9_000_000


def archive(number: int, size: int = 40_000) -> bytes:
    """The export of a session; it does not shrink, so that there is something to cut."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("sessions.csv", f"Rec_Session_Id,Start_Time,End_Time\n{number},2024-07-26T13:01:24.685Z,\n")
        made.writestr("binaries/clip.webm", random.Random(number).randbytes(size))
    return file.getvalue()


HIT = SESSIONS[1]
CLIP = 3_500_000 if LONG else 40_000
EXPORTS = {number: archive(number, CLIP if number == HIT else 40_000) for number in SESSIONS}
OLD = {number: archive(number, 30_000) for number in SESSIONS}


def rows(page: int) -> list[dict[str, Any]]:
    return [{"id": page * 10 + at, "title": f"row {at} of {CANARY}"} for at in range(ROWS)] if page <= PAGES else []


def good(document: Any) -> Good:
    return Good(json.dumps(document, ensure_ascii=False).encode(), "application/json")


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
    #: What was hit must not be sent twice, for it would be done twice.
    writes: bool = False
    #: Any bytes make a file that this call would be content with.
    opaque: bool = False
    #: What is hit is what is asked for first.
    first: bool = True
    #: It may be made again at once, in the same directory.
    repeats: bool = True
    #: What must have arrived, to the byte, where it succeeds.
    sends: bytes = b""
    #: It logs in, and when its token is refused does so again.
    logs_in: bool = False
    #: How many requests go elsewhere.
    elsewhere: int = 0
    #: How many deadlines it has one after the other, and how many requests it has under way at the most.
    calls: int = 1
    together: int = 1
    #: Makes what stands in the directory before.
    before: Callable[[Path], None] = lambda directory: None

    def client(self, asynchronous: bool, url: str, **options: Any) -> Any:
        """One that can make this call."""
        name = ("Async" if asynchronous else "") + ("Labvanced" if self.labvanced else "Labguru")
        who = {"login": "ada@lab.example", "password": SECRET} if self.logs_in else {"token": SECRET}
        return getattr(labclients, name)(base_url=url, **(who | options))


def listed(client: Any, directory: Path) -> Any:
    return client.projects.list().all()


def page(number: int) -> Good:
    return good({"meta": {"item_count": PAGES * ROWS, "page_count": PAGES}, "data": rows(number)})


def page_of(seen: Seen) -> Good:
    return page(int(dict(seen.query).get("page", 1)))


def has(result: Any, wanted: dict[str, Any]) -> bool:
    return all(result.to_dict().get(key) == value for key, value in wanted.items())


def is_stored(result: Any, directory: Path) -> bool:
    return has(result, {"id": 77})


def upload_of(directory: Path, more: bytes = b"") -> Path:
    path = directory.parent / "upload.bin"
    with path.open("wb") as file:
        file.seek(len(LARGE) - len(FILE))
        file.write(FILE + more)
    return path


def uploaded(client: Any, directory: Path) -> Any:
    return client.attachments.upload(upload_of(directory))


def uploaded_to_storage(client: Any, directory: Path) -> Any:
    return client.attachments.upload(upload_of(directory), via="s3")


def uploaded_in_parts(client: Any, directory: Path) -> Any:
    return client.attachments.upload(upload_of(directory, b"x" * (uploads.PART - len(LARGE) + 9)), via="s3")


#: The address of the server itself under another name: another host, as far as a client can tell.
STORAGE = b"http://storage.example"
LINK = f"{STORAGE.decode()}/store/1?X-Amz-Signature={SIGNATURE}"
DOWNLOAD, EXPORT = "/api/v1/attachments/77/download", f"/api/{STUDY}/download/{HIT}"
LIST = f"/api/{STUDY}/sessions"


def of_attachment(seen: Seen) -> Good | None:
    """What has to do with the file of an attachment, but for the file itself."""
    begun = {"id": 77, "upload_id": "up", "presigned_url": LINK, "urls": [LINK, LINK]}
    if seen.method == "PUT":
        return Good(b"stored", "text/plain")
    if seen.path == DOWNLOAD:
        return Good(b"", "text/plain", moved=LINK)
    return good(begun if "/s3_" in seen.path else {"id": 77, "filename": "gel.png"})


_logins = itertools.count()


def logged_in(seen: Seen) -> Good | None:
    """Each login gives another token."""
    return good({"token": f"{SECRET}{next(_logins)}"}) if seen.path.endswith("/sessions") else None


def of_study(seen: Seen) -> Good | None:
    number = int(seen.path.rpartition("/")[2]) if "/download/" in seen.path else None
    return Good(EXPORTS[number], "application/zip") if number else SESSION_LIST


SESSION_LIST = good([{"rec_session_id": one, "subject": CANARY} for one in SESSIONS])


def mirrored(report: Any, directory: Path) -> bool:
    """All is there, or all but the session that was hit; and the books say what the report says."""
    fetched = sorted(report.added + report.updated + report.unchanged)
    books = json.loads((directory / MANIFEST).read_bytes())
    outcomes = {int(key): entry["outcome"] for key, entry in books["sessions"].items()}
    told = {number: name for name in ("added", "updated", "unchanged", "failed") for number in getattr(report, name)}
    return (
        sorted(fetched + report.failed) == list(SESSIONS)
        and len(report.failed) <= 1
        and all((directory / "zips" / f"{number}.zip").read_bytes() == EXPORTS[number] for number in fetched)
        and all(told[number] in (outcomes[number], "unchanged") for number in told)
        and all((books["sessions"][str(number)]["state"] == "failed") == (number in report.failed) for number in told)
        and bool(books["run"]["ended"])
        and not (directory / "journal.jsonl").exists()
    )


def put_old(directory: Path) -> None:
    """An older file, where the new one is to be."""
    (directory / f"{HIT}.zip").write_bytes(OLD[HIT])


@functools.cache
def old_mirror() -> Mapping[str, bytes]:
    """A mirror from when the sessions were smaller."""
    plan = CALLS["mirror"]

    def play(wire: Wire, seen: Seen) -> None:
        number = seen.path.rpartition("/")[2]
        content = Good(OLD[int(number)], "application/zip") if "/download/" in seen.path else plan.others(seen)
        assert content
        content.step(wire, seen)

    with FaultServer(play) as server, tempfile.TemporaryDirectory() as name:
        with Labvanced("t", base_url=server.url) as client:
            client.mirror(STUDY, name)
        files = (path for path in Path(name).rglob("*") if path.is_file())
        return {path.relative_to(name).as_posix(): path.read_bytes() for path in files}


def put_old_mirror(directory: Path) -> None:
    for name, content in old_mirror().items():
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_bytes(content)


def none(seen: Seen) -> Good | None:
    return None


def gets(client: Any, directory: Path) -> Any:
    return client.experiments.get(7)


def fetched(client: Any, directory: Path) -> Any:
    return client.attachments.download(77, directory)


def called(client: Any, directory: Path) -> Any:
    return client.call(api.attachments.download, 77)


def is_experiment(result: Any, directory: Path) -> bool:
    return has(result, EXPERIMENT)


def is_file(result: Any, directory: Path) -> bool:
    return bool(result == directory / "gel.png") and (directory / "gel.png").read_bytes() == FILE


def is_zip(result: Any, directory: Path) -> bool:
    return result.read_bytes() == EXPORTS[HIT]


PNG, ZIP = Good(FILE, "image/png"), Good(EXPORTS[HIT], "application/zip")
GET, POST, PUT = "GET", "POST", "PUT"

FETCH = Call(
    False,
    (GET, DOWNLOAD, None),
    PNG,
    of_attachment,
    fetched,
    is_file,
    opaque=True,
    first=False,
    repeats=False,
    elsewhere=1,
)
DOWNLOAD_OF_ONE = Call(
    True,
    (GET, EXPORT, None),
    ZIP,
    none,
    lambda client, directory: client.download(STUDY, HIT, directory),
    is_zip,
    repeats=False,
)
MIRROR = Call(
    True,
    (GET, EXPORT, None),
    ZIP,
    of_study,
    lambda client, directory: client.mirror(STUDY, directory),
    mirrored,
    first=False,
    elsewhere=len(SESSIONS) + 1,
    calls=4,
    together=2 * len(SESSIONS),  # after each that fails, the list is asked for, to see whose fault it is
)

CALLS: dict[str, Call] = {
    "read": Call(False, (GET, "/api/v1/experiments/7", None), good(EXPERIMENT), none, gets, is_experiment),
    "list": Call(
        False,
        (GET, "/api/v1/projects", "3"),
        page(3),
        page_of,
        listed,
        lambda result, directory: [one.id for one in result] == [n * 10 + i for n in range(1, 6) for i in range(ROWS)],
        first=False,
        elsewhere=PAGES - 1,
        together=PAGES,
    ),
    "write": Call(
        False,
        (POST, "/api/v1/experiments", None),
        good(EXPERIMENT),
        none,
        lambda client, directory: client.experiments.create(title=TEXT, project_id=1, milestone_id=2),
        is_experiment,
        writes=True,
        sends=TEXT.encode(),
    ),
    "update": Call(
        False,
        (PUT, "/api/v1/experiments/7", None),
        good(EXPERIMENT),
        none,
        lambda client, directory: client.experiments.update(7, title="PCR"),
        is_experiment,
        writes=True,
    ),
    "delete": Call(
        False,
        ("DELETE", "/api/v1/attachments/77", None),
        good({"status": "deleted, as it was to be"}),
        none,
        lambda client, directory: client.attachments.delete(77),
        lambda result, directory: result is None,
        writes=True,
    ),
    "upload": Call(
        False,
        (POST, "/api/v1/attachments", None),
        good({"id": 77, "title": "upload.bin"}),
        none,
        uploaded,
        is_stored,
        writes=True,
        sends=LARGE,
    ),
    "store": Call(
        False,
        (PUT, "/store/1", None),
        Good(b"stored, and nobody reads what is said of it", "text/plain"),
        of_attachment,
        uploaded_to_storage,
        is_stored,
        opaque=True,
        first=False,
        elsewhere=2,
        sends=LARGE,
    ),
    "finish": Call(
        False,
        (POST, "/api/v2/attachments/s3_multipart_finished", None),
        good({"id": 77}),
        of_attachment,
        uploaded_in_parts,
        is_stored,
        writes=True,
        first=False,
        elsewhere=4,
    ),
    "attachment": FETCH,
    "storage": FETCH._replace(hit=(GET, "/store/1", None), elsewhere=1 + 2),
    "bytes": Call(
        False, (GET, DOWNLOAD, None), PNG, none, called, lambda result, directory: result == FILE, opaque=True
    ),
    "size": Call(
        False,
        (GET, DOWNLOAD, None),
        PNG,
        none,
        lambda client, directory: client.attachments.size(77),
        lambda result, directory: result == len(FILE),
        opaque=True,
    ),
    "login": Call(
        False,
        (POST, "/api/v1/sessions", None),
        good({"token": f"{SECRET}-first"}),
        lambda seen: good(EXPERIMENT) if seen.method == GET else None,
        gets,
        is_experiment,
        logs_in=True,
        elsewhere=1,
    ),
    "renewal": Call(
        False,
        (GET, "/api/v1/experiments/7", None),
        good(EXPERIMENT),
        logged_in,
        gets,
        is_experiment,
        logs_in=True,
        elsewhere=2,
    ),
    "sessions": Call(
        True,
        (GET, LIST, None),
        SESSION_LIST,
        none,
        lambda client, directory: client.sessions(STUDY).all(),
        lambda result, directory: [getattr(one, "rec_session_id", one) for one in result] == list(SESSIONS),
    ),
    "download": DOWNLOAD_OF_ONE,
    "overwriting": DOWNLOAD_OF_ONE._replace(
        work=lambda client, directory: client.download(STUDY, HIT, directory, overwrite=True),
        repeats=True,
        before=put_old,
    ),
    "export": DOWNLOAD_OF_ONE._replace(
        work=lambda client, directory: client.export(STUDY, HIT),
        right=lambda result, directory: len(result.read("clip.webm")) == CLIP,
        repeats=True,
    ),
    "mirror": MIRROR,
    "mirror's list": MIRROR._replace(
        hit=(GET, LIST, None), good=SESSION_LIST, first=True, elsewhere=len(SESSIONS), calls=1, together=1
    ),
    "refreshing": MIRROR._replace(
        work=lambda client, directory: client.mirror(STUDY, directory, refresh=True), before=put_old_mirror
    ),
}


class Stage(FaultServer):
    """A server that plays along, but for the first `times` requests at the place of a fault."""

    def __init__(self, call: Call, fault: Fault, times: int) -> None:
        self.call, self.fault, self.left = call, fault, times
        self.hits = 0  # of the fault, and of its place
        self.greeted = 0
        self._counting = threading.Lock()
        self._armed = fault.step is None and call.first
        super().__init__(self._play, listening=not (self._armed and fault.greet is None))
        if fault.unread:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)

    @property
    def elsewhere(self) -> str:
        """Its address under another name."""
        return self.url.replace("127.0.0.1", "localhost")

    @property
    def told_elsewhere(self) -> list[bytes]:
        """What came to that."""
        return [seen.raw for seen in self.seen if seen.headers["host"].startswith("localhost")]

    @property
    def requests(self) -> int:
        """How many came, those included that were not read."""
        return len(self.seen) + self.greeted

    @property
    def times_asked(self) -> int:
        """How often what is hit was asked for, whether it was read or not."""
        asked = sum((seen.method, seen.path) == self.call.hit[:2] for seen in self.seen)
        return asked + (self.greeted if self.call.first else 0)

    def calm(self) -> None:
        """From now on, nothing goes wrong."""
        self.left = 0
        if self._armed and self.fault.greet is None:
            self._socket.close()
            self._socket = socket.socket()
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind(("127.0.0.1", self.port))
            self._armed = False
            self.listen()

    def secured(self, connection: socket.socket) -> socket.socket:
        """The connection as it is spoken over."""
        return connection

    def _here(self, content: Good) -> Good:
        """Content that knows this server's address."""
        here = self.elsewhere.encode()
        moved = content.moved.encode().replace(STORAGE, here).decode()
        return content._replace(content=content.content.replace(STORAGE, here), moved=moved, elsewhere=self.elsewhere)

    def _play(self, wire: Wire, seen: Seen) -> None:
        call, step = self.call, self.fault.step
        if step and self._is_hit(seen):
            step(self._here(call.good))(wire, seen)
            return
        at_hit = (seen.method, seen.path) == call.hit[:2] or seen.path == "/elsewhere"
        content = self._here((call.others(seen) if not at_hit or call.hit[2] else None) or call.good)
        if step:
            content.step(wire, seen)
            return
        self._arm()
        content.answered(Connection="close")(wire, seen)
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
        if self.fault.greet is None and not self._armed and self.left > 0:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)  # from now on nobody listens
        self._armed = self.left > 0

    def _serve(self, connection: socket.socket) -> None:
        greet = self.fault.greet
        with self._counting:
            greeted = self._armed and greet is not None and self.left > 0
            self.hits += greeted
            self.greeted += greeted
            self.left -= greeted
        with suppress(Gone, OSError):
            if not greeted or greet is None:
                super()._serve(self.secured(connection))
                return
            with self.secured(connection) if self.fault.unread else connection as greeting:
                greet(Wire(greeting, self._closing), self.call.good)
