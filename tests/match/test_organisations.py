"""Organisations: bodies that every country has one of."""

from __future__ import annotations

import pytest

import kzresolve as kz

BODIES = (
    ("Ministry of Justice", "Ministry of Justice of Kazakhstan"),
    ("Министерство юстиции", "Министерство юстиции Республики Казахстан"),
    ("Constitutional Court", "Constitutional Court of Ukraine"),
)


@pytest.mark.parametrize(("short", "full"), BODIES)
def test_without_its_country_a_body_may_be_any_countrys(short: str, full: str) -> None:
    found = kz.compare(short, full, kind="ORG")
    assert found.verdict == "unsure"
    assert "country" in str(found)


def test_a_country_told_otherwise_is_no_country_lacking() -> None:
    assert kz.compare("Kazakh Ministry of Justice", "Ministry of Justice of Kazakhstan", kind="ORG").verdict == "same"
    assert kz.compare("Ministry of Justice of Kazakhstan", "Ministry of Justice of Ukraine", kind="ORG").score < 0.2


def test_ministries_of_two_countries_are_not_joined_by_one_of_none() -> None:
    states = ["Kazakhstan", "Ukraine", "Russia"]
    names = ["Ministry of Justice", *[f"Ministry of Justice of {state}" for state in states]]
    assert {group.members for group in kz.group(names, kind="ORG")} == {(0,), (1,), (2,), (3,)}
