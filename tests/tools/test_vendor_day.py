"""The day a vendor changes its API: what fetch wrote, what drift said, what generates, and what a user's script does.

A loopback server is Labvanced: it publishes a description, and serves a study by it. Yesterday's description was
fetched and generated from; today's differs in one thing. `night` is what runs unattended (drift, fetch, build, lint,
generate); `script` is what users run, against the same server, with what was generated today or yesterday.
"""

from __future__ import annotations

import functools
import io
import itertools
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from pytest_httpserver import HTTPServer
from tools import drift, fetch, generate, specs, upstream
from tools.paths import ROOT
from werkzeug import Request, Response

import labclients
import labguru_api

Json = dict[str, Any]

# What Labvanced's public pages say, as OpenAPI; a copy, so that these laws hold on the day the real file is fetched.
TRANSCRIBED = Path(__file__).parent.parent / "data" / "vendor" / "labvanced.json"
SESSIONS, DOWNLOAD = "/api/{expId}/sessions", "/api/{expId}/download/{recSessionId}"
STUDY, SESSION, TOKEN = 61286, 4100004, "tok-5f2c9"
INSTALLED = [Path(one.__file__).parents[1] for one in (labclients, labguru_api)]
ROWS: list[Json] = [{"rec_session_id": SESSION, "session_nr": 1}, {"rec_session_id": SESSION + 3, "session_nr": 1}]


def _json(schema: Json) -> Json:
    return {"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}}


def _zip() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("sessions.csv", "Rec_Session_Id\n4100004\n")
        archive.writestr("trials.csv", "Rec_Session_Id,Trial_Nr\n4100004,1\n")
    return sink.getvalue()


# The vendor -----------------------------------------------------------------------------------------------------------


class Vendor:
    """Labvanced, on a loopback port: its description, and one study."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("").rstrip("/")
        self.spec_url = f"{self.url}/labvanced-openapi.json"
        self.document = described(self.url)
        self.published = Response("")
        self.header, self.word = "X-Token", TOKEN  # where the token must be, and how it must be there
        self.listed: Any = ROWS
        self.gone: set[str] = set()
        server.expect_request("/labvanced-openapi.json").respond_with_handler(lambda request: self.published)
        server.expect_request(f"/api/{STUDY}/sessions").respond_with_handler(self._answer)
        server.expect_request(f"/api/{STUDY}/participants").respond_with_handler(self._answer)
        server.expect_request(f"/api/{STUDY}/download/{SESSION}").respond_with_handler(self._answer)
        self.publish()

    def publish(
        self, body: bytes | None = None, status: int = 200, kind: str = "application/json", **headers: str
    ) -> None:
        body = json.dumps(self.document).encode() if body is None else body
        self.published = Response(body, status, headers, content_type=kind)

    def _answer(self, request: Request) -> Response:
        what = request.path.split("/")[3]
        if request.headers.get(self.header) != self.word:
            return Response("{}", 401, content_type="application/json")
        if what in self.gone:
            return Response("{}", 404, content_type="application/json")
        if what == "download":
            return Response(_zip(), content_type="application/zip")
        return Response(json.dumps(self.listed), content_type="application/json")


def described(url: str) -> Json:
    """Yesterday's description: with names of its own, and a Session that is called like ours."""
    document: Json = json.loads(TRANSCRIBED.read_text(encoding="utf-8"))
    document |= {"openapi": "3.0.3", "servers": [{"url": url}]}
    document["info"]["version"] = "1.0"
    listing, download = document["paths"][SESSIONS]["get"], document["paths"][DOWNLOAD]["get"]
    listing |= {"operationId": "getSessions", "responses": _json(_array_of("Session"))}
    listing["parameters"].append({"name": "since", "in": "query", "schema": {"type": "string"}})
    download["operationId"] = "downloadSession"
    fields = {"rec_session_id": {"type": "integer"}, "session_nr": {"type": "integer"}}
    document["components"]["schemas"] = {"Session": {"type": "object", "properties": fields}}
    document["components"]["securitySchemes"] = {"token": {"type": "apiKey", "in": "header", "name": "X-Token"}}
    return document


def _array_of(name: str) -> Json:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


# The night, and the morning after -------------------------------------------------------------------------------------


class Night(NamedTuple):
    """What an unattended run left: what fetch, drift and generation said, and the packages that there are now."""

    fetched: str
    status: int  # of drift: 0 nothing new, 1 additions, 2 breaking, 3 could not tell
    drift: str
    refused: str  # why nothing could be generated
    packages: Path


class Project:
    """A copy of what the repository has of Labvanced, and the package generated from it."""

    def __init__(self, root: Path, vendor: Vendor, packages: Path) -> None:
        self.root, self.vendor, self.packages = root, vendor, packages
        self.folder = root / "labvanced"

    def files(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in sorted(self.folder.iterdir())}

    def night(self, capsys: pytest.CaptureFixture[str]) -> Night:
        capsys.readouterr()
        before = self.files()
        status = drift.main(["labvanced"])
        assert self.files() == before  # drift only looks
        said = capsys.readouterr().out
        try:
            fetched = fetch.fetch(self.vendor.spec_url, self.folder)
        except fetch.FetchError as error:
            return Night(str(error), status, said, "", self.packages)
        return Night(fetched, status, said, *self._generate())

    def _generate(self) -> tuple[str, Path]:
        try:
            specs.write("labvanced", self.root)
            if wrong := specs.report("labvanced", self.root):
                return "; ".join(wrong), self.packages
            (self.root / "today").mkdir()
            generate.generate("labvanced", self.root / "today", self.root / "labvanced.yaml")
        except (specs.SpecError, generate.GenerationError) as error:
            return str(error), self.packages
        return "", self.root / "today"


@pytest.fixture
def vendor(httpserver: HTTPServer) -> Vendor:
    return Vendor(httpserver)


@pytest.fixture(scope="module")
def yesterday(make_httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """specs/ and a package as they were made of yesterday's description."""
    root = tmp_path_factory.mktemp("project")
    (root / "labvanced").mkdir()
    (root / "labvanced" / "patch.yaml").write_bytes((ROOT / "specs" / "labvanced" / "patch.yaml").read_bytes())
    fetch.fetch(Vendor(make_httpserver).spec_url, root / "labvanced")
    make_httpserver.clear()
    specs.write("labvanced", root)
    (root / "yesterday").mkdir()
    generate.generate("labvanced", root / "yesterday", root / "labvanced.yaml")
    return root


@pytest.fixture
def project(yesterday: Path, vendor: Vendor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(fetch, "PAUSE", 0.0)
    monkeypatch.setenv("LABVANCED_SPEC_URL", vendor.spec_url)
    monkeypatch.setattr(drift, "report", functools.partial(drift.report, root=tmp_path))
    (tmp_path / "labvanced").mkdir()
    for file in (*(yesterday / "labvanced").iterdir(), yesterday / "labvanced.yaml"):
        (tmp_path / file.relative_to(yesterday)).write_bytes(file.read_bytes())
    return Project(tmp_path, vendor, yesterday / "yesterday")


SCRIPT = """
import json, sys
import labvanced_api
from labclients import LabClientsError, Labvanced
from labclients._operations import OperationIndex

study, session, token, folder, call = json.loads(sys.argv[1])
facts = OperationIndex("labvanced_api")

def tried(work):
    try:
        return work()
    except (LabClientsError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"

with Labvanced(token=token, attempts=1) as client:
    print(json.dumps({
        "server": facts.server,
        "place": facts.token_location,
        "state": facts.state,
        "rows": tried(lambda: list(client.sessions(study).rows())),
        "ids": tried(lambda: [one.rec_session_id for one in client.sessions(study)]),
        "zip": tried(lambda: client.download(study, session, folder, overwrite=True).name),
        "call": call and tried(lambda: eval(call)),
    }))
"""


@pytest.fixture
def script(tmp_path: Path) -> Callable[..., Json]:
    """Run a user's script on a folder of packages: what it knew, listed and downloaded; an error is its sentence."""

    def run(packages: Path, call: str = "", **variables: str) -> Json:
        given = json.dumps([STUDY, SESSION, TOKEN, str(tmp_path / "data"), call])
        done: Json = json.loads(_python(packages, "-W", "error", "-c", SCRIPT, given, **variables))
        assert TOKEN not in str(done)
        return done

    return run


def _python(packages: Path, *arguments: str, **variables: str) -> str:
    """What a Python prints that finds these packages before all others."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LABVANCED_", "LABGURU_"))}
    environment["PYTHONPATH"] = os.pathsep.join(map(str, [packages, *INSTALLED]))
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env={**environment, **variables}, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def _doctor(packages: Path, vendor: Vendor) -> str:
    """What `labclients doctor` says to somebody who has these packages."""
    variables = {"LABVANCED_TOKEN": TOKEN, "LABVANCED_SPEC_URL": vendor.spec_url}
    said = _python(packages, "-m", "labclients", "doctor", "--labvanced", "--study", str(STUDY), **variables)
    assert TOKEN not in said
    return " ".join(said.split())


WORKS = {"rows": ROWS, "ids": [SESSION, SESSION + 3], "zip": f"{SESSION}.zip"}


def works(seen: Json, **but: Any) -> bool:
    """Whether sessions were listed and one was downloaded, but for what is given."""
    wanted = WORKS | but
    return {key: seen[key] for key in wanted} == wanted


# One day each ---------------------------------------------------------------------------------------------------------


def test_a_day_like_any_other(project: Project, capsys: Any, script: Any) -> None:
    """Nothing is written, nothing is new, and what is generated is what there was, byte for byte."""
    before = project.files()
    night = project.night(capsys)
    assert night.fetched.startswith("unchanged: ")
    assert project.files() == before
    assert (night.status, night.refused) == (0, "")
    assert "nothing new" in night.drift
    generate.compare(night.packages / "labvanced_api", project.packages / "labvanced_api")
    seen = script(night.packages)
    assert works(seen)
    assert (seen["server"], seen["place"]) == (project.vendor.url, ["header", "X-Token", ""])


def test_the_first_real_file_takes_the_place_of_the_transcription(project: Project, capsys: Any, script: Any) -> None:
    """With the token's place and the server as the vendor knows them, and no guess any more."""
    content = TRANSCRIBED.read_bytes()
    (project.folder / "upstream.json").write_bytes(content)
    sha256 = upstream.sha256(content)
    (project.folder / "source.toml").write_text(f'state = "transcribed"\nurl = "x"\nsha256 = "{sha256}"\n')
    night = project.night(capsys)
    assert night.fetched.startswith("fetched ")
    assert upstream.source(project.folder)["state"] == "fetched"
    assert (night.status, night.refused) == (2, "")
    assert "transcription" in night.drift
    assert "security: authorization in header -> x-token in header" in night.drift
    seen = script(night.packages)
    assert works(seen)
    assert (seen["state"], seen["server"], seen["place"]) == ("fetched", project.vendor.url, ["header", "X-Token", ""])


def test_the_same_api_in_yaml(project: Project, capsys: Any, script: Any) -> None:
    """Another form is kept under another name, and is no news."""
    project.vendor.publish(yaml.safe_dump(project.vendor.document).encode(), kind="application/yaml")
    night = project.night(capsys)
    assert sorted(project.files()) == ["patch.yaml", "source.toml", "upstream.yaml"]
    assert (night.status, night.refused) == (0, "")
    assert works(script(night.packages))


def test_a_field_more(project: Project, capsys: Any, script: Any) -> None:
    """An addition; it is in the rows whether anything was generated or not."""
    vendor = project.vendor
    vendor.document["components"]["schemas"]["Session"]["properties"]["device"] = {"type": "string"}
    vendor.listed = [{**row, "device": "tablet"} for row in ROWS]
    vendor.publish()
    night = project.night(capsys)
    assert night.fetched.startswith("fetched ")
    assert json.loads(project.files()["upstream.json"]) == vendor.document
    assert (night.status, night.refused) == (1, "")
    assert "added: GET /api/{}/sessions: answer [].device" in night.drift
    assert works(script(night.packages), rows=vendor.listed)
    assert works(script(project.packages), rows=vendor.listed)


def test_an_operation_more(project: Project, capsys: Any, script: Any) -> None:
    """It can be called at once, by a name of our rule, though its own is odd and its answer is not described."""
    vendor = project.vendor
    parameters = vendor.document["paths"][SESSIONS]["get"]["parameters"][:1]
    new = {"operationId": "GET-Participants!", "parameters": parameters, "responses": {"200": {"description": ""}}}
    vendor.document["paths"]["/api/{expId}/participants"] = {"get": new}
    vendor.publish()
    night = project.night(capsys)
    assert (night.status, night.refused) == (1, "")
    assert "added: GET /api/{}/participants" in night.drift
    assert "(participants.list)" in night.drift
    seen = script(night.packages, "client.call(labvanced_api.api.participants.list, study)")
    assert works(seen, call=ROWS)


def test_an_operation_less(project: Project, capsys: Any, script: Any) -> None:
    """Generation refuses and names the action that fits no more; what there was stays, lists, and says what is gone."""
    vendor = project.vendor
    del vendor.document["paths"][DOWNLOAD]
    vendor.gone = {"download"}
    vendor.publish()
    built = (project.root / "labvanced.yaml").read_bytes()
    night = project.night(capsys)
    assert night.fetched.startswith("fetched ")
    assert night.status == 2
    assert "removed: GET /api/{}/download/{}" in night.drift
    assert "name sessions.download" in night.refused
    assert "matches nothing" in night.refused
    assert (project.root / "labvanced.yaml").read_bytes() == built
    seen = script(night.packages)
    assert (seen["rows"], seen["ids"]) == (WORKS["rows"], WORKS["ids"])
    assert seen["zip"].startswith("NotFound: ")
    assert "there is no GET /api/{expId}/download/{recSessionId}" in _doctor(night.packages, vendor)


def test_a_parameter_that_is_required_now(project: Project, capsys: Any, script: Any) -> None:
    """Breaking; the call that lacks it says which, and the operation itself can be called with it."""
    vendor = project.vendor
    vendor.document["paths"][SESSIONS]["get"]["parameters"][1]["required"] = True
    vendor.publish()
    night = project.night(capsys)
    assert (night.status, night.refused) == (2, "")
    assert "required: GET /api/{}/sessions: query since" in night.drift
    seen = script(night.packages, 'len(client.call(labvanced_api.api.sessions.list, study, since="2026-11-21"))')
    assert seen["ids"].startswith("UsageError: ")
    assert "'since'" in seen["ids"]
    assert (seen["call"], seen["zip"]) == (2, WORKS["zip"])


def test_another_operation_id(project: Project, capsys: Any, script: Any) -> None:
    """Told, and no more: the names of our operations are ours."""
    project.vendor.document["paths"][SESSIONS]["get"]["operationId"] = "listRecordings"
    project.vendor.publish()
    night = project.night(capsys)
    assert (night.status, night.refused) == (1, "")
    assert "renamed: GET /api/{}/sessions: getSessions -> listRecordings" in night.drift
    assert works(script(night.packages))


@pytest.mark.parametrize(
    ("scheme", "header", "word", "place", "setting"),
    [
        (
            {"type": "apiKey", "in": "header", "name": "X-Lab-Key"},
            *("X-Lab-Key", TOKEN),
            *(["header", "X-Lab-Key", ""], "X-Lab-Key"),
        ),
        (
            {"type": "http", "scheme": "bearer"},
            *("Authorization", f"Bearer {TOKEN}"),
            *(["header", "Authorization", "Bearer "], "Authorization: Bearer"),
        ),
    ],
    ids=["another header", "bearer"],
)
def test_a_token_that_goes_elsewhere(
    scheme: Json, header: str, word: str, place: Any, setting: str, project: Project, capsys: Any, script: Any
) -> None:
    """What is generated today puts it there; for what was generated yesterday, doctor names the variable."""
    vendor = project.vendor
    nobodys = {"type": "apiKey", "in": "cookie", "name": "sid"}  # as some describe their own pages' login
    vendor.document["components"]["securitySchemes"] = {"pages": nobodys, "token": scheme}
    vendor.header, vendor.word = header, word
    vendor.publish()
    night = project.night(capsys)
    assert (night.status, night.refused) == (2, "")
    assert "security: x-token in header -> " in night.drift
    seen = script(night.packages)
    assert works(seen)
    assert seen["place"] == place
    assert script(project.packages)["ids"].startswith("AuthenticationError: ")
    assert f'LABVANCED_AUTH_HEADER="{setting}"' in _doctor(project.packages, vendor)
    assert works(script(project.packages, LABVANCED_AUTH_HEADER=setting))


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Vendor]:
    """The same study on another server."""
    with HTTPServer(host="127.0.0.1") as server:
        yield Vendor(server)


def test_another_server(project: Project, elsewhere: Vendor, capsys: Any, script: Any) -> None:
    """What is generated today asks there; for what was generated yesterday, doctor names the variable."""
    vendor = project.vendor
    vendor.document["servers"] = [{"url": f"{elsewhere.url}/"}]
    vendor.gone = {"sessions", "download"}
    vendor.publish()
    night = project.night(capsys)
    assert (night.status, night.refused) == (2, "")
    assert f"servers: {vendor.url} -> {elsewhere.url}" in night.drift
    seen = script(night.packages)
    assert works(seen)
    assert seen["server"] == elsewhere.url
    assert script(project.packages)["ids"].startswith("NotFound: ")
    said = _doctor(project.packages, vendor)
    assert elsewhere.url in said
    assert "LABVANCED_BASE_URL" in said
    assert works(script(project.packages, LABVANCED_BASE_URL=elsewhere.url))


def test_sessions_in_an_envelope(project: Project, capsys: Any, script: Any) -> None:
    """Whatever its key is called: what was generated yesterday reads it, too."""
    vendor = project.vendor
    envelope = {"type": "object", "properties": {"success": {"type": "boolean"}, "recordings": _array_of("Session")}}
    vendor.document["paths"][SESSIONS]["get"]["responses"] = _json(envelope)
    vendor.listed = {"success": True, "recordings": ROWS}
    vendor.publish()
    night = project.night(capsys)
    assert (night.status, night.refused) == (2, "")
    assert "type: GET /api/{}/sessions: answer: array -> object" in night.drift
    assert works(script(night.packages))
    assert works(script(project.packages))


def test_another_id(project: Project, capsys: Any, script: Any) -> None:
    """Sessions are listed with all they have; who asks for the id, or mirrors, is told that it did not come."""
    vendor = project.vendor
    fields = vendor.document["components"]["schemas"]["Session"]["properties"]
    fields["sessionId"] = fields.pop("rec_session_id")
    vendor.listed = [{"sessionId": row["rec_session_id"], "session_nr": 1} for row in ROWS]
    vendor.publish()
    night = project.night(capsys)
    assert (night.status, night.refused) == (2, "")
    assert "removed: GET /api/{}/sessions: answer [].rec_session_id" in night.drift
    seen = script(night.packages, 'client.mirror(study, folder + "/mirror").added')
    assert seen["rows"] == vendor.listed
    assert seen["ids"] == "AttributeError: this Session came without its rec_session_id"
    assert "without a rec_session_id" in seen["call"]
    assert seen["zip"] == WORKS["zip"]
    assert "no field is called 'rec_session_id'; it has sessionId" in _doctor(night.packages, vendor)


HOSTILE = [
    'A "session": see """the docs""" \\',
    '"""\nimport os\nos.abort()\n"""',
    "```python\nprint('{expId}', f\"{1}\")\n```\n{% raw %} {{ x }} \\N{BULLET} \\x41 ü → \u2028",
    "'''\\",
]


def test_descriptions_full_of_quotes_and_code(project: Project, capsys: Any, script: Any) -> None:
    """Words are not the API, so nothing is new; and none of them runs: every module is imported, a warning fails."""
    document, texts = project.vendor.document, itertools.cycle(HOSTILE)
    document["info"] |= {"title": next(texts), "description": next(texts)}
    document["components"]["schemas"]["Session"] |= {"description": next(texts)}
    for path in (SESSIONS, DOWNLOAD):
        operation = document["paths"][path]["get"]
        operation |= {"summary": next(texts), "description": next(texts)}
        operation["parameters"] = [{**one, "description": next(texts)} for one in operation["parameters"]]
    project.vendor.publish()
    night = project.night(capsys)
    assert night.fetched.startswith("fetched ")
    assert (night.status, night.refused) == (0, "")
    modules = [
        ".".join(file.with_suffix("").relative_to(night.packages).parts) for file in night.packages.rglob("*.py")
    ]
    program = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]; print('whole')"
    assert _python(night.packages, "-W", "error", "-c", program, *modules).strip() == "whole"
    assert works(script(night.packages))


@pytest.mark.parametrize(
    ("answer", "came"),
    [
        ({"body": b"<html><title>Sorry</title>", "kind": "text/html"}, "a page that begins '<html><title>Sorry"),
        ({"body": b"<html><title>Sorry</title>"}, "a page of HTML or XML came"),
        (
            {"body": b"", "status": 302, "kind": "text/html", "Location": "https://login.example/?next=s3cret"},
            "a redirect to login.example, which is not followed",
        ),
    ],
    ids=["HTML", "HTML that says it is JSON", "a redirect to a login"],
)
def test_a_page_instead_of_the_file(answer: Json, came: str, project: Project, capsys: Any) -> None:
    """Nothing is changed, drift cannot tell, and both say what came; what is kept builds what it built."""
    project.vendor.publish(**answer)
    before = project.files()
    night = project.night(capsys)
    assert came in night.fetched
    assert project.files() == before
    assert night.status == 3
    assert came in night.drift
    assert "s3cret" not in night.fetched + night.drift
    assert specs.check("labvanced", project.root) == []
