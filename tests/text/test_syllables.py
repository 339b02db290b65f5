"""Scripts that write syllables: which vowels are spoken, and where vowels stand that are written elsewhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.text.restore import restore
from kzresolve.text.romanize import romanize
from kzresolve.text.syllables import consonant_rows, preparation
from kzresolve.text.systems import Table, orthographies

PLAIN = {t.system.source_script: t for t in orthographies() if t.system.id == "plain"}


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("राम", "ram"),  # silent at the end
        ("राजकुमार", "rajkumar"),  # and between a vowel and a sounded consonant
        ("मनमोहन", "manmohan"),
        ("अमरनाथ", "amarnath"),  # counted from the end
        ("अरुणाचल", "arunachal"),
        ("कृष्ण", "krishna"),  # not after a cluster that ends in a nasal or liquid
        ("नरेंद्र", "narendra"),
        ("भट्ट", "bhatt"),
        ("गुप्त", "gupt"),
        ("व", "va"),  # nor where it is the only vowel
        ("दिल्ली मुंबई", "dilli mumbai"),
    ],
)
def test_the_inherent_vowel_of_hindi(written: str, spoken: str) -> None:
    assert romanize(written, "plain", "hi") == spoken


def test_bengali_keeps_the_vowel_within_a_word() -> None:
    assert romanize("মমতা", "plain", "bn") == "mamata"
    assert romanize("রহমান", "plain", "bn") == "rahaman"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("สมชาย", "somchai"),  # a closed syllable without a vowel sign
        ("ขนม", "khanom"),  # an open one before it
        ("ไทย", "thai"),  # a vowel written before its consonant
        ("เพลง", "phleng"),  # or before two
        ("ชินวัตร", "chinwat"),
        ("สมชาย สถาน", "somchai sathan"),
    ],
)
def test_the_vowels_of_thai(written: str, spoken: str) -> None:
    assert romanize(written, "plain", "th") == spoken


def test_a_consonant_sounds_with_its_vowel_unless_a_sign_follows() -> None:
    rows = consonant_rows({"inherent": ["a", "o"], "consonants": {"ক": ["k"]}, "signs": {"ি": "i", "্": ""}})
    assert rows == {"ক<sign>": ("k",), "ক": ("ka", "ko"), "ি": ("i",), "্": ("",)}


@pytest.mark.parametrize("table", PLAIN.values(), ids=list(PLAIN))
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_preparing_twice_or_by_words_is_the_same(table: Table, data: st.DataObject) -> None:
    prepare = preparation(table.settings)
    if prepare is None:
        return
    letters = st.text(alphabet=sorted({key for key in table.rows if len(key) == 1}), max_size=6)
    words = data.draw(st.lists(letters, min_size=1, max_size=3))
    assert prepare(" ".join(words)) == " ".join(map(prepare, words))


@pytest.mark.parametrize("table", PLAIN.values(), ids=list(PLAIN))
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_letters_of_a_table_come_out_in_latin(table: Table, data: st.DataObject) -> None:
    letters = sorted({key for key in table.rows if len(key) == 1})
    first = next(letter for letter in letters if letter.isalpha())
    word = first + data.draw(st.text(alphabet=letters, max_size=8))
    assert romanize(word, "plain").isascii() or table.system.source_script == "Arabic"


EXACT = [t for t in orthographies() if t.system.reversible and "consonants" in t.settings]


@pytest.mark.parametrize("table", EXACT, ids=[t.system.source_script for t in EXACT])
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_iso_15919_goes_back_from_every_word(table: Table, data: st.DataObject) -> None:
    killer = next(sign for sign, vowel in table.settings["signs"].items() if not vowel)
    signs = ["", *[sign for sign in table.settings["signs"] if sign != killer]]
    vowels = [key for key in table.settings["letters"] if len(key) == 1 and key.isalpha()]
    consonant = st.sampled_from([key for key in table.settings["consonants"] if killer not in key])
    group = st.lists(consonant, min_size=1, max_size=3).map(killer.join)
    syllable = st.one_of(st.sampled_from(vowels), st.tuples(group, st.sampled_from(signs)).map("".join))
    ending = st.one_of(st.just(""), group.map(lambda written: written + killer))  # a vowel does not follow a killer
    word = unicodedata.normalize(
        "NFC", "".join(data.draw(st.lists(syllable, min_size=1, max_size=4))) + data.draw(ending)
    )
    lang = table.system.langs[0]
    assert restore(romanize(word, "iso-15919", lang), "iso-15919", lang) == word


@pytest.mark.parametrize("table", EXACT, ids=[t.system.source_script for t in EXACT])
def test_iso_15919_against_icu(table: Table) -> None:
    # Known differences: ICU parts vowels with an apostrophe, the standard with a colon; it has other letters for the
    # vowels of English words (candra e and o), and in some scripts none for the rare vocalic l and long r.
    rare = {"ê", "ô", "r̥̄", "l̥", "l̥̄"}
    icu = pytest.importorskip("icu", reason="PyICU is built from source: pip install 'kzresolve[icu]'")
    oracle = icu.Transliterator.createInstance(f"{table.system.source_script}-Latin")
    ours, theirs = {}, {}
    for consonant in [key for key in table.settings["consonants"] if len(key) == 1]:
        if oracle.transliterate(consonant) == consonant:
            continue  # ఴ, which ICU does not know
        for sign in ["", *[key for key, vowel in table.settings["signs"].items() if vowel not in rare]]:
            ours[consonant + sign] = romanize(consonant + sign, "iso-15919", table.system.langs[0])
            theirs[consonant + sign] = unicodedata.normalize("NFC", oracle.transliterate(consonant + sign))
    assert ours == theirs
