"""Normalisation: what is mended, what is refused, and the laws of steps."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kzresolve.errors import InputError
from kzresolve.text.normalise import RULES, normalise, replay, settled_cyrillic

ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
# Letters and signs that the rules are about, so that they meet each other often.
HARD = st.text(
    alphabet="aeiocpxyаеіосрхуӘәCН\u0301\u0308\u0316\u200b\u202e\u00ad\u0640'’ʼ`–-  \u00a0ﬁＡﻻ가각ᆨ",
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "normal", "rule"),
    [
        ("Cерік", "Серік", "lookalike letters"),
        ("Тоkаев", "Токаев", "lookalike letters"),
        ("Nursultаn", "Nursultan", "lookalike letters"),
        ("Nur\u200bsultan", "Nursultan", "invisible characters"),
        ("\u202bقاسم\u202c", "قاسم", "invisible characters"),
        ("محمـــد", "محمد", "invisible characters"),
        ("O’Brien", "O'Brien", "apostrophes"),
        ("Қасым‑Жомарт", "Қасым-Жомарт", "hyphens"),
        ("\u0418\u0306", "Й", "canonical composition"),
        ("Ｔｏｋａｙｅｖ", "Tokayev", "presentation forms"),
        (" Kassym\u00a0 Tokayev\n", "Kassym Tokayev", "spaces"),
    ],
)
def test_mended(text: str, normal: str, rule: str) -> None:
    got, steps = normalise(text)
    assert got == normal
    assert [step.rule for step in steps] == [rule]


def test_a_mixture_without_lookalikes_is_left_alone() -> None:
    assert normalise("Жohn")[0] == "Жohn"


@pytest.mark.parametrize("text", ["\ud800", "Tokayev\udc80"])
def test_lone_surrogates_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="lone surrogate"):
        normalise(text)


@given(ANY | HARD)
@example("AAЅ\u0301К")  # a mended letter that takes an accent and joins the next letter
@settings(max_examples=300)
def test_twice_is_once(text: str) -> None:
    once, _ = normalise(text)
    assert normalise(once) == (once, ())


@given(ANY | HARD)
@settings(max_examples=100)
def test_steps_replay(text: str) -> None:
    got, steps = normalise(text)
    assert replay(text, steps) == got
    for step in steps:
        assert step.before != step.after


@pytest.mark.parametrize("unit", ["a", "Ж", "\u0301\u0316", "\u202e", "Cе", "é ", "각"])
def test_time_is_linear(unit: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        normalise(unit * count)
        return time.process_time() - start

    seconds(1000)
    # Ten times the text: quadratic work would take a hundred times as long.
    assert min(seconds(50_000) for _ in range(3)) < 40 * max(min(seconds(5_000) for _ in range(3)), 1e-4)


def test_no_rule_changes_settled_letters() -> None:
    letters = "".join(sorted(settled_cyrillic()))
    assert set("абвгдеёжзийқңөүұһіїєў") <= settled_cyrillic()
    assert all(rule(letters) == letters for rule in RULES.values())
