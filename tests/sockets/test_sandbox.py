"""The sandbox as its users meet it: over real sockets."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from labclients import sandbox
from labclients._operations import OperationIndex
from labclients.sandbox.document import Operation, documents, types
from labclients.sandbox.labvanced_data import SMALL_STUDY, STUDY

LABGURU, LABVANCED = documents()
LABVANCED_HEADER = OperationIndex("labvanced_api").token_location.name
ID = "{id}"


@pytest.fixture(scope="module")
def shared() -> Iterator[sandbox.Box]:
    """For tests that only read."""
    with sandbox.serve() as box:
        yield box


@pytest.fixture
def box() -> Iterator[sandbox.Box]:
    with sandbox.serve(experiments=12, stocks=12) as one:
        yield one


@pytest.fixture
def web() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as client:
        yield client


def listed(web: httpx.Client, box: sandbox.Box, path: str, **params: Any) -> Any:
    answer = web.get(f"{box.labguru_url}/api/v1/{path}", params={"token": box.token, **params})
    assert answer.status_code == 200, answer.text
    return answer.json()


def kendo(*conditions: tuple[str, str, str], logic: str = "and", sort: str = "", **more: Any) -> dict[str, Any]:
    params: dict[str, Any] = {"kendo": "true", "filter[logic]": logic, **more}
    for index, (field, operator, value) in enumerate(conditions):
        base = f"filter[filters][{index}]"
        params |= {f"{base}[field]": field, f"{base}[operator]": operator, f"{base}[value]": value}
    if sort:
        params |= {"sort[0][field]": sort.removeprefix("-"), "sort[0][dir]": "desc" if sort[0] == "-" else "asc"}
    return params


# ---- lists


def test_without_meta_a_list_is_a_bare_array_of_200_and_stocks_of_100(shared: sandbox.Box, web: httpx.Client) -> None:
    assert len(listed(web, shared, "experiments")) == 200
    assert len(listed(web, shared, "stocks")) == 100


def test_the_pages_of_a_list_hold_each_record_once(shared: sandbox.Box, web: httpx.Client) -> None:
    pages = [listed(web, shared, "experiments", meta="true", page=number, page_size=50) for number in range(1, 7)]
    assert [len(page["data"]) for page in pages] == [50, 50, 50, 50, 40, 0]
    assert {json.dumps(page["meta"]) for page in pages} == {json.dumps({"item_count": 240, "page_count": 5})}
    ids = [record["id"] for page in pages for record in page["data"]]
    assert len(set(ids)) == len(ids) == 240


def test_kendo_narrows_and_sorts_and_brings_meta(shared: sandbox.Box, web: httpx.Client) -> None:
    every = listed(web, shared, "experiments", page_size=1000)
    wanted = sorted(
        (one["id"] for one in every if "pcr" in one["title"].lower() and one["project_id"] == 2), reverse=True
    )
    found = listed(
        web, shared, "experiments", **kendo(("title", "contains", "PCR"), ("project_id", "eq", "2"), sort="-id")
    )
    assert [one["id"] for one in found["data"]] == wanted
    assert found["meta"]["item_count"] == len(wanted) > 1


def test_or_joins_what_and_excludes(shared: sandbox.Box, web: httpx.Client) -> None:
    conditions = (("title", "startswith", "PCR"), ("title", "startswith", "ELISA"))
    both = listed(web, shared, "experiments", **kendo(*conditions, logic="or"))["meta"]["item_count"]
    single = [listed(web, shared, "experiments", **kendo(one))["meta"]["item_count"] for one in conditions]
    assert both == sum(single)
    assert listed(web, shared, "experiments", **kendo(*conditions))["meta"]["item_count"] == 0


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (("title", "neq", "x"), lambda one: one["title"] != "x"),
        (("title", "doesnotcontain", "pcr"), lambda one: "pcr" not in one["title"].lower()),
        (("title", "endswith", "1"), lambda one: one["title"].endswith("1")),
        (("flag", "eq", "true"), lambda one: (one["flag"] or {}).get("title") == "Successful"),
        (("flag", "isnullorempty", ""), lambda one: one["flag"] is None),
        (("projects.title", "eq", "Neuronal imaging"), lambda one: one["project"]["title"] == "Neuronal imaging"),
    ],
)
def test_each_operator_of_texts_means_what_it_says(
    shared: sandbox.Box, web: httpx.Client, condition: tuple[str, str, str], holds: Any
) -> None:
    every = listed(web, shared, "experiments", page_size=1000)
    found = listed(web, shared, "experiments", **kendo(condition), page_size=1000)["data"]
    assert [one["id"] for one in found] == [one["id"] for one in every if holds(one)]
    assert 0 < len(found) <= len(every)


@pytest.mark.parametrize(
    ("operator", "holds"),
    [
        ("_eq", lambda value: value == 1650),
        ("_neq", lambda value: value != 1650),
        ("_gt", lambda value: value > 1650),
        ("_gte", lambda value: value >= 1650),
        ("_lt", lambda value: value < 1650),
        ("_lte", lambda value: value <= 1650),
    ],
)
def test_each_operator_of_numbers_means_what_it_says(
    shared: sandbox.Box, web: httpx.Client, operator: str, holds: Any
) -> None:
    found = listed(web, shared, "stocks", **kendo(("id", operator, "1650")), page_size=1000)["data"]
    assert [one["id"] for one in found] == [number for number in range(1600, 1900) if holds(number)]


def test_a_day_compares_with_times_by_the_day(shared: sandbox.Box, web: httpx.Client) -> None:
    day = listed(web, shared, "stocks", page_size=1)[0]["created_at"][:10]
    found = listed(web, shared, "stocks", **kendo(("created_at", "_lte", day)))["data"]
    assert {one["created_at"][:10] for one in found} == {day}


@pytest.mark.parametrize(
    "params",
    [
        {key: value for key, value in kendo(("title", "contains", "PCR")).items() if key != "kendo"},
        kendo(("no_such_field", "eq", "x")),
        kendo(("title", "no_such_operator", "x")),
        {"filter": "not json"},
        {"no_such_parameter": "x"},
    ],
)
def test_a_filter_that_is_not_understood_is_ignored_in_silence(
    shared: sandbox.Box, web: httpx.Client, params: dict[str, str]
) -> None:
    assert listed(web, shared, "experiments", **params, meta="true")["meta"]["item_count"] == 240


def test_the_compact_json_filter_and_the_plain_parameter_agree(shared: sandbox.Box, web: httpx.Client) -> None:
    by_json = listed(web, shared, "experiments", filter='{"project_id":"3"}')
    assert {one["project_id"] for one in by_json} == {3}
    assert listed(web, shared, "experiments", project_id=3) == by_json
    title = by_json[0]["title"]
    assert {one["title"] for one in listed(web, shared, "experiments", name=title)} == {title}


def test_exclude_fields_leaves_keys_out(shared: sandbox.Box, web: httpx.Client) -> None:
    [one] = listed(web, shared, "experiments", page_size=1, exclude_fields="experiment_procedures,member")
    assert "experiment_procedures" not in one
    assert "member" not in one
    assert "title" in one


def test_plain_sort_answers_500(shared: sandbox.Box, web: httpx.Client) -> None:
    answer = web.get(f"{shared.labguru_url}/api/v1/experiments", params={"token": shared.token, "sort": "id"})
    assert answer.status_code == 500


def test_the_json_suffix_is_accepted(shared: sandbox.Box, web: httpx.Client) -> None:
    assert listed(web, shared, "experiments/966.json") == listed(web, shared, "experiments/966")


def test_collections_are_found_by_their_exact_name_only(shared: sandbox.Box, web: httpx.Client) -> None:
    items = listed(web, shared, "biocollections/Cell%20Bank%20%20--%202026")
    assert len(items) == 40
    assert {"Culturing Medium", "Mycoplasma free"} <= items[0].keys()
    url = f"{shared.labguru_url}/api/v1/biocollections/Cell%20Bank%20--%202026"
    assert web.get(url, params={"token": shared.token}).json() == {"error": "Resource not found"}


# ---- every family, from the document


def families(*verbs: str) -> list[str]:
    """Families of Labguru with these verbs."""
    names = sorted({name.partition(".")[0] for name in LABGURU.operations})
    return [name for name in names if all(f"{name}.{verb}" in LABGURU.operations for verb in verbs)]


def sample_of(schema: dict[str, Any]) -> Any:
    """A value that a request's schema takes; numbers are 1, since there is a record of this id everywhere."""
    schema = LABGURU.resolved(schema)
    kind = (types(schema) or ["string"])[0]
    if kind == "object":
        required = schema.get("required", ())
        return {name: sample_of(schema["properties"][name]) for name in required}
    if kind == "string":
        return b"a" if schema.get("format") == "binary" else "made by a test"
    return {"integer": 1, "number": 1, "boolean": True, "array": []}[kind]


PARENTS = {
    "container_type": "ExperimentProcedure",
    "stockable_type": "Biocollections::Generic",
    "stockable_id": 1040,
    "storage_type": "System::Storage::Box",
    "storage_id": 931,
}
PLACES = {"name": "Our%20Primers", "collection": "plasmids", "sample_id": "1"}
NUMBERS = {"experiments": 966, "stocks": 1600, "biocollections": 1040, "reports": 501, "boxes": 931}


def address(box: sandbox.Box, operation: Operation, number: int = 0) -> str:
    path = operation.template.replace(ID, str(number))
    for name, value in PLACES.items():
        path = path.replace(f"{{{name}}}", value)
    return f"{box.labguru_url}{path}"


def question(box: sandbox.Box, operation: Operation) -> dict[str, Any]:
    """The token, and what an operation demands of the query."""
    needed = [one for one in operation.parameters if one.location == "query" and one.required]
    params = {"token": box.token} | {one.name: sample_of(LABGURU.at(one.schema)) for one in needed}
    if "item_uuid" in params:
        experiment = f"{box.labguru_url}/api/v1/experiments/966"
        params["item_uuid"] = httpx.get(experiment, params={"token": box.token}, trust_env=False).json()["uuid"]
    return params


def body_of(operation: Operation) -> dict[str, Any]:
    """A body that an operation takes, for ``web.request``."""
    if "application/json" in operation.bodies:
        return {"json": sample_of(LABGURU.at(operation.bodies["application/json"]))}
    if "multipart/form-data" not in operation.bodies:
        return {}
    fields = sample_of(LABGURU.at(operation.bodies["multipart/form-data"]))
    inner = fields.get(operation.wrapper, fields)
    named = {f"{operation.wrapper}[{name}]" if operation.wrapper else name: inner[name] for name in inner}
    files = {name: ("a", value) for name, value in named.items() if isinstance(value, bytes)}
    return {"data": {name: value for name, value in named.items() if name not in files}, "files": files}


@pytest.mark.parametrize("family", [name for name in families("create", "get", "delete") if name != "attachments"])
def test_what_is_created_is_found_changed_and_gone(family: str, box: sandbox.Box, web: httpx.Client) -> None:
    operations = LABGURU.operations
    web.params = httpx.QueryParams({"token": box.token})
    create = operations[f"{family}.create"]
    fields = sample_of(LABGURU.at(create.bodies["application/json"]))
    item = fields[create.wrapper] if create.wrapper else fields
    item.update({key: value for key, value in PARENTS.items() if key in item}, **{"Own Column": "kept"})
    if family == "sections":
        item |= {"container_type": "Projects::Experiment", "container_id": 966}
    if family == "links":
        source, target = (one["uuid"] for one in listed(web, box, "experiments", page_size=2))
        item |= {"source_uuid": source, "target_uuid": target}

    made = web.post(address(box, create), json=fields)
    assert made.status_code in (200, 201), made.text
    record = made.json()["flag"] if family == "flags" else made.json()
    assert record["Own Column"] == "kept"
    get = address(box, operations[f"{family}.get"], record["id"])
    assert web.get(get).json() == record
    if f"{family}.list" in operations:
        params = {"page_size": 10_000} | question(box, operations[f"{family}.list"])
        everything = web.get(address(box, operations[f"{family}.list"]), params=params).json()
        assert [one["id"] for one in everything].count(record["id"]) == 1
    if f"{family}.update" in operations:
        wrapper = operations[f"{family}.update"].wrapper
        change = {"Own Column": "changed"}
        changed = web.put(get, json={wrapper: change} if wrapper else change)
        assert (changed.status_code, changed.json()["Own Column"]) == (200, "changed"), changed.text
        assert changed.json().keys() == record.keys()
    delete = operations[f"{family}.delete"]
    statuses = [web.request("DELETE", address(box, delete, record["id"]), **body_of(delete)).status_code for _ in "12"]
    assert statuses == [204, 404]
    assert web.get(get).status_code == 404


@pytest.mark.parametrize("family", families("list"))
def test_each_list_has_records_and_both_forms(family: str, box: sandbox.Box, web: httpx.Client) -> None:
    operation = LABGURU.operations[f"{family}.list"]
    params = question(box, operation)
    bare = web.get(address(box, operation), params=params)
    assert bare.status_code == 200, bare.text
    assert bare.json()
    if operation.paged:
        page = web.get(address(box, operation), params={**params, "meta": "true"}).json()
        assert page["data"] == bare.json()


@pytest.mark.parametrize("name", sorted(LABGURU.operations))
def test_no_operation_is_without_an_answer(name: str, box: sandbox.Box, web: httpx.Client) -> None:
    operation = LABGURU.operations[name]
    url = address(box, operation, NUMBERS.get(operation.family, 1))
    answer = web.request(operation.method.upper(), url, params=question(box, operation), **body_of(operation))
    assert answer.status_code < 500 or "sandbox" not in answer.text, answer.text
    assert answer.status_code not in (400, 401, 405, 501), answer.text
    assert box.requests[-1].operation == name


@pytest.mark.parametrize("name", sorted(name for name, one in LABGURU.operations.items() if not one.public))
def test_no_operation_answers_without_a_token(name: str, shared: sandbox.Box, web: httpx.Client) -> None:
    operation = LABGURU.operations[name]
    for params in ({}, {"token": "wrong"}):
        answer = web.request(operation.method.upper(), address(shared, operation, 1), params=params)
        assert (answer.status_code, answer.json()) == (
            401,
            {"message": "You are not authorized to perform this action"},
        )


# ---- the notebook


def test_sections_are_wrapped_alone_and_bare_in_lists(shared: sandbox.Box, web: httpx.Client) -> None:
    alone, [first] = listed(web, shared, "experiments/966"), listed(web, shared, "experiments", page_size=1)
    assert [one["experiment_procedure"] for one in alone["experiment_procedures"]] == first["experiment_procedures"]
    assert alone.keys() - first.keys() == {"locked", "sop_run_id", "sop_run"}
    added = {"linked_resources", "location", "output", "part_of_advanced_signature_flow"}
    assert first.keys() - alone.keys() == added


@pytest.mark.parametrize("kind", ["samples", "plate", "steps", "form", "excel", "attachments"])
def test_elements_carry_their_data_as_text(kind: str, shared: sandbox.Box, web: httpx.Client) -> None:
    elements = [
        element
        for number in range(966, 1020)
        for element in listed(web, shared, f"experiments/{number}/elements", element_type=kind)
    ]
    assert elements
    assert {element["element_type"] for element in elements} == {kind}
    held = json.loads(elements[0]["description"] if kind == "form" else elements[0]["data"])
    assert held
    assert listed(web, shared, f"elements/{elements[0]['id']}") == elements[0]


def test_a_row_of_samples_leads_to_its_stock_and_its_item(shared: sandbox.Box, web: httpx.Client) -> None:
    [element] = listed(web, shared, "experiments/966/elements", element_type="samples")
    row = json.loads(element["data"])["samples"][0]
    stock = listed(web, shared, f"stocks/{row['saved_stocks_ids'][0]}")
    assert stock["stockable_id"] == row["item"]["item_id"]
    assert (
        listed(web, shared, row["data"]["api_url"].removeprefix("/api/v1/").replace(" ", "%20"))["name"] == row["name"]
    )
    query = {"item_id": stock["stockable_id"], "item_class": stock["stockable_type"], "kendo": "true", "page_size": 500}
    using = listed(web, shared, "experiments/item_experiments", **query)["data"]
    assert 966 in {one["id"] for one in using}
    assert 0 < len(using) < 240
    query = {"item_id": stock["stockable_id"], "item_type": stock["stockable_type"]}
    assert stock["id"] in {one["id"] for one in listed(web, shared, "stocks/item_stocks", **query)}
    found = listed(web, shared, "stocks/get_stocks_by_barcode", input=stock["barcode"])
    assert [one["id"] for one in found] == [stock["id"]]


def test_v2_makes_an_experiment_with_its_sections_and_elements(box: sandbox.Box, web: httpx.Client) -> None:
    elements = [{"element_type": "text", "data": "<p>hello</p>"}, {"element_type": "samples"}]
    item = {
        "title": "T",
        "project_id": 1,
        "milestone_name": "Brand new",
        "sections": [{"title": "S", "elements": elements}],
    }
    url = f"{box.labguru_url}/api/v2/experiments"
    made = web.post(url, params={"token": box.token}, json={"item": item})
    assert made.status_code == 201, made.text
    [section] = made.json()["experiment_procedures"]
    assert section["experiment_procedure"]["name"] == "S"
    first = section["experiment_procedure"]["elements"][0]
    assert listed(web, box, f"elements/{first['id']}")["data"] == "<p>hello</p>"
    assert made.json()["milestone"]["title"] == "Brand new"
    for wrong in ({**item, "milestone_id": 1}, {key: item[key] for key in ("title", "project_id", "sections")}):
        assert web.post(url, params={"token": box.token}, json={"item": wrong}).status_code == 422


def test_a_record_of_a_parent_that_is_not_there_is_refused(box: sandbox.Box, web: httpx.Client) -> None:
    for path, item in (
        ("milestones", {"title": "F", "project_id": 999}),
        ("experiments", {"title": "E", "project_id": 1, "milestone_id": 999}),
    ):
        answer = web.post(f"{box.labguru_url}/api/v1/{path}", params={"token": box.token}, json={"item": item})
        assert answer.status_code == 404, path


def test_null_clears_a_field_and_a_field_left_out_stays(box: sandbox.Box, web: httpx.Client) -> None:
    url, params = f"{box.labguru_url}/api/v1/stocks/1600", {"token": box.token}
    before = web.get(url, params=params).json()
    after = web.put(url, params=params, json={"item": {"barcode": None, "location_in_box": 81}}).json()
    assert before["barcode"]
    assert after["barcode"] is None
    assert after["position"] == "81 (I9)"
    assert after["lot"] == before["lot"]


def test_what_the_specification_forbids_is_a_400(box: sandbox.Box, web: httpx.Client) -> None:
    url, params = f"{box.labguru_url}/api/v1/experiments", {"token": box.token}
    for body in ({}, {"item": {"title": 1, "project_id": 1}}, {"item": "x"}, [1]):
        assert web.post(url, params=params, json=body).status_code == 400, body
    assert web.get(url, params={**params, "page": "two"}).status_code == 400
    assert web.post(url, params=params, content=b"{", headers={"Content-Type": "application/json"}).status_code == 400


# ---- coming in


def test_login_by_json_and_by_form(box: sandbox.Box, web: httpx.Client) -> None:
    url, good = f"{box.labguru_url}/api/v1/sessions", {"login": box.login, "password": box.password}
    for answer in (web.post(url, json=good), web.post(f"{url}.json", data={**good, "account_id": str(box.account_id)})):
        assert answer.status_code == 200
        assert len(answer.json()["token"]) == 40
        assert answer.json()["url"] == f"{box.labguru_url}/"
        assert listed(web, box, "projects", token=answer.json()["token"])


@pytest.mark.parametrize("wrong", [{"password": "x"}, {"login": "x"}, {"account_id": 999}])
def test_a_wrong_login_is_a_200_with_minus_one_as_text(box: sandbox.Box, web: httpx.Client, wrong: Any) -> None:
    good = {"login": box.login, "password": box.password}
    answer = web.post(f"{box.labguru_url}/api/v1/sessions", json={**good, **wrong})
    assert (answer.status_code, answer.json()) == (200, {"token": "-1"})


def test_expired_tokens_are_refused_until_a_new_login(box: sandbox.Box, web: httpx.Client) -> None:
    good = {"login": box.login, "password": box.password}
    tokens: list[str] = []
    for _ in range(2):
        tokens.append(web.post(f"{box.labguru_url}/api/v1/sessions", json=good).json()["token"])
        url = f"{box.labguru_url}/api/v1/projects"
        assert web.get(url, params={"token": tokens[-1]}).status_code == 200
        box.expire_tokens()
        assert [web.get(url, params={"token": token}).status_code for token in tokens] == [401] * len(tokens)
    assert tokens[0] != tokens[1]
    assert listed(web, box, "projects", token=box.token)


def test_the_token_may_be_in_the_body(box: sandbox.Box, web: httpx.Client) -> None:
    url, item = f"{box.labguru_url}/api/v1/projects", {"title": "P"}
    assert web.post(url, json={"token": box.token, "item": item}).status_code == 201
    assert web.post(url, data={"token": box.token, "item[title]": "P"}).status_code == 201
    assert web.request("GET", url, json={"token": box.token}).status_code == 200


# ---- files


def test_uploaded_bytes_come_back_through_a_link_to_another_origin(box: sandbox.Box, web: httpx.Client) -> None:
    content = b"\r\n--boundary\r\n\r\n" + bytes(range(256)) * 4000 + b"\r\n--boundary--\r\n"
    uuid = listed(web, box, "experiments/966")["uuid"]
    form = {"item[title]": "gel ä.png", "item[attach_to_uuid]": uuid}
    url = f"{box.labguru_url}/api/v1/attachments"
    made = web.post(
        url, params={"token": box.token}, data=form, files={"item[attachment]": ("gel ä.png", content, "image/png")}
    )
    assert made.status_code == 201, made.text
    record = made.json()
    assert (record["filename"], record["attachable_type"], record["attachable_id"]) == (
        "gel ä.png",
        "Projects::Experiment",
        966,
    )
    assert record in listed(web, box, "attachments", filter='{"attachable_id":"966"}')
    assert record in listed(web, box, "experiments/966")["attachments"]

    redirect = web.get(f"{url}/{record['id']}/download", params={"token": box.token})
    link = redirect.headers["location"]
    assert redirect.status_code == 302
    assert link.startswith(box.storage_url)
    assert "signature=" in link
    assert box.token not in link
    assert web.get(link).content == content
    box.expire_links()
    assert web.get(link).status_code == 403


def test_an_upload_needs_its_file_and_a_record_that_is_there(box: sandbox.Box, web: httpx.Client) -> None:
    url, params = f"{box.labguru_url}/api/v1/attachments", {"token": box.token}
    file = {"item[attachment]": ("a.txt", b"a")}
    lost = {"item[title]": "a.txt", "item[attach_to_uuid]": "no such"}
    answer = web.post(url, params=params, data=lost, files=file)
    assert (answer.status_code, answer.json()) == (404, {"error": "Couldn't find LgUuid"})
    assert web.post(url, params=params, data={"item[title]": "a.txt"}).status_code == 422


# ---- Labvanced


def session_list(web: httpx.Client, box: sandbox.Box, study: int) -> Any:
    answer = web.get(f"{box.labvanced_url}/api/{study}/sessions", headers={LABVANCED_HEADER: box.token})
    assert answer.status_code == 200, answer.text
    return answer.json()


def members(web: httpx.Client, box: sandbox.Box, number: int, study: int = STUDY) -> dict[str, str]:
    url = f"{box.labvanced_url}/api/{study}/download/{number}"
    answer = web.get(url, headers={LABVANCED_HEADER: box.token})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_studies_list_their_sessions_some_unfinished(shared: sandbox.Box, web: httpx.Client) -> None:
    sessions = session_list(web, shared, shared.study)
    assert len(sessions) == 24
    assert sessions[0]["rec_session_id"] == 4100004
    assert sessions[1]["subject_code"] == "002"
    assert 0 < sum(one["end_time"] is None for one in sessions) < 24
    assert len(session_list(web, shared, SMALL_STUDY)) == 3


def test_a_zip_is_the_same_bytes_each_time(shared: sandbox.Box, web: httpx.Client) -> None:
    url = f"{shared.labvanced_url}/api/{STUDY}/download/4100004"
    one, other = (web.get(url, headers={LABVANCED_HEADER: f"Bearer {shared.token}"}).content for _ in range(2))
    assert one == other
    assert one.startswith(b"PK")


def test_every_export_has_the_documented_form(shared: sandbox.Box, web: httpx.Client) -> None:
    headers: set[str] = set()
    texts: set[str] = set()
    for session in session_list(web, shared, STUDY):
        number = session["rec_session_id"]
        files = members(web, shared, number)
        assert list(files) == ["sessions.csv", "trials.csv", "timeseries.csv"]
        assert not any("\r" in text or text.startswith("\ufeff") for text in files.values())
        [about] = csv.DictReader(io.StringIO(files["sessions.csv"]))
        assert about["Rec_Session_Id"] == str(number)
        assert (about["Completed"] == "true") == (session["end_time"] is not None)
        assert about["Subject_Code"] == session["subject_code"]
        names, *rows = csv.reader(io.StringIO(files["trials.csv"]))
        assert names[7:] == sorted(names[7:], key=str.casefold)
        assert names.count("preview") == 2
        assert "Preview" in names
        assert {len(row) for row in rows} == {len(names)}
        keys = [(row[0], row[4], row[6], row[1]) for row in rows]
        assert len(set(keys)) == len(keys)
        headers.add(files["trials.csv"].splitlines()[0])
        texts |= {row[names.index("freetext_quest")] for row in rows if "freetext_quest" in names}
    assert len(headers) == 3
    assert "NA" in texts
    assert any('"' in text for text in texts)
    assert any("\n" in text for text in texts)


def test_time_series_are_ragged_arrays_without_quotes(shared: sandbox.Box, web: httpx.Client) -> None:
    head, *lines = members(web, shared, 4100004)["timeseries.csv"].splitlines()
    assert head.split(",")[6:] == [
        "Exp_Subject_Id",
        "Rec_Session_Id",
        "Session_Nr",
        "variable_name",
        "timestamp",
        "value",
    ]
    widths = {name: set[int]() for name in ("gaze_data", "applied_drift", "gaze_x", "question_answer")}
    for line in lines:
        cells = line.split(",")
        if cells[9] in widths:
            widths[cells[9]].add(len(cells))
    assert widths == {"gaze_data": {12, 15}, "applied_drift": {13}, "gaze_x": {12}, "question_answer": {12}}
    assert any(line.endswith(',gaze_x,"",') for line in lines)
    assert any(line.endswith(',""') for line in lines)


def test_unknown_studies_and_sessions_and_wrong_tokens_are_refused(shared: sandbox.Box, web: httpx.Client) -> None:
    for path, token, status in (
        (f"/api/{STUDY}/download/1", shared.token, 404),
        (f"/api/{SMALL_STUDY}/download/4100004", shared.token, 404),
        ("/api/1/sessions", shared.token, 404),
        (f"/api/{STUDY}/sessions", "wrong", 401),
        (f"/api/{STUDY}/sessions", "", 401),
    ):
        answer = web.get(shared.labvanced_url + path, headers={LABVANCED_HEADER: token} if token else {})
        assert answer.status_code == status, path
        assert answer.json()["success" if status == 401 else "error"] is not None


def test_a_study_goes_on_while_it_is_watched(box: sandbox.Box, web: httpx.Client) -> None:
    number = box.add_session()
    added = {one["rec_session_id"]: one for one in session_list(web, box, box.study)}
    before = members(web, box, number)
    assert added[number]["end_time"] is None
    box.finish_session(number)
    after = {one["rec_session_id"]: one for one in session_list(web, box, box.study)}
    assert after[number]["end_time"] is not None
    assert members(web, box, number) != before
    box.remove_session(number)
    assert number not in {one["rec_session_id"] for one in session_list(web, box, box.study)}
    box.envelope("data")
    assert len(session_list(web, box, box.study)["data"]) == 24


# ---- faults, counters, life


def test_a_failure_happens_so_often_and_only_where_asked(box: sandbox.Box, web: httpx.Client) -> None:
    box.fail("GET /api/v1/experiments", status=503, times=2, headers={"Retry-After": "1"}, body={"error": "busy"})
    url, params = f"{box.labguru_url}/api/v1", {"token": box.token}
    assert web.get(f"{url}/projects", params=params).status_code == 200
    answers = [web.get(f"{url}/experiments", params=params) for _ in range(3)]
    assert [one.status_code for one in answers] == [503, 503, 200]
    assert (answers[0].headers["retry-after"], answers[0].json()) == ("1", {"error": "busy"})
    assert box.count("GET /api/v1/experiments") == box.count("experiments.list") == 3
    assert box.count("POST /api/v1/experiments") == 0
    assert len(box.requests) == 4


def test_a_failed_write_did_not_happen_and_a_cut_one_did(box: sandbox.Box, web: httpx.Client) -> None:
    url, params, body = f"{box.labguru_url}/api/v1/projects", {"token": box.token}, {"item": {"title": "once"}}
    box.fail("projects.create", status=500)
    assert web.post(url, params=params, json=body).status_code == 500
    assert "once" not in {one["title"] for one in listed(web, box, "projects")}
    box.cut("projects.create", after=10)
    with pytest.raises(httpx.RemoteProtocolError):
        web.post(url, params=params, json=body)
    assert "once" in {one["title"] for one in listed(web, box, "projects")}


def test_a_download_can_be_cut_in_its_middle(box: sandbox.Box, web: httpx.Client) -> None:
    url = f"{box.labvanced_url}/api/{STUDY}/download/4100004"
    box.cut("/api/*/download/*", after=1000)
    received: list[bytes] = []
    with pytest.raises(httpx.RemoteProtocolError):
        download_into(received, web, url, box.token)
    assert sum(map(len, received)) == 1000


def download_into(received: list[bytes], web: httpx.Client, url: str, token: str) -> None:
    with web.stream("GET", url, headers={LABVANCED_HEADER: token}) as answer:
        for piece in answer.iter_raw():
            received.append(piece)


def test_a_stalled_answer_outlasts_patience_but_not_the_sandbox(web: httpx.Client) -> None:
    with sandbox.serve(experiments=1, stocks=1) as box:
        box.stall("projects.list", 60)
        box.stall("projects.get", 60, after=5)
        for path in ("projects", "projects/1"):
            with pytest.raises(httpx.ReadTimeout):
                web.get(f"{box.labguru_url}/api/v1/{path}", params={"token": box.token}, timeout=0.1)
        begun = time.monotonic()
    assert time.monotonic() - begun < 5


def test_a_web_page_can_stand_in_for_json(box: sandbox.Box, web: httpx.Client) -> None:
    box.html("sessions.create")
    answer = web.post(f"{box.labguru_url}/api/v1/sessions", json={"login": box.login, "password": box.password})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith("<!DOCTYPE html>")


def test_latency_holds_back_every_answer(box: sandbox.Box, web: httpx.Client) -> None:
    box.latency = 0.2
    begun = time.monotonic()
    listed(web, box, "projects")
    assert time.monotonic() - begun >= 0.2


def test_requests_are_served_at_the_same_time(box: sandbox.Box) -> None:
    box.latency = 0.3
    with httpx.Client(trust_env=False) as web:
        threads = [threading.Thread(target=listed, args=(web, box, "projects")) for _ in range(8)]
        begun = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert time.monotonic() - begun < 1.5
    assert box.count("projects.list") == 8


def test_a_sandbox_leaves_nothing_behind() -> None:
    before = set(threading.enumerate())
    with sandbox.serve(experiments=1, stocks=1) as box, httpx.Client(trust_env=False) as web:
        listed(web, box, "projects")
        ports = [int(url.rpartition(":")[2]) for url in (box.labguru_url, box.labvanced_url, box.storage_url)]
    assert set(threading.enumerate()) == before
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_two_sandboxes_share_no_state(web: httpx.Client) -> None:
    with sandbox.serve(experiments=1, stocks=1) as one, sandbox.serve(experiments=1, stocks=1) as other:
        body = {"item": {"title": "only here"}}
        assert web.post(f"{one.labguru_url}/api/v1/projects", params={"token": one.token}, json=body).status_code == 201
        assert "only here" not in {project["title"] for project in listed(web, other, "projects")}
        assert not [request for request in other.requests if request.method == "POST"]


def test_async_code_in_the_same_process_is_served(shared: sandbox.Box) -> None:
    async def ask(client: httpx.AsyncClient, number: int) -> int:
        answer = await client.get(f"{shared.labguru_url}/api/v1/experiments/{number}", params={"token": shared.token})
        return int(answer.json()["id"])

    async def together() -> list[int]:
        async with httpx.AsyncClient(trust_env=False) as client:
            return await asyncio.gather(*(ask(client, number) for number in range(966, 976)))

    assert asyncio.run(together()) == list(range(966, 976))


def test_the_fixtures_serve_a_users_tests(tmp_path: Path) -> None:
    test = tmp_path / "test_mine.py"
    test.write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('turn', [1, 2])\n"
        "def test_mine(labclients_sandbox, labguru, labvanced, turn):\n"
        "    assert 'mine' not in {one.title for one in labguru.projects.list()}\n"
        "    labguru.projects.create(title='mine')\n"
        "    assert len(list(labvanced.sessions(labclients_sandbox.study))) == 24\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "labclients.sandbox.fixtures", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, "--rootdir", tmp_path, test], capture_output=True, text=True)
    assert "2 passed" in done.stdout, done.stdout + done.stderr
