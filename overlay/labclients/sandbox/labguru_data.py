"""A made-up lab: members, projects with folders, experiments with sections and elements, collections, stocks, files.

All of it follows from the seed, so that two sandboxes of one seed answer alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from labclients.sandbox import element_data, notebook, shapes
from labclients.sandbox.records import Records, singular
from labclients.sandbox.state import START, Key, Record, minute

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
    "units": ("mg/mL", "uL", "ng/uL"),
    "flags": ("Successful", "Failed", "To repeat"),
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def fill(records: Records, *, experiments: int = 240, stocks: int = 300) -> None:
    """Fill an empty store."""
    records.store.start_ids("experiments", 966)
    records.store.start_ids("stocks", 1600)
    for index, name in enumerate(MEMBERS, start=1):
        email = f"{name.split()[0].lower()}@labclients.example"
        records.make(("members",), {"id": index, "name": name, "email": email})
    records.store.start_ids("members", len(MEMBERS) + 1)
    _boxes(records)
    _collections(records)
    _stocks(records, stocks)
    folders = _projects(records)
    for number in range(experiments):
        _experiment(records, number, folders[records.store.random.randrange(len(folders))])
    _attachments(records)


def fill_family(records: Records, key: Key) -> None:
    """A few records of a family that nothing above knows, so that its list is not empty."""
    records.store.tables.setdefault(key, {})
    family = key[0]
    blank = records.blank(family)
    if "id" not in blank:
        return
    name = singular(family).replace("_", " ").capitalize()
    names = EXAMPLES.get(family) or tuple(f"{name} {number}" for number in range(1, 7))
    for one in names:
        records.make(key, {field: one for field in ("name", "title") if field in blank})


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


def _experiment(records: Records, number: int, folder: Record) -> None:
    draw = records.store.random
    title = draw.choice(TITLES).format(gene=draw.choice(GENES), n=1 + draw.randrange(9))
    start = START - timedelta(days=900 - 3 * number, minutes=draw.randrange(600))
    member = 1 + draw.randrange(len(MEMBERS))
    times = {"start_date": minute(start), "end_date": minute(start + timedelta(days=1))}
    times |= {"created_at": minute(start), "updated_at": minute(start + timedelta(hours=draw.randrange(1, 90)))}
    signed = number % 40 == 7
    states: Record = {"signed": signed, "locked": signed, "from_locked_protocol": False, "is_signable": not signed}
    states |= {"signed_at": minute(start + timedelta(days=2)) if signed else None, "all_sources_signed": True}
    flag = notebook.FLAGS.get(draw.randrange(1, 9)) if number % 2 else None
    more: Record = {"is_target": False, "duration": 1, "position": number + 1, "flag": dict(flag) if flag else None}
    more |= {"tags": [draw.choice(TAGS)] if number % 5 == 0 else [], "indexed_at": times["updated_at"][:10]}
    place = {"project_id": folder["project_id"], "milestone_id": folder["id"]}
    facts = {"title": title, "member_id": member, "owner_id": member, **place, **times, **states, **more}
    experiment = records.make(("experiments",), facts)
    shapes.complete(records.store, "experiments", experiment)
    _elements(records, experiment, draw, times["created_at"])


def _elements(records: Records, experiment: Record, draw: Random, when: str) -> None:
    described, done, found, concluded = (
        notebook.add_section(records, experiment["id"], name, kind) for name, kind in notebook.SECTIONS
    )
    rows, at = _rows(records, draw), {"created_at": when, "updated_at": when}
    notebook.add_element(records, described, "text", f"<p>{experiment['title']}: does it hold?</p>", **at)
    notebook.add_element(records, done, "samples", element_data.samples(rows), name="Samples & Reagents", **at)
    text = element_data.steps(SHOWN_STEPS, draw.randrange(len(SHOWN_STEPS) + 1), MEMBERS[0])
    notebook.add_element(records, done, "steps", text, name="Steps", **at)
    if experiment["id"] % 6 == 0:
        text = element_data.plate(4, 6, rows)
        notebook.add_element(records, done, "plate", text, name="Plate 1", rows=4, cols=6, **at)
    if experiment["id"] % 3 == 0:
        table = [("sample", "value"), *((row["name"], round(draw.uniform(0, 40), 2)) for row in rows)]
        notebook.add_element(records, found, "excel", element_data.excel(table), name="Read-out", **at)
    if experiment["id"] % 9 == 0:
        html, values = element_data.form("Quality control")
        notebook.add_element(records, found, "form", html, name="QC", description=values, **at)
    notebook.add_element(records, concluded, "text", "<p>As expected; n = 3.</p>" if draw.random() < 0.6 else "", **at)


def _rows(records: Records, draw: Random) -> list[Record]:
    """Two or three stocks as rows of a samples element."""
    stocks = records.store.tables["stocks",]
    chosen = draw.sample(list(stocks.values()), min(2 + draw.randrange(2), len(stocks)))
    rows: list[Record] = []
    for stock in chosen:
        item = records.located("biocollections", stock["stockable_id"]) or {"id": stock["stockable_id"]}
        number = records.store.next_id("samples")
        rows.append(element_data.sample(number, item, stock["stockable_type"], [stock]))
    return rows


def _collection(item: Record) -> str:
    return PRIMERS if item.get("generic_collection_id") == COLLECTION_IDS[PRIMERS] else CELLS


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
    for index in range(40):
        line = EXAMPLES["cell_lines"][index % 5]
        columns = {"Culturing Medium": draw.choice(("DMEM", "RPMI 1640", "MEM α")), "Passage": str(4 + index % 17)}
        columns |= {"Mycoplasma free": draw.choice(("yes", "yes", "no", "NA")), "Freezing reagent": "10% DMSO"}
        _item(records, CELLS, f"{line} P{4 + index % 17}", columns)


def _item(records: Records, collection: str, name: str, columns: Record) -> None:
    number, prefix = COLLECTION_IDS[collection], collection[0]
    item = records.make(("biocollections", collection), {"name": name, "generic_collection_id": number, **columns})
    item["auto_name"] = item["sys_id"] = f"{prefix}{item['id']}"


def _boxes(records: Records) -> None:
    for index, name in enumerate(BOXES):
        facts = records.accept("boxes", {"name": name, "rows": 9, "cols": 9})
        records.make(("boxes",), {"id": 931 + index, **facts})
    records.store.start_ids("boxes", 931 + len(BOXES))


def _stocks(records: Records, count: int) -> None:
    records.store.tables.setdefault(("stocks",), {})
    items = [*records.store.all("biocollections")]
    for index in range(min(count, 81 * len(BOXES))):
        _stock(records, index, items[index % len(items)])


def _stock(records: Records, index: int, item: Record) -> None:
    draw, cells = records.store.random, _collection(item) == CELLS
    day = START - timedelta(days=600 - index)
    box, place = divmod(index, 81)
    where = {"storage_type": "System::Storage::Box", "storage_id": 931 + box, "location_in_box": place + 1}
    what = {"stockable_type": "Biocollections::Generic", "stockable_id": item["id"]}
    about: Record = {
        "name": f"{item['name']} #{1 + index // 80}",
        "container_type": "Tube",
        "barcode": f"LC{100000 + 37 * index}",
    }
    about |= {
        "lot": f"L{draw.randrange(1000, 9999)}",
        "color": "black",
        "privacy": "Public",
        "units": "",
        "description": "",
    }
    about |= {"content_type_for_display": _collection(item), "storage_location": False, "marked_as_output": False}
    amount: Record = {"volume": "1" if cells else "0.1", "volume_unit_id": 7, "weight": None, "weight_unit_id": 3}
    amount |= {"concentration": "" if cells else "100", "concentration_unit_id": 9 if cells else 13}
    for kind in ("concentration", "volume", "weight"):
        amount |= {f"{kind}_prefix": "", f"{kind}_remarks": ""}
    times: Record = {"created_at": minute(day), "updated_at": minute(day), "stored_on": minute(day)[:10]}
    times["expiration_date"] = minute(day + timedelta(days=1500))[:10] if index % 4 else None
    people = {
        "owner_id": 1 + index % len(MEMBERS),
        "stored_by": {"name": MEMBERS[index % len(MEMBERS)], "url": f"/admin/members/{1 + index % len(MEMBERS)}"},
    }
    columns = {"Freezing reagent": "10% DMSO", "Vial Details": ""} if cells else {"Dilution": "1:10"}
    facts = {**about, **what, **where, **amount, **times, **people}
    stock = records.make(("stocks",), {**_known(records, "stocks", facts), **columns, "custom1": ""})
    shapes.complete(records.store, "stocks", stock)


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
    sections = records.store.tables["sections",].values()
    results = next(
        one
        for one in reversed(sections)
        if one["container_id"] == experiment["id"] and one["section_type"] == "results"
    )
    element = notebook.add_element(records, results, "attachments", None, name="Files")
    record |= {"element_id": element["id"], "section_id": results["id"]}
    element["data"] = element_data.as_json([record])
