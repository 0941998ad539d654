"""ZIPs that Python writes, whatever their members are called; and such as no program would write, byte by byte.

And what becomes of them when they are changed, or unpacked.
"""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

__all__ = ["BEHIND", "UTF_8", "Member", "Packed", "changed", "everything", "packed", "written"]

Packed: TypeAlias = Sequence[tuple[str, bytes, int, int, bool]]
"""Name, content, kind of file, method, and whether in Zip64."""


def packed(members: Packed, before: bytes = b"", comment: bytes = b"") -> bytes:
    """A ZIP with these members; names come out as they are given, also hostile ones and repeated ones."""
    file = io.BytesIO()
    file.write(before)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about names that come twice
        archive.comment = comment
        for name, content, kind, method, wide in members:
            info = zipfile.ZipInfo("x")
            info.filename, info.external_attr, info.compress_type = name, kind << 16, method
            with archive.open(info, "w", force_zip64=wide) as member:
                member.write(content)
    return file.getvalue()


def everything(directory: Path) -> dict[str, bytes | None]:
    """All that is below a directory: paths, and contents of files."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(directory.rglob("*"))
    }


# Byte by byte

BEHIND, UTF_8 = 0x8, 0x800  # flags: the sizes stand behind the content; the name is in UTF-8, not in cp437
NARROW = 0xFFFFFFFF  # where a number stands in an extra field, as Zip64 has it
NUMBERS = (0, 1, 2, 0xFF, 0xFFFE, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)


class Member(NamedTuple):
    """A member, and what is odd about it."""

    name: bytes
    content: bytes
    method: int = 8
    flags: int = 0
    #: How its sizes are written behind it: with a signature, with 8 bytes each. None: they are not.
    behind: tuple[bool, bool] | None = None
    #: Its sizes in the header before it, if they are there, stand in an extra field.
    wide: bool = False
    #: What stands before it.
    gap: bytes = b""
    comment: bytes = b""
    #: How often it is in the directory.
    told: int = 1
    #: What the directory says, instead: checksum, packed, size, place.
    lies: tuple[int | None, int | None, int | None, int | None] = (None, None, None, None)

    @property
    def packed(self) -> bytes:
        """Its content as it stands there."""
        deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return deflater.compress(self.content) + deflater.flush() if self.method == 8 else self.content

    @property
    def bits(self) -> int:
        return self.flags | (BEHIND if self.behind else 0)

    @property
    def before(self) -> bytes:
        """Its own header."""
        sizes = (0, 0, 0) if self.behind else (zlib.crc32(self.content), len(self.packed), len(self.content))
        extra = struct.pack("<HHQQ", 1, 16, sizes[2], sizes[1]) if self.wide else b""
        sizes = (sizes[0], NARROW, NARROW) if self.wide else sizes
        numbers = (20, self.bits, self.method, 0, 33, *sizes, len(self.name), len(extra))
        return struct.pack("<4sHHHHHIIIHH", b"PK\3\4", *numbers) + self.name + extra

    @property
    def description(self) -> bytes:
        """What stands behind it."""
        if self.behind is None:
            return b""
        signed, wide = self.behind
        sizes = struct.pack("<QQ" if wide else "<II", len(self.packed), len(self.content))
        return (b"PK\7\x08" if signed else b"") + struct.pack("<I", zlib.crc32(self.content)) + sizes

    def entry(self, place: int) -> bytes:
        """What the directory says of it."""
        true = (zlib.crc32(self.content), len(self.packed), len(self.content), place)
        checksum, packed, size, at = (one if lie is None else lie for one, lie in zip(true, self.lies, strict=True))
        numbers = (20, 20, self.bits, self.method, 0, 33, checksum, packed, size)
        lengths = (len(self.name), 0, len(self.comment), 0, 0, 0, at & 0xFFFFFFFF)
        return struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", *numbers, *lengths) + self.name + self.comment


def written(
    members: Sequence[Member],
    *,
    prefix: bytes = b"",
    gap: bytes = b"",
    comment: bytes = b"",
    wide: bool = False,
    backwards: bool = False,
) -> bytes:
    """A ZIP of members, with something before all of them, before its directory, and behind."""
    data, entries = prefix, list[bytes]()
    for member in members:
        data += member.gap
        entries += [member.entry(len(data))] * member.told
        data += member.before + member.packed + member.description
    data += gap
    directory = b"".join(reversed(entries) if backwards else entries)
    return data + directory + _end(len(entries), len(directory), len(data), wide and bool(entries)) + _comment(comment)


def _end(number: int, size: int, place: int, wide: bool) -> bytes:
    end = struct.pack("<4sHHHHII", b"PK\5\6", 0, 0, number, number, size, place)
    if not wide:
        return end
    large = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, number, number, size, place)
    return large + struct.pack("<4sIQI", b"PK\6\7", 0, place + size, 1) + end


def _comment(text: bytes) -> bytes:
    return struct.pack("<H", len(text)) + text


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
