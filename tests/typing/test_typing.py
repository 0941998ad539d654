"""Type checkers see what users do right, and flag what they do wrong: both of them, in both modes.

`api.py` holds the first half and is read by the checkers alone; the snippets here are the second. A line that must be
flagged ends in ``# E``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

WRONG = """
from labclients import AsyncLabguru, AsyncLabvanced, F, Labguru, Labvanced
from labguru_api import api, models


def sync(labguru: Labguru, labvanced: Labvanced) -> None:
    labguru.experimants  # E
    labguru.experiments.lst()  # E
    labguru.experiments.list(page_size="50")  # E
    labguru.experiments.list(wher=F.title == "PCR")  # E
    labguru.experiments.list(where="title")  # E
    labguru.experiments.list(page_size=50)
    labguru.experiments.get("966")  # E
    labguru.experiments.get()  # E
    labguru.experiments.get(966).titel  # E
    labguru.experiments.get(966).title = "PCR"  # E
    labguru.experiments.get(966).title
    labguru.experiments.elements("966")  # E
    labguru.experiments.elements(966, element_typ="samples")  # E
    labguru.experiments.create(title="PCR")  # E
    labguru.experiments.create(title=7, project_id=15)  # E
    labguru.experiments.create(title="PCR", project_id=15, milestone=3)  # E
    labguru.experiments.create("PCR", project_id=15)  # E
    labguru.experiments.create(title="PCR", project_id=15, sections=["Results"])  # E
    labguru.experiments.create(title="PCR", project_id=15, extra={"Our Column": 1})
    labguru.experiments.update(966, titel="PCR")  # E
    labguru.experiments.update("966", title="PCR")  # E
    labguru.experiments.update(title="PCR")  # E
    labguru.experiments.update(966, title="PCR")
    labguru.experiments.delete("966")  # E
    labguru.projects.create(titel="A project")  # E
    labguru.projects.update(1, title=2)  # E
    labguru.projects.get("1")  # E
    labguru.projects.get(1).titel  # E
    labguru.projects.update(1, title="A project")
    labguru.collection("Our Primers").create(nam="oligo")  # E
    labguru.collection(3)  # E
    labguru.attachments.upload(7)  # E
    labguru.attachments.download("77", "files/")  # E
    labguru.call(api.stocks.get, "3")  # E
    labguru.call(api.stocks.gets, 3)  # E
    labguru.call(api.stocks.get, 3).nam  # E
    labguru.call(api.stocks.get, 3).name
    models.Experimant  # E
    models.ExperimentCreate(title="PCR")  # E
    len(labguru.experiments.list())  # E
    labguru.experiments.list().pages(begin=2)  # E
    for experiment in labguru.experiments.list():
        experiment.nme  # E
    labvanced.sessions("61286")  # E
    labvanced.export(61286)  # E
    labvanced.download(61286, 4100004)  # E
    labvanced.download(61286, 4100004, "raw/")
    Labguru(tokn="...")  # E
    Labvanced(token=7)  # E


async def awaited(labguru: AsyncLabguru, labvanced: AsyncLabvanced) -> None:
    await labguru.experimants  # E
    labguru.experiments.list(page_size="50")  # E
    await labguru.experiments.get("966")  # E
    labguru.experiments.get(966).title  # E
    (await labguru.experiments.get(966)).titel  # E
    (await labguru.experiments.get(966)).title
    await labguru.experiments.create(title="PCR")  # E
    await labguru.experiments.create(title="PCR", project_id=15, milestone=3)  # E
    await labguru.experiments.create(title="PCR", project_id=15, milestone_id=3)
    await labguru.experiments.update(966, titel="PCR")  # E
    await labguru.projects.create(titel="A project")  # E
    (await labguru.projects.get(1)).titel  # E
    (await labguru.call(api.stocks.get, 3)).nam  # E
    await labguru.call(api.stocks.get, "3")  # E
    labguru.experiments.list().total + 1  # E
    async for experiment in labguru.experiments.list():
        experiment.nme  # E
    for experiment in labguru.experiments.list():  # E
        pass
    for row in labguru.experiments.list().rows():  # E
        pass
    await labvanced.export(61286)  # E
    labvanced.export(61286, 4100004).names  # E
    with AsyncLabguru(token="..."):  # E
        pass


async def mixed(labguru: Labguru) -> None:
    async for experiment in labguru.experiments.list():  # E
        pass
    await labguru.experiments.list().all()  # E
    await labguru.experiments.delete(966)  # E
    async with Labguru(token="..."):  # E
        pass
"""


def run(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr  # 1: errors were found
    return done.stdout


def mypy(file: Path) -> set[int]:
    found = run("mypy", "--strict", "--no-error-summary", "--disable-error-code=unused-coroutine", str(file))
    return {int(line) for line in re.findall(rf"^{re.escape(str(file))}:(\d+): error:", found, re.MULTILINE)}


def pyright(file: Path) -> set[int]:
    config = {
        "typeCheckingMode": "strict",
        "include": [file.name],
        "extraPaths": [str(ROOT / "overlay"), str(ROOT / "generated")],
        "pythonVersion": "3.11",
        # What the snippets do on purpose: they look at things and throw them away.
        **dict.fromkeys(("reportUnusedExpression", "reportUnusedCoroutine", "reportUnusedVariable"), False),
    }
    (file.parent / "pyrightconfig.json").write_text(json.dumps(config))
    found = json.loads(run("pyright", "--outputjson", "--pythonpath", sys.executable, "--project", str(file.parent)))
    assert found["summary"]["filesAnalyzed"] == 1
    errors = (entry for entry in found["generalDiagnostics"] if entry["severity"] == "error")
    return {entry["range"]["start"]["line"] + 1 for entry in errors}


CHECKERS = [
    pytest.param(checker, marks=pytest.mark.skipif(not find_spec(checker.__name__), reason=f"no {checker.__name__}"))
    for checker in (mypy, pyright)
]


@pytest.mark.parametrize("checker", CHECKERS)
class TestCheckers:
    def test_each_wrong_line_is_flagged_and_no_other(self, checker: Callable[[Path], set[int]], tmp_path: Path) -> None:
        """Wrong types and misspelt names are errors on their own line; what is right stands beside them."""
        file = tmp_path / "snippet.py"
        file.write_text(WRONG)
        lines = WRONG.splitlines()
        marked = {number for number, line in enumerate(lines, 1) if line.endswith("# E")}

        flagged = checker(file)

        assert [lines[number - 1] for number in sorted(marked - flagged)] == [], "not flagged"
        assert [lines[number - 1] for number in sorted(flagged - marked)] == [], "flagged"

    def test_what_users_write_is_right(self, checker: Callable[[Path], set[int]], tmp_path: Path) -> None:
        """The design's promised examples check, with the types that `api.py` asserts."""
        file = tmp_path / "api.py"
        file.write_text((Path(__file__).with_name("api.py")).read_text())
        assert checker(file) == set()
