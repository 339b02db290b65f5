"""Names of bodies and regions brought to one language, word by word: "Sąd Najwyższy" is "court supreme".

Only for lists of names from running text; what is no word of tables/names/glossary.tsv stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import permutations
from typing import NamedTuple

from kzresolve.match.places import ORGANISATIONS, organisation, places
from kzresolve.names.declension import declined
from kzresolve.resolve.lexicon import given_names
from kzresolve.resolve.settled import country_names, country_of
from kzresolve.tables import read_tsv

GLOSSARY, COUNTRIES = "names/glossary.tsv", "names/country_words.tsv"
_NO_WEIGHT = "-"  # what small words and "affairs" mean in the name of a body
_COMPASS = frozenset({"north", "south", "east", "west"})
_SORTS = frozenset(
    {"republic", "kingdom", "federation", "federal", "people", "islamic", "state", "country", "united", "principality"}
)
_STATES = frozenset({"republic", "kingdom", "federation", "principality"})
_TELLING = 3  # words of a body's name that tell it whatever their order
_ORDERED = range(2, 4)  # words of a name that is looked up in any order
_AFFAIRS = 4  # letters of a word of no weight that may have a capital; "I" and "В." are initials
_PHRASE = 2  # words of a term at most
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


def in_english(name: str, dictionary_form: Callable[[str], str]) -> str:
    """A name of a body or place with its generic words and countries in English ("supreme court Pakistan"), the others
    as they stand; "" where it may be another name: no word of it is a head ("court"), nor is each in the tables.
    """
    words = _WORD.findall(name)
    if _may_be_person(words):
        return ""
    found: list[str] = []
    head, known = False, True
    i = 0
    while i < len(words):
        term, length = _term_at(words, i)
        i += length
        if term is not None:
            head = head or term.head
            found += [] if term.text == _NO_WEIGHT else [term.text]
            continue
        country = country_names().get(country_of(words[i - 1]), "")
        known = known and country != ""
        found.append(country or dictionary_form(words[i - 1]))
    if len(words) > 1:
        found = _without_sorts(found)
        if country := _with_sort(found):
            return country
    if len(words) == 1:  # a word alone is as often something else: "Green"
        head, known = head or (not _COMPASS.isdisjoint(found) and not name.isascii()), False
    return " ".join(found) if found and (head or known) else ""


def _may_be_person(words: Sequence[str]) -> bool:
    """Whether words are written as a person's that begin with a given name; Liga is one, but not in "Liga Mistrzów"."""
    if not words or words[0].casefold() not in given_names() or any(map(str.islower, words)):
        return False
    return len(words) == 1 or not all(map(is_term, words))


def _without_sorts(words: Sequence[str]) -> list[str]:
    """The words, "united" and "state" side by side, or "federation" beside "Russia", made the country's name, once."""
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        pair = frozenset({word, before})
        country = _of_two().get(pair, "") or next(iter(pair & _countries()), "")
        if before and country and (pair in _of_two() or pair & _STATES or len(pair) == 1):
            found[-1] = country
        else:
            found.append(word)
    return found


@cache
def _of_two() -> dict[frozenset[str], str]:
    """Countries that two words side by side mean."""
    return {frozenset({row["one"], row["two"]}): row["country"] for row in read_tsv(COUNTRIES)}


@cache
def _countries() -> frozenset[str]:
    return frozenset(country_names().values())


def _with_sort(words: Sequence[str]) -> str:
    """The country of "Russia federation" or "kingdom united"; "" for anything else."""
    rest = [word for word in words if word not in _SORTS]
    if not rest:
        return _of_two().get(frozenset(words), "")
    alone = len(rest) < len(words) and len(set(rest)) == 1 and rest[0] in _countries()
    return rest[0] if alone else ""


def known_in_english(english: str) -> str:
    """The id of the body or place of many names that a name in English, as `in_english` gives it, is one of; else "".

    Other languages put the words in another order: "sea black".
    """
    words = english.split()
    orders = permutations(words) if len(words) in _ORDERED else [tuple(words)][: len(words) - 1]
    for order in orders:
        phrase = " ".join(order)
        known = organisation(phrase) or places(phrase)
        if known is not None and len(known.ids) == 1:
            return next(iter(known.ids))
    return _bodies().get(english, "") or _bodies().get(" ".join(sorted(words)), "")


@cache
def _bodies() -> dict[str, str]:
    """Names of bodies in English, and their words in alphabetical order where they are telling, to the id of the only
    one that is called so.
    """
    found: dict[str, set[str]] = {}
    for row in read_tsv(ORGANISATIONS):
        for form in row["forms"].split("|"):
            english = in_english(form, str)
            words = english.split()
            if len(words) > 1:
                found.setdefault(english, set()).add(row["organisation"])
            if len(set(words)) >= _TELLING:
                found.setdefault(" ".join(sorted(words)), set()).add(row["organisation"])
    return {words: next(iter(ids)) for words, ids in found.items() if len(ids) == 1}


def is_term(word: str) -> bool:
    """Whether a word is a form of one that names of bodies are made of."""
    term = _terms().get(_key(word))
    return term is not None and term.text != _NO_WEIGHT


@lru_cache(maxsize=1 << 14)
def heads(name: str) -> frozenset[str]:
    """The sorts of body that words of a name say ("commission")."""
    words = _WORD.findall(name)
    terms = [_terms().get(_key(word)) for word in words]
    return frozenset(term.text for term in terms if term is not None and term.head and " " not in term.text)


@lru_cache(maxsize=1 << 14)
def sort_and_country(name: str) -> tuple[frozenset[str], str]:
    """What a name of a body says in words of the glossary ("supreme", "court"), and the country it names; none where it
    says more, or less than two words.
    """
    english = in_english(name, str)
    named = [country for country in _countries() if country in english] if heads(name) else []
    for country in named:
        english = english.replace(country, "")
    words = frozenset(english.split())
    if len(words) < _PHRASE or len(named) > 1 or not words <= _words_of_terms():
        return frozenset(), ""
    return words, "".join(named)


@cache
def _words_of_terms() -> frozenset[str]:
    return frozenset(word for term in _terms().values() for word in term.text.split())


class _Term(NamedTuple):
    text: str
    head: bool


def _term_at(words: Sequence[str], i: int) -> tuple[_Term | None, int]:
    """The term that begins at a word, and how many words it takes; None, 1 if there is none."""
    for length in range(min(_PHRASE, len(words) - i), 0, -1):
        term = _terms().get(_key(" ".join(words[i : i + length])))
        if term is not None and (term.text != _NO_WEIGHT or words[i].islower() or len(words[i]) >= _AFFAIRS):
            return term, length
    return None, 1


def _key(text: str) -> str:
    return text.casefold().replace("ё", "е")  # which is written as one likes


@cache
def _terms() -> dict[str, _Term]:
    """Form in small letters to what it means; dictionary forms first, then the rows in their order."""
    found: dict[str, _Term] = {}
    rows = [
        (word, row["lang"], _Term(row["term"], row["head"] == "yes"))
        for row in read_tsv(GLOSSARY)
        for word in row["words"].casefold().split("|")
    ]
    for text, _, term in rows:
        found.setdefault(text, term)
    for text, lang, term in rows:
        for form in declined(text, lang):
            found.setdefault(form, term)
    return found
