"""Abbreviations join the only name of a list that they may stand for."""

from __future__ import annotations

import pytest

import kzresolve as kz
from kzresolve.resolve.acronyms import join_acronyms, without_ending

OFFICE = "Urząd Ochrony Konkurencji i Konsumentów"


def joined(*names: str) -> list[list[str]]:
    def may_join(one: int, two: int) -> bool:
        return one != two

    def noted(one: int, two: int) -> None:
        assert one != two

    groups = join_acronyms([[i] for i in range(len(names))], [[name] for name in names], may_join, noted)
    return [[names[i] for i in group] for group in groups]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UOKiK", OFFICE),
        ("UOKiK-u", OFFICE),
        ("МИДа", "Министерство иностранных дел"),
        ("AP", "The Associated Press"),
        ("TfL", "Transport for London"),
    ],
)
def test_letters_of_a_name(short: str, full: str) -> None:
    assert joined(short, full, "Boris Johnson") == [[short, full], ["Boris Johnson"]]


@pytest.mark.parametrize(
    "names",
    [
        ("BP", "Borut Pahor"),  # two letters may be anybody's
        ("KIO", OFFICE),
        ("ČNB", "Česká národní banka", "Česká nová banka"),  # which of the two is not said
        ("Ap", "Associated Press"),
    ],
)
def test_what_is_left_alone(names: tuple[str, ...]) -> None:
    assert joined(*names) == [[name] for name in names]


def test_grouping_joins_them() -> None:
    names = [OFFICE, "UOKiK", "Boris Johnson"]
    found = [group.members for group in kz.Resolver(kz.Registry()).group(names)]
    assert found == [(0, 1), (2,)]


@pytest.mark.parametrize(
    ("word", "bare"),
    [("HDZ-a", "HDZ"), ("МИДа", "МИД"), ("HIMARSů", "HIMARS"), ("USAid", "USAid"), ("PiS", "PiS"), ("EUr", "EUr")],
)
def test_endings_of_words_in_capitals(word: str, bare: str) -> None:
    assert without_ending(word) == bare
