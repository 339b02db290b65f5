"""Mentions of news in nine Slavic languages come together: B-cubed of the groups against the right ones, by topic."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import kzresolve as kz

TABLE = Path(__file__).parent.parent / "cases" / "inflected_mentions.tsv"
LINES = [line for line in TABLE.read_text(encoding="utf8").splitlines() if not line.startswith("#")]
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))
TOPICS = sorted({row["topic"] for row in ROWS})
LEAST = 0.93  # of F1; without the case endings, words and places in the tables it is below 0.7


def entities(topic: str) -> dict[str, str]:
    """Mention to entity; of two entities with one mention the first."""
    found: dict[str, str] = {}
    for row in ROWS:
        for mention in row["mentions"].split("|") if row["topic"] == topic else ():
            found.setdefault(mention, row["entity"])
    return found


def agreement(ours: list[int], theirs: list[str]) -> float:
    """B-cubed F1: the mean share of a mention's group that is of its entity, and of its entity that is in its group."""
    both, mine, right = Counter(zip(ours, theirs, strict=True)), Counter(ours), Counter(theirs)
    precision = sum(many * many / mine[group] for (group, _), many in both.items()) / len(ours)
    recall = sum(many * many / right[entity] for (_, entity), many in both.items()) / len(ours)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize("topic", TOPICS)
def test_mentions_of_news_come_together(topic: str) -> None:
    right = entities(topic)
    names = sorted(right)
    labels = [0] * len(names)
    for label, group in enumerate(kz.Resolver(kz.Registry()).group(names)):
        for i in group.members:
            labels[i] = label
    assert agreement(labels, [right[name] for name in names]) >= LEAST


@pytest.mark.parametrize(
    ("names", "apart"),
    [
        (["Donald Trump", "Donalda Trumpa", "Melanii Trump", "Melanie Trumpová", "Trumpem"], {4: 0}),
        (["Володимир Зеленський", "Олена Зеленська", "Олени Зеленської", "Зеленському"], {3: 0}),
        (["Алексей Навальный", "Алексея Навального", "Юлия Навальная", "Юлии Навальной", "Навальную"], {4: 2}),
    ],
)
def test_cases_tell_whether_he_or_she_is_meant(names: list[str], apart: dict[int, int]) -> None:
    others = ["Владимира Путина", "Владимир Путин", "Путиным", "Путину", "Angela Merkel", "Angelą Merkel", "Praze"]
    group_of = {i: n for n, group in enumerate(kz.Resolver(kz.Registry()).group(names + others)) for i in group.members}
    assert all(group_of[lone] == group_of[bearer] for lone, bearer in apart.items())
    assert len({group_of[i] for i in range(len(names))}) == 2
