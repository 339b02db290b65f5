"""Dictionary forms of the words of a list of names, told by the list itself: "Johnsonem", "Johnsona" and "Джонсону".

Which of the forms a word may come from is meant, the other words of the list say: the one that most of them support.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from kzresolve.match.places import is_listed
from kzresolve.names.inflection import Lemma, lemmas, lemmas_in_list
from kzresolve.resolve.acronyms import without_ending
from kzresolve.resolve.glossary import in_english, known_in_english
from kzresolve.resolve.lexicon import given_names
from kzresolve.resolve.settled import one_name_each
from kzresolve.text.normalise import normalise
from kzresolve.text.readings import heard

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LONG = 4  # letters; shorter words prove nothing about the list
_ACRONYM = 5  # letters at most of a word in capitals that has no case forms
_LEAST = 3  # letters of a dictionary form
_SHARE = 0.01  # of the words of a list must be case forms of others of its words, or it is no list from running text
_FEW, _SHARE_OF_FEW = 3, 0.05  # so many of them at least, or this share of the words of a short list
_UNMISTAKABLE = frozenset({"ins", "dat", "loc", "abl", "fem-obl", "fem-acc"})  # cases that no nominative looks like
_ENDING = 2  # letters of an ending that is no mere vowel
_READINGS = 3
_FAMILY = frozenset({"poss", "fem", "gen-pl"})  # leading from one name to another: Borisov, Boris
_SURNAMES = ("ov", "ev", "ов", "ев", "ёв")
_DERIVED = 0.5  # how much support counts for a form that leads to another name
_LISTED = 2.0  # and for one that is known as a name of a place
_ATTESTED = 1.3  # and for one that sounds as a word of the list
_GIVEN = 1.4  # and for a known given name
# Languages whose case endings are too alike for a list to show more than the family.
_FAMILIES = (
    frozenset({"en", "ru", "uk", "be", "bg", "sr", "hr", "sl", "cs", "sk", "pl"}),
    frozenset({"kk", "ky"}),
    frozenset({"lt", "lv"}),
    frozenset({"mn"}),
)


class Listed(NamedTuple):
    """forms: each name with its words in their dictionary forms. places: those forms that can only mean one place or
    body.
    """

    forms: dict[str, str]
    places: frozenset[str]


def dictionary_names(names: Sequence[str], *, exonyms: bool = True) -> Listed:
    """What the names are in the dictionary; themselves where the list shows no case forms.

    exonyms: whether to use what is known of places, their peoples, and the words that bodies are called by.
    """
    pieces = {piece for name in names for piece in name.split(" ")}  # far fewer than names, where these are many
    words = {word.lower() for piece in pieces for word in _WORD.findall(normalise(piece)[0]) if not _is_acronym(word)}
    langs = _languages(words)
    if not langs:
        return Listed({name: name for name in names}, frozenset())
    lemma_of = dictionary_forms(words, langs)
    texts = {name: " ".join(map(without_ending, normalise(name)[0].split(" "))) for name in names}
    forms = {name: _WORD.sub(lambda found: _like(found[0], lemma_of), text) for name, text in texts.items()}
    if not exonyms:
        return Listed(forms, frozenset())
    english = {name: in_english(text, lambda word: _like(word, lemma_of)) for name, text in texts.items()}
    chosen = one_name_each(texts, forms, {name: known_in_english(words) for name, words in english.items()})
    forms = {name: chosen.get(name) or english[name] or form for name, form in forms.items()}
    return Listed(forms, frozenset(chosen.values()) & frozenset(forms.values()))


def _like(word: str, lemma_of: Mapping[str, str]) -> str:
    """The dictionary form of a word, capitals as in the word."""
    lemma = lemma_of.get(word.lower(), "")
    if not lemma or _is_acronym(word):
        return word
    if word.isupper() and len(word) > 1:
        return lemma.upper()
    return lemma[:1].upper() + lemma[1:] if word[:1].isupper() else lemma


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) <= _ACRONYM


def _languages(words: Collection[str]) -> frozenset[str]:
    """The languages in whose case forms the words stand."""
    long = [word for word in words if len(word) >= _LONG]
    proofs: Counter[frozenset[str]] = Counter()
    for word in long:
        langs = {lemma.lang for lemma in lemmas(word) if _proves(lemma, words)}
        proofs.update(family for family in _FAMILIES if family & langs)
    least = max(_SHARE * len(long), min(_FEW, _SHARE_OF_FEW * len(long)))
    return frozenset().union(*(family for family, count in proofs.items() if count >= least))


def _proves(lemma: Lemma, words: Collection[str]) -> bool:
    """Whether a word of the list with this lemma can only be a case form of another one."""
    ending = lemma.rule.partition("-")[2].partition(" ")[0]
    return lemma.case in _UNMISTAKABLE and len(ending) >= _ENDING and lemma.text in words


def dictionary_forms(words: Iterable[str], langs: Collection[str]) -> dict[str, str]:
    """{word: dictionary form} of those words in small letters that are taken for case forms.

    Of the forms a word may come from it takes the one that most words may come from; forms count by their sound, so
    that alphabets support each other.
    """
    options = {word: _options(word, langs) for word in sorted(set(words)) if len(word) >= _LEAST}
    sounds = {form: _sounds(form) for forms in options.values() for form in forms}
    told = Counter(form for forms in options.values() for form in forms)
    support = Counter(sound for forms in options.values() for sound in {s for f in forms for s in sounds[f]})
    attested = {sound for word in options for sound in sounds[word][:1]}

    def worth(form: str, share: float) -> tuple[float, int, bool, int, str]:
        score = max((support[s] * (_ATTESTED if s in attested else 1.0) for s in sounds[form]), default=0.0)
        if is_listed(form):
            score *= _LISTED
        elif form.casefold() in given_names():
            score *= _GIVEN
        return share * score, told[form], form in options, -len(form), form

    chosen = {word: max(forms, key=lambda form: worth(form, forms[form])) for word, forms in options.items()}
    return {word: form for word, form in chosen.items() if word != form}


def _sounds(form: str) -> tuple[str, ...]:
    return tuple(islice(heard(form), _READINGS))


def _options(word: str, langs: Collection[str]) -> dict[str, float]:
    """The forms a word may come from, itself among them, and what share of their support counts for it."""
    found = {word: 1.0}
    for lemma in lemmas_in_list(word):
        surname = lemma.case in _FAMILY and word.endswith(_SURNAMES)
        if lemma.lang in langs and len(lemma.text) >= _LEAST and not surname:
            found.setdefault(lemma.text, _DERIVED if lemma.case in _FAMILY else 1.0)
    return found
