"""The full names of people in texts, and which of them a short form belongs to: "Tokayev", "Dariga", "Смаилова"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from kzresolve.resolve.find import Found
from kzresolve.resolve.lexicon import lexicon
from kzresolve.resolve.spot import base_forms
from kzresolve.text.readings import heard

_SOUND = "~"  # marks a reading among words
_READINGS = 3


class FullNames:
    """People's full names by document (None: any) and by the words they may be shortened to."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._found = found
        self._by_word: defaultdict[tuple[str | None, str], list[int]] = defaultdict(list)
        for n, f in enumerate(found):
            if f.kind == "PER" and len(f.form) > 1:
                for word in {*_full_forms(f), *_sounds(f.form[-1])}:
                    self._by_word[f.document.id, word].append(n)
                    self._by_word[None, word].append(n)

    def owner(self, short: Found) -> int | None:
        """The number of the full name that a short one belongs to: of the same last word or given name, else of its
        sound; the nearest before it in its document, or the only form elsewhere.
        """
        words = (*base_forms(short.form[0]), *_sounds(short.form[0]))
        for word in words:
            here = self._by_word.get((short.document.id, word))
            if here:
                before = [n for n in here if self._found[n].start < short.start]
                return before[-1] if before else here[0]
        for word in words:
            elsewhere = self._by_word.get((None, word))
            if elsewhere:
                return elsewhere[0] if len({self._found[n].form for n in elsewhere}) == 1 else None
        return None


def _full_forms(full: Found) -> set[str]:
    """What a full name may be shortened to: its last word or its first. They are case forms only together, else Дарига
    Назарбаева would be somebody called Назарбаев.
    """
    first, last = full.form[0], full.form[-1]
    return {first, last} if first in lexicon().given else {*base_forms(first), *base_forms(last)}


def _sounds(word: str) -> tuple[str, ...]:
    """The likeliest readings of a word, marked, so that "Toqaev" means Tokayev, but not Tokayeva."""
    return tuple(_SOUND + sound for sound in islice(heard(word), _READINGS))
