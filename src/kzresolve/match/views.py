"""Which views of a name in Han signs are worth comparing with another name, and where the other's words end in it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise

from rapidfuzz.distance import OSA, Levenshtein

from kzresolve.match.keys import keys_of_view
from kzresolve.match.sketch import Sketch, recut, views
from kzresolve.match.words import word_like, word_of_signs

_MOST = 2  # views that are compared in full
_LONG = 4  # signs of a foreign name that may be several words written as one: 依德里斯哈伦 is Idris Haron
_WORDS = 4  # at most
_ALL = 0.15  # what it counts that such a name has all words of the other, beside their likeness


def pairs_of_views(left: Sketch, right: Sketch) -> list[tuple[Sketch, Sketch]]:
    """What to compare of two names; just the two unless one of them, and not both, is in Han signs."""
    if bool(left.column) == bool(right.column):
        return [(left, right)]
    if left.column:
        return [(view, right) for view in nearest_views(left, right)]
    return [(left, view) for view in nearest_views(right, left)]


def nearest_views(name: Sketch, other: Sketch) -> list[Sketch]:
    """The views that share most with another name, by the keys that both would be filed under."""
    keys = keys_of_view(other)
    ranked = sorted(
        views(name.original, name.kind, exonyms=name.exonyms),
        key=lambda view: -len(keys & keys_of_view(view)),
    )
    return [cut_like(view, other) for view in ranked[:_MOST]]


def cut_like(view: Sketch, other: Sketch) -> Sketch:
    """A foreign name written as one word, cut where the words of the other name end; one of South East Asia, read as
    the other name may spell it; else the view itself.
    """
    if view.column == "sea":
        return _read_like(view, other)
    if view.column != "foreign" or len(view.units) != 1 or not 1 < len(other.units) <= _WORDS:
        return view
    if len(view.units[0].text) < _LONG:
        return view
    sounds = nearest_words(view.units[0].text, tuple([unit.word.sounds[0] for unit in other.units]))
    ends = ends_within(view.units[0].text, sounds) if len(sounds) > 1 else ()
    return recut(view, ends) if ends else view


@lru_cache(maxsize=1 << 13)
def nearest_words(signs: str, sounds: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the words in a row that the signs as a whole sound most like: 阿都拉欣 is Abdul Rahim of Abdul Rahim
    Bakri. All of them, unless some are much more alike.
    """
    heard = "".join([word_of_signs(sign, "foreign").sounds[0] for sign in signs])
    parts = [sounds[i:j] for i in range(len(sounds)) for j in range(i + 1, len(sounds) + 1)]
    return max(parts, key=lambda part: OSA.normalized_similarity("".join(part), heard) + _ALL * len(part) / len(sounds))


def _read_like(view: Sketch, other: Sketch) -> Sketch:
    """The signs of the given name, which stand apart, as one word in the reading nearest to the other name."""
    family, *signs = view.units
    if len(signs) < 2:
        return view
    words = [unit.word.sounds[0] for unit in other.units]
    heard = tuple(map("".join, [*zip(words), *pairwise(words)]))
    text = "".join([unit.text for unit in signs])
    return replace(view, units=(family, replace(signs[0], text=text, word=word_like(text, heard))))


@lru_cache(maxsize=1 << 13)
def ends_within(signs: str, sounds: tuple[str, ...]) -> tuple[int, ...]:
    """After how many signs the sounds end, where all are read one after the other."""
    heard = [word_of_signs(sign, "foreign").sounds[0] for sign in signs]
    borders = [0, *accumulate(map(len, heard))]
    operations = Levenshtein.opcodes("".join(sounds), "".join(heard))
    ends = set()
    for place in list(accumulate(map(len, sounds)))[:-1]:
        there = next(
            op.dest_start + min(place - op.src_start, op.dest_end - op.dest_start)
            for op in operations
            if op.src_start <= place <= op.src_end
        )
        ends.add(min(range(len(borders)), key=lambda n: abs(borders[n] - there)))
    return tuple(sorted(ends - {0, len(signs)}))
