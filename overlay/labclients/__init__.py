"""Typed clients for Labvanced (online studies) and Labguru (electronic lab notebook).

    from labclients import F, Labguru, Labvanced

Each client exists in two modes, called directly (`Labguru`, `Labvanced`) and awaited (`AsyncLabguru`,
`AsyncLabvanced`). `labclients.errors` draws the tree of everything that can be raised.
"""

from labclients._version import __version__
from labclients.errors import (
    ArchiveError,
    AuthenticationError,
    Conflict,
    ConnectionFailed,
    FilterError,
    FilterIgnored,
    IncompleteListing,
    InvalidRequest,
    LabClientsError,
    NotFound,
    NotUnique,
    PermissionDenied,
    RateLimited,
    ServerError,
    StatusError,
    TimedOut,
    TransportError,
    UnexpectedResponse,
    UsageError,
)
from labclients.filters import F, Filter
from labclients.labguru.client import AsyncLabguru, Labguru
from labclients.labvanced.client import AsyncLabvanced, Labvanced
from labclients.paging import Listing, Page
from labclients.times import parse_time

__all__ = [
    "ArchiveError",
    "AsyncLabguru",
    "AsyncLabvanced",
    "AuthenticationError",
    "Conflict",
    "ConnectionFailed",
    "F",
    "Filter",
    "FilterError",
    "FilterIgnored",
    "IncompleteListing",
    "InvalidRequest",
    "LabClientsError",
    "Labguru",
    "Labvanced",
    "Listing",
    "NotFound",
    "NotUnique",
    "Page",
    "PermissionDenied",
    "RateLimited",
    "ServerError",
    "StatusError",
    "TimedOut",
    "TransportError",
    "UnexpectedResponse",
    "UsageError",
    "__version__",
    "parse_time",
]
