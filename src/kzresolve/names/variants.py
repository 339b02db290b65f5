"""The spellings to search for: the same systems run forwards, one after the other where names travel (Kazakh, Russian,
English), and the case forms of the original.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kzresolve.errors import InputError
from kzresolve.names.inflection import forms
from kzresolve.names.parse import parse
from kzresolve.tables import read_tsv
from kzresolve.text.normalise import normalise
from kzresolve.text.readings import read_word
from kzresolve.text.restore import restore
from kzresolve.text.romanize import romanize
from kzresolve.text.scripts import script_of
from kzresolve.text.systems import languages_of
from kzresolve.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

_CASED = frozenset({"Latin", "Greek", "Armenian", "Mixed", ""})  # whose names say themselves what is capital
_FIRST = re.compile(r"(?<![^\s-])[^\W\d_]")
_LAST_WORD_ONLY = frozenset({"kk", "ky"})
_CASES = ("gen", "dat", "acc", "ins", "loc", "abl")
_ABROAD = ("gen", "dat")  # the commonest cases, of languages that take the name over
# Phonemes in Russian letters: how a name known only in Latin would be written in Russian. By ear, so only a guess.
_RUSSIAN = str.maketrans("aeioubvgdJzyklmnprstfhcCS", "аеиоубвгджзйклмнпрстфхцчш")


@dataclass(frozen=True, slots=True)
class Variant(Value):
    """A spelling to look for: `text`, the `system` that makes it, and the `steps` in words that led there."""

    text: str
    system: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """Systems to apply in turn, and respellings of the result."""

    lang: str
    through: tuple[str, ...]
    then: tuple[str, ...]
    made: str


def variants(name: str, limit: int = 50) -> tuple[Variant, ...]:
    """The spellings of `name` in other systems, likeliest first, the name itself not among them, at most `limit`.

    Cyrillic names go through the systems of their language (tables/names/routes.tsv) and, last, their own case forms;
    names in other scripts are romanized, and respelled in Russian by ear. Raises InputError for a negative limit and
    for what `parse` refuses.
    """
    if not isinstance(limit, int) or limit < 0:
        raise InputError(f"limit {limit!r:.80}: expected a whole number from 0 on")
    parse(name)
    text, _ = normalise(name)
    text = " ".join(text.split())
    kept: dict[str, Variant] = {}
    for variant in _made(text):
        if variant.text and variant.text != text:
            kept.setdefault(variant.text, variant)
    return tuple(kept.values())[:limit]


def _made(text: str) -> Iterator[Variant]:
    script = script_of(text)
    lang = (*languages_of(text, script), "")[0]
    if script == "Arabic" and lang == "kk":
        text, script = _capitalised(restore(text, "kk-arab", "kk")), "Cyrillic"
        yield Variant(text, "kk-cyrl", ("brought back into Cyrillic",))
    if script == "Cyrillic":
        yield from _routed(text, lang)
        if any(route.lang == lang and route.through == ("russian",) for route in _routes()):
            russian = romanize(text, "russian", lang)
            yield from _inflected(russian, "ru", _CASES, "russian")
            polish = romanize(russian, "polish", "ru")
            yield from _inflected(polish, "pl", _ABROAD, "russian", "polish")
            yield from _inflected(russian, "ky", _ABROAD, "russian")
        yield from _inflected(text, lang, _CASES)
        return
    latin = romanize(text)
    if script not in _CASED:
        latin = _capitalised(latin)
    yield Variant(latin, "bgn-pcgn", ("romanized",))
    yield from _respelled(latin)
    russian = _by_ear(text)
    yield Variant(russian, "ru-by-ear", ("written in Russian by ear",))
    yield from _routed(russian, "ru", "written in Russian by ear")


def _capitalised(text: str) -> str:
    """A name from a script without capitals, with a capital for each word."""
    return _FIRST.sub(lambda found: found[0].upper(), text)


@cache
def _routes() -> tuple[Route, ...]:
    return tuple(
        Route(row["lang"], tuple(row["through"].split(",")), tuple(filter(None, row["then"].split(","))), row["made"])
        for row in read_tsv("names/routes.tsv")
    )


@cache
def _respellings() -> dict[str, tuple[re.Pattern[str], str]]:
    return {row["id"]: (re.compile(row["pattern"]), row["to"]) for row in read_tsv("names/respellings.tsv")}


def _routed(text: str, lang: str, *before: str) -> Iterator[Variant]:
    own = [route for route in _routes() if route.lang == lang]
    for route in own or [route for route in _routes() if not route.lang]:
        written, spoken = text, lang
        for system in route.through:
            written = romanize(written, system, spoken or None)
            spoken = "ru" if system == "russian" else spoken
        for respelling in route.then:
            written = _respell(written, respelling)
        yield Variant(written, route.through[-1], (*before, *route.through, *route.then))


def _respelled(text: str) -> Iterator[Variant]:
    """The usual liberties with a Latin spelling."""
    for respelling in _respellings():
        yield Variant(_respell(text, respelling), "respelled", (respelling,))


def _respell(text: str, respelling: str) -> str:
    """`to` may begin with "=": keep the case of the first letter replaced."""
    pattern, to = _respellings()[respelling]
    if not to.startswith("="):
        return pattern.sub(to, text)
    return pattern.sub(lambda found: to[1:].capitalize() if found.group()[0].isupper() else to[1:], text)


def _inflected(text: str, lang: str, cases: tuple[str, ...], *before: str) -> Iterator[Variant]:
    """The name in cases of `lang`: in the Turkic languages the last word alone is declined, elsewhere all are, with the
    first half of a hyphened one or without (Касыма-Жомарта, Касым-Жомарта).
    """
    head, _, last = text.rpartition(" ")
    for case in cases:
        if lang in _LAST_WORD_ONLY:
            made = [f"{head} {form}".strip() for form in _forms(last, lang, case)][:2]
        else:
            declined = [_forms(word, lang, case) for word in text.split(" ")]
            frozen = [_frozen(word, lang, case) for word in text.split(" ")]
            made = [*_together(declined)[:1], *_together(frozen)[:1]]
        for whole in made:
            yield Variant(whole, f"{lang}-{case}", (*before, f"{lang}: {case}"))


def _forms(word: str, lang: str, case: str) -> list[str]:
    """The forms of a word in a case; both halves of a hyphened word are declined."""
    halves = word.split("-")
    found = [[form.text for form in forms(half, lang) if form.case == case] for half in halves]
    if lang in _LAST_WORD_ONLY:
        return ["-".join([*halves[:-1], form]) for form in found[-1]]
    return [form.replace(" ", "-") for form in _together(found)]


def _frozen(word: str, lang: str, case: str) -> list[str]:
    """The forms of a word of which only the last half is declined."""
    head, hyphen, last = word.rpartition("-")
    return [head + hyphen + form for form in _forms(last, lang, case)]


def _together(found: list[list[str]]) -> list[str]:
    """The first form of every word, then the second; nothing where a word has none."""
    if not all(found):
        return []
    most = max(map(len, found))
    return [" ".join(options[min(i, len(options) - 1)] for options in found) for i in range(most)]


def _by_ear(text: str) -> str:
    words = []
    for piece in re.split(r"([\s-]+)", text):
        found = read_word(piece)
        words.append(found[0].text.translate(_RUSSIAN).capitalize() if found else piece)
    return "".join(words)
