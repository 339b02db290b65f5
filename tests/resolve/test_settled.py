"""Names that can only mean one place or body, and peoples that stand for their countries."""

from __future__ import annotations

import pytest

from kzresolve.names.declension import declined
from kzresolve.resolve.settled import PEOPLES, one_name_each, settled, stands_apart
from kzresolve.tables import read_tsv


def one_each(names: list[str]) -> dict[str, str]:
    same = {name: name for name in names}
    return one_name_each(same, same, {})


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Německem", "DE"),
        ("Korei Południowej", "KR"),
        ("Mexiko", "MX"),
        ("Европейским союзом", "EU"),
        ("Georgia Smith", ""),
    ],
)
def test_settled(name: str, place: str) -> None:
    assert settled(name) == place


def test_a_people_and_an_adjective_stand_for_the_country() -> None:
    found = one_each(["Britové", "Brytyjczycy", "британците", "британских", "brytyjskich", "Wielkiej Brytanii"])
    assert set(found.values()) == {"United Kingdom"}


def test_a_family_name_of_the_list_is_no_country() -> None:
    assert "Francis" not in one_each(["Francis", "David Francis"])
    assert one_each(["Polák"]) == {"Polák": "Poland"}
    assert one_each(["Polák", "Petr Polák"]) == {}


def test_a_longer_name_with_a_country_is_another() -> None:
    listed = {"Pakistan", "Ireland"}
    assert stands_apart("Pakistan", "Muslim League of Pakistan", listed)
    assert not stands_apart("Republic of Ireland", "Ireland", listed)
    assert not stands_apart("Imran", "Imran Khan", listed)


def test_each_form_of_a_people_is_of_one_country_within_a_language() -> None:
    of: dict[tuple[str, str], set[str]] = {}
    for row in read_tsv(PEOPLES):
        for noun in row["words"].split("|"):
            of.setdefault((row["lang"], noun), set()).add(row["place"])
            assert declined(noun.casefold(), row["lang"])[0] == noun.casefold()
    assert [key for key, places in of.items() if len(places) > 1] == []
