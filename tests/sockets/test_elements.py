"""Elements are written back only where nobody else has, and whole experiments come whatever becomes of one."""

from __future__ import annotations

import itertools
import json
import re
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from tests.sockets.conftest import Mode
from tests.sockets.laws import error_of
from tests.sockets.server import FaultServer, Seen, Wire, answer

from labclients import (
    AuthenticationError,
    Conflict,
    InvalidRequest,
    NotFound,
    ServerError,
    UnexpectedResponse,
    UsageError,
)
from labclients.labguru.elements import Element
from labclients.labguru.values import Form, Steps
from labguru_api.models import Step

STEPS = [{"title": "<p>Thaw</p>", "completed": False}, {"title": "<p>Mix</p>", "completed": True}]
ELEMENT = {"id": 3, "element_type": "steps", "data": json.dumps(STEPS), "updated_at": "2026-03-14 10:05"}


def done(mode: Mode, server: FaultServer, value: Any, read: Any = None, **options: Any) -> Any:
    unchanged = None if read is None else Element(read)
    return mode.labguru(server, lambda c: c.elements.set_value(3, value, if_unchanged=unchanged), **options)


class TestSetValue:
    def test_read_change_write(self, mode: Mode, server: FaultServer) -> None:
        """What was read, and changed in one place, is written as a whole, in the shape in which it came."""
        server.plan(answer(json=ELEMENT))
        element = mode.labguru(server, lambda c: c.elements.get(3))
        value = element.value
        assert isinstance(value, Steps)
        value[0] = value[0].replace(completed=True)
        assert isinstance(done(mode, server, value).value[0], Step)
        seen = server.seen[-1]
        assert (seen.method, seen.path, list(seen.json)) == ("PUT", "/api/v1/elements/3", ["data"])
        assert json.loads(seen.json["data"]) == [{**STEPS[0], "completed": True}, STEPS[1]]

    @pytest.mark.parametrize(
        ("value", "body"),
        [
            (None, {"data": None}),
            ("<p>ä</p>", {"data": "<p>ä</p>"}),
            ([{"a": 1}], {"data": '[{"a":1}]'}),
            (Form(values={"Yield": "5"}), {"form_json": '{"Yield":"5"}'}),
        ],
    )
    def test_other_shapes(self, mode: Mode, server: FaultServer, value: Any, body: Any) -> None:
        """Text goes as text, nothing as null, other things as JSON in a text, and of a form the values."""
        server.plan(answer(json=ELEMENT))
        done(mode, server, value)
        assert [seen.json for seen in server.seen] == [body]

    def test_unchanged(self, mode: Mode, server: FaultServer) -> None:
        """An element that nobody changed is read again, and written."""
        server.plan(answer(json=ELEMENT))
        done(mode, server, "<p>", ELEMENT)
        assert [seen.method for seen in server.seen] == ["GET", "PUT"]

    @pytest.mark.parametrize("change", [{"data": "[]"}, {"updated_at": "2026-03-14 10:06"}, {"data": None}])
    def test_changed(self, mode: Mode, server: FaultServer, change: Any) -> None:
        """An element that has other data or another time than what was read is not written: a colleague was here."""
        server.plan(answer(json={**ELEMENT, **change}))
        error = error_of(lambda: done(mode, server, "<p>", ELEMENT))
        assert type(error) is Conflict
        assert re.search(rf"element 3 has changed since it was read \({next(iter(change))}\)", str(error))
        assert [seen.method for seen in server.seen] == ["GET"]

    @pytest.mark.parametrize("read", [{**ELEMENT, "id": 4}, {"id": 3, "element_type": "steps"}])
    def test_no_use(self, mode: Mode, server: FaultServer, read: Any) -> None:
        """What says nothing about the element's data, as the short form inside of an experiment, is refused."""
        assert type(error_of(lambda: done(mode, server, "<p>", read))) is UsageError
        assert server.seen == []

    def test_no_json(self, mode: Mode, server: FaultServer) -> None:
        """What JSON cannot hold is refused before anything is sent."""
        assert type(error_of(lambda: done(mode, server, [float("nan")]))) is UsageError
        assert server.seen == []

    def test_read_only(self, mode: Mode, server: FaultServer) -> None:
        """A read-only client does not write values."""
        server.plan(answer(json=ELEMENT))
        assert type(error_of(lambda: done(mode, server, "<p>", ELEMENT, read_only=True))) is UsageError
        assert [seen.method for seen in server.seen if seen.method != "GET"] == []


def test_every_way_to_an_element_gives_the_same(mode: Mode, server: FaultServer) -> None:
    """Got, created, updated or listed, an element can be read."""
    server.plan(answer(json=ELEMENT))
    asked = {"container_id": 1, "container_type": "ExperimentProcedure", "element_type": "steps", "data": "[]"}
    found = [
        mode.labguru(server, lambda c: c.elements.get(3)),
        mode.labguru(server, lambda c: c.elements.create(**asked)),
        mode.labguru(server, lambda c: c.elements.update(3, data="[]")),
    ]
    server.plan(answer(json=[ELEMENT]))
    found += mode.labguru(server, lambda c: c.experiments.elements(7, element_type="steps"))
    assert [one.value[1].title for one in found] == ["<p>Mix</p>"] * 4


# ---- whole experiments


class Lab:
    """A step: experiments with one section and two elements. `broken` ones answer as told."""

    def __init__(self) -> None:
        self.broken: dict[str, Any] = {}
        self.held: threading.Event | None = None
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()

    def __call__(self, wire: Wire, seen: Seen) -> None:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            if self.held is not None:
                self.held.wait(0.05)
            *_, kind, id = seen.path.removesuffix("/elements").split("/")
            part = "elements" if seen.path.endswith("/elements") else kind
            step = self.broken.get(f"{part} {id}") or answer(json=self.answer(part, int(id)))
            step(wire, seen)
        finally:
            with self._lock:
                self._now -= 1

    @staticmethod
    def answer(part: str, id: int) -> Any:
        elements = [{"id": 10 * id, "element_type": "text"}, {"id": 10 * id + 1, "element_type": "samples"}]
        if part == "elements":
            return [{**one, "data": "<p>" if one["element_type"] == "text" else "{}"} for one in elements]
        return {"id": id, "experiment_procedures": [{"experiment_procedure": {"id": id, "elements": elements}}]}


@pytest.fixture
def lab(server: FaultServer) -> Lab:
    lab = Lab()
    server.plan(lab)
    return lab


def contents(mode: Mode, server: FaultServer, ids: Any, most: int | None = None, **options: Any) -> list[Any]:
    """The first of them, read in either mode."""

    async def awaited(client: Any) -> list[Any]:
        found: list[Any] = []
        async for one in client.experiments.contents(ids):
            found.append(one)
            if len(found) == most:
                break
        return found

    def direct(client: Any) -> list[Any]:
        return list(itertools.islice(client.experiments.contents(ids), most))

    found: list[Any] = mode.labguru(server, awaited if mode.asynchronous else direct, **options)
    return found


class TestContents:
    def test_two_requests_each(self, mode: Mode, server: FaultServer, lab: Lab) -> None:
        """An experiment and the data of all its elements are two requests, and come in the order asked for."""
        found = contents(mode, server, [5, 3, 4])
        assert [(one.id, one.experiment.id, one.error) for one in found] == [(5, 5, None), (3, 3, None), (4, 4, None)]
        assert [[element.value for element in one.elements] for one in found] == [["<p>", []]] * 3
        assert [element.data for element in found[1].sections[0].elements] == ["<p>", "{}"]
        assert len(server.seen) == 6

    def test_a_listed_experiment_is_one_request(self, mode: Mode, server: FaultServer, lab: Lab) -> None:
        """What a listing gave is not asked for again."""
        from labclients.labguru.experiments import Experiment

        [one] = contents(mode, server, [Experiment(lab.answer("experiments", 5))])
        assert [element.data for element in one.sections[0].elements] == ["<p>", "{}"]
        assert [seen.path for seen in server.seen] == ["/api/v1/experiments/5/elements"]

    def test_whole_elements_are_not_asked_for_again(self, mode: Mode, server: FaultServer) -> None:
        """Where the experiment brings its elements with their data (recorded in 2023), that is all."""
        section = {"id": 1, "elements": lab_elements(5)}
        server.plan(answer(json={"id": 5, "experiment_procedures": [{"experiment_procedure": section}]}))
        [one] = contents(mode, server, [5])
        assert [element.data for element in one.elements] == ["<p>", "{}"]
        assert len(server.seen) == 1

    @pytest.mark.parametrize(
        ("what", "step", "kind", "there"),
        [
            ("elements 3", answer(500, "<html>"), ServerError, True),
            ("elements 3", answer(json={"message": "?"}), UnexpectedResponse, True),
            ("elements 3", answer(body="[1,"), UnexpectedResponse, True),
            ("experiments 3", answer(404, json={"error": "Resource not found"}), NotFound, False),
            ("experiments 3", answer(422, json={}), InvalidRequest, False),
            ("experiments 3", answer(401, json={"message": "not authorized"}), AuthenticationError, False),
        ],
    )
    def test_an_error_is_one_item(
        self, mode: Mode, server: FaultServer, lab: Lab, what: str, step: Any, kind: Any, there: bool
    ) -> None:
        """A broken experiment carries its error, what could be had of it, and no elements; the others go on."""
        lab.broken[what] = step
        found = contents(mode, server, range(1, 7))
        assert [one.id for one in found] == [1, 2, 3, 4, 5, 6]
        assert [type(one.error) for one in found if one.error] == [kind]
        broken = found[2]
        assert (type(broken.error), broken.experiment is not None, broken.elements) == (kind, there, [])
        assert all(len(one.elements) == 2 for one in found if one is not broken)

    def test_unreadable_data_is_told_per_element(self, mode: Mode, server: FaultServer, lab: Lab) -> None:
        """Data that cannot be read spoils one element: the experiment is there, and says which one and why."""
        lab.broken["elements 3"] = answer(json=[{"id": 30, "element_type": "samples", "data": "{"}, *lab_elements(3)])
        one = contents(mode, server, [3])[0]
        assert one.error is None
        assert len(one.elements) == 3
        assert [(id, "element 30 (samples)" in str(why)) for id, why in one.unreadable.items()] == [(30, True)]

    def test_ids_are_taken_as_they_are_needed(self, mode: Mode, server: FaultServer, lab: Lab) -> None:
        """Of endless ids, the first experiment costs one; leaving takes no more than the four that are under way."""
        taken: list[int] = []

        def ids() -> Iterator[int]:
            for id in itertools.count(1):
                taken.append(id)
                yield id

        assert [one.id for one in contents(mode, server, ids(), 1)] == [1]
        assert taken == [1]
        assert [one.id for one in contents(mode, server, ids(), 3)] == [1, 2, 3]
        assert len(taken) <= 1 + 3 + 4

    def test_ids_may_be_awaited(self, server: FaultServer, lab: Lab) -> None:
        """In async mode, ids may come from an `async for`."""

        async def ids() -> AsyncIterator[int]:
            for id in (3, 1, 2):
                yield id

        assert [one.id for one in contents(Mode("async"), server, ids())] == [3, 1, 2]

    def test_four_at_once(self, mode: Mode, server: FaultServer, lab: Lab) -> None:
        """Four experiments are under way together, and never more."""
        lab.held = threading.Event()
        contents(mode, server, range(1, 13))
        assert 3 <= lab.most <= 4

    def test_none(self, mode: Mode, server: FaultServer) -> None:
        """No ids are no experiments, and no requests."""
        assert contents(mode, server, []) == []
        assert server.seen == []

    def test_a_refused_login_ends_it(self, mode: Mode, server: FaultServer) -> None:
        """A login that is refused is no matter of one experiment: tried 12,000 times, it would lock the account."""
        server.plan(answer(json={"token": "-1"}))
        login = {"login": "me@lab.org", "password": "wrong-one"}
        error = error_of(lambda: contents(mode, server, range(1, 1000), **login))
        assert type(error) is AuthenticationError
        assert len(server.seen) == 1

    def test_what_is_no_id_ends_it(self, mode: Mode, server: FaultServer, lab: Lab) -> None:
        """A text that is no number is no id."""
        assert type(error_of(lambda: contents(mode, server, ["PCR"]))) is UsageError

    def test_the_wrong_loop_is_refused(self, server: FaultServer) -> None:
        """A plain `for` over an async client's contents, and the other way round, is Python's own error."""
        from labclients import AsyncLabguru, Labguru

        with pytest.raises(TypeError, match="not iterable"):
            iter(AsyncLabguru(token="t").experiments.contents([1]))  # type: ignore[call-overload]
        with pytest.raises(TypeError, match="not an async iterable"):
            aiter(Labguru(token="t").experiments.contents([1]))  # type: ignore[call-overload]


def lab_elements(id: int) -> Any:
    return Lab.answer("elements", id)
