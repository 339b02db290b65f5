"""Which names of a list are compared: those that may mean the same, and few others."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kzresolve as kz
from kzresolve.resolve import pairs as room
from kzresolve.resolve.meetings import Places
from kzresolve.resolve.pairs import pairs
from kzresolve.resolve.rows import Rows

# Spellings of well-known names, from memory (unverified).
STRANGERS = ["Angela Merkel", "Emmanuel Macron", "Boris Johnson", "Xi Jinping", "Shinzo Abe", "Narendra Modi"]
ONE = [
    ["Kassym-Jomart Tokayev", "Касым-Жомарт Токаев", "Qasym-Zhomart Toqaev", "K. Tokayev", "Токаев К.-Ж.", "Tokayev"],
    ["Nursultan Nazarbayev", "Назарбаев Нурсултан Абишевич", "Nursultan Abishevich Nazarbayev", "نورسلطان نزارباييف"],
    ["Vladimir Putin", "Владимир Владимирович Путин", "V. V. Putin", "Wladimir Putin", "弗拉基米尔·普京"],
    ["Volodymyr Zelensky", "Володимир Зеленський", "Wolodymyr Selenskyj", "볼로디미르 젤렌스키"],
    ["Kim Jong-un", "김정은", "Ким Чен Ын"],
    ["Aleksandr Lukashenko", "Alyaksandr Lukashenka", "Аляксандр Лукашэнка", "Alexander Lukaschenko"],
]
LIST = [name for names in ONE for name in names]


def proposed(names: list[str]) -> set[tuple[str, str]]:
    left, right = pairs(Rows(names, None))
    return {(names[i], names[j]) for i, j in zip(left.tolist(), right.tolist(), strict=True)}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kassym Jomart Tokayev", "Kasymzhomart Tokayev"),  # two words written as one
        ("N. Nazarbayev", "Nursultan Nazarbayev"),  # an initial that fits
        ("Назарбаев Н.А.", "Nursultan Nazarbayev"),
        ("Nazarbayev", "Nursultan Nazarbayev"),  # nothing else that counts
        ("Nursultan Nazarbajew", "Nursoltan Nazarbaeff"),  # neither word the same
        ("Alexander Lukashenko", "Aliaksandr Lukashenka"),  # forms of one given name
        ("Bradley Cooper", "Brad Cooper"),  # one the beginning of the other
        ("习近平", "Xi Jinping"),
        ("阿斯卡尔·马明", "Askar Mamin"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("Bank of Germany", "Банк Германии"),  # words for one place
    ],
)
def test_names_meet(one: str, two: str) -> None:
    names = sorted([*STRANGERS, one, two])
    assert tuple(sorted([one, two])) in proposed(list(dict.fromkeys(names)))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Nursultan Nazarbayev", "Dariga Nazarbayeva"),
        ("D. Nazarbayeva", "Nursultan Nazarbayev"),
        ("Angela Merkel", "Boris Johnson"),
        ("Vladimir Putin", "Vladimir Zhirinovsky"),
    ],
)
def test_names_that_share_one_word_and_differ_in_another_do_not(one: str, two: str) -> None:
    assert tuple(sorted([one, two])) not in proposed(sorted([one, two, "Emmanuel Macron"]))


def test_what_compare_finds_alike_is_proposed() -> None:
    """The slow way: all names with all."""
    names = sorted({*LIST, *STRANGERS})
    alike = {pair for pair in combinations(names, 2) if kz.compare(*pair).score >= 0.65}
    assert len(alike) > len(LIST)
    assert alike <= proposed(names)


def invented(count: int) -> list[str]:
    """Names of no one, each of two words of a few syllables."""
    rng = random.Random(5)  # noqa: S311 - names, no secrets
    syllables = [a + b for a in "bdgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or")]
    words = ["".join(rng.choices(syllables, k=rng.choice((2, 3)))).capitalize() for _ in range(count)]
    return [" ".join(rng.sample(words, 2)) for _ in range(count)]


def test_strangers_are_seldom_compared() -> None:
    names = sorted(set(invented(2000)))
    assert len(proposed(names)) < len(names)


def test_a_list_grown_with_strangers_is_grouped_as_before() -> None:
    resolver = kz.Resolver(kz.Registry())

    def grouped(names: list[str]) -> set[frozenset[str]]:
        found = [frozenset(names[i] for i in group.members) & set(LIST) for group in resolver.group(names)]
        return {group for group in found if group}

    assert grouped(LIST + invented(1500)) == grouped(LIST)


@settings(max_examples=10, deadline=None)
@given(st.permutations(LIST))
def test_the_order_of_the_names_makes_no_difference(names: list[str]) -> None:
    found = {tuple(sorted(pair)) for pair in proposed(names)}
    assert found == {tuple(sorted(pair)) for pair in proposed(sorted(names))}


def test_names_of_common_words_meet_in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where very many names share a word, those that share another are found as they are else."""
    given_names = ["Maria", "Mariya", "Мария"]
    family_names = ["Garcia", "Garsia", "Гарсия", "Lopez", "Lopes", "Fernandez", "Ivanova", "Schmidt", "Nguyen"]
    names = sorted(f"{one} {two}" for one in given_names for two in family_names)
    usual = proposed(names)
    monkeypatch.setattr(room, "_COMMON", 1)
    assert proposed(names) == usual
    assert ("Maria Garcia", "Мария Гарсия") in usual


def test_what_further_words_share_only_spares_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow way: all names that meet in a word are judged by all of their words."""
    names = sorted({*LIST, *STRANGERS, *invented(1000)})
    usual = proposed(names)
    told = room._Judge.further_sounds

    def nothing(judge: room._Judge, met: Places) -> room._Sounds:
        sounds = told(judge, met)
        return sounds._replace(fewest=[np.full_like(fewest, -np.inf) for fewest in sounds.fewest])

    monkeypatch.setattr(room._Judge, "further_sounds", nothing)
    assert proposed(names) == usual


@pytest.mark.parametrize("names", [[], ["Ann Lee"], ["", " ", ".", "1", "-", "de"], ["!"] * 3])
def test_lists_with_little_in_them(names: list[str]) -> None:
    assert proposed(names) <= set(combinations(names, 2))
