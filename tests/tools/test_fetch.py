"""Fetching the vendors' files: a file comes in whole, and anything else changes nothing and is named."""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
import threading
import time
import tomllib
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from tools import fetch, upstream
from werkzeug import Request, Response

DOCUMENT = b'{"openapi":  "3.0.3",\n "info": {"version": "1.2\\u007f\\n"}, "paths": {"/a": {}}}\n\n'
YAML = b"# as it came\nopenapi: 3.0.3\ninfo: {version: 1.10}\npaths:\n  /a: {}\n"
PATH = "/labvanced-openapi.json"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits between tries."""
    monkeypatch.setattr(fetch, "PAUSE", 0.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "upstream.json").write_text("old")
    (tmp_path / "source.toml").write_text('state = "transcribed"\n')
    return tmp_path


def _serve(server: HTTPServer, body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> str:
    server.expect_request(PATH).respond_with_data(body, status=status, content_type=kind, headers=headers)
    return server.url_for(PATH)


def _in_turn(server: HTTPServer, *answers: tuple[int, dict[str, str], bytes]) -> str:
    """One answer after the other; the last one stays."""
    left = list(answers)

    def answer(request: Request) -> Response:
        status, headers, body = left.pop(0) if len(left) > 1 else left[0]
        return Response(body, status, headers, content_type="application/json")

    server.expect_request(PATH).respond_with_handler(answer)
    return server.url_for(PATH)


def _files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


# What is kept


def test_the_file_is_kept_byte_for_byte_and_its_source_described(httpserver: HTTPServer, folder: Path) -> None:
    url = _serve(httpserver, DOCUMENT, ETag='"abc"')
    assert "fetched" in fetch.fetch(url, folder)
    assert sorted(_files(folder)) == ["source.toml", "upstream.json"]
    assert (folder / "upstream.json").read_bytes() == DOCUMENT
    source = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
    assert len(source.pop("date")) == len("2026-11-21")
    assert source == {
        "state": "fetched",
        "file": "upstream.json",
        "url": url,
        "sha256": hashlib.sha256(DOCUMENT).hexdigest(),
        "version": "1.2\x7f\n",
        "etag": '"abc"',
    }


def test_a_file_in_yaml_takes_the_place_of_the_one_in_json(httpserver: HTTPServer, folder: Path) -> None:
    """And back: there is one of them, and source.toml says which."""
    fetch.fetch(_serve(httpserver, YAML, kind="text/plain"), folder)
    assert sorted(_files(folder)) == ["source.toml", "upstream.yaml"]
    assert (folder / "upstream.yaml").read_bytes() == YAML
    assert upstream.source(folder)["file"] == "upstream.yaml"
    assert upstream.source(folder)["version"] == "1.1"
    httpserver.clear()
    fetch.fetch(_serve(httpserver, DOCUMENT), folder)
    assert sorted(_files(folder)) == ["source.toml", "upstream.json"]
    assert upstream.source(folder)["file"] == "upstream.json"


@pytest.mark.parametrize("killed_at", range(1, 4))
@pytest.mark.parametrize("new", [YAML, DOCUMENT + b" "], ids=["another form", "the same form"])
def test_a_fetch_that_is_killed_never_leaves_a_wrong_pair(
    killed_at: int, new: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What source.toml names is the old file, the new one, or bytes that its sha256 refuses; another fetch mends it."""
    upstream.keep(folder, DOCUMENT)
    steps = iter(range(1, 10))

    def killed(step: Any) -> Any:
        def run(*args: Any, **kwargs: Any) -> Any:
            if next(steps) == killed_at:
                raise KeyboardInterrupt
            return step(*args, **kwargs)

        return run

    with monkeypatch.context() as context:
        context.setattr(upstream.os, "replace", killed(upstream.os.replace))
        context.setattr(upstream.Path, "unlink", killed(upstream.Path.unlink))
        with contextlib.suppress(KeyboardInterrupt):
            upstream.keep(folder, new)

    described = upstream.source(folder)
    content = (folder / described["file"]).read_bytes()
    assert content in (DOCUMENT, new)
    assert described["sha256"] in (upstream.sha256(content), upstream.sha256(DOCUMENT))
    upstream.keep(folder, new)
    assert sorted(_files(folder)) == sorted(["source.toml", upstream.name(new)])
    assert upstream.is_current(folder, new)


def test_the_same_file_again_writes_nothing(httpserver: HTTPServer, folder: Path) -> None:
    url = _serve(httpserver, DOCUMENT)
    fetch.fetch(url, folder)
    written = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert "unchanged" in fetch.fetch(url, folder)
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == written


def test_what_a_killed_fetch_left_is_tidied_though_the_file_is_the_same(httpserver: HTTPServer, folder: Path) -> None:
    url = _serve(httpserver, DOCUMENT)
    fetch.fetch(url, folder)
    (folder / "upstream.yaml").write_bytes(YAML)
    fetch.fetch(url, folder)
    assert sorted(_files(folder)) == ["source.toml", "upstream.json"]


def test_a_transcription_is_replaced_even_by_equal_bytes(httpserver: HTTPServer, folder: Path) -> None:
    (folder / "upstream.json").write_bytes(DOCUMENT)
    fetch.fetch(_serve(httpserver, DOCUMENT), folder)
    assert 'state = "fetched"' in (folder / "source.toml").read_text()


def test_a_write_that_fails_leaves_the_file_and_no_litter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _files(folder)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(upstream.os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        upstream.replace(folder / "upstream.json", json.dumps({}).encode())
    assert _files(folder) == before


# What is refused

ALIASES = b"a: &a [0,0,0,0,0,0,0,0,0,0]\n" + b"".join(
    b"%c: &%c [%s]\n" % (letter, letter, b",".join([b"*%c" % (letter - 1)] * 10))
    for letter in range(ord("b"), ord("j"))
)


@pytest.mark.parametrize(
    ("body", "status", "headers", "came"),
    [
        (
            b"<html>\n<title>Sign in",
            200,
            {"kind": "text/html"},
            "text/html, a page that begins '<html> <title>Sign in'",
        ),
        (DOCUMENT, 200, {"kind": "text/html; charset=utf-8"}, "200 with text/html"),
        (b"<!doctype html><p>s3cret", 200, {}, "a page of HTML or XML came"),
        (
            b"",
            302,
            {"Location": "https://me:pw@login.example/s3cret"},
            "302 with application/json, a redirect to login.ex",
        ),
        (b"", 301, {"Location": "/elsewhere"}, "a redirect to the same host"),
        (b"", 200, {}, "nothing came"),
        (b"Sign in, please", 200, {"kind": "text/plain"}, "no OpenAPI 3"),
        (DOCUMENT[:40], 200, {}, "not JSON or YAML, or only a part"),
        (b'{"swagger": "2.0", "paths": {"/a": {}}}', 200, {}, "Swagger '2.0' came"),
        (b"swagger: '2.0'\npaths: {/a: {}}", 200, {}, "Swagger '2.0' came"),
        (b"[]", 200, {}, "no OpenAPI 3"),
        (b'{"openapi": "3.1.0", "paths": {}}', 200, {}, "without paths"),
        (YAML[: YAML.index(b"{}")], 200, {}, "whose path '/a' is not complete"),
        (b"openapi: 3.0.0\npaths: {/a: {get: }}", 200, {}, "whose path '/a' is not complete"),
        (b"openapi: 3.0.0\npaths: [", 200, {}, "not JSON or YAML"),
        (b"openapi: 3.0.0\n{}: 1\n", 200, {}, "not JSON or YAML"),
        (b"openapi: 3.0.0\npaths: &a {/a: *a}", 200, {}, "not JSON or YAML"),
        (b"[" * 200_000, 200, {}, "nested more than 200 deep"),
        (b"[ " * 200_000, 200, {}, "nested more than 200 deep"),  # too wide for libyaml to see it first
        (b'{"a":' * 200_000, 200, {}, "not JSON"),
        (ALIASES, 200, {}, "more than 2000000 values"),
        (b'{"error": "s3cret"}', 404, {}, "404 with application/json"),
        (DOCUMENT, 206, {}, "206"),
    ],
)
def test_anything_else_changes_nothing_and_is_named(
    body: bytes, status: int, headers: dict[str, str], came: str, httpserver: HTTPServer, folder: Path
) -> None:
    before = _files(folder)
    with pytest.raises(fetch.FetchError) as refused:
        fetch.fetch(_serve(httpserver, body, status, **headers), folder)
    assert came in str(refused.value)
    assert "s3cret" not in str(refused.value)
    assert "pw" not in str(refused.value)
    assert _files(folder) == before


def test_yaml_reads_as_openapi_means_it() -> None:
    """What a YAML of 1.1 would take for a boolean, a number or a date is text, keys above all."""
    odd = b"{200: no, on: 2024-07-26, a: 12:30, b: 0x1f, c: 007, d: [1, -1.5, 1e3, true, ~]}"
    assert upstream.parse(b"openapi: 3.0.0\npaths: {/a: {}}\nx: " + odd)["x"] == {
        "200": "no",
        "on": "2024-07-26",
        "a": "12:30",
        "b": "0x1f",
        "c": "007",
        "d": [1, -1.5, 1000, True, None],
    }


def test_what_yaml_shares_is_written_out() -> None:
    """Ruby writes an anchor for what it meets twice; a change to one place is none to the other."""
    document = upstream.parse(b"openapi: 3.0.0\npaths: {/a: &a {get: {}}, /b: *a, /c: {<<: *a}}\n")
    document["paths"]["/a"]["get"]["x"] = 1
    assert document["paths"] == {"/a": {"get": {"x": 1}}, "/b": {"get": {}}, "/c": {"get": {}}}


def test_an_answer_that_breaks_off_changes_nothing(httpserver: HTTPServer, folder: Path) -> None:
    def half(request: object) -> Response:
        response = Response(iter([DOCUMENT]), content_type="application/json")
        response.headers["Content-Length"] = str(len(DOCUMENT) + 1)
        return response

    httpserver.expect_request(PATH).respond_with_handler(half)
    before = _files(folder)
    with pytest.raises(fetch.FetchError, match="RemoteProtocolError"):
        fetch.fetch(httpserver.url_for(PATH), folder)
    assert _files(folder) == before


@pytest.fixture
def lengthless() -> Iterator[Any]:
    """Serves one body to whoever connects, says no length, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve(body: bytes) -> str:
            def once() -> None:
                connection, _ = listener.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)

            threading.Thread(target=once, daemon=True).start()
            return f"http://127.0.0.1:{listener.getsockname()[1]}/"

        yield serve


def test_yaml_of_unknown_length_is_refused_for_half_of_it_reads_well(lengthless: Any, folder: Path) -> None:
    """JSON without a length is whole when it closes its first brace."""
    with pytest.raises(fetch.FetchError, match="without its length"):
        fetch.fetch(lengthless(YAML), folder)
    assert "fetched" in fetch.fetch(lengthless(DOCUMENT), folder)


def test_a_file_too_large_changes_nothing(
    httpserver: HTTPServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LIMIT", len(DOCUMENT) - 1)
    before = _files(folder)
    with pytest.raises(fetch.FetchError, match="of more than"):
        fetch.fetch(_serve(httpserver, DOCUMENT), folder)
    assert _files(folder) == before


def test_a_download_that_never_ends_is_left(
    httpserver: HTTPServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "WHOLE", 0.0)
    with pytest.raises(fetch.FetchError, match="not complete"):
        fetch.fetch(_serve(httpserver, DOCUMENT), folder)
    assert len(httpserver.log) == 1


# Tries


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again(status: int, httpserver: HTTPServer, folder: Path) -> None:
    trouble = (status, {}, b"s3cret")
    assert "fetched" in fetch.fetch(_in_turn(httpserver, trouble, trouble, (200, {}, DOCUMENT)), folder)
    assert len(httpserver.log) == 3


@pytest.mark.parametrize("status", [200, 204, 302, 400, 401, 403, 404])
def test_an_answer_that_is_final_is_not_asked_for_again(status: int, httpserver: HTTPServer) -> None:
    with pytest.raises(fetch.FetchError):
        fetch.got(_in_turn(httpserver, (status, {}, b"")))
    assert len(httpserver.log) == 1


def test_three_tries_are_enough(httpserver: HTTPServer, folder: Path) -> None:
    before = _files(folder)
    with pytest.raises(fetch.FetchError, match=r"answered 503 with application/json \(3 tries\)"):
        fetch.fetch(_in_turn(httpserver, (503, {}, b"")), folder)
    assert len(httpserver.log) == 3
    assert _files(folder) == before


@pytest.mark.parametrize("asked", [lambda: "1", lambda: formatdate(time.time() + 2, usegmt=True)], ids=["s", "date"])
def test_who_asks_us_to_wait_is_obeyed(asked: Any, httpserver: HTTPServer) -> None:
    began = time.monotonic()
    fetch.got(_in_turn(httpserver, (503, {"Retry-After": asked()}, b""), (200, {}, DOCUMENT)))
    assert time.monotonic() - began > 0.9


@pytest.mark.parametrize("asked", ["61", "9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_who_asks_for_too_long_is_left_alone(asked: str, httpserver: HTTPServer) -> None:
    with pytest.raises(fetch.FetchError, match="429"):
        fetch.got(_in_turn(httpserver, (429, {"Retry-After": asked}, b""), (200, {}, DOCUMENT)))
    assert len(httpserver.log) == 1


@pytest.mark.parametrize("asked", ["soon", "-1", "", "Thu, 01 Jan 1970 00:00:00 GMT", "1.5"])
def test_a_wait_that_nobody_can_read_is_none(asked: str, httpserver: HTTPServer) -> None:
    fetch.got(_in_turn(httpserver, (429, {"Retry-After": asked}, b""), (200, {}, DOCUMENT)))
    assert len(httpserver.log) == 2


# Addresses, and the command


def test_no_server_is_a_sentence_with_no_secret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LABVANCED_SPEC_URL", "http://user:pw@127.0.0.1:1/file?token=s3cret")
    assert fetch.main([]) == 1
    shown = capsys.readouterr().err
    came = "no answer that could be read from http://127.0.0.1:1/file: ConnectError (3 tries)"
    assert shown == f"fetch: nothing was changed: {came}\n"


@pytest.mark.parametrize("url", ["http://[", "http://a b:x/", "nonsense", "ftp://127.0.0.1/"])
def test_a_url_that_is_none_is_a_sentence(url: str, folder: Path) -> None:
    with pytest.raises(fetch.FetchError):
        fetch.fetch(url, folder)


def test_a_service_is_where_the_environment_says_or_else_with_its_vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LABGURU_SPEC_URL", raising=False)
    vendor = "https://my.labguru.com/api-docs"
    assert fetch.sources("labguru") == [f"{vendor}/v1/swagger.yaml", f"{vendor}/v2/swagger.yaml"]
    monkeypatch.setenv("LABGURU_SPEC_URL", " http://a/1\thttp://a/2 ")
    assert fetch.sources("labguru") == ["http://a/1", "http://a/2"]
    monkeypatch.setenv("LABGURU_SPEC_URL", " ")
    assert len(fetch.sources("labguru")) == 2
    monkeypatch.setenv("LABVANCED_SPEC_URL", "")
    assert fetch.sources("labvanced") == ["https://www.labvanced.com/labvanced-openapi.json"]


@pytest.fixture
def both(httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HTTPServer:
    """A vendor of two files, and a cache of the user's."""
    urls = [httpserver.url_for(f"/api-docs/{version}/swagger.yaml") for version in ("v1", "v2")]
    monkeypatch.setenv("LABGURU_SPEC_URL", " ".join(urls))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    httpserver.expect_request("/api-docs/v1/swagger.yaml").respond_with_data(YAML, headers={"ETag": '"1"'})
    return httpserver


def test_labgurus_files_go_into_the_users_cache(both: HTTPServer, tmp_path: Path) -> None:
    """Each with its source beside it; the repository is not touched."""
    both.expect_request("/api-docs/v2/swagger.yaml").respond_with_data(YAML + b"# 2")
    specs = _files(fetch.FOLDER)
    assert fetch.main(["labguru"]) == 0
    written = _files(tmp_path / "labclients" / "labguru")
    first, described, *_ = sorted(written)
    assert first.endswith("-api-docs-v1-swagger.yaml")
    assert [written[name] for name in sorted(written) if name.endswith(".yaml")] == [YAML, YAML + b"# 2"]
    source = tomllib.loads(written[described].decode())
    assert (source["etag"], source["url"]) == ('"1"', both.url_for("/api-docs/v1/swagger.yaml"))
    assert _files(fetch.FOLDER) == specs


def test_of_labgurus_files_all_are_written_or_none(
    both: HTTPServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both.expect_request("/api-docs/v2/swagger.yaml").respond_with_data("<html>", content_type="text/html")
    assert fetch.main(["labguru"]) == 1
    assert not list(tmp_path.iterdir())
    assert "nothing was changed" in capsys.readouterr().err


def test_one_service_that_fails_is_no_reason_not_to_fetch_the_other(
    both: HTTPServer, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command still fails."""
    both.expect_request("/api-docs/v2/swagger.yaml").respond_with_data("", status=404)
    monkeypatch.setenv("LABVANCED_SPEC_URL", _serve(both, DOCUMENT))
    monkeypatch.setattr(fetch, "FOLDER", folder)
    assert fetch.main(["labguru", "labvanced"]) == 1
    assert sorted(_files(folder)) == ["source.toml", "upstream.json"]
    assert "answered 404" in capsys.readouterr().err


def test_an_address_with_a_space_in_it_is_not_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABVANCED_SPEC_URL", "http://127.0.0.1:1/a elsewhere")
    assert len(fetch.sources("labvanced")) == 1


def test_a_cache_that_is_no_absolute_path_is_not_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As the XDG specification has it: the platform's own folder then."""
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert fetch.cache().is_relative_to(tmp_path)
    assert fetch.cache().is_absolute()


def test_a_folder_that_cannot_be_written_is_a_sentence(
    both: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    both.expect_request("/api-docs/v2/swagger.yaml").respond_with_data(YAML)
    (tmp_path / "labclients").write_text("a file")
    assert fetch.main(["labguru"]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_a_service_that_is_none_is_told_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch.main(["labfolder"]) == 2
    assert capsys.readouterr().err.startswith("usage: ")
