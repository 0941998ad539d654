"""``labclients sandbox``: both services on this machine, to try things out."""

from __future__ import annotations

import argparse
import threading
from typing import TYPE_CHECKING

from labclients.cli import output, parser
from labclients.errors import UsageError

if TYPE_CHECKING:
    from labclients.sandbox import Box

_MORE = """\
It answers on loopback only, and forgets everything when it ends. It prints the
lines to export, so that other commands and your own scripts talk to it.
Needs: pip install "labclients[sandbox]\""""

_EXAMPLE = """\
labclients sandbox --port 8765 --latency 0.2
labclients labvanced sessions 61286     (after the exports, elsewhere)"""


def register(commands: parser.Commands) -> None:
    """Add the command."""
    summary = "serve made-up data of both services on this machine, until Ctrl-C"
    command = parser.command(commands, "sandbox", run, summary, _MORE, example=_EXAMPLE)
    text = "this port and the next two (default: free ones)"
    command.add_argument("--port", type=parser.positive_int, default=0, metavar="N", help=text)
    text = "seconds that each answer waits (default: 0)"
    command.add_argument("--latency", type=_seconds, default=0.0, metavar="S", help=text)


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from labclients import sandbox

    try:
        with sandbox.serve(port=args.port, latency=args.latency) as box:
            _introduce(box)
            threading.Event().wait()
    except KeyboardInterrupt:
        print("\nThe sandbox has ended.")
    except OSError as error:
        raise UsageError(f"ports {args.port} to {args.port + 2} cannot be used: {error.strerror}") from None
    return 0


def _introduce(box: Box) -> None:
    print("A sandbox of both services, with made-up data; Ctrl-C ends it.\n")
    login = f"{box.login}, password {box.password}, account {box.account_id}  (Labguru)"
    labvanced = f"{box.labvanced_url}  (study {box.study})"
    pairs = {"Labvanced": labvanced, "Labguru": box.labguru_url, "token": f"{box.token}  (for both)", "login": login}
    output.print_pairs(pairs.items(), indent="  ")
    print("\nTo use it from another terminal:\n")
    for service, url in (("LABVANCED", box.labvanced_url), ("LABGURU", box.labguru_url)):
        print(f"  export {service}_BASE_URL={url}\n  export {service}_TOKEN={box.token}")
    print(flush=True)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 60:
        raise argparse.ArgumentTypeError(f"must be seconds, 0 to 60, not {text!r}")
    return seconds
