"""One reason for or against: two parts of the names, how they relate, and what that weighs.

The score is the sum of the weights, turned into a probability (score.py); there is no other way to a score.
"""

from __future__ import annotations

from dataclasses import dataclass

from kzresolve.values import Value

KINDS = (
    "same",  # the parts share a reading
    "cognate",  # forms of one given name: Владимир, Володимир; Thomas, Tom
    "exonym",  # names of one place: Germany, Deutschland
    "inflected",  # one is a case form of the other
    "feminine",  # one is the feminine of the other and no case explains it
    "suffix",  # the same but for -ov, -ev, -in
    "short",  # one is the beginning of the other: Brad, Bradley
    "joined",  # two words here are one there
    "near",  # alike, not the same
    "damaged",  # alike only as spellings damaged by translation are
    "initial",  # an initial that fits
    "translated",  # two generic words of one meaning
    "acronym",  # the first letters of the words of the other
    "missing",  # a part only one name has
    "contradicted",  # parts that do not agree
    "whole",  # what the names as wholes add
)


@dataclass(frozen=True, slots=True)
class Evidence(Value):
    """One reason.

    kind: one of KINDS. left, right: the text of the parts compared, "" where there is none. weight: log odds, positive
    for, negative against. detail: what a reader should know, in words.
    """

    kind: str
    left: str
    right: str
    weight: float
    detail: str = ""

    def __str__(self) -> str:
        pair = f"{self.left} = {self.right}" if self.left and self.right else self.left or self.right or "as a whole"
        note = f": {self.detail}" if self.detail else ""
        return f"{self.weight:+.2f} {self.kind:12s} {pair}{note}"
