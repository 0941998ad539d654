"""Stocks, and the rows of samples elements that use them."""

from __future__ import annotations

from typing import Any

from labclients.sandbox import notebook_data
from labclients.sandbox.labguru import Labguru, acknowledged, drops_with, handles
from labclients.sandbox.messages import Answer, Refusal
from labclients.sandbox.records import CALLER
from labclients.sandbox.service import Call, existing
from labclients.sandbox.store import Key, Record, Rows
from labclients.sandbox.views import UNITS

# The units of amounts, in grams and litres.
SCALE = {
    **{"Kg": 1e3, "g": 1, "mg": 1e-3, "ug": 1e-6, "µg": 1e-6, "ng": 1e-9},
    **{"L": 1, "mL": 1e-3, "uL": 1e-6, "µL": 1e-6, "nL": 1e-9},
}


@handles("stocks.item_stocks")
def stocks_of_item(labguru: Labguru, call: Call) -> Answer:
    item = (call.query["item_type"], call.query["item_id"])
    stocks = Rows(labguru.table(("stocks",)))
    return labguru.listing(
        call, lambda: stocks.where(lambda stock: (stock["stockable_type"], stock["stockable_id"]) == item)
    )


@handles("stocks.get_stocks_by_barcode")
def stocks_by_barcode(labguru: Labguru, call: Call) -> Answer:
    """By barcode; where none matches, by id."""
    text = str(call.query["input"])
    matches = labguru.store.where("stocks", barcode=text)
    if not matches and text.isdecimal() and (stock := labguru.store.find("stocks", int(text))):
        matches = [stock]
    return labguru.show_all("stocks", matches)


@handles("stocks.mark_as_consumed")
def consume_stock(labguru: Labguru, call: Call) -> Answer:
    member = {"name": notebook_data.MEMBER_NAME, "id": CALLER}
    stock = labguru.touch("stocks", labguru.record(call), archived_at=labguru.store.now()[:10], archived_by=member)
    return acknowledged(stock, "Stock was consumed")


@handles("stocks.mark_as_output", "stocks.unmark_output")
def mark_output(labguru: Labguru, call: Call) -> Answer:
    marked = call.operation.verb == "mark_as_output"
    experiment = call.body.get("exp_id") if marked else None
    labguru.records.require_parents({"experiment_id": experiment})
    facts: dict[str, Any] = {
        "marked_as_output": marked,
        "marked_output_at": labguru.store.now() if marked else None,
        "output_experiment_id": experiment,
        "output_experiment": labguru.records.reference("experiments", experiment),
    }
    stock = labguru.touch("stocks", labguru.record(call), **facts)
    return acknowledged(stock, "Stock was marked as output" if marked else "Stock is no longer marked as output")


@handles("stocks.update_stock_amount")
def use_stock(labguru: Labguru, call: Call) -> Answer:
    """Take an amount off the stock, in its own unit; ``subtract`` is the text true."""
    stock, body = labguru.record(call), call.body
    amount = "weight" if body.get("unit_type") == "weight" else "volume"
    unit = UNITS.get(stock.get(f"{amount}_unit_id") or 0, "")
    used_unit = body.get("unit_type_name") or unit
    factor = SCALE[used_unit] / SCALE[unit] if used_unit in SCALE and unit in SCALE else 1
    try:
        rest = float(stock.get(amount) or 0) - float(body.get("amount_used") or 0) * factor
    except ValueError:
        raise Refusal(422, {"error_message": "Amount used is not a number"}) from None
    if str(body.get("subtract")).lower() == "true":
        labguru.touch("stocks", stock, **{amount: f"{max(rest, 0):.6g}"})
    return acknowledged(stock, "Stock was updated")


# ---- rows of samples elements


@handles("samples.create")
def create_sample(labguru: Labguru, call: Call) -> Answer:
    """Add an item to a samples element."""
    element = existing(labguru.store.find("elements", call.item["container_id"]))
    item = existing(labguru.of_class(call.item["item_type"], call.item["item_id"]))
    sample = _add_sample(labguru, element, item, [], call.item)
    return labguru.show("samples", sample, 201)


@handles("sample_stocks.add_stock_by_barcode")
def add_stock_by_barcode(labguru: Labguru, call: Call) -> Answer:
    """A GET that writes: put the stock, and the item it is of, into a samples element."""
    element = existing(labguru.store.find("elements", int(call.query["element_id"])))
    stock = existing(next(iter(labguru.store.where("stocks", barcode=call.query["barcode"])), None))
    fields = {"item_type": stock["stockable_type"], "item_id": stock["stockable_id"]}
    item = existing(labguru.of_class(*fields.values()))
    _add_sample(labguru, element, item, [stock], fields)
    return acknowledged(stock, "Stock was added")


def _add_sample(
    labguru: Labguru, element: Record, item: tuple[Key, Record], stocks: list[Record], fields: Record
) -> Record:
    """Add a row to the data of a samples element, and the record of the row."""
    labguru.table(("samples",))  # the rows that are there become records first
    container = {"container_type": "Element", "container_id": element["id"]}
    content = {"name": item[1].get("name"), "stocks": notebook_data.short_stocks(stocks)}
    sample = labguru.records.make(("samples",), labguru.records.accept("samples", fields) | container | content)
    row = notebook_data.sample(sample["id"], labguru.records.located(*item), str(fields["item_type"]), stocks)
    labguru.touch("elements", element, data=notebook_data.samples([*notebook_data.sample_rows(element["data"]), row]))
    return sample


@drops_with("samples")
def drop_row(labguru: Labguru, sample: Record) -> None:
    if element := labguru.store.find("elements", sample["container_id"]):
        rows = [row for row in notebook_data.sample_rows(element["data"]) if row["id"] != sample["id"]]
        labguru.touch("elements", element, data=notebook_data.samples(rows))
