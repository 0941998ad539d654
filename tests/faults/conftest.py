"""The promises that the fault tests check, and the table of them that ends a run.

The short form belongs to the test suite. LABCLIENTS_FAULTS=long tries far more, from a new seed each time; LABCLIENTS_SEED
repeats a run.
"""

from __future__ import annotations

import functools
import os
import random
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import trustme
from tests.sockets.conftest import Mode, _no_credentials, _quick, mode  # noqa: F401 - fixtures

from labclients import _transport
from labclients.labguru import uploads
from labclients.labvanced import client

LONG = os.environ.get("LABCLIENTS_FAULTS") == "long"
SEED = int(os.environ.get("LABCLIENTS_SEED") or (random.SystemRandom().randrange(10**6) if LONG else 13))

tried: Counter[str] = Counter()
broken: Counter[str] = Counter()


@contextmanager
def promise(sentence: str, cases: int = 1) -> Iterator[None]:
    """Count the block as cases of a promise; an error in it breaks the promise."""
    tried[sentence] += cases
    try:
        yield
    except BaseException:
        broken[sentence] += 1
        raise


class Certificates(NamedTuple):
    """An authority of our own: its file, and the server side of the certificates that it signed."""

    path: Path
    server: ssl.SSLContext
    authority: trustme.CA


def server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """The server side of TLS with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@functools.cache
def certificates(directory: Path) -> Certificates:
    """The authority, made once."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(directory / "authority.pem"))
    server = server_context(authority.issue_cert("127.0.0.1", "localhost"))
    return Certificates(directory / "authority.pem", server, authority)


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """The authority that clients trust by ``verify=``."""
    return certificates(tmp_path_factory.mktemp("tls"))


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bodies are written in small pieces, and uploads have several parts, so that faults come in the middle."""
    monkeypatch.setattr(_transport, "WRITE_SIZE", 4096)
    monkeypatch.setattr(_transport, "IDLE_SECONDS", 0.05)
    monkeypatch.setattr(client, "_IN_MEMORY", 4096)
    monkeypatch.setattr(uploads, "PART", 9_000_000)


def pytest_report_header() -> str:
    """The seed, to repeat the run."""
    return f"faults: {'long' if LONG else 'short'} form, LABCLIENTS_SEED={SEED}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table."""
    if not tried:
        return
    terminalreporter.section(f"faults, {'long' if LONG else 'short'} form, LABCLIENTS_SEED={SEED}")
    width = max(map(len, tried))
    terminalreporter.line(f"{'promise':{width}}{'cases tried':>14}{'broken':>9}")
    for sentence, cases in tried.items():
        terminalreporter.line(f"{sentence:{width}}{cases:>14,}{broken[sentence]:>9,}")
