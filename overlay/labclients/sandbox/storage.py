"""Where the bytes of attachments are: another origin, opened by links that expire and need no token.

A link is good exactly as it was given: with a parameter more, such as a token, it is refused, as signed links are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import md5
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from labclients.sandbox.messages import Answer, Seen

if TYPE_CHECKING:
    from labclients.sandbox.lab import Lab

DENIED = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
TWICE = b"<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>"


@dataclass
class Upload:
    """A file that is on its way, in one part or more. ``key`` is empty where there is only the one."""

    number: int
    facts: Mapping[str, Any]
    count: int
    key: str = ""
    parts: dict[int, bytes] = field(default_factory=dict[int, bytes])

    def etags(self) -> list[str] | None:
        """The ETags of all parts in their order; None while one is missing."""
        whole = sorted(self.parts) == list(range(1, self.count + 1))
        return [etag(self.parts[part]) for part in sorted(self.parts)] if whole else None


class Storage:
    """The storage behind one sandboxed Labguru."""

    name = "storage"

    def __init__(self, labguru: Lab) -> None:
        self._labguru = labguru
        self._open: dict[str, int | tuple[Upload, int]] = {}  # what a link leads to, by the whole of its query
        self.unfinished: dict[str, Upload] = {}
        self.url = ""

    def sign(self, number: int, filename: str) -> str:
        """A link to the bytes of one attachment."""
        return f"{self.url}/files/{number}/{quote(filename, safe='')}?{self._signed(number)}"

    def sign_upload(self, upload: Upload, part: int = 1) -> str:
        """A link that takes a part of a file by PUT."""
        return f"{self.url}/uploads/{upload.number}?partNumber={part}&{self._signed((upload, part))}"

    def _signed(self, target: int | tuple[Upload, int]) -> str:
        signature = f"{self._labguru.store.random.getrandbits(160):040x}"
        self._open[signature] = target
        return f"expires=300&signature={signature}"

    def expire(self) -> None:
        """No link made so far works any more."""
        self._open.clear()

    def operation(self, request: Seen) -> None:
        """The storage is no part of the specification."""

    def answer(self, request: Seen) -> Answer:
        if "authorization" in request.headers:
            return Answer(400, TWICE, "application/xml")
        query = dict(request.query)
        target = self._open.get(query.pop("signature", ""))
        with self._labguru.lock:
            if isinstance(target, tuple) and request.method == "PUT" and query.keys() == {"expires", "partNumber"}:
                return self._take(*target, request.body)
            if isinstance(target, int) and request.method == "GET" and query.keys() == {"expires"}:
                return self.file(target) or Answer(403, DENIED, "application/xml")
        return Answer(403, DENIED, "application/xml")

    def file(self, number: int) -> Answer | None:
        """The bytes of an attachment under the name that it was given."""
        store = self._labguru.store
        about = store.find("attachments", number)
        if about is None or number not in store.files:
            return None
        disposition = f"attachment; filename*=UTF-8''{quote(str(about.get('filename')), safe='')}"
        media = about.get("attachment_content_type") or "application/octet-stream"
        return Answer(200, store.files[number], str(media), {"Content-Disposition": disposition})

    def _take(self, upload: Upload, part: int, content: bytes) -> Answer:
        upload.parts[part] = content
        if not upload.key:
            self.finish(upload)
        return Answer(200, b"", None, {"ETag": etag(content)})

    def finish(self, upload: Upload) -> None:
        """All parts are here: now the attachment exists."""
        content = b"".join(upload.parts[part] for part in sorted(upload.parts))
        self._labguru.keep({**upload.facts, "id": upload.number}, content)


def etag(content: bytes) -> str:
    """As the storage names a part: in quotes."""
    return f'"{md5(content, usedforsecurity=False).hexdigest()}"'
