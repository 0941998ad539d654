"""What real servers are known to have answered is read whole, and agrees with our specification."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema_rs
import pytest
from pytest_httpserver import HTTPServer
from tests.contract.known_answers import DOCUMENT, FOLDER, Known, index, operation, unnamed

from labclients import AsyncLabguru, AuthenticationError, LabClientsError, Labguru, errors
from labguru_api import api
from labguru_api import models as m
from labguru_api.types import Record

KNOWN = index()
ANSWERS = [known for known in KNOWN.values() if known.operation]
SECTIONS = [m.SectionCreateV2(title="Plan", elements=[m.ElementCreateV2(element_type="text", data="")])]

# How a user asks for each of them; in async mode each gives something to await.
ASK: dict[str, Callable[[Any], Any]] = {
    "session-2018": lambda labguru: labguru.call(api.sessions.create, body=m.SessionCreate(login="a", password="b")),
    "session-2022": lambda labguru: labguru.call(api.sessions.create, body=m.SessionCreate(login="a", password="b")),
    "session-refused": lambda labguru: labguru.call(api.sessions.create, body=m.SessionCreate(login="a", password="b")),
    "experiment-show": lambda labguru: labguru.experiments.get(16),
    "experiment-list": lambda labguru: labguru.call(
        api.experiments.item_experiments, item_id=1049, item_class="Biocollections::Generic", kendo=True, meta=True
    ),
    "experiment-created-v2": lambda labguru: labguru.experiments.create(
        title="Created with sections", project_id=1, milestone_id=1, sections=SECTIONS
    ),
    "element": lambda labguru: labguru.elements.get(103),
    "elements-of-experiment": lambda labguru: labguru.experiments.elements(60, element_type="samples"),
    "stocks": lambda labguru: labguru.call(
        api.stocks.item_stocks, item_id=1049, item_type="Biocollections::Generic", kendo=True, meta=True
    ),
    "project-2018": lambda labguru: labguru.projects.get(3),
    "project-2026": lambda labguru: labguru.projects.get(4),
    "folder-2026": lambda labguru: labguru.folders.get(5),
    "collection-items": lambda labguru: labguru.collection("Our Primers").list().all(),
    "attachment": lambda labguru: labguru.attachments.get(77),
    "list-past-the-end": lambda labguru: labguru.call(api.experiments.list, page=2, meta=True),
    "list-past-the-end-bare": lambda labguru: labguru.call(api.experiments.list, page=2),
}


def serve(server: HTTPServer, known: Known) -> None:
    assert known.operation is not None
    method, path, _ = operation(known.operation)
    server.expect_request(path, method=method).respond_with_data(known.content, content_type="application/json")


@pytest.fixture
def labguru(httpserver: HTTPServer) -> Iterator[Labguru]:
    with Labguru(token="not-a-token", base_url=httpserver.url_for("")) as client:
        yield client


@pytest.fixture
def ask(httpserver: HTTPServer, labguru: Labguru) -> Callable[[str], Any]:
    """Serve a known answer, and ask for it as a user does."""

    def asked(name: str) -> Any:
        serve(httpserver, KNOWN[name])
        return ASK[name](labguru)

    return asked


def plain(value: Any) -> Any:
    """What came, behind the views."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.to_dict() if isinstance(value, Record) else value


# ---- all of them


def test_every_file_is_described_and_every_description_has_its_file() -> None:
    """known/ and its index name the same files."""
    assert {file.stem for file in FOLDER.glob("*.json")} == KNOWN.keys()


def test_every_answer_is_asked_for() -> None:
    """No known answer stays unread."""
    assert {known.name for known in ANSWERS} == ASK.keys()


@pytest.mark.parametrize("known", ANSWERS, ids=lambda known: known.name)
def test_nothing_is_lost(known: Known, ask: Callable[[str], Any]) -> None:
    """Every key and value that came is there, in the order in which it came."""
    got = plain(ask(known.name))
    expected = known.rows if isinstance(got, list) else known.data
    assert got == expected
    assert [list(row) for row in _objects(got)] == [list(row) for row in _objects(expected)]


@pytest.mark.parametrize("known", ANSWERS, ids=lambda known: known.name)
def test_async_reads_the_same(known: Known, httpserver: HTTPServer, ask: Callable[[str], Any]) -> None:
    """An awaited client gives equal records of the same types."""

    async def awaited() -> Any:
        async with AsyncLabguru(token="not-a-token", base_url=httpserver.url_for("")) as labguru:
            return await ASK[known.name](labguru)

    assert ask(known.name) == asyncio.run(awaited())


@pytest.mark.parametrize("known", KNOWN.values(), ids=lambda known: known.name)
def test_the_schema_allows_it(known: Known) -> None:
    """A real answer is never a fault by our specification."""
    schema = {**known.schema, "components": DOCUMENT["components"]}
    jsonschema_rs.Draft202012Validator(schema).validate(known.data)


@pytest.mark.parametrize("known", KNOWN.values(), ids=lambda known: known.name)
def test_the_schema_names_every_key(known: Known) -> None:
    """Our specification names what real servers send; only custom columns are left to additionalProperties."""
    data = [case["body"] for case in known.data] if known.name == "errors" else known.data
    missing = {key for key in unnamed(data, [known.schema]) if not known.open.fullmatch(key.removeprefix("data."))}
    assert missing == set()


@pytest.mark.parametrize("known", [k for k in KNOWN.values() if k.keys], ids=lambda known: known.name)
def test_it_is_whole(known: Known) -> None:
    """A file that claims to be a whole record has as many keys as the recorded one."""
    assert {len(row) for row in known.rows} == {known.keys}


@pytest.mark.parametrize("known", ANSWERS, ids=lambda known: known.name)
def test_known_keys_are_attributes(known: Known, ask: Callable[[str], Any]) -> None:
    """Each key that the specification names reads as an attribute of the record, objects as records of their own."""
    for record in _records(ask(known.name)):
        for field in _fields(type(record)) & record.to_dict().keys():
            value = getattr(record, field)
            assert plain(value) == record[field]
            if isinstance(record[field], dict) and (type(record).__name__, field) not in SHAPELESS:
                assert isinstance(value, Record), field


#: Objects whose shape nobody knows: they stay dicts.
SHAPELESS = {
    ("Element", "data"),
    ("GenericItem", "parents"),
    ("GenericItem", "manufacturer"),
    ("GenericItem", "web_page"),
}


def _fields(kind: type[Record]) -> set[str]:
    return {name for name, _ in inspect.getmembers(kind, lambda member: type(member).__name__ == "Field")}


def _records(value: Any) -> Iterator[Record]:
    """The records of an answer, those inside it included."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Record):
            yield one
            for field in _fields(type(one)):
                yield from _records(getattr(one, field))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from _objects(inner)


# ---- session


@pytest.mark.parametrize("name", ["session-2018", "session-2022"])
def test_a_login_of_any_year_gives_the_token(name: str, httpserver: HTTPServer) -> None:
    """The token that the login answers goes with the next call."""
    serve(httpserver, KNOWN[name])
    httpserver.expect_request(
        "/api/v1/projects/3", query_string={"token": KNOWN[name].data["token"]}
    ).respond_with_data(KNOWN["project-2018"].content, content_type="application/json")
    with Labguru(login="me@lab.invalid", password="secret", base_url=httpserver.url_for("")) as labguru:
        assert labguru.projects.get(3).title == "Example project"


def test_a_refused_login_is_an_error(httpserver: HTTPServer) -> None:
    """Status 200 with the token "-1" is a refusal, and nothing else is sent."""
    serve(httpserver, KNOWN["session-refused"])
    url = httpserver.url_for("")
    with (
        Labguru(login="me@lab.invalid", password="secret", base_url=url) as labguru,
        pytest.raises(AuthenticationError) as caught,
    ):
        labguru.projects.get(3)
    assert "secret" not in str(caught.value)
    assert [request.path for request, _ in httpserver.log] == ["/api/v1/sessions"]


# ---- notebook


def test_an_experiment_reads_as_it_was_written(ask: Callable[[str], Any]) -> None:
    """Fields have the values that came, dates stay text, null reads as None."""
    experiment = ask("experiment-show")
    assert (experiment.id, experiment.title, experiment.duration) == (16, "Example experiment", 1)
    assert (experiment.start_date, experiment.created_at) == ("2023-03-27 21:59", "2023-03-27 21:59")
    assert experiment.locked is False
    assert experiment.description is None
    assert experiment.location is None  # a key of the list form only


def test_references_of_an_experiment_are_records(ask: Callable[[str], Any]) -> None:
    """Members and other records that an experiment refers to have types of their own."""
    experiment = ask("experiment-show")
    assert isinstance(experiment.owner, m.MemberReference)
    assert isinstance(experiment.project, m.Reference)
    assert (experiment.owner.name, experiment.project.title, experiment.milestone.id) == ("Member A", "New Project", 1)


def test_sections_look_the_same_wrapped_or_not(httpserver: HTTPServer, labguru: Labguru) -> None:
    """`sections` of the very same experiment are equal in the form of a list and in the form of a single record."""
    wrapped = KNOWN["experiment-show"].data
    bare = {
        **wrapped,
        "experiment_procedures": [one["experiment_procedure"] for one in wrapped["experiment_procedures"]],
    }
    httpserver.expect_request("/api/v1/experiments/16").respond_with_json(wrapped)
    httpserver.expect_request("/api/v2/experiments").respond_with_json([bare])
    listed = next(iter(labguru.experiments.list()))
    sections = labguru.experiments.get(16).sections
    assert sections == listed.sections
    assert [section.name for section in sections] == ["Description", "Procedure", "Results"]
    assert isinstance(sections[0], m.Section)


def test_sections_of_a_listed_experiment(httpserver: HTTPServer, labguru: Labguru) -> None:
    """In a list, a section has its elements in short form, each a record."""
    httpserver.expect_request("/api/v2/experiments").respond_with_data(
        KNOWN["experiment-list"].content, content_type="application/json"
    )
    first, second = labguru.experiments.list()
    assert [section.section_type for section in first.sections][:3] == ["description", "procedure", "custom"]
    element = second.sections[2].elements[0]
    assert isinstance(element, m.Element)
    assert (element.element_type, element.name, element.data) == ("samples", "Samples & Reagents", None)


def test_an_experiment_made_with_sections_shows_them(ask: Callable[[str], Any]) -> None:
    """The vendor's example goes on with the third section's first element: so can we."""
    assert ask("experiment-created-v2").sections[2].elements[0].element_type == "samples"


def test_an_element_knows_where_it_is(ask: Callable[[str], Any]) -> None:
    """An element names its section and its experiment."""
    element = ask("element")
    assert (element.element_type, element.data) == ("text", "<p>Thaw on ice.</p>")
    assert isinstance(element.container, m.Reference)
    assert (element.container.id, element.experiment.id, element.container_type) == (91, 16, "ExperimentProcedure")


def test_data_of_elements_is_text_or_object(ask: Callable[[str], Any]) -> None:
    """`data` stays what came: mostly a text of JSON, sometimes an object already."""
    text, already = ask("elements-of-experiment")
    assert text.data.startswith('{"samples":[{"id":7')
    assert already.data["samples"][0]["saved_stocks_ids"] == [1629]


def test_projects_of_2018_and_2026(httpserver: HTTPServer, labguru: Labguru) -> None:
    """Both forms of a project are read, each with what only it has."""
    for name in ("project-2018", "project-2026"):
        httpserver.expect_request(f"/api/v1/projects/{KNOWN[name].data['id']}").respond_with_json(KNOWN[name].data)
    old, new = labguru.projects.get(3), labguru.projects.get(4)
    assert (old.created_at, old.owner.former, old.viewers[0].admin) == ("2018-07-17", False, False)
    assert (new.created_at, new.start_date, new.selected_teams[0].name) == ("2026-03-01 09:00", None, "Team A")
    assert new.experiment_procedures[0].name == "Description"


# ---- inventory


def test_sum_types_of_stocks(ask: Callable[[str], Any]) -> None:
    """What is an object in one stock and false or null in another reads as a record, False or None."""
    boxed, _, loose, *_ = ask("stocks").data
    assert isinstance(boxed.box, m.StockBox)
    assert isinstance(boxed.storage, m.Reference)
    assert (boxed.box.location_in_box, boxed.location_in_box, boxed.position) == ("2 (A2)", 2, "2 (A2)")
    assert (loose.box, loose.storage, loose.storage_type, loose.location_in_box) == (False, None, None, None)
    assert (boxed.archived_by, loose.archived_by.name) == (None, "Member B")


def test_custom_columns_of_stocks(ask: Callable[[str], Any]) -> None:
    """Columns of the lab's own are there under their display names and their numbers."""
    stock = ask("stocks").data[0]
    assert (stock["Culturing Medium"], stock["Oxigen"], stock["custom1"]) == ("Example", "0%", "Example")
    assert "custom150" in stock
    assert stock.concentration == ""  # amounts are text


def test_custom_columns_of_a_collection(ask: Callable[[str], Any]) -> None:
    """So it is in a custom collection."""
    [item] = ask("collection-items")
    assert (item.sys_id, item["Melting temperature"], item["Our Column"]) == ("GEN1049", "61.5", "Example")


# ---- lists and failures


@pytest.mark.parametrize("name", ["list-past-the-end", "list-past-the-end-bare"])
def test_behind_the_last_page_is_nothing(name: str, httpserver: HTTPServer, labguru: Labguru) -> None:
    """Resuming behind the last page gives no page, and no error."""
    serve(httpserver, KNOWN[name])
    assert list(labguru.experiments.list(order_by="id").pages(start=2)) == []


def test_the_total_is_what_meta_counts(httpserver: HTTPServer, labguru: Labguru) -> None:
    """`total` is `item_count`, and None where a bare array came."""
    httpserver.expect_request("/api/v2/experiments").respond_with_json(KNOWN["experiment-list"].data)
    httpserver.expect_request("/api/v1/projects").respond_with_json(KNOWN["project-2018"].rows)
    assert labguru.experiments.list().total == 2
    assert labguru.projects.list().total is None


KINDS: dict[int, type[LabClientsError]] = {
    400: errors.InvalidRequest,
    401: errors.AuthenticationError,
    404: errors.NotFound,
    422: errors.InvalidRequest,
    500: errors.ServerError,
}


@pytest.mark.parametrize("case", KNOWN["errors"].data, ids=lambda case: f"{case['status']} {'+'.join(case['body'])}")
def test_a_failure_says_what_the_server_said(case: dict[str, Any], httpserver: HTTPServer, labguru: Labguru) -> None:
    """Under whichever key the server puts its reason, the error repeats it, with the class of its status."""
    httpserver.expect_request("/api/v1/experiments/1").respond_with_json(case["body"], status=case["status"])
    with pytest.raises(KINDS[case["status"]]) as caught:
        labguru.experiments.get(1)
    said = next(text for key, text in case["body"].items() if key not in ("status", "type"))
    assert (caught.value.status, caught.value.server_message) == (case["status"], said)
