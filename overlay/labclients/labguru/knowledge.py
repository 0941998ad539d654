"""Families around the notebook that are more than a row: requests, reports, data, people, and what hangs on records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labclients._json import as_object
from labclients._modes import Mode, dual_mode
from labclients.labguru import methods
from labclients.labguru.families import Deletes, Family, Gets, Named, Pages, Tagged, exact
from labclients.paging import Listing
from labguru_api import api
from labguru_api import models as m


class Requests(Named[Mode, "m.LabRequest"], Gets[Mode, "m.LabRequest"], Deletes[Mode, "m.LabRequest"]):
    """Requests from one team to another. Draft, `submit`, Pending, `approve`, Approved, `accept`, Awaiting Assignment,
    `select_performer`, Assigned, `start`, In Progress, `done`; out of order, each is InvalidRequest (422)."""

    record = staticmethod(lambda: m.LabRequest)

    create = methods.create(lambda: api.requests.create, lambda: m.LabRequestCreate, lambda: m.LabRequest)
    update = methods.change(lambda: api.requests.update, lambda: m.LabRequestUpdate, lambda: m.LabRequest)
    submit = methods.change(lambda: api.requests.submit, lambda: m.LabRequestSubmitUpdate, lambda: m.Acknowledgement)
    approve = methods.change(lambda: api.requests.approve, lambda: m.LabRequestApproveUpdate, lambda: m.Acknowledgement)
    accept = methods.change(lambda: api.requests.accept, lambda: m.LabRequestAcceptUpdate, lambda: m.Acknowledgement)
    select_performer = methods.change(
        lambda: api.requests.select_performer, lambda: m.LabRequestPerformerCreate, lambda: m.Acknowledgement
    )
    start = methods.change(lambda: api.requests.start, lambda: m.LabRequestStartUpdate, lambda: m.Acknowledgement)
    done = methods.act(lambda: api.requests.done)
    reject = methods.act(lambda: api.requests.reject)


class Reports(Tagged[Mode, "m.Report"], Gets[Mode, "m.Report"], Deletes[Mode, "m.Report"]):
    """Reports, put together from sections."""

    record = staticmethod(lambda: m.Report)

    create = methods.create(lambda: api.reports.create, lambda: m.ReportCreate, lambda: m.Report)
    update = methods.change(lambda: api.reports.update, lambda: m.ReportUpdate, lambda: m.Report)
    add_section = methods.create(
        lambda: api.reports.add_section, lambda: m.ReportSectionCreate, lambda: m.Acknowledgement
    )
    add_cover = methods.create(lambda: api.reports.add_cover, lambda: m.ReportCoverCreate, lambda: m.Acknowledgement)
    copy_section = methods.create(lambda: api.reports.copy_section, lambda: m.SectionCopyCreate, lambda: m.SectionCopy)


class Comments(Pages[Mode, "m.Comment"], Gets[Mode, "m.Comment"], Deletes[Mode, "m.Comment"]):
    """Comments on records."""

    record = staticmethod(lambda: m.Comment)

    create = methods.create(lambda: api.comments.create, lambda: m.CommentCreate, lambda: m.Comment)


class Datasets(Tagged[Mode, "m.Dataset"], Gets[Mode, "m.Dataset"], Deletes[Mode, "m.Dataset"]):
    """Datasets; `vectors` are their rows."""

    record = staticmethod(lambda: m.Dataset)

    create = methods.create(lambda: api.datasets.create, lambda: m.DatasetCreate, lambda: m.Dataset)


class Visualizations(Deletes[Mode, "m.Visualization"]):
    """Charts of datasets."""

    create = methods.create(lambda: api.visualizations.create, lambda: m.VisualizationCreate, lambda: m.Visualization)


class Measurements(Deletes[Mode, "m.Measurement"]):
    """Values of the inputs of an experiment."""

    create = methods.create(lambda: api.measurements.create, lambda: m.MeasurementCreate, lambda: m.Measurement)


class Flags(Named[Mode, "m.Flag"], Gets[Mode, "m.Flag"], Deletes[Mode, "m.Flag"]):
    """Flags that experiments can carry: see ``experiments.set_flag``."""

    record = staticmethod(lambda: m.Flag)

    create = methods.create(lambda: api.flags.create, lambda: m.FlagCreate, lambda: _flag)
    update = methods.change(lambda: api.flags.update, lambda: m.FlagUpdate, lambda: m.Flag)


def _flag(data: Mapping[str, Any]) -> m.Flag:
    return m.Flag(as_object(data.get("flag")) or data)  # a new one comes wrapped


class Tags(Deletes[Mode, "m.Tag"]):
    """Tags: `remove` takes them off a record, `delete` deletes one everywhere."""

    create = methods.create(lambda: api.tags.create, lambda: m.TagCreate, lambda: m.Tag)
    remove = methods.create(lambda: api.tags.remove, lambda: m.TagRemovalCreate, lambda: m.Acknowledgement)


class Links(Gets[Mode, "m.Link"], Deletes[Mode, "m.Link"]):
    """Links between records."""

    record = staticmethod(lambda: m.Link)

    create = methods.create(lambda: api.links.create, lambda: m.LinkCreate, lambda: m.Link)
    update = methods.change(lambda: api.links.update, lambda: m.LinkUpdate, lambda: m.Link)

    def list(self, item_uuid: str) -> Listing[Mode, m.Link]:
        """List the links of a record; they come at once."""
        return self._unpaged(item_uuid=item_uuid)


class Members(Family[Mode, "m.Member"]):
    """The people of the account."""

    record = staticmethod(lambda: m.Member)

    def list(self, *, name: str | None = None, id: int | None = None) -> Listing[Mode, m.Member]:
        """List all members, or the one of exactly this name or id; they come at once."""
        return self._unpaged(filter_=exact(name=name, id=id))


class Teams(Gets[Mode, "m.Team"], Deletes[Mode, "m.Team"]):
    """Teams of members."""

    record = staticmethod(lambda: m.Team)

    def list(self) -> Listing[Mode, m.Team]:
        """List all teams; they come at once."""
        return self._unpaged()


class Histories(Family[Mode, "m.History"]):
    """The audit trail: who did what, and when."""

    record = staticmethod(lambda: m.History)

    def list(
        self,
        *,
        object_type: str | None = None,
        object_id: int | None = None,
        context_id: int | None = None,
        action: Sequence[str] | None = None,
        order: str | None = None,
        page_size: int | None = None,
    ) -> Listing[Mode, m.History]:
        """List entries.

        Args:
            object_type: Only those of one record: its class, such as ``Biocollections::Sequence``,
            object_id: and its id.
            context_id: Only those within this record.
            action: Only these actions, such as ``["update"]``.
            order: Such as ``id DESC``, for the newest first.
            page_size: Entries per page; the server's own unless told.
        """
        columns = exact(
            object_id=None if object_id is None else str(object_id),
            object_type=object_type,
            action=None if action is None else list(action),
            context_id=context_id,
        )
        return self._list(filter_=columns, order=order, page_size=page_size)


class Webhooks(Pages[Mode, "m.Webhook"], Gets[Mode, "m.Webhook"], Deletes[Mode, "m.Webhook"]):
    """Addresses that Labguru calls when something happens; `triggers` says what can."""

    record = staticmethod(lambda: m.Webhook)

    create = methods.create(lambda: api.webhooks.create, lambda: m.WebhookCreate, lambda: m.Webhook)
    update = methods.change(lambda: api.webhooks.update, lambda: m.WebhookUpdate, lambda: m.Webhook)

    @dual_mode
    def triggers(self) -> list[m.WebhookTrigger]:
        """What a webhook can wait for."""
        return self._several(api.webhooks.triggers.request(), m.WebhookTrigger)


class WebNotifications(Family[Mode, Any]):
    """Notifications of members in Labguru itself."""

    notify = methods.create(
        lambda: api.web_notifications.notify, lambda: m.WebNotificationCreate, lambda: m.Acknowledgement
    )


class Workflows(Named[Mode, "m.Workflow"], Gets[Mode, "m.Workflow"], Deletes[Mode, "m.Workflow"]):
    """Workflows of requests."""

    record = staticmethod(lambda: m.Workflow)


class Manifests(Named[Mode, "m.Manifest"], Deletes[Mode, "m.Manifest"]):
    """Manifests of shipments."""

    record = staticmethod(lambda: m.Manifest)
