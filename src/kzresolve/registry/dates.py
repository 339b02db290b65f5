"""Dates as a registry has them, YYYY, YYYY-MM or YYYY-MM-DD, and what holds from one to another.

Text compares as the dates it stands for, so none is ever turned into more than it says.
"""

from __future__ import annotations

import datetime
import re

from kzresolve.errors import InputError
from kzresolve.values import Value

DATES = "YYYY, YYYY-MM or YYYY-MM-DD"

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


class Dated(Value):
    """Mixin of what holds from `valid_from` to `valid_to`: YYYY, YYYY-MM or YYYY-MM-DD, both included, "" for open."""

    __slots__ = ()
    valid_from: str
    valid_to: str

    def valid_on(self, date: str) -> bool:
        """Whether it held on `date` (ISO); where one date is less precise, its whole period counts."""
        begun = min(len(date), len(self.valid_from))
        ended = min(len(date), len(self.valid_to))
        return date[:begun] >= self.valid_from[:begun] and date[:ended] <= self.valid_to[:ended]

    @property
    def period(self) -> str:
        """When it holds, in words: "2019-03-23 to 2022-09-17", "since 1993", "until 1961", or "" for always."""
        if self.valid_from and self.valid_to:
            return f"{self.valid_from} to {self.valid_to}"
        return f"since {self.valid_from}" if self.valid_from else f"until {self.valid_to}" if self.valid_to else ""


def check_dates(value: Dated, what: str) -> None:
    """Raise InputError unless both dates of `value` are dates or ""."""
    for date in (value.valid_from, value.valid_to):
        if date and not is_date(date):
            raise InputError(f"{what}: date {date!r}, expected {DATES}")


def is_date(text: str) -> bool:
    """Whether `text` is YYYY, YYYY-MM or YYYY-MM-DD, and a day of the calendar.

    >>> is_date("2019-03"), is_date("2019-02-30")
    (True, False)
    """
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def as_date(on: object) -> str:
    """A date given as datetime.date or ISO string (YYYY, YYYY-MM or YYYY-MM-DD) as ISO string; "" for None."""
    if on is None:
        return ""
    if isinstance(on, datetime.datetime):
        return on.date().isoformat()
    if isinstance(on, datetime.date):
        return on.isoformat()
    if isinstance(on, str) and is_date(on):
        return on
    raise InputError(f"date {on!r}: expected a datetime.date or text, {DATES}")
