"""A line on the terminal while something takes long, a bar where it is known how long; nothing in a pipe or a log."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

_PATIENCE = 0.7  # seconds before anything is said
_PACE = 0.2  # seconds between two looks at the clock
_WIDTH = 20  # characters of a bar
_CLEAR = "\r\x1b[K"


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on stderr what is being done and for how long, while the block runs; the line is wiped at the end."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(what, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(what: str, done: threading.Event) -> None:
    begun = time.monotonic()
    if done.wait(_PATIENCE):
        return
    while not done.wait(_PACE):
        sys.stderr.write(f"{_CLEAR}{what}: {time.monotonic() - begun:.0f} s")
        sys.stderr.flush()
    sys.stderr.write(_CLEAR)
    sys.stderr.flush()


class Bar:
    """How far a long run is, on one line of stderr; used as a context, and called with what has been done."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun = self._told = time.monotonic()
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def __call__(self, rows: int, share: float | None) -> None:
        """Tell that so many rows are done, and what share of all, 0..1, where that is known."""
        now = time.monotonic()
        if not self._shown or now - self._told < _PACE:
            return
        self._told = now
        sys.stderr.write(f"{_CLEAR}{self._what}: {_line(rows, share, now - self._begun)}")
        sys.stderr.flush()


def _line(rows: int, share: float | None, seconds: float) -> str:
    """What a bar says.

    >>> _line(450_000, 0.45, 50.0)
    '#########...........  45%  450,000 rows, 9,000/s, 1:01 left'
    >>> _line(450_000, None, 50.0)
    '450,000 rows, 9,000/s'
    """
    pace = f"{rows:,} rows, {rows / max(seconds, 1e-9):,.0f}/s"
    if not share:
        return pace
    full = int(share * _WIDTH)
    left = int(seconds * (1 - share) / share)
    return f"{'#' * full}{'.' * (_WIDTH - full)}  {share:.0%}  {pace}, {left // 60}:{left % 60:02d} left"
