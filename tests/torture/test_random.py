"""Random ZIPs (good, changed, hostile) and random exports: read, or refused by an error of ours, and nothing else."""

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
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from tests.dialect import ENCODINGS, lines, zipped
from tests.studies import export
from tests.torture.conftest import LONG
from tests.torture.laws import DataLost, nothing_left
from tests.zips import Packed, changed, everything, packed

from labclients import ArchiveError, LabClientsError, Study, UsageError
from labclients.files import archives
from labclients.labvanced.export import Export

ROW = "random ZIPs and exports"
ZIPS, EXPORTS = (20_000, 10_000) if LONG else (150, 80)
Tried = Callable[[], None]
often = settings(deadline=None, suppress_health_check=list(HealthCheck))

# ZIPs

PLAIN = (
    "sessions.csv",
    "trials.csv",
    "timeseries.csv",
    "Session_7/trials.csv",
    "binaries/a.webm",
    "a/b/c.csv",
    "é.csv",
)
HOSTILE = (
    *("../x", "/x", "a/../../x", "..\\x", "C:/x", "C:x", "//host/x", "", "/", ".", "..", "a//b", "x\0y", "x\ny"),
    *(
        "NUL",
        "con.csv",
        "a/",
        "A/B",
        "a",
        "e\u0301.csv",
        "\u00c9.csv",
        "x" * 300,
        "x.",
        "x ",
        "a/" * 40 + "x",
        "~",
        "$x",
    ),
)
NAMES = st.one_of(st.sampled_from(PLAIN), st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"])))
KINDS = st.sampled_from([0, 0, 0, 0o100644, 0o040755, 0o120777, 0o010644, 0o020644, 0o104777])
METHODS = st.sampled_from(
    [zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
MEMBERS = st.lists(st.tuples(NAMES, st.binary(max_size=400), KINDS, METHODS, st.booleans()), max_size=6)
ROUND = st.sampled_from([(b"", b""), (b"", b"a comment"), (b"PK\3\4 and no member", b""), (b"#!/bin/sh\n", b"")])


@contextmanager
def read_or_told() -> Iterator[None]:
    """What came is read, or the error says what is wrong with it: nobody's use of it is."""
    with suppress(LabClientsError):
        try:
            yield
        except UsageError as error:
            raise AssertionError("what came is nobody's mistake here") from error


@pytest.fixture(scope="module")
def _begun() -> None:
    """What polars opens once, it keeps."""
    pytest.importorskip("polars")
    exported(export(7))
    studied({"7.zip": export(7)})


@pytest.fixture(autouse=True)
def _nothing_left(_begun: None) -> Iterator[None]:
    with nothing_left():
        yield


def unpacked_or_refused(data: bytes) -> None:
    """Everything that is in it, inside of the target, or nothing at all."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        inner = top / "a" / "b"
        inner.mkdir(parents=True)
        (inner / "in.zip").write_bytes(data)
        before = everything(top)
        try:
            paths = archives.unpack(inner / "in.zip", inner / "out")
        except LabClientsError:
            if everything(top) != before:
                raise DataLost(f"left behind: {everything(top).keys() - before.keys()}") from None
            return
        new = {key: value for key, value in everything(top).items() if key not in before}
        if not all(key == "a/b/out" or key.startswith("a/b/out/") for key in new):
            raise DataLost(f"written outside: {sorted(new)}")
        told = {path.relative_to(top).as_posix(): path.read_bytes() for path in paths}
        assert told == {key: value for key, value in new.items() if value is not None}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.orig_filename.endswith("/")]
            wanted = [archive.read(info) for info in members]
        if [path.read_bytes() for path in paths] != wanted or [*map(len, wanted)] != [one.file_size for one in members]:
            raise DataLost("it is not what was in it")


def read_or_refused(data: bytes) -> None:
    """By everything that reads a ZIP; what is read is what Python's own module reads."""
    with suppress(ArchiveError):
        archives.check(io.BytesIO(data))
    with suppress(ArchiveError):
        for name in archives.names(io.BytesIO(data)):
            with suppress(ArchiveError):
                content = archives.read(io.BytesIO(data), name)
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    wanted = [archive.read(one) for one in archive.infolist() if one.orig_filename == name]
                if [content] != wanted:
                    raise DataLost(f"{name!r} is not what it is")
    exported(data)


def exported(data: bytes) -> None:
    """One export, in every way to read it."""
    one = Export(data, experiment_id=1, rec_session_id=7)
    reads: list[Callable[[], Any]] = [
        lambda: one.names,
        lambda: one.sessions.rows(),
        lambda: one.trials.rows(),
        lambda: one.timeseries.rows(),
        lambda: one.timeseries.to_arrow(),
        lambda: one.read("a.webm"),
        lambda: one.table("gaze.csv").rows(),
    ]
    for read in reads:
        with read_or_told():
            read()
    with tempfile.TemporaryDirectory() as name, read_or_told():
        one.save(name)


def studied(files: Mapping[str, bytes]) -> None:
    """A study of these files."""
    with tempfile.TemporaryDirectory() as name:
        for path, content in files.items():
            (Path(name) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(name) / path).write_bytes(content)
        with suppress(UsageError) if not any(path.endswith((".csv", ".zip")) for path in files) else read_or_told():
            study = Study(name)
            with read_or_told():
                study.sessions.rows()
            with read_or_told():
                study.trials.rows()
            with read_or_told():
                study.completeness.rows()
            for variable in study.variables:
                with read_or_told():
                    study.timeseries(variable).rows()


@settings(often, max_examples=ZIPS)
@given(MEMBERS, ROUND, st.none() | st.integers(0, 2**32))
@example([("a.csv", b"", 0, zipfile.ZIP_BZIP2, False)], (b"", b""), None)
@example([("a.csv", b"1", 0, zipfile.ZIP_STORED, True)] * 2, (b"", b"PK\5\6"), None)
def test_any_zip(tried: Tried, members: Packed, around: tuple[bytes, bytes], seed: int | None) -> None:
    """Good ones, hostile ones, and what becomes of them when they are changed."""
    tried()
    data = packed(members, *around)
    if seed is not None:
        data = changed(data, random.Random(seed))
    unpacked_or_refused(data)
    read_or_refused(data)


@settings(often, max_examples=ZIPS // 5)
@given(st.integers(0, 2**32))
def test_a_real_export_that_is_changed(tried: Tried, seed: int) -> None:
    """The form that Labvanced sends, with a few bytes of it changed."""
    tried()
    data = changed(export(7), random.Random(seed))
    unpacked_or_refused(data)
    read_or_refused(data)


# Exports

WORDS = (
    *(
        "",
        "0",
        "1",
        "-1",
        "1.5",
        "1e5",
        "1e999",
        "NaN",
        "inf",
        "-Infinity",
        "true",
        "False",
        "null",
        "None",
        "NA",
        "0x1",
    ),
    *(
        "002",
        "1_000",
        "9" * 25,
        "0.1" + "0" * 30,
        "\u0663",
        "½",
        "1,5",
        "a,b",
        'say "hi"',
        '"',
        '""',
        "a\nb",
        "\r",
        "\r\n",
    ),
    *(
        "2024-07-26T13:01:24.685Z",
        "2024-07-26 14:01:02+01",
        "2024-02-30T00:00:00Z",
        "0000-00-00",
        "99999-01-01T00:00:00Z",
    ),
    *(
        "1721999999999",
        "17219999999990000",
        "[1,2]",
        '{"a": 1}',
        "=1+1",
        "é",
        "\U0001f600",
        "\ufeff",
        "\0",
        "x" * 3000,
        " ",
    ),
)
FIELDS = st.sampled_from(WORDS) | st.text(max_size=6)
COLUMNS = (
    *(
        "Rec_Session_Id",
        "rec_session_id",
        "Exp_Subject_Id",
        "Session_Nr",
        "Trial_Nr",
        "Trial_Id",
        "Block_Nr",
        "Block_Name",
    ),
    *("Task_Nr", "Task_Name", "variable_name", "timestamp", "value", "values", "Start_Time", "End_Time", "Completed"),
    *(
        "Start_Time_Local",
        "Crowdsourcing_SubjId",
        "Subject_Code",
        "answer",
        "ANSWER",
        "answer__2",
        "rt",
        "",
        " ",
        "value_1",
    ),
    *("*", "^.*$", "^a", "a$", "^\n$"),
)
HEADERS = st.lists(st.sampled_from(COLUMNS) | FIELDS, max_size=14)
ROWS = st.lists(st.lists(FIELDS, max_size=16), max_size=6)
FILES = (
    "sessions.csv",
    "trials.csv",
    "timeseries.csv",
    "Session_7/timeseries.csv",
    "gaze.csv",
    "7.csv",
    "a.txt",
    "b.tsv",
)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """A file that is nearly one of Labvanced's."""
    rows = [draw(HEADERS), *draw(ROWS)]
    delimiter = draw(st.sampled_from(",,,;\t"))
    encoding = draw(st.sampled_from([*ENCODINGS, "broken", "bytes"]))
    if encoding == "bytes":
        return draw(st.binary(max_size=200))
    if encoding == "broken":  # quotes and line breaks as they come
        return "\n".join(delimiter.join(row) for row in rows).encode("utf-8", "replace")
    return lines([[field.encode("utf-8", "replace").decode() for field in row] for row in rows], delimiter, encoding)


@settings(often, max_examples=EXPORTS)
@given(st.dictionaries(st.sampled_from(FILES), tables(), max_size=4))
@example({"7/timeseries.csv": b"Trial_Nr,*\n"})
@example({"trials.csv": b"Rec_Session_Id,Block_Nr,Task_Nr,Trial_Nr,^.*$,*\n7,1,1,1,x,times=1---values=2\n"})
def test_any_export(tried: Tried, files: dict[str, bytes]) -> None:
    """Tables of any content, one by one and as a study, out of ZIPs and out of folders."""
    tried()
    pytest.importorskip("polars")
    data = zipped(files)
    exported(data)
    studied({"7.zip": data})
    studied(files)


@st.composite
def sound(draw: st.DrawFn) -> tuple[list[str], list[list[str]], str, str]:
    """A table as Labvanced writes it: its columns, its rows, what is between them, and its encoding."""
    columns = draw(st.lists(st.sampled_from([*filter(str.strip, COLUMNS), "é", "a b"]), min_size=1, max_size=8))
    names = ["answer", *{name.casefold(): name for name in columns if name.casefold() != "answer"}.values()]
    assume(len(names) > 1)  # one column alone shows nobody what is between two
    field = st.sampled_from([word for word in WORDS if "\0" not in word and "\ufeff" not in word])
    rows = draw(st.lists(st.lists(field, min_size=len(names), max_size=len(names)), max_size=5))
    return names, rows, draw(st.sampled_from(",;\t")), draw(st.sampled_from([*ENCODINGS]))


@settings(often, max_examples=EXPORTS)
@given(sound(), st.sampled_from(["gaze.csv", "trials.csv"]))
def test_a_sound_table_is_read_to_the_letter(
    tried: Tried, table: tuple[list[str], list[list[str]], str, str], name: str
) -> None:
    """Whatever its words look like, in whatever encoding: each row has what was written into it."""
    tried()
    columns, rows, delimiter, encoding = table
    data = zipped({name: lines([columns, *rows], delimiter, encoding)})
    came = Export(data, experiment_id=1, rec_session_id=7).table(name).rows()
    if came != [dict(zip(columns, row, strict=True)) for row in rows]:
        raise DataLost(f"{rows} came as {came}")


@settings(often, max_examples=EXPORTS // 4)
@given(st.lists(st.integers(0, 2**32), min_size=1, max_size=3))
def test_any_study(tried: Tried, seeds: list[int]) -> None:
    """Good sessions, and some that are damaged: the good ones are there, whole."""
    tried()
    pytest.importorskip("polars")
    damaged = {f"{number}.zip": changed(export(number), random.Random(seed)) for number, seed in enumerate(seeds, 8)}
    with tempfile.TemporaryDirectory() as name:
        for path, content in {"7.zip": export(7), **damaged}.items():
            (Path(name) / path).write_bytes(content)
        study = Study(name)
        rows = [row for row in study.trials.rows() if row["Rec_Session_Id"] == 7]
        if [row["rt"] for row in rows] not in ([512, 1.5], [512.0, 1.5], ["512", "1.5"]):
            raise DataLost(f"session 7 has {rows}")
        assert 7 in [row["rec_session_id"] for row in study.completeness.rows()]
