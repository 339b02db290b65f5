from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from kzresolve.match.fuzzy import register as register_similarity
from kzresolve.match.fuzzy import similarities, similarity
from kzresolve.names.phonetic import encode, matchers, register
from kzresolve.names.variants import variants

# What no rule can make of the name in Kazakh: a father it does not name, slips, losses, another word order or word.
UNRULY = ("patronymic", "birth name", "typo", "damaged", "dropped", "clitic", "cognate", "lost", "solid", "DIFFERENT")


def test_every_attested_spelling_that_a_rule_can_make_is_made() -> None:
    folder = os.environ.get("KZRESOLVE_DATA")
    if not folder:
        pytest.skip("KZRESOLVE_DATA names no folder of development data")
    with (Path(folder) / "attested_tokayev.tsv").open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    whole = [row for row in rows if " " in row["form"] and not any(word in row["kind"] for word in UNRULY)]
    wanted = {row["form"] for row in whole if not any(father in row["form"] for father in ("Кемел", "Kemel"))}
    made = {variant.text for variant in variants("Қасым-Жомарт Тоқаев")}
    assert len(wanted) >= 16
    assert wanted <= made


# Each by one rule of its own, beside those above: the sources are those of the routes.
@pytest.mark.parametrize(
    ("form", "step"),
    [
        ("Нурсултан Назарбаев", "russian"),
        ("Nursultan Nazarbayev", "english"),
        ("Nursultan Nasarbajew", "german"),
        ("Noursoultan Nazarbaiev", "french"),
        ("Nursultan Nazarbajev", "e-je"),
        ("Нурсултан Назарбајев", "е-је"),
        ("Nursułtanowi Nazarbajewowi", "pl: dat"),
        ("Нурсултаном Назарбаевым", "ru: ins"),
        ("Нурсултан Назарбаевдин", "ky: gen"),
        ("Нұрсұлтан Назарбаевтың", "kk: gen"),
        ("نۇرسۇلتان نازاربايەۆ", "kk-arab"),
    ],
)
def test_a_variant_says_what_made_it(form: str, step: str) -> None:
    made = {variant.text: variant for variant in variants("Нұрсұлтан Назарбаев")}
    assert step in made[form].steps


def test_the_list_is_short_and_begins_with_what_the_press_writes() -> None:
    found = [variant.text for variant in variants("Нұрсұлтан Назарбаев")]
    assert len(found) == len(set(found)) <= 50
    assert found[:2] == ["Nursultan Nazarbayev", "Нурсултан Назарбаев"]


def test_matchers_of_ones_own_stand_beside_ours() -> None:
    """A user picks, compares and adds phonetic and fuzzy matchers by name, from the outside."""
    register("vowels-of-tests", lambda word: "".join(letter for letter in word if letter in "aeiou"))
    register_similarity("same-length-of-tests", lambda a, b: 1.0 if len(a) == len(b) else 0.0)
    assert encode("tokaev", "vowels-of-tests") == "oae"
    assert similarity("Тоқаев", "Toqaev", "same-length-of-tests") == 1
    assert all(encode("Тоқаев", name) == encode("Токаев", name) for name in matchers() if "test" not in name)
    assert all(0 <= similarity("Тоқаев", "Tokayev", name) <= 1 for name in similarities())
