"""Paradigms of words whose dictionary form is known; forms as school grammars give them."""

from __future__ import annotations

import pytest

from kzresolve.names.declension import TABLE, declined
from kzresolve.tables import read_tsv


@pytest.mark.parametrize(
    ("word", "lang", "wanted"),
    [
        ("irlandczyk", "pl", {"irlandczyka", "irlandczycy", "irlandczyków", "irlandczykami"}),
        ("ukrainiec", "pl", {"ukraińca", "ukraińcy", "ukraińców"}),
        ("němec", "cs", {"němce", "němci", "němců", "němcích"}),
        ("irec", "sl", {"irca", "irci", "ircev"}),
        ("итальянец", "ru", {"итальянца", "итальянцев", "итальянцами"}),
        ("китаец", "ru", {"китайца", "китайцы"}),
        ("росіянин", "uk", {"росіяни", "росіян", "росіянами"}),
        ("французин", "bg", {"французи", "французите", "французинът"}),
        ("верховный", "ru", {"верховного", "верховная", "верховных"}),
        ("port lotniczy", "pl", {"portu lotniczego"}),
    ],
)
def test_forms(word: str, lang: str, wanted: set[str]) -> None:
    found = declined(word, lang)
    assert found[0] == word
    assert wanted <= set(found)


def test_a_word_that_no_row_fits_is_its_only_form() -> None:
    assert declined("tokyo", "ja") == ("tokyo",)


def test_an_ending_has_one_row_and_its_forms_include_it() -> None:
    rows = [(row["lang"], row["ending"]) for row in read_tsv(TABLE)]
    assert len(rows) == len(set(rows))
    assert all(row["ending"] in row["forms"].split() for row in read_tsv(TABLE))
