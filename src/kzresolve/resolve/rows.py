"""The names of a list as rows of distinct words, so that what is known of a word is worked out once.

Most names are rows of the words they are written with. One with initials, titles or generic words, or in a script
without spaces, is taken apart first; one in Han signs has a row for each way to see it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kzresolve.match.keys import words_of
from kzresolve.match.sketch import Sketch, Unit, views
from kzresolve.names.han import has_han
from kzresolve.names.lexicon import listed_words
from kzresolve.resolve.neighbours import Heard, Words, alike, as_heard, as_read, spread
from kzresolve.text.readings import single

if TYPE_CHECKING:
    from kzresolve.resolve.neighbours import Flags, Floats, Numbers

_JOINED = 0.75  # how near two words read as one must be to another
_TWO = 2  # words of a name of which a father's name is one: it counts
_BEARS = 0.8  # how near a word of a full name must be to that of a lone name
_READ = 2  # skeletons of each of the two
_LENGTHS = 2  # by how many sounds two words read as one may be longer or shorter
_UNPLAIN = re.compile(r"[.,\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_LIGHT = frozenset({"particle", "patronymic"})
_DOT = "."  # marks an initial among the words
_INITIAL = 2  # letters of a word that may be an initial


class Joined(NamedTuple):
    """Neighbours of a row that read as one are near a word: the row, both, that word, and how near, 0..1."""

    rows: Numbers
    left: Numbers
    right: Numbers
    words: Numbers
    values: Floats


class Rows:
    """Words of names, by number. heard: the distinct words; name_of: by row; words, row_of: by place in all rows, one
    after another; counts: whether the word there counts beside others, and is no particle, generic word or name
    of a father; meets: whether names may meet in it.
    """

    def __init__(self, names: Sequence[str], kind: str | None) -> None:
        import numpy as np

        self.names = len(names)
        self.heard: list[Heard] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._letters: list[int] = []  # how many each word has; 0 where a letter is as good as a word
        self._plain = [False] * len(names)
        self._read(names, kind)
        self.vocabulary = Words(self.heard)
        letters = np.array(self._letters, np.int64)
        self.initial = (letters > 0) & (letters <= _INITIAL)  # by word: whether it may be an initial
        lone = np.bincount(self.row_of, self.counts, minlength=len(self.name_of)) < _TWO
        fathers = np.array([word.father for word in self.heard], bool)
        of = self.name_of[self.row_of]
        words = np.bincount(of, minlength=self.names)
        of_fathers = np.bincount(of, fathers[self.words], minlength=self.names)
        self._full: list[bool] = (np.array(self._plain, bool) & (words >= _TWO) & (of_fathers == 0)).tolist()
        self.counts |= lone[self.row_of] & fathers[self.words]
        none = np.bincount(self.row_of, self.counts, minlength=len(self.name_of)) == 0
        self.counts |= none[self.row_of]

    def _read(self, names: Sequence[str], kind: str | None) -> None:
        import numpy as np

        listed = listed_words()
        name_of: list[int] = []
        sizes: list[int] = []
        words: list[int] = []
        counts: list[bool] = []
        meets: list[bool] = []
        for i, name in enumerate(names):
            written = () if _UNPLAIN.search(name) or has_han(name) else words_of(name)
            if written and listed.isdisjoint(written):
                self._plain[i] = True
                numbers = [self._number(word) for word in written]
                name_of.append(i)
                sizes.append(len(numbers))
                words += numbers
                counts += [not self.heard[number].father for number in numbers]
                meets += [self._letters[number] != 1 for number in numbers]
                continue
            for view in views(name, kind):
                units = (*view.units, *view.initials)
                name_of.append(i)
                sizes.append(len(units))
                words += [self._seen(unit, view) for unit in units]
                counts += [unit.role not in _LIGHT and not unit.concept for unit in units]
                meets += [unit.role not in ("particle", "initial") for unit in units]
        self.name_of = np.array(name_of, np.int64)
        self.words = np.array(words, np.int64)
        self.row_of, _ = spread(np.array(sizes, np.int64))
        self.counts: Flags = np.array(counts, bool)
        self.meets: Flags = np.array(meets, bool)

    def is_full(self, name: int) -> bool:
        """Whether a name, by index, certainly has two words or more beside those of its father."""
        return self._full[name]

    def bearing(self, lone: Sequence[int]) -> list[bool]:
        """By name: whether it may have a word that is nearly one of some lone names, given by index."""
        import numpy as np

        of = self.name_of[self.row_of]
        by_bones: defaultdict[str, list[int]] = defaultdict(list)
        for word in np.unique(self.words[np.isin(of, lone)]).tolist():
            for bones in self.heard[word].bones:
                by_bones[bones].append(word)
        met = {(a, b) for b, word in enumerate(self.heard) for bones in word.bones for a in by_bones.get(bones, ())}
        one, other = np.array(sorted(met), np.int64).reshape(-1, 2).T
        near = self.vocabulary.nearness(one, other) >= _BEARS
        near |= self.vocabulary.rough[one] | self.vocabulary.rough[other]
        for n in np.flatnonzero(~near).tolist():
            near[n] = not set(self.heard[one[n]].keys).isdisjoint(self.heard[other[n]].keys)
        has = np.zeros(len(self.heard), bool)
        has[other[near]] = True
        found = np.bincount(of, has[self.words], minlength=self.names) > 0
        told: list[bool] = (found | ~np.array(self._plain, bool)).tolist()
        return told

    def _number(self, text: str, key: str = "", made: Heard | None = None) -> int:
        found = self._numbers.get((text, key))
        if found is None:
            found = self._numbers[text, key] = len(self.heard)
            word = made or as_heard(text)
            self.heard.append(word)
            self._letters.append(0 if word.rough else 1 if key == _DOT else len(text))
        return found

    def _seen(self, unit: Unit, view: Sketch) -> int:
        text = unit.text.casefold()
        if unit.role == "initial":
            return self._number(text, _DOT, as_read(unit.word))
        if view.column:
            return self._number(text, view.column, as_read(unit.word))
        if unit.places:
            keys = sorted(unit.places.ids)
            return self._number(text, " ".join(keys), as_heard(text, [f"@{key}" for key in keys]))
        return self._number(text)


def joined(rows: Rows) -> Joined:
    """Where two neighbours read as one sound like another word: Kassym Jomart, Kasymzhomart."""
    import numpy as np

    by_bones: defaultdict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(rows.heard):
        for bones in word.bones:
            by_bones[bones].append(i)
    many = max(1, len(rows.heard))
    usable = (rows.row_of[1:] == rows.row_of[:-1]) & rows.meets[1:] & rows.meets[:-1]
    at = np.flatnonzero(usable)
    codes, which = np.unique(rows.words[at] * many + rows.words[at + 1], return_inverse=True)
    found: list[tuple[int, int, int, int]] = []
    for number, (one, two) in enumerate(zip((codes // many).tolist(), (codes % many).tolist(), strict=True)):
        first, second = rows.heard[one], rows.heard[two]
        length = len(first.coarse[0]) + len(second.coarse[0])
        skeletons = {single(a + b.removeprefix("A")) for a in first.bones[:_READ] for b in second.bones[:_READ]}
        near = {word for skeleton in skeletons for word in by_bones.get(skeleton, ())}
        found += [(number, one, two, w) for w in near if abs(len(rows.heard[w].coarse[0]) - length) <= _LENGTHS]
    pair, left, right, words = np.array(sorted(found), np.int64).reshape(-1, 4).T
    sounds = np.array([word.coarse[0] for word in rows.heard], object)
    values = alike(sounds[left] + sounds[right], sounds[words]) if found else np.empty(0, np.float32)
    kept = values >= _JOINED
    pair, left, right, words, values = pair[kept], left[kept], right[kept], words[kept], values[kept]
    order = np.argsort(which, kind="stable")
    sizes = np.bincount(which, minlength=len(codes))
    n, step = spread(sizes[pair])
    places = order[(np.cumsum(sizes) - sizes)[pair][n] + step]
    return Joined(rows.row_of[at[places]], left[n], right[n], words[n], values[n])
