"""Fetch the vendors' own OpenAPI files: `python -m tools.fetch [labvanced] [labguru]` (labvanced unless told).

Labvanced's file goes into specs/labvanced/, where our spec is built from it. Labguru's go into the user's cache,
outside the repository: our spec of Labguru is written by hand, and they are there to compare it with.

A file is looked at before anything is written: what is none (a login page, a redirect, half a file) changes nothing
and is said in a sentence. LABVANCED_SPEC_URL and LABGURU_SPEC_URL name other places, the latter one or several with
spaces between.
"""

from __future__ import annotations

import datetime
import os
import re
import sys
import time
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx  # noqa: TID251  the door is for the two services; this fetches public files

from tools import upstream
from tools.paths import ROOT

URLS = {
    "labvanced": "https://www.labvanced.com/labvanced-openapi.json",
    "labguru": "https://my.labguru.com/api-docs/v1/swagger.yaml https://my.labguru.com/api-docs/v2/swagger.yaml",
}
FOLDER = ROOT / "specs" / "labvanced"
TIMEOUT = httpx.Timeout(30, connect=10)
WHOLE = 180.0  # seconds for all the tries of one file; a server that drips never meets the time-out of a single read
TRIES = 3
PAUSE = 2.0  # seconds before the second try, and twice as much before the third
PATIENCE = 60.0  # seconds; a server that asks us to wait longer is left alone
LIMIT = 20 * 1024 * 1024
EXCERPT = 80


class FetchError(Exception):
    """What came instead of the file, in one sentence without a secret."""


class Got(NamedTuple):
    """A vendor's file, as it was just now."""

    url: str  # without what may be a secret
    content: bytes
    etag: str  # or nothing
    document: dict[str, Any]
    version: str  # `info.version`, or nothing


def sources(service: str) -> list[str]:
    """Where a service's files are, credentials included if the user gave any."""
    named = os.environ.get(f"{service.upper()}_SPEC_URL", "").strip() or URLS[service]
    return named.split() if service == "labguru" else [named]


def got(url: str) -> Got:
    """Download one file and read it; FetchError when there is none. Nothing is written."""
    content, etag = download(url)
    try:
        document = upstream.parse(content)
    except upstream.UpstreamError as error:
        raise FetchError(f"{bare(url)}: {error}") from None
    return Got(bare(url), content, etag, document, upstream.version(document))


def fetch(url: str, folder: Path) -> str:
    """Replace what is kept of Labvanced by what the server has; returns what happened, in one sentence."""
    new = got(url)
    if upstream.is_current(folder, new.content):
        return f"unchanged: {new.url} still has the file of {folder.name}/source.toml"
    upstream.keep(folder, new.content, **_about(new))
    return f"fetched {new.url} as {upstream.name(new.content)}: {_told_of(new)}"


def fetch_to_compare(urls: list[str], folder: Path) -> list[str]:
    """Put the vendor's files into a folder, all of them or none, each with what is known of it beside it."""
    found = [got(url) for url in urls]
    for new in found:
        file = folder / re.sub(r"[^A-Za-z0-9.]+", "-", new.url.partition("://")[2]).strip("-.")
        upstream.replace(file, new.content)
        upstream.replace(file.with_name(f"{file.name}.toml"), upstream.toml(**_about(new)))
    return [f"fetched {new.url} into {folder}: {_told_of(new)}" for new in found]


def _about(new: Got) -> dict[str, str]:
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    return {"url": new.url, "date": date, "version": new.version, "etag": new.etag}


def _told_of(new: Got) -> str:
    return f"{len(new.content)} bytes, version {new.version or 'unknown'}"


def cache() -> Path:
    """The folder for files of the vendors that are no part of the repository: XDG_CACHE_HOME, or the platform's own."""
    chosen, local = os.environ.get("XDG_CACHE_HOME", ""), os.environ.get("LOCALAPPDATA", "")
    if os.path.isabs(chosen):  # the XDG specification has any other ignored
        return Path(chosen) / "labclients"
    if sys.platform == "win32" and local:
        return Path(local) / "labclients" / "Cache"
    home = Path.home()
    return (home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache") / "labclients"


# One download ---------------------------------------------------------------------------------------------------------


class Again(Exception):
    """A try that failed and may be repeated: what came, and how long the server asks us to wait (seconds)."""

    def __init__(self, came: str, wait: float = 0.0) -> None:
        super().__init__(came)
        self.wait = wait


def download(url: str) -> tuple[bytes, str]:
    """The body of a 200, and its ETag, after as many tries as are decent."""
    deadline = time.monotonic() + WHOLE
    for attempt in range(1, TRIES + 1):
        try:
            return _try(url, deadline)
        except Again as failed:
            pause = max(PAUSE * attempt, failed.wait)
            if attempt == TRIES or pause > min(PATIENCE, deadline - time.monotonic()):
                times = f" ({attempt} tries)" if attempt > 1 else ""
                raise FetchError(f"{failed}{times}") from None
        time.sleep(pause)
    raise AssertionError("the last try answers or raises")


def _try(url: str, deadline: float) -> tuple[bytes, str]:
    """One try. Redirects are not followed: they lead to a login, or to another host."""
    headers = {"Accept": "application/json, application/yaml;q=0.9, */*;q=0.1", "Accept-Encoding": "identity"}
    try:
        with httpx.stream("GET", url, headers=headers, timeout=TIMEOUT, follow_redirects=False) as answer:
            content = _body(answer, deadline)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        # The class says enough; the text of an InvalidURL may hold the URL with its credentials.
        came = f"no answer that could be read from {bare(url)}: {type(error).__name__}"
        passing = isinstance(error, httpx.TransportError) and not isinstance(error, httpx.UnsupportedProtocol)
        raise (Again if passing else FetchError)(came) from None
    if answer.status_code == 429 or answer.status_code >= 500:
        raise Again(_came(answer), _asked(answer.headers.get("retry-after", "")))
    if answer.status_code != 200 or "html" in _kind(answer):
        raise FetchError(f"{_came(answer)}{_told(answer, content)}")
    if (
        not {"content-length", "transfer-encoding"} & answer.headers.keys()
        and upstream.name(content) != "upstream.json"
    ):
        raise FetchError(f"{_came(answer)}, without its length: nobody could tell half a file from a whole one")
    return content, answer.headers.get("etag", "")


def _body(answer: httpx.Response, deadline: float) -> bytes:
    content = bytearray()
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) > LIMIT:
            raise FetchError(f"{_came(answer)}, of more than {LIMIT} bytes")
        if time.monotonic() > deadline:
            raise FetchError(f"{_came(answer)}, not complete after {WHOLE:.0f} seconds")
    return bytes(content)


def _asked(retry_after: str) -> float:
    """Seconds to wait by a Retry-After, in seconds or as a date; 0 when it says nothing that can be read."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        then = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    return max(0.0, (then.astimezone(datetime.UTC) - datetime.datetime.now(datetime.UTC)).total_seconds())


# What is said ---------------------------------------------------------------------------------------------------------


def bare(url: str) -> str:
    """A URL without what may be a secret: credentials, query and fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an unreadable URL"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _kind(answer: httpx.Response) -> str:
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def _came(answer: httpx.Response) -> str:
    return f"{bare(str(answer.url))} answered {answer.status_code} with {_kind(answer) or 'no content type'}"


def _told(answer: httpx.Response, content: bytes) -> str:
    """Where a redirect leads, or how a page begins; other bodies may hold anything and are not shown."""
    if answer.has_redirect_location:
        # The host only: a link to sign in may carry its secret in the path.
        host = re.match(r"(?:https?:)?//(?:[^/?#]*@)?([^/?#]*)", answer.headers["location"], re.IGNORECASE)
        return f", a redirect to {host[1] if host else 'the same host'}, which is not followed"
    if "html" in _kind(answer):
        begin = " ".join(content[: 4 * EXCERPT].decode("utf-8", "replace").split())
        return f", a page that begins {''.join(filter(str.isprintable, begin))[:EXCERPT]!r}"
    return ""


# The command ----------------------------------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    if set(arguments) - URLS.keys():
        print("usage: python -m tools.fetch [labvanced] [labguru]", file=sys.stderr)
        return 2
    return max([_run(service) for service in arguments or ["labvanced"]])


def _run(service: str) -> int:
    try:
        for said in _fetched(service):
            print(said)
    except FetchError as error:
        print(f"fetch: nothing was changed: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"fetch: {error.filename or 'a file'} could not be written: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _fetched(service: str) -> list[str]:
    if service == "labguru":
        return fetch_to_compare(sources(service), cache() / service)
    return [fetch(url, FOLDER) for url in sources(service)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
