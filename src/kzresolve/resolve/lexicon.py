"""The word tables of the name finder (tables/lexicons), read once and ready to look up.

They hold words, not entities: titles, heads of organisations and places, cues, demonyms, given names, common words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, TypeVar

from kzresolve.resolve.phrases import Phrases
from kzresolve.tables import list_tables, read_first_column, read_text, read_tsv

_T = TypeVar("_T")
# What a row says its phrase is; of two rows for one phrase the first in this order counts.
HEAD, TITLE, DEMONYM, CALENDAR, NONNAME = "head", "title", "demonym", "calendar", "nonname"

LANGUAGES = ("en", "ru", "kk")


class Head(NamedTuple):
    """A word that makes a capitalised run an organisation or a place. `position`: last, first or both; `inside`: a
    demonym or country before it belongs to the name; `of`: an of-phrase after it does."""

    kind: str
    position: str
    inside: bool
    of: bool


class Cue(NamedTuple):
    """Context that speaks for a kind, with a weight of 1 (weak) to 5 (sure)."""

    kind: str
    weight: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables; see tables/lexicons/README.md for what each holds and where it comes from.

    `labels` holds heads, titles, demonyms, calendar words and non-names together, each with its label.
    """

    titles: Phrases[str]
    titles_before: Phrases[str]
    heads: Phrases[Head]
    cues_before: Phrases[Cue]
    cues_after: Phrases[Cue]
    demonyms: Phrases[str]
    labels: Phrases[tuple[str, str | Head]]
    abbreviations: frozenset[str]
    particles: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    words: frozenset[str]
    name_words: frozenset[str]
    function: frozenset[str]
    legal: frozenset[str]
    family_endings: tuple[str, ...]
    family_prefixes: tuple[str, ...]
    place_endings: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """The lexicon of all languages together: their scripts and spellings keep them apart well enough."""
    titles = [(row["text"], row["class"]) for row in _rows("titles")]
    heads = list(_heads())
    demonyms = [(row["text"], row["country"]) for row in _rows("demonyms")]
    labels: list[tuple[str, list[tuple[str, Any]]]] = [
        (HEAD, heads),
        (TITLE, titles),
        (DEMONYM, demonyms),
        (CALENDAR, [(row["text"], "") for row in _rows("calendar")]),
        (NONNAME, [(row["text"], row["class"]) for row in _rows("nonnames")]),
    ]
    cues = [(row["side"], row["text"], Cue(row["kind"], int(row["weight"]))) for row in _rows("cues")]
    return Lexicon(
        titles=_phrases(titles),
        titles_before=_phrases(titles, step=-1),
        heads=_phrases(heads),
        cues_before=_phrases(((text, cue) for side, text, cue in cues if side == "before"), step=-1),
        cues_after=_phrases((text, cue) for side, text, cue in cues if side == "after"),
        demonyms=_phrases(demonyms),
        labels=_phrases((text, (label, value)) for label, rows in labels for text, value in rows),
        abbreviations=frozenset(row["text"] for row in _rows("abbreviations")),
        particles=frozenset(map(str.casefold, read_first_column("lexicons/particles.tsv"))),
        given=given_names(),
        family=frozenset(map(str.casefold, read_first_column("lexicons/family_names.tsv"))),
        words=frozenset(_words()),
        name_words=frozenset(read_first_column("lexicons/en/name_words.tsv")),
        function=frozenset(row["text"] for row in _rows("function_words")),
        legal=frozenset(row["word"].rstrip(".") for row in read_tsv("names/legal_forms.tsv")),
        family_endings=_endings("family_endings"),
        family_prefixes=_prefixes(),
        place_endings=_endings("place_endings"),
    )


@cache
def given_names() -> frozenset[str]:
    """Given names in small letters; apart, for those who need no other table."""
    return frozenset(map(str.casefold, read_first_column("lexicons/given_names.tsv")))


def _heads() -> Iterator[tuple[str, Head]]:
    """Heads; a phrase takes an of-phrase where its last word does: "Supreme Court of X" like "Court of X"."""
    rows = list(_rows("heads"))
    of = {row["text"] for row in rows if row["of"] == "yes"}
    for row in rows:
        takes = row["text"] in of or row["text"].split(" ")[-1] in of
        yield row["text"], Head(row["kind"], row["position"], row["demonym"] == "inside", takes)


def _rows(table: str) -> Iterator[dict[str, str]]:
    for language in LANGUAGES:
        for path in list_tables(f"lexicons/{language}", f"{table}.tsv"):
            yield from read_tsv(path)


def _phrases(pairs: Iterable[tuple[str, _T]], step: int = 1) -> Phrases[_T]:
    table: Phrases[_T] = Phrases(step)
    for text, value in pairs:
        table.add(text, value)
    return table


def _words() -> Iterator[str]:
    for language in LANGUAGES:
        for path in list_tables(f"lexicons/{language}", "words.txt"):
            yield from (line for line in read_text(path).split("\n") if line and not line.startswith("#"))


def _prefixes() -> tuple[str, ...]:
    rows = read_tsv("lexicons/family_prefixes.tsv")
    return tuple(sorted({row["prefix"].casefold() for row in rows if row["strength"] == "strong"}))


def _endings(table: str) -> tuple[str, ...]:
    return tuple(row["ending"].lstrip("-") for row in read_tsv(f"lexicons/{table}.tsv") if row["strength"] == "strong")
