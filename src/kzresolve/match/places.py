"""Knowledge that no spelling tells: Germany, Deutschland and Németország are one place, Austria and Australia are two.

Whole names, and the words of organisations, are looked up in tables/names/exonyms*.tsv, as written or with a case
ending undone; so are bodies that every language calls otherwise (organisations.tsv: ООН, UN).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from kzresolve.match.lookup import Lookup, lookup
from kzresolve.match.reason import Reason
from kzresolve.names.inflection import lemmas
from kzresolve.tables import read_tsv
from kzresolve.text.normalise import normalise, settled_cyrillic

if TYPE_CHECKING:
    from kzresolve.match.sketch import Sketch

TABLE, BY_HAND, SLAVIC = "names/exonyms.tsv", "names/exonyms_hand.tsv", "names/exonyms_slavic.tsv"
ADJECTIVES = "names/place_adjectives.tsv"
ORGANISATIONS = "names/organisations.tsv"
COUNTRY = 2  # letters of the id of a country
TOWN = "town:"  # what the id of a small place begins with: namesakes abound, and the table has few of them
MOST_WORDS = 4  # of a name whose endings are undone
_LEMMAS = 8  # of one word
_TRIED = 100  # combinations of lemmas
_PREFIX = 3  # letters that no ending changes
_BEGIN = "\t"  # before what a form begins with, among forms; no key holds it
_LONGEST = 60  # letters of a name that is looked up
_BREAK = re.compile(r"[\s\-_,.]+")
_COMMA = re.compile("[,،，、]")
_SILENT = str.maketrans({"'": "", "ʹ": "", "ʺ": "", "ł": "l", "ø": "o", "đ": "d", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Places:
    """The places a name may mean, by id, who says so, the note of an undone ending, if any, and the countries that the
    name itself says they are in ("Kirov, Russia").
    """

    ids: frozenset[str]
    source: str
    note: str = ""
    within: frozenset[str] = frozenset()


def place_key(name: str) -> str:
    """A name as exonyms are stored: small letters without accents, words parted by single spaces.

    Raises InputError for what `normalise` refuses.
    """
    text = normalise(name)[0].casefold().translate(_SILENT)
    if not text.isascii():
        text = "".join(map(without_accents, text))
        text = normalise(text)[0]  # a letter without its accent may be a stray of another script
    return _BREAK.sub(" ", text).strip()


@lru_cache(maxsize=1 << 13)
def without_accents(char: str) -> str:
    """A character without the accents it is written with; "" for an accent."""
    return "".join([part for part in unicodedata.normalize("NFD", char) if not unicodedata.combining(part)])


@lru_cache(maxsize=1 << 16)
def places(name: str) -> Places | None:
    """The places `name` is a name of, in any language; None where the table knows none."""
    if len(name) > _LONGEST:
        return None
    words = name.split(" ")
    if all(map(str.isalpha, words)) and _BEGIN + " ".join(map(_beginning_of, words)) not in _table():
        return None  # the usual case: neither such a name nor a form of one begins like this
    key = place_key(name)
    if _COMMA.search(name):
        return _listed(key) or _qualified(name)
    if _BEGIN + _beginning(key.split(" ")) not in _table():
        return None
    return _listed(key) or _declined(name.casefold(), key)


def _qualified(name: str) -> Places | None:
    """A place with the larger ones it is in: "Almaty, Kazakhstan". All must be known; the first is no country."""
    parts = [part.strip() for part in _COMMA.split(name)]
    found = [places(part) for part in parts]
    if found[0] is None or None in found:
        return None
    named, *around = [each for each in found if each]
    ids = frozenset([place for place in named.ids if len(place) > COUNTRY])
    within = frozenset([place for each in around for place in each.ids if len(place) == COUNTRY])
    return replace(named, ids=ids, within=within) if ids and around else None


def is_listed(name: str) -> bool:
    """Whether `name`, just as it is written, is in the table."""
    return len(name) <= _LONGEST and place_key(name) in _table()


@lru_cache(maxsize=1 << 16)
def organisation(name: str) -> Places | None:
    """The body of many names that `name` is one of ("ООН", "United Nations"); None where the table knows none."""
    found = places(name)
    ids = found.ids & _organisations() if found else frozenset()
    return Places(ids, found.source, found.note) if found and ids else None


@lru_cache(maxsize=1 << 16)
def places_of_word(word: str) -> Places | None:
    """The places a word of an organisation's name speaks of: their names or adjectives (British, brytyjski)."""
    if len(word) > _LONGEST:
        return None
    for text, note in _origins(word.casefold()):
        ids = _adjectives().get(place_key(text))
        if ids is not None:
            return Places(ids, "unverified", note)
    return places(word)


def places_of_adjective(adjective: str) -> frozenset[str]:
    """The places whose adjective, in a form that the table has, a word is (British, brytyjski)."""
    return _adjectives().get(place_key(adjective), frozenset())


def _listed(key: str) -> Places | None:
    found = _table().get(key)
    if found is None:
        return None
    said = found.split("\t")
    return Places(frozenset(said[::2]), " and ".join(dict.fromkeys(said[1::2])))


def _declined(name: str, key: str) -> Places | None:
    """A case form of a listed name; only words that begin as those of a listed one are tried."""
    words = key.split(" ")
    if len(words) > MOST_WORDS:
        return None
    written = [word for word in _BREAK.split(name) if word]
    for chosen in islice(product(*map(_origins, written)), 1, _TRIED):
        found = _listed(place_key(" ".join([text for text, _ in chosen])))
        if found is not None:
            return Places(found.ids, found.source, ", ".join(note for _, note in chosen if note))
    return None


def _origins(word: str) -> list[tuple[str, str]]:
    """The word itself and what it may be a case form of, each with a note of the ending undone."""
    undone = [(lemma.text, f"{word} is {lemma.case} ({lemma.rule})") for lemma in lemmas(word)[:_LEMMAS]]
    return [(word, ""), *undone]


@lru_cache(maxsize=1 << 16)
def _beginning_of(word: str) -> str:
    """How a word of letters alone begins among the words of a place's name."""
    if word.isascii():
        return word[:_PREFIX].lower()
    if settled_cyrillic().issuperset(word):
        return "".join(map(without_accents, word[:_PREFIX].casefold()))
    return _beginning(place_key(word).split(" "))


def _beginning(words: list[str]) -> str:
    return " ".join([word[:_PREFIX] for word in words])


@cache
def _table() -> Lookup | Mapping[str, str]:
    return lookup("places", _read_table)


def _read_table() -> dict[str, str]:
    """Form to place and source, or several of both; and what the forms begin with."""
    found: dict[str, str] = {}
    for row in read_tsv(TABLE) + read_tsv(BY_HAND) + read_tsv(SLAVIC):
        said = f"{row['place']}\t{row['source']}"
        for form in row["forms"].split("|"):
            found[form] = f"{found[form]}\t{said}" if form in found else said
    for row in read_tsv(ORGANISATIONS):
        body, source = row["organisation"], row["source"]
        for form in dict.fromkeys(map(place_key, row["forms"].split("|"))):
            known = found[form].split("\t") if form in found else []
            if body not in known[::2]:
                found[form] = "\t".join([*known, body, source])
    return found | dict.fromkeys([_BEGIN + _beginning(form.split(" ")) for form in found], "")


@cache
def _organisations() -> frozenset[str]:
    return frozenset(row["organisation"] for row in read_tsv(ORGANISATIONS))


@cache
def _adjectives() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in read_tsv(ADJECTIVES):
        for form in row["forms"].split("|"):
            found[form] = found.get(form, frozenset()) | {row["place"]}
    return found


# -- as a reason -------------------------------------------------------------------------------------------------


def place_reason(a: Sketch, b: Sketch) -> Reason | None:
    """What is known of two names as names of places: that they mean one or different ones; None if nothing."""
    left = a.places
    right = b.places if left is not None else None
    if left is None or right is None:
        return None
    apart = left.within and right.within and not left.within & right.within
    if apart or not left.ids & right.ids:
        known = "places" if _are_large(left) and _are_large(right) else "towns"
        return _two_places(a.original, b.original, _sources(left, right), known)
    if a.kind is None and _may_be_person(a) and _may_be_person(b):
        return None
    return _one_place(a.original, b.original, left, right)


@lru_cache(maxsize=1 << 14)
def _one_place(one: str, two: str, left: Places, right: Places) -> Reason:
    other = 1 - len(left.ids & right.ids) / len(left.ids | right.ids)
    features = (("exonym", 1.0), *((("less:exonym", other),) if other else ()))
    return Reason("exonym", one, two, told(left, right), features)


@lru_cache(maxsize=1 << 14)
def _two_places(one: str, two: str, sources: str, known: str) -> Reason:
    return Reason("contradicted", one, two, f"names of two places: {sources}", ((f"less:{known}", 1.0),))


def _are_large(found: Places) -> bool:
    """Whether none of the places is a town."""
    return not any(place.startswith(TOWN) for place in found.ids)


def told(left: Places, right: Places) -> str:
    """The reason in words."""
    return "; ".join(filter(None, [f"names of one place: {_sources(left, right)}", left.note, right.note]))


def _sources(left: Places, right: Places) -> str:
    return " and ".join(dict.fromkeys([left.source, right.source]))


def _may_be_person(name: Sketch) -> bool:
    """Whether people are called so too (Jordan, Victoria): a word of it is no rare name."""
    return any(unit.word.rarity < 1 for unit in name.units)
