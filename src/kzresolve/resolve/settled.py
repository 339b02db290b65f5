"""Names in a list that can only mean one place or body: its peoples stand for a country, and its names in any case.

Only for lists of names from running text, where "Irlandczyków" and "Irskem" are mentions of Ireland.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import islice, product

from kzresolve.match.places import (
    COUNTRY,
    MOST_WORDS,
    is_listed,
    organisation,
    places,
    places_of_adjective,
    places_of_word,
)
from kzresolve.match.sketch import sketch
from kzresolve.match.words import word
from kzresolve.names.declension import declined
from kzresolve.names.inflection import lemmas_in_list
from kzresolve.names.lexicon import folded, legal_forms
from kzresolve.resolve.lexicon import given_names
from kzresolve.tables import read_tsv

PEOPLES = "names/peoples.tsv"
_AROUND = " .,;:!?\"'«»„“”()[]"  # what a name in a text may be cut out with
_LEAST = 4  # letters of a word whose case only a list shows
_TRIED = 200  # combinations of dictionary forms of several words


def one_name_each(texts: Mapping[str, str], forms: Mapping[str, str], bodies: Mapping[str, str]) -> dict[str, str]:
    """{name: one name for its place or body} of those names that can only mean one.

    texts: {name: normalised name}; forms: {name: dictionary form}; bodies: {name: id of a body}, "" for none.
    """
    families = _family_names(forms.values())
    meant: defaultdict[str, list[str]] = defaultdict(list)
    for name, form in sorted(forms.items()):
        bare = texts[name].strip(_AROUND).removeprefix("The ")
        if form.casefold() not in families and bare.casefold() not in families:
            found = _people(bare) or settled(bare) or settled(form) or bodies.get(name)
            if found:
                meant[found].append(name)
    chosen: dict[str, str] = {}
    for place, names in meant.items():
        listed = sorted(name for name in names if is_listed(name)) or sorted(forms[name] for name in names)
        chosen |= dict.fromkeys(names, country_names().get(place) or listed[0])
    return chosen


def stands_apart(a: str, b: str, listed: Collection[str]) -> bool:
    """Whether one of two names only means a place or body, and the other is a longer name: "Pakistan" is no short form
    of "Muslim League of Pakistan". listed: the names that only mean a place or body.
    """
    if (a in listed) == (b in listed):
        return False
    short, longer = (a, b) if a in listed else (b, a)
    if len(longer.split()) <= len(short.split()):
        return False
    one = places(short)
    two = sketch(longer, "LOC").places or places(_without_form(longer))  # Republic of Ireland, OMV AG
    return one is None or two is None or one.ids.isdisjoint(two.ids)


def _without_form(company: str) -> str:
    """The name of a company without its legal form."""
    return " ".join(part for part in company.split() if legal_forms().value(folded(part.strip(_AROUND))) is None)


def _family_names(forms: Iterable[str]) -> set[str]:
    """Last words of names that begin with a known given name: Cameron may be Cameroon, but not beside David Cameron."""
    names = (form.casefold().split() for form in forms)
    return {words[-1] for words in names if len(words) > 1 and words[0] in given_names()}


def _people(noun: str) -> str:
    """The id of the country whose people, or adjective, a lone word is a form of; else ""."""
    low = noun.casefold()
    if low in _peoples():
        return _peoples()[low]
    if not noun.isalpha() or is_listed(noun):
        return ""
    place = country_of(noun)
    return place if place in country_names() else ""


def country_of(noun: str) -> str:
    """The id of the one place that a word, perhaps an adjective or in a case, speaks of; else ""."""
    found = places_of_word(noun)
    ids = found.ids if found else _adjective_in_list(noun)
    return next(iter(ids)) if len(ids) == 1 else ""


def _adjective_in_list(noun: str) -> frozenset[str]:
    """The places whose adjective, in a case that only a list shows, a word is."""
    return frozenset().union(*(places_of_adjective(lemma.text) for lemma in lemmas_in_list(noun)))


def settled(name: str) -> str:
    """The one place or body that `name`, in whatever case, means as a whole; "" if it may mean another or a person.

    A country is meant rather than a city called like it.
    """
    found = places(name)
    ids = found.ids if found else _declined_in_list(name)
    country = _country(ids)
    if country:
        return country
    if len(ids) == 1 and (organisation(name) or any(word(part).rarity == 1 for part in name.split())):
        return next(iter(ids))
    return ""


def _country(ids: Collection[str]) -> str:
    """The only country among the places that may be meant, else ""."""
    countries = [place for place in ids if len(place) == COUNTRY]
    return countries[0] if len(countries) == 1 else ""


def _declined_in_list(name: str) -> frozenset[str]:
    """The places whose name in a case that only a list shows `name` may be."""
    words = name.split()
    if len(name) < _LEAST or not 0 < len(words) <= MOST_WORDS or not all(map(str.isalpha, words)):
        return frozenset()
    options = [[noun, *dict.fromkeys(lemma.text for lemma in lemmas_in_list(noun))] for noun in words]
    for chosen in islice(product(*options), 1, _TRIED):
        phrase = " ".join(chosen)
        found = places(phrase) if is_listed(phrase) else None
        if found is not None:
            return found.ids
    return frozenset()


@cache
def country_names() -> dict[str, str]:
    """Id to English name of the countries whose peoples are known."""
    return {row["place"]: row["name"] for row in read_tsv(PEOPLES)}


@cache
def _peoples() -> dict[str, str]:
    """Form of a people's name in small letters to the id of its country; forms of two peoples are left out."""
    found: dict[str, set[str]] = {}
    for row in read_tsv(PEOPLES):
        for noun in row["words"].split("|"):
            for form in declined(noun.casefold(), row["lang"]):
                found.setdefault(form, set()).add(row["place"])
    return {form: next(iter(ids)) for form, ids in found.items() if len(ids) == 1}
