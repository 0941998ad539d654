"""Files arrive unchanged."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import HTTP
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sockets.conftest import TOKEN, Mode
from tests.sockets.laws import error_of
from tests.sockets.server import FaultServer, Seen, answer, reset

from labclients import Labguru, UsageError
from labguru_api import api
from labguru_api import models as m
from labguru_api.types import File

UPLOADED = answer(201, json={"id": 5, "uuid": "u-5"})


def test_fields_are_named_as_labguru_reads_them(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """The file, its title and the record it belongs to are parts of `item`; the token is in the query."""
    (tmp_path / "gel.png").write_bytes(b"\x89PNG")
    server.plan(UPLOADED)
    mode.labguru(server, lambda c: c.attachments.upload(tmp_path / "gel.png", to="u-7", description="ä"))
    seen = server.seen[0]
    assert (seen.method, seen.path, seen.query) == ("POST", "/api/v1/attachments", [("token", TOKEN)])
    assert {name: content for name, (_, content) in seen.parts.items()} == {
        "item[attachment]": b"\x89PNG",
        "item[title]": b"gel.png",
        "item[attach_to_uuid]": b"u-7",
        "item[description]": "ä".encode(),
    }
    head = seen.parts["item[attachment]"][0]
    assert 'filename="gel.png"' in head
    assert "filename" not in seen.parts["item[title]"][0]


def test_the_body_is_multipart_for_other_readers_too(server: FaultServer, tmp_path: Path) -> None:
    """Python's own reader of mail finds the same parts."""
    (tmp_path / "a.txt").write_bytes(b"abc")
    server.plan(UPLOADED)
    with Labguru(token=TOKEN, base_url=server.url) as labguru:
        labguru.attachments.upload(tmp_path / "a.txt", title="A")
    seen = server.seen[0]
    mail = message_from_bytes(
        b"Content-Type: %s\r\n\r\n" % seen.headers["content-type"].encode() + seen.body, policy=HTTP
    )
    assert [part.get_filename() for part in mail.iter_parts()] == ["a.txt", None]  # type: ignore[attr-defined]


def boundaries(seen: Seen) -> bytes:
    return seen.headers["content-type"].partition("boundary=")[2].encode()


HOSTILE = st.one_of(
    st.binary(max_size=2000),
    st.lists(
        st.sampled_from([b"\r\n", b"--", b"-", b"\n", b"boundary=", b"\x00", b"0123456789abcdef" * 2, b"\r\n--"]),
        max_size=30,
    ).map(b"".join),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE)
def test_any_content_arrives_unchanged(server: FaultServer, content: bytes) -> None:
    """No bytes of a file end it early or get lost, also such as look like a boundary, also such as were one before."""
    server.plan(UPLOADED)
    with Labguru(token=TOKEN, base_url=server.url) as labguru:
        if server.seen:
            content += b"\r\n--" + boundaries(server.seen[-1]) + b"--\r\n"  # that of the last upload
        body = m.AttachmentCreate(attachment=File("x.bin", content), title="x")
        labguru.call(api.attachments.create, body=body)
    assert server.seen[-1].parts["item[attachment]"][1] == content


@pytest.mark.parametrize(
    "name", ['quo"te.png', "ümläut ß.png", "semi;colon.png", "line\nbreak.png", "日本.tif", "back\\slash", "%22.png"]
)
def test_any_file_name_is_sent_in_one_piece(server: FaultServer, tmp_path: Path, name: str) -> None:
    """A file's name adds no header and no part."""
    (tmp_path / name).write_bytes(b"abc")
    server.plan(UPLOADED)
    with Labguru(token=TOKEN, base_url=server.url) as labguru:
        labguru.attachments.upload(tmp_path / name, title="A")
    parts = server.seen[0].parts
    assert set(parts) == {"item[attachment]", "item[title]"}
    assert parts["item[attachment]"][1] == b"abc"
    assert len(parts["item[attachment]"][0].splitlines()) == 2


def test_an_upload_that_is_put_off_is_sent_again_in_full(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """After 429 with Retry-After the whole file goes out again, not what was left unread of it."""
    content = bytes(range(256)) * 2000
    (tmp_path / "big.bin").write_bytes(content)
    later = answer(429, headers={"Retry-After": "0"})
    server.plan(later, later, UPLOADED)
    assert mode.labguru(server, lambda c: c.attachments.upload(tmp_path / "big.bin")).id == 5
    assert [seen.parts["item[attachment]"][1] == content for seen in server.seen] == [True, True, True]


def test_an_upload_after_a_renewed_token_is_whole(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """The same when the first one met an expired token."""
    (tmp_path / "a.bin").write_bytes(b"abc" * 100_000)
    tokens = iter(["old", "new"])
    server.plan(answer(401), UPLOADED)
    mode.labguru(server, lambda c: c.attachments.upload(tmp_path / "a.bin"), token=lambda: next(tokens))
    assert [len(seen.parts["item[attachment]"][1]) for seen in server.seen] == [300_000, 300_000]


def test_an_upload_that_may_have_arrived_is_not_repeated(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """A file is not attached twice."""
    (tmp_path / "a.bin").write_bytes(b"abc")
    server.plan(reset)
    error_of(lambda: mode.labguru(server, lambda c: c.attachments.upload(tmp_path / "a.bin")))
    assert len(server.seen) == 1


def test_an_empty_file_is_a_file(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """Nothing is content, too."""
    (tmp_path / "empty").touch()
    server.plan(UPLOADED)
    mode.labguru(server, lambda c: c.attachments.upload(tmp_path / "empty"))
    assert server.seen[0].parts["item[attachment]"][1] == b""


def test_what_cannot_be_uploaded_is_refused(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """A missing file, a directory and a record without uuid are UsageErrors; nothing is sent."""
    (tmp_path / "a").touch()
    for file, to in ((tmp_path / "none", None), (tmp_path, None), (tmp_path / "a", m.Experiment({"id": 1}))):
        error = error_of(lambda file=file, to=to: mode.labguru(server, lambda c: c.attachments.upload(file, to=to)))
        assert type(error) is UsageError
    assert server.seen == []
