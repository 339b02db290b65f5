"""The names of a list as rows of distinct words, so that what is known of a word is worked out once.

Most names are rows of the words they are written with. One with initials, titles or generic words, or in a script
without spaces, is taken apart first; one in Han signs has a row for each way to see it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kzresolve.match.keys import spaced_words
from kzresolve.match.sketch import Sketch, Unit, views
from kzresolve.names.han import has_han
from kzresolve.names.lexicon import listed_words
from kzresolve.resolve.arrays import spread
from kzresolve.resolve.heard import Heard, as_heard, as_read
from kzresolve.resolve.neighbours import Words
from kzresolve.text.normalise import normalise

if TYPE_CHECKING:
    from kzresolve.resolve.arrays import Flags

_TWO = 2  # words of a name of which a father's name is one: it counts
_UNPLAIN = re.compile(r"[.,\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_LIGHT = frozenset({"particle", "patronymic"})
_DOT = "."  # marks an initial among the words
_HALF = "-"  # and the halves of hyphenated words that are too short to be told from initials, but are none (Ju-young)
_INITIAL = 2  # letters of a word that may be an initial


class Rows:
    """Words of names, by number.

    By word: texts, in small letters; heard; initial: whether it may be an initial. By row: name_of. By place in all
    rows, one after another: words; row_of; counts: whether the word there counts beside others, and is no particle,
    generic word or name of a father; meets: whether names may meet in it. By name: plain: whether it is just the words
    it is written with; bare: whether none of these may be a father's name either; full: and they are two or more.
    """

    def __init__(self, names: Sequence[str], kind: str | None) -> None:
        self.names = len(names)
        self.texts: list[str] = []
        self._keys: list[Sequence[str]] = []  # further ones that each word is filed under
        self._made: dict[int, Heard] = {}  # words that were read with their names
        self._letters: list[int] = []  # how many each word has
        self._numbers: dict[tuple[str, str], int] = {}
        self._pieces: dict[str, list[int] | None] = {}
        self._read(names, kind)
        self.heard = as_heard(self.texts, self._keys)
        for number, word in self._made.items():
            self.heard[number] = word
        self.vocabulary = Words(self.heard)
        self._count()

    def _read(self, names: Sequence[str], kind: str | None) -> None:
        import numpy as np

        plain: list[bool] = []
        name_of: list[int] = []
        sizes: list[int] = []
        words: list[int] = []
        counts: list[bool] = []
        meets: list[bool] = []
        for i, name in enumerate(names):
            written = self._written(name)
            plain.append(written is not None)
            if written is not None:
                name_of.append(i)
                sizes.append(len(written))
                words += written
                counts += [True] * len(written)
                meets += [True] * len(written)
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

    def _count(self) -> None:
        """Settle, by what is now known of each word, which names are bare and full, and which words count."""
        import numpy as np

        # In a script that tells sounds only roughly, one letter is as good as a word.
        letters = np.where(self.vocabulary.rough, 0, np.array(self._letters, np.int64))
        self.initial: Flags = (letters > 0) & (letters <= _INITIAL)
        fathers = np.array([word.father for word in self.heard], bool)
        of = self.name_of[self.row_of]
        sizes = np.bincount(of, minlength=self.names)
        of_fathers = np.bincount(of, fathers[self.words], minlength=self.names)
        self.bare: Flags = self.plain & (of_fathers == 0)
        self.full: Flags = self.bare & (sizes >= _TWO)
        self.meets &= ~self.plain[of] | (letters[self.words] != 1)
        self.counts &= ~self.plain[of] | ~fathers[self.words]
        lone = np.bincount(self.row_of, self.counts, minlength=len(self.name_of)) < _TWO
        self.counts |= lone[self.row_of] & fathers[self.words]
        none = np.bincount(self.row_of, self.counts, minlength=len(self.name_of)) == 0
        self.counts |= none[self.row_of]

    def _written(self, name: str) -> list[int] | None:
        """The words that a plain name is written with; None for any other name."""
        found: list[int] = []
        for piece in name.split(" "):
            words = self._pieces.get(piece, ())
            if words == ():  # most pieces are those of many names
                words = self._pieces[piece] = self._of_piece(piece)
            if words is None:
                return None
            found += words
        return found or [self._number(normalise(name)[0].strip())]

    def _of_piece(self, piece: str) -> list[int] | None:
        words = _words_of(piece)
        if words is None:
            return None
        halves = len(words) > 1
        return [self._number(word, _HALF if halves and len(word) == _INITIAL else "") for word in words]

    def _number(self, text: str, key: str = "", keys: Sequence[str] = (), made: Heard | None = None) -> int:
        """The number of a word. key: what tells it from others that are written so; keys: further ones to file it
        under; made: the word, where it is read already.
        """
        found = self._numbers.get((text, key))
        if found is None:
            found = self._numbers[text, key] = len(self.texts)
            self.texts.append(text)
            self._keys.append(keys)
            self._letters.append({_DOT: 1, _HALF: _INITIAL + 1}.get(key, len(text)))
            if made is not None:
                self._made[found] = made
        return found

    def _seen(self, unit: Unit, view: Sketch) -> int:
        text = unit.text.casefold()
        if unit.role == "initial" or view.column:
            key = _DOT if unit.role == "initial" else view.column
            return self._number(text, key, made=as_read(unit.word))
        ids = sorted(unit.places.ids) if unit.places else []
        return self._number(text, " ".join(ids), [f"@{place}" for place in ids])


def _words_of(piece: str) -> list[str] | None:
    """The words of a piece of a name between two spaces, None where more must be seen of the name than these."""
    if _UNPLAIN.search(piece) or has_han(piece):
        return None
    words = spaced_words(normalise(piece)[0])
    return words if listed_words().isdisjoint(words) else None
