"""Workbooks of one sheet, as small as they can be: what a plate is exported to and read from."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from html import escape, unescape

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "xl/worksheets/sheet1.xml"


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


def _part(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'


_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + _part("xl/workbook.xml", "spreadsheetml.sheet.main")
    + _part(_SHEET, "spreadsheetml.worksheet")
    + "</Types>",
    "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Plate" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
}


def workbook(table: Sequence[Sequence[str]]) -> bytes:
    """A workbook whose one sheet holds these texts; the same bytes each time."""
    lines = (
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in table
    )
    sheet = f'<worksheet xmlns="{_SHEETS}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**_PARTS, _SHEET: sheet}.items():
            archive.writestr(zipfile.ZipInfo(name), _HEAD + text)
    return target.getvalue()


def first_sheet(content: bytes) -> list[list[str]] | None:
    """The texts of the first sheet of a workbook that ``workbook`` made; of others, those that stand in the cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheet = archive.read(_SHEET).decode()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        return None
    found = re.findall(r"<row\b[^>]*>(.*?)</row>", sheet, re.DOTALL)
    return [[unescape(cell) for cell in re.findall(r"<t\b[^>]*>(.*?)</t>", row, re.DOTALL)] for row in found]
