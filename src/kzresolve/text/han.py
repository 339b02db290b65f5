"""Han signs written out in the letters of a language that reads them: pinyin, jyutping, Hangul, Vietnamese, hiragana,
or the sounds of a foreign name (tables/han/). What those letters sound is told by the tables of tables/readings/.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from kzresolve.tables import read_text, read_tsv

SIGNS, FOREIGN, FAMILY = "han/signs.tsv", "han/foreign.tsv", "han/family.tsv"

MOST = 8  # ways to write a word out that are kept
WIDE = 32  # of its beginning, on the way there
STEP = 0.02  # cost of one unit of a table's cost
BREAK = "-"  # between syllables where a language keeps them apart
_SYLLABLES = frozenset({"zh", "yue", "vi"})
_LONGEST = 12  # signs of a word that is read in more than its likeliest way
_WHOLE = 1  # cost of a family name read as a given name is

Heard = Sequence[tuple[str, int]]  # readings and their costs, likeliest first


def written(word: str, column: str) -> list[tuple[str, float]]:
    """The ways to write out `word`, with the cost of each (0 = likeliest), likeliest first.

    column: "zh", "yue", "ko", "vi", "ja", "sea" and "nan" (family and given names of South East Asia) or "foreign".
    Signs that the table lacks, and other letters, are kept.
    """
    between = BREAK if column in _SYLLABLES else ""
    if len(word) > _LONGEST:
        return [(between.join([heard_as(sign, column)[0][0] for sign in word]), 0.0)]
    ways = dict(japanese_names().get(word, ()) if column == "ja" else as_family_name(word, column))
    for text, cost in product(word, column, between):
        ways.setdefault(text, cost + _WHOLE * bool(ways))
    if column == "ko":
        ways = initial_law(ways)
    ranked = sorted(ways.items(), key=lambda way: way[1])[:MOST]
    return [(text, STEP * (cost - ranked[0][1])) for text, cost in ranked]


def product(word: str, column: str, between: str) -> list[tuple[str, int]]:
    """The likeliest sequences of readings of the signs."""
    ways = [("", 0)]
    for sign in word:
        heard = heard_as(sign, column)
        joint = between if ways[0][0] else ""
        longer = [(text + joint + reading, cost + more) for text, cost in ways for reading, more in heard]
        ways = sorted(longer, key=lambda way: way[1])[:WIDE]
    return ways


def as_family_name(word: str, column: str) -> Heard:
    """How a sign alone is read that is a family name."""
    return column_of(FAMILY, column).get(word, ()) if column in rows_of(FAMILY) else ()


def heard_as(sign: str, column: str) -> Heard:
    """The readings of one sign in a language; one that the table lacks stands for itself."""
    if column == "foreign":
        return column_of(FOREIGN, column).get(simplified(sign)) or ((sign, 0),)
    if column == "sea":
        return as_family_name(sign, column) or ((sign, 0),)
    if column == "nan":
        return as_family_name(simplified(sign), column) or ((sign, 0),)
    return column_of(SIGNS, column).get(sign) or ((sign, 0),)


def initial_law(ways: dict[str, int]) -> dict[str, int]:
    """South Korea's law of initials: 리 at a name's start is 이, 류 유, 로 노; the North and some families keep 리."""
    found: dict[str, int] = {}
    for text, cost in ways.items():
        found.setdefault(softened(text), cost)
    for text, cost in ways.items():
        found.setdefault(text, cost + 1)
    return found


def softened(text: str) -> str:
    """Hangul with its first consonant as the law of initials has it."""
    jamo = unicodedata.normalize("NFD", text)
    glide = jamo[1:2] in _GLIDES and jamo[1:2] != ""
    if jamo[:1] == "\u1105":  # ㄹ
        jamo = ("\u110b" if glide else "\u1102") + jamo[1:]
    elif jamo[:1] == "\u1102" and glide:  # ㄴ
        jamo = "\u110b" + jamo[1:]
    return unicodedata.normalize("NFC", jamo)


_GLIDES = "\u1163\u1164\u1167\u1168\u116d\u1172\u1175"  # ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ


def simplified(sign: str) -> str:
    """The simplified form of a sign, or the sign itself."""
    return simplified_forms().get(sign, sign)


# -- tables ------------------------------------------------------------------------------------------------------


@cache
def column_of(path: str, column: str) -> Mapping[str, Heard]:
    """One column of a table of rows (column, cost, reading, signs), which are sorted by cost: readings by sign."""
    found: dict[str, list[tuple[str, int]]] = {}
    for cost, reading, signs, *_ in rows_of(path)[column]:
        entry = (reading, int(cost))
        for sign in signs:
            found.setdefault(sign, []).append(entry)
    return found


@cache
def simplified_forms() -> dict[str, str]:
    """By traditional sign, its simplified form."""
    ((_, _, pairs),) = rows_of(SIGNS)["simplified"]
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


@cache
def rows_of(path: str) -> dict[str, list[list[str]]]:
    """The rows of a table by their first cell, without it."""
    columns: dict[str, list[list[str]]] = {}
    for line in read_text(path).split("\n"):
        if line and not line.startswith("#"):
            column, *cells = line.split("\t")
            columns.setdefault(column, []).append(cells)
    return columns


@cache
def japanese_names() -> dict[str, Heard]:
    """Family names, and given names of one sign, with their readings in hiragana."""
    found: dict[str, list[str]] = {}
    for row in read_tsv("han/names.tsv"):
        for name in row["names"].split(" "):
            found.setdefault(name, []).append(row["reading"])
    return {name: tuple([(reading, rank) for rank, reading in enumerate(heard)]) for name, heard in found.items()}


@cache
def japanese_family_names() -> frozenset[str]:
    """The family names alone."""
    rows = read_tsv("han/names.tsv")
    return frozenset([name for row in rows if row["role"] == "family" for name in row["names"].split(" ")])
