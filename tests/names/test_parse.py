from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.errors import InputError
from kzresolve.names.lexicon import folded
from kzresolve.names.looks import two_plain
from kzresolve.names.parse import parse
from kzresolve.names.parts import ROLES
from kzresolve.names.person import mark_person
from kzresolve.names.tokens import tokens

TABLE = Path(__file__).parent.parent / "cases" / "parse.tsv"
LINES = [line for line in TABLE.read_text(encoding="utf8").splitlines() if not line.startswith("#")]
CASES = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_roles(case: dict[str, str]) -> None:
    made = parse(case["name"], case["kind"] or None)
    assert " ".join(part.role for part in made.parts) == case["roles"]


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_every_token_is_in_exactly_one_part(text: str) -> None:
    try:
        made = parse(text)
    except InputError:
        return
    covered = [i for part in made.parts for i in range(part.start, part.end)]
    assert len(covered) == len(set(covered))
    assert set(covered) == {i for token in tokens(text) for i in range(token.start, token.end)}
    assert all(text[part.start : part.end] == part.text and part.role in ROLES for part in made.parts)


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_plain_words_are_cut_as_others_are(text: str) -> None:
    text = "".join([char for char in text if char.isalpha() or char == " "]).strip()
    with_punctuation = tokens(f"{text} +") if text else []
    assert tokens(text) == with_punctuation


LIKELY = [
    "Токаев", "Касым", "Kemelevich", "Milošević", "Dariga", "NAZARBAYEV", "Әлиұлы", "uly", "K", "К.", "Rahmonzoda",
    "Smith,", "Ivanov", "Anna", "bin", "Sagadiyev", "ТОКАЕВ", "O'Brien", "Nur-Sultan", "TolegenToktasynovich", "习近平",
]  # fmt: skip


@given(st.one_of(st.sampled_from(LIKELY), st.text(min_size=1, max_size=9)), st.sampled_from(LIKELY), st.booleans())
@settings(max_examples=300, deadline=None)
def test_two_plain_words_are_told_apart_as_all_words_are(one: str, two: str, swapped: bool) -> None:
    name = f"{two} {one}" if swapped else f"{one} {two}"
    told = two_plain(name)
    if told is not None:
        found = tokens(name)
        roles = [""] * len(found)
        mark_person(found, [folded(token.text) for token in found], roles, listed=False)
        assert list(told) == list(zip(roles, [token.text for token in found], strict=True))


def test_two_plain_words_are_told_at_a_glance() -> None:
    assert two_plain("Karim Massimov") == (("given", "Karim"), ("family", "Massimov"))
    assert two_plain("ТОКАЕВ Касым-Жомарт") == (("family", "ТОКАЕВ"), ("given", "Касым-Жомарт"))
    assert two_plain("Nursultan") is None
    assert two_plain("Kassym Kemelevich") is None


def test_no_letter_separates() -> None:
    letters = [char for char in map(chr, range(sys.maxunicode)) if char.isalpha()]
    assert [token.text for token in tokens(f"{''.join(letters)}+")] == ["".join(letters)]


@pytest.mark.parametrize("bad", ["\ud800", "a" * 100_001])
def test_refuses_what_is_no_name(bad: str) -> None:
    with pytest.raises(InputError):
        parse(bad)


def test_refuses_an_unknown_kind() -> None:
    with pytest.raises(InputError, match="kind"):
        parse("Astana", "CITY")


def test_a_title_alone_is_the_name() -> None:
    assert [part.role for part in parse("King").parts] == ["word"]


def test_legal_form_makes_an_organisation() -> None:
    assert parse("ТОО Рассвет").kind == "ORG"
    assert parse("Рассвет").kind is None


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("جی. کنت گالبرایت", "جی"),
        ("جورج دبليو بوش", "دبليو"),
        ("जॉन एफ॰ केनेडी", "एफ"),
        ("કે૰ કરુણાકરન", "કે"),
        ("കെ. കരുണാകരൻ", "കെ"),
    ],
)
def test_the_name_of_a_latin_letter_is_an_initial(name: str, letter: str) -> None:
    assert [part.text for part in parse(name).having("initial")] == [letter]


def test_a_particle_that_sounds_like_a_letter_stays_one() -> None:
    assert not parse("محمد ال نهيان").having("initial")
