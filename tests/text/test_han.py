"""Han signs written out: readings that are common knowledge, and the tables they come from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.tables import read_tsv
from kzresolve.text.han import FAMILY, FOREIGN, MOST, SIGNS, rows_of, simplified, softened, written
from kzresolve.text.readings import heard_in_signs, read_word
from kzresolve.text.scripts import scripts_of

COLUMNS = ["zh", "yue", "ko", "vi", "ja", "sea", "foreign"]


@pytest.mark.parametrize(
    ("signs", "column", "reading"),
    [
        ("北京", "zh", "bei-jing"),
        ("香港", "yue", "hoeng-gong"),
        ("曾", "zh", "zeng"),  # as a family name; else céng
        ("大韓", "ko", "대한"),
        ("李", "ko", "이"),
        ("李舜臣", "ko", "이순신"),
        ("阮", "vi", "nguyễn"),
        ("安倍", "ja", "あべ"),
        ("晋三", "ja", "しんぞう"),
        ("学", "ja", "まなぶ"),
        ("陳", "sea", "tan"),
        ("約翰", "foreign", "iohn"),
    ],
)
def test_known_readings(signs: str, column: str, reading: str) -> None:
    assert reading in [text for text, _ in written(signs, column)]


@pytest.mark.parametrize(
    ("signs", "column", "spelling"),
    [
        ("蔡", "zh", "Tsai"),
        ("蕭", "zh", "Hsiao"),
        ("振英", "yue", "Chunying"),
        ("朴", "ko", "Park"),
        ("朴", "ko", "Pak"),
        ("李", "ko", "Lee"),
        ("晋三", "ja", "Shinzō"),
        ("阮", "vi", "Nguyen"),
        ("黃", "sea", "Ng"),
    ],
)
def test_signs_and_their_latin_spelling_share_a_reading(signs: str, column: str, spelling: str) -> None:
    latin = {reading.text for reading in read_word(spelling)}
    assert latin & set(heard_in_signs(signs, column))


def test_a_reading_tells_what_the_signs_were_written_out_as() -> None:
    reading = read_word("安倍", "ja")[0]
    assert (reading.text, reading.system) == ("abe", "han-ja")
    assert (reading.steps[0].before, reading.steps[0].after) == ("安倍", "あべ")


@pytest.mark.parametrize(("before", "after"), [("리명박", "이명박"), ("로태우", "노태우"), ("박근혜", "박근혜")])
def test_law_of_initials(before: str, after: str) -> None:
    assert softened(before) == after


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=14))
@settings(max_examples=100, deadline=None)
def test_every_word_is_written_out_the_likeliest_first(word: str) -> None:
    for column in COLUMNS:
        ways = written(word, column)
        costs = [cost for _, cost in ways]
        assert 1 <= len(ways) <= MOST
        assert costs == sorted(costs)
        assert costs[0] == 0.0
        assert len({text for text, _ in ways}) == len(ways)


@pytest.mark.parametrize("path", [SIGNS, FOREIGN, FAMILY])
def test_rows_of_a_column_are_sorted_and_give_a_sign_a_reading_once(path: str) -> None:
    for column, rows in rows_of(path).items():
        if column in ("column", "simplified"):
            continue
        costs = [int(cost) for cost, *_ in rows]
        assert costs == sorted(costs), column
        pairs = [(sign, reading) for _, reading, signs, *_ in rows for sign in signs]
        assert len(pairs) == len(set(pairs)), column
        assert {script for _, _, signs, *_ in rows for script in scripts_of(signs)} == {"Han"}, column


def test_simplified_forms() -> None:
    assert simplified("習") == "习"
    assert simplified("习") == "习"


def test_japanese_names_are_read_in_kana() -> None:
    rows = read_tsv("han/names.tsv")
    assert {row["role"] for row in rows} == {"family", "given"}
    assert all(unicodedata.name(char).startswith("HIRAGANA") for row in rows for char in row["reading"])
