"""What the command line prints: tables, cells, words."""

from __future__ import annotations

import argparse
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labclients.cli import output

CELL = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=60))


def printed(columns: list[str], rows: list[list[object]], wide: int) -> list[str]:
    return list(output.table_lines(columns, rows, wide))


class TestTable:
    @given(rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=8), wide=st.integers(10, 120))
    def test_fits(self, rows: list[tuple[object, ...]], wide: int) -> None:
        """No line is wider than the terminal."""
        assert all(output._width(line) <= wide for line in output.table_lines(["a", "b", "c"], rows, wide))

    def test_aligned(self) -> None:
        """Numbers stand to the right, text to the left."""
        assert printed(["id", "title"], [[7, "PCR"], [966, "Gel"]], 80) == [
            " id  title",
            "---  -----",
            "  7  PCR",
            "966  Gel",
        ]

    def test_widest(self) -> None:
        """Where room lacks, the widest column gives way, visibly."""
        assert printed(["id", "title"], [[966, "a long title"]], 12)[2] == "966  a long…"

    def test_east_asian(self) -> None:
        """Letters that take two columns are counted as two."""
        assert printed(["name", "n"], [["細胞", 1], ["cell", 2]], 80)[2:] == ["細胞  1", "cell  2"]

    def test_streams(self) -> None:
        """A long list is printed while it arrives."""
        rows = iter([[number] for number in range(10_000)])

        lines = output.table_lines(["n"], rows, 80)
        next(lines)

        assert next(rows)[0] == output.MEASURED_ROWS

    def test_later_rows(self) -> None:
        """Rows after those that were measured are fitted, not lost."""
        lines = printed(["name"], [["abc"]] * output.MEASURED_ROWS + [["much longer"]], 80)

        assert lines[-1] == "muc…"

    def test_wrapped(self) -> None:
        """Names that are to be copied take the lines they need, and none is cut in two."""
        table = output.table_lines(["schema", "fields"], [["Plate", "created_by document svg"]], 19, wrap_last=True)

        assert [*table][2:] == ["Plate   created_by", "        document", "        svg"]


class TestParagraph:
    def test_beside_its_head(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Words stay beside what they are about; an address stays whole, however long."""
        monkeypatch.setenv("COLUMNS", "32")

        output.print_paragraph("server   ", "it was not found at https://www.labvanced.com/openapi.json")

        assert capsys.readouterr().out.splitlines() == [
            "server   it was not found at",
            "         https://www.labvanced.com/openapi.json",
        ]


class TestForPrograms:
    ROWS = ({"id": 1}, {"id": 2})

    @pytest.mark.parametrize(
        ("json", "jsonl", "text"),
        [(True, False, '[{"id": 1}, {"id": 2}]'), (False, True, '{"id": 1}\n{"id": 2}\n'), (False, False, "")],
    )
    def test_shapes(self, json: bool, jsonl: bool, text: str, capsys: pytest.CaptureFixture[str]) -> None:
        """One array, one line each, or nothing: then people are to read them."""
        told = output.print_rows(argparse.Namespace(json=json, jsonl=jsonl), self.ROWS)

        assert told == (json or jsonl)
        out = capsys.readouterr().out
        assert "".join(out.split()) == "".join(text.split()) if json else out == text


class TestCell:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, ""),
            (True, "yes"),
            (0, "0"),
            ("Cell Bank  -- 2026", "Cell Bank  -- 2026"),
            ({"id": 3, "name": "Ada"}, "Ada"),
            ({"id": 3}, "3"),
            ({}, ""),
            (["a", "b"], "a, b"),
            ([{"id": 1}], "1 item"),
            ([{"id": 1}, {"id": 2}], "2 items"),
            ("two\nlines", "two lines"),
        ],
    )
    def test_text(self, value: object, text: str) -> None:
        """A value is one line that says the most."""
        assert output.cell(value) == text

    def test_controls(self) -> None:
        """What a server sends cannot steer the terminal."""
        assert output.cell("\x1b[2Jgone\x07\u202e") == "[2Jgone"


class TestJson:
    def test_encoding(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """JSON loses nothing where the output cannot show all letters."""
        stdout = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
        monkeypatch.setattr(sys, "stdout", stdout)

        output.print_json({"name": "Björn"}, indent=None)

        stdout.flush()
        assert json.loads(stdout.buffer.getvalue()) == {"name": "Björn"}  # type: ignore[attr-defined]


class TestWords:
    @pytest.mark.parametrize(
        ("library", "shell"),
        [
            ("it exists already (overwrite=True replaces it)", "it exists already (--overwrite replaces it)"),
            ("base_url= or LABVANCED_BASE_URL", "--base-url or LABVANCED_BASE_URL"),
            (
                "no filter field 'titl'; the nearest one is F.title. F.unchecked('titl') sends it all the same.",
                "no filter field 'titl'; the nearest one is title.",
            ),
        ],
    )
    def test_error(self, library: str, shell: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Advice of the library is given in the words of the command line."""
        output.error(library, "session 3")

        assert capsys.readouterr().err == f"labclients: session 3: {shell}\n"

    @pytest.mark.parametrize(("count", "text"), [(0, "0 bytes"), (12_345, "12.3 kB"), (4_000_000_000, "4.0 GB")])
    def test_size(self, count: int, text: str) -> None:
        """Bytes for people."""
        assert output.file_size(count) == text
