"""A custom collection of Labguru as a table that you edit, and back: only the cells you changed are written.

Needs:   labclients[all].
         read:   collection_table.py read "Our Primers" primers.csv "Sequence (5'-3')" "Tm (°C)"
         write:  collection_table.py write "Our Primers" primers.csv          shows what would be written, and where
                 collection_table.py write "Our Primers" primers.csv --yes    writes it
Reads:   Labguru, at LABGURU_BASE_URL if that is set; LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD.
Writes:  read: the file. write: the collection, and only with --yes; it says first in which Labguru.

Leave the columns id and updated_at alone: a row that somebody has changed in Labguru since you read it is not written,
but named. (Labguru notes times to the minute.)
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from labclients import LabClientsError, Labguru

FIELDS = ("name", "description")  # Labguru's own; all other columns are the collection's


def main() -> int:
    parser = argparse.ArgumentParser(description="A custom collection as a table, and back.")
    parser.add_argument("what", choices=("read", "write"))
    parser.add_argument("collection", help="its name, exactly as Labguru shows it")
    parser.add_argument("file", type=Path, help="a CSV file")
    parser.add_argument("columns", nargs="*", help="read: its columns, beside id, updated_at and name")
    parser.add_argument("--yes", action="store_true", help="write: do it")
    args = parser.parse_args()
    with Labguru(read_only=not args.yes) as labguru:
        now = texts(labguru.collection(args.collection).list().to_pandas())
        if args.what == "read":
            now[["id", "updated_at", "name", *args.columns]].to_csv(args.file, index=False, encoding="utf-8-sig")
            print(f"{len(now)} rows of {args.collection!r} from {labguru} are in {args.file}")
            return 0
        edited = pd.read_csv(args.file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        return write(labguru, args.collection, now, edited, args.yes)


def texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Every cell as text, nothing as the empty text: what a CSV file can hold."""
    return frame.astype(object).where(frame.notna(), "").astype(str)


def write(labguru: Labguru, collection: str, now: pd.DataFrame, edited: pd.DataFrame, yes: bool) -> int:
    """Write the rows of which a cell differs; how many could not be."""
    print(f"{'Writing' if yes else 'Would write'} to {collection!r} in {labguru}:")
    here, left_out = now.set_index("id"), 0
    for row in edited.to_dict("records"):
        number = row.pop("id")
        if number not in here.index:
            print(f"  item {number}: not in the collection; left out")
            left_out += 1
            continue
        there, read_at = here.loc[number], row.pop("updated_at")
        changed: dict[str, Any] = {column: text for column, text in row.items() if text != there[column]}
        if changed and there["updated_at"] != read_at:
            print(f"  item {number}: changed in Labguru after you read it; left out")
            left_out += 1
        elif changed:
            print(f"  item {number}: " + "; ".join(f"{name}: {there[name]!r} -> {changed[name]!r}" for name in changed))
            own = {name: changed.pop(name) for name in list(changed) if name not in FIELDS}
            if yes:
                labguru.collection(collection).update(int(number), **changed, extra=own)
    print("Done." if yes else "Nothing was written: add --yes.")
    return 1 if left_out else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyError as error:
        sys.exit(f"There is no column {error}.")
    except (LabClientsError, OSError) as error:
        sys.exit(str(error))
