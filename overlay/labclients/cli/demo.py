"""``labclients demo``: the main job of both clients, against a sandbox, over real HTTP.

Each step is a function of a few lines that uses the public API alone. Its source is printed before it runs, with its
arguments filled in: what is shown is what happens.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from labclients import F, Labguru, Labvanced, Page
from labclients.cli import parser, show

if TYPE_CHECKING:
    from labclients.sandbox import Box
    from labclients.tables import Table
    from labvanced_api import models as m

P = ParamSpec("P")
T = TypeVar("T")

INDENT, CODE = "  ", "    "
ROWS = 5
TRIAL = ("Trial_Nr", "Block_Name", "Task_Name", "Frequency", "question_answer", "trial_start")

_BEGIN = """\
Labvanced and Labguru at work, against a sandbox on this machine: real HTTP,
made-up data, and nothing leaves your computer. Each step shows its code, what
was sent, and what came."""
_NEXT = """\
Where to go next
  labclients sandbox              keep such a sandbox running for your own trials
  labclients doctor               what is configured of your own accounts
  labclients labvanced --help     list and download the sessions of a study
  labclients labguru --help       list, show and upload
In Python: from labclients import F, Labguru, Labvanced, and help(Labguru)."""


def register(commands: parser.Commands) -> None:
    """Add the command."""
    parser.command(
        commands,
        "demo",
        run,
        "see both services at work, without an account",
        "It serves made-up data on this machine, uses both clients on it, and cleans up,\n"
        'all in a few seconds. Needs: pip install "labclients[sandbox]"',
        example="labclients demo",
    )


def run(args: argparse.Namespace) -> int:
    """Show the way from a study to its trials, and from a project to its samples and files."""
    from labclients import sandbox

    with sandbox.serve() as box, tempfile.TemporaryDirectory(prefix="labclients-demo-") as folder:
        tour = Tour(box, Path(folder))
        print(_BEGIN)
        tour.labvanced()
        tour.labguru()
        print(f"\n{show.counted(len(box.requests), 'request')} in all. The sandbox has ended; its files are gone.")
    print(f"\n{_NEXT}")
    return 0


# ---- the code that is shown


def list_sessions(labvanced: Labvanced, study: int) -> list[m.Session]:
    sessions = labvanced.sessions(study).all()
    return sessions


def unpack(labvanced: Labvanced, study: int, ids: Sequence[int], folder: Path) -> list[Path]:
    files: list[Path] = []
    for session in ids:
        export = labvanced.export(study, session)
        files += export.save(folder)
    return files


def read(labvanced: Labvanced, study: int, session: int) -> tuple[Table, int]:
    export = labvanced.export(study, session)
    trials, samples = export.trials, len(export.timeseries)
    return trials, samples


def list_projects(labguru: Labguru) -> list[Any]:
    projects = labguru.projects.list().all()
    return projects


def find(labguru: Labguru, project: int, text: str) -> list[Page[Any]]:
    where = (F.project_id == project) & F.title.contains(text)
    listing = labguru.experiments.list(where=where, order_by="-id", page_size=4)
    pages = list(listing.pages())
    return pages


def samples_of(labguru: Labguru, experiment: int) -> list[dict[str, Any]]:
    samples: list[dict[str, Any]] = []
    for element in labguru.experiments.elements(experiment, element_type="samples"):
        samples += json.loads(element["data"])["samples"]
    return samples


def attach(labguru: Labguru, experiment: int, image: Path) -> Any:
    record = labguru.experiments.get(experiment)
    attachment = labguru.attachments.upload(image, to=record)
    return attachment


def fetch(labguru: Labguru, attachment: int, folder: Path) -> Path:
    copy = labguru.attachments.download(attachment, folder)
    return copy


# ---- the steps


class Tour:
    """Goes through the steps, and tells what happens."""

    def __init__(self, box: Box, folder: Path) -> None:
        self._box = box
        self._folder = folder

    def labvanced(self) -> None:
        """From a study to a table of trials."""
        with Labvanced(self._box.token, base_url=self._box.labvanced_url) as labvanced:
            ids = self._sessions(labvanced)
            self._files(labvanced, ids)
            self._trials(labvanced, ids[0])

    def labguru(self) -> None:
        """From a login to samples and files."""
        box = self._box
        with Labguru(
            login=box.login, password=box.password, account_id=box.account_id, base_url=box.labguru_url
        ) as labguru:
            self._projects(labguru)
            experiment = self._pages(labguru)
            self._samples(labguru, experiment)
            self._attachment(labguru, experiment)

    def _sessions(self, labvanced: Labvanced) -> list[int]:
        _title("Labvanced: the sessions of a study", "labvanced = Labvanced()  # LABVANCED_TOKEN")
        sessions = self._do(list_sessions, labvanced, self._box.study)
        finished = [session for session in sessions if session.end_time]
        _came(f"{len(sessions)} sessions, {len(finished)} of them finished; the first {ROWS}:")
        _rows(("rec_session_id", "group_name", "start_time", "end_time"), sessions)
        return [session.rec_session_id or 0 for session in finished[:3]]

    def _files(self, labvanced: Labvanced, ids: list[int]) -> None:
        _title("Labvanced: download three sessions, checked, and unpack them")
        folder = self._folder / "data"
        files = self._do(unpack, labvanced, self._box.study, ids, folder)
        _came(f"{len(files)} files, in a temporary directory:")
        found = ((file.relative_to(self._folder).as_posix(), file.stat().st_size) for file in files)
        _table(("file", "bytes"), found)

    def _trials(self, labvanced: Labvanced, session: int) -> None:
        _title("Labvanced: one session as tables")
        trials, samples = self._do(read, labvanced, self._box.study, session)
        _came(f"{samples} time series samples, and {len(trials)} trials of {len(trials.columns)} columns; some:")
        _rows(TRIAL, trials.rows())

    def _projects(self, labguru: Labguru) -> None:
        code = f'labguru = Labguru(login="{self._box.login}", password="...", account_id={self._box.account_id})'
        _title("Labguru: log in by password, and list the projects", code)
        projects = self._do(list_projects, labguru)
        _came(f"a token, and {len(projects)} projects:")
        _rows(("id", "title", "owner"), projects)

    def _pages(self, labguru: Labguru) -> int:
        _title("Labguru: experiments by project and title, page by page")
        pages = self._do(find, labguru, 2, "PCR")
        _came(f"{len(pages)} pages with {sum(len(page.items) for page in pages)} of {pages[0].total} experiments:")
        rows = ((page.number, len(page.items), page.items[0].id, page.items[0].title) for page in pages)
        _table(("page", "items", "first id", "first title"), rows)
        return int(pages[0].items[0].id)

    def _samples(self, labguru: Labguru, experiment: int) -> None:
        _title("Labguru: the samples of an experiment")
        samples = self._do(samples_of, labguru, experiment)
        _came(f"{len(samples)} samples, and the stocks that were used:")
        rows = ((one["name"], one["collection_name"], stock["name"], stock["lot"]) for one, stock in _used(samples))
        _table(("sample", "collection", "stock", "lot"), rows)

    def _attachment(self, labguru: Labguru, experiment: int) -> None:
        _title("Labguru: attach a file, and fetch it again")
        image = self._folder / "gel.png"
        image.write_bytes(bytes(range(256)) * 64)
        attachment = self._do(attach, labguru, experiment, image)
        _came(f"attachment {attachment.id} of {attachment.attachable_type} {attachment.attachable_id}")
        copy = self._do(fetch, labguru, attachment.id, self._folder / "files")
        equal = copy.read_bytes() == image.read_bytes()
        _came(f"{copy.stat().st_size} of {image.stat().st_size} bytes; the bytes are {'' if equal else 'NOT '}equal")

    def _do(self, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Show a step's code, run it, and show what was sent."""
        before = len(self._box.requests)
        print(f"\n{textwrap.indent(_code(step, args), CODE)}\n", flush=True)
        result = step(*args, **kwargs)
        calls = Counter(f"{seen.method} {seen.path}" for seen in self._box.requests[before:])
        for call, times in calls.items():
            print(f"{INDENT}sent  {call}{f'  ({times} times)' if times > 1 else ''}")
        return result


def _code(step: Callable[..., object], args: Sequence[object]) -> str:
    """The lines of a step without its `return`, the names of its arguments replaced by what they are."""
    try:
        _, _, body = inspect.getsource(step).partition(":\n")
    except OSError:  # an installation without sources
        return f"{step.__name__}(...)"
    for name, value in zip(inspect.signature(step).parameters, args, strict=False):
        if isinstance(value, int | str | list | Path):
            shown = json.dumps(value.name if isinstance(value, Path) else value)
            body = re.sub(rf"(?<![.\w]){name}\b(?! ?=)", shown, body)
    body = re.sub(r": list\[.*\] = ", " = ", body)
    return textwrap.dedent(body).rpartition("return ")[0].rstrip()


def _title(text: str, code: str = "") -> None:
    print(f"\n\n{text}\n{'=' * len(text)}{f'{chr(10) * 2}{CODE}{code}' if code else ''}", end="" if code else "\n")


def _came(text: str) -> None:
    print(f"{INDENT}came  {text}")


def _rows(columns: Sequence[str], rows: Iterable[Any]) -> None:
    _table(columns, ([row[name] for name in columns] for row in list(rows)[:ROWS]))


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    print()
    show.table(columns, rows, indent=INDENT)


def _used(samples: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    return ((sample, stock) for sample in samples for stock in sample["stocks"])
