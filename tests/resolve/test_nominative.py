"""Words of a list brought to their dictionary forms: only where the list shows case forms, and to the form it supports.

Declensions are those of school grammars of each language.
"""

from __future__ import annotations

import pytest

from kzresolve.resolve.nominative import dictionary_names

TEXTS = ["Boris Johnson", "Borisa Johnsona", "Borisem Johnsonem", "Borisowi Johnsonowi", "Борисом Джонсоном"]
LONDON = ["Londyn", "Londynu", "Londynem", "Londynie", "Лондон", "Лондона", "Лондоном", "Лондоне"]


def forms(names: list[str]) -> list[str]:
    found = dictionary_names(names, exonyms=False).forms
    return [found[name] for name in names]


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (TEXTS[:4], ["Boris Johnson"] * 4),
        (LONDON, ["Londyn"] * 4 + ["Лондон"] * 4),
        (
            ["Prahou", "Praha", "Moskvy", "Moskvu", "Moskvou"],
            ["Praha"] * 2 + ["Moskva"] * 3,
        ),  # Moskva is not in the list
        (["Londynem", "Londyn", "Europę", "Europą", "Europy"], ["Londyn"] * 2 + ["Europa"] * 3),
        (["Johnsonem", "Johnson", "Johnsonových", "Johnsona", "Johnsonovi"], ["Johnson"] * 5),  # Czech adjective
        (["Верховного суда", "Верховным судом", "Верховный суд"], ["Верховный суд"] * 3),
    ],
)
def test_case_forms_become_the_form_they_share(names: list[str], wanted: list[str]) -> None:
    assert forms(names) == wanted


def test_a_nominative_takes_other_alphabets_as_support() -> None:
    assert forms(["Londyn", "Londynem", "Berlin", "Берлине"])[3] == "Берлин"


@pytest.mark.parametrize(
    "names",
    [
        ["Нурсултан Назарбаев", "Дарига Назарбаева", "Сара Назарбаева"],  # a daughter and a wife, not case forms
        ["Petra Nováková", "Petr Novák", "Jan Novák"],
        ["Marie Curie", "Pierre Curie", "Irène Joliot-Curie"],
        [],
    ],
)
def test_a_list_without_case_forms_stays_as_it_is(names: list[str]) -> None:
    assert forms(names) == names


def test_capitals_stay_and_acronyms_have_no_cases() -> None:
    assert forms(["LONDYNEM", "Londyn", "Londynie", "NATO", "ООН", "МИДа"])[::3] == ["LONDYN", "NATO"]


def test_the_order_of_the_list_makes_no_difference() -> None:
    names = [*TEXTS, *LONDON]
    assert dictionary_names(names) == dictionary_names(names[::-1])


def test_what_all_languages_know_has_one_name_in_running_text() -> None:
    names = [
        *TEXTS,
        "Irlandczyków",
        "Ирландией",
        "Irskem",
        "ирландцы",
        "Nejvyššího soudu",
        "Верховным судом",
        "Sądu Najwyższego",
    ]
    found = dictionary_names(names)
    assert [found.forms[name] for name in names[5:9]] == ["Ireland"] * 4
    assert found.places == {"Ireland"}
    assert [found.forms[name] for name in names[9:]] == ["supreme court", "supreme court", "court supreme"]


def test_without_exonyms_or_case_forms_nothing_is_translated() -> None:
    names = ["Ирландия", "Ireland", "Supreme Court"]
    assert dictionary_names(names).forms == {name: name for name in names}
    assert not dictionary_names([*TEXTS, *names], exonyms=False).places
