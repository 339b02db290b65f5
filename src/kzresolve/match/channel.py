"""How well a script's own way to spell names explains a word: learned costs of its signs standing for Latin letters.

Tables: tables/channel/<script>.tsv, made by benchmarks/learn_channel.py.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import inf

from kzresolve.match.spelling import LONGEST, NO_FIT, Channel, Fit, channel
from kzresolve.match.words import KEPT, Word
from kzresolve.names.phonetic import respelled
from kzresolve.text.fallback import latin_of_char
from kzresolve.text.scripts import script_of

ROUGH = frozenset({"Arabic", "Hebrew", "Katakana", "Hangul", "Han"})
_EXACT = ("Cyrillic", "Latin")
_FEW = 2  # readings of a word of a third script that are tried
_NONE: frozenset[str] = frozenset()
_ARTICLE, _LEAST_WITH = "ال", 4  # the Arabic article, and the letters of a word that has more
_ONE_LETTER = str.maketrans("یىکہھأإٱےۀ", "ييكههااايه")  # Persian and Urdu forms, and alif with and without hamza


def fit(a: Word, b: Word, *, worth: bool = True, least: float = -inf) -> Fit | None:
    """How well one of two words spells the other; None unless just one is in a rough script that has a channel, or one
    in Cyrillic and one in Latin letters.

    worth: false where little speaks for the pair; it is then looked at only if their beginnings go together.
    least: the likeness below which the figures do not matter; they may be given as 0 then.
    """
    sides = _sides(a, b)
    if sides is None:
        return None
    table, signs, spellings = sides
    if not worth and table.first.get(signs[:1], _NONE).isdisjoint([one[:1] for one in spellings]):
        return NO_FIT
    return max([table.fit(*way, least) for way in _ways(spellings, signs)])


def _ways(spellings: tuple[str, ...], signs: str) -> list[tuple[str, str]]:
    """Latin letters and signs that may belong together, the signs also without the Arabic article, which other
    languages often leave out (الجميل, Gemayel).
    """
    ways = [(one, signs) for one in spellings]
    if signs.startswith(_ARTICLE) and len(signs) > _LEAST_WITH:
        ways += [(one, signs[len(_ARTICLE) :]) for one in spellings]
    return ways


def spelled_out(a: Word, b: Word) -> str:
    """Which signs of one stand for which letters of the other: "м-m о-u х-h". Empty where `fit` gives None."""
    sides = _sides(a, b)
    if sides is None:
        return ""
    table, signs, spellings = sides
    ways = _ways(spellings, signs)
    best = ways[0] if len(ways) == 1 else max(ways, key=lambda way: (table.fit(*way), way))
    pairs = table.groups_of(*best)
    return " ".join([f"{unicodedata.normalize('NFC', sign) or '∅'}-{letters or '∅'}" for sign, letters in pairs])


def _sides(a: Word, b: Word) -> tuple[Channel, str, tuple[str, ...]] | None:
    """The channel, the signs of the word in its script, and the other word in Latin letters."""
    if (b.rough and b.script in ROUGH) or a.script == "Latin":
        a, b = b, a
    told = a.rough and a.script in ROUGH and b.script not in ROUGH and b.script != "Japanese"
    if not told and (a.script, b.script) != _EXACT:
        return None
    signs = _signs(a)
    return None if signs is None else (channel(a.script), signs, _spellings(b, a.script))


def decoded(text: str) -> str:
    """A word of a rough alphabet or syllabary in the likeliest Latin letters; "" for any other word."""
    script = script_of(text)
    if script not in ROUGH or script == "Han" or len(text) > LONGEST:
        return ""
    return channel(script).decoded(signs_of(text, script))


@lru_cache(maxsize=KEPT)
def _signs(word: Word) -> str | None:
    """The signs of a word, None where its script's table lacks one: another language's letters, Kazakh or Uighur."""
    signs = signs_of(word.text, word.script)
    return signs if channel(word.script).signs.keys() >= set(signs) else None


@lru_cache(maxsize=KEPT)
def _spellings(word: Word, script: str) -> tuple[str, ...]:
    """A word in Latin letters, as the table of `script` has them."""
    spellings = (word.text,) if word.script == "Latin" else tuple(map(respelled, word.sounds[:_FEW]))
    return tuple([letters_of(spelling, channel(script).kept) for spelling in spellings])


def letters_of(text: str, kept: frozenset[str]) -> str:
    """The Latin letters of a word, with the marks only of those in `kept`."""
    if text.isascii() and text.isalpha():  # the usual case
        return text.lower()
    found = []
    for char in unicodedata.normalize("NFC", text.casefold()):
        if char in kept:
            found.append(char)
        elif char.isalpha():
            found.append(char if char.isascii() else "".join(filter(str.isalpha, latin_of_char(char).lower())))
    return "".join(found)


def signs_of(text: str, script: str) -> str:
    """The signs of a word of a script as its table has them: Hangul in letters, Arabic letters in their basic form."""
    if script == "Hangul":
        text = unicodedata.normalize("NFD", text)
    elif script == "Arabic":
        text = unicodedata.normalize("NFKC", text).translate(_ONE_LETTER)
    elif script == "Hebrew":
        text = text.replace("׳", "'").replace("’", "'")
    return "".join([char for char in text.casefold() if char.isalpha() or char in "'ー"])
