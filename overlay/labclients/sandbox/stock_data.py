"""The stocks of a sandboxed Labguru, made when they are read: 276 keys each, as the recorded ones, and any number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from hashlib import md5
from uuid import UUID

from labclients.sandbox.records import CALLER, Records, class_name
from labclients.sandbox.store import START, Record, minute
from labclients.sandbox.views import complete_stock

FIRST_ID = 1600
FIRST_BOX, BOX_SIZE = 931, 81
CUSTOM = tuple(f"custom{number}" for number in range(1, 151))
COLUMNS = (
    *("Culturing Medium", "Oxigen", "Coating", "Freezing reagent", "Detachment during freezing"),
    *("Recommended thawing format", "Mycoplasma free", "Vial Details", "Experiment", "Problems", "Parent Cell"),
    *("Passage", "Quantity"),
)
_FIXED: Record = {
    **{"container_type": "Tube", "color": "black", "privacy": "Public", "units": "", "description": ""},
    **{"storage_location": False, "marked_as_output": False, "stockable_description": "", "custom1": ""},
    **{"class_name": class_name("stocks"), "class_display_name": "Stocks"},
    **{"can_be_edited_by_current_member": True, "can_be_archived_by_current_member": True},
    **{f"{amount}_{key}": "" for amount in ("concentration", "volume", "weight") for key in ("prefix", "remarks")},
    **{"stockable_type": class_name("biocollections"), "volume_unit_id": 7, "weight_unit_id": 3, "member_id": CALLER},
}


class StockMaker:
    """Makes the stock of an id: its item, its position and all else follow from the id and the seed.

    Args:
        records: Those of the sandbox.
        items: What the stocks are of, in turn; each with its ``url`` and ``collection``.
        members: Names of the owners, in turn.
        boxes: Names of the boxes that the stocks fill.
    """

    def __init__(self, records: Records, items: Sequence[Record], members: Sequence[str], boxes: Sequence[str]) -> None:
        blank = records.blank("stocks")
        keys = list(blank)
        before = {key: blank[key] for key in keys[: keys.index("tags") + 1]} if "tags" in blank else {}
        self._blank = before | dict.fromkeys(COLUMNS, "") | blank | dict.fromkeys(CUSTOM) | _FIXED
        self._items = items
        self._members = [
            {"id": number, "name": name, "url": f"/admin/members/{number}"} for number, name in enumerate(members, 1)
        ]
        self._boxes = boxes
        self._seed = records.store.seed

    def __call__(self, number: int) -> Record:
        index = number - FIRST_ID
        item, owner = self._items[index % len(self._items)], self._members[index % len(self._members)]
        bits = md5(f"{self._seed}/{number}".encode(), usedforsecurity=False).digest()
        record: Record = {key: [] if value == [] else value for key, value in self._blank.items()}  # a list of its own
        record |= _facts(number, index, owner) | _content(item, index) | self._position(index)
        record["uuid"] = str(UUID(bytes=bits, version=4))
        record["lot"] = f"L{1000 + int.from_bytes(bits[:2]) % 9000}"
        record["member"] = self._members[0]
        return complete_stock(record)

    def _position(self, index: int) -> Record:
        box, position = divmod(index, BOX_SIZE)
        if box >= len(self._boxes):
            return {}
        number, name = FIRST_BOX + box, self._boxes[box]
        reference = {"name": name, "url": f"/storage/boxes/{number}", "title": name, "id": number}
        location = {"storage_type": class_name("boxes"), "storage_id": number, "location_in_box": position + 1}
        return {**location, "storage": reference}


def _facts(number: int, index: int, owner: Record) -> Record:
    """Times, people and paths; the path in the API has two slashes (recorded)."""
    day = minute(START - timedelta(days=600 - index % 600))
    expires = minute(START + timedelta(days=900 + index % 600))[:10] if index % 4 else None
    return {
        **{"id": number, "user": 40 + number % 3, "api_url": f"/api/v1/stocks//{number}"},
        **{"url": f"/storage/stocks/{number}", "export_path": f"/stocks/{number}"},
        **{"created_at": day, "updated_at": day, "stored_on": day[:10], "expiration_date": expires},
        **{"owner_id": owner["id"], "owner": owner, "stored_by": {"name": owner["name"], "url": owner["url"]}},
    }


def _content(item: Record, index: int) -> Record:
    """What is in it, and how much."""
    name, number = item["name"], item["id"]
    facts: Record = {
        **{"name": f"{name} #{1 + index // 80}", "barcode": f"LC{100000 + 37 * index}"},
        **{"content_type_for_display": item["collection"], "stockable_id": number},
        "stockable": {"name": name, "url": item["url"], "title": name, "id": number},
    }
    if "Culturing Medium" not in item:
        return {**facts, "volume": "0.1", "concentration": "100", "concentration_unit_id": 13}
    columns = {"Culturing Medium": item["Culturing Medium"], "Freezing reagent": "10% DMSO"}
    return {**facts, "volume": "1", "concentration": "", "concentration_unit_id": 9, **columns}
