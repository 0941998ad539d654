"""Filters: written in Python, sent as kendo's query, checked on what comes back."""

from __future__ import annotations

import copy
import datetime as datetime_module
import pickle
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labclients._operations import KendoSchema
from labclients._params import encode_query
from labclients.errors import FilterError, FilterIgnored
from labclients.filters import F, Filter, OrderCheck, query, verify_record

# the words of the wire, as the spec's x-kendo-operators has them
OPERATORS = {
    "text": {
        "eq": "eq",
        "ne": "neq",
        "contains": "contains",
        "excludes": "doesnotcontain",
        "startswith": "startswith",
        "endswith": "endswith",
        "is_empty": "isnullorempty",
        "is_not_empty": "isnotnullorempty",
    },
    "range": {
        "eq": "_eq",
        "ne": "_neq",
        "gt": "_gt",
        "ge": "_gte",
        "lt": "_lt",
        "le": "_lte",
        "is_empty": "isnull",
        "is_not_empty": "isnotnull",
    },
}
EXPERIMENTS = KendoSchema(
    {"title": "text", "project_id": "text", "projects.title": "text", "start_date": "range", "flag": "text"}, OPERATORS
)
UNKNOWN = KendoSchema({}, OPERATORS)

names = st.text(min_size=1).filter(lambda name: bool(name.strip()))
values = st.one_of(
    st.text(), st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.dates()
)
texts = st.text(min_size=1)


@st.composite
def conditions(draw: st.DrawFn) -> Filter:
    field = draw(st.sampled_from([F.__getitem__, F.unchecked]))(draw(names))
    compare = draw(st.sampled_from(["__eq__", "__ne__", "contains", "excludes", "startswith", "endswith", "is_empty"]))
    if compare == "is_empty":
        return field.is_empty()
    value = draw(values if compare.startswith("__") else texts)
    return getattr(field, compare)(value)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    first, *others = draw(st.lists(conditions(), min_size=1, max_size=4))
    both = draw(st.booleans())
    for other in others:
        first = first & other if both else first | other
    return first


def sent(where: Filter, kendo: KendoSchema = EXPERIMENTS) -> list[dict[str, object]]:
    """The conditions as they would be sent."""
    return query(where, None, kendo)["filter"]["filters"]  # type: ignore[index]


class TestWriting:
    def test_wire_form_of_the_readme(self) -> None:
        """The filter that the README shows becomes the query that Labguru documents, in its order."""
        where = (F.project_id == 15) & F.title.contains("PCR")
        assert [f"{key}={text}" for key, text in encode_query(query(where, "-id", EXPERIMENTS))] == [
            "kendo=true",
            "filter[logic]=and",
            "filter[filters][0][field]=project_id",
            "filter[filters][0][operator]=eq",
            "filter[filters][0][value]=15",
            "filter[filters][1][field]=title",
            "filter[filters][1][operator]=contains",
            "filter[filters][1][value]=PCR",
            "sort[0][field]=id",
            "sort[0][dir]=desc",
        ]

    @pytest.mark.parametrize(
        ("where", "operator", "value"),
        [
            (F.title == "a", "eq", "a"),
            (F.title != "a", "neq", "a"),
            (F.title.contains("a"), "contains", "a"),
            (F.title.excludes("a"), "doesnotcontain", "a"),
            (F.title.startswith("a"), "startswith", "a"),
            (F.title.endswith("a"), "endswith", "a"),
            (F.title.is_empty(), "isnullorempty", ""),
            (F.title.is_not_empty(), "isnotnullorempty", ""),
            (F.start_date == 3, "_eq", 3),
            (F.start_date != 3, "_neq", 3),
            (F.start_date > 3, "_gt", 3),
            (F.start_date >= 3, "_gte", 3),
            (F.start_date < 3, "_lt", 3),
            (F.start_date <= 3, "_lte", 3),
            (3 < F.start_date, "_gt", 3),  # noqa: SIM300  (the law is about the order)
            (F.start_date.is_empty(), "isnull", ""),
            (F.start_date.is_not_empty(), "isnotnull", ""),
        ],
        ids=repr,
    )
    def test_operator(self, where: Filter, operator: str, value: object) -> None:
        """Each comparison is sent under the word that the field's operator set has for it."""
        [condition] = sent(where)
        assert {"operator": operator, "value": value} == {key: condition[key] for key in ("operator", "value")}

    def test_date(self) -> None:
        """A date is sent as YYYY-MM-DD."""
        assert sent(F.start_date >= date(2024, 7, 6))[0]["value"] == "2024-07-06"

    def test_object(self) -> None:
        """A field that takes an object sends it as the vendor documents it for stored_by."""
        where = F.stored_by.contains({"name": "User Name", "id": "[1]"})
        assert encode_query(query(where, None, UNKNOWN))[-2:] == [
            ("filter[filters][0][value][name]", "User Name"),
            ("filter[filters][0][value][id]", "[1]"),
        ]

    def test_dotted_name(self) -> None:
        """F["projects.title"] reaches names that are no Python names."""
        assert sent(F["projects.title"] == "a")[0]["field"] == "projects.title"

    def test_every_attribute_is_a_field(self) -> None:
        """Names that F or a field uses itself are fields like any other."""
        assert [
            condition["field"] for condition in sent((F.name == 1) & (F.contains == 1) & (F["unchecked"] == 1), UNKNOWN)
        ] == ["name", "contains", "unchecked"]

    def test_or(self) -> None:
        """Conditions joined by | are sent with the logic "or"."""
        assert query((F.title == "a") | (F.title == "b"), None, EXPERIMENTS)["filter"]["logic"] == "or"  # type: ignore[index]

    @given(filters())
    @settings(deadline=None)
    def test_repr_is_python(self, where: Filter) -> None:
        """What repr shows is Python for the same filter."""
        again = eval(repr(where), {"F": F, "datetime": datetime_module})
        assert query(where, None, UNKNOWN) == query(again, None, UNKNOWN)

    @given(st.lists(conditions(), min_size=3, max_size=3))
    @settings(deadline=None)
    def test_joining_is_associative(self, three: list[Filter]) -> None:
        """How conditions are grouped does not matter, and joining leaves the parts as they were."""
        a, b, c = three
        assert query((a & b) & c, None, UNKNOWN) == query(a & (b & c), None, UNKNOWN)
        assert [len(part.conditions) for part in three] == [1, 1, 1]

    @given(filters())
    @settings(deadline=None)
    def test_copies(self, where: Filter) -> None:
        """A filter can be pickled and copied; F stays the one F."""
        for copied in (pickle.loads(pickle.dumps(where)), copy.deepcopy(where)):
            assert query(where, None, UNKNOWN) == query(copied, None, UNKNOWN)
        assert F is pickle.loads(pickle.dumps(F)) is copy.deepcopy(F)

    def test_immutable(self) -> None:
        """A filter cannot be changed, not even through the object that it was given."""
        user = {"name": "a"}
        where = F.stored_by == user
        user["name"] = "b"
        assert where.conditions[0].value == {"name": "a"}
        with pytest.raises(AttributeError):
            where.logic = "or"  # type: ignore[misc]


class TestRefusing:
    @pytest.mark.parametrize(
        "write",
        [
            lambda: (F.a == 1) and (F.b == 2),
            lambda: (F.a == 1) or (F.b == 2),
            lambda: not F.a.contains("x"),
            lambda: bool(F.a),
            lambda: 1 < F.a < 5,
            lambda: 1 if F.a == 1 else 2,
            lambda: F.a in [1, 2],
        ],
    )
    def test_truth(self, write) -> None:
        """A filter or a field has no truth: and, or, not, if, in and chained comparisons say what to write."""
        with pytest.raises(FilterError, match=r"& or \| instead of 'and'"):
            write()

    def test_mixed_logic(self) -> None:
        """& and | do not mix, on either side."""
        both = (F.a == 1) & (F.b == 2)
        for mix in (lambda: both | (F.c == 3), lambda: (F.c == 3) | both, lambda: both & ((F.c == 3) | (F.d == 4))):
            with pytest.raises(FilterError, match="cannot be mixed"):
                mix()

    @pytest.mark.parametrize(
        "write",
        [
            lambda: F.a == 1 & F.b == 2,
            lambda: F.a.contains("x") & F.b == 2,
            lambda: F.a == 1 | F.b.contains("x"),
            lambda: F.a & F.b,
        ],
    )
    def test_missing_parentheses(self, write) -> None:
        """Comparisons without parentheses, which Python groups the wrong way, are named as such."""
        with pytest.raises(FilterError, match="parentheses"):
            write()

    @pytest.mark.parametrize(
        ("value", "says"),
        [
            (None, r"F\.a\.is_empty\(\)"),
            (datetime(2024, 7, 26, 14, tzinfo=UTC), "whole days"),
            (float("nan"), "is_empty"),
            (float("inf"), "not a number"),
            ([1, 2], "list"),
            (F.b, "Field"),
        ],
    )
    def test_values(self, value: object, says: str) -> None:
        """A value that the query has no form for is refused where it is written."""
        for compare in (lambda: F.a == value, lambda: F.a != value, lambda: F.a < value):
            with pytest.raises(FilterError, match=says):
                compare()

    def test_empty_text(self) -> None:
        """contains("") and the like would match every record, so they are refused."""
        for match in (F.a.contains, F.a.excludes, F.a.startswith, F.a.endswith):
            with pytest.raises(FilterError, match="give it some text"):
                match("")

    @pytest.mark.parametrize("name", ["", " ", 0, None])
    def test_field_without_name(self, name) -> None:
        """A field has a name; this also ends a loop over F."""
        for make in (F.__getitem__, F.unchecked):
            with pytest.raises(FilterError, match="named by a text"):
                make(name)

    @pytest.mark.parametrize("where", [True, {"title": "PCR"}, "title", F.title])
    def test_no_filter(self, where) -> None:
        """What is no filter is refused, never taken for "no filter"."""
        with pytest.raises(FilterError, match="built from F"):
            query(where, None, EXPERIMENTS)

    def test_list_without_kendo(self) -> None:
        """A list that obeys neither filter nor order refuses both."""
        for asked in ((F.a == 1, None), (None, "id")):
            with pytest.raises(FilterError, match="obeys no filters"):
                query(*asked, None)

    def test_nothing_asked(self) -> None:
        """Without filter and order, nothing is sent, whatever the list obeys."""
        assert [query(None, None, kendo) for kendo in (None, EXPERIMENTS)] == [{}, {}]

    def test_operator_that_the_field_lacks(self) -> None:
        """An operator outside the field's set is refused, with what was written and what there is."""
        with pytest.raises(FilterError, match=r"F\.title > 3 cannot be asked.*only ==, !=, contains"):
            query(F.title > 3, None, EXPERIMENTS)
        with pytest.raises(FilterError, match=r"F\.start_date\.contains"):
            query(F.start_date.contains("x"), None, EXPERIMENTS)

    def test_unknown_field(self) -> None:
        """On a list whose fields are known, an unknown one is refused: the nearest is named, and the way around."""
        with pytest.raises(FilterError, match=r"nearest one is F\.title\b.*F\.unchecked\('titel'\)"):
            query((F.flag == True) & (F.titel == "a"), None, EXPERIMENTS)  # noqa: E712

    @given(names)
    @settings(deadline=None)
    def test_unknown_field_always_names_one(self, name: str) -> None:
        """However far off the name is, a known field is named."""
        with pytest.raises(FilterError, match="nearest one is F"):
            query(F["no " + name] == 1, None, EXPERIMENTS)

    def test_unchecked(self) -> None:
        """F.unchecked is sent all the same, with any operator that the API has."""
        assert [c["operator"] for c in sent((F.unchecked("x") == 1) & (F.unchecked("x") >= 1))] == ["eq", "_gte"]

    def test_list_with_unknown_fields(self) -> None:
        """Where the spec does not know the fields, every name is sent, with the operators of texts."""
        assert sent(F.anything != 1, UNKNOWN) == [{"field": "anything", "operator": "neq", "value": 1}]


class TestOrder:
    def test_directions(self) -> None:
        """A leading "-" is descending; commas separate; the filter's fields do not limit the order."""
        assert query(None, "-created_at, title", EXPERIMENTS) == {
            "kendo": True,
            "sort": [{"field": "created_at", "dir": "desc"}, {"field": "title", "dir": "asc"}],
        }

    @pytest.mark.parametrize("order_by", ["", "-", "a,", ",a", "a,,b", "--a", " "])
    def test_names(self, order_by: str) -> None:
        """Every part of an order has a name."""
        with pytest.raises(FilterError, match="order_by is a field"):
            query(None, order_by, EXPERIMENTS)


class TestCheck:
    @pytest.mark.parametrize(
        ("wanted", "got"),
        [
            (15, "15"),
            ("15", 15),
            (1.5, "1.50"),
            ("PCR", " pcr "),
            ("Müller", "MULLER"),
            ("", None),
            (date(2024, 7, 26), "2024-07-26"),
            (date(2024, 7, 26), "2024-07-26 14:01"),
            ("2024-07-26", "2024-07-26T14:01:02.000+02:00"),
            ("2024-07-26 14:01:02", "2024-07-26 14:01"),
            (True, True),
        ],
    )
    def test_equal(self, wanted, got: object) -> None:
        """Values that a database holds for equal are no sign of an ignored filter."""
        verify_record(F.a == wanted, {"a": got})

    @pytest.mark.parametrize(
        ("wanted", "got"),
        [(True, None), (True, "true"), (1, True), (15, {"id": 3}), (15, [3]), ({"id": "[1]"}, "x")],
    )
    def test_not_comparable(self, wanted, got: object) -> None:
        """Values of kinds that cannot be compared prove nothing."""
        verify_record(F.a == wanted, {"a": got})

    @pytest.mark.parametrize(
        ("wanted", "got"),
        [
            (15, 16),
            (15, "16"),
            (15, None),
            ("PCR", None),
            ("PCR", "PCR 2"),
            (15, "PCR"),
            (date(2024, 7, 26), "2024-07-27 14:01"),
            (True, False),
        ],
    )
    def test_broken(self, wanted, got: object) -> None:
        """A record that breaks an equality shows that the filter was ignored."""
        with pytest.raises(FilterIgnored):
            verify_record(F.a == wanted, {"a": got})

    @given(values)
    @settings(deadline=None)
    def test_a_value_equals_itself(self, value) -> None:
        """A record with the very value that was asked for is never refused."""
        verify_record(F.a == value, {"a": value})
        verify_record(F.a == value, {"a": str(value)})

    @pytest.mark.parametrize(
        ("where", "value"),
        [
            (F.a.contains("x"), "y"),
            (F.a.excludes("x"), "axb"),
            (F.a.startswith("PCR"), "Assay"),
            (F.a.endswith("7"), "PCR 8"),
            (F.a != 1, 1),
            (F.a > 1, 1),
            (F.a >= 2, "1.5"),
            (F.a < 1, 1),
            (F.a <= 1, 2),
            (F.a >= date(2024, 5, 2), "2024-05-01 10:00"),
            (F.a < date(2024, 5, 2), "2024-05-03"),
            (F.a.is_empty(), "x"),
            (F.a.is_not_empty(), None),
            (F.a == True, 0),  # noqa: E712
        ],
    )
    def test_every_operator(self, where: Filter, value: object) -> None:
        """A record that does not fulfil a condition shows that the filter was ignored, whatever its operator."""
        with pytest.raises(FilterIgnored):
            verify_record(where, {"a": value})

    @pytest.mark.parametrize(
        ("where", "value"),
        [
            (F.a.contains("100%"), "10"),  # a pattern of SQL
            (F.a.contains("a b"), "<p>a</p> b"),  # HTML
            (F.a > "a", "A"),  # a collation
            (F.a > date(2024, 5, 2), "2024-05-02 10:00"),  # from its beginning, or from its end?
            (F.a.contains("muller"), "Müller"),
            (F.a == "PCR", ["PCR"]),
        ],
    )
    def test_doubt(self, where: Filter, value: object) -> None:
        """What servers may see differently is no sign of an ignored filter."""
        verify_record(where, {"a": value})

    def test_a_field_that_records_carry_under_another_name(self) -> None:
        """Items carry as `name` what their list filters as `title`."""
        with pytest.raises(FilterIgnored):
            verify_record(F.title == "HeLa", {"name": "CHO"}, {"name": "title"})

    def test_absent(self) -> None:
        """A field that the record does not carry proves nothing; nor does a missing filter."""
        verify_record((F.a == 1) & (F["b.c"] == 1) & (F["b.d.e"] == 1), {"b": {"d": None}})
        verify_record(None, {"a": 1})

    @pytest.mark.parametrize("item", [{"projects.title": "b"}, {"projects": {"title": "b"}}])
    def test_dotted(self, item: dict[str, object]) -> None:
        """A dotted name is found under that very key, or as nested objects."""
        with pytest.raises(FilterIgnored):
            verify_record(F["projects.title"] == "a", item)

    def test_and(self) -> None:
        """With &, one broken equality is enough."""
        with pytest.raises(FilterIgnored):
            verify_record((F.a == 1) & (F.b == 2) & F.c.contains("x"), {"a": 1, "b": 3, "c": "x"})

    def test_or(self) -> None:
        """With |, every condition must be one that the record breaks."""
        verify_record((F.a == 1) | (F.b == 2), {"a": 1, "b": 3})
        verify_record((F.a == 1) | (F.b == 2), {"a": 3})
        verify_record((F.a == 1) | F.c.contains("x"), {"a": 3, "b": "y"})
        with pytest.raises(FilterIgnored):
            verify_record((F.a == 1) | (F.b == 2), {"a": 3, "b": 3})

    def test_message(self) -> None:
        """The error names the condition and the record's id, and nothing else of the record."""
        with pytest.raises(FilterIgnored) as raised:
            verify_record(F.title == "PCR", {"id": 966, "title": "secret", "notes": "private"})
        assert all(word in str(raised.value) for word in ("F.title", "'PCR'", "966"))
        assert not any(word in str(raised.value) for word in ("secret", "private", "notes"))


class TestOrderCheck:
    @pytest.mark.parametrize(
        ("order_by", "values"),
        [
            ("-id", [3, 2, 4]),
            ("id", [1, 3, 2]),
            ("volume", ["2.0", "10", "9"]),
            ("-updated_at,id", ["2024-05-02 10:00", "2024-05-03 10:00"]),
        ],
    )
    def test_ignored(self, order_by: str, values: list[object]) -> None:
        """Numbers and times that are out of order show that the server ignored order_by."""
        order, field = OrderCheck(order_by), order_by.split(",")[0].removeprefix("-")
        *obeyed, last = values
        for value in obeyed:
            order.verify({field: value})
        with pytest.raises(FilterIgnored, match="did not sort by"):
            order.verify({field: last})

    @pytest.mark.parametrize(
        ("order_by", "values"),
        [
            ("-id", [4, 3, 3, None, 1]),
            ("title", ["b", "a"]),  # texts: a collation
            ("id", [1, "x", 2]),
            (None, [3, 1]),
        ],
    )
    def test_obeyed_or_in_doubt(self, order_by: str | None, values: list[object]) -> None:
        """Equal values, missing ones and texts are no sign of that."""
        order, field = OrderCheck(order_by), (order_by or "id").removeprefix("-")
        for value in values:
            order.verify({field: value})
