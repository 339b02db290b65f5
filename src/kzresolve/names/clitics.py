"""Clitics undone: Arabic writes "and", "with", "to", "like" and the article in one with the name that follows.

The article is left out in most other scripts, or written as the sun letters make it sound (السيسي: Sisi, al-Sisi,
as-Sisi). Rules are the rows of tables/names/clitics.tsv.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from kzresolve.tables import read_tsv

_MOST = 3  # in a row: and + with + the


class Undone(NamedTuple):
    """A word without its clitics: what is left, the language, the rule ("ar: و- and, ال- the") and what was undone."""

    text: str
    lang: str
    rule: str
    case: str


class _Clitic(NamedTuple):
    lang: str
    text: str
    rest: str
    least: int
    says: str


@cache
def _clitics() -> dict[str, tuple[_Clitic, ...]]:
    """The rows by the first letter of the clitic."""
    found: dict[str, list[_Clitic]] = {}
    for row in read_tsv("names/clitics.tsv"):
        clitic = _Clitic(row["lang"], row["clitic"], row["rest"], int(row["least"]), row["says"])
        found.setdefault(clitic.text[0], []).append(clitic)
    return {letter: tuple(rows) for letter, rows in found.items()}


@lru_cache(maxsize=1 << 14)
def without_clitics(word: str, lang: str | None = None) -> tuple[Undone, ...]:
    """What is left of `word` when the clitics it may begin with are undone, one, two or three; () where none may be.

    A reading, not a finding: وليد may be "and Lid" as well as Walid.
    """
    if word[:1] not in _clitics():
        return ()
    kept: dict[str, Undone] = {}
    layer = [Undone(word, "", "", "")]
    for _ in range(_MOST):
        layer = [undone for before in layer for undone in _one_less(before, lang) if undone.text not in kept]
        kept.update({undone.text: undone for undone in reversed(layer)})
    return tuple(kept.values())


def _one_less(before: Undone, lang: str | None) -> list[Undone]:
    found = []
    for clitic in _clitics().get(before.text[:1], ()):
        text = clitic.rest + before.text[len(clitic.text) :]
        after_article = before.case == "article"  # nothing else is written after the article
        if after_article or len(text) < clitic.least or not before.text.startswith(clitic.text):
            continue
        if lang is None or clitic.lang == lang:
            told = f"{clitic.text}- {clitic.says}"
            rule = f"{before.rule}, {told}" if before.rule else f"{clitic.lang}: {told}"
            found.append(Undone(text, clitic.lang, rule, "article" if clitic.says.endswith("the") else "clitic"))
    return found
