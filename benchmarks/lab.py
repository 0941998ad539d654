"""Where the benches run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

TOKEN = "token-of-the-bench"


class Lab(NamedTuple):
    """A folder of data, the server of it, and whether all is small."""

    folder: Path
    url: str
    quick: bool

    def size(self, full: int, quick: int) -> int:
        """One of the two."""
        return quick if self.quick else full

    def site(self, name: str) -> str:
        """What a site, and its folder or files, are called."""
        return f"{name}_quick" if self.quick else name

    def served(self, site: str, make: Callable[[Path, str], None]) -> Callable[[str], str]:
        """A site, made when it is first needed; its base URL by the manner in which it answers (see `server`)."""
        site = self.site(site)
        if not (self.folder / f"{site}.json").exists():  # it is written last
            make(self.folder, site)
        return lambda manner: f"{self.url}/{manner}/{site}"
