"""Name against name: the evidence, the score that follows from it, and the verdict.

Symmetric, and never surer of two names than of either name and itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import fsum, inf

from kzresolve.errors import InputError
from kzresolve.match.align import align
from kzresolve.match.config import DEFAULT, Config
from kzresolve.match.evidence import Evidence
from kzresolve.match.features import reasons
from kzresolve.match.organisations import organisation_reasons
from kzresolve.match.reason import role_alone
from kzresolve.match.score import least_own, probability, weigh
from kzresolve.match.sketch import Sketch, sketch
from kzresolve.match.views import pairs_of_views
from kzresolve.names.parse import KINDS
from kzresolve.values import Value

SECTIONS = {None: "person", "PER": "person", "ORG": "organisation", "LOC": "place"}


@dataclass(frozen=True, slots=True)
class Match(Value):
    """Two names compared: score 0..1, verdict ("same", "different", "unsure") and the evidence it follows from."""

    left: str
    right: str
    score: float
    verdict: str
    evidence: tuple[Evidence, ...]

    def __str__(self) -> str:
        head = f"{self.left} | {self.right}: {self.verdict}, {self.score:.2f}"
        return "\n".join([head, *(f"  {reason}" for reason in self.evidence)])


def compare(a: str, b: str, kind: str | None = None, config: Config | None = None) -> Match:
    """Compare two names of any script.

    `kind`: "PER", "ORG", "LOC" or None (not known: persons unless a word says organisation). `config`: cut-offs and
    prior. The score is the probability that two such names denote one entity. Raises InputError for what `parse`
    refuses.
    """
    _check(a, b, kind, config)
    settings = config or DEFAULT
    evidence = evidence_for(a, b, kind, damage=settings.damage, exonyms=settings.exonyms)
    score = probability(sum_of(evidence), settings.prior)
    return Match(a, b, score, settings.verdict(score), evidence)


def _check(a: object, b: object, kind: object, config: object) -> None:
    """Raise InputError for what cannot be compared. Python's own errors would speak of what is done with it."""
    for name in (a, b):
        if not isinstance(name, str):
            raise InputError(f"a name must be a str, not {type(name).__name__}")
    if kind not in KINDS:
        raise InputError(f"kind must be PER, ORG, LOC or None, not {kind!r:.80}")
    if config is not None and not isinstance(config, Config):
        raise InputError(f"config: expected a Config or None, not {type(config).__name__}")


def score(a: str, b: str, kind: str | None = None, config: Config | None = None) -> float:
    """The score of `compare` alone; the same evidence is weighed."""
    return compare(a, b, kind, config).score


def sum_of(evidence: tuple[Evidence, ...]) -> float:
    """The log odds that evidence amounts to, the same in any order of the reasons and in any version of Python."""
    return fsum([reason.weight for reason in evidence])


def evidence_for(
    a: str, b: str, kind: str | None, *, damage: bool = True, exonyms: bool = True
) -> tuple[Evidence, ...]:
    """All reasons for and against, in the order of the left name's words."""
    swapped = b < a  # one order for both directions, so that ties between words cannot make a difference
    left, right, section = _sketches(*((b, a) if swapped else (a, b)), kind, exonyms=exonyms)
    found = _best_view(left, right, section, swapped, damage=damage)
    total = sum_of(found)
    if _is_as_sure(left, section, total) and _is_as_sure(right, section, total):
        return found  # the usual case for two strangers
    limit = min(_own(left, section), _own(right, section))
    if total > limit:
        found = (*found, Evidence("whole", "", "", limit - total, "no surer than of one name with itself"))
    return found


def _sketches(a: str, b: str, kind: str | None, *, exonyms: bool) -> tuple[Sketch, Sketch, str]:
    left, right = sketch(a, kind, exonyms=exonyms), sketch(b, kind, exonyms=exonyms)
    if left.kind == right.kind:
        return left, right, SECTIONS[left.kind]
    shown = left.kind or right.kind  # one of them is recognisably an organisation or place: read both as one
    left, right = sketch(a, shown, exonyms=exonyms), sketch(b, shown, exonyms=exonyms)
    # "Gorod" before a name shows how to read it; what a likeness is worth still goes by what is known of both.
    return left, right, SECTIONS[kind if shown == "LOC" else shown]


def _best_view(left: Sketch, right: Sketch, section: str, swapped: bool, *, damage: bool) -> tuple[Evidence, ...]:
    """The evidence, told from right to left where `swapped`; a name of Han signs read in whichever one language brings
    it nearest to the other; two such names are read in the same.
    """
    found = [_weighed(one, two, section, swapped, damage=damage) for one, two in pairs_of_views(left, right)]
    return found[0] if len(found) == 1 else max(found, key=sum_of)


def _weighed(left: Sketch, right: Sketch, section: str, swapped: bool, *, damage: bool) -> tuple[Evidence, ...]:
    links = align(left, right)
    found = reasons(left, right, links, damage=damage)
    if section == "organisation":
        found = organisation_reasons(left, right, found)
    return tuple([weigh(reason, section, swapped) for reason in found])


def _is_as_sure(name: Sketch, section: str, total: float) -> bool:
    """Whether log odds of `total` are within the bounds for a name with itself."""
    if total <= least_sure(name, section, True):
        return True
    return not name.acronym and name.places is None and total <= least_sure(name, section, False)


@lru_cache(maxsize=1 << 15)
def least_sure(name: Sketch, section: str, otherwise: bool) -> float:
    """A bound for the log odds of a name with itself; otherwise: whether it may be known as an acronym or as the name
    of a place instead.
    """
    if not name.units:
        return -inf
    roles = tuple([role_alone(unit) for unit in name.units])
    return least_own(section, roles, len(name.initials), otherwise=otherwise)


@lru_cache(maxsize=1 << 15)
def _own(name: Sketch, section: str) -> float:
    """The log odds of a name with itself."""
    return sum_of(_weighed(name, name, section, False, damage=True))
