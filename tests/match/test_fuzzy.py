from __future__ import annotations

import pytest

from kzresolve.errors import InputError, UnknownError
from kzresolve.match.fuzzy import register, similarities, similarity


@pytest.mark.parametrize("by", similarities())
def test_each_tells_the_same_from_others_across_scripts(by: str) -> None:
    same = similarity("Нурсултан Назарбаев", "Nursultan Nazarbayev", by)
    other = similarity("Нурсултан Назарбаев", "Angela Merkel", by)
    assert 0 <= other < 0.6 < same <= 1


def test_ones_own_is_found_by_name() -> None:
    register("same-first-letter-of-tests", lambda a, b: float(a[:1] == b[:1]))
    assert similarity("Токаев", "Tokayev", "same-first-letter-of-tests") == 1
    with pytest.raises(InputError):
        register("edit", lambda _a, _b: 0.0)
    with pytest.raises(UnknownError):
        similarity("a", "b", "no such similarity")
