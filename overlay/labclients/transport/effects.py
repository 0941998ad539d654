"""What a flow may ask for, and what it is told back.

A *flow* is a generator that decides and never acts: it yields an effect (send this, wait, do this blocking work, do
this alone, do these together), a driver performs it, and the result is sent back in. Every decision of labclients is
written once, as a flow; the thread driver and the asyncio driver (see `door`) are all that differs between sync and
async. httpx writes its own authentication the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import IO, Any, NamedTuple, Protocol, TypeAlias, TypeVar

from labclients.errors import LabClientsError

T = TypeVar("T")


class Sink(Protocol):
    """Where a streamed body goes. `restart` forgets what was written, for the next attempt."""

    def write(self, data: bytes, /) -> object: ...
    def restart(self) -> None: ...


class Piece(NamedTuple):
    """`size` bytes of an open file from `start` on, read while they are sent, and again for each attempt."""

    file: IO[bytes]
    start: int
    size: int

    def read(self) -> Iterator[bytes]:
        """The bytes, in chunks; fewer where the file has become shorter, which the door refuses to send."""
        for at in range(self.start, self.start + self.size, _CHUNK):
            self.file.seek(at)
            yield self.file.read(min(_CHUNK, self.start + self.size - at))


_CHUNK = 1 << 18


class Outgoing(NamedTuple):
    """One HTTP request, ready to be sent but for what only the driver adds."""

    method: str
    url: str
    params: Sequence[tuple[str, str]] = ()
    headers: Mapping[str, str] = {}
    content: bytes | Piece | None = None
    form: Sequence[tuple[str, Any]] | None = None


class Answer(NamedTuple):
    """What came back: header names in lower case; the body is empty when it went into a sink."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Send(NamedTuple):
    """Send a request. A body of a success status goes into the sink, if there is one.

    `timeout` bounds each wait for bytes, `until` (on the clock of `time.monotonic`) the whole exchange. Of a `file`,
    the bytes themselves do not say whether they are all: more than were announced mean that some are lost.
    """

    request: Outgoing
    timeout: float
    until: float
    sink: Sink | None = None
    file: bool = False


class Sleep(NamedTuple):
    """Wait."""

    seconds: float


class Work(NamedTuple):
    """Blocking work on this machine (a file, a callable of the user's); asyncio does it in a thread.

    A thread cannot be cancelled, and Ctrl-C comes at any moment: what it gave when the flow is no longer there to take
    it is for `undo`, which may come although the flow has tidied up itself.
    """

    function: Callable[[], Any]
    undo: Callable[[Any], object] | None = None


class Aside(NamedTuple):
    """Work of a flow that has nothing more to send: where flows run Together, its turn is over and another begins."""

    function: Callable[[], Any]


class Alone(NamedTuple):
    """Run a flow while no other flow of this client runs one under Alone."""

    flow: Callable[[], Flow[Any]]


class Together(NamedTuple):
    """Run flows, so many at once; their results, in order. A few more may be Aside, at their last work.

    When one raises, no other one begins; those under way come to their end, and the error is raised. When the whole
    is given up (Ctrl-C, a cancelled task, a closed client), those under way are, too, and nothing else that the
    client does.
    """

    flows: Sequence[Flow[Any]]
    at_once: int


Effect: TypeAlias = Send | Sleep | Work | Aside | Alone | Together
Flow: TypeAlias = Generator[Effect, Any, T]


class Fault(Exception):
    """No whole answer arrived. `sent` is False only when the server cannot have seen the request."""

    def __init__(self, kind: type[LabClientsError], text: str, *, sent: bool, final: bool = False) -> None:
        super().__init__(text)
        self.kind = kind
        self.text = text
        self.sent = sent
        self.final = final  # nothing would be different the next time
