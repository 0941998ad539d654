"""``labclients demo``: the main job of both clients, against a sandbox, over real HTTP.

Each step is a function of a few lines that uses the public API alone. Its source is printed before it runs, with its
arguments filled in.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from labclients import F, Labguru, Labvanced, Page
from labclients.cli import output, parser

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
_MORE = """\
It serves made-up data on this machine, uses both clients on it, and cleans up,
all in a few seconds. Needs: pip install "labclients[sandbox]\""""
_NEXT = """\
Where to go next
  labclients sandbox              keep such a sandbox running for your own trials
  labclients doctor               what is configured of your own accounts
  labclients labvanced --help     list and download the sessions of a study
  labclients labguru --help       list, show and upload
In Python: from labclients import F, Labguru, Labvanced, and help(Labguru)."""


def register(commands: parser.Commands) -> None:
    """Add the command."""
    summary = "see both services at work, without an account"
    parser.command(commands, "demo", run, summary, _MORE, example="labclients demo")


def run(args: argparse.Namespace) -> int:
    """Run all steps against a sandbox."""
    from labclients import sandbox

    with sandbox.serve() as box, tempfile.TemporaryDirectory(prefix="labclients-demo-") as folder:
        tour = Tour(box, Path(folder))
        print(_BEGIN)
        with Labvanced(box.token, base_url=box.labvanced_url) as labvanced:
            tour.labvanced(labvanced)
        account: dict[str, Any] = {"login": box.login, "password": box.password, "account_id": box.account_id}
        with Labguru(**account, base_url=box.labguru_url) as labguru:
            tour.labguru(labguru)
        requests = output.count(len(box.requests), "request")
        print(f"\n{requests} in all. The sandbox has ended; its files are gone.\n\n{_NEXT}")
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


# ---- the tour


class Tour:
    """Runs the steps, and prints of each its code, the requests and the result."""

    def __init__(self, box: Box, folder: Path) -> None:
        self._box = box
        self._folder = folder

    def labvanced(self, labvanced: Labvanced) -> None:
        """From a study to a table of trials."""
        study = self._box.study
        _title("Labvanced: the sessions of a study", "labvanced = Labvanced()  # LABVANCED_TOKEN")
        sessions = self._run(list_sessions, labvanced, study)
        finished = [session.rec_session_id or 0 for session in sessions if session.end_time]
        _result(f"{len(sessions)} sessions, {len(finished)} of them finished; the first {ROWS}:")
        _print_records(("rec_session_id", "group_name", "start_time", "end_time"), sessions)

        _title("Labvanced: download three sessions, checked, and unpack them")
        files = self._run(unpack, labvanced, study, finished[:3], self._folder / "data")
        _result(f"{len(files)} files, in a temporary directory:")
        sizes = ((file.relative_to(self._folder).as_posix(), file.stat().st_size) for file in files)
        _print_table(("file", "bytes"), sizes)

        _title("Labvanced: one session as tables")
        trials, samples = self._run(read, labvanced, study, finished[0])
        _result(f"{samples} time series samples, and {len(trials)} trials of {len(trials.columns)} columns; some:")
        _print_records(TRIAL, trials.rows())

    def labguru(self, labguru: Labguru) -> None:
        """From a login to samples and files."""
        login = f'login="{self._box.login}", password="...", account_id={self._box.account_id}'
        _title("Labguru: log in by password, and list the projects", f"labguru = Labguru({login})")
        projects = self._run(list_projects, labguru)
        _result(f"a token, and {len(projects)} projects:")
        _print_records(("id", "title", "owner"), projects)

        _title("Labguru: experiments by project and title, page by page")
        pages = self._run(find, labguru, 2, "PCR")
        _result(f"{len(pages)} pages with {sum(len(page.items) for page in pages)} of {pages[0].total} experiments:")
        rows = ((page.number, len(page.items), page.items[0].id, page.items[0].title) for page in pages)
        _print_table(("page", "items", "first id", "first title"), rows)
        experiment = int(pages[0].items[0].id)

        _title("Labguru: the samples of an experiment")
        samples = self._run(samples_of, labguru, experiment)
        _result(f"{len(samples)} samples, and the stocks that were used:")
        stocks = ((sample, stock) for sample in samples for stock in sample["stocks"])
        names = ((sample["name"], sample["collection_name"], stock["name"], stock["lot"]) for sample, stock in stocks)
        _print_table(("sample", "collection", "stock", "lot"), names)

        _title("Labguru: attach a file, and fetch it again")
        image = self._folder / "gel.png"
        image.write_bytes(bytes(range(256)) * 64)
        attachment = self._run(attach, labguru, experiment, image)
        _result(f"attachment {attachment.id} of {attachment.attachable_type} {attachment.attachable_id}")
        copy = self._run(fetch, labguru, attachment.id, self._folder / "files")
        equal = copy.read_bytes() == image.read_bytes()
        _result(f"{copy.stat().st_size} of {image.stat().st_size} bytes; the bytes are {'' if equal else 'NOT '}equal")

    def _run(self, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Print a step's code, run it, and print its requests."""
        before = len(self._box.requests)
        print(f"\n{textwrap.indent(_code(step, args), CODE)}\n", flush=True)
        result = step(*args, **kwargs)
        requests = Counter(f"{request.method} {request.path}" for request in self._box.requests[before:])
        for request, times in requests.items():
            print(f"{INDENT}sent  {request}{f'  ({times} times)' if times > 1 else ''}")
        return result


def _code(step: Callable[..., object], args: Sequence[object]) -> str:
    """The lines of a step without its `return`, with values in place of its arguments."""
    try:
        _, _, body = inspect.getsource(step).partition(":\n")
    except OSError:  # an installation without sources
        return f"{step.__name__}(...)"
    for name, value in zip(inspect.signature(step).parameters, args, strict=False):
        if isinstance(value, int | str | list | Path):
            text = json.dumps(value.name if isinstance(value, Path) else value)
            body = re.sub(rf"(?<![.\w]){name}\b(?! ?=)", text, body)
    body = re.sub(r": list\[.*\] = ", " = ", body)
    return textwrap.dedent(body).rpartition("return ")[0].rstrip()


def _title(text: str, code: str = "") -> None:
    print(f"\n\n{text}\n{'=' * len(text)}")
    if code:
        print(f"\n{CODE}{code}", end="")


def _result(text: str) -> None:
    print(f"{INDENT}came  {text}")


def _print_records(columns: Sequence[str], records: Iterable[Any]) -> None:
    _print_table(columns, ([record[name] for name in columns] for record in list(records)[:ROWS]))


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    print()
    output.print_table(columns, rows, indent=INDENT)
