"""What an answer says: its JSON, or the error that it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from labclients.shapes import as_object
from labclients.transport.effects import Answer

#: Keys under which the services put their own words, in the order in which they are to be believed.
MESSAGE_KEYS = ("message", "error_message", "error", "errors", "msg", "text")

#: Takes secrets out of a text: before it is cut to its length, or half a secret would stay.
Hide = Callable[[str], str]


class Unreadable(Exception):
    """The answer is not what was asked for; the text says what it is instead, `said` why, in the server's words."""

    def __init__(self, text: str, said: str | None = None) -> None:
        super().__init__(text)
        self.said = said


def decode(answer: Answer, hide: Hide) -> Any:
    """The JSON of an answer; None for an empty one.

    Raises:
        Unreadable: It is an HTML page, no JSON, or says ``"success": false`` (Labvanced's own routes answer so, with
            status 200; see its player.js).
    """
    if not answer.body.strip():
        return None
    if looks_like_html(answer):
        raise Unreadable(f"an HTML page came instead of JSON{_title(answer.body, hide)}")
    try:
        data = json.loads(answer.body)
    except RecursionError:
        raise Unreadable("the JSON that came is nested too deeply") from None
    except ValueError as error:  # UnicodeDecodeError is one, too
        raise Unreadable(f"what came is no JSON ({_where(error)})") from None
    found = as_object(data)
    if found is not None and found.get("success") is False:
        said = _words(found, hide)
        raise Unreadable(f"the server answered that it did not succeed: {said or 'it gave no reason'}", said)
    return data


def server_message(answer: Answer, hide: Hide) -> str | None:
    """What the server itself said about an error, in at most 300 characters. What comes with a success is no such
    thing: it may be a participant's data."""
    if answer.status < 400 or not answer.body.strip():
        return None
    if looks_like_html(answer):
        return _title(answer.body, hide).strip(" ()'") or "an HTML page"
    text = answer.body[:100_000].decode("utf-8", "replace").strip()
    try:
        return _words(json.loads(text), hide)
    except (ValueError, RecursionError):
        return _short(text, hide)


def looks_like_html(answer: Answer) -> bool:
    """Whether a browser would show this: by its type, or by how it begins."""
    head = answer.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return _is_html(answer) or head.startswith((b"<!doctype", b"<html"))


def is_page(answer: Answer) -> bool:
    """Whether a page for people came where a file was to come; a file that is HTML is sent as an attachment."""
    attached = answer.headers.get("content-disposition", "").lower().startswith("attachment")
    return answer.status == 200 and _is_html(answer) and not attached


def _is_html(answer: Answer) -> bool:
    return "html" in answer.headers.get("content-type", "").lower()


def _words(data: Any, hide: Hide) -> str | None:
    found = as_object(data)
    if found is not None:
        data = next((found[key] for key in MESSAGE_KEYS if found.get(key)), None)
    said = data if isinstance(data, str) else "" if data is None else json.dumps(data, ensure_ascii=False)
    return _short(said, hide)


def _title(body: bytes, hide: Hide) -> str:
    found = re.search(rb"<title[^>]*>(.*?)</title>", body[:20_000], re.IGNORECASE | re.DOTALL)
    return f" ({_short(found[1].decode('utf-8', 'replace'), hide)!r})" if found else ""


def _where(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at character {error.pos} of {len(error.doc)}"
    return "its characters are broken"


def _short(text: str, hide: Hide) -> str | None:
    words = " ".join(hide(text).split())
    return (words if len(words) <= 300 else words[:299] + "…") or None
