"""Stocks, and the rows of samples elements that use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labclients.sandbox import element_data, notebook, shapes
from labclients.sandbox.checks import Call
from labclients.sandbox.messages import Answer, Refusal
from labclients.sandbox.records import ui_path
from labclients.sandbox.registry import acknowledged, goes_with, handles
from labclients.sandbox.service import found
from labclients.sandbox.state import Key, Record

if TYPE_CHECKING:
    from labclients.sandbox.lab import Lab

# The units of amounts, in grams and litres.
SCALE = {
    **{"Kg": 1e3, "g": 1, "mg": 1e-3, "ug": 1e-6, "µg": 1e-6, "ng": 1e-9},
    **{"L": 1, "mL": 1e-3, "uL": 1e-6, "µL": 1e-6, "nL": 1e-9},
}


@handles("stocks.item_stocks")
def stocks_of_item(labguru: Lab, call: Call) -> Answer:
    wanted = (call.query["item_type"], call.query["item_id"])
    stocks = labguru.store.all("stocks")
    return labguru.listing(
        call, lambda: [one for one in stocks if (one["stockable_type"], one["stockable_id"]) == wanted]
    )


@handles("stocks.get_stocks_by_barcode")
def stocks_by_barcode(labguru: Lab, call: Call) -> Answer:
    """By barcode; where none matches, by id."""
    wanted = str(call.query["input"])
    matching = [one for one in labguru.store.all("stocks") if one["barcode"] == wanted]
    if not matching and wanted.isdecimal() and (stock := labguru.store.find("stocks", int(wanted))):
        matching = [stock]
    return Answer.of(200, shapes.shown(labguru.store, "stocks", matching, many=True))


@handles("stocks.mark_as_consumed")
def consume_stock(labguru: Lab, call: Call) -> Answer:
    record = labguru.record(call)
    record["archived_at"] = labguru.store.now()[:10]
    record["archived_by"] = {"name": notebook.MEMBER_NAME, "id": 1}
    labguru.touched("stocks", record)
    return acknowledged(record, "Stock was consumed")


@handles("stocks.mark_as_output")
def mark_output(labguru: Lab, call: Call) -> Answer:
    record = labguru.record(call)
    experiment = call.body.get("exp_id")
    labguru.records.require_parents({"experiment_id": experiment})
    record.update(marked_as_output=True, marked_output_at=labguru.store.now(), output_experiment_id=experiment)
    record["output_experiment"] = labguru.records.reference("experiments", experiment)
    labguru.touched("stocks", record)
    return acknowledged(record, "Stock was marked as output")


@handles("stocks.unmark_output")
def unmark_output(labguru: Lab, call: Call) -> Answer:
    record = labguru.record(call)
    record.update(marked_as_output=False, marked_output_at=None, output_experiment_id=None, output_experiment=None)
    labguru.touched("stocks", record)
    return acknowledged(record, "Stock is no longer marked as output")


@handles("stocks.update_stock_amount")
def use_stock(labguru: Lab, call: Call) -> Answer:
    """Take an amount off the stock, in its own unit; ``subtract`` is the text true."""
    record, body = labguru.record(call), call.body
    kind = "weight" if body.get("unit_type") == "weight" else "volume"
    unit = shapes.UNITS.get(record.get(f"{kind}_unit_id") or 0, "")
    try:
        used = float(body.get("amount_used") or 0)
        left = float(record.get(kind) or 0) - used * _factor(body.get("unit_type_name") or unit, unit)
    except ValueError:
        raise Refusal(422, {"error_message": "Amount used is not a number"}) from None
    if str(body.get("subtract")).lower() == "true":
        record[kind] = f"{max(left, 0):.6g}"
        labguru.complete("stocks", record)
        labguru.touched("stocks", record)
    return acknowledged(record, "Stock was updated")


def _factor(given: str, held: str) -> float:
    return SCALE[given] / SCALE[held] if given in SCALE and held in SCALE else 1


# ---- rows of samples elements


@handles("samples.create")
def create_sample(labguru: Lab, call: Call) -> Answer:
    """Add an item to a samples element."""
    element = found(labguru.store.find("elements", call.item["container_id"]))
    key, item = found(labguru.of_class(call.item["item_type"], call.item["item_id"]))
    sample = add_sample(labguru, element, key, item, [], call.item)
    return labguru.show("samples", sample, 201)


@handles("sample_stocks.add_stock_by_barcode")
def add_stock_by_barcode(labguru: Lab, call: Call) -> Answer:
    """A GET that writes: put the stock, and the item it is of, into a samples element."""
    element = found(labguru.store.find("elements", int(call.query["element_id"])))
    stock = found(next((one for one in labguru.store.all("stocks") if one["barcode"] == call.query["barcode"]), None))
    key, item = found(labguru.of_class(stock["stockable_type"], stock["stockable_id"]))
    facts = {"item_type": stock["stockable_type"], "item_id": item["id"]}
    add_sample(labguru, element, key, item, [stock], facts)
    return acknowledged(stock, "Stock was added")


def add_sample(labguru: Lab, element: Record, key: Key, item: Record, stocks: list[Record], fields: Record) -> Record:
    """A row in the data of a samples element, and the record of the row."""
    labguru.rows_of(("samples",))  # the rows that are there already become records first
    short = [{name: one.get(name) for name in ("id", "name", "lot", "expiration_date")} for one in stocks]
    place = {"container_type": "Element", "container_id": element["id"], "name": item.get("name"), "stocks": short}
    sample = labguru.records.make(("samples",), labguru.records.accept("samples", fields) | place)
    about = {**item, "url": ui_path(key, item), "api_url": labguru.records.api_path(key, item["id"])}
    about["collection"] = key[-1]
    row = element_data.sample(sample["id"], about, str(fields["item_type"]), stocks)
    element["data"] = element_data.with_rows(element["data"], [row])
    labguru.touched("elements", element)
    return sample


@goes_with("samples")
def drop_row(labguru: Lab, sample: Record) -> None:
    element = labguru.store.find("elements", sample["container_id"])
    if element:
        element["data"] = element_data.without_row(element["data"], sample["id"])
        labguru.touched("elements", element)
