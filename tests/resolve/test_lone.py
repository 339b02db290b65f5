"""A lone name joins the one full name of the list that it fits, and no other."""

from __future__ import annotations

import pytest

import kzresolve as kz
from kzresolve.resolve.judged import Keeper, constraints
from kzresolve.resolve.lone import join_lone
from kzresolve.resolve.rows import Rows


def together(names: list[str], kind: str | None = None) -> set[tuple[str, ...]]:
    """The groups of several names."""
    found = kz.Resolver(kz.Registry()).group(names, kind=kind)
    return {tuple(names[i] for i in group.members) for group in found if len(group.members) > 1}


OTHERS = ["Angela Merkel", "Emmanuel Macron", "Владимир Путин", "Volodymyr Zelenskyy", "Kassym-Jomart Tokayev"]


@pytest.mark.parametrize(
    "names",
    [
        ("Asia Bibi", "Bibi"),
        ("Boris Johnson", "Johnson"),
        ("Boris Johnson", "Джонсон"),
        ("Angela Merkel", "Меркель"),
        ("Boris Johnson", "Boris"),  # by given name too where only one is called so
    ],
)
def test_a_lone_name_joins_its_only_bearer(names: tuple[str, str]) -> None:
    assert names in together([*names, *(name for name in OTHERS if name not in names)])


@pytest.mark.parametrize(
    "names",
    [
        ["Boris Johnson", "Lyndon Johnson", "Johnson"],  # two bearers
        ["Tony Blair", "BLA"],  # letters
        ["Bank of England", "Bank"],
    ],
)
def test_a_lone_name_stays_alone(names: list[str]) -> None:
    assert together([*names, *OTHERS]) == set()


def test_a_lone_name_means_the_bearer_who_is_named_far_more_often() -> None:
    names = ["Boris Johnson", "Борис Джонсон", "Boris Johnson", "Lyndon Johnson", "Johnson"]
    assert (0, 1, 2, 4) in {group.members for group in kz.Resolver(kz.Registry()).group([*names, *OTHERS])}


def test_a_lone_name_joins_no_name_of_another_entity() -> None:
    registry = kz.Registry()
    registry.add(kz.Entity(id="b", name="Boris Johnson", kind="PER"))
    registry.add(kz.Entity(id="j", name="Johnson", kind="LOC"))
    found = kz.Resolver(registry).group(["Boris Johnson", "Johnson", *OTHERS])
    ids = {group.members: group.entity.id for group in found if group.entity}
    assert all(not {0, 1} <= set(members) or ids[members] for members in ids)
    assert len([group for group in found if {0, 1} & set(group.members)]) == 2


@pytest.mark.parametrize("names", [("Gina Miller", "Miller"), ("Ева Майдел", "Майдел"), ("Martin Schulz", "Schulz")])
def test_behind_a_known_given_name_the_last_word_is_the_family_name(names: tuple[str, str]) -> None:
    assert names in together([*names, *OTHERS])  # though Gina, Ева and Martin end as family names do


def test_the_words_of_the_list_only_spare_looks() -> None:
    names = sorted(
        [*OTHERS, "Bibi", "Asia Bibi", "Johnson", "Борис Джонсон", "Меркель", "Tokayev", "Зеленский", "مركل"]
    )
    assert joined_lone(names, Rows(names, None)) == joined_lone(names, None)
    assert len(joined_lone(names, None)) < len(names) - 3


def joined_lone(names: list[str], rows: Rows | None) -> list[list[int]]:
    each = [[i] for i in range(len(names))]
    keeper = Keeper(constraints(names, {}, None))
    return join_lone(each, names, [1] * len(names), None, keeper.may_join, keeper.joined, rows)
