"""`labclients contract` over real sockets: against the sandbox, and against services that have changed."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Ended, Run
from tests.sockets.server import FaultServer, answer

import labguru_api
import labvanced_api
from labclients import Labguru, sandbox
from labclients._client import SyncClient
from labclients.cli.evidence import Evidence
from labclients.cli.probe import Probe
from labclients.sandbox.document import Document

DOCUMENTS = {"labguru": labguru_api.openapi(), "labvanced": labvanced_api.openapi()}


def lead(monkeypatch: pytest.MonkeyPatch, *, token: str = TOKEN, **services: str) -> None:
    for service, url in services.items():
        monkeypatch.setenv(f"{service.upper()}_BASE_URL", url)
        monkeypatch.setenv(f"{service.upper()}_TOKEN", token)


@pytest.fixture
def run(run: Run) -> Run:
    """Run ``labclients contract``."""
    return partial(run, "contract")


def report(ended: Ended) -> Any:
    """The JSON of the one service that was asked."""
    [service] = json.loads(ended[1])["services"]
    return service


def schema(ended: Ended, name: str) -> Any:
    return next(one for one in report(ended)["schemas"] if one["name"] == name)


def operation(ended: Ended, name: str) -> Any:
    return next(one for one in report(ended)["operations"] if one["name"] == name)


def reads(service: str) -> set[str]:
    """The names of all operations that only read."""
    items = DOCUMENTS[service]["paths"].values()
    entries = (entry for item in items for entry in item.values() if isinstance(entry, dict))
    return {entry["operationId"] for entry in entries if entry.get("x-effect") == "read"}


def only(*families: str) -> list[str]:
    """Arguments that leave out every other family."""
    others = sorted({name.partition(".")[0] for name in reads("labguru")} - set(families))
    return [word for family in others for word in ("--skip", family)]


class TestAsking:
    def test_nothing_is_written(self, box: sandbox.Box, run: Run) -> None:
        """Only GETs are sent, and only operations that the specification calls reads."""
        run("--study", box.study)

        assert {seen.method for seen in box.requests} == {"GET"}
        assert {seen.operation for seen in box.requests} <= reads("labguru") | reads("labvanced")

    def test_every_operation_is_asked_once_or_accounted_for(self, box: sandbox.Box, run: Run) -> None:
        """What the specification offers to be read is in the report, and what was answered took one request each."""
        ended = run("labguru", "--json")

        said = {one["name"]: one["state"] for one in report(ended)["operations"]}
        assert set(said) == reads("labguru")
        answered = sorted(name for name, state in said.items() if state == "answered")
        assert sorted(seen.operation for seen in box.requests) == answered
        assert len(answered) > 120

    def test_what_is_not_asked_has_a_reason(self, box: sandbox.Box, run: Run) -> None:
        """No argument is made up: what needs one, or answers no JSON, is listed with the reason."""
        ended = run("labguru", "--json")

        reasons = {one["name"]: one["why"] for one in report(ended)["operations"] if one["state"] == "not asked"}
        assert reasons["links.list"] == "it needs item_uuid"
        assert reasons["attachments.download"] == "it answers a file"
        assert all(reasons.values())

    def test_ids_are_those_that_were_listed(self, box: sandbox.Box, run: Run) -> None:
        """A record is asked for by the id of the first record of its own list; a collection by its name."""
        run("labguru")

        with Labguru(read_only=True) as labguru:
            first = next(iter(labguru.experiments.list(page_size=1))).id
        paths = [seen.path for seen in box.requests]
        assert f"/api/v1/experiments/{first}" in paths
        assert any(re.fullmatch(r"/api/v1/biocollections/[^/]+/\d+", path) for path in paths)

    def test_it_says_first_whom_it_asks(self, box: sandbox.Box, run: Run) -> None:
        """Server, variable and number of requests are said, and that nothing is written; the number is kept."""
        _, _, err = run("labguru")

        found = re.match(r"Labguru: at most (\d+) requests to (\S+), with LABGURU_TOKEN. Nothing is written.", err)
        assert found
        assert found[2] == box.labguru_url
        assert 0 < len(box.requests) <= int(found[1])

    def test_it_is_said_before_the_first_request(self, run: Run, server: FaultServer, monkeypatch: Any) -> None:
        """Even where no answer ever comes."""
        lead(monkeypatch, labguru=server.url)
        said: list[str] = []
        monkeypatch.setattr("labclients.cli.output.note", lambda text: said.append(f"{len(server.seen)} {text}"))
        server.plan(answer(401))

        run("labguru")

        assert said[0].startswith("0 Labguru: at most")

    def test_labvanced_is_asked_for_one_list_and_one_download(self, box: sandbox.Box, run: Run) -> None:
        """Two requests, for the study that was named."""
        status, _, _ = run("labvanced", "--study", box.study)

        assert status == 0
        assert [seen.operation for seen in box.requests] == ["sessions.list", "sessions.download"]

    def test_labvanced_is_not_asked_without_a_study(self, box: sandbox.Box, run: Run) -> None:
        """Nothing can be asked of it, and the number of a study is not made up."""
        status, _, err = run()

        assert status == 0
        assert "--study N names a study" in err
        assert all(seen.operation in reads("labguru") for seen in box.requests)
        with pytest.raises(SystemExit) as ended:
            run("labvanced")
        assert ended.value.code == 2

    def test_of_labvanced_nothing_but_lists_is_asked(self) -> None:
        """A reading operation that a new specification brings is not asked, though its arguments were known."""
        new = copy.deepcopy(DOCUMENTS["labvanced"])
        operation = copy.deepcopy(new["paths"]["/api/{expId}/sessions"]["get"])
        new["paths"]["/api/{expId}/summary"] = {"get": operation | {"operationId": "summary.get"}}
        document = Document(new)

        options: Any = {"limit": 1, "skip": (), "path_values": {"expId": 1}, "lists_only": True}
        probe = Probe(document, Evidence(document, ".*"), **options)

        assert probe.outcomes["summary.get"].why == "it is no list"
        assert probe.request_limit == 1

    def test_a_login_will_do(self, box: sandbox.Box, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Login and password are exchanged for a token, which is no write; neither is repeated."""
        monkeypatch.delenv("LABGURU_TOKEN")
        monkeypatch.setenv("LABGURU_LOGIN", box.login)
        monkeypatch.setenv("LABGURU_PASSWORD", box.password)
        monkeypatch.setenv("LABGURU_ACCOUNT_ID", str(box.account_id))

        status, out, err = run("labguru", "--json", *only("projects"))

        assert status == 0
        assert "with LABGURU_LOGIN" in err
        assert not [secret for secret in (box.login, box.password, box.token) if secret in out + err]

    def test_skipped(self, box: sandbox.Box, run: Run) -> None:
        """An operation or a family that --skip names is not asked."""
        ended = run("labguru", "--skip", "experiments.get", "--skip", "stocks", "--json")

        names = {seen.operation for seen in box.requests}
        assert not {name for name in names if name.startswith("stocks.")} | ({"experiments.get"} & names)
        assert "experiments.list" in names
        assert operation(ended, "stocks.list")["why"] == "--skip"

    def test_a_misspelt_skip_is_refused(self, box: sandbox.Box, run: Run) -> None:
        """It would skip nothing; nothing is asked."""
        status, _, err = run("labguru", "--skip", "experimnets")

        assert (status, err) == (3, "labclients: --skip: there is no operation or family 'experimnets'\n")
        assert box.requests == []

    def test_limit(self, box: sandbox.Box, run: Run) -> None:
        """Of each list so many records are asked for."""
        ended = run("labguru", "--limit", 2, "--json", *only("projects"))

        assert schema(ended, "Project")["records"] == 2 + 1


class TestVerdict:
    def test_confirmed(self, box: sandbox.Box, run: Run) -> None:
        """A service that keeps its specification confirms it: assumed or documented, it is said beside it."""
        ended = run("labguru", "--json")

        assert ended[0] == 0
        assert {one["now"] for one in report(ended)["schemas"]} == {"confirmed"}
        known = DOCUMENTS["labguru"]["components"]["schemas"]
        assert {one["name"]: one["evidence"] for one in report(ended)["schemas"]} == {
            one["name"]: known[one["name"]]["x-evidence"] for one in report(ended)["schemas"]
        }

    def test_nothing_came_is_not_confirmed(self, box: sandbox.Box, run: Run) -> None:
        """A schema that nothing came for is listed as such: an empty list confirms no record."""
        box.fail("GET /api/v1/projects", status=200, body=[])

        ended = run("labguru", "--json", *only("projects"))

        assert "Project" in report(ended)["nothing_came_for"]
        assert not [one for one in report(ended)["schemas"] if one["name"] == "Project"]
        assert operation(ended, "projects.get")["state"] == "not asked"

    @pytest.mark.parametrize(
        ("body", "blamed", "place", "expected", "came"),
        [
            ([{"id": "7"}], "Project", "/0/id", "integer", "string"),
            ([{"id": 1}, {"id": 2, "title": 3}], "Project", "/1/title", "string or null", "integer"),
            ({"meta": {}, "data": [{"id": None}]}, "Project", "/data/0/id", "integer", "null"),
            ([{"title": "x"}], "Project", "/0/id", "to be there", "nothing"),
            ([{"id": 1, "owner": [2]}], "Project", "/0/owner", "object or null", "array"),
            ([{"id": 1, "owner": {"id": "x"}}], "MemberReference", "/0/owner/id", "integer or null", "string"),
            ([4], "Project", "/0", "object", "integer"),
            ("4", "Project", "", "array or object", "integer"),
            ({"data": {"id": 1}}, "ProjectPage", "/data", "array", "object"),
            ({"projects": [{"id": 1}]}, "ProjectPage", "/projects", "the list under data", "another key"),
        ],
    )
    def test_wrong(
        self, box: sandbox.Box, run: Run, body: Any, blamed: str, place: str, expected: str, came: str
    ) -> None:
        """What differs is named with its schema, its place and both types, and the exit status is 1."""
        box.fail("GET /api/v1/projects", status=200, body=body, headers={"Content-Type": "application/json"})

        ended = run("labguru", "--json", *only("projects"))

        assert ended[0] == 1
        found = schema(ended, blamed)
        assert found["now"] == "wrong"
        assert {"operation": "projects.list", "place": place, "expected": expected, "came": came} in found["wrong"]

    def test_a_fault_of_every_row_is_said_once(self, box: sandbox.Box, run: Run) -> None:
        """A hundred rows with one difference are one difference."""
        box.fail("GET /api/v1/projects", status=200, body=[{"id": 1, "title": number} for number in range(100)])

        assert len(schema(run("labguru", "--json", *only("projects")), "Project")["wrong"]) == 1

    def test_records_under_another_key_are_looked_at(self, box: sandbox.Box, run: Run) -> None:
        """The list still is one, and its records are held against the specification, too."""
        box.fail("GET /api/v1/projects", status=200, body={"projects": [{"id": "7"}]})

        assert schema(run("labguru", "--json", *only("projects")), "Project")["wrong"][0]["place"] == "/projects/0/id"

    def test_new_fields(self, box: sandbox.Box, run: Run) -> None:
        """A new field is named; what is no field's name is a custom column of the account, and only counted."""
        row = {"id": 1, "budget_code": 3, "Blood type of donor": 4, "Spender": 5}
        box.fail("GET /api/v1/projects", status=200, body=[row])

        ended = run("labguru", "--json", *only("projects"))

        assert ended[0] == 0
        found = schema(ended, "Project")
        assert (found["new"], found["custom_columns"]) == (["budget_code"], 2)
        assert not re.search("Blood|Spender", "".join(ended[1:]))

    def test_fields_never_seen(self, box: sandbox.Box, run: Run) -> None:
        """Declared fields that no record had are listed."""
        box.fail("GET /api/v1/projects*", status=200, body=[{"id": 1}], times=None)

        found = schema(run("labguru", "--json", *only("projects"), "--skip", "projects.get"), "Project")

        assert set(found["never_seen"]) == set(
            DOCUMENTS["labguru"]["components"]["schemas"]["Project"]["properties"]
        ) - {"id"}

    @pytest.mark.parametrize("word", ["anyOf", "oneOf"])
    def test_of_two_schemas_of_one_type_the_one_that_holds_is_confirmed(self, word: str) -> None:
        """A vendor may answer with one kind of object or another; neither is blamed for being the other."""
        new = copy.deepcopy(DOCUMENTS["labvanced"])
        schemas = new["components"]["schemas"]
        schemas["Locked"] = {"type": "object", "required": ["reason"], "properties": {"reason": {"type": "string"}}}
        schemas["Open"] = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
        listing = new["paths"]["/api/{expId}/sessions"]["get"]["responses"]["2XX"]["content"]["application/json"]
        choice = {word: [{"$ref": "#/components/schemas/Locked"}, {"$ref": "#/components/schemas/Open"}]}
        listing["schema"] = {"type": "array", "items": choice}
        document = Document(new)
        evidence = Evidence(document, ".*")

        evidence.add_response(document.operations["sessions.list"], [{"id": 4}])

        assert [(one["name"], one["now"]) for one in evidence.schemas()] == [("Open", "confirmed")]


class TestLabvanced:
    @pytest.fixture
    def vendor(self, server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> FaultServer:
        """A Labvanced of its own; there is nothing to download."""
        lead(monkeypatch, labvanced=server.url)
        server.plan(answer(403))
        return server

    @pytest.mark.parametrize(
        ("body", "blamed", "place"),
        [
            ([{"recSessionId": 4}], "Session", "/0/rec_session_id"),
            ({"items": [{"rec_session_id": 4}]}, "SessionEnvelope", "/items"),
            ({"count": 0}, "Session", ""),
        ],
    )
    def test_another_shape(self, vendor: FaultServer, run: Run, body: Any, blamed: str, place: str) -> None:
        """Another id field, another envelope: the place is named, and what came in its stead is a new field."""
        vendor.routes["GET", "/api/1/sessions"] = answer(json=body)

        ended = run("labvanced", "--study", 1, "--json")

        assert ended[0] == 1
        assert schema(ended, blamed)["wrong"][0]["place"] == place

    def test_what_came_instead_of_an_id_is_named(self, vendor: FaultServer, run: Run) -> None:
        """Without custom columns, names in camel case are the vendor's."""
        vendor.routes["GET", "/api/1/sessions"] = answer(json=[{"recSessionId": 4}])

        assert schema(run("labvanced", "--study", 1, "--json"), "Session")["new"] == ["recSessionId"]

    def test_a_download_that_is_no_archive(self, vendor: FaultServer, run: Run) -> None:
        """An export that is no ZIP is not as the specification says."""
        vendor.routes["GET", "/api/1/sessions"] = answer(json=[{"rec_session_id": 4}])
        vendor.routes["GET", "/api/1/download/4"] = answer(200, "Session locked, said Anna")

        ended = run("labvanced", "--study", 1, "--json")

        assert ended[0] == 1
        [wrong] = schema(ended, "sessions.download")["wrong"]
        assert (wrong["expected"], wrong["came"]) == ("a ZIP that can be read", "something else")
        assert "Anna" not in "".join(ended[1:])

    def test_a_session_that_may_not_be_downloaded(self, vendor: FaultServer, run: Run) -> None:
        """A session that is locked is reported, and says nothing about the specification."""
        vendor.routes["GET", "/api/1/sessions"] = answer(json=[{"rec_session_id": 4}])

        ended = run("labvanced", "--study", 1, "--json")

        assert ended[0] == 0
        assert operation(ended, "sessions.download")["state"] == "refused"


class TestFailures:
    @pytest.mark.parametrize(("status", "state", "ends"), [(403, "refused", 0), (404, "failed", 3), (500, "failed", 3)])
    def test_one_operation_stops_no_other(self, box: sandbox.Box, run: Run, status: int, state: str, ends: int) -> None:
        """An operation that fails is reported, and all others are asked; green is only what may not be read at all."""
        box.fail("GET /api/v1/projects", status=status, body={"error": "Anna's project"}, times=None)

        ended = run("labguru", "--json")

        assert ended[0] == ends
        failed = operation(ended, "projects.list")
        assert (failed["state"], failed["why"]) == (state, f"the server answered {status}")
        assert sum(one["state"] == "answered" for one in report(ended)["operations"]) > 115
        assert "Anna" not in "".join(ended[1:])

    def test_a_page_instead_of_json(self, box: sandbox.Box, run: Run) -> None:
        """A web page with status 200 is a failure, and its title is not repeated."""
        box.fail("GET /api/v1/projects", status=200, body="<html><title>Anna's page</title></html>")

        ended = run("labguru", *only("projects"))

        assert ended[0] == 3
        assert "not the JSON that was asked for" in ended[1]
        assert "Anna" not in "".join(ended[1:])

    def test_wrong_outweighs_failed(self, box: sandbox.Box, run: Run) -> None:
        """What is known to be wrong is said, whatever else failed."""
        box.fail("GET /api/v1/projects", status=500, times=None)
        box.fail("GET /api/v1/stocks", status=200, body=[{"id": "x"}])

        assert run("labguru", *only("projects", "stocks"))[0] == 1

    def test_a_token_that_is_refused(self, box: sandbox.Box, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """It could not be told, and a refused token is not tried a hundred times."""
        monkeypatch.setenv("LABGURU_TOKEN", "0" * 40)

        status, out, _ = run("labguru")

        assert (status, len(box.requests)) == (3, 1)
        assert "the credentials were refused" in out

    def test_a_server_that_is_not_there(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """It could not be told, and the other operations do not wait for it, too."""
        lead(monkeypatch, labguru="http://127.0.0.1:9")

        status, out, _ = run("labguru", "--json")

        assert status == 3
        [service] = json.loads(out)["services"]
        assert [one["why"] for one in service["operations"] if one["state"] == "failed"] == ["no whole answer came"] * 2

    @pytest.mark.parametrize("args", [[], ["labguru"], ["labvanced", "--study", "1"]])
    def test_no_credentials(self, run: Run, args: list[str]) -> None:
        """It could not be told, in one sentence."""
        status, out, err = run(*args)

        assert (status, out, err.count("\n")) == (3, "", 1)
        assert "_TOKEN" in err

    def test_a_summary_that_cannot_be_written(self, box: sandbox.Box, run: Run, tmp_path: Path) -> None:
        """A full disk says nothing about the specification: not status 1."""
        assert run("labvanced", "--study", box.study, "--summary", tmp_path)[0] == 3

    def test_without_the_extra(self) -> None:
        """Without what checks answers, nothing is asked, and it could not be told."""
        code = (
            "import sys; sys.modules['jsonschema_rs'] = None\n"
            "from labclients.cli import main; sys.exit(main(['contract', 'labguru']))"
        )
        variables = {"LABGURU_TOKEN": "t", "LABGURU_BASE_URL": "http://127.0.0.1:9", "PYTHONPATH": ":".join(sys.path)}
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, env=variables)

        assert ended.returncode == 3
        assert ended.stderr == 'labclients: the sandbox needs: pip install "labclients[sandbox]"\n'


class TestSecrecy:
    @pytest.fixture
    def came(self, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
        """Every answer that the command was given."""
        kept: list[Any] = []
        real = SyncClient.request.function

        def request(*args: Any, **options: Any) -> Any:
            kept.append(real(*args, **options))
            return kept[-1]

        monkeypatch.setattr(SyncClient, "request", request)
        return kept

    @pytest.mark.parametrize("shape", ["text", "json", "summary"])
    @pytest.mark.parametrize("broken", [False, True])
    def test_no_value_that_came_is_in_the_report(
        self, box: sandbox.Box, run: Run, came: list[Any], tmp_path: Path, shape: str, broken: bool
    ) -> None:
        """Not one text or number of what the sandbox served is in the output, whether it was right or wrong."""
        if broken:
            row = {
                "id": "sw0rdfish",
                "title": 31337,
                "owner": "Anna Example",
                "S3cret column": 1,
                "tags": {"Anna": "x"},
            }
            box.fail("GET /api/v1/projects", status=200, body=[row])
            box.fail("GET /api/v1/stocks", status=404, body={"error": "no stock of Anna Example"})
        summary = tmp_path / "summary.md"
        extra = {"text": [], "json": ["--json"], "summary": ["--summary", summary]}[shape]

        status, out, err = run("--study", box.study, *extra)

        text = out + err + (summary.read_text(encoding="utf-8") if shape == "summary" else "")
        assert status == broken
        served = {value for data in came for value in values(data)}
        assert len(served) > 500
        assert sorted(value for value in served - words() if stands(value, text)) == []
        assert not [secret for secret in (box.token, "sw0rdfish", "31337", "S3cret", "Anna") if secret in text]


def values(data: Any) -> Iterator[str]:
    """Texts and numbers, the longer ones: a 7 may stand anywhere."""
    if isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from values(one)
    elif not isinstance(data, bool | None) and len(str(data)) > 3:
        yield str(data)


def stands(value: str, text: str) -> bool:
    return value in text and bool(re.search(rf"(?<![\w.]){re.escape(value)}(?![\w.])", text))


def words() -> set[str]:
    """The specification's own words: names of schemas, fields and families, which values may repeat."""
    found: set[str] = set()
    for document in DOCUMENTS.values():
        for name, one in document["components"]["schemas"].items():
            found |= {name, *one.get("properties", ())}
        for item in document["paths"].values():
            found |= {
                word for entry in item.values() if "operationId" in entry for word in entry["operationId"].split(".")
            }
    return found


def heads(out: str) -> list[str]:
    """The parts of a report."""
    return [line for line in out.splitlines() if line and line[0].isalpha()][2:]


class TestReport:
    def test_people_see_the_worst_first(self, box: sandbox.Box, run: Run) -> None:
        """What is wrong, what failed, what is new, what came, what was not asked."""
        box.fail("GET /api/v1/projects", status=200, body=[{"id": "7", "budget_code": 1}])
        box.fail("GET /api/v1/stocks", status=403)

        _, out, _ = run("labguru", *only("projects", "stocks"))

        assert heads(out) == ["Not as the specification says", "Without an answer", "New fields", "Not asked"]
        assert re.search(r"^  Project +\w+ +projects\.list +/0/id +integer +string$", out, re.MULTILINE)

    def test_what_is_confirmed_is_listed_on_request(self, box: sandbox.Box, run: Run) -> None:
        """A long table of what is well would hide what is not: it is only counted."""
        _, out, _ = run("labguru", *only("projects"))
        _, whole, _ = run("labguru", *only("projects"), "--verbose")

        assert re.search(r"[1-9][0-9]* schemas confirmed, 0 wrong", out)
        assert set(heads(whole)) - set(heads(out)) == {"What came"}

    def test_programs_get_one_document(self, box: sandbox.Box, run: Run) -> None:
        """Standard output is JSON alone, and says what this build was made from."""
        from labclients import provenance

        document = json.loads(run("labvanced", "--study", box.study, "--json")[1])

        assert document["made_from"] == provenance()
        assert [one["service"] for one in document["services"]] == ["labvanced"]

    def test_a_summary_is_added_to_the_file(self, box: sandbox.Box, run: Run, tmp_path: Path) -> None:
        """A CI's job page is shared by its steps: what stands there stays. Tables are whole."""
        file = tmp_path / "summary.md"
        file.write_text("before\n", encoding="utf-8")

        run("labvanced", "--study", box.study, "--summary", file)

        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines[:2] == ["before", "## Labvanced"]
        evidence = DOCUMENTS["labvanced"]["components"]["schemas"]["Session"]["x-evidence"]
        assert f"| Session | {evidence} | confirmed | 24 | 0 | 0 | 0 |" in lines

    def test_numbered_fields_are_counted(self, box: sandbox.Box, run: Run) -> None:
        """A hundred columns called alike fill no page."""
        box.fail("GET /api/v1/projects", status=200, body=[{"id": 1, **{f"extra{n}": n for n in range(100)}}])

        _, out, _ = run("labguru", *only("projects"))

        assert "extra* (100)" in out
        assert "extra7" not in out
