"""Fixtures for a user's tests: ``pytest_plugins = ["labclients.sandbox.fixtures"]``.

Every test gets a sandbox of its own, so that none sees what another created; a sandbox starts in a few hundredths of a
second, once the first one has made the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from labclients.sandbox import Box, serve

if TYPE_CHECKING:
    from labclients import Labguru, Labvanced

__all__ = ["labclients_sandbox", "labguru", "labvanced"]


@pytest.fixture
def labclients_sandbox() -> Iterator[Box]:
    """A running sandbox, with fresh data."""
    with serve() as box:
        yield box


@pytest.fixture
def labguru(labclients_sandbox: Box) -> Iterator[Labguru]:
    """A client of the sandboxed Labguru."""
    from labclients import Labguru

    with Labguru(token=labclients_sandbox.token, base_url=labclients_sandbox.labguru_url) as client:
        yield client


@pytest.fixture
def labvanced(labclients_sandbox: Box) -> Iterator[Labvanced]:
    """A client of the sandboxed Labvanced."""
    from labclients import Labvanced

    with Labvanced(token=labclients_sandbox.token, base_url=labclients_sandbox.labvanced_url) as client:
        yield client
