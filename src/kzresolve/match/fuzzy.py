"""How alike two names look or sound, as one figure 0..1: rapidfuzz's measures and our own, each under a name.

For whoever wants a plain similarity, to compare with `compare` or to use beside it. Register your own with `register`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from kzresolve.errors import InputError, UnknownError
from kzresolve.match.compare import compare
from kzresolve.names.phonetic import latin

Similarity = Callable[[str, str], float]


@cache
def _registry() -> dict[str, Similarity]:
    return {
        "kzresolve": lambda a, b: compare(a, b).score,
        "edit": OSA.normalized_similarity,
        "jaro-winkler": JaroWinkler.similarity,
        "token-sort": lambda a, b: fuzz.token_sort_ratio(a, b) / 100,
        "token-set": lambda a, b: fuzz.token_set_ratio(a, b) / 100,
    }


def similarities() -> tuple[str, ...]:
    """The names of the registered similarities, sorted."""
    return tuple(sorted(_registry()))


def register(name: str, similarity: Similarity) -> None:
    """Add a similarity of two names, 0..1, under a new name. Raises InputError if the name is taken."""
    if name in _registry():
        raise InputError(f"a similarity named {name!r} exists")
    _registry()[name] = similarity


def similarity(a: str, b: str, by: str = "kzresolve") -> float:
    """How alike two names are, 0..1, by a registered similarity.

    All but "kzresolve" see each word's likeliest reading in Latin letters, so they take any script. Raises UnknownError
    for a name not in `similarities()`.
    """
    if by not in _registry():
        raise UnknownError(f"no similarity named {by!r}; there are {', '.join(similarities())}")
    if by == "kzresolve":
        return _registry()[by](a, b)
    return _registry()[by](_latin(a), _latin(b))


def _latin(name: str) -> str:
    return " ".join(latin(word) or word for word in name.casefold().split())
