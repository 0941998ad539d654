"""Reports, put together from sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, ListOptions, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ..resource import AsyncListing, Filter, Listing, Moment


class Reports(Resource):
    """Reports, put together from sections."""

    resource_name = "reports"

    def add_cover(self, *, report_id: int, data: str, extra: Mapping[str, Any] | None = None) -> m.Acknowledgement:
        """Add a cover page to a report.

        Args:
            data: The cover page, as HTML.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.reports.add_cover,
            body=self._client.build(m.ReportCoverCreate, report_id=report_id, data=data, extra=dict(extra or {})),
        )

    def add_section(
        self, *, report_id: int, section_id: int | str, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Copy a section of an experiment into a report.

        Bad input is a 500. `reports.copy_section` takes several sections.

        Args:
            section_id: Id of the section to copy; documented as a text.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.reports.add_section,
            body=self._client.build(
                m.ReportSectionCreate, report_id=report_id, section_id=section_id, extra=dict(extra or {})
            ),
        )

    def copy_section(
        self, *, item_id: int, section_id: builtins.list[int], extra: Mapping[str, Any] | None = None
    ) -> m.SectionCopy:
        """Copy sections into a report.

        In V2 only. `item_id` is the id of the report.

        Args:
            item_id: Id of the record that receives the copies.
            section_id: Ids of the sections to copy.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.reports.copy_section,
            body=self._client.build(
                m.SectionCopyCreate, item_id=item_id, section_id=section_id, extra=dict(extra or {})
            ),
        )

    def create(self, *, title: str, extra: Mapping[str, Any] | None = None) -> m.Report:
        """Add a report.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.reports.create, body=self._client.build(m.ReportCreate, title=title, extra=dict(extra or {}))
        )

    def delete(self, id: int) -> None:
        """Delete a report.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.reports.delete, id)

    def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> m.Report:
        """Find the one record that has this name, SysID or uuid; pass exactly one of them.

        Args:
            name: Its exact name or title.
            sys_id: Its SysID.
            uuid: Its uuid.
            external_uuid: The uuid that another system gave it.

        Raises:
            NotFound: There is none.
            NotUnique: There are several; the message names their ids.
            FilterError: Records of this family cannot be found in this way.
        """
        return self._client.find(
            api.reports.list, m.Report, (), name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    def get(self, id: int) -> m.Report:
        """Get a report.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.reports.get, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        tag_ids: Iterable[int] | None = None,
        name: str | None = None,
    ) -> Listing[m.Report]:
        """List reports.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            page_size: Records per page; the server's own number by default.
            tag_ids: Ids of tags; they are sent as a text such as `['3']`. Documented for filtered lists of the
                notebook.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.listing(
            api.reports.list,
            m.Report,
            ListOptions(where, order_by, changed_since),
            page_size=page_size,
            tag_ids=None if tag_ids is None else str([*map(str, tag_ids)]),
            name=name,
        )

    def update(self, id: int, *, title: str | None | Unset = UNSET, extra: Mapping[str, Any] | None = None) -> m.Report:
        """Update a report.

        A field that is left out stays as it is; None clears it.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.reports.update, id, body=self._client.build(m.ReportUpdate, title=title, extra=dict(extra or {}))
        )


class AsyncReports(AsyncResource):
    """Reports, put together from sections."""

    resource_name = "reports"

    def __init__(self, sync: Reports) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def add_cover(
        self, *, report_id: int, data: str, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Add a cover page to a report.

        Args:
            data: The cover page, as HTML.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(self._sync.add_cover, report_id=report_id, data=data, extra=extra)

    async def add_section(
        self, *, report_id: int, section_id: int | str, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Copy a section of an experiment into a report.

        Bad input is a 500. `reports.copy_section` takes several sections.

        Args:
            section_id: Id of the section to copy; documented as a text.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.add_section, report_id=report_id, section_id=section_id, extra=extra
        )

    async def copy_section(
        self, *, item_id: int, section_id: builtins.list[int], extra: Mapping[str, Any] | None = None
    ) -> m.SectionCopy:
        """Copy sections into a report.

        In V2 only. `item_id` is the id of the report.

        Args:
            item_id: Id of the record that receives the copies.
            section_id: Ids of the sections to copy.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.copy_section, item_id=item_id, section_id=section_id, extra=extra
        )

    async def create(self, *, title: str, extra: Mapping[str, Any] | None = None) -> m.Report:
        """Add a report.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(self._sync.create, title=title, extra=extra)

    async def delete(self, id: int) -> None:
        """Delete a report.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> m.Report:
        """Find the one record that has this name, SysID or uuid; pass exactly one of them.

        Args:
            name: Its exact name or title.
            sys_id: Its SysID.
            uuid: Its uuid.
            external_uuid: The uuid that another system gave it.

        Raises:
            NotFound: There is none.
            NotUnique: There are several; the message names their ids.
            FilterError: Records of this family cannot be found in this way.
        """
        return await self._client.run_in_thread(
            self._sync.find, name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    async def get(self, id: int) -> m.Report:
        """Get a report.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        tag_ids: Iterable[int] | None = None,
        name: str | None = None,
    ) -> AsyncListing[m.Report]:
        """List reports.

        Args:
            where: A filter made with `labclients.F`.
            order_by: A field, ``-field`` for descending, several with commas.
            changed_since: Only records that changed then or later, newest first; reading stops at the first older
                one. A date, or a time on the server's own clock, to the minute and without a zone.
            page_size: Records per page; the server's own number by default.
            tag_ids: Ids of tags; they are sent as a text such as `['3']`. Documented for filtered lists of the
                notebook.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.

        Raises:
            FilterError: The list has no such field, or the field no such operator. Nothing was sent.
        """
        return self._client.awaited(
            self._sync.list(
                where=where,
                order_by=order_by,
                changed_since=changed_since,
                page_size=page_size,
                tag_ids=tag_ids,
                name=name,
            )
        )

    async def update(
        self, id: int, *, title: str | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Report:
        """Update a report.

        A field that is left out stays as it is; None clears it.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.update, id, title=title, extra=extra)
