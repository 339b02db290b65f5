"""The way back: text that a named system wrote, in its original alphabet again. Exact where the system keeps all
letters apart, otherwise by the likeliest letter, which a table's [back] rows may tell from the letters beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from kzresolve.errors import InputError
from kzresolve.text.normalise import WORD, normalise
from kzresolve.text.rewrite import Rules, grapheme_of
from kzresolve.text.syllables import SIGN, outputs_of
from kzresolve.text.systems import Table, find, load, orthographies
from kzresolve.text.writing import cased


def restore(text: str, system: str, lang: str) -> str:
    """`text`, written by `system` (an id of `systems()`), in the alphabet of `lang` (ISO 639) again.

    Exact for systems whose `reversible` is true; for others the likeliest letter is taken, and what the system drops
    stays lost. Raises UnknownError for an unknown system, InputError where the system is none for `lang` or writes
    only how letters sound, and for lone surrogates.

    >>> restore("Nūrsūltan Nazarbaev", "kk-latn-2021", "kk")
    'Нұрсұлтан Назарбаев'
    """
    text, _ = normalise(text)
    find(system, "", "")  # an unknown system is an error whatever the language
    for script in sorted({table.system.source_script for table in orthographies()}, key="Cyrillic".__ne__):
        table = find(system, lang, script)
        if table is not None and (table.system.langs or table.system.reversible):
            return unwrite(text, table)
    raise InputError(f"system {system!r} has no way back to language {lang!r}")


def unwrite(text: str, table: Table) -> str:
    """`text` back through one table."""
    capitals = table.settings.get("capitals", {})
    prefix = table.settings.get("prefix")
    if prefix is None:
        return cased(text, inverse(table.path), capitals)
    return WORD.sub(lambda found: cased(with_harmony(found[0], table, prefix), inverse(table.path), capitals), text)


@cache
def inverse(path: str) -> Rules:
    """The rules of an orthography from right to left; the first row that writes a spelling gives its letter, unless
    the table's rows for the way back say otherwise.
    """
    table = load(path)
    rows: dict[str, tuple[str, ...]] = {}
    for key, outputs in table.rows.items():
        spelling, _ = normalise(outputs[0])  # as the text is when it is read
        if spelling and key not in table.settings.get("signs", {}) and not key.endswith(f"<{SIGN}>"):
            rows.setdefault(spelling, (grapheme_of(key),))
    rows |= syllables_of(table.settings)
    for spelling in list(rows):
        rows.setdefault(spelling.upper().lower(), rows[spelling])  # the capital of ǰ is two characters
    rows |= {key: outputs_of(value) for key, value in table.settings.get("back", {}).items()}
    return Rules(f"{table.system.id} inverted", rows, table.classes)


def syllables_of(settings: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The rows that go back to a consonant with each of its signs; none for alphabets."""
    return {
        normalise(outputs_of(sound)[0] + outputs_of(vowel)[0])[0]: (consonant + sign,)
        for consonant, sound in settings.get("consonants", {}).items()
        for sign, vowel in settings.get("signs", {}).items()
    }


def with_harmony(word: str, table: Table, prefix: Mapping[str, Any]) -> str:
    """A Kazakh Arabic word with its front vowels in Cyrillic already: the sign before it, or letters that go with front
    vowels, tell them from the back ones. ә and ө stand in first syllables; later а and о are of loans and compounds.
    """
    word = word.replace("ء", prefix["sign"])  # as real text has it
    bare = word.removeprefix(prefix["sign"])
    if bare == word and (re.search(prefix["front_word"], word) is None or re.search(prefix["back_word"], word)):
        return word
    front = {table.rows[letter][0]: letter for letter in prefix["front"]}
    vowels = {table.rows[letter][0] for letter in prefix["vowels"]}
    written = []
    first = True
    for letter in bare:
        vowel = front.get(letter, "")
        written.append(vowel if vowel and (first or vowel in prefix["anywhere"]) else letter)
        first = first and letter not in vowels
    return "".join(written)
