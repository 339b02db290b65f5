"""The word lists in tables/lexicons: their form, and facts about names and words that must hold."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest

from kzresolve.tables import read_text, read_tsv

NAMES = ("given_names", "family_names")
COLUMNS = {
    "given_names": ["text", "origin", "source"],
    "family_names": ["text", "origin", "source"],
    "family_endings": ["ending", "script", "regions", "strength", "source"],
    "family_prefixes": ["prefix", "script", "regions", "strength", "source"],
    "en/name_words": ["text", "source"],
    "not_in_role": ["text", "lang", "source"],
}
WORDS = ("en", "ru", "kk")
SOURCES = {"faker", "faker-romanised", "census1990", "unverified"}


def each(text: str) -> list[str]:
    return text.split()


@cache
def words(language: str) -> list[str]:
    return [line for line in read_text(f"lexicons/{language}/words.txt").split("\n") if line and line[0] != "#"]


@cache
def names(table: str) -> frozenset[str]:
    return frozenset(row["text"] for row in read_tsv(f"lexicons/{table}.tsv"))


@pytest.mark.parametrize("table", COLUMNS)
def test_rows_are_well_formed(table: str) -> None:
    text = read_text(f"lexicons/{table}.tsv")
    rows = read_tsv(f"lexicons/{table}.tsv")
    keys = [row[COLUMNS[table][0]] for row in rows]
    assert list(rows[0]) == COLUMNS[table]
    assert unicodedata.is_normalized("NFC", text)
    assert keys == sorted(set(keys))
    assert all(cell and cell == cell.strip() for row in rows for cell in row.values())


@pytest.mark.parametrize("language", WORDS)
def test_words_are_well_formed(language: str) -> None:
    text = read_text(f"lexicons/{language}/words.txt")
    listed = words(language)
    assert text.startswith("#")
    assert "Source:" in text.split("\n")[0]
    assert unicodedata.is_normalized("NFC", text)
    assert listed == sorted(set(listed))
    assert all(word == word.lower() and not word.endswith("'s") and " " not in word for word in listed)


@pytest.mark.parametrize("table", NAMES)
def test_names_are_capitalised_latin_or_cyrillic_words(table: str) -> None:
    for name in names(table):
        scripts = {unicodedata.name(c).split()[0] for c in name if c.isalpha()}
        assert scripts in ({"LATIN"}, {"CYRILLIC"}), name
        assert name[0].isupper(), name
        assert " " not in name, name


@pytest.mark.parametrize("table", NAMES)
def test_every_source_is_one_that_the_readme_names(table: str) -> None:
    assert {s for row in read_tsv(f"lexicons/{table}.tsv") for s in row["source"].split("+")} == SOURCES
    assert all(f"`{source}`" in read_text("lexicons/README.md") for source in SOURCES)


@pytest.mark.parametrize("table", ["family_endings", "family_prefixes"])
def test_strength_and_script_are_known_values(table: str) -> None:
    rows = read_tsv(f"lexicons/{table}.tsv")
    assert {row["strength"] for row in rows} == {"strong", "weak"}
    assert {row["script"] for row in rows} == {"Latin", "Cyrillic"}


@pytest.mark.parametrize(
    "name",
    each(
        "Aruzhan Yerkin Erkin Daulet Nurlan Zhanar Janar Bakytzhan Айгуль Айгүл Ерлан Сергей Мария Оксана "
        "John Maria Bill Joe Mohammed Fatima Narendra Chukwuemeka Kofi Jinping Xiaoping Jean-Luc José Jose "
        "Jürgen Jurgen Sergei Sergey Volodymyr Giorgi Nino Hayk Gayane Ilham Shavkat Emomali Recep Kyriakos "
        "Yoshihide"
    ),
)
def test_given_names(name: str) -> None:
    assert name in names("given_names")


@pytest.mark.parametrize(
    "name",
    each(
        "Smith Johnson O'Brien McDonald Nguyen Kim Zhang Ouyang Singh Patel Khan González Gonzalez Müller "
        "Muller Kovalenko Назарбаев Nazarbayev Иванов Ivanov Шевченко Petrosyan Saakashvili Mandela Okafor"
    ),
)
def test_family_names(name: str) -> None:
    assert name in names("family_names")


@pytest.mark.parametrize("name", each("The London Paris China Russia Kazakhstan Monday Россия And She Would"))
def test_what_is_no_name_of_a_person(name: str) -> None:
    assert name not in names("given_names") | names("family_names")


@pytest.mark.parametrize("word", each("the said government officials protesters organisation organization don't cafe"))
def test_english_words(word: str) -> None:
    assert word in words("en")


@pytest.mark.parametrize("word", each("london almaty nasa london's monday english"))
def test_names_and_abbreviations_are_no_english_words(word: str) -> None:
    assert word not in words("en")


def test_russian_and_kazakh_words() -> None:
    assert {"однако", "сообщил", "правительство", "министра", "сегодня", "которые"} <= set(words("ru"))
    assert {"және", "бірақ", "үкімет", "мемлекеттің", "халықтың", "айтты", "бүгін"} <= set(words("kk"))


def test_name_words_are_words_and_names() -> None:
    rows = {row["text"] for row in read_tsv("lexicons/en/name_words.tsv")}
    known = {name.lower() for table in NAMES for name in names(table)}
    assert rows <= set(words("en")) & known
    assert set(each("will mark bill grant young brown hill may rose frank jack king price")) <= rows


@pytest.mark.parametrize(
    "name", each("Назарбаев Иванова Шевченко Саакашвили Nazarbayev Tereshkova Poroshenko Papadopoulos")
)
def test_strong_endings_know_family_names(name: str) -> None:
    strong = [
        r["ending"].removeprefix("-") for r in read_tsv("lexicons/family_endings.tsv") if r["strength"] == "strong"
    ]
    assert name.casefold().endswith(tuple(strong))
