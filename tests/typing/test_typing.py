"""Type checkers see what users do right, and flag what they do wrong: both of them, in both modes.

`api.py` holds the first half and is read by the checkers alone; the snippets here are the second. A line that must be
flagged ends in ``# E``. What the families' methods give is made from the specification.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import labguru_api

DOCUMENT = labguru_api.openapi()
FILES = ("api.py", "snippet.py", "families.py")
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
    labguru.comments.update(3)  # E
    labguru.forms.get(3)  # E
    labguru.members.create(name="Ada")  # E
    labguru.boxes.list(where=F.name == "A")  # E
    labguru.vectors.list(name="A")  # E
    labguru.boxes.parents(3)  # E
    labguru.cell_lines.create(nam="HeLa")  # E
    labguru.cell_lines.create(organism="human")  # E
    labguru.cell_lines.update(3, name=4)  # E
    labguru.cell_lines.get(3).nme  # E
    labguru.cell_lines.get(3).name
    labguru.links.list()  # E
    labguru.units.delete(3)  # E
    labguru.requests.approve(3, priorit="High")  # E
    labguru.requests.approve("3")  # E
    labguru.requests.done("3")  # E
    labguru.stocks.by_barcode(100)  # E
    labguru.search("HeLa", modl="CellLine")  # E
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
    await labguru.comments.update(3)  # E
    (await labguru.cell_lines.get(3)).nme  # E
    labguru.cell_lines.get(3).name  # E
    await labguru.requests.done("3")  # E
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


FAMILIES = """
from typing import Any, assert_type

from labclients import AsyncLabguru, AsyncListing, Labguru, Listing
from labclients.labguru.elements import Element
from labclients.labguru.experiments import Experiment, Protocol
from labguru_api import models


def sync(labguru: Labguru, given: dict[str, Any]) -> None:
{called}


async def awaited(labguru: AsyncLabguru, given: dict[str, Any]) -> None:
{awaited}
"""
# Records that the client sees as classes of its own.
VIEWS = ("Element", "Experiment", "Protocol")


def families() -> str:
    """What each family's list, get and create give, by the specification, in both modes."""
    tags = {tag["name"]: tag for tag in DOCUMENT["tags"]}
    called, awaited = list[str](), list[str]()
    for operation in (operation for item in DOCUMENT["paths"].values() for operation in item.values()):
        family, _, verb = operation["operationId"].partition(".")
        tag = tags[family]
        has_class = tag.get("x-resource", True) and "x-methods-of" not in tag and operation.get("x-method", True)
        if verb in ("list", "get", "create") and has_class:
            owner = 'labguru.collection("Our Primers")' if "x-bound" in tag else f"labguru.{family}"
            # A list without any parameter takes no `**given`.
            call = f"{owner}.{verb}({'**given' if verb != 'list' or 'parameters' in operation else ''})"
            record = record_of(operation)
            listed = (f"Listing[{record}]", f"AsyncListing[{record}]") if verb == "list" else (record, record)
            called.append(f"    assert_type({call}, {listed[0]})")
            awaited.append(f"    assert_type({'' if verb == 'list' else 'await '}{call}, {listed[1]})")
    return FAMILIES.format(called="\n".join(called), awaited="\n".join(awaited))


def record_of(operation: dict[str, Any]) -> str:
    """The record that an operation gives, alone or in a list."""
    schema = operation["responses"]["2XX"]["content"]["application/json"]["schema"]
    reference: str = schema["anyOf"][0]["items"]["$ref"] if "anyOf" in schema else schema["$ref"]
    if "x-record" in operation:
        wrapper = DOCUMENT["components"]["schemas"][reference.rpartition("/")[2]]
        reference = wrapper["properties"][operation["x-record"]]["anyOf"][0]["$ref"]
    record = reference.rpartition("/")[2]
    return record if record in VIEWS else f"models.{record}"


def run(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr  # 1: errors were found
    return done.stdout


def mypy(folder: Path) -> dict[str, set[int]]:
    found = run("mypy", "--strict", "--no-error-summary", "--disable-error-code=unused-coroutine", str(folder))
    flagged: dict[str, set[int]] = {name: set() for name in FILES}
    # Its cache knows a file by its module, and may name the folder of an earlier run.
    for name, line in re.findall(r"^\S*/(api|snippet|families)\.py:(\d+): error:", found, re.MULTILINE):
        flagged[f"{name}.py"].add(int(line))
    return flagged


def pyright(folder: Path) -> dict[str, set[int]]:
    config = {
        "typeCheckingMode": "strict",
        "extraPaths": [str(ROOT / "overlay"), str(ROOT / "generated")],
        "pythonVersion": "3.11",
        # What the snippets do on purpose: they look at things and throw them away.
        **dict.fromkeys(("reportUnusedExpression", "reportUnusedCoroutine", "reportUnusedVariable"), False),
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(config))
    found = json.loads(run("pyright", "--outputjson", "--pythonpath", sys.executable, "--project", str(folder)))
    assert found["summary"]["filesAnalyzed"] == len(FILES)
    flagged: dict[str, set[int]] = {name: set() for name in FILES}
    for entry in found["generalDiagnostics"]:
        if entry["severity"] == "error":
            flagged[Path(entry["file"]).name].add(entry["range"]["start"]["line"] + 1)
    return flagged


@pytest.fixture(scope="module", params=[mypy, pyright], ids=["mypy", "pyright"])
def flagged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[int]]:
    """The lines in which a checker finds an error, by file."""
    checker: Callable[[Path], dict[str, set[int]]] = request.param
    if not find_spec(checker.__name__):
        pytest.skip(f"{checker.__name__} is not installed")
    folder = tmp_path_factory.mktemp(checker.__name__)
    (folder / "snippet.py").write_text(WRONG)
    (folder / "families.py").write_text(families())
    (folder / "api.py").write_text(Path(__file__).with_name("api.py").read_text())
    return checker(folder)


def test_each_wrong_line_is_flagged_and_no_other(flagged: dict[str, set[int]]) -> None:
    """Wrong types and misspelt names are errors on their own line; what is right stands beside them."""
    lines = WRONG.splitlines()
    marked = {number for number, line in enumerate(lines, 1) if line.endswith("# E")}
    assert [lines[number - 1] for number in sorted(marked - flagged["snippet.py"])] == [], "not flagged"
    assert [lines[number - 1] for number in sorted(flagged["snippet.py"] - marked)] == [], "flagged"


def test_what_users_write_is_right(flagged: dict[str, set[int]]) -> None:
    """The design's promised examples check, with the types that `api.py` asserts."""
    assert flagged["api.py"] == set()


def test_the_record_of_each_family_is_what_the_specification_says(flagged: dict[str, set[int]]) -> None:
    """Of its list, of get and of create, called and awaited: no record is `Any`, and none is another family's."""
    lines = families().splitlines()
    assert [lines[number - 1] for number in sorted(flagged["families.py"])] == []
    assert len(lines) > 2 * len(DOCUMENT["tags"])
