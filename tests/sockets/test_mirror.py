"""A mirror of a study is complete, fetches nothing for nothing, and survives whatever happens to it."""

from __future__ import annotations

import asyncio
import csv
import errno
import hashlib
import io
import json
import os
import re
import shutil
import signal
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.sockets.conftest import TOKEN, Mode
from tests.sockets.laws import error_of, everything_said, lasting
from tests.sockets.server import FaultServer, answer

from labclients import (
    AsyncLabvanced,
    AuthenticationError,
    ConnectionFailed,
    LabClientsError,
    Labvanced,
    NotFound,
    ServerError,
    UnexpectedResponse,
    UsageError,
    cli,
    sandbox,
)
from labclients.cli.mirror import _span
from labclients.study import mirror as mirrors
from labclients.study.mirror import Progress, Report
from labclients.study.store import locked

SMALL = 61300
IDS = [4200004, 4200008, 4200012]
BUSY = 4200016  # added and not finished
DURING = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)  # the small study began the day before
PAGE = "<!DOCTYPE html><html><title>Sign in</title></html>"
DOWNLOADS = "GET /api/*/download/*"


@pytest.fixture
def box() -> Iterator[sandbox.Box]:
    with sandbox.serve() as running:
        yield running


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


class Clock:
    """The time, as far as mirrors know."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = DURING
        monkeypatch.setattr(mirrors, "now", lambda: self.now)

    def on(self, **span: float) -> None:
        self.now += timedelta(**span)


class Mirror:
    """The small study of a sandbox, and its mirror."""

    def __init__(self, mode: Mode, box: sandbox.Box, directory: Path) -> None:
        self.mode, self.box, self.directory = mode, box, directory

    def run(self, study: int = SMALL, *, options: dict[str, Any] | None = None, **settings: Any) -> Report:
        def work(client: Any) -> Any:
            return client.mirror(study, self.directory, **settings)

        given = {"token": self.box.token} | (options or {})
        report: Report = self.mode.labvanced(self.box.labvanced_url, work, **given)
        return report

    def fetched(self, run: Callable[[], Any]) -> list[int]:
        """The sessions that a run asks for."""
        self.box.requests.clear()
        run()
        paths = [seen.path for seen in self.box.requests if "/download/" in seen.path]
        return sorted(int(path.rpartition("/")[2]) for path in paths)

    @property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.directory / "manifest.json").read_bytes())
        return found

    def entry(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = self.manifest["sessions"][str(number)]
        return found

    def zip(self, number: int) -> Path:
        return self.directory / "zips" / f"{number}.zip"

    def sent(self, number: int) -> bytes:
        """What the server has for a session."""
        with Labvanced(token=self.box.token, base_url=self.box.labvanced_url) as client:
            path = client.download(SMALL, number, self.directory.parent / "sent", overwrite=True)
        return path.read_bytes()

    def killed(self) -> None:
        """As if the last run had been killed before its end."""
        manifest = self.manifest
        manifest["run"]["ended"] = None
        (self.directory / "manifest.json").write_text(json.dumps(manifest))


@pytest.fixture
def study(mode: Mode, box: sandbox.Box, clock: Clock, tmp_path: Path) -> Mirror:
    return Mirror(mode, box, tmp_path / "study")


def everything(directory: Path) -> dict[str, tuple[int, bytes]]:
    """Each file with the time of its last change and its bytes."""
    files = [path for path in directory.rglob("*") if path.is_file() and path.name != ".lock"]
    return {str(path.relative_to(directory)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


class TestComplete:
    def test_every_session_is_there_as_it_was_sent(self, study: Mirror) -> None:
        """The first run adds every session, to the byte."""
        report = study.run()
        assert report == Report(added=IDS, bytes=sum(study.zip(number).stat().st_size for number in IDS))
        assert [study.zip(number).read_bytes() for number in IDS] == [study.sent(number) for number in IDS]

    def test_the_manifest_describes_what_is_there(self, study: Mirror) -> None:
        """Size and digest are those of the file."""
        study.run()
        for number in IDS:
            data, entry = study.zip(number).read_bytes(), study.entry(number)
            assert (entry["size"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
            assert (entry["state"], entry["fetched"]) == ("finished", "2026-04-08T12:00:00Z")

    def test_nothing_but_what_belongs_there_is_there(self, study: Mirror) -> None:
        """ZIPs, manifest, lock; no temporary file."""
        study.run()
        names = {str(path.relative_to(study.directory)) for path in study.directory.rglob("*")}
        assert names == {".lock", "manifest.json", "zips", *(f"zips/{number}.zip" for number in IDS)}

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
    def test_only_the_owner_reads_it(self, study: Mirror) -> None:
        """Directories are 0700, files 0600."""
        study.run()
        for path in (study.directory, *study.directory.rglob("*")):
            assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)

    def test_the_manifest_is_in_order(self, study: Mirror) -> None:
        """Keys are sorted, at every level."""
        study.run()
        text = (study.directory / "manifest.json").read_text()
        assert text == json.dumps(json.loads(text), indent=1, sort_keys=True) + "\n"

    def test_the_manifest_holds_no_participant_data(self, study: Mirror) -> None:
        """Of what a session's files and the list say of a person, nothing but the session's number is written down."""
        study.run()
        text = (study.directory / "manifest.json").read_text()
        for number in IDS:
            with zipfile.ZipFile(study.zip(number)) as archive:
                [row] = csv.DictReader(io.StringIO(archive.read("sessions.csv").decode()))
            for name in ("Crowdsourcing_SubjId", "Session_Token", "Exp_Subject_Id", "Crowdsourcing_Code"):
                assert not row[name] or row[name] not in text

    def test_it_says_what_it_was_made_with(self, study: Mirror) -> None:
        """The provenance of the build stands in the manifest."""
        import labclients

        study.run()
        assert study.manifest["provenance"] == labclients.provenance()

    def test_an_empty_study_is_a_mirror_too(self, study: Mirror) -> None:
        """No sessions, no error."""
        for number in IDS:
            study.box.remove_session(number)
        assert study.run() == Report()

    def test_the_report_is_short_to_look_at(self, study: Mirror) -> None:
        """Its repr counts."""
        assert repr(study.run()) == "<Report: 3 added, 0 updated, 0 unchanged, 0 failed, 0 gone>"

    def test_progress_counts_sessions_and_bytes(self, study: Mirror) -> None:
        """From none to all."""
        told: list[Progress] = []
        report = study.run(progress=told.append)
        assert [(one.done, one.total) for one in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
        assert (told[0].bytes, told[-1].bytes) == (0, report.bytes)


class TestNothingForNothing:
    def test_a_settled_study_costs_one_request(self, study: Mirror) -> None:
        """A run in which nothing is new lists, and changes no file."""
        study.run()
        before = everything(study.directory)
        study.box.requests.clear()
        assert study.run() == Report(unchanged=IDS)
        assert len(study.box.requests) == 1
        assert everything(study.directory) == before

    def test_only_a_new_session_is_fetched(self, study: Mirror) -> None:
        """Those that are finished stay as they are."""
        study.run()
        study.box.add_session(SMALL)
        assert study.fetched(study.run) == [BUSY]

    def test_an_unfinished_session_is_fetched_until_it_comes_twice_the_same(self, study: Mirror) -> None:
        """It may grow; two equal fetches settle it."""
        study.box.add_session(SMALL)
        study.run()
        study.box.grow_session(BUSY)
        assert study.fetched(study.run) == [BUSY]
        assert study.entry(BUSY)["state"] == "unfinished"
        assert study.fetched(study.run) == [BUSY]
        assert study.entry(BUSY)["state"] == "settled"
        assert study.fetched(study.run) == []

    @pytest.mark.parametrize(("days", "state"), [(13.9, "unfinished"), (14.5, "settled")])
    def test_an_old_unfinished_session_settles(self, study: Mirror, clock: Clock, days: float, state: str) -> None:
        """Fetched once, 14 days after its start, it counts as whole."""
        study.box.add_session(SMALL)
        clock.now = datetime(2026, 4, 8, 10, 40, tzinfo=UTC) + timedelta(days=days)  # it began at 10:40
        study.run()
        assert study.entry(BUSY)["state"] == state

    def test_when_it_settles_can_be_said(self, study: Mirror) -> None:
        """settle_after=0 fetches everything once."""
        study.box.add_session(SMALL)
        study.run(settle_after=0)
        assert study.fetched(study.run) == []

    @pytest.mark.parametrize("runs", [1, 2], ids=["unfinished", "settled"])
    def test_a_session_that_ends_is_fetched_once_more(self, study: Mirror, runs: int) -> None:
        """Whether it had settled or not; and then no more."""
        study.box.add_session(SMALL)
        for _ in range(runs):
            study.run()
        study.box.finish_session(BUSY)
        assert study.fetched(study.run) == [BUSY]
        assert study.entry(BUSY)["state"] == "finished"
        assert study.fetched(study.run) == []

    def test_where_the_list_has_no_times_the_files_decide(self, study: Mirror) -> None:
        """The End_Time in sessions.csv tells what is finished, and Start_Time since when."""
        study.box.hide_times()
        study.box.add_session(SMALL)
        study.run()
        assert [study.entry(number)["state"] for number in (*IDS, BUSY)] == ["finished"] * 3 + ["unfinished"]
        assert study.entry(BUSY)["start"].startswith("2026-04-08T10:40")
        assert study.fetched(study.run) == [BUSY]

    def test_when_a_participant_was_there_is_forgotten_once_it_is_over(self, study: Mirror) -> None:
        """The manifest holds the start of a session only as long as it decides something."""
        study.box.add_session(SMALL)
        study.run()
        assert [number for number in (*IDS, BUSY) if "start" in study.entry(number)] == [BUSY]

    def test_refresh_fetches_all(self, study: Mirror) -> None:
        """refresh=True asks for every session; what came the same is unchanged."""
        study.run()
        assert study.fetched(lambda: study.run(refresh=True)) == IDS
        assert study.run(refresh=True).unchanged == IDS

    def test_refresh_fetches_those_that_are_named(self, study: Mirror) -> None:
        """And no other."""
        study.run()
        assert study.fetched(lambda: study.run(refresh=(number for number in IDS[:1]))) == IDS[:1]

    def test_a_session_that_comes_twice_counts_once(self, study: Mirror) -> None:
        """A list with doubles fetches each session once."""
        twice = [{"rec_session_id": number, "end_time": "2026-04-08T00:00:00Z"} for number in IDS * 2]
        study.box.fail(f"/api/{SMALL}/sessions", status=200, body=twice)
        assert study.fetched(study.run) == IDS


class TestChange:
    def test_a_changed_zip_keeps_its_predecessor(self, study: Mirror) -> None:
        """The old ZIP is in previous/ under its digest, the new one in its place."""
        study.box.add_session(SMALL)
        study.run()
        old = study.zip(BUSY).read_bytes()
        study.box.grow_session(BUSY)
        assert study.run().updated == [BUSY]
        digest = hashlib.sha256(old).hexdigest()
        assert (study.directory / "zips" / "previous" / f"{BUSY}-{digest[:12]}.zip").read_bytes() == old
        assert study.zip(BUSY).read_bytes() == study.sent(BUSY) != old

    def test_no_hard_links_are_needed(self, study: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the file system has none, the predecessor is a copy."""
        study.box.add_session(SMALL)
        study.run()
        old = study.zip(BUSY).read_bytes()
        study.box.grow_session(BUSY)
        monkeypatch.setattr(os, "link", _refusing(PermissionError(errno.EPERM, "no links")))
        study.run()
        [previous] = (study.directory / "zips" / "previous").iterdir()
        assert previous.read_bytes() == old

    def test_a_zip_that_was_packed_afresh_is_no_change(self, study: Mirror) -> None:
        """Other bytes around the same files: the archive that is there stays, and settles."""
        study.box.pack_afresh()
        study.box.add_session(SMALL)
        study.run()
        before = study.zip(BUSY).read_bytes()
        assert study.run().unchanged == [*IDS, BUSY]
        assert study.zip(BUSY).read_bytes() == before
        assert study.entry(BUSY)["sha256"] == hashlib.sha256(before).hexdigest()
        assert study.entry(BUSY)["state"] == "settled"
        assert not (study.directory / "zips" / "previous").exists()

    def test_what_is_gone_is_told_and_kept(self, study: Mirror) -> None:
        """A session that the study does not list any more stays on the disk; it is reported each time."""
        study.run()
        study.box.remove_session(IDS[1])
        for _ in range(2):
            report = study.run()
            assert (report.gone, report.unchanged) == ([IDS[1]], [IDS[0], IDS[2]])
        assert study.zip(IDS[1]).exists()
        assert study.entry(IDS[1])["gone"] == "2026-04-08T12:00:00Z"

    def test_what_comes_back_is_not_gone(self, study: Mirror) -> None:
        """A list that lacked a session once has no lasting effect."""
        study.run()
        rows = [{"rec_session_id": number, "end_time": "2026"} for number in IDS[1:]]
        study.box.fail(f"/api/{SMALL}/sessions", status=200, body=rows)
        assert study.run().gone == IDS[:1]
        assert study.run() == Report(unchanged=IDS)
        assert "gone" not in study.entry(IDS[0])

    def test_a_list_that_lost_more_than_half(self, study: Mirror) -> None:
        """It may be a fault of the server: two runs must see it before anything counts as gone."""
        study.run()
        empty = f"/api/{SMALL}/sessions"
        for _ in range(2):  # the list comes back between them
            study.box.fail(empty, status=200, body=[])
            assert study.run() == Report(missing=IDS)
            assert study.run() == Report(unchanged=IDS)
        study.box.fail(empty, status=200, body=[], times=None)
        assert (study.run().missing, study.run().gone, study.run().gone) == (IDS, IDS, IDS)
        assert all(study.zip(number).exists() for number in IDS)

    def test_a_missing_zip_is_fetched_anew(self, study: Mirror) -> None:
        """What somebody deleted comes back."""
        study.run()
        study.zip(IDS[0]).unlink()
        assert study.run().updated == IDS[:1]
        assert study.zip(IDS[0]).read_bytes() == study.sent(IDS[0])

    def test_an_odd_zip_is_fetched_anew_and_kept(self, study: Mirror) -> None:
        """A file of another size is not the one of the manifest; it is set aside."""
        study.run()
        study.zip(IDS[0]).write_bytes(b"cut short")
        assert study.run().updated == IDS[:1]
        [previous] = (study.directory / "zips" / "previous").iterdir()
        assert previous.read_bytes() == b"cut short"
        assert study.zip(IDS[0]).read_bytes() == study.sent(IDS[0])

    def test_after_a_killed_run_digests_are_compared(self, study: Mirror) -> None:
        """Then a file of the right size with other bytes is found, too."""
        study.run()
        data = study.zip(IDS[0]).read_bytes()
        study.zip(IDS[0]).write_bytes(data.replace(b"PK", b"??"))
        study.killed()
        assert study.fetched(study.run) == IDS[:1]
        assert study.zip(IDS[0]).read_bytes() == data

    def test_a_sound_zip_that_nobody_noted_is_kept(self, study: Mirror) -> None:
        """Without its manifest a mirror fetches all, and finds that it has it."""
        study.run()
        (study.directory / "manifest.json").unlink()
        study.box.pack_afresh()
        before = study.zip(IDS[0]).read_bytes()
        assert study.run().added == IDS
        assert study.zip(IDS[0]).read_bytes() == before
        assert not (study.directory / "zips" / "previous").exists()

    def test_what_is_to_be_forgotten_never_comes_back(self, study: Mirror) -> None:
        """Sessions in the manifest's list of the forgotten are not fetched, and told apart."""
        study.run()
        manifest = study.manifest
        manifest["forgotten"] = [IDS[0]]
        del manifest["sessions"][str(IDS[0])]
        (study.directory / "manifest.json").write_text(json.dumps(manifest))
        study.zip(IDS[0]).unlink()
        study.box.add_session(SMALL)
        report = study.run(refresh=True)
        assert (report.forgotten, report.added, report.unchanged) == ([IDS[0]], [BUSY], IDS[1:])
        assert not study.zip(IDS[0]).exists()
        assert study.manifest["forgotten"] == [IDS[0]]

    def test_keys_that_are_not_known_stay(self, study: Mirror) -> None:
        """What another version wrote into the manifest is written back."""
        study.run()
        manifest = study.manifest
        manifest["note"] = {"by": "us"}
        manifest["sessions"][str(IDS[0])]["checked"] = True
        (study.directory / "manifest.json").write_text(json.dumps(manifest))
        study.run(refresh=True)
        assert study.manifest["note"] == {"by": "us"}
        assert study.entry(IDS[0])["checked"] is True


def _refusing(error: OSError, when: Callable[..., bool] = lambda *args: True, then: Any = None) -> Any:
    """A function that raises, in the given cases."""

    def function(*args: Any, **kwargs: Any) -> Any:
        if when(*args):
            raise error
        return then(*args, **kwargs)

    return function


DAMAGED = io.BytesIO()
with zipfile.ZipFile(DAMAGED, "w") as _made:
    _made.writestr("trials.csv", "a,b\n1,2\n")
BAD: dict[str, tuple[Callable[[sandbox.Box, str], Any], str]] = {
    "locked": (lambda box, path: box.fail(path, status=403, times=None), "403"),
    "missing": (lambda box, path: box.fail(path, status=404, times=None), "404"),
    "failing": (lambda box, path: box.fail(path, status=500, times=None), "500"),
    "HTML": (lambda box, path: box.html(path, times=None), "HTML"),
    "damaged": (
        lambda box, path: box.fail(path, status=200, body=DAMAGED.getvalue().replace(b"1,2", b"1,3"), times=None),
        "damaged",
    ),
    "silent": (lambda box, path: box.stall(path, 30, times=None), "silent"),
    "cut": (lambda box, path: box.cut(path, after=100, times=None), "broke"),
}


class TestOneBadSession:
    @pytest.mark.parametrize(("spoil", "words"), BAD.values(), ids=BAD)
    def test_it_stops_no_other(self, study: Mirror, spoil: Any, words: str) -> None:
        """It is an outcome with one sentence; nothing of it is on the disk, and all the others are."""
        spoil(study.box, f"/api/*/download/{IDS[0]}")
        report = study.run(options={"attempts": 2, "timeout": 0.3})
        assert (report.failed, report.known_failures, report.added) == (IDS[:1], [], IDS[1:])
        assert words in report.errors[IDS[0]]
        assert [path.name for path in sorted((study.directory / "zips").iterdir())] == [f"{n}.zip" for n in IDS[1:]]

    @pytest.mark.parametrize("status", [401, 403])
    def test_one_that_only_others_may_read(self, study: Mirror, status: int) -> None:
        """The token is good, since it still lists the study."""
        study.box.fail(f"/api/*/download/{IDS[0]}", status=status, times=None)
        report = study.run()
        assert (report.failed, report.added) == (IDS[:1], IDS[1:])

    @pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-12-31", [], 7])
    def test_a_time_that_cannot_be(self, study: Mirror, time: Any) -> None:
        """It ends no run."""
        rows = [{"rec_session_id": number, "start_time": time, "end_time": None} for number in IDS]
        study.box.fail("GET /api/*/sessions", status=200, body=rows)
        assert study.run().added == IDS

    def test_a_failure_is_known_the_next_time(self, study: Mirror) -> None:
        """It is tried again; and when it works, all is as ever."""
        fault = f"/api/*/download/{IDS[0]}"
        study.box.fail(fault, status=403, times=None)
        study.run()
        for _ in range(2):
            report = study.run()
            assert (report.failed, report.known_failures) == (IDS[:1], IDS[:1])
        assert study.entry(IDS[0])["error"]["run"] == 1
        study.box.clear_faults()
        assert study.run() == Report(added=IDS[:1], unchanged=IDS[1:], bytes=study.zip(IDS[0]).stat().st_size)
        assert "error" not in study.entry(IDS[0])

    def test_what_was_there_of_it_stays(self, study: Mirror) -> None:
        """A session that was fetched, and then fails, is still on the disk and described."""
        study.run()
        before, entry = study.zip(IDS[0]).read_bytes(), study.entry(IDS[0])
        study.box.fail(f"/api/*/download/{IDS[0]}", status=500, times=None)
        assert study.run(refresh=IDS[:1], options={"attempts": 1}).failed == IDS[:1]
        assert study.zip(IDS[0]).read_bytes() == before
        assert study.entry(IDS[0])["sha256"] == entry["sha256"]
        assert study.entry(IDS[0])["state"] == "failed"

    def test_a_file_that_another_program_holds_is_one_bad_session(
        self, study: Mirror, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """On Windows an open file cannot be replaced: one sentence, and the ZIP of before stays."""
        study.box.add_session(SMALL)
        study.run()
        before = study.zip(BUSY).read_bytes()
        study.box.grow_session(BUSY)
        study.zip(IDS[0]).unlink()
        held = _refusing(PermissionError(errno.EACCES, "in use"), lambda _, to: to == study.zip(BUSY), os.replace)
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", held)
            report = study.run()
        assert (report.failed, report.updated) == ([BUSY], IDS[:1])
        assert report.errors[BUSY].endswith("cannot be replaced: another program holds it open.")
        assert study.zip(BUSY).read_bytes() == before
        assert study.run().updated == [BUSY]

    def test_no_sentence_holds_the_token(self, study: Mirror) -> None:
        """Whatever a server says."""
        body = {"message": f"no {study.box.token} here"}
        study.box.fail(DOWNLOADS, status=403, body=body, times=None)
        report = study.run()
        assert report.failed == IDS
        assert study.box.token not in str(report.errors) + (study.directory / "manifest.json").read_text()


class TestTheEndOfARun:
    """What makes the rest pointless ends the run in one error, and nothing that was fetched is lost."""

    def refuse_second_list(self, study: Mirror) -> None:
        study.box.fail("GET /api/*/sessions", status=200, body=[{"rec_session_id": number} for number in IDS])
        study.box.fail("GET /api/*/sessions", status=401)

    def test_a_token_that_is_refused(self, study: Mirror) -> None:
        """It ends the run, once the list is refused too; the next one fetches the rest."""
        study.box.fail(f"/api/*/download/{IDS[1]}", status=401)
        self.refuse_second_list(study)
        assert type(error_of(lambda: study.run(at_once=1))) is AuthenticationError
        assert study.fetched(study.run) == IDS[1:]

    def test_those_under_way_come_to_their_end(self, study: Mirror) -> None:
        """They are not fetched again."""
        study.box.fail(f"/api/*/download/{IDS[0]}", status=401)
        self.refuse_second_list(study)
        study.box.latency = 0.2
        for number in IDS[1:]:
            study.box.stall(f"/api/*/download/{number}", 0.3)
        assert type(error_of(lambda: study.run(at_once=3))) is AuthenticationError
        assert study.fetched(study.run) == IDS[:1]

    def test_a_server_that_is_gone(self, mode: Mode, server: FaultServer, tmp_path: Path) -> None:
        """When not even the list comes any more, it is not about the session."""
        listed = answer(json=[{"rec_session_id": number} for number in IDS])
        server.plan(listed, lambda wire, seen: wire.cut())
        error = error_of(lambda: mode.labvanced(server, lambda c: c.mirror(SMALL, tmp_path), attempts=2))
        assert type(error) is ConnectionFailed
        assert "/sessions" in str(error.url)

    def test_a_server_that_fails_for_all(self, study: Mirror) -> None:
        """Maintenance is one error, not one for each session."""
        study.box.fail(DOWNLOADS, status=503, times=None)
        study.box.fail("GET /api/*/sessions", status=200, body=[{"rec_session_id": number} for number in IDS])
        study.box.fail("GET /api/*/sessions", status=503, times=None)
        assert type(error_of(lambda: study.run(options={"attempts": 2}))) is ServerError
        study.box.clear_faults()
        assert study.run().added == IDS

    def test_a_study_that_is_not_there(self, study: Mirror) -> None:
        """It is an error as ever."""
        assert type(error_of(lambda: study.run(1))) is NotFound

    @pytest.mark.parametrize("row", [{}, {"rec_session_id": "x7"}, {"rec_session_id": None}, {"rec_session_id": True}])
    def test_a_list_without_numbers(self, study: Mirror, row: Any) -> None:
        """A session that has no number cannot be had: nothing is fetched, the error names the request."""
        study.box.fail(f"/api/{SMALL}/sessions", status=200, body=[{"rec_session_id": 7}, row], times=None)
        error = error_of(study.run)
        assert type(error) is UnexpectedResponse
        assert "/sessions" in str(error.url)
        assert study.box.count(DOWNLOADS) == 0

    def test_numbers_may_come_as_text(self, study: Mirror) -> None:
        """Which of the two Labvanced sends, nobody outside knows."""
        study.box.fail(f"/api/{SMALL}/sessions", status=200, body=[{"rec_session_id": str(one)} for one in IDS])
        assert study.run().added == IDS

    def test_a_full_disk(self, study: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
        """One sentence; what was fetched before is there, no half of the rest, and the next run ends well."""
        full = OSError(errno.ENOSPC, "No space left on device")
        left = [3]  # the manifest, two ZIPs

        def fsync(descriptor: int) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise full

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fsync)
            error = error_of(lambda: study.run(at_once=1))
        assert type(error) is LabClientsError
        assert "No space left on device" in error.message
        assert [path.name for path in sorted((study.directory / "zips").iterdir())] == [f"{n}.zip" for n in IDS[:2]]
        assert IDS[2] in study.fetched(study.run)
        assert [study.zip(number).read_bytes() for number in IDS] == [study.sent(number) for number in IDS]
        assert study.run() == Report(unchanged=IDS)

    def test_a_directory_that_vanishes(self, study: Mirror) -> None:
        """A share that is unmounted while it is filled: one sentence, and nothing is made in its place."""
        away = study.directory.with_name("away")

        def vanish(told: Progress) -> None:
            if told.done == 1:
                study.directory.rename(away)

        error = error_of(lambda: study.run(at_once=1, progress=vanish))
        assert type(error) is UsageError
        assert "vanished" in error.message
        assert not study.directory.exists()
        away.rename(study.directory)
        assert [path.name for path in (study.directory / "zips").glob("*.zip")]
        assert study.run().added == IDS

    def test_a_read_only_directory(self, study: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
        """One sentence, before anything is asked."""
        real = os.open
        refuse = _refusing(OSError(errno.EROFS, "Read-only file system"), lambda path, *_: ".lock" in str(path), real)
        monkeypatch.setattr(os, "open", refuse)
        error = error_of(study.run)
        assert type(error) is UsageError
        assert "Read-only file system" in error.message
        assert study.box.requests == []

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
    def test_a_directory_of_somebody_else(self, study: Mirror) -> None:
        """The same with real modes."""
        study.directory.mkdir(mode=0o500)
        assert "cannot be written" in error_of(study.run).message

    def test_a_file_in_place_of_the_directory(self, study: Mirror) -> None:
        """One sentence."""
        study.directory.write_bytes(b"")
        assert type(error_of(study.run)) is UsageError

    def test_an_error_of_the_callers_progress_is_raised(self, study: Mirror) -> None:
        """It ends the run like any other."""

        def fail(told: Progress) -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            study.run(progress=fail)


class TestRefused:
    def refused(self, study: Mirror, run: Callable[[], Any]) -> str:
        """The sentence; nothing is asked and nothing changes."""
        before = everything(study.directory)
        study.box.requests.clear()
        error = error_of(run)
        assert type(error) is UsageError
        assert study.box.requests == []
        assert everything(study.directory) == before
        return error.message

    def test_the_directory_of_another_study(self, study: Mirror) -> None:
        """A directory holds one study."""
        study.run()
        said = self.refused(study, lambda: study.run(study.box.study))
        assert said == f"{study.directory} is the mirror of study 61300, not of 61286."

    def test_a_second_run_at_once(self, study: Mirror) -> None:
        """It says so, and stops."""
        study.run()
        with locked(study.directory):
            said = self.refused(study, study.run)
        assert said == f"{study.directory} is in use by another program."

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('{"version": 2}', "newer labclients"),
            ('{"version": 1, "exper', "damaged"),
            ("", "damaged"),
            ("[]", "damaged"),
            ('{"version": 1}', "damaged"),
            ('{"version": 1, "experiment_id": 61300, "sessions": []}', "damaged"),
            ('{"version": 1, "experiment_id": 61300, "sessions": {"x": {}}}', "damaged"),
            ('{"version": 1, "experiment_id": 61300, "sessions": {"7": {"state": 1}}}', "damaged"),
            ('{"version": 1, "experiment_id": 61300, "forgotten": ["x"]}', "damaged"),
            ('{"version": 1, "experiment_id": 61300, "run": {"number": "3"}}', "damaged"),
        ],
    )
    def test_a_manifest_that_cannot_be_read(self, study: Mirror, text: str, words: str) -> None:
        """It is never overwritten."""
        study.directory.mkdir()
        (study.directory / "manifest.json").write_text(text)
        assert words in self.refused(study, study.run)

    @pytest.mark.parametrize("settings", [{"settle_after": -1}, {"at_once": 0}, {"at_once": 100}, {"refresh": IDS[0]}])
    def test_a_setting_that_makes_no_sense(self, study: Mirror, settings: Any) -> None:
        """Before anything is made."""
        self.refused(study, lambda: study.run(**settings))
        assert not study.directory.exists()

    def test_a_directory_without_a_name(self, study: Mirror) -> None:
        """It would be whatever directory the program runs in."""
        error = error_of(lambda: study.mode.labvanced(study.box.labvanced_url, lambda c: c.mirror(SMALL, "")))
        assert type(error) is UsageError
        assert "directory" in error.message

    def test_a_study_by_a_number_of_numpy_or_a_text(self, study: Mirror) -> None:
        """The manifest has the same number, so that it is the same study the next time."""
        numpy = pytest.importorskip("numpy")
        for number in (numpy.int64(SMALL), str(SMALL), SMALL):
            study.run(number)
        assert study.manifest["experiment_id"] == SMALL

    def test_a_session_to_refresh_that_is_not_listed(self, study: Mirror) -> None:
        """A misspelt number is no silent nothing."""
        error = error_of(lambda: study.run(refresh=[IDS[0], 5]))
        assert type(error) is UsageError
        assert error.message.endswith("does not list: 5")
        assert study.box.count(DOWNLOADS) == 0


class TestAfterAKill:
    def test_a_run_goes_on(self, study: Mirror, clock: Clock) -> None:
        """What it had fetched is not fetched again, and is in the report of the one that ends it."""
        study.box.add_session(SMALL)
        report = study.run()
        study.killed()
        clock.on(hours=11)
        assert study.fetched(study.run) == []
        study.killed()
        assert study.run().added == report.added
        assert study.manifest["run"]["number"] == 1

    def test_a_run_of_long_ago_does_not(self, study: Mirror, clock: Clock) -> None:
        """After 12 hours another run begins."""
        study.box.add_session(SMALL)
        study.run()
        study.killed()
        clock.on(hours=13)
        assert study.fetched(study.run) == [BUSY]
        assert study.manifest["run"]["number"] == 2

    def test_temporary_files_are_swept(self, study: Mirror) -> None:
        """Those of ours; what else is there stays."""
        study.run()
        stale = [study.directory / ".labclients-a.part", study.directory / "zips" / ".labclients-b.part"]
        mine = study.directory / "zips" / "notes.part"
        for path in (*stale, mine):
            path.touch()
        study.run()
        assert [path.exists() for path in (*stale, mine)] == [False, False, True]

    def test_the_journal_of_an_earlier_version_is_taken_over(self, study: Mirror) -> None:
        """Once: what it says is not fetched again, and it is removed."""
        study.box.add_session(SMALL)
        study.run()
        manifest = study.manifest
        later = manifest | {"sessions": {}, "run": manifest["run"] | {"ended": None}}
        (study.directory / "manifest.json").write_text(json.dumps(later))
        lines = [json.dumps([int(number), entry]) for number, entry in manifest["sessions"].items()]
        (study.directory / "journal.jsonl").write_text("\n" + "\n".join(lines) + '\n[4200004, {"sta')
        assert study.fetched(study.run) == []
        assert study.manifest == manifest
        assert not (study.directory / "journal.jsonl").exists()

    def test_a_line_of_a_journal_without_its_zip_does_not_count(self, study: Mirror) -> None:
        """An earlier version wrote it before the ZIP was in its place."""
        study.run()
        entry = study.entry(IDS[0])
        study.killed()
        (study.directory / "journal.jsonl").write_text("\n" + json.dumps([IDS[0], entry | {"sha256": "0" * 64}]))
        study.run()
        assert study.entry(IDS[0]) == entry

    def test_what_was_not_noted_is_fetched_again_with_the_same_outcome(self, study: Mirror) -> None:
        """Killed after a ZIP was replaced and before the manifest was saved, it was updated all the same."""
        study.box.add_session(SMALL)
        study.run()
        before = (study.directory / "manifest.json").read_bytes()
        study.box.grow_session(BUSY)
        study.run()
        manifest, files = study.manifest, everything(study.directory).keys()
        (study.directory / "manifest.json").write_bytes(before)
        study.killed()
        number = study.manifest["run"] | {"number": 2}
        (study.directory / "manifest.json").write_text(json.dumps(study.manifest | {"run": number}))
        assert study.run().updated == [BUSY]
        assert study.manifest == manifest
        assert everything(study.directory).keys() == files


class TestLeaving:
    """Ctrl-C and cancellation end a mirror at once, leave nothing half, and no thread."""

    @pytest.fixture(params=["head", "body"])
    def slow(self, request: pytest.FixtureRequest, box: sandbox.Box) -> sandbox.Box:
        for number in IDS[1:]:
            box.stall(f"/api/*/download/{number}", 20, after=5000 if request.param == "body" else 0, times=None)
        return box

    def whole(self, directory: Path, threads: int) -> None:
        while_left = time.monotonic() + 2
        while threading.active_count() > threads and time.monotonic() < while_left:
            time.sleep(0.01)
        assert sorted(path.name for path in (directory / "zips").iterdir()) == [f"{IDS[0]}.zip"]
        assert threading.active_count() <= threads
        with locked(directory):
            pass

    @pytest.mark.skipif(os.name == "nt", reason="a process of Windows cannot interrupt itself alone")
    def test_ctrl_c(self, slow: sandbox.Box, tmp_path: Path) -> None:
        """KeyboardInterrupt comes out as soon as the threads are out."""
        threads = threading.active_count()
        timer = threading.Timer(0.7, lambda: os.kill(os.getpid(), signal.SIGINT))
        with Labvanced(token=slow.token, base_url=slow.labvanced_url) as client, lasting(0.6, 2.5):
            timer.start()
            with pytest.raises(KeyboardInterrupt):
                client.mirror(SMALL, tmp_path)
        timer.join()
        self.whole(tmp_path, threads)

    def test_cancellation(self, slow: sandbox.Box, tmp_path: Path) -> None:
        """The task that mirrors is cancelled."""

        async def run() -> None:
            async with AsyncLabvanced(token=slow.token, base_url=slow.labvanced_url) as client:
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(client.mirror(SMALL, tmp_path), 0.7)

        threads = threading.active_count()
        with lasting(0.6, 2.5):
            asyncio.run(run())
        self.whole(tmp_path, threads)

    def test_closing_the_client(self, slow: sandbox.Box, tmp_path: Path) -> None:
        """A client that another thread closes ends its mirrors."""
        client = Labvanced(token=slow.token, base_url=slow.labvanced_url)
        timer = threading.Timer(0.7, client.close)
        timer.start()
        with lasting(0.6, 2.5):
            error = error_of(lambda: client.mirror(SMALL, tmp_path))
        timer.join()
        assert "closed" in error.message
        assert sorted(path.name for path in (tmp_path / "zips").iterdir()) == [f"{IDS[0]}.zip"]


def test_few_downloads_at_a_time(study: Mirror) -> None:
    """at_once bounds them."""
    study.box.latency = 0.4
    with lasting(1.6, 4):
        study.run(at_once=1)
    shutil.rmtree(study.directory)
    with lasting(0.8, 1.5):
        study.run(at_once=4)


class TestCommand:
    @pytest.fixture(autouse=True)
    def _environment(self, box: sandbox.Box, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LABVANCED_BASE_URL", box.labvanced_url)
        monkeypatch.setenv("LABVANCED_TOKEN", box.token)

    def run(self, directory: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
        status = cli.main(["labvanced", "mirror", str(SMALL), str(directory), *more])
        return status, *capsys.readouterr()

    def test_a_quiet_night(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """One line on standard error, status 0."""
        self.run(tmp_path, capsys)
        told = f"study 61300 in {tmp_path}: 3 unchanged (0 bytes fetched)\n"
        assert self.run(tmp_path, capsys) == (0, "", told)

    def test_a_short_list(self, box: sandbox.Box, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """It is said, with the sessions that it lacks."""
        self.run(tmp_path, capsys)
        box.fail(f"/api/{SMALL}/sessions", status=200, body=[])
        status, _, said = self.run(tmp_path, capsys)
        assert status == 0
        assert said.splitlines()[-1].endswith(f"if they are gone: {', '.join(map(str, IDS))}")

    def test_new_failures_set_the_status(
        self, box: sandbox.Box, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The first night it is 1 and a sentence; the next it is known, and listed apart."""
        box.fail(f"/api/*/download/{IDS[0]}", status=403, times=None)
        status, _, said = self.run(tmp_path, capsys)
        assert status == 1
        assert said.startswith(f"labclients: session {IDS[0]}: the server answered 403")
        status, _, said = self.run(tmp_path, capsys)
        assert (status, said.splitlines()[1:]) == (0, [f"failed before, too: {IDS[0]}"])

    def test_progress(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In a terminal there are sessions, bytes and the time left, on one line that is gone at the end."""
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        _, _, said = self.run(tmp_path, capsys, "--at-once", "1")
        lines = said.replace("\x1b[K", "").split("\r")
        assert lines[1] == "0/3 sessions, 0 bytes"
        assert re.fullmatch(r"2/3 sessions, 3\d\.\d kB, 0 s left", lines[3])
        assert lines[-1].startswith("study 61300")

    @pytest.mark.parametrize(("seconds", "told"), [(59, "59 s"), (60, "1 min"), (3541, "59 min"), (5400, "1.5 h")])
    def test_time_left(self, seconds: float, told: str) -> None:
        """As exact as it is known."""
        assert _span(seconds) == told

    def test_json(self, box: sandbox.Box, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The report, for programs."""
        box.fail(f"/api/*/download/{IDS[0]}", status=403, times=None)
        _, out, _ = self.run(tmp_path, capsys, "--json")
        report = json.loads(out)
        assert (report["added"], report["failed"], [*report["errors"]]) == (IDS[1:], IDS[:1], [str(IDS[0])])

    def test_refresh(self, box: sandbox.Box, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Some, or all."""
        self.run(tmp_path, capsys)
        box.requests.clear()
        self.run(tmp_path, capsys, "--refresh", str(IDS[0]), str(IDS[1]))
        assert box.count(DOWNLOADS) == 2
        self.run(tmp_path, capsys, "--refresh-all")
        assert box.count(DOWNLOADS) == 5

    def test_an_error_is_a_sentence(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Status 1, and why."""
        self.run(tmp_path, capsys)
        with locked(tmp_path):
            status, out, said = self.run(tmp_path, capsys)
        assert (status, out) == (1, "")
        assert said.startswith(f"labclients: {tmp_path} is in use by another program")


def test_no_error_holds_the_token(mode: Mode, server: FaultServer, tmp_path: Path) -> None:
    """Nor does anything that led to it."""
    server.plan(answer(json=[{"rec_session_id": 7}]), answer(401, json={"message": f"{TOKEN}?"}))
    assert TOKEN not in everything_said(error_of(lambda: mode.labvanced(server, lambda c: c.mirror(1, tmp_path))))
