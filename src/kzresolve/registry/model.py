"""What a registry holds: an Entity with its names (Alias), its roles (Role) and its ids elsewhere (ExternalId).

All are frozen values; a registry changes by replacing them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from kzresolve.errors import InputError
from kzresolve.registry.dates import Dated, check_dates
from kzresolve.values import Value

KINDS = ("PER", "ORG", "LOC")
STRENGTHS = ("name", "alias", "weak")

_SURROGATE = re.compile("[\ud800-\udfff]")
_SCHEME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Alias(Dated):
    """One written form of an entity's name.

    text: the form as written. lang: ISO 639-1 code or "". strength: "name" (the canonical form), "alias", or "weak"
    (ambiguous when it stands alone, such as "Interior Ministry": it needs context). valid_from and valid_to: when the
    form was in use. source: what was consulted, or "unverified". script: as `script_of` calls it ("Cyrillic"), and
    orthography: the id of the system it is written by (`systems()`); "" where they are not known or not said.
    """

    text: str
    lang: str = ""
    strength: str = "alias"
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    note: str = ""
    script: str = ""
    orthography: str = ""

    def __post_init__(self) -> None:
        cells = (
            *(self.text, self.lang, self.strength, self.valid_from, self.valid_to, self.source, self.note),
            *(self.script, self.orthography),
        )
        if not _is_text(cells) or not self.text.strip():
            check_text(self.text, "an alias")
            _check_cells(self, f"alias {self.text!r}")
        if self.strength not in STRENGTHS:
            raise InputError(f"alias {self.text!r}: strength {self.strength!r}, expected one of {', '.join(STRENGTHS)}")
        if self.valid_from or self.valid_to:
            check_dates(self, f"alias {self.text!r}")


@dataclass(frozen=True, slots=True)
class Role(Dated):
    """What somebody was and when: "president of Kazakhstan", 2019-03-20 to open. It can stand for the name.

    text: the role as written, with what it is a role in. lang, valid_from, valid_to, source, note: as of an Alias.
    """

    text: str
    lang: str = ""
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        check_text(self.text, "a role")
        _check_cells(self, f"role {self.text!r}")
        check_dates(self, f"role {self.text!r}")


@dataclass(frozen=True, slots=True)
class ExternalId(Value):
    """What an entity is called in another collection. scheme: which one, in small letters ("wikidata", "geonames"). id:
    what it is there. source: what was consulted.

    >>> str(ExternalId("wikidata", "Q42"))
    'wikidata:Q42'
    """

    scheme: str
    id: str
    source: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _check_cells(self, f"external id {self.id!r}")
        if not _SCHEME.fullmatch(self.scheme):
            raise InputError(
                f"external id {self.id!r}: scheme {self.scheme!r}, expected small letters such as wikidata"
            )
        if not self.id or self.id != self.id.strip():
            raise InputError(f"external id {self.id!r} of {self.scheme}: expected text without spaces around it")

    def __str__(self) -> str:
        return f"{self.scheme}:{self.id}"


@dataclass(frozen=True, slots=True)
class Entity(Value):
    """Somebody or something with a name.

    id: unique in a registry. name: the canonical name. kind: "PER", "ORG", "LOC" or None (not known). aliases: other
    forms, given as strings or Alias. country: ISO 3166-1 alpha-2 code of where it belongs, "" if nowhere or not known;
    used as context. roles: what it was and when. ids: what it is called elsewhere, given as {scheme: id} or ExternalId.
    fame: in how many collections somebody thought it worth an entry, such as editions of Wikipedia; 0: not counted.
    """

    id: str
    name: str
    kind: str | None = None
    aliases: tuple[Alias, ...] = ()
    country: str = ""
    roles: tuple[Role, ...] = ()
    ids: tuple[ExternalId, ...] = ()
    fame: int = 0

    if TYPE_CHECKING:  # what is given may be looser than what is kept

        def __init__(
            self,
            id: str,  # noqa: A002 - the field's name
            name: str,
            kind: str | None = None,
            aliases: Iterable[str | Alias] = (),
            country: str = "",
            roles: Iterable[str | Role] = (),
            ids: Mapping[str, str] | Iterable[ExternalId] = (),
            fame: int = 0,
        ) -> None: ...

    def __post_init__(self) -> None:
        if not isinstance(self.id, str) or not self.id or self.id != self.id.strip():
            raise InputError(f"entity id {self.id!r}: expected a non-empty string without spaces around it")
        check_cell(self.id, "an entity id")
        check_cell(self.country, "the country of an entity")
        check_text(self.name, "the name of an entity")
        if self.kind is not None and self.kind not in KINDS:
            raise InputError(f"entity {self.id!r}: kind {self.kind!r}, expected PER, ORG, LOC or None")
        if self.aliases != ():
            given = [as_alias(alias) for alias in as_list(self.aliases, self.id)]
            tidy = sorted(self._tidy(given), key=lambda alias: alias.strength != "name")  # as the rows of a file
            object.__setattr__(self, "aliases", tuple(dict.fromkeys(tidy)))
        if self.roles != ():
            object.__setattr__(self, "roles", tuple(dict.fromkeys(map(as_role, as_list(self.roles, self.id, "roles")))))
        if self.ids != ():
            object.__setattr__(self, "ids", tuple(dict.fromkeys(as_ids(self.ids, self.id))))
        if type(self.fame) is not int or self.fame < 0:
            raise InputError(f"entity {self.id!r}: fame {self.fame!r}, expected a whole number from 0 on")

    def _tidy(self, aliases: list[Alias]) -> Iterator[Alias]:
        """The aliases with the canonical name marked as such, and left out where it says nothing more."""
        bare = Alias(self.name, strength="name")
        for alias in aliases:
            if alias.text == self.name:
                alias = alias if alias.strength == "name" else replace(alias, strength="name")
            elif alias.strength == "name":
                raise InputError(f"entity {self.id!r}: two canonical names, {self.name!r} and {alias.text!r}")
            if alias != bare:
                yield alias

    def names(self) -> tuple[Alias, ...]:
        """Every form, the canonical one first, as Alias."""
        first = next((alias for alias in self.aliases if alias.text == self.name), Alias(self.name, strength="name"))
        return (first, *[alias for alias in self.aliases if alias.text != self.name or alias != first])


def as_alias(value: object) -> Alias:
    """An alias given as string or Alias, as Alias."""
    if isinstance(value, Alias):
        return value
    if isinstance(value, str):
        return Alias(value)
    raise InputError(f"an alias is a str or an Alias, not {type(value).__name__}")


def as_role(value: object) -> Role:
    """A role given as string or Role, as Role."""
    if isinstance(value, Role):
        return value
    if isinstance(value, str):
        return Role(value)
    raise InputError(f"a role is a str or a Role, not {type(value).__name__}")


def as_ids(values: object, owner: str) -> Iterator[ExternalId]:
    """External ids given as a mapping of schemes to ids or as a list of ExternalId."""
    if isinstance(values, Mapping):
        for scheme, given in values.items():
            yield ExternalId(scheme, given)
        return
    for value in as_list(values, owner, "ids"):
        if not isinstance(value, ExternalId):
            raise InputError(
                f"entity {owner!r}: ids are given as {{scheme: id}} or a list of ExternalId, not {value!r}"
            )
        yield value


def as_list(values: object, owner: str, what: str = "aliases") -> Iterable[object]:
    """`values` if it can be a list of names; a lone string would be taken apart into letters, so it is refused."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InputError(f"entity {owner!r}: {what} must be a list of names, not {type(values).__name__}")
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


def _is_text(cells: tuple[str, ...]) -> bool:
    """Whether all of these are strings that can be stored."""
    try:
        joined = "".join(cells)
    except TypeError:
        return False
    return joined.isascii() or not _SURROGATE.search(joined)


def _check_cells(value: Alias | Role | ExternalId, what: str) -> None:
    for field in fields(value):
        check_cell(getattr(value, field.name), f"{what}: {field.name}")


def check_kind(kind: object) -> None:
    """Raise InputError unless `kind` is PER, ORG, LOC or None."""
    if kind is not None and kind not in KINDS:
        raise InputError(f"kind {kind!r:.80}: expected PER, ORG, LOC or None")
