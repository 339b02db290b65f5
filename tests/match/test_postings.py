from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.match.postings import Postings, segment

KEYS = st.integers(0, 5)
FILED = st.lists(st.tuples(st.integers(0, 20), st.lists(KEYS, max_size=3), st.booleans()), max_size=30)


@given(FILED, st.lists(KEYS, max_size=4, unique=True))
@settings(max_examples=80, deadline=None)
def test_numbers_are_found_under_their_keys_whenever_they_are_asked_for(
    filed: list[tuple[int, list[int], bool]], sought: list[int]
) -> None:
    postings, slow = Postings(), defaultdict(list)
    for number, keys, asked in filed:
        postings.add(number, keys)
        for key in keys:
            slow[key].append(number)
        if asked:
            postings.under(np.array([0], np.uint32))
    numbers, which = postings.under(np.array(sought, np.uint32))
    found = defaultdict(list)
    for number, place in zip(numbers.tolist(), which.tolist(), strict=True):
        found[sought[place]].append(number)
    assert {key: sorted(slow[key]) for key in sought if slow[key]} == {k: sorted(v) for k, v in found.items()}
    whole = postings.merged()
    assert np.repeat(whole.keys, np.diff(whole.starts)).tolist() == sorted(key for _, keys, _ in filed for key in keys)


def test_saved_numbers_and_added_ones_are_found_together() -> None:
    postings = Postings()
    postings.open(segment(np.array([3, 1, 3], np.uint32), np.array([7, 8, 9], np.uint32)))
    postings.add(4, [3])
    numbers, which = postings.under(np.array([2, 3], np.uint32))
    assert sorted(numbers.tolist()) == [4, 7, 9]
    assert set(which.tolist()) == {1}


def test_the_commonest_keys_are_left_out_but_never_all() -> None:
    postings = Postings()
    for number in range(9):
        postings.add(number, [1] if number else [1, 2])
    numbers, _ = postings.under(np.array([1, 2], np.uint32), most=5)
    assert numbers.tolist() == [0]
    assert len(postings.under(np.array([1], np.uint32), most=5)[0]) == 9
