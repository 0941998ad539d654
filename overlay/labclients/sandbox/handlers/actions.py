"""Actions that take a record from one state to the next: requests, orders; and the triggers of webhooks."""

from __future__ import annotations

from labclients.sandbox.labguru import Labguru, acknowledged, handles
from labclients.sandbox.messages import Answer, Refusal
from labclients.sandbox.records import title, ui_path
from labclients.sandbox.service import Call, unprocessable

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
def create_request(labguru: Labguru, call: Call) -> Answer:
    if call.item["request_template_id"] not in labguru.table(("request_templates",)):
        raise Refusal(404, {"error_message": "Cannot find request template"})
    labguru.table(("requests",))
    request = labguru.create(("requests",), {"priority": "Low", **call.item, "status": "Draft"})
    return labguru.show("requests", request, 201)


@handles(*(f"requests.{step}" for step in STEPS))
def step_request(labguru: Labguru, call: Call) -> Answer:
    """The next status; from any other status it is a 422."""
    record = labguru.record(call)
    before, after = STEPS[call.operation.verb]
    if record["status"] not in before:
        raise unprocessable(f"Request can't be {after} from {record['status']}")
    labguru.change("requests", record, {**call.item, "status": after})
    return Answer.of(200, {"id": record["id"], "status": after})


@handles("shopping_list.add_item")
def add_to_shopping_list(labguru: Labguru, call: Call) -> Answer:
    labguru.table(("shopping_list",))
    located = labguru.of_class(call.item["collection_type"], call.item["item_id"])
    if located is None:
        raise Refusal(422, {"errors": "Item was not found"})
    key, item = located
    name = title(item)
    short = {"id": item["id"], "name": name, "title": name, "url": ui_path(key, item)}
    fields = {field: value for field, value in call.item.items() if field not in ("collection_type", "item_id")}
    fields |= {"name": name, "requested_at": labguru.store.now()}
    line = labguru.create(("shopping_list",), fields)
    line |= {"material_id": item["id"], "material": {**short, "catalog_number": None, "manufacturer": None}}
    body = {"success": True, "payload": f"{name} was added", "lineitem_id": line["id"], "item": short}
    return Answer.of(201, body)


@handles("shopping_list.submit", "shopping_list.approve", "shopping_list.cancel")
def step_order(labguru: Labguru, call: Call) -> Answer:
    """Order lines have times for two of the steps; how the real service shows that one was cancelled is not known."""
    record, verb, now = labguru.record(call), call.operation.verb, labguru.store.now()
    times = {"submit": {"submited_at": now}, "approve": {"approved_at": now}}
    labguru.touch("shopping_list", record, **times.get(verb, {"submited_at": None, "approved_at": None}))
    return acknowledged(record, f"{verb}: done", 201 if verb == "approve" else 200)


@handles("webhooks.triggers")
def triggers(labguru: Labguru, call: Call) -> Answer:
    """The two triggers that are documented; the form is this sandbox's."""
    return Answer.of(200, [{"trigger_key": key} for key in ("knowledgebase_document.signed", "system_event.create")])
