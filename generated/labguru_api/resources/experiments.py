"""Experiments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from .. import api
from .. import models as m
from ..resource import AsyncResource, ListOptions, ViewedResource, refuse
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ..resource import AsyncListing, Filter, Listing, Moment

R = TypeVar("R", bound="m.Experiment")


class Experiments(ViewedResource[R]):
    """Experiments."""

    resource_name = "experiments"

    def copy_section(
        self, *, item_id: int, section_id: builtins.list[int], extra: Mapping[str, Any] | None = None
    ) -> m.SectionCopy:
        """Copy sections into an experiment.

        The sections may come from experiments and protocols only; others are a 422.

        Args:
            item_id: Id of the record that receives the copies.
            section_id: Ids of the sections to copy.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.experiments.copy_section,
            body=self._client.build(
                m.SectionCopyCreate, item_id=item_id, section_id=section_id, extra=dict(extra or {})
            ),
        )

    def create(
        self,
        *,
        title: str,
        project_id: int,
        milestone_id: int | Unset = UNSET,
        milestone_name: str | Unset = UNSET,
        protocol_id: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
        sections: builtins.list[m.SectionCreateV2] | Unset = UNSET,
    ) -> R:
        """Create an experiment.

        Give the folder as `milestone_id`, or as `milestone_name` to have it made.

        Args:
            milestone_id: Id of the folder.
            milestone_name: Name of the folder; in place of `milestone_id`.
            protocol_id: Start from this protocol.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        if not isinstance(sections, Unset):
            self._client.build(refuse, "sections", protocol_id=protocol_id)
            return self._client.record(
                self._viewed(api.experiments.create_v2),
                body=self._client.build(
                    m.ExperimentCreateV2,
                    title=title,
                    project_id=project_id,
                    sections=sections,
                    milestone_id=milestone_id,
                    milestone_name=milestone_name,
                    extra=dict(extra or {}),
                ),
            )
        return self._client.record(
            self._viewed(api.experiments.create),
            body=self._client.build(
                m.ExperimentCreate,
                title=title,
                project_id=project_id,
                milestone_id=milestone_id,
                milestone_name=milestone_name,
                protocol_id=protocol_id,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete an experiment.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.experiments.delete, id)

    def find(
        self,
        *,
        name: str | None = None,
        sys_id: str | None = None,
        uuid: str | None = None,
        external_uuid: str | None = None,
    ) -> R:
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
            api.experiments.list, self._record, (), name=name, sys_id=sys_id, uuid=uuid, external_uuid=external_uuid
        )

    def get(self, id: int) -> R:
        """Get an experiment with its sections.

        The sections show their elements: whole and with their `data` in the answer recorded in 2023, but code that
        runs today finds the short form and fetches the `data` by `experiments.elements` or `elements.get`.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(self._viewed(api.experiments.get), id)

    def item_experiments(
        self, item_id: int, item_class: str, *, pathname: str | None = None, page_size: int | None = None
    ) -> Listing[R]:
        """List the experiments that use an item.

        The item is a record of a collection or a stock. Documented nowhere; called by the vendor's example and by
        others with `kendo` and `meta` true.

        Args:
            item_id: Id of the item.
            item_class: Class name of the item, such as Biocollections::Generic or System::Storage::Stock.
            pathname: UI path of the item, such as /biocollections/database/1049; the vendor's example does without.
            page_size: Records per page; the server's own number by default.
        """
        return self._client.listing_as(
            api.experiments.item_experiments,
            self._record,
            None,
            item_id=item_id,
            item_class=item_class,
            pathname=pathname,
            page_size=page_size,
            kendo=True,
        )

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        tag_ids: Iterable[int] | None = None,
        name: str | None = None,
    ) -> Listing[R]:
        """List experiments.

        The vendor calls this list superseded by V2 (`experiments.list_v2`), yet it is the one that is known to obey
        filters and sorting. `project_id` as a plain parameter works (live) but not together with a kendo sort. An
        experiment here lacks some keys of `experiments.get` and has others.

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
        if where is None and order_by is None and changed_since is None and tag_ids is None and name is None:
            return self._client.listing_as(api.experiments.list_v2, self._record, None, page_size=page_size)
        return self._client.listing_as(
            api.experiments.list,
            self._record,
            ListOptions(where, order_by, changed_since),
            page_size=page_size,
            tag_ids=None if tag_ids is None else str([*map(str, tag_ids)]),
            name=name,
        )

    def set_flag(self, id: int, *, flag_id: int, extra: Mapping[str, Any] | None = None) -> m.FlaggedExperiment:
        """Put a flag on an experiment.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.experiments.set_flag_as,
            id,
            body=self._client.build(m.ExperimentFlagCreate, flag_id=flag_id, extra=dict(extra or {})),
        )

    def update(
        self,
        id: int,
        *,
        title: str | None | Unset = UNSET,
        project_id: int | None | Unset = UNSET,
        milestone_id: int | None | Unset = UNSET,
        milestone_name: str | None | Unset = UNSET,
        protocol_id: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> R:
        """Update an experiment.

        A field that is left out stays as it is; None clears it.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            self._viewed(api.experiments.update),
            id,
            body=self._client.build(
                m.ExperimentUpdate,
                title=title,
                project_id=project_id,
                milestone_id=milestone_id,
                milestone_name=milestone_name,
                protocol_id=protocol_id,
                extra=dict(extra or {}),
            ),
        )


class AsyncExperiments(AsyncResource, Generic[R]):
    """Experiments."""

    resource_name = "experiments"

    def __init__(self, sync: Experiments[R]) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def copy_section(
        self, *, item_id: int, section_id: builtins.list[int], extra: Mapping[str, Any] | None = None
    ) -> m.SectionCopy:
        """Copy sections into an experiment.

        The sections may come from experiments and protocols only; others are a 422.

        Args:
            item_id: Id of the record that receives the copies.
            section_id: Ids of the sections to copy.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.copy_section, item_id=item_id, section_id=section_id, extra=extra
        )

    async def create(
        self,
        *,
        title: str,
        project_id: int,
        milestone_id: int | Unset = UNSET,
        milestone_name: str | Unset = UNSET,
        protocol_id: int | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
        sections: builtins.list[m.SectionCreateV2] | Unset = UNSET,
    ) -> R:
        """Create an experiment.

        Give the folder as `milestone_id`, or as `milestone_name` to have it made.

        Args:
            milestone_id: Id of the folder.
            milestone_name: Name of the folder; in place of `milestone_id`.
            protocol_id: Start from this protocol.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            title=title,
            project_id=project_id,
            milestone_id=milestone_id,
            milestone_name=milestone_name,
            protocol_id=protocol_id,
            extra=extra,
            sections=sections,
        )

    async def delete(self, id: int) -> None:
        """Delete an experiment.

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
    ) -> R:
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

    async def get(self, id: int) -> R:
        """Get an experiment with its sections.

        The sections show their elements: whole and with their `data` in the answer recorded in 2023, but code that
        runs today finds the short form and fetches the `data` by `experiments.elements` or `elements.get`.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def item_experiments(
        self, item_id: int, item_class: str, *, pathname: str | None = None, page_size: int | None = None
    ) -> AsyncListing[R]:
        """List the experiments that use an item.

        The item is a record of a collection or a stock. Documented nowhere; called by the vendor's example and by
        others with `kendo` and `meta` true.

        Args:
            item_id: Id of the item.
            item_class: Class name of the item, such as Biocollections::Generic or System::Storage::Stock.
            pathname: UI path of the item, such as /biocollections/database/1049; the vendor's example does without.
            page_size: Records per page; the server's own number by default.
        """
        return self._client.awaited(
            self._sync.item_experiments(item_id, item_class, pathname=pathname, page_size=page_size)
        )

    def list(
        self,
        *,
        where: Filter | None = None,
        order_by: str | None = None,
        changed_since: Moment | None = None,
        page_size: int | None = None,
        tag_ids: Iterable[int] | None = None,
        name: str | None = None,
    ) -> AsyncListing[R]:
        """List experiments.

        The vendor calls this list superseded by V2 (`experiments.list_v2`), yet it is the one that is known to obey
        filters and sorting. `project_id` as a plain parameter works (live) but not together with a kendo sort. An
        experiment here lacks some keys of `experiments.get` and has others.

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

    async def set_flag(self, id: int, *, flag_id: int, extra: Mapping[str, Any] | None = None) -> m.FlaggedExperiment:
        """Put a flag on an experiment.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.set_flag, id, flag_id=flag_id, extra=extra)

    async def update(
        self,
        id: int,
        *,
        title: str | None | Unset = UNSET,
        project_id: int | None | Unset = UNSET,
        milestone_id: int | None | Unset = UNSET,
        milestone_name: str | None | Unset = UNSET,
        protocol_id: int | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> R:
        """Update an experiment.

        A field that is left out stays as it is; None clears it.

        Args:
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            title=title,
            project_id=project_id,
            milestone_id=milestone_id,
            milestone_name=milestone_name,
            protocol_id=protocol_id,
            extra=extra,
        )
