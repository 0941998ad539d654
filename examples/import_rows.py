"""Import the rows of a spreadsheet into a custom collection of Labguru, each row once, however often it is run.

Needs:   labclients, and openpyxl for .xlsx files. The sheet's first row names the columns as the collection has them;
         one of them is `name`.
         import_rows.py "Our Primers" new_primers.csv          shows what would be written, and where
         import_rows.py "Our Primers" new_primers.csv --yes    writes it
Reads:   Labguru, at LABGURU_BASE_URL if that is set; LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD.
Writes:  one item for each row, and only with --yes; it says first in which Labguru.

If it fails half-way (the line went down, the laptop slept), run it again: it asks Labguru what is there already, by the
column `name` or that of --key, and goes on from there. A row is never sent twice, also where no answer came.
"""

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from labclients import LabClientsError, Labguru

FIELDS = ("name", "description")  # Labguru's own; all other columns are the collection's


def main() -> None:
    parser = argparse.ArgumentParser(description="Import a spreadsheet into a custom collection.")
    parser.add_argument("collection", help="its name, exactly as Labguru shows it")
    parser.add_argument("file", type=Path, help="a CSV or an .xlsx file")
    parser.add_argument("--key", default="name", help="the column that tells rows apart; name")
    parser.add_argument("--yes", action="store_true", help="do it")
    args = parser.parse_args()
    rows = read(args.file)
    keys = Counter(row.get(args.key) for row in rows)
    if wrong := [key for key, count in keys.items() if not key or count > 1]:
        sys.exit(f"{args.file}: the column {args.key!r} is empty or the same in several rows: {wrong}")
    if not all(row.get("name") for row in rows):
        sys.exit(f"{args.file}: every row needs a name.")
    with Labguru(read_only=not args.yes) as labguru:
        items = labguru.collection(args.collection).list().all()
        # Labguru drops what it has no column for, without a word.
        known = {column for item in items for column in item}
        if items and (strange := {column for row in rows for column in row} - known):
            sys.exit(f"{args.collection!r} has no column {', '.join(sorted(strange))}: look at the sheet's first row.")
        there = {str(item[args.key]) for item in items if args.key in item}
        new = [row for row in rows if row[args.key] not in there]
        print(f"{len(rows) - len(new)} of {len(rows)} rows are in {args.collection!r} in {labguru} already.")
        print(f"{'Writing' if args.yes else 'Would write'} {len(new)} items.")
        for row in new if args.yes else ():
            fields: dict[str, Any] = {name: row.pop(name) for name in FIELDS if name in row}
            item = labguru.collection(args.collection).create(**fields, extra=row)
            print(f"  {item.id}  {item.name}")
    print("Done." if args.yes else "Nothing was written: add --yes.")


def read(file: Path) -> list[dict[str, str]]:
    """The rows as texts, by column; empty cells and empty rows are left out."""
    if file.suffix.lower() == ".xlsx":
        lines = workbook(file)
    else:
        with file.open(newline="", encoding="utf-8-sig") as opened:
            lines = list(csv.reader(opened))
    header = lines[0] if lines else []
    rows = [{name: text for name, text in zip(header, line, strict=False) if text} for line in lines[1:]]
    return [row for row in rows if row]


def workbook(file: Path) -> list[list[str]]:
    """The first sheet of a workbook, as texts."""
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError:
        sys.exit("Reading .xlsx needs openpyxl: pip install openpyxl, or save the sheet as CSV.")
    sheet: Any = load_workbook(file, read_only=True, data_only=True).worksheets[0]
    return [["" if cell is None else str(cell) for cell in line] for line in sheet.iter_rows(values_only=True)]


if __name__ == "__main__":
    try:
        main()
    except (LabClientsError, OSError) as error:
        sys.exit(str(error))
