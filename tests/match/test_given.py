"""Given names that people know: two that rhyme are two people's, however alike they sound; spellings of one are one."""

from __future__ import annotations

import pytest

import kzresolve as kz
from kzresolve.match.likeness import likeness
from kzresolve.match.words import word
from kzresolve.tables import read_tsv

RHYMES = (
    ("Nurlan", "Yerlan"), ("Нұрлан", "Ерлан"), ("Marat", "Murat"), ("Марат", "Murat"), ("Askar", "Aidar"),
    ("Olzhas", "Almas"), ("Ruslan", "Arslan"), ("Timur", "Damir"), ("Serik", "Berik"), ("Серік", "Berik"),
    ("Kairat", "Marat"), ("Kanat", "Sanat"), ("Daniyar", "Daniyal"), ("Arman", "Armen"), ("Dinara", "Gulnara"),
    ("Nurzhan", "Yerzhan"), ("Ramil", "Kamil"), ("Maria", "Marina"), ("Roman", "Ramon"), ("Viktor", "Viktoria"),
)  # fmt: skip
SPELLINGS = (
    ("Kassym", "Qasym"), ("Yerlan", "Erlan"), ("Zhomart", "Jomart"), ("Beibit", "Beybut"), ("Bolat", "Bulat"),
    ("Dmitri", "Dmytro"), ("Anna", "Hanna"), ("Rustam", "Rustem"), ("Сәкен", "Saken"), ("Gulnar", "Gulnara"),
    ("Emomali", "Imomali"), ("Bakhyt", "Bakyt"), ("Daulet", "Dowlet"), ("Shyngys", "Chingiz"), ("Elena", "Alena"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "two"), RHYMES)
def test_names_that_rhyme_are_two(one: str, two: str) -> None:
    found = likeness(word(one), word(two))
    assert found == likeness(word(two), word(one))
    assert found.level <= 0.5


@pytest.mark.parametrize(("one", "two"), SPELLINGS)
def test_spellings_of_one_name_are_no_two(one: str, two: str) -> None:
    assert likeness(word(one), word(two)).kind != "other"


def test_brothers_are_two() -> None:
    """Deputies of the Mazhilis of Kazakhstan, brothers (EveryPolitician 2019)."""
    for one, two in (("Nurlan", "Yerlan"), ("Нурлан", "Ерлан"), ("Нурлан", "Yerlan")):
        assert kz.compare(f"{one} Nigmatulin", f"{two} Nigmatulin").verdict == "different"


def test_half_of_a_joined_name_says_no_more_than_before_a_hyphen() -> None:
    """Kassym Tokayev was the uncle of Kassym-Jomart, whom the Latin alphabet of passports writes in one word too."""
    joined, hyphened = (kz.compare("Kassym Tokayev", f"{each} Tokayev") for each in ("Kasymzhomart", "Kassym-Jomart"))
    assert hyphened.verdict == "unsure"
    assert joined.score < 0.5
    assert kz.compare("Kasymzhomart Tokayev", "Kassym-Jomart Tokayev").verdict == "same"


def test_a_womans_name_is_no_case_of_a_mans_in_latin_letters() -> None:
    """The empress Alexandra was nobody's genitive; that of Daniel Obajtek shows in both words."""
    assert kz.compare("Alexander Romanov", "Alexandra Romanova").verdict == "different"
    assert kz.compare("Daniel Obajtek", "Daniela Obajtka").verdict == "same"
    assert kz.compare("Александр Лукашенко", "Александра Лукашенко").verdict == "same"


def test_no_form_is_in_two_rows() -> None:
    """A form of two names would say nothing of either."""
    forms = [form for row in read_tsv("names/given.tsv") for form in row["forms"].split()]
    assert len(forms) == len(set(forms))
