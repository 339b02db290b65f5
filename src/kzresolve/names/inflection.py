"""Case endings undone and made: which dictionary forms a written form of a name may come from, each by a named rule.

Rules are the rows of tables/names/inflection.tsv; nothing is cut that no row describes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kzresolve.names.clitics import without_clitics
from kzresolve.tables import read_tsv
from kzresolve.values import Value

TABLE = "names/inflection.tsv"
LISTS = "names/inflection_lists.tsv"  # endings that only a list with other forms of a word bears out
_MOST_HYPHENS = 4
FEMININE = frozenset({"fem"})


@dataclass(frozen=True, slots=True)
class Lemma(Value):
    """A dictionary form a word may come from: the rule ("ru: -ова > -ов"), its language and the case undone."""

    text: str
    rule: str
    lang: str
    case: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: `ending` in this `case` stands for `lemma`; what is left before it must end with one of `after`."""

    lang: str
    case: str
    ending: str
    lemma: str
    after: frozenset[str]
    least: int

    def fits(self, stem: str) -> bool:
        """Whether the letters before the ending allow this rule."""
        return len(stem) >= self.least and (not self.after or (stem != "" and stem[-1] in self.after))

    def __str__(self) -> str:
        return f"{self.lang}: -{self.ending} > -{self.lemma}"


@cache
def rules(table: str = TABLE) -> tuple[Rule, ...]:
    """All rules, in the order of the table."""
    return tuple(
        Rule(row["lang"], row["case"], row["ending"], row["lemma"], frozenset(row["after"]), int(row["least"]))
        for row in read_tsv(table)
    )


@cache
def _by_ending(table: str) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules(table):
        found.setdefault(rule.ending, []).append(rule)
    return {ending: tuple(group) for ending, group in found.items()}


@cache
def _longest_ending(table: str) -> int:
    return max(map(len, _by_ending(table)))


@lru_cache(maxsize=1 << 17)
def lemmas(word: str, lang: str | None = None) -> tuple[Lemma, ...]:
    """The forms `word` may be inflected from, longest ending first; the word itself is not among them.

    `lang` ("ru", "kk", "pl", ...) keeps the rules of one language, None tries those of every language. Capitals are
    kept: of an all-capital word the lemma is all capitals. Both halves of a hyphenated name are undone where both can
    be, and the last half alone (the first is often frozen: "Касым-Жомарту").
    """
    head, hyphen, last = word.rpartition("-")
    if not hyphen:
        bare = [Lemma(left, rule, of, case) for left, of, rule, case in without_clitics(word, lang)]
        return (*_undone(word, lang), *bare)
    lasts = _undone(last, lang)
    if not head or head.count("-") >= _MOST_HYPHENS:  # no name, and each half would double the work
        return ()
    whole = [Lemma(f"{head}-{lemma.text}", lemma.rule, lemma.lang, lemma.case) for lemma in lasts]
    both = [
        Lemma(f"{first.text}-{lemma.text}", f"{lemma.rule}, both halves", lemma.lang, lemma.case)
        for first in lemmas(head, lang)
        for lemma in lasts
        if first.lang == lemma.lang and first.case == lemma.case
    ]
    return _distinct(both + whole)


def lemmas_in_list(word: str) -> tuple[Lemma, ...]:
    """The forms `word` may be inflected from where a list holds other forms of it; a word without hyphens."""
    return _distinct([*_undone(word, None), *_undone(word, None, LISTS)])


def forms(word: str, lang: str) -> tuple[Lemma, ...]:
    """The inflected forms of the nominative `word` in `lang`, by the same rules forwards; `text` is the form.

    More forms than the language has: a rule does not know the declension of a name. Raises nothing; a language
    without rules gives an empty tuple.
    """
    found = []
    for rule in rules():
        if rule.lang != lang or not word.endswith(rule.lemma):
            continue
        stem = word[: len(word) - len(rule.lemma)]
        if rule.fits(stem.lower()):
            found.append(Lemma(stem + rule.ending, str(rule), rule.lang, rule.case))
    return _distinct(found)


def _undone(word: str, lang: str | None, table: str = TABLE) -> tuple[Lemma, ...]:
    low = word.lower()
    if len(low) != len(word):  # a letter that changes length with its case: offsets would not hold
        low = word
    capitals = word.isupper() and len(word) > 1
    found = []
    for length in range(min(_longest_ending(table), len(low)), 0, -1):
        for rule in _by_ending(table).get(low[-length:], ()):
            if (lang is None or rule.lang == lang) and rule.fits(low[:-length]):
                lemma = _joined(word[:-length], rule.lemma, capitals, word[:1].isupper())
                if lemma != word:
                    found.append(Lemma(lemma, str(rule), rule.lang, rule.case))
    return _distinct(found)


def _joined(stem: str, ending: str, capitals: bool, capital: bool) -> str:
    if capitals:
        return stem + ending.upper()
    return stem + ending if stem or not capital else ending.capitalize()


def _distinct(found: Sequence[Lemma]) -> tuple[Lemma, ...]:
    """Each text and case once, first rule wins: the same ending in two languages is one reading."""
    kept: dict[tuple[str, str], Lemma] = {}
    for lemma in found:
        kept.setdefault((lemma.text, lemma.case), lemma)
    return tuple(kept.values())
