"""Nested parameters, as Rails reads them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labclients._params import encode_query, encode_scalar, flatten_params
from labclients.errors import UsageError

keys = st.text(st.characters(exclude_characters="[]"), min_size=1, max_size=5)
scalars = st.one_of(st.text(), st.integers(), st.booleans())
nested = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.dictionaries(keys, inner, min_size=1, max_size=3),
        st.lists(scalars, min_size=1, max_size=3),
        st.lists(st.dictionaries(keys, inner, min_size=1, max_size=3), min_size=1, max_size=3),
    ),
    max_leaves=12,
)


def as_rails_reads(found: list[tuple[str, str]]) -> dict[str, Any]:
    """Undo the brackets: ``[]`` appends, ``[key]`` descends (an index is a key to Rails, as kendo expects)."""
    root: dict[str, Any] = {}
    for key, value in found:
        head, *rest = key.replace("]", "").split("[")
        path, last = [head, *rest][:-1], [head, *rest][-1]
        if last == "":
            *path, last = path
        node = root
        for step in path:
            node = node.setdefault(step, {})
        if key.endswith("[]"):
            node.setdefault(last, []).append(value)
        else:
            assert last not in node
            node[last] = value
    return root


def as_text(value: Any) -> Any:
    """The value with its leaves as text, and lists of mappings as mappings by index."""
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list) and isinstance(value[0], dict):
        return {str(index): as_text(inner) for index, inner in enumerate(value)}
    return [encode_scalar(item) for item in value] if isinstance(value, list) else encode_scalar(value)


@given(st.dictionaries(keys, nested, max_size=4))
@settings(deadline=None)
def test_nothing_is_lost(params: dict[str, object]) -> None:
    """What Rails reads from the pairs is what was given."""
    assert as_text(params) == as_rails_reads(encode_query(params))


def test_mappings_in_lists_are_indexed() -> None:
    """A list of mappings says which keys belong together by their index."""
    assert encode_query({"filter": {"filters": [{"field": "a"}, {"field": "b"}]}}) == [
        ("filter[filters][0][field]", "a"),
        ("filter[filters][1][field]", "b"),
    ]


@pytest.mark.parametrize("ids", [[1, 2], (1, 2)])
def test_scalars_in_lists_are_repeated(ids: object) -> None:
    """A list of scalars repeats its key with [], at the top and further down."""
    assert encode_query({"ids": ids, "value": {"id": ids}}) == [
        ("ids[]", "1"),
        ("ids[]", "2"),
        ("value[id][]", "1"),
        ("value[id][]", "2"),
    ]


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        (True, "true"),
        (False, "false"),
        (15, "15"),
        (1.5, "1.5"),
        ("[1]", "[1]"),
        ("", ""),
        ("a&b=c", "a&b=c"),
        (date(2024, 7, 26), "2024-07-26"),
        (datetime(2024, 7, 26, 14, 1, tzinfo=UTC), "2024-07-26T14:01:00+00:00"),
    ],
)
def test_scalars(leaf: object, expected: str) -> None:
    """Scalars have one form each; percent-encoding is done elsewhere."""
    assert [("a", expected)] == encode_query({"a": leaf})


def test_none_is_left_out() -> None:
    """None and empty containers have no form in a query, at any depth."""
    assert encode_query({"a": None, "b": [], "c": {"d": None, "e": 1, "g": {}}, "f": [None, 1]}) == [
        ("c[e]", "1"),
        ("f[]", "1"),
    ]


def test_order_is_kept() -> None:
    """Pairs come in the order of the parameters."""
    assert [key for key, _ in encode_query({"b": 1, "a": {"z": 1, "y": 1}})] == ["b", "a[z]", "a[y]"]


@pytest.mark.parametrize("leaf", [object(), b"bytes", {1}, 1j])
def test_no_repr_is_sent(leaf: object) -> None:
    """What has no form in a query is an error, never its repr."""
    with pytest.raises(UsageError, match=type(leaf).__name__):
        encode_query({"a": {"b": leaf}})


def test_leaves_of_a_form_stay_objects() -> None:
    """Flattening leaves a file as it is, under its bracketed name."""
    file = io.BytesIO(b"gel")
    assert [("item[title]", "gel"), ("item[attachment]", file)] == list(
        flatten_params("item", {"title": "gel", "attachment": file, "description": None})
    )
