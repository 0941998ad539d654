"""What single operations of the sandboxed Labguru do beyond the plain verbs, and what a test can change meanwhile."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from hashlib import md5
from typing import Any

import httpx
import pytest

from labclients import sandbox
from labclients.errors import UsageError


class Lab:
    """A sandbox and somebody who asks it."""

    def __init__(self, box: sandbox.Box, web: httpx.Client) -> None:
        self.box = box
        self.web = web

    def ask(self, method: str, path: str, body: Any = None, **query: Any) -> httpx.Response:
        prefix = "" if path.startswith("v2/") else "v1/"
        url = f"{self.box.labguru_url}/api/{prefix}{path}"
        return self.web.request(method, url, params={"token": self.box.token, **query}, json=body)

    def get(self, path: str, **query: Any) -> Any:
        return self.done("GET", path, **query)

    def done(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        answer = self.ask(method, path, body, **query)
        assert answer.status_code in (200, 201, 204), answer.text
        return answer.json() if answer.content else None

    def element(self, kind: str) -> Any:
        """An element of a type, and the only one in its experiment."""
        experiments = (one["id"] for one in self.get("experiments"))
        return next(one for number in experiments for one in self.get(f"experiments/{number}/elements", by_type=kind))


@pytest.fixture
def lab() -> Iterator[Lab]:
    with sandbox.serve(experiments=12, stocks=12) as box, httpx.Client(trust_env=False) as web:
        yield Lab(box, web)


# ---- search, parents, links, tags


def test_the_search_finds_names_of_all_tables_and_a_model_narrows_it(lab: Lab) -> None:
    found = lab.get("searches/global_search", term="tp53", size=1000)
    assert len({one["class_name"] for one in found}) > 2
    assert all("tp53" in (one["name"] or one["title"]).lower() for one in found)
    antibodies = lab.get("searches/global_search", term="tp53", size=1000, model="Antibody")
    assert [one["name"] for one in antibodies] == ["anti-TP53 DO-1"]
    page = lab.get("searches/global_search", term="tp53", size=2, page=2, meta="true")
    assert page["data"] == found[2:4]
    assert page["meta"]["item_count"] == len(found)
    assert lab.get(found[0]["api_url"].removeprefix("/api/v1/"))["id"] == found[0]["id"]


def test_a_derived_item_is_listed_where_it_is_a_child_and_shows_its_parent(lab: Lab) -> None:
    parent = lab.get("plasmids/1")
    fields = {"item": {"name": "a clone", "parents_uuid": [parent["uuid"]]}}
    child = lab.done("POST", "biocollections/Our%20Primers", fields)
    assert "parents_uuid" not in child
    assert child["parents"] == {"plasmids": [{"parent_collection": "plasmids", "parent_title": parent["name"]}]}
    assert [one["id"] for one in lab.get("plasmids/1/get_derived_items")] == [child["id"]]
    assert lab.get("plasmids/1/get_derived_items", derived_collection_name="cell_lines") == []
    assert len(lab.get("plasmids/1/get_derived_items", derived_collection_id=54)) == 1
    assert [one["name"] for one in lab.get("plasmids/get_derived_collections")] == ["Our Primers"]
    assert lab.get("plasmids/2/get_derived_items") == []
    lab.done("PUT", "plasmids/2", {"item": {"parents_uuid": [child["uuid"], parent["uuid"]]}})
    assert [one["name"] for one in lab.get("plasmids/2/get_parents")] == ["a clone", parent["name"]]
    assert [one["id"] for one in lab.get(f"biocollections/Our%20Primers/{child['id']}/get_derived_items")] == [2]
    lost = lab.ask("PUT", "plasmids/2", {"item": {"parents_uuid": ["no such"]}})
    assert (lost.status_code, lost.json()) == (404, {"error": "Couldn't find LgUuid"})


def test_a_link_is_shown_by_both_its_ends_until_it_is_deleted(lab: Lab) -> None:
    one, other = lab.get("experiments/967"), lab.get("experiments/968")
    link = lab.done("POST", "links", {"item": {"source_uuid": one["uuid"], "target_uuid": other["uuid"]}})
    assert (link["source_type"], link["source_id"], link["target_id"]) == ("Projects::Experiment", 967, 968)
    assert lab.get("links", item_uuid=other["uuid"]) == [link]
    assert lab.get("experiments/967")["links"] == [other["uuid"]]
    assert lab.get("experiments/968")["links"] == [one["uuid"]]
    by_ids = {"source_id": 1, "source_type": "Projects::Project"}
    by_ids |= {"target_id": 967, "target_type": "Projects::Experiment"}
    lab.done("POST", "links", {"item": by_ids})
    lab.done("DELETE", f"links/{link['id']}")
    assert lab.get("experiments/967")["links"] == [lab.get("projects/1")["uuid"]]
    assert lab.get("experiments/968")["links"] == []
    assert lab.ask("GET", "links", item_uuid="no such").status_code == 404


def test_tags_are_put_on_and_taken_off_and_deleted_everywhere(lab: Lab) -> None:
    about = {"class_name": "Projects::Project", "item_id": "1"}
    tags = [lab.done("POST", "tags", {"item": {**about, "tag": name}}) for name in ("draft", "wip", "urgent")]
    assert lab.get("projects/1")["tags"] == ["draft", "wip", "urgent"]
    lab.done("DELETE", "tags", {"item": {**about, "tag": "draft, wip"}})
    assert lab.get("projects/1")["tags"] == ["urgent"]
    filtered = {"kendo": "true", "tag_ids": f"['{tags[2]['id']}']"}
    assert [one["id"] for one in lab.get("projects", **filtered)["data"]] == [1]
    lab.done("DELETE", f"tags/{tags[2]['id']}")
    assert lab.get("projects/1")["tags"] == []
    assert not any("urgent" in one["tags"] for one in lab.get("experiments"))


# ---- the notebook


def test_what_is_written_stands_in_the_audit_trail(lab: Lab) -> None:
    before = lab.get("histories", order="id DESC")[0]["id"]
    element = lab.element("text")
    lab.done("PUT", f"elements/{element['id']}", {"data": "<p>new</p>"})
    project = lab.done("POST", "projects", {"item": {"title": "P"}})
    lab.done("DELETE", f"v2/projects/{project['id']}")
    newest = lab.get("histories", order="id DESC", page_size=3)
    told = [(one["id"], one["action"], one["object_type"], one["object_id"]) for one in newest]
    assert told == [
        (before + 3, "delete", "Projects::Project", project["id"]),
        (before + 2, "create", "Projects::Project", project["id"]),
        (before + 1, "update", "Element", element["id"]),
    ]
    around = element["experiment"]["id"]
    asked = json.dumps({"action": ["update"], "context_id": around}, separators=(",", ":"))
    assert [one["object_id"] for one in lab.get("histories", filter=asked)] == [element["id"]]
    assert newest[2]["object"]["url"] == element["url"]


def test_flags_are_made_and_set(lab: Lab) -> None:
    made = lab.done("POST", "flags", {"item": {"title": "Odd", "color": "blue"}})
    assert made.keys() == {"flag", "state"}
    assert lab.get(f"flags/{made['flag']['id']}") == made["flag"]
    lab.done("POST", "experiments/966/set_flag_as", {"flag_id": made["flag"]["id"]})
    assert lab.get("experiments/966")["flag"]["title"] == "Odd"


def test_sections_are_copied_into_a_report(lab: Lab) -> None:
    report = lab.done("POST", "reports", {"item": {"title": "R"}})["id"]
    sections = [one["experiment_procedure"] for one in lab.get("experiments/966")["experiment_procedures"]]
    lab.done("POST", "reports/add_cover_to_report", {"item": {"report_id": report, "data": "<h1>R</h1>"}})
    asked = {"report_id": report, "section_id": str(sections[0]["id"])}
    lab.done("POST", "reports/add_section_to_report", {"item": asked})
    asked = {"item_id": report, "section_id": [sections[1]["id"], sections[2]["id"]]}
    copies = lab.done("POST", "v2/reports/copy_section", {"item": asked})["ids"]
    shown = [one["experiment_procedure"] for one in lab.get(f"reports/{report}")["experiment_procedures"]]
    assert [one["name"] for one in shown] == ["Cover", *(one["name"] for one in sections[:3])]
    assert [one["id"] for one in shown[2:]] == copies
    assert [len(one["elements"]) for one in shown[1:]] == [len(one["elements"]) for one in sections[:3]]
    bad = {"item": {"report_id": report, "section_id": "999999"}}
    assert lab.ask("POST", "reports/add_section_to_report", bad).status_code == 500


def test_a_measurement_keeps_what_stands_beside_the_value(lab: Lab) -> None:
    body = {"input_name": "yield", "experiment_id": 966, "item": {"measurement": "412"}}
    made = lab.done("POST", "measurements", body)
    assert (made["input_name"], made["experiment_id"], made["measurement"]) == ("yield", 966, "412")


def test_plates_are_elements_that_can_be_found_and_copied(lab: Lab) -> None:
    plate = lab.element("plate")
    assert lab.get(f"plates/{plate['id']}")["data"] == plate["data"]
    lab.done("POST", f"plates/{plate['id']}/duplicate", {"names": ["copy 1", "copy 2"]})
    [copy] = lab.get("plates/find_by_name", name="copy 2")
    assert (copy["data"], copy["rows"], copy["master_plate_id"]) == (plate["data"], plate["rows"], plate["id"])
    assert lab.get("plates/find_by_name", name="copy") == []
    refused = lab.ask("POST", f"plates/{plate['id']}/duplicate", {"names": []})
    assert (refused.status_code, refused.json()) == (500, {"error": "Name can't be blank"})
    lab.done("DELETE", f"plates/{copy['id']}")
    assert lab.ask("GET", f"elements/{copy['id']}").status_code == 404


def test_an_old_experiment_can_be_broken_and_healed(lab: Lab) -> None:
    lab.box.break_experiment(967)
    shown = lab.get("experiments/967")["experiment_procedures"]
    elements = [element["id"] for one in shown for element in one["experiment_procedure"]["elements"]]
    assert elements
    for path in ("experiments/967/elements", *(f"elements/{number}" for number in elements)):
        assert lab.ask("GET", path).status_code == 500, path
    assert lab.get("experiments/968/elements")
    lab.box.clear_faults()
    assert {one["id"] for one in lab.get("experiments/967/elements")} == set(elements)


# ---- requests, orders, webhooks


def test_a_request_goes_its_way_and_no_other(lab: Lab) -> None:
    number = lab.done("POST", "requests", {"item": {"name": "Q", "request_template_id": 1}})["id"]
    assert lab.ask("PATCH", f"requests/{number}/approve", {"item": {}}).status_code == 422
    way = {"submit": "Pending", "approve": "Approved", "accept": "Awaiting Assignment"}
    way |= {"select_performer": "Assigned", "start": "In Progress", "done": "Completed"}
    for step, status in way.items():
        item = {"performed_by": 3} if step == "select_performer" else {}
        lab.done("PATCH", f"requests/{number}/{step}", None if step == "done" else {"item": item})
        assert lab.get(f"requests/{number}")["status"] == status
    assert lab.get(f"requests/{number}")["performed_by"] == 3
    assert lab.ask("PATCH", f"requests/{number}/reject").status_code == 422
    lost = lab.ask("POST", "requests", {"item": {"request_template_id": 999}})
    assert (lost.status_code, lost.json()) == (404, {"error_message": "Cannot find request template"})


def test_a_line_of_the_shopping_list_is_added_submitted_approved_and_cancelled(lab: Lab) -> None:
    item = {"collection_type": "Biocollections::Antibody", "item_id": 2, "quantity": 3}
    told = lab.done("POST", "shopping_list/add_item", {"item": item})
    assert (told["success"], told["item"]["id"]) == (True, 2)
    path = f"shopping_list/{told['lineitem_id']}"
    line = lab.get(path)
    assert (line["material"]["name"], line["material_id"], line["quantity"]) == (told["item"]["name"], 2, 3)
    for step, key in (("submit", "submited_at"), ("approve", "approved_at")):
        assert lab.get(path)[key] is None
        lab.done("PUT", f"{path}/{step}")
        assert lab.get(path)[key]
    lab.done("PUT", f"{path}/cancel")
    assert lab.get(path)["approved_at"] is None
    custom = {"collection_type": "Our Primers", "collection_id": 54, "item_id": 1040, "quantity": 1}
    assert lab.done("POST", "shopping_list/add_item", {"item": custom})["item"]["name"]
    lost = lab.ask("POST", "shopping_list/add_item", {"item": {**item, "item_id": 999}})
    assert lost.status_code == 422
    assert "errors" in lost.json()


def test_the_triggers_of_webhooks_are_listed(lab: Lab) -> None:
    assert {"trigger_key": "system_event.create"} in lab.get("webhooks/list")


# ---- stocks and samples


def test_stocks_are_consumed_marked_and_used(lab: Lab) -> None:
    lab.done("POST", "stocks/1600/mark_as_consumed")
    assert lab.get("stocks/1600")["archived_at"]
    lab.done("POST", "stocks/1601/mark_as_output", {"exp_id": 966})
    marked = lab.get("stocks/1601")
    assert (marked["marked_as_output"], marked["output_experiment"]["id"]) == (True, 966)
    lab.done("POST", "stocks/1601/unmark_output", {})
    assert lab.get("stocks/1601")["output_experiment"] is None

    amount = {"unit_type": "volume", "unit_type_name": "uL", "amount_used": "30", "subtract": "true"}
    before = lab.get("stocks/1602")
    assert (before["volume"], before["volume_unit"]["name"]) == ("0.1", "mL")
    lab.done("POST", "stocks/1602/update_stock_amount", {**amount, "subtract": "false"})
    assert lab.get("stocks/1602")["volume"] == "0.1"
    lab.done("POST", "stocks/1602/update_stock_amount", amount)
    after = lab.get("stocks/1602")
    assert (after["volume"], after["volume_to_display"]) == ("0.07", "0.07 mL")
    assert {key for key in before if before[key] != after[key]} <= {
        *("volume", "volume_to_display", "volume_to_display_2", "updated_at")
    }


def test_a_barcode_that_no_stock_has_is_taken_for_an_id(lab: Lab) -> None:
    lab.done("PUT", "stocks/1605", {"item": {"barcode": "1601"}})
    assert [one["id"] for one in lab.get("stocks/get_stocks_by_barcode", input="1601")] == [1605]
    assert [one["id"] for one in lab.get("stocks/get_stocks_by_barcode", input="1602")] == [1602]
    assert lab.get("stocks/get_stocks_by_barcode", input="no such") == []


def test_an_item_and_a_stock_become_rows_of_a_samples_element(lab: Lab) -> None:
    element, before = lab.element("samples"), lab.get("samples", page_size=1000)
    path, held = f"elements/{element['id']}", json.loads(element["data"])["samples"]
    assert {one["id"] for one in before} >= {row["id"] for row in held}
    item = {"container_type": "Element", "container_id": element["id"]}
    item |= {"item_type": "Biocollections::Plasmid", "item_id": 2}
    sample = lab.done("POST", "samples", {"item": item})
    barcode = lab.get("stocks/1603")["barcode"]
    lab.done("GET", "sample_stocks/add_stock_by_barcode", element_id=element["id"], barcode=barcode)
    *same, first, second = json.loads(lab.get(path)["data"])["samples"]
    assert same == held
    assert (first["id"], first["name"], first["item"]["item_id"]) == (sample["id"], lab.get("plasmids/2")["name"], 2)
    assert second["saved_stocks_ids"] == [1603]
    assert [one["id"] for one in lab.get("samples", page_size=1000)[len(before) :]] == [first["id"], second["id"]]
    lab.done("DELETE", f"samples/{first['id']}")
    assert json.loads(lab.get(path)["data"])["samples"] == [*held, second]
    assert lab.ask("GET", "sample_stocks/add_stock_by_barcode", element_id=1, barcode="no such").status_code == 404


def test_a_stock_has_276_keys_as_the_recorded_ones(lab: Lab) -> None:
    stock = lab.get("stocks/1600")
    assert len(stock) == 276
    assert {f"custom{number}" for number in range(1, 151)} < stock.keys()
    assert {"Oxigen", "Vial Details", "Parent Cell"} < stock.keys()
    assert stock["api_url"] == "/api/v1/stocks//1600"


# ---- files


def test_a_file_is_downloaded_by_the_id_in_the_query(lab: Lab) -> None:
    [file, *_] = lab.get("attachments")
    answer = lab.ask("GET", "attachments/download", id=file["id"])
    link = lab.ask("GET", f"attachments/{file['id']}/download").headers["location"]
    assert (answer.status_code, answer.content) == (200, lab.web.get(link).content)
    assert lab.ask("GET", "attachments/download", id=999).status_code == 404


FILE = {"original_filename": "big ä.bin", "content_type": "application/octet-stream"}


def test_a_file_sent_straight_to_the_storage_exists_when_it_has_arrived(lab: Lab) -> None:
    item = {"title": "big ä.bin", "attachment": FILE, "attach_to_uuid": lab.get("experiments/966")["uuid"]}
    begun = lab.done("POST", "v2/attachments/s3_direct_upload", {"item": item})
    assert begun["presigned_url"].startswith(lab.box.storage_url)
    assert lab.box.token not in begun["presigned_url"]
    assert lab.ask("GET", f"attachments/{begun['id']}").status_code == 404
    url, content = begun["presigned_url"], bytes(range(256)) * 99
    assert lab.web.put(f"{url}&token={lab.box.token}", content=content).status_code == 403
    assert lab.web.put(url, content=content, headers={"Authorization": "x"}).status_code == 400
    assert lab.web.get(url).status_code == 403
    assert lab.web.put(url, content=content).status_code == 200
    record = lab.get(f"attachments/{begun['id']}")
    assert (record["filename"], record["attachable_id"]) == ("big ä.bin", 966)
    assert lab.ask("GET", "attachments/download", id=begun["id"]).content == content
    lost = lab.ask("POST", "v2/attachments/s3_direct_upload", {"item": {**item, "attach_to_uuid": "no such"}})
    assert lost.status_code == 404


def test_a_file_sent_in_parts_exists_when_their_etags_are_right(lab: Lab) -> None:
    item = {"title": "big ä.bin", "attachment": FILE}
    begun = lab.done("POST", "v2/attachments/s3_multipart_upload", {"item": item, "parts": 3})
    parts = [b"a" * 10, b"b" * 20, b"c"]
    end = {"id": begun["id"], "upload_id": begun["upload_id"]}
    etags = [lab.web.put(url, content=part).headers["etag"] for url, part in zip(begun["urls"], parts, strict=True)]
    assert etags == [f'"{md5(part).hexdigest()}"' for part in parts]
    for wrong in (etags[:2], etags[::-1]):
        refused = lab.ask("POST", "v2/attachments/s3_multipart_finished", {**end, "etags": wrong})
        assert refused.status_code == 422
    assert lab.ask("GET", f"attachments/{begun['id']}").status_code == 404
    lab.done("POST", "v2/attachments/s3_multipart_finished", {**end, "etags": etags})
    assert lab.ask("GET", "attachments/download", id=begun["id"]).content == b"".join(parts)
    assert lab.ask("POST", "v2/attachments/s3_multipart_finished", {**end, "etags": etags}).status_code == 404


def test_links_for_uploads_expire(lab: Lab) -> None:
    begun = lab.done("POST", "v2/attachments/s3_direct_upload", {"item": {"title": "a", "attachment": FILE}})
    lab.box.expire_links()
    assert lab.web.put(begun["presigned_url"], content=b"a").status_code == 403


# ---- what a test changes meanwhile


@pytest.mark.parametrize("table", ["stocks", "experiments", "projects", "Our Primers", "plasmids"])
def test_rows_come_and_go(lab: Lab, table: str) -> None:
    path = f"biocollections/{table.replace(' ', '%20')}" if table == "Our Primers" else table
    before = [one["id"] for one in lab.get(path, page_size=1000)]
    added = lab.box.add_rows(table, 3)
    assert [one["id"] for one in lab.get(path, page_size=1000)] == before + added
    assert lab.get(f"{path}/{added[0]}")["id"] == added[0]
    assert lab.box.remove_rows(table, 2) == before[:2]
    assert lab.box.remove_rows(table, 2, first=False) == added[1:]
    page = lab.get(path, page_size=1000, meta="true")
    assert [one["id"] for one in page["data"]] == [*before[2:], added[0]]
    assert page["meta"]["item_count"] == len(before) - 1
    assert lab.ask("GET", f"{path}/{before[0]}").status_code == 404


def test_a_filtered_list_knows_of_new_rows(lab: Lab) -> None:
    asked = {"kendo": "true", "filter[filters][0][field]": "id", "filter[filters][0][operator]": "_gt"}
    asked["filter[filters][0][value]"] = "1605"
    before = lab.get("stocks", **asked)["meta"]["item_count"]
    lab.box.add_rows("stocks", 5)
    assert lab.get("stocks", **asked)["meta"]["item_count"] == before + 5


def test_rows_of_a_table_that_is_not_there_are_refused(lab: Lab) -> None:
    with pytest.raises(UsageError, match="stokcs"):
        lab.box.add_rows("stokcs")


def test_sixty_thousand_stocks_are_served_at_once() -> None:
    begun = time.perf_counter()
    with sandbox.serve(stocks=60_000, experiments=3) as box, httpx.Client(trust_env=False) as web:
        lab = Lab(box, web)
        first = lab.get("stocks", meta="true")
        assert time.perf_counter() - begun < 10  # half a second, where nothing else runs
        assert first["meta"] == {"item_count": 60_000, "page_count": 600}
        last = lab.get("stocks", meta="true", page=600)["data"]
        assert [one["id"] for one in last] == list(range(61_500, 61_600))
        assert len({one["barcode"] for one in first["data"] + last}) == 200
        assert lab.get("stocks", page=601) == []
        assert lab.get(f"boxes/{last[-1]['storage_id']}")["name"] == last[-1]["box"]["name"]
        assert lab.get("stocks/61599") == last[-1]
        lab.done("PUT", "stocks/61599", {"item": {"lot": "changed"}})
        assert lab.get("stocks", page=600)[-1]["lot"] == "changed"
        begun = time.perf_counter()
        for page in range(2, 12):
            lab.get("stocks", meta="true", page=page)
        assert (time.perf_counter() - begun) / 10 < 0.2  # 0.02, where nothing else runs
