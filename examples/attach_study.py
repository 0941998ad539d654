"""Attach the tables of a Labvanced study to an experiment in Labguru: both services in one script.

Needs:   labclients[data].
         attach_study.py 61286 966 data/61286          mirrors the study, shows what would be attached, and where
         attach_study.py 61286 966 data/61286 --yes    attaches it
Reads:   Labvanced (LABVANCED_TOKEN) and Labguru (LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD), at
         LABVANCED_BASE_URL and LABGURU_BASE_URL if those are set.
Writes:  the mirror; and, only with --yes, three files to the experiment: sessions, trials and completeness. It says
         first in which Labguru.

Columns that name a person elsewhere (see PRIVATE) are left out; what participants wrote into free text is not. A table
that is attached already, just as it is, is not attached again; when it has grown, the new one stands beside the old.
`Study.forget` does not reach what is attached: whom you erase from the mirror, erase in Labguru, too.
"""

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

from labclients import LabClientsError, Labguru, Labvanced, Study

PRIVATE = {"crowdsourcing_subjid", "crowdsourcing_code", "session_token"}


def main() -> None:
    parser = argparse.ArgumentParser(description="Attach a study's tables to an experiment.")
    parser.add_argument("study", type=int, help="Labvanced's number of the study")
    parser.add_argument("experiment", type=int, help="Labguru's number of the experiment")
    parser.add_argument("directory", type=Path, help="the mirror; made if missing")
    parser.add_argument("--yes", action="store_true", help="attach")
    args = parser.parse_args()
    with Labvanced() as labvanced, Labguru(read_only=not args.yes) as labguru, tempfile.TemporaryDirectory() as folder:
        experiment = labguru.experiments.get(args.experiment)  # first, as a wrong number ends it here
        print(f"{labvanced}: {labvanced.mirror(args.study, args.directory)}")
        print(f"{'Attaching' if args.yes else 'Would attach'} to {experiment.title!r} ({experiment.id}) in {labguru}:")
        there = {
            (file.title, file.description)
            for file in labguru.attachments.list(attachable_id=experiment.id)
            if file.attachable_type == "Projects::Experiment"
        }
        for file in tables(args.study, Study(args.directory), Path(folder)):
            digest = f"sha256 {hashlib.sha256(file.read_bytes()).hexdigest()}"
            if (file.name, digest) in there:
                print(f"  {file.name} is there")
                continue
            print(f"  {file.name}, {file.stat().st_size:,} bytes")
            if args.yes:
                labguru.attachments.upload(file, to=experiment, description=digest)
    print("Done." if args.yes else "Nothing was attached: add --yes.")


def tables(number: int, study: Study, folder: Path) -> list[Path]:
    """The tables of a study as CSV files."""
    files = []
    for table in (study.sessions, study.trials, study.completeness):
        public = [column for column in table.columns if column.casefold() not in PRIVATE]
        files.append(folder / f"study {number} {table.name}.csv")
        table.to_polars().select(public).write_csv(files[-1])
    return files


if __name__ == "__main__":
    try:
        main()
    except (LabClientsError, OSError) as error:
        sys.exit(str(error))
