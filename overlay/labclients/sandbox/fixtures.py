"""Fixtures for a user's tests: ``pytest_plugins = ["labclients.sandbox.fixtures"]``.

Every test gets a sandbox of its own. The first one takes the time to make the data, the others start in a few
hundredths of a second.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from labclients import Labguru, Labvanced
from labclients.sandbox import Box, serve

__all__ = ["labclients_sandbox", "labguru", "labvanced"]


@pytest.fixture
def labclients_sandbox() -> Iterator[Box]:
    """A running sandbox, with fresh data."""
    with serve() as box:
        yield box


@pytest.fixture
def labguru(labclients_sandbox: Box) -> Iterator[Labguru]:
    """A client of the sandboxed Labguru."""
    with Labguru(token=labclients_sandbox.token, base_url=labclients_sandbox.labguru_url) as client:
        yield client


@pytest.fixture
def labvanced(labclients_sandbox: Box) -> Iterator[Labvanced]:
    """A client of the sandboxed Labvanced."""
    with Labvanced(token=labclients_sandbox.token, base_url=labclients_sandbox.labvanced_url) as client:
        yield client
