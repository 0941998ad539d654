"""Requests and answers without a server, and how Rails reads queries, JSON, forms and multipart bodies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast
from urllib.parse import parse_qsl


class Seen(NamedTuple):
    """A request as it arrived. ``path`` is percent-encoded; names of ``headers`` are in lower case."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes
    service: str
    operation: str | None = None


class File(NamedTuple):
    """A part of a multipart form that has a file name."""

    filename: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; `value` is its JSON before it was encoded."""

    status: int
    body: bytes = b""
    media: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    value: object = None

    @classmethod
    def of(cls, status: int, value: object, headers: Mapping[str, str] | None = None) -> Answer:
        """An answer of JSON."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(status, body, "application/json; charset=utf-8", headers or {}, value)


class Refusal(Exception):
    """Refuses a request; carries the answer."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__(status, body)
        self.answer = Answer.of(status, body)


def media_type(content_type: str) -> str:
    """The media type of a Content-Type header, without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def read_body(content_type: str, body: bytes) -> dict[str, Any]:
    """The parameters in a body: JSON, form or multipart, nested as Rails nests them.

    Raises:
        Refusal: It is none of these, or broken.
    """
    media = media_type(content_type)
    if not body:
        return {}
    if media == "application/x-www-form-urlencoded":
        return nest(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    if media == "multipart/form-data":
        return nest(read_multipart(content_type, body))
    if media != "application/json":
        raise Refusal(415, {"error": f"The body is {media or 'of no named type'}, and neither JSON nor a form."})
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise Refusal(400, {"error": "The body is no JSON object."})
    return cast("dict[str, Any]", value)


def nest(pairs: Iterable[tuple[str, object]]) -> dict[str, Any]:
    """``a[b][0][c]=1`` as ``{"a": {"b": {"0": {"c": "1"}}}}``; ``a[]=1`` as ``{"a": ["1"]}``, as Rails does."""
    nested: dict[str, Any] = {}
    for name, value in pairs:
        steps = [name.partition("[")[0], *re.findall(r"\[([^\]]*)\]", name)]
        _put(nested, steps, value)
    return nested


def _put(target: dict[str, Any], steps: list[str], value: object) -> None:
    head, *rest = steps
    if not rest:
        target[head] = value
    elif rest == [""]:
        values = target.get(head)
        target[head] = [*values, value] if isinstance(values, list) else [value]
    else:
        inner = target.get(head)
        if not isinstance(inner, dict):
            inner = target[head] = {}
        _put(cast("dict[str, Any]", inner), rest, value)


def read_multipart(content_type: str, body: bytes) -> list[tuple[str, str | File]]:
    """The parts of a multipart form, byte for byte.

    A part ends at a line that is the delimiter. Bytes that look like one inside of a line are content, so the body is
    searched for it, and not split into lines.
    """
    boundary = re.search(r'boundary="?([^";,]+)"?', content_type)
    if not boundary:
        raise Refusal(400, {"error": "The multipart body has no boundary."})
    delimiter = re.escape(b"\r\n--" + boundary[1].encode()) + rb"(?=--|[ \t]*\r\n)"
    parts: list[tuple[str, str | File]] = []
    for part in re.split(delimiter, b"\r\n" + body)[1:]:
        if part.startswith(b"--"):
            break
        head, _, content = part.partition(b"\r\n\r\n")
        parts.append(_read_part(head.decode("utf-8", "replace"), content))
    return parts


def _read_part(head: str, content: bytes) -> tuple[str, str | File]:
    name = re.search(r'\bname="((?:[^"\\]|\\.)*)"', head)
    filename = re.search(r'\bfilename="((?:[^"\\]|\\.)*)"', head)
    media = re.search(r"(?im)^content-type:\s*([^\r\n]+)", head)
    if not name:
        raise Refusal(400, {"error": "A part of the multipart body has no name."})
    if not filename:
        return _unquote(name[1]), content.decode("utf-8", "replace")
    file = File(_unquote(filename[1]), media[1].strip() if media else "application/octet-stream", content)
    return _unquote(name[1]), file


def _unquote(text: str) -> str:
    """A name in a Content-Disposition: HTML forms percent-encode quotes and line breaks, mail escapes them."""
    text = re.sub(r"\\(.)", r"\1", text)
    return text.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
