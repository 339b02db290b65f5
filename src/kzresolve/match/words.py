"""One word as it is compared: its readings, what is left of them when confusions are merged, and how rare it is.

Words are made once per text and kept in bounded caches; two words are compared by identity of these objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain, islice, product
from zlib import crc32

from rapidfuzz.distance import OSA

from kzresolve import saved
from kzresolve.match.rarity import rarity
from kzresolve.names.han import has_han
from kzresolve.names.inflection import lemmas
from kzresolve.names.lexicon import father_ending, folded, letter_names, patronymics, unaccented
from kzresolve.names.phonetic import shapes
from kzresolve.tables import read_tsv
from kzresolve.text.han import simplified
from kzresolve.text.readings import heard, heard_in_signs
from kzresolve.text.scripts import script_of

_PET_NAMES = "-short"  # at the end of a row's languages: names of the home, as Sasha
MOST_READINGS = 6
LONGEST = 256  # phonemes that are compared: edit distances take the product of two lengths, and no word is as long
KEPT = 1 << 16
# Alphabets that write foreign names nearly as they sound; abjads, syllabaries and Han do not.
EXACT = frozenset({"Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Mixed", ""})

_NEAREST = ("nan", "yue", "zh")  # how the Chinese of South East Asia may read a sign of a given name
_WAYS = 8  # readings of such a sign
_alike = OSA.normalized_similarity
_LEAST_GIVEN = 4  # phonemes
_NO_GROUPS: frozenset[int] = frozenset()


@dataclass(slots=True, eq=False)
class Word:
    """A word: text as written, readings, their distinct phoneme strings (cheapest first), the same with confusions
    merged, consonant skeletons, of an initial the phonemes it may stand for ("" for any other word), rarity 0..1 (1 =
    hardly anyone is called so), the groups of cognate given names it belongs to, the given names (rows of
    names/given.tsv) it may be, its script, and whether that tells its sounds only roughly.
    """

    text: str
    systems: Mapping[str, str]
    sounds: tuple[str, ...]
    coarse: tuple[str, ...]
    bones: tuple[str, ...]
    letters: str
    rarity: float
    cognates: frozenset[int]
    names: frozenset[int]
    script: str
    rough: bool

    @property
    def first(self) -> frozenset[str]:
        """The phonemes it may begin with."""
        return frozenset(self.letters or [sound[:1] for sound in self.sounds])


@lru_cache(maxsize=KEPT)
def word(text: str) -> Word:
    """The word written `text`, read in every orthography that may have written it."""
    return _made(text, _heard(text))


@lru_cache(maxsize=KEPT)
def word_of_signs(text: str, column: str) -> Word:
    """The word written `text` in Han signs, read in one language or as a foreign name (columns of text/han.py)."""
    columns = _NEAREST if column == "nan" else (column,)
    made = _made(text, dict(chain.from_iterable([heard_in_signs(text, each).items() for each in columns])))
    if column != "foreign":
        return replace(made, rough=False)
    known = groups_of(("".join(map(simplified, text)),))
    return replace(made, rough=True, cognates=made.cognates | known)


@lru_cache(maxsize=KEPT)
def word_like(signs: str, others: tuple[str, ...]) -> Word:
    """The given name written with these Han signs, read in South East Asia as comes nearest to one of some sounds."""
    signed = [word_of_signs(sign, "nan") for sign in signs]
    ways = ["".join(way) for way in product(*[one.sounds[:_WAYS] for one in signed])]
    ways.sort(key=lambda way: (-max([_alike(way, other) for other in others], default=0.0), way))
    return _made(signs, dict.fromkeys(ways[:MOST_READINGS], "han-nan"))


@lru_cache(maxsize=KEPT)
def father(text: str) -> Word:
    """The father's name inside a patronymic: Кемелевич, Кемелұлы and Kemeluly all give "kemel"; Αθανασίου, which is one
    by its place, gives "athanasios".
    """
    table = patronymics()
    sounds = _heard(text)
    if not any(map(table.solid.of, sounds)):
        row = father_ending(text, script_of(text))
        named = unaccented(text)[: -len(row.ending)] + row.father if row is not None else text
        return _made(text, _heard(named))
    systems: dict[str, str] = {}
    for sound, system in sounds.items():
        ending = table.solid.of(sound)
        stem = sound[: len(sound) - len(ending)]
        systems.setdefault(stem + table.father[ending] if ending and stem else sound, system)
    return replace(_made(text, systems), names=_NO_GROUPS)  # what is left of a patronymic may be cut anyhow


@lru_cache(maxsize=KEPT)
def initial(text: str) -> Word:
    """An initial: a letter, or the name of a Latin one in another script ("جی" for G or J)."""
    letters = letter_names().value(folded(text)) or text
    if len(letters) > 1 and letters == text:
        return word(text)
    meant = [word(letter) for letter in letters]
    phonemes = [_heard_as().get(letter.casefold(), "") for letter in letters]
    phonemes += [sound[:1] for one in meant for sound in one.sounds]
    return replace(meant[0], text=text, letters="".join(phonemes))


@cache
def _heard_as() -> dict[str, str]:
    return {row["letter"]: row["phonemes"] for row in read_tsv("names/initials.tsv")}


@lru_cache(maxsize=KEPT)
def child(text: str) -> str:
    """Whether a patronymic is a son's or a daughter's: "m", "f", or "" where its ending does not tell."""
    table = patronymics()
    told = {table.gender.get(table.solid.of(sound), "") for sound in _heard(text)} - {""}
    return told.pop() if len(told) == 1 else ""


@lru_cache(maxsize=KEPT)
def joined(left: Word, right: Word) -> Word:
    """Two words read as one: Касым + Жомарт as "Касымжомарт"."""
    systems: dict[str, str] = {}
    for a, b in product(left.sounds[:3], right.sounds[:3]):
        systems.setdefault(a + b, left.systems[a])
    return _made(f"{left.text} {right.text}", systems)


@dataclass(slots=True, eq=False)
class Undone:
    """A word a form may come from, the case undone, and the rule."""

    word: Word
    case: str
    rule: str


@lru_cache(maxsize=KEPT)
def undone(text: str) -> tuple[Undone, ...]:
    """What the word may be a case form of."""
    return tuple(Undone(word(lemma.text), lemma.case, lemma.rule) for lemma in lemmas(text))


def _heard(text: str) -> Mapping[str, str]:
    found = heard(text)
    return found if len(found) <= MOST_READINGS else dict(islice(found.items(), MOST_READINGS))


def _made(text: str, systems: Mapping[str, str]) -> Word:
    systems = systems or {text.casefold(): "as written"}
    sounds = tuple(systems)
    if sum(map(len, sounds)) > LONGEST:
        systems = {_bounded(sound): system for sound, system in systems.items()}
        sounds = tuple(systems)
    script = script_of(text)
    merged, skeletons = shapes(sounds)
    return Word(
        text,
        systems,
        sounds,
        tuple(dict.fromkeys(merged)) if len(merged) > 1 else (merged[0],),
        tuple(dict.fromkeys(skeletons)) if len(skeletons) > 1 else (skeletons[0],),
        "",
        rarity(merged[0]),
        groups_of(sounds),
        _groups(_given(), sounds),
        script,
        is_rough(script),
    )


def _bounded(sound: str) -> str:
    """A phoneme string that is not too long; what is cut off is told apart by a checksum."""
    return sound if len(sound) <= LONGEST else f"{sound[:LONGEST]}{crc32(sound.encode()):08x}"


def is_rough(script: str) -> bool:
    """Whether a script tells the sounds of a name only roughly."""
    return script not in EXACT


def groups_of(sounds: tuple[str, ...]) -> frozenset[int]:
    """The groups of cognate given names that a word belongs to, by its sounds, likeliest first."""
    return _groups(_cognates(), sounds)


def is_given(sound: str) -> bool:
    """Whether a phoneme string is a given name that people know, and no mere ending."""
    return len(sound) >= _LEAST_GIVEN and (sound in _given() or sound in _cognates())


def _groups(table: dict[str, tuple[int, ...]], sounds: tuple[str, ...]) -> frozenset[int]:
    groups = table.get(sounds[0], ())
    if len(sounds) > 1:
        groups += table.get(sounds[1], ())
    return frozenset(groups) if groups else _NO_GROUPS


@cache
def _cognates() -> dict[str, tuple[int, ...]]:
    """Groups of cognate given names by phoneme string."""
    return _remembered("cognates")


@cache
def _given() -> dict[str, tuple[int, ...]]:
    """Rows of given names by phoneme string."""
    return _remembered("given")


def _remembered(name: str) -> dict[str, tuple[int, ...]]:
    """The numbers of the rows of a table of names that have a form of some sound."""
    return {sound: tuple(rows) for sound, rows in saved.remembered(name, lambda: _read_forms(name)).items()}


def _read_forms(name: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, row in enumerate(read_tsv(f"names/{name}.tsv")):
        for sound in dict.fromkeys(map(_key, row["forms"].split())):
            found.setdefault(sound, []).append(number)
    return found


def _key(form: str) -> str:
    """What a form is known by: its sound, or the Han signs that it is usually rendered with."""
    return form if has_han(form) else next(iter(heard(form)))


@lru_cache(maxsize=KEPT)
def other_forms(groups: frozenset[int]) -> tuple[Word, ...]:
    """The forms in Latin letters of the names in groups of cognates."""
    forms = {form for group in groups for form in _forms()[group].split() if script_of(form) == "Latin"}
    return tuple(map(word, sorted(forms)))


@cache
def _forms() -> tuple[str, ...]:
    """The forms of each group of cognates, parted by spaces."""
    return tuple([row["forms"] for row in read_tsv("names/cognates.tsv")])


@cache
def _pet_names() -> frozenset[int]:
    """The groups of cognates that are pet names."""
    rows = read_tsv("names/cognates.tsv")
    return frozenset(group for group, row in enumerate(rows) if row["langs"].endswith(_PET_NAMES))


@cache
def first_of_group(group: int) -> frozenset[str]:
    """The phonemes with which the names of a group of cognates begin; none for pet names, which have no initial."""
    if group in _pet_names():
        return frozenset()
    return frozenset(sound[0] for sound, groups in _cognates().items() if group in groups)
