"""What `labclients doctor` finds, over real sockets: with the sandbox, and with a server that plays the vendor."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Run
from tests.sockets.server import FaultServer, answer

import labvanced_api
from labclients import Labvanced, sandbox

Document = dict[str, Any]

SPEC = "/labvanced-openapi.json"
LIST = "/api/{expId}/sessions"


@pytest.fixture(autouse=True)
def _nowhere(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The public specification is looked for on this machine; unless a test says otherwise, it is not there."""
    server.plan(answer(404))
    monkeypatch.setenv("LABVANCED_SPEC_URL", server.url + SPEC)


@pytest.fixture
def run(run: Run) -> Run:
    """Run ``labclients doctor``."""
    return partial(run, "doctor")


class TestDoctor:
    def test_well(self, box: sandbox.Box, run: Run) -> None:
        """All is well: the versions, the state of the specifications, and that the server answers."""
        status, out, _ = run()

        assert status == 0
        state = labvanced_api.openapi()["x-source"]["state"]
        assert {"transcribed": "transcribed from the documentation", "fetched": "the vendor's own"}[state] in out
        assert "yes: 5 projects can be read" in out
        assert "Nothing is wrong." in out

    def test_harmless(self, box: sandbox.Box, run: Run) -> None:
        """It sends one read."""
        run()

        assert [(seen.method, seen.path) for seen in box.requests] == [("GET", "/api/v1/projects")]

    def test_values(self, box: sandbox.Box, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Values of variables are not shown, not even one in the wrong place."""
        monkeypatch.setenv("LABGURU_BASE_URL", "misplaced-token")
        monkeypatch.setenv("LABGURU_ACCOUNT_ID", "778899")

        status, out, err = run()

        assert status == 1
        assert not [secret for secret in (box.token, "misplaced-token", "778899") if secret in out + err]

    def test_refused(self, box: sandbox.Box, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """A token that the server refuses is a problem."""
        monkeypatch.setenv("LABGURU_TOKEN", "0" * 40)

        status, out, _ = run("--labguru")

        assert status == 1
        assert "! answers                the server answered 401" in out

    @pytest.mark.parametrize(("args", "status"), [([], 0), (["--labvanced"], 1), (["--labguru"], 1)])
    def test_unconfigured(self, run: Run, args: list[str], status: int) -> None:
        """What is not configured is a problem only where it was named."""
        assert run(*args)[0] == status


class TestStudy:
    def test_the_token_is_tried(self, box: sandbox.Box, run: Run) -> None:
        """--study lists a study, and says how many sessions it has, and nothing of them."""
        status, out, _ = run("--study", str(box.study))

        assert status == 0
        assert "yes: 24 sessions can be listed" in out
        assert [seen.path for seen in box.requests] == [f"/api/{box.study}/sessions"]

    def test_a_token_that_is_refused_is_a_problem(
        self, box: sandbox.Box, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What the server says about the token is shown, and the token is not."""
        monkeypatch.setenv("LABVANCED_TOKEN", "0" * 40)

        status, out, err = run("--study", str(box.study))

        assert status == 1
        assert "! answers                the server answered 401" in out
        assert "0" * 40 not in out + err


@pytest.fixture
def vendor(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> Callable[[Document], None]:
    """Let a server publish a specification; this build is set up to talk to it."""
    monkeypatch.setenv("LABVANCED_TOKEN", TOKEN)
    monkeypatch.setenv("LABVANCED_BASE_URL", server.url)

    def publish(document: Document) -> None:
        server.routes["GET", SPEC] = answer(json=document)

    return publish


@pytest.fixture
def document() -> Document:
    """What a vendor would publish who is just as this build expects."""
    whole = copy.deepcopy(labvanced_api.openapi())
    return {**whole, "servers": [{"url": "/"}]}


def answered(schema: Document) -> Document:
    return {"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}}


def findings(out: str) -> list[str]:
    """What was compared, and found wrong."""
    return [line[2:].partition("  ")[0] for line in out.splitlines() if line.startswith("! ")]


class TestPublished:
    """The specification that Labvanced publishes, against this build."""

    def test_the_same(self, vendor: Any, document: Document, run: Run) -> None:
        """Where nothing differs, nothing is wrong; a field of a session more is no difference."""
        document["components"]["schemas"]["Session"]["properties"]["device"] = {"type": "string"}
        vendor(document)

        status, out, _ = run("--labvanced")

        assert (status, findings(out)) == (0, [])
        assert "public specification" in out

    def test_the_token_is_not_sent(self, vendor: Any, document: Document, run: Run, server: FaultServer) -> None:
        """The specification is public: it is read without the token, in one request."""
        vendor(document)

        run("--labvanced")

        [seen] = server.seen
        assert (seen.method, seen.target) == ("GET", SPEC)
        assert TOKEN.encode() not in seen.raw

    @pytest.mark.parametrize(
        ("scheme", "setting", "sent"),
        [
            ({"type": "apiKey", "in": "header", "name": "X-Api-Key"}, "X-Api-Key", ("x-api-key", TOKEN)),
            ({"type": "http", "scheme": "bearer"}, "Authorization: Bearer", ("authorization", f"Bearer {TOKEN}")),
        ],
    )
    def test_the_setting_that_it_names_sets_the_header_right(
        self,
        vendor: Any,
        document: Document,
        run: Run,
        server: FaultServer,
        monkeypatch: pytest.MonkeyPatch,
        scheme: Document,
        setting: str,
        sent: tuple[str, str],
    ) -> None:
        """A header of another name, or a bearer token: the variable that is named makes the client send just that."""
        document["components"]["securitySchemes"] = {"token": scheme}
        vendor(document)

        status, out, _ = run("--labvanced")
        assert (status, findings(out)) == (1, ["its token"])
        assert f'LABVANCED_AUTH_HEADER="{setting}"' in out

        monkeypatch.setenv("LABVANCED_AUTH_HEADER", setting)
        assert run("--labvanced")[0] == 0
        server.plan(answer(json=[]))
        with Labvanced() as labvanced:
            labvanced.sessions(1).all()
        assert [(name, value) for name, value in server.seen[-1].headers.items() if TOKEN in value] == [sent]

    def test_a_token_that_no_option_can_place(self, vendor: Any, document: Document, run: Run) -> None:
        """A token in a cookie: nothing but another build will do."""
        scheme = {"type": "apiKey", "in": "cookie", "name": "session"}
        document["components"]["securitySchemes"] = {"token": scheme}
        vendor(document)

        _, out, _ = run("--labvanced")

        assert findings(out) == ["its token"]
        assert "no option sets that right" in out

    def test_another_server(
        self, vendor: Any, document: Document, run: Run, monkeypatch: pytest.MonkeyPatch, server: FaultServer
    ) -> None:
        """A server that moved is named with the setting; once it is set, nothing is wrong."""
        document["servers"] = [{"url": "https://api.labvanced.example"}]
        vendor(document)
        monkeypatch.delenv("LABVANCED_BASE_URL")

        _, out, _ = run("--labvanced")
        assert findings(out) == ["its server"]
        assert "https://api.labvanced.example" in out
        assert "LABVANCED_BASE_URL" in out

        monkeypatch.setenv("LABVANCED_BASE_URL", "https://api.labvanced.example")
        assert run("--labvanced")[0] == 0

    def test_a_path_that_stands_in_the_server(self, vendor: Any, document: Document, run: Run) -> None:
        """The same address, cut elsewhere, is the same address."""
        document["servers"] = [{"url": "/api"}]
        document["paths"] = {path.removeprefix("/api"): item for path, item in document["paths"].items()}
        vendor(document)

        assert findings(run("--labvanced")[1]) == []

    def test_a_sandbox_that_was_chosen_is_no_mistake(self, vendor: Any, document: Document, run: Run) -> None:
        """A server that LABVANCED_BASE_URL names is not the published one, and may be meant."""
        document["servers"] = [{"url": "https://www.labvanced.com"}]
        vendor(document)

        assert findings(run("--labvanced")[1]) == []

    @pytest.mark.parametrize(
        ("path", "verb", "said"),
        [
            (LIST, "post", "POST /api/{expId}/sessions"),
            ("/api/v2/{expId}/sessions", "get", "GET /api/v2/{expId}/sessions"),
        ],
    )
    def test_a_verb_or_a_path(self, vendor: Any, document: Document, run: Run, path: str, verb: str, said: str) -> None:
        """An operation that is asked otherwise, or elsewhere, is named; no option sets that right."""
        item = document["paths"].pop(LIST)
        document["paths"][path] = {verb: item["get"]}
        vendor(document)

        _, out, _ = run("--labvanced")

        assert findings(out) == ["its sessions.list"]
        assert f"it has {said} instead; no option" in out

    def test_parameters_may_be_called_otherwise(self, vendor: Any, document: Document, run: Run) -> None:
        """Names of path parameters are never sent."""
        document["paths"]["/api/{study}/sessions"] = document["paths"].pop(LIST)
        vendor(document)

        assert findings(run("--labvanced")[1]) == []

    @pytest.mark.parametrize(
        ("properties", "wrong"),
        [
            ({"items": {"type": "array"}, "total": {"type": "integer"}}, []),
            ({"data": {"type": "array"}, "links": {"type": "array"}}, []),
            ({"rows": {"type": "array"}, "links": {"type": "array"}}, ["its list"]),
        ],
    )
    def test_an_envelope(
        self, vendor: Any, document: Document, run: Run, server: FaultServer, properties: Document, wrong: list[str]
    ) -> None:
        """What the doctor says of an envelope is what the client then does with it."""
        session = {"$ref": "#/components/schemas/Session"}
        envelope = {
            key: {**one, "items": session} if one["type"] == "array" else one for key, one in properties.items()
        }
        document["paths"][LIST]["get"]["responses"] = answered({"type": "object", "properties": envelope})
        vendor(document)

        assert findings(run("--labvanced")[1]) == wrong
        server.plan(answer(json={key: [] if one["type"] == "array" else 0 for key, one in properties.items()}))
        with Labvanced() as labvanced:
            if wrong:
                with pytest.raises(Exception, match="no list"):
                    labvanced.sessions(1).all()
            else:
                assert labvanced.sessions(1).all() == []

    def test_another_id(self, vendor: Any, document: Document, run: Run) -> None:
        """A session whose id has another name: what could be it is named."""
        session = {"type": "object", "properties": {"recordingId": {"type": "integer"}, "state": {"type": "string"}}}
        document["paths"][LIST]["get"]["responses"] = answered({"type": "array", "items": session})
        vendor(document)

        _, out, _ = run("--labvanced")

        assert findings(out) == ["its session ids"]
        assert "it has recordingId" in out

    @pytest.mark.parametrize(
        "step",
        [
            answer(200, "<!doctype html><title>Sign in</title>"),
            answer(200, "openapi: 3.1.0\npaths: {}\n"),
            answer(200, b'{"openapi": "3.1.0", "paths": {'),
            answer(200, b""),
            answer(json=["openapi"]),
            answer(json={"swagger": "2.0", "paths": {}}),
            answer(302, headers={"Location": "https://login.labvanced.example/"}),
            answer(404),
        ],
        ids=["page", "yaml", "half", "empty", "array", "swagger", "login", "missing"],
    )
    def test_what_cannot_be_read_is_no_problem(self, vendor: Any, run: Run, server: FaultServer, step: Any) -> None:
        """Whatever comes instead of the specification is said, and nothing is wrong for that."""
        vendor({})
        server.routes["GET", SPEC] = step

        status, out, err = run("--labvanced")

        assert (status, err) == (0, "")
        assert "nothing is compared" in out

    def test_a_server_that_is_not_there_is_no_problem(
        self, vendor: Any, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Machines of a lab often cannot reach the web."""
        vendor({})
        monkeypatch.setenv("LABVANCED_SPEC_URL", "http://127.0.0.1:9/spec.json")

        status, out, _ = run("--labvanced")

        assert status == 0
        assert "no connection could be made" in out

    def test_it_is_not_read_for_who_does_not_use_labvanced(self, run: Run, server: FaultServer) -> None:
        """Who has no token, and did not ask, sends nothing to Labvanced."""
        run()
        run("--labguru")

        assert server.seen == []

    @pytest.mark.parametrize(
        "strange",
        [
            {"openapi": "3.1.0", "paths": {}},
            {"openapi": "3.1.0", "paths": []},
            {"openapi": 3, "paths": {LIST: None, "/x": {"get": []}}, "servers": {}, "components": []},
            {"openapi": "3.1.0", "paths": {LIST: {"get": {"responses": []}}}, "servers": [{"url": "http://["}, 3]},
            {
                "openapi": "3.1.0",
                "paths": {LIST: {"get": {"responses": {"200": {"$ref": "#/x"}}}}},
                "x": {"$ref": "#/x"},
            },
            {"openapi": "3.1.0", "paths": {}, "components": {"securitySchemes": {"a": {"type": "oauth2"}, "b": 1}}},
        ],
    )
    def test_a_strange_document_is_survived(self, vendor: Any, run: Run, strange: Document) -> None:
        """Whatever is missing in it, or of another shape, is passed over."""
        vendor(strange)

        _, out, err = run("--labvanced")

        assert err == ""
        assert "its sessions.list" in out

    def test_what_it_says_does_not_steer_the_terminal(self, vendor: Any, document: Document, run: Run) -> None:
        """Control characters of a stranger's document are not printed."""
        document["servers"] = [{"url": "https://evil.example/\x1b[2J"}]
        vendor(document)

        assert "\x1b" not in run("--labvanced")[1]
