"""The pins: names, versions and markers, for each Python, that fit what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tools.paths import ROOT
from tools.pins import FOLDER, pins

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
INSTALLED = [PROJECT["build-system"]["requires"], *PROJECT["dependency-groups"].values()]
FILES = sorted(FOLDER.iterdir())
PIN = re.compile(r"[a-z0-9-]+==[a-z0-9.]+( ; (( and | or )?[a-z_]+ [=!<>]+ '[\w.]+')+)?")
every = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def _asked(lists: list[list[str | dict[str, str]]]) -> list[Requirement]:
    """The requirements of these lists, but for what names another list of ours."""
    named = [Requirement(one) for requirements in lists for one in requirements if isinstance(one, str)]
    return [one for one in named if one.name != PROJECT["project"]["name"]]


def _pinned(file: Path) -> dict[str, Requirement]:
    return {(pin := Requirement(line)).name: pin for line in file.read_text(encoding="utf-8").splitlines()}


def _version(pin: Requirement) -> str:
    [specifier] = pin.specifier
    return specifier.version


def test_each_python_that_is_claimed_has_pins_and_so_have_the_floors() -> None:
    """The files follow the classifiers of pyproject.toml."""
    claimed = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["project"]["classifiers"]))
    assert {file.stem for file in FILES} == {*claimed, "lowest"}


@every
def test_a_pin_is_a_name_a_version_and_perhaps_where_it_is_for(file: Path) -> None:
    """No address, no path: neither is the same for everybody."""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    assert len(_pinned(file)) == len(lines)


@every
def test_all_that_is_asked_for_is_pinned_to_a_release_that_will_do(file: Path) -> None:
    """Whoever changes pyproject.toml runs `nox -s pin`."""
    pinned = _pinned(file)
    wrong = [
        str(one)
        for one in _asked([*RUNTIME, *INSTALLED])
        if not one.specifier.contains(_version(pinned[canonicalize_name(one.name)]))
    ]
    assert wrong == []


def test_lowest_pins_the_floors() -> None:
    """What pyproject.toml allows users is tested at its lower end."""
    pinned = _pinned(FOLDER / "lowest.txt")
    for one in _asked(RUNTIME):
        [floor] = [limit.version for limit in one.specifier if limit.operator == ">="]
        assert Requirement(f"x=={floor}").specifier.contains(_version(pinned[one.name])), one


def test_a_python_without_pins_takes_the_newest_and_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By number, not by letter: 3.9 is older than 3.10."""
    for name in ("3.9", "3.10", "lowest"):
        (tmp_path / f"{name}.txt").touch()
    assert pins("3.9", tmp_path).stem == "3.9"
    assert capsys.readouterr() == ("", "")
    assert pins("3.14", tmp_path).stem == "3.10"
    assert capsys.readouterr() == ("", "There are no pins for Python 3.14: those of 3.10 are used.\n")
