from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import models
from ..types import Field, Given, Record

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.member_reference import MemberReference
    from ..models.reference import Reference
    from ..models.stock_box import StockBox


class Stock(Record):
    """Recorded from `stocks.item_stocks` in 2024: five stocks of 276 keys. Of the columns `custom1` to `custom150`
    none is named here, nor are the columns under their display names (such as "Freezing reagent"): both are extra
    keys, `stock["custom1"]`. Amounts are texts. Dates are local."""

    __slots__ = ()

    id: Given[int] = Given("id")
    uuid: Field[str] = Field("uuid")
    """What an upload attaches to."""
    name: Field[str] = Field("name")
    description: Field[str] = Field("description")
    barcode: Field[str] = Field("barcode")
    """Empty for none."""
    lot: Field[str] = Field("lot")
    color: Field[str] = Field("color")
    """Name of a colour, such as black."""
    container_type: Field[str] = Field("container_type")
    """Such as Tube; no class name here."""
    privacy: Field[str] = Field("privacy")
    """Such as Public."""
    stockable_id: Field[int] = Field("stockable_id")
    """Id of the item."""
    stockable_type: Field[str] = Field("stockable_type")
    """Class name of the item, such as Biocollections::Generic."""
    stockable: Field[Reference] = Field("stockable", lambda: models.Reference)
    stockable_description: Field[str] = Field("stockable_description")
    sample_id: Field[int] = Field("sample_id")
    """The same as stockable_id where seen."""
    sample_type: Field[str] = Field("sample_type")
    """The same as stockable_type where seen."""
    content_name: Field[str] = Field("content_name")
    """Name of the item."""
    content_type: Field[str] = Field("content_type")
    content_type_for_display: Field[str] = Field("content_type_for_display")
    """Name of the item's collection."""
    content_url: Field[str] = Field("content_url")
    """Path in the UI."""
    to_stockable_index_url: Field[str] = Field("to_stockable_index_url")
    """Path in the UI."""
    storage_id: Field[int] = Field("storage_id")
    storage_type: Field[str] = Field("storage_type")
    """System::Storage::Box or System::Storage::Storage."""
    storage: Field[Reference] = Field("storage", lambda: models.Reference)
    box: Field[StockBox | bool] = Field("box", lambda: models.StockBox)
    """False where it lies in no box."""
    storage_location: Field[Reference | str | bool] = Field("storage_location", lambda: models.Reference)
    """False wherever seen; the filter of this name is for texts."""
    location_in_box: Field[int] = Field("location_in_box")
    """Counted along the rows: (row - 1) * columns + column."""
    position: Field[str] = Field("position")
    """Such as 81 (I9)."""
    storage_changed: Field[Any] = Field("storage_changed")
    """Null wherever seen."""
    stored_on: Field[str] = Field("stored_on")
    """YYYY-MM-DD."""
    stored_by: Field[MemberReference] = Field("stored_by", lambda: models.MemberReference)
    """Name and URL, no id. Is written as the id of a member."""
    expiration_date: Field[str] = Field("expiration_date")
    """YYYY-MM-DD."""
    units: Field[str] = Field("units")
    concentration: Field[str] = Field("concentration")
    """A number as a text; empty for none."""
    concentration_unit_id: Field[int] = Field("concentration_unit_id")
    """9 mg/mL, 10 g/L, 11 M, 12 mM, 13 uM, 14 ug/mL, 15 ng/uL, 16 ratio, 17 %, 18 g/mL, 19 OD, 20 nM."""
    concentration_unit: Field[Reference] = Field("concentration_unit", lambda: models.Reference)
    concentration_prefix: Field[str] = Field("concentration_prefix")
    """x10^ or E^; empty for none."""
    concentration_exponent: Field[int | str] = Field("concentration_exponent")
    concentration_remarks: Field[str] = Field("concentration_remarks")
    concentration_to_display: Field[str] = Field("concentration_to_display")
    """With the unit; two blanks for none."""
    concentration_to_display_2: Field[str] = Field("concentration_to_display_2")
    new_concentration: Field[str] = Field("new_concentration")
    volume: Field[str | float] = Field("volume")
    """Null wherever seen; is written as a text."""
    volume_unit_id: Field[int] = Field("volume_unit_id")
    """6 L, 7 mL, 8 uL."""
    volume_unit: Field[Reference] = Field("volume_unit", lambda: models.Reference)
    volume_prefix: Field[str] = Field("volume_prefix")
    """x10^ or E^; empty for none."""
    volume_exponent: Field[int | str] = Field("volume_exponent")
    volume_remarks: Field[str] = Field("volume_remarks")
    volume_to_display: Field[str] = Field("volume_to_display")
    """With the unit; two blanks for none."""
    volume_to_display_2: Field[str] = Field("volume_to_display_2")
    new_volume: Field[str | float] = Field("new_volume")
    weight: Field[str | float] = Field("weight")
    """Null wherever seen; is written as a text."""
    weight_unit_id: Field[int] = Field("weight_unit_id")
    """1 Kg, 2 g, 3 mg, 4 ug, 5 ng."""
    weight_unit: Field[Reference] = Field("weight_unit", lambda: models.Reference)
    weight_prefix: Field[str] = Field("weight_prefix")
    """x10^ or E^; empty for none."""
    weight_exponent: Field[int | str] = Field("weight_exponent")
    weight_remarks: Field[str] = Field("weight_remarks")
    weight_to_display: Field[str] = Field("weight_to_display")
    """With the unit; two blanks for none."""
    weight_to_display_2: Field[str] = Field("weight_to_display_2")
    amount_used_in_experiments: Field[Any] = Field("amount_used_in_experiments")
    """Null wherever seen."""
    archived_at: Field[str] = Field("archived_at")
    """YYYY-MM-DD."""
    archived_by: Field[MemberReference] = Field("archived_by", lambda: models.MemberReference)
    aliquoted_from: Field[Any] = Field("aliquoted_from")
    """Null wherever seen."""
    aliquoted_from_stock: Field[Reference] = Field("aliquoted_from_stock", lambda: models.Reference)
    aliquoted_by: Field[Any] = Field("aliquoted_by")
    """Null wherever seen."""
    aliquoted_by_member: Field[MemberReference] = Field("aliquoted_by_member", lambda: models.MemberReference)
    aliquoted_on: Field[str] = Field("aliquoted_on")
    dispatched_at: Field[str] = Field("dispatched_at")
    dispatched_by: Field[Any] = Field("dispatched_by")
    """Null wherever seen."""
    dispatch_event_id: Field[int] = Field("dispatch_event_id")
    dispatch_event: Field[Reference] = Field("dispatch_event", lambda: models.Reference)
    marked_as_output: Field[bool] = Field("marked_as_output")
    marked_output_at: Field[str] = Field("marked_output_at")
    marked_output_by: Field[Any] = Field("marked_output_by")
    """Null wherever seen."""
    output_experiment_id: Field[int] = Field("output_experiment_id")
    output_experiment: Field[Reference] = Field("output_experiment", lambda: models.Reference)
    batch_id: Field[int] = Field("batch_id")
    batch: Field[Reference] = Field("batch", lambda: models.Reference)
    bulk_insert_id: Field[int] = Field("bulk_insert_id")
    bulk_insert: Field[Reference] = Field("bulk_insert", lambda: models.Reference)
    plate_id: Field[int] = Field("plate_id")
    plate: Field[Reference] = Field("plate", lambda: models.Reference)
    lineitem_id: Field[int] = Field("lineitem_id")
    """A line of an order."""
    lineitem: Field[Reference] = Field("lineitem", lambda: models.Reference)
    old_tube_id: Field[int] = Field("old_tube_id")
    old_tube: Field[Reference] = Field("old_tube", lambda: models.Reference)
    exp: Field[Any] = Field("exp")
    """Null wherever seen."""
    links: Field[list[str]] = Field("links")
    """Uuids of the records linked."""
    tags: Field[list[str]] = Field("tags")
    comments: Field[list[Any]] = Field("comments")
    attachments: Field[list[Attachment]] = Field("attachments", items=lambda: models.Attachment)
    member_id: Field[int] = Field("member_id")
    member: Field[MemberReference] = Field("member", lambda: models.MemberReference)
    owner_id: Field[int] = Field("owner_id")
    owner: Field[MemberReference] = Field("owner", lambda: models.MemberReference)
    editors: Field[list[Any]] = Field("editors")
    created_at: Field[str] = Field("created_at")
    """Local, YYYY-MM-DD HH:MM."""
    updated_at: Field[str] = Field("updated_at")
    """Local, YYYY-MM-DD HH:MM."""
    deleted_at: Field[str] = Field("deleted_at")
    deleted_by: Field[Any] = Field("deleted_by")
    """Null wherever seen."""
    indexed_at: Field[str] = Field("indexed_at")
    """YYYY-MM-DD."""
    exported_at: Field[str] = Field("exported_at")
    external_uuid: Field[str] = Field("external_uuid")
    user: Field[int] = Field("user")
    """A number that differs from record to record; its meaning is not known."""
    api_url: Field[str] = Field("api_url")
    """Path in this API, with a double slash: /api/v1/stocks//1629."""
    url: Field[str] = Field("url")
    """Path in the UI."""
    export_path: Field[str] = Field("export_path")
    class_name: Field[str] = Field("class_name")
    """System::Storage::Stock."""
    class_display_name: Field[str] = Field("class_display_name")
    generic_collection_id: Field[int] = Field("generic_collection_id")
    can_be_edited_by_current_member: Field[bool] = Field("can_be_edited_by_current_member")
    can_be_archived_by_current_member: Field[bool] = Field("can_be_archived_by_current_member")
    edit_storage_stock_path: Field[str] = Field("edit_storage_stock_path")
    """Path in the UI."""
    mark_as_used_storage_stock_path: Field[str] = Field("mark_as_used_storage_stock_path")
    """Path in the UI."""
