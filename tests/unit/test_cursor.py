"""The cursor of a listing, without a network: which page is next, which rows are new, when the list is complete."""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labclients import F
from labclients._cursor import Page, PageCursor, extract_rows
from labclients.errors import FilterIgnored, IncompleteListing, UnexpectedResponse
from labclients.filters import verify_record

Row = dict[str, Any]
Answer = Callable[[int], Any]


def rows(first: int, last: int) -> list[Row]:
    return [{"id": number} for number in range(first, last + 1)]


def cut(records: list[Any], size: int, number: int) -> list[Any]:
    return records[(number - 1) * size : number * size]


def counted(data: Any, items: Any = None, pages: Any = None) -> Row:
    return {"meta": {"item_count": items, "page_count": pages}, "data": data}


def walked(answer: Answer, **options: Any) -> Iterator[Page[Any]]:
    cursor = PageCursor(**options)
    for _ in itertools.takewhile(lambda _: cursor.has_next(), range(200)):
        if page := cursor.feed(answer(cursor.number)):
            yield page
    assert cursor.ended, "the walk never ends"


def ids(answer: Answer, **options: Any) -> list[Any]:
    return [row["id"] for page in walked(answer, **options) for row in page.items]


def asked(answer: Answer, **options: Any) -> list[int]:
    """Numbers of the pages that a whole walk asks for."""
    numbers: list[int] = []
    list(walked(lambda number: (numbers.append(number), answer(number))[1], **options))
    return numbers


class TestEveryRowOnce:
    @given(count=st.integers(0, 60), size=st.integers(1, 9), known=st.sampled_from(["both", "items", "pages", "none"]))
    def test_any_server_that_pages_gives_each_row_once_and_in_order(self, count: int, size: int, known: str) -> None:
        """However much the server says of its counts, each row comes once and in order."""
        items = count if known in ("both", "items") else None
        pages = -(-count // size) if known in ("both", "pages") else None

        found = ids(lambda number: counted(cut(rows(1, count), size, number), items, pages))

        assert found == list(range(1, count + 1))

    @given(cap=st.integers(1, 9), size=st.integers(1, 30), count=st.integers(0, 60))
    def test_a_server_that_caps_the_page_size_gives_all(self, cap: int, size: int, count: int) -> None:
        """A server that gives fewer rows than asked, yet counts pages by what was asked, gives all."""
        given = min(cap, size)

        found = ids(lambda number: counted(cut(rows(1, count), given, number), count, -(-count // size)))

        assert found == list(range(1, count + 1))

    @given(moments=st.lists(st.integers(1, 10), max_size=8), size=st.integers(1, 5))
    def test_rows_added_while_reading_bring_no_row_twice(self, moments: list[int], size: int) -> None:
        """Rows that are added in front push others on to the next page: those come once, and all old ones come."""
        table = rows(1, 20)
        fresh = itertools.count(1000)

        def answer(number: int) -> Any:
            for _ in range(moments.count(number)):
                table.insert(0, {"id": next(fresh)})
            return counted(cut(table, size, number), len(table), -(-len(table) // size))

        found = ids(answer)

        assert len(found) == len(set(found))
        assert set(range(1, 21)) <= set(found)

    def test_rows_without_an_id_all_come(self) -> None:
        """Equal rows without an id are different records."""
        answer = [counted([{"name": "a"}, {"name": "a"}, None], 4, 2), counted([{"name": "a"}], 4, 2)]
        assert [len(page.items) for page in walked(lambda number: answer[number - 1])] == [3, 1]

    @pytest.mark.parametrize("odd", [None, 7, "text", [1], {"id": None}, {"id": [1]}, {"id": {"a": 1}}, {}])
    def test_an_odd_row_stays_as_it_came(self, odd: Any) -> None:
        """A row that is no record with an id is handed out all the same."""
        [page] = walked(lambda number: counted([odd], 1, 1))
        assert page.items == [odd]


class TestTheEnd:
    def test_a_page_past_the_end_ends_it_and_is_no_page(self) -> None:
        """Without any count, an empty page is the end, and it is not shown."""
        pages = list(walked(lambda number: cut(rows(1, 4), 2, number)))
        assert [page.number for page in pages] == [1, 2]

    def test_a_short_page_is_not_the_end(self) -> None:
        """A page with fewer rows than the others ends nothing: the server may have capped or filtered it."""
        answer = [rows(1, 5), rows(6, 7), rows(8, 12), []]
        assert ids(lambda number: answer[number - 1]) == list(range(1, 13))

    def test_counts_save_the_request_for_an_empty_page(self) -> None:
        """Where the server counts its pages, none past the last is asked for."""
        assert asked(lambda number: counted(cut(rows(1, 4), 2, number), 4, 2)) == [1, 2]

    @pytest.mark.parametrize("counts", [(4, None), (None, None), ("4", "2"), (0, 0), (4, 1)])
    def test_counts_that_do_not_fit_cut_nothing_off(self, counts: tuple[Any, Any]) -> None:
        """Counts that are missing, no numbers or less than what came do not end the listing."""
        assert ids(lambda number: counted(cut(rows(1, 4), 2, number), *counts)) == [1, 2, 3, 4]

    def test_an_unpaged_list_is_asked_for_once(self) -> None:
        """A list that has no pages is one answer, whatever it says of itself."""
        assert asked(lambda number: counted(rows(1, 2), 9, 9), paged=False) == [1]

    def test_an_empty_list_has_no_page(self) -> None:
        """No record, no page; the total is told all the same."""
        cursor = PageCursor()
        assert cursor.feed(counted([], 0, 0)) is None
        assert (cursor.total, cursor.has_next()) == (0, False)

    def test_a_resumed_walk_reads_from_there_to_the_end(self) -> None:
        """From page 3 on, the rows before it are not missed."""
        found = ids(lambda number: counted(cut(rows(1, 10), 2, number), 10, 5), start=3)
        assert found == list(range(5, 11))

    def test_a_resumed_walk_is_not_cut_off_by_a_capping_server(self) -> None:
        """Resumed on a server that counts pages by the size that was asked, the listing still goes to its end."""
        found = ids(lambda number: counted(cut(rows(1, 10), 2, number), 10, 2), start=2)
        assert found == list(range(3, 11))


class TestServersThatCannotBeTrusted:
    @pytest.mark.parametrize("counts", [(6, 3), (None, None), (6, None), (None, 3)])
    def test_one_that_ignores_the_page_number_is_found_out(self, counts: tuple[Any, Any]) -> None:
        """The same page for every number is an error, not an endless or a short list."""
        with pytest.raises(UnexpectedResponse, match="ignores the page number"):
            ids(lambda number: counted(rows(1, 2), *counts))

    def test_one_that_ignores_it_is_found_out_though_its_rows_change(self) -> None:
        """Rows that are re-dated or re-ordered at each asking do not hide that they are the same."""
        with pytest.raises(UnexpectedResponse, match="ignores the page number"):
            list(walked(lambda number: [{"id": 1 + number % 2, "at": number}, {"id": 2 - number % 2, "at": number}]))

    def test_one_that_ignores_it_is_found_out_though_its_rows_have_no_id(self) -> None:
        """Rows that cannot be told apart count as the same page when the whole page is equal."""
        with pytest.raises(UnexpectedResponse, match="ignores the page number"):
            list(walked(lambda number: [{"name": "a"}, {"name": "b"}]))

    def test_one_that_loses_rows_is_found_out(self) -> None:
        """Fewer distinct records than counted is an error, raised after the last of them."""
        pages = walked(lambda number: counted(cut(rows(1, 5), 2, number), 6, 3))
        assert [len(page.items) for page in itertools.islice(pages, 3)] == [2, 2, 1]
        with pytest.raises(IncompleteListing, match="counts 6 records, and sent 5"):
            next(pages)

    def test_rows_that_move_up_while_reading_are_not_missed(self) -> None:
        """Row 1 is deleted after page 1 was read, row 3 moves up to page 1: the list is read again, and row 3 comes."""
        answers = iter([(1, counted(rows(1, 2), 4, 2)), (2, counted(rows(4, 4), 3, 2))])
        later = iter([(1, counted(rows(2, 3), 3, 2)), (2, counted(rows(4, 4), 3, 2))])

        def answer(number: int) -> Any:
            asked, page = next(answers, None) or next(later, (3, counted([], 3, 2)))
            assert asked == number
            return page

        assert ids(answer) == [1, 2, 4, 3]

    def test_a_list_that_never_stands_still_is_an_error(self) -> None:
        """Where rows go in each pass, some may be missing, and that is said."""
        table = rows(1, 60)

        def answer(number: int) -> Any:
            page = counted(cut(table, 10, number), len(table), -(-len(table) // 10))
            table.pop(0)
            return page

        with pytest.raises(IncompleteListing, match="were added or deleted"):
            ids(answer)

    @pytest.mark.parametrize(
        "answer",
        [None, "text", 7, {}, {"message": "no"}, {"a": [], "b": []}, {"data": None}, {"data": {"id": 1}, "meta": {}}],
    )
    def test_an_answer_without_a_list_is_no_empty_list(self, answer: Any) -> None:
        """What holds no list, or two, is an error: it never looks like an empty list."""
        with pytest.raises(UnexpectedResponse, match="holds no list"):
            extract_rows(answer)

    @pytest.mark.parametrize(
        "answer",
        [
            [{"id": 1}],
            {"data": [{"id": 1}]},
            {"data": [{"id": 1}], "meta": None},
            {"data": [{"id": 1}], "meta": [], "errors": []},
            {"experiments": [{"id": 1}], "success": True},
        ],
    )
    def test_the_one_list_of_an_answer_is_found(self, answer: Any) -> None:
        """Bare or wrapped, with or without what is said about it, the rows are the rows."""
        assert extract_rows(answer).rows == [{"id": 1}]

    def test_null_data_beside_a_count_is_empty(self) -> None:
        """Where the server counts, null for data is an empty page: a loss would show."""
        assert extract_rows({"data": None, "meta": {"item_count": 3}})[:2] == ([], 3)

    @pytest.mark.parametrize("at", [0, 1, 2])
    def test_a_page_that_breaks_the_filter_is_never_handed_out(self, at: int) -> None:
        """One wrong row on a page, and no row of that page is handed out."""
        page = [{"id": number, "project_id": 15 + (number == at)} for number in range(3)]
        with pytest.raises(FilterIgnored):
            PageCursor(new_verify=lambda: lambda row: verify_record(F.project_id == 15, row)).feed(page)


class TestAhead:
    @given(
        taken=st.integers(0, 6),
        width=st.integers(1, 6),
        items=st.none() | st.integers(0, 30),
        pages=st.none() | st.integers(0, 10),
    )
    def test_it_begins_with_the_next_page_and_is_no_wider_than_told(
        self, taken: int, width: int, items: int | None, pages: int | None
    ) -> None:
        """What is fetched ahead begins with the page that is needed next, and is bounded."""
        cursor = PageCursor()
        for number in range(1, taken + 1):
            if cursor.has_next():
                cursor.feed(counted(rows(number, number), max(items or 0, 20) if items is not None else None, pages))
        ahead = cursor.prefetch_range(width)
        assert cursor.ended or (ahead[0] == cursor.number and 1 <= len(ahead) <= width)

    def test_no_page_past_the_last_is_fetched_ahead(self) -> None:
        """Where the server counts its pages, the window ends with the last."""
        cursor = PageCursor()
        cursor.feed(counted(rows(1, 2), 6, 3))
        assert list(cursor.prefetch_range(4)) == [2, 3]

    def test_nothing_is_fetched_ahead_at_the_end(self) -> None:
        """After the last page there is nothing ahead."""
        cursor = PageCursor()
        cursor.feed(counted(rows(1, 2), 2, 1))
        assert not cursor.prefetch_range(4)

    def test_pages_that_were_read_are_let_go(self) -> None:
        """A walk keeps one page and the ids, however long the listing is."""

        class Rows(list[Row]):
            pass

        alive: list[weakref.ref[Rows]] = []

        def answer(number: int) -> Rows:
            page = Rows(rows(number * 10, number * 10 + 9) if number < 30 else [])
            alive.append(weakref.ref(page))
            return page

        for page in walked(answer):
            del page
            assert sum(ref() is not None for ref in alive) <= 2


class TestCounts:
    @pytest.mark.parametrize("count", ["4", 4.0, 4])
    def test_a_count_is_a_count_in_any_type(self, count: Any) -> None:
        """A list that ends before the server's count is incomplete, whether that is a number or text."""
        answers = [counted(rows(1, 2), count, None), counted([], count, None)]
        with pytest.raises(IncompleteListing):
            ids(lambda number: answers[number - 1])

    @pytest.mark.parametrize("count", [-1, True, None, "many"])
    def test_what_is_no_count_is_none(self, count: Any) -> None:
        """Other values say nothing, and the empty page is the end."""
        answers = [counted(rows(1, 2), count, None), counted([], count, None)]
        assert ids(lambda number: answers[number - 1]) == [1, 2]

    def test_an_empty_page_in_the_middle(self) -> None:
        """A count of pages alone shows that an empty page is not the end."""
        answers = [counted(rows(1, 2), None, 3), counted([], None, 3)]
        with pytest.raises(IncompleteListing, match="page 2 is empty"):
            ids(lambda number: answers[number - 1])

    def test_a_count_that_falls_to_nothing(self) -> None:
        """A page without rows that says item_count 0 ends no list that had rows a moment ago."""
        answers = [counted(rows(1, 2), 4, 2), counted([], 0, 0)]
        with pytest.raises(IncompleteListing, match="counts 4 records, and sent 2"):
            ids(lambda number: answers[(number - 1) % 2])

    def test_rows_that_moved_are_read_again(self) -> None:
        """After a deletion, all pages are read once more, and each row that stayed comes once."""
        requests: list[int] = []

        def answer(number: int) -> Any:
            table = rows(1, 6) if len(requests) < 2 else rows(2, 6)
            requests.append(number)
            return counted(cut(table, 2, number), len(table), -(-len(table) // 2))

        assert sorted(ids(answer)) == [1, 2, 3, 4, 5, 6]


class TestLists:
    def test_a_404_in_the_middle_of_a_bare_list(self) -> None:
        """Only the next page can tell whether a 404 is the end; if it has rows, the list is incomplete."""
        cursor = PageCursor()
        cursor.feed(rows(1, 2))
        cursor.feed(None, not_found=True)
        assert cursor.has_next()
        with pytest.raises(IncompleteListing, match="page 2 was answered with 404"):
            cursor.feed(rows(5, 6))

    def test_a_404_at_the_end_of_a_bare_list(self) -> None:
        """Two pages that are not there are the end."""
        cursor = PageCursor()
        cursor.feed(rows(1, 2))
        cursor.feed(None, not_found=True)
        cursor.feed(None, not_found=True)
        assert not cursor.has_next()

    def test_another_order_of_a_bare_list(self) -> None:
        """Rows that come again elsewhere than where insertions push them show that the order changed."""
        cursor = PageCursor()
        cursor.feed(rows(1, 4))
        with pytest.raises(IncompleteListing, match="order changed"):
            cursor.feed([{"id": 9}, {"id": 2}, {"id": 8}])

    def test_errors_are_no_rows(self) -> None:
        """The arrays `errors`, `details` and `warnings` of an object hold no records."""
        with pytest.raises(UnexpectedResponse):
            extract_rows({"errors": ["Timeout"], "warnings": []})

    def test_rows_without_ids_come_once(self) -> None:
        """Null ids tell nothing apart: the content does."""
        answers = [counted([{"id": None, "title": "a"}, {"id": None, "title": "b"}], 2, 1)]
        assert [row["title"] for page in walked(lambda number: answers[0]) for row in page.items] == ["a", "b"]


class TestChangedSince:
    SINCE = datetime(2024, 7, 26)

    def times(self, *days: int) -> list[Row]:
        return [{"id": day, "updated_at": f"2024-07-{day:02} 10:00"} for day in days]

    def test_it_stops_at_the_first_older_page(self) -> None:
        """Newest first: what follows an older row is not asked for."""
        cursor = PageCursor(changed_since=self.SINCE)
        assert [row["id"] for row in cursor.feed(self.times(28, 27, 25)).items] == [28, 27]
        assert not cursor.has_next()

    def test_a_server_that_does_not_sort_is_read_to_the_end(self) -> None:
        """Nothing that is wanted is dropped, wherever it comes."""
        cursor = PageCursor(changed_since=self.SINCE)
        assert [row["id"] for row in cursor.feed(self.times(1, 2, 27)).items] == [27]
        assert cursor.has_next()
        assert [row["id"] for row in cursor.feed(self.times(3, 28)).items] == [28]

    @pytest.mark.parametrize("time", [None, 1721952000, "yesterday"])
    def test_records_without_a_time(self, time: Any) -> None:
        """Where a record does not say when it changed, the list cannot be cut."""
        with pytest.raises(UnexpectedResponse, match="updated_at"):
            PageCursor(changed_since=self.SINCE).feed([{"id": 1, "updated_at": time}])

    def test_it_has_no_total(self) -> None:
        """The server counts all records, not those that changed."""
        cursor = PageCursor(changed_since=self.SINCE)
        cursor.feed(counted(self.times(28, 25), 2000, 10))
        assert cursor.total is None
