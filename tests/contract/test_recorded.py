"""What was recorded is replayed to both clients, with no network at all; and what was recorded holds no secret."""

from __future__ import annotations

import asyncio
import base64
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from tests.contract.scenarios import SCENARIOS, Scenario, World
from tests.ways import DOCUMENT, OPERATIONS
from tools.record import ANSWERED, CASSETTES, ELSEWHERE, HOSTS, SENT, Cleaner, config, finish
from vcr.cassette import Cassette

from labclients import sandbox
from labclients.sandbox.document import Document

pytestmark = pytest.mark.block_network

FILES = sorted(CASSETTES.glob("*.yaml"))
NAMES = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
PLAYED = pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.name)


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    return str(CASSETTES)


@pytest.fixture
def default_cassette_name(scenario: Scenario) -> str:
    return scenario.name


@pytest.fixture
def vcr_config() -> dict[str, Any]:
    return {**config(Cleaner()), "record_mode": "none"}


def client(scenario: Scenario, *, awaited: bool) -> Any:
    url = f"https://{HOSTS[scenario.service]}"
    return scenario.connect(awaited=awaited, base_url=url, token="any", login="me@lab.invalid", password="any")


@PLAYED
@pytest.mark.vcr
def test_replayed_directly(scenario: Scenario, vcr: Cassette, tmp_path: Path) -> None:
    """The client asks for what was recorded, all of it and once each, and the scenario holds."""
    with client(scenario, awaited=False) as connected:
        finish(scenario.play(connected, World(tmp_path)))
    assert vcr.all_played


@PLAYED
@pytest.mark.vcr
def test_replayed_awaited(scenario: Scenario, vcr: Cassette, tmp_path: Path) -> None:
    """The async client asks for the very same."""

    async def play() -> None:
        async with client(scenario, awaited=True) as connected:
            await scenario.play(connected, World(tmp_path))

    asyncio.run(play())
    assert vcr.all_played


# ---- the cassettes


@pytest.fixture(scope="module")
def credentials() -> tuple[str, ...]:
    with sandbox.serve(experiments=1, stocks=1) as box:
        return box.token, box.login


@cache
def cassette(file: Path) -> dict[str, Any]:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def exchanges(file: Path) -> list[dict[str, Any]]:
    return cassette(file)["interactions"]


def texts(file: Path) -> str:
    """All that a cassette holds, with its binary bodies read as text, too."""
    text = file.read_text(encoding="utf-8")
    blocks = re.findall(r"!!binary \|\n((?: +[A-Za-z0-9+/=]+\n)+)", text)
    return "\n".join([text, *(base64.b64decode(block).decode("latin-1") for block in blocks)])


def test_every_scenario_has_its_cassette() -> None:
    """A scenario without a cassette would not be replayed, a cassette without a scenario says nothing."""
    assert {file.stem for file in FILES} == SCENARIOS.keys()


#: Families that can only delete, and nothing tells of their records: what is recorded is how that is refused.
REFUSED = {(family, "write") for family in ("forms", "recipes", "signature_flows", "zebrafishes")}


def test_every_family_is_read_and_written() -> None:
    """Of each family of Labguru a read and a write are recorded, as far as it has them, and have succeeded."""
    routes, tried, done = Document(DOCUMENT), set(), set()
    for file in FILES:
        for exchange in exchanges(file) if SCENARIOS[file.stem].service == "labguru" else ():
            method, uri = exchange["request"]["method"], exchange["request"]["uri"]
            operation = routes.route(method, urlsplit(uri).path)[0]
            if operation is None:
                assert urlsplit(uri).netloc == ELSEWHERE
                continue
            found = OPERATIONS[operation.name]
            tried.add(one := (found.family, found.body["x-effect"]))
            if exchange["response"]["status"]["code"] < 400:
                done.add(one)
    assert tried == {(one.family, one.body["x-effect"]) for one in OPERATIONS.values()}
    assert tried - done == REFUSED


def test_they_are_small() -> None:
    """A recording is there to be replayed and read, not to be complete."""
    sizes = [file.stat().st_size for file in FILES]
    assert max(sizes) < 50_000
    assert sum(sizes) < 1_000_000


@NAMES
def test_it_says_what_it_was_recorded_against(file: Path) -> None:
    """Nobody takes a recording of the sandbox for one of the real service."""
    service = SCENARIOS[file.stem].service
    about = cassette(file)["recorded_against"]
    assert about["service"].startswith("sandbox of labclients ")
    assert about["spec"] == f"specs/{service}.yaml"
    assert re.fullmatch("[0-9a-f]{64}", about["sha256"])


@NAMES
def test_it_holds_no_secret(file: Path, credentials: tuple[str, ...]) -> None:
    """No token, no login, no password, no cookie, in whatever part."""
    text = texts(file)
    for secret in credentials:
        assert secret not in text
    for secret in ("token=", "signature=", "Authorization", "Set-Cookie", "@labclients"):
        assert secret.lower() not in text.lower()
    for key, value in re.findall(r'"(token|login|password)": ?"([^"]*)"', text):
        assert value in ("hidden", "-1"), key


@NAMES
def test_it_names_no_real_host(file: Path) -> None:
    """Every address in it, in links as in requests, ends in .invalid."""
    hosts = re.findall(r"https?://([^/\s\"'<>?]+)", texts(file))
    assert hosts
    assert {host for host in hosts if not host.endswith(".invalid")} == set()


@NAMES
def test_it_keeps_few_headers(file: Path) -> None:
    """Of headers only those are kept that are known to be harmless."""
    for exchange in exchanges(file):
        assert exchange["request"]["headers"].keys() <= set(SENT)
        assert exchange["response"]["headers"].keys() <= set(ANSWERED)
        assert not any("?" in place for place in exchange["response"]["headers"].get("location", ()))
