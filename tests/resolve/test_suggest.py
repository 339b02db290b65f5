"""Names found in use are proposed, decided on by a person, and taken back; nothing enters unasked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kzresolve import Alias, ConflictError, Entity, InputError, Registry, Resolver, TableError
from kzresolve.resolve.suggest import (
    Suggestion,
    read_suggestions,
    suggest,
    suggest_groups,
    take,
    write_suggestions,
)

TOKAYEV = Entity("t", "Kassym-Jomart Tokayev", "PER", [Alias("Касым-Жомарт Токаев", "ru")])
TEXTS = {
    "a": "It was late. President Qasym-Zhomart Toqaev met Aruzhan Sain in the hall.\nMr Toqaev spoke to Ms Sain.",
    "b": "Касым-Жомарту Токаеву позвонил Kassym-Jomart Tokayev.",
}
WHO = {"by": "aigerim", "why": "in the paper"}


@pytest.fixture
def registry() -> Registry:
    return Registry([TOKAYEV])


@pytest.fixture
def suggestions(registry: Registry) -> list[Suggestion]:
    return suggest(Resolver(registry).annotate(TEXTS), TEXTS, registry)


def test_spellings_that_the_registry_lacks_are_proposed_with_an_example(suggestions: list[Suggestion]) -> None:
    first = suggestions[0]
    assert (first.id, first.text, first.known_as) == ("t", "Qasym-Zhomart Toqaev", "Kassym-Jomart Tokayev")
    assert first.example == "President [Qasym-Zhomart Toqaev] met Aruzhan Sain in the hall."
    assert 0 < first.score <= 1


def test_somebody_new_gets_an_id(suggestions: list[Suggestion]) -> None:
    assert [(s.id, s.kind, s.known_as) for s in suggestions if s.text == "Aruzhan Sain"] == [
        ("new.aruzhan-sain", "PER", "")
    ]


def test_short_forms_case_forms_and_names_that_are_there_are_not_proposed(suggestions: list[Suggestion]) -> None:
    assert {s.text for s in suggestions} == {"Qasym-Zhomart Toqaev", "Aruzhan Sain"}


def test_groups_are_proposed_too(registry: Registry) -> None:
    names = ["Qasym-Zhomart Toqaev", "Kassym-Jomart Tokayev", "Aruzhan Sain", "Аружан Саин"]
    found = suggest_groups(names, Resolver(registry).group(names))
    assert [(s.id, s.text) for s in found] == [
        ("t", "Qasym-Zhomart Toqaev"),
        ("new.aruzhan-sain", "Aruzhan Sain"),
        ("new.aruzhan-sain", "Аружан Саин"),
    ]


def test_what_is_written_is_read_again_with_the_decisions(tmp_path: Path, suggestions: list[Suggestion]) -> None:
    hostile = Suggestion("x", "ORG", "a\tb\n\\c", decision="no", example="\r\u202e")
    write_suggestions(tmp_path / "s.tsv", [*suggestions, hostile])
    again = read_suggestions(tmp_path / "s.tsv")
    assert [(s.id, s.kind, s.text, s.decision) for s in again] == [
        (s.id, s.kind, s.text, s.decision) for s in [*suggestions, hostile]
    ]


def test_nothing_enters_that_was_not_decided_on(registry: Registry, suggestions: list[Suggestion]) -> None:
    before = registry.version
    assert take(suggestions, registry, **WHO) == (0, 0)
    assert take([replace(s, decision="no") for s in suggestions], registry, **WHO) == (0, 0)
    assert registry.version == before


def test_what_was_decided_yes_enters_as_one_event_and_can_be_undone(
    registry: Registry, suggestions: list[Suggestion]
) -> None:
    before = registry.version
    assert take([replace(s, decision="yes") for s in suggestions], registry, source="The Paper", **WHO) == (2, 0)
    assert Alias("Qasym-Zhomart Toqaev", source="The Paper") in registry["t"].aliases
    assert registry["new.aruzhan-sain"].kind == "PER"
    event = list(registry.events())[-1]
    assert (event.by, event.why) == ("aigerim", "in the paper")
    registry.undo(event.number, **WHO)
    assert registry.version == before


def test_what_was_decided_different_is_judged_so(registry: Registry, suggestions: list[Suggestion]) -> None:
    assert take([replace(suggestions[0], decision="different")], registry, **WHO) == (0, 1)
    assert registry.verdict(Alias("Qasym-Zhomart Toqaev"), "t") == "different"
    assert Resolver(registry).resolve("Qasym-Zhomart Toqaev").entity is None
    with pytest.raises(InputError, match=r"'new\.x' is no entity of the registry"):
        take([Suggestion("new.x", "", "X", decision="different")], registry, **WHO)


def test_a_row_that_cannot_be_taken_leaves_the_others_out_too(
    registry: Registry, suggestions: list[Suggestion]
) -> None:
    registry.judge(Alias("Toqaev"), "t", "same", **WHO)
    version = registry.version
    accepted = replace(suggestions[0], decision="yes")
    with pytest.raises(ConflictError, match="the name 'Toqaev' is judged the same as 't'; undo that first"):
        take([accepted, Suggestion("t", "PER", "Toqaev", decision="different")], registry, **WHO)
    with pytest.raises(InputError, match="'nobody' is no entity"):
        take([accepted, Suggestion("nobody", "PER", "Toqaev", decision="different")], registry, **WHO)
    assert registry.version == version


def test_taking_twice_changes_nothing_more(registry: Registry, suggestions: list[Suggestion]) -> None:
    decided = [replace(s, decision="yes") for s in suggestions]
    take(decided, registry, **WHO)
    version = registry.version
    assert take(decided, registry, **WHO) == (0, 0)
    assert registry.version == version


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("decision\tid\n", "line 1: column text missing"),
        ("decision\tid\ttext\nmaybe\tt\tX\n", "line 2, column decision: 'maybe', expected yes, no, different or empty"),
        ("decision\tid\ttext\nyes\tt\n", "line 2: 2 cells, expected 3"),
        ("decision\tid\ttext\tkind\nyes\tt\tX\tMAN\n", "line 2, column kind: 'MAN'"),
    ],
)
def test_a_slip_in_the_table_is_told(tmp_path: Path, content: str, sentence: str) -> None:
    (tmp_path / "s.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=sentence):
        read_suggestions(tmp_path / "s.tsv")
