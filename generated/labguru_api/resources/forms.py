"""Forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from ..resource import AsyncResource, Resource

if TYPE_CHECKING:
    pass


class Forms(Resource):
    """Forms."""

    resource_name = "forms"

    def delete(self, id: int) -> None:
        """Delete a form.

        No other operation of this family is documented.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.forms.delete, id)


class AsyncForms(AsyncResource):
    """Forms."""

    resource_name = "forms"

    def __init__(self, sync: Forms) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def delete(self, id: int) -> None:
        """Delete a form.

        No other operation of this family is documented.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)
