"""Runs of capitalised words are cut into units by what the tables know of them, and end where their sentence does."""

from __future__ import annotations

import pytest

from kzresolve import Resolver
from kzresolve.resolve.document import read_document
from kzresolve.resolve.lexicon import lexicon
from kzresolve.resolve.units import runs


def units(text: str, resolver: Resolver) -> list[list[tuple[str, str]]]:
    """(words, label) of the units of each run that has any."""
    document = read_document("a", text, "", resolver.spotter)
    tokens = document.tokens
    cut = [
        [(text[tokens[u.start].start : tokens[u.stop - 1].end], u.label) for u in run]
        for run in runs(document, lexicon())
    ]
    return [run for run in cut if run]


def test_a_run_is_cut_into_what_the_tables_know(empty: Resolver) -> None:
    assert units("said Deputy Prime Minister Alikhan Smailov of the Kazakh Interior Ministry", empty)[-1] == [
        ("Deputy Prime Minister", "title"),
        ("Alikhan", "word"),
        ("Smailov", "word"),
        ("of", "link"),
        ("the", "link"),
        ("Kazakh", "demonym"),
        ("Interior Ministry", "head"),
    ]


def test_a_run_ends_with_its_sentence(empty: Resolver) -> None:
    assert units("He saw Smailov. Mamin left", empty) == [[("Smailov", "word")], [("Mamin", "word")]]


def test_a_run_ends_at_a_word_in_small_letters_and_at_a_comma(empty: Resolver) -> None:
    assert len(units("He saw Smailov, Mamin met Sklyar", empty)) == 3


def test_small_words_join_a_run_only_to_capitals_behind_them(empty: Resolver) -> None:
    assert units("in the Bank of wood and", empty) == [[("Bank", "head")]]
    assert [text for text, _ in units("in the Bank of the East", empty)[0]] == ["Bank", "of", "the", "East"]


def test_registry_names_are_units_of_their_own(small: Resolver) -> None:
    assert units("He left Almaty Kazakhstan", small)[-1] == [("Almaty", "spot"), ("Kazakhstan", "spot")]


def test_a_hyphen_joins_capitalised_words_but_not_two_registry_names(small: Resolver) -> None:
    assert ("Samruk-Kazyna", "word") in units("He left Samruk-Kazyna", small)[-1]
    assert ("Nur-Sultan", "spot") in units("He left Nur-Sultan", small)[-1]
    assert [text for text, label in units("the Almaty-Astana road", small)[0] if label == "spot"] == [
        "Almaty",
        "Astana",
    ]


def test_two_nations_with_a_hyphen_are_a_demonym(empty: Resolver) -> None:
    assert units("a Franco-German plan", empty) == [[("Franco-German", "demonym")]]


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("He met Theresa May", "May", "word"),
        ("He came in May", "May", "calendar"),
        ("He met Islam Karimov", "Islam", "word"),
        ("He spoke about Islam", "Islam", "nonname"),
        ("He met Aaron Winter", "Winter", "word"),
    ],
)
def test_a_word_beside_a_persons_name_is_part_of_it(empty: Resolver, text: str, word: str, label: str) -> None:
    assert (word, label) in units(text, empty)[-1]


def test_a_modifier_is_a_title_only_before_one(empty: Resolver) -> None:
    assert units("the Former Smailov", empty)[-1][0] != ("Former", "title")
    assert [label for _, label in units("the National Coordinator Smailov", empty)[-1]][-2:] == ["title", "word"]


def test_furniture_of_one_word_is_furniture_only_alone(empty: Resolver) -> None:
    assert ("Share", "nonname") in units("Share", empty)[0]
    assert ("Share", "nonname") not in units("the Share Karimov", empty)[0]


def test_an_acronym_that_reads_like_a_small_word_is_a_name_beside_small_letters(empty: Resolver) -> None:
    assert ("US", "link") not in units("said that US envoys left", empty)[0]
    assert all(("US", "word") not in run for run in units("SAID THAT US ENVOYS LEFT", empty))
