"""What a notebook shows: short objects, tables that open, names to complete, and `await` at the top of a cell."""

from __future__ import annotations

import asyncio
import html
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.studies import export, mirror

from labclients import AsyncLabguru, AsyncLabvanced, F, Labguru, Labvanced, Page, Study, sandbox
from labclients.study.mirror import Progress, Report
from labclients.study.output import Conversion
from labclients.tables import COLUMNS, LETTERS, ROWS, Table, TypedTable
from labguru_api.resource import AnyResource

SMALL = 61300
NAME = "5f1d0ada"  # of a participant


@pytest.fixture(scope="module")
def box() -> Iterator[sandbox.Box]:
    with sandbox.serve() as one:
        yield one


@pytest.fixture
def labguru(box: sandbox.Box) -> Iterator[Labguru]:
    box.requests.clear()
    with Labguru(token=box.token, base_url=box.labguru_url) as client:
        yield client


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return mirror(tmp_path / "mirror", {1: export(1, 71, NAME, trials={"answer": ["secret"]})})


def offered(thing: object) -> set[str]:
    """What a completer offers after the dot."""
    return {name for name in dir(thing) if not name.startswith("_")}


def texts(page: str, tag: str) -> list[str]:
    """The cells of a table."""
    return [html.unescape(cell) for cell in re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)]


class TestShort:
    """What stands under a cell says what it is, on one line, and shows no participant."""

    def test_listing(self, labguru: Labguru, box: sandbox.Box) -> None:
        """A list says what was asked, and asks nothing."""
        listing = labguru.experiments.list(where=F.title.contains("PCR"))

        assert repr(listing) == "<Listing of experiments.list where F.title.contains('PCR')>"
        assert box.requests == []

    def test_client(self, labguru: Labguru, box: sandbox.Box) -> None:
        """A client says where it goes, and not as whom."""
        assert repr(labguru) == f"<Labguru {box.labguru_url}>"

    @pytest.mark.parametrize(
        "made",
        [
            Page(3, [object()] * 200, 1000),
            Report(added=[*range(5000)]),
            Conversion([*range(5000)], [], [], [(7, "a sentence")]),
            Progress(3, 24, 17_800),
            Table("trials.csv", ["answer"], [["secret"]] * 5000),
            TypedTable("trials", pl.DataFrame({"answer": ["secret"] * 5000}), ["answer"], ["a note"]),
        ],
        ids=lambda made: type(made).__name__,
    )
    def test_one_line(self, made: object) -> None:
        """However much there is, it is counted."""
        assert len(repr(made)) < 80
        assert "secret" not in repr(made)

    def test_study(self, place: Path) -> None:
        """Neither a study nor its tables tell who took part."""
        study = Study(place)

        shown = repr((study, study.trials, study.sessions, study.completeness, study.forget(session=1, dry_run=True)))

        assert NAME not in shown
        assert "secret" not in shown


class TestTables:
    """A table that is asked for shows its first rows."""

    @pytest.fixture(params=["text", "typed"])
    def make(self, request: pytest.FixtureRequest) -> Callable[[dict[str, list[Any]]], Table | TypedTable]:
        def text(columns: dict[str, list[Any]]) -> Table:
            return Table("trials", [*columns], [*zip(*columns.values(), strict=True)])

        def typed(columns: dict[str, list[Any]]) -> TypedTable:
            return TypedTable("trials", pl.DataFrame(columns), [*columns])

        return text if request.param == "text" else typed

    def test_first_rows(self, make: Callable[..., Any]) -> None:
        """As many as can be looked at, in order, and how many there are."""
        page = make({"n": [*map(str, range(500))]})._repr_html_()

        assert texts(page, "th") == ["n"]
        assert texts(page, "td") == [*map(str, range(ROWS))]
        assert f"{ROWS} of 500 rows, 1 of 1 columns" in page

    def test_first_columns(self, make: Callable[..., Any]) -> None:
        """A study of hundreds of variables fits."""
        page = make({f"v{n}": ["x"] for n in range(300)})._repr_html_()

        assert texts(page, "th") == [f"v{n}" for n in range(COLUMNS)]

    def test_escaped(self, make: Callable[..., Any]) -> None:
        """What a participant typed runs nowhere."""
        answer = "<script>alert('&')</script>"
        page = make({answer: [answer]})._repr_html_()

        assert "<script" not in page
        assert texts(page, "td") == texts(page, "th") == [answer]

    def test_long(self, make: Callable[..., Any]) -> None:
        """A long text is cut, visibly."""
        assert texts(make({"text": ["x" * 500]})._repr_html_(), "td") == ["x" * LETTERS + "…"]

    def test_empty(self, make: Callable[..., Any]) -> None:
        """A table without rows has its columns."""
        page = make({"a": [], "b": []})._repr_html_()

        assert (texts(page, "th"), texts(page, "td")) == (["a", "b"], [])

    def test_null(self) -> None:
        """What is missing is empty, and not a word."""
        table = TypedTable("t", pl.DataFrame({"a": [None, 1]}), ["a"])

        assert texts(table._repr_html_(), "td") == ["", "1"]


class TestCompletion:
    """What is offered after a dot can be used."""

    def test_families(self, labguru: Labguru) -> None:
        """A client offers families and methods, nothing else."""
        found = {name: getattr(labguru, name) for name in offered(labguru)}

        assert {"experiments", "folders", "search", "close"} <= found.keys()
        assert found.pop("base_url") == labguru.base_url
        assert [name for name, one in found.items() if not (isinstance(one, AnyResource) or callable(one))] == []

    def test_verbs(self, labguru: Labguru) -> None:
        """A family offers what can be done with it."""
        experiments = labguru.experiments

        assert {"list", "get", "create", "elements"} <= offered(experiments)
        assert [name for name in offered(experiments) if not callable(getattr(experiments, name))] == []
        assert not {"resource_name"} & offered(experiments)

    def test_fields(self) -> None:
        """F offers the fields that lists are filtered by, and each is one."""
        assert {"title", "project_id", "unchecked"} <= offered(F)
        assert {repr(getattr(F, name)) for name in offered(F) - {"unchecked"}} == {
            f"F.{name}" for name in offered(F) - {"unchecked"}
        }

    def test_signature(self, labguru: Labguru) -> None:
        """A method shows its own arguments, not how it is made."""
        assert [*inspect.signature(labguru.experiments.get).parameters] == ["id"]
        with Labvanced("t") as labvanced:
            shown = inspect.signature(labvanced.mirror)
        assert [*shown.parameters][:2] == ["experiment_id", "directory"]
        assert shown.return_annotation == "Report"
        assert labguru.experiments.get.__name__ == "get"

    @pytest.mark.parametrize(
        ("family", "verb", "known"),
        [
            ("experiments", "create", {"title", "project_id", "sections"}),
            ("experiments", "update", {"id", "title"}),
            ("experiments", "elements", {"id", "element_type"}),
            ("cell_lines", "create", {"name", "organism"}),
            ("cell_lines", "update", {"id", "organism"}),
        ],
    )
    def test_fields_of_a_method(self, labguru: Labguru, family: str, verb: str, known: set[str]) -> None:
        """One that takes the fields of a record shows them, and says what it does."""
        method = getattr(getattr(labguru, family), verb)

        assert known <= {*inspect.signature(method).parameters}
        assert method.__doc__
        assert method.__name__ == verb

    def test_every_method(self, labguru: Labguru) -> None:
        """None shows arguments without names."""
        nameless = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
        families = [one for name in offered(labguru) if isinstance(one := getattr(labguru, name), AnyResource)]
        found = {
            f"{one.resource_name}.{name}": inspect.signature(getattr(one, name))
            for one in families
            for name in offered(one)
        }

        assert len(found) > 300
        assert [
            name for name, shown in found.items() if any(one.kind in nameless for one in shown.parameters.values())
        ] == []


class TestLoop:
    """A notebook's event loop is always running."""

    def test_sync(self, labguru: Labguru) -> None:
        """The client that is called directly works there all the same."""

        async def cell() -> int | None:
            return labguru.experiments.list().total

        assert asyncio.run(cell()) == 240

    def test_progress(self, box: sandbox.Box, tmp_path: Path) -> None:
        """A mirror that is awaited tells any function how far it is."""
        told: list[Progress] = []

        async def cell() -> Report:
            async with AsyncLabvanced(box.token, base_url=box.labvanced_url) as labvanced:
                return await labvanced.mirror(SMALL, tmp_path / "m", progress=told.append)

        assert len(asyncio.run(cell()).added) == 3
        assert [one.done for one in told] == [0, 1, 2, 3]


class TestIPython:
    """The same in IPython itself."""

    @pytest.fixture
    def shell(self, box: sandbox.Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
        reason = "IPython is not installed; the laws above hold without it"
        monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
        interactive = pytest.importorskip("IPython.core.interactiveshell", reason=reason)
        async_helpers = pytest.importorskip("IPython.core.async_helpers", reason=reason)
        one = interactive.InteractiveShell()
        one.Completer.use_jedi = False
        one.history_manager.enabled = False
        one.push({"F": F, "labguru": Labguru(token=box.token, base_url=box.labguru_url)})
        one.push({"awaited": AsyncLabguru(token=box.token, base_url=box.labguru_url)})
        yield one
        one.run_cell("labguru.close(); await awaited.close()", silent=True)
        one.history_manager.end_session()
        async_helpers.get_asyncio_loop().close()  # which IPython keeps for cells that await

    def run(self, shell: Any, cell: str) -> Any:
        shell.run_cell(f"found = {cell}", silent=True).raise_error()
        return shell.user_ns["found"]

    def test_await(self, shell: Any) -> None:
        """`await` and `async for` stand in a cell as they are, also in one after the other."""
        assert self.run(shell, "(await awaited.experiments.get(966)).id") == 966
        assert self.run(shell, "[one.id async for one in awaited.projects.list()]") == [1, 2, 3, 4, 5]
        assert self.run(shell, "await awaited.experiments.list().total") == 240

    @pytest.mark.parametrize("text", ["labguru.exper|iments", "labguru.experiments.ge|t", "F.proj|ect_id"])
    @pytest.mark.filterwarnings("ignore::IPython.core.completer.ProvisionalCompleterWarning")
    def test_tab(self, shell: Any, box: sandbox.Box, text: str) -> None:
        """The tab key finds families, methods and fields, and asks the server nothing."""
        box.requests.clear()
        begun, _, rest = text.partition("|")

        found = [one.text for one in shell.Completer.completions(begun, len(begun))]

        assert any((begun + rest).endswith(one.lstrip(".")) for one in found)
        assert box.requests == []

    def test_display(self, shell: Any) -> None:
        """A table is shown as one, anything else as its line."""
        shown = shell.display_formatter.format

        assert {*shown(Table("t", ["a"], [["1"]]))[0]} == {"text/plain", "text/html"}
        for line in (F, F.title == "x", shell.user_ns["labguru"], shell.user_ns["labguru"].experiments.list()):
            assert shown(line)[0] == {"text/plain": repr(line)}
