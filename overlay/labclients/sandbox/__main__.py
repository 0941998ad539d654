"""``python -m labclients.sandbox [port]``."""

import sys

from labclients.sandbox.box import run

run(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
