"""What a single word of a name shows at a glance, kept, so that most names, which are two plain words, need no closer
look.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kzresolve.names.han import has_han
from kzresolve.names.lexicon import family_endings, folded, listed_words, patronymics
from kzresolve.text.readings import heard

RUN_ON = re.compile(r"(?<=[a-zа-яёәіңғүұқөһ]{2})(?=[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][a-zа-яёәіңғүұқөһ]{4})")  # a capital inside a word
_LONGEST = 64  # letters of a plain word
_JOINTS = str.maketrans("", "", "-'’")  # what a plain word may have between letters

# What a word shows, as bits of a number.
PLAIN = 1  # two letters or more and nothing else but what joins them, and in no list of words that are no names
LOUD = 2  # in capitals
PATRONYMIC = 4  # a reading of it ends like one
FAMILY = 8  # its likeliest reading ends like a family name


@lru_cache(maxsize=1 << 16)
def look(word: str) -> int:
    """What a word shows."""
    sounds = heard(word)
    shown = PLAIN if _is_plain(word) else 0
    if word.isupper():
        shown |= LOUD
    if any(map(patronymics().solid.of, sounds)):
        shown |= PATRONYMIC
    if family_endings().of(next(iter(sounds), "")):
        shown |= FAMILY
    return shown


def two_plain(name: str) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The role and text of each word of a person's name of two plain words; None for any other name."""
    one, gap, two = name.partition(" ")
    if not gap or not _is_of_letters(one) or not _is_of_letters(two):
        return None
    first, second = look(one), look(two)
    if not first & second & PLAIN or second & PATRONYMIC:
        return None
    # A word in capitals is the family name where the other is not; else one that looks like it.
    telling = LOUD if (first ^ second) & LOUD else FAMILY
    if first & telling and not second & telling:
        return ("family", one), ("given", two)
    return ("given", one), ("family", two)


def _is_plain(word: str) -> bool:
    if not 1 < len(word) <= _LONGEST or folded(word) in listed_words():
        return False
    if not _is_of_letters(word) or not word[0].isalpha() or not word[-1].isalpha():
        return False
    return (word.istitle() or not RUN_ON.search(word)) and not has_han(word)


def _is_of_letters(word: str) -> bool:
    return word.isalpha() or word.translate(_JOINTS).isalpha()
