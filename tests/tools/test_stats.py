"""The measure of the house: what it counts, on made-up modules of known size."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest
from tools import stats

SOURCE = '''"""A docstring
of two lines."""

import os  # a comment behind code

# a comment of its own
LIMIT = (
    3
)


class Reader:
    """A docstring."""

    path: str
    """The docstring of a field."""

    @property
    def name(self) -> str:
        """A docstring."""

        return os.path.basename(
            self.path
        )

    def close(self) -> None:
        """A docstring is all that there is."""


async def read(path): return path
'''


def test_a_module_of_known_size() -> None:
    """Lines, code, statements and the bodies of functions are counted as the table says."""
    size = stats.measure([SOURCE])
    assert size.lines == len(SOURCE.splitlines()) == 30
    # import, 3 of LIMIT, class, path, 2 of the signature of name, 3 of its body, close, read
    assert size.code == 13
    # import, LIMIT, class, path, name, its return, close, read, its return
    assert size.statements == 9
    assert sorted(size.bodies) == [0, 1, 3]


def test_several_modules() -> None:
    """The counts of several modules add up; no module at all is no error."""
    once, twice = stats.measure([SOURCE]), stats.measure([SOURCE, SOURCE])
    assert (twice.files, twice.code, twice.statements) == (2, 2 * once.code, 2 * once.statements)
    assert stats.measure([]).cells() == ["0"] * 8 + ["0.0%"]


def test_the_lengths_of_functions() -> None:
    """Of the bodies 1 to 10, the table shows the middle, the ninth of ten and the longest."""
    functions = (f"def f{length}():\n" + "    pass\n" * length for length in range(1, 11))
    assert stats.measure(["".join(functions)]).cells()[4:8] == ["10", "6", "9", "10"]


def test_decorators_and_nested_functions() -> None:
    """A function inside another one belongs to its body, with its decorators."""
    source = "def outer():\n    @cache\n    def inner():\n        return 1\n    return inner\n"
    assert sorted(stats.measure([source]).bodies) == [1, 4]


@pytest.mark.parametrize(
    "source",
    [
        "found = 1",
        "_found: int",
        "def f(found): ...",
        "def f(*, found=1): ...",
        "for found in (): ...",
        "[1 for found in ()]",
        "with open() as found: ...",
        "try: ...\nexcept OSError as found: ...",
        "(found := 1)",
        "match []:\n    case [found]: ...",
    ],
)
def test_filler_words(source: str) -> None:
    """Each way to bind a name is seen; of four names, one is a filler."""
    size = stats.measure([source, "name = row = 1\nprint(found, given)\nclass found: ...\ndef one(self, text): ..."])
    assert size.filler == 1 / 4


def test_the_table_compares_the_house_with_httpx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part of the house has a row, a part that is not there has none, and httpx is measured as installed."""
    overlay = tmp_path / "overlay" / "labclients"
    for file in ("paging.py", "labguru/client.py", "study/study.py", "cli/main.py"):
        (overlay / file).parent.mkdir(parents=True, exist_ok=True)
        (overlay / file).write_text("first = 1\n", encoding="utf-8")
    (tmp_path / "tools" / "templates").mkdir(parents=True)
    (tmp_path / "tools" / "templates" / "model.jinja").write_text("{{ first }}\n\n{{ last }}\n", encoding="utf-8")
    monkeypatch.setattr(stats, "ROOT", tmp_path)
    monkeypatch.setattr(stats, "OVERLAY", overlay)
    head, *parts, httpx = stats.table()
    assert head == list(stats.COLUMNS)
    assert [row[:4] for row in parts] == [
        ["client", "2", "2", "2"],
        ["study", "1", "1", "1"],
        ["cli", "1", "1", "1"],
        ["templates", "1", "3", "2"],
    ]
    assert httpx[0] == f"httpx {importlib.metadata.version('httpx')}"
    assert {len(row) for row in (*parts, httpx)} == {len(head)}
