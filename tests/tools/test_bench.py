"""The benchmarks measure what they say: the same job on both sides, the goal as it is written, one process each."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks import data, measure, report, server
from benchmarks.__main__ import NAMES
from benchmarks.lab import Lab
from benchmarks.measure import HERE, Bench, Different, Result, Run, Side, megabytes, ratio, speed

from labclients.labvanced.export import Export

PYTHONS = {False: sys.executable, True: sys.executable}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of two pages of three experiments."""
    folder = tmp_path_factory.mktemp("sites")
    data.pages(folder, "pages", 2, 3)
    with server.running(folder) as address:
        yield address


def get(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        body: bytes = answer.read()
    return body


def result(goal: str, *values: float) -> Result:
    return Result("this", "that", goal, list(values), {}, {})


class TestServer:
    def test_a_page_is_what_lies_ready_and_past_the_end_it_is_empty(self, url: str) -> None:
        """Whatever else is asked for in the query."""
        page = json.loads(get(f"{url}/0ms/pages/api/v1/experiments?token=x&page=2&page_size=200"))
        assert [record["id"] for record in page["data"]] == [4, 5, 6]
        assert get(f"{url}/0ms/pages/api/v1/experiments?page=3") == b"[]"

    def test_an_answer_waits_as_long_as_its_address_says(self, url: str) -> None:
        """And no answer waits for another."""
        began = time.monotonic()
        get(f"{url}/200ms/pages/api/v1/experiments?page=1")
        assert time.monotonic() - began >= 0.2

    def test_an_answer_comes_as_slowly_as_its_address_says(self, tmp_path: Path) -> None:
        """Half a megabyte at a million bytes a second takes half a second."""
        (tmp_path / "slow-1.zip").write_bytes(bytes(500_000))
        (tmp_path / "slow.json").write_text(json.dumps({"/it": "slow-1.zip"}))
        with server.running(tmp_path) as url:
            began = time.monotonic()
            assert len(get(f"{url}/0ms-1MBps/slow/it")) == 500_000
        assert time.monotonic() - began >= 0.4

    def test_what_nobody_made_is_not_found(self, url: str) -> None:
        """So a side that asks for something else fails, and is not fast."""
        with pytest.raises(urllib.error.HTTPError, match="404"):
            get(f"{url}/0ms/pages/api/v1/projects")


class TestData:
    def test_an_experiment_has_sixty_keys(self) -> None:
        """All of them different."""
        assert len(data.experiment(1)) == data.KEYS == 60

    def test_a_session_is_an_export_that_we_read(self) -> None:
        """Its series are ragged, as Labvanced's are."""
        archive = data.zipped(data.session(data.FIRST_SESSION, 100))
        export = Export(archive, experiment_id=data.STUDY, rec_session_id=data.FIRST_SESSION)
        assert len(export.timeseries) == 100
        assert {len(row["value"]) for row in export.timeseries} == {2, 4}

    def test_made_regular_a_series_says_the_same(self) -> None:
        """The header is as wide as each row."""
        ragged, regular = (data.series(7, 50, regular=flag).decode().splitlines() for flag in (False, True))
        assert [row.rstrip(",") for row in regular[1:]] == ragged[1:]

    def test_the_large_zip_is_as_large_as_it_says(self, tmp_path: Path) -> None:
        """A video does not shrink."""
        data.large(tmp_path, "large", 1_000_000)
        with zipfile.ZipFile(io.BytesIO((tmp_path / "large-1.zip").read_bytes())) as archive:
            assert archive.testzip() is None
        assert (tmp_path / "large-1.zip").stat().st_size > 1_000_000


class TestMeasuring:
    @pytest.mark.parametrize(
        ("goal", "values", "met"),
        [
            ("<= 1.2", (1.1, 1.2, 9.0), True),
            ("<= 1.2", (1.1, 1.3, 1.3), False),
            (">= 8", (8.0, 9.0, 1.0), True),
            (">= 8", (7.9, 7.9, 20.0), False),
            ("", (1.0,), None),
        ],
    )
    def test_the_median_meets_the_goal_or_does_not(self, goal: str, values: list[float], met: bool | None) -> None:
        """One odd round changes nothing."""
        assert result(goal, *values).met is met

    def test_what_is_told_of_two_runs(self) -> None:
        """A ratio is ours by theirs, a speed theirs by ours."""
        runs = {"ours": Run(2.0, 5_000_000, None), "theirs": Run(8.0, 0, None)}
        told = [value(runs) for value in (ratio("ours", "theirs"), speed("ours", "theirs"), megabytes("ours"))]
        assert told == [0.25, 4.0, 5.0]

    def test_sides_that_do_not_do_the_same_are_refused(self, tmp_path: Path) -> None:
        """What is fast because it leaves something out is no rival."""
        scripts = {"one": "def main(folder): return 1", "two": "def main(folder): return 2"}
        sides = {name: Side(str(_script(tmp_path, name, text)), ("{scratch}",)) for name, text in scripts.items()}
        with pytest.raises(Different, match="did not do the same"):
            measure.measured(Bench(sides, []), 1, PYTHONS, tmp_path)

    def test_the_first_of_several_runs_does_not_count(self, tmp_path: Path) -> None:
        """It warms up."""
        text = "import time\ndone = []\ndef main(): done or time.sleep(0.5); done.append(1); return len(done)"
        ran = _child(_script(tmp_path, "warm", text), 3)
        assert ran["answer"] == 3
        assert len(ran["seconds"]) == 2
        assert max(ran["seconds"]) < 0.4

    def test_memory_is_the_peak_over_the_imports(self, tmp_path: Path) -> None:
        """What the imports took does not count, and what was given back does."""
        text = "kept = bytes(30_000_000)\ndef main(): return len(bytearray(b'1') * 50_000_000)"
        assert 45e6 < _child(_script(tmp_path, "memory", text), 1)["memory"] < 70e6


class TestReport:
    def test_the_plot_is_whole_and_says_each_row(self) -> None:
        """It is XML, and names what could be taken for markup."""
        drawn = ElementTree.fromstring(report.plot([Result("a < b", "`c`", "<= 1.2", [1.0], {}, {})]))
        texts = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
        assert "a < b, c" in texts
        assert "1.00 (≤ 1.2)" in texts

    def test_the_table_says_what_is_missed(self) -> None:
        """In words, for who sees no colours."""
        assert "| **no**" in report.table([result("<= 1.2", 1.5)])

    def test_the_page_names_no_machine_and_no_path(self) -> None:
        """Only what is needed to judge the numbers."""
        said = report.machine({"curl": "8"})
        assert "cores" in said
        assert not {"/home", "/root", "/tmp", str(Path.home())} & {*said.split()}


def test_every_bench_has_its_scripts_and_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row is made of sides that are there."""
    monkeypatch.setattr(Lab, "served", lambda lab, site, make: lambda manner: f"{lab.url}/{manner}/{site}")
    for name in NAMES:
        bench: Bench = import_module(f"benchmarks.benches.{name}").bench(Lab(tmp_path, "http://127.0.0.1:1", False))
        runs = {side: Run(1.0, 1, None) for side in bench.sides}
        assert [row.value(runs) for row in bench.rows]
        scripts = [side.script for side in bench.sides.values() if not side.script.startswith("import:")]
        assert all((HERE / "scripts" / script).is_file() for script in scripts)


def _script(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.py"
    file.write_text(text)
    return file


def _child(script: Path, repeats: int) -> dict[str, object]:
    command = [sys.executable, str(HERE / "child.py"), str(script), str(repeats)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    said: dict[str, object] = json.loads(done.stdout)
    return said
