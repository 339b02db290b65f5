"""Names of places in many languages: what is known of them, and that it says nothing about persons."""

from __future__ import annotations

import pytest

from kzresolve.match.compare import compare
from kzresolve.match.config import Config
from kzresolve.match.index import NameIndex
from kzresolve.match.places import ADJECTIVES, BY_HAND, ORGANISATIONS, SLAVIC, TABLE, place_key, places
from kzresolve.resolve.grouping import cluster
from kzresolve.tables import read_tsv


@pytest.mark.parametrize("table", [TABLE, BY_HAND, SLAVIC, ADJECTIVES])
def test_forms_are_keys(table: str) -> None:
    rows = read_tsv(table)
    assert rows
    for row in rows:
        forms = row["forms"].split("|")
        assert row["place"]
        assert row["source"] in {"CLDR", "GeoNames", "unverified"}
        assert forms == sorted(set(forms)), row["place"]
        for form in forms:
            assert place_key(form) == form, row["place"]


# Names of countries and capitals in CLDR 47, of towns in GeoNames; former names and case forms from general knowledge.
@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Germany", "Deutschland", None),
        ("Németország", "Saksa", "LOC"),
        ("ជប៉ុន", "日本", None),
        ("Дубаем", "Dubai", None),
        ("Варшаве", "Warsaw", None),
        ("Саудовской Аравии", "Saudi Arabia", None),
        ("Алма-Ата", "Almaty", None),
        ("Alabuga", "Елабуга", "LOC"),
        ("Kuybyshevka-Vostochnaya", "Белогорск", "LOC"),
        ("Kermine", "Navoiy", "LOC"),
        ("Oskemen, Kazakhstan", "Усть-Каменогорск", None),
        ("Washington, D.C.", "Вашингтон", "LOC"),
        ("تارا، روسیه", "Tara", "LOC"),
        ("город Вена", "Wien", "LOC"),
        ("США", "Stany Zjednoczone", None),
        ("Bank of England", "Банк Англии", None),
        ("British Parliament", "Парламент Великобритании", None),
        ("Ministerstwo Obrony Niemiec", "Министерство обороны Германии", "ORG"),
    ],
)
def test_one_place(left: str, right: str, kind: str | None) -> None:
    match = compare(left, right, kind)
    assert match.verdict == "same", str(match)
    assert any(reason.kind == "exonym" for reason in match.evidence)
    assert compare(left, right, kind, Config(exonyms=False)).score < match.score


def test_a_word_that_many_places_begin_with_says_little() -> None:
    for left, right in (("San Juan", "San José"), ("Nowy Targ", "Nowy Sącz"), ("Fort Worth", "Fort Wayne")):
        assert compare(left, right, "LOC").score < 0.5, (left, right)
    assert compare("San Isidro", "Сан-Исидро", "LOC").verdict == "same"


def test_a_word_for_the_sort_of_place_is_left_out() -> None:
    assert compare("Republic of Kazakhstan", "Қазақстан").verdict == "same"
    assert compare("Kuwait City", "Кувейт").verdict == "same"


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Germany", "Deutschland", "PER"),
        ("Anna Saksa", "Anna Deutschland", None),
        ("Austria", "Australia", None),
        ("Niger", "Nigeria", "LOC"),
        ("Министерство обороны Франции", "Министерство обороны Германии", "ORG"),
        ("Верхняя Пышма", "Нижняя Пышма", "LOC"),
        ("Upper Nile", "Lower Nile", "LOC"),
        ("North Ossetia", "South Ossetia", None),
        ("Sultan Jamal Aldinov", "Altyn Emel", "LOC"),
        ("Kirovsk, Russia", "Кировск, Беларусь", "LOC"),
        ("Almaty, Kazakhstan", "Kazakhstan", "LOC"),
        ("Kirov, Sergey", "Kirov, Russia", None),
    ],
)
def test_two_places_or_persons(left: str, right: str, kind: str | None) -> None:
    match = compare(left, right, kind)
    assert match.verdict != "same", str(match)


def test_names_of_persons_are_judged_as_such() -> None:
    assert not any(reason.kind == "exonym" for reason in compare("Victoria", "Виктория").evidence)
    assert places("Нурсултан Назарбаев") is None


def test_namesakes_are_known_as_such() -> None:
    """Aksu is a city and several villages; a name of one of them that the others do not have tells them apart."""
    aksu, white_waters, yermak = places("Aksu"), places("Belyye Vody"), places("Yermak")
    assert aksu
    assert white_waters
    assert yermak
    assert aksu.ids & white_waters.ids
    assert aksu.ids & yermak.ids
    assert not white_waters.ids & yermak.ids


def test_a_place_is_found_under_another_name() -> None:
    index = NameIndex()
    for name in ["Germany", "Georgia", "Guernsey", "Deutsche Bank"]:
        index.add(name, name)
    assert index.candidates("Németország", 1) == ["Germany"]


def test_names_of_one_place_are_one_group() -> None:
    names = ["Germany", "Deutschland", "Saksa", "Niemcy", "Németország", "Georgia", "Грузия", "Gürcistan"]
    assert cluster(names, None, Config()) == [0, 0, 0, 0, 0, 1, 1, 1]


# Names of international bodies in their languages: general knowledge.
@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("European Union", "ЕС", None),
        ("Unia Europejska", "Евросоюз", "ORG"),
        ("Komisji Europejskiej", "Еврокомиссией", None),
        ("ООН", "OSN", None),
        ("Parlament Europejski", "Европарламент", None),
        ("Międzynarodowy Fundusz Walutowy", "МВФ", None),
    ],
)
def test_one_body(left: str, right: str, kind: str | None) -> None:
    assert compare(left, right, kind).verdict == "same"


@pytest.mark.parametrize(
    ("left", "right"), [("European Council", "Совет Европы"), ("European Commission", "Европарламент"), ("IMF", "ВТО")]
)
def test_two_bodies(left: str, right: str) -> None:
    assert compare(left, right).verdict == "different"


def test_no_form_is_told_of_two_bodies() -> None:
    rows = read_tsv(ORGANISATIONS)
    forms = [form for row in rows for form in dict.fromkeys(map(place_key, row["forms"].split("|")))]
    assert len(forms) == len(set(forms))
    assert {row["source"] for row in rows} == {"unverified"}
