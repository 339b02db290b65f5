"""Drafts: the fast way through a spelling table writes what the slow one tells; marks are found together as alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.text.readers import EDGE, Reader, marks_of, readers_of
from kzresolve.text.systems import reading_tables

SCRIPTS = sorted({table.system.source_script for table in reading_tables().values()})
READERS = [(script, reader) for script in SCRIPTS for reader in readers_of(script)]
LETTERS = {
    "Latin": "abcdefghijklmnopqrstuvwxyzäöüßçşğıłńóśźžšč-'",
    "Cyrillic": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєўәғқңөұүһ-'",
}


def words_of(reader: Reader, script: str) -> st.SearchStrategy[str]:
    rows = [rule.grapheme for rule in reader.rules.rules]
    return st.lists(st.sampled_from([*rows, *LETTERS.get(script, "a")]), max_size=6).map("".join)


@pytest.mark.parametrize(("script", "reader"), READERS, ids=[reader.system for _, reader in READERS])
def test_a_draft_is_what_the_rules_write(script: str, reader: Reader) -> None:
    @given(words_of(reader, script))
    @settings(max_examples=25, deadline=None)  # tables are compiled when first used
    def holds(word: str) -> None:
        drafted = "".join([reader.drafter.doubts.get(sign, (sign,))[0] for sign in reader.drafter.draft(word)])
        assert drafted == reader.rules.apply(word)

    for _ in range(3):  # the first words are tried rule by rule, the others go through one pattern
        holds()


@given(st.text(alphabet=LETTERS["Latin"], max_size=9))
@settings(max_examples=200)
def test_marks_looked_up_together_are_those_that_stand_in_the_word(word: str) -> None:
    shown = marks_of("Latin").shown_in(word)
    for n, reader in enumerate(readers_of("Latin")):
        assert bool(shown >> n & 1) == (not reader.marks or any(mark in f"{EDGE}{word}{EDGE}" for mark in reader.marks))
