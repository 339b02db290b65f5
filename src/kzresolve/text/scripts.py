"""Which script a text is written in, from the Unicode names of its letters.
Digits, spaces, punctuation and combining marks belong to no script.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

# Letters that several scripts share, or none: the first words of their names.
NO_SCRIPT = {"MODIFIER", "FEMININE", "MASCULINE", "CARON", "KATAKANA-HIRAGANA", "TURNED", "EULER", "MICRO"}
JAPANESE = {"Han", "Hiragana", "Katakana"}


@lru_cache(maxsize=8192)
def script_of_char(char: str) -> str:
    """The script of one character ("Latin", "Cyrillic", "Han"), "" where it has none or is no letter."""
    if char.isascii():
        return "Latin" if char.isalpha() else ""
    if not char.isalpha():
        return ""
    # A fullwidth or mathematical letter is named after its use, its ordinary form after its script.
    first = unicodedata.name(unicodedata.normalize("NFKC", char)[0], "").split(" ")[0]
    if first in {"CJK", "IDEOGRAPHIC"}:
        return "Han"
    return "" if first in NO_SCRIPT else first.title()


@cache
def cyrillic() -> frozenset[str]:
    """The letters of the blocks Cyrillic and Cyrillic Supplement, by which most words beyond ASCII are told at once."""
    return frozenset([char for char in map(chr, range(0x400, 0x530)) if script_of_char(char) == "Cyrillic"])


def scripts_of(text: str) -> tuple[str, ...]:
    """The scripts of the letters of `text`, each once, in the order they appear."""
    if text.isascii():
        return ("Latin",) if text.isalpha() or any(map(str.isalpha, text)) else ()
    if cyrillic().issuperset(text):
        return ("Cyrillic",)
    return tuple(script for script in dict.fromkeys(map(script_of_char, text)) if script)


def script_of(text: str) -> str:
    """The one script of `text`: "Latin", "Cyrillic", "Arabic", "Han", "Hiragana" and so on.

    "Japanese" where Han and kana, or both kana, stand together; "Mixed" for other mixtures; "" without
    letters.
    """
    if text.isascii():
        return "Latin" if text.isalpha() or any(map(str.isalpha, text)) else ""
    if cyrillic().issuperset(text):
        return "Cyrillic"
    scripts = scripts_of(text)
    if not scripts:
        return ""
    if len(scripts) == 1:
        return scripts[0]
    return "Japanese" if JAPANESE.issuperset(scripts) else "Mixed"
