"""Actions that take a record from one state to the next: requests, orders; and the triggers of webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labclients.sandbox.checks import Call
from labclients.sandbox.messages import Answer, Refusal
from labclients.sandbox.records import ui_path
from labclients.sandbox.registry import acknowledged, handles

if TYPE_CHECKING:
    from labclients.sandbox.lab import Lab

# From which states to which. What a rejected request is called is not documented.
STEPS = {
    "submit": ({"Draft"}, "Pending"),
    "approve": ({"Pending"}, "Approved"),
    "accept": ({"Approved"}, "Awaiting Assignment"),
    "select_performer": ({"Awaiting Assignment"}, "Assigned"),
    "start": ({"Assigned"}, "In Progress"),
    "done": ({"In Progress"}, "Completed"),
    "reject": ({"Pending", "Approved", "Assigned"}, "Rejected"),
}


@handles("requests.create")
def create_request(labguru: Lab, call: Call) -> Answer:
    if call.item["request_template_id"] not in labguru.rows_of(("request_templates",)):
        raise Refusal(404, {"error_message": "Cannot find request template"})
    labguru.table(call)
    request = labguru.create(("requests",), {"priority": "Low", **call.item, "status": "Draft"})
    return labguru.show("requests", request, 201)


@handles(*(f"requests.{step}" for step in STEPS))
def step_request(labguru: Lab, call: Call) -> Answer:
    """One step on; from any other status it is a 422."""
    record = labguru.record(call)
    before, after = STEPS[call.operation.verb]
    if record["status"] not in before:
        message = f"Request can't be {after} from {record['status']}"
        raise Refusal(422, {"error_message": message, "type": "invalid_request_error"})
    labguru.change("requests", record, {**call.item, "status": after})
    return Answer.of(200, {"id": record["id"], "status": after})


# ---- orders


@handles("shopping_list.add_item")
def add_to_shopping_list(labguru: Lab, call: Call) -> Answer:
    labguru.table(call)
    found = labguru.of_class(call.item["collection_type"], call.item["item_id"])
    if found is None:
        raise Refusal(422, {"errors": "Item was not found"})
    key, item = found
    name = item.get("name") or item.get("title")
    short = {"id": item["id"], "name": name, "title": name, "url": ui_path(key, item)}
    facts = {name: value for name, value in call.item.items() if name not in ("collection_type", "item_id")}
    facts |= {"name": name, "requested_at": labguru.store.now()}
    line = labguru.create(("shopping_list",), facts)
    line |= {"material_id": item["id"], "material": {**short, "catalog_number": None, "manufacturer": None}}
    told = {"success": True, "payload": f"{name} was added", "lineitem_id": line["id"], "item": short}
    return Answer.of(201, told)


@handles("shopping_list.submit", "shopping_list.approve", "shopping_list.cancel")
def step_order(labguru: Lab, call: Call) -> Answer:
    """The known keys are times; how the real service shows that an order was cancelled is not known."""
    record, now = labguru.record(call), labguru.store.now()
    told: dict[str, dict[str, str | None]] = {
        "submit": {"submited_at": now},
        "approve": {"approved_at": now},
        "cancel": {"submited_at": None, "approved_at": None},
    }
    record.update(told[call.operation.verb])
    labguru.touched("shopping_list", record)
    return acknowledged(record, f"{call.operation.verb}: done", 201 if call.operation.verb == "approve" else 200)


# ---- webhooks


@handles("webhooks.triggers")
def triggers(labguru: Lab, call: Call) -> Answer:
    """The two that are known; the form is this sandbox's."""
    return Answer.of(200, [{"trigger_key": key} for key in ("knowledgebase_document.signed", "system_event.create")])
