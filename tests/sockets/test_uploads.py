"""Files go where they are to go, once; and what failed half-way says what stands."""

from __future__ import annotations

import itertools
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Mode
from tests.sockets.laws import error_of, everything_said
from tests.sockets.server import FaultServer, Seen, Step, Wire, answer, redirect, reset

from labclients import NotFound, PermissionDenied, ServerError, UnexpectedResponse, UsageError, cli, sandbox
from labclients.labguru import attachments as uploads
from labguru_api import models as m

EXPERIMENT = "Projects::Experiment"
SECTION = {"id": 91, "name": "Results", "container_id": 966, "container_type": EXPERIMENT}
SIGNATURE = "5f2c9a77b1e04d8893aa"


class Lab:
    """A step: one experiment with two sections, its elements and its files. `broken` operations answer as told."""

    def __init__(self, storage: FaultServer) -> None:
        self.storage = storage
        self.broken: dict[str, Step] = {}
        self.files: dict[int, dict[str, Any]] = {}
        self.bytes: dict[int, bytes] = {}
        self.elements: dict[int, dict[str, Any]] = {}
        self._ids = itertools.count(77)

    def __call__(self, wire: Wire, seen: Seen) -> None:
        path = seen.path.split("/", 3)[3]
        name = f"{seen.method} {re.sub(r'[0-9]+$', '#', path)}"
        if path.endswith("/download"):
            redirect(f"{self.storage.url}/files/{path.split('/')[1]}?signature={SIGNATURE}")(wire, seen)
        elif name in self.broken:
            self.broken[name](wire, seen)
        else:
            answer(json=self.answer(name, path.rpartition("/")[2], seen))(wire, seen)

    def answer(self, name: str, id: str, seen: Seen) -> Any:
        match name:
            case "GET experiments/#":
                sections = [{**SECTION, "elements": self.of(91)}, {**SECTION, "id": 92, "name": "Methods"}]
                shown = [{"experiment_procedure": {"id": one["id"], "name": one["name"]}} for one in sections]
                return {"id": 966, "uuid": "u-966", "class_name": EXPERIMENT, "experiment_procedures": shown}
            case "GET sections/#":
                return {**SECTION, "id": int(id), "elements": self.of(int(id))}
            case "GET elements/#":
                return self.elements[int(id)]
            case "POST elements":
                element = {"id": 500 + len(self.elements), **seen.json["item"]}
                return self.elements.setdefault(element["id"], element)
            case "GET attachments":
                return [*self.files.values()] if dict(seen.query)["page"] == "1" else []
            case "GET attachments/#":
                return self.files[int(id)]
            case "POST attachments":
                return self.store(seen)
            case "PUT attachments/#":
                self.files[int(id)] |= seen.json["item"]
                return self.files[int(id)]
        raise AssertionError(name)

    def store(self, seen: Seen) -> Any:
        parts = {name[5:-1]: content for name, (_, content) in seen.parts.items()}
        id = next(self._ids)
        self.bytes[id] = parts.pop("attachment")
        about: dict[str, Any] = {key: value.decode() for key, value in parts.items()}
        owner = {"attachable_type": EXPERIMENT, "attachable_id": 966, "section_id": None, "element_id": None}
        section = int(about["section_id"]) if "section_id" in about else None
        self.files[id] = {"id": id, **owner, "filename": about["title"], "title": about["title"], "section_id": section}
        return self.files[id]

    def of(self, section: int) -> list[Any]:
        return [one for one in self.elements.values() if one["container_id"] == section]

    def stored(self, wire: Wire, seen: Seen) -> None:
        """A step of the storage: bytes of a file, or the part that was asked for."""
        content = self.bytes[int(seen.path.rpartition("/")[2])]
        if seen.headers.get("range") == "bytes=0-0" and content:
            answer(206, content[:1], headers={"Content-Range": f"bytes 0-0/{len(content)}"})(wire, seen)
        elif "range" in seen.headers:
            answer(416, headers={"Content-Range": "bytes */0"})(wire, seen)
        else:
            answer(200, content)(wire, seen)


@pytest.fixture
def lab(server: FaultServer, other: FaultServer) -> Lab:
    lab = Lab(other)
    server.plan(lab)
    other.plan(lab.stored)
    return lab


@pytest.fixture
def gel(tmp_path: Path) -> Path:
    (tmp_path / "gel.png").write_bytes(b"\x89PNG")
    return tmp_path / "gel.png"


def calls(server: FaultServer) -> list[str]:
    return [f"{seen.method} {seen.path.split('/', 3)[3]}" for seen in server.seen]


def upload(mode: Mode, server: FaultServer, file: Path, to: Any, **more: Any) -> Any:
    return mode.labguru(server, lambda c: c.attachments.upload(file, to=to, **more))


class TestInto:
    def test_section(self, mode: Mode, server: FaultServer, lab: Lab, gel: Path) -> None:
        """Into a section: stored with the experiment around it, an element of files made there, the two linked."""
        found = upload(mode, server, gel, m.Section(SECTION))
        assert calls(server) == ["POST attachments", "POST elements", "PUT attachments/77"]
        sent = {name: content for name, (_, content) in server.seen[0].parts.items() if name != "item[attachment]"}
        assert sent == {
            "item[title]": b"gel.png",
            "item[attachable_type]": EXPERIMENT.encode(),
            "item[attachable_id]": b"966",
            "item[section_id]": b"91",
        }
        made = server.seen[1].json["item"]
        assert (made["container_id"], made["container_type"]) == (91, "ExperimentProcedure")
        assert (made["element_type"], json.loads(made["data"])[0]["id"]) == ("attachments", 77)
        assert server.seen[2].json == {"item": {"element_id": 500}}
        assert (found.id, found.element_id) == (77, 500)

    def test_section_in_short(self, mode: Mode, server: FaultServer, lab: Lab, gel: Path) -> None:
        """A section as it is inside of an experiment does not say what is around it: it is asked for first."""
        upload(mode, server, gel, m.Section({"id": 91, "name": "Results"}))
        assert calls(server)[0] == "GET sections/91"
        assert lab.files[77]["element_id"] == 500

    @pytest.mark.parametrize(
        ("element", "asked"),
        [
            ({"container_id": 91, "experiment": {"id": 966}}, []),
            ({"container_id": 91, "experiment": None}, ["GET sections/91"]),
            ({}, ["GET elements/500", "GET sections/91"]),
        ],
    )
    def test_element(
        self, mode: Mode, server: FaultServer, lab: Lab, gel: Path, element: dict[str, Any], asked: list[str]
    ) -> None:
        """Into an element of files: stored and linked; what is around it is asked for only if it does not say."""
        lab.elements[500] = {"id": 500, "element_type": "attachments", "container_id": 91}
        upload(mode, server, gel, m.Element({"id": 500, "element_type": "attachments", **element}))
        assert calls(server) == [*asked, "POST attachments", "PUT attachments/77"]
        assert (lab.files[77]["section_id"], lab.files[77]["element_id"]) == (91, 500)

    @pytest.mark.parametrize(
        "to", ["u-5", m.Stock({"id": 5, "uuid": "u-5"}), m.Element({"id": 5, "uuid": "u-5", "element_type": "text"})]
    )
    def test_uuid(self, mode: Mode, server: FaultServer, lab: Lab, gel: Path, to: Any) -> None:
        """To anything else: by its uuid, in one request."""
        upload(mode, server, gel, to)
        assert calls(server) == ["POST attachments"]
        assert server.seen[0].parts["item[attach_to_uuid]"][1] == b"u-5"
        assert "item[attachable_type]" not in server.seen[0].parts

    @pytest.mark.parametrize("to", ["", " "])
    def test_an_empty_uuid(self, mode: Mode, server: FaultServer, lab: Lab, gel: Path, to: str) -> None:
        """The file would belong to nothing."""
        assert type(error_of(lambda: upload(mode, server, gel, to))) is UsageError
        assert calls(server) == []

    def test_a_misspelt_way(self, mode: Mode, server: FaultServer, lab: Lab, gel: Path) -> None:
        """It would go by the other way."""
        error = error_of(lambda: mode.labguru(server, lambda c: c.attachments.upload(gel, via="S3")))
        assert type(error) is UsageError
        assert calls(server) == []

    @pytest.mark.parametrize("size", [999_999, 1_000_000, 1_000_001])
    def test_a_file_that_changes_meanwhile(
        self, mode: Mode, server: FaultServer, lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
    ) -> None:
        """It becomes shorter, another of the same size, or longer: no whole request arrives, and the error says why."""
        path = tmp_path / "log.bin"
        path.write_bytes(b"x" * 1_000_000)
        read = uploads.UnchangedFile.read

        def read_and_change(file: uploads.UnchangedFile, most: int = -1) -> bytes:
            data = read(file, most)
            path.write_bytes(b"y" * size)
            os.utime(path, (7, 7))
            return data

        monkeypatch.setattr(uploads.UnchangedFile, "read", read_and_change)
        error = error_of(lambda: upload(mode, server, path, "u-5"))
        assert type(error) is UsageError
        assert "changed" in error.message
        assert calls(server) == []

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on Windows")
    def test_a_pipe(self, mode: Mode, server: FaultServer, lab: Lab, tmp_path: Path) -> None:
        """It has no size; and to open it would wait for who writes to it."""
        os.mkfifo(tmp_path / "pipe")
        error = error_of(lambda: upload(mode, server, tmp_path / "pipe", "u-5"))
        assert type(error) is UsageError
        assert "not a regular file" in error.message

    def test_place(self, mode: Mode, server: FaultServer, lab: Lab, gel: Path) -> None:
        """A file that is stored already is shown in a section, or in an element."""
        upload(mode, server, gel, "u-966")
        placed = [mode.labguru(server, lambda c: c.attachments.place(77, m.Section(SECTION)))]
        placed += [mode.labguru(server, lambda c: c.attachments.place(77, m.Element({"id": 501})))]
        assert [one.element_id for one in placed] == [500, 501]


class TestHalfWay:
    @pytest.mark.parametrize(
        ("broken", "said"),
        [
            (
                "POST elements",
                "the file is stored as attachment 77, and not yet shown there (attachments.place does it)",
            ),
            ("PUT attachments/#", "the file is stored as attachment 77, and not yet linked to element 500 made for it"),
        ],
    )
    def test_what_stands_is_said(
        self, mode: Mode, server: FaultServer, lab: Lab, gel: Path, broken: str, said: str
    ) -> None:
        """After the first step, an error of its own kind says which attachment stands, and what remains."""
        lab.broken[broken] = answer(500, json={"error": "boom"})
        error = error_of(lambda: upload(mode, server, gel, m.Section(SECTION)))
        assert type(error) is ServerError
        assert said in str(error)
        assert "boom" in str(error)

    def test_nothing_stands(self, mode: Mode, server: FaultServer, lab: Lab, gel: Path) -> None:
        """Where the file itself was not taken, nothing is said to stand."""
        lab.broken["POST attachments"] = answer(500)
        assert "stored" not in str(error_of(lambda: upload(mode, server, gel, m.Section(SECTION))))
        assert calls(server) == ["POST attachments"]

    def test_no_attachment_back(self, mode: Mode, server: FaultServer, lab: Lab, gel: Path) -> None:
        """An upload that is answered by no attachment is no success."""
        lab.broken["POST attachments"] = answer(201)
        assert type(error_of(lambda: upload(mode, server, gel, m.Section(SECTION)))) is UnexpectedResponse


class TestSize:
    @pytest.mark.parametrize("size", [0, 1, 5000])
    def test_one_byte_is_asked_for(
        self, mode: Mode, server: FaultServer, other: FaultServer, lab: Lab, gel: Path, size: int
    ) -> None:
        """The size comes from the storage with the first byte, and without our token."""
        gel.write_bytes(b"x" * size)
        upload(mode, server, gel, "u-966")
        assert mode.labguru(server, lambda c: c.attachments.size(77)) == size
        assert [seen.headers.get("range") for seen in other.seen] == ["bytes=0-0"]
        assert TOKEN.encode() not in other.seen[0].raw

    def test_whole_file(self, mode: Mode, server: FaultServer, other: FaultServer, lab: Lab, gel: Path) -> None:
        """Where parts are not given, the bytes are counted."""
        upload(mode, server, gel, "u-966")
        other.plan(answer(200, b"x" * 3_000_000))
        assert mode.labguru(server, lambda c: c.attachments.size(77)) == 3_000_000

    def test_gone(self, mode: Mode, server: FaultServer, other: FaultServer, lab: Lab, gel: Path) -> None:
        """No file has no size."""
        upload(mode, server, gel, "u-966")
        other.plan(answer(404))
        assert type(error_of(lambda: mode.labguru(server, lambda c: c.attachments.size(77)))) is NotFound


# ---- by S3


@pytest.fixture
def s3(server: FaultServer, other: FaultServer, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make a server that gives links for so many parts; a part is 10 bytes."""
    monkeypatch.setattr(uploads, "PART", 10)
    other.plan(lambda wire, seen: answer(200, headers={"ETag": f'"{seen.path}"'})(wire, seen))

    def plan(parts: int, **more: Any) -> None:
        links = [f"{other.url}/part{number}?X-Amz-Signature={SIGNATURE}" for number in range(1, parts + 1)]
        many = {"urls": links, "upload_id": "up", "id": 77} | more
        server.routes |= {
            ("POST", "/api/v2/attachments/s3_direct_upload"): answer(json={"presigned_url": links[0]} | more),
            ("POST", "/api/v2/attachments/s3_multipart_upload"): answer(json=many),
            ("POST", "/api/v2/attachments/s3_multipart_finished"): answer(json={}),
            ("GET", "/api/v1/attachments/77"): answer(json={"id": 77, "title": "gel.png"}),
            ("GET", "/api/v1/experiments/966"): answer(json={"id": 966, "uuid": "u-966"}),
        }

    return plan


class TestS3:
    def test_at_once(
        self, mode: Mode, server: FaultServer, other: FaultServer, s3: Callable[..., None], gel: Path
    ) -> None:
        """A file of one part is one PUT to the link, with its length, and without our token or any type."""
        s3(1, id=77)
        experiment = m.Experiment({"id": 966, "uuid": "u-966", "class_name": EXPERIMENT})
        assert upload(mode, server, gel, experiment, via="s3", description="raw").id == 77
        file = {"original_filename": "gel.png", "content_type": "image/png"}
        owner = {"attach_to_uuid": "u-966", "attachable_type": EXPERIMENT}
        item = {"title": "gel.png", "attachment": file, **owner, "description": "raw"}
        assert server.seen[0].json == {"item": item}
        [put] = other.seen
        assert (put.method, put.target, put.body) == ("PUT", f"/part1?X-Amz-Signature={SIGNATURE}", gel.read_bytes())
        assert put.headers["content-length"] == "4"
        assert not {"content-type", "transfer-encoding"} & set(put.headers)
        assert TOKEN.encode() not in put.raw

    def test_without_an_id(self, mode: Mode, server: FaultServer, s3: Callable[..., None], gel: Path) -> None:
        """Labguru need not say the id; the link is not handed out."""
        s3(1, uuid="u-77")
        assert upload(mode, server, gel, "u-966", via="s3").to_dict() == {"uuid": "u-77"}

    def test_in_parts(
        self, mode: Mode, server: FaultServer, other: FaultServer, s3: Callable[..., None], gel: Path
    ) -> None:
        """A larger file goes in parts, in order and whole; their ETags, quotes included, end it."""
        gel.write_bytes(bytes(range(25)))
        s3(3)
        assert upload(mode, server, gel, "u-966", via="s3").title == "gel.png"
        assert server.seen[0].json["parts"] == 3
        assert [len(put.body) for put in other.seen] == [10, 10, 5]
        assert b"".join(put.body for put in other.seen) == gel.read_bytes()
        end = {"id": 77, "upload_id": "up", "etags": ['"/part1"', '"/part2"', '"/part3"']}
        assert (server.seen[1].path.rpartition("/")[2], server.seen[1].json) == ("s3_multipart_finished", end)

    def test_large_pieces_are_streamed(
        self,
        mode: Mode,
        server: FaultServer,
        other: FaultServer,
        s3: Callable[..., None],
        gel: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """What is larger than a chunk arrives whole, too."""
        monkeypatch.setattr(uploads, "PART", 1 << 20)
        gel.write_bytes(bytes(range(256)) * 6000)
        s3(2)
        upload(mode, server, gel, "u-966", via="s3")
        assert b"".join(put.body for put in other.seen) == gel.read_bytes()

    @pytest.mark.parametrize("fault", [reset, answer(503, "<Error><Code>SlowDown</Code></Error>")])
    def test_a_part_is_tried_again(
        self, mode: Mode, server: FaultServer, other: FaultServer, s3: Callable[..., None], gel: Path, fault: Step
    ) -> None:
        """The same bytes at the same place: what did not arrive is sent again, whole."""
        gel.write_bytes(bytes(range(15)))
        s3(2)
        other.plan(answer(headers={"ETag": "a"}), fault, answer(headers={"ETag": "b"}))
        upload(mode, server, gel, "u-966", via="s3")
        assert [put.body for put in other.seen] == [bytes(range(10)), bytes(range(10, 15)), bytes(range(10, 15))]
        assert server.seen[1].json["etags"] == ["a", "b"]

    @pytest.mark.parametrize(
        ("step", "kind"),
        [
            (answer(403, f"<Error><SignatureProvided>{SIGNATURE}</SignatureProvided></Error>"), PermissionDenied),
            (redirect("http://127.0.0.1:1/elsewhere", 307), UnexpectedResponse),
            (answer(200), UnexpectedResponse),
        ],
    )
    def test_a_part_that_is_refused(
        self,
        mode: Mode,
        server: FaultServer,
        other: FaultServer,
        s3: Callable[..., None],
        gel: Path,
        step: Step,
        kind: Any,
    ) -> None:
        """The error says what stands; neither it nor what caused it shows the link's secret."""
        gel.write_bytes(bytes(range(15)))
        s3(2)
        other.plan(answer(headers={"ETag": "a"}), step)
        error = error_of(lambda: upload(mode, server, gel, "u-966", via="s3"))
        assert type(error) is kind
        assert "attachment 77 is begun, with 1 of 2 parts stored: upload it anew" in str(error)
        assert SIGNATURE not in everything_said(error)
        assert len(server.seen) == 1

    @pytest.mark.parametrize("more", [{"urls": []}, {"urls": None}, {"id": None}, {"upload_id": None}])
    def test_links_that_do_not_fit(
        self, mode: Mode, server: FaultServer, s3: Callable[..., None], gel: Path, more: dict[str, Any]
    ) -> None:
        """Fewer links than parts, or no id to end with: nothing is sent to the storage."""
        gel.write_bytes(bytes(range(15)))
        s3(2, **more)
        error = error_of(lambda: upload(mode, server, gel, "u-966", via="s3"))
        assert (type(error), "no links for 2 parts" in str(error)) == (UnexpectedResponse, True)

    @pytest.mark.parametrize("link", [None, "", "ftp://host/x", "/files/1", "http://[", 7])
    def test_no_link(self, mode: Mode, server: FaultServer, s3: Callable[..., None], gel: Path, link: Any) -> None:
        """What is no address is no place for a file."""
        s3(1, presigned_url=link)
        error = error_of(lambda: upload(mode, server, gel, "u-966", via="s3"))
        assert (type(error), "no safe link" in str(error)) == (UnexpectedResponse, True)

    def test_section(
        self, mode: Mode, server: FaultServer, other: FaultServer, s3: Callable[..., None], gel: Path
    ) -> None:
        """A section is reached by the uuid of its experiment; then it goes on as ever."""
        s3(1, id=77)
        server.routes |= {
            ("POST", "/api/v1/elements"): answer(json={"id": 500}),
            ("PUT", "/api/v1/attachments/77"): answer(json={"id": 77, "element_id": 500}),
        }
        assert upload(mode, server, gel, m.Section(SECTION), via="s3").element_id == 500
        assert server.seen[1].json["item"]["attach_to_uuid"] == "u-966"

    def test_section_of_a_document(self, mode: Mode, server: FaultServer, s3: Callable[..., None], gel: Path) -> None:
        """No way is known to a section of another record; nothing is sent."""
        section = m.Section({**SECTION, "container_type": "Knowledgebase::AbstractDocument"})
        assert type(error_of(lambda: upload(mode, server, gel, section, via="s3"))) is UsageError
        assert server.seen == []


# ---- from the shell


@pytest.fixture
def run(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run ``labclients labguru upload``, as cron does: credentials in the environment, no terminal."""
    monkeypatch.setenv("LABGURU_TOKEN", TOKEN)
    monkeypatch.setenv("LABGURU_BASE_URL", server.url)

    def command(*args: object) -> tuple[int, str, str]:
        status = cli.main(["labguru", "upload", *map(str, args)])
        return status, *capsys.readouterr()

    return command


Run = Callable[..., tuple[int, str, str]]


class TestCommand:
    def test_section_by_name(self, server: FaultServer, lab: Lab, run: Run, gel: Path, tmp_path: Path) -> None:
        """Files go into one element of files in the section of that name, made by the first."""
        (tmp_path / "b.csv").write_bytes(b"1,2")
        status, out, err = run(gel, tmp_path / "b.csv", "--to", "experiment:966/Results")
        assert (status, err) == (0, "")
        assert out.splitlines() == [f"{gel}  attachment 77", f"{tmp_path / 'b.csv'}  attachment 78"]
        assert [file["element_id"] for file in lab.files.values()] == [500, 500]
        assert len(lab.elements) == 1

    def test_again(self, server: FaultServer, lab: Lab, run: Run, gel: Path) -> None:
        """What is there by name and size is not sent again; with another size, it is another file."""
        run(gel, "--to", "experiment:966/Results")
        assert run(gel, "--to", "experiment:966/Results") == (0, f"{gel}  already there (attachment 77)\n", "")
        gel.write_bytes(b"longer than before")
        assert run(gel, "--to", "experiment:966/Results") == (0, f"{gel}  attachment 78\n", "")
        assert [file["element_id"] for file in lab.files.values()] == [500, 500]

    def test_again_to_a_record(self, server: FaultServer, lab: Lab, run: Run, gel: Path) -> None:
        """The same for a record as a whole, wherever in it the file is shown."""
        run(gel, "--to", "experiment:966/Results")
        assert run(gel, "--to", "experiment:966")[1] == f"{gel}  already there (attachment 77)\n"

    def test_another_section(self, server: FaultServer, lab: Lab, run: Run, gel: Path) -> None:
        """In another section it is not there yet."""
        run(gel, "--to", "experiment:966/Results")
        assert run(gel, "--to", "experiment:966/methods")[1] == f"{gel}  attachment 78\n"

    def test_of_another_record(self, server: FaultServer, lab: Lab, run: Run, gel: Path) -> None:
        """A file of a stock that has the experiment's id is not there: ids of different kinds overlap."""
        run(gel, "--to", "experiment:966")
        lab.files[77]["attachable_type"] = "System::Storage::Stock"
        assert run(gel, "--to", "experiment:966")[1] == f"{gel}  attachment 78\n"

    def test_records_that_do_not_tell_their_class(self, run: Run, gel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A project and a storage may share an id: each gets the file, once."""
        with sandbox.serve() as box:
            monkeypatch.setenv("LABGURU_TOKEN", box.token)
            monkeypatch.setenv("LABGURU_BASE_URL", box.labguru_url)
            for place in ("storage:1", "project:1"):
                assert "already there" not in run(gel, "--to", place)[1]
            for place in ("storage:1", "project:1"):
                assert "already there" in run(gel, "--to", place)[1]

    @pytest.mark.parametrize("broken", ["POST elements", "PUT attachments/#"])
    def test_a_later_step_failed(
        self, server: FaultServer, lab: Lab, run: Run, gel: Path, tmp_path: Path, broken: str
    ) -> None:
        """What remains is said at the end, with status 1; the next run does that, and sends nothing twice."""
        (tmp_path / "b.csv").write_bytes(b"1,2")
        lab.broken[broken] = answer(500)
        files = [gel, tmp_path / "b.csv"]
        status, out, err = run(*files, "--to", "experiment:966/Results")
        assert (status, out) == (1, "")
        assert "the file is stored as attachment 77" in err
        assert err.splitlines()[-1] == f"labclients: 2 of 2 files remain: {gel}, {tmp_path / 'b.csv'}"
        lab.broken.clear()
        status, out, err = run(*files, "--to", "experiment:966/Results")
        assert (status, err) == (0, "")
        assert out.splitlines()[0] == f"{gel}  attachment 77, stored before, now shown there"
        assert sorted(lab.files) == [77, 78]
        assert all(lab.elements[file["element_id"]] for file in lab.files.values())

    def test_one_is_refused(self, server: FaultServer, lab: Lab, run: Run, gel: Path, tmp_path: Path) -> None:
        """One file that fails does not stop the others."""
        (tmp_path / "b.csv").write_bytes(b"1,2")
        steps = iter([answer(422, json={"error_message": "too odd"})])
        lab.broken["POST attachments"] = lambda wire, seen: next(steps, answer(json=lab.store(seen)))(wire, seen)
        status, out, err = run(gel, tmp_path / "b.csv", "--to", "experiment:966")
        assert (status, out.startswith(str(tmp_path / "b.csv"))) == (1, True)
        assert "too odd" in err.splitlines()[0]
        assert err.splitlines()[-1] == f"labclients: 1 of 2 files remain: {gel}"

    def test_a_dead_token_ends_it(self, server: FaultServer, lab: Lab, run: Run, gel: Path, tmp_path: Path) -> None:
        """Refused credentials are not tried for every file."""
        (tmp_path / "b.csv").write_bytes(b"1,2")
        lab.broken["POST attachments"] = answer(401)
        status, _, err = run(gel, tmp_path / "b.csv")
        assert (status, calls(server)) == (1, ["POST attachments"])
        assert "2 of 2 files remain" in err

    @pytest.mark.parametrize(
        ("name", "said"),
        [("Reslts", "has no section 'Reslts'; it has 'Results', 'Methods'"), ("twin", "section:91, section:92")],
    )
    def test_which_section(self, server: FaultServer, lab: Lab, run: Run, gel: Path, name: str, said: str) -> None:
        """A section that is not there, or there twice, is one sentence that names them; nothing is sent."""
        if name == "twin":
            twins = [{"id": 91, "name": "Twin"}, {"id": 92, "name": "Twin"}]
            lab.broken["GET experiments/#"] = answer(json={"id": 966, "experiment_procedures": twins})
        status, out, err = run(gel, "--to", f"experiment:966/{name}")
        assert (status, out, said in err) == (1, "", True)
        assert "POST attachments" not in calls(server)

    def test_a_section_by_id(self, server: FaultServer, lab: Lab, run: Run, gel: Path) -> None:
        """Sections and elements are kinds, too."""
        assert run(gel, "--to", "section:91")[0] == 0
        assert run(gel, "--to", "element:500") == (0, f"{gel}  already there (attachment 77)\n", "")
