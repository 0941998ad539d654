"""Nothing secret in what people read."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from copy import copy
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit, urlunsplit

HIDDEN = "[hidden]"


class Secrets:
    """The secrets one client knows, and how they are kept out of every text."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._any: re.Pattern[str] | None = None

    def add(self, secret: str) -> None:
        """Remember a secret in each form in which a server could echo it."""
        from html import escape  # takes longer to import than all of this module

        quoted = {quote(secret, safe=""), quote_plus(secret), escape(secret)}
        quoted |= {json.dumps(secret, ensure_ascii=ascii)[1:-1] for ascii in (True, False)}
        known = (self._known | quoted | {secret}) - {""}
        longest_first = sorted(known, key=len, reverse=True)
        self._any = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if known else None
        self._known = known

    def of_link(self, url: str) -> Secrets:
        """These, and what a link is signed with: a storage's complaint shows it."""
        more = copy(self)
        for _, value in parse_qsl(urlsplit(url).query):
            if len(value) >= 16:
                more.add(value)
        return more

    def hide(self, text: str) -> str:
        """The text without any known secret, in whatever case, and without the query of any URL in it."""
        if self._any is not None:
            text = self._any.sub(HIDDEN, text)
        return _URL_QUERY.sub(rf"\1?{HIDDEN}", text)

    def url(self, url: str, params: Sequence[tuple[str, str]], shown: Collection[str]) -> str:
        """A URL for people: of the query, only values of parameters that the specification declares are shown."""
        parts = urlsplit(url)
        plain = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
        query = "&".join(f"{key}={value if key.partition('[')[0] in shown else HIDDEN}" for key, value in params)
        return self.hide(plain) + (f"?{self.hide(query)}" if query else "")


# Presigned links carry their secret in the query.
_URL_QUERY = re.compile(r"(https?://[^\s\"'<>?]+)\?[^\s\"'<>]+", re.IGNORECASE)
