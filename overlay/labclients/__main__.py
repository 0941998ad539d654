"""``python -m labclients`` is the command line ``labclients``."""

import sys

from labclients.cli import main

if __name__ == "__main__":  # pools of processes import this module, too
    sys.exit(main())
