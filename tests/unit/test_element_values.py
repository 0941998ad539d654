"""Elements read as what they are, and are written back as they came."""

from __future__ import annotations

import contextlib
import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labclients import UnexpectedResponse, UsageError
from labclients.labguru.elements import Element
from labclients.labguru.experiments import Experiment, ExperimentContents, Protocol
from labclients.labguru.values import (
    Files,
    Form,
    Plate,
    Samples,
    Steps,
    Workbook,
    as_data,
    written,
)
from labguru_api import models as m
from labguru_api.models import SampleRow, Step, Well

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
objects = st.dictionaries(st.text(max_size=8), json_values, max_size=4)
rows = st.lists(objects, max_size=4)

SAMPLE = {
    "id": 5,
    "name": "HeLa",
    "collection_name": "Cell Lines",
    "item": {"item_class": "Biocollections::CellLine", "item_id": 7, "generic_collection_id": None},
    "stocks": [{"id": 9, "name": "HeLa 1", "lot": None, "expiration_date": "2027-01-01"}],
    "saved_stocks_ids": [9],
    "Our Column": "x",
}
SAMPLES = {"samples": [SAMPLE], "headers": {"Cell Lines": [{"header": "Name", "attribute": "name"}]}, "properties": []}
STEPS = [
    {"title": "<p>Thaw</p>", "timer": {"hours": "00", "minutes": "05", "seconds": "00"}, "completed": False},
    {"title": "<p>Mix</p>", "completed": True, "completed_by": "A", "completed_at": "14/03/2026 10:05:00"},
]
PLATE = {
    "wells": [{"id": 1, "coordinates": "A1", "samples": [5], "control": True, "samples_metadata": {"5": {}}}],
    "samples": [{"id": 5, "name": "HeLa", "collection_name": "Cell Lines"}],
    "added_samples": [],
    "control_annotation_hidden": False,
}
BOOK = {
    "sheets": {"S": {"name": "S", "data": {"dataTable": {"0": {"1": {"value": 2.5, "style": 1}}}}}},
    "version": "15",
}
EXCEL = {"spread": json.dumps(BOOK), "height": 600}


def element(kind: str | None, data: Any, **more: Any) -> Element:
    return Element({"id": 3, "element_type": kind, "data": data, **more})


def again(value: Any, kind: str) -> Any:
    """What is read after a value was written."""
    return element(kind, as_data(value)).value


class TestReading:
    def test_samples(self) -> None:
        """A samples element is a list of rows, with what stands beside them."""
        value = element("samples", json.dumps(SAMPLES)).value
        assert isinstance(value, Samples)
        assert [(row.name, row.item and row.item.item_id) for row in value] == [("HeLa", 7)]
        assert [stock.id for stock in value[0].stocks or []] == [9]
        assert value[0]["Our Column"] == "x"
        assert value.beside == {"headers": SAMPLES["headers"], "properties": []}

    def test_steps(self) -> None:
        """A steps element is a list of steps."""
        value = element("steps", json.dumps(STEPS)).value
        assert isinstance(value, Steps)
        assert [(step.title, step.completed, step.completed_at) for step in value] == [
            ("<p>Thaw</p>", False, None),
            ("<p>Mix</p>", True, "14/03/2026 10:05:00"),
        ]
        assert (value[0].timer or {})["minutes"] == "05"

    def test_plate(self) -> None:
        """A plate has wells, samples and its size."""
        value = element("plate", json.dumps(PLATE), rows=8, cols=12).value
        assert isinstance(value, Plate)
        assert (value.rows, value.cols) == (8, 12)
        assert [well.coordinates for well in value.wells] == ["A1"]
        assert [sample.name for sample in value.samples] == ["HeLa"]
        assert value.well("A1") == Well(PLATE["wells"][0])  # type: ignore[index]
        assert value.well("B2") is None

    def test_excel(self) -> None:
        """A spreadsheet has sheets, and these have the values of cells by row and column."""
        value = element("excel", json.dumps(EXCEL)).value
        assert isinstance(value, Workbook)
        assert value.sheets["S"].cells == {(0, 1): 2.5}
        assert value.sheets["S"].table == [[None, 2.5]]

    def test_form(self) -> None:
        """A form has its values, its questions and its HTML; values may come beside the definition or in tables."""
        described = {"form_json": {"questions": [{"question": "Yield"}], "Yield": "412"}}
        tables = {"tables": [{"table_1": [{"fields": [{"name": "pH", "value": "7"}, {"name": "Yield", "value": ""}]}]}]}
        came = {"description": json.dumps(described), "form_data_json": tables}
        value = element("form", "<table></table>", **came).value
        assert isinstance(value, Form)
        assert value.values == {"Yield": "412", "pH": "7"}
        assert value.questions == [{"question": "Yield"}]
        assert value.html == "<table></table>"

    def test_attachments(self) -> None:
        """An element of files lists attachments."""
        value = element("attachments", '[{"id": 77, "filename": "gel.png"}]').value
        assert isinstance(value, Files)
        assert [(type(one), one.id, one.filename) for one in value] == [(m.Attachment, 77, "gel.png")]

    @given(st.text())
    def test_text(self, html: str) -> None:
        """A text is its HTML, whatever is in it."""
        assert element("text", html).value == html

    @pytest.mark.parametrize("empty", ["", None, "null", " "])
    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            ("samples", []),
            ("steps", []),
            ("attachments", []),
            ("plate", Plate({})),
            ("excel", Workbook()),
        ],
    )
    def test_empty(self, kind: str, empty: Any, value: Any) -> None:
        """Nothing is an empty one of its kind."""
        read = element(kind, empty).value
        assert read == value
        assert not read or type(read) is type(value)

    @pytest.mark.parametrize(("kind", "value"), [("text", ""), ("form", Form()), ("sketch", None), (None, None)])
    def test_empty_of_other_kinds(self, kind: str | None, value: Any) -> None:
        """Nothing is an empty text or form, and of a type that is not known nothing."""
        assert element(kind, None).value == value

    @pytest.mark.parametrize(
        ("kind", "data"), [("samples", SAMPLES), ("steps", STEPS), ("plate", PLATE), ("excel", EXCEL)]
    )
    def test_object_already(self, kind: str, data: Any) -> None:
        """Data that is an object already (seen live), or a text in a text, reads the same; `data` stays as it came."""
        usual = element(kind, json.dumps(data)).value
        assert as_data(element(kind, data).value) == as_data(usual)
        assert as_data(element(kind, json.dumps(json.dumps(data))).value) == as_data(usual)
        assert element(kind, data).data == data

    @pytest.mark.parametrize("kind", ["samples", "steps", "plate", "excel", "attachments"])
    @pytest.mark.parametrize("data", ['{"samples": [', "<p>x</p>", "7", '"x"', "[" * 100_000, "true"])
    def test_unreadable(self, kind: str, data: str) -> None:
        """What cannot be read is one error that names the element, and holds none of the text; `data` is there."""
        broken = element(kind, data)
        with pytest.raises(UnexpectedResponse, match=rf"^element 3 \({kind}\) cannot be read") as caught:
            broken.value  # noqa: B018
        assert caught.value.__context__ is None
        assert broken.data == data

    @given(
        st.sampled_from(["samples", "steps", "plate", "excel", "attachments", "form", "text", "sketch", None]),
        json_values,
    )
    def test_anything(self, kind: str | None, data: Any) -> None:
        """Whatever JSON comes, as an object or as a text: a value, or that one error."""
        for came in (data, json.dumps(data)):
            with contextlib.suppress(UnexpectedResponse):
                element(kind, came, description=came, form_data_json=came).value  # noqa: B018

    def test_without_data(self) -> None:
        """The short form inside of an experiment says that it has no data, not that there is nothing in it."""
        with pytest.raises(UsageError, match=r"element 3 came without its data: get it with elements\.get"):
            Element({"id": 3, "element_type": "samples"}).value  # noqa: B018


class TestWriting:
    @given(objects, rows)
    def test_samples_round_trip(self, beside: dict[str, Any], held: list[dict[str, Any]]) -> None:
        """Rows and what stands beside them are written as they came."""
        came = {**beside, "samples": held}
        assert json.loads(as_data(element("samples", json.dumps(came)).value) or "") == came

    @given(st.sampled_from(["steps", "attachments"]), rows)
    def test_lists_round_trip(self, kind: str, held: list[dict[str, Any]]) -> None:
        """Steps and files are written as they came."""
        assert json.loads(as_data(element(kind, json.dumps(held)).value) or "") == held

    @given(objects, rows)
    def test_plates_round_trip(self, beside: dict[str, Any], wells: list[dict[str, Any]]) -> None:
        """A plate is written as it came, without the size, which is not in its data."""
        came = {**beside, "wells": wells}
        assert json.loads(as_data(element("plate", json.dumps(came), rows=2, cols=3).value) or "") == came

    @given(objects, objects)
    def test_workbooks_round_trip(self, beside: dict[str, Any], book: dict[str, Any]) -> None:
        """A spreadsheet is a text in a text again, with all that we know nothing of."""
        sent = json.loads(as_data(element("excel", json.dumps({**beside, "spread": json.dumps(book)})).value) or "")
        assert json.loads(sent.pop("spread")) == book
        assert sent == {key: value for key, value in beside.items() if key != "spread"}

    @given(st.dictionaries(st.text(max_size=8).filter(lambda name: name != "questions"), json_values))
    def test_forms_round_trip(self, values: dict[str, Any]) -> None:
        """Of a form, the values are written, by the names of its fields, as JSON in a text."""
        value = element("form", "", description=json.dumps({"form_json": values})).value
        sent = written(value)
        assert list(sent) == ["form_json"]
        assert json.loads(sent["form_json"]) == values

    def test_changed(self) -> None:
        """A step is replaced by a copy that differs in one key; the element that was read stays what it was."""
        read = element("steps", json.dumps(STEPS))
        value = read.value
        assert isinstance(value, Steps)
        value[0] = value[0].replace(completed=True)
        assert again(value, "steps") == [Step({**STEPS[0], "completed": True}), Step(STEPS[1])]
        assert read.value == [Step(one) for one in STEPS]

    def test_changed_inside(self) -> None:
        """Views inside of what is replaced are written as what they are."""
        plate = Plate(PLATE, 8, 12)
        changed = plate.replace(wells=[well.replace(control=False) for well in plate.wells])
        assert [well.control for well in again(changed, "plate").wells] == [False]
        assert (changed.rows, changed.cols) == (8, 12)
        assert [well.control for well in plate.wells] == [True]

    def test_cells(self) -> None:
        """A cell that is put keeps its style; the workbook that was read stays what it was."""
        book = Workbook(BOOK, {"height": 600})
        changed = book.put("S", {(0, 1): 3, (2, 0): "new"})
        assert again(changed, "excel").sheets["S"].table == [[None, 3], [None, None], ["new", None]]
        assert changed.content["sheets"]["S"]["data"]["dataTable"]["0"]["1"]["style"] == 1
        assert book.sheets["S"].cells == {(0, 1): 2.5}

    @pytest.mark.parametrize("plain", [STEPS, SAMPLES, None, "<p>x</p>"])
    def test_plain(self, plain: Any) -> None:
        """Plain lists and dicts, a text and nothing are written as they are."""
        assert written(plain) == {"data": plain if plain is None or isinstance(plain, str) else as_data(plain)}
        assert isinstance(plain, str | None) or json.loads(as_data(plain) or "") == plain

    @pytest.mark.parametrize("bad", [[{1, 2}], [float("nan")], {"a": object()}])
    def test_no_json(self, bad: Any) -> None:
        """What JSON cannot hold is not written."""
        with pytest.raises((TypeError, ValueError)):
            written(bad)

    @pytest.mark.parametrize("way", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
    def test_copies(self, way: Any) -> None:
        """Values cross processes whole."""
        plate = way(Plate(PLATE, 8, 12))
        assert (plate, plate.rows, plate.cols) == (Plate(PLATE), 8, 12)
        samples = way(Samples([SampleRow(SAMPLE)], {"headers": {}}))
        assert (samples, samples.beside) == ([SampleRow(SAMPLE)], {"headers": {}})
        assert way(Workbook(BOOK, {"height": 1})) == Workbook(BOOK, {"height": 1})
        assert way(Form("h", {"a": 1}, [2])) == Form("h", {"a": 1}, [2])


SECTION = {"id": 91, "name": "Results", "elements": [{"id": 103, "element_type": "text", "data": "<p>"}]}


class TestSections:
    @pytest.mark.parametrize("kind", [Experiment, Protocol])
    @pytest.mark.parametrize("sections", [[SECTION], [{"experiment_procedure": SECTION}]])
    def test_alike(self, kind: Any, sections: Any) -> None:
        """Sections look the same, wrapped or not; their elements can be read."""
        [section] = kind({"id": 1, "experiment_procedures": sections}).sections
        assert (section.id, section.name) == (91, "Results")
        assert [(type(one), one.value) for one in section.elements or []] == [(Element, "<p>")]

    @pytest.mark.parametrize("none", [{}, {"experiment_procedures": None}, {"experiment_procedures": []}])
    def test_none(self, none: dict[str, Any]) -> None:
        """No sections are none."""
        assert Experiment(none).sections == []

    def test_contents(self) -> None:
        """The sections of whole experiments have their elements with the data, in the order of the sections."""
        short = [{"id": 103, "element_type": "text"}, {"id": 104, "element_type": "steps"}, {"id": 105}]
        experiment = Experiment({"id": 1, "experiment_procedures": [{"id": 91, "elements": short}]})
        elements = [element("steps", "[").to_dict() | {"id": 104}, element("text", "<p>").to_dict() | {"id": 103}]
        whole = ExperimentContents(1, experiment, [Element(one) for one in elements], None)
        [section] = whole.sections
        assert [(one.id, one.data) for one in section.elements or []] == [(103, "<p>"), (104, "["), (105, None)]
        assert list(whole.unreadable) == [104]
