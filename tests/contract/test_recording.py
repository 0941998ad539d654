"""The recorder: what it cleans, what it refuses, and that it says the same thing twice."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.contract.scenarios import SCENARIOS
from tools import record
from tools.record import CASSETTES, Cleaner
from vcr.request import Request

from labclients import sandbox
from labclients.sandbox import Box

CLEANER = Cleaner({"127.0.0.1:4711": "labguru.invalid"}, ("s3cr3t",))


@pytest.fixture
def box() -> Iterator[Box]:
    with sandbox.serve(experiments=12, stocks=12) as served:
        yield served


@pytest.fixture
def live(box: Box, monkeypatch: pytest.MonkeyPatch) -> Box:
    """A sandbox in the place of the real services."""
    for service, url in (("LABGURU", box.labguru_url), ("LABVANCED", box.labvanced_url)):
        monkeypatch.setenv(f"{service}_TOKEN", box.token)
        monkeypatch.setenv(f"{service}_BASE_URL", url)
    return box


def answer(body: bytes, **headers: str) -> dict[str, Any]:
    return {
        "status": {"code": 200, "message": "OK"},
        "headers": {name.replace("_", "-"): [value] for name, value in headers.items()},
        "body": {"string": body},
    }


# ---- cleaning


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("http://127.0.0.1:4711/api/v1/x?page=2&token=s3cr3t", "https://labguru.invalid/api/v1/x?page=2"),
        ("https://bucket.s3.example.com/a%20b?X-Amz-Signature=1", "https://elsewhere.invalid/a%20b"),
        ("/knowledge/experiments/1?section_id=3", "/knowledge/experiments/1?section_id=3"),
    ],
)
def test_addresses(url: str, clean: str) -> None:
    """Hosts get their names, tokens go, and links to elsewhere lose their query; cleaned twice, they stay the same."""
    assert CLEANER.url(url) == clean == CLEANER.url(clean)


def test_a_request_keeps_what_is_needed_to_match_it() -> None:
    """Of its headers two stay; what its body says in secret is hidden."""
    body = json.dumps({"login": "me@lab.org", "password": "x", "account_id": 12}).encode()
    headers = {"Authorization": "s3cr3t", "Content-Type": "application/json", "User-Agent": "labclients/9"}
    clean = CLEANER.request(Request("POST", "http://127.0.0.1:4711/api/v1/sessions", body, headers))
    assert json.loads(clean.body) == {"login": "hidden", "password": "hidden", "account_id": 12}
    assert dict(clean.headers) == {"content-type": "application/json"}


def test_an_upload_is_the_same_each_time() -> None:
    """The boundary of a multipart form, which is made anew for each request, gets one name."""
    made = [
        CLEANER.request(
            Request(
                "POST",
                "http://127.0.0.1:4711/api/v1/attachments",
                f"--{boundary}\r\n\r\n\x00\r\n--{boundary}--\r\n".encode(),
                {"Content-Type": f"multipart/form-data; boundary={boundary}"},
            )
        )
        for boundary in ("1f2e", "9a8b7c")
    ]
    assert made[0].body == made[1].body
    assert dict(made[0].headers) == dict(made[1].headers)


def test_an_answer_without_its_secrets() -> None:
    """Tokens, mail addresses, presigned links and cookies go; a refusal and everything else stay."""
    data = {
        "token": "abc",
        "url": "http://127.0.0.1:4711/",
        "member": {"name": "me@lab.org"},
        "annotated_url": "https://bucket.example.com/x.png?sig=1",
        "title": "the s3cr3t gel",
        "page": 1,
    }
    clean = CLEANER.response(answer(json.dumps(data).encode(), Set_Cookie="a=b", Content_Type="application/json"))
    assert json.loads(clean["body"]["string"]) == {
        "token": "hidden",
        "url": "https://labguru.invalid/",
        "member": {"name": "somebody@example.invalid"},
        "annotated_url": "https://elsewhere.invalid/x.png",
        "title": "the hidden gel",
        "page": 1,
    }
    assert clean["headers"] == {"content-type": ["application/json"]}
    assert CLEANER.response(clean) == clean
    refused = answer(b'{"token":"-1"}')
    assert CLEANER.response(refused)["body"] == refused["body"]


def test_archives_stay_as_they_are() -> None:
    """Not one byte of a ZIP changes, and it still opens after it went through a cassette."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sessions.csv", "a,b\n1,https://www.labvanced.com/x?token=1\n" * 100)
    assert CLEANER.response(answer(file.getvalue()))["body"]["string"] == file.getvalue()


def test_a_secret_that_was_overlooked_stops_the_recording(tmp_path: Path) -> None:
    """What the cleaning does not reach is found before anything is written."""
    persister = record.Persister(CLEANER, {})
    exchange = {"requests": [Request("GET", "https://labguru.invalid/s3cr3t", None, {})], "responses": [answer(b"")]}
    with pytest.raises(record.RecordError, match="secret"):
        persister.save_cassette(str(tmp_path / "one.yaml"), exchange, None)
    assert list(tmp_path.iterdir()) == []


# ---- recording


def test_two_recordings_are_the_same_bytes(tmp_path: Path) -> None:
    """Ports, threads, boundaries, tokens and clocks leave no trace."""
    names = ("experiments_by_pages", "attachment_there_and_back", "family_links", "family_samples")
    for scenario in (SCENARIOS[f"labguru_{name}"] for name in names):
        made = [tmp_path / name for name in ("first", "second")]
        for folder in made:
            folder.mkdir(exist_ok=True)
            record.against_sandbox(scenario, folder)
    assert list(made[0].iterdir())
    assert record.differences(*made) == []


def test_the_real_service_is_only_read(live: Box, tmp_path: Path) -> None:
    """Every scenario that may be played to a real service is, and all that reaches it is GET."""
    for service in ("labguru", "labvanced"):
        assert record.main(["--live", service, "--into", str(tmp_path)]) == 0
    assert {request.method for request in live.requests} == {"GET"}
    assert {file.stem for file in tmp_path.iterdir()} == {name for name, one in SCENARIOS.items() if one.reads}
    for file in tmp_path.iterdir():
        text = file.read_text(encoding="utf-8")
        assert live.token not in text
        assert yaml.safe_load(text)["recorded_against"]["service"] == "the real service"


def test_a_scenario_that_writes_cannot_be_declared_a_read(live: Box, tmp_path: Path) -> None:
    """The client refuses to write, whatever a scenario says of itself."""
    lying = SCENARIOS["labguru_experiment_from_birth_to_death"]._replace(reads=True)
    with pytest.raises(ValueError, match="read-only"):
        record.against_service(live.study)(lying, tmp_path)
    assert {request.method for request in live.requests} == {"GET"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--live", "labguru"], "--into"),
        (["--live", "labguru", "--into", str(CASSETTES)], "--into"),
        (["--live", "labguru", "--into", "x", "labguru_experiment_with_sections"], "writes"),
        (["--live", "labguru", "--into", "x", "labguru_family_tags"], "writes"),
        (["--live", "labvanced", "--into", "x", "labguru_nothing_there"], "not about labvanced"),
        (["labguru_nonsense"], "no scenario"),
    ],
)
def test_what_it_refuses(
    arguments: list[str], reason: str, live: Box, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Refusals are a sentence; nothing is asked, nothing is written."""
    assert record.main(arguments) == 1
    assert reason in capsys.readouterr().err
    assert live.requests == []


def test_no_token_no_live_recording(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a token in the environment the real service is left alone."""
    monkeypatch.delenv("LABGURU_TOKEN", raising=False)
    assert record.main(["--live", "labguru", "--into", "x"]) == 1
    assert "LABGURU_TOKEN" in capsys.readouterr().err
