from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.match.vocabulary import Vocabulary, shape_of, shape_of_word
from kzresolve.match.words import word_of_signs

WORDS = ("токаев", "tokayev", "tokajew", "nazarbayev", "назарбаев", "zhumagali", "aleksandr", "müller", "токай", "ли")
SCRIPTS = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=8)


def vocabulary(words: tuple[str, ...]) -> Vocabulary:
    made = Vocabulary()
    for word in words:
        made.add(shape_of(word))
    return made


@pytest.mark.parametrize(
    ("word", "other", "least"),
    [
        ("toqaev", "токаев", 0.9),
        ("jumaghali", "zhumagali", 0.7),
        ("sasha", "aleksandr", 0.9),  # forms of one given name
        ("мюллер", "müller", 0.8),
        ("nazarbaev", "назарбаев", 0.9),
        ("нзрбаев", "nazarbayev", 0.5),
    ],
)
def test_spellings_of_one_name_are_neighbours(word: str, other: str, least: float) -> None:
    made = vocabulary(WORDS)
    found = dict(zip(*map(list, made.neighbours(shape_of(word))), strict=True))
    assert found[made.add(shape_of(other))] >= least


def test_of_a_sign_with_many_readings_any_counts() -> None:
    made = vocabulary(("taku", "hajime", "tanaka"))
    values = made.compared([shape_of_word(word_of_signs("拓", "ja"))], [0, 1, 2])[0]
    assert min(values[:2]) > 0.9 > values[2]


def test_a_stranger_is_no_neighbour() -> None:
    made = vocabulary(WORDS)
    assert made.add(shape_of("nazarbayev")) not in made.neighbours(shape_of("токаев")).shapes.tolist()


@given(st.permutations(WORDS), st.integers(0, len(WORDS)), st.sampled_from([*WORDS, "qasym", "nazarbaeva"]))
@settings(max_examples=40, deadline=None)
def test_neighbours_do_not_depend_on_the_order_words_came_in(words: list[str], asked: int, word: str) -> None:
    grown, whole = Vocabulary(), vocabulary(WORDS)
    for place, other in enumerate(words):
        grown.add(shape_of(other))
        if place == asked:
            grown.neighbours(shape_of(word))
    assert named(grown, word) == named(whole, word)


def named(made: Vocabulary, word: str) -> dict[str, float]:
    """The neighbours of a word, those of WORDS that are there by themselves."""
    found = made.neighbours(shape_of(word))
    values = dict(zip(found.shapes.tolist(), found.values.tolist(), strict=True))
    return {other: values[number] for other in WORDS if (number := made.add(shape_of(other))) in values}


@given(SCRIPTS)
@settings(max_examples=80, deadline=None)
def test_a_word_is_its_own_nearest_neighbour(word: str) -> None:
    made = vocabulary((*WORDS, word))
    found = made.neighbours(shape_of(word))
    values = dict(zip(found.shapes.tolist(), found.values.tolist(), strict=True))
    assert values[made.add(shape_of(word))] == pytest.approx(1.0) == max(values.values())


def test_what_is_no_word_is_not_filed_under_each_of_its_thousand_consonants() -> None:
    assert len(shape_of("x" * 2000).keys) < 100
