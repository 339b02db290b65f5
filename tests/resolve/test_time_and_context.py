"""Names and roles in their time, and what stands around a name: both shift who is meant, and say so."""

from __future__ import annotations

from typing import Any

import pytest

from kzresolve import Alias, Entity, Registry, Resolver, Role

# Years and names as in general reference works; the dates of the renamings are those of the decrees.
ASTANA = Entity(
    id="astana",
    name="Astana",
    kind="LOC",
    country="kz",
    aliases=(
        Alias("Astana", strength="name", valid_from="1998-05-06", valid_to="2019-03-23"),
        Alias("Astana", strength="name", valid_from="2022-09-17"),
        Alias("Akmola", valid_from="1992", valid_to="1998-05-06"),
        Alias("Tselinograd", valid_from="1961", valid_to="1992"),
        Alias("Nur-Sultan", valid_from="2019-03-23", valid_to="2022-09-17"),
        Alias("Nursultan", valid_from="2019-03-23", valid_to="2022-09-17"),
    ),
)
NAZARBAYEV = Entity(
    id="nazarbayev",
    name="Nursultan Nazarbayev",
    kind="PER",
    country="kz",
    roles=(
        Role("president of Kazakhstan", valid_from="1991", valid_to="2019-03-20"),
        Role("президент Казахстана", "ru"),
    ),
)
TOKAYEV = Entity(
    id="tokayev",
    name="Kassym-Jomart Tokayev",
    kind="PER",
    country="kz",
    roles=(
        Role("president of Kazakhstan", valid_from="2019-03-20"),
        Role("президент Казахстана", "ru", valid_from="2019-03-20"),
        Role("chairman of the Senate", valid_from="2013", valid_to="2019-03-19"),
    ),
)
KAZAKHSTAN = Entity("kazakhstan", "Kazakhstan", "LOC", [Alias("Казахстан", "ru")], "kz")
SPEAKER = Entity(
    "o1", "Marat Ospanov", "PER", roles=[Role("speaker of the Majilis", valid_from="1996", valid_to="1999")]
)
BOXER = Entity("o2", "Marat Ospanov", "PER", roles=[Role("boxing coach")])
COACH = Entity("c", "Serik Konakbayev", "PER", roles=[Role("president of the boxing federation"), Role("boxing coach")])


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(Registry([ASTANA, NAZARBAYEV, TOKAYEV, KAZAKHSTAN, SPEAKER, BOXER, COACH]))


@pytest.mark.parametrize(
    ("name", "date", "period"),
    [
        ("Nur-Sultan", "2020-05-01", "2019-03-23 to 2022-09-17"),
        ("Akmola", "1995", "1992 to 1998-05-06"),
        ("Tselinograd", "1980", "1961 to 1992"),
        ("Astana", "2010", "1998-05-06 to 2019-03-23"),
        ("Astana", "2023", "since 2022-09-17"),
    ],
)
def test_a_name_means_the_place_in_its_years_and_says_which(
    resolver: Resolver, name: str, date: str, period: str
) -> None:
    found = resolver.resolve(name, kind="LOC", on=date)
    assert found.entity == ASTANA
    assert found.candidates[0].period == period
    assert str(found).endswith(f"({period})")


@pytest.mark.parametrize(("name", "date"), [("Nur-Sultan", "2018"), ("Tselinograd", "2001"), ("Nursultan", "2023")])
def test_it_does_not_mean_it_in_other_years(resolver: Resolver, name: str, date: str) -> None:
    found = resolver.resolve(name, kind="LOC", on=date)
    assert found.status != "resolved"


def test_without_a_date_every_name_counts_and_all_its_periods_are_told(resolver: Resolver) -> None:
    assert resolver.resolve("Tselinograd").entity == ASTANA
    found = resolver.resolve("Astana")
    assert found.entity == ASTANA
    assert found.candidates[0].period == "1998-05-06 to 2019-03-23, since 2022-09-17"
    assert resolver.resolve("Kazakhstan").candidates[0].period == ""


@pytest.mark.parametrize(
    ("role", "date", "who"),
    [
        ("president of Kazakhstan", "2015-01-01", NAZARBAYEV),
        ("the President of Kazakhstan", "2022", TOKAYEV),
        ("президента Казахстана", "2022", None),  # one of the two has it without dates, so it is open
        ("chairman of the Senate", "2015", TOKAYEV),
    ],
)
def test_a_role_means_who_had_it_on_the_day(resolver: Resolver, role: str, date: str, who: Entity | None) -> None:
    found = resolver.resolve(role, on=date)
    assert found.entity == who
    assert found.status == ("resolved" if who else "ambiguous")


def test_without_a_date_a_role_is_all_who_had_it_with_their_periods(resolver: Resolver) -> None:
    found = resolver.resolve("president of Kazakhstan")
    assert found.status == "ambiguous"
    assert {(c.entity.id, c.period) for c in found.candidates if c.alias == "president of Kazakhstan"} == {
        ("nazarbayev", "1991 to 2019-03-20"),
        ("tokayev", "since 2019-03-20"),
    }


def test_a_role_that_nobody_had_then_means_nobody(resolver: Resolver) -> None:
    assert resolver.resolve("chairman of the Senate", on="2021").status == "unknown"
    assert resolver.resolve("president of Kazakhstan", kind="LOC", on="2021").entity != TOKAYEV


TEXT = "The president of Kazakhstan spoke. President of Kazakhstan Kassym-Jomart Tokayev left for Nur-Sultan."


def test_a_dated_article_has_mentions_by_role_and_keeps_the_place_in_it(resolver: Resolver) -> None:
    found = resolver.annotate({"a": TEXT}, dates={"a": "2021-05-05"})
    spelled = [(m.surface, m.entity_id) for m in found.mentions]
    assert spelled == [
        ("president", "tokayev"),
        ("Kazakhstan", "kazakhstan"),
        ("Kazakhstan", "kazakhstan"),
        ("Kassym-Jomart Tokayev", "tokayev"),
        ("Nur-Sultan", "astana"),
    ]
    assert ("president", 1) in {spelling for e in found.entities for spelling in e.spellings}
    before = resolver.annotate({"a": TEXT}, dates={"a": "2010-05-05"}).mentions
    assert (before[0].surface, before[0].entity_id) == ("president", "nazarbayev")


def test_an_article_without_a_date_has_none(resolver: Resolver) -> None:
    assert "president" not in {m.surface for m in resolver.annotate({"a": TEXT}).mentions}


def test_a_role_in_another_case_is_found(resolver: Resolver) -> None:
    found = Resolver(Registry([TOKAYEV, KAZAKHSTAN])).annotate(
        {"a": "Он встретил президента Казахстана вчера."}, dates={"a": "2021"}
    )
    assert [(m.surface, m.entity_id) for m in found.mentions] == [
        ("президента", "tokayev"),
        ("Казахстана", "kazakhstan"),
    ]


def test_a_role_that_is_taken_away_is_found_no_longer() -> None:
    registry = Registry([TOKAYEV])
    resolver = Resolver(registry)
    assert resolver.resolve("president of Kazakhstan", on="2021").entity == TOKAYEV
    registry.change(Entity("tokayev", "Kassym-Jomart Tokayev", "PER"))
    assert resolver.resolve("president of Kazakhstan", on="2021").status == "unknown"


@pytest.mark.parametrize(
    ("context", "who", "kind"),
    [
        ("He was elected speaker of the Majilis in spring.", SPEAKER, "role"),
        ("The boxing coach of the national team", BOXER, "role"),
        ("as Serik Konakbayev told us", BOXER, "company"),
    ],
)
def test_the_context_chooses_between_namesakes_and_says_why(
    resolver: Resolver, context: str, who: Entity, kind: str
) -> None:
    assert resolver.resolve("Marat Ospanov").status == "ambiguous"
    found = resolver.resolve("Marat Ospanov", context=context)
    best, other = found.candidates[:2]
    assert best.entity == who
    said = {circumstance.kind: circumstance.factor for circumstance in best.circumstances}
    assert said[kind] > 1
    assert kind not in {circumstance.kind for circumstance in other.circumstances}
    if kind == "role":
        assert found.entity == who


def test_a_role_of_another_time_says_nothing(resolver: Resolver) -> None:
    found = resolver.resolve("Marat Ospanov", on="2015", context="He was elected speaker of the Majilis.")
    assert found.status == "ambiguous"


def test_every_circumstance_is_told_in_words(resolver: Resolver) -> None:
    found = resolver.resolve("Astana", context="in Kazakhstan")
    assert [str(c) for c in found.candidates[0].circumstances] == [
        "×30 form     the registry writes it so",
        "×8 country  kz is spoken of",
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("In spring Marat Ospanov was elected speaker of the Majilis.", "o1"),
        ("The new boxing coach is Marat Ospanov, they said.", "o2"),
    ],
)
def test_in_a_text_the_role_beside_a_name_chooses_between_namesakes(resolver: Resolver, text: str, who: str) -> None:
    mentions = {m.surface: m for m in resolver.annotate({"a": text}).mentions}
    assert mentions["Marat Ospanov"].entity_id == who
    assert mentions["Marat Ospanov"].score > 0.8


def test_without_a_role_beside_it_the_link_is_unsure(resolver: Resolver) -> None:
    (mention,) = resolver.annotate({"a": "Then Marat Ospanov left."}).mentions
    assert mention.score < 0.5


@pytest.mark.parametrize("context", ["Uzbekistan", "Узбекистан", "Usbekistan", " UZ ", ["x", "UZ"], "Uzbek"])
def test_a_country_alone_is_context_whether_the_registry_has_it_or_not(context: Any) -> None:
    namesakes = [Entity(code, "Mahmud Karimov", "PER", country=code) for code in ("uz", "kz", "tj")]
    found = Resolver(Registry(namesakes)).resolve("Mahmud Karimov", context=context)
    assert found.entity == namesakes[0]
