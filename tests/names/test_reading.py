from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.errors import InputError, UnknownError
from kzresolve.names.phonetic import bones, code, encode, matchers, register
from kzresolve.names.reading import readings
from kzresolve.names.variants import variants


def test_readings_of_one_name_meet() -> None:
    forms = ["Қасым-Жомарт Тоқаев", "Kassym-Schomart Tokajew", "Касым-Жомарт Токаев", "Kasym-Żomart Tokajew"]
    texts = [{reading.text for reading in readings(form)} for form in forms]
    assert set.intersection(*texts)


def test_no_letters_no_readings() -> None:
    assert readings("12 - 3") == ()


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("Qasym-Zhomart Toqaev", "rferl"),  # pressroom.rferl.org
        ("Kasym-Zhomart Tokayev", "bgn-pcgn"),
        ("Iurii Andreevich", "passport"),
        ("Kassym-Jomart Tokayev", "intl"),  # his own spelling is no system's
        ("Angela Merkel", "intl"),
        ("Kasym-Žomart Tokajev", "cs"),  # kotus.fi; teraz.sk
        ("Қасым-Жомарт Тоқаев", "kk-cyrl"),
        ("Касым-Жомарт Токаев", "ru-cyrl"),
    ],
)
def test_the_likeliest_reading_says_who_writes_so(name: str, system: str) -> None:
    assert readings(name)[0].system == system


@pytest.mark.parametrize(
    ("name", "system", "text"),
    [
        ("Kassym-Schomart Tokajew", "de", "kasimJomart tokaev"),
        ("Kasym-Żomart Tokajew", "pl", "kasimJomart tokaev"),
        ("Kasım Cömert Tokayev", "tr", "kasim Jomert tokaev"),
        ("Noursoultan Nazarbaïev", "en", "nursultan nazarbaev"),
        ("Nursoeltan Nazarbajev", "nl", "nursultan nazarbaev"),
        ("Mihails Gorbačovs", "lv", "mihail gorbaCev"),
        ("Michailas Gorbačiovas", "lt", "mihail gorbaCev"),
        ("Nikita Chruszczow", "pl", "nikita hruSev"),
    ],
)
def test_the_words_of_a_name_are_read_by_one_system(name: str, system: str, text: str) -> None:
    assert text in {reading.text for reading in readings(name) if reading.system == system}


def test_cheapest_first() -> None:
    costs = [reading.cost for reading in readings("Kassym-Schomart Tokajew")]
    assert costs == sorted(costs)


@pytest.mark.parametrize(
    "spelling", ["Жұмағали", "Жумагали", "Zhumagali", "Jumagali", "Žumagali", "Żumagali", "Schumagali", "Jumağali"]
)
def test_one_code_for_the_spellings_of_a_name(spelling: str) -> None:
    assert code(spelling) == code("Жұмағали")


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_a_word_with_a_letter_has_a_code(word: str) -> None:
    assert code(word)


def test_classic_matchers_take_any_script() -> None:
    assert {"kzresolve", "soundex", "metaphone", "nysiis", "match-rating"} <= set(matchers())
    assert encode("Токаев", "soundex") == encode("Tokayev", "soundex") == "T210"
    assert all(encode("Токаев", name) for name in matchers())


def test_matchers_are_extended_and_known_by_name() -> None:
    register("first-letter-of-tests", lambda word: bones(word)[:1])
    assert encode("tokaev", "first-letter-of-tests") == "T"
    with pytest.raises(InputError):
        register("soundex", str)
    with pytest.raises(UnknownError):
        encode("Токаев", "no such matcher")


def test_variants_of_a_kazakh_name() -> None:
    found = [variant.text for variant in variants("Қасым-Жомарт Тоқаев")]
    assert found[0] == "Kassym-Jomart Tokayev"
    assert {"Qasym-Zhomart Toqaev", "Касым-Жомарт Токаев", "Қасым-Жомарт Тоқаевтың"} <= set(found)
    assert "Касыма-Жомарта Токаева" in found
    assert len(found) == len(set(found)) <= 50
    assert "Қасым-Жомарт Тоқаев" not in found


def test_variants_of_a_latin_name_reach_cyrillic() -> None:
    assert "Нурсултан Назарбаев" in {variant.text for variant in variants("Nursultan Nazarbayev")}


def test_variants_of_kazakh_in_arabic_letters_are_those_of_its_cyrillic() -> None:
    found = [variant.text for variant in variants("قاسىم-جومارت توقايەۆ")]
    assert found[0] == "Қасым-Жомарт Тоқаев"
    assert {"Kassym-Jomart Tokayev", "Касым-Жомарт Токаев"} <= set(found)


def test_variants_from_scripts_without_capitals_have_them() -> None:
    assert variants("नरेंद्र मोदी")[0].text == "Narendra Modi"
    assert variants("გიორგი მარგველაშვილი")[0].text == "Giorgi Margvelashvili"


def test_variants_limit() -> None:
    assert len(variants("Владимир Путин", limit=3)) == 3
    with pytest.raises(InputError):
        variants("Владимир Путин", limit=-1)
