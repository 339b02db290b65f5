"""From pair scores to who is meant: every candidate competes with the others and with "nobody here".

A pair score p is a probability at even odds, so p/(1-p) is how much the name speaks for that entity (a Bayes factor).
The odds of all candidates and of nobody (1) are then normalised to one probability each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kzresolve.registry.model import Alias, Entity
from kzresolve.resolve.context import Context
from kzresolve.text.normalise import normalise

_CERTAIN = 0.999  # a name alone is never more certain than this: there are namesakes
_AS_WRITTEN = 30.0  # the registry says that this very form is the entity's name, which no likeness of others can
_WEAK = 0.1  # a weak form ("Interior Ministry") without context is everybody's
_AT_HOME = 8.0  # the context speaks of the entity's country
_ABROAD = 0.2  # the context speaks of other countries only,
_WEAK_ABROAD = 0.02  # where every country has one


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity, the alias that fits the name best, the score of that pair, and whether the two are the same form."""

    entity: Entity
    alias: Alias
    score: float
    as_written: bool

    @property
    def order(self) -> tuple[bool, float, bool, str, str]:
        """Sort key: the form itself first, then the best score, strong forms before weak ones, then by id, so that
        nothing is left to chance.
        """
        return (not self.as_written, -self.score, self.alias.strength == "weak", self.entity.id, self.alias.text)


def is_form(name: str, alias: str) -> bool:
    """Whether a name is written as the alias is, but for case and what `normalise` mends."""
    return name == alias or normalise(name)[0].casefold() == normalise(alias)[0].casefold()


class Ranked(NamedTuple):
    """A standing with the odds that it is meant rather than nobody here, and its probability among all."""

    standing: Standing
    odds: float
    probability: float


def posterior(standings: Sequence[Standing], context: Context) -> list[Ranked]:
    """The standings, most probable first.

    Candidates whom the name speaks against (odds below 1) are no rivals of the others, however many there are of them.
    """
    odds = [_odds(s, context) for s in standings]
    total = 1.0 + sum(o for o in odds if o >= 1.0)
    ranked = [Ranked(s, o, o / (total if o >= 1.0 else total + o)) for s, o in zip(standings, odds, strict=True)]
    return sorted(ranked, key=lambda r: (-r.probability, r.standing.order))


def _odds(standing: Standing, context: Context) -> float:
    p = min(standing.score, _CERTAIN)
    odds = p / (1.0 - p)
    if standing.as_written:
        odds *= _AS_WRITTEN
    weak = standing.alias.strength == "weak"
    if weak:
        odds *= _WEAK
    if context and standing.entity.country:
        odds *= _AT_HOME if standing.entity.country in context else _WEAK_ABROAD if weak else _ABROAD
    return odds
