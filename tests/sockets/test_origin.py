"""What is sent, to the byte, and to whom."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Mode
from tests.sockets.laws import GOOD, error_of, read
from tests.sockets.server import FaultServer, answer, redirect

from labclients import F, UsageError

PAGE = answer(json={"meta": {"item_count": 0, "page_count": 0}, "data": []})


def test_the_designs_example_is_exact_on_the_wire(mode: Mode, server: FaultServer) -> None:
    """A filter, an order and a page size become Labguru's bracketed query, in full."""
    server.plan(PAGE)
    where = (F.project_id == 15) & F.title.contains("PCR")
    mode.labguru(server, lambda c: c.experiments.list(where=where, order_by="-id", page_size=50).all())
    assert server.seen[0].method == "GET"
    assert server.seen[0].path == "/api/v1/experiments"
    assert sorted(server.seen[0].query) == sorted(
        [
            ("token", TOKEN),
            ("page", "1"),
            ("page_size", "50"),
            ("meta", "true"),
            ("kendo", "true"),
            ("filter[logic]", "and"),
            ("filter[filters][0][field]", "project_id"),
            ("filter[filters][0][operator]", "eq"),
            ("filter[filters][0][value]", "15"),
            ("filter[filters][1][field]", "title"),
            ("filter[filters][1][operator]", "contains"),
            ("filter[filters][1][value]", "PCR"),
            ("sort[0][field]", "id"),
            ("sort[0][dir]", "desc"),
        ]
    )
    assert "filter%5Bfilters%5D%5B0%5D%5Bfield%5D=project_id" in server.seen[0].target


def test_names_of_collections_are_one_segment_of_the_path(mode: Mode, server: FaultServer) -> None:
    """Spaces, slashes and letters of a collection's name arrive as they are, double spaces too."""
    server.plan(PAGE)
    mode.labguru(server, lambda c: c.collection("A -- B  C/ä").list().all())
    assert server.seen[0].path == "/api/v1/biocollections/A%20--%20B%20%20C%2F%C3%A4"


@pytest.mark.parametrize("name", ["100 %", "a?b#c", "a;b&c=d", "%2F", "«x»", "a+b", "a\\b"])
def test_any_name_is_encoded_once(mode: Mode, server: FaultServer, name: str) -> None:
    """No character of a name ends the path or is encoded twice."""
    from urllib.parse import unquote

    server.plan(PAGE)
    mode.labguru(server, lambda c: c.collection(name).list().all())
    assert unquote(server.seen[0].path.rpartition("/")[2]) == name


def test_params_of_any_request_are_sent_beside_its_query(mode: Mode, server: FaultServer) -> None:
    """`params` and the query that a path has already both arrive, with the token."""
    server.plan(GOOD)
    mode.labguru(server, lambda c: c.request("GET", "api/v9/things?kind=a%20b", params={"x": [1, 2], "y": True}))
    assert server.seen[0].path == "/api/v9/things"
    assert sorted(server.seen[0].query) == [
        ("kind", "a b"),
        ("token", TOKEN),
        ("x[]", "1"),
        ("x[]", "2"),
        ("y", "true"),
    ]


def test_an_absolute_address_of_our_own_is_a_path(mode: Mode, server: FaultServer) -> None:
    """Links that the server gave can be followed, however they write its name."""
    server.plan(GOOD)
    mode.labguru(
        server,
        lambda c: c.request("GET", f"{server.url}/api/v9/things?a=1"),
        lambda c: c.request("GET", f"{server.url.upper()}/api/v9/things?a=1#part"),
    )
    assert [(seen.path, sorted(seen.query)) for seen in server.seen] == [
        ("/api/v9/things", [("a", "1"), ("token", TOKEN)])
    ] * 2


def test_a_base_url_may_have_a_path(mode: Mode, server: FaultServer) -> None:
    """A server behind a prefix is reached there, by a path and by an absolute address alike."""
    server.plan(GOOD)
    base = f"{server.url}/lab/"
    mode.labguru(base, read, lambda c: c.request("GET", f"{server.url}/lab/api/x"))
    assert [seen.path for seen in server.seen] == ["/lab/api/v1/experiments/7", "/lab/api/x"]


@pytest.mark.parametrize(
    "address",
    ["{other}/api/v1/experiments", "https://my.labguru.com/x", "ftp://127.0.0.1/x", "http://[::1/x", "http://h:port/x"],
)  # fmt: skip
def test_another_origin_is_refused(mode: Mode, server: FaultServer, other: FaultServer, address: str) -> None:
    """A request to another server is a UsageError; nothing is sent, to nobody."""
    path = address.format(other=other.url)
    assert type(error_of(lambda: mode.labguru(server, lambda c: c.request("GET", path)))) is UsageError
    assert server.seen == other.seen == []


@pytest.mark.parametrize("path", ["//{host}/x", "@{host}/x", "\\\\{host}\\x", "/../../x"])
def test_no_path_leads_to_another_host(mode: Mode, server: FaultServer, other: FaultServer, path: str) -> None:
    """Spellings that browsers take for another host stay on ours."""
    server.plan(GOOD)
    mode.labguru(server, lambda c: c.request("GET", path.format(host=f"127.0.0.1:{other.port}")))
    assert other.seen == []
    assert len(server.seen) == 1


@pytest.mark.parametrize("path", ["/a\nb", "/a\x00b"])
def test_a_path_that_cannot_be_sent_is_refused(mode: Mode, server: FaultServer, path: str) -> None:
    """A path with control characters is a UsageError."""
    assert type(error_of(lambda: mode.labguru(server, lambda c: c.request("GET", path)))) is UsageError
    assert server.seen == []


def test_a_download_from_storage_carries_no_token(
    mode: Mode, server: FaultServer, other: FaultServer, tmp_path: Any
) -> None:
    """A download may be redirected to a storage on another host, whose link is its own key: our token stays here."""
    server.routes["GET", "/api/v1/attachments/77"] = answer(json={"id": 77, "filename": "gel.png"})
    server.plan(redirect(f"{other.url}/bucket/gel.png?X-Sig=abc%2Fd&X-Date=1"))
    other.plan(answer(200, b"PNG"))
    saved = mode.labguru(server, lambda c: c.attachments.download(77, tmp_path))
    assert saved == tmp_path / "gel.png"
    assert saved.read_bytes() == b"PNG"
    assert other.seen[0].target == "/bucket/gel.png?X-Sig=abc%2Fd&X-Date=1"
    assert TOKEN.encode() not in other.seen[0].raw


@pytest.mark.parametrize("options", [{}, {"auth_header": "X-Key"}, {"auth_prefix": "Bearer "}])
def test_a_header_token_does_not_follow_a_redirect(
    mode: Mode, server: FaultServer, other: FaultServer, tmp_path: Any, options: Any
) -> None:
    """Labvanced's token, in whatever header, reaches no other host, and no error of theirs shows the link's key."""
    server.plan(redirect(f"{other.url}/f.zip?sig=5e7c", 307))
    other.plan(answer(403, f"<Error>{other.url}/f.zip?sig=5e7c expired</Error>"))
    error = error_of(lambda: mode.labvanced(server, lambda c: c.download(1, 2, tmp_path), **options))
    assert error.status == 403
    assert TOKEN.encode() not in other.seen[0].raw
    assert "5e7c" not in f"{error} {error.server_message}"


@pytest.mark.parametrize(
    "url", ["", "lab.org", "ftp://lab.org", "https://", "https://me:pw@lab.org", "https://lab.org?x=1", "http://[::1",
            "http://lab.org:port", "http://lab.org", "HTTP://my.labguru.com", "http://10.0.0.7:8080",
            "http://localhost.lab.org", "http://127.0.0.1@lab.org", "http://0.0.0.0"],
)  # fmt: skip
def test_a_base_url_that_is_none_is_refused(mode: Mode, url: str) -> None:
    """A base_url is an address alone, and over TLS unless it is this machine's own; one with a password in it is
    refused without showing it."""
    error = error_of(lambda: mode.labguru(url or " ", read))
    assert type(error) is UsageError
    assert "pw" not in str(error)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_this_machine_needs_no_tls(mode: Mode, host: str) -> None:
    """What does not leave the machine cannot be read on the way: the sandbox is spoken to without."""
    kind = mode.labguru_class
    assert kind(TOKEN, base_url=f"http://{host}:80").base_url == f"http://{host}:80"


def test_a_token_does_not_go_without_tls(mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence says so, wherever the address stands."""
    monkeypatch.setenv("LABVANCED_BASE_URL", "http://eu.labvanced.example")
    for run in (
        lambda: mode.labguru_class(TOKEN, base_url="http://my.labguru.com"),
        lambda: mode.labguru_class(login="me@lab.org", password="pw", base_url="http://my.labguru.com"),
        lambda: mode.labvanced_class(TOKEN),
    ):
        error = error_of(run)
        assert type(error) is UsageError
        assert str(error) == "base_url must begin with https://: with http:// anybody on the way could read the token"
