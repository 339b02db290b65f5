"""Lint of the finder's word tables: columns, clean sorted cells, allowed classes, and a few facts of news language."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest

from kzresolve.tables import list_tables, read_text, read_tsv

LANGUAGES = ["en", "ru", "kk"]
KEY = {"place_endings": ["ending"], "cues": ["text", "side", "kind"]}
COLUMNS = {
    "titles": ["text", "class", "source"],
    "heads": ["text", "kind", "position", "demonym", "of", "source"],
    "cues": ["text", "side", "kind", "weight", "source"],
    "demonyms": ["text", "country", "source"],
    "calendar": ["text", "source"],
    "nonnames": ["text", "class", "source"],
    "abbreviations": ["text", "source"],
    "particles": ["text", "source"],
    "place_endings": ["ending", "script", "strength", "source"],
}
ALLOWED = {
    "titles": {"class": {"honorific", "office", "role", "modifier"}},
    "heads": {
        "kind": {"ORG", "LOC"},
        "position": {"first", "last", "both"},
        "demonym": {"inside", "outside"},
        "of": {"yes", "no"},
    },
    "cues": {"side": {"before", "after"}, "kind": {"PER", "ORG", "LOC"}, "weight": set("12345")},
    "nonnames": {"class": {"acronym", "furniture", "event", "work", "other"}},
    "place_endings": {"script": {"Latin", "Cyrillic"}, "strength": {"strong", "weak"}},
}
PER_LANGUAGE = ["titles", "heads", "cues", "demonyms", "calendar", "nonnames", "abbreviations"]
TABLES = [f"lexicons/{lang}/{table}.tsv" for lang in LANGUAGES for table in PER_LANGUAGE]
TABLES += ["lexicons/particles.tsv", "lexicons/place_endings.tsv"]


def name_of(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".tsv")


@cache
def column(path: str, key: str, value: str) -> dict[str, str]:
    return {row[key]: row[value] for row in read_tsv(path)}


@cache
def texts(path: str) -> frozenset[str]:
    return frozenset(row["text"] for row in read_tsv(path))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_table(lang: str) -> None:
    assert {f"lexicons/{lang}/{table}.tsv" for table in PER_LANGUAGE} <= set(list_tables(f"lexicons/{lang}", ".tsv"))


@pytest.mark.parametrize("path", TABLES)
def test_header(path: str) -> None:
    lines = [line for line in read_text(path).split("\n") if not line.startswith("#")]
    assert lines[0].split("\t") == COLUMNS[name_of(path)]


@pytest.mark.parametrize("path", TABLES)
def test_cells_are_clean_and_casefolded(path: str) -> None:
    for row in read_tsv(path):
        first = next(iter(row))
        assert row[first], row
        assert row[first] == row[first].casefold(), row
        assert row["source"], row
        for cell in row.values():
            assert cell == " ".join(cell.split()), row
            assert cell == unicodedata.normalize("NFC", cell), row
            assert "’" not in cell, row


@pytest.mark.parametrize("path", TABLES)
def test_cells_hold_allowed_values(path: str) -> None:
    for row in read_tsv(path):
        for key, allowed in ALLOWED.get(name_of(path), {}).items():
            assert row[key] in allowed, row


@pytest.mark.parametrize("path", TABLES)
def test_rows_are_sorted_and_unique(path: str) -> None:
    rows = [list(row.values()) for row in read_tsv(path)]
    assert rows == sorted(rows)
    keys = [tuple(row[key] for key in KEY.get(name_of(path), ["text"])) for row in read_tsv(path)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("path", [path for path in TABLES if name_of(path) == "demonyms"])
def test_countries_are_codes(path: str) -> None:
    for row in read_tsv(path):
        assert row["country"] == "" or (len(row["country"]) == 2 and row["country"].isascii()), row


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("lexicons/en/titles.tsv", "mr", "honorific"),
        ("lexicons/en/titles.tsv", "defence minister", "office"),
        ("lexicons/en/titles.tsv", "defense minister", "office"),
        ("lexicons/en/titles.tsv", "lt col", "office"),
        ("lexicons/en/titles.tsv", "spokeswoman", "role"),
        ("lexicons/en/titles.tsv", "former", "modifier"),
        ("lexicons/ru/titles.tsv", "господин", "honorific"),
        ("lexicons/ru/titles.tsv", "министр иностранных дел", "office"),
        ("lexicons/ru/titles.tsv", "министра иностранных дел", "office"),
        ("lexicons/ru/titles.tsv", "пресс-секретарь", "role"),
        ("lexicons/kk/titles.tsv", "мырза", "honorific"),
        ("lexicons/kk/titles.tsv", "президенті", "office"),
    ],
)
def test_titles_have_their_class(path: str, text: str, expected: str) -> None:
    assert column(path, "text", "class")[text] == expected


@pytest.mark.parametrize(
    ("lang", "text", "kind", "position", "demonym"),
    [
        ("en", "interior ministry", "ORG", "last", "outside"),
        ("en", "university", "ORG", "both", "inside"),
        ("en", "academy of sciences", "ORG", "both", "inside"),
        ("en", "mount", "LOC", "first", "inside"),
        ("en", "lake", "LOC", "both", "inside"),
        ("en", "organisation", "ORG", "both", "inside"),
        ("en", "organization", "ORG", "both", "inside"),
        ("ru", "министерство", "ORG", "first", "outside"),
        ("ru", "область", "LOC", "both", "inside"),
        ("kk", "облысы", "LOC", "last", "inside"),
        ("kk", "министрлігі", "ORG", "last", "outside"),
    ],
)
def test_heads_of_names(lang: str, text: str, kind: str, position: str, demonym: str) -> None:
    row = next(row for row in read_tsv(f"lexicons/{lang}/heads.tsv") if row["text"] == text)
    assert (row["kind"], row["position"], row["demonym"]) == (kind, position, demonym)


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("ru", {"посол", "посла", "послом", "врача", "врачом", "братья", "судей", "президента", "директора"}),
        ("kk", {"президент", "президенті", "төрағасы", "өкілі", "мүшелері", "ішкі істер министрі"}),
    ],
)
def test_titles_stand_in_the_forms_of_running_text(lang: str, forms: set[str]) -> None:
    assert forms <= texts(f"lexicons/{lang}/titles.tsv")


def test_an_of_phrase_belongs_to_a_ministry_and_not_to_a_news_agency() -> None:
    of = column("lexicons/en/heads.tsv", "text", "of")
    assert (of["ministry"], of["organization"], of["news agency"]) == ("yes", "yes", "no")


def test_a_cue_that_names_the_sort_of_thing_weighs_more_than_a_preposition() -> None:
    weight = {(row["text"], row["side"], row["kind"]): int(row["weight"]) for row in read_tsv("lexicons/en/cues.tsv")}
    assert weight["city of", "before", "LOC"] > weight["in", "before", "LOC"] > weight["to", "before", "LOC"]
    assert weight["news agency", "before", "ORG"] > weight["according to", "before", "ORG"]
    assert weight["'s wife", "after", "PER"] > weight["has been", "after", "PER"]


@pytest.mark.parametrize(
    ("text", "country"), [("kyrgyz", "kg"), ("briton", "gb"), ("muscovite", "ru"), ("texan", "us"), ("shiite", "")]
)
def test_demonyms_know_their_country(text: str, country: str) -> None:
    assert column("lexicons/en/demonyms.tsv", "text", "country")[text] == country


@pytest.mark.parametrize(
    ("text", "country"), [("казахстанский", "kz"), ("российского", "ru"), ("узбекистанцы", "uz"), ("мусульмане", "")]
)
def test_russian_demonyms_come_with_their_endings(text: str, country: str) -> None:
    assert column("lexicons/ru/demonyms.tsv", "text", "country")[text] == country


def test_calendar_and_furniture_hold_what_news_pages_capitalise() -> None:
    assert {"monday", "sept", "nauryz", "eid al-fitr", "new year"} <= texts("lexicons/en/calendar.tsv")
    assert {"leave a reply", "register now", "additional reporting by"} <= texts("lexicons/en/nonnames.tsv")
    assert {"понедельник", "января", "наурыз"} <= texts("lexicons/ru/calendar.tsv")
    assert {"дүйсенбі", "қаңтар", "наурыз"} <= texts("lexicons/kk/calendar.tsv")


def test_abbreviations_stand_without_their_last_stop() -> None:
    assert {"mr", "u.s", "e.g", "st"} <= texts("lexicons/en/abbreviations.tsv")
    assert {"т.е", "г", "им"} <= texts("lexicons/ru/abbreviations.tsv")
    assert "т.б" in texts("lexicons/kk/abbreviations.tsv")
    for lang in LANGUAGES:
        assert not [text for text in texts(f"lexicons/{lang}/abbreviations.tsv") if text.endswith(".")]


@pytest.mark.parametrize("word", ["john", "mary", "trump", "obama", "smith", "london", "moscow", "almaty", "reuters"])
@pytest.mark.parametrize("table", ["titles", "demonyms", "calendar", "nonnames", "abbreviations"])
def test_names_of_entities_are_in_no_word_list(table: str, word: str) -> None:
    assert word not in texts(f"lexicons/en/{table}.tsv")
