"""Flags that experiments can carry; see `experiments.set_flag`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Listing


class Flags(Resource):
    """Flags that experiments can carry; see `experiments.set_flag`."""

    resource_name = "flags"

    def create(
        self,
        *,
        title: str,
        icon: str | Unset = UNSET,
        color: str | Unset = UNSET,
        description: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Flag:
        """Create a flag.

        Documented to answer the flag inside an object, not the bare record. An unknown icon or color is a 422.

        Args:
            icon: star, bolt, thumbs-up, thumbs-down, question, exclamation, bell, bell-slash, fire or sun.
            color: green, red, blue, orange or grey, each also with -light or -dark.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        wrapped = self._client.record(
            api.flags.create,
            body=self._client.build(
                m.FlagCreate, title=title, icon=icon, color=color, description=description, extra=dict(extra or {})
            ),
        )
        return wrapped.flag or m.Flag(wrapped.to_dict())

    def delete(self, id: int) -> None:
        """Delete a flag.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.flags.delete, id)

    def get(self, id: int) -> m.Flag:
        """Get a flag.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.flags.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Flag]:
        """List flags.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.flags.list, m.Flag, None, page_size=page_size, name=name)

    def update(
        self,
        id: int,
        *,
        title: str | None | Unset = UNSET,
        icon: str | None | Unset = UNSET,
        color: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Flag:
        """Update a flag.

        Documented failures (422) are a title that is taken and a title that cannot be changed. A field that is left
        out stays as it is; None clears it.

        Args:
            icon: star, bolt, thumbs-up, thumbs-down, question, exclamation, bell, bell-slash, fire or sun.
            color: green, red, blue, orange or grey, each also with -light or -dark.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.flags.update,
            id,
            body=self._client.build(
                m.FlagUpdate, title=title, icon=icon, color=color, description=description, extra=dict(extra or {})
            ),
        )


class AsyncFlags(AsyncResource):
    """Flags that experiments can carry; see `experiments.set_flag`."""

    resource_name = "flags"

    def __init__(self, sync: Flags) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        title: str,
        icon: str | Unset = UNSET,
        color: str | Unset = UNSET,
        description: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Flag:
        """Create a flag.

        Documented to answer the flag inside an object, not the bare record. An unknown icon or color is a 422.

        Args:
            icon: star, bolt, thumbs-up, thumbs-down, question, exclamation, bell, bell-slash, fire or sun.
            color: green, red, blue, orange or grey, each also with -light or -dark.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create, title=title, icon=icon, color=color, description=description, extra=extra
        )

    async def delete(self, id: int) -> None:
        """Delete a flag.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Flag:
        """Get a flag.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Flag]:
        """List flags.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))

    async def update(
        self,
        id: int,
        *,
        title: str | None | Unset = UNSET,
        icon: str | None | Unset = UNSET,
        color: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Flag:
        """Update a flag.

        Documented failures (422) are a title that is taken and a title that cannot be changed. A field that is left
        out stays as it is; None clears it.

        Args:
            icon: star, bolt, thumbs-up, thumbs-down, question, exclamation, bell, bell-slash, fire or sun.
            color: green, red, blue, orange or grey, each also with -light or -dark.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update, id, title=title, icon=icon, color=color, description=description, extra=extra
        )
