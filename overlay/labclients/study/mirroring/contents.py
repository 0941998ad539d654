"""What the ZIP of a session holds, in numbers: read from end to end once, and never as a whole."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from labclients.files import archives
from labclients.labvanced.dialect import MARKS, delimiter_of, fields_up_to

__all__ = ["Contents", "look", "records"]

_HEAD = 50  # lines in which the header ends, whatever line breaks its names hold
_LONG = 1 << 20  # characters of one record from which it is read as it comes, and not kept


class Contents(NamedTuple):
    """Rows of each CSV file, by its name in the ZIP, and one digest of all files.

    The digest is of names, sizes and checksums: a ZIP that is made afresh from the same files has other bytes, and
    the same digest. A file that is no CSV has None rows.
    """

    rows: dict[str, int | None]
    members: str


def look(path: Path) -> Contents:
    """Read a ZIP from end to end.

    Raises:
        ArchiveError: it is none, or damaged (see `archives.check`).
    """
    rows: dict[str, int | None] = {}
    members: list[str] = []
    for member, chunks in archives.contents(path):
        name = member.orig_filename
        if name.casefold().endswith(".csv"):
            rows[name] = records(chunks, member.file_size)
        members.append(f"{name}\0{member.file_size}\0{member.CRC:08x}\0")
    return Contents(rows, hashlib.sha256("".join(sorted(members)).encode(errors="surrogatepass")).hexdigest())


def records(chunks: Iterable[bytes], size: int) -> int | None:
    """How many rows a CSV file has below its header, counted as `parse_csv` reads them; None where it is no CSV.

    Args:
        chunks: The file, piece by piece.
        size: Bytes of the file; no field is longer.
    """
    blocks = _blocks(chunks)
    head = ""
    while head.count("\n") < _HEAD and (block := next(blocks, "")):
        head += block
    try:
        return max(0, _count(chain((head,), blocks), delimiter_of(head), size) - 1)
    except csv.Error:
        return None


def _count(blocks: Iterator[str], delimiter: str, size: int) -> int:
    found, begun = 0, ""
    for block in blocks:
        begun += block
        quick = _quick(begun, delimiter)
        if quick is None and (begun.count('"') % 2 == 0 or len(begun) > _LONG):
            break
        if quick is not None:
            found, begun = found + quick, ""
    return found + _slow(_lines(chain((begun,), blocks)), delimiter, size)


def _quick(text: str, delimiter: str) -> int | None:
    """The records of a text, if each quote stands where it may: then each line outside of quotes is one.

    None where that is not certain, or a record is not over.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    pieces = text.split('"')
    outside = pieces[::2]
    borders = {piece[:1] for piece in outside[1:]} | {piece[-1:] for piece in outside[:-1]}
    plain = "\0".join(outside)  # a NUL stands for what was in quotes
    if len(pieces) % 2 == 0 or "\r" in plain or "\0" in text or not borders <= {"", "\n", delimiter}:
        return None
    lines = plain.split("\n")
    return len(lines) - lines.count("")


def _slow(lines: Iterator[str], delimiter: str, size: int) -> int:
    found = 0
    for line in lines:
        plain = line.rstrip("\r")
        if '"' in plain or "\r" in plain:
            with fields_up_to(size):
                next(csv.reader(chain((line,), lines), delimiter=delimiter, strict=True))  # takes all lines of its row
        found += plain != ""
    return found


def _lines(blocks: Iterable[str]) -> Iterator[str]:
    """The lines of a text, without their ends."""
    for block in blocks:
        yield from block.removesuffix("\n").split("\n")


def _blocks(chunks: Iterable[bytes]) -> Iterator[str]:
    """A text in pieces that end where a line does."""
    pieces = iter(chunks)
    first = next(pieces, b"")
    mark, encoding = next(known for known in MARKS if first.startswith(known[0]))
    decode = codecs.getincrementaldecoder(encoding)("replace").decode
    begun: list[str] = []  # a line that is longer than a piece
    for piece in chain((first[len(mark) :],), pieces):
        whole, end, rest = decode(piece).rpartition("\n")
        if end:
            yield "".join((*begun, whole, end))
            begun = []
        begun.append(rest)
    yield "".join(begun) + decode(b"", True)
