"""Stocks, made when somebody looks at them: 276 keys each, as the recorded ones have, and no limit on their number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from hashlib import md5
from uuid import UUID

from labclients.sandbox import shapes
from labclients.sandbox.records import Records
from labclients.sandbox.state import START, Record, minute

FIRST = 1600
FIRST_BOX, PLACES = 931, 81
CUSTOM = tuple(f"custom{number}" for number in range(1, 151))
COLUMNS = (
    *("Culturing Medium", "Oxigen", "Coating", "Freezing reagent", "Detachment during freezing"),
    *("Recommended thawing format", "Mycoplasma free", "Vial Details", "Experiment", "Problems", "Parent Cell"),
    *("Passage", "Quantity"),
)
_FIXED: Record = {
    **{"container_type": "Tube", "color": "black", "privacy": "Public", "units": "", "description": ""},
    **{"storage_location": False, "marked_as_output": False, "stockable_description": "", "custom1": ""},
    **{"class_name": "System::Storage::Stock", "class_display_name": "Stocks"},
    **{"can_be_edited_by_current_member": True, "can_be_archived_by_current_member": True},
    **{f"{kind}_{part}": "" for kind in ("concentration", "volume", "weight") for part in ("prefix", "remarks")},
    **{"stockable_type": "Biocollections::Generic", "volume_unit_id": 7, "weight_unit_id": 3, "member_id": 1},
}


class StockRows:
    """Makes the stock of an id: its item, its place and all else follow from the id and the seed."""

    def __init__(self, records: Records, items: Sequence[Record], members: Sequence[str], boxes: Sequence[str]) -> None:
        blank = records.blank("stocks")
        before = {key: blank[key] for key in list(blank)[: list(blank).index("tags") + 1]} if "tags" in blank else {}
        self._blank = before | dict.fromkeys(COLUMNS, "") | blank | dict.fromkeys(CUSTOM) | _FIXED
        self._lists = [key for key, value in self._blank.items() if value == []]
        self._items = items
        self._members = [
            {"id": 1 + at, "name": name, "url": f"/admin/members/{1 + at}"} for at, name in enumerate(members)
        ]
        self._boxes = boxes
        self._seed = records.store.seed

    def __call__(self, number: int) -> Record:
        index = number - FIRST
        item, owner = self._items[index % len(self._items)], self._members[index % len(self._members)]
        bits = md5(f"{self._seed}/{number}".encode(), usedforsecurity=False).digest()
        record = self._blank | _written(number, owner) | _content(item, index) | self._place(index)
        record["uuid"] = str(UUID(bytes=bits, version=4))
        record["lot"] = f"L{1000 + int.from_bytes(bits[:2]) % 9000}"
        record["member"] = self._members[0]
        for key in self._lists:
            record[key] = []  # no two records share a list
        return shapes.complete_stock(record)

    def _place(self, index: int) -> Record:
        box, place = divmod(index, PLACES)
        if box >= len(self._boxes):
            return {}
        number, name = FIRST_BOX + box, self._boxes[box]
        reference = {"name": name, "url": f"/storage/boxes/{number}", "title": name, "id": number}
        where = {"storage_type": "System::Storage::Box", "storage_id": number, "location_in_box": place + 1}
        return where | {"storage": reference}


def _written(number: int, owner: Record) -> Record:
    """Times, people and paths; the path in the API has two slashes (recorded)."""
    index = number - FIRST
    day = minute(START - timedelta(days=600 - index % 600))
    paths = {
        "api_url": f"/api/v1/stocks//{number}",
        "url": f"/storage/stocks/{number}",
        "export_path": f"/stocks/{number}",
    }
    expires = minute(START + timedelta(days=900 + index % 600))[:10] if index % 4 else None
    times = {"created_at": day, "updated_at": day, "stored_on": day[:10], "expiration_date": expires}
    stored_by = {"name": owner["name"], "url": owner["url"]}
    return {"id": number, "user": 40 + number % 3, **paths, **times, "owner_id": owner["id"], "owner": owner} | {
        "stored_by": stored_by
    }


def _content(item: Record, index: int) -> Record:
    """What is in it, and how much."""
    cells = "Culturing Medium" in item
    reference = {"name": item["name"], "url": item["url"], "title": item["name"], "id": item["id"]}
    amount = {"volume": "1" if cells else "0.1", "concentration": "" if cells else "100"}
    columns = {"Culturing Medium": item["Culturing Medium"], "Freezing reagent": "10% DMSO"} if cells else {}
    about: Record = {"name": f"{item['name']} #{1 + index // 80}", "barcode": f"LC{100000 + 37 * index}"}
    about |= {"content_type_for_display": item["collection"], "concentration_unit_id": 9 if cells else 13}
    return {**about, **amount, **columns, "stockable_id": item["id"], "stockable": reference}
