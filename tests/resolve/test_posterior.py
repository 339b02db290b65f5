"""Who is meant, among rivals and nobody: laws of the posterior over candidates."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve import Entity, Registry, Resolver
from kzresolve.resolve.context import Surroundings
from kzresolve.resolve.posterior import Standing, posterior

SCORES = st.lists(st.floats(0, 1), min_size=1, max_size=8)


def standing(i: int, score: float) -> Standing:
    entity = Entity(id=f"e{i}", name="Marat Ospanov", kind="PER")
    return Standing(entity, entity.names()[0], score, 1.0, as_written=False)


@settings(max_examples=60, deadline=None)
@given(SCORES, st.integers(1, 10**6))
def test_probabilities_leave_room_for_nobody_and_follow_the_scores(scores: list[float], names: int) -> None:
    ranked = posterior([standing(i, score) for i, score in enumerate(scores)], Surroundings(Counter()), names)
    assert 0 < sum(r.probability for r in ranked) < 1
    assert [r.standing.score for r in ranked] == sorted(scores, reverse=True) or len(set(scores)) < len(scores)


@settings(max_examples=60, deadline=None)
@given(SCORES, st.integers(100, 10**5))
def test_the_more_names_a_registry_has_the_less_one_alike_says(scores: list[float], names: int) -> None:
    standings = [standing(i, score) for i, score in enumerate(scores)]
    here, there = (posterior(standings, Surroundings(Counter()), n)[0].probability for n in (names, 10 * names))
    assert there < here


def test_two_candidates_alike_share_evenly() -> None:
    first, second = posterior([standing(0, 0.99), standing(1, 0.99)], Surroundings(Counter()), 10)
    assert first.probability == pytest.approx(second.probability)
    assert first.probability < 0.5


def test_the_form_itself_is_not_outdone_by_a_surer_likeness() -> None:
    alike, written = standing(0, 0.99), replace(standing(1, 0.95), as_written=True)
    assert posterior([alike, written], Surroundings(Counter()), 10)[0].standing is written


def test_two_men_of_one_name_stay_ambiguous() -> None:
    """Two politicians called Marat Ospanov: the speaker of the Majilis (1949-2000) and a namesake."""
    resolver = Resolver(Registry([Entity(id=i, name="Marat Ospanov", kind="PER") for i in ("speaker", "namesake")]))
    assert resolver.resolve("Марат Оспанов").status == "ambiguous"


SPELLINGS = [
    "Марат Оспанов",
    "Marat Ospanov",
    "M. Ospanov",
    "Ospanow",
    "Qasym Toqaev",
    "Болат Назарбаев",
    "Astana",
    "x",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=4), st.sampled_from(SPELLINGS))
def test_adding_an_alias_never_loses_a_match(others: list[str], alias: str) -> None:
    registry = Registry([Entity(id="o", name="Marat Ospanov", kind="PER")])
    for i, name in enumerate(dict.fromkeys(others)):
        registry.add(Entity(id=f"e{i}", name=name))
    resolver = Resolver(registry)
    before = {name: resolver.resolve(name) for name in SPELLINGS}
    registry.add_alias("o", alias)
    for name, found in before.items():
        if found.entity is not None and found.entity.id == "o":
            now = resolver.resolve(name)
            assert now.entity is not None and now.entity.id == "o" and now.score >= found.score - 1e-12
