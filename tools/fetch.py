"""Fetch Labvanced's own OpenAPI file into specs/labvanced/: `python -m tools.fetch`.

One download, looked at before anything is written: what is not the file (a login page, a redirect, half a file) changes
nothing and is said in a sentence. LABVANCED_SPEC_URL names another place to fetch from.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import httpx  # noqa: TID251  the door is for the two services; this fetches one public file

from tools.paths import ROOT

URL = "https://www.labvanced.com/labvanced-openapi.json"
FOLDER = ROOT / "specs" / "labvanced"
TIMEOUT = httpx.Timeout(30, connect=10)
WHOLE = 120.0  # seconds; a server that drips never meets the timeout of a single read
LIMIT = 20 * 1024 * 1024
EXCERPT = 80


class FetchError(Exception):
    """What came instead of the file, in one sentence."""


def fetch(url: str = URL, folder: Path = FOLDER) -> str:
    """Replace upstream.json and source.toml by what the server has; returns what happened, in one sentence."""
    content, etag = download(url)
    version = inspect(content)
    sha256 = hashlib.sha256(content).hexdigest()
    if _is_current(folder, sha256):
        return f"unchanged: {bare(url)} still has the file of {folder.name}/source.toml"
    source = toml(
        state="fetched",
        url=bare(url),
        sha256=sha256,
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        version=version,
        etag=etag,
    )
    # In this order: a build refuses bytes that source.toml does not describe, should we be stopped between the two.
    replace(folder / "upstream.json", content)
    replace(folder / "source.toml", source)
    return f"fetched {bare(url)}: {len(content)} bytes, version {version or 'unknown'}"


def download(url: str) -> tuple[bytes, str]:
    """The body of a 200, and its ETag. Redirects are not followed: they lead to a login, or to another host."""
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    started = time.monotonic()
    try:
        with httpx.stream("GET", url, headers=headers, timeout=TIMEOUT, follow_redirects=False) as answer:
            content = bytearray()
            for chunk in answer.iter_bytes():
                content += chunk
                if len(content) > LIMIT:
                    raise FetchError(f"{_came(answer)}, of more than {LIMIT} bytes")
                if time.monotonic() - started > WHOLE:
                    raise FetchError(f"{_came(answer)}, not complete after {WHOLE:.0f} seconds")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        # The class says enough; the text of an InvalidURL may hold the URL with its credentials.
        raise FetchError(f"no answer that could be read from {bare(url)}: {type(error).__name__}") from None
    if answer.status_code != 200 or "html" in _kind(answer):
        raise FetchError(f"{_came(answer)}{_told(answer, bytes(content))}")
    return bytes(content), answer.headers.get("etag", "")


def inspect(content: bytes) -> str:
    """The `info.version` of an OpenAPI 3 document with paths; FetchError when it is none."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise FetchError(f"{len(content)} bytes came that are not JSON, or only a part of it") from None
    if not isinstance(document, dict) or not str(document.get("openapi", "")).startswith("3."):
        raise FetchError("JSON came that is no OpenAPI 3 document")
    if not isinstance(document.get("paths"), dict) or not document["paths"]:
        raise FetchError("an OpenAPI document without paths came")
    info = document.get("info")
    return str(info.get("version", "")) if isinstance(info, dict) else ""


def replace(file: Path, content: bytes) -> None:
    """Put a whole file in place of another, or leave the other as it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with open(handle, "wb") as temporary:
            temporary.write(content)
        os.chmod(name, 0o644)  # mkstemp's own is for the owner only
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def toml(**table: str) -> bytes:
    """A flat table of texts; what is empty is left out. JSON's escapes are TOML's, but for DEL."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in table.items() if value]
    text = "# Written by `nox -s fetch`.\n" + "".join(lines).replace("\x7f", "\\u007F")
    return text.encode("utf-8", "replace")


def bare(url: str) -> str:
    """A URL without what may be a secret: credentials, query and fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an unreadable URL"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _is_current(folder: Path, sha256: str) -> bool:
    """Whether these bytes were fetched before; then nothing is written, and a nightly run has nothing to propose."""
    try:
        source = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
        kept = hashlib.sha256((folder / "upstream.json").read_bytes()).hexdigest()
    except (OSError, ValueError):
        return False
    return source.get("state") == "fetched" and source.get("sha256") == sha256 == kept


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


def main() -> int:
    try:
        print(fetch(os.environ.get("LABVANCED_SPEC_URL") or URL))
    except FetchError as error:
        print(f"fetch: nothing was changed: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"fetch: {FOLDER} could not be written: {error.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
