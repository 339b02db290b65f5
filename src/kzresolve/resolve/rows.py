"""The names of a list as rows of distinct words, so that what is known of a word is worked out once.

Most names are rows of the words they are written with. One with initials, titles or generic words, or in a script
without spaces, is taken apart first; one in Han signs has a row for each way to see it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kzresolve.match.keys import words_of
from kzresolve.match.sketch import Sketch, Unit, views
from kzresolve.names.han import has_han
from kzresolve.names.lexicon import listed_words
from kzresolve.resolve.neighbours import Heard, Words, as_heard, as_read, spread

if TYPE_CHECKING:
    from kzresolve.resolve.neighbours import Flags

_TWO = 2  # words of a name of which a father's name is one: it counts
_UNPLAIN = re.compile(r"[.,\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_LIGHT = frozenset({"particle", "patronymic"})
_DOT = "."  # marks an initial among the words
_INITIAL = 2  # letters of a word that may be an initial


class Rows:
    """Words of names, by number.

    By word: texts, in small letters; heard; initial: whether it may be an initial. By row: name_of. By place in all
    rows, one after another: words; row_of; counts: whether the word there counts beside others, and is no particle,
    generic word or name of a father; meets: whether names may meet in it. By name: plain: whether it is just the words
    it is written with; bare: whether none of these may be a father's name either; full: and they are two or more.
    """

    def __init__(self, names: Sequence[str], kind: str | None) -> None:
        import numpy as np

        self.names = len(names)
        self.texts: list[str] = []
        self.heard: list[Heard] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._letters: list[int] = []  # how many each word has; 0 where a letter is as good as a word
        self._read(names, kind)
        self.vocabulary = Words(self.heard)
        letters = np.array(self._letters, np.int64)
        self.initial = (letters > 0) & (letters <= _INITIAL)  # by word: whether it may be an initial
        lone = np.bincount(self.row_of, self.counts, minlength=len(self.name_of)) < _TWO
        fathers = np.array([word.father for word in self.heard], bool)
        of = self.name_of[self.row_of]
        words = np.bincount(of, minlength=self.names)
        of_fathers = np.bincount(of, fathers[self.words], minlength=self.names)
        self.bare: Flags = self.plain & (of_fathers == 0)
        self.full: Flags = self.bare & (words >= _TWO)
        self.counts |= lone[self.row_of] & fathers[self.words]
        none = np.bincount(self.row_of, self.counts, minlength=len(self.name_of)) == 0
        self.counts |= none[self.row_of]

    def _read(self, names: Sequence[str], kind: str | None) -> None:
        import numpy as np

        listed = listed_words()
        plain: list[bool] = []
        name_of: list[int] = []
        sizes: list[int] = []
        words: list[int] = []
        counts: list[bool] = []
        meets: list[bool] = []
        for i, name in enumerate(names):
            written = () if _UNPLAIN.search(name) or has_han(name) else words_of(name)
            plain.append(bool(written) and listed.isdisjoint(written))
            if plain[i]:
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
        self.plain: Flags = np.array(plain, bool)
        self.name_of = np.array(name_of, np.int64)
        self.words = np.array(words, np.int64)
        self.row_of, _ = spread(np.array(sizes, np.int64))
        self.counts: Flags = np.array(counts, bool)
        self.meets: Flags = np.array(meets, bool)

    def _number(self, text: str, key: str = "", made: Heard | None = None) -> int:
        found = self._numbers.get((text, key))
        if found is None:
            found = self._numbers[text, key] = len(self.heard)
            word = made or as_heard(text)
            self.texts.append(text)
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
