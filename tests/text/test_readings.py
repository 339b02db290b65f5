"""Readings: spellings of one name meet, different names do not, nothing that has a letter goes unread."""

from __future__ import annotations

import time
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.errors import InputError
from kzresolve.tables import read_toml
from kzresolve.text.normalise import normalise
from kzresolve.text.readings import CACHED, LIMIT, fold, read_word
from kzresolve.text.systems import reading_tables, systems

CASES = Path(__file__).parent.parent / "cases" / "same_reading.tsv"
FORMS = [row.split("|") for row in CASES.with_name("orthographies.tsv").read_text(encoding="utf-8").splitlines()[3:]]
ROWS = [line.split("\t")[0].split("|") for line in CASES.read_text(encoding="utf-8").splitlines()[3:] if line]


@pytest.mark.parametrize("spellings", ROWS, ids=lambda spellings: spellings[0])
def test_spellings_of_one_name_share_a_reading(spellings: list[str]) -> None:
    readings = {word: {reading.text for reading in read_word(word)} for word in spellings}
    apart = [(a, b) for a, b in combinations(spellings, 2) if not readings[a] & readings[b]]
    assert not apart, readings


@pytest.mark.parametrize("spellings", FORMS, ids=lambda spellings: spellings[0])
def test_each_orthography_reads_its_form_of_a_name(spellings: list[str]) -> None:
    first = {reading.text for reading in read_word(spellings[0])}
    apart = {form: read_word(form) for form in spellings if not first & {r.text for r in read_word(form)}}
    assert not apart


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Tokayev", "Tokayeva"),
        ("Nursultan", "Nurlan"),
        ("Касым", "Касымов"),
        ("Dariga", "Darina"),
        ("Serik", "Erik"),
        ("Бауыржан", "Нуржан"),
        ("Назарбаев", "Назаров"),
    ],
)
def test_different_names_share_none(a: str, b: str) -> None:
    assert not {r.text for r in read_word(a)} & {r.text for r in read_word(b)}


def test_the_language_given_comes_first() -> None:
    assert read_word("Schomart", "de")[0].system == "de"
    assert read_word("Григорій", "uk")[0].text == "hrihori"
    assert read_word("Григорий")[0].text == "grigori"


def test_readings_are_few_distinct_and_cheapest_first() -> None:
    known = {system.id for system in systems()}
    for word in (word for row in ROWS for word in row):
        readings = read_word(word)
        assert 1 <= len(readings) <= LIMIT
        assert len({reading.text for reading in readings}) == len(readings)
        assert [r.cost for r in readings] == sorted(r.cost for r in readings)
        assert all(0 <= r.cost <= 1 and r.system in known for r in readings)


def test_only_documented_phonemes_come_out() -> None:
    phonemes = set(read_toml("phonemes.toml")["phonemes"])
    strange = {
        (word, r.system, r.text) for row in ROWS for word in row for r in read_word(word) if set(r.text) - phonemes
    }
    assert not strange


def test_every_output_of_every_reading_table_is_made_of_phonemes() -> None:
    phonemes = set(read_toml("phonemes.toml")["phonemes"])
    for name, table in reading_tables().items():
        for key, outputs in table.rows.items():
            for output in outputs:
                assert set(output) <= phonemes, (name, key, output)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)  # the first Han sign loads its table
def test_every_word_with_a_letter_has_a_reading(word: str) -> None:
    readings = read_word(word)
    # Normalised, since apostrophes that Unicode calls letters (ʻ) become plain ones.
    assert bool(readings) >= any(map(str.isalpha, normalise(word)[0]))
    assert all(reading.text for reading in readings)


@given(st.text(alphabet="aeiouybvgdJzklmnprstfhcCS", max_size=12))
@settings(max_examples=200)
def test_folding_leaves_no_glide_and_no_double(phonemes: str) -> None:
    folded = fold(phonemes)
    assert "y" not in folded
    assert all(a != b for a, b in pairwise(folded))


@pytest.mark.parametrize("word", ["", "123", "-", "\u0301" * 10_000, "\u202e\u200b"])
def test_words_without_letters_have_no_reading(word: str) -> None:
    assert read_word(word) == ()


def test_lone_surrogates_are_refused() -> None:
    with pytest.raises(InputError):
        read_word("Tok\ud800")


@pytest.mark.parametrize("unit", ["a", "sch", "Қ", "م", "ト", "가", "托"])
def test_ten_thousand_letters_are_read_in_linear_time(unit: str) -> None:
    start = time.process_time()
    assert read_word(unit * 10_000)
    assert time.process_time() - start < 3
    assert len(unit * 10_000) > CACHED
