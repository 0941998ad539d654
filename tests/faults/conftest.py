"""Fixtures of the fault tests, and the table of promises that ends a run.

The short form belongs to the test suite. LABCLIENTS_FAULTS=long tries far more, from a new seed each time;
LABCLIENTS_SEED repeats a run.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
import trustme
from tests.faults.calls import LARGE, Certificates, server_context
from tests.faults.checks import LONG, SEED, broken, figures, tried
from tests.sockets.conftest import Mode, _no_credentials, _quick, mode  # noqa: F401 - fixtures

from labclients import _transport
from labclients.labguru import attachments
from labclients.labvanced import client


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """The authority that clients trust by ``verify=``."""
    authority, path = trustme.CA(), tmp_path_factory.mktemp("tls") / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return Certificates(path, authority, server_context(authority.issue_cert("127.0.0.1", "localhost")))


@pytest.fixture(scope="session", autouse=True)
def _fast_collection() -> Iterator[None]:
    """The garbage collector does not look at what was there before the tests."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bodies are written in small pieces, and uploads have several parts, so that faults come in the middle."""
    monkeypatch.setattr(_transport, "WRITE_SIZE", 4096)
    monkeypatch.setattr(_transport, "WATCH_SECONDS", 0.01)
    monkeypatch.setattr(client, "_IN_MEMORY", 4096)
    monkeypatch.setattr(attachments, "PART", len(LARGE))


def pytest_report_header() -> str:
    """The seed, to repeat the run."""
    return f"faults: {'long' if LONG else 'short'} form, LABCLIENTS_SEED={SEED}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table."""
    if not tried:
        return
    terminalreporter.section(f"faults, {'long' if LONG else 'short'} form, LABCLIENTS_SEED={SEED}")
    width = max(map(len, [*tried, *figures]))
    terminalreporter.line(f"{'promise':{width}}{'cases tried':>14}{'broken':>9}")
    for sentence, cases in tried.items():
        terminalreporter.line(f"{sentence:{width}}{cases:>14,}{broken[sentence]:>9,}")
    for name, figure in figures.items():
        terminalreporter.line(f"{name:{width}}{figure:>23}")
