"""Mentions to entities: registry senses chosen by context, short forms to full names, the rest grouped by spelling.

Order of steps: (1) registry names where they stand; (2) abbreviations to their definitions; (3) full names of each
kind to the registry or to each other; (4) a person's short form to the full name it follows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kzresolve.registry.model import Entity
from kzresolve.resolve.context import Context
from kzresolve.resolve.find import Found
from kzresolve.resolve.fullnames import FullNames
from kzresolve.resolve.grouping import cluster, fullest
from kzresolve.resolve.posterior import spoken_role
from kzresolve.resolve.results import Candidate
from kzresolve.resolve.search import Search
from kzresolve.resolve.short import short_for
from kzresolve.resolve.spot import Sense, base_forms

_AT_HERE = 3.0  # a demonym or country stands directly before the name
_STRONG = 2.0  # the form is not a weak one
_SPOKEN_OF = 2.0  # times the share of the entity's country in what the document speaks of
_NOWHERE = 0.5  # an international body is at home everywhere
_SURE = 0.8  # a name in a text that is not spelled as in the registry must be this like one that is
_BEARER = 0.7  # a family name alone, which one person of the registry has
_ALONE = 0.75  # a family name that nobody's full name explains must mean one person of the registry this likely
_STRANGER = 0.9  # a name that no registry knows means whoever bears it: only the grouping can be wrong
_LOOSE = frozenset({"near", "damaged", "contradicted", "missing"})
_ACRONYM = 5  # shorter words than this are abbreviations or too short to be misspelled
_NEARBY = 40  # tokens on either side of a name in which its bearer's role is looked for
_IN_ROLE = 1.5  # all words of a role of the entity stand there: eight times as likely, as in posterior.py
_HALF = 0.5  # of them, at least
_LEAST = 1.0  # a weak form needs this much support from its surroundings


class Link(NamedTuple):
    """The entity of a mention: an id of the registry, or one made here; score 0..1."""

    entity_id: str
    score: float


def choose_sense(found: Found) -> tuple[Sense, float] | None:
    """The registry entity that a spotted name means here, with its probability; None where only weak forms fit and
    nothing around speaks for any."""
    spot = found.span.spot
    if spot is None:
        return None
    countries = found.document.countries
    senses = [s for s in spot.senses if s.entity.kind in (None, found.kind)]
    words = _words_around(found) if len(senses) > 1 and any(s.entity.roles for s in senses) else frozenset()
    support = [
        (_support(s, found.span.country, countries) + _by_role(s.entity, words, found.document.date), s) for s in senses
    ]
    if not support:
        return None
    best, sense = max(support, key=lambda pair: (pair[0], pair[1].entity.id))
    if best < _LEAST:
        return None
    rivals = sum(2.0 ** (2 * (other - best)) for other, s in support if s.entity.id != sense.entity.id)
    return sense, 0.99 / (1.0 + rivals)


def _support(sense: Sense, country: str, spoken_of: Context) -> float:
    support = _STRONG if sense.alias.strength != "weak" else 0.0
    home = sense.entity.country
    if home and home == country:
        support += _AT_HERE
    elif home:
        support += _SPOKEN_OF * spoken_of[home] / max(1, spoken_of.total()) if not country else 0.0
    else:
        support += _NOWHERE
    return support


def _words_around(found: Found) -> frozenset[str]:
    """The words near a name, with the words they may be case forms of."""
    near = found.document.tokens[max(0, found.span.start - _NEARBY) : found.span.stop + _NEARBY]
    return frozenset(form for token in near for form in base_forms(token.key))


def _by_role(entity: Entity, words: frozenset[str], date: str) -> float:
    share, _ = spoken_role(entity, words, date) if words else (0.0, "")
    return _IN_ROLE * share if share >= _HALF else 0.0


def definitions(found: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Pairs of a name and its abbreviation in brackets behind it: "Collective Security Treaty Organization (CSTO)"."""
    pairs = []
    for long, short in pairwise(found):
        tokens = long.document.tokens
        if (
            long.document is short.document
            and short.span.start == long.span.stop + 1
            and tokens[long.span.stop].text == "("
            and short.span.stop < len(tokens)
            and tokens[short.span.stop].text == ")"
            and long.kind == short.kind
            and len(short.form) == 1
        ):
            pairs.append((long, short))
    return pairs


def link(found: Sequence[Found], search: Search) -> list[Link]:
    """A link for each name, in order."""
    return _Linker(found, search).links()


class _Linker:
    """The work of `link`: `known` fills up step by step, from mention number to its entity."""

    def __init__(self, found: Sequence[Found], search: Search) -> None:
        self.found = found
        self.search = search
        self.known: dict[int, Link] = {}
        self.defined = {(short.document.id, short.form): long for long, short in definitions(found)}

    def links(self) -> list[Link]:
        for n, f in enumerate(self.found):
            chosen = choose_sense(f)
            if chosen:
                self.known[n] = Link(chosen[0].entity.id, chosen[1])
        self._abbreviations()
        for kind in ("PER", "ORG", "LOC"):
            self._full_names(kind)
        self._abbreviations()
        self._short_names()
        for kind in ("ORG", "LOC"):  # what is defined only by each other
            self._group(self._by_surface(self._pending(kind)), kind)
        return [self.known[n] for n in range(len(self.found))]

    def _pending(self, kind: str) -> list[int]:
        return [n for n, f in enumerate(self.found) if f.kind == kind and n not in self.known]

    def _abbreviations(self) -> None:
        """Give an abbreviation what its definition has, throughout the document."""
        number = {id(f): n for n, f in enumerate(self.found)}
        for n, f in enumerate(self.found):
            long = self.defined.get((f.document.id, f.form))
            if n not in self.known and long is not None and number[id(long)] in self.known:
                self.known[n] = self.known[number[id(long)]]

    def _full_names(self, kind: str) -> None:
        """Names of one kind that are not short: to the registry, or else to each other."""
        pending = (n for n in self._pending(kind) if kind != "PER" or len(self.found[n].form) > 1)
        surfaces = self._by_surface(n for n in pending if self._key(n) not in self.defined)
        if len(self.search.registry):
            for surface, numbers in list(surfaces.items()):
                if not any(self.found[n].span.spot for n in numbers):  # else its registry meaning has been declined
                    self._give(surfaces, surface, self._from_registry(surface, kind, *self._context(numbers)))
        self._group(surfaces, kind)

    def _key(self, n: int) -> tuple[str, tuple[str, ...]]:
        return self.found[n].document.id, self.found[n].form

    def _by_surface(self, numbers: Iterable[int]) -> dict[str, list[int]]:
        """Mentions by what is written, however its line was broken."""
        surfaces: defaultdict[str, list[int]] = defaultdict(list)
        for n in numbers:
            surfaces[" ".join(self.found[n].surface.split())].append(n)
        return surfaces

    def _context(self, numbers: Sequence[int]) -> tuple[str, Context]:
        """The date of the documents of these mentions, "" where they differ, and the countries they speak of."""
        documents = list({self.found[n].document.id: self.found[n].document for n in numbers}.values())
        countries: Context = Counter()
        for document in documents:
            countries.update(document.countries)
        dates = {document.date for document in documents}
        return dates.pop() if len(dates) == 1 else "", countries

    def _give(self, surfaces: dict[str, list[int]], surface: str, link: Link | None) -> None:
        """The link, where there is one, to all mentions of a surface, which wait no longer."""
        if link is not None:
            self.known.update(dict.fromkeys(surfaces.pop(surface), link))

    def _from_registry(self, surface: str, kind: str, date: str, countries: Context) -> Link | None:
        found = self.search.resolve_here(surface, kind, date, countries, limit=1, near=True)
        best = found.candidates[0] if found.entity else None
        if best is None or best.score < _SURE or not _may_mean(surface, kind, best, countries):
            return None
        return Link(best.entity.id, found.score)

    def _group(self, surfaces: dict[str, list[int]], kind: str) -> None:
        names = [surface for surface, numbers in surfaces.items() for _ in numbers]
        labels = cluster(names, kind, self.search.config, registry=self.search.registry)
        groups: defaultdict[int, list[str]] = defaultdict(list)
        for name, label in zip(names, labels, strict=True):
            groups[label].append(name)
        for members in groups.values():
            entity_id = f"new:{kind}:{fullest(members)}"
            for name in dict.fromkeys(members):
                for n in surfaces[name]:
                    self.known[n] = Link(entity_id, _STRANGER)

    def _short_names(self) -> None:
        """A person's short form means the one of that name in the document, the nearest before it; else the only one of
        that name elsewhere, or in the registry: of a country spoken of, or well known.
        """
        full = FullNames(self.found)
        for n in self._pending("PER"):
            owner = full.owner(self.found[n])
            if owner is not None:
                self.known[n] = self.known[owner]
        surfaces = self._by_surface(self._pending("PER"))
        for surface in list(surfaces):
            _, countries = self._context(surfaces[surface])
            bases = self._bases(surfaces[surface])
            bearer = next(filter(None, (self.search.spotter.bearer(base, countries) for base in bases)), None)
            self._give(surfaces, surface, Link(bearer.id, _BEARER) if bearer else None)
        self._well_known(surfaces)
        self._group(surfaces, "PER")

    def _well_known(self, surfaces: dict[str, list[int]]) -> None:
        """Family names alone that mean somebody by themselves, as `resolve` has it, in texts that name others of the
        registry too: "Putin met Tokayev", but not "the dentist, Mr Zelensky, spoke".
        """
        alone = {surface: link for surface, numbers in surfaces.items() if (link := self._by_itself(numbers))}
        told = [(n, link) for n, link in self.known.items() if link.entity_id in self.search.registry]
        told += [(n, link) for surface, link in alone.items() for n in surfaces[surface]]
        meant: defaultdict[str, set[str]] = defaultdict(set)  # by document
        for n, link in told:
            meant[self.found[n].document.id].add(link.entity_id)
        for surface, link in alone.items():
            if any(len(meant[self.found[n].document.id]) > 1 for n in surfaces[surface]):
                self._give(surfaces, surface, link)

    def _by_itself(self, numbers: Sequence[int]) -> Link | None:
        """The person of the registry whom a family name means, no given name: that may be anybody's."""
        if not len(self.search.registry):
            return None
        for base in self._bases(numbers):
            found = self.search.resolve_here(base, "PER", *self._context(numbers), limit=1)
            if found.entity is not None and found.score >= _ALONE:
                short = short_for(base, found.candidates[0].alias, "PER")
                return Link(found.entity.id, _BEARER) if short and short.role == "family" else None
        return None

    def _bases(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """What a word may be a case form of, itself first."""
        return tuple(base_forms(self.found[numbers[0]].form[0]))


def _may_mean(surface: str, kind: str, candidate: Candidate, countries: Context) -> bool:
    """Whether the name may be another spelling of the candidate's.

    Words that are only near make people, who are known by two or more of them, where their country is spoken of; not
    places or bodies ("Australian Airlines", "Austrian Airlines"). Short words and initials have no room for slips.
    """
    if surface.isupper() or len(surface) < _ACRONYM:
        return candidate.alias.casefold() == surface.casefold()
    country = candidate.entity.country
    if kind == "PER" and (not country or countries[country]):
        return True
    return all(reason.kind not in _LOOSE for reason in candidate.match.evidence)
