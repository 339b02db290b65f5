"""Forking beside threads: a process is forked while no thread changes what is shared, so that the child has it whole.

Whoever is to be whole in a child says so once and has a lock; all locks are held while a process is forked.
"""

from __future__ import annotations

import os
import threading
import weakref
from typing import Protocol


class Locked(Protocol):
    """What changes under its lock only."""

    lock: threading.RLock


_everybody: weakref.WeakSet[Locked] = weakref.WeakSet()
_held: list[Locked] = []


def whole_in_forks(one: Locked) -> None:
    """Let nobody fork this process while `one` is changed, as long as it lives."""
    _everybody.add(one)


def _hold() -> None:
    _held[:] = sorted(_everybody, key=id)
    for one in _held:
        one.lock.acquire()


def _let_go() -> None:
    while _held:
        _held.pop().lock.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_hold, after_in_parent=_let_go, after_in_child=_let_go)
