"""Context that helps to choose between entities: countries, roles and others that the surroundings speak of.

A country is recognised by its names and its places in the registry, and by its demonyms (tables/lexicons); where it is
all of a context, by its name in any language or its code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kzresolve.errors import InputError
from kzresolve.match.places import places
from kzresolve.registry.model import Entity
from kzresolve.resolve.lexicon import lexicon
from kzresolve.resolve.spot import Spot, Spotter, base_forms
from kzresolve.resolve.tokens import Token, tokenize

_CODE = re.compile("[A-Z]{2}")  # ISO 3166-1
_FUNCTION = 3  # words up to this long ("of", "the", "for", "және") say nothing of a role
Context = Counter[str]  # country code to how often it is spoken of


class Surroundings(NamedTuple):
    """What stands around a name. countries: spoken of. words: all, with the words they may be case forms of. named:
    entities whose names stand there. date: ISO, or "".
    """

    countries: Context
    words: frozenset[str] = frozenset()
    named: tuple[Entity, ...] = ()
    date: str = ""


def read_context(context: object, spotter: Spotter, date: str = "") -> Surroundings:
    """What a context says that is given as text, as a list of texts, or None."""
    if context is None:
        return Surroundings(Counter(), date=date)
    texts = [context] if isinstance(context, str) else context
    if not isinstance(texts, (list, tuple, set, frozenset)) or not all(isinstance(text, str) for text in texts):
        raise InputError(f"context: expected a text or a list of texts, not {context!r:.80}")
    found: Context = Counter()
    words: set[str] = set()
    named: dict[str, Entity] = {}
    for text in texts:
        tokens = tokenize(text)
        spots = spotter.spots(tokens, date)
        found.update(countries_in(tokens, spots) or _as_country(text))
        words.update(form for token in tokens for form in base_forms(token.key))
        for spot in spots.values():
            named.update({s.entity.id: s.entity for s in spot.senses if s.entity.roles and s.alias.strength != "weak"})
    return Surroundings(found, frozenset(words), tuple(named[entity_id] for entity_id in sorted(named)), date)


def _as_country(text: str) -> Context:
    """The country that is all of a text, as in a column of a table: by its name in any language or its ISO code."""
    text = text.strip()
    if _CODE.fullmatch(text):
        return Counter({text.lower(): 1})
    named = places(text)
    codes = [place.lower() for place in named.ids if _CODE.fullmatch(place)] if named else []
    return Counter(codes) if len(codes) == 1 else Counter()


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[frozenset[str], ...]:
    """The words of a role that say something, each with the words it may be a case form of."""
    return tuple(frozenset(base_forms(token.key)) for token in tokenize(text) if len(token.key) > _FUNCTION)


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
