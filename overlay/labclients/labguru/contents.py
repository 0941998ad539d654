"""Whole experiments, many of them: each with what its elements hold, or with the error that it is."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from labclients._client import ApiClient, build
from labclients._modes import Async, Bound, Mode, Sync
from labclients.errors import LabClientsError, UnexpectedResponse, UsageError
from labclients.labguru.elements import listed
from labguru_api import api
from labguru_api import models as m

if TYPE_CHECKING:
    from concurrent.futures import Future

    from labclients.labguru.records import Element, Experiment, Section

PREFETCH = 4  # experiments

# An experiment of a listing has come already and need not be asked for.
Asked: TypeAlias = "int | m.Experiment"


class ExperimentContents(NamedTuple):
    """One experiment with the data of all its elements, or the error that kept them away."""

    id: int
    experiment: Experiment | None
    """None where it could not be had."""
    elements: list[Element]
    """All of them, with their data; none where they could not be had."""
    error: LabClientsError | None
    """A 500 is no rarity with old experiments."""

    @property
    def sections(self) -> list[Section]:
        """The sections, their elements with the data."""
        from labclients.labguru.records import Section

        whole = {element.id: element for element in self.elements}
        found: list[Section] = []
        for section in self.experiment.sections if self.experiment else ():
            elements = [whole.get(short.id, short).to_dict() for short in section.elements or []]
            found.append(Section({**section.to_dict(), "elements": elements}))
        return found

    @property
    def unreadable(self) -> dict[int, UnexpectedResponse]:
        """Elements whose ``value`` cannot be read, by their id, and why."""
        found: dict[int, UnexpectedResponse] = {}
        for element in self.elements:
            try:
                element.value  # noqa: B018 - it reads
            except UnexpectedResponse as error:
                found[element.id] = error
        return found


class Contents(Bound[Mode]):
    """Whole experiments in the order asked for, four at a time; ids are taken as they are needed."""

    def __init__(self, client: ApiClient, asked: Iterable[Asked] | AsyncIterable[Asked]) -> None:
        super().__init__(client)
        self._asked = asked

    def __iter__(self: Contents[Sync]) -> Iterator[ExperimentContents]:
        if self._client.is_async or not isinstance(self._asked, Iterable):
            raise TypeError("read the contents of an async client with `async for`, and give ids that fit")
        return self._read(iter(self._asked))

    def __aiter__(self: Contents[Async]) -> AsyncIterator[ExperimentContents]:
        if not self._client.is_async:
            raise TypeError("these come from a sync client: read them with a plain `for`")
        asked = self._asked
        return self._read_async(_Awaited(iter(asked)) if isinstance(asked, Iterable) else aiter(asked))

    def _read(self, asked: Iterator[Asked]) -> Iterator[ExperimentContents]:
        waiting: deque[Future[ExperimentContents]] = deque()
        width = 1  # who wants only the first experiment pays for no other
        with self._client.background() as background:
            while True:
                waiting.extend(background.submit(self._one, one) for one in islice(asked, width - len(waiting)))
                if not waiting:
                    return
                yield background.result(waiting.popleft())
                width = PREFETCH

    async def _read_async(self, asked: AsyncIterator[Asked]) -> AsyncIterator[ExperimentContents]:
        waiting: deque[Future[ExperimentContents]] = deque()
        width = 1
        with self._client.background() as background:
            while True:
                waiting.extend(background.submit(self._one, one) for one in await _some(asked, width - len(waiting)))
                if not waiting:
                    return
                yield await self._client.run_in_thread(lambda: background.result(waiting.popleft()))
                width = PREFETCH

    def _one(self, asked: Asked) -> ExperimentContents:
        from labclients.labguru.records import Experiment

        id = asked.id if isinstance(asked, m.Experiment) else asked
        experiment = Experiment(asked.to_dict()) if isinstance(asked, m.Experiment) else None
        elements: list[Element] = []
        error = None
        try:
            if experiment is None:
                experiment = self._client.record(build(api.experiments.get.request, id), Experiment)
            elements = [element for section in experiment.sections for element in section.elements or []]
            if not elements or not all("data" in element for element in elements):  # whole in some versions' answers
                elements = []
                elements = listed(self._client.json(build(api.experiments.elements.request, id)))
        except LabClientsError as caught:
            # All that is asked here is asked with GET; an error of a POST is the login's, and ends every other one.
            if isinstance(caught, UsageError) or caught.method == "POST":
                raise
            error = caught
        return ExperimentContents(id, experiment, elements, error)


class _Awaited(AsyncIterator[Asked]):
    """A plain iterator, to be awaited."""

    def __init__(self, asked: Iterator[Asked]) -> None:
        self._asked = asked

    async def __anext__(self) -> Asked:
        for one in self._asked:
            return one
        raise StopAsyncIteration


async def _some(asked: AsyncIterator[Asked], count: int) -> list[Asked]:
    """The next ones, so many if there are. No generator: asyncio would finish it later than it should."""
    found: list[Asked] = []
    while len(found) < count:
        try:
            found.append(await anext(asked))
        except StopAsyncIteration:
            break
    return found
