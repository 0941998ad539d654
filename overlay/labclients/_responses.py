"""Reads responses: their JSON, or what the server says about an error."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from labclients._json import as_object
from labclients._transport import Response

#: Keys under which the services write a message, the most reliable first.
MESSAGE_KEYS = ("message", "error_message", "error", "errors", "msg", "text")
MAX_MESSAGE = 300  # characters
MAX_READ = 20_000  # characters of a body that are searched for a message

#: Removes secrets from a text. It is applied before the text is cut, or half of a secret would stay.
Redact = Callable[[str], str]


class DecodeError(Exception):
    """The response is not the JSON that was asked for; `server_message` is what the server says about it."""

    def __init__(self, text: str, server_message: str | None = None) -> None:
        super().__init__(text)
        self.server_message = server_message


def decode_json(response: Response, redact: Redact) -> Any:
    """The JSON of a response; None for an empty one.

    Raises:
        DecodeError: It is an HTML page, is not JSON, or says ``"success": false`` (Labvanced's own routes do, with
            status 200; see its player.js).
    """
    if not response.body.strip():
        return None
    if _looks_like_html(response):
        title = _html_title(response.body, redact)
        raise DecodeError("the server sent an HTML page instead of JSON" + (f" ({title!r})" if title else ""))
    try:
        data = json.loads(response.body)
    except RecursionError:
        raise DecodeError("the server sent JSON that is nested too deeply") from None
    except ValueError as error:  # UnicodeDecodeError is one, too
        raise DecodeError(f"the response is not JSON ({_position(error)})") from None
    record = as_object(data)
    if record is not None and record.get("success") is False:
        message = _message_of(record, redact)
        raise DecodeError(f"the server answered that it did not succeed: {message or 'it gave no reason'}", message)
    return data


def server_message(response: Response, redact: Redact) -> str | None:
    """What the server says about an error, in at most 300 characters.

    The body of a success is never quoted: it may be a participant's data.
    """
    if response.status < 400 or not response.body.strip():
        return None
    if _looks_like_html(response):
        return _html_title(response.body, redact) or "an HTML page"
    text = response.body.decode("utf-8", "replace").strip()
    try:
        return _message_of(json.loads(text), redact)
    except (ValueError, RecursionError):
        return _shortened(text, redact)


def refusal(data: Any, redact: Redact, *, acknowledges: bool = False) -> str | None:
    """What the server says, if data that came with a success status is neither a record nor rows, but an error.

    That is an object without an id and without rows, which says ``"success": false`` or ``"status": "error"``, or has
    a filled `error`, `errors` or `message` and nothing else. (Fields of these names in a record are data.)

    Args:
        data: The decoded JSON.
        redact: Removes secrets.
        acknowledges: The operation answers with a message when it succeeded.
    """
    record = as_object(data)
    if record is None or any(record.get(key) for key in ID_KEYS):
        return None
    others = {key for key, value in record.items() if value not in (None, "", [], {}) and key not in _REFUSAL_KEYS}
    fails = record.get("success") is False or str(record.get("status")).lower() in ("error", "failed", "failure")
    names = ("error", "errors") if acknowledges else ("error", "errors", "error_message", "message")
    if fails or (not others and any(record.get(name) for name in names)):
        return _message_of(record, redact) or "it gave no reason"
    return None


ID_KEYS = ("id", "uuid", "rec_session_id")
_REFUSAL_KEYS = frozenset({*MESSAGE_KEYS, "code", "details", "meta", "status", "success", "type"})


def is_html_instead_of_file(response: Response) -> bool:
    """Whether a server sent a page for people instead of a file; a file that is HTML is sent as an attachment."""
    is_attachment = response.headers.get("content-disposition", "").lower().startswith("attachment")
    return response.status == 200 and _has_html_type(response) and not is_attachment


def _looks_like_html(response: Response) -> bool:
    start = response.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return _has_html_type(response) or start.startswith((b"<!doctype", b"<html"))


def _has_html_type(response: Response) -> bool:
    return "html" in response.headers.get("content-type", "").lower()


def _message_of(data: Any, redact: Redact) -> str | None:
    record = as_object(data)
    if record is not None:
        data = next((record[key] for key in MESSAGE_KEYS if record.get(key)), None)
    text = data if isinstance(data, str) else "" if data is None else json.dumps(data, ensure_ascii=False)
    return _shortened(text, redact)


def _html_title(body: bytes, redact: Redact) -> str | None:
    _, _, start = body[:MAX_READ].decode("utf-8", "replace").partition("<title")
    return _shortened(start.partition(">")[2].partition("</title")[0], redact)


def _position(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at character {error.pos} of {len(error.doc)}"
    return "it is not valid UTF-8"


def _shortened(text: str, redact: Redact) -> str | None:
    words = " ".join(redact(text[:MAX_READ]).split())
    return (words if len(words) <= MAX_MESSAGE else f"{words[: MAX_MESSAGE - 1]}…") or None
