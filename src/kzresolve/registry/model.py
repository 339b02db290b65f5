"""What a registry holds: an Entity with its names, each name an Alias with language, strength, dates and source.

Both are frozen values; a registry changes by replacing them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kzresolve.errors import InputError
from kzresolve.values import Value

KINDS = ("PER", "ORG", "LOC")
STRENGTHS = ("name", "alias", "weak")

_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Alias(Value):
    """One written form of an entity's name.

    text: the form as written. lang: ISO 639-1 code or "". strength: "name" (the canonical form), "alias", or "weak"
    (ambiguous when it stands alone, such as "Interior Ministry": it needs context). valid_from and valid_to: YYYY,
    YYYY-MM or YYYY-MM-DD, both included, "" for open. source: what was consulted, or "unverified".
    """

    text: str
    lang: str = ""
    strength: str = "alias"
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        cells = (self.text, self.lang, self.strength, self.valid_from, self.valid_to, self.source, self.note)
        if (
            not all(isinstance(cell, str) for cell in cells)
            or _SURROGATE.search("".join(cells))
            or not self.text.strip()
        ):
            check_text(self.text, "an alias")
            for field in ("lang", "strength", "valid_from", "valid_to", "source", "note"):
                check_cell(getattr(self, field), f"alias {self.text!r}: {field}")
        if self.strength not in STRENGTHS:
            raise InputError(f"alias {self.text!r}: strength {self.strength!r}, expected one of {', '.join(STRENGTHS)}")
        for date in (self.valid_from, self.valid_to):
            if date and not _DATE.fullmatch(date):
                raise InputError(f"alias {self.text!r}: date {date!r}, expected YYYY, YYYY-MM or YYYY-MM-DD")

    def valid_on(self, date: str) -> bool:
        """Whether the form was in use on `date` (ISO); where one date is less precise, its whole period counts."""
        begun = min(len(date), len(self.valid_from))
        ended = min(len(date), len(self.valid_to))
        return date[:begun] >= self.valid_from[:begun] and date[:ended] <= self.valid_to[:ended]


@dataclass(frozen=True, slots=True)
class Entity(Value):
    """Somebody or something with a name.

    id: unique in a registry. name: the canonical name. kind: "PER", "ORG", "LOC" or None (not known). aliases: other
    forms, given as strings or Alias. country: ISO 3166-1 alpha-2 code of where it belongs, "" if nowhere or not known;
    used as context.
    """

    id: str
    name: str
    kind: str | None = None
    aliases: tuple[Alias, ...] = ()
    country: str = ""

    if TYPE_CHECKING:  # what is given may be looser than what is kept

        def __init__(
            self,
            id: str,  # noqa: A002 - the field's name
            name: str,
            kind: str | None = None,
            aliases: Iterable[str | Alias] = (),
            country: str = "",
        ) -> None: ...

    def __post_init__(self) -> None:
        if not isinstance(self.id, str) or not self.id or self.id != self.id.strip():
            raise InputError(f"entity id {self.id!r}: expected a non-empty string without spaces around it")
        check_cell(self.id, "an entity id")
        check_cell(self.country, "the country of an entity")
        check_text(self.name, "the name of an entity")
        if self.kind is not None and self.kind not in KINDS:
            raise InputError(f"entity {self.id!r}: kind {self.kind!r}, expected PER, ORG, LOC or None")
        given = [as_alias(alias) for alias in as_list(self.aliases, self.id)]
        tidy = sorted(self._tidy(given), key=lambda alias: alias.strength != "name")  # in the order of a file's rows
        object.__setattr__(self, "aliases", tuple(dict.fromkeys(tidy)))

    def _tidy(self, aliases: list[Alias]) -> Iterator[Alias]:
        """The aliases with the canonical name marked as such, and left out where it says nothing more."""
        bare = Alias(self.name, strength="name")
        for alias in aliases:
            if alias.text == self.name:
                alias = replace(alias, strength="name")
            elif alias.strength == "name":
                raise InputError(f"entity {self.id!r}: two canonical names, {self.name!r} and {alias.text!r}")
            if alias != bare:
                yield alias

    def names(self) -> tuple[Alias, ...]:
        """Every form, the canonical one first, as Alias."""
        first = next((alias for alias in self.aliases if alias.text == self.name), Alias(self.name, strength="name"))
        return (first, *(alias for alias in self.aliases if alias != first))


def as_alias(value: object) -> Alias:
    """An alias given as string or Alias, as Alias."""
    if isinstance(value, Alias):
        return value
    if isinstance(value, str):
        return Alias(value)
    raise InputError(f"an alias is a str or an Alias, not {type(value).__name__}")


def as_list(values: object, owner: str) -> Iterable[object]:
    """`values` if it can be a list of aliases; a lone string would be taken apart into letters, so it is refused."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InputError(f"entity {owner!r}: aliases must be a list of names, not {type(values).__name__}")
    return values


def check_text(text: object, what: str) -> None:
    """Raise InputError unless `text` is a string that can be stored as a name."""
    check_cell(text, what)
    if not str(text).strip():
        raise InputError(f"{what} is empty")


def check_cell(text: object, what: str) -> None:
    """Raise InputError unless `text` is a string that can be written to a file."""
    if not isinstance(text, str):
        raise InputError(f"{what} must be a str, not {type(text).__name__}")
    if _SURROGATE.search(text):
        raise InputError(f"{what} holds a lone surrogate, which is no text: {text!r}")


def check_kind(kind: object) -> None:
    """Raise InputError unless `kind` is PER, ORG, LOC or None."""
    if kind is not None and kind not in KINDS:
        raise InputError(f"kind {kind!r}: expected PER, ORG, LOC or None")


def as_date(on: object) -> str:
    """A date given as datetime.date or ISO string (YYYY, YYYY-MM or YYYY-MM-DD) as ISO string; "" for None."""
    if on is None:
        return ""
    if isinstance(on, datetime.datetime):
        return on.date().isoformat()
    if isinstance(on, datetime.date):
        return on.isoformat()
    if isinstance(on, str) and _DATE.fullmatch(on):
        return on
    raise InputError(f"date {on!r}: expected a datetime.date or a string YYYY-MM-DD")
