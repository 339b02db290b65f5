"""Which script a text is written in, from the Unicode names of its letters.
Digits, spaces, punctuation and combining marks belong to no script.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# "CYRILLIC SMALL LETTER A", "HANGUL SYLLABLE GA", "CJK UNIFIED IDEOGRAPH-4E00", "OLD TURKIC LETTER ORKHON A".
KINDS_OF_LETTER = (
    "SMALL CAPITAL LETTER SYLLABLE SYLLABICS VOWEL CONSONANT UNIFIED COMPATIBILITY IDEOGRAPH SIGN CHARACTER "
    "LIGATURE DIGRAPH COMBINING CHOSEONG JUNGSEONG JONGSEONG INDEPENDENT SUBJOINED ITERATION RADICAL NUMBER"
)
KIND_OF_LETTER = re.compile(rf"[ -](?:{KINDS_OF_LETTER.replace(' ', '|')})\b.*")
WIDTH = re.compile(r"^(?:FULLWIDTH|HALFWIDTH|MATHEMATICAL \S+(?: \S+)*?(?= SMALL| CAPITAL)) ")
NO_SCRIPT = {"MODIFIER", "FEMININE ORDINAL INDICATOR", "MASCULINE ORDINAL INDICATOR", "MICRO", "MATHEMATICAL"}
JAPANESE = {"Han", "Hiragana", "Katakana"}


@lru_cache(maxsize=8192)
def script_of_char(char: str) -> str:
    """The script of one character ("Latin", "Cyrillic", "Han"), "" where it has none or is no letter."""
    if char.isascii():
        return "Latin" if char.isalpha() else ""
    if not char.isalpha():
        return ""
    name = WIDTH.sub("", unicodedata.name(char, ""))
    if name.startswith("CJK"):
        return "Han"
    script = KIND_OF_LETTER.sub("", name)
    if script in NO_SCRIPT or script.split(" ")[0] in NO_SCRIPT:
        return ""
    return script.title()


def scripts_of(text: str) -> tuple[str, ...]:
    """The scripts of the letters of `text`, each once, in the order they appear."""
    if text.isascii():
        return ("Latin",) if any(map(str.isalpha, text)) else ()
    return tuple(script for script in dict.fromkeys(map(script_of_char, text)) if script)


def script_of(text: str) -> str:
    """The one script of `text`: "Latin", "Cyrillic", "Arabic", "Han", "Hiragana" and so on.

    "Japanese" where Han and kana, or both kana, stand together; "Mixed" for other mixtures; "" without
    letters.
    """
    scripts = scripts_of(text)
    if not scripts:
        return ""
    if len(scripts) == 1:
        return scripts[0]
    return "Japanese" if JAPANESE.issuperset(scripts) else "Mixed"
