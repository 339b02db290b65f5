"""Registry names found in running text, in one pass: every alias is a phrase in a trie of token keys.

Words of inflecting languages are also looked up with their case endings undone, so that "Токаеву" finds "Токаев".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kzresolve.names.inflection import lemmas
from kzresolve.registry.model import Alias, Entity
from kzresolve.resolve.phrases import Phrases
from kzresolve.resolve.tokens import LOWER, MARK, NUMBER, POSSESSIVE, Token

_ACRONYM = 5  # aliases in capitals up to this long must stand in capitals in the text too: "US" is not "us"
_NAME_SHAPES = frozenset({LOWER, MARK, NUMBER, POSSESSIVE})


class Sense(NamedTuple):
    """One meaning of a phrase: the entity and the form of its name."""

    entity: Entity
    alias: Alias


class Spot(NamedTuple):
    """Tokens start..stop (stop not included) that spell names of the registry; senses: whose."""

    start: int
    stop: int
    senses: tuple[Sense, ...]


class Spotter:
    """Finds the names of entities added to it."""

    def __init__(self) -> None:
        self._phrases: Phrases[Sense] = Phrases()
        self._families: set[str] = set()

    def add(self, entity: Entity, alias: Alias) -> None:
        """Look for this name from now on."""
        self._phrases.add(alias.text, Sense(entity, alias))
        words = alias.text.split()
        if entity.kind == "PER" and len(words) > 1:
            self._families.add(words[-1].casefold())

    def is_family(self, key: str) -> bool:
        """Whether a person of the registry has a name that ends in this word: a sign, no identification."""
        return key in self._families

    def discard(self, entity_id: str, alias: Alias) -> None:
        """Look for this name of this entity no longer."""
        self._phrases.discard(alias.text, lambda sense: sense.entity.id == entity_id)

    def spots(self, tokens: Sequence[Token], date: str = "") -> dict[int, Spot]:
        """The longest registry name from each token on that one begins at, by index of its first token.

        date: ISO date or ""; names not in use then are passed over. Overlapping spots are all given.
        """
        found = {}
        for i, token in enumerate(tokens):
            if token.shape in _NAME_SHAPES:
                continue
            for stop, senses in self._phrases.from_token(tokens, i, _readings):
                fitting = tuple(s for s in senses if _fits(s, token, date))
                if fitting:
                    found[i] = Spot(i, stop, fitting)
        return found


def _fits(sense: Sense, token: Token, date: str) -> bool:
    """Whether the form may be read here: an acronym stands in capitals, a dated form is in use."""
    text = sense.alias.text
    if text.isupper() and len(text) <= _ACRONYM and not token.text.isupper():
        return False
    return not date or sense.alias.valid_on(date)


def _readings(token: Token) -> Sequence[str]:
    """The key of a token, and for a Cyrillic word those of its base forms."""
    key = token.key
    if key[:1] < "\u0400" or key[:1] > "\u052f" or token.shape == LOWER:
        return (key,)
    return (key, *(lemma.text.casefold() for lemma in lemmas(key)))
