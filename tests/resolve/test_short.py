"""Names cut short: what of a full name they are, and whom they mean among several bearers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve import Alias, Entity, Registry, Resolver
from kzresolve.resolve.short import best_known, is_one_word, short_for

LEADERS = [
    Entity("lavrov", "Sergey Lavrov", "PER"),
    Entity("merkel", "Angela Merkel", "PER"),
    Entity("bashar", "Bashar al-Assad", "PER"),
]


@pytest.mark.parametrize(
    ("name", "alias", "told"),
    [
        ("Lavrov", "Sergey Lavrov", ("family", "written")),
        ("lavrov", "Sergey Lavrov", ("family", "written")),
        ("Orban", "Viktor Orbán", ("family", "written")),
        ("Mr Lavrov", "Sergey Lavrov", ("family", "written")),
        ("Лавров", "Sergey Lavrov", ("family", "written")),
        ("Lawrow", "Sergey Lavrov", ("family", "heard")),
        ("بوتين", "Vladimir Putin", ("family", "spelled")),
        ("Путину", "Владимир Путин", ("family", "case")),
        ("Angela", "Angela Merkel", ("given", "written")),
        ("Касым-Жомарт", "Касым-Жомарт Токаев", ("given", "written")),
        ("Kassym", "Kassym-Jomart Tokayev", None),  # half of a given name is another
        ("Lavrenov", "Sergey Lavrov", None),
        ("Kadyrov", "Rabiya Kadeer", None),  # though -ov makes a possessive in Croatian
        ("Zelensky", "Olena Zelenska", None),
        ("Sergey Lavrov", "Sergey Lavrov", None),
        ("Lavrov", "Lavrov", None),  # all of it, not a part
        ("V. Lavrov", "Sergey Lavrov", None),  # another initial
    ],
)
def test_a_short_name_is_all_of_a_family_or_given_name(name: str, alias: str, told: tuple[str, str] | None) -> None:
    found = short_for(name, alias) if is_one_word(name) else None
    assert (found and (found.role, found.form)) == told


def test_a_place_has_no_family_name() -> None:
    assert short_for("Turakurgan", "Gorod Turakurgan") is None


def test_initials_count_only_where_they_fit() -> None:
    fits = short_for("S. Lavrov", "Sergey Lavrov")
    assert fits is not None
    assert fits.initials


def test_a_common_name_has_more_bearers_than_a_rare_one() -> None:
    common, rare = short_for("Smith", "Will Smith"), short_for("Lavrov", "Sergey Lavrov")
    assert common is not None
    assert rare is not None
    assert common.bearers > 2 * rare.bearers >= 2


def test_the_best_known_is_far_better_known() -> None:
    president = Entity("d", "Donald Trump", "PER", ["Donald J. Trump", "Дональд Трамп"], roles=["president"])
    son = Entity("e", "Eric Trump", "PER")
    assert best_known([son, president]) == president
    assert best_known([son]) == son
    assert best_known([son, Entity("i", "Ivanka Trump", "PER")]) is None
    assert best_known([son, Entity("i", "Ivanka Trump", "PER", ["Иванка Трамп"])]) is None  # one name more is not far


def test_fame_is_by_what_was_counted_where_it_was_for_all() -> None:
    known = Entity("d", "Dmitry Medvedev", "PER", fame=130)
    other = Entity("t", "Daniil Medvedev", "PER", ["Даниил Медведев", "D. Medvedev", "Daniel Medvedev"], fame=60)
    assert best_known([known, other]) == known
    assert best_known([Entity("d", "Dmitry Medvedev", "PER"), other]) == other


# In a registry -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Lavrov", "Лавров", "Lavrova's", "Merkel", "Assad"])
def test_one_bearer_is_meant(name: str) -> None:
    found = Resolver(Registry(LEADERS)).resolve(name)
    assert (found.status == "resolved") == (name != "Lavrova's")


def test_of_several_alike_none_is_meant_and_a_better_known_one_is() -> None:
    registry = Registry([*LEADERS, Entity("hafez", "Hafez al-Assad", "PER")])
    resolver = Resolver(registry)
    assert resolver.resolve("Assad").status == "ambiguous"
    for alias in ("Bashar Assad", "Башар Асад", "Башар аль-Асад"):
        registry.add_alias("bashar", alias)
    found = resolver.resolve("Assad")
    assert found.entity is not None
    assert found.entity.id == "bashar"
    other = next(candidate for candidate in found.candidates if candidate.entity.id == "hafez")
    assert [each.kind for each in other.circumstances] == ["alone", "known"]


def test_the_score_of_a_candidate_is_that_of_the_pair_whatever_its_kind(bundled: Resolver) -> None:
    for candidate in bundled.resolve("Putin").candidates:
        assert candidate.match.score == candidate.score


def test_an_exact_family_name_outdoes_a_place_of_nearly_the_name() -> None:
    town = Entity("netanya", "Netanya", "LOC")
    resolver = Resolver(Registry([town, Entity("n", "Benjamin Netanyahu", "PER")]))
    assert resolver.resolve("Netanyahu").candidates[0].entity.id == "n"
    assert resolver.resolve("Netanya").candidates[0].entity.id == "netanya"


def test_the_whole_name_of_a_place_outdoes_a_part_of_a_person_s() -> None:
    resolver = Resolver(Registry([Entity("osaka", "Ōsaka", "LOC"), Entity("n", "Naomi Osaka", "PER")]))
    assert resolver.resolve("Osaka").candidates[0].entity.id == "osaka"


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["Bashar Assad", "Башар Асад", "Assad", "al-Asad", "B. Assad"]), unique=True, max_size=3),
    st.sampled_from(["Assad Bashar", "Basar al-Assad", "Асад", "Bashar Hafez al-Assad"]),
)
def test_a_new_alias_never_makes_a_short_name_mean_its_bearer_less(aliases: list[str], new: str) -> None:
    registry = Registry([Entity("bashar", "Bashar al-Assad", "PER", aliases), Entity("hafez", "Hafez al-Assad", "PER")])
    resolver = Resolver(registry)
    names = ("Assad", "Асад", "B. Assad")
    before = {name: resolver.resolve(name, limit=50) for name in names}
    registry.add_alias("bashar", Alias(new))
    for name in names:
        now = resolver.resolve(name, limit=50)
        place = [candidate.entity.id for candidate in now.candidates].index("bashar")
        assert place <= [candidate.entity.id for candidate in before[name].candidates].index("bashar")
