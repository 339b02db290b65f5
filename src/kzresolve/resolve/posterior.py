"""From pair scores to who is meant: whether it is anybody here, by the likeliest candidate; and who, among rivals.

A pair score p is a probability at even odds, so log(p/(1-p)) is how much the name speaks for that entity. Where the
kind is not known, it speaks no louder than it would for something of no known kind, so that people, bodies and places
stand on one scale; and nothing speaks louder than a name written as the registry writes it, or than the family or given
name alone of one who has it. What else is known (circumstances) adds to that: the form, who else is called so and how
well known they are, the context. The share among rivals times the probability that it is anybody is a candidate's
probability.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, prod
from typing import NamedTuple

from kzresolve.names.lexicon import unaccented
from kzresolve.registry.model import Alias, Entity
from kzresolve.resolve.context import Context, Surroundings, content_words
from kzresolve.resolve.short import WRITTEN, Short, best_known
from kzresolve.text.normalise import normalise
from kzresolve.values import Value

ROLE = "role"  # the note of an alias that is one
_CERTAIN = 0.999  # a name alone is never more certain than this: there are namesakes
# Chosen by benchmarks/choose_posterior.py for the likelihood of who is meant by queries to three registries: within
# 0.0005 of its best. From 6 to 12 it hardly matters how sharply rivals are told apart; the mildest was taken.
_SPOKEN = 1.3  # what the name says, in deciding whether it is anybody here
_CROWD = 0.5  # and what every e-fold of entities beyond a few takes off
_FEW = 100  # entities
_SHARP = 6.0  # between rivals: a small difference between two good matches tells more than one between two poor ones
_AS_WRITTEN = 30.0  # the registry says that this very form is the entity's name, which no likeness of others can
# Or its role: a name that is like it, "Office of the Prime Minister", is something else's. This and what follows is
# set by hand: no annotated articles but the seeds were there to learn it from.
_IN_ROLE = 300.0
# A family or given name alone means one who has it, the less surely the more people do, and the less where it is not
# written as the registry does. Chosen likewise, by such names of the same people; the first within 0.001 of its best.
_ALONE, _NOT_AS_WRITTEN = 70.0, 0.3
# These by hand; no data tell whom lone names mean of several who have them.
_OUTSHONE = {
    "whole": (0.02, "it is another's whole name"),
    "family": (0.1, "it is another's family name"),
    "known": (0.05, "somebody far better known is called so too"),
}
_WHOLE = 3.0  # log odds that a pair of whole names may have, and a name alone never
_WEAK = 0.1  # a weak form ("Interior Ministry") without context is everybody's
_AT_HOME = 8.0  # the context speaks of the entity's country
_ABROAD = 0.2  # the context speaks of other countries only,
_WEAK_ABROAD = 0.02  # where every country has one
_ROLE = 8.0  # the context has all words of a role that the entity has (then),
_ROLE_IN_PART = 3.0  # or most of them
_COMPANY = 2.0  # somebody named in the context has such a role too
_OTHER = 9  # a name that is no form, short or long, of the alias
_HALF = 0.5
_FEWEST = 2  # words that two roles must share


@dataclass(frozen=True, slots=True)
class Circumstance(Value):
    """Something beside the likeness of the names. kind: "form", "alone", "known", "weak", "country", "role" or
    "company". factor: what it multiplies the odds by, above 1 for the candidate, below 1 against.
    """

    kind: str
    text: str
    factor: float

    def __str__(self) -> str:
        return f"×{self.factor:g} {self.kind:8s} {self.text}"


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity, the alias that fits the name best, the score of that pair, the score that it has if the kind is not
    known (1 where it is), whether the two are the same form, and what of the alias the name is, if it is that alone.
    """

    entity: Entity
    alias: Alias
    score: float
    common: float
    as_written: bool
    short: Short | None = None

    @property
    def said(self) -> float:
        """The log odds that the pair speaks for, on one scale for all kinds: a place whose name is like a person's is
        no likelier than it were if it were not known to be a place.
        """
        p = min(max(min(self.score, self.common), 1 - _CERTAIN), _CERTAIN)
        return log(p / (1 - p))

    @property
    def order(self) -> tuple[int, float, float, bool, str, str]:
        """Sort key: the form itself first, then what is short for the alias, then the best score, strong forms before
        weak ones, then by id, so that nothing is left to chance.
        """
        form = -1 if self.as_written else self.short.rank if self.short else _OTHER
        return (form, -self.said, -self.score, self.alias.strength == "weak", self.entity.id, self.alias.text)


def is_form(name: str, alias: str) -> bool:
    """Whether a name is written as the alias is, but for case, accents and what `normalise` mends."""
    return name == alias or form_of(name) == form_of(alias)


def form_of(name: str) -> str:
    """What the writings of one form have in common, accents aside: "Osaka" for "Ōsaka"."""
    return unaccented(normalise(name)[0])


class Ranked(NamedTuple):
    """A standing with the odds that it is meant rather than nobody here, and its probability among all."""

    standing: Standing
    odds: float
    probability: float


def posterior(standings: Sequence[Standing], surroundings: Surroundings, entities: int) -> list[Ranked]:
    """The standings, most probable first. entities: how many the registry has; the more, the likelier that one of
    them is called much like a stranger.
    """
    if not standings:
        return []
    most_said = max(standing.said for standing in standings)
    # No likeness says more than the form itself, or a part of it.
    spoken = [most_said if s.as_written or s.short else s.said for s in standings]
    around = [log(_product(circumstances(s, surroundings))) for s in standings]
    sharp = [_SHARP * one + other for one, other in zip(spoken, around, strict=True)]
    shares = [exp(value - max(sharp)) for value in sharp]
    most = max(_SPOKEN * one + other for one, other in zip(spoken, around, strict=True))
    anybody = 1 / (1 + exp(_CROWD * log(max(1.0, entities / _FEW)) - most))
    ranked = [
        Ranked(s, exp(one + other), share / sum(shares) * anybody)
        for s, one, other, share in zip(standings, spoken, around, shares, strict=True)
    ]
    return sorted(ranked, key=lambda r: (-r.probability, r.standing.order))


def compared(standings: Sequence[Standing]) -> list[Standing]:
    """The standings, those of a short name noted where it means somebody else first."""
    bearers: defaultdict[str, list[Entity]] = defaultdict(list)
    for standing in standings:
        if standing.short:
            bearers[standing.short.role].append(standing.entity)
    if not bearers:
        return list(standings)
    whole = any(standing.as_written or (not standing.short and standing.said > _WHOLE) for standing in standings)
    best = {role: best_known(people) for role, people in bearers.items()}
    return [_compared(s, best, whole=whole, family="family" in bearers) for s in standings]


def _compared(standing: Standing, best: Mapping[str, Entity | None], *, whole: bool, family: bool) -> Standing:
    short = standing.short
    if short is None or standing.as_written:
        return standing
    known = best[short.role]
    reason = "known" if known and known.id != standing.entity.id else "whole" if whole and not short.initials else ""
    if not reason and family and short.role == "given":
        reason = "family"
    return replace(standing, short=short._replace(outshone=reason)) if reason else standing


def _product(found: Sequence[Circumstance]) -> float:
    return prod(circumstance.factor for circumstance in found)


def circumstances(standing: Standing, surroundings: Surroundings) -> tuple[Circumstance, ...]:
    """What beside the likeness of the names speaks for or against a candidate."""
    entity, countries = standing.entity, surroundings.countries
    found = []
    if standing.as_written:
        factor = _IN_ROLE if standing.alias.note == ROLE else _AS_WRITTEN
        found.append(Circumstance("form", "the registry writes it so", factor))
    elif standing.short:
        found += _of_short(standing.short)
    weak = standing.alias.strength == "weak"
    if weak:
        found.append(Circumstance("weak", "the form alone could mean others", _WEAK))
    if countries and entity.country:
        if entity.country in countries:
            found.append(Circumstance("country", f"{entity.country} is spoken of", _AT_HOME))
        else:
            away = _WEAK_ABROAD if weak else _ABROAD
            found.append(Circumstance("country", f"{entity.country} is not spoken of, {_list(countries)} is", away))
    if surroundings.words:
        found += _by_roles(entity, surroundings)
    return tuple(found)


def _of_short(short: Short) -> list[Circumstance]:
    found = []
    if not short.initials:
        factor = _ALONE / short.bearers * (1.0 if short.form == WRITTEN else _NOT_AS_WRITTEN)
        found.append(Circumstance("alone", f"the {short.role} name alone, {short.form}", factor))
    if short.outshone:
        factor, text = _OUTSHONE[short.outshone]
        found.append(Circumstance("known", text, factor))
    return found


def _list(countries: Context) -> str:
    return ", ".join(sorted(countries))


def _by_roles(entity: Entity, surroundings: Surroundings) -> list[Circumstance]:
    """What the entity's roles say: the one that the context speaks of most, one that somebody named there has too."""
    found = []
    roles = [role for role in entity.roles if not surroundings.date or role.valid_on(surroundings.date)]
    share, best = spoken_role(entity, surroundings.words, surroundings.date)
    if share >= _HALF:
        found.append(Circumstance("role", f"the context speaks of {best!r}", _ROLE if share == 1.0 else _ROLE_IN_PART))
    for other in surroundings.named:
        company = next((r.text for r in other.roles for own in roles if _shared(r.text, own.text)), "")
        if company and other.id != entity.id:
            found.append(Circumstance("company", f"named with {other.name}, {company!r}", _COMPANY))
            break
    return found


def spoken_role(entity: Entity, words: frozenset[str], date: str) -> tuple[float, str]:
    """The role of the entity (on a date, unless "") of which most words stand among `words`, after what part of them
    does; (0, "") for none.
    """
    roles = (role.text for role in entity.roles if not date or role.valid_on(date))
    return max(((_share(role, words), role) for role in roles), default=(0.0, ""))


def _share(role: str, words: frozenset[str]) -> float:
    """What part of the words of a role stand in the context, function words aside."""
    own = content_words(role)
    return sum(not forms.isdisjoint(words) for forms in own) / len(own) if own else 0.0


def _shared(role: str, other: str) -> bool:
    """Whether two roles are of one body or place: most of the words of the shorter, two at least, are in the other."""
    ours, theirs = sorted((content_words(role), content_words(other)), key=len)
    words = frozenset().union(*theirs)
    common = sum(not forms.isdisjoint(words) for forms in ours)
    return common >= _FEWEST and common > _HALF * len(ours)
