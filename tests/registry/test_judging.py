"""Judgements, merging, splitting and undoing: what stands, what is refused and why, in memory and in a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve import (
    Alias,
    ConflictError,
    DuplicateError,
    Entity,
    InputError,
    KzresolveError,
    Registry,
    Role,
    UnknownError,
    compare,
)

TOKAYEV = Entity("t", "Kassym-Jomart Tokayev", "PER", [Alias("Токаев", "ru")], "kz", ids={"x": "1"})
KEMEL = Entity("k", "Kemel Tokayev", "PER", roles=[Role("writer")])
QASYM = Entity("q", "Qasym-Zhomart Toqaev", "PER", ids={"x": "2"}, roles=[Role("president", valid_from="2019")], fame=7)
ASTANA = Entity("a", "Astana", "LOC")
WHO = {"by": "aigerim", "why": "I looked it up"}


@pytest.fixture(params=["memory", "database"])
def registry(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Registry]:
    with Registry() if request.param == "memory" else Registry.open(tmp_path / "r.db") as made:
        made.extend([TOKAYEV, KEMEL, QASYM, ASTANA])
        yield made


def test_a_judgement_stands_with_who_when_why_evidence_and_version(registry: Registry) -> None:
    match = compare(TOKAYEV.name, QASYM.name, kind="PER")
    number = registry.judge("t", "q", "same", by="aigerim", why="one passport", evidence=match)
    event = next(registry.events(number))
    assert (event.number, event.action, event.by, event.why) == (number, "judge", "aigerim", "one passport")
    assert event.what == "judged 'q' and 't' same"
    assert event.evidence[0].endswith(f"{match.verdict}, {match.score:.2f}")
    assert len(event.evidence) > 1
    assert "kzresolve " in event.version
    assert "registry " in event.version
    assert event.time.endswith("+00:00")
    assert "aigerim: judged 'q' and 't' same, because: one passport" in str(event)
    assert [(j.left, j.right, j.verdict, j.event) for j in registry.judgements("t")] == [
        ("id:q", "id:t", "same", number)
    ]
    assert registry.verdict("q", "t") == "same"


def test_without_evidence_the_comparison_of_the_names_is_kept(registry: Registry) -> None:
    number = registry.judge("t", Alias("Токаев К."), "unsure", **WHO)
    assert next(registry.events(number)).evidence[0].startswith("Kassym-Jomart Tokayev | Токаев К.: ")
    assert registry.verdict("t", Alias("токаев к.")) is None


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        (("t", "x", "same"), UnknownError, r"no entity with id 'x' among 4; a name is given as Alias\('x'\)"),
        (("t", "q", "equal"), InputError, "verdict 'equal': expected one of same, different, unsure"),
        (("t", "t", "same"), InputError, "'t' is judged against itself"),
    ],
)
def test_what_cannot_be_judged_is_told(
    registry: Registry, arguments: tuple[str, str, str], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        registry.judge(*arguments, **WHO)


def test_a_judgement_needs_somebody_and_a_reason(registry: Registry) -> None:
    with pytest.raises(InputError, match="by, who judges"):
        registry.judge("t", "q", "same", by=" ", why="x")
    with pytest.raises(InputError, match="why, the reason"):
        registry.merge("t", "q", by="x", why="")


def test_a_chain_of_same_against_a_different_is_refused_and_spelled_out(registry: Registry) -> None:
    name = Alias("К. Токаев")
    registry.judge("t", "k", "different", by="x", why="uncle and nephew")
    registry.judge("t", "q", "same", **WHO)
    registry.judge("q", name, "same", **WHO)
    version = registry.version
    with pytest.raises(ConflictError, match=r"'k' and 't' are different by event 2, but would be the same: ") as caught:
        registry.judge(name, "k", "same", **WHO)
    assert "'k' = the name 'к. токаев' = 'q' = 't'" in str(caught.value)
    assert registry.version == version
    assert registry.verdict(name, "k") == "different"


def test_a_different_against_a_chain_of_same_is_refused_too(registry: Registry) -> None:
    registry.judge("t", "q", "same", **WHO)
    registry.judge("q", "k", "same", **WHO)
    with pytest.raises(ConflictError, match="'k' = 'q' = 't'; undo event 4 first"):
        registry.judge("k", "t", "different", **WHO)
    with pytest.raises(ConflictError, match=r"event 2 says that 'q' and 't' are same; undo\(2\) first"):
        registry.judge("t", "q", "different", **WHO)


def test_merging_keeps_all_names_ids_and_roles_and_the_old_id_leads_there(registry: Registry) -> None:
    registry.merge("t", "q", **WHO)
    merged = registry["t"]
    assert [alias.text for alias in merged.names()] == ["Kassym-Jomart Tokayev", "Токаев", "Qasym-Zhomart Toqaev"]
    assert {str(i) for i in merged.ids} == {"x:1", "x:2"}
    assert (merged.roles, merged.fame, merged.country) == (QASYM.roles, 7, "kz")
    assert registry["q"] == merged
    assert registry.current_id("q") == "t"
    assert "q" in registry
    assert [entity.id for entity in registry] == ["t", "k", "a"]
    with pytest.raises(DuplicateError, match="'q' was merged into 't'"):
        registry.add(QASYM)
    with pytest.raises(InputError, match="'t' and 'q' are one entity already"):
        registry.merge("t", "q", **WHO)


def test_what_is_different_cannot_be_merged_not_even_by_a_chain(registry: Registry) -> None:
    registry.judge("k", "t", "different", **WHO)
    with pytest.raises(ConflictError, match="'k' and 't' are different by event 2"):
        registry.merge("t", "k", **WHO)
    registry.merge("t", "q", **WHO)
    with pytest.raises(ConflictError, match="would be the same: 'k' = 'q' = 't'"):
        registry.judge("k", "q", "same", **WHO)
    assert registry["k"] == KEMEL


def test_what_is_of_different_kinds_cannot_be_merged(registry: Registry) -> None:
    with pytest.raises(ConflictError, match="'t' is PER, 'a' is LOC"):
        registry.merge("t", "a", **WHO)


def test_undoing_a_merge_restores_exactly_what_was(registry: Registry) -> None:
    version = registry.version
    number = registry.merge("t", "q", **WHO)
    merged = registry.version
    undone = registry.undo(number, by="aigerim", why="two men after all")
    assert (registry["t"], registry["q"], registry.version) == (TOKAYEV, QASYM, version)
    registry.undo(undone, **WHO)
    assert registry.version == merged
    assert registry.current_id("q") == "t"


def test_undoing_what_later_events_have_changed_is_refused(registry: Registry) -> None:
    number = registry.merge("t", "q", **WHO)
    registry.add_alias("t", "KKT")
    with pytest.raises(
        ConflictError, match=r"event 2 cannot be undone: event 3 has changed 't' since; undo\(3\) first"
    ):
        registry.undo(number, **WHO)
    registry.undo(3, **WHO)
    registry.undo(number, **WHO)
    assert registry["q"] == QASYM
    with pytest.raises(UnknownError, match="no event 99; there are 5"):
        registry.undo(99, **WHO)


def test_undoing_cannot_bring_back_a_contradiction(registry: Registry) -> None:
    same = registry.judge("t", "k", "same", **WHO)
    undone = registry.undo(same, **WHO)
    registry.merge("q", "k", **WHO)
    registry.judge("t", "q", "different", **WHO)
    with pytest.raises(ConflictError, match="are different by event 5"):
        registry.undo(undone, **WHO)


def test_splitting_moves_names_out_and_keeps_the_two_apart(registry: Registry) -> None:
    registry.add_alias("t", "Kemel T.")
    number = registry.split("t", Entity("t2", "Токаев", "PER", ["Kemel T."], ids={"x": "1"}), **WHO)
    assert [alias.text for alias in registry["t"].names()] == ["Kassym-Jomart Tokayev"]
    assert registry["t"].ids == ()
    assert registry["t2"].name == "Токаев"
    assert registry.verdict("t", "t2") == "different"
    with pytest.raises(ConflictError):
        registry.merge("t", "t2", **WHO)
    registry.undo(number, **WHO)
    assert {alias.text for alias in registry["t"].names()} == {"Kassym-Jomart Tokayev", "Токаев", "Kemel T."}
    assert "t2" not in registry


def test_what_was_merged_can_be_split_off_under_its_old_id(registry: Registry) -> None:
    registry.merge("t", "q", **WHO)
    with pytest.raises(ConflictError, match="entity id 'k' is taken by 'Kemel Tokayev'"):
        registry.split("t", Entity("k", "Qasym-Zhomart Toqaev"), **WHO)
    registry.split("t", QASYM, **WHO)
    assert registry["q"] == QASYM
    assert [alias.text for alias in registry["t"].names()] == ["Kassym-Jomart Tokayev", "Токаев"]


def test_the_canonical_name_stays_with_its_entity(registry: Registry) -> None:
    with pytest.raises(InputError, match="is the canonical name of 't', which keeps it"):
        registry.split("t", Entity("n", "Kassym-Jomart Tokayev"), **WHO)


def test_history_reads_as_a_story(registry: Registry) -> None:
    registry.add_alias("t", Alias("KKT", "en"), by="bolat", why="headlines")
    registry.merge("t", "q", by="aigerim", why="one man")
    registry.judge("t", "k", "different", by="aigerim", why="uncle")
    told = [str(event).split("  ", 1)[1] for event in registry.history("q")]
    assert told == [
        "extend: 4 entities",
        "bolat: 't' (Kassym-Jomart Tokayev) gained alias KKT (lang en), because: headlines",
        "aigerim: merged 'q' (Qasym-Zhomart Toqaev) into 't' (Kassym-Jomart Tokayev), because: one man",
        "aigerim: judged 'k' and 't' different, because: uncle",
    ]
    assert [event.number for event in registry.history("a")] == [1]
    with pytest.raises(UnknownError, match="no entity has ever had the id 'nobody'"):
        registry.history("nobody")


def test_adding_changing_and_removing_are_events_that_can_be_undone(registry: Registry) -> None:
    registry.remove("a", by="x")
    registry.change(Entity("k", "Kemel Toqaev", "PER"), by="x")
    registry.add(Entity("n", "Nobody"), by="x")
    registry.remove_alias("t", "Токаев", by="x")
    assert [event.what for event in registry.events(2)] == [
        "removed 'a' (Astana)",
        "'k' (Kemel Toqaev) gained name Kemel Toqaev; lost name Kemel Tokayev; lost role writer",
        "added 'n' (Nobody)",
        "'t' (Kassym-Jomart Tokayev) lost alias Токаев (lang ru)",
    ]
    for number in (5, 4, 3, 2):
        registry.undo(number, **WHO)
    assert registry == Registry([TOKAYEV, KEMEL, QASYM, ASTANA])


def test_what_was_judged_is_told_to_who_follows(registry: Registry) -> None:
    before = registry.changes
    registry.judge("t", "k", "different", **WHO)
    registry.judge("q", Alias("X"), "same", **WHO)
    assert registry.changed_since(before) == ["k", "t", "q"]
    assert registry.same_as(Alias("x")) == ["q"]


IDS = st.sampled_from("abcd")
STEP = st.one_of(
    st.tuples(st.just("judge"), IDS, IDS, st.sampled_from(["same", "different", "unsure"])),
    st.tuples(st.just("merge"), IDS, IDS),
    st.tuples(st.just("split"), IDS, IDS),
    st.tuples(st.just("undo"), st.integers(1, 12)),
    st.tuples(st.just("add_alias"), IDS, st.sampled_from("xyz")),
    st.tuples(st.just("remove"), IDS),
)


def do(registry: Registry, step: tuple[Any, ...]) -> None:
    action, *rest = step
    steps: dict[str, Callable[..., object]] = {
        "judge": lambda a, b, verdict: registry.judge(a, b, verdict, evidence=(), **WHO),
        "merge": lambda a, b: registry.merge(a, b, **WHO),
        "split": lambda a, b: registry.split(a, Entity(b, registry[a].names()[-1].text), **WHO),
        "undo": lambda number: registry.undo(number, **WHO),
        "add_alias": registry.add_alias,
        "remove": registry.remove,
    }
    with suppress(KzresolveError):
        steps[action](*rest)


@settings(max_examples=40, deadline=None)
@given(st.lists(STEP, max_size=12))
def test_whatever_is_done_judgements_hold_and_undoing_all_brings_back_the_beginning(
    steps: list[tuple[Any, ...]],
) -> None:
    registry = Registry(Entity(i, f"Name {i}") for i in "abcd")
    begun = registry.version
    for step in steps:
        do(registry, step)
        for judgement in registry.judgements():
            left, right = (node.removeprefix("id:") for node in (judgement.left, judgement.right))
            if judgement.verdict == "different" and left in registry and right in registry:
                assert registry.current_id(left) != registry.current_id(right)
                assert registry.verdict(left, right) == "different"
    for event in reversed(list(registry.events(2))):
        registry.undo(event.number, **WHO)
    assert registry.version == begun


@settings(max_examples=10, deadline=None)
@given(steps=st.lists(STEP, max_size=8))
def test_memory_and_database_do_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    memory = Registry()
    memory.extend(Entity(i, f"Name {i}") for i in "abcd")
    with Registry.open(tmp_path_factory.mktemp("r") / "r.db") as store:
        store.extend(memory)
        for step in steps:
            do(memory, step)
            do(store, step)
        assert store.version == memory.version
        assert sorted(store, key=lambda e: e.id) == sorted(memory, key=lambda e: e.id)
        assert store.judgements() == memory.judgements()
        assert [event.what for event in store.events(2)] == [event.what for event in memory.events(2)]
        assert store.changes == memory.changes
