"""What the columns of a study are called, whose sessions have different ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from labclients.columns import current_names
from labclients.study import combine
from labclients.study.combine import counting_source, unify_names
from labclients.study.recordings import UNKNOWN_SESSION


def test_of_two_sources_with_one_session_the_first_counts() -> None:
    """For each table on its own; sessions without a number are all different."""
    counting: dict[tuple[str, int], int] = {}
    asked = [("trials", 7, 0), ("sessions", 7, 1), ("trials", 7, 1), ("trials", UNKNOWN_SESSION, 0)]
    asked += [("trials", UNKNOWN_SESSION, 1), ("trials", 7, 0)]
    assert [counting_source(counting, *each) for each in asked] == [0, 1, 0, 0, 1, 0]


class TestNames:
    def test_stable(self) -> None:
        """Columns equal but for case are told apart in all sessions alike, whichever of them a session has."""
        first = {"Preview": "Preview", "preview__2": "preview", "preview__3": "preview"}
        second = {"preview": "preview"}

        known = unify_names([first, second])

        assert [*combine._renaming(first, known).values()] == ["Preview", "preview__2", "preview__3"]
        assert combine._renaming(second, known) == {"preview": "preview__2"}
        assert known == unify_names([second, first])

    def test_own_first(self) -> None:
        """Labvanced's own columns keep their names, whatever a study calls its variables."""
        known = unify_names([{"BLOCK_NR": "BLOCK_NR"}, {"Block_Nr": "Block_Nr"}])

        assert known == {("Block_Nr", 1): "Block_Nr", ("BLOCK_NR", 1): "BLOCK_NR__2"}

    spellings = st.lists(
        st.lists(st.sampled_from(["a", "A", "a__2", "b", "B", "*", "*_", "^a$", "^A$_"]), max_size=5), max_size=4
    )

    @given(spellings)
    def test_apart(self, headers: list[list[str]]) -> None:
        """Whatever sessions call their columns, all names differ without case, and none is used for two spellings."""
        tables = [dict(zip(current_names(header), header, strict=True)) for header in headers]
        known = unify_names(tables)

        assert len({name.casefold() for name in known.values()}) == len(known)
        spelt: dict[str, str] = {}
        for table in tables:
            new = combine._renaming(table, known)
            assert len({*new.values()}) == len(table)
            assert all(spelt.setdefault(new[column], original) == original for column, original in table.items())
