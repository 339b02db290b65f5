"""How much it says that two people share a word: common names are shared by chance, rare ones are not.

Counts of coarse phoneme strings, learned by benchmarks/learn_weights.py into tables/rarity.tsv.
"""

from __future__ import annotations

from functools import cache
from math import log

from kzresolve.tables import read_tsv

TABLE = "rarity.tsv"


@cache
def _rarities() -> dict[str, float]:
    """The rarity of every phoneme string in the table; of any other it is 1."""
    counts = {row["sound"]: int(row["people"]) for row in read_tsv(TABLE)}
    people = max(1, counts.pop("*", 1))
    return {
        sound: min(1.0, log((people + 1) / (bearers + 1)) / log((people + 1) / 2)) for sound, bearers in counts.items()
    }


def rarity(coarse: str) -> float:
    """0 for a word half the population carries, 1 for one nobody in the learning data carries twice; the word given as
    a coarse phoneme string.
    """
    return _rarities().get(coarse, 1.0)
