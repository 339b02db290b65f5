"""What each sign of a script stands for, learned from words written both ways (expectation maximisation)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

ROUNDS = 8
FADED = 0.05  # counts below this are dropped
SILENT, PLAIN = 0.05, 0.25  # where nothing is known yet: what a sign that sounds nothing, and any other, is given

Shares = dict[str, dict[str, float]]


def learn(pairs: Sequence[tuple[Sequence[str], str]], longest: int, least: int) -> Shares:
    """By sign, the sounds it stands for and their shares.

    pairs: (ways a word may sound, its signs); a sign stands for `least` (0 or 1) to `longest` letters of a sound. Which
    of the ways it is, is learned as well.
    """
    shares: Shares = {}
    for _ in range(ROUNDS):
        shares = normal(counted(pairs, shares, longest, least))
    return shares


def normal(counts: Shares) -> Shares:
    return {
        sign: {sound: count / sum(heard.values()) for sound, count in heard.items() if count > FADED}
        for sign, heard in counts.items()
    }


def counted(pairs: Iterable[tuple[Sequence[str], str]], shares: Shares, longest: int, least: int) -> Shares:
    """How often each sign is expected to stand for each sound."""
    counts: Shares = defaultdict(lambda: defaultdict(float))
    for sounds, signs in pairs:
        ways = [way for sound in sounds if (way := Way(sound, signs, shares, longest, least)).total > 0]
        together = sum(way.total for way in ways)
        for way in ways:
            way.add_to(counts, together)
    return counts


class Way:
    """All ways to cut one sound into pieces for the signs, forwards; and back, to count them."""

    def __init__(self, sound: str, signs: str, shares: Shares, longest: int, least: int) -> None:
        self.signs = signs
        self.size = len(sound)
        self.arcs: list[list[tuple[int, str, float]]] = []
        self.reached = [[1.0] + [0.0] * self.size]
        for sign in signs:
            known = shares.get(sign, {}) if shares else None
            row, following, arcs = self.reached[-1], [0.0] * (self.size + 1), []
            for at, share in enumerate(row):
                if not share:
                    continue
                for end in range(at + least, min(at + longest, self.size) + 1):
                    piece = sound[at:end]
                    weight = known.get(piece, 0.0) if known is not None else PLAIN if piece else SILENT
                    if weight:
                        following[end] += share * weight
                        arcs.append((at, piece, weight))
            self.arcs.append(arcs)
            self.reached.append(following)
        self.total = self.reached[-1][-1]

    def add_to(self, counts: Shares, together: float) -> None:
        """Add what this way expects, as its share of all ways `together`."""
        after = [0.0] * self.size + [1.0]
        for sign, arcs, row in zip(reversed(self.signs), reversed(self.arcs), self.reached[-2::-1], strict=True):
            before = [0.0] * (self.size + 1)
            for at, piece, weight in arcs:
                rest = weight * after[at + len(piece)]
                if rest:
                    before[at] += rest
                    counts[sign][piece] += row[at] * rest / together
            after = before
