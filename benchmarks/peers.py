"""The environment of what we are compared with: made once, apart from ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WANTED = ("requests", "labguru-api-client")


def python(folder: Path) -> str:
    """Its Python."""
    home = folder / "peers"
    program = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (home / "whole").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        subprocess.run([program, "-m", "pip", "install", "--quiet", *WANTED], check=True)
        (home / "whole").touch()
    return str(program)


def versions(python: str) -> dict[str, str]:
    """What is installed of these; and curl, which is the system's own."""
    code = "import importlib.metadata as m, sys; print(*map(m.version, sys.argv[1:]))"
    said = _said(python, "-c", code, *WANTED).split()
    return {**dict(zip(WANTED, said, strict=True)), "curl": _said("curl", "--version").split()[1]}


def _said(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
