from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.member_reference import MemberReference


class MaintenanceEvent(Record):
    """No answer was ever seen: the keys are those that requests name and those that all records have."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    item_id: Field[int] = Field("item_id")
    """Id of the equipment."""
    item_type: Field[str] = Field("item_type")
    """Class name of the equipment: System::Instrument."""
    maintenance_id: Field[int] = Field("maintenance_id")
    """Id of the maintenance (`maintenances`)."""
    data: Field[Any] = Field("data")
    """JSON in a text: a list of objects with `title` and `value`, one for each field of the template."""
    performed_at: Field[str] = Field("performed_at")
    performed_by: Field[Any] = Field("performed_by")
    """Written as the id of a member; the form of answers was not seen."""
    member_id: Field[int] = Field("member_id")
    member: Field[MemberReference] = Field("member", lambda: models.MemberReference)
    owner_id: Field[int] = Field("owner_id")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    created_at: Field[str] = Field("created_at")
    """Local, YYYY-MM-DD HH:MM."""
    updated_at: Field[str] = Field("updated_at")
    """Local, YYYY-MM-DD HH:MM."""
    deleted_at: Field[str] = Field("deleted_at")
    api_url: Field[str] = Field("api_url")
    """Path in this API."""
    url: Field[str] = Field("url")
    """Path in the UI."""
    class_name: Field[str] = Field("class_name")
    class_display_name: Field[str] = Field("class_display_name")
