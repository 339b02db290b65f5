"""The last resort for letters without a table: unidecode's rough Latin.
Nothing else in the project imports unidecode, whose licence is the GPL.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Readings unidecode gets wrong in names: these letters are Latin, or their letter is known and no "@".
CORRECTED = {"ә": "a", "Ә": "A", "ə": "a", "Ə": "A"}


@lru_cache(maxsize=8192)
def latin_of_char(char: str) -> str:
    """Latin letters for one character: the base letter of an accented one, unidecode's guess otherwise.

    Characters outside every script table, such as private use or unassigned ones, give "".
    """
    if char in CORRECTED:
        return CORRECTED[char]
    base = unicodedata.normalize("NFKD", char)[0]
    if base.isascii():
        return base
    if char.isalpha() or unicodedata.category(char) in {"Mc", "Mn", "Nl", "No", "So"}:
        from unidecode import unidecode  # loaded only where it is needed

        return unidecode(char, errors="ignore").strip(" @")
    return ""


def latin(text: str) -> str:
    """`text` in Latin letters; ASCII characters are kept, all others go through `latin_of_char`."""
    return "".join([char if char.isascii() else latin_of_char(char) for char in text])
