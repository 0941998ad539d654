"""Keeps secrets out of messages, logs and tracebacks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from copy import copy
from typing import Generic, TypeVar
from urllib.parse import parse_qsl, urlsplit, urlunsplit

T = TypeVar("T")

REDACTED = "[hidden]"


class Secret(Generic[T]):
    """Holds a value that no traceback may show: its repr hides it, `reveal` returns it.

    Sentry, rich, IPython and ``pytest -l`` print the local variables of each frame, so no frame of ours keeps a token
    or a password in a variable: it keeps a Secret, and reveals it within one expression.
    """

    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value = value

    def reveal(self) -> T:
        """The value itself."""
        return self._value

    def __repr__(self) -> str:
        return REDACTED


class Redactor:
    """Removes the secrets of one client from texts."""

    def __init__(self) -> None:
        self._secrets: frozenset[str] = frozenset()
        self._pattern: re.Pattern[str] | None = None

    def add(self, secret: Secret[str]) -> None:
        """Remember a secret; it is found in each spelling in which a server could echo it."""
        self._secrets |= {secret.reveal()} - {""}
        self._pattern = None

    def with_url_secrets(self, url: Secret[str]) -> Redactor:
        """A copy that also removes the long values in a link's query: they sign it."""
        redactor = copy(self)
        for value in (Secret(value) for _, value in parse_qsl(urlsplit(url.reveal()).query) if len(value) >= 16):
            redactor.add(value)
        return redactor

    def redact(self, text: str) -> str:
        """The text without known secrets, and without the query and the credentials of any URL in it."""
        if self._secrets:
            if self._pattern is None:  # made when first needed, since that takes longer than a call
                longest_first = sorted(self._secrets, key=len, reverse=True)
                self._pattern = re.compile("|".join(map(_secret_pattern, longest_first)), re.IGNORECASE)
            text = self._pattern.sub(REDACTED, text)
        return _URL.sub(_redacted_url, text)

    def url(self, url: str, params: Sequence[tuple[str, str]], shown: Collection[str]) -> str:
        """A URL for people: of the query, only values of parameters that the specification declares are shown."""
        parts = urlsplit(url)
        plain = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
        query = "&".join(f"{key}={value if key.partition('[')[0] in shown else REDACTED}" for key, value in params)
        return self.redact(plain) + (f"?{self.redact(query)}" if query else "")


# Ends at the first blank or quote, whatever stands in between: so a long text of URLs takes linear time.
_URL = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)


def _redacted_url(match: re.Match[str]) -> str:
    """A URL without its query, which signs presigned links, and without a password."""
    url, question_mark, _ = match[0].partition("?")
    scheme, _, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    if "@" in authority:
        authority = f"{REDACTED}@{authority.rpartition('@')[2]}"
    return f"{scheme}://{authority}{slash}{path}" + (f"?{REDACTED}" if question_mark else "")


# What stands before an escaped character when a text was escaped more than once; bounded, so that time stays linear.
_BACKSLASHES = r"\\{1,7}"
_AMPERSAND = r"\\{0,7}&(?:amp;){0,2}"
_PERCENT = "%(?:25){0,2}"
_HTML_NAMES = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}
_LETTERS = {"\n": "n", "\t": "t", "\r": "r", "\b": "b", "\f": "f", "\v": "v", "\a": "a", "\x1b": "e", "\0": "0"}


def _secret_pattern(secret: str) -> str:
    """A pattern of the ways in which a text may spell a secret."""
    parts: list[str] = []
    backslashes = _BACKSLASHES
    for unit in re.findall(r"\\+|[^\\]", secret):
        spellings = _spellings(unit[0], backslashes)
        if unit[0] == "\\":  # in a row they are one unit, each perhaps doubled; it takes those of what follows, too
            plain, *encoded = spellings
            spellings = [f"(?:{'|'.join(encoded)}){{{len(unit)}}}", rf"{plain}{{{len(unit)},{8 * len(unit) + 7}}}+"]
        backslashes = r"\\{0,7}" if unit[0] == "\\" else _BACKSLASHES
        parts.append(f"(?:{'|'.join(spellings)})")
    return "".join(parts)


def _spellings(character: str, backslashes: str) -> list[str]:
    """Patterns of the ways in which URLs, HTML, JSON and Ruby write a character, the plain one first."""
    number, plain = ord(character), re.escape(character)
    encoded = character.encode("utf-8", "surrogatepass")
    utf16 = character.encode("utf-16-be", "surrogatepass").hex()
    spellings = [
        plain,
        "".join(f"{_PERCENT}{byte:02x}" for byte in encoded),
        "".join(f"{backslashes}u{utf16[at : at + 4]}" for at in range(0, len(utf16), 4)),
        "".join(f"{backslashes}x{byte:02x}" for byte in encoded),
        rf"{backslashes}u\{{0*{number:x}\}}",
        f"{_AMPERSAND}#0*{number};",
        f"{_AMPERSAND}#x0*{number:x};",
    ]
    if character == " ":
        spellings.append(r"\+")
    if not character.isalnum() and character != "\\":
        spellings.append(f"{backslashes}{plain}")
    if character in _LETTERS:
        spellings.append(f"{backslashes}{_LETTERS[character]}")
    if character in _HTML_NAMES:
        spellings.append(f"{_AMPERSAND}{_HTML_NAMES[character]};")
    return spellings


def hide(value: T | None) -> Secret[T] | None:
    """A Secret of an argument that may hold one; None stays None."""
    return None if value is None else Secret(value)
