"""The one place where reasons become a probability: learned weights, their sum, and the logistic function.

Weights are log odds that two such names denote one entity, at even odds before the names are seen: learned ones in
tables/weights.toml, made by benchmarks/learn_weights.py, those for organisations by hand in tables/weights_hand.toml.
"""

from __future__ import annotations

from functools import cache
from math import exp, log

from kzresolve.match.evidence import Evidence
from kzresolve.match.features import Reason
from kzresolve.tables import read_toml

LEARNED, BY_HAND = "weights.toml", "weights_hand.toml"


@cache
def weights(section: str) -> dict[str, float]:
    """The weights of a section ("person", "organisation", "place") by feature; an unknown feature weighs nothing."""
    found: dict[str, float] = {**read_toml(LEARNED), **read_toml(BY_HAND)}[section]
    return found


def weigh(reasons: list[Reason], section: str) -> list[Evidence]:
    """Evidence from reasons: each weight is the weighted sum of the reason's features."""
    table = weights(section)
    found = []
    for reason in reasons:
        weight = 0.0
        for name, value in reason.features:
            weight += table.get(name, 0.0) * value
        found.append(Evidence(reason.kind, reason.left, reason.right, weight, reason.detail))
    return found


def probability(total: float, prior: float = 0.5) -> float:
    """The probability that log odds of `total` at even odds mean, for names that are one with `prior` beforehand."""
    odds = total + log(prior / (1 - prior))
    if odds < -700:
        return 0.0
    return 1 / (1 + exp(-odds))
