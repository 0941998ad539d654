"""A made-up lab: members, projects with folders, experiments with sections and elements, collections, stocks, files.

All of it follows from the seed, so that two sandboxes of one seed answer alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from labclients.sandbox import notebook_data, relations, views
from labclients.sandbox.records import EXPERIMENT, Records, singular
from labclients.sandbox.stock_data import BOX_SIZE, FIRST_BOX, FIRST_ID, StockMaker
from labclients.sandbox.store import START, Key, LazyTable, Record, minute

EDITION = 93  # of the experiments' data: with another, what tests and the demo count would differ
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
STEPS = ("Thaw reagents on ice", "Prepare master mix", "Load the samples", "Run the programme", "Read out")
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
FACTS: dict[str, Record] = {  # of the records of a family, beyond their names
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
    store = records.store
    store.start_ids("experiments", 966)
    store.start_ids("reports", 501)  # documents and reports share a class, so their ids must differ
    for index, name in enumerate(MEMBERS, start=1):
        email = f"{name.split()[0].lower()}@labclients.example"
        records.make(("members",), {"id": index, "name": name, "email": email})
    store.start_ids("members", len(MEMBERS) + 1)
    for flag in notebook_data.FLAGS:
        _make_declared(records, "flags", {**flag, "active": True})
    for name in TAGS:
        _make_declared(records, "tags", {"tag": name, "name": name})
    for number, name in views.UNITS.items():
        quantity = "weight" if number < 6 else "volume" if number < 9 else "concentration"
        _make_declared(records, "units", {"name": name, "type_for": quantity})
    boxes = _add_boxes(records, -(-stocks // BOX_SIZE))
    _add_collections(records)
    _add_stocks(records, stocks, boxes)
    folders = _add_projects(records)
    for number in range(experiments):
        add_experiment(records, number, folders)
    _add_attachments(records)
    _add_links(records)


def fill_family(records: Records, key: Key) -> None:
    """Add a few records of a family that `fill` leaves out, so that its list is not empty."""
    records.store.tables.setdefault(key, {})
    if key == ("samples",):
        _add_samples(records)
    else:
        for _ in EXAMPLES.get(key[0], range(6)):
            add(records, key)


def add(records: Records, key: Key) -> Record:
    """Add one more record, as if it had been there from the start."""
    family, number = key[0], len(records.store.tables[key])
    if family == "experiments":
        return add_experiment(records, number, list(records.store.all("milestones")))
    if family == "biocollections":
        return _add_item(records, key[1], f"Item {number + 1}", {})
    names = EXAMPLES.get(family, ())
    label = singular(family).replace("_", " ").capitalize()
    name = names[number] if number < len(names) else f"{label} {number + 1}"
    facts = {field: name for field in ("name", "title") if field in records.blank(family)}
    return records.make(key, facts | FACTS.get(family, {}))


def _make_declared(records: Records, family: str, facts: Record) -> None:
    """Make a record of the facts that the family's schema has a key for; of all, where there is no such family."""
    blank = records.blank(family)
    records.make((family,), {key: value for key, value in facts.items() if key in blank or not blank})


# ---- the notebook


def _add_projects(records: Records) -> list[Record]:
    """Add the projects and their folders; return the folders."""
    records.store.tables.update({("milestones",): {}, ("experiments",): {}})
    folders: list[Record] = []
    for index, (title, names) in enumerate(PROJECTS.items()):
        owner = 1 + index % len(MEMBERS)
        facts = {"title": title, "owner_id": owner, "archived": False, "closed": index == 2, "start_date": "2024-01-08"}
        project = records.make(("projects",), {**facts, "description": f"<p>{title}.</p>"})
        folders += [records.make(("milestones",), {"project_id": project["id"], "title": name}) for name in names]
    return folders


def add_experiment(records: Records, number: int, folders: Sequence[Record]) -> Record:
    """Add an experiment with its sections and elements; it is the same however many there are before and after."""
    draw = Random(f"{EDITION}/{records.store.seed}/{number}")  # noqa: S311 - made-up data, no secrets
    folder = draw.choice(folders)
    title = draw.choice(TITLES).format(gene=draw.choice(GENES), n=1 + draw.randrange(9))
    start = START - timedelta(days=900 - 3 * number, minutes=draw.randrange(600))
    member = 1 + draw.randrange(len(MEMBERS))
    created, updated = minute(start), minute(start + timedelta(hours=draw.randrange(1, 90)))
    signed = number % 40 == 7
    flag = records.store.find("flags", draw.randrange(1, 9)) if number % 2 else None
    tags = [draw.choice(TAGS)] if number % 5 == 0 else []
    facts: Record = {
        **{"title": title, "member_id": member, "owner_id": member},
        **{"project_id": folder["project_id"], "milestone_id": folder["id"]},
        **{"start_date": created, "end_date": minute(start + timedelta(days=1)), "indexed_at": updated[:10]},
        **{"created_at": created, "updated_at": updated, "duration": 1, "position": number + 1},
        **{"signed": signed, "locked": signed, "from_locked_protocol": False, "is_signable": not signed},
        **{"signed_at": minute(start + timedelta(days=2)) if signed else None, "all_sources_signed": True},
        **{"is_target": False, "flag": notebook_data.shown_flag(flag) if flag else None, "tags": tags},
    }
    experiment = records.make(("experiments",), facts)
    views.complete(records.store, "experiments", experiment)
    _add_elements(records, experiment, draw, created)
    relations.note(records, "experiments", experiment, "create", created_at=created)
    return experiment


def _add_elements(records: Records, experiment: Record, draw: Random, created: str) -> None:
    number, times = experiment["id"], {"created_at": created, "updated_at": created}
    description, procedure, results, conclusion = (
        notebook_data.add_section(records, number, name, section_type)
        for name, section_type in notebook_data.SECTIONS.items()
    )

    def add(section: Record, element_type: str, data: str, **facts: object) -> None:
        notebook_data.add_element(records, section, element_type, data, **facts, **times)

    samples = _draw_samples(records, draw)
    add(description, "text", f"<p>{experiment['title']}: does it hold?</p>")
    add(procedure, "samples", notebook_data.samples(samples), name="Samples & Reagents")
    steps = notebook_data.steps(STEPS, draw.randrange(len(STEPS) + 1), MEMBERS[0])
    add(procedure, "steps", steps, name="Steps")
    if number % 6 == 0:
        add(procedure, "plate", notebook_data.plate(4, 6, samples), name="Plate 1", rows=4, cols=6)
    if number % 3 == 0:
        table = [("sample", "value"), *((sample["name"], round(draw.uniform(0, 40), 2)) for sample in samples)]
        add(results, "excel", notebook_data.excel(table), name="Read-out")
    if number % 9 == 0:
        html, values = notebook_data.form("Quality control")
        add(results, "form", html, name="QC", description=values)
    add(conclusion, "text", "<p>As expected; n = 3.</p>" if draw.random() < 0.6 else "")


def _draw_samples(records: Records, draw: Random) -> list[Record]:
    """Two or three stocks as rows of a samples element."""
    store, stocks = records.store, records.store.tables["stocks",]
    samples: list[Record] = []
    for number in draw.sample(list(stocks), min(2 + draw.randrange(2), len(stocks))):
        stock = stocks.read(number) if isinstance(stocks, LazyTable) else stocks[number]
        key, item = store.locate("biocollections", stock["stockable_id"])
        located = records.located(key, item) if item else {"id": stock["stockable_id"]}
        samples.append(notebook_data.sample(store.next_id("samples"), located, stock["stockable_type"], [stock]))
    return samples


def _add_samples(records: Records) -> None:
    """The rows of all samples elements, as records of their own."""
    for element in records.store.where("elements", element_type="samples"):
        container = {"container_id": element["id"], "container_type": "Element"}
        for row in notebook_data.sample_rows(element["data"]):
            item = row["item"]
            reference = {"item_id": item["item_id"], "item_type": item["item_class"]}
            reference["generic_collection_id"] = item["generic_collection_id"]
            facts = {"id": row["id"], "name": row["name"], "stocks": row["stocks"]}
            records.make(("samples",), {**facts, **reference, **container})


def _add_links(records: Records) -> None:
    """Link every twelfth experiment to an item, where the specification has uuids."""
    items = list(records.store.tables["biocollections", PRIMERS].values())
    for index, experiment in enumerate(list(records.store.all("experiments"))[::12]):
        item = items[index % len(items)]
        if "uuid" in experiment and "uuid" in item:
            relations.link(records, (("experiments",), experiment), (("biocollections", PRIMERS), item))


# ---- collections, boxes, stocks


def _add_collections(records: Records) -> None:
    draw = records.store.random
    records.store.start_ids("biocollections", 1040)
    for index in range(40):
        gene, end = GENES[index // 2 % len(GENES)], "FR"[index % 2]
        sequence = "".join(draw.choices("ACGT", k=18 + draw.randrange(8)))
        tm = round(52 + draw.random() * 12, 1)
        columns = {"Sequence (5'-3')": sequence, "Tm (°C)": str(tm), "Length": str(len(sequence))}
        _add_item(records, PRIMERS, f"{gene} {'exon' if index < 24 else 'UTR'} {1 + index // 4} {end}", columns)
    cells: list[Record] = []
    for index in range(40):
        columns = {"Culturing Medium": draw.choice(("DMEM", "RPMI 1640", "MEM α")), "Passage": str(4 + index % 17)}
        columns |= {"Mycoplasma free": draw.choice(("yes", "yes", "no", "NA")), "Freezing reagent": "10% DMSO"}
        name = f"{EXAMPLES['cell_lines'][index % 5]} P{4 + index % 17}"
        cells.append(_add_item(records, CELLS, name, columns))
        if index >= 5 and "uuid" in cells[-1]:  # the passages of a line derive from the first one
            parent = cells[index % 5]
            entry = {"parent_collection": CELLS, "parent_title": parent["name"]}
            cells[-1] |= {"parents_uuid": [parent["uuid"]], "parents": {CELLS: [entry]}}


def _add_item(records: Records, collection: str, name: str, columns: Record) -> Record:
    facts = {"name": name, "generic_collection_id": COLLECTION_IDS[collection], **columns}
    item = records.make(("biocollections", collection), facts)
    item["auto_name"] = item["sys_id"] = f"{collection[0]}{item['id']}"
    return item


def _add_boxes(records: Records, count: int) -> list[str]:
    """Add as many boxes as the stocks fill, but never fewer than have a name of their own; their names."""
    names = [*BOXES, *(f"Box {number}" for number in range(len(BOXES) + 1, count + 1))]
    for number, name in enumerate(names, FIRST_BOX):
        records.make(("boxes",), {"id": number, **records.accept("boxes", {"name": name, "rows": 9, "cols": 9})})
    records.store.start_ids("boxes", FIRST_BOX + len(names))
    return names


def _add_stocks(records: Records, count: int, boxes: Sequence[str]) -> None:
    store = records.store
    tables = [(key, table) for key, table in store.tables.items() if key[0] == "biocollections"]
    items = [records.located(key, item) for key, table in tables for item in table.values()]
    table = LazyTable(StockMaker(records, items, MEMBERS, boxes))
    store.tables["stocks",] = table
    store.start_ids("stocks", FIRST_ID)
    table.add(store.next_id("stocks") for _ in range(count))


# ---- files


def file_names(filename: str, media: str) -> Record:
    """The keys of an attachment about its file."""
    return {"filename": filename, "attachment_file_name": filename, "attachment_content_type": media}


def _add_attachments(records: Records) -> None:
    store, draw = records.store, records.store.random
    store.tables.setdefault(("attachments",), {})
    for experiment in list(store.all("experiments"))[::8]:
        number = experiment["id"]
        if draw.random() < 0.5:
            filename, media, content = f"gel_{number}.png", "image/png", PNG
        else:
            lines = [f"well,{g}" for g in GENES[:3]] + [f"A{i},{draw.uniform(10, 35):.2f}" for i in range(1, 13)]
            filename, media, content = f"ct values {number}.csv", "text/csv", "\n".join(lines).encode()
        owner = {"attachable_type": EXPERIMENT, "attachable_id": number}
        record = records.make(("attachments",), {"title": filename, **owner, **file_names(filename, media)})
        store.files[record["id"]] = content
        # The file is shown by an element of the section Results.
        *_, results = store.where("sections", container_id=number, section_type="results")
        element = notebook_data.add_element(records, results, "attachments", None, name="Files")
        record |= {"element_id": element["id"], "section_id": results["id"]}
        element["data"] = notebook_data.as_json([record])
