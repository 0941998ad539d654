"""Record exchanges for tests/contract: ``python -m tools.record [--check] [scenario ...]``.

Plays the scenarios of tests/contract/scenarios.py against the sandbox, and keeps what was said in
tests/contract/cassettes, one file per scenario. ``--check`` compares instead; two recordings are the same bytes.

``--live labguru|labvanced --into FOLDER`` plays them against the real service instead, with LABGURU_TOKEN or
LABVANCED_TOKEN (and LABGURU_BASE_URL, LABVANCED_BASE_URL): only scenarios that read, with a client that refuses to
write. Secrets are cut out of what is kept, names and texts of the lab are not: so FOLDER is never the committed one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import yaml
from tests.contract.scenarios import SCENARIOS, STUDY, Scenario, World
from vcr import VCR
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request
from vcr.serialize import serialize

from labclients import __version__
from tools.paths import ROOT

CASSETTES = ROOT / "tests" / "contract" / "cassettes"
HOSTS = {"labguru": "labguru.invalid", "labvanced": "labvanced.invalid"}
ELSEWHERE = "elsewhere.invalid"  # whatever host an answer leads to: a storage, a page on the web
HIDDEN = "hidden"
BOUNDARY = "labclients-boundary"
SENT = ("accept", "content-type")
ANSWERED = ("content-type", "location", "retry-after", "x-request-id")
SECRET_KEYS = ("token", "login", "password", "email", "api_key", "apikey")
_URL = re.compile(r"https?://[^\s\"'<>\\]+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


class RecordError(Exception):
    """Nothing was recorded, for the reason given."""


class Cleaner:
    """Takes out of an exchange what is secret, and what differs from one recording to the next.

    vcrpy cleans what it reads back from a cassette, too, so cleaning twice is cleaning once.

    Args:
        hosts: Which name stands for which ``host:port``.
        secrets: Texts that must not be kept.
    """

    def __init__(self, hosts: Mapping[str, str] | None = None, secrets: tuple[str, ...] = ()) -> None:
        self._hosts = dict(hosts or {})
        self._secrets = secrets

    def request(self, request: Request) -> Request:
        request.uri = self.url(request.uri)
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = request.body or b""
        if found := re.search(r"boundary=\"?([^\";]+)", headers.get("content-type", "")):
            headers["content-type"] = headers["content-type"].replace(found[1], BOUNDARY)
            body = body.replace(found[1].encode(), BOUNDARY.encode())
        request.headers = {name: headers[name] for name in SENT if name in headers}
        request.body = self.body(body) or None
        return request

    def response(self, response: dict[str, Any]) -> dict[str, Any]:
        headers = {name.lower(): values for name, values in response["headers"].items()}
        kept = {name: headers[name] for name in ANSWERED if name in headers}
        if "location" in kept:
            kept["location"] = [self.url(one) for one in kept["location"]]
        return {**response, "headers": kept, "body": {"string": self.body(response["body"]["string"])}}

    def url(self, url: str) -> str:
        """The same place under another name: without a token, and without the query of a link that leads elsewhere."""
        parts = urlsplit(url)
        if not parts.netloc:
            return url
        host = self._hosts.get(parts.netloc, parts.netloc if parts.netloc.endswith(".invalid") else ELSEWHERE)
        pairs = parse_qsl(parts.query, keep_blank_values=True) if host != ELSEWHERE else []
        query = urlencode([pair for pair in pairs if pair[0] not in SECRET_KEYS])
        return urlunsplit(("https", host, parts.path, query, ""))

    def body(self, body: bytes) -> bytes:
        """Text without secrets; bytes that are no text (archives, images) as they are."""
        try:
            text = body.decode()
        except UnicodeDecodeError:
            return body
        try:
            data = json.loads(text)
        except ValueError:
            return self.text(text).encode()
        clean = self.value(data)
        return body if clean == data else json.dumps(clean, ensure_ascii=False, separators=(",", ":")).encode()

    def value(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self.value(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.value(inner) for inner in value]
        if not isinstance(value, str):
            return value
        if key.lower() in SECRET_KEYS and value not in ("", "-1"):  # -1 is a refusal, and no token
            return HIDDEN
        return self.text(value)

    def text(self, text: str) -> str:
        text = _EMAIL.sub("somebody@example.invalid", _URL.sub(lambda found: self.url(found[0]), text))
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text

    def leaks(self, text: str) -> bool:
        return any(secret in text for secret in self._secrets)


def config(cleaner: Cleaner) -> dict[str, Any]:
    """How vcrpy records, and replays."""
    return {
        "match_on": ("method", "path", "query"),
        "before_record_request": cleaner.request,
        "before_record_response": cleaner.response,
        "decode_compressed_response": True,
    }


class Persister:
    """Writes a cassette that says what it was recorded against, in an order that does not depend on threads."""

    def __init__(self, cleaner: Cleaner, origin: Mapping[str, str]) -> None:
        self._cleaner = cleaner
        self._origin = origin

    def load_cassette(self, path: str, serializer: Any) -> Any:
        raise CassetteNotFoundError  # a recording begins with nothing

    def save_cassette(self, path: str, cassette: dict[str, Any], serializer: Any) -> None:
        said = in_order(list(zip(cassette["requests"], cassette["responses"], strict=True)))
        text = serialize({"requests": [one[0] for one in said], "responses": [one[1] for one in said]}, self)
        if self._cleaner.leaks(text):
            raise RecordError(f"{Path(path).stem} would hold a secret: nothing was kept")
        Path(path).write_text(text, encoding="utf-8", newline="\n")

    def serialize(self, data: dict[str, Any]) -> str:
        # In pure Python: libyaml breaks lines elsewhere.
        whole = {"recorded_against": dict(self._origin), **data}
        return yaml.dump(whole, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True)


def in_order(exchanges: list[tuple[Request, Any]]) -> list[tuple[Request, Any]]:
    """Reads that stand between two writes may overtake each other (pages are fetched ahead): sort them by address."""
    runs = groupby(exchanges, key=lambda exchange: exchange[0].method == "GET")
    return [
        exchange
        for reads, run in runs
        for exchange in (sorted(run, key=lambda exchange: exchange[0].uri) if reads else run)
    ]


def origin(service: str, against: str) -> dict[str, str]:
    """What is written into a cassette about where it comes from."""
    spec = (ROOT / "specs" / f"{service}.yaml").read_bytes()
    return {"service": against, "spec": f"specs/{service}.yaml", "sha256": hashlib.sha256(spec).hexdigest()}


@contextmanager
def recording(path: Path, cleaner: Cleaner, about: Mapping[str, str]) -> Iterator[None]:
    """Keep every exchange of the block in one file, unless it fails."""
    recorder = VCR(record_mode="all", **config(cleaner))
    recorder.register_persister(Persister(cleaner, about))
    with recorder.use_cassette(str(path), record_on_exception=False):
        yield


def finish(play: Awaitable[None]) -> None:
    """Run a scenario that has a direct client, and so never waits."""
    try:
        play.__await__().send(None)  # type: ignore[attr-defined]
    except StopIteration:
        return
    raise AssertionError("a scenario waited")


def against_sandbox(scenario: Scenario, folder: Path) -> None:
    """Record one scenario against a sandbox of its own, small and always the same."""
    from labclients import sandbox

    with sandbox.serve(experiments=scenario.size, stocks=scenario.size) as box, tempfile.TemporaryDirectory() as files:
        urls = {"labguru": box.labguru_url, "labvanced": box.labvanced_url}
        hosts = {urlsplit(url).netloc: HOSTS[service] for service, url in urls.items()}
        cleaner = Cleaner(hosts, (box.token, box.login))
        about = origin(scenario.service, f"sandbox of labclients {__version__}")
        if scenario.before:
            scenario.before(box)
        with (
            recording(folder / f"{scenario.name}.yaml", cleaner, about),
            scenario.connect(
                awaited=False,
                base_url=urls[scenario.service],
                token=box.token,
                login=box.login,
                password=box.password,
            ) as client,
        ):
            finish(scenario.play(client, World(Path(files), box.study)))


def against_service(study: int) -> Callable[[Scenario, Path], None]:
    """How to record one scenario that reads against its real service."""

    def record(scenario: Scenario, folder: Path) -> None:
        token, base_url = credentials(scenario.service)
        cleaner = Cleaner({urlsplit(base_url).netloc: HOSTS[scenario.service]}, (token,))
        about = origin(scenario.service, "the real service")
        with (
            tempfile.TemporaryDirectory() as files,
            recording(folder / f"{scenario.name}.yaml", cleaner, about),
            scenario.connect(awaited=False, base_url=base_url, token=token, login="", password="") as client,
        ):
            finish(scenario.play(client, World(Path(files), study)))

    return record


def credentials(service: str) -> tuple[str, str]:
    """Token and address of a real service, from the environment.

    Raises:
        RecordError: There is no token.
    """
    name = service.upper()
    token = os.environ.get(f"{name}_TOKEN", "").strip()
    if not token:
        raise RecordError(f"set {name}_TOKEN to record against the real service")
    document = json.loads((ROOT / "generated" / f"{service}_api" / "openapi.json").read_bytes())
    return token, os.environ.get(f"{name}_BASE_URL", "").strip() or document["servers"][0]["url"]


def chosen(names: list[str], live: str | None) -> list[Scenario]:
    """The scenarios named, or all; for a real service those of it that only read.

    Raises:
        RecordError: There is no such scenario, or a real service must not be asked it.
    """
    allowed = {name: one for name, one in SCENARIOS.items() if not live or (one.service == live and one.reads)}
    for name in names:
        if name not in allowed:
            reason = f"writes, logs in, or is not about {live}" if name in SCENARIOS else "is no scenario"
            raise RecordError(f"{name} {reason}")
    return [allowed[name] for name in names] or list(allowed.values())


def differences(made: Path, kept: Path) -> list[str]:
    """Names of files that are not the same in two folders."""
    names = {file.name for folder in (made, kept) for file in folder.glob("*.yaml")}
    return sorted(name for name in names if _bytes(made / name) != _bytes(kept / name))


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def run(arguments: argparse.Namespace) -> int:
    if arguments.live and (arguments.into is None or arguments.into.resolve().is_relative_to(ROOT / "tests")):
        raise RecordError("--live needs --into, a folder outside tests: what a lab wrote is not ours to publish")
    scenarios = chosen(arguments.scenarios, arguments.live)
    if arguments.live:
        credentials(arguments.live)
    record = against_service(arguments.study) if arguments.live else against_sandbox
    into = arguments.into or CASSETTES
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        for scenario in scenarios:
            record(scenario, made)
        changed = differences(made, into)
        if arguments.scenarios or arguments.live:
            changed = [name for name in changed if (made / name).exists()]
        print("\n".join(changed) or "nothing has changed")
        if arguments.check:
            return bool(changed)
        into.mkdir(parents=True, exist_ok=True)
        for name in changed:
            content = _bytes(made / name)
            (into / name).unlink() if content is None else (into / name).write_bytes(content)
    return 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.record", description="Record exchanges for tests/contract.")
    parser.add_argument("scenarios", nargs="*", help="names of scenarios; all unless told")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    parser.add_argument("--live", choices=sorted(HOSTS), help="record against this real service; reads only")
    parser.add_argument("--into", type=Path, help="folder for the cassettes; tests/contract/cassettes unless told")
    parser.add_argument("--study", type=int, default=STUDY, help="a study of yours, for --live labvanced")
    try:
        return run(parser.parse_args(arguments))
    except RecordError as error:
        print(f"record: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
