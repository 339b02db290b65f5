"""Registry names found in running text, in one pass: every alias is a phrase in a trie of token keys.

Words of inflecting languages are also looked up with their case endings undone, so that "Токаеву" finds "Токаев".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from kzresolve.names.inflection import lemmas
from kzresolve.registry.model import Alias, Entity
from kzresolve.resolve.lexicon import lexicon
from kzresolve.resolve.phrases import Phrases
from kzresolve.resolve.short import best_known
from kzresolve.resolve.tokens import LOWER, MARK, NUMBER, POSSESSIVE, Token

_ACRONYM = 5  # aliases in capitals up to this long must stand in capitals in the text too: "US" is not "us"
_NO_START = frozenset({LOWER, MARK, NUMBER, POSSESSIVE})


class Sense(NamedTuple):
    """One meaning of a phrase: the entity and the form of its name."""

    entity: Entity
    alias: Alias


class Spot(NamedTuple):
    """Tokens start..stop (stop not included) that spell names of the registry; senses: whose."""

    start: int
    stop: int
    senses: tuple[Sense, ...]

    def is_ordinary_word(self, tokens: Sequence[Token], words: Container[str]) -> bool:
        """Whether this is one word of ordinary prose, but for an article, and no strong name of a place."""
        first = self.start + (tokens[self.start].key == "the")
        if self.stop != first + 1 or tokens[first].key not in words:
            return False
        return not any(sense.alias.strength != "weak" and sense.entity.kind == "LOC" for sense in self.senses)

    def places(self) -> list[Entity]:
        """The places among its senses."""
        return [sense.entity for sense in self.senses if sense.entity.kind == "LOC"]


class Spotter:
    """Finds the names of entities added to it."""

    def __init__(self) -> None:
        self._phrases: Phrases[Sense] = Phrases()
        self._bearers: defaultdict[str, dict[str, Entity]] = defaultdict(dict)

    def add(self, entity: Entity, alias: Alias) -> None:
        """Look for this name from now on; an article before it is no part of a name in text."""
        self._phrases.add(_without_article(alias.text), Sense(entity, alias))
        words = alias.text.split()
        if entity.kind == "PER" and len(words) > 1:
            self._bearers[words[-1].casefold()][entity.id] = entity

    def is_family(self, key: str) -> bool:
        """Whether a person of the registry has a name that ends in this word: a sign, no identification."""
        return bool(self._bearers.get(key))

    def bearer(self, key: str, countries: Mapping[str, int]) -> Entity | None:
        """The one person of the countries spoken of whose name ends in this word; of several, the one of the country
        most spoken of; of several there, the one who is far better known.
        """
        people = [p for p in self._bearers.get(key, {}).values() if not p.country or countries[p.country]]
        most = max((countries[p.country] for p in people), default=0)
        people = [p for p in people if countries[p.country] == most]
        return best_known(people) if people else None

    def discard(self, entity_id: str, alias: Alias) -> None:
        """Look for this name of this entity no longer."""
        self._phrases.discard(_without_article(alias.text), lambda sense: sense.entity.id == entity_id)
        self._bearers[alias.text.split()[-1].casefold()].pop(entity_id, None)

    def _from(self, tokens: Sequence[Token], i: int) -> Iterator[tuple[int, list[Sense]]]:
        """The names that start at token `i`, case forms undone where its script is that of inflecting languages."""
        if tokens[i].key.isascii():
            return self._phrases.from_token(tokens, i)
        return self._phrases.from_forms(tokens, i, _forms)

    def spots(self, tokens: Sequence[Token], date: str = "") -> dict[int, Spot]:
        """The longest registry name from each token on that one begins at, by index of its first token.

        date: ISO date or ""; names not in use then are passed over. Overlapping spots are all given.
        """
        all_found: dict[int, list[Spot]] = {}
        for i, token in enumerate(tokens):
            if token.shape in _NO_START:
                continue
            for stop, senses in self._from(tokens, i):
                fitting = tuple(s for s in senses if _fits(s, token, tokens[stop - 1], date))
                if fitting:
                    all_found.setdefault(i, []).append(Spot(i, stop, fitting))
        longest = {i: spots[-1] for i, spots in all_found.items()}
        for i, spots in all_found.items():
            first = next((s for s in spots if s.places() and _names_rest(s.stop, spots[-1], longest)), None)
            demonym = lexicon().demonyms.longest(tokens, i)
            if first:
                longest[i] = first
            elif demonym and _names_rest(demonym[0], spots[-1], longest):
                del longest[i]
        return longest


def _without_article(name: str) -> str:
    article, _, rest = name.partition(" ")
    return rest if article == "The" and " " in rest else name


def _names_rest(start: int, whole: Spot, longest: Mapping[int, Spot]) -> bool:
    """Whether the tokens of a body's name from `start` on name it too: what is before, a country or demonym as in
    "US State Department" or "Kazakh Interior Ministry", stands outside the name then."""
    rest = longest.get(start)
    if rest is None or rest.stop != whole.stop or whole.places():
        return False
    return not {s.entity.id for s in whole.senses}.isdisjoint(s.entity.id for s in rest.senses)


def _fits(sense: Sense, first: Token, last: Token, date: str) -> bool:
    """Whether the form may be read here: an acronym stands in capitals, a name ends in a capitalised word (in Latin
    script, where "Mangystau region" is a name and a common noun), a dated form is in use."""
    text = sense.alias.text
    if text.isupper() and len(text) <= _ACRONYM and not first.text.isupper():
        return False
    if last.shape == LOWER and last.text.isascii():
        return False
    return not date or sense.alias.valid_on(date)


def _forms(token: Token) -> tuple[str, ...]:
    return (token.key,) if token.shape == LOWER else base_forms(token.key)


def base_forms(key: str) -> tuple[str, ...]:
    """A word, and for a Cyrillic one the words whose case form it may be, all casefolded."""
    if not "\u0400" <= key[:1] <= "\u052f":
        return (key,)
    return (key, *(lemma.text.casefold() for lemma in lemmas(key)))
