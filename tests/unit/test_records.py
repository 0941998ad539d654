"""The generated packages: records that show what came, bodies that are checked when made, imports when first used."""

from __future__ import annotations

import copy
import csv
import io
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import labguru_api
import labvanced_api
from labclients.labguru.experiments import Experiment as RichExperiment
from labclients.labguru.experiments import Section
from labguru_api import api, models
from labguru_api.types import UNSET, Body, Field, Record, Unset, view

ROOT = Path(__file__).resolve().parents[2]
FEW = settings(max_examples=30)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)
known_keys = st.sampled_from(["id", "title", "owner", "attachments", "flag", "tags", "experiment_procedures"])
objects = st.dictionaries(known_keys | st.text(max_size=8), json_values, max_size=8)


def every(kind: type) -> list[Any]:
    """Every record, or every body, of both packages."""
    found = (
        getattr(package.models, name) for package in (labguru_api, labvanced_api) for name in package.models.__all__
    )
    return [model for model in found if issubclass(model, kind)]


RECORDS = [model for package in (labguru_api, labvanced_api) for model in every(package.types.Record)]
BODIES = every(Body)


class TestRecords:
    @FEW
    @given(objects)
    def test_to_dict_is_what_came(self, data: dict[str, Any]) -> None:
        """Round trip: every key, every value, in the order in which it came."""
        record = models.Experiment(copy.deepcopy(data))
        assert json.dumps(record.to_dict()) == json.dumps(data)

    @FEW
    @given(objects)
    def test_to_dict_is_a_copy(self, data: dict[str, Any]) -> None:
        """Whoever changes the dict does not change the record, however deep."""
        record = models.Experiment({"tags": ["a"], **data})
        before = copy.deepcopy(record)
        mine = record.to_dict()
        for value in mine.values():
            if isinstance(value, list):
                value.append("mine")
            elif isinstance(value, dict):
                value["mine"] = 1
        mine["id"] = "mine"
        assert record == before

    @FEW
    @given(objects)
    @pytest.mark.parametrize("way", [lambda one: pickle.loads(pickle.dumps(one)), copy.copy, copy.deepcopy])
    def test_a_copy_is_equal_and_of_the_same_kind(self, way: Callable[[Any], Any], data: dict[str, Any]) -> None:
        """Pickled or copied, a record is the record, of the overlay's own kinds too."""
        for record in (models.Experiment(data), RichExperiment(data)):
            again = way(record)
            assert again == record
            assert type(again) is type(record)

    @FEW
    @given(objects, objects)
    def test_records_are_equal_where_their_data_is(self, one: dict[str, Any], other: dict[str, Any]) -> None:
        """Two views are equal when they are of one kind and see equal data; a dict is no record."""
        assert (models.Experiment(one) == models.Experiment(other)) is (one == other)
        assert models.Experiment(one) != models.Stock(one)
        assert models.Experiment(one) != one

    @FEW
    @given(objects)
    def test_every_key_is_there(self, data: dict[str, Any]) -> None:
        """Documented or not, what came is under its key."""
        record = models.Experiment(data)
        assert list(record) == list(data)
        assert all(record[key] is data[key] and key in record for key in data)
        with pytest.raises(KeyError):
            record["no such key\x00"]

    def test_what_is_absent_reads_none(self) -> None:
        """Of an empty object of any kind each documented field is None, but for those that every record has."""
        for model in RECORDS:
            optional = [name for name, field in fields(model).items() if type(field).__name__ == "Field"]
            assert {getattr(model({}), name) for name in optional} <= {None}, model
            assert not hasattr(model({}), "no_such_field")

    @pytest.mark.parametrize("kind", [models.Experiment, models.Stock, labvanced_api.models.Session])
    def test_the_id_is_always_there(self, kind: Any) -> None:
        """A record's own number needs no check for None: a record without one is an error when it is asked for."""
        [(name, field)] = [(name, field) for name, field in fields(kind).items() if type(field).__name__ == "Given"]
        assert getattr(kind({field._key: 7}), name) == 7
        for empty in ({}, {field._key: None}):
            with pytest.raises(AttributeError, match=f"this {kind.__name__} came without its {field._key}"):
                getattr(kind(empty), name)

    @given(model=st.sampled_from(RECORDS), value=json_values.filter(lambda value: value is not None))
    def test_a_field_shows_its_key(self, model: Any, value: Any) -> None:
        """Whatever shape came, a field shows it: as a view where it fits, else as it came."""
        for name, field in fields(model).items():
            assert plain(getattr(model({field._key: value}), name)) == value

    def test_objects_inside_are_views(self) -> None:
        """An object, and each object of a list, is seen through the record that the specification names."""
        experiment = models.Experiment({"owner": {"id": 1, "name": "Ada"}, "attachments": [{"id": 2}, {"id": 3}]})
        assert type(experiment.owner) is models.MemberReference
        assert experiment.owner.name == "Ada"
        assert [type(one) for one in experiment.attachments or []] == [models.Attachment, models.Attachment]

    def test_a_null_in_a_list_survives(self) -> None:
        """A null among the objects of a list is a null, at its place."""
        experiment = models.Experiment({"attachments": [None, {"id": 1}, "text", None]})
        first, second, third, fourth = experiment.attachments or []
        assert (first, second.id, third, fourth) == (None, 1, "text", None)

    @pytest.mark.parametrize("wrong", ["text", 7, True, [], [1], 1.5])
    def test_a_wrong_shape_stays_as_it_came(self, wrong: Any) -> None:
        """Where an object was expected and something else came, it is shown as it is."""
        assert models.Experiment({"owner": wrong}).owner == wrong

    def test_a_record_is_read_only(self) -> None:
        """A field that is set would never reach the server: it is refused, and the sentence says what to do."""
        record = models.Experiment({"title": "PCR"})
        with pytest.raises(AttributeError, match="read-only view; title is changed through an update"):
            record.title = "other"  # type: ignore[assignment]
        with pytest.raises(AttributeError):
            record.titel = "other"  # type: ignore[attr-defined]
        with pytest.raises(TypeError):
            record["title"] = "other"  # type: ignore[index]
        with pytest.raises(AttributeError):
            del record.title
        assert record.to_dict() == {"title": "PCR"}

    def test_a_record_shows_little_of_itself(self) -> None:
        """Its repr is a line: what kind, which one, never all of its data."""
        record = models.Experiment({"id": 1, "title": "PCR", "description": "x" * 1000})
        assert repr(record) == "<Experiment id=1 title='PCR'>"

    @given(json_values)
    def test_an_answer_of_another_shape_stays_as_it_came(self, value: Any) -> None:
        """Nothing that came is lost or broken by being read."""
        assert plain(view(value, models.Experiment, models.Experiment)) == value

    @pytest.mark.parametrize("wrapped", [True, False])
    def test_sections_are_alike_wrapped_or_not(self, wrapped: bool) -> None:
        """Labguru wraps the sections of one experiment, not those in lists: an experiment's are sections."""
        sections = [{"id": 1, "name": "Results"}, {"id": 2, "name": "Method"}]
        came = [{"experiment_procedure": section} if wrapped else section for section in sections]
        experiment = RichExperiment({"experiment_procedures": [*came, None]})
        assert [(type(one), one.id, one.name) for one in experiment.sections] == [
            (Section, 1, "Results"),
            (Section, 2, "Method"),
        ]

    @pytest.mark.parametrize("came", [{}, {"experiment_procedures": None}, {"experiment_procedures": "none"}])
    def test_no_sections_are_an_empty_list(self, came: dict[str, Any]) -> None:
        """Absent, null or nonsense: an experiment without sections has none."""
        assert RichExperiment(came).sections == []


class TestRecordsAsMappings:
    def test_a_record_is_a_mapping(self) -> None:
        """dict(), ** and get() see every key, as of any mapping."""
        record = models.Project({"id": 1, "Our Column": "x"})
        assert dict(record) == {**record} == {"id": 1, "Our Column": "x"}
        assert record.get("title", "none") == "none"
        assert len(record) == 2

    def test_tables_of_records(self) -> None:
        """pandas, polars and csv make a column of each key."""
        records = [models.Project({"id": 1, "title": "a"}), models.Project({"id": 2, "title": "b"})]
        assert pd.DataFrame(records).to_dict("list") == {"id": [1, 2], "title": ["a", "b"]}
        assert pl.from_dicts(records).to_dict(as_series=False) == {"id": [1, 2], "title": ["a", "b"]}
        text = io.StringIO()
        csv.DictWriter(text, ["id", "title"]).writerows(records)
        assert text.getvalue() == "1,a\r\n2,b\r\n"


class TestBodies:
    def test_fields_are_given_by_name(self) -> None:
        """A body takes no positional argument: their order would be nobody's promise."""
        with pytest.raises(TypeError, match="positional"):
            models.ProjectCreate("A project")  # type: ignore[misc]

    @pytest.mark.parametrize(
        ("make", "said"),
        [
            (lambda: models.ExperimentCreate(title=[7], project_id=15), "title must be str, not list [7]"),  # type: ignore[arg-type]
            (lambda: models.ExperimentCreate(title="a", project_id="15a"), "project_id must be int, not str '15a'"),  # type: ignore[arg-type]
            (lambda: models.ExperimentCreate(title="a", project_id=True), "project_id must be int, not bool True"),
            (lambda: models.ExperimentCreate(title=None, project_id=1), "title must be str, not NoneType None"),  # type: ignore[arg-type]
        ],
    )
    def test_a_wrong_type_is_one_sentence_when_it_is_made(self, make: Callable[[], Any], said: str) -> None:
        """The field, what it takes and what it was given; before anything is sent."""
        with pytest.raises(TypeError) as caught:
            make()
        assert str(caught.value) == said

    def test_a_long_value_is_shortened(self) -> None:
        """A whole document given for a number does not fill the screen."""
        with pytest.raises(TypeError) as caught:
            models.ExperimentCreate(title="a", project_id="x" * 10_000)  # type: ignore[arg-type]
        assert len(str(caught.value)) < 150

    def test_left_out_is_not_sent_and_none_is_null(self) -> None:
        """In an update, what is left out stays untouched, and None is sent as null, which clears."""
        nullable = [name for name, (_, types) in models.StockUpdate._wire.items() if type(None) in types]
        assert nullable
        sent = models.StockUpdate(**{nullable[0]: None}).to_dict()
        assert list(sent.values()) == [None]
        assert models.StockUpdate().to_dict() == {}
        assert models.StockUpdate(**{nullable[0]: UNSET}).to_dict() == {}

    @given(st.dictionaries(st.text(max_size=8).filter(lambda key: key not in ("title", "project_id")), json_values))
    def test_extra_is_sent_beside_the_fields(self, extra: dict[str, Any]) -> None:
        """Custom columns go under their display names, whatever these look like."""
        reserved = {key for key, _ in models.ExperimentCreate._wire.values()}
        extra = {key: value for key, value in extra.items() if key not in reserved}
        body = models.ExperimentCreate(title="PCR", project_id=15, extra=extra)
        assert body.to_dict() == {"title": "PCR", "project_id": 15, **extra}

    def test_extra_may_hold_a_field(self) -> None:
        """A key that became a field with a new release of the API is still taken out of extra, and checked."""
        body = models.ExperimentCreate(title="PCR", project_id=15, extra={"milestone_id": "3"})
        assert body.to_dict() == {"title": "PCR", "project_id": 15, "milestone_id": 3}
        with pytest.raises(TypeError, match="milestone_id must be int"):
            models.ExperimentCreate(title="PCR", project_id=15, extra={"milestone_id": "x"})
        with pytest.raises(TypeError, match="project_id is given twice"):
            models.ExperimentCreate(title="PCR", project_id=15, extra={"project_id": 16})

    @pytest.mark.parametrize(
        ("value", "sent"),
        [
            (np.int64(3), 3),
            (np.float64(3.5), 3.5),
            (np.bool_(True), True),
            (np.str_("a"), "a"),
            (Decimal("10"), 10),
            (Decimal("1.5"), 1.5),
            (date(2026, 1, 2), "2026-01-02"),
            (pd.Timestamp("2026-01-02 10:00"), "2026-01-02T10:00:00"),
            ((1, np.int64(2)), [1, 2]),
        ],
    )
    def test_values_of_tables(self, value: Any, sent: Any) -> None:
        """Values as numpy and pandas have them are sent as JSON knows them."""
        body = models.ProjectCreate(title="a", extra={"Our Column": value})
        assert body.to_dict() == {"title": "a", "Our Column": sent}
        assert type(body.to_dict()["Our Column"]) is type(sent)

    @pytest.mark.parametrize("missing", [float("nan"), np.nan, pd.NA, pd.NaT, Decimal("NaN")])
    def test_a_missing_value_is_left_out(self, missing: Any) -> None:
        """NaN, NaT and NA are no value: the field stays as it is on the server."""
        body = models.ProjectCreate(title="a", description=missing, extra={"Our Column": missing})
        assert body.to_dict() == {"title": "a"}

    def test_extra_that_is_no_dict_is_refused(self) -> None:
        """Extra is a dict of keys and values; a text would be taken apart letter by letter."""
        with pytest.raises(TypeError, match="extra must be dict"):
            models.ExperimentCreate(title="PCR", project_id=15, extra="Our Column")  # type: ignore[arg-type]

    def test_bodies_inside_bodies_are_sent_whole(self) -> None:
        """A body inside a list inside a body is sent as its own keys."""
        element = models.ElementCreateV2(element_type="text", data="<p>x</p>")
        section = models.SectionCreateV2(title="Results", elements=[element])
        body = models.ExperimentCreateV2(title="PCR", project_id=15, sections=[section], milestone_id=3)
        sent = body.to_dict()
        assert sent["sections"] == [{"title": "Results", "elements": [element.to_dict()]}]
        assert json.loads(json.dumps(sent)) == sent

    def test_every_body_says_what_it_sends(self) -> None:
        """Each field of each body has its key and its types; no two share a key."""
        for body in BODIES:
            keys = [key for key, _ in body._wire.values()]
            assert {field.name for field in body.__attrs_attrs__} - {"extra"} == set(body._wire), body
            assert len(keys) == len(set(keys)), body

    @pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
    def test_unset_is_one(self, way: Callable[[Any], Any]) -> None:
        """UNSET is one object, false, and itself in every copy: a body that crossed a process leaves out the same."""
        assert way(UNSET) is UNSET
        assert Unset() is UNSET
        assert not UNSET
        assert repr(UNSET) == "UNSET"
        body = models.ExperimentCreate(title="PCR", project_id=15)
        assert way(body).to_dict() == body.to_dict() == {"title": "PCR", "project_id": 15}


class TestPaths:
    @given(st.text(min_size=1).filter(lambda name: name not in (".", "..")))
    def test_a_path_parameter_is_one_segment(self, name: str) -> None:
        """A collection's name, whatever people called it, stays one segment and is read back to the letter."""
        surrogates = any("\ud800" <= letter <= "\udfff" for letter in name)
        if surrogates:
            with pytest.raises(ValueError, match="surrogates"):
                api.biocollections.get.request(name, 3)
            return
        *_, segment, number = api.biocollections.get.request(name, 3).path.split("/")
        assert (unquote(segment), number) == (name, "3")
        assert segment.isascii()

    @pytest.mark.parametrize("name", ["", ".", ".."])
    def test_a_path_parameter_is_no_way_up(self, name: str) -> None:
        """What would make another path of it is refused."""
        with pytest.raises(ValueError, match="must not be"):
            api.biocollections.get.request(name, 3)

    @pytest.mark.parametrize("id", [None, 3.5, True, "../../admin", UNSET, float("nan"), "3.0"])
    def test_a_path_parameter_is_checked(self, id: Any) -> None:
        """An id is a whole number, and nothing else."""
        with pytest.raises(TypeError, match="id must be"):
            api.stocks.get.request(id)

    @pytest.mark.parametrize("id", ["3", 3.0, np.int64(3), np.float64(3), pd.Series([3])[0]])
    def test_an_id_as_tables_have_it(self, id: Any) -> None:
        """Digits, and the numbers of numpy and pandas, are ids."""
        assert api.stocks.get.request(id).path.endswith("/stocks/3")

    def test_a_query_parameter_is_checked(self) -> None:
        """A query parameter of a wrong type is refused, and one that is left out is None."""
        with pytest.raises(TypeError, match="page must be int, not str 'x'"):
            api.experiments.list.request(page="x")  # type: ignore[arg-type]
        assert api.experiments.list.request().params["page"] is None


class TestLazyImports:
    def imported(self, statement: str) -> set[str]:
        program = f"import sys; {statement}; print(*sys.modules)"
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONPATH": str(ROOT / "generated")},
            capture_output=True,
            text=True,
            check=True,
        )
        return {name for name in done.stdout.split() if name.startswith("labguru_api.")}

    @pytest.mark.parametrize(
        ("statement", "expected"),
        [
            ("import labguru_api", {"types"}),
            ("from labguru_api import models, api", {"types", "models", "api"}),
            ("from labguru_api import models; dir(models); models.__all__", {"types", "models"}),
            ("from labguru_api import models; models.Stock", {"types", "models", "models.stock"}),
            ("from labguru_api.models import Stock; Stock({}).name", {"types", "models", "models.stock"}),
        ],
    )
    def test_a_model_is_imported_when_it_is_first_used(self, statement: str, expected: set[str]) -> None:
        """Importing a package costs its frame; a model comes alone."""
        assert self.imported(statement) == {f"labguru_api.{name}" for name in expected}

    @pytest.mark.parametrize("package", [models, api, api.stocks, labguru_api], ids=lambda package: package.__name__)
    def test_a_misspelt_name_is_an_attribute_error(self, package: Any) -> None:
        """What does not exist is an AttributeError that names the package, as in any module."""
        with pytest.raises(AttributeError, match=f"module '{package.__name__}' has no attribute 'Nonsense'"):
            package.Nonsense  # noqa: B018

    @pytest.mark.parametrize("package", [models, api, api.stocks, labguru_api], ids=lambda package: package.__name__)
    def test_every_name_can_be_had_and_is_offered(self, package: Any) -> None:
        """Each name of `__all__` can be had, and tab completion offers it."""
        assert set(package.__all__) <= set(dir(package))
        assert all(getattr(package, name) is not None for name in package.__all__)

    def test_a_name_is_the_same_each_time(self) -> None:
        """A class that was imported on first use is one class: isinstance holds."""
        from labguru_api.models.stock import Stock

        assert models.Stock is models.Stock is Stock
        assert isinstance(models.Stock({}), Record)
        assert isinstance(vars(Stock)["id"], Field)


def fields(model: Any) -> dict[str, Any]:
    """The documented fields of a record."""
    return {name: value for name, value in vars(model).items() if type(value).__name__ in ("Field", "Given")}


def plain(shown: Any) -> Any:
    """What a field shows, without the views."""
    if isinstance(shown, list):
        return [plain(one) for one in shown]
    return shown.to_dict() if hasattr(shown, "to_dict") else shown
