"""Where the bytes of attachments are: another origin, opened by links that expire and need no token."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from labclients.sandbox.messages import Answer, Seen

if TYPE_CHECKING:
    from labclients.sandbox.labguru import Labguru

DENIED = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"


class Storage:
    """The storage behind one sandboxed Labguru."""

    name = "storage"

    def __init__(self, labguru: Labguru) -> None:
        self._labguru = labguru
        self._open: dict[str, int] = {}
        self.url = ""

    def sign(self, number: int, filename: str) -> str:
        """A link to the bytes of one attachment."""
        signature = f"{self._labguru.store.random.getrandbits(160):040x}"
        self._open[signature] = number
        return f"{self.url}/files/{number}/{quote(filename, safe='')}?expires=300&signature={signature}"

    def expire(self) -> None:
        """No link made so far works any more."""
        self._open.clear()

    def operation(self, request: Seen) -> None:
        """The storage is no part of the specification."""

    def answer(self, request: Seen) -> Answer:
        number = self._open.get(dict(request.query).get("signature", ""))
        store = self._labguru.store
        content = store.files.get(number) if number is not None else None
        if request.method != "GET" or number is None or content is None:
            return Answer(403, DENIED, "application/xml")
        about = store.find("attachments", number) or {}
        disposition = f"attachment; filename*=UTF-8''{quote(str(about.get('filename')), safe='')}"
        media = about.get("attachment_content_type") or "application/octet-stream"
        return Answer(200, content, str(media), {"Content-Disposition": disposition})
