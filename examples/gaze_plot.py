"""All gaze samples of a study as one Parquet file, and a picture of where people looked.

Needs:   labclients[data], matplotlib, and a mirror of the study (labclients labvanced mirror 61286 data/61286).
Reads:   the mirror. No network, no token.
Writes:  gaze.parquet (every sample of every session) and gaze.png, into the directory of --out.

The picture shows the frame of the task, by default 800 by 450 units, which is what x and y are counted in, from the
upper left corner: one trial as a path on the left, all samples of the study on the right.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import polars as pl
from matplotlib import pyplot as plt
from matplotlib.patches import Rectangle

from labclients import LabClientsError, Study


def main() -> None:
    parser = argparse.ArgumentParser(description="Gaze to Parquet, and a picture of it.")
    parser.add_argument("study", type=Path, help="the directory of the mirror")
    parser.add_argument("--out", type=Path, default=Path(), help="directory for the results; this one")
    parser.add_argument("--variable", default="gaze_data", help="the time series; gaze_data")
    parser.add_argument("--frame", type=int, nargs=2, default=(800, 450), metavar=("WIDTH", "HEIGHT"))
    args = parser.parse_args()
    table = Study(args.study).timeseries(args.variable, columns=("x", "y", "t", "c"))
    args.out.mkdir(parents=True, exist_ok=True)
    table.to_polars().write_parquet(args.out / "gaze.parquet")
    samples = table.to_polars().drop_nulls(["x", "y"])  # a row without x and y marks a reset
    if samples.is_empty():
        sys.exit(f"{args.variable} has no samples to draw; gaze.parquet is written.")
    draw(samples, args.frame, args.out / "gaze.png")
    print(f"{len(table)} rows in gaze.parquet, {len(samples)} samples in gaze.png, in {args.out.resolve()}")


def draw(samples: pl.DataFrame, frame: tuple[int, int], target: Path) -> None:
    """One trial as a path, and all samples as a density, over the frame."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(13, 4), sharey=True, layout="compressed")
    trial = ["Rec_Session_Id", "Block_Nr", "Task_Nr", "Trial_Nr"]
    longest = samples.group_by(trial, maintain_order=True).len().sort("len", descending=True, maintain_order=True)
    one = samples.join(longest.head(1), on=trial).sort("t")
    seconds = (one["t"] - one["t"][0]) / 1000
    left.plot(one["x"], one["y"], color="0.6", linewidth=1, zorder=1)
    dots = left.scatter(one["x"], one["y"], c=seconds, cmap="viridis", s=45, zorder=2)
    figure.colorbar(dots, ax=left, label="time since the first sample (s)")
    session, _, _, number, _ = longest.row(0)
    left.set_title(f"One trial: session {session}, {one['Task_Name'][0]}, trial {number}")
    # Cells of 25 units on the frame; gaze beyond it stays out of the picture, and is counted in the title.
    width, height = frame
    inside = samples.filter(pl.col("x").is_between(0, width), pl.col("y").is_between(0, height))
    bins, limits = (width // 25, height // 25), ((0, width), (0, height))
    _, _, _, cells = right.hist2d(inside["x"], inside["y"], bins=bins, range=limits, cmin=1, cmap="magma_r")
    figure.colorbar(cells, ax=right, label="samples per 25 x 25 units")
    people = samples["Rec_Session_Id"].n_unique()
    right.set_title(f"All {people} sessions: {len(samples):,} samples, {len(samples) - len(inside):,} beyond the frame")
    for axes in (left, right):
        on_frame(axes, frame)
    left.set_ylabel("y (frame units)")
    figure.savefig(target, dpi=150)


def on_frame(axes: Any, frame: tuple[int, int]) -> None:
    """The frame and a little around it; y counts downwards, as on the screen."""
    width, height = frame
    axes.add_patch(Rectangle((0, 0), width, height, fill=False, color="0.3"))
    axes.set(xlim=(-0.04 * width, 1.04 * width), ylim=(1.04 * height, -0.04 * height), aspect="equal")
    axes.set_xlabel("x (frame units)")


if __name__ == "__main__":
    try:
        main()
    except (LabClientsError, OSError) as error:
        sys.exit(str(error))
