"""Labvanced's dialect of CSV as frames of text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.dialect import ENCODINGS, lines

from labclients import csv as csv_reader
from labclients.csv import read_frame

DATA = Path(__file__).parent / "data" / "labvanced"
SAMPLES = Path(__file__).parents[1].parent / "shared" / "samples" / "labvanced"
FILES = sorted(DATA.glob("*.csv")) + sorted(SAMPLES.rglob("*.csv"))


def records(data: bytes) -> list[list[str]]:
    """What the csv module makes of a file, blank lines apart."""
    text = data.decode("utf-8-sig")
    return [row for row in csv.reader(io.StringIO(text, newline="")) if row]


def rows(frame: pl.DataFrame) -> list[list[str]]:
    """The texts of a frame; what is empty as the empty text."""
    return [[cell or "" for cell in row] for row in frame.iter_rows()]


class TestReadFrame:
    @pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
    def test_samples(self, path: Path) -> None:
        """Every cell of every real file is what the csv module reads, no row more and none less."""
        header, *expected = records(path.read_bytes())
        found = read_frame(path.name, path.read_bytes())

        width = found.frame.width
        assert list(found.header) == header
        assert rows(found.frame) == [row + [""] * (width - len(row)) for row in expected]
        assert found.field_counts.to_list() == [len(row) for row in expected]

    texts = st.text(st.sampled_from('ab"",;\t\n\r .é\ufeff'), max_size=6) | st.just("")
    tables = st.lists(st.lists(texts, min_size=1, max_size=5), min_size=1, max_size=6)

    @settings(max_examples=300, deadline=None)
    @given(tables, st.sampled_from(",;\t"))
    def test_written(self, table: list[list[str]], delimiter: str) -> None:
        """Rows of any texts and widths are read as they were written, in the fast way or the slow one."""
        table = [["a", "b", "c", "d", "e"], *table]
        found = read_frame("x.csv", lines(table, delimiter))

        assert rows(found.frame) == [row + [""] * (found.frame.width - len(row)) for row in table[1:]]
        assert found.field_counts.to_list() == [len(row) for row in table[1:]]

    @settings(max_examples=500, deadline=None)
    @given(st.text(st.sampled_from('ab"",,\n\r'), max_size=40))
    @example('""\n""')
    @example('1,""\n"",2\n')
    @example('1,a"b"\n')
    @example('""b"""",a""bb')
    @example('b"b,"\naa,,"a,"')
    @example('"a" ,b\n')
    @example('"a""b\n')
    @example("1,2\n\n3,4\n")
    @example("1,2\r\n3\r\n")
    def test_any_text(self, text: str) -> None:
        """The fast way takes no text that it reads otherwise than the csv module."""
        data = f"a,b,c\n{text}"
        found = csv_reader._read_fast(data)

        if found:
            expected = [row for row in csv.reader(io.StringIO(data, newline="\n"), strict=True) if row][1:]
            assert rows(found.frame) == [row + [""] * (found.frame.width - len(row)) for row in expected]
            assert found.field_counts.to_list() == [len(row) for row in expected]

    def test_fast(self) -> None:
        """The large files go the fast way, as Labvanced sends them."""
        assert all(
            csv_reader._read_fast(path.read_text(encoding="utf-8")) for path in FILES if path.name == "timeseries.csv"
        )

    @pytest.mark.parametrize("encoding", ENCODINGS)
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_saved_again(self, delimiter: str, encoding: str) -> None:
        """Other separators and encodings, as spreadsheets write them, are read alike."""
        table = [["a", "b"], ["é,;\t", ""], ["x\ny", 'say "yes"']]
        found = read_frame("x.csv", lines(table, delimiter, encoding))

        assert (list(found.header), rows(found.frame)) == (table[0], table[1:])
