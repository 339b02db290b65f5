"""From pair scores to who is meant: every candidate competes with the others and with "nobody here".

A pair score p is a probability at even odds, so p/(1-p) is how much the name speaks for that entity (Bayes factor). The
odds of all candidates and of nobody (1) are then normalised to one probability each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kzresolve.registry.model import Alias, Entity
from kzresolve.resolve.context import Context

_CERTAIN = 0.999  # a name alone is never more certain than this: there are namesakes
_WEAK = 0.3  # a weak form ("Interior Ministry") without context is everybody's
_AT_HOME = 8.0  # the context speaks of the entity's country
_ABROAD = 0.5  # the context speaks of other countries only


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity, the alias that fits the name best, and the score of that pair."""

    entity: Entity
    alias: Alias
    score: float

    @property
    def order(self) -> tuple[float, bool, str, str]:
        """Sort key: best score first, strong forms before weak ones, then by id, so that nothing is left to chance."""
        return (-self.score, self.alias.strength == "weak", self.entity.id, self.alias.text)


def posterior(standings: Sequence[Standing], context: Context) -> list[tuple[Standing, float]]:
    """Each standing with the probability that it is meant, most probable first; what is left to 1 is nobody's."""
    odds = [_odds(s, context) for s in standings]
    total = 1.0 + sum(odds)
    ranked = [(s, o / total) for s, o in zip(standings, odds, strict=True)]
    return sorted(ranked, key=lambda pair: (-pair[1], pair[0].order))


def _odds(standing: Standing, context: Context) -> float:
    p = min(standing.score, _CERTAIN)
    odds = p / (1.0 - p)
    if standing.alias.strength == "weak":
        odds *= _WEAK
    if context and standing.entity.country:
        odds *= _AT_HOME if standing.entity.country in context else _ABROAD
    return odds
