"""What scripts that write syllables need before their rows apply: the vowel that a bare consonant carries or has lost,
vowels written before the consonant they follow, letters stacked into blocks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from kzresolve.text.rewrite import KEY, grapheme_of

SIGN = "sign"  # the class of a table's vowel signs, made from its [signs]
LIQUID = "yrlvmn"  # what a final consonant after another must sound like to keep its vowel: Narendra, but Gupt
HANGUL = re.compile("[\uac00-\ud7a3]+")
WORD = re.compile(r"[^\s-]+")
CONSONANT = "(?>[ckgtdsz]h|ts|[bcdfghjklmnpqrstvxz])"
FIRST_PAIR = re.compile(rf"(?<![^\W\d_])({CONSONANT})(?={CONSONANT})")
LAST_PAIR = re.compile(rf"({CONSONANT})({CONSONANT})(?![^\W\d_])")
Prepare = Callable[[str], str]


def outputs_of(value: str | Sequence[str]) -> tuple[str, ...]:
    """A row's value, which may be one output or a list of them, as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)


def consonant_rows(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The rows of `[consonants]` and `[signs]`: a consonant sounds with the `inherent` vowel, before a sign without."""
    rows: dict[str, tuple[str, ...]] = {}
    vowels = outputs_of(data.get("inherent", ""))
    for key, value in data.get("consonants", {}).items():
        sounds = outputs_of(value)
        found = KEY.fullmatch(key)
        if "signs" in data and found is not None and not found["right"] and not found["end"]:
            rows[f"{key}<{SIGN}>"] = sounds
        rows[key] = tuple(dict.fromkeys(sound + vowel for vowel in vowels for sound in sounds))
    return rows | {sign: outputs_of(value) for sign, value in data.get("signs", {}).items()}


def preparation(settings: Mapping[str, Any]) -> Prepare | None:
    """What to do with letters before the rows of a table apply, None for nothing."""
    if settings.get("decompose"):
        return lambda letters: HANGUL.sub(lambda blocks: unicodedata.normalize("NFD", blocks[0]), letters)
    if "leading_vowels" in settings:
        onset = any_of([*settings["onsets"].split(), *graphemes_of(settings)])
        leading = re.compile(f"([{settings['leading_vowels']}])({onset})")
        supply = supplying(settings) if "unwritten" in settings else str
        return lambda letters: supply(leading.sub(r"\2\1", letters))
    if "unwritten" in settings:
        return supplying(settings)
    if "closed_by" in settings:
        consonant = any_of(graphemes_of(settings))
        closed = re.compile(f"({consonant})(?={consonant}{settings['closed_by']})")
        return lambda letters: closed.sub(rf"\1{settings['silencer']}", letters)
    if "silencer" in settings:
        return silencing(settings)
    return None


def graphemes_of(settings: Mapping[str, Any]) -> set[str]:
    """The graphemes under `[consonants]`."""
    return {grapheme_of(key) for key in settings["consonants"]}


def any_of(graphemes: Collection[str]) -> str:
    """A pattern of any of the graphemes, the longest that fits."""
    return f"(?:{'|'.join(map(re.escape, sorted(graphemes, key=lambda g: (-len(g), g))))})"


def silencing(settings: Mapping[str, Any]) -> Prepare:
    """Put the silencer (virama) after every consonant whose inherent vowel is written but not spoken.

    As generally known of Hindi: silent at a word's end, save after a cluster that ends in a liquid or nasal, and
    between a vowel and a consonant with a vowel, counted from the end: राजकुमार is Rajkumar, नरेंद्र Narendra. Where
    `silent` is "final", only the former.
    """
    everywhere = settings.get("silent") != "final"
    silencer: str = settings["silencer"]
    signs = "".join(map(re.escape, settings["signs"]))
    vowels = "".join(re.escape(key) for key in settings["letters"] if len(key) == 1 and key.isalpha())
    marks = "".join(re.escape(key) for key in settings["letters"] if len(key) == 1 and not key.isalpha())
    some = any_of(graphemes_of(settings))
    one = f"(?:{some}[{signs}]?|[{vowels}])[{marks}]*"
    consonant, unit, word = re.compile(some), re.compile(one), re.compile(f"(?:{one}){{2,}}")
    lasting = {
        grapheme_of(key) for key, value in settings["consonants"].items() if outputs_of(value)[0][:1] in set(LIQUID)
    }

    def spoken(found: re.Match[str]) -> str:
        units = unit.findall(found[0])
        for i in range(len(units) - 1, 0, -1):
            if consonant.fullmatch(units[i]) is None:  # it has a sign or mark
                continue
            clustered = units[i - 1].endswith(silencer)
            if i + 1 == len(units):
                silent = not clustered or units[i] not in lasting
            else:
                after = units[i + 1]
                open_next = consonant.match(after) is not None and not after.endswith(silencer)
                silent = everywhere and not clustered and open_next
            if silent:
                units[i] += silencer
        return "".join(units)

    return lambda letters: word.sub(spoken, letters)


def supplying(settings: Mapping[str, Any]) -> Prepare:
    """Put the `unwritten` vowels, of an open and of a closed syllable, where consonants stand without any.

    As generally known of Thai: ขนม is kha-nom, สมชาย som-chai. A consonant after a vowel closes its syllable.
    """
    opened, closed = settings["unwritten"]
    finals = settings["letters"].keys()
    consonants = "".join(key for key in graphemes_of(settings) if len(key) == 1)
    vowels = "".join(key for key in finals if len(key) == 1)
    group = f"(?!{any_of(settings['onsets'].split())}[{vowels}])" if "onsets" in settings else ""
    glide = "".join(f"(?!(?<={pair[0]}){pair[1]})" for pair in settings.get("glides", "").split())
    run = re.compile(f"(?<![{consonants}])(?:{group}{glide}[{consonants}](?![{re.escape(vowels)}]))+")
    closable = set(vowels) - {settings.get("stacker")}

    def supplied(found: re.Match[str]) -> str:
        bare, coda = found[0], ""
        before, last = found.string[: found.start()][-1:], found.end() == len(found.string)
        if before in closable and not (len(bare) == 2 and last):
            bare, coda = bare[1:], bare[0]  # it closes the syllable before
        if len(bare) > 2:
            bare, coda = bare[-2:], coda + bare[:-2] + opened
        if len(bare) == 2 and f"{bare}$" not in finals:
            bare = bare[0] + closed + bare[1]
        elif len(bare) == 1 and not last:
            bare += opened
        return coda + bare

    return lambda letters: WORD.sub(lambda word: run.sub(supplied, word[0]), letters)


def with_vowels(text: str, vowel: str) -> str:
    """Latin letters of a script without short vowels made easier to say: one put between the first two consonants of a
    word and between the last two. A guess: hsn is Hasan and Ahmd Ahmad, but mhmd becomes mahmad.
    """
    text = FIRST_PAIR.sub(rf"\1{vowel}", text)
    return LAST_PAIR.sub(rf"\1{vowel}\2", text)
