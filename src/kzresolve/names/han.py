"""Names in Han signs: which languages may have written one, and where each would cut family from given name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kzresolve.names.lexicon import compound_surnames
from kzresolve.names.parts import Part
from kzresolve.text.han import japanese_family_names

if TYPE_CHECKING:
    from kzresolve.names.parts import Name

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3040-\u30ff]")
_LANGUAGES = ("zh", "yue", "ko", "vi")  # that put a family name of one sign, seldom two, before the given name
_LONGEST = 4  # signs of a name in these languages
_LONGEST_JAPANESE = 6


@dataclass(frozen=True, slots=True)
class Cut:
    """A name as one language would read it: the column of text/han.py, and the parts."""

    column: str
    parts: tuple[Part, ...]


def has_han(text: str) -> bool:
    """Whether a Han sign is in the text."""
    return not text.isascii() and _HAN.search(text) is not None


def cuts(name: Name) -> tuple[Cut, ...]:
    """The ways to read a name, likeliest first; none where no Han sign is in it."""
    if not has_han(name.original):
        return ()
    if _KANA.search(name.original):
        return (Cut("ja", _cut(name.parts, "ja")),)
    length = sum([len(part.text) for part in name.parts])
    found = [Cut(column, _cut(name.parts, column)) for column in _LANGUAGES if length <= _LONGEST]
    if length <= _LONGEST_JAPANESE:
        found.append(Cut("ja", _cut(name.parts, "ja")))
    foreign = Cut("foreign", _whole(name))
    return (*found, foreign) if found else (Cut("zh", name.parts), foreign)


def _whole(name: Name) -> tuple[Part, ...]:
    """The parts as they stand, what was cut without a space joined again."""
    parts = name.parts
    if len(parts) == 2 and parts[0].end == parts[1].start:
        return (Part("word", parts[0].text + parts[1].text, parts[0].start, parts[1].end),)
    return parts


def _cut(parts: tuple[Part, ...], column: str) -> tuple[Part, ...]:
    """Parts cut for a language: those of `parse`, the place of the cut moved."""
    if len(parts) != 2 or parts[0].end != parts[1].start:
        return parts
    text, start, end = parts[0].text + parts[1].text, parts[0].start, parts[1].end
    at = start + family_length(text, column)
    return Part("family", text[: at - start], start, at), Part("given", text[at - start :], at, end)


def family_length(text: str, column: str) -> int:
    """How many signs of a name without spaces are its family name."""
    if column == "ja":
        known = [n for n in range(1, len(text)) if text[:n] in japanese_family_names()]
        kana = _KANA.search(text)
        return max(known) if known else kana.start() if kana and kana.start() else min(2, len(text) - 1)
    return 2 if (len(text) > 2 and text[:2] in compound_surnames()) or len(text) > 3 else 1


def likeliest(text: str) -> str:
    """The language in which a name without spaces is cut where nothing else is known: "ja" or "zh"."""
    japanese = _KANA.search(text) or (len(text) > 3 and text[:2] in japanese_family_names())
    return "ja" if japanese else "zh"
