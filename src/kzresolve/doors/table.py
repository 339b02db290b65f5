"""Text in columns for a person: measured as a terminal shows it, wrapped to its width; in a pipe one line a row.

Whatever a text holds, it is shown on one line and cannot steer the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import click

_GAP = 2  # blanks between columns
_JOINED = "\u00a0"  # a blank where no line may break


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    right: its cells stand to the right. least: down to this width they may be wrapped; None: they are not.
    """

    title: str
    right: bool = False
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and how it is styled (the arguments of click.style)."""

    text: str
    style: Mapping[str, Any] = field(default_factory=dict)


def shown(text: str) -> str:
    r"""`text` on one line: blanks as one blank, control characters as U+FFFD, invisible ones left out.

    >>> shown("Kassym-Jomart\n  Tokayev")
    'Kassym-Jomart Tokayev'
    """
    kept = (_harmless(char) for char in " ".join(text.split()))
    return "".join(kept)


def _harmless(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return "\ufffd" if category in {"Cc", "Cs"} else char


def unbroken(text: str) -> str:
    """`text` as one that is not broken over lines at its blanks."""
    return shown(text).replace(" ", _JOINED)


def width(text: str) -> int:
    """Columns that a terminal needs for `text`: two for wide East Asian characters, none for combining marks.

    >>> width("Тоқаев"), width("托卡耶夫"), width("Й")
    (6, 8, 1)
    """
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], limit: int | None) -> list[str]:
    """The lines of a table with a header; limit: the width to keep to, None for one line a row, however long."""
    header = [Cell(column.title, {"dim": True}) for column in columns]
    widths = _widths(columns, [header, *rows], limit)
    return [line for row in (header, *rows) for line in _lines(columns, row, widths)]


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], limit: int | None) -> list[int]:
    """Each column as wide as its widest cell; where that is too much, the widest that can be wrapped give way."""
    widths = [max(width(row[i].text) for row in rows) for i in range(len(columns))]
    if limit is None:
        return widths
    excess = sum(widths) + _GAP * (len(widths) - 1) - limit
    while excess > 0:
        room = [(widths[i], i) for i, c in enumerate(columns) if c.least is not None and widths[i] > c.least]
        if not room:
            break
        _, widest = max(room)
        widths[widest] -= 1
        excess -= 1
    return widths


def _lines(columns: Sequence[Column], row: Sequence[Cell], widths: Sequence[int]) -> list[str]:
    """The lines of one row, its cells wrapped side by side."""
    wrapped = [wrap(cell.text, w) for cell, w in zip(row, widths, strict=True)]
    lines = []
    for n in range(max(map(len, wrapped))):
        parts = []
        for column, cell, pieces, w in zip(columns, row, wrapped, widths, strict=True):
            piece = pieces[n].replace(_JOINED, " ") if n < len(pieces) else ""
            blanks = " " * (w - width(piece))
            styled = click.style(piece, **cell.style) if piece and cell.style else piece
            parts.append(blanks + styled if column.right else styled + blanks)
        lines.append((" " * _GAP).join(parts).rstrip())
    return lines


def wrap(text: str, room: int) -> list[str]:
    """`text` broken at blanks into lines of at most `room` columns; what is longer without a blank is cut.

    >>> wrap("Collective Security Treaty", 12)
    ['Collective', 'Security', 'Treaty']
    """
    lines = [""]
    for word in _words(text, room):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width(joined) <= room:
            lines[-1] = joined
            continue
        pieces = _cut(word, room)
        lines = [*lines, *pieces] if lines[-1] else pieces
    return lines


def _words(text: str, room: int) -> Iterator[str]:
    """What lies between blanks; where that is too long, joining blanks separate too."""
    for word in text.split(" "):
        yield from [word] if width(word) <= room else word.split(_JOINED)


def _cut(word: str, room: int) -> list[str]:
    """`word` in pieces of at most `room` columns, cut behind a hyphen, dot or slash where one is far enough on; a
    combining mark stays with its letter."""
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char) > room:
            joint = max(pieces[-1].rfind(mark) for mark in "-./:") + 1
            at = joint if joint > room / 2 else len(pieces[-1])
            pieces[-1:] = [pieces[-1][:at], pieces[-1][at:]]
        pieces[-1] += char
    return pieces
