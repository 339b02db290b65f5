"""The collector of circular garbage is held back only while a block runs."""

from __future__ import annotations

import gc

import pytest

from kzresolve.resolve.collecting import uncollected


def test_it_is_turned_on_again_whatever_happens() -> None:
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        assert not gc.isenabled()
        1 / 0  # noqa: B018 - any error
    assert gc.isenabled()


def test_who_turned_it_off_turns_it_on_again() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
