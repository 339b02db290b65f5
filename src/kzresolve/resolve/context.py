"""Context that helps to choose between entities: the countries that the surroundings speak of.

A country is recognised by its names and its places in the registry, and by its demonyms (tables/lexicons).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kzresolve.errors import InputError
from kzresolve.resolve.lexicon import lexicon
from kzresolve.resolve.spot import Spot, Spotter
from kzresolve.resolve.tokens import Token, tokenize

Context = Counter[str]  # country code to how often it is spoken of


def read_context(context: object, spotter: Spotter) -> Context:
    """The countries in a context given as text, as a list of texts, or None."""
    if context is None:
        return Counter()
    texts = [context] if isinstance(context, str) else context
    if not isinstance(texts, (list, tuple, set, frozenset)) or not all(isinstance(text, str) for text in texts):
        raise InputError(f"context: expected a text or a list of texts, not {context!r:.80}")
    found: Context = Counter()
    for text in texts:
        tokens = tokenize(text)
        found.update(countries_in(tokens, spotter.spots(tokens)))
    return found


def countries_in(tokens: Sequence[Token], spots: Mapping[int, Spot]) -> Context:
    """How often each country is spoken of: by its name, one of its places, or a demonym."""
    found: Context = Counter()
    for spot in spots.values():
        found.update({sense.entity.country for sense in spot.senses if sense.entity.kind == "LOC"} - {""})
    demonyms = lexicon().demonyms
    for i, token in enumerate(tokens):
        match = demonyms.longest(tokens, i) if demonyms.begins(token.key) and i not in spots else None
        if match and match[1][0]:
            found[match[1][0]] += 1
    return found
