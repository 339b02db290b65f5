"""Phrases are found where a naive search finds them, forwards, backwards, and with case forms."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kzresolve.resolve.phrases import Phrases, is_join, keys_of
from kzresolve.resolve.tokens import Token, tokenize

WORDS = ["nur", "sultan", "Nur-Sultan", "-", "bank", "of", "the", "Bank", "’s", "u.s.", "O’Neil", "a"]
PHRASES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), max_size=8)
TEXTS = st.lists(st.sampled_from([*WORDS, ","]), max_size=12).map(" ".join)
Hits = set[tuple[int, int]]


def naive(phrases: list[str], tokens: list[Token], start: int, step: int) -> Hits:
    """(next index, number of the phrase) for each phrase that begins at `start`, each compared key by key."""
    hits: Hits = set()
    for number, phrase in enumerate(phrases):
        rest, i = list(keys_of(phrase)[::step]), start
        began = False
        while rest and 0 <= i < len(tokens):
            if not (began and is_join(tokens[i])):
                if tokens[i].key != rest[0]:
                    break
                began = True
                rest.pop(0)
            i += step
        if began and not rest:
            hits.add((i, number))
    return hits


@settings(max_examples=150, deadline=None)
@given(phrases=PHRASES, text=TEXTS, step=st.sampled_from([1, -1]))
def test_a_naive_search_finds_the_same(phrases: list[str], text: str, step: int) -> None:
    table: Phrases[int] = Phrases(step)
    for number, phrase in enumerate(phrases):
        table.add(phrase, number)
    tokens = tokenize(text)
    for start in range(len(tokens)):
        found = list(table.from_token(tokens, start))
        hits = naive(phrases, tokens, start, step)
        assert {(i, number) for i, numbers in found for number in numbers} == hits
        ends = [i * step for i, _ in found]
        assert ends == sorted(set(ends))  # shortest first
        assert table.begins(tokens[start].key) or not found
        assert table.longest(tokens, start) == (found[-1] if found else None)
        assert list(table.from_forms(tokens, start, lambda token: (token.key,))) == found


@settings(max_examples=60, deadline=None)
@given(phrases=PHRASES, gone=st.integers(0, 7), text=TEXTS)
def test_a_discarded_value_is_as_if_never_added(phrases: list[str], gone: int, text: str) -> None:
    table: Phrases[int] = Phrases()
    fresh: Phrases[int] = Phrases()
    for number, phrase in enumerate(phrases):
        table.add(phrase, number)
        if number != gone:
            fresh.add(phrase, number)
    for phrase in phrases:
        table.discard(phrase, lambda number: number == gone)
    tokens = tokenize(text)
    for start in range(len(tokens)):
        left = [(i, numbers) for i, numbers in table.from_token(tokens, start) if numbers]
        assert left == list(fresh.from_token(tokens, start))


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.one_of(st.characters(exclude_characters="ʼʻ", codec="utf-8"), st.sampled_from("Q’й.- ")), max_size=12)
)
@example("Qaraqalpaqstan Respublikasi")
def test_the_keys_of_a_phrase_are_those_of_its_tokens(phrase: str) -> None:
    tokens = [token.key.rstrip(".") for token in tokenize(phrase) if not is_join(token)]
    assert keys_of(phrase) == tuple(key for key in tokens if key)


@pytest.mark.parametrize("phrase", ["Nur-Sultan", "Nur Sultan", "NUR‑SULTAN"])
def test_a_hyphen_makes_no_difference(phrase: str) -> None:
    table: Phrases[str] = Phrases()
    table.add(phrase, "capital")
    for text in ("in Nur-Sultan", "in Nur Sultan", "in nur‐sultan"):
        assert table.longest(tokenize(text), 1) is not None


def test_a_phrase_without_words_is_passed_over() -> None:
    table: Phrases[str] = Phrases()
    table.add(" ", "nothing")
    table.discard("never added", bool)
    assert not table.begins("")


def test_backwards_a_phrase_is_found_from_its_last_word() -> None:
    table: Phrases[str] = Phrases(-1)
    table.add("prime minister of", "office")
    tokens = tokenize("the Prime Minister of Kyrgyzstan")
    assert table.begins("of")
    assert list(table.from_token(tokens, 3)) == [(0, ["office"])]


def test_a_token_may_stand_for_any_of_its_forms() -> None:
    table: Phrases[str] = Phrases()
    table.add("Национальный банк", "bank")
    forms = {"национального": ("национального", "национальный"), "банка": ("банка", "банк")}
    tokens = tokenize("глава Национального банка")
    assert list(table.from_forms(tokens, 1, lambda t: forms[t.key])) == [(3, ["bank"])]
    assert list(table.from_token(tokens, 1)) == []
