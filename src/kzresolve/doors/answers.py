"""Whom the names of a column mean: one answer a row, each distinct question asked once.

Data frames, file pipelines and Spark all ask here, so that they give the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kzresolve.errors import InputError
from kzresolve.registry.dates import as_date
from kzresolve.registry.model import check_kind
from kzresolve.registry.registry import Registry
from kzresolve.resolve.resolver import Resolver

if TYPE_CHECKING:
    from kzresolve.resolve.results import Resolution

_KEPT = 1 << 17  # answers kept for names that come again

Cells = tuple[object, object, object]  # of a row: name, kind, date
_ALONE = 100  # names that are not worth a second process

Share = Callable[[float], object]
Where = Callable[[int], str]


class Question(NamedTuple):
    """What is asked of a row. kind: PER, ORG, LOC or None. on: ISO date, "" for none."""

    name: str
    kind: str | None = None
    on: str = ""


class Answer(NamedTuple):
    """The answer to a row. entity_id, canonical: None unless resolved. score: 0..1, the probability that the best
    candidate is the one meant. status: "resolved", "ambiguous" or "unknown". candidates: where they are asked for, the
    best with the scores of their names, "t 0.93; k 0.36". All None where the row has no name.
    """

    entity_id: str | None
    canonical: str | None
    score: float | None
    status: str | None
    candidates: str | None = None


NO_ANSWER = Answer(None, None, None, None)


class Answers:
    """Answers questions by a registry, and remembers the answers to the last hundred thousand or so.

    workers: how many processes share the work. candidates: how many to list beside each answer.
    """

    def __init__(self, resolver: Resolver, workers: int = 1, candidates: int = 0) -> None:
        if not isinstance(workers, int) or workers < 1:
            raise InputError(f"workers {workers!r}: expected a whole number from 1 on")
        self.resolver = resolver
        self._workers = workers
        self._candidates = candidates
        self._known: dict[Question, Answer] = {}

    def __call__(self, questions: Sequence[Question | None], tell: Share | None = None) -> list[Answer]:
        """The answers, in order; NO_ANSWER where nothing is asked. tell: called with the share that is done, 0..1."""
        asked = {question for question in questions if question is not None}
        new = [question for question in dict.fromkeys(questions) if question and question not in self._known]
        if len(self._known) + len(new) > _KEPT:
            self._known = {question: self._known[question] for question in asked if question in self._known}
        self._known.update(zip(new, self._found(new, tell), strict=True))
        return [NO_ANSWER if question is None else self._known[question] for question in questions]

    def _found(self, questions: Sequence[Question], tell: Share | None) -> Iterator[Answer]:
        names, kinds, dates = zip(*questions, strict=True) if questions else ((), (), ())
        found = self.resolver.resolve_each(
            names,
            _one_or_each(kinds),
            _one_or_each(dates),
            limit=max(1, self._candidates),
            workers=self._workers if len(names) > _ALONE else 1,
            progress=tell and (lambda done: tell(done / len(names))),
        )
        return (answer_of(each, self._candidates) for each in found)


def _one_or_each(values: Sequence[str | None]) -> str | list[str | None] | None:
    """What all names have in common as one value, else one for each; "" is none."""
    if len(set(values)) > 1:
        return [value or None for value in values]
    return next(iter(values), None) or None


def answer_of(found: Resolution, candidates: int = 0) -> Answer:
    """A resolution as a row, with as many candidates at most."""
    entity = found.entity
    listed = "; ".join(f"{one.entity.id} {one.score:.2f}" for one in found.candidates[:candidates])
    entity_id, canonical = (entity.id, entity.name) if entity else (None, None)
    return Answer(entity_id, canonical, found.score, found.status, listed if candidates else None)


def question(cells: Cells, columns: Cells, where: Where, row: int) -> Question | None:
    """What a row asks by its name, kind and date; None where it has no name, or an empty one.

    columns: what the cells are called in messages; where: says in words where a row stands. Raises InputError where a
    cell is not as expected.
    """
    name, kind, on = cells
    if _is_empty(name):
        return None
    column = columns[0]
    try:
        text = _text(name)
        if kind is None and on is None:
            return Question(text)
        column = columns[1]
        kind = _kind(kind)
        column = columns[2]
        return Question(text, kind, "" if _is_empty(on) else as_date(on))
    except InputError as error:
        raise InputError(f"{where(row)}, column {column!r}: {error}") from None


def _text(name: object) -> str:
    if not isinstance(name, str):
        raise InputError(f"expected a name as text, not {type(name).__name__} {name!r:.40}")
    if not name.isascii() and any("\ud800" <= char <= "\udfff" for char in name):
        raise InputError(f"{name!r:.40} holds a lone surrogate, which is no text")
    return name


def _kind(value: object) -> str | None:
    kind = None if _is_empty(value) else str(value)
    check_kind(kind)
    return kind


def _is_empty(value: object) -> bool:
    return value is None or (not value if isinstance(value, str) else is_missing(value))


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing: None, or what is unequal to itself, as NaN and NaT are."""
    try:
        return value is None or bool(value != value)
    except ValueError:  # an array, which answers for each of its cells
        return False


def as_resolver(registry: object) -> Resolver:
    """A Resolver for what users give: a Registry, a Resolver, or None for the bundled registry."""
    if registry is None:
        from kzresolve.resolve.verbs import bundled_resolver

        return bundled_resolver()
    if isinstance(registry, Resolver):
        return registry
    if isinstance(registry, Registry):
        return Resolver(registry)
    raise InputError(f"registry: expected a Registry, a Resolver or None, not {type(registry).__name__}")
