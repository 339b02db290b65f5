"""The learned spelling of names in scripts that tell sounds only roughly. Names: heads of state and government."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kzresolve as kz
from kzresolve.match.channel import ROUGH, decoded, fit, letters_of, signs_of, spelled_out
from kzresolve.match.likeness import likeness
from kzresolve.match.spelling import channel
from kzresolve.match.vocabulary import shape_of
from kzresolve.match.words import word

# One word in a rough script, who is meant, and a name that its bare consonants or syllables would also allow.
SPELLED = [
    ("ميركل", "Merkel", "Markelo"),
    ("چرچیل", "Churchill", "Gorgol"),
    ("בוריס", "Boris", "Paris"),
    ("チャーチル", "Churchill", "Chatar"),
    ("ジョージ", "George", "Jojji"),
    ("케네디", "Kennedy", "Ganata"),
    ("丘吉尔", "Churchill", "Schiller"),
    ("克林顿", "Clinton", "Kalandan"),
    ("Черчилль", "Churchill", "Chochel"),
    ("Джордж", "George", "Jordan"),
]


@pytest.mark.parametrize(("written", "meant", "other"), SPELLED)
def test_the_name_meant_fits_better_than_one_that_merely_sounds_alike(written: str, meant: str, other: str) -> None:
    right, wrong = fit(word(written), word(meant)), fit(word(written), word(other))
    assert right is not None
    assert wrong is not None
    assert right.odds > max(0.0, wrong.odds)
    assert likeness(word(written), word(meant)).level >= 0.6


def test_two_rough_scripts_or_one_script_have_no_channel() -> None:
    assert fit(word("ميركل"), word("メルケル")) is None
    assert fit(word("ميركل"), word("محمد")) is None
    assert fit(word("Merkel"), word("Merkel")) is None


def test_letters_of_another_language_have_no_channel() -> None:
    assert fit(word("توقايەۆ"), word("Tokayev")) is None  # Kazakh in Arabic letters, which are exact


def test_another_alphabet_is_spelled_from_its_reading() -> None:
    told = fit(word("ميركل"), word("Меркель"))
    assert told is not None
    assert told.likeness > 0.5


@pytest.mark.parametrize(("written", "meant"), [(written, meant) for written, meant, _ in SPELLED])
def test_spelled_out_uses_every_sign_and_letter_once(written: str, meant: str) -> None:
    script = word(written).script
    table = channel(script)
    signs, letters = signs_of(written, script), letters_of(meant, table.kept)
    groups = table.groups_of(letters, signs)
    assert "".join(sign for sign, _ in groups) == signs
    assert "".join(letter for _, letter in groups) == letters


def test_evidence_says_which_sign_stands_for_what() -> None:
    match = kz.compare("丘吉尔", "Winston Churchill")
    assert "spelled 丘-chu 吉-r" in str(match) or "丘-chu" in spelled_out(word("丘吉尔"), word("Churchill"))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(ROUGH | {"Cyrillic"})), st.data())
def test_a_fit_is_symmetric_and_in_range(script: str, data: st.DataObject) -> None:
    signs = data.draw(st.text(alphabet=sorted(channel(script).signs), min_size=1, max_size=12))
    latin = data.draw(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéö", min_size=1, max_size=12))
    told = fit(word(signs), word(latin))
    assert told == fit(word(latin), word(signs))
    assert told is None or 0.0 <= told.likeness <= 1.0


def test_a_very_long_word_costs_nothing() -> None:
    told = fit(word("م" * 3000), word("m" * 3000))
    assert told is not None
    assert told.likeness == 0.0


@pytest.mark.parametrize(
    ("written", "letters"),
    [("ケネディ", "kenedi"), ("케네디", "kenedi"), ("چرچیل", "charchil")],
)
def test_signs_are_decoded_into_the_likeliest_letters(written: str, letters: str) -> None:
    assert decoded(written) == letters


def test_only_rough_alphabets_and_syllabaries_are_decoded() -> None:
    assert decoded("Merkel") == decoded("Меркель") == decoded("توقايەۆ") == decoded("م" * 100) == ""


def test_a_name_is_filed_where_its_latin_spelling_is() -> None:
    assert set(shape_of("ミュラー").bones) & set(shape_of("Müller").bones)


def test_the_arabic_article_may_be_left_out() -> None:
    with_it, without = fit(word("الجميل"), word("Gemayel")), fit(word("جميل"), word("Gemayel"))
    assert with_it == without


@pytest.mark.parametrize(("initial", "name"), [("G. Bush", "Джордж Буш"), ("C. de Gaulle", "Шарль де Голль")])
def test_an_initial_fits_any_sound_its_letter_may_begin_a_name_with(initial: str, name: str) -> None:
    assert "initial" in {reason.kind for reason in kz.compare(initial, name).evidence}


def test_a_name_cut_short_is_said_to_be_so() -> None:
    match = kz.compare("Cleve Benedict", "Cleveland Benedict")
    assert {reason.kind for reason in match.evidence} & {"short", "cognate"}
    assert "short" in {reason.kind for reason in kz.compare("Thoko Didiza", "Thokozile Didiza").evidence}


def test_no_initial_stands_for_a_pet_name() -> None:
    assert "initial" not in {reason.kind for reason in kz.compare("С. Пушкин", "Александр Пушкин").evidence}
    assert "cognate" in {reason.kind for reason in kz.compare("Саша Пушкин", "Александр Пушкин").evidence}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(ROUGH | {"Cyrillic"})), st.floats(0.0, 1.0), st.data())
def test_giving_a_stranger_up_changes_no_likeness_that_matters(script: str, least: float, data: st.DataObject) -> None:
    table = channel(script)
    signs = data.draw(st.text(alphabet=sorted(table.signs), min_size=1, max_size=6))
    meant = data.draw(st.just(table.decoded(signs)) | st.text(alphabet="abeiklmnors", min_size=1, max_size=6))
    told, exact = table.fit(meant, signs, least), table.fit(meant, signs)
    assert told == exact if exact.odds > 0 and exact.likeness >= least else told.likeness <= least


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(ROUGH | {"Cyrillic"})), st.data())
def test_the_cheapest_groups_cost_no_more_than_any_other(script: str, data: st.DataObject) -> None:
    table = channel(script)
    signs = data.draw(st.text(alphabet=sorted(table.signs), min_size=1, max_size=4))
    latin = data.draw(st.text(alphabet="abeiklmnors", min_size=1, max_size=5))

    @cache
    def least(j: int, i: int) -> float:
        """Of the signs and letters from these places on, every first group tried."""
        if j == len(signs) and i == len(latin):
            return 0.0
        ways = [(j + b, i + a) for b in range(table.most_signs + 1) for a in range(table.most_letters + 1) if a + b]
        return min(
            table.nats(signs[j:there], latin[i:end]) + least(there, end)
            for there, end in ways
            if there <= len(signs) and end <= len(latin)
        )

    groups = table.groups_of(latin, signs)
    assert sum(table.nats(*group) for group in groups) == pytest.approx(least(0, 0))
    assert table.apart(latin, signs) - table.fit(latin, signs).odds == pytest.approx(least(0, 0))
