"""Who some names may mean: entities of a registry, each with the name of it that fits best, and how well it does.

Rivals, roles and context are weighed after that (posterior.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kzresolve.match.compare import compare
from kzresolve.match.config import Config
from kzresolve.match.index import Wanted
from kzresolve.registry.model import Alias, Entity
from kzresolve.registry.registry import Registry
from kzresolve.resolve.context import Surroundings
from kzresolve.resolve.posterior import Standing, compared, form_of, is_form
from kzresolve.resolve.short import Short, is_one_word, short_for

_SCALED = (None, "PER")  # kinds whose names are scored as those of no known kind

_Pair = tuple[str, str, str | None, Config]  # the arguments of compare


class Sought(NamedTuple):
    """A name that is looked up, of a kind or None, and what stands around it."""

    name: str
    kind: str | None
    around: Surroundings


class _Form(NamedTuple):
    """A name of an entity that a name is compared with, and how: as of a kind, which is known or the entity's."""

    entity: Entity
    alias: Alias
    kind: str | None
    is_known: bool
    config: Config

    def pair(self, name: str) -> _Pair:
        return (name, self.alias.text, self.kind, self.config)

    def common(self, name: str) -> _Pair | None:
        """The pair as it is where only the name is known; None where that makes no difference."""
        return None if self.is_known or self.kind in _SCALED else (name, self.alias.text, None, self.config)


def wanted(registry: Registry, sought: Sought) -> Wanted | None:
    """Says of an entity's id and a name of it whether it may be the one sought; None where any may."""
    kind, date = sought.kind, sought.around.date
    if not kind and not date:
        return None

    def is_wanted(entity_id: str, text: str) -> bool:
        entity = registry.get(entity_id)
        if entity is None or not may_be(entity, kind):
            return False
        return not date or any(alias.text == text and alias.valid_on(date) for alias in entity.names())

    return is_wanted


def may_be(entity: Entity, kind: str | None) -> bool:
    """Whether an entity is, or may be, of a kind; None for any."""
    return not kind or not entity.kind or entity.kind == kind


def standings_of(
    registry: Registry, config: Config, sought: Sequence[Sought], found: Sequence[Sequence[tuple[str, str]]]
) -> list[list[Standing]]:
    """For each name the entities that it may mean, best first. found: for each the (entity id, name) to compare."""
    lapsed = replace(config, exonyms=False)  # for names that a place no longer has, or not yet
    forms = [_forms(registry, config, lapsed, *each) for each in zip(sought, found, strict=True)]
    scores = _scores([(each.name, form) for each, some in zip(sought, forms, strict=True) for form in some])
    standings = []
    for each, some in zip(sought, forms, strict=True):
        best: dict[str, Standing] = {}
        written, alone = form_of(each.name), is_one_word(each.name)
        for form in some:
            as_written = form.alias.text == each.name or form_of(form.alias.text) == written
            common = form.common(each.name)
            said = scores[form.pair(each.name)], scores[common] if common else 1.0
            standing = Standing(form.entity, form.alias, *said, as_written, _short(each.name, form) if alone else None)
            known = best.get(form.entity.id)
            if known is None or standing.order < known.order:
                best[form.entity.id] = standing
        standings.append(compared(sorted(best.values(), key=lambda standing: standing.order)))
    return standings


def _forms(
    registry: Registry, config: Config, lapsed: Config, sought: Sought, found: Sequence[tuple[str, str]]
) -> list[_Form]:
    """The names of entities that one is to be compared with."""
    date, forms = sought.around.date, []
    for entity_id, text in found:
        entity = registry.get(entity_id)
        if entity is None or not may_be(entity, sought.kind):  # taken out by another program just now
            continue
        names = entity.names()
        alias = next((a for a in names if a.text == text and (not date or a.valid_on(date))), None)
        if alias is not None:
            was = date and any(is_form(sought.name, other.text) and not other.valid_on(date) for other in names)
            kind = sought.kind or entity.kind
            forms.append(_Form(entity, alias, kind, bool(sought.kind), lapsed if was else config))
    return forms


def _short(name: str, form: _Form) -> Short | None:
    return short_for(name, form.alias.text, form.kind) if form.kind in _SCALED else None


def _scores(asked: Sequence[tuple[str, _Form]]) -> dict[_Pair, float]:
    """The score of each name and form; what is asked twice, as many entities may be called the same, is worked out
    once.
    """
    pairs = [pair for name, form in asked for pair in (form.pair(name), form.common(name)) if pair]
    return {pair: compare(*pair).score for pair in dict.fromkeys(pairs)}
