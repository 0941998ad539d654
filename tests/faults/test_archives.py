"""Random ZIPs (good, changed, hostile) and exports: read as they are, or refused by one error."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st
from tests.dialect import ENCODINGS, lines, zipped
from tests.faults.checks import LONG, SEED, nothing_left, promise
from tests.studies import export
from tests.zips import Packed, changed, everything, packed

from labclients import LabClientsError, Study, UsageError
from labclients.files import zips
from labclients.labvanced.export import Export

pytest.importorskip("polars")

EXTRACTED = "a ZIP is extracted as it is, inside of its directory, or not at all"
READ = "a damaged export is read or refused by an error of ours"


def often(short: int) -> Callable[[Any], Any]:
    """Try so many examples, a hundred times as many in the long form, drawn by the seed."""
    examples = settings(
        deadline=None, suppress_health_check=list(HealthCheck), max_examples=short * (100 if LONG else 1), database=None
    )
    return lambda test: seed(SEED)(examples(test))


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    read_export(export(7))  # polars keeps what it opens first
    read_study({"7.zip": export(7)})
    with nothing_left():
        yield


@contextmanager
def read_or_refused() -> Iterator[None]:
    """The data are read, or the error says what is wrong with them; it is not the user's mistake."""
    with promise(READ), suppress(LabClientsError):
        try:
            yield
        except UsageError as error:
            raise AssertionError("damaged data are not the user's mistake") from error


# ZIPs.

NAMES = st.one_of(
    st.sampled_from(["sessions.csv", "trials.csv", "Session_7/trials.csv", "binaries/a.webm", "a/b/c.csv", "é.csv"]),
    st.sampled_from(
        [
            *(
                "../x",
                "/x",
                "a/../../x",
                "..\\x",
                "C:/x",
                "C:x",
                "//host/x",
                "",
                "/",
                ".",
                "..",
                "a//b",
                "x\0y",
                "x\ny",
            ),
            *("NUL", "con.csv", "a/", "A/B", "a", "e\u0301.csv", "\u00c9.csv", "x" * 300, "x.", "x ", "a/" * 40 + "x"),
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"])),
)
TYPES = st.sampled_from([0, 0, 0, 0o100644, 0o040755, 0o120777, 0o010644, 0o020644, 0o104777])
METHODS = st.sampled_from([zipfile.ZIP_DEFLATED] * 2 + [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
MEMBERS = st.lists(st.tuples(NAMES, st.binary(max_size=400), TYPES, METHODS, st.booleans()), max_size=6)
AROUND = st.sampled_from([(b"", b""), (b"", b"a comment"), (b"PK\3\4 and no member", b""), (b"#!/bin/sh\n", b"")])


def extract(data: bytes) -> None:
    """Everything in it comes out inside of the target, or nothing at all."""
    with tempfile.TemporaryDirectory() as name, promise(EXTRACTED):
        top = Path(name)
        inner = top / "a" / "b"
        inner.mkdir(parents=True)
        (inner / "in.zip").write_bytes(data)
        before = everything(top)
        try:
            paths = zips.unpack(inner / "in.zip", inner / "out")
        except LabClientsError:
            assert everything(top) == before
            return
        new = {path: content for path, content in everything(top).items() if path not in before}
        assert all(path == "a/b/out" or path.startswith("a/b/out/") for path in new)
        assert {path.relative_to(top).as_posix() for path in paths} == {
            path for path, content in new.items() if content is not None
        }
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.orig_filename.endswith("/")]
            assert [path.read_bytes() for path in paths] == [archive.read(info) for info in members]


def read_export(data: bytes) -> None:
    """An export, in every way to read it."""
    one = Export(data, experiment_id=1, rec_session_id=7)
    reads: list[Callable[[], Any]] = [
        lambda: one.sessions.rows(),
        lambda: one.trials.rows(),
        lambda: one.timeseries.to_arrow(),
        lambda: one.read("a.webm"),
        lambda: one.table("gaze.csv").rows(),
    ]
    for read in reads:
        with read_or_refused():
            read()


def read_study(files: Mapping[str, bytes]) -> None:
    """A study of these files."""
    with tempfile.TemporaryDirectory() as name:
        for path, content in files.items():
            (Path(name) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(name) / path).write_bytes(content)
        with suppress(UsageError) if not any(path.endswith((".csv", ".zip")) for path in files) else read_or_refused():
            study = Study(name)
            for read in (study.sessions.rows, study.trials.rows, lambda: study.completeness.rows()):
                with read_or_refused():
                    read()
            for variable in study.variables:
                with read_or_refused():
                    study.timeseries(variable).rows()


@often(80)
@given(MEMBERS, AROUND, st.none() | st.integers(0, 2**32))
@example([("a.csv", b"", 0, zipfile.ZIP_BZIP2, False)], (b"", b""), None)
@example([("a.csv", b"1", 0, zipfile.ZIP_STORED, True)] * 2, (b"", b"PK\5\6"), None)
def test_any_zip(members: Packed, around: tuple[bytes, bytes], change: int | None) -> None:
    """Good ones, hostile ones, and both with some bytes changed."""
    data = packed(members, *around)
    data = data if change is None else changed(data, random.Random(change))
    extract(data)
    read_export(data)


@often(40)
@given(st.integers(0, 2**32))
def test_a_changed_export(change: int) -> None:
    """The form that Labvanced sends, with some bytes changed; in a study the sound session beside it is read."""
    data = changed(export(8), random.Random(change))
    extract(data)
    read_export(data)
    with tempfile.TemporaryDirectory() as name, promise("a damaged session harms no other one"):
        for session, content in {7: export(7), 8: data}.items():
            (Path(name) / f"{session}.zip").write_bytes(content)
        rows = [row["rt"] for row in Study(name).trials.rows() if row["Rec_Session_Id"] == 7]
        assert rows in ([512, 1.5], [512.0, 1.5], ["512", "1.5"])


# Tables.

WORDS = (
    *("", "0", "1", "-1", "1.5", "1e5", "1e999", "NaN", "inf", "-Infinity", "true", "False", "null", "None", "NA"),
    *("0x1", "002", "1_000", "9" * 25, "0.1" + "0" * 30, "\u0663", "½", "1,5", "a,b", 'say "hi"', '"', '""', "a\nb"),
    *("\r", "\r\n", "2024-07-26T13:01:24.685Z", "2024-02-30T00:00:00Z", "0000-00-00", "1721999999999", "[1,2]"),
    *('{"a": 1}', "=1+1", "é", "\U0001f600", "\ufeff", "\0", "x" * 3000, " "),
)
FIELDS = st.sampled_from(WORDS) | st.text(max_size=6)
COLUMNS = (
    *("Rec_Session_Id", "rec_session_id", "Exp_Subject_Id", "Session_Nr", "Trial_Nr", "Block_Nr", "Task_Name", "value"),
    *("variable_name", "timestamp", "values", "Start_Time", "End_Time", "Completed", "answer", "ANSWER", "answer__2"),
    *("rt", "", " ", "value_1", "*", "^.*$", "^a", "a$", "^\n$"),
)
FILES = ("sessions.csv", "trials.csv", "timeseries.csv", "Session_7/timeseries.csv", "gaze.csv", "7.csv", "b.tsv")


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A file that is nearly one of Labvanced's."""
    header = draw(st.lists(st.sampled_from(COLUMNS) | FIELDS, max_size=14))
    rows = [header, *draw(st.lists(st.lists(FIELDS, max_size=16), max_size=6))]
    delimiter, encoding = draw(st.sampled_from(",,,;\t")), draw(st.sampled_from([*ENCODINGS, "broken", "bytes"]))
    if encoding == "bytes":
        return draw(st.binary(max_size=200))
    if encoding == "broken":  # without quotes
        return "\n".join(delimiter.join(row) for row in rows).encode("utf-8", "replace")
    return lines([[field.encode("utf-8", "replace").decode() for field in row] for row in rows], delimiter, encoding)


@often(40)
@given(st.dictionaries(st.sampled_from(FILES), tables(), max_size=4))
@example({"7/timeseries.csv": b"Trial_Nr,*\n"})
@example({"trials.csv": b"Rec_Session_Id,Block_Nr,Task_Nr,Trial_Nr,^.*$,*\n7,1,1,1,x,times=1---values=2\n"})
def test_any_export(files: dict[str, bytes]) -> None:
    """Tables of any content, alone and in a study, in ZIPs and in folders."""
    data = zipped(files)
    read_export(data)
    read_study({"7.zip": data})
    read_study(files)
