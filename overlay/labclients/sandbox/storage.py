"""Where the bytes of attachments are: another origin, opened by links that expire and need no token.

A link is valid exactly as it was made: with a parameter more, such as a token, it is refused, as signed links are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any
from urllib.parse import quote

from labclients.sandbox.messages import Answer, Seen
from labclients.sandbox.store import Record, Store

DENIED = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
TWO_TOKENS = b"<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>"


@dataclass
class Upload:
    """A file that is being uploaded, in one part or more; `key` is empty where there is only one."""

    number: int
    facts: Mapping[str, Any]
    count: int
    key: str = ""
    parts: dict[int, bytes] = field(default_factory=dict[int, bytes])

    def etags(self) -> list[str] | None:
        """The ETags of all parts in their order; None while one is missing."""
        complete = sorted(self.parts) == list(range(1, self.count + 1))
        return [_etag(self.parts[part]) for part in sorted(self.parts)] if complete else None


class Storage:
    """The storage of one sandboxed Labguru.

    Args:
        store: Has the files.
        lock: Guards it.
        keep_file: Makes an attachment.
    """

    name = "storage"

    def __init__(
        self, store: Store, lock: AbstractContextManager[Any], keep_file: Callable[[Record, bytes], Record]
    ) -> None:
        self._store = store
        self._lock = lock
        self._keep_file = keep_file
        self._links: dict[str, int | tuple[Upload, int]] = {}  # what a signature opens
        self.unfinished: dict[str, Upload] = {}
        self.url = ""

    def sign(self, number: int, filename: str) -> str:
        """A link to the bytes of one attachment."""
        return f"{self.url}/files/{number}/{quote(filename, safe='')}?{self._signature(number)}"

    def sign_upload(self, upload: Upload, part: int = 1) -> str:
        """A link that takes a part of a file by PUT."""
        return f"{self.url}/uploads/{upload.number}?partNumber={part}&{self._signature((upload, part))}"

    def _signature(self, target: int | tuple[Upload, int]) -> str:
        signature = f"{self._store.random.getrandbits(160):040x}"
        self._links[signature] = target
        return f"expires=300&signature={signature}"

    def expire(self) -> None:
        """No link made so far works any more."""
        self._links.clear()

    def operation(self, request: Seen) -> None:
        """The storage is no part of the specification."""

    def answer(self, request: Seen) -> Answer:
        if "authorization" in request.headers:
            return Answer(400, TWO_TOKENS, "application/xml")
        query = dict(request.query)
        target = self._links.get(query.pop("signature", ""))
        with self._lock:
            if isinstance(target, tuple) and request.method == "PUT" and query.keys() == {"expires", "partNumber"}:
                upload, part = target
                upload.parts[part] = request.body
                if not upload.key:
                    self.finish(upload)
                return Answer(200, b"", None, {"ETag": _etag(request.body)})
            if isinstance(target, int) and request.method == "GET" and query.keys() == {"expires"}:
                return self.file(target) or Answer(403, DENIED, "application/xml")
        return Answer(403, DENIED, "application/xml")

    def file(self, number: int) -> Answer | None:
        """The bytes of an attachment, under its name."""
        record = self._store.find("attachments", number)
        if record is None or number not in self._store.files:
            return None
        disposition = f"attachment; filename*=UTF-8''{quote(str(record.get('filename')), safe='')}"
        media = record.get("attachment_content_type") or "application/octet-stream"
        return Answer(200, self._store.files[number], str(media), {"Content-Disposition": disposition})

    def finish(self, upload: Upload) -> None:
        """All parts are here: make the attachment."""
        content = b"".join(upload.parts[part] for part in sorted(upload.parts))
        self._keep_file({**upload.facts, "id": upload.number}, content)


def _etag(content: bytes) -> str:
    """As the storage names a part: in quotes."""
    return f'"{md5(content, usedforsecurity=False).hexdigest()}"'
