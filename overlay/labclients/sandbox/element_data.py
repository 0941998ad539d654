"""The contents of elements, as their texts hold them: JSON in a string for most types, HTML for text and form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from labclients.sandbox.state import Record


def sample(number: int, item: Record, kind: str, stocks: Sequence[Record]) -> Record:
    """One row of a samples element: an item (with its paths), and the stocks of it that are used."""
    collection = item.get("collection", "")
    name = item.get("name") or item.get("title")
    saved = [{key: stock.get(key) for key in ("id", "name", "lot", "expiration_date")} for stock in stocks]
    about = {"item_class": kind, "item_id": item["id"], "generic_collection_id": item.get("generic_collection_id")}
    data = {"id": item["id"], "name": name, "api_url": item.get("api_url"), "auto_name": item.get("auto_name")}
    row: Record = {"id": number, "name": name, "collection_name": collection, "url": item.get("url"), "organism": None}
    row |= {"remarks": "", "item": about, "data": data, "stocks": saved}
    row |= {"saved_stocks_ids": [stock["id"] for stock in stocks], "selected_stocks": [], "storages": []}
    return row | {"properties": [], "select_all_stocks": False, "itemsKey": collection}


def samples(rows: Sequence[Record]) -> str:
    """A samples element."""
    named = [{"header": "Name", "attribute": "name"}, {"header": "SysID", "attribute": "auto_name"}]
    headers = {row["collection_name"]: named for row in rows}
    return as_json({"samples": list(rows), "headers": headers, "properties": []})


def with_rows(data: object, rows: Iterable[Record]) -> str:
    """A samples element with more rows; one that is empty, or broken, begins anew."""
    return samples([*rows_of(data), *rows])


def rows_of(data: object) -> list[dict[str, Any]]:
    """The rows of a samples element."""
    return list(_read(data).get("samples", []))


def without_row(data: object, number: int) -> str:
    """A samples element with a row less."""
    return samples([row for row in rows_of(data) if row["id"] != number])


def items_of(data: object) -> set[tuple[str, int]]:
    """(class, id) of all items and stocks that a samples element names."""
    rows = rows_of(data)
    items = {(row["item"]["item_class"], row["item"]["item_id"]) for row in rows if "item" in row}
    return items | {("System::Storage::Stock", stock) for row in rows for stock in row.get("saved_stocks_ids", ())}


def _read(data: object) -> dict[str, Any]:
    try:
        value = json.loads(data) if isinstance(data, str) else data
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def steps(titles: Sequence[str], done: int, member: str) -> str:
    """A list of steps; the first ``done`` are completed."""
    listed: list[Record] = []
    for index, title in enumerate(titles):
        timer = {"hours": "00", "minutes": f"{5 * index:02d}", "seconds": "00"}
        finished = index < done
        step: Record = {"title": f"<p>{title}</p>", "timer": timer, "completed": finished}
        if finished:
            step |= {"completed_by": member, "completed_at": f"14/03/2026 1{index}:05:00"}
        listed.append(step)
    return as_json(listed)


def plate(rows: int, cols: int, rows_of_samples: Sequence[Record]) -> str:
    """A plate whose wells hold the samples in turn; the last column is control."""
    wells: list[Record] = []
    for index in range(rows * cols):
        row, column = divmod(index, cols)
        chosen = rows_of_samples[index % len(rows_of_samples)]
        metadata = {
            "stocks": chosen["saved_stocks_ids"],
            "concentration": "",
            "serial_factor": {"value": "", "symbol": ""},
        }
        well: Record = {"id": index + 1, "coordinates": f"{chr(ord('A') + row)}{column + 1}", "samples": [chosen["id"]]}
        wells.append(well | {"control": column == cols - 1, "samples_metadata": {str(chosen["id"]): metadata}})
    listed = [{key: one[key] for key in ("id", "name", "collection_name")} for one in rows_of_samples]
    return as_json(
        {"wells": wells, "samples": listed, "added_samples": [], "properties": [], "control_annotation_hidden": False}
    )


def plate_rows(data: object) -> list[list[str]]:
    """A plate as a table: a well and the names of its samples in each row."""
    held = _read(data)
    names = {one["id"]: one["name"] for one in held.get("samples", ())}
    wells = held.get("wells", ())
    return [[one["coordinates"], ", ".join(str(names.get(number)) for number in one["samples"])] for one in wells]


def plate_of(table: Iterable[Sequence[str]]) -> Record:
    """The content of a plate from such a table."""
    rows = [(row[0], [name for name in row[1].split(", ") if name]) for row in table if len(row) > 1]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(n for _, held in rows for n in held), start=1)}
    wells = [
        {"id": place, "coordinates": well, "samples": [numbers[name] for name in held], "control": False}
        for place, (well, held) in enumerate(rows, start=1)
    ]
    samples = [{"id": number, "name": name} for name, number in numbers.items()]
    return {"wells": wells, "samples": samples, "added_samples": [], "properties": []}


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


def file_names(filename: str, media: str) -> Record:
    """The keys of an attachment that tell about its file."""
    return {"filename": filename, "attachment_file_name": filename, "attachment_content_type": media}


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
