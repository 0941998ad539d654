"""Experiments and protocols: their sections, their elements, and whole experiments at once."""

from __future__ import annotations

import builtins
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from concurrent.futures import Future
from typing import NamedTuple, TypeAlias

from labclients._json import as_list, as_object
from labclients.errors import LabClientsError, UnexpectedResponse, UsageError
from labclients.labguru.elements import Element
from labclients.labguru.resource import LabguruClient
from labguru_api import api
from labguru_api import models as m
from labguru_api.resources import experiments as generated
from labguru_api.resources.protocols import AsyncProtocols as AsyncProtocols
from labguru_api.resources.protocols import Protocols as GeneratedProtocols
from labguru_api.types import Field, Record

PREFETCH = 4  # experiments

# An experiment of a listing has come already, and its id need not be sent again.
ExperimentOrId: TypeAlias = "int | m.Experiment"


class Section(m.Section):
    """A section of an experiment, protocol, document or report."""

    __slots__ = ()

    elements: Field[list[Element]] = Field("elements", items=lambda: Element)  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]
    """In short form, without data; protocols give the data too."""


class Sectioned(Record):
    """A record that has sections."""

    __slots__ = ()

    @property
    def sections(self) -> list[Section]:
        """Its sections. Labguru wraps them where one experiment or protocol is asked for, not in lists nor in projects
        and folders; here they are alike."""
        parts = (as_object(part) or {} for part in as_list(self._data.get("experiment_procedures")) or [])
        sections = (as_object(part.get("experiment_procedure", part)) for part in parts)
        return [Section(section) for section in sections if section]


class Experiment(Sectioned, m.Experiment):
    """An experiment."""

    __slots__ = ()


class Protocol(Sectioned, m.Protocol):
    """A protocol; the elements of its sections come with their data."""

    __slots__ = ()


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
        whole = {element.id: element for element in self.elements}
        sections: list[Section] = []
        for section in self.experiment.sections if self.experiment else ():
            elements = [whole.get(short.id, short).to_dict() for short in section.elements or []]
            sections.append(Section({**section.to_dict(), "elements": elements}))
        return sections

    @property
    def unreadable(self) -> dict[int, UnexpectedResponse]:
        """Elements whose ``value`` cannot be read, by their id, and why."""
        errors: dict[int, UnexpectedResponse] = {}
        for element in self.elements:
            try:
                element.value  # noqa: B018 - it reads
            except UnexpectedResponse as error:
                errors[element.id] = error
        return errors


class Experiments(generated.Experiments[Experiment]):
    """Experiments."""

    _record = Experiment

    def __init__(self, client: LabguruClient) -> None:
        super().__init__(client)
        self._background = client.background

    def elements(self, id: int, *, element_type: str | None = None, name: str | None = None) -> builtins.list[Element]:
        """List the elements of an experiment, with their data.

        Args:
            id: Id of the experiment.
            element_type: Only elements of this type, such as ``samples``.
            name: Only elements of this name.

        Raises:
            NotFound: There is no such experiment.
        """
        return self._client.records(api.experiments.elements, Element, id, element_type=element_type, name=name)

    def contents(self, ids: Iterable[ExperimentOrId]) -> Iterator[ExperimentContents]:
        """Whole experiments: each with its sections and the data of its elements, or with its error, in order.

        An experiment costs two requests, one if it came from a listing; four are under way at once. What one of them
        cannot give (a 500, which old experiments are known for, or a 404) is its ``error``, and the others go on.

        Args:
            ids: Ids of experiments, or experiments of a listing, taken as they are needed.

        Iterating raises:
            UsageError: There is no such id, or the client is closed.
            LabClientsError: The login failed.
        """
        waiting: deque[Future[ExperimentContents]] = deque()
        width = 1  # a reader who wants only the first experiment pays for no other
        with self._background() as background:
            for experiment in ids:
                waiting.append(background.submit(self._content, experiment))
                if len(waiting) >= width:
                    yield background.result(waiting.popleft())
                    width = PREFETCH
            while waiting:
                yield background.result(waiting.popleft())

    def _content(self, experiment: ExperimentOrId) -> ExperimentContents:
        """One whole experiment, or its error."""
        if isinstance(experiment, m.Experiment):
            id, whole = experiment.id, Experiment(experiment.to_dict())
        else:
            id, whole = experiment, None
        elements: list[Element] = []
        error = None
        try:
            whole = whole or self.get(id)
            elements = [element for section in whole.sections for element in section.elements or []]
            if not elements or not all("data" in element for element in elements):  # whole in some versions' responses
                elements = []
                elements = self.elements(id)
        except LabClientsError as caught:
            # All of this is sent with GET; an error of a POST is the login's, and ends every other one.
            if isinstance(caught, UsageError) or caught.method == "POST":
                raise
            error = caught
        return ExperimentContents(id, whole, elements, error)


class AsyncExperiments(generated.AsyncExperiments[Experiment]):
    """Experiments."""

    def __init__(self, sync: Experiments) -> None:
        super().__init__(sync)
        self._experiments = sync

    async def elements(
        self, id: int, *, element_type: str | None = None, name: str | None = None
    ) -> builtins.list[Element]:
        """List the elements of an experiment, with their data; see `Experiments.elements`."""
        return await self._client.run_in_thread(self._experiments.elements, id, element_type=element_type, name=name)

    async def contents(
        self, ids: Iterable[ExperimentOrId] | AsyncIterable[ExperimentOrId]
    ) -> AsyncIterator[ExperimentContents]:
        """Whole experiments, each with its sections and the data of its elements; see `Experiments.contents`."""
        waiting: deque[Future[ExperimentContents]] = deque()
        width = 1
        with self._experiments._background() as background:
            async for experiment in ids if isinstance(ids, AsyncIterable) else _Awaited(iter(ids)):
                waiting.append(background.submit(self._experiments._content, experiment))
                if len(waiting) >= width:
                    yield await self._client.run_in_thread(background.result, waiting.popleft())
                    width = PREFETCH
            while waiting:
                yield await self._client.run_in_thread(background.result, waiting.popleft())


class Protocols(GeneratedProtocols[Protocol]):
    """Protocols; the elements of their sections come with their data."""

    _record = Protocol


class _Awaited(AsyncIterator[ExperimentOrId]):
    """A plain iterator, to be awaited. No generator: asyncio would finish it later than it should."""

    def __init__(self, items: Iterator[ExperimentOrId]) -> None:
        self._items = items

    async def __anext__(self) -> ExperimentOrId:
        for item in self._items:
            return item
        raise StopAsyncIteration
