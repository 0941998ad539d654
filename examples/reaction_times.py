"""Reaction times by condition: a table with a row per session and condition, and a picture.

Needs:   labclients[all], matplotlib, and a mirror of the study (labclients labvanced mirror 61286 data/61286).
Reads:   the mirror. No network, no token.
Writes:  reaction_times.csv (number of trials, median, mean and standard deviation in ms) and reaction_times.png, into
         the directory of --out.

A reaction time is the difference of two variables that hold times (Unix ms), such as trial_start and trial_end. Nothing
is filtered by speed or accuracy; trials without condition or times are counted and left out.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd
from matplotlib import pyplot as plt

from labclients import LabClientsError, Study


def main() -> None:
    parser = argparse.ArgumentParser(description="Reaction times by condition.")
    parser.add_argument("study", type=Path, help="the directory of the mirror")
    parser.add_argument("--condition", required=True, help="the variable that names the condition, such as Frequency")
    parser.add_argument("--start", default="trial_start", help="the variable with the time of the stimulus")
    parser.add_argument("--end", default="trial_end", help="the variable with the time of the response")
    parser.add_argument("--task", help="trials of this task only")
    parser.add_argument("--out", type=Path, default=Path(), help="directory for the results; this one")
    args = parser.parse_args()
    trials = Study(args.study).trials.to_pandas()
    if missing := [name for name in (args.condition, args.start, args.end) if name not in trials]:
        sys.exit(f"The study has no variable {', '.join(missing)}; it has: {', '.join(trials.columns)}.")
    if args.task:
        trials = trials[trials["Task_Name"] == args.task]
    trials["rt_ms"] = (trials[args.end] - trials[args.start]).astype("Float64")
    known = trials.dropna(subset=[args.condition, "rt_ms"])
    if known.empty:
        sys.exit("No trial has a condition and both times.")
    by = known.groupby(["Rec_Session_Id", args.condition])["rt_ms"]
    table = by.agg(trials="size", median_ms="median", mean_ms="mean", sd_ms="std").reset_index()
    args.out.mkdir(parents=True, exist_ok=True)
    table.round(1).to_csv(args.out / "reaction_times.csv", index=False)
    draw(table, args.condition, args.task, args.out / "reaction_times.png")
    print(table.groupby(args.condition)["median_ms"].describe().round(0).to_string())
    left_out = len(trials) - len(known)
    print(f"{len(known)} trials; {left_out} without condition or times left out. In {args.out.resolve()}")


def draw(table: pd.DataFrame, condition: str, task: str | None, target: Path) -> None:
    """Each session's median in each condition, joined by a line; boxes over the sessions."""
    wide = table.pivot(index="Rec_Session_Id", columns=condition, values="median_ms")
    figure, axes = plt.subplots(figsize=(2.5 + 1.8 * len(wide.columns), 5), layout="constrained")
    places = range(1, len(wide.columns) + 1)
    for number, (_, medians) in enumerate(wide.iterrows()):
        label = "one session" if number == 0 else None
        axes.plot(places, medians.astype(float), "o-", color="tab:blue", alpha=0.3, markersize=5, label=label)
    values = [wide[name].dropna().astype(float) for name in wide.columns]
    boxes = axes.boxplot(values, positions=places, widths=0.45, whis=(0, 100), medianprops={"color": "black"})
    boxes["boxes"][0].set_label("box: middle half of the sessions; line: their median; whiskers: all")
    axes.set_xticks(places, [f"{name}\n({len(one)} sessions)" for name, one in zip(wide.columns, values, strict=True)])
    axes.set(xlabel=condition, ylabel="median reaction time (ms)", ylim=(0, None))
    axes.set_title(f"Reaction times by {condition}" + (f", task {task}" if task else ""))
    figure.legend(loc="outside lower center", frameon=False)
    figure.savefig(target, dpi=150)


if __name__ == "__main__":
    try:
        main()
    except (LabClientsError, OSError) as error:
        sys.exit(str(error))
