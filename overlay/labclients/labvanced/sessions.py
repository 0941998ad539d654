"""Reads the list of a study's sessions: all of its pages, where a response announces more than one.

Labvanced is not known to cut the list into pages, and nobody outside has seen a response.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from labclients._client import ApiClient, RequestLike, raw_request
from labclients._cursor import extract_rows
from labclients._environment import origin_of
from labclients._json import as_object
from labclients._retries import RequestRunner
from labclients.errors import IncompleteListing

__all__ = ["session_rows"]

MAX_PAGES = 10_000
_NEXT = frozenset({"next", "nexturl", "nextlink", "nextpageurl", "nexthref"})
_MORE = frozenset({"hasmore", "more", "hasnext", "hasnextpage", "nextpage", "nextcursor", "nexttoken", "cursor"})
_TOTALS = frozenset({"total", "totalcount", "itemcount", "totalitems", "totalresults", "count"})
_PAGES = frozenset({"pagecount", "totalpages", "pages", "lastpage"})


def session_rows(client: ApiClient, request: RequestLike) -> list[Any]:
    """The rows of a study's list, from all pages that the server announces.

    Raises:
        IncompleteListing: The server announces more rows than it sent, and not where they are.
    """
    rows: list[Any] = []
    runner = client.runner(request)
    for _ in range(MAX_PAGES):
        data = runner.data()
        rows += extract_rows(data).rows
        following = _next_path(data, runner)
        if following is None:
            reason = _why_more(data, runner, len(rows))
            if reason:
                text = f"the server sent {len(rows)} sessions and announces more ({reason}), but not at which address"
                raise runner.error(IncompleteListing, text)
            return rows
        runner = client.runner(raw_request(client.base_url, "GET", following, None, None))
    raise runner.error(IncompleteListing, f"the list of sessions has more than {MAX_PAGES} pages")


def _next_path(data: Any, runner: RequestRunner) -> str | None:
    """The address of the next page, if the response has one on this server."""
    links = re.findall(r"<([^>]*)>[^,]*?;\s*rel=\"?next\"?", _headers(runner).get("link", ""))
    links += [value for name, value in _envelope(data) if name in _NEXT and isinstance(value, str) and "/" in value]
    for link in links:
        url = str(urljoin(runner.request.url, link))
        if origin_of(url) == runner.request.origin:
            return url
    return None


def _why_more(data: Any, runner: RequestRunner, count: int) -> str:
    """What in a response says that it has not all rows; empty if nothing does."""
    headers = _headers(runner)
    totals = [("X-Total-Count", headers.get("x-total-count")), ("Content-Range", _range_total(headers))]
    for name, value in _envelope(data):
        if name in _TOTALS:
            totals.append((name, value))
        elif name in _PAGES and (_whole_number(value) or 0) > 1:
            return f"{name}: {value}"
        elif name in _NEXT | _MORE and value not in (None, False, "", 0, "false"):
            return name
    for name, value in totals:
        if (_whole_number(value) or 0) > count:
            return f"{name}: {value}"
    incomplete = runner.response is not None and runner.response.status == 206 and _range_total(headers) is None
    return "status 206" if incomplete else ""


def _envelope(data: Any) -> Iterator[tuple[str, Any]]:
    """What a response says beside its rows: names without case and separators, and values."""
    for name, value in (as_object(data) or {}).items():
        yield re.sub(r"[^a-z]", "", name.lower()), value
        for inner, inner_value in (as_object(value) or {}).items():
            yield re.sub(r"[^a-z]", "", inner.lower()), inner_value


def _headers(runner: RequestRunner) -> Mapping[str, str]:
    return runner.response.headers if runner.response else {}


def _range_total(headers: Mapping[str, str]) -> str | None:
    return headers.get("content-range", "").rpartition("/")[2] or None


def _whole_number(value: Any) -> int | None:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdecimal() else None
