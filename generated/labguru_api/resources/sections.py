"""Sections of experiments, protocols, documents and reports; responses call them experiment_procedures."""

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


class Sections(Resource):
    """Sections of experiments, protocols, documents and reports; responses call them experiment_procedures."""

    resource_name = "sections"

    def create(
        self,
        *,
        name: str,
        container_id: int,
        container_type: str,
        position: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Section:
        """Add a section to an experiment, protocol, document or report.

        Args:
            container_id: Id of the record.
            container_type: Projects::Experiment, Knowledgebase::Protocol, or Knowledgebase::AbstractDocument for
                documents and reports.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.sections.create,
            body=self._client.build(
                m.SectionCreate,
                name=name,
                container_id=container_id,
                container_type=container_type,
                position=position,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a section.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.sections.delete, id)

    def get(self, id: int) -> m.Section:
        """Get a section with its elements.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.sections.get, id)

    def list(
        self,
        *,
        page_size: int | None = None,
        name: str | None = None,
        container_id: int | None = None,
        container_type: str | None = None,
    ) -> Listing[m.Section]:
        """List sections.

        Documented nowhere. The sections of one record are found with the JSON form of `filter`, such as
        `{"container_type":"Projects::Experiment","container_id":1}`.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
            container_id: Only sections of the experiment, protocol or document of this id.
            container_type: The class of that record, such as `Projects::Experiment`.
        """
        return self._client.listing(
            api.sections.list,
            m.Section,
            None,
            page_size=page_size,
            name=name,
            filter_=self._client.columns(container_id=container_id, container_type=container_type),
        )

    def sort(
        self,
        *,
        container_id: int,
        container_type: str,
        list_: builtins.list[int],
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Put the sections of a record in another order.

        Args:
            container_id: Id of the record that holds the sections.
            container_type: Class name of that record; by default Projects::Experiment.
            list_: Ids of the sections, in the order wanted.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.sections.sort,
            body=self._client.build(
                m.SectionSortCreate,
                container_id=container_id,
                container_type=container_type,
                list_=list_,
                extra=dict(extra or {}),
            ),
        )

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        container_id: int | None | Unset = UNSET,
        container_type: str | None | Unset = UNSET,
        position: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Section:
        """Update a section.

        A field that is left out stays as it is; None clears it.

        Args:
            container_type: As in SectionCreate; for reports the vendor writes Knowledgebase::Report here.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.sections.update,
            id,
            body=self._client.build(
                m.SectionUpdate,
                name=name,
                container_id=container_id,
                container_type=container_type,
                position=position,
                extra=dict(extra or {}),
            ),
        )


class AsyncSections(AsyncResource):
    """Sections of experiments, protocols, documents and reports; responses call them experiment_procedures."""

    resource_name = "sections"

    def __init__(self, sync: Sections) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        container_id: int,
        container_type: str,
        position: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Section:
        """Add a section to an experiment, protocol, document or report.

        Args:
            container_id: Id of the record.
            container_type: Projects::Experiment, Knowledgebase::Protocol, or Knowledgebase::AbstractDocument for
                documents and reports.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            container_id=container_id,
            container_type=container_type,
            position=position,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a section.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Section:
        """Get a section with its elements.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(
        self,
        *,
        page_size: int | None = None,
        name: str | None = None,
        container_id: int | None = None,
        container_type: str | None = None,
    ) -> AsyncListing[m.Section]:
        """List sections.

        Documented nowhere. The sections of one record are found with the JSON form of `filter`, such as
        `{"container_type":"Projects::Experiment","container_id":1}`.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
            container_id: Only sections of the experiment, protocol or document of this id.
            container_type: The class of that record, such as `Projects::Experiment`.
        """
        return self._client.awaited(
            self._sync.list(page_size=page_size, name=name, container_id=container_id, container_type=container_type)
        )

    async def sort(
        self,
        *,
        container_id: int,
        container_type: str,
        list_: builtins.list[int],
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Put the sections of a record in another order.

        Args:
            container_id: Id of the record that holds the sections.
            container_type: Class name of that record; by default Projects::Experiment.
            list_: Ids of the sections, in the order wanted.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.sort, container_id=container_id, container_type=container_type, list_=list_, extra=extra
        )

    async def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        container_id: int | None | Unset = UNSET,
        container_type: str | None | Unset = UNSET,
        position: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Section:
        """Update a section.

        A field that is left out stays as it is; None clears it.

        Args:
            container_type: As in SectionCreate; for reports the vendor writes Knowledgebase::Report here.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            container_id=container_id,
            container_type=container_type,
            position=position,
            extra=extra,
        )
