"""Bodies called by their sort alone join the body of that sort that a list names most."""

from __future__ import annotations

import kzresolve as kz
from kzresolve.resolve.heads import is_called_after, join_heads


def joined(*names: str, sizes: dict[str, int] | None = None, apart: tuple[str, ...] = ()) -> list[list[str]]:
    def may_join(one: int, two: int) -> bool:
        return one != two and names[two] not in apart

    def noted(one: int, two: int) -> None:
        assert one != two

    counts = [(sizes or {}).get(name, 1) for name in names]
    groups = join_heads(
        [[i] for i in range(len(names))],
        [[name] for name in names],
        counts,
        may_join,
        noted,
    )
    return [[names[i] for i in group] for group in groups]


def test_the_only_body_of_its_sort() -> None:
    assert joined("Komise", "Европейская комиссия", "Boris Johnson") == [
        ["Komise", "Европейская комиссия"],
        ["Boris Johnson"],
    ]


def test_of_several_the_one_that_is_named_most() -> None:
    unions = ("Unii", "Unia Europejska", "Związek Radziecki")
    assert joined(*unions) == [[name] for name in unions]
    assert joined(*unions, sizes={"Unia Europejska": 2})[0] == ["Unii", "Unia Europejska"]


def test_what_joins_nothing() -> None:
    for names in (("Komise",), ("Komise", "Evropská unie"), ("Komise", "komisí"), ("Theresa", "Theresa May"), ()):
        assert joined(*names) == [[name] for name in names]
    assert joined("Komise", "Evropská komise", apart=("Komise",)) == [["Komise"], ["Evropská komise"]]


def test_in_a_list() -> None:
    names = [
        "Evropská komise",
        "Komisi",
        "Komise",
        "Evropské komisi",
        "Boris Johnson",
        "Borisem Johnsonem",
        "Johnsonovi",
    ]
    groups = kz.Resolver(kz.Registry()).group(names)
    assert [set(group.members) for group in groups] == [{0, 1, 2, 3}, {4, 5, 6}]


def test_a_body_is_not_the_person_it_is_called_after() -> None:
    assert is_called_after("кабинет Терезы Мэй", "Тереза Мэй")
    assert is_called_after("Robert Koch", "Institut Roberta Kocha")
    assert not is_called_after("government", "Theresa")
    assert not is_called_after("Газпром", "компания Газпром")
    assert not is_called_after("Theresa May", "Терезы Мэй")


def test_a_body_without_its_country_joins_the_one_that_is_named_most() -> None:
    names = ["Sądu Najwyższego", "Верховного суда США", "Верховный суд Польши"]
    assert joined(*names, sizes={names[1]: 4})[0] == names[:2]
    assert len(joined(*names)) == 3  # both are named as often
