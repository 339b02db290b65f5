"""Whether the names of a list are a man's or a woman's, as the cases they stand in tell: "Трампом" is no woman's name.

Foreign names of women keep one form in most Slavic languages, or take an ending of their own ("Trumpová").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from kzresolve.names.inflection import lemmas_in_list
from kzresolve.tables import read_tsv

TABLE = "names/gendered_endings.tsv"
HE, SHE = "he", "she"
_OPEN = frozenset("aeiouyáéíóúýąęоаеиіїєуюяэыёьaäöü")  # a man's name in these has forms that a woman's has as well
_OF_WOMEN = frozenset("aáаяія")  # most given names in these are women's
_CASES = frozenset({"gen", "dat", "acc", "ins", "loc"})


def gender(written: Iterable[str], form: str) -> str:
    """HE or SHE as the spellings in a list of a person's name tell whose dictionary form is `form`; "" if none does."""
    *given, family = form.split() or [""]
    told: Counter[str] = Counter()
    for text in written:
        words = text.split()
        if len(words) == len(given) + 1:
            told[_of_family_name(words[-1], family)] += 1
    if told[HE] != told[SHE]:
        return HE if told[HE] > told[SHE] else SHE
    if told[HE] or not given:
        return ""
    first = given[0].casefold()
    return SHE if first[-1:] in _OF_WOMEN and first not in _men() else ""


@lru_cache(maxsize=1 << 14)
def _of_family_name(written: str, form: str) -> str:
    """What the case of a family name tells."""
    if written != form and form[-1:].casefold() not in _OPEN:
        cases = {lemma.case for lemma in lemmas_in_list(written) if lemma.text == form}
        if cases and cases <= _CASES:
            return HE
        if cases and all(case.startswith("fem") for case in cases):
            return SHE
    low = written.casefold()
    endings = (low[-length:] for length in range(len(low) - 1, 1, -1))
    return next((_endings()[ending] for ending in endings if ending in _endings()), "")


@cache
def _endings() -> dict[str, str]:
    return {text: row["gender"] for row in _rows("no") for text in row["words"].split("|")}


@cache
def _men() -> frozenset[str]:
    return frozenset(text.casefold() for row in _rows("yes") for text in row["words"].split("|"))


def _rows(whole: str) -> list[dict[str, str]]:
    return [row for row in read_tsv(TABLE) if row["whole"] == whole]
