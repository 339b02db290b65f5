"""What a written name consists of: parts with a role each, and the name that holds them.

Every word of the name stands in exactly one part; punctuation between words belongs to none.
"""

from __future__ import annotations

from dataclasses import dataclass

from kzresolve.values import Value

ROLES = ("title", "given", "patronymic", "family", "initial", "particle", "suffix", "legal", "word")


@dataclass(frozen=True, slots=True)
class Part(Value):
    """One part: its role (one of ROLES), its text as written, and where it stands in the original.

    `start` and `end` count code points; `original[start:end] == text`. The role "word" is that of a word of an
    organisation or place, or of a person's word whose role the name does not show.
    """

    role: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name(Value):
    """A name taken apart: the text as given, its parts in order, and its kind ("PER", "ORG", "LOC" or None)."""

    original: str
    parts: tuple[Part, ...]
    kind: str | None = None

    def having(self, role: str) -> tuple[Part, ...]:
        """The parts of one role, in order."""
        return tuple(part for part in self.parts if part.role == role)

    def __str__(self) -> str:
        return " ".join(f"{part.text}[{part.role}]" for part in self.parts)
