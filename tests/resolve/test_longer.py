"""Two names of one person are one group where a longer name of the list holds both, and no third."""

from __future__ import annotations

import pytest

import kzresolve as kz
from kzresolve.resolve.judged import Keeper, constraints
from kzresolve.resolve.longer import join_by_longer
from kzresolve.resolve.rows import Rows

OTHERS = ["Angela Merkel", "Emmanuel Macron", "Владимир Путин", "Volodymyr Zelenskyy", "Kassym-Jomart Tokayev"]


def together(names: list[str]) -> set[tuple[str, ...]]:
    """The groups of several names."""
    found = kz.Resolver(kz.Registry()).group(names)
    return {tuple(names[i] for i in group.members) for group in found if len(group.members) > 1}


def test_a_longer_name_joins_two_that_it_holds() -> None:
    shorter = ["Pablo Ruiz", "Pablo Picasso"]
    assert together([*shorter, *OTHERS]) == set()
    assert together([*shorter, "Pablo Ruiz Picasso", *OTHERS]) == {(*shorter, "Pablo Ruiz Picasso")}
    rivals = [*shorter, "Pablo Ruiz Gallardo Blanco", "Pablo Blanco Ruiz"]  # each of two may be meant
    assert not any("Pablo Ruiz" in group and "Pablo Picasso" in group for group in together([*rivals, *OTHERS]))


@pytest.mark.parametrize(
    "names",
    [
        ["Pablo Ruiz", "Pablo Picasso", "Pablo Ruiz Picasso"],
        ["Пабло Руис", "Pablo Picasso", "Pablo Ruiz-Picasso"],  # by sound
        ["Asia Bibi", "Asia Noreen", "Dr. Asia Noreen Bibi", "Ասիա Բիբի"],
        ["Нурсултан Назарбаев", "Нурсултан Абишевич Назарбаев", "Нурсултан Абишев"],  # a father's name
        ["Kim Jong-un", "김정은", "金正恩", "Kim Jong Il", "Kim Il", "Kim Jong"],
        ["Pablo Ruiz", "Pablo Ruiz Gallardo Blanco", "Pablo Blanco Ruiz", "", "-", "Pablo"],
    ],
)
def test_the_words_of_the_list_only_spare_looks(names: list[str]) -> None:
    names = sorted([*names, *OTHERS])
    assert joined_by_longer(names, Rows(names, None)) == joined_by_longer(names, None)


def joined_by_longer(names: list[str], rows: Rows | None) -> list[list[int]]:
    each = [[i] for i in range(len(names))]
    keeper = Keeper(constraints(names, {}, None))
    return join_by_longer(each, names, None, keeper.may_join, keeper.joined, rows)
