"""What a user may set: the cut-offs of the verdicts, the prior, and whether damaged spellings count.

Everything learned is in tables/weights.toml instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real

from kzresolve.errors import InputError
from kzresolve.values import Value


@dataclass(frozen=True, slots=True)
class Config(Value):
    """Settings of a comparison.

    same: score from which the verdict is "same" (0..1). different: score up to which it is "different".
    prior: probability that two names denote one entity before they are seen, 0..1 exclusive; the scores are calibrated
    for 0.5 and shifted from there by Bayes' rule. damage: whether spellings damaged by translation there and back
    may count as alike. exonyms: whether the table of place names in many languages is looked up. Raises InputError for
    values out of range.
    """

    same: float = 0.65
    different: float = 0.35
    prior: float = 0.5
    damage: bool = True
    exonyms: bool = True

    def __post_init__(self) -> None:
        for name in ("same", "different", "prior"):
            value: object = getattr(self, name)
            if not isinstance(value, Real):
                raise InputError(f"{name}: expected a number from 0 to 1, not {value!r:.80}")
        for name in ("damage", "exonyms"):
            if not isinstance(getattr(self, name), bool):
                raise InputError(f"{name}: expected True or False, not {getattr(self, name)!r:.80}")
        if not 0 <= self.different <= self.same <= 1:
            raise InputError(f"expected 0 <= different <= same <= 1, got {self.different} and {self.same}")
        if not 0 < self.prior < 1:
            raise InputError(f"prior must lie between 0 and 1, both excluded, got {self.prior}")

    def verdict(self, score: float) -> str:
        """The verdict on a score: "same", "different" or "unsure"."""
        if score >= self.same:
            return "same"
        return "different" if score <= self.different else "unsure"


DEFAULT = Config()
