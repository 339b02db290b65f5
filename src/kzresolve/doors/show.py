"""What the commands print for a person: tables and blocks of lines, made of results and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from kzresolve.doors.table import Cell, Column, shown, table, unbroken

if TYPE_CHECKING:
    from kzresolve.match.compare import Match
    from kzresolve.resolve.evaluate import Evaluation
    from kzresolve.resolve.gold import GoldMention
    from kzresolve.resolve.results import AnnotatedEntity, Annotations, Candidate, Group, Mention, Resolution

COLOURS = {
    "PER": "cyan",
    "ORG": "yellow",
    "LOC": "green",
    "same": "green",
    "resolved": "green",
    "unsure": "yellow",
    "ambiguous": "yellow",
    "different": "red",
    "unknown": "red",
}
_FAINT = {"dim": True}
_STRONG = {"bold": True}


def annotated(result: Annotations, documents: int, limit: int | None) -> Iterator[str]:
    """The table of the entities and a line that sums up; limit: the width of the terminal, None in a pipe."""
    columns = (
        Column("KIND"),
        Column("NAME", least=16),
        Column("MENTIONS", right=True),
        Column("DOCS", right=True),
        Column("ID", least=12),
        Column("SPELLINGS", least=20),
    )
    if result.entities:
        yield from table(columns, [_entity_row(entity) for entity in result.entities], limit)
        yield ""
    known = sum(entity.known for entity in result.entities)
    yield (
        f"{count(len(result.mentions), 'mention')} of {count(len(result.entities), 'entity', 'entities')}, "
        f"{known} of them in the registry, in {count(documents, 'document')}"
    )
    yield versions(result.registry_version, result.weights_version)


def _entity_row(entity: AnnotatedEntity) -> list[Cell]:
    spellings = ", ".join(_times(surface, n) for surface, n in entity.spellings)
    return [
        _coloured(entity.kind),
        Cell(shown(entity.name), _STRONG),
        Cell(str(entity.count)),
        Cell(str(len(entity.docs))),
        Cell(shown(entity.id), {} if entity.known else _FAINT),
        Cell(spellings),
    ]


def resolved(results: Sequence[Resolution], why: bool) -> Iterator[str]:
    """For each name whom it means, the candidates where that is open, and the reasons if wanted."""
    for n, result in enumerate(results):
        if n and why:
            yield ""
        yield _answer(result)
        if result.entity is None:
            yield from (f"    {_candidate(candidate)}" for candidate in result.candidates)
        if why and result.candidates:
            yield from indented(compared(result.candidates[0].match))
            yield from indented(f"  {shown(str(one))}" for one in result.candidates[0].circumstances)


def _answer(result: Resolution) -> str:
    name = click.style(shown(result.name), bold=True)
    if result.entity is None:
        return f"{name}: {_styled(result.status)}"
    entity = result.entity
    kind = f"{_styled(entity.kind)} " if entity.kind else ""
    return f"{name}: {kind}{shown(entity.name)} [{shown(entity.id)}], {result.score:.2f}{_period(result.candidates[0])}"


def _candidate(candidate: Candidate) -> str:
    entity = candidate.entity
    by = f" as {shown(candidate.alias)}" if candidate.alias != entity.name else ""
    kind = f"{_styled(entity.kind)} " if entity.kind else ""
    return f"{candidate.score:.2f}  {kind}{shown(entity.name)} [{shown(entity.id)}]{by}{_period(candidate)}"


def _period(candidate: Candidate) -> str:
    """When the form that matched is the entity's."""
    return click.style(f" ({candidate.period})", dim=True) if candidate.period else ""


def grouped(names: Sequence[str], found: Sequence[Group], limit: int | None) -> Iterator[str]:
    """The table of the groups, largest first, and a line that sums up."""
    columns = (
        Column("NAME", least=16),
        Column("NAMES", right=True),
        Column("ID", least=12),
        Column("SPELLINGS", least=20),
    )
    largest_first = sorted(found, key=lambda group: -len(group.members))
    yield from table(columns, [_group_row(names, group) for group in largest_first], limit)
    yield ""
    yield f"{count(len(names), 'name')} in {count(len(found), 'group')}"


def _group_row(names: Sequence[str], group: Group) -> list[Cell]:
    counts = Counter(names[i] for i in group.members)
    return [
        Cell(shown(group.canonical), _STRONG),
        Cell(str(len(group.members))),
        Cell(shown(group.entity.id) if group.entity else ""),
        Cell(", ".join(_times(name, n) for name, n in counts.most_common())),
    ]


def compared(result: Match) -> Iterator[str]:
    """The verdict and the reasons, each with its weight."""
    names = f"{shown(result.left)} | {shown(result.right)}"
    yield f"{click.style(names, bold=True)}: {_styled(result.verdict)}, {result.score:.2f}"
    for reason in result.evidence:
        colour = "green" if reason.weight > 0 else "red"
        weight, kind, words = shown(str(reason)).split(" ", 2)
        yield f"  {click.style(weight, fg=colour)} {kind:12s} {words}"


def evaluated(result: Evaluation, lists: bool) -> Iterator[str]:
    """The figures, and the lists of what is wrong if wanted."""
    yield from str(result).split("\n")
    if lists:
        yield from _mentions("missed", result.missed)
        yield from _mentions("invented", result.invented)
        yield from (f"split     {shown(str(spread))}" for spread in result.split)
        yield from (f"merged    {shown(str(spread))}" for spread in result.merged)


def _mentions(what: str, mentions: Iterable[GoldMention | Mention]) -> Iterator[str]:
    for m in mentions:
        yield f"{what:9s} {m.doc} {m.start}-{m.end} {m.kind} {shown(m.surface)} [{shown(m.entity_id)}]"


def versions(registry: str, weights: str) -> str:
    """What made a result."""
    return click.style(f"made with registry {registry}, weights {weights}", dim=True)


def indented(lines: Iterable[str]) -> Iterator[str]:
    """Lines moved to the right."""
    return (f"    {line}" for line in lines)


def _coloured(word: str) -> Cell:
    return Cell(word, {"fg": COLOURS.get(word)})


def _styled(word: str) -> str:
    return click.style(word, fg=COLOURS.get(word))


def _times(text: str, n: int) -> str:
    return unbroken(text if n == 1 else f"{text} ×{n}")


def count(n: int, one: str, many: str = "") -> str:
    """A number and what is counted."""
    return f"{n} {one if n == 1 else many or one + 's'}"
