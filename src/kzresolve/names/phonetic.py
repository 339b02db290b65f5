"""Names that sound alike have one code: kzresolve's own, over readings, and the classic ones over a Latin spelling.

Every matcher is a function from a word to a code, registered under a name; register your own with `register`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from kzresolve.errors import InputError, UnknownError
from kzresolve.text.readings import APART, heard, single

Matcher = Callable[[str], str]

# What speakers, clerks and machines confuse first: vowel height and roundness, voice, the hushing sounds.
_COARSE = bytes.maketrans(b"eyouOUzgdbJC", b"iiuuuusktpSS")
# Consonants by place alone; vowels, glides and h carry nothing.
_BONES, _NOTHING = bytes.maketrans(b"bpvfwdtkgqszcJCSlrmn", b"PPFFFTTKKKSSSSSSRRMN"), b"aeiouyhOU"
_VOWELS = frozenset("aeiouOU")
# The stop of an affricate, and the g of a nasal: Dsch, tz, ng.
_SWALLOWED = re.compile(r"[dt](?=[JzcCS])|(?<=n)g(?![aeiouy])")


def coarse(sound: str) -> str:
    """A phoneme string with the usual confusions merged (e/i, o/u, voiced/voiceless, zh/ch/sh), runs made one."""
    return shapes([sound])[0][0]


def bones(sound: str) -> str:
    """The consonant skeleton of a phoneme string, an initial vowel kept as "A"; never empty for a non-empty string."""
    return shapes([sound])[1][0]


def shapes(sounds: Sequence[str]) -> tuple[list[str], list[str]]:
    """`coarse` and `bones` of several phoneme strings, worked out together."""
    plain = _SWALLOWED.sub("", APART.join(sounds)).encode()  # bytes are translated several times faster
    merged = plain.translate(_COARSE).decode()
    found = single(f"{merged}{APART}{plain.translate(_BONES, _NOTHING).decode()}").split(APART)
    skeletons = found[len(sounds) :]
    for i, sound in enumerate(sounds):
        if sound[:1] in _VOWELS:
            skeletons[i] = "A" + skeletons[i]
        elif not skeletons[i] and sound:
            skeletons[i] = "A"
    return found[: len(sounds)], skeletons


def code(word: str) -> str:
    """Give kzresolve's own code of one word in any script: the skeleton of its cheapest reading, in capitals.

    One code for the spellings of one name ("Жұмағали", "Zhumagali", "Jumaghali"), never empty for a word with a
    letter; empty for a word without. Source of the classes: place of articulation, as in Soundex (Russell, US patent
    1261167, 1918), with voice ignored and hushing and hissing sounds together.
    """
    return next(map(bones, heard(word)), "")


@lru_cache(maxsize=1 << 14)
def latin(word: str) -> str:
    """A Latin spelling for matchers that know only English letters: the cheapest reading, phonemes respelled."""
    return next(map(respelled, heard(word)), "")


def respelled(sound: str) -> str:
    """A phoneme string in Latin letters as English uses them."""
    return sound.translate(_ENGLISH)


_ENGLISH = str.maketrans({"J": "zh", "C": "ch", "S": "sh", "h": "kh", "c": "ts"})


@cache
def _registry() -> dict[str, Matcher]:
    import jellyfish

    return {
        "kzresolve": code,
        "soundex": lambda word: jellyfish.soundex(latin(word)),
        "metaphone": lambda word: jellyfish.metaphone(latin(word)),
        "nysiis": lambda word: jellyfish.nysiis(latin(word)),
        "match-rating": lambda word: jellyfish.match_rating_codex(latin(word)) if latin(word).isalpha() else "",
    }


def matchers() -> tuple[str, ...]:
    """The names of the registered matchers, sorted."""
    return tuple(sorted(_registry()))


def register(name: str, matcher: Matcher) -> None:
    """Add a matcher under a new name. Raises InputError if the name is taken."""
    if name in _registry():
        raise InputError(f"a matcher named {name!r} exists")
    _registry()[name] = matcher


def encode(word: str, matcher: str = "kzresolve") -> str:
    """The code of `word` by a registered matcher. Raises UnknownError for a name not in `matchers()`."""
    if matcher not in _registry():
        raise UnknownError(f"no matcher named {matcher!r}; there are {', '.join(matchers())}")
    return _registry()[matcher](word)
