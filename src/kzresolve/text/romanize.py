"""Writing a text by the rules of a named system, and back where the system allows it.
The tables are in tables/orthographies/; what no table covers goes through text/fallback.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kzresolve.errors import InputError
from kzresolve.text.fallback import latin_of_char
from kzresolve.text.normalise import WORD, normalise
from kzresolve.text.rewrite import Rules, grapheme_of
from kzresolve.text.scripts import script_of_char, scripts_of
from kzresolve.text.syllables import preparation
from kzresolve.text.systems import Table, bridge_for, default_for, find, languages_of, load, orthographies


def romanize(text: str, system: str = "bgn-pcgn", lang: str | None = None) -> str:
    """`text` as `system` writes it; `lang` (ISO 639) is guessed from the letters when None.

    Text already in the system's target script is kept. Letters the system has no table for are written by
    their script's default system, or unidecode's. Raises UnknownError for an unknown system, InputError for
    lone surrogates.

    >>> romanize("Қасым-Жомарт Тоқаев")
    'Qasym-Zhomart Toqaev'
    """
    text, _ = normalise(text)
    find(system, "", "")  # an unknown system is an error whatever the text
    target = "Latin"
    for script in scripts_of(text):
        guessed = languages_of(text, script)
        spoken = lang if lang is not None and (lang in guessed or not guessed) else (*guessed, "")[0]
        if lang is not None and find(system, lang, script):
            spoken = lang
        for table in chain(system, spoken, script):
            text = write(text, table)
            target = table.system.target_script
    if target != "Latin":
        return text
    return "".join([c if script_of_char(c) in {"Latin", ""} else latin_of_char(c) for c in text])


def restore(text: str, system: str, lang: str) -> str:
    """`text`, written by `system`, in the original alphabet again.

    Exact for systems whose `reversible` is true; for others the likeliest letter is taken. Raises
    UnknownError for an unknown system, InputError where the system is not one for `lang`.
    """
    text, _ = normalise(text)
    find(system, "", "")
    for script in sorted({table.system.source_script for table in orthographies()}, key="Cyrillic".__ne__):
        table = find(system, lang, script)
        if table is not None:
            return cased(text, inverse(table.path), table.settings.get("capitals", {}))
    raise InputError(f"system {system!r} has no table for language {lang!r}")


def chain(system: str, lang: str, script: str) -> tuple[Table, ...]:
    """The tables to apply in turn so that text in `lang` comes out in `system`; empty where none is for
    `script`.
    """
    table = find(system, lang, script)
    if table is not None:
        return (table,)
    bridge = bridge_for(lang)
    if bridge is not None and bridge.system.source_script == script:
        onward = find(system, bridge.settings["bridge"], script)
        if onward is not None:
            return bridge, onward
    default = default_for(lang, script)
    return (default,) if default is not None else ()


def write(text: str, table: Table) -> str:
    """`text` through one table; letters the table lacks are kept."""
    rules = compiled(table.path)
    prepare = preparation(table.settings)
    if prepare is not None:
        text = prepare(text)
    capitals = table.settings.get("capitals", {})
    prefix = table.settings.get("prefix")
    if prefix is None:
        return cased(text, rules, capitals)

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


@cache
def inverse(path: str) -> Rules:
    """The rules of an orthography from right to left; the first row that writes a spelling gives its
    letter.
    """
    table = load(path)
    rows: dict[str, tuple[str, ...]] = {}
    for key, outputs in table.rows.items():
        spelling, _ = normalise(outputs[0])  # as the text is when it is read
        if spelling:
            rows.setdefault(spelling, (grapheme_of(key),))
    return Rules(f"{table.system.id} inverted", rows)


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
