"""Requests from one team to another. Draft, `submit`, Pending, `approve`, Approved, `accept`, Awaiting
Assignment, `select_performer`, Assigned, `start`, In Progress, `done`; out of this order each is refused
with a 422."""

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


class Requests(Resource):
    """Requests from one team to another. Draft, `submit`, Pending, `approve`, Approved, `accept`, Awaiting
    Assignment, `select_performer`, Assigned, `start`, In Progress, `done`; out of this order each is refused
    with a 422."""

    resource_name = "requests"

    def accept(
        self, id: int, *, priority: str | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Accept a request for the performing team.

        From Approved to Awaiting Assignment; from any other status the server answers 422. For administrators and
        whom it is assigned to.

        Args:
            priority: Low (the default), Medium, High or Urgent.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.requests.accept,
            id,
            body=self._client.build(m.LabRequestAcceptUpdate, priority=priority, extra=dict(extra or {})),
        )

    def approve(
        self,
        id: int,
        *,
        team_id: int | None | Unset = UNSET,
        due_date: str | None | Unset = UNSET,
        priority: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Approve a request.

        From Pending to Approved; from any other status the server answers 422. The leader of the performing team
        has it next. For administrators and whom it is assigned to.

        Args:
            team_id: Id of the team that performs it.
            due_date: YYYY-MM-DD.
            priority: Low (the default), Medium, High or Urgent.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.requests.approve,
            id,
            body=self._client.build(
                m.LabRequestApproveUpdate,
                team_id=team_id,
                due_date=due_date,
                priority=priority,
                extra=dict(extra or {}),
            ),
        )

    def create(
        self,
        *,
        request_template_id: int,
        name: str | Unset = UNSET,
        priority: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.LabRequest:
        """Add a request.

        It starts as a draft, from a template (`request_templates`).

        Args:
            priority: Low (the default), Medium, High or Urgent.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.requests.create,
            body=self._client.build(
                m.LabRequestCreate,
                request_template_id=request_template_id,
                name=name,
                priority=priority,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a request.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.requests.delete, id)

    def done(self, id: int) -> m.Acknowledgement:
        """Mark a request as completed.

        From In Progress to Completed; from any other status the server answers 422. For administrators and the
        performer.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.requests.done, id)

    def get(self, id: int) -> m.LabRequest:
        """Get a request.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.requests.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.LabRequest]:
        """List requests.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.requests.list, m.LabRequest, None, page_size=page_size, name=name)

    def reject(self, id: int) -> m.Acknowledgement:
        """Reject a request.

        Possible while it is Pending, Approved or Assigned; what status it has then is not documented. For
        administrators and whom it is assigned to.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.requests.reject, id)

    def select_performer(
        self, id: int, *, performed_by: int, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Assign a request to a member.

        From Awaiting Assignment to Assigned; from any other status the server answers 422. For administrators and
        the leader of the performing team.

        Args:
            performed_by: Id of the member who performs it.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.requests.select_performer,
            id,
            body=self._client.build(m.LabRequestPerformerCreate, performed_by=performed_by, extra=dict(extra or {})),
        )

    def start(
        self, id: int, *, performed_by: int | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Start work on a request.

        From Assigned to In Progress; from any other status the server answers 422. For administrators and the
        performer.

        Args:
            performed_by: Id of the member who performs it.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.requests.start,
            id,
            body=self._client.build(m.LabRequestStartUpdate, performed_by=performed_by, extra=dict(extra or {})),
        )

    def submit(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        team_id: int | None | Unset = UNSET,
        due_date: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Submit a request for approval.

        From Draft to Pending. For administrators and the owner of the request.

        Args:
            team_id: Id of the team that performs it.
            due_date: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.requests.submit,
            id,
            body=self._client.build(
                m.LabRequestSubmitUpdate, name=name, team_id=team_id, due_date=due_date, extra=dict(extra or {})
            ),
        )

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        team_id: int | None | Unset = UNSET,
        status: str | None | Unset = UNSET,
        priority: str | None | Unset = UNSET,
        due_date: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.LabRequest:
        """Update a request.

        The way from one status to the next is the actions' (`requests.submit` and so on); `status` can be written
        here all the same. A field that is left out stays as it is; None clears it.

        Args:
            team_id: Id of the team that performs it.
            status: Draft, Pending, Approved, Awaiting Assignment, Assigned, In Progress or Completed.
            priority: Low (the default), Medium, High or Urgent.
            due_date: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.requests.update,
            id,
            body=self._client.build(
                m.LabRequestUpdate,
                name=name,
                team_id=team_id,
                status=status,
                priority=priority,
                due_date=due_date,
                extra=dict(extra or {}),
            ),
        )


class AsyncRequests(AsyncResource):
    """Requests from one team to another. Draft, `submit`, Pending, `approve`, Approved, `accept`, Awaiting
    Assignment, `select_performer`, Assigned, `start`, In Progress, `done`; out of this order each is refused
    with a 422."""

    resource_name = "requests"

    def __init__(self, sync: Requests) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def accept(
        self, id: int, *, priority: str | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Accept a request for the performing team.

        From Approved to Awaiting Assignment; from any other status the server answers 422. For administrators and
        whom it is assigned to.

        Args:
            priority: Low (the default), Medium, High or Urgent.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.accept, id, priority=priority, extra=extra)

    async def approve(
        self,
        id: int,
        *,
        team_id: int | None | Unset = UNSET,
        due_date: str | None | Unset = UNSET,
        priority: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Approve a request.

        From Pending to Approved; from any other status the server answers 422. The leader of the performing team
        has it next. For administrators and whom it is assigned to.

        Args:
            team_id: Id of the team that performs it.
            due_date: YYYY-MM-DD.
            priority: Low (the default), Medium, High or Urgent.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.approve, id, team_id=team_id, due_date=due_date, priority=priority, extra=extra
        )

    async def create(
        self,
        *,
        request_template_id: int,
        name: str | Unset = UNSET,
        priority: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.LabRequest:
        """Add a request.

        It starts as a draft, from a template (`request_templates`).

        Args:
            priority: Low (the default), Medium, High or Urgent.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create, request_template_id=request_template_id, name=name, priority=priority, extra=extra
        )

    async def delete(self, id: int) -> None:
        """Delete a request.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def done(self, id: int) -> m.Acknowledgement:
        """Mark a request as completed.

        From In Progress to Completed; from any other status the server answers 422. For administrators and the
        performer.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.done, id)

    async def get(self, id: int) -> m.LabRequest:
        """Get a request.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.LabRequest]:
        """List requests.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))

    async def reject(self, id: int) -> m.Acknowledgement:
        """Reject a request.

        Possible while it is Pending, Approved or Assigned; what status it has then is not documented. For
        administrators and whom it is assigned to.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.reject, id)

    async def select_performer(
        self, id: int, *, performed_by: int, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Assign a request to a member.

        From Awaiting Assignment to Assigned; from any other status the server answers 422. For administrators and
        the leader of the performing team.

        Args:
            performed_by: Id of the member who performs it.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.select_performer, id, performed_by=performed_by, extra=extra)

    async def start(
        self, id: int, *, performed_by: int | None | Unset = UNSET, extra: Mapping[str, Any] | None = None
    ) -> m.Acknowledgement:
        """Start work on a request.

        From Assigned to In Progress; from any other status the server answers 422. For administrators and the
        performer.

        Args:
            performed_by: Id of the member who performs it.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.start, id, performed_by=performed_by, extra=extra)

    async def submit(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        team_id: int | None | Unset = UNSET,
        due_date: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Submit a request for approval.

        From Draft to Pending. For administrators and the owner of the request.

        Args:
            team_id: Id of the team that performs it.
            due_date: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.submit, id, name=name, team_id=team_id, due_date=due_date, extra=extra
        )

    async def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        team_id: int | None | Unset = UNSET,
        status: str | None | Unset = UNSET,
        priority: str | None | Unset = UNSET,
        due_date: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.LabRequest:
        """Update a request.

        The way from one status to the next is the actions' (`requests.submit` and so on); `status` can be written
        here all the same. A field that is left out stays as it is; None clears it.

        Args:
            team_id: Id of the team that performs it.
            status: Draft, Pending, Approved, Awaiting Assignment, Assigned, In Progress or Completed.
            priority: Low (the default), Medium, High or Urgent.
            due_date: YYYY-MM-DD.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            team_id=team_id,
            status=status,
            priority=priority,
            due_date=due_date,
            extra=extra,
        )
