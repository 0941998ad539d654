"""Random ZIPs (good, changed, hostile) and random exports: read, or refused by an error of ours, and nothing else."""

from __future__ import annotations

import io
import random
import struct
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.dialect import ENCODINGS, lines
from tests.studies import export
from tests.torture.conftest import LONG
from tests.torture.laws import DataLost

from labclients import ArchiveError, LabClientsError, Study
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
MEMBERS = st.lists(st.tuples(NAMES, st.binary(max_size=400), KINDS), max_size=6)
NUMBERS = (0, 1, 2, 0xFF, 0xFFFE, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)


def packed(members: Sequence[tuple[str, bytes, int]]) -> bytes:
    """A ZIP with these members, whatever they are called."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about names that come twice
        for name, content, kind in members:
            info = zipfile.ZipInfo("x")
            info.filename, info.external_attr, info.compress_type = name, kind << 16, zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return file.getvalue()


def changed(data: bytes, draw: random.Random) -> bytes:
    """A ZIP with a few changes: of bytes, of the numbers in its directory, of what stands where."""
    found = bytearray(data)
    for _ in range(draw.randrange(1, 5)):
        at, to = sorted(draw.randrange(len(found) + 1) for _ in range(2))
        match draw.randrange(6):
            case 0:
                del found[at : min(to, at + 50)]
            case 1:
                found[at:at] = found[at:to]
            case 2:
                del found[to:]
            case 3:
                found[at : at + 1] = draw.randbytes(1)
            case _:  # a field of a header
                marks = [mark for mark in (b"PK\1\2", b"PK\3\4", b"PK\5\6") if mark in found]
                if marks:
                    begin = found.index(draw.choice(marks)) + draw.randrange(4, 46)
                    size = draw.choice((2, 4))
                    number = draw.choice(NUMBERS) & ((1 << 8 * size) - 1)
                    found[begin : begin + size] = struct.pack("<H" if size == 2 else "<I", number)
    return bytes(found)


def below(directory: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() if path.is_file() else None
        for path in directory.rglob("*")
    }


def unpacked_or_refused(data: bytes) -> None:
    """Everything that is in it, inside of the target, or nothing at all."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        inner = top / "a" / "b"
        inner.mkdir(parents=True)
        (inner / "in.zip").write_bytes(data)
        before = below(top)
        try:
            paths = archives.unpack(inner / "in.zip", inner / "out")
        except LabClientsError:
            if below(top) != before:
                raise DataLost(f"left behind: {below(top).keys() - before.keys()}") from None
            return
        new = {key: value for key, value in below(top).items() if key not in before}
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
    """By everything that reads a ZIP."""
    with suppress(ArchiveError):
        archives.check(io.BytesIO(data))
    with suppress(ArchiveError):
        for name in archives.names(io.BytesIO(data)):
            with suppress(ArchiveError):
                archives.read(io.BytesIO(data), name)
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
        with suppress(LabClientsError):
            read()
    with tempfile.TemporaryDirectory() as name, suppress(LabClientsError):
        one.save(name)


def studied(files: Mapping[str, bytes]) -> None:
    """A study of these files."""
    with tempfile.TemporaryDirectory() as name:
        for path, content in files.items():
            (Path(name) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(name) / path).write_bytes(content)
        with suppress(LabClientsError):
            study = Study(name)
            with suppress(LabClientsError):
                study.sessions.rows()
            with suppress(LabClientsError):
                study.trials.rows()
            with suppress(LabClientsError):
                study.completeness.rows()
            for variable in study.variables:
                with suppress(LabClientsError):
                    study.timeseries(variable).rows()


@settings(often, max_examples=ZIPS)
@given(MEMBERS, st.none() | st.integers(0, 2**32))
def test_any_zip(tried: Tried, members: list[tuple[str, bytes, int]], seed: int | None) -> None:
    """Good ones, hostile ones, and what becomes of them when they are changed."""
    tried()
    data = packed(members)
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
def test_any_export(tried: Tried, files: dict[str, bytes]) -> None:
    """Tables of any content, one by one and as a study, out of ZIPs and out of folders."""
    tried()
    pytest.importorskip("polars")
    data = packed([(name, content, 0) for name, content in files.items()])
    exported(data)
    studied({"7.zip": data})
    studied(files)


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
