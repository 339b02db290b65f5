"""A club called without its town joins the only one that is called so with a town."""

from __future__ import annotations

import pytest

from kzresolve.resolve.seated import join_seated


def joined(*names: str, apart: bool = False) -> list[list[int]]:
    def may_join(one: int, two: int) -> bool:
        return one != two and not apart

    def noted(one: int, two: int) -> None:
        assert one != two

    return join_seated([[i] for i in range(len(names))], names, may_join, noted)


def test_the_only_club_of_its_name() -> None:
    assert joined("Legia Warszawa", "Legia", "Slavia Praha") == [[0, 1], [2]]
    assert joined("Legia Warszawa", "Legia", apart=True) == [[0], [1]]


@pytest.mark.parametrize(
    "names",
    [
        ("Dynamo Kijów", "Dynamo Moskwa", "Dynamo"),  # which of them?
        ("Greenpeace Polska", "Greenpeace"),  # a country's part of it
        ("Komenda Wrocław", "Komenda Główna", "Komisja"),
        ("Bank Warszawa", "Bank"),  # a sort of body
        ("Paris Berlin", "Paris"),  # a place
    ],
)
def test_names_that_stay_alone(names: tuple[str, ...]) -> None:
    assert joined(*names) == [[i] for i in range(len(names))]
