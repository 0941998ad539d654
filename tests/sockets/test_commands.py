"""The commands against a sandbox, over real sockets."""

from __future__ import annotations

import getpass
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.sockets.conftest import Run, environment

from labclients import Labguru, Study, sandbox

SMALL = "61300"  # three sessions
IDS = ["4200004", "4200008", "4200012"]


@pytest.fixture
def labguru(box: sandbox.Box) -> Iterator[Labguru]:
    with Labguru() as client:
        yield client


class TestSessions:
    def test_table(self, box: sandbox.Box, run: Run) -> None:
        """Every session is a line; beside it stands how many there are."""
        status, out, err = run("labvanced", "sessions", str(box.study))

        assert (status, err) == (0, "24 sessions, 19 with an end time\n")
        assert len(out.splitlines()) == 2 + 24

    def test_private(self, box: sandbox.Box, run: Run) -> None:
        """What participants said about themselves is shown on request only."""
        _, table, _ = run("labvanced", "sessions", SMALL)
        _, document, _ = run("labvanced", "sessions", SMALL, "--json")

        assert "female" not in table
        assert "subject_code" not in table
        assert json.loads(document)[0]["survey_data"]["gender"] == "female"

    @pytest.mark.usefixtures("box")
    def test_lines(self, run: Run) -> None:
        """--jsonl has the same rows as --json, one on each line."""
        lines, document = (run("labvanced", "sessions", SMALL, shape)[1] for shape in ("--jsonl", "--json"))

        assert [json.loads(line) for line in lines.splitlines()] == json.loads(document)

    @pytest.mark.usefixtures("box")
    def test_unknown(self, run: Run) -> None:
        """A study that does not exist is one sentence."""
        status, out, err = run("labvanced", "sessions", "5")

        assert (status, out) == (1, "")
        assert err.startswith("labclients: the server answered 404")
        assert err.count("\n") == 1


class TestDownload:
    @pytest.mark.usefixtures("box")
    def test_all(self, run: Run, tmp_path: Path) -> None:
        """The whole study is saved, and each path is printed."""
        status, out, err = run("labvanced", "download", SMALL, "--all", "--to", str(tmp_path / "new"))

        assert status == 0
        assert sorted(out.splitlines()) == [str(tmp_path / "new" / f"{number}.zip") for number in IDS]
        assert all(Path(line).is_file() for line in out.splitlines())
        assert "3 of 3 sessions saved" in err

    @pytest.mark.usefixtures("box")
    def test_for_programs(self, run: Run, tmp_path: Path) -> None:
        """As JSON, each session has all of its files."""
        _, out, _ = run("labvanced", "download", SMALL, IDS[0], "--unpack", "--to", str(tmp_path), "--json")

        [row] = json.loads(out)
        assert (row["session"], [Path(file).is_file() for file in row["files"]]) == (int(IDS[0]), [True] * 3)

    @pytest.mark.usefixtures("box")
    def test_unpack(self, run: Run, tmp_path: Path) -> None:
        """Unpacked, a session is a folder of its files."""
        status, out, _ = run("labvanced", "download", SMALL, IDS[0], "--unpack", "--to", str(tmp_path))

        assert (status, out) == (0, f"{tmp_path / f'Session_{IDS[0]}'} (3 files)\n")
        assert (tmp_path / f"Session_{IDS[0]}" / "trials.csv").is_file()

    def test_failing(self, box: sandbox.Box, run: Run, tmp_path: Path) -> None:
        """A session that fails is named, and stops nobody."""
        box.fail(f"GET /api/{SMALL}/download/{IDS[1]}", status=404, times=None)

        status, out, err = run("labvanced", "download", SMALL, "--all", "--to", str(tmp_path))

        assert status == 1
        assert sorted(Path(line).stem for line in out.splitlines()) == [IDS[0], IDS[2]]
        assert f"labclients: session {IDS[1]}: the server answered 404" in err
        assert "2 of 3 sessions saved" in err

    def test_together(self, box: sandbox.Box, run: Run, tmp_path: Path) -> None:
        """A slow session does not hold up the others."""
        box.stall(f"GET /api/{SMALL}/download/{IDS[0]}", 1)

        _, out, _ = run("labvanced", "download", SMALL, *IDS, "--to", str(tmp_path))

        assert Path(out.splitlines()[-1]).stem == IDS[0]

    @pytest.mark.parametrize("flags", [[], ["--unpack"]])
    def test_overwrite(self, box: sandbox.Box, run: Run, tmp_path: Path, flags: list[str]) -> None:
        """What exists is kept, without asking for it again, unless --overwrite is given."""
        again = ["labvanced", "download", SMALL, IDS[0], "--to", str(tmp_path), *flags]
        run(*again)

        status, _, err = run(*again)
        assert status == 1
        assert "--overwrite replaces" in err
        assert box.count("sessions.download") == 1

        assert run(*again, "--overwrite")[0] == 0


class TestList:
    @pytest.mark.usefixtures("box")
    def test_table(self, run: Run) -> None:
        """Records are lines, columns are fields."""
        status, out, err = run("labguru", "list", "projects", "--columns", "id,title,owner.name")

        assert (status, err) == (0, "5 records\n")
        assert out.splitlines()[3] == " 2  CRISPR screen of kinases  Björn Lindqvist"

    def test_families_whole(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """The families fit a terminal of 80 columns, and nothing of them is cut."""
        monkeypatch.setenv("COLUMNS", "80")

        _, out, _ = run("labguru", "families")

        assert "…" not in out
        assert re.search("^milestones +folders +list get create update delete$", out, re.MULTILINE)

    def test_every_family(self, box: sandbox.Box, run: Run) -> None:
        """Whatever can be listed is, and shows more than a number."""
        _, out, _ = run("labguru", "families", "--json")
        box.requests.clear()

        for family in [row["family"] for row in json.loads(out) if "list" in row["verbs"] and row["family"] != "links"]:
            status, out, _ = run("labguru", "list", family, "--limit", "1")
            assert (family, status) == (family, 0)
            assert (family, len(out.split("\n")[0].split()) > 1) == (family, True)

    @pytest.mark.usefixtures("box")
    def test_no_name_twice(self, run: Run) -> None:
        """Where a title is the name once more, one of them is shown."""
        _, out, _ = run("labguru", "list", "plasmids", "--limit", "1")

        assert out.split()[:3] == ["id", "title", "owner"]

    @pytest.mark.parametrize("family", ["projects", "milestones", "folders", "experiments", "stocks", "sections"])
    @pytest.mark.usefixtures("box")
    def test_families(self, run: Run, family: str) -> None:
        """Every family has columns that say something."""
        status, out, _ = run("labguru", "list", family, "--limit", "3")

        header, _, *rows = out.splitlines()
        assert (status, len(rows)) == (0, 3)
        assert header.split()[0] == "id"
        assert len(header.split()) >= 4

    @pytest.mark.usefixtures("box")
    def test_where(self, run: Run) -> None:
        """Several conditions must all be true."""
        where = ["--where", "project_id=2", "--where", "title~PCR"]

        _, out, _ = run("labguru", "list", "experiments", *where, "--jsonl")

        records = [json.loads(line) for line in out.splitlines()]
        assert len(records) == 14
        assert all(record["project_id"] == 2 and "PCR" in record["title"] for record in records)

    @pytest.mark.usefixtures("box")
    def test_plain_arguments(self, run: Run) -> None:
        """Lists that take no filters are narrowed by their own arguments."""
        _, out, _ = run("labguru", "list", "sections", "--where", "container_id=970", "--json")

        assert {record["container_id"] for record in json.loads(out)} == {970}

    @pytest.mark.parametrize("order", [["--order-by=-id"], ["--order-by", "-id"]])
    @pytest.mark.usefixtures("box")
    def test_order(self, run: Run, order: list[str]) -> None:
        """Descending is written as in Python; a dash makes no option of it."""
        _, out, _ = run("labguru", "list", "experiments", *order, "--limit", "2", "--json", "--columns", "id")

        assert json.loads(out) == [{"id": 1205}, {"id": 1204}]

    def test_limit(self, box: sandbox.Box, run: Run) -> None:
        """A few records cost one request."""
        _, _, err = run("labguru", "list", "experiments", "--limit", "7")

        assert err == "7 of 240 records\n"
        assert box.count("GET /api/*/experiments") == 1

    @pytest.mark.usefixtures("box")
    def test_all_pages(self, run: Run) -> None:
        """Without a limit, all pages are read."""
        _, out, _ = run("labguru", "list", "stocks", "--jsonl", "--columns", "id")

        assert len({json.loads(line)["id"] for line in out.splitlines()}) == 300

    @pytest.mark.usefixtures("box")
    def test_collection(self, run: Run) -> None:
        """A custom collection is named to the letter, and its own columns are shown."""
        _, out, _ = run("labguru", "list", "collection:Cell Bank  -- 2026", "--limit", "1")

        assert "Culturing Medium" in out

    @pytest.mark.parametrize(
        ("args", "words"),
        [
            ("experiment", "there is no family 'experiment'; the nearest is experiments,"),
            ("elements", "elements cannot be asked to list"),
            ("links", "links must be narrowed: --where item_uuid=VALUE"),
            ("teams --where name=x", "teams cannot be narrowed"),
            ("experiments --where titl=PCR", "no filter field 'titl'; the nearest one is title."),
            ("milestones --where title=x", "milestones can be narrowed by name, period, project_id (with =) only"),
            ("sections --order-by id", "sections cannot be ordered"),
        ],
    )
    def test_refused(self, box: sandbox.Box, run: Run, args: str, words: str) -> None:
        """What the server could not obey is one sentence, and nothing is sent."""
        status, out, err = run("labguru", "list", *args.split())

        assert (status, out, box.requests) == (1, "", [])
        assert words in err
        assert err.count("\n") == 1

    @pytest.mark.usefixtures("box")
    def test_misspelt_column(self, run: Run) -> None:
        """A column that no record has is pointed out."""
        _, _, err = run("labguru", "list", "projects", "--columns", "id,titel")

        assert "the first record has no titel; it has: id, uuid, title," in err

    @pytest.mark.usefixtures("box")
    def test_nothing(self, run: Run) -> None:
        """An empty list is no failure: an empty array, or a word beside an empty table."""
        nothing = ["labguru", "list", "experiments", "--where", "title=none"]

        assert run(*nothing) == (0, "", "0 records\n")
        assert run(*nothing, "--json") == (0, "[]\n", "")


class TestGet:
    @pytest.mark.usefixtures("box")
    def test_shown(self, run: Run) -> None:
        """A record is shown without its empty fields."""
        status, out, _ = run("labguru", "get", "experiments", "966")

        assert status == 0
        assert "project                Neuronal imaging\n" in out
        assert "deleted_at" not in out

    def test_json(self, run: Run, labguru: Labguru) -> None:
        """As JSON, it is what came."""
        assert json.loads(run("labguru", "get", "stocks", "1600", "--json")[1]) == labguru.stocks.get(1600).to_dict()


class TestUpload:
    def test_attached(self, run: Run, labguru: Labguru, tmp_path: Path) -> None:
        """A file is attached to the record that is named."""
        (tmp_path / "gel.png").write_bytes(b"gel")

        status, out, _ = run("labguru", "upload", str(tmp_path / "gel.png"), "--to", "experiment:966")

        attachment = labguru.attachments.get(int(out.split()[-1]))
        assert (status, attachment.attachable_id, attachment.filename) == (0, 966, "gel.png")

    @pytest.mark.usefixtures("box")
    def test_for_programs(self, run: Run, tmp_path: Path) -> None:
        """A row per file says which attachment it is and what was done."""
        file = tmp_path / "scan.tif"
        file.write_bytes(b"scan")
        upload = ["labguru", "upload", str(file), "--to", "experiment:967", "--jsonl"]

        first, second = (json.loads(run(*upload)[1]) for _ in range(2))

        assert (first["file"], first["done"], second["done"]) == (str(file), "uploaded", "already there")
        assert first["attachment"] == second["attachment"]

    def test_missing(self, box: sandbox.Box, run: Run, tmp_path: Path) -> None:
        """When one file is missing, none is sent."""
        (tmp_path / "gel.png").write_bytes(b"gel")

        status, _, err = run("labguru", "upload", str(tmp_path / "gel.png"), str(tmp_path / "gle.png"))

        assert (status, box.requests) == (1, [])
        assert "gle.png; nothing was sent" in err


class TestCredentials:
    def test_password(self, box: sandbox.Box, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """At a terminal, a login without a password asks for it."""
        terminal = io.StringIO()
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(getpass, "getpass", lambda prompt: box.password)
        monkeypatch.delenv("LABGURU_TOKEN")
        monkeypatch.setenv("LABGURU_LOGIN", box.login)
        monkeypatch.setenv("LABGURU_ACCOUNT_ID", str(box.account_id))

        assert run("labguru", "list", "projects")[0] == 0

    def test_hidden(self, box: sandbox.Box, run: Run) -> None:
        """An error says nothing secret."""
        box.fail("GET /api/*", status=400, body={"error": f"bad apiKey={box.token}"}, times=None)

        _, out, err = run("labguru", "list", "projects")

        assert "the server answered 400" in err
        assert box.token not in out + err


class TestStudy:
    """What is done with a mirror, without the network."""

    @pytest.fixture
    def place(self, box: sandbox.Box, run: Run, tmp_path: Path) -> Path:
        run("labvanced", "mirror", SMALL, str(tmp_path / "study"))
        box.requests.clear()
        return tmp_path / "study"

    def test_completeness(self, run: Run, place: Path) -> None:
        """Every session is a line, and nothing on it tells who took part; on request, all is there."""
        status, out, err = run("labvanced", "completeness", str(place))
        [row, *_] = json.loads(run("labvanced", "completeness", str(place), "--json")[1])

        assert (status, len(out.splitlines())) == (0, 2 + 3)
        assert err == "3 sessions, 3 completed, 0 with problems\n"
        assert not [text for text in (row["crowdsourcing_subjid"], str(row["exp_subject_id"])) if text in out]

    @pytest.mark.parametrize("form", [[], ["--csv"]])
    def test_convert(self, run: Run, place: Path, tmp_path: Path, form: list[str]) -> None:
        """Tables are written, and what was done is said, for programs, too."""
        status, out, err = run("labvanced", "convert", str(place), str(tmp_path / "to"), *form, "--json")

        assert (status, json.loads(out)["written"]) == (0, [*map(int, IDS)])
        assert err == f"{place} to {tmp_path / 'to'}: 3 sessions converted\n"
        assert [path for path in (tmp_path / "to").iterdir() if path.stem == "trials"]

    def test_convert_damaged(self, run: Run, place: Path, tmp_path: Path) -> None:
        """A session that cannot be read is named, and stops no other one."""
        (place / "zips" / f"{IDS[0]}.zip").write_bytes(b"no ZIP")

        status, _, err = run("labvanced", "convert", str(place), str(tmp_path / "to"))

        assert status == 1
        assert err.startswith(f"labclients: session {IDS[0]}: ")
        assert err.endswith(": 2 sessions converted\n")


class TestForget:
    """Erasing a person from a mirror."""

    @pytest.fixture
    def place(self, box: sandbox.Box, run: Run, tmp_path: Path) -> Path:
        run("labvanced", "mirror", SMALL, str(tmp_path / "study"))
        return tmp_path / "study"

    def left(self, place: Path) -> list[str]:
        return sorted(path.stem for path in (place / "zips").glob("*.zip"))

    def answer(self, monkeypatch: pytest.MonkeyPatch, text: str, terminal: bool = True) -> None:
        """What is on standard input."""
        stdin = io.StringIO(text)
        monkeypatch.setattr(stdin, "isatty", lambda: terminal)
        monkeypatch.setattr(sys, "stdin", stdin)

    def test_asked(self, run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What goes is shown before anything goes, and yes erases it."""
        self.answer(monkeypatch, "yes\n")

        status, out, err = run("labvanced", "forget", str(place), "--session", IDS[1])

        assert status == 0
        assert str(place / "zips" / f"{IDS[1]}.zip") in out
        assert err == "\nErase this for good? Type yes: Forgotten: 1 session, in 1 file.\n"
        assert self.left(place) == [IDS[0], IDS[2]]

    @pytest.mark.parametrize("text", ["no\n", "y\n", "\n", ""])
    def test_anything_but_yes(self, run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        """Every other answer erases nothing, also none."""
        self.answer(monkeypatch, text)

        status, _, err = run("labvanced", "forget", str(place), "--session", IDS[1])

        assert (status, self.left(place)) == (1, IDS)
        assert err.endswith("Nothing was erased.\n")

    def test_no_terminal(self, run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where nobody can be asked, a yes on standard input is no yes."""
        self.answer(monkeypatch, "yes\n", terminal=False)

        status, out, err = run("labvanced", "forget", str(place), "--session", IDS[1])

        assert (status, self.left(place)) == (1, IDS)
        assert IDS[1] in out
        assert "--yes erases without asking" in err

    @pytest.mark.parametrize("terminal", [True, False])
    def test_crowdsourcing_id(self, run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
        """The id is asked for unseen, or read; it is printed nowhere."""
        [who, *_] = (row["crowdsourcing_subjid"] for row in Study(place).completeness)
        self.answer(monkeypatch, f"{who}\n", terminal)
        monkeypatch.setattr(getpass, "getpass", lambda prompt: who)

        status, out, err = run("labvanced", "forget", str(place), "--crowdsourcing-id", "--yes")

        assert (status, self.left(place)) == (0, IDS[1:])
        assert who not in out + err

    @pytest.mark.parametrize("terminal", [True, False])
    def test_no_id(self, run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
        """Where none is given, nobody is forgotten."""

        def nothing(prompt: str) -> str:
            raise EOFError  # Ctrl-D

        self.answer(monkeypatch, "\n", terminal)
        monkeypatch.setattr(getpass, "getpass", nothing)

        ended = run("labvanced", "forget", str(place), "--crowdsourcing-id", "--yes")

        assert ended == (1, "", "labclients: no crowdsourcing id was given\n")
        assert self.left(place) == IDS


class TestTerminal:
    """The screens that people see."""

    @pytest.mark.parametrize("wide", [80, 120])
    @pytest.mark.parametrize(
        "args",
        [
            f"labvanced sessions {SMALL}",
            "labguru families",
            "labguru list histories --limit 3",
            "labguru list stocks --limit 3",
            "labguru get experiments 966",
            "contract labguru --skip stocks --limit 1",
            "doctor --labguru",
        ],
    )
    @pytest.mark.usefixtures("box")
    def test_fits(self, run: Run, args: str, wide: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """No line is wider than the terminal."""
        monkeypatch.setenv("COLUMNS", str(wide))

        _, out, _ = run(*args.split())

        assert [line for line in out.splitlines() if len(line) > wide] == []


class TestProcess:
    """What only a process of its own can show."""

    def start(self, box: sandbox.Box | None, *args: str) -> subprocess.Popen[str]:
        variables = os.environ | (environment(box) if box else {})
        # Where the tests themselves run in the background, a shell has Ctrl-C ignored, and children inherit that.
        listen = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
        code = f"{listen}; from labclients.cli import main; raise SystemExit(main())"
        command = [sys.executable, "-c", code, *args]
        return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def test_pipe(self, box: sandbox.Box) -> None:
        """A reader that has seen enough is no error to talk about."""
        with self.start(box, "labguru", "list", "stocks", "--jsonl") as process:
            assert process.stdout
            assert process.stderr
            process.stdout.readline()
            process.stdout.close()

            assert process.stderr.read() == ""
        assert process.returncode == 141

    @pytest.mark.parametrize("args", ["labguru list stocks", f"labvanced download {SMALL} --all --to"])
    def test_interrupt(self, box: sandbox.Box, args: str, tmp_path: Path) -> None:
        """Ctrl-C ends at once and without a word, though the server is silent."""
        box.stall("GET /api/v1/stocks", 20, times=None)
        box.stall("sessions.download", 20, times=None)
        with self.start(box, *args.split(), *([str(tmp_path)] if "--to" in args else [])) as process:
            wait_for(lambda: bool(box.count("stocks.list") or box.count("sessions.download")))
            process.send_signal(signal.SIGINT)

            assert process.communicate(timeout=10) == ("", "")
        assert process.returncode == 130

    def test_sandbox(self) -> None:
        """The sandbox prints what to export, answers there, and ends well with Ctrl-C."""
        with self.start(None, "sandbox") as process:
            assert process.stdout
            words = [process.stdout.readline().split() for _ in range(13)]
            exports = dict(word[1].split("=", 1) for word in words if word[:1] == ["export"])
            with Labguru(token=exports["LABGURU_TOKEN"], base_url=exports["LABGURU_BASE_URL"]) as labguru:
                assert labguru.projects.list().total == 5
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=10)
        assert process.returncode == 0


def wait_for(happened: Callable[[], bool]) -> None:
    """Return when something has happened; 10 seconds at most."""
    until = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.02)
