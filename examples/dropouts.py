"""How far did they get? A row for each session of a study, and a picture of where people stopped.

Needs:   labclients[all], matplotlib, and a mirror of the study (labclients labvanced mirror 61286 data/61286).
Reads:   the mirror. No network, no token.
Writes:  completeness.csv and completeness.png, into the directory of --out.

`completed` is what Labvanced noted; it is missing when the last page never ran, though all trials may be there. So
look at the last task and the number of trials before you leave a session out.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.ticker import MaxNLocator

from labclients import LabClientsError, Study


def main() -> None:
    parser = argparse.ArgumentParser(description="How far each session of a study went.")
    parser.add_argument("study", type=Path, help="the directory of the mirror")
    parser.add_argument("--out", type=Path, default=Path(), help="directory for the results; this one")
    args = parser.parse_args()
    sessions = Study(args.study).completeness.to_pandas()
    args.out.mkdir(parents=True, exist_ok=True)
    sessions.to_csv(args.out / "completeness.csv", index=False)
    draw(sessions, args.out / "completeness.png")
    damaged, again = sessions["problems"].notna().sum(), (sessions["nth_of_crowdsourcing_id"] > 1).sum()
    print(f"{len(sessions)} sessions, {sessions['completed'].fillna(False).sum()} of them completed")
    print(f"{damaged} with problems, {again} of somebody who had taken part before. In {args.out.resolve()}")


def draw(sessions: pd.DataFrame, target: Path) -> None:
    """Sessions by their last task, the most frequent on top."""
    last = sessions["last_task_name"].fillna("(no trial)")
    completed = sessions["completed"].fillna(False).map({True: "completed", False: "not completed"})
    counts = pd.crosstab(last, completed).reindex(columns=["completed", "not completed"], fill_value=0)
    counts = counts.loc[counts.sum(axis=1).sort_values().index]
    figure, axes = plt.subplots(figsize=(8, 1.6 + 0.6 * len(counts)), layout="constrained")
    before = pd.Series(0, index=counts.index)
    for name, colour in (("completed", "tab:blue"), ("not completed", "tab:orange")):
        bars = axes.barh(counts.index, counts[name], left=before, color=colour, label=name)
        axes.bar_label(bars, [count or "" for count in counts[name]], label_type="center", color="white")
        before += counts[name]
    axes.set(xlabel="number of sessions", ylabel="task of the last trial", title="Where the sessions ended")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    figure.legend(loc="outside lower center", ncols=2, frameon=False)
    figure.savefig(target, dpi=150)


if __name__ == "__main__":
    try:
        main()
    except (LabClientsError, OSError) as error:
        sys.exit(str(error))
