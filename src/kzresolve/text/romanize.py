"""Writing a text by the rules of a named system; restore.py is the way back.
The tables are in tables/orthographies/; what no table covers goes through text/fallback.py.
"""

from __future__ import annotations

from kzresolve.text.fallback import latin_of_char
from kzresolve.text.normalise import normalise
from kzresolve.text.restore import unwrite
from kzresolve.text.scripts import script_of_char, scripts_of
from kzresolve.text.systems import Table, bridge_for, default_for, find, languages_of, second_alphabet
from kzresolve.text.writing import write


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
        other = second_alphabet(spoken, script)
        if other is not None and find(system, spoken, script) is None:
            text, script = unwrite(text, other), other.system.source_script
        for table in chain(system, spoken, script):
            text = write(text, table)
            target = table.system.target_script
    if target != "Latin":
        return text
    return "".join([c if script_of_char(c) in {"Latin", ""} else latin_of_char(c) for c in text])


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
