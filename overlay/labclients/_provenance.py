"""What this build was made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import labguru_api
import labvanced_api
from labclients._version import __version__


def provenance() -> dict[str, Any]:
    """What this build was made from, to be kept beside the data that it fetches: plain JSON, all of it text.

    ``labclients`` is our version. ``labvanced`` and ``labguru`` each say of their specification:

    - ``state``: ``fetched`` (the vendor's own file), ``transcribed`` (from its documentation) or ``hand-written``;
    - ``spec_sha256``: of the built specification, which the client was generated from;
    - ``generator``: what generated it, and its version;
    - where the vendor's file is the source: ``upstream_url``, ``upstream_sha256``, and ``patch_sha256`` of our
      corrections to it.
    """
    services = {"labvanced": labvanced_api, "labguru": labguru_api}
    return {"labclients": __version__} | {name: _read(str(package.__file__)) for name, package in services.items()}


def _read(package: str) -> dict[str, str]:
    made: dict[str, str] = json.loads(Path(package).with_name("provenance.json").read_bytes())
    return made
