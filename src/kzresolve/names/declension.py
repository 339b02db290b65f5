"""All forms of a word whose dictionary form is known: "Irlandczyk" gives "Irlandczyków" and "Irlandczycy".

Unlike the rules of inflection.py, which undo what any name may have, rows of tables/names/declensions.tsv are whole
paradigms; which one a word follows, its ending tells.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from kzresolve.tables import read_tsv

TABLE = "names/declensions.tsv"
_NONE = "-"  # stands for no ending


def declined(phrase: str, lang: str) -> tuple[str, ...]:
    """The forms of a word or phrase, given in its dictionary form and small letters, in `lang`, itself first.

    Each word of a phrase is declined by itself, so that there are more forms than the language has. A word that no row
    fits is its only form.
    """
    forms = product(*(_declined(word, lang) for word in phrase.split(" ")))
    return tuple(dict.fromkeys([phrase, *map(" ".join, forms)]))


def _declined(word: str, lang: str) -> tuple[str, ...]:
    for start in range(len(word) + 1):
        endings = _paradigms().get((lang, word[start:]))
        if endings:
            return tuple(dict.fromkeys([word, *(word[:start] + ending for ending in endings)]))
    return (word,)


@cache
def _paradigms() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(row["lang"], _bare(row["ending"])): tuple(map(_bare, row["forms"].split())) for row in read_tsv(TABLE)}


def _bare(ending: str) -> str:
    return "" if ending == _NONE else ending.casefold()
