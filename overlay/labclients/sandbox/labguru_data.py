"""A made-up lab: members, projects with folders, experiments with sections and elements, collections, stocks, files.

All of it follows from the seed, so that two sandboxes of one seed answer alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from labclients.sandbox import element_data, notebook, relations, shapes
from labclients.sandbox.records import Records, singular, ui_path
from labclients.sandbox.state import START, Key, Made, Record, minute, rows
from labclients.sandbox.stock_rows import FIRST, FIRST_BOX, PLACES, StockRows

EDITION = 93  # of the experiments' data: with another, what tests and the demo count would be other numbers
MEMBERS = ("Ada Okafor", "Björn Lindqvist", "Chiara Rossi", "Deniz Aydın", "Emi Tanaka", "Farid Haddad", "Greta O'Neil")
PROJECTS = {
    "Cell cycle checkpoints": ("2024", "2025", "Pilot"),
    "CRISPR screen of kinases": ("Library", "Screen 1", "Screen 2", "Validation"),
    "Protein purification": ("Expression", "Columns"),
    "Neuronal imaging": ("Calibration", "Cultures", "Slices"),
    "Antibody validation": ("Western", "IF & IHC"),
}
TITLES = (
    "PCR of {gene} exon {n}",
    "qPCR, {gene} knock-down, run {n}",
    "Western blot {gene}, lysate {n}",
    "Cloning {gene} into pET-28a, attempt {n}",
    "Live imaging, {gene}-GFP, dish {n}",
    "Transfection {gene} siRNA #{n}",
    "Flow cytometry, {gene} positive cells, day {n}",
    "Ni-NTA purification of {gene} (prep {n})",
    "Immunofluorescence “{gene}” α-tubulin, slide {n}",
    "ELISA {gene}, plate {n}",
)
GENES = ("TP53", "BRCA1", "CDK2", "AURKA", "KIF11", "MAP2", "ACTB", "GAPDH", "SNCA", "EGFR", "MYC", "PLK1")
PRIMERS, CELLS = "Our Primers", "Cell Bank  -- 2026"  # two blanks: names must be sent exactly as they are
COLLECTION_IDS = {PRIMERS: 54, CELLS: 55}
BOXES = ("Freezer 1 / Rack A / Box 1", "Freezer 1 / Rack A / Box 2", "LN2 tank, box 7", "Primers 2026", "Cell bank B")
TAGS = ("to repeat", "published", "urgent", "student")
SHOWN_STEPS = ("Thaw reagents on ice", "Prepare master mix", "Load the samples", "Run the programme", "Read out")
EXAMPLES = {
    "plasmids": ("pUC19", "pET-28a(+)", "pcDNA3.1", "pLKO.1", "pX459", "pEGFP-N1"),
    "antibodies": ("anti-TP53 DO-1", "anti-β-actin AC-15", "anti-α-tubulin DM1A", "anti-GFP ab290"),
    "bacteria": ("DH5α", "BL21(DE3)", "TOP10", "Stbl3"),
    "cell_lines": ("HeLa", "HEK293T", "U2OS", "SH-SY5Y", "MCF-7"),
    "primers": ("TP53 ex4 F", "TP53 ex4 R", "GAPDH F", "GAPDH R"),
    "proteins": ("TEV protease", "Taq polymerase", "BSA"),
    "protocols": ("RIPA lysis", "Two-step PCR", "Ni-NTA gravity column", "Lipofection, 24 wells"),
    "storages": ("Freezer -80 °C, 1", "Fridge 4 °C", "LN2 tank"),
    "materials": ("Phusion polymerase", "DMEM, 500 mL", "96-well plate"),
    "companies": ("New England Biolabs", "Thermo Fisher", "Sigma-Aldrich"),
    "teams": ("Imaging", "Screening"),
    "request_templates": ("Sequencing", "Cloning", "Cell culture"),
    "requests": ("Sequence 12 clones", "Clone TP53 into pET-28a", "Expand HeLa"),
    "shopping_list": ("Phusion polymerase", "DMEM, 500 mL", "96-well plate"),
}
FACTS: dict[str, Record] = {  # what is known of the records of a family beyond their names
    "requests": {"status": "Draft", "priority": "Low", "request_template_id": 1},
    "shopping_list": {"quantity": 1, "price": "12.50", "currency_symbol": "$", "requested_at": minute(START)},
    "webhooks": {"trigger_key": "system_event.create", "active": False, "url": "https://example.org/hook"},
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def fill(records: Records, *, experiments: int = 240, stocks: int = 300) -> None:
    """Fill an empty store."""
    records.store.start_ids("experiments", 966)
    records.store.start_ids("reports", 501)  # documents and reports share a class, so their ids must differ
    for index, name in enumerate(MEMBERS, start=1):
        email = f"{name.split()[0].lower()}@labclients.example"
        records.make(("members",), {"id": index, "name": name, "email": email})
    records.store.start_ids("members", len(MEMBERS) + 1)
    _small_tables(records)
    boxes = _boxes(records, -(-stocks // PLACES))
    _collections(records)
    _stocks(records, stocks, boxes)
    folders = _projects(records)
    for number in range(experiments):
        add_experiment(records, number, folders)
    _attachments(records)
    _links(records)


def fill_family(records: Records, key: Key) -> None:
    """A few records of a family that nothing above knows, so that its list is not empty."""
    records.store.tables.setdefault(key, {})
    if key == ("samples",):
        _samples(records)
    else:
        for _ in EXAMPLES.get(key[0], range(6)):
            add_record(records, key)


def add_record(records: Records, key: Key) -> Record:
    """One more record of any family: with a name, and what else is known."""
    blank, names, number = records.blank(key[0]), EXAMPLES.get(key[0], ()), len(records.store.tables[key])
    label = singular(key[0]).replace("_", " ").capitalize()
    name = names[number] if number < len(names) else f"{label} {number + 1}"
    facts = {field: name for field in ("name", "title") if field in blank}
    return records.make(key, facts | FACTS.get(key[0], {}))


def add(records: Records, key: Key) -> Record:
    """One more record, as it would have been there from the start."""
    if key == ("experiments",):
        return add_experiment(records, len(records.store.tables[key]), list(records.store.all("milestones")))
    if key[0] == "biocollections":
        return _item(records, key[1], f"Item {len(records.store.tables[key]) + 1}", {})
    return add_record(records, key)


def _small_tables(records: Records) -> None:
    for flag in notebook.FLAGS:
        records.make(("flags",), _known(records, "flags", {**flag, "active": True}))
    for name in TAGS:
        records.make(("tags",), _known(records, "tags", {"tag": name, "name": name}))
    for number, name in shapes.UNITS.items():
        kind = "weight" if number < 6 else "volume" if number < 9 else "concentration"
        records.make(("units",), _known(records, "units", {"name": name, "type_for": kind}))


def _known(records: Records, family: str, facts: Record) -> Record:
    """The facts that the family's schema has a key for; all, where the specification has no such family."""
    blank = records.blank(family)
    return {key: value for key, value in facts.items() if key in blank} if blank else facts


# ---- the notebook


def _projects(records: Records) -> list[Record]:
    records.store.tables.update({("milestones",): {}, ("experiments",): {}})
    folders: list[Record] = []
    for index, (title, names) in enumerate(PROJECTS.items()):
        owner = 1 + index % len(MEMBERS)
        facts = {"title": title, "owner_id": owner, "archived": False, "closed": index == 2, "start_date": "2024-01-08"}
        project = records.make(("projects",), {**facts, "description": f"<p>{title}.</p>"})
        for name in names:
            folders.append(records.make(("milestones",), {"project_id": project["id"], "title": name}))
    return folders


def add_experiment(records: Records, number: int, folders: Sequence[Record]) -> Record:
    """One more experiment, with its sections and elements; it is the same however many there are before and after."""
    draw = Random(f"{EDITION}/{records.store.seed}/{number}")  # noqa: S311 - made-up data, no secrets
    folder = draw.choice(folders)
    title = draw.choice(TITLES).format(gene=draw.choice(GENES), n=1 + draw.randrange(9))
    start = START - timedelta(days=900 - 3 * number, minutes=draw.randrange(600))
    member = 1 + draw.randrange(len(MEMBERS))
    times = {"start_date": minute(start), "end_date": minute(start + timedelta(days=1))}
    times |= {"created_at": minute(start), "updated_at": minute(start + timedelta(hours=draw.randrange(1, 90)))}
    signed = number % 40 == 7
    states: Record = {"signed": signed, "locked": signed, "from_locked_protocol": False, "is_signable": not signed}
    states |= {"signed_at": minute(start + timedelta(days=2)) if signed else None, "all_sources_signed": True}
    flag = records.store.find("flags", draw.randrange(1, 9)) if number % 2 else None
    more: Record = {"is_target": False, "duration": 1, "position": number + 1}
    more["flag"] = notebook.flag(flag) if flag else None
    more |= {"tags": [draw.choice(TAGS)] if number % 5 == 0 else [], "indexed_at": times["updated_at"][:10]}
    place = {"project_id": folder["project_id"], "milestone_id": folder["id"]}
    facts = {"title": title, "member_id": member, "owner_id": member, **place, **times, **states, **more}
    experiment = records.make(("experiments",), facts)
    shapes.complete(records.store, "experiments", experiment)
    _elements(records, experiment, draw, times["created_at"])
    relations.note(records, "experiments", experiment, "create", created_at=times["created_at"])
    return experiment


def _elements(records: Records, experiment: Record, draw: Random, when: str) -> None:
    described, done, found, concluded = (
        notebook.add_section(records, experiment["id"], name, kind) for name, kind in notebook.SECTIONS
    )
    used, at = _rows(records, draw), {"created_at": when, "updated_at": when}
    notebook.add_element(records, described, "text", f"<p>{experiment['title']}: does it hold?</p>", **at)
    notebook.add_element(records, done, "samples", element_data.samples(used), name="Samples & Reagents", **at)
    text = element_data.steps(SHOWN_STEPS, draw.randrange(len(SHOWN_STEPS) + 1), MEMBERS[0])
    notebook.add_element(records, done, "steps", text, name="Steps", **at)
    if experiment["id"] % 6 == 0:
        text = element_data.plate(4, 6, used)
        notebook.add_element(records, done, "plate", text, name="Plate 1", rows=4, cols=6, **at)
    if experiment["id"] % 3 == 0:
        table = [("sample", "value"), *((row["name"], round(draw.uniform(0, 40), 2)) for row in used)]
        notebook.add_element(records, found, "excel", element_data.excel(table), name="Read-out", **at)
    if experiment["id"] % 9 == 0:
        html, values = element_data.form("Quality control")
        notebook.add_element(records, found, "form", html, name="QC", description=values, **at)
    notebook.add_element(records, concluded, "text", "<p>As expected; n = 3.</p>" if draw.random() < 0.6 else "", **at)


def _rows(records: Records, draw: Random) -> list[Record]:
    """Two or three stocks as rows of a samples element."""
    stocks = rows(records.store.tables["stocks",])
    used: list[Record] = []
    for stock in draw.sample(stocks, min(2 + draw.randrange(2), len(stocks))):
        item = records.located("biocollections", stock["stockable_id"]) or {"id": stock["stockable_id"]}
        number = records.store.next_id("samples")
        used.append(element_data.sample(number, item, stock["stockable_type"], [stock]))
    return used


def _samples(records: Records) -> None:
    """The rows of all samples elements, as records of their own."""
    for element in [one for one in records.store.all("elements") if one["element_type"] == "samples"]:
        for row in element_data.rows_of(element["data"]):
            item = row["item"]
            facts = {"id": row["id"], "name": row["name"], "item_id": item["item_id"], "item_type": item["item_class"]}
            facts |= {"container_id": element["id"], "container_type": "Element", "stocks": row["stocks"]}
            facts |= {"generic_collection_id": item["generic_collection_id"]}
            records.make(("samples",), facts)


def _links(records: Records) -> None:
    """Every twelfth experiment is linked to an item, where the specification has uuids."""
    items = list(records.store.tables["biocollections", PRIMERS].values())
    for index, experiment in enumerate(list(records.store.all("experiments"))[::12]):
        item = items[index % len(items)]
        if "uuid" in experiment and "uuid" in item:
            relations.link(records, (("experiments",), experiment), (("biocollections", PRIMERS), item))


# ---- collections, boxes, stocks


def _collections(records: Records) -> None:
    draw = records.store.random
    records.store.start_ids("biocollections", 1040)
    for index in range(40):
        gene, end = GENES[index // 2 % len(GENES)], "FR"[index % 2]
        sequence = "".join(draw.choices("ACGT", k=18 + draw.randrange(8)))
        tm = round(52 + draw.random() * 12, 1)
        columns = {"Sequence (5'-3')": sequence, "Tm (°C)": str(tm), "Length": str(len(sequence))}
        _item(records, PRIMERS, f"{gene} {'exon' if index < 24 else 'UTR'} {1 + index // 4} {end}", columns)
    banked: list[Record] = []
    for index in range(40):
        line = EXAMPLES["cell_lines"][index % 5]
        columns = {"Culturing Medium": draw.choice(("DMEM", "RPMI 1640", "MEM α")), "Passage": str(4 + index % 17)}
        columns |= {"Mycoplasma free": draw.choice(("yes", "yes", "no", "NA")), "Freezing reagent": "10% DMSO"}
        item = _item(records, CELLS, f"{line} P{4 + index % 17}", columns)
        if index >= 5 and "uuid" in item:  # the passages of a line derive from the first one
            item["parents_uuid"] = [banked[index % 5]["uuid"]]
            item["parents"] = {CELLS: [{"parent_collection": CELLS, "parent_title": banked[index % 5]["name"]}]}
        banked.append(item)


def _item(records: Records, collection: str, name: str, columns: Record) -> Record:
    number, prefix = COLLECTION_IDS[collection], collection[0]
    item = records.make(("biocollections", collection), {"name": name, "generic_collection_id": number, **columns})
    item["auto_name"] = item["sys_id"] = f"{prefix}{item['id']}"
    return item


def _boxes(records: Records, count: int) -> list[str]:
    """As many boxes as the stocks fill, but never fewer than have a name of their own."""
    names = [*BOXES, *(f"Box {number}" for number in range(len(BOXES) + 1, count + 1))]
    for index, name in enumerate(names):
        facts = records.accept("boxes", {"name": name, "rows": 9, "cols": 9})
        records.make(("boxes",), {"id": FIRST_BOX + index, **facts})
    records.store.start_ids("boxes", FIRST_BOX + len(names))
    return names


def _stocks(records: Records, count: int, boxes: Sequence[str]) -> None:
    keys = [key for key in records.store.tables if key[0] == "biocollections"]
    items = [
        {**one, "url": ui_path(key, one), "collection": key[1]}
        for key in keys
        for one in records.store.tables[key].values()
    ]
    table = Made(StockRows(records, items, MEMBERS, boxes))
    records.store.tables["stocks",] = table
    records.store.start_ids("stocks", FIRST)
    table.add(records.store.next_id("stocks") for _ in range(count))


# ---- files


def _attachments(records: Records) -> None:
    draw = records.store.random
    records.store.tables.setdefault(("attachments",), {})
    experiments: Sequence[Record] = list(records.store.all("experiments"))[::8]
    for experiment in experiments:
        if draw.random() < 0.5:
            filename, media, content = f"gel_{experiment['id']}.png", "image/png", PNG
        else:
            lines = [f"well,{g}" for g in GENES[:3]] + [f"A{i},{draw.uniform(10, 35):.2f}" for i in range(1, 13)]
            filename, media, content = f"ct values {experiment['id']}.csv", "text/csv", "\n".join(lines).encode()
        owner = {"attachable_type": "Projects::Experiment", "attachable_id": experiment["id"]}
        facts = {"title": filename, **owner, **element_data.file_names(filename, media)}
        record = records.make(("attachments",), facts)
        records.store.files[record["id"]] = content
        _show_file(records, experiment, record)


def _show_file(records: Records, experiment: Record, record: Record) -> None:
    """The file stands in an element of the section Results."""
    sections = list(records.store.tables["sections",].values())
    results = next(
        one
        for one in reversed(sections)
        if one["container_id"] == experiment["id"] and one["section_type"] == "results"
    )
    element = notebook.add_element(records, results, "attachments", None, name="Files")
    record |= {"element_id": element["id"], "section_id": results["id"]}
    element["data"] = element_data.as_json([record])
