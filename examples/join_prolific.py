"""Put Prolific's submissions beside the sessions of a study, and find who is missing on which side.

Needs:   labclients[all], a mirror of the study (labclients labvanced mirror 61286 data/61286), and the CSV file from
         Prolific's page of submissions ("Download demographic data").
Reads:   both. No network, no token.
Writes:  joined.csv (a row per session, Prolific's columns behind those of the session) and missing.csv (who has only
         the one or only the other), into the directory of --out. The terminal shows numbers only, no ids.

They are matched on Crowdsourcing_SubjId, which the study must have taken from Prolific's link.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd

from labclients import LabClientsError, Study

OURS = "Crowdsourcing_SubjId"


def main() -> None:
    parser = argparse.ArgumentParser(description="Join a study with Prolific's submissions.")
    parser.add_argument("study", type=Path, help="the directory of the mirror")
    parser.add_argument("prolific", type=Path, help="Prolific's CSV file")
    parser.add_argument("--id", default="Participant id", help="Prolific's column of ids; 'Participant id'")
    parser.add_argument("--out", type=Path, default=Path(), help="directory for the results; this one")
    args = parser.parse_args()
    sessions = Study(args.study).sessions.to_pandas()
    # Texts stay what they are: "002" no number, "NA" no gap.
    submissions = pd.read_csv(args.prolific, dtype=str, keep_default_na=False)
    if OURS not in sessions or args.id not in submissions:
        sys.exit(f"The study needs the column {OURS}, and Prolific's file the column {args.id!r} (see --id).")
    twice = submissions[submissions[args.id].duplicated(keep=False)]
    if len(twice):
        sys.exit(f"{args.prolific} has {twice[args.id].nunique()} ids more than once: leave one row of each.")
    submissions = submissions.add_prefix("Prolific ")
    theirs = f"Prolific {args.id}"
    both = sessions.merge(submissions, how="outer", left_on=OURS, right_on=theirs, indicator="found")
    joined = both[both["found"] == "both"].sort_values("Rec_Session_Id")
    missing = both.loc[both["found"] != "both", ["found", "Rec_Session_Id", OURS, *submissions.columns]].copy()
    missing["found"] = missing["found"].map({"left_only": "only in Labvanced", "right_only": "only in Prolific"})
    args.out.mkdir(parents=True, exist_ok=True)
    joined.drop(columns="found").to_csv(args.out / "joined.csv", index=False)
    missing.to_csv(args.out / "missing.csv", index=False)
    print(f"{len(joined)} sessions of {joined[OURS].nunique()} participants are on both sides")
    for where, rows in missing.groupby("found"):
        print(f"{len(rows)} {where}: see missing.csv")
    if nameless := int(sessions[OURS].isna().sum()):
        print(f"{nameless} of the sessions have no {OURS}")


if __name__ == "__main__":
    try:
        main()
    except (LabClientsError, OSError, ValueError) as error:
        sys.exit(str(error))
