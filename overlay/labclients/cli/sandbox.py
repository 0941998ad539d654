"""``labclients sandbox``: both services on this machine, to try things out."""

from __future__ import annotations

import argparse
import threading
from typing import TYPE_CHECKING

from labclients.cli import parser, show
from labclients.errors import UsageError

if TYPE_CHECKING:
    from labclients.sandbox import Box


def register(commands: parser.Commands) -> None:
    """Add the command."""
    added = parser.command(
        commands,
        "sandbox",
        run,
        "serve made-up data of both services on this machine, until Ctrl-C",
        "It answers on loopback only, and forgets everything when it ends. It prints the\n"
        "lines to export, so that other commands and your own scripts talk to it.\n"
        'Needs: pip install "labclients[sandbox]"',
        example="labclients sandbox --port 8765 --latency 0.2\n"
        "labclients labvanced sessions 61286     (after the exports, elsewhere)",
    )
    added.add_argument(
        "--port", type=parser.number, metavar="N", help="this port and the next two (default: free ones)"
    )
    added.add_argument(
        "--latency", type=_seconds, default=0.0, metavar="S", help="seconds that each answer waits (default: 0)"
    )


def run(args: argparse.Namespace) -> int:
    """Serve."""
    from labclients import sandbox

    port: int = args.port or 0
    try:
        with sandbox.serve(port=port, latency=args.latency) as box:
            _introduce(box)
            threading.Event().wait()
    except KeyboardInterrupt:
        print("\nThe sandbox has ended.")
    except OSError as error:
        raise UsageError(f"ports {port} to {port + 2} cannot be used: {error.strerror}") from None
    return 0


def _introduce(box: Box) -> None:
    print("A sandbox of both services, with made-up data; Ctrl-C ends it.\n")
    show.pairs(
        (
            ("Labvanced", f"{box.labvanced_url}  (study {box.study})"),
            ("Labguru", box.labguru_url),
            ("token", f"{box.token}  (for both)"),
            ("login", f"{box.login}, password {box.password}, account {box.account_id}  (Labguru)"),
        ),
        indent="  ",
    )
    print("\nTo use it from another terminal:\n")
    for name, value in (
        ("LABVANCED_BASE_URL", box.labvanced_url),
        ("LABVANCED_TOKEN", box.token),
        ("LABGURU_BASE_URL", box.labguru_url),
        ("LABGURU_TOKEN", box.token),
    ):
        print(f"  export {name}={value}")
    print(flush=True)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 60:
        raise argparse.ArgumentTypeError(f"must be seconds, 0 to 60, not {text!r}")
    return seconds
