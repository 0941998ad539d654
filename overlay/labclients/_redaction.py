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
        longest_first = sorted(self._secrets, key=len, reverse=True)
        spellings = ("".join(map(_character_pattern, text)) for text in longest_first)
        self._pattern = re.compile("|".join(spellings), re.IGNORECASE) if longest_first else None

    def with_url_secrets(self, url: Secret[str]) -> Redactor:
        """A copy that also removes the long values in a link's query: they sign it."""
        redactor = copy(self)
        for value in (Secret(value) for _, value in parse_qsl(urlsplit(url.reveal()).query) if len(value) >= 16):
            redactor.add(value)
        return redactor

    def redact(self, text: str) -> str:
        """The text without known secrets, and without the query and the credentials of any URL in it."""
        if self._pattern is not None:
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


def _character_pattern(character: str) -> str:
    """A pattern of the ways in which URLs, HTML, JSON and Ruby write one character of a secret."""
    number = ord(character)
    encoded = character.encode("utf-8", "surrogatepass")
    utf16 = character.encode("utf-16-be", "surrogatepass").hex()
    json = "".join(rf"\\u{utf16[at : at + 4]}" for at in range(0, len(utf16), 4))
    percent = "".join(f"%(?:25)?{byte:02x}" for byte in encoded)
    ruby = "".join(rf"\\x{byte:02x}" for byte in encoded)
    spellings = [re.escape(character), percent, json, ruby, f"&#0*{number};", f"&#x0*{number:x};"]
    if character == " ":
        spellings.append(r"\+")
    if not character.isalnum():
        spellings.append(rf"\\{re.escape(character)}")
    spellings += [re.escape(name) for name in _HTML_NAMES.get(character, ())]
    return f"(?:{'|'.join(spellings)})"


_HTML_NAMES = {"&": ["&amp;"], "<": ["&lt;"], ">": ["&gt;"], '"': ["&quot;"], "'": ["&apos;"]}


def hide(value: T | None) -> Secret[T] | None:
    """A Secret of an argument that may hold one; None stays None."""
    return None if value is None else Secret(value)
