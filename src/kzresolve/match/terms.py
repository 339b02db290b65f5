"""What a name is looked up by: the shapes of its words, and marks of the name as a whole.

Marks: "=" + initials, or the name itself where it may be an acronym; "@" + the places it is a name of.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from kzresolve.match.keys import initials, is_unspaced, words_of
from kzresolve.match.places import places
from kzresolve.match.sketch import views
from kzresolve.match.vocabulary import Shape, shape_of, shape_of_word
from kzresolve.match.words import word_of_signs
from kzresolve.names.han import has_han
from kzresolve.names.inflection import lemmas
from kzresolve.names.lexicon import folded, listed_words

_LEMMAS = 2  # of a word that is looked up
_MOST = 32  # words of a name
_NAMED = 2  # names of a person beside which the patronymic may well be left out
_LONG = range(4, 13)  # signs of a foreign name that may be two words written as one: 佐哈里阿都 is Johari Abdul
_LEAST = 2  # signs of each


class Term(NamedTuple):
    """A word of a name: its shape, whether it is a part that may well be left out (a patronymic, a particle, a title, a
    generic word), and how it is written, "" for signs that are read.
    """

    shape: Shape
    light: bool
    text: str = ""

    def lemmas(self) -> tuple[Shape, ...]:
        """The shapes of the words whose case form it may be."""
        return _lemmas(self.text)


class Terms(NamedTuple):
    """views: the words of a name; of Han signs apart for each language that may have written them. initials: how many
    words of one letter were left out of these. acronyms, places: marks, hashed.
    """

    views: tuple[tuple[Term, ...], ...]
    initials: int
    acronyms: tuple[int, ...]
    places: tuple[int, ...]

    @property
    def is_rough(self) -> bool:
        """Whether the script of a word of it tells its sounds only roughly."""
        return any(term.shape.rough for view in self.views for term in view)


def sought(name: str) -> Terms:
    """What a name is looked up by: what it would be filed under, and the two words that a foreign name of Han signs
    without a mark between words may be. Raises InputError for what `normalise` refuses.
    """
    found = terms(name)
    if not has_han(name):
        return found
    return found._replace(views=(*found.views, *_cut(name)))


def terms(name: str) -> Terms:
    """What a name is filed under; a name with a letter has a word. Raises InputError for what `normalise` refuses."""
    if isinstance(name, str) and has_han(name):
        return Terms(_views(name), 0, (), _places(name))
    words = words_of(name)
    named = ([word for word in words if len(word) > 1 or is_unspaced(word)] or words)[:_MOST]
    found = [Term(shape_of(word), _is_light(word), word) for word in named]
    plain = [place for place, term in enumerate(found) if not term.light]
    fathers = [place for place in plain if place > 0 and found[place].shape.father]
    if len(plain) - len(fathers) >= _NAMED:  # beside a single name a patronymic is what tells it from others
        for place in fathers:
            found[place] = found[place]._replace(light=True)
    return Terms((tuple(found),), len(words) - len(named), _acronyms(name, words), _places(name))


def _views(name: str) -> tuple[tuple[Term, ...], ...]:
    found = [
        tuple([Term(shape_of_word(unit.word), unit.role == "particle" or unit.concept != "") for unit in view.units])
        for view in views(name, None)
    ]
    return tuple(filter(None, found)) or ((Term(shape_of(name), light=False),),)


def _cut(name: str) -> list[tuple[Term, ...]]:
    """The views of a foreign name in Han signs, if it is one word, as two words."""
    words = [view.units[0].text for view in views(name, None) if view.column == "foreign" and len(view.units) == 1]
    return [
        tuple([Term(shape_of_word(word_of_signs(part, "foreign")), light=False) for part in (text[:end], text[end:])])
        for text in words
        if len(text) in _LONG
        for end in range(_LEAST, len(text) - _LEAST + 1)
    ]


@lru_cache(maxsize=1 << 16)
def _is_light(word: str) -> bool:
    return folded(word) in listed_words()


@lru_cache(maxsize=1 << 15)
def _lemmas(word: str) -> tuple[Shape, ...]:
    return tuple([shape_of(lemma.text) for lemma in lemmas(word)[:_LEMMAS]])


def _places(name: str) -> tuple[int, ...]:
    named = places(name)
    return tuple([crc32(f"@{place}".encode()) for place in sorted(named.ids)]) if named is not None else ()


def _acronyms(name: str, words: list[str]) -> tuple[int, ...]:
    return tuple([crc32(mark.encode("utf-8", "surrogatepass")) for mark in sorted(initials(name, words))])
