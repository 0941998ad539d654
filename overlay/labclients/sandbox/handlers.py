"""Operations of Labguru that are no plain list, get, create, update or delete, by operationId."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from labclients.sandbox import element_data, notebook, shapes
from labclients.sandbox.checks import Call
from labclients.sandbox.messages import Answer, File, Refusal
from labclients.sandbox.records import class_name
from labclients.sandbox.service import found
from labclients.sandbox.state import Record

if TYPE_CHECKING:
    from labclients.sandbox.labguru import Labguru

Handler: TypeAlias = "Callable[[Labguru, Call], Answer]"
BY_NAME: dict[str, Handler] = {}


def handles(name: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        BY_NAME[name] = handler
        return handler

    return register


@handles("sessions.create")
def login(labguru: Labguru, call: Call) -> Answer:
    """A wrong login is a 200, too: its token is the text "-1"."""
    body = call.body
    token = labguru.account.enter(body.get("login"), body.get("password"), body.get("account_id"))
    if token is None:
        return Answer.of(200, {"token": "-1"})
    about = {"account_id": labguru.account.account_id, "account_name": "Sandbox lab", "environment": "sandbox"}
    return Answer.of(200, {"token": token, "url": f"{labguru.url}/", "admin": False, "orders": False, **about})


# ---- experiments, sections, elements


@handles("experiments.create")
def create_experiment(labguru: Labguru, call: Call) -> Answer:
    """A new experiment has the four sections of the UI, each with an empty text."""
    experiment = _new_experiment(labguru, call.item)
    for name, kind in notebook.SECTIONS:
        section = notebook.add_section(labguru.records, experiment["id"], name, kind)
        notebook.add_element(labguru.records, section, "text", "")
    return labguru.show("experiments", experiment, 201)


@handles("experiments.create_v2")
def create_experiment_v2(labguru: Labguru, call: Call) -> Answer:
    """Sections and elements come with the experiment; the folder is named in one of two ways."""
    if ("milestone_id" in call.item) == ("milestone_name" in call.item):
        raise Refusal(422, {"message": "Validation failed: give one of milestone_id and milestone_name"})
    experiment = _new_experiment(labguru, call.item)
    for section in call.item["sections"]:
        made = notebook.add_section(labguru.records, experiment["id"], section["title"], "custom")
        for element in section.get("elements", ()):
            notebook.add_element(labguru.records, made, element.get("element_type", "text"), element.get("data"))
    return labguru.show("experiments", experiment, 201)


def _new_experiment(labguru: Labguru, item: Record) -> Record:
    fields = {key: value for key, value in item.items() if key not in ("sections", "milestone_name")}
    found(labguru.store.find("projects", item["project_id"]))
    if item.get("milestone_name") and not item.get("milestone_id"):
        fields["milestone_id"] = _folder(labguru, item["project_id"], item["milestone_name"])["id"]
    fields.setdefault("start_date", labguru.store.now())
    experiment = labguru.create(("experiments",), fields)
    flags = {"locked": False, "from_locked_protocol": False, "signed": False, "is_signable": True, "is_target": False}
    experiment.update({"position": experiment["id"], "duration": 1, "all_sources_signed": True, **flags})
    return experiment


def _folder(labguru: Labguru, project: int, title: str) -> Record:
    """The folder of this name, made if there is none."""
    same = (one for one in labguru.store.all("milestones") if (one["project_id"], one["title"]) == (project, title))
    return next(same, None) or labguru.create(("milestones",), {"project_id": project, "title": title})


@handles("experiments.elements")
def elements_of_experiment(labguru: Labguru, call: Call) -> Answer:
    """The elements with their data; ``by_type`` is the old name of ``element_type``."""
    sections = _sections(labguru, labguru.record(call)["id"])
    inside = {section["id"] for section in sections}
    kind, name = call.query.get("element_type", call.query.get("by_type")), call.query.get("name")
    chosen = [one for one in labguru.store.all("elements") if one["container_id"] in inside]
    fits = [one for one in chosen if kind in (None, one["element_type"]) and name in (None, one["name"])]
    return Answer.of(200, shapes.shown(labguru.store, "elements", fits, many=False))


def _sections(labguru: Labguru, experiment: int) -> list[Record]:
    wanted = ("Projects::Experiment", experiment)
    return [one for one in labguru.store.all("sections") if (one["container_type"], one["container_id"]) == wanted]


@handles("experiments.delete")
def delete_experiment(labguru: Labguru, call: Call) -> Answer:
    """The sections go with it, and the elements with them."""
    number = labguru.record(call)["id"]
    for section in _sections(labguru, number):
        _drop_section(labguru, section["id"])
    del labguru.store.tables["experiments",][number]
    return Answer(204)


@handles("sections.delete")
def delete_section(labguru: Labguru, call: Call) -> Answer:
    _drop_section(labguru, labguru.record(call)["id"])
    return Answer(204)


def _drop_section(labguru: Labguru, number: int) -> None:
    elements = labguru.store.tables["elements",]
    for element in [one["id"] for one in elements.values() if one["container_id"] == number]:
        del elements[element]
    del labguru.store.tables["sections",][number]


@handles("experiments.set_flag_as")
def set_flag(labguru: Labguru, call: Call) -> Answer:
    record = labguru.record(call)
    known = labguru.store.find("flags", call.body["flag_id"]) or notebook.FLAGS.get(call.body["flag_id"])
    record["flag"] = {key: found(known).get(key) for key in notebook.FLAGS[1]}
    return Answer.of(201, {"id": record["id"], "flag": record["flag"], "state": "flagged"})


@handles("experiments.copy_section")
def copy_section(labguru: Labguru, call: Call) -> Answer:
    target = found(labguru.store.find("experiments", call.item["item_id"]))
    sections = [found(labguru.store.find("sections", number)) for number in call.item["section_id"]]
    return Answer.of(201, {"ids": [_copy(labguru, section, target["id"]) for section in sections]})


def _copy(labguru: Labguru, section: Record, experiment: int) -> int:
    copy = notebook.add_section(labguru.records, experiment, section["name"], section["section_type"])
    for one in [one for one in labguru.store.all("elements") if one["container_id"] == section["id"]]:
        notebook.add_element(
            labguru.records,
            copy,
            one["element_type"],
            one["data"],
            name=one["name"],
            rows=one["rows"],
            cols=one["cols"],
        )
    return int(copy["id"])


@handles("elements.create")
def create_element(labguru: Labguru, call: Call) -> Answer:
    item = dict(call.item)
    section = found(labguru.store.find("sections", item.pop("container_id")))
    taken = labguru.records.accept("elements", item)
    if taken.get("element_type") == "plate" and not (taken.get("rows") and taken.get("cols")):
        raise Refusal(422, {"error_message": "Rows can't be blank", "type": "invalid_request_error"})
    element = notebook.add_element(
        labguru.records, section, taken.pop("element_type"), taken.pop("data", None), **taken
    )
    return labguru.show("elements", element, 201)


@handles("elements.update")
def update_element(labguru: Labguru, call: Call) -> Answer:
    """Four shapes of body are in use; the content is replaced, never merged."""
    record, body = labguru.record(call), call.body
    fields = next((body[key] for key in ("element", "item") if isinstance(body.get(key), dict)), body)
    if "form_json" in fields:
        values = fields["form_json"]
        fields = {"description": values if isinstance(values, str) else json.dumps({"form_json": values})}
    return labguru.show("elements", labguru.change("elements", record, fields))


@handles("elements.sort")
@handles("sections.sort")
def sort(labguru: Labguru, call: Call) -> Answer:
    for place, number in enumerate(call.body["list"], start=1):
        found(labguru.store.find(call.operation.family, number))["position"] = place
    return Answer.of(200, {"message": "sorted"})


# ---- items, stocks


@handles("experiments.item_experiments")
def experiments_of_item(labguru: Labguru, call: Call) -> Answer:
    """The experiments whose samples name the item, or a stock of it."""
    wanted = (call.query["item_class"], call.query["item_id"])
    numbers = {
        section["container_id"]
        for element in labguru.store.all("elements")
        if element["element_type"] == "samples" and wanted in element_data.items_of(element["data"])
        if (section := labguru.store.find("sections", element["container_id"]))
    }
    return labguru.listing(call, [one for one in labguru.store.all("experiments") if one["id"] in numbers])


@handles("stocks.item_stocks")
def stocks_of_item(labguru: Labguru, call: Call) -> Answer:
    wanted = (call.query["item_type"], call.query["item_id"])
    stocks = [one for one in labguru.store.all("stocks") if (one["stockable_type"], one["stockable_id"]) == wanted]
    return labguru.listing(call, stocks)


@handles("stocks.get_stocks_by_barcode")
def stocks_by_barcode(labguru: Labguru, call: Call) -> Answer:
    """By barcode; where none matches, by id."""
    stocks, wanted = list(labguru.store.all("stocks")), str(call.query["input"])
    matching = [one for one in stocks if one["barcode"] == wanted] or [
        one for one in stocks if str(one["id"]) == wanted
    ]
    return Answer.of(200, shapes.shown(labguru.store, "stocks", matching, many=True))


@handles("stocks.mark_as_consumed")
def consume_stock(labguru: Labguru, call: Call) -> Answer:
    record = labguru.record(call)
    record["archived_at"] = labguru.store.now()[:10]
    record["archived_by"] = {"name": notebook.MEMBER_NAME, "id": 1}
    return _acknowledged(record, "consumed")


@handles("stocks.mark_as_output")
def mark_output(labguru: Labguru, call: Call) -> Answer:
    record = labguru.record(call)
    experiment = call.body.get("exp_id")
    labguru.records.require_parents({"experiment_id": experiment})
    record.update(marked_as_output=True, marked_output_at=labguru.store.now(), output_experiment_id=experiment)
    record["output_experiment"] = labguru.records.reference("experiments", experiment)
    return _acknowledged(record, "marked as output")


@handles("stocks.unmark_output")
def unmark_output(labguru: Labguru, call: Call) -> Answer:
    record = labguru.record(call)
    record.update(marked_as_output=False, marked_output_at=None, output_experiment_id=None, output_experiment=None)
    return _acknowledged(record, "no longer marked as output")


@handles("stocks.update_stock_amount")
def use_stock(labguru: Labguru, call: Call) -> Answer:
    """Take an amount off the stock; ``subtract`` is the text true."""
    record, body = labguru.record(call), call.body
    kind = "weight" if body.get("unit_type") == "weight" else "volume"
    try:
        left = float(record.get(kind) or 0) - float(body.get("amount_used") or 0)
    except ValueError:
        raise Refusal(422, {"error_message": "Amount used is not a number"}) from None
    if str(body.get("subtract")).lower() == "true":
        record[kind] = f"{max(left, 0):g}"
        labguru.complete("stocks", record)
    return _acknowledged(record, "updated")


def _acknowledged(record: Record, what: str) -> Answer:
    return Answer.of(200, {"id": record["id"], "message": f"Stock was {what}"})


@handles("samples.create")
def create_sample(labguru: Labguru, call: Call) -> Answer:
    """Add an item to a samples element."""
    element = found(labguru.store.find("elements", call.item["container_id"]))
    item = found(_item(labguru, call.item.get("item_type"), call.item.get("item_id")))
    labguru.table(call)
    sample = labguru.records.make(
        labguru.key(call), labguru.records.accept("samples", call.item) | {"name": item["name"]}
    )
    _add_rows(labguru, element, [element_data.sample(sample["id"], item, str(call.item.get("item_type")), [])])
    return labguru.show("samples", sample, 201)


@handles("sample_stocks.add_stock_by_barcode")
@handles("samples.add_stock_by_barcode")
def add_stock_by_barcode(labguru: Labguru, call: Call) -> Answer:
    """A GET that writes: put the stock, and the item it is of, into a samples element."""
    element = found(labguru.store.find("elements", int(call.query["element_id"])))
    stock = found(next((one for one in labguru.store.all("stocks") if one["barcode"] == call.query["barcode"]), None))
    item = found(_item(labguru, stock["stockable_type"], stock["stockable_id"]))
    _add_rows(
        labguru,
        element,
        [element_data.sample(labguru.store.next_id("samples"), item, stock["stockable_type"], [stock])],
    )
    return labguru.from_schema(call, {"id": stock["id"]})


def _item(labguru: Labguru, kind: object, number: object) -> Record | None:
    families = {key[0] for key in labguru.store.tables if class_name(key[0]) == kind}
    return next((one for family in sorted(families) if (one := labguru.records.located(family, number))), None)


def _add_rows(labguru: Labguru, element: Record, rows: Iterable[Record]) -> None:
    element["data"] = element_data.with_rows(element["data"], rows)
    element["updated_at"] = labguru.store.now()


# ---- files


@handles("attachments.create")
def upload(labguru: Labguru, call: Call) -> Answer:
    item = dict(call.item)
    file = item.pop("attachment", None)
    if not isinstance(file, File):
        raise Refusal(422, {"error_message": "Attachment can't be blank", "type": "invalid_request_error"})
    owner = _owner(labguru, item)
    labguru.table(call)
    facts = labguru.records.accept("attachments", item) | owner | element_data.file_names(file.filename, file.media)
    record = labguru.records.make(("attachments",), facts)
    labguru.store.files[record["id"]] = file.content
    return labguru.show("attachments", record, 201)


def _owner(labguru: Labguru, item: Record) -> Record:
    """The record that an upload belongs to: by uuid, or by class and id."""
    wanted = item.pop("attach_to_uuid", None)
    if wanted is None:
        labguru.records.require_parents(item)
        return {}
    target = labguru.store.by_uuid(wanted)
    if target is None:
        raise Refusal(404, {"error": "Couldn't find LgUuid"})
    key, record = target
    return {"attachable_type": class_name(key[0]), "attachable_id": record["id"]}


@handles("attachments.update")
def update_attachment(labguru: Labguru, call: Call) -> Answer:
    """Link a file to an element, which then lists it."""
    record = labguru.change("attachments", labguru.record(call), call.item)
    element = labguru.store.find("elements", record.get("element_id"))
    if element and element["element_type"] == "attachments":
        linked = [one for one in labguru.store.all("attachments") if one.get("element_id") == element["id"]]
        element["data"] = json.dumps(linked)
    return labguru.show("attachments", record)


@handles("attachments.delete")
def delete_attachment(labguru: Labguru, call: Call) -> Answer:
    number = labguru.record(call)["id"]
    del labguru.table(call)[number]
    labguru.store.files.pop(number, None)
    return Answer(204)


@handles("attachments.download")
def download(labguru: Labguru, call: Call) -> Answer:
    """A redirect to the storage, another host there and another port here, by a link that needs no token."""
    record = labguru.record(call)
    return Answer(302, b"", "text/html", {"Location": labguru.storage.sign(record["id"], record["filename"])})
