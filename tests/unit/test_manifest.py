"""What a mirror writes down of its sessions: the manifest, the journal, and the rows of tables."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labclients import ArchiveError, UsageError
from labclients.labvanced.export import parse_csv
from labclients.study.mirroring.contents import look, records
from labclients.study.mirroring.manifest import Entry, Journal, Manifest

ENTRY: Entry = {"state": "finished", "outcome": "added", "run": 1}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "manifest.json"


class TestManifest:
    def test_it_is_read_as_it_was_written(self, path: Path) -> None:
        """Sessions, the run and the forgotten ones."""
        made = Manifest(path, 61286)
        made.sessions[7] = ENTRY
        made.forgotten.add(9)
        made.run |= {"number": 1, "ended": None}
        made.save({"labclients": "1.0"})
        read = Manifest(path)
        assert (read.experiment_id, read.sessions, read.forgotten, read.unfinished) == (61286, {7: ENTRY}, {9}, True)

    def test_sessions_stand_in_the_order_of_their_numbers(self, path: Path) -> None:
        """999 before 4100004, whatever came first; other keys are sorted."""
        made = Manifest(path, 61286)
        made.sessions |= {4100004: ENTRY, 999: ENTRY}
        made.save()
        data = json.loads(path.read_bytes())
        assert [*data["sessions"]] == ["999", "4100004"]
        assert [*data] == sorted(data)
        assert [*data["sessions"]["999"]] == sorted(ENTRY)

    def test_the_same_is_written_the_same(self, path: Path) -> None:
        """Reading and writing back changes no byte, and keeps what is not known."""
        text = (
            '{"version":1, "x": [1], "experiment_id": 5, "sessions": {"7": {"run":1,"state":"?","outcome":"","y":{}}}}'
        )
        path.write_text(text)
        Manifest(path, 5).save()
        first = path.read_bytes()
        Manifest(path, 5).save()
        assert path.read_bytes() == first
        assert json.loads(text).items() <= json.loads(first).items()

    def test_a_directory_without_one_is_no_mirror(self, path: Path) -> None:
        """Where no study is said."""
        with pytest.raises(UsageError, match="is no mirror"):
            Manifest(path)


class TestJournal:
    def test_every_line_is_read_in_order(self, path: Path) -> None:
        """Also those of an earlier run that was killed."""
        for number in (3, 1, 2):
            journal = Journal(path)
            journal.add(number, ENTRY)
            journal.close()
        assert [*Journal(path)] == [(3, ENTRY), (1, ENTRY), (2, ENTRY)]

    def test_wherever_a_line_is_torn_the_others_count(self, path: Path) -> None:
        """The last one of a killed run; and what comes after it is whole."""
        Journal(path).add(1, ENTRY)
        whole = path.read_bytes()
        Journal(path).add(2, ENTRY)
        both = path.read_bytes()
        for cut in range(len(whole), len(both)):
            path.write_bytes(both[:cut])
            Journal(path).add(3, ENTRY)
            assert [number for number, _ in Journal(path)] == [1, 3]

    def test_what_is_no_line_of_ours_does_not_count(self, path: Path) -> None:
        """Whatever a disk made of it."""
        path.write_bytes(b'\n{}\n[1]\n["1", {}]\n[true, {}]\n[1, []]\nnull\n\xff\xff\n[2, {}]')
        assert [*Journal(path)] == [(2, {})]

    def test_without_a_journal_there_are_no_lines(self, path: Path) -> None:
        """And nothing to remove."""
        journal = Journal(path)
        assert [*journal] == []
        journal.remove()

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
    def test_only_the_owner_reads_it(self, path: Path) -> None:
        """Mode 0600."""
        Journal(path).add(1, ENTRY)
        assert path.stat().st_mode & 0o777 == 0o600


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def quoted(cell: str) -> str:
    """As Labvanced writes it: quoted where it must be."""
    return '"' + cell.replace('"', '""') + '"' if set(cell) & {*',;\t"\n\r'} else cell


CELL = st.text(st.sampled_from('ab ,;\t"\n\r0é'), max_size=6)


class TestRows:
    @given(
        table=st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=8),
        separator=st.sampled_from(",;\t"),
        encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
        end=st.sampled_from(["\n", "\r\n"]),
        size=st.integers(1, 64),
    )
    def test_rows_are_counted_as_the_csv_module_reads_them(
        self, table: list[list[str]], separator: str, encoding: str, end: str, size: int
    ) -> None:
        """Quoted line breaks, quotes, blank lines, any separator and encoding, in pieces of any size."""
        lines = [separator.join(map(quoted, row)) for row in [["first", "second", "third"], *table]]
        text = "".join(f"{line}{end}" for line in lines)
        data = text.encode(encoding)
        read = [row for row in csv.reader(io.StringIO(text, newline="\n"), delimiter=separator) if row]
        size = max(size, 3)  # a byte order mark comes in one piece
        assert records(pieces(data, size), len(data)) == len(read) - 1

    @given(st.text(st.sampled_from('a,"\n\r'), max_size=40))
    def test_any_text_is_counted_as_it_is_read(self, text: str) -> None:
        """Quotes in the middle of a field open nothing; what is no CSV has no count."""
        data = text.encode()
        try:
            expected: int | None = len(parse_csv("timeseries.csv", b"variable_name,value\n" + data))
        except Exception as error:
            expected = None if "is no CSV" in str(error) else -1
        if expected != -1:  # rows wider than the header are another matter
            assert records([b"variable_name,value\n", data], 1000) == expected

    @pytest.mark.parametrize("data", [b"", b"\n", b"a,b", b"a,b\n", b"\n\na,b\n\n"])
    def test_without_rows_there_are_none(self, data: bytes) -> None:
        """A header is no row."""
        assert records([data], len(data)) == 0

    def test_a_field_may_be_as_long_as_the_file(self) -> None:
        """Longer than the csv module's limit."""
        data = b'a,b\n"' + b"x\n" * 200_000 + b'",1\n2,3\n'
        assert records(pieces(data, 1 << 18), len(data)) == 2
        assert csv.field_size_limit() == 131_072


def archive(path: Path, files: dict[str, str], minute: int = 0) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, text in files.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, minute, 0)), text)
    return path


FILES = {"sessions.csv": "a\n1\n", "Session_7/Trials.CSV": 'a\n"1\n2"\n', "binaries/a.webm": "x\ny\n"}


class TestContents:
    def test_tables_are_those_named_csv(self, tmp_path: Path) -> None:
        """In any folder, in any case."""
        seen = look(archive(tmp_path / "a.zip", FILES))
        assert seen.rows == {"sessions.csv": 1, "Session_7/Trials.CSV": 1}

    def test_the_digest_is_of_the_files(self, tmp_path: Path) -> None:
        """Packed at another time, and in another order, they are the same."""
        first = archive(tmp_path / "a.zip", FILES)
        second = archive(tmp_path / "b.zip", dict(reversed(FILES.items())), minute=1)
        assert first.read_bytes() != second.read_bytes()
        assert look(first).members == look(second).members

    @pytest.mark.parametrize(
        "change",
        [{"sessions.csv": "a\n2\n"}, {"more.csv": ""}, {"binaries/a.webm": "x\ny"}],
        ids=["text", "more", "less"],
    )
    def test_any_change_is_another_digest(self, tmp_path: Path, change: dict[str, str]) -> None:
        """Of a file's content, or of which files there are."""
        changed = archive(tmp_path / "b.zip", FILES | change)
        assert look(archive(tmp_path / "a.zip", FILES)).members != look(changed).members

    def test_a_damaged_file_is_an_error(self, tmp_path: Path) -> None:
        """Also in one that is no table."""
        path = archive(tmp_path / "a.zip", FILES)
        path.write_bytes(path.read_bytes().replace(b"x\ny\n", b"x\nz\n"))
        with pytest.raises(ArchiveError, match=r"a\.webm"):
            look(path)
