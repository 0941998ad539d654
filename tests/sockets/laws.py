"""Words that the laws are written in."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.sockets.server import answer

from labclients import LabClientsError

EXPERIMENT = {"id": 7, "title": "PCR", "uuid": "u-7"}
GOOD = answer(json=EXPERIMENT)


def read(client: Any) -> Any:
    """A call that only reads."""
    return client.experiments.get(7)


def write(client: Any) -> Any:
    """A call that creates something."""
    return client.experiments.create(title="PCR", project_id=1, milestone_id=2)


def error_of(run: Callable[[], Any]) -> LabClientsError:
    """The error of ours that a run ends in."""
    try:
        run()
    except LabClientsError as error:
        return error
    raise AssertionError("no error was raised")


@contextmanager
def lasting(least: float, most: float) -> Iterator[None]:
    """The block takes so many seconds."""
    begin = time.monotonic()
    yield
    assert least <= time.monotonic() - begin < most


def everything_said(error: BaseException) -> str:
    """All that a person or a log could get to read of an error, its causes and contexts included."""
    told: list[str] = ["".join(traceback.format_exception(error))]
    chain: BaseException | None = error
    while chain is not None:
        told += [str(chain), repr(chain), repr(chain.args), repr(vars(chain))]
        told += [repr(getattr(chain, name, "")) for name in ("request", "_request", "response")]
        chain = chain.__cause__ or chain.__context__
    return "\n".join(told)
