"""What the jobs return: frozen values that print, pickle and turn into JSON.

The outermost ones carry the schema version, and what made them where that matters.
"""

from __future__ import annotations

from dataclasses import dataclass

from kzresolve.match.compare import Match, compare
from kzresolve.match.config import Config
from kzresolve.registry.model import Entity
from kzresolve.resolve.posterior import Circumstance
from kzresolve.values import SCHEMA_VERSION, Value


def _id(entity: Entity | None) -> str:
    return repr(entity.id if entity else None)


@dataclass(frozen=True, slots=True)
class Candidate(Value):
    """An entity that a name may mean. score: 0..1, of the pair of names alone; alias: the form that scored it; period:
    when that form is the entity's, "" for always; circumstances: what beside the names spoke for or against it.
    """

    entity: Entity
    score: float
    name: str
    alias: str
    kind: str | None = None
    _config: Config | None = None
    period: str = ""
    circumstances: tuple[Circumstance, ...] = ()

    def __repr__(self) -> str:
        return f"Candidate({self.entity.id!r}, {self.score:.3f}, alias={self.alias!r})"

    @property
    def match(self) -> Match:
        """The comparison behind the score, with its evidence; worked out when asked for."""
        return compare(self.name, self.alias, kind=self.kind, config=self._config)


@dataclass(frozen=True, slots=True)
class Resolution(Value):
    """Who a name means.

    status: "resolved", "ambiguous" (several could be meant, or one might) or "unknown". entity: the best, None unless
    resolved. score: 0..1, the probability that the best candidate is the one meant, its rivals counted. candidates:
    best first.
    """

    name: str
    status: str
    entity: Entity | None
    score: float
    candidates: tuple[Candidate, ...]
    schema: int = SCHEMA_VERSION

    def __repr__(self) -> str:  # at a prompt; with all names of all candidates it would fill pages
        shown = f"{self.name!r}, {self.status!r}, entity={_id(self.entity)}, score={self.score:.3f}"
        return f"Resolution({shown}, {len(self.candidates)} candidates)"

    def __str__(self) -> str:
        if self.entity is not None:
            period = f" ({self.candidates[0].period})" if self.candidates[0].period else ""
            return f"{self.name} → {self.entity.name} [{self.entity.id}], {self.score:.2f}{period}"
        names = "; ".join(f"{c.entity.name} {c.score:.2f}" for c in self.candidates[:3])
        return f"{self.name} → {self.status}" + (f" ({names})" if names else "")


@dataclass(frozen=True, slots=True)
class Group(Value):
    """Names that mean one entity. members: indices into the list given, ascending. canonical: the form to show. entity:
    the registry's, None if it knows none."""

    members: tuple[int, ...]
    canonical: str
    entity: Entity | None
    schema: int = SCHEMA_VERSION

    def __repr__(self) -> str:
        return f"Group({self.members}, {self.canonical!r}, entity={_id(self.entity)})"


@dataclass(frozen=True, slots=True)
class Mention(Value):
    """A name in a text: text[start:end] == surface, in code points. kind: PER, ORG or LOC. score: 0..1, how sure the
    link to the entity is."""

    doc: str
    start: int
    end: int
    surface: str
    kind: str
    entity_id: str
    score: float


@dataclass(frozen=True, slots=True)
class AnnotatedEntity(Value):
    """An entity found in the texts. known: whether the registry holds it; otherwise the id is this result's own.
    spellings: (surface, count), commonest first. docs: where, sorted."""

    id: str
    name: str
    kind: str
    known: bool
    spellings: tuple[tuple[str, int], ...]
    docs: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many mentions it has."""
        return sum(n for _, n in self.spellings)


@dataclass(frozen=True, slots=True)
class Annotations(Value):
    """Who is in the texts. mentions: by document in the order given, then by place. entities: most mentioned first.
    registry_version, weights_version: what made the result."""

    mentions: tuple[Mention, ...]
    entities: tuple[AnnotatedEntity, ...]
    registry_version: str
    weights_version: str
    schema: int = SCHEMA_VERSION

    def __str__(self) -> str:
        lines = []
        for entity in self.entities:
            spellings = ", ".join(f"{surface} ×{n}" for surface, n in entity.spellings)
            lines.append(f"{entity.kind}  {entity.name} ({entity.count} in {len(entity.docs)}): {spellings}")
        return "\n".join(lines)
