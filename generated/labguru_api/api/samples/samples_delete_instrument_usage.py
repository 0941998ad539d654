"""DELETE /api/v1/samples/{sample_id}/instrument_usages/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Endpoint, Request, segment

if TYPE_CHECKING:
    pass


def request(sample_id: int, id: int) -> Request:
    """Delete the use of an instrument for a sample

    Args:
        sample_id: Id of the sample.
    """
    return Request(
        "samples.delete_instrument_usage",
        "DELETE",
        "/api/v1/samples/{sample_id}/instrument_usages/{id}".format(
            sample_id=segment("sample_id", sample_id, (int,)), id=segment("id", id, (int,))
        ),
    )


def parse(data: Any) -> None:
    """Nothing comes back."""


endpoint = Endpoint(request, parse, "samples.delete_instrument_usage")
