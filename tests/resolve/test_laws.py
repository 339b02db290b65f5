"""Laws of the resolver: what must hold for every registry and every list of names."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve import Alias, Entity, InputError, KzresolveError, Registry, Resolver

# Public people and places in the spellings of agencies, passports and alphabets.
FORMS = {
    "tokayev": ["Kassym-Jomart Tokayev", "Qasym-Zhomart Toqaev", "Касым-Жомарт Токаев", "Kassym-Schomart Tokajew"],
    "kemel": ["Kemel Tokayev", "Кемель Токаев"],
    "nazarbayev": ["Nursultan Nazarbayev", "Нурсултан Назарбаев", "Nursultan Nazarbajew"],
    "dariga": ["Dariga Nazarbayeva", "Дарига Назарбаева"],
    "massimov": ["Karim Massimov", "Кәрім Мәсімов", "Karim Masimov"],
    "putin": ["Vladimir Putin", "Владимир Путин", "Wladimir Putin"],
    "almaty": ["Almaty", "Алматы", "Alma-Ata"],
}
EVERY = [form for forms in FORMS.values() for form in forms]
NAMES = st.sampled_from(EVERY)
LISTS = st.lists(NAMES, min_size=1, max_size=8)
REGISTRIES = st.sets(st.sampled_from(sorted(FORMS)), min_size=1, max_size=5).map(
    lambda ids: [Entity(id=i, name=FORMS[i][0]) for i in sorted(ids)]
)


def rank(resolver: Resolver, name: str, entity_id: str) -> tuple[int, float]:
    """How many candidates stand above an entity, and its score; it stands behind all if it is not there."""
    candidates = resolver.resolve(name, limit=20).candidates
    for place, candidate in enumerate(candidates):
        if candidate.entity.id == entity_id:
            return place, candidate.score
    return len(candidates) + 1, 0.0


@settings(max_examples=25, deadline=None)
@given(entities=REGISTRIES, name=NAMES, alias=NAMES, data=st.data())
def test_an_alias_never_lowers_its_entity(entities: list[Entity], name: str, alias: str, data: st.DataObject) -> None:
    entity_id = data.draw(st.sampled_from([entity.id for entity in entities]))
    registry = Registry(entities)
    resolver = Resolver(registry)
    place, score = rank(resolver, name, entity_id)
    registry.add_alias(entity_id, alias)
    new_place, new_score = rank(resolver, name, entity_id)
    assert new_place <= place
    assert new_score >= score


@settings(max_examples=25, deadline=None)
@given(entities=REGISTRIES, names=LISTS)
def test_many_are_resolved_as_each_is_alone(entities: list[Entity], names: list[str]) -> None:
    resolver = Resolver(Registry(entities))
    assert resolver.resolve_many(names) == [resolver.resolve(name) for name in names]


@settings(max_examples=25, deadline=None)
@given(entities=REGISTRIES, extra=NAMES)
def test_a_resolver_that_followed_its_registry_is_like_a_new_one(entities: list[Entity], extra: str) -> None:
    registry = Registry(entities[:1])
    resolver = Resolver(registry)
    resolver.resolve(extra)
    registry.extend(entities[1:])
    resolver.resolve(extra)
    registry.add_alias(entities[0].id, extra)
    registry.add(Entity(id="passer-by", name="Angela Merkel"))
    resolver.resolve(extra)
    registry.remove("passer-by")
    fresh = Resolver(Registry(registry))
    for name in EVERY[::3]:
        assert resolver.resolve(name) == fresh.resolve(name)


@settings(max_examples=25, deadline=None)
@given(entities=st.one_of(st.just([]), REGISTRIES), names=LISTS, data=st.data())
def test_groups_do_not_depend_on_the_order_of_the_names(
    entities: list[Entity], names: list[str], data: st.DataObject
) -> None:
    resolver = Resolver(Registry(entities))
    order = data.draw(st.permutations(range(len(names))))
    straight = {frozenset(group.members) for group in resolver.group(names)}
    shuffled = {frozenset(order[i] for i in group.members) for group in resolver.group([names[i] for i in order])}
    assert straight == shuffled


@settings(max_examples=25, deadline=None)
@given(names=LISTS)
def test_every_name_is_in_one_group(names: list[str]) -> None:
    groups = Resolver(Registry()).group(names)
    assert sorted(i for group in groups for i in group.members) == list(range(len(names)))
    assert all(group.canonical in {names[i] for i in group.members} for group in groups)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(EVERY[:15]), min_size=1, max_size=4))
def test_mentions_stand_where_they_say(names: list[str]) -> None:
    text = "\r\n".join(f"Вчера {name} и 😀 {name} встретились." for name in names)
    registry = Registry([Entity(id="t", name=FORMS["tokayev"][0], aliases=(Alias(FORMS["tokayev"][2]),))])
    for mention in Resolver(registry).annotate({"a": text}).mentions:
        assert text[mention.start : mention.end] == mention.surface


# Any string at all: every script, marks without letters, lone surrogates, digits, separators.
SHARP = "Токаев Tokayev Мәсімов-.'’\u202e\u0301\ud800\x00\n\t(),0"
ANY = st.one_of(st.text(max_size=40), st.text(st.sampled_from(SHARP), max_size=40))


@settings(max_examples=150, deadline=None)
@given(text=ANY, name=ANY)
def test_no_text_raises_anything_but_our_own_errors(text: str, name: str) -> None:
    resolver = Resolver(Registry([Entity(id="t", name=FORMS["tokayev"][0], aliases=(Alias(FORMS["tokayev"][2]),))]))
    with suppress(KzresolveError):
        for mention in resolver.annotate({"a": text}).mentions:
            assert text[mention.start : mention.end] == mention.surface
            assert 0 <= mention.score <= 1
    with suppress(KzresolveError):
        assert 0 <= resolver.resolve(name, context=text).score <= 1
    with suppress(KzresolveError):
        assert sorted(i for group in resolver.group([name, text, name]) for i in group.members) == [0, 1, 2]


@settings(max_examples=60, deadline=None)
@given(name=ANY.filter(str.strip), other=NAMES)
def test_an_entity_with_any_name_can_be_held_and_searched(name: str, other: str) -> None:
    try:
        resolver = Resolver(Registry([Entity(id="#\x1f1\t", name=name)]))
    except KzresolveError:
        return
    resolver.registry.add(Entity(id="o", name=other))
    assert resolver.resolve(other).candidates[0].entity.id in {"o", "#\x1f1\t"}
    with suppress(InputError):
        assert {c.entity.id for c in resolver.resolve(name).candidates} <= {"#\x1f1\t", "o"}
    with suppress(InputError):
        resolver.annotate({"a": f"Mr {other} met {name} in {other}."})
