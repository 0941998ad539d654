"""The types of calls, and a server that answers them well except at the place of a fault."""

from __future__ import annotations

import io
import itertools
import json
import random
import socket
import ssl
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import trustme
from tests.faults.checks import NAME, SIGNATURE, TOKEN
from tests.faults.faults import Fault, Good
from tests.sockets.server import FaultServer, Gone, Step, Wire
from tests.sockets.server import Seen as Request

import labclients
from labguru_api import api

STUDY, SESSIONS = 61286, (4100004, 4100008, 4100012)
PAGES, ROWS = 5, 3
EXPERIMENT = {"id": 7, "title": "PCR", "uuid": "u-7", "owner": {"id": 1, "name": NAME}}
IMAGE = random.Random(7).randbytes(150_000)
LARGE = bytes(6_000_000 - len(IMAGE)) + IMAGE  # more than the buffers of a connection hold
TEXT = "x" * len(LARGE)
STORAGE = "http://storage.example"  # stands for the server under another name
LINK = f"{STORAGE}/store/1?X-Amz-Signature={SIGNATURE}"
EXPERIMENT_PATH, ATTACHMENT, EXPORT, LIST = (
    "/api/v1/experiments/7",
    "/api/v1/attachments/77/download",
    f"/api/{STUDY}/download/{SESSIONS[1]}",
    f"/api/{STUDY}/sessions",
)


def zip_of(session: int, size: int = 40_000) -> bytes:
    """The export of a session; its clip does not compress."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sessions.csv", f"Rec_Session_Id,Start_Time,End_Time\n{session},2024-07-26T13:01:24.685Z,\n")
        archive.writestr("binaries/clip.webm", random.Random(session).randbytes(size))
    return file.getvalue()


EXPORTS = {session: zip_of(session) for session in SESSIONS}
OLD_EXPORT = zip_of(SESSIONS[1], 30_000)


class Call(NamedTuple):
    """A type of call: where its fault happens, what is right there and elsewhere, and how it ends well."""

    service: str
    place: tuple[str, str]  # method and path of the request that meets the fault
    good: Good
    run: Callable[[Any, Path], Any]
    is_right: Callable[[Any, Path], bool]
    elsewhere: Callable[[Request], Good | None] = lambda request: None
    page: str | None = None  # of a list
    writes: bool = False
    any_bytes: bool = False  # any content makes a file that it accepts
    is_first: bool = True  # the fault's request is its first one
    repeatable: bool = True  # in the same directory
    sends: bytes = b""  # what the server must have received
    logs_in: bool = False
    other_requests: int = 0
    deadlines: int = 1  # calls with a deadline each, one after the other
    prepare: Callable[[Path], object] = lambda directory: None

    def client(self, is_async: bool, url: str, **options: Any) -> Any:
        """A client for this call."""
        credentials = {"login": "ada@lab.example", "password": TOKEN} if self.logs_in else {"token": TOKEN}
        return getattr(labclients, ("Async" if is_async else "") + self.service)(base_url=url, **credentials, **options)


def json_of(document: Any) -> Good:
    return Good(json.dumps(document, ensure_ascii=False).encode())


def page(number: int) -> Good:
    rows = [{"id": number * 10 + at, "title": f"row {at} of {NAME}"} for at in range(ROWS if number <= PAGES else 0)]
    return json_of({"meta": {"item_count": PAGES * ROWS, "page_count": PAGES}, "data": rows})


def attachment_requests(request: Request) -> Good | None:
    """Everything around the bytes of an attachment."""
    if request.method == "PUT":
        return Good(b"stored", "text/plain")
    if request.path == ATTACHMENT:
        return Good(b"", location=LINK)
    if "/s3_" in request.path:
        return json_of({"id": 77, "upload_id": "up", "presigned_url": LINK, "urls": [LINK, LINK]})
    return json_of({"id": 77, "filename": "gel.png"})


def study_requests(request: Request) -> Good | None:
    session = request.path.rpartition("/")[2]
    return Good(EXPORTS[int(session)], "application/zip") if "/download/" in request.path else SESSION_LIST


def login_requests(request: Request) -> Good | None:
    """Each login gives another token."""
    return json_of({"token": f"{TOKEN}{next(logins)}"}) if request.path.endswith("/sessions") else json_of(EXPERIMENT)


logins = itertools.count()


def upload(client: Any, directory: Path, via: str = "form", more: int = 0) -> Any:
    path = directory.parent / "upload.bin"
    path.write_bytes(LARGE + bytes(more))
    return client.attachments.upload(path, via=via)


def has(expected: dict[str, Any]) -> Callable[[Any, Path], bool]:
    return lambda record, directory: all(record.to_dict().get(name) == value for name, value in expected.items())


def mirrored(report: Any, directory: Path) -> bool:
    """Every session is on disk or reported as failed, and the manifest says the same."""
    fetched = sorted(report.added + report.updated + report.unchanged)
    manifest = json.loads((directory / "manifest.json").read_bytes())
    return (
        sorted(fetched + report.failed) == list(SESSIONS)
        and all((directory / "zips" / f"{session}.zip").read_bytes() == EXPORTS[session] for session in fetched)
        and all((manifest["sessions"][str(one)]["state"] == "failed") == (one in report.failed) for one in SESSIONS)
    )


def read(client: Any, directory: Path) -> Any:
    return client.experiments.get(7)


SESSION_LIST = json_of([{"rec_session_id": session, "subject": NAME} for session in SESSIONS])
PNG, ZIP = Good(IMAGE, "image/png"), Good(EXPORTS[SESSIONS[1]], "application/zip")
GET, POST, PUT = "GET", "POST", "PUT"

READ = Call("Labguru", (GET, EXPERIMENT_PATH), json_of(EXPERIMENT), read, has(EXPERIMENT))
WRITE = Call(
    "Labguru",
    (POST, "/api/v1/experiments"),
    json_of(EXPERIMENT),
    lambda client, directory: client.experiments.create(title=TEXT, project_id=1, milestone_id=2),
    has(EXPERIMENT),
    writes=True,
    sends=TEXT.encode(),
)
UPLOAD = Call(
    "Labguru",
    (POST, "/api/v1/attachments"),
    json_of({"id": 77, "title": "upload.bin"}),
    upload,
    has({"id": 77}),
    elsewhere=attachment_requests,
    writes=True,
    sends=LARGE,
)
FETCH = Call(
    "Labguru",
    (GET, ATTACHMENT),
    PNG,
    lambda client, directory: client.attachments.download(77, directory),
    lambda path, directory: path == directory / "gel.png" and path.read_bytes() == IMAGE,
    elsewhere=attachment_requests,
    any_bytes=True,
    is_first=False,
    repeatable=False,
    other_requests=1,
)
DOWNLOAD = Call(
    "Labvanced",
    (GET, EXPORT),
    ZIP,
    lambda client, directory: client.download(STUDY, SESSIONS[1], directory),
    lambda path, directory: path.read_bytes() == ZIP.content,
    repeatable=False,
)
MIRROR = Call(
    "Labvanced",
    (GET, EXPORT),
    ZIP,
    lambda client, directory: client.mirror(STUDY, directory),
    mirrored,
    elsewhere=study_requests,
    is_first=False,
    other_requests=len(SESSIONS) + 1,  # after a failure the list once more, to see whose fault it is
    deadlines=4,
)
LOGIN = READ._replace(elsewhere=login_requests, logs_in=True, other_requests=2)

CALLS: dict[str, Call] = {
    "read": READ,
    "list": Call(
        "Labguru",
        (GET, "/api/v1/projects"),
        page(3),
        lambda client, directory: client.projects.list().all(),
        lambda rows, directory: [row.id for row in rows] == [n * 10 + i for n in range(1, 6) for i in range(ROWS)],
        elsewhere=lambda request: page(int(dict(request.query).get("page", 1))),
        page="3",
        is_first=False,
        other_requests=PAGES - 1,
    ),
    "write": WRITE,
    "delete": Call(
        "Labguru",
        ("DELETE", "/api/v1/attachments/77"),
        json_of({"status": "deleted, as it was to be"}),
        lambda client, directory: client.attachments.delete(77),
        lambda result, directory: result is None,
        writes=True,
    ),
    "upload": UPLOAD,
    "store": UPLOAD._replace(
        place=(PUT, "/store/1"),
        good=Good(b"stored", "text/plain"),
        run=lambda client, directory: upload(client, directory, "s3"),
        writes=False,  # the same bytes at the same place
        any_bytes=True,
        is_first=False,
        other_requests=2,
    ),
    "finish": UPLOAD._replace(
        place=(POST, "/api/v2/attachments/s3_multipart_finished"),
        good=json_of({"id": 77}),
        run=lambda client, directory: upload(client, directory, "s3", more=9),
        is_first=False,
        sends=b"",
        other_requests=4,
    ),
    "attachment": FETCH,
    "storage": FETCH._replace(place=(GET, "/store/1"), other_requests=3),
    "bytes": READ._replace(
        place=(GET, ATTACHMENT),
        good=PNG,
        run=lambda client, directory: client.call(api.attachments.download, 77),
        is_right=lambda result, directory: result == IMAGE,
        any_bytes=True,
    ),
    "login": LOGIN._replace(place=(POST, "/api/v1/sessions"), good=json_of({"token": f"{TOKEN}-first"})),
    "renewal": LOGIN._replace(is_first=False),
    "sessions": Call(
        "Labvanced",
        (GET, LIST),
        SESSION_LIST,
        lambda client, directory: client.sessions(STUDY).all(),
        lambda rows, directory: [getattr(row, "rec_session_id", row) for row in rows] == list(SESSIONS),
    ),
    "download": DOWNLOAD,
    "overwriting": DOWNLOAD._replace(
        run=lambda client, directory: client.download(STUDY, SESSIONS[1], directory, overwrite=True),
        repeatable=True,
        prepare=lambda directory: (directory / f"{SESSIONS[1]}.zip").write_bytes(OLD_EXPORT),
    ),
    "export": DOWNLOAD._replace(
        run=lambda client, directory: client.export(STUDY, SESSIONS[1]),
        is_right=lambda export, directory: len(export.read("clip.webm")) == 40_000,
        repeatable=True,
    ),
    "mirror": MIRROR,
    "mirror's list": MIRROR._replace(
        place=(GET, LIST), good=SESSION_LIST, is_first=True, other_requests=len(SESSIONS), deadlines=1
    ),
}


def is_whole(path: Path) -> bool:
    """Whether a file of a call is complete; a mirror has files of its own."""
    if path.suffix == ".zip":
        return path.read_bytes() in (EXPORTS[int(path.stem.partition("-")[0])], OLD_EXPORT)
    return path.read_bytes() == IMAGE if path.name == "gel.png" else path.name in OWN_FILES


OWN_FILES = ("manifest.json", "journal.jsonl", ".lock", "upload.bin")


class Certificates(NamedTuple):
    """An authority of our own: its file, itself, and the server side of TLS with a certificate that it signed."""

    path: Path
    authority: trustme.CA
    server: ssl.SSLContext


def server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """The server side of TLS with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


class TlsServer(FaultServer):
    """A server with a certificate, or without."""

    def __init__(self, *plan: Step, listening: bool = True, context: ssl.SSLContext | None = None) -> None:
        self._context = context
        super().__init__(*plan, listening=listening)
        if context:
            self.url = self.url.replace("http:", "https:")

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            super()._serve(self._secured(connection))

    def _secured(self, connection: socket.socket) -> socket.socket:
        if self._context is None:
            return connection
        stream = self._context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        self._connections[self._connections.index(connection)] = stream
        try:
            stream.do_handshake()
        except OSError:
            stream.close()
            raise
        return stream


class Server(TlsServer):
    """Answers a call well, except for the first `times` requests at the place of the fault."""

    def __init__(self, call: Call, fault: Fault, times: int, context: ssl.SSLContext | None = None) -> None:
        self.call, self.fault, self.left = call, fault, times
        self.faults = 0
        self.greeted = 0
        self._counting = threading.Lock()
        self._greets = fault.respond is None and fault.greet is not None
        super().__init__(self._play, listening=fault.respond is not None or self._greets, context=context)
        if fault.unread:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)

    @property
    def other_host(self) -> str:
        """Its address under another name."""
        return self.url.replace("127.0.0.1", "localhost")

    @property
    def sent_to_other_host(self) -> list[bytes]:
        return [request.raw for request in self.seen if request.headers["host"].startswith("localhost")]

    @property
    def requests(self) -> int:
        """How many requests came, those included that were not read."""
        return len(self.seen) + self.greeted

    @property
    def requests_at_place(self) -> int:
        """How often the request of the fault came."""
        return sum((request.method, request.path) == self.call.place for request in self.seen) + self.greeted

    def recover(self) -> None:
        """From now on, everything is answered well."""
        self.left = 0
        if self.fault.respond is None and not self._greets:
            self._greets = True
            self.listen()

    def _localized(self, good: Good) -> Good:
        """A response that names this server's own address."""
        content = good.content.replace(STORAGE.encode(), self.other_host.encode())
        location = good.location.replace(STORAGE, self.other_host)
        return good._replace(content=content, location=location, other_host=self.other_host)

    def _play(self, wire: Wire, request: Request) -> None:
        call = self.call
        respond = self.fault.respond
        if respond and self._meets_fault(request):
            respond(self._localized(call.good))(wire, request)
            return
        is_place = (request.method, request.path) == call.place or request.path == "/elsewhere"
        good = call.elsewhere(request) if call.page or not is_place else None
        self._localized(good or call.good).step(wire, request)

    def _meets_fault(self, request: Request) -> bool:
        call = self.call
        is_place = (request.method, request.path) == call.place
        is_place &= call.page is None or dict(request.query).get("page", call.page) == call.page
        redirected = request.path in ("/round", "/users/sign_in") or len(request.path) > 60_000
        with self._counting:
            if is_place:
                self.left -= 1
            meets = redirected or (is_place and self.left >= 0)
            self.faults += meets
        return meets

    def _serve(self, connection: socket.socket) -> None:
        greet = self.fault.greet
        with self._counting:
            greets = greet is not None and self.left > 0
            self.faults += greets
            self.greeted += greets
            self.left -= greets
        with suppress(Gone, OSError):
            if greet is None or not greets:
                super()._serve(connection)
                return
            # A large request is read through TLS; what comes in place of a handshake is not.
            with self._secured(connection) if self.fault.unread else connection as stream:
                greet(Wire(stream, self._closing), self.call.good)
