"""How well names are found and linked in annotated texts: precision and recall of mentions, B-cubed of the groups.

Mentions count by exact span and kind. B-cubed (Bagga and Baldwin 1998, "Entity-Based Cross-Document Coreferencing Using
the Vector Space Model") is averaged over the gold mentions; one that was not found is a group of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kzresolve.errors import InputError
from kzresolve.registry.textfile import as_path
from kzresolve.resolve.gold import Gold, GoldMention, read_gold
from kzresolve.resolve.resolver import Resolver
from kzresolve.resolve.verbs import bundled_resolver
from kzresolve.values import SCHEMA_VERSION, Value

if TYPE_CHECKING:
    from kzresolve.resolve.results import Annotations, Mention

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Spread(Value):
    """An id whose mentions have several ids on the other side: over holds (id, mentions), most mentions first."""

    id: str
    over: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        return f"{self.id}: " + ", ".join(f"{other} ×{n}" for other, n in self.over)


@dataclass(frozen=True, slots=True)
class Evaluation(Value):
    """The figures, all 0..1, and what is behind them.

    mentions, found: how many the gold has and how many were found. missed: gold mentions without a found one of the
    same span and kind; invented: the reverse. split: gold entities spread over several found ids; merged: found ids
    that hold several gold entities. named: how many entities got the gold's canonical name (case ignored; of "Name
    (explanation)" the name is enough), None where the gold has no names.
    """

    mentions: int
    found: int
    precision: float
    recall: float
    f1: float
    b3_precision: float
    b3_recall: float
    b3_f1: float
    missed: tuple[GoldMention, ...]
    invented: tuple[Mention, ...]
    split: tuple[Spread, ...]
    merged: tuple[Spread, ...]
    entities: int
    named: int | None
    registry_version: str
    weights_version: str
    schema: int = SCHEMA_VERSION

    def __str__(self) -> str:
        wrong = {"missed": self.missed, "invented": self.invented, "split": self.split, "merged": self.merged}
        lines = [
            _line("mentions", self.precision, self.recall, self.f1, f"{self.mentions} in the gold, {self.found} found"),
            _line("B-cubed", self.b3_precision, self.b3_recall, self.b3_f1, f"{self.entities} entities in the gold"),
            "wrong      " + ", ".join(f"{len(items)} {what}" for what, items in wrong.items()),
        ]
        if self.named is not None:
            lines.append(f"names      {self.named} of {self.entities} entities under their canonical name")
        lines.append(f"made with  registry {self.registry_version}, weights {self.weights_version}")
        return "\n".join(lines)


def _line(what: str, precision: float, recall: float, f1: float, note: str) -> str:
    return f"{what:9s}  precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}   ({note})"


def evaluate(gold: str | Path, texts: str | Path, resolver: Resolver | None = None) -> Evaluation:
    """Annotate the texts and score the result.

    gold: a folder with mentions.tsv (doc, start, end, surface, type, entity_id, note) and perhaps entities.tsv
    (entity_id, canonical_name). texts: the folder of the files that the column doc names. resolver: None for the
    bundled registry. A mention whose note begins with "ambiguous" counts as a span, not as a link. Raises TableError
    that names file, row and column.
    """
    if resolver is not None and not isinstance(resolver, Resolver):
        raise InputError(f"resolver: expected a Resolver or None, not {type(resolver).__name__}")
    data = read_gold(as_path(gold), as_path(texts))
    result = (resolver or bundled_resolver()).annotate(dict(data.texts))
    return score(data, result)


def score(gold: Gold, result: Annotations) -> Evaluation:
    """The figures of a result against the gold of the same texts."""
    wanted = {(*_key(m), m.kind): m for m in gold.mentions}
    given = {(*_key(m), m.kind): m for m in result.mentions}
    hits = len(wanted.keys() & given.keys())
    linked = [m for m in gold.mentions if m.scored]
    found_id: dict[Key, str] = {_key(m): m.entity_id for m in result.mentions}
    found = [found_id.get(_key(m)) for m in linked]
    labels: list[Hashable] = [("missed", i) if label is None else label for i, label in enumerate(found)]
    b3_precision, b3_recall, b3_f1 = b_cubed(labels, [m.entity_id for m in linked])
    pairs = [(m.entity_id, label) for m, label in zip(linked, found, strict=True) if label is not None]
    return Evaluation(
        mentions=len(wanted),
        found=len(given),
        precision=hits / len(given) if given else 0.0,
        recall=hits / len(wanted),
        f1=2 * hits / (len(wanted) + len(given)),
        b3_precision=b3_precision,
        b3_recall=b3_recall,
        b3_f1=b3_f1,
        missed=tuple(m for key, m in wanted.items() if key not in given),
        invented=tuple(m for key, m in given.items() if key not in wanted),
        split=_spreads(pairs),
        merged=_spreads((label, entity_id) for entity_id, label in pairs),
        entities=len({m.entity_id for m in gold.mentions}),
        named=_named(pairs, dict(gold.names), {e.id: e.name for e in result.entities}) if gold.names else None,
        registry_version=result.registry_version,
        weights_version=result.weights_version,
    )


def _key(mention: GoldMention | Mention) -> Key:
    return mention.doc, mention.start, mention.end


def b_cubed(labels: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a grouping, given as one label for each item on either side.

    For each item: the share of its group that belongs with it, and the share of what belongs with it that is in its
    group; both averaged over the items.

    >>> b_cubed(["a", "a", "b", "b"], ["x", "x", "x", "x"])
    (1.0, 0.5, 0.6666666666666666)
    """
    if not gold:
        return 0.0, 0.0, 0.0
    together = Counter(zip(labels, gold, strict=True))
    of_label, of_gold = Counter(labels), Counter(gold)
    precision = sum(n * n / of_label[label] for (label, _), n in together.items()) / len(gold)
    recall = sum(n * n / of_gold[entity] for (_, entity), n in together.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _spreads(pairs: Iterable[tuple[str, str]]) -> tuple[Spread, ...]:
    """Ids on the left that stand with more than one on the right, those with most mentions first."""
    over: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for left, right in pairs:
        over[left][right] += 1
    spread = [(left, counts) for left, counts in over.items() if len(counts) > 1]
    spread.sort(key=lambda item: (-item[1].total(), item[0]))
    return tuple(Spread(left, tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0])))) for left, counts in spread)


def _named(pairs: Iterable[tuple[str, str]], wanted: Mapping[str, str], given: Mapping[str, str]) -> int:
    """How many entities have, for most of their mentions that were found, their canonical name."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entity_id, label in pairs:
        names[entity_id][given[label].casefold()] += 1
    return sum(
        names[entity_id].most_common(1)[0][0] in {name.casefold(), name.split(" (")[0].casefold()}
        for entity_id, name in wanted.items()
        if entity_id in names
    )
