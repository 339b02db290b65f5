"""A text through the rows of one orthography, the case of each letter kept: what romanize.py and restore.py share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kzresolve.text.normalise import WORD
from kzresolve.text.rewrite import Rules
from kzresolve.text.syllables import preparation, with_vowels
from kzresolve.text.systems import Table, load

FOREIGN = re.compile(r"[^\x00-\u024f]+")  # words that are not Latin


def write(text: str, table: Table) -> str:
    """`text` through one table; letters the table lacks are kept."""
    rules = compiled(table.path)
    prepare = preparation(table.settings)
    if prepare is not None:
        text = prepare(text)
    capitals = table.settings.get("capitals", {})
    prefix = table.settings.get("prefix")
    if prefix is None:
        vowel = table.settings.get("supplied_vowel")
        if vowel is None:
            return cased(text, rules, capitals)
        return FOREIGN.sub(lambda found: with_vowels(cased(found[0], rules, capitals), vowel), text)

    def word(source: str) -> str:
        # Kazakh Arabic: a word with a letter of `front` and none of `unless` takes a sign in front.
        letters = set(source.lower())
        marked = letters & set(prefix["front"]) and not letters & set(prefix["unless"])
        return (prefix["sign"] if marked else "") + cased(source, rules, capitals)

    return WORD.sub(lambda found: word(found[0]), text)


@cache
def compiled(path: str) -> Rules:
    """The rules of an orthography."""
    table = load(path)
    return Rules(table.system.id, table.rows, table.classes)


def cased(text: str, rules: Rules, capitals: Mapping[str, str]) -> str:
    """`text` rewritten, each output in the case of what it replaces: Жа gives Zha, ЖА gives ZHA, Ж alone Zh.

    `capitals` are the capital letters that are not what Unicode says (i to İ), by small letter.
    """
    small = {capital: letter for letter, capital in capitals.items()}
    lowered = "".join([small.get(c) or (c.lower() if len(c.lower()) == 1 else c) for c in text])
    written: list[str] = []
    at = 0
    for start, rule in rules.scan(lowered):
        after = start + len(rule.grapheme)
        output = rule.outputs[0]
        caseless = text[start].lower() == text[start].upper()  # ʺ among capitals stands for a capital Ъ
        if output and (text[start].isupper() or (caseless and in_capitals(text, start, after))):
            first = capitals.get(output[0]) or output[0].upper()
            rest = output[1:]
            if in_capitals(text, start, after):
                rest = "".join([capitals.get(c) or c.upper() for c in rest])
            output = first + rest
        written += text[at:start], output
        at = after
    written.append(text[at:])
    return "".join(written)


def in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the letters of `text` from `start` to `end` stand in a word written in capitals."""
    if end - start > 1 and text[end - 1].isalpha():
        return text[end - 1].isupper()
    if end < len(text) and text[end].isalpha():
        return text[end].isupper()
    return start > 0 and text[start - 1].isupper()
