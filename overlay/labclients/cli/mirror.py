"""``labclients labvanced mirror``: a whole study on the own disk, every night."""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from labclients.cli import parser, show

if TYPE_CHECKING:
    from labclients import Labvanced
    from labclients.study.mirror import Progress, Report

_MORE = """\
DIR gets zips/ID.zip, as sent, and manifest.json about them; it holds one study.
What is new, what failed before and what may have grown is fetched; the rest is
not, so a study that is complete costs one request. A run that was interrupted
goes on where it stopped. Nothing is deleted: a ZIP that changed keeps its
predecessor in zips/previous.

The summary goes to standard error. A session that fails stops no other one."""

_STATUSES = """\
exit status: 0 done, 1 failed, or a session failed that did not the time before
(standard error says why; failures already known are listed apart),
2 the command line was not understood, 130 interrupted with Ctrl-C"""

_SETTLE = "fetch a session without an end each time until it is so old, or came twice the same (default: 14)"

_EXAMPLE = """\
labclients labvanced mirror 61286 data/61286
labclients labvanced mirror 61286 data/61286 --refresh 4100004 4100008
labclients labvanced mirror 61286 data/61286 --json > report.json"""


def register(
    commands: parser.Commands,
    study: Callable[[parser.Parser], None],
    client: Callable[[argparse.Namespace], Labvanced],
) -> None:
    """Add the command; `study` adds the argument that names one, `client` makes the client."""
    added = parser.command(
        commands, "mirror", mirror, "keep a whole study on your own disk", _MORE, example=_EXAMPLE, statuses=_STATUSES
    )
    study(added)
    added.add_argument("directory", type=Path, metavar="DIR", help="where to; made if missing")
    added.add_argument("--settle-after", type=_days, default=14, metavar="DAYS", help=_SETTLE)
    again = added.add_mutually_exclusive_group()
    again.add_argument("--refresh", nargs="+", type=parser.number, metavar="SESSION", help="fetch these once more")
    again.add_argument("--refresh-all", action="store_true", help="fetch every session once more")
    added.add_argument("--at-once", type=_few, default=4, metavar="N", help="so many downloads at a time (default: 4)")
    added.add_argument("--json", action="store_true", help="the report as JSON on standard output")
    parser.base_url(added, "LABVANCED_BASE_URL")
    added.set_defaults(client=client)


def mirror(args: argparse.Namespace) -> int:
    """Run ``labvanced mirror``."""
    with args.client(args) as labvanced:
        report = _mirrored(labvanced, args)
    if args.json:
        show.document(dataclasses.asdict(report))
    new = [number for number in report.failed if number not in report.known_failures]
    for number in new:
        show.note(f"labclients: session {number}: {show.spoken(report.errors[number])}")
    show.note(_summary(args, report))
    if report.known_failures:
        show.note(f"failed before, too: {', '.join(map(str, report.known_failures))}")
    return 1 if new else 0


def _mirrored(labvanced: Labvanced, args: argparse.Namespace) -> Report:
    line = _Line()
    try:
        return labvanced.mirror(
            args.study,
            args.directory,
            settle_after=args.settle_after,
            refresh=args.refresh or args.refresh_all,
            at_once=args.at_once,
            progress=line.show,
        )
    finally:
        line.clear()


def _summary(args: argparse.Namespace, report: Report) -> str:
    counts = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "failed": report.failed,
        "gone from the list": report.gone,
    }
    told = ", ".join(f"{len(numbers)} {what}" for what, numbers in counts.items() if numbers) or "no sessions"
    return f"study {args.study} in {args.directory}: {told} ({show.size(report.bytes)} fetched)"


class _Line:
    """The progress in a terminal, with the time that is left at this pace."""

    def __init__(self) -> None:
        self._line = show.Progress()
        self._began = time.monotonic()

    def show(self, progress: Progress) -> None:
        """Write it anew."""
        text = f"{progress.done}/{progress.total} sessions, {show.size(progress.bytes)}"
        if progress.done:
            each = (time.monotonic() - self._began) / progress.done
            text += f", {_span(each * (progress.total - progress.done))} left"
        self._line.show(text)

    def clear(self) -> None:
        self._line.clear()


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{seconds:.0f} s" if seconds < 60 else f"{minutes} min" if minutes < 60 else f"{seconds / 3600:.1f} h"


def _days(text: str) -> int:
    return 0 if text == "0" else parser.number(text)


def _few(text: str) -> int:
    from labclients.study.mirror import MAX_AT_ONCE

    if (count := parser.number(text)) > MAX_AT_ONCE:
        raise argparse.ArgumentTypeError(f"must be {MAX_AT_ONCE} at most")
    return count
