"""Keys of a view of a name: skeletons of its words and of neighbours read as one, and trigrams of their merged sounds.

They tell which view of a name in Han signs shares most with another name (views.py).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kzresolve.match.sketch import Sketch
from kzresolve.names.phonetic import shapes
from kzresolve.text.readings import APART, single

_READINGS = 3  # of a word, for its skeletons; two for its trigrams


class _Shape(NamedTuple):
    """What a word is filed under: skeletons of its readings, likeliest first, and these with trigrams of its merged
    sounds.
    """

    bones: tuple[str, ...]
    keys: frozenset[str]


@lru_cache(maxsize=1 << 15)
def keys_of_view(view: Sketch) -> frozenset[str]:
    """The keys of the words of one view of a name."""
    found = [_shaped(list(unit.word.sounds[:_READINGS])) for unit in view.units]
    keys: set[str] = set().union(*[shape.keys for shape in found], _joined(found))
    return frozenset(keys) or frozenset({f"={view.original}"})


def _joined(shapes: list[_Shape]) -> list[str]:
    """Skeletons of neighbours read as one word."""
    pairs = [
        a + b[1:].removeprefix("A") for left, right in pairwise(shapes) for a in left.bones[:2] for b in right.bones[:2]
    ]
    return single(APART.join(pairs)).split(APART) if pairs else []


def _shaped(readings: list[str]) -> _Shape:
    merged, skeletons = shapes(readings)
    marked = [f"^{sound}$" for sound in dict.fromkeys(merged[:2])]
    bones = tuple(dict.fromkeys([f":{skeleton}" for skeleton in skeletons]))
    grams = [sound[i : i + 3] for sound in marked for i in range(len(sound) - 2)]
    return _Shape(bones, frozenset([*bones, *grams]))
