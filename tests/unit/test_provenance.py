"""What a build says that it was made from."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import labclients

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("labvanced", "labguru")
HASH = re.compile(r"[0-9a-f]{64}")


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return labclients.provenance()


def sha256(*path: str) -> str:
    return hashlib.sha256(ROOT.joinpath("specs", *path).read_bytes()).hexdigest()


@pytest.mark.parametrize("service", SERVICES)
def test_it_names_the_committed_specification(made: dict[str, Any], service: str) -> None:
    """The hash is that of the file that is committed, so that anybody can look up what a build was made from."""
    assert made[service]["spec_sha256"] == sha256(f"{service}.yaml")


def test_it_names_what_labvanced_is_made_of(made: dict[str, Any]) -> None:
    """The vendor's file (or what stands in for it) and our patch are named by their hashes."""
    source = tomllib.loads((ROOT / "specs" / "labvanced" / "source.toml").read_text(encoding="utf-8"))
    named = {key: made["labvanced"][key] for key in ("upstream_sha256", "patch_sha256")}
    assert named == {"upstream_sha256": source["sha256"], "patch_sha256": sha256("labvanced", "patch.yaml")}


def test_it_names_the_generator_that_is_pinned(made: dict[str, Any]) -> None:
    """The generator and its version are those of pyproject.toml."""
    pinned = re.search(r'"(openapi-python-client)==([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert pinned
    assert {made[service]["generator"] for service in SERVICES} == {f"{pinned[1]} {pinned[2]}"}


def test_it_says_how_far_a_specification_can_be_trusted(made: dict[str, Any]) -> None:
    """Labvanced's state is that of its source; Labguru's specification is written by hand, and has no other source."""
    source = yaml.safe_load((ROOT / "specs" / "labvanced.yaml").read_text(encoding="utf-8"))["x-source"]
    assert (made["labvanced"]["state"], made["labvanced"]["upstream_url"]) == (source["state"], source["url"])
    assert set(made["labguru"]) == {"state", "spec_sha256", "generator"}
    assert made["labguru"]["state"] == "hand-written"


def test_it_goes_into_a_manifest_and_comes_back(made: dict[str, Any]) -> None:
    """It is small, and plain JSON."""
    text = json.dumps(made)
    assert json.loads(text) == made
    assert len(text) < 2000


def test_who_is_given_it_may_change_it(made: dict[str, Any]) -> None:
    """What one caller adds, the next one does not find."""
    labclients.provenance()["labguru"]["mine"] = "x"
    assert labclients.provenance() == made


def test_version_says_it_for_people(made: dict[str, Any]) -> None:
    """--version begins with the version, and names every hash, state and generator after it."""
    command = [sys.executable, "-m", "labclients", "--version"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert ended.stdout.splitlines()[0] == f"labclients {labclients.__version__}"
    assert max(map(len, ended.stdout.splitlines())) <= 100
    for service in SERVICES:
        assert [said for said in made[service].values() if said not in ended.stdout] == []
