"""Typed clients for Labvanced (online studies) and Labguru (electronic lab notebook).

    from labclients import F, Labguru, Labvanced

Each client exists in two modes, called directly (`Labguru`, `Labvanced`) and awaited (`AsyncLabguru`,
`AsyncLabvanced`). `labclients.errors` draws the tree of everything that can be raised.
"""

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from labclients._provenance import provenance
    from labclients.filters import F, Filter
    from labclients.labguru.client import AsyncLabguru, Labguru
    from labclients.labvanced.client import AsyncLabvanced, Labvanced
    from labclients.paging import AsyncListing, Listing, Page
    from labclients.study.study import Study
    from labclients.times import parse_time
else:
    # Imported when first used: who reads studies need not wait for the notebook.
    _HOMES = {
        "AsyncLabguru": "labguru.client",
        "AsyncLabvanced": "labvanced.client",
        "AsyncListing": "paging",
        "F": "filters",
        "Filter": "filters",
        "Labguru": "labguru.client",
        "Labvanced": "labvanced.client",
        "Listing": "paging",
        "Page": "paging",
        "Study": "study.study",
        "parse_time": "times",
        "provenance": "_provenance",
    }

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        return found

    def __dir__() -> list[str]:
        return sorted(__all__)


__all__ = [
    "ArchiveError",
    "AsyncLabguru",
    "AsyncLabvanced",
    "AsyncListing",
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
    "Study",
    "TimedOut",
    "TransportError",
    "UnexpectedResponse",
    "UsageError",
    "__version__",
    "parse_time",
    "provenance",
]
