"""Every experiment of a Labguru project as a folder of files: for an archive, or for people without an account.

Needs:   labclients.
         export_project.py 4 archive/
Reads:   Labguru, at LABGURU_BASE_URL if that is set; LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD.
Writes:  the directory. Nothing in Labguru.

    archive/966 Transfection MAP2 siRNA/experiment.json            all that Labguru told, as it told it
    archive/966 Transfection MAP2 siRNA/2 Procedure/3 Steps.csv    a section, with a file for each of its elements
    archive/966 Transfection MAP2 siRNA/files/1/ct values.csv      an attachment, under its id

Texts become .html, samples, steps and spreadsheets .csv, all others (and what cannot be read) .json. Run again, it
writes all anew but the attachments that are there, and removes nothing. An experiment that Labguru cannot give is
named, stops no other one, and makes the exit status 1.
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from labclients import F, LabClientsError, Labguru

COLUMNS = {
    "samples": ["name", "collection_name", "remarks"],
    "steps": ["title", "completed", "completed_by", "completed_at"],
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Every experiment of a project as a folder of files.")
    parser.add_argument("project", type=int, help="the number of the project")
    parser.add_argument("directory", type=Path, help="where to; made if missing")
    args = parser.parse_args()
    lost = done = 0
    with Labguru(read_only=True) as labguru:
        for one in labguru.experiments.contents(labguru.experiments.list(where=F.project_id == args.project)):
            try:
                export(labguru, one, args.directory)
                done += 1
            except LabClientsError as error:
                print(f"experiment {one.id}: {error}", file=sys.stderr)
                lost += 1
    print(f"{done} experiments of project {args.project} are in {args.directory}; {lost} could not be had")
    return 1 if lost else 0


def export(labguru: Labguru, one: Any, directory: Path) -> None:
    """One experiment."""
    if one.error:
        raise one.error
    folder = next(directory.glob(f"{one.id} *"), directory / f"{one.id} {plain(one.experiment.title)}")
    folder.mkdir(parents=True, exist_ok=True)
    whole = one.experiment.to_dict() | {"sections": [section.to_dict() for section in one.sections]}
    as_json(folder / "experiment.json", whole)
    for section in one.sections:
        inside = folder / f"{section.id} {plain(section.name)}"
        inside.mkdir(exist_ok=True)
        for element in section.elements:
            write(element, inside, readable=element.id not in one.unreadable)
    for file in labguru.attachments.list(attachable_id=one.id):
        place = folder / "files" / str(file.id)
        if file.attachable_type == "Projects::Experiment" and not list(place.glob("*")):
            labguru.attachments.download(file.id, place)


def write(element: Any, inside: Path, readable: bool) -> None:
    """One element, as what it is; a text that is empty is no file."""
    name, kind = f"{element.id} {plain(element.name or element.element_type)}", element.element_type
    if kind == "text" and readable:
        if element.value:
            (inside / f"{name}.html").write_text(element.value, encoding="utf-8")
    elif kind in COLUMNS and readable:
        rows = [[row.to_dict().get(column) for column in COLUMNS[kind]] for row in element.value]
        table(inside / f"{name}.csv", [COLUMNS[kind], *rows])
    elif kind == "excel" and readable:
        for title, sheet in element.value.sheets.items():
            table(inside / f"{name} {plain(title)}.csv", sheet.table)
    else:
        as_json(inside / f"{name}.json", element.to_dict())


def as_json(file: Path, what: Any) -> None:
    file.write_text(json.dumps(what, indent=1, ensure_ascii=False), encoding="utf-8")


def table(file: Path, rows: Iterable[Iterable[Any]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows(rows)


def plain(title: str | None) -> str:
    """A title as the name of a file on every system."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]+', "-", title or "untitled")[:80].strip(" .")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (LabClientsError, OSError) as error:
        sys.exit(str(error))
