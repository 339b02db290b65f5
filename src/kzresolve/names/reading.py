"""The readings of a whole name: what its words may sound like if one orthography wrote them all.

Words that an orthography cannot have written are read by the likeliest one that can.
"""

from __future__ import annotations

from dataclasses import replace

from kzresolve.names.parse import parse
from kzresolve.text.readers import EDGE, cost_of, mark_of
from kzresolve.text.readings import Reading, read_word
from kzresolve.text.systems import reading_tables

LIMIT = 10


def readings(name: str) -> tuple[Reading, ...]:
    """The readings of `name` in any script, cheapest first, at most ten, words joined by spaces.

    Empty for a name without letters. `cost` is the mean over the words; a system that reads more of the words itself
    comes first at equal cost. Raises InputError for what `parse` refuses.
    """
    words = [part.text for part in parse(name).parts if read_word(part.text)]
    if not words:
        return ()
    ids = dict.fromkeys(reading.system for word in words for reading in read_word(word))
    whole = [_under(system, words) for system in ids]
    whole.sort(key=lambda entry: (entry[0].cost, -entry[1]))
    kept: dict[str, Reading] = {}
    styles = _styles(words)
    for reading, _ in whole:
        if reading.system in styles:
            reading = replace(reading, system=styles[reading.system])
        kept.setdefault(reading.text, reading)
    return tuple(kept.values())[:LIMIT]


def _styles(words: list[str]) -> dict[str, str]:
    """Who writes so: for a reading that several styles share, the one whose marks stand oftenest in the whole name, if
    any does. A style that none of the words may have is out, since one hand wrote them all.
    """
    edged = [f"{EDGE}{word.lower()}{EDGE}" for word in words]
    best: dict[str, tuple[int, str]] = {}
    for table in reading_tables().values():
        if "style_of" not in table.settings:
            continue
        if any(mark_of(sign) in word for sign in table.settings["against"] for word in edged):
            continue
        shown = sum(mark_of(mark) in word for mark in table.settings["marks"] for word in edged)
        known = best.setdefault(table.settings["style_of"], (0, table.settings["style_of"]))
        if shown > known[0]:
            best[table.settings["style_of"]] = (shown, table.system.id)
    return {shared: style for shared, (_, style) in best.items()}


def _under(system: str, words: list[str]) -> tuple[Reading, int]:
    """The reading of all words under one system, and how many of them it reads itself."""
    chosen = [_read_by(system, word) for word in words]
    own = sum(reading.system == system for reading in chosen)
    cost = sum(reading.cost for reading in chosen) / len(chosen)
    steps = tuple(step for reading in chosen for step in reading.steps)
    return Reading(" ".join(reading.text for reading in chosen), system, round(cost, 3), steps), own


def _read_by(system: str, word: str) -> Reading:
    """The reading of a word by a system; by the likeliest other where that system cannot have written it."""
    found = read_word(word)
    if any(reading.system == system for reading in found):
        return next(reading for reading in found if reading.system == system)
    table = reading_tables().get(system)
    own = read_word(word, table.system.langs[0])[0] if table is not None and table.system.langs else found[0]
    if table is None or own.system != system:
        return found[0]
    return replace(own, cost=cost_of(system, word)) if table.system.source_script == "Latin" else own
