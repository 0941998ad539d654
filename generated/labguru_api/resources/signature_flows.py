"""Signature flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    pass


class SignatureFlows(Resource):
    """Signature flows."""

    resource_name = "signature_flows"

    def delete(self, id: int) -> None:
        """Delete a signature flow.

        No other operation of this family is documented.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.signature_flows.delete, id)


class AsyncSignatureFlows(AsyncResource):
    """Signature flows."""

    resource_name = "signature_flows"

    def __init__(self, sync: SignatureFlows) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def delete(self, id: int) -> None:
        """Delete a signature flow.

        No other operation of this family is documented.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)
