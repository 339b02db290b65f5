"""Two registries compared, and one counted."""

from __future__ import annotations

from kzresolve.registry.difference import Difference, difference, statistics
from kzresolve.registry.model import Alias, Entity, ExternalId, Role

BEFORE = Entity("a", "Astana", "LOC", [Alias("Nur-Sultan", "en"), Alias("Астана", "kk")], "kz")
AFTER = Entity(
    id="a",
    name="Astana",
    kind="LOC",
    aliases=[Alias("Астана", "kk"), Alias("Nur-Sultan", "en", valid_from="2019", source="unverified")],
    country="kz",
    roles=[Role("capital of Kazakhstan", valid_from="1997")],
    ids=[ExternalId("wikidata", "Q1")],
)


def test_what_was_gained_and_lost_is_told_in_words() -> None:
    assert list(difference([BEFORE], [AFTER])) == [
        Difference(
            action="changed",
            id="a",
            name="Astana",
            gained=(
                "alias Nur-Sultan (lang en, since 2019, source unverified)",
                "role capital of Kazakhstan (since 1997)",
                "id wikidata:Q1",
            ),
            lost=("alias Nur-Sultan (lang en)",),
        )
    ]


def test_what_is_added_and_removed_is_told() -> None:
    found = difference([BEFORE], [Entity("b", "Berik")])
    assert [(one.action, one.id) for one in found] == [("added", "b"), ("removed", "a")]


def test_another_order_is_no_difference() -> None:
    turned = Entity("a", "Astana", "LOC", BEFORE.aliases[::-1], "kz")
    assert list(difference([BEFORE], [turned])) == []


def test_a_registry_is_counted() -> None:
    found = statistics([AFTER, Entity("b", "Berik", "PER")])
    assert (found.entities, found.names, found.roles, found.dated, found.unverified, found.unsourced) == (
        2,
        4,
        1,
        1,
        1,
        3,
    )
    assert found.kinds == (("LOC", 1), ("PER", 1))
    assert found.scripts == (("Latin", 3), ("Cyrillic", 1))
    assert found.ids == (("wikidata", 1),)
    assert "langs      none 2, en 1, kk 1" in str(found)


def test_an_empty_one_too() -> None:
    assert statistics([]).entities == 0
