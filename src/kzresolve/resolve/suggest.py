"""Names found in use, proposed to a registry: a table with a column for a person's decision, and taking it back.

Nothing enters a registry that nobody has decided on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kzresolve.errors import ConflictError, InputError, TableError
from kzresolve.registry.events import SAME, fold
from kzresolve.registry.formats.tsv import escape, unescape
from kzresolve.registry.model import KINDS, Alias, Entity
from kzresolve.registry.registry import Registry
from kzresolve.registry.textfile import open_lines, write_lines
from kzresolve.resolve.results import Annotations, Group, Mention
from kzresolve.resolve.spot import base_forms
from kzresolve.resolve.tokens import tokenize
from kzresolve.text.romanize import romanize
from kzresolve.values import Value

YES, NO, DIFFERENT = "yes", "no", "different"
DECISIONS = (YES, NO, DIFFERENT)
COLUMNS = ("decision", "id", "kind", "text", "known_as", "count", "score", "example")
_NEW = "new."
_ROOM = 100  # characters of an example before and after the name
_STOP = re.compile(r"[.!?…]\s|\n")


@dataclass(frozen=True, slots=True)
class Suggestion(Value):
    """A name for an entity.

    id: of the registry, or a new one; known_as: the canonical name, "" for a new entity. count: how often it was found;
    score: 0..1, of the surest. example: where, the name in brackets. decision: "yes", "no" or "different" (the name is
    another's), "" while open.
    """

    id: str
    kind: str
    text: str
    known_as: str = ""
    count: int = 1
    score: float = 0.0
    example: str = ""
    decision: str = ""


def suggest(found: Annotations, texts: Mapping[str, str], registry: Registry) -> list[Suggestion]:
    """The names in annotated texts that the registry lacks, the most frequent first.

    Left out is what follows from names it has: short forms and case forms.
    """
    by_form: dict[tuple[str, str], list[Mention]] = {}
    forms: dict[str, set[str]] = {}
    for mention in found.mentions:
        form = " ".join(mention.surface.split())
        by_form.setdefault((mention.entity_id, form), []).append(mention)
        forms.setdefault(mention.entity_id, set()).add(form)
    new_ids = _new_ids((e.id, e.name) for e in found.entities if not e.known)
    suggestions = []
    for (entity_id, text), mentions in by_form.items():
        entity = registry.get(entity_id)
        longer = [form for form in forms[entity_id] if len(form.split()) > len(text.split())]
        if _follows(text, [*longer, *(alias.text for alias in entity.names())] if entity else longer):
            continue
        best = max(mentions, key=lambda m: m.score)
        suggestions.append(
            Suggestion(
                id=entity.id if entity else new_ids[entity_id],
                kind=(entity.kind if entity else None) or best.kind,
                text=text,
                known_as=entity.name if entity else "",
                count=len(mentions),
                score=best.score,
                example=_example(texts[best.doc], best.start, best.end),
            )
        )
    return sorted(suggestions, key=lambda s: (not s.known_as, -s.count, s.id, s.text))


def suggest_groups(names: Sequence[str], groups: Iterable[Group]) -> list[Suggestion]:
    """What Resolver.group found: names that the entities of groups lack, and those of groups without one."""
    suggestions = []
    held = list(groups)
    new_ids = _new_ids((str(n), group.canonical) for n, group in enumerate(held) if group.entity is None)
    for n, group in enumerate(held):
        entity = group.entity
        counts: dict[str, int] = {}
        for i in group.members:
            counts[names[i]] = counts.get(names[i], 0) + 1
        for text, count in counts.items():
            if entity is None:
                suggestions.append(Suggestion(new_ids[str(n)], "", text, count=count))
            elif not _follows(text, [alias.text for alias in entity.names()]):
                suggestions.append(Suggestion(entity.id, entity.kind or "", text, entity.name, count))
    return sorted(suggestions, key=lambda s: (not s.known_as, -s.count, s.id, s.text))


def _follows(text: str, names: Iterable[str]) -> bool:
    """Whether a form follows from names: each of its words is one of theirs or a case form of it."""
    words = {form for name in names for token in tokenize(name) for form in base_forms(token.key)}
    return all(not words.isdisjoint(base_forms(token.key)) for token in tokenize(text))


def _new_ids(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """An id for each new entity, made of its name, none twice."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key, name in named:
        slug = _NEW + (re.sub(r"[^a-z0-9]+", "-", romanize(name).lower()).strip("-") or "name")
        proposed, n = slug, 2
        while proposed in taken:
            proposed, n = f"{slug}-{n}", n + 1
        taken.add(proposed)
        ids[key] = proposed
    return ids


def _example(text: str, start: int, end: int) -> str:
    """The sentence around a name, or what of it has room, with the name in brackets."""
    before, after = text[max(0, start - _ROOM) : start], text[end : end + _ROOM]
    begin = max((stop.end() for stop in _STOP.finditer(before)), default=0)
    stop = _STOP.search(after)
    after = after[: stop.start() + 1] if stop else after
    return " ".join(f"{before[begin:]}[{text[start:end]}]{after}".split())


def write_suggestions(path: Path, suggestions: Iterable[Suggestion]) -> None:
    """Write suggestions as TSV, escaped as registry files are."""
    write_lines(path, lines_of(suggestions))


def lines_of(suggestions: Iterable[Suggestion]) -> Iterator[str]:
    """The header and a line for each suggestion."""
    yield "\t".join(COLUMNS)
    for s in suggestions:
        cells = (
            s.decision,
            s.id,
            s.kind,
            s.text,
            s.known_as,
            str(s.count),
            f"{s.score:.2f}" if s.score else "",
            s.example,
        )
        yield "\t".join(map(escape, cells))


def read_suggestions(path: Path) -> list[Suggestion]:
    """Suggestions with what a person has decided. Raises TableError with file, line and column."""
    lines = list(open_lines(path)) or [""]
    header = lines[0].split("\t")
    missing = [column for column in ("decision", "id", "text") if column not in header]
    if missing:
        raise TableError(f"{path}, line 1: column {missing[0]} missing, expected {', '.join(COLUMNS)}")
    found = []
    for n, line in enumerate(lines[1:], 2):
        if not line:
            continue
        cells = [unescape(cell) for cell in line.split("\t")]
        if len(cells) != len(header):
            raise TableError(f"{path}, line {n}: {len(cells)} cells, expected {len(header)}")
        row = dict(zip(header, cells, strict=True))
        decision = row["decision"].strip().lower()
        if decision not in ("", *DECISIONS):
            expected = f"expected {', '.join(DECISIONS)} or empty"
            raise TableError(f"{path}, line {n}, column decision: {row['decision']!r}, {expected}")
        if row.get("kind", "") not in ("", *KINDS):
            raise TableError(f"{path}, line {n}, column kind: {row['kind']!r}, expected {', '.join(KINDS)} or empty")
        found.append(
            Suggestion(row["id"].strip(), row.get("kind", ""), row["text"], row.get("known_as", ""), decision=decision)
        )
    return found


def take(decided: Iterable[Suggestion], registry: Registry, *, by: str, why: str, source: str = "") -> tuple[int, int]:
    """Let into a registry what was decided "yes", as one event, and judge what was decided "different".

    A row with an id that the registry does not have makes a new entity, of all rows with that id; its first is the
    canonical name. source: of the new names. Returns how many names came in and how many judgements were made.
    Raises, before anything is taken, InputError for a row decided "different" from no entity, and ConflictError for one
    that is judged the same.
    """
    rows = list(decided)
    different = [row for row in rows if row.decision == DIFFERENT]
    for row in different:
        _check_different(row, registry)
    accepted: dict[str, list[Suggestion]] = {}
    for row in rows:
        if row.decision == YES:
            accepted.setdefault(row.id, []).append(row)
    entities = []
    for entity_id, names in accepted.items():
        held = registry.get(entity_id)
        aliases = [Alias(row.text, source=source) for row in names]
        if held is None:
            kind = next((row.kind for row in names if row.kind), None)
            first = Alias(names[0].text, strength="name", source=source)
            entities.append(Entity(entity_id, names[0].text, kind, [first, *aliases[1:]]))
        else:
            new = [alias for alias in aliases if fold(alias.text) not in {fold(a.text) for a in held.names()}]
            entities.append(Entity(held.id, held.name, held.kind, [*held.aliases, *new]))
    before = sum(len(entity.aliases) for entity in map(registry.get, accepted) if entity)
    registry.extend(entities, by=by, why=why)
    after = sum(len(registry[entity_id].aliases) for entity_id in accepted)
    for row in different:
        registry.judge(Alias(row.text), row.id, DIFFERENT, by=by, why=why)
    return after - before, len(different)


def _check_different(row: Suggestion, registry: Registry) -> None:
    """Raise unless the name of a row can be judged different from its entity."""
    if row.id not in registry:
        raise InputError(f"{row.id!r} is no entity of the registry, so no name can be judged different from it")
    if registry.verdict(Alias(row.text), row.id) == SAME:
        raise ConflictError(f"the name {row.text!r} is judged the same as {row.id!r}; undo that first")
