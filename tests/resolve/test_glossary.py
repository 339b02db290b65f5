"""Names of bodies word by word in English; names of people stay as they are."""

from __future__ import annotations

import pytest

from kzresolve.resolve.glossary import GLOSSARY, in_english, known_in_english, sort_and_country
from kzresolve.tables import read_tsv


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Верховного суда Пакистана", "supreme court Pakistan"),
        ("Nejvyšším soudem", "supreme court"),
        ("Ministerstwa Spraw Zagranicznych", "ministry foreign"),
        ("МИДа России", "ministry foreign Russia"),
        ("министерство иностранных дел Италии", "ministry foreign Italy"),
        ("východní Evropou", "east Europe"),
        ("Spojeným královstvím", "United Kingdom"),
        ("Российскую Федерацию", "Russia"),
        ("лейбористов", "labour party"),
        ("Partii Pracy", "party labour"),
        ("МИД Российской Федерации", "ministry foreign Russia"),
        ("Kongresem Stanów Zjednoczonych", "congress United States"),
        ("Damian Green", ""),
        ("Green", ""),
        ("Rosa Parks", ""),
        ("for", ""),
        ("", ""),
    ],
)
def test_in_english(name: str, english: str) -> None:
    assert in_english(name, str) == english


def test_other_words_are_as_the_list_has_them() -> None:
    assert in_english("Высший суд Лахора", {"Лахора": "Лахор"}.get) == "high court Лахор"  # type: ignore[arg-type]


def test_a_body_is_known_by_its_words_in_english() -> None:
    assert known_in_english(in_english("Kongresem Stanów Zjednoczonych", str)) == "us-congress"
    assert known_in_english(in_english("Bílého domu", str)) == "white-house"
    assert known_in_english("supreme court") == ""


def test_terms_and_words_are_clean() -> None:
    for row in read_tsv(GLOSSARY):
        assert row["head"] in ("", "yes")
        assert all(word and word == word.strip() for word in row["words"].split("|")), row


@pytest.mark.parametrize(
    ("name", "words", "country"),
    [
        ("Sądu Najwyższego", {"court", "supreme"}, ""),
        ("Верховного суда США", {"court", "supreme"}, "United States"),
        ("Ministerstwo Zdrowia Ukrainy", {"ministry", "health"}, "Ukraine"),
        ("Гаагский суд", set(), ""),  # says more
        ("Kongres", set(), ""),
    ],
)
def test_sort_of_a_body_and_its_country(name: str, words: set[str], country: str) -> None:
    said, named = sort_and_country(name)
    assert (set(said), named) == (words, country)


def test_places_are_known_in_english_whatever_the_order_of_words() -> None:
    assert known_in_english(in_english("Morza Czarnego", str)) == known_in_english("black sea") != ""
