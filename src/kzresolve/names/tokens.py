"""A name cut into tokens with their places: words, initials, and where a comma or dot stood.

Nothing but separators is left out, so that every token can be given a part.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kzresolve.errors import InputError

LONGEST = 100_000  # characters; a name is not a book
# What separates tokens: spaces, brackets, quotes, slashes, and the middle dots of foreign names in East Asia.
_CHUNK = re.compile(r"[^\s,;:/\\()\[\]{}<>|\"«»“”„‟‹›·•‧・•＝=、，؛،]+|[,，،]")
_EDGE = ".-–—_'’‘`´!?*+&#~^"
_COMMAS = frozenset(",，،")


class Token(NamedTuple):
    """A word as written: `dotted` if a full stop follows, `comma` if a comma stood before it."""

    text: str
    start: int
    dotted: bool
    comma: bool

    @property
    def end(self) -> int:
        """Where the token ends in the original."""
        return self.start + len(self.text)


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, which `check` lets pass, in order."""
    found: list[Token] = []
    words = text.split(" ")
    if all(map(str.isalpha, words)):  # the usual case
        start = 0
        for word in words:
            found.append(Token(word, start, False, False))
            start += len(word) + 1
        return found
    comma = False
    for match in _CHUNK.finditer(text):
        chunk = match.group()
        if chunk in _COMMAS:
            comma = True
            continue
        if chunk.isalpha():
            found.append(Token(chunk, match.start(), dotted=False, comma=comma))
            comma = False
            continue
        for text, start, dotted in _pieces(chunk, match.start()):
            found.append(Token(text, start, dotted, comma))
            comma = False
    return found


def check(text: str) -> None:
    """Raises InputError for what cannot be a name."""
    if not isinstance(text, str):
        raise InputError(f"a name must be a str, not {type(text).__name__}")
    if len(text) > LONGEST:
        raise InputError(f"a name of {len(text)} characters is longer than the {LONGEST} allowed")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InputError(f"a lone surrogate at character {error.start} is no text") from None


def _pieces(chunk: str, offset: int) -> list[tuple[str, int, bool]]:
    """Cut at the dots of initials ("А.Н.Иванов", "К.-Ж."), not inside other dotted words ("s.r.o."): each piece with
    its start and whether a dot follows.
    """
    chunk = chunk.replace("॰", ".").replace("૰", ".")  # the signs of abbreviations in Devanagari and Gujarati
    if "." not in chunk:
        return _trimmed(chunk, offset, dotted=False)
    found: list[tuple[str, int, bool]] = []
    start = 0
    parts = chunk.split(".")
    for i, part in enumerate(parts):
        found += _trimmed(part, offset + start, dotted=i < len(parts) - 1)
        start += len(part) + 1
    return found


def _trimmed(piece: str, offset: int, *, dotted: bool) -> list[tuple[str, int, bool]]:
    inner = piece.lstrip(_EDGE)
    start = offset + len(piece) - len(inner)
    inner = inner.rstrip(_EDGE)
    return [(inner, start, dotted)] if inner else []


def gap_before(found: list[Token], i: int) -> bool:
    """Whether more than a dot or one space parts a token from the one before it."""
    return found[i].start - found[i - 1].end > 1
