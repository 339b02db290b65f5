"""Hostile and odd names: every block of Unicode, nothing but marks, invisible characters, ten thousand letters."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from owed import OWED, check, resolver

import kzresolve as kz
from kzresolve.match import align, likeness
from kzresolve.names.phonetic import encode

CHEAP = ("parse", "readings", "romanize", "codes")
EVERY = tuple(OWED)

# Names as people write them, and what clerks, editors and machines leave between and inside them.
REAL = [
    "Касым-Жомарт", "Токаев", "Тоқаев", "Tokayev", "Toqaev", "Назарбаева", "Nursultan", "Кемелұлы", "Кемелевич", "K.",
    "Cерік", "تۇرسىن", "قاسم", "习近平", "김정은", "モディ", "नरेन्द्र", "ทักษิณ", "Μητσοτάκης", "Փաշինյան", "ТОО",
    "JSC", "bin", "uulu", "оглы", "Ministry", "of", "East", "Mr", "Jr", "ТОКАЕВ", "O'Neil", "d’Estaing", "ﬁ",
    "ǅugašvili", "İsmayılov",
]  # fmt: skip
BETWEEN = [" ", "-", ", ", ". ", "", "\u200b", "\u202e", "\u00a0", "\n", "·", "/", " (", ") ", "'", "\u0301", "\u2011"]
HIDDEN = ["\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\u2069", "\ufeff", "\u00ad", "\u0640", "\ufe0f", "\x00"]
MARKS = ["\u0301", "\u0308", "\u0327", "\u093f", "\u0e34", "\u05b8", "\u064b", "\u20dd", "\u3099", "\U000e0100"]
KIND = st.sampled_from([None, "PER", "ORG", "LOC"])

ANY = st.text(st.characters(), max_size=25)  # lone surrogates and unassigned code points too
WRITTEN = st.lists(st.sampled_from(REAL + BETWEEN), min_size=1, max_size=9).map("".join)
HIDING = st.lists(st.sampled_from(REAL[:8] + HIDDEN), min_size=1, max_size=9).map("".join)
MARKED = st.text(st.sampled_from([*MARKS, "a", "ж", "क", " "]), min_size=1, max_size=50)
MIXED = st.text(st.sampled_from("аaесcороiіj习ب김ガखก ڤωՖა-."), min_size=1, max_size=20)
HOSTILE = st.one_of(ANY, WRITTEN, HIDING, MARKED, MIXED)


@cache
def blocks() -> tuple[str, ...]:
    """A few characters that follow each other, from every block and script of Unicode there is."""
    found: dict[tuple[str, int], str] = {}
    for start in range(0, sys.maxunicode + 1, 16):
        row = "".join(c for c in map(chr, range(start, start + 16)) if unicodedata.category(c) not in {"Cn", "Cs"})
        if row:
            found.setdefault((unicodedata.name(row[0], "").split(" ")[0], start >> 8), row)
    return tuple(found.values())


def test_every_block_of_unicode() -> None:
    assert len(blocks()) > 1000
    for row in blocks():
        check(f"{row[:4]} Токаев", CHEAP)


def test_every_block_of_unicode_and_every_verb() -> None:
    for row in blocks()[::16]:
        check(f"{row[0]}а{row[-1]} {row[:3]}")


@given(HOSTILE)
@settings(max_examples=120, deadline=None)
def test_any_name(text: str) -> None:
    check(text)


@given(WRITTEN, st.integers(100, 10_000))
@settings(max_examples=10, deadline=None)
def test_ten_thousand_characters(piece: str, length: int) -> None:
    check((piece * length)[:length])


@given(HOSTILE, HOSTILE, KIND)
@settings(max_examples=150, deadline=None)
def test_two_hostile_names_of_a_kind(a: str, b: str, kind: str | None) -> None:
    """Symmetric; never surer of two names than of one with itself; alike names never less so than different ones."""
    try:
        here, there, own = kz.compare(a, b, kind), kz.compare(b, a, kind), kz.compare(a, a, kind)
    except kz.KzresolveError:
        return
    assert here.score == there.score
    if kind is not None:  # else one name may make the other an organisation
        assert here.score <= own.score + 1e-12


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "Токаев \ud83d"])
@pytest.mark.parametrize("verb", [kz.parse, kz.readings, kz.variants, kz.romanize, resolver().resolve, encode])
def test_lone_surrogates_are_refused(verb: Callable[[str], object], text: str) -> None:
    with pytest.raises(kz.InputError, match="surrogate"):
        verb(text)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u202e\u202c", "\u0301\u0308", "-", ".", "(", "\x00", "\ufeff"])
def test_nothing_to_read_is_no_name(text: str) -> None:
    check(text)
    assert kz.readings(text) == ()
    assert kz.compare(text, "Kassym-Jomart Tokayev").verdict == "different"
    assert resolver().annotate({"a": text}).mentions == ()


@pytest.mark.parametrize(
    "hidden",
    ["То\u200bкаев", "\u202eТокаев\u202c", "Токаев\ufeff", "То\u00adкаев", "Tокаев", "Токaeв", "Тока\u0435\u200dв"],
)
def test_what_shows_nothing_or_looks_alike_makes_no_difference(hidden: str) -> None:
    """Zero-width and bidirectional characters go, Latin letters in a Cyrillic word are mended; both are reported."""
    assert kz.compare(hidden, "Токаев").score == kz.compare("Токаев", "Токаев").score
    steps = {step.rule for step in kz.readings(hidden)[0].steps}
    assert steps & {"invisible characters", "lookalike letters"}


# -- linear: work is counted, not timed --------------------------------------------------------------------------

SHORT, TIMES = 500, 4
PATTERNS = [
    "a", "Токаев", "Токаев ", "Касым-", "A.", "a\u0301", "\u200ba", "习近平", "김", "قاسم ", "aжب习", "ТОО ", "a, ",
    "(", "क्",
]  # fmt: skip


class Work:
    """Calls made by Python, those of built-in functions included, and the cells of the tables of edit distances."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done = 0
        for module, name in ((likeness, "_alike"), (align, "similarity")):
            monkeypatch.setattr(module, name, partial(self.measured, getattr(module, name)))

    def measured(self, alike: Callable[[str, str], float], one: str, two: str) -> float:
        self.done += len(one) * len(two) // 64  # rapidfuzz fills 64 cells at once
        return alike(one, two)

    def of(self, run: Callable[[], object]) -> int:
        self.done = 0

        def count(*_: object) -> None:
            self.done += 1

        sys.setprofile(count)
        try:
            run()
        finally:
            sys.setprofile(None)
        return self.done


@pytest.mark.parametrize("pattern", PATTERNS, ids=ascii)
def test_work_grows_with_the_length_of_a_name_not_with_its_square(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(monkeypatch)
    short, long = ((pattern * length)[:length] for length in (SHORT, SHORT * TIMES))
    empty = kz.Resolver(kz.Registry())
    verbs: dict[str, Callable[[str], object]] = {
        "parse": kz.parse,
        "readings": kz.readings,
        "variants": lambda text: kz.variants(text, limit=5),
        "romanize": kz.romanize,
        "compare": lambda text: kz.compare(text, f"{text[1:]}Токаев"),
        "encode": encode,
        "resolve": empty.resolve,
        "annotate": lambda text: empty.annotate({"a": text}),
    }
    for name, verb in verbs.items():
        verb(short)  # tables are read and rules compiled before work is counted
        less, more = work.of(partial(verb, short[1:])), work.of(partial(verb, long))
        assert more <= TIMES * 1.5 * less + 5000, (
            f"{name}: {less} for {SHORT} characters, {more} for {TIMES} times that"
        )
