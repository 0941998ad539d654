"""From text to datetime, without guessing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labclients.errors import UsageError
from labclients.times import parse_time

BERLIN = ZoneInfo("Europe/Berlin")
naive = st.datetimes(min_value=datetime(1000, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@pytest.fixture
def machine_in_chicago(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "America/Chicago")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-26T13:01:24.685Z", datetime(2024, 7, 26, 13, 1, 24, 685000, UTC)),
        ("2024-07-26 14:01:02+01", datetime(2024, 7, 26, 14, 1, 2, 0, timezone(timedelta(hours=1)))),
        ("2024-07-26 14:01:02+05:30", datetime(2024, 7, 26, 14, 1, 2, 0, timezone(timedelta(hours=5, minutes=30)))),
        ("2025-03-16T16:25:17.000+02:00", datetime(2025, 3, 16, 16, 25, 17, 0, timezone(timedelta(hours=2)))),
        ("2023-03-27 21:59", datetime(2023, 3, 27, 21, 59)),
        ("2021-05-23 06:22:00", datetime(2021, 5, 23, 6, 22)),
        ("2018-07-17", datetime(2018, 7, 17)),
        ("03/04/2024 14:01:02", datetime(2024, 4, 3, 14, 1, 2)),
        ("1721998884685", datetime(2024, 7, 26, 13, 1, 24, 685000, UTC)),
    ],
)
def test_forms_of_the_services(text: str, expected: datetime) -> None:
    """Every form that the two services were seen to write is read, offset included."""
    found = parse_time(text)
    assert (expected, expected.utcoffset()) == (found, found.utcoffset())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-06 14:01:02 UTC", datetime(2024, 5, 6, 14, 1, 2, 0, UTC)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", datetime(1994, 11, 6, 8, 49, 37, 0, UTC)),
        ("2024-05-06 2:01 PM", datetime(2024, 5, 6, 14, 1)),
        ("2024/05/06", datetime(2024, 5, 6)),
        ("26 Jul 2024", datetime(2024, 7, 26)),
        ("26.07.2024 14:01", datetime(2024, 7, 26, 14, 1)),
        ("2024-07-26 14:01:02 GMT +2", datetime(2024, 7, 26, 14, 1, 2, 0, timezone(timedelta(hours=2)))),
        (
            "Fri Jul 26 2024 14:01:02 GMT+0200 (Central European Summer Time)",
            datetime(2024, 7, 26, 14, 1, 2, 0, timezone(timedelta(hours=2))),
        ),
    ],
)
def test_foreign_forms(text: str, expected: datetime) -> None:
    """Other forms are read if there is one way to read them; GMT+2 is ahead of GMT, as browsers mean it."""
    found = parse_time(text)
    assert (expected, expected.utcoffset()) == (found, found.utcoffset())


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "today",
        "now",
        "10",
        "2024",
        "13 Nov",
        "July 2024",
        "2024-07",
        "Fri",
        "Fri July 2024",
        "12:30",
        "2024-W30",
    ],
)
def test_partial(text: str) -> None:
    """Nothing is filled in from today."""
    with pytest.raises(UsageError, match="not a time that can be read in one way"):
        parse_time(text)


@pytest.mark.parametrize("text", ["03/04/2024", "03.04.2024 14:01", "24/07/26", "01/01/01", "07/26/2024 14:01:02"])
def test_ambiguous(text: str) -> None:
    """Day, month and year are never chosen; Labguru's own form is day-first or nothing."""
    with pytest.raises(UsageError):
        parse_time(text)


@pytest.mark.parametrize("zone", ["CST", "CDT", "EST", "IST", "CEST", "CEST+0200"])
@pytest.mark.usefixtures("machine_in_chicago")
def test_named_zones(zone: str) -> None:
    """A zone's name is no offset, not even the name of this machine's own zone."""
    with pytest.raises(UsageError, match="zone"):
        parse_time(f"2024-07-26 14:01:02 {zone}")


@pytest.mark.parametrize("text", ["14:01:02 GMT+2 26 Jul 2024", "2024-07-26 14:01:02 Z+2", "2024-07-26 14:01Z-03:00"])
def test_two_offsets(text: str) -> None:
    """A zone and an offset together, where python-dateutil would turn the sign round, are refused."""
    with pytest.raises(UsageError, match="offset is not certain"):
        parse_time(text)


@pytest.mark.parametrize("text", ["2024-07-26+01:00", "2024-07-26-0200", "26 Jul 2024 -02:00", "26 Jul 2024 GMT+2"])
def test_offset_without_time(text: str) -> None:
    """An offset is never taken for a time of day."""
    with pytest.raises(UsageError):
        parse_time(text)


@pytest.mark.parametrize(
    "text", ["1721998884", "17219988846850", "1.7219E+12", "2024-02-30", "2024-07-26x14:01", "99:99"]
)
def test_odd(text: str) -> None:
    """What is no time is refused: seconds for milliseconds, days that do not exist, numbers from a spreadsheet."""
    with pytest.raises(UsageError):
        parse_time(text)


@given(naive)
@settings(deadline=None)
def test_day_first(moment: datetime) -> None:
    """dd/mm/YYYY HH:MM:SS is read day first, whatever the day."""
    assert moment == parse_time(f"{moment:%d/%m/}{moment.year:04}{moment: %H:%M:%S}")


@given(naive, offsets)
@settings(deadline=None)
def test_zone_in_the_text_wins(moment: datetime, offset: timezone) -> None:
    """A time that names its offset keeps it, whatever tz says."""
    there = moment.replace(tzinfo=offset)
    assert (there, offset.utcoffset(None)) == ((found := parse_time(str(there), BERLIN)), found.utcoffset())


@pytest.mark.parametrize("text", ["2023-03-27 21:59", "2023-03-27", "27/03/2023 21:59:00", "27 Mar 2023 9:59 PM"])
def test_tz(text: str) -> None:
    """A time without a zone gets the one that is given, and none when none is given."""
    assert parse_time(text).tzinfo is None
    assert BERLIN is parse_time(text, BERLIN).tzinfo
    assert parse_time(text) == parse_time(text, BERLIN).replace(tzinfo=None)


@given(st.integers(10**12, 10**13 - 1))
@settings(deadline=None)
def test_milliseconds(milliseconds: int) -> None:
    """Thirteen digits are Unix milliseconds in UTC, exactly."""
    found = parse_time(str(milliseconds), BERLIN)
    assert (milliseconds, UTC) == (
        (found - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1),
        found.tzinfo,
    )


@given(
    st.one_of(st.text(), st.text("0123456789/-:. +TZAPMJulGC()"), st.from_regex(r"\d{1,4}[-/. ]\d\d?[-/. ]\d{1,4}.*"))
)
@settings(deadline=None, max_examples=300)
def test_any_text(text: str) -> None:
    """Any text is a datetime or a UsageError, and nothing else."""
    try:
        found = parse_time(text)
    except UsageError:
        return
    assert isinstance(found, datetime)


def test_dateutil_is_not_imported_for_the_usual_forms() -> None:
    """The services' own forms are read without python-dateutil, which is slow to import."""
    code = (
        "import sys; from labclients.times import parse_time; parse_time('2024-07-26 14:01:02+01');"
        "parse_time('26/07/2024 14:01:02'); parse_time('1721998884685'); sys.exit('dateutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
