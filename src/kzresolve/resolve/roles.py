"""Roles that stand for names: "the president of Kazakhstan" means whoever was that on the day.

A role is taken only as written (case, articles and case endings aside): roles are too alike for a likeness to count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kzresolve.registry.model import Alias, Entity, Role
from kzresolve.resolve.document import Document
from kzresolve.resolve.phrases import Phrases, is_join
from kzresolve.resolve.posterior import ROLE
from kzresolve.resolve.results import Mention
from kzresolve.resolve.spot import base_forms
from kzresolve.resolve.tokens import Token, tokenize
from kzresolve.tables import read_tsv

_SCORE = 0.9  # of a mention by role: the holder is on record, but texts lag behind and deputies are called so too
_BESIDE = 3  # characters at most between a title and a name
_ARTICLES = frozenset({"the", "a", "an"})
_LINKS = frozenset({"of", "for", "the", "and", "in", ",", "'s", "’s"})


class Holder(NamedTuple):
    """Who has a role, as the registry says it."""

    entity: Entity
    role: Role

    def as_alias(self) -> Alias:
        """The role as a form that means its holder."""
        role = self.role
        return Alias(
            role.text, role.lang, valid_from=role.valid_from, valid_to=role.valid_to, source=role.source, note=ROLE
        )


def _forms(token: Token) -> tuple[str, ...]:
    return base_forms(token.key)


class Roles:
    """The roles of the entities added to it, found by their words. Those that were saved are taken in when a text first
    has a word that one of them begins with.
    """

    def __init__(self) -> None:
        self._phrases: Phrases[Holder] = Phrases()
        self._of: dict[str, tuple[Role, ...]] = {}  # by entity id
        self._saved: dict[str, None] = {}  # ids of entities that are still to be taken in
        self._beginnings: frozenset[str] = frozenset()  # of their roles
        self._entity_of: Callable[[str], Entity | None] = lambda _: None

    @classmethod
    def opened(cls, note: Mapping[str, list[str]], entity_of: Callable[[str], Entity | None]) -> Roles:
        """The roles that gave a note; entity_of: who has an id now, None where nobody has."""
        roles = cls()
        roles._saved = dict.fromkeys(note["bearers"])
        roles._beginnings = frozenset(note["beginnings"])
        roles._entity_of = entity_of
        return roles

    def note(self) -> dict[str, list[str]]:
        """What to save of them: who has roles, and the words that these begin with."""
        beginnings = self._beginnings.union(self._phrases.beginnings())
        return {"bearers": [*self._saved, *self._of], "beginnings": sorted(beginnings)}

    def add(self, entity: Entity) -> None:
        """Take in the roles of an entity."""
        if entity.roles:
            self._of[entity.id] = entity.roles
        for role in entity.roles:
            self._phrases.add(role.text, Holder(entity, role))

    def discard(self, entity_id: str) -> None:
        """Forget the roles of an entity."""
        self._saved.pop(entity_id, None)
        for role in self._of.pop(entity_id, ()):
            self._phrases.discard(role.text, lambda holder: holder.entity.id == entity_id)

    def holders(self, text: str, date: str) -> list[Holder]:
        """Whom a text means that is a role and nothing else; date: ISO, or "" for whenever."""
        if not self._of and not self._saved:
            return []
        tokens = tokenize(text)
        start = int(bool(tokens) and tokens[0].key in _ARTICLES)
        return [holder for stop, held in self._from(tokens, start, date) if stop == len(tokens) for holder in held]

    def mentions(self, document: Document, taken: Sequence[Mention]) -> Iterator[Mention]:
        """Mentions by role in a text of known date, where one entity had the role then.

        taken: the mentions by name. Places and bodies in a role keep their own mention, and the role is what stands
        before them; beside the name of a person it is a title and no mention. After "former", "deputy" or "was elected"
        (tables/lexicons/not_in_role.tsv) it does not stand for its holder.
        """
        if not (self._of or self._saved) or not document.date:
            return
        tokens, i = document.tokens, 0
        while i < len(tokens):
            longest = max(self._from(tokens, i, document.date), key=lambda found: found[0], default=(i, []))
            stop, held = longest
            if len({holder.entity.id for holder in held}) == 1 and not _is_of_another(tokens, i):
                mention = _mention(document, i, stop, held[0].entity, taken)
                if mention:
                    yield mention
            i = max(stop, i + 1)

    def _from(self, tokens: Sequence[Token], i: int, date: str) -> Iterator[tuple[int, list[Holder]]]:
        if not 0 <= i < len(tokens):
            return
        if self._saved and not self._beginnings.isdisjoint(_forms(tokens[i])):
            self._take_in()
        for stop, holders in self._phrases.from_forms(tokens, i, _forms):
            held = [holder for holder in holders if not date or holder.role.valid_on(date)]
            if held:
                yield stop, held

    def _take_in(self) -> None:
        """Add those that were saved."""
        ids, self._saved = self._saved, {}
        for entity in map(self._entity_of, ids):
            if entity is not None:
                self.add(entity)


def _mention(document: Document, start: int, stop: int, entity: Entity, taken: Sequence[Mention]) -> Mention | None:
    """The mention that the tokens start..stop are, or None where a name stands there or beside them."""
    tokens = document.tokens
    begin, end = tokens[start].start, tokens[stop - 1].end
    inside = [m for m in taken if m.start < end and begin < m.end]
    if _is_title(document.text, begin, end, taken) or any(m.kind == "PER" or m.start <= begin for m in inside):
        return None
    if inside:
        first = min(m.start for m in inside)
        while stop > start and (tokens[stop - 1].end > first or tokens[stop - 1].key in _LINKS):
            stop -= 1
    if stop == start:
        return None
    end = tokens[stop - 1].end
    return Mention(document.id, begin, end, document.text[begin:end], entity.kind or "PER", entity.id, _SCORE)


def _is_of_another(tokens: Sequence[Token], start: int) -> bool:
    """Whether the words before a role say that somebody else than its holder is meant, or nobody."""
    before = start - 1
    while before >= 0 and (is_join(tokens[before]) or tokens[before].key in _ARTICLES):
        before -= 1
    return next(_denials().from_token(tokens, before), None) is not None


@cache
def _denials() -> Phrases[bool]:
    """What can stand before a role and denies it, to be looked up backwards."""
    denials: Phrases[bool] = Phrases(step=-1)
    for row in read_tsv("lexicons/not_in_role.tsv"):
        denials.add(row["text"], True)
    return denials


def _is_title(text: str, begin: int, end: int, taken: Sequence[Mention]) -> bool:
    """Whether the name of a person stands directly before or behind, but for a comma."""
    for m in taken:
        behind = 0 <= m.start - end <= _BESIDE and not text[end : m.start].strip(" ,")
        before = 0 <= begin - m.end <= _BESIDE and not text[m.end : begin].strip(" ,")
        if m.kind == "PER" and (behind or before):
            return True
    return False
