"""From text to datetime, in one place: what a server wrote stays text until someone asks for more."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from importlib import import_module
from typing import TYPE_CHECKING

from labclients.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["parse_time"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OFFSET = r"\+|\s-[0-9]|-[0-9]{2}:[0-9]{2}$|^[0-9]{4}-[0-9]{2}-[0-9]{2}-"


def parse_time(text: str, tz: tzinfo | None = None) -> datetime:
    """Read a time as one of the two services wrote it; never guess.

    - ``2024-07-26T13:01:24.685Z``, ``2024-07-26 14:01:02+01``: ISO 8601; the offset is kept.
    - ``2023-03-27 21:59`` (Labguru, no zone): in ``tz``; without ``tz`` the result is naive.
    - ``2018-07-17``: midnight of that day, in ``tz``.
    - ``26/07/2024 14:01:02`` (the steps of Labguru): day first, always, in ``tz``.
    - ``1721998884685`` (Labvanced): 13 digits are milliseconds since 1970, in UTC.
    - Other forms go to python-dateutil, and count only if they can be read in one way. Named zones other than UTC
      and GMT (CST is three of them) cannot.

    Args:
        text: The time as it came.
        tz: The zone of times that name none, best a ``zoneinfo.ZoneInfo``; times that name one keep it.

    Raises:
        UsageError: the text is empty, lacks a day, month or year, or can be read in more than one way.
    """
    written = text.strip() if text else ""
    try:
        time = _read(written)
    except (ValueError, OverflowError) as reason:
        why = f" ({reason})" if isinstance(reason, _Doubt) else ""
        raise UsageError(f"{text!r} is not a time that can be read in one way{why}.") from None
    return time.replace(tzinfo=tz) if time.tzinfo is None else time


class _Doubt(ValueError):
    """Why a text is not read."""


def _read(text: str) -> datetime:
    if re.fullmatch(r"[0-9]{13}", text):
        return _EPOCH + timedelta(milliseconds=int(text))
    if step := re.fullmatch(r"([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2})", text):
        day, month, year, hour, minute, second = map(int, step.groups())
        return datetime(year, month, day, hour, minute, second)
    if re.fullmatch(r"[0-9]{4}(-?)[0-9]{2}\1[0-9]{2}([Tt ].+)?", text):  # fromisoformat takes any letter for the T
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass  # perhaps "2024-07-26 2:01 PM"
    return _read_foreign(text)


def _read_foreign(text: str) -> datetime:
    """Let python-dateutil read the text in several ways, which agree only if nothing was filled in or chosen."""
    # dateutil reads GMT+2 as POSIX does, two hours *behind*; browsers write it for two hours ahead
    text = re.sub(r"\b(?:GMT|UTC) ?([+-][0-9:]+)( \(.+\))?$", r"\1", text)
    if re.search(r"(?:GMT|UTC|Z)\s*[+-]", text, re.IGNORECASE):
        raise _Doubt("its offset is not certain")
    year_leads = re.match(r"[0-9]{4}\b", text)  # then the month follows
    readings = {
        _dateutil()(text, default=default, dayfirst=dayfirst, tzinfos=_zone)
        for default in (datetime(2001, 1, 1), datetime(2004, 2, 15))
        for dayfirst in ((False,) if year_leads else (False, True))
    }
    if len(readings) > 1:
        raise _Doubt("day, month and year are not all certain")
    [time] = readings
    if f"{time.year:04}" not in text:
        raise _Doubt("the year needs four digits")
    if time.tzinfo is None and re.search(_OFFSET, text):
        raise _Doubt("an offset needs a time")  # dateutil has taken it for the time
    return time


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if name and (offset or name.upper() not in ("UTC", "GMT", "Z")):
        raise _Doubt(f"the zone {name} is not certain")
    return None if offset is None else timezone(timedelta(seconds=offset))


def _dateutil() -> Callable[..., datetime]:
    parse: Callable[..., datetime] = import_module("dateutil.parser").parse  # slow to import, and seldom needed
    return parse
