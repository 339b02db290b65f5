"""What people have judged holds in resolving, grouping and annotating, at once and whatever the spelling says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve import Alias, Entity, Registry, Resolver

WHO = {"by": "aigerim", "why": "I looked it up"}
OSPANOV = Entity("o1", "Marat Ospanov", "PER")
OTHER = Entity("o2", "Marat Ospanov", "PER", ["Марат Оспанов"])
KEMEL = Entity("k", "Kemel Tokayev", "PER")


@pytest.fixture
def registry() -> Registry:
    return Registry([OSPANOV, OTHER, KEMEL])


def test_two_entities_judged_the_same_are_no_rivals(registry: Registry) -> None:
    resolver = Resolver(registry)
    assert resolver.resolve("Marat Ospanov").status == "ambiguous"
    number = registry.judge("o1", "o2", "same", **WHO)
    found = resolver.resolve("Marat Ospanov")
    assert found.status == "resolved"
    assert len([c for c in found.candidates if c.entity.id.startswith("o")]) == 1
    registry.undo(number, **WHO)
    assert resolver.resolve("Marat Ospanov").status == "ambiguous"


def test_a_name_judged_not_to_mean_an_entity_never_does(registry: Registry) -> None:
    resolver = Resolver(registry)
    registry.judge(Alias("Kemal Tokaev"), "k", "different", **WHO)
    assert resolver.resolve("Kemal Tokaev").status == "unknown"
    assert resolver.resolve("Kemel Tokayev").status == "resolved"


def test_a_name_judged_to_mean_an_entity_does(registry: Registry) -> None:
    resolver = Resolver(registry)
    assert resolver.resolve("The Colonel").status == "unknown"
    registry.judge(Alias("the colonel"), "k", "same", **WHO)
    found = resolver.resolve("The Colonel")
    assert found.entity == KEMEL
    assert found.candidates[0].alias == "The Colonel"


def test_a_resolver_in_use_sees_merges(registry: Registry) -> None:
    resolver = Resolver(registry)
    assert resolver.resolve("Marat Ospanov").status == "ambiguous"
    number = registry.merge("o1", "o2", **WHO)
    found = resolver.resolve("Марат Оспанов").entity
    assert found is not None
    assert found.id == "o1"
    assert resolver.resolve("Marat Ospanov").status == "resolved"
    registry.undo(number, **WHO)
    assert resolver.resolve("Marat Ospanov").status == "ambiguous"


def groups(registry: Registry, names: list[str]) -> list[set[str]]:
    return [{names[i] for i in group.members} for group in Resolver(registry).group(names)]


def test_names_judged_different_are_never_grouped() -> None:
    names = ["Aruzhan Sain", "Аружан Саин", "Aruzhan Saiyn"]
    assert groups(Registry(), names) == [set(names)]
    registry = Registry()
    registry.judge(Alias(names[0]), Alias(names[1]), "different", **WHO)
    parts = groups(registry, names)
    assert len(parts) == 2
    assert not any({names[0], names[1]} <= part for part in parts)


def test_names_judged_the_same_are_grouped() -> None:
    registry = Registry()
    registry.judge(Alias("Bulat Utemuratov"), Alias("The Banker"), "same", **WHO)
    assert groups(registry, ["Bulat Utemuratov", "the banker", "Aruzhan Sain"]) == [
        {"Bulat Utemuratov", "the banker"},
        {"Aruzhan Sain"},
    ]


def test_entities_judged_the_same_are_one_group(registry: Registry) -> None:
    registry.add(Entity("x", "Kemel Uncle", "PER"))
    assert len(groups(registry, ["Kemel Tokayev", "Kemel Uncle"])) == 2
    registry.judge("k", "x", "same", **WHO)
    assert len(groups(registry, ["Kemel Tokayev", "Kemel Uncle"])) == 1


def test_annotating_keeps_names_judged_different_apart() -> None:
    text = "Governor Aruzhan Sain spoke. Later Аружан Саин left. Ms Sain was late."
    registry = Registry()
    together = {m.entity_id for m in Resolver(registry).annotate({"a": text}).mentions if len(m.surface) > 5}
    registry.judge(Alias("Aruzhan Sain"), Alias("Аружан Саин"), "different", **WHO)
    apart = {m.entity_id for m in Resolver(registry).annotate({"a": text}).mentions if len(m.surface) > 5}
    assert (len(together), len(apart)) == (1, 2)


NAMES = ["Aruzhan Sain", "Аружан Саин", "Aruzhan Saiyn", "Marat Ospanov", "Марат Оспанов", "Kemel Tokayev", "Kemel"]
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([*NAMES, "o1", "o2", "k"])), max_size=4)


@settings(max_examples=25, deadline=None)
@given(pairs=PAIRS, names=st.lists(st.sampled_from(NAMES), min_size=2, max_size=8))
def test_no_group_joins_what_is_judged_different(pairs: list[tuple[str, str]], names: list[str]) -> None:
    registry = Registry([OSPANOV, OTHER, KEMEL])
    for left, right in pairs:
        if left != right:
            registry.judge(Alias(left), right if right in registry else Alias(right), "different", evidence=(), **WHO)
    for group in Resolver(registry).group(names):
        held = {names[i] for i in group.members}
        for left, right in pairs:
            if left != right:
                assert not {left, right} <= held
                assert not (left in held and group.entity is not None and group.entity.id == right)
