"""Names that a head makes: how far they reach, and what before and behind them stands outside."""

from __future__ import annotations

import pytest

from kzresolve import Resolver


def names(resolver: Resolver, text: str) -> list[str]:
    """The names found in a text, with their kinds: "ORG Interior Ministry"."""
    return [f"{m.kind} {m.surface}" for m in resolver.annotate({"a": text}).mentions]


@pytest.mark.parametrize(
    "name",
    [
        "Interior Ministry",  # a head with what is before it
        "Bank of Georgia",  # and with its of-phrase
        "University of Warwick",
        "Ministry of Foreign Affairs of Kazakhstan",  # two of them
        "Ministry of Labour and Social Protection",  # ordinary words behind "and"
        "Committee for the Protection of Children",
        "Organization of the Petroleum Exporting Countries",
        "Security and Defence Council",  # ordinary words joined before the head
        "People's Party",  # or joined by 's
        "Prime Minister's Office",  # as a title is
        "British Broadcasting Corporation",  # a demonym inside
        "Kazakhstan Stock Exchange",
        "Halyk Bank JSC",  # a legal form
        "Samruk-Energy LLP",
        "Dow Jones & Company, Inc.",  # a comma before one
        "Johnson & Johnson",
        "Almaty City Court",
    ],
)
def test_a_body_is_named_whole(empty: Resolver, name: str) -> None:
    assert names(empty, f"She left the {name} last year.") == [f"ORG {name}"]


@pytest.mark.parametrize(
    "name",
    ["Lake Balkhash", "Mount Elbrus", "Chu River", "Atyrau Region", "Caspian Sea", "Almaty International Airport"],
)
def test_a_place_is_named_whole(empty: Resolver, name: str) -> None:
    assert names(empty, f"They looked at {name} from above.") == [f"LOC {name}"]


@pytest.mark.parametrize("outside", ["Kazakh", "Russian", "Soviet", "American"])
def test_a_demonym_stands_outside_a_ministry(empty: Resolver, outside: str) -> None:
    assert names(empty, f"The {outside} Interior Ministry denied it.") == ["ORG Interior Ministry"]


def test_a_country_stands_outside_a_body_and_is_a_name_itself(small: Resolver) -> None:
    wanted = ["LOC Kazakhstan", "ORG Interior Ministry"]
    assert names(small, "The Kazakhstan Interior Ministry denied it.") == wanted
    assert names(small, "Kazakhstan's Interior Ministry denied it.") == wanted


def test_a_country_stands_outside_a_body_that_the_registry_calls_by_both(small: Resolver) -> None:
    assert names(small, "The US State Department denied it.") == ["LOC US", "ORG State Department"]


def test_a_country_inside_the_name_of_a_company_stays_there(small: Resolver) -> None:
    assert names(small, "The Kazakhstan Stock Exchange opened.") == ["ORG Kazakhstan Stock Exchange"]


def test_a_weak_name_with_an_of_phrase_is_another_body(small: Resolver) -> None:
    mentions = small.annotate({"a": "The Supreme Court of Pakistan met, said Kazakhstan's Supreme Court."}).mentions
    assert [(m.surface, m.entity_id == "court") for m in mentions if m.kind == "ORG"] == [
        ("Supreme Court of Pakistan", False),
        ("Supreme Court", True),
    ]


def test_a_head_alone_is_a_common_noun(empty: Resolver) -> None:
    assert names(empty, "The Ministry said that the Bank and the River were safe.") == []


def test_two_bodies_joined_by_and_are_two(empty: Resolver) -> None:
    assert names(empty, "The Finance Ministry and the Interior Ministry met.") == [
        "ORG Finance Ministry",
        "ORG Interior Ministry",
    ]
