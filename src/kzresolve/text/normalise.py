"""One spelling of the same characters: invisible ones out, lookalikes mended, marks and punctuation unified.
Every change is a named step, and `replay` repeats the steps; normalising twice changes nothing more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from kzresolve.errors import InputError
from kzresolve.tables import read_tsv
from kzresolve.text.rewrite import Step
from kzresolve.text.scripts import cyrillic, script_of_char

MARKS_IN_A_ROW = 30  # UAX #15, stream-safe text: none needs more, and sorting more takes quadratic time
ANY = "any script"
APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʼʻˈ`´′ꞌ՚", "'"))
HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−⁃﹘־", "-"))
# Letters, and combining accents between letters: an accent that finds its letter later must not split the word.
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]+)*")


@lru_cache(maxsize=8192)
def compatible(char: str) -> str:
    """Return the ordinary form of a presentation form (fullwidth, positional, mathematical, ligature)."""
    kind = unicodedata.decomposition(char).partition(">")[0]
    if kind in {"<wide", "<narrow", "<isolated", "<initial", "<medial", "<final", "<font"} or "ﬀ" <= char <= "ﬗ":
        return unicodedata.normalize("NFKC", char)
    return char


@lru_cache(maxsize=8192)
def visible(char: str) -> str:
    """`char`, or "" where it shows nothing: control, zero-width, bidirectional, tatweel, variation
    selector.
    """
    if char.isspace():
        return char
    hidden = unicodedata.category(char) in {"Cc", "Cf"} or char == "ـ" or "\ufe00" <= char <= "\ufe0f"
    return "" if hidden else char


@lru_cache(maxsize=8192)
def script_of_settled(char: str) -> str:
    """The script of a letter that no rule can change, ANY for an ASCII character that none can, "" for any other."""
    if char.isascii() and char.isprintable() and not char.isalpha() and char != "`":
        return ANY
    settled = compatible(char) == char and visible(char) == char and not unicodedata.combining(char)
    return script_of_char(char) if settled and char not in "ʼʻˈꞌ" else ""


def is_settled(word: str) -> bool:
    """Whether all characters of a word are such that no rule can change them, and its letters of one script."""
    scripts = set(map(script_of_settled, word))
    return "" not in scripts and len(scripts - {ANY}) < 2


@cache
def settled_cyrillic() -> frozenset[str]:
    """Cyrillic letters that no rule can change, whichever of them stand together."""
    return frozenset(
        [char for char in cyrillic() if script_of_settled(char) and unicodedata.is_normalized("NFC", char)]
    )


def limit_marks(text: str) -> str:
    """`text` with no more than thirty combining marks in a row."""
    kept = []
    row = 0
    for char in text:
        row = row + 1 if unicodedata.combining(char) else 0
        if row <= MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


@cache
def lookalikes() -> dict[tuple[str, str], dict[str, str]]:
    """(script, other script) -> letter of the first -> the letter of the second that looks like it."""
    table: dict[tuple[str, str], dict[str, str]] = {}
    for row in read_tsv("orthographies/homoglyphs.tsv"):
        for here, there in (("Latin", "Cyrillic"), ("Cyrillic", "Latin")):
            pairs = table.setdefault((here, there), {})
            pairs.setdefault(row[here.lower()], row[there.lower()])
    return table


def mend(word: str) -> str:
    """A word of Latin and Cyrillic letters brought to one script, where every stray letter has a lookalike.

    The script that needs fewer letters changed wins, Cyrillic where both need as many; else the word stays.
    """
    scripts = [script_of_char(char) for char in word]
    if "Latin" not in scripts or "Cyrillic" not in scripts:
        return word
    mended = []
    for stray, home in (("Latin", "Cyrillic"), ("Cyrillic", "Latin")):
        pairs = lookalikes()[stray, home]
        letters = [pairs.get(char, "") if script == stray else char for char, script in zip(word, scripts, strict=True)]
        if all(letters):
            mended.append((scripts.count(stray), "".join(letters)))
    return min(mended, key=lambda m: m[0])[1] if mended else word


def mend_words(text: str) -> str:
    """`text` with every word mended, recomposed since a mended letter may take the accent that follows it."""
    mended = WORD.sub(lambda word: mend(word[0]), text)
    return text if mended == text else unicodedata.normalize("NFC", mended)


# In the order they are applied. Each is the identity on what it has already done.
RULES: dict[str, Callable[[str], str]] = {
    "presentation forms": lambda text: "".join(map(compatible, text)),
    "invisible characters": lambda text: "".join(map(visible, text)),
    "combining marks": limit_marks,
    "canonical composition": lambda text: unicodedata.normalize("NFC", text),
    "apostrophes": lambda text: text.translate(APOSTROPHES),
    "hyphens": lambda text: text.translate(HYPHENS),
    "lookalike letters": mend_words,
    "spaces": lambda text: " ".join(text.split()),
}


def normalise(text: str) -> tuple[str, tuple[Step, ...]]:
    """`text` normalised, and the steps that changed it (rule, whole text before, whole text after).

    NFC; zero-width and bidirectional characters gone; apostrophes, hyphens and spaces unified; words that mix
    Latin and Cyrillic lookalikes mended. Raises InputError for what is not a str and for lone surrogates.
    """
    if not isinstance(text, str):
        raise InputError(f"expected text as str, not {type(text).__name__}")
    if (text.isascii() and text.isalpha()) or settled_cyrillic().issuperset(text):
        return text, ()
    if text.isascii() and text.isprintable() and "`" not in text and text == " ".join(text.split()):
        return text, ()
    words = text.split()
    if text == " ".join(words) and all(map(is_settled, words)) and unicodedata.is_normalized("NFC", text):
        return text, ()  # the usual case
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"lone surrogate at position {error.start}: the text was decoded wrongly") from None
    steps = []
    for name, rule in RULES.items():
        after = rule(text)
        if after != text:
            steps.append(Step(name, text, after))
            text = after
    return text, tuple(steps)


def replay(text: str, steps: Iterable[Step]) -> str:
    """`text` after the rules the steps name. Raises InputError where a rule gives another result than
    noted.
    """
    for step in steps:
        text = RULES[step.rule](text)
        if text != step.after:
            raise InputError(f"step {step.rule!r} gives {text!r}, noted was {step.after!r}")
    return text
