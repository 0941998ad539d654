"""Fetching upstream's file: the file comes in whole, and anything else changes nothing and is named."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from tools import fetch
from werkzeug import Response

DOCUMENT = b'{"openapi":  "3.0.3",\n "info": {"version": "1.2\\u007f\\n"}, "paths": {"/a": {}}}\n\n'
PATH = "/labvanced-openapi.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "upstream.json").write_text("old")
    (tmp_path / "source.toml").write_text('state = "transcribed"\n')
    return tmp_path


def _serve(server: HTTPServer, body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> str:
    server.expect_request(PATH).respond_with_data(body, status=status, content_type=kind, headers=headers)
    return server.url_for(PATH)


def _files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_file_is_kept_byte_for_byte_and_its_source_described(httpserver: HTTPServer, folder: Path) -> None:
    url = _serve(httpserver, DOCUMENT, ETag='"abc"')
    assert "fetched" in fetch.fetch(url, folder)
    assert sorted(_files(folder)) == ["source.toml", "upstream.json"]
    assert (folder / "upstream.json").read_bytes() == DOCUMENT
    source = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
    assert len(source.pop("date")) == len("2026-11-21")
    assert source == {
        "state": "fetched",
        "url": url,
        "sha256": hashlib.sha256(DOCUMENT).hexdigest(),
        "version": "1.2\x7f\n",
        "etag": '"abc"',
    }


def test_the_same_file_again_writes_nothing(httpserver: HTTPServer, folder: Path) -> None:
    url = _serve(httpserver, DOCUMENT)
    fetch.fetch(url, folder)
    written = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert "unchanged" in fetch.fetch(url, folder)
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == written


def test_a_transcription_is_replaced_even_by_equal_bytes(httpserver: HTTPServer, folder: Path) -> None:
    (folder / "upstream.json").write_bytes(DOCUMENT)
    fetch.fetch(_serve(httpserver, DOCUMENT), folder)
    assert 'state = "fetched"' in (folder / "source.toml").read_text()


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
        (
            b"",
            302,
            {"Location": "https://me:pw@login.example/s3cret"},
            "302 with application/json, a redirect to login.ex",
        ),
        (b"", 301, {"Location": "/elsewhere"}, "a redirect to the same host"),
        (b"", 200, {}, "0 bytes came that are not JSON"),
        (DOCUMENT[:40], 200, {}, "not JSON, or only a part"),
        (b'{"swagger": "2.0", "paths": {"/a": {}}}', 200, {}, "no OpenAPI 3"),
        (b"[]", 200, {}, "no OpenAPI 3"),
        (b'{"openapi": "3.1.0", "paths": {}}', 200, {}, "without paths"),
        (b"[" * 200_000, 200, {}, "not JSON"),
        (b'{"error": "s3cret"}', 500, {}, "500 with application/json"),
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


def test_no_server_is_a_sentence_with_no_secret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LABVANCED_SPEC_URL", "http://user:pw@127.0.0.1:1/file?token=s3cret")
    assert fetch.main() == 1
    shown = capsys.readouterr().err
    assert (
        shown == "fetch: nothing was changed: no answer that could be read from http://127.0.0.1:1/file: ConnectError\n"
    )


@pytest.mark.parametrize("url", ["http://[", "http://a b:x/", "nonsense", "ftp://127.0.0.1/"])
def test_a_url_that_is_none_is_a_sentence(url: str, folder: Path) -> None:
    with pytest.raises(fetch.FetchError):
        fetch.fetch(url, folder)


def test_a_write_that_fails_leaves_the_file_and_no_litter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _files(folder)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(fetch.os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        fetch.replace(folder / "upstream.json", json.dumps({}).encode())
    assert _files(folder) == before
