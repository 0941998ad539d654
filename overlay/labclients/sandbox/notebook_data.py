"""Sections, elements and flags: how they are made, and what the ``data`` of each type of element holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from labclients._json import as_object
from labclients.sandbox import views
from labclients.sandbox.records import EXPERIMENT, Records, title
from labclients.sandbox.store import Record

MEMBER_NAME = "Ada Okafor"  # the caller's

FLAGS = (
    {"title": "Successful", "color": "green", "icon": "thumbs-up", "default": True},
    {"title": "Failed", "color": "red", "icon": "thumbs-down", "default": True},
    {"title": "To repeat", "color": "orange", "icon": "question", "default": False},
)
SECTIONS = {name: name.lower() for name in ("Description", "Procedure", "Results", "Conclusion")}


def add_section(
    records: Records, container: int, name: str, section_type: str, container_type: str = EXPERIMENT
) -> Record:
    """Add a section to a record."""
    facts = {"container_id": container, "container_type": container_type, "collapsed": False}
    return records.make(("sections",), {"name": name, "section_type": section_type, **facts})


def add_element(records: Records, section: Record, element_type: str, data: str | None, **facts: Any) -> Record:
    """Add an element to a section."""
    container = {"container_id": section["id"], "container_type": "ExperimentProcedure"}
    states = {"hidden": False, "signed_container": False, "plate_updating": False}
    author = {"field_name": section.get("section_type"), "created_by": MEMBER_NAME}
    content = {"element_type": element_type, "data": data}
    element = records.make(("elements",), {**author, **states, **container, **content, **facts})
    return views.complete(records.store, "elements", element)


def copy_section(records: Records, section: Record, container: int, container_type: str) -> Record:
    """Copy a section with its elements into a record."""
    copy = add_section(records, container, section["name"], section["section_type"], container_type)
    for element in records.store.where("elements", container_id=section["id"]):
        facts = {key: element[key] for key in ("name", "rows", "cols", "description")}
        add_element(records, copy, element["element_type"], element["data"], **facts)
    return copy


def shown_flag(flag: Record) -> Record:
    """A flag as an experiment shows it."""
    keys = ("id", "title", "description", "color", "icon", "active", "default")
    return {key: flag.get(key) for key in keys}


# ---- the data of elements: JSON in a string for most types, HTML for text and form


def sample(number: int, item: Record, item_class: str, stocks: Sequence[Record]) -> Record:
    """A row of a samples element: an item (with its paths), and the stocks of it that are used."""
    collection, name = item.get("collection", ""), title(item)
    reference = {"item_class": item_class, "item_id": item["id"]}
    reference["generic_collection_id"] = item.get("generic_collection_id")
    return {
        **{"id": number, "name": name, "collection_name": collection, "url": item.get("url"), "organism": None},
        **{"remarks": "", "item": reference, "stocks": short_stocks(stocks)},
        "data": {"id": item["id"], "name": name, "api_url": item.get("api_url"), "auto_name": item.get("auto_name")},
        **{"saved_stocks_ids": [stock["id"] for stock in stocks], "selected_stocks": [], "storages": []},
        **{"properties": [], "select_all_stocks": False, "itemsKey": collection},
    }


def short_stocks(stocks: Sequence[Record]) -> list[Record]:
    """Stocks as samples show them."""
    return [{key: stock.get(key) for key in ("id", "name", "lot", "expiration_date")} for stock in stocks]


def samples(rows: Sequence[Record]) -> str:
    """The data of a samples element."""
    columns = [{"header": "Name", "attribute": "name"}, {"header": "SysID", "attribute": "auto_name"}]
    return as_json({"samples": rows, "headers": {row["collection_name"]: columns for row in rows}, "properties": []})


def sample_rows(data: object) -> list[Record]:
    """The rows of a samples element; none, where the data is empty or broken."""
    try:
        content = as_object(json.loads(data) if isinstance(data, str) else data)
    except ValueError:
        content = None
    return list((content or {}).get("samples", ()))


def sample_items(data: object) -> set[tuple[str, int]]:
    """(class, id) of all items and stocks in a samples element."""
    rows = sample_rows(data)
    items = {(row["item"]["item_class"], row["item"]["item_id"]) for row in rows if "item" in row}
    return items | {("System::Storage::Stock", stock) for row in rows for stock in row.get("saved_stocks_ids", ())}


def steps(titles: Sequence[str], completed: int, member: str) -> str:
    """A list of steps; the first `completed` are."""
    rows: list[Record] = []
    for index, text in enumerate(titles):
        timer = {"hours": "00", "minutes": f"{5 * index:02d}", "seconds": "00"}
        rows.append({"title": f"<p>{text}</p>", "timer": timer, "completed": index < completed})
        if index < completed:
            rows[-1] |= {"completed_by": member, "completed_at": f"14/03/2026 1{index}:05:00"}
    return as_json(rows)


def plate(rows: int, cols: int, samples: Sequence[Record]) -> str:
    """A plate whose wells hold the samples in turn; the last column is control."""
    wells: list[Record] = []
    for index in range(rows * cols):
        row, column = divmod(index, cols)
        content = samples[index % len(samples)]
        metadata = {"concentration": "", "serial_factor": {"value": "", "symbol": ""}}
        metadata["stocks"] = content["saved_stocks_ids"]
        well = {"id": index + 1, "coordinates": f"{chr(ord('A') + row)}{column + 1}", "samples": [content["id"]]}
        wells.append({**well, "control": column == cols - 1, "samples_metadata": {str(content["id"]): metadata}})
    short = [{key: content[key] for key in ("id", "name", "collection_name")} for content in samples]
    lists: Record = {"added_samples": [], "properties": []}
    return as_json({"wells": wells, "samples": short, **lists, "control_annotation_hidden": False})


def excel(rows: Sequence[Sequence[object]]) -> str:
    """A spreadsheet: a workbook as text inside of a text."""
    table = {str(i): {str(j): {"value": value} for j, value in enumerate(row)} for i, row in enumerate(rows)}
    sheet = {"name": "Sheet1", "rowCount": 40, "columnCount": 12, "data": {"dataTable": table}}
    return as_json({"spread": as_json({"version": "15.2.0", "sheets": {"Sheet1": sheet}}), "height": 600})


def form(name: str) -> tuple[str, str]:
    """A form's HTML, and its definition with the values."""
    html = f'<p>{name}</p><table><tr><td>Yield (ng)</td><td><input name="yield" type="number"></td></tr></table>'
    question = {"question": "Yield (ng)", "question_type": "number", "question_data": [{"min": 0}, {"max": 5000}]}
    return html, as_json({"form_json": {"questions": [question], "yield": "412"}})


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
