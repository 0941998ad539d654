"""Structures that compounds are forms of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Listing


class CompoundParentStructures(Resource):
    """Structures that compounds are forms of."""

    resource_name = "compound_parent_structures"

    def compounds(self, id: int) -> builtins.list[m.Compound]:
        """List the compounds of a parent structure.

        No parameters are documented, and the form of the answer is assumed.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.records(api.compound_parent_structures.compounds, m.Compound, id)

    def get(self, id: int) -> m.CompoundParentStructure:
        """Get a parent structure.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.compound_parent_structures.get, id)

    def list(self) -> Listing[m.CompoundParentStructure]:
        """List the parent structures of compounds.

        No parameters are documented, so it is taken to give all at once; a page with `meta` is allowed for, but
        nobody saw one. A member without the right gets a 403.
        """
        return self._client.unpaged(api.compound_parent_structures.list, m.CompoundParentStructure)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        owner_id: int | str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.CompoundParentStructure:
        """Update a parent structure.

        A field that is left out stays as it is; None clears it.

        Args:
            owner_id: Id of a member; documented as a text.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.compound_parent_structures.update,
            id,
            body=self._client.build(
                m.CompoundParentStructureUpdate, name=name, owner_id=owner_id, extra=dict(extra or {})
            ),
        )


class AsyncCompoundParentStructures(AsyncResource):
    """Structures that compounds are forms of."""

    resource_name = "compound_parent_structures"

    def __init__(self, sync: CompoundParentStructures) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def compounds(self, id: int) -> builtins.list[m.Compound]:
        """List the compounds of a parent structure.

        No parameters are documented, and the form of the answer is assumed.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.compounds, id)

    async def get(self, id: int) -> m.CompoundParentStructure:
        """Get a parent structure.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self) -> AsyncListing[m.CompoundParentStructure]:
        """List the parent structures of compounds.

        No parameters are documented, so it is taken to give all at once; a page with `meta` is allowed for, but
        nobody saw one. A member without the right gets a 403.
        """
        return self._client.awaited(self._sync.list())

    async def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        owner_id: int | str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.CompoundParentStructure:
        """Update a parent structure.

        A field that is left out stays as it is; None clears it.

        Args:
            owner_id: Id of a member; documented as a text.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.update, id, name=name, owner_id=owner_id, extra=extra)
