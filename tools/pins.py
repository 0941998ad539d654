"""Which constraints a Python installs with: `python -m tools.pins` prints the path of their file.

constraints/ has a file for each Python that pyproject.toml names; `nox -s pin` writes them. .ci/run and the workflows
ask here before anything is installed, so this needs the standard library only.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.paths import ROOT

FOLDER = ROOT / "constraints"
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"


def pins(python: str = RUNNING, folder: Path = FOLDER) -> Path:
    """The constraints of a Python such as "3.12", or of the newest that has any."""
    file = folder / f"{python}.txt"
    if file.exists():
        return file
    newest = max(folder.glob("3.*.txt"), key=lambda other: int(other.stem.partition(".")[2]))
    print(f"There are no pins for Python {python}: those of {newest.stem} are used.", file=sys.stderr)
    return newest


if __name__ == "__main__":
    print(pins(), end="")  # no line end: a shell on Windows would keep half of it
