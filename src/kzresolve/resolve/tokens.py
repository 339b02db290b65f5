"""Running text as tokens: words, initials, abbreviations, web names and marks, each with its place and shape.

A token says whether it begins a sentence, since a capital letter there says nothing about being a name.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

# Shapes of a token
LOWER, CAP, CAPS, MIXED, INITIAL, CASELESS, NUMBER, POSSESSIVE, MARK, WEB = (
    "lower", "cap", "caps", "mixed", "initial", "caseless", "number", "possessive", "mark", "web",
)  # fmt: skip

_LETTER = r"[^\W\d_\u02bb\u02bc]"  # two apostrophes count as letters in Unicode
_MORE = r"(?:[^\W\u02bb\u02bc]|[\u0300-\u036f])*+"  # of a word
_APOSTROPHED = rf"(?:[’'ʼʻ‘`](?!s\b){_LETTER}{_MORE})"
# Most pieces are plain words, so these are tried first. Possessive quantifiers ("*+") and atomic groups ("(?>"): what
# has been taken is not given back, so that no word is scanned twice. A group is never possessive: Python 3.11.2 keeps
# what the last, failed repetition took.
_TOKEN = re.compile(
    rf"""
    (?=\S)(?:
      (?P<ascii>[A-Za-z]{{2,}}+(?![\w’'ʼʻ‘`@\u0300-\u036f]|\.\w|://))
    | (?P<plain>{_LETTER}{_LETTER}{_MORE}(?>{_APOSTROPHED}*)(?!://|[.@]\w))
    | (?P<web>(?:https?://|www\.)\S+|\w[\w.+-]{{0,63}}+@[\w.-]+|@\w+)
    | (?P<site>\w[\w-]{{0,40}}+\.(?:com|org|net|info|gov|edu|eu|tv|ru|kz|kg|uz|ua|by|am|ge|az|md|tj)\b(?!\.\w))
    | (?P<dotted>(?:{_LETTER}\.){{2,}}|{_LETTER}\.(?=\s?-?{_LETTER}))
    | (?P<word>{_LETTER}{_MORE}{_APOSTROPHED}*)
    | (?P<number>\d[\d.,:]*(?:\w*))
    | (?P<possessive>[’'ʼ]s\b)
    | (?P<mark>.)
    )""",
    re.VERBOSE,
)
_APOSTROPHES = str.maketrans("’ʼʻ‘`", "'''''")
_PLAIN_GAPS = frozenset({"", " "})
STOPS = frozenset(".!?…")
_OPENERS = frozenset("“„«\"‘'•–—:|>*#;")
_WRAPPED = re.compile(r"[^\W\d_],?[ \t]*\r?\n[ \t]*(?=[a-zа-яё])")  # a line that goes on in lower case
_WRAPS = 3  # so many of those, and the text is taken to be wrapped
_WRAP = 50  # a line at least this long that ends without a stop goes on in the next line


class Token(NamedTuple):
    """A piece of text. `key` is what tables are looked up by; `tight`: no space before it; `begins`: a sentence, a
    quotation or a line begins here, so that a capital letter is no sign of a name."""

    start: int
    end: int
    text: str
    key: str
    shape: str
    tight: bool
    begins: bool


def tokenize(text: str, abbreviations: Container[str] = frozenset()) -> list[Token]:
    """The tokens of `text` in order. A word of `abbreviations` (keys without the stop) keeps the stop after it.

    >>> [t.text for t in tokenize("Mr. Uali’s aide, K.-J. Tokayev", {"mr"})]
    ['Mr.', 'Uali', '’s', 'aide', ',', 'K.', '-', 'J.', 'Tokayev']
    """
    tokens: list[Token] = []
    wrapped = len(_WRAPPED.findall(text)) >= _WRAPS
    end, line_start, begins, skip = 0, 0, True, -1
    for match in _TOKEN.finditer(text):
        start = match.start()
        if start < skip:  # the stop that an abbreviation took
            continue
        gap = text[end:start]
        if gap not in _PLAIN_GAPS and ("\n" in gap or "\r" in gap):
            begins = begins or not (wrapped and _goes_on(tokens, gap, end - line_start))
            line_start = start
        before, end = end, match.end()
        surface = match.group()
        key, shape = _key_and_shape(match.lastgroup, surface)
        if text[end : end + 1] == "." and shape in (CAP, LOWER, MIXED) and key in abbreviations and _stands(text, end):
            end = skip = end + 1
            surface = text[start:end]
        tokens.append(Token(start, end, surface, key, shape, start == before and start > 0, begins))
        begins = shape == MARK and (surface in STOPS or surface in _OPENERS or (begins and surface not in ",-"))
        if shape == MARK and surface in "”»\"’')]}" and len(tokens) > 1 and tokens[-2].text in STOPS:
            begins = True
    return tokens


def _stands(text: str, at: int) -> bool:
    """Whether the stop at a place is a piece of its own, and no part of an address as in ".@name"."""
    piece = _TOKEN.match(text, at)
    return piece is not None and piece.end() == at + 1


def key_of(word: str) -> str:
    """What a word is looked up by: small letters, one kind of apostrophe."""
    key = word.casefold()
    return key if key.isascii() and key.isalpha() else key.translate(_APOSTROPHES)


@lru_cache(maxsize=1 << 14)  # a text says most of its words again
def _key_and_shape(group: str | None, surface: str) -> tuple[str, str]:
    """What a piece is looked up by, and what it looks like; `group`: the branch of the pattern that took it."""
    key = key_of(surface)
    if group in ("ascii", "plain", "word"):
        return key, _shape_of(surface)
    if group == "dotted":
        return key.replace(".", ""), INITIAL if len(surface) == 2 else CAPS if surface.isupper() else LOWER
    if group == "site":
        return key, MIXED if surface[0].isupper() else WEB
    if group == "possessive":
        return "'s", POSSESSIVE
    return key, group or MARK


def _shape_of(word: str) -> str:
    if word.islower():
        return CASELESS if "\u10d0" <= word[0] <= "\u10ff" else LOWER  # Georgian capitals are for headlines only
    if word.isupper():
        return CAPS if len(word) > 1 else CAP
    if word[0].isupper() and word[1:].islower():
        return CAP
    return MIXED if any(char.isupper() for char in word) else CASELESS


def _goes_on(tokens: list[Token], gap: str, length: int) -> bool:
    """Whether a line break is only a wrapped line: one break, after a long line that does not end in a stop."""
    return bool(tokens) and gap.count("\n") == 1 and length >= _WRAP and tokens[-1].shape != MARK
