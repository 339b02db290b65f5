"""Entities and aliases: what they take, what they refuse, and on which days a name is in use."""

from __future__ import annotations

import datetime

import pytest

from kzresolve.errors import InputError
from kzresolve.registry.dates import as_date
from kzresolve.registry.model import Alias, Entity


def test_aliases_may_be_given_as_strings() -> None:
    entity = Entity(id="t", name="Kassym-Jomart Tokayev", aliases=["Касым-Жомарт Токаев"])
    assert entity.aliases == (Alias("Касым-Жомарт Токаев"),)


def test_names_begin_with_the_canonical_one() -> None:
    entity = Entity(id="a", name="Astana", aliases=(Alias("Nur-Sultan"), Alias("Astana", lang="en")))
    assert [alias.text for alias in entity.names()] == ["Astana", "Nur-Sultan"]
    assert entity.names()[0] == Alias("Astana", lang="en", strength="name")


def test_the_same_alias_twice_is_one() -> None:
    assert Entity(id="a", name="Almaty", aliases=(Alias("Алматы"), Alias("Алматы"))).aliases == (Alias("Алматы"),)


def test_an_alias_that_only_repeats_the_name_is_left_out() -> None:
    assert Entity(id="a", name="Almaty", aliases=(Alias("Almaty"),)).aliases == ()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"id": ""}, "entity id ''"),
        ({"id": " t"}, "without spaces around it"),
        ({"id": 7}, "entity id 7"),
        ({"name": ""}, "is empty"),
        ({"name": " \t"}, "is empty"),
        ({"name": None}, "must be a str, not NoneType"),
        ({"name": "\ud800"}, "lone surrogate"),
        ({"id": "\udfff"}, "lone surrogate"),
        ({"country": "\ud800"}, "lone surrogate"),
        ({"kind": "person"}, "expected PER, ORG, LOC or None"),
        ({"aliases": "Tokayev"}, "must be a list of names, not str"),
        ({"aliases": 5}, "must be a list of names, not int"),
        ({"aliases": [5]}, "an alias is a str or an Alias, not int"),
        ({"aliases": [Alias("Токаев", strength="name")]}, "two canonical names"),
    ],
)
def test_entity_refuses_what_cannot_be_used(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        Entity(**{"id": "t", "name": "Tokayev", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"strength": "strong"}, "expected one of name, alias, weak"),
        ({"valid_from": "2019-3"}, "expected YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"valid_to": "2022-13"}, "expected YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"valid_to": "٢٠٢٢"}, "expected YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"lang": None}, "lang must be a str"),
        ({"source": 3}, "source must be a str"),
        ({"note": "\ud800"}, "lone surrogate"),
    ],
)
def test_alias_refuses_what_cannot_be_used(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        Alias(**{"text": "Nur-Sultan", **fields})  # type: ignore[arg-type]


# Nur-Sultan from 23 March 2019 to 17 September 2022: decrees of the President of Kazakhstan of those days.
@pytest.mark.parametrize(
    ("date", "in_use"),
    [
        ("2019-03-22", False),
        ("2019-03-23", True),
        ("2022-01-09", True),
        ("2022-09-17", True),
        ("2022-09-18", False),
        ("2019", True),
        ("2018", False),
        ("2022-09", True),
        ("2023", False),
    ],
)
def test_a_name_is_in_use_from_its_first_to_its_last_day(date: str, in_use: bool) -> None:
    assert Alias("Nur-Sultan", valid_from="2019-03-23", valid_to="2022-09-17").valid_on(date) is in_use


def test_open_dates_are_open() -> None:
    assert Alias("Almaty").valid_on("1200")
    assert Alias("Almaty", valid_from="1993").valid_on("2100")


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        (None, ""),
        ("2022-01-09", "2022-01-09"),
        ("2022", "2022"),
        (datetime.date(2022, 1, 9), "2022-01-09"),
        (datetime.datetime(2022, 1, 9, 23, 59, tzinfo=datetime.UTC), "2022-01-09"),
    ],
)
def test_dates_are_read(given: object, iso: str) -> None:
    assert as_date(given) == iso


@pytest.mark.parametrize("given", ["yesterday", "9.1.2022", "2022-1-9", 2022, ""])
def test_what_is_no_date_is_refused(given: object) -> None:
    with pytest.raises(InputError, match=r"expected a datetime\.date or text, YYYY"):
        as_date(given)
