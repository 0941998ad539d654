"""Requests and answers, free of any server; and the ways in which Rails reads what a request holds."""

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
    """What goes back."""

    status: int
    body: bytes = b""
    media: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    value: object = None  # what the body says, where it is JSON

    @classmethod
    def of(cls, status: int, value: object, headers: Mapping[str, str] | None = None) -> Answer:
        """An answer of JSON."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(status, body, "application/json; charset=utf-8", headers or {}, value)


class Refusal(Exception):
    """A request is turned down; it carries the answer."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__(status, body)
        self.answer = Answer.of(status, body)


def read_body(media: str, body: bytes) -> dict[str, Any]:
    """The parameters in a body: JSON, form or multipart, nested as Rails nests them.

    Raises:
        Refusal: it is none of these, or broken.
    """
    kind = media.partition(";")[0].strip().lower()
    if not body:
        return {}
    if kind == "application/x-www-form-urlencoded":
        return nest(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    if kind == "multipart/form-data":
        return nest(read_multipart(media, body))
    if kind != "application/json":
        raise Refusal(415, {"error": f"The body is {kind or 'of no named type'}, and neither JSON nor a form."})
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
        held = target.get(head)
        target[head] = [*held, value] if isinstance(held, list) else [value]
    else:
        inner = target.get(head)
        if not isinstance(inner, dict):
            inner = target[head] = {}
        _put(cast("dict[str, Any]", inner), rest, value)


def read_multipart(media: str, body: bytes) -> list[tuple[str, str | File]]:
    """The parts of a multipart form, byte for byte.

    A part ends at a line that is the delimiter, and nowhere else: bytes that look like one inside of a line are
    content. That is why the body is searched for, and not split into lines.
    """
    found = re.search(r'boundary="?([^";,]+)"?', media)
    if not found:
        raise Refusal(400, {"error": "The multipart body has no boundary."})
    delimiter = b"\r\n--" + found[1].encode()
    parts: list[tuple[str, str | File]] = []
    pieces = re.split(re.escape(delimiter) + rb"(?=--|[ \t]*\r\n)", b"\r\n" + body)
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            break
        head, _, content = piece.partition(b"\r\n\r\n")
        parts.append(_part(head.decode("utf-8", "replace"), content))
    return parts


def _part(head: str, content: bytes) -> tuple[str, str | File]:
    name = re.search(r'\bname="((?:[^"\\]|\\.)*)"', head)
    filename = re.search(r'\bfilename="((?:[^"\\]|\\.)*)"', head)
    kind = re.search(r"(?im)^content-type:\s*([^\r\n]+)", head)
    if not name:
        raise Refusal(400, {"error": "A part of the multipart body has no name."})
    key = _unquoted(name[1])
    if not filename:
        return key, content.decode("utf-8", "replace")
    return key, File(_unquoted(filename[1]), kind[1].strip() if kind else "application/octet-stream", content)


def _unquoted(text: str) -> str:
    """Names in a disposition: HTML forms percent-encode quotes and line breaks, mail escapes them."""
    text = re.sub(r"\\(.)", r"\1", text)
    return text.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
