"""Finding one record, what changed since, and lists as tables; against the sandbox."""

from __future__ import annotations

import asyncio
import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from labclients import AsyncLabguru, F, Labguru, sandbox
from labclients.errors import FilterError, NotFound, NotUnique, UsageError
from labclients.sandbox import Box

Run = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    with sandbox.serve() as made:
        yield made


@pytest.fixture(params=["sync", "async"])
def run(request: pytest.FixtureRequest, box: Box) -> Run:
    """Run a call with the client of one mode: the law is stated once."""

    def sync(work: Callable[[Any], Any]) -> Any:
        with Labguru(token=box.token, base_url=box.labguru_url) as labguru:
            return work(labguru)

    async def awaited(work: Callable[[Any], Any]) -> Any:
        async with AsyncLabguru(token=box.token, base_url=box.labguru_url) as labguru:
            made = work(labguru)
            return await made if inspect.isawaitable(made) else [item async for item in made]

    return sync if request.param == "sync" else lambda work: asyncio.run(awaited(work))


@pytest.fixture
def primer(box: Box) -> Any:
    with Labguru(token=box.token, base_url=box.labguru_url) as labguru:
        return next(iter(labguru.collection("Our Primers").list()))


class TestFind:
    def test_by_name(self, run: Run, primer: Any) -> None:
        """The one item of a name is found."""
        assert run(lambda labguru: labguru.collection("Our Primers").find(name=primer.name)).id == primer.id

    def test_by_sys_id(self, run: Run, primer: Any) -> None:
        """The one item of a SysID is found."""
        assert run(lambda labguru: labguru.collection("Our Primers").find(sys_id=primer["auto_name"])).id == primer.id

    def test_by_uuid(self, run: Run, primer: Any) -> None:
        """The one item of a uuid is found."""
        assert run(lambda labguru: labguru.collection("Our Primers").find(uuid=primer.uuid)).id == primer.id

    def test_nobody_of_that_name(self, run: Run) -> None:
        """None is NotFound, even if a name like it is there."""
        with pytest.raises(NotFound, match="there is none in experiments with name 'no such title'"):
            run(lambda labguru: labguru.experiments.find(name="no such title"))

    def test_several_of_that_name(self, run: Run, box: Box) -> None:
        """Several are NotUnique, and their ids are named."""
        with Labguru(token=box.token, base_url=box.labguru_url) as labguru:
            twins = [labguru.projects.create(title="Twins").id for _ in range(2)]
        with pytest.raises(NotUnique) as caught:
            run(lambda labguru: labguru.projects.find(name="Twins"))
        assert all(str(id) in str(caught.value) for id in twins)

    def test_exactly_one_thing_is_asked(self, run: Run) -> None:
        """Nothing, or two things, are refused before anything is sent."""
        for asked in ({}, {"name": "a", "uuid": "b"}):
            with pytest.raises(UsageError, match="exactly one"):
                run(lambda labguru, asked=asked: labguru.projects.find(**asked))

    def test_what_a_family_cannot_be_found_by(self, run: Run) -> None:
        """A SysID of an experiment is refused: its list knows no such field."""
        with pytest.raises(FilterError, match="auto_name"):
            run(lambda labguru: labguru.experiments.find(sys_id="x"))


class TestChangedSince:
    def test_only_what_changed_newest_first(self, run: Run, box: Box) -> None:
        """Every record that changed then or later comes, and no other."""
        with Labguru(token=box.token, base_url=box.labguru_url) as labguru:
            changed = sorted((row["updated_at"], row["id"]) for row in labguru.experiments.list().rows())
        since = changed[-7][0]
        found = run(lambda labguru: labguru.experiments.list(changed_since=since).all())
        assert {one.id for one in found} == {id for at, id in changed if at >= since}
        assert [one.updated_at for one in found] == sorted((one.updated_at for one in found), reverse=True)

    def test_reading_stops_early(self, run: Run, box: Box) -> None:
        """A list of 240 in pages of 10 is not read to its end for what changed on its last day."""
        with Labguru(token=box.token, base_url=box.labguru_url) as labguru:
            newest = max(row["updated_at"] for row in labguru.experiments.list().rows())
        before = box.count("experiments.list")
        run(lambda labguru: labguru.experiments.list(changed_since=newest, page_size=10).all())
        assert box.count("experiments.list") - before <= 6  # the one that says so, and those fetched ahead

    @pytest.mark.parametrize("since", [dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "yesterday"])
    def test_a_moment_that_the_server_cannot_know_is_refused(self, run: Run, since: Any) -> None:
        """A time with a zone, or no time at all, is refused: the server writes neither."""
        with pytest.raises(UsageError):
            run(lambda labguru: labguru.experiments.list(changed_since=since).all())

    def test_an_order_beside_it_is_refused(self, run: Run) -> None:
        """It is an order itself."""
        with pytest.raises(UsageError, match="order_by"):
            run(lambda labguru: labguru.experiments.list(changed_since="2024-01-01", order_by="id").all())

    def test_a_server_that_ignores_the_order_is_read_to_the_end(self, run: Run, box: Box) -> None:
        """What changed since comes, wherever the server puts it."""
        rows = '[{"id": 1, "updated_at": "2022-01-02 10:00"}, {"id": 2, "updated_at": "2024-01-03 10:00"}]'
        box.fail("experiments.list", status=200, body=rows, times=1)
        box.fail("experiments.list", status=200, body="[]", times=1)
        changed = run(lambda labguru: labguru.experiments.list(changed_since="2023-01-01").all())
        assert [record.id for record in changed] == [2]


class TestNames:
    def test_an_item_is_filtered_by_its_name(self, run: Run, primer: Any) -> None:
        """`F.name` is what the server calls title."""
        found = run(lambda labguru: labguru.collection("Our Primers").list(where=F.name == primer.name).all())
        assert [item.id for item in found] == [primer.id]


class TestTables:
    def test_a_collection_as_a_table(self, run: Run, box: Box) -> None:
        """Custom columns stand in place, every item is a row, nothing is lost."""
        pytest.importorskip("pandas")
        with Labguru(token=box.token, base_url=box.labguru_url) as labguru:
            rows = list(labguru.collection("Our Primers").list().rows())
        table = run(lambda labguru: labguru.collection("Our Primers").list().to_arrow())
        assert (table.num_rows, set(table.column_names)) == (len(rows), {key for row in rows for key in row})
        frame = run(lambda labguru: labguru.collection("Our Primers").list().to_pandas())
        assert frame["id"].tolist() == [row["id"] for row in rows]


class TestCollections:
    def test_the_collections_are_named(self, run: Run) -> None:
        """Where the server lists them, the custom collections come with the names that `collection` takes."""
        assert "Our Primers" in [one.name for one in run(lambda labguru: labguru.collections())]

    def test_a_server_that_does_not_list_them(self, run: Run, box: Box) -> None:
        """Is NotFound, as for anything that a server does not have."""
        box.fail("biocollections.collections", status=404, times=1)
        with pytest.raises(NotFound):
            run(lambda labguru: labguru.collections())


class TestTags:
    def test_tags_are_asked_for_as_the_vendor_writes_them(self, run: Run, box: Box) -> None:
        """`tag_ids` goes out as a text such as ['3']."""
        run(lambda labguru: labguru.protocols.list(tag_ids=[3, 7]).all())
        assert dict(box.requests[-1].query)["tag_ids"] == "['3', '7']"
