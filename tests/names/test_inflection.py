from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.names.inflection import forms, lemmas, rules

TABLE = Path(__file__).parent.parent / "cases" / "inflection.tsv"
LINES = [line for line in TABLE.read_text(encoding="utf8").splitlines() if not line.startswith("#")]
CASES = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))
MEN = ["Касым", "Андрей", "Игорь", "Серик", "Роман", "Руслан", "Виктор", "Даулет"]
FAMILIES = ["Токаев", "Назарбаев", "Масимов", "Зеленский", "Пашинян", "Путин"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["form"])
def test_lemma_with_its_rule(case: dict[str, str]) -> None:
    found = [lemma for lemma in lemmas(case["form"]) if lemma.text == case["lemma"]]
    assert (case["lang"], case["case"]) in {(lemma.lang, lemma.case) for lemma in found}
    assert all(lemma.rule for lemma in found)


@pytest.mark.parametrize("word", ["Ли", "Ан", "Lee", "Ким", "", "1", "習"])
def test_short_words_are_left_alone(word: str) -> None:
    assert all(len(lemma.text) >= 2 for lemma in lemmas(word))
    assert lemmas("Ли") == ()


def test_a_row_of_hyphens_is_no_name() -> None:
    assert lemmas("-" * 10_000) == lemmas("Анна-" * 2_000 + "Марии") == ()


def test_capitals_stay_capitals() -> None:
    assert "ТОКАЕВ" in {lemma.text for lemma in lemmas("ТОКАЕВУ")}


def test_one_language_only() -> None:
    assert {lemma.lang for lemma in lemmas("Токаевым", "ru")} == {"ru"}
    assert lemmas("Токаевым", "kk") == ()


@given(st.sampled_from(rules()), st.text("аежилнорстую", min_size=3, max_size=6))
@settings(max_examples=200, deadline=None)
def test_what_a_rule_makes_it_undoes(rule: object, stem: str) -> None:
    assert isinstance(rule, type(rules()[0]))
    if not rule.fits(stem):
        return
    word = stem + rule.lemma
    made = {form.text for form in forms(word, rule.lang)}
    assert stem + rule.ending in made
    assert word == stem + rule.ending or word in {lemma.text for lemma in lemmas(stem + rule.ending, rule.lang)}


@pytest.mark.parametrize("word", MEN)
def test_russian_given_names_as_pytrovich_declines_them(word: str) -> None:
    pytest.importorskip("pytrovich")
    from pytrovich.enums import Case, Gender, NamePart
    from pytrovich.maker import PetrovichDeclinationMaker

    maker = PetrovichDeclinationMaker()
    for case in (Case.GENITIVE, Case.DATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL):
        form = maker.make(NamePart.FIRSTNAME, Gender.MALE, case, word)
        assert word in {lemma.text for lemma in lemmas(form, "ru")}, form


@pytest.mark.parametrize("word", FAMILIES)
def test_russian_family_names_as_pytrovich_declines_them(word: str) -> None:
    pytest.importorskip("pytrovich")
    from pytrovich.enums import Case, Gender, NamePart
    from pytrovich.maker import PetrovichDeclinationMaker

    maker = PetrovichDeclinationMaker()
    for case in (Case.GENITIVE, Case.DATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL):
        form = maker.make(NamePart.LASTNAME, Gender.MALE, case, word)
        assert word in {lemma.text for lemma in lemmas(form, "ru")}, form


@pytest.mark.parametrize("word", ["Мария", "Ольга", "Айгуль", "Владимир", "Сергей"])
def test_russian_names_as_pymorphy_declines_them(word: str) -> None:
    pymorphy3 = pytest.importorskip("pymorphy3")
    parsed = next(p for p in pymorphy3.MorphAnalyzer().parse(word) if "NOUN" in p.tag)
    for case in ("gent", "datv", "ablt"):
        form = parsed.inflect({case}).word.capitalize()
        assert form == word or word in {lemma.text for lemma in lemmas(form, "ru")}, form
