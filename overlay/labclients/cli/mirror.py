"""``labclients labvanced mirror``: a whole study on one's own disk, brought up to date by each run."""

from __future__ import annotations

import argparse
import dataclasses
import time
from typing import TYPE_CHECKING

from labclients.cli import clients, output, parser

if TYPE_CHECKING:
    from labclients.study.mirror import Progress

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


def register(commands: parser.Commands) -> None:
    """Add the command."""
    summary = "keep a whole study on your own disk"
    command = parser.command(commands, "mirror", mirror, summary, _MORE, example=_EXAMPLE, statuses=_STATUSES)
    parser.add_study(command)
    parser.add_directory(command, "where to; made if missing")
    command.add_argument("--settle-after", type=_days, default=14, metavar="DAYS", help=_SETTLE)
    again = command.add_mutually_exclusive_group()
    again.add_argument(
        "--refresh", nargs="+", type=parser.positive_int, metavar="SESSION", help="fetch these once more"
    )
    again.add_argument("--refresh-all", action="store_true", help="fetch every session once more")
    text = "so many downloads at a time (default: 4)"
    command.add_argument("--at-once", type=_at_once, default=4, metavar="N", help=text)
    command.add_argument("--json", action="store_true", help="the report as JSON on standard output")
    parser.add_base_url(command, "LABVANCED_BASE_URL")


def mirror(args: argparse.Namespace) -> int:
    """Run ``labvanced mirror``."""
    line, began = output.Progress(), time.monotonic()

    def show(progress: Progress) -> None:
        text = f"{progress.done}/{progress.total} sessions, {output.file_size(progress.bytes)}"
        if progress.done:
            remaining = (time.monotonic() - began) / progress.done * (progress.total - progress.done)
            text += f", {_span(remaining)} left"
        line.show(text)

    with clients.labvanced(args) as labvanced:
        try:
            report = labvanced.mirror(
                args.study,
                args.directory,
                settle_after=args.settle_after,
                refresh=args.refresh or args.refresh_all,
                at_once=args.at_once,
                progress=show,
            )
        finally:
            line.clear()
    if args.json:
        output.print_json(dataclasses.asdict(report))
    new_failures = [session for session in report.failed if session not in report.known_failures]
    for session in new_failures:
        output.error(report.errors[session], f"session {session}")
    groups = {"added": report.added, "updated": report.updated, "unchanged": report.unchanged}
    summary = output.counts({**groups, "failed": report.failed, "gone from the list": report.gone})
    output.note(f"study {args.study} in {args.directory}: {summary} ({output.file_size(report.bytes)} fetched)")
    if report.missing:
        sessions = ", ".join(map(str, report.missing))
        output.note(f"the list lost more than half of its sessions; the next run tells if they are gone: {sessions}")
    if report.known_failures:
        output.note(f"failed before, too: {', '.join(map(str, report.known_failures))}")
    return 1 if new_failures else 0


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{seconds:.0f} s" if seconds < 60 else f"{minutes} min" if minutes < 60 else f"{seconds / 3600:.1f} h"


def _days(text: str) -> int:
    return 0 if text == "0" else parser.positive_int(text)


def _at_once(text: str) -> int:
    from labclients.study.mirror import MAX_AT_ONCE

    if (number := parser.positive_int(text)) > MAX_AT_ONCE:
        raise argparse.ArgumentTypeError(f"must be {MAX_AT_ONCE} at most")
    return number
