"""The one place where reasons become a probability: learned weights, their sum, and the logistic function.

Weights are log odds that two such names denote one entity, at even odds before the names are seen: learned ones in
tables/weights.toml, made by benchmarks/learn_weights.py, those for organisations by hand in tables/weights_hand.toml.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import exp, log
from typing import TYPE_CHECKING

from kzresolve.match.evidence import Evidence
from kzresolve.match.reason import KNOTS, between_knots
from kzresolve.match.whole import AGREE_MOST, SIDE, WORDS_MOST
from kzresolve.tables import read_toml

if TYPE_CHECKING:
    from kzresolve.match.reason import Features, Reason

LEARNED, BY_HAND = "weights.toml", "weights_hand.toml"
_SLACK = 1e-9  # that sums taken in another order may differ by


@cache
def weights(section: str) -> dict[str, float]:
    """The weights of a section ("person", "organisation", "place") by feature; an unknown feature weighs nothing."""
    by_hand = read_toml(BY_HAND)
    found: dict[str, float] = {**read_toml(LEARNED), **by_hand}[section]
    return {**by_hand["common"], **found}


@cache
def least_own(section: str, roles: tuple[str, ...], initials: int, *, otherwise: bool) -> float:
    """A bound for the log odds of a name with itself, by the roles of its words and how many initials it has; that the
    words are rare only adds to it. otherwise: whether it may be known as an acronym or as the name of a place instead.
    """
    table = weights(section)
    said = [
        table.get(f"words:{min(len(roles) + initials, WORDS_MOST)}", 0.0),
        initials * table.get("initial:both", 0.0),
    ]
    if len(roles) + initials == 1:
        alone = [value for name, value in table.items() if name.startswith("alone:") and name.endswith("/whole")]
        said.append(min([0.0, *alone]))
    else:
        agree = min(len([role for role in roles if role not in SIDE]), AGREE_MOST)
        said.append(table.get(f"agree:{agree}/0", 0.0))
        said.append(table.get("agree+initial", 0.0) if initials and agree else 0.0)
        said += [table.get(f"same:{role}", 0.0) for role in roles]
    least = sum(said) - _SLACK
    return min(least, *[table[known] for known in ("exonym", "acronym") if known in table]) if otherwise else least


@cache
def curves(section: str) -> dict[str, tuple[float, ...]]:
    """The weights of features that depend on a place, at each knot."""
    table = weights(section)
    names = dict.fromkeys([name.partition("@")[0] for name in table if "@" in name])
    return {name: tuple([table.get(f"{name}@{knot:g}", 0.0) for knot in KNOTS]) for name in names}


@lru_cache(maxsize=1 << 16)
def weigh(reason: Reason, section: str, swapped: bool = False) -> Evidence:
    """Evidence from a reason, its sides told the other way round where `swapped`: it weighs what its features do."""
    left, right = (reason.right, reason.left) if swapped else (reason.left, reason.right)
    return Evidence(reason.kind, left, right, _weight(reason.features, section), reason.detail)


@lru_cache(maxsize=1 << 14)
def _weight(features: Features, section: str) -> float:
    """What features weigh; those of most pairs of words, which have nothing in common, recur."""
    table, bent = weights(section), curves(section)
    weight = 0.0
    for feature in features:
        if len(feature) == 2:
            weight += table.get(feature[0], 0.0) * feature[1]
        else:
            at_knots = bent.get(feature[0])
            if at_knots is not None:
                knot, share = between_knots(feature[1])
                weight += at_knots[knot] * ((1 - share) * feature[2])
                weight += at_knots[knot + 1] * (share * feature[2])
    return weight


def probability(total: float, prior: float = 0.5) -> float:
    """The probability that log odds of `total` at even odds mean, for names that are one with `prior` beforehand."""
    odds = total + log(prior / (1 - prior))
    if odds < -700:
        return 0.0
    return 1 / (1 + exp(-odds))
