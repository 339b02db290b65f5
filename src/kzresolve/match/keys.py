"""Keys under which a name is filed, so that names worth comparing meet: consonant skeletons and sounds of its words.

Two names that share no key are compared only through the trigrams of index.py.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from kzresolve.match.sketch import Unit, sketch
from kzresolve.match.words import Word, joined, word
from kzresolve.names.inflection import lemmas

_READINGS = 3


@lru_cache(maxsize=1 << 15)
def blocking_keys(name: str) -> frozenset[str]:
    """The keys of a name: "b:" + consonant skeletons of its words, of neighbours read as one, and of fathers' names.

    Never empty for a name with a letter. Raises InputError for what `parse` refuses.
    """
    made = sketch(name, None)
    keys: set[str] = set()
    for unit in made.units:
        if unit.role != "particle" or len(made.units) == 1:
            keys.update(_of_unit(unit))
    for one, two in pairwise(made.units):
        keys.update(f"b:{bones}" for bones in joined(one.word, two.word).bones[:_READINGS])
    if not keys:
        keys.update(f"b:{bones}" for unit in made.initials for bones in unit.word.bones[:1])
    if not keys:  # nothing but titles or legal forms
        keys.update(f"b:{bones}" for part in made.name.parts for bones in word(part.text).bones[:1])
    return frozenset(keys)


def _of_unit(unit: Unit) -> set[str]:
    words: list[Word] = [unit.word, *([unit.father] if unit.father else [])]
    words += [word(lemma.text) for lemma in lemmas(unit.text)[:2]]
    return {f"b:{bones}" for each in words for bones in each.bones[:_READINGS]}
