"""An embedded stand-in for Labvanced and Labguru, on real sockets of this machine.

    from labclients import Labguru, sandbox

    with sandbox.serve() as box:
        labguru = Labguru(token=box.token, base_url=box.labguru_url)

It is made from the specifications that the clients are made from: it knows every operation that they describe, checks
each request and each of its own answers against them, keeps what you create, and is full of made-up data, the same in
every run. About the real services it claims nothing that the specifications do not. Needs ``labclients[sandbox]``.

In a user's tests: ``pytest_plugins = ["labclients.sandbox.fixtures"]``.
"""

from labclients.sandbox import handlers as handlers  # registers the operations of Labguru
from labclients.sandbox.box import Box, serve
from labclients.sandbox.faults import Fault
from labclients.sandbox.messages import Seen

__all__ = ["Box", "Fault", "Seen", "serve"]
