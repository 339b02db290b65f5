"""Whom names mean in the bundled registry, and how a Resolver follows its registry, is shared and refuses nonsense."""

from __future__ import annotations

import datetime
import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from kzresolve import Alias, Entity, InputError, Registry, Resolver

CSTO = "world.collective-security-treaty-organization"


def meant(resolver: Resolver, name: str, **how: Any) -> str:
    """The id of the entity that a name means, or the status where it is not resolved."""
    found = resolver.resolve(name, **how)
    assert (found.entity is None) == (found.status != "resolved")
    return found.entity.id if found.entity else found.status


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("CSTO", CSTO), ("ОДКБ", CSTO), ("Collective Security Treaty Organization", CSTO),
        ("Astana", "city.astana"), ("Астана", "city.astana"), ("Tselinograd", "city.astana"),
        ("Kazakhstan", "country.kz"), ("Казахстан", "country.kz"), ("Қазақстан", "country.kz"),
        ("Almaty", "city.almaty"), ("Алматы", "city.almaty"), ("Reuters", "media.reuters"),
        ("United Nations", "world.united-nations"), ("Нур Отан", "kz.org.amanat"),
        ("КНБ", "kz.org.national-security-committee"), ("FSB", "ru.org.fsb"),
        ("Kassym-Jomart Tokayev", "kz.tokayev"), ("Қасым-Жомарт Тоқаев", "kz.tokayev"),
        ("Bolat Nazarbayev", "kz.bolat-nazarbayev"), ("Dariga Nazarbayeva", "kz.nazarbayeva"),
        ("Kemel Tokayev", "kz.kemel-tokayev"), ("Islam Karimov", "uz.karimov"),
    ],
)  # fmt: skip
def test_a_form_of_the_registry_is_resolved(bundled: Resolver, name: str, entity_id: str) -> None:
    assert meant(bundled, name) == entity_id


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("Qasym-Zhomart Toqaev", "kz.tokayev"), ("Kassym-Schomart Tokajew", "kz.tokayev"),
        ("KASSYM-JOMART TOKAYEV", "kz.tokayev"), ("Tokayev, Kassym-Jomart", "kz.tokayev"),
        ("Nursultan Nazarbajew", "kz.nazarbayev"), ("Karim Massimow", "kz.massimov"),
        ("Wladimir Putin", "ru.putin"), ("Sadyr Dschaparow", "kg.japarov"),
    ],
)  # fmt: skip
def test_a_spelling_that_the_registry_does_not_hold_is_resolved(bundled: Resolver, name: str, entity_id: str) -> None:
    assert meant(bundled, name, kind="PER") == entity_id


@pytest.mark.parametrize("name", ["Interior Ministry", "Foreign Ministry", "МВД", "Security Council", "Supreme Court"])
def test_a_form_that_many_bear_is_ambiguous(bundled: Resolver, name: str) -> None:
    found = bundled.resolve(name)
    assert found.status == "ambiguous"
    assert len({candidate.entity.id for candidate in found.candidates}) > 2


@pytest.mark.parametrize(
    ("name", "context", "entity_id"),
    [
        ("Security Council", "Kyrgyz politicians met in Bishkek.", "kg.org.security-council"),
        ("Supreme Court", "Uzbekistan", "uz.org.supreme-court"),
        ("Georgia", "They drove from Alabama to Atlanta and on to Texas.", "region.us.georgia"),
        ("Georgia", "The talks in Tbilisi went on.", "country.ge"),
        ("Georgia", ["Tbilisi", "Batumi"], "country.ge"),
    ],
)
def test_the_country_spoken_of_decides(bundled: Resolver, name: str, context: str, entity_id: str) -> None:
    assert meant(bundled, name, context=context) == entity_id


@pytest.mark.parametrize("name", ["Interior Ministry", "Foreign Ministry", "МВД", "Prosecutor General's Office"])
@pytest.mark.parametrize(("context", "country"), [("Kazakhstan", "kz"), ("в Москве", "ru"), ("Tashkent", "uz")])
def test_the_body_of_the_country_spoken_of_comes_first(
    bundled: Resolver, name: str, context: str, country: str
) -> None:
    assert bundled.resolve(name, context=context).candidates[0].entity.country == country


@pytest.mark.parametrize("name", ["Pafnuty Chebyshev", "Katherine Johnson", "Lise Meitner"])
def test_a_person_the_registry_does_not_hold_is_unknown(bundled: Resolver, name: str) -> None:
    found = bundled.resolve(name, kind="PER")
    assert (found.status, found.entity) == ("unknown", None)
    assert found.score < 0.5


@pytest.mark.parametrize("name", ["", "  ", "...", "—", "😀"])
def test_what_has_no_letter_means_nobody(bundled: Resolver, name: str) -> None:
    found = bundled.resolve(name)
    assert (found.status, found.score, found.candidates) == ("unknown", 0.0, ())


# Date, kind, limit ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", ["2022-01-09", "2022", datetime.date(2019, 4, 1), datetime.datetime(2021, 1, 1, 12)])
def test_a_name_in_use_is_resolved(bundled: Resolver, on: object) -> None:
    assert meant(bundled, "Nur-Sultan", kind="LOC", on=on) == "city.astana"


@pytest.mark.parametrize("on", ["2023-01-09", "2018", datetime.date(2019, 2, 1)])
def test_a_name_not_in_use_does_not_count(bundled: Resolver, on: object) -> None:
    assert "city.astana" not in {c.entity.id for c in bundled.resolve("Nur-Sultan", on=on).candidates if c.score > 0.9}


def test_the_kind_tells_the_capital_from_the_man(bundled: Resolver) -> None:
    assert meant(bundled, "Nursultan", kind="LOC") == "city.astana"
    people = {candidate.entity.id for candidate in bundled.resolve("Nursultan", kind="PER").candidates}
    assert "kz.nazarbayev" in people
    assert "city.astana" not in people


@pytest.mark.parametrize("kind", ["PER", "ORG", "LOC"])
def test_candidates_are_of_the_kind_asked_for(bundled: Resolver, kind: str) -> None:
    assert {c.entity.kind for c in bundled.resolve("Astana", kind=kind, limit=20).candidates} <= {kind}


def test_an_entity_of_unknown_kind_answers_to_every_kind() -> None:
    resolver = Resolver(Registry([Entity(id="a", name="Alash Orda")]))
    assert [meant(resolver, "Alash Orda", kind=kind) for kind in (None, "PER", "ORG", "LOC")] == ["a"] * 4


def test_the_limit_cuts_the_list_and_changes_nothing_else(bundled: Resolver) -> None:
    all_found = bundled.resolve("Nazarbayev", limit=20)
    for limit in (1, 3):
        found = bundled.resolve("Nazarbayev", limit=limit)
        assert found.candidates == all_found.candidates[:limit]
        assert (found.status, found.score) == (all_found.status, all_found.score)


def test_candidates_explain_their_scores(bundled: Resolver) -> None:
    for candidate in bundled.resolve("Toqaev").candidates[:3]:
        assert candidate.match.score == candidate.score
        assert candidate.alias in {alias.text for alias in candidate.entity.names()}


# What is refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"kind": "GPE"}, "kind 'GPE': expected PER, ORG, LOC or None"),
        ({"limit": 0}, "limit 0: expected a whole number from 1 on"),
        ({"on": "9.1.2022"}, "date '9.1.2022': expected a datetime.date or text, YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"on": 2022}, "date 2022: expected a datetime.date or text, YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"context": 3}, "context: expected a text or a list of texts, not 3"),
        ({"context": ["a", None]}, r"context: expected a text or a list of texts, not ['a', None]"),
        ({"name": None}, "expected text as str, not NoneType"),
        ({"name": "Tokayev\ud800"}, "lone surrogate at position 7: the text was decoded wrongly"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(bundled: Resolver, how: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as error:
        bundled.resolve(**{"name": "Tokayev", **how})
    assert str(error.value) == message


def test_columns_of_another_length_are_refused(bundled: Resolver) -> None:
    with pytest.raises(InputError, match="resolve_many: 2 names but 1 values of kind"):
        bundled.resolve_many(["Astana", "Almaty"], kind=["LOC"])


def test_a_resolver_needs_a_registry() -> None:
    with pytest.raises(InputError, match="a Resolver needs a Registry, not dict"):
        Resolver({})  # type: ignore[arg-type]


def test_only_a_mapping_of_texts_is_annotated(bundled: Resolver) -> None:
    for texts, message in [
        ("Astana", "annotate takes a mapping of document ids to texts, not str"),
        ({1: "Astana"}, "document id 1: expected a str, not int"),
        ({"a": b"Astana"}, "document 'a': its text must be a str, not bytes"),
        ({"a": "\udfff"}, "document 'a': holds a lone surrogate"),
    ]:
        with pytest.raises(InputError, match=message):
            bundled.annotate(texts)  # type: ignore[arg-type]


# Following, sharing ---------------------------------------------------------------------------------------------------


def test_many_take_one_argument_each(bundled: Resolver) -> None:
    many = bundled.resolve_many(
        ["Nursultan", "Nur-Sultan", "Putin"], kind=["LOC", "LOC", "PER"], on=["2022", "2023", None], limit=1
    )
    assert [found.candidates[0].entity.id == "city.astana" for found in many] == [True, False, False]
    assert many[2].candidates[0].entity.id == "ru.putin"
    assert bundled.resolve_many([]) == []


def test_changes_of_the_registry_are_seen() -> None:
    registry = Registry([Entity(id="a", name="Farrokh Bulsara", kind="PER")])
    resolver = Resolver(registry)
    text = {"d": "He met Freddie Mercury."}
    assert meant(resolver, "Freddie Mercury") == "unknown"
    assert not resolver.annotate(text).mentions or not resolver.annotate(text).entities[0].known
    registry.add_alias("a", "Freddie Mercury")
    assert meant(resolver, "Freddie Mercury") == "a"
    assert resolver.annotate(text).mentions[0].entity_id == "a"
    registry.add(Entity(id="v", name="Freddie Mercury", kind="PER"))
    assert meant(resolver, "Freddie Mercury") == "ambiguous"
    registry.remove("a")
    assert meant(resolver, "Freddie Mercury") == "v"
    assert resolver.annotate(text).mentions[0].entity_id == "v"
    registry.remove("v")
    assert meant(resolver, "Freddie Mercury") == "unknown"


def test_a_pickled_resolver_answers_the_same() -> None:
    registry = Registry([Entity(id="t", name="Kassym-Jomart Tokayev", kind="PER", aliases=(Alias("Тоқаев"),))])
    resolver = Resolver(registry)
    copy = pickle.loads(pickle.dumps(resolver))
    for name in ("Toqaev", "Tokajew", "Angela Merkel"):
        assert copy.resolve(name) == resolver.resolve(name)
    copy.registry.remove("t")
    assert meant(copy, "Тоқаев") == "unknown"
    assert meant(resolver, "Тоқаев") == "t"


def test_threads_get_the_answers_of_one() -> None:
    names = ["Toqaev", "Nazarbajew", "Masimov", "Alma Ata", "Angela Merkel", "Назарбаевтың"] * 4
    entities = [
        Entity(id=name, name=name)
        for name in ("Kassym-Jomart Tokayev", "Nursultan Nazarbayev", "Karim Massimov", "Alma-Ata")
    ]
    text = {"a": "Mr Qasym-Zhomart Toqaev and Mr Karim Masimov flew to Alma-Ata."}
    alone = Resolver(Registry(entities))
    wanted = [alone.resolve(name) for name in names]
    shared = Resolver(Registry(entities))  # its first look at the registry is taken by all at once
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(shared.resolve, names))
        annotated = list(pool.map(shared.annotate, [text] * 8))
    assert found == wanted
    assert annotated == [alone.annotate(text)] * 8


# Groups ---------------------------------------------------------------------------------------------------------------

LIST = [
    "Qasym-Zhomart Toqaev", "Nursultan Nazarbayev", "Касым-Жомарт Токаев", "Kemel Tokayev", "Dariga Nazarbayeva",
    "Нұрсұлтан Назарбаев", "Emmy Noether", "Дариға Назарбаева", "Bolat Nazarbayev", "Emmi Noether",
]  # fmt: skip


def test_spellings_of_one_person_are_one_group_and_relatives_are_not(bundled: Resolver) -> None:
    groups = bundled.group(LIST, kind="PER")
    assert [group.members for group in groups] == [(0, 2), (1, 5), (3,), (4, 7), (6, 9), (8,)]
    assert [group.entity.id if group.entity else None for group in groups] == [
        "kz.tokayev", "kz.nazarbayev", "kz.kemel-tokayev", "kz.nazarbayeva", None, "kz.bolat-nazarbayev",
    ]  # fmt: skip
    assert groups[0].canonical == "Kassym-Jomart Tokayev"
    assert groups[4].canonical in {"Emmy Noether", "Emmi Noether"}


def test_an_empty_list_has_no_groups(bundled: Resolver) -> None:
    assert bundled.group([]) == []


def test_repeated_names_stand_together(empty: Resolver) -> None:
    (group,) = empty.group(["Alma-Ata", "Alma-Ata"])
    assert group.members == (0, 1)


@pytest.mark.parametrize("name", ["Interior Ministry", "Foreign Ministry", "МВД"])
@pytest.mark.parametrize(("context", "country"), [("Kazakhstan", "kz"), ("в Москве", "ru"), ("Tashkent", "uz")])
def test_a_weak_form_is_resolved_by_the_country_spoken_of(
    bundled: Resolver, name: str, context: str, country: str
) -> None:
    found = bundled.resolve(name, context=context)
    assert found.entity is not None
    assert found.entity.country == country


def test_at_a_prompt_an_answer_takes_a_line() -> None:
    resolver = Resolver(Registry([Entity("t", "Kassym-Jomart Tokayev", "PER", ["Касым-Жомарт Токаев"])]))
    answer = resolver.resolve("Kassym-Jomart Tokayev")
    assert (
        repr(answer)
        == f"Resolution('Kassym-Jomart Tokayev', 'resolved', entity='t', score={answer.score:.3f}, 1 candidates)"
    )
    assert repr(answer.candidates[0]).startswith("Candidate('t', ")
    assert repr(resolver.group(["Nobody Here"])) == "[Group((0,), 'Nobody Here', entity=None)]"
