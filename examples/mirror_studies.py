"""Keep several studies on your own disk, each with its owner's token: a job for every night.

Needs:   a table like studies.csv, with a row for each study: its number, the *name* of the environment variable that
         holds its owner's token, and the directory it goes to (seen from the table). No token stands in the table.
Reads:   Labvanced, at LABVANCED_BASE_URL if that is set.
Writes:  the directories. Nothing on Labvanced.

What is new is fetched, what was cut short is taken up, nothing is deleted, and no study stops another. A line per study
goes to standard output; what went wrong goes to standard error, so that this line of cron sends mail only then:

    15 2 * * *  . $HOME/lab/tokens && python mirror_studies.py $HOME/lab/studies.csv >> $HOME/lab/mirror.log

Exit status: 0 if all is well, 1 if a study could not be had or a session failed that had not failed before.
"""

import argparse
import csv
import os
import sys
from pathlib import Path

from labclients import LabClientsError, Labvanced


def main() -> int:
    parser = argparse.ArgumentParser(description="Mirror several studies, each with its owner's token.")
    parser.add_argument("table", type=Path, help="a CSV file with the columns study, token and directory")
    table = parser.parse_args().table
    with table.open(newline="", encoding="utf-8-sig") as file:
        studies = list(csv.DictReader(file))
    well = [mirrored(one["study"], one["token"], table.parent / one["directory"]) for one in studies]
    return 0 if all(well) else 1


def mirrored(study: str, variable: str, directory: Path) -> bool:
    """Mirror one study; whether all is well with it."""
    if not os.environ.get(variable):
        return complain(study, f"its token is missing: set the environment variable {variable}")
    try:
        with Labvanced(token=os.environ[variable]) as labvanced:
            report = labvanced.mirror(int(study), directory)
    except LabClientsError as error:
        return complain(study, str(error))
    counts = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "failed": report.failed,
        "gone": report.gone,
    }
    print(f"study {study}: " + ", ".join(f"{len(ids)} {what}" for what, ids in counts.items() if ids))
    new = [number for number in report.failed if number not in report.known_failures]
    for number in new:
        complain(study, f"session {number}: {report.errors[number]}")
    return not new


def complain(study: str, what: str) -> bool:
    print(f"study {study}: {what}", file=sys.stderr)
    return False


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyError as error:
        sys.exit(f"The table of studies has no column {error}.")
    except (LabClientsError, OSError) as error:
        sys.exit(str(error))
