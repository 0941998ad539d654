"""A program that mirrors in children of its own, and kills them when it is told to; imported once, begun in no time.

    python -m tests.sockets.mirroring URL TOKEN STUDY

Each line that it reads names a directory and, if the child is to be killed, after how many seconds. For each it writes
how the child ended: 0, or the number of a signal.
"""

from __future__ import annotations

import os
import signal
import sys
import time

from labclients import Labvanced
from labclients._environment import tls_context
from labclients.study import mirror, store


def main(url: str, token: str, study: str) -> None:
    assert mirror
    assert store
    tls_context(None)  # read once, for all children
    for line in sys.stdin:
        directory, _, seconds = line.strip().partition("\t")
        child = os.fork()
        if not child:
            with Labvanced(token=token, base_url=url, timeout=20) as client:
                client.mirror(int(study), directory)
            os._exit(0)
        if seconds:
            time.sleep(float(seconds))
            os.kill(child, signal.SIGKILL)  # it may have ended, but nobody has asked how: the pid is still its own
        print(os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
