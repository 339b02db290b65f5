"""A line on the terminal while something takes long, and nothing at all in a pipe or a log."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_PATIENCE = 0.7  # seconds before anything is said
_PACE = 0.2  # seconds between two looks at the clock
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
