"""Labvanced's dialect of CSV, written by other means than those that read it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["ENCODINGS", "lines", "ragged", "zipped"]

ENCODINGS = {"utf-8": b"", "utf-8-sig": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
"""Encodings -> the mark that Python does not write of its own accord."""


def lines(rows: Iterable[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as Labvanced writes them: quoted only where it must be, the empty text as two quotes, lines end in LF."""
    text = "".join(delimiter.join(_quoted(field, delimiter) for field in row) + "\n" for row in rows)
    return ENCODINGS[encoding] + text.encode(encoding)


def ragged(header: Sequence[str], rows: Iterable[tuple[Sequence[str], Sequence[str]]], delimiter: str = ",") -> bytes:
    """Time series: what stands before the value, and the components of the value, bare as they are."""
    text = delimiter.join(header) + "\n"
    for fixed, values in rows:
        text += delimiter.join([*(_quoted(field, delimiter) for field in fixed), *values]) + "\n"
    return text.encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of files, the same each time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _quoted(text: str, delimiter: str) -> str:
    must = not text or set(text) & {delimiter, '"', "\n", "\r"}
    return '"{}"'.format(text.replace('"', '""')) if must else text
