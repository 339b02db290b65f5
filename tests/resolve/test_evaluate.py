"""Evaluation: figures worked out by hand on small texts, and the sentences for gold that does not fit its texts."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.errors import TableError
from kzresolve.resolve.evaluate import Spread, b_cubed, evaluate, score
from kzresolve.resolve.gold import Gold, GoldMention, read_gold
from kzresolve.resolve.results import AnnotatedEntity, Annotations, Mention

TEXT = "Tokayev met Putin.\r\nToqaev left Almaty."
HEADER = "doc\tstart\tend\tsurface\ttype\tentity_id\tnote\n"
ROWS = (
    "a.txt\t0\t7\tTokayev\tPER\ttokayev\t\n"
    "a.txt\t12\t17\tPutin\tPER\tputin\t\n"
    "a.txt\t20\t26\tToqaev\tPER\ttokayev\t\n"
    "a.txt\t32\t38\tAlmaty\tLOC\talmaty\t\n"
)
NAMES = "entity_id\tcanonical_name\ntokayev\tKassym-Jomart Tokayev\nputin\tVladimir Putin\nalmaty\tAlmaty (city)\n"


def folder(tmp_path: Path, mentions: str = HEADER + ROWS, text: str = TEXT, names: str = "") -> Path:
    (tmp_path / "mentions.tsv").write_bytes(mentions.encode())
    (tmp_path / "a.txt").write_bytes(text.encode())
    if names:
        (tmp_path / "entities.tsv").write_bytes(names.encode())
    return tmp_path


def result_of(*found: tuple[int, int, str, str], **names: str) -> Annotations:
    """A result with these (start, end, kind, entity id) in the text above."""
    mentions = tuple(Mention("a.txt", start, end, TEXT[start:end], kind, who, 0.9) for start, end, kind, who in found)
    ids = {m.entity_id: m.kind for m in mentions}
    entities = tuple(AnnotatedEntity(i, names.get(i, i), kind, True, (), ()) for i, kind in ids.items())
    return Annotations(mentions, entities, "r", "w")


ALL_RIGHT = ((0, 7, "PER", "t"), (12, 17, "PER", "p"), (20, 26, "PER", "t"), (32, 38, "LOC", "a"))


def test_all_right_is_one(tmp_path: Path) -> None:
    result = score(read_gold(folder(tmp_path, names=NAMES), tmp_path), result_of(*ALL_RIGHT, t="Kassym-Jomart TOKAYEV"))
    assert (result.precision, result.recall, result.f1) == (1, 1, 1)
    assert (result.b3_precision, result.b3_recall, result.b3_f1) == (1, 1, 1)
    assert not (result.missed or result.invented or result.split or result.merged)
    assert (result.entities, result.named) == (3, 1)


def test_nothing_found_is_no_precision_and_singletons(tmp_path: Path) -> None:
    result = score(read_gold(folder(tmp_path), tmp_path), result_of())
    assert (result.precision, result.recall, result.f1) == (0, 0, 0)
    assert (result.b3_precision, result.b3_recall) == (1, 3 / 4)
    assert len(result.missed) == 4
    assert result.named is None


def test_a_wrong_kind_is_missed_and_invented_but_linked(tmp_path: Path) -> None:
    found = result_of(*ALL_RIGHT[:3], (32, 38, "ORG", "a"))
    result = score(read_gold(folder(tmp_path), tmp_path), found)
    assert result.f1 == 3 / 4
    assert [m.surface for m in result.missed] == [m.surface for m in result.invented] == ["Almaty"]
    assert result.b3_f1 == 1


def test_a_wrong_span_is_missed_and_invented(tmp_path: Path) -> None:
    result = score(read_gold(folder(tmp_path), tmp_path), result_of(*ALL_RIGHT[:3], (27, 38, "LOC", "a")))
    assert [m.surface for m in result.missed] == ["Almaty"]
    assert [m.surface for m in result.invented] == ["left Almaty"]
    assert result.b3_f1 == 1  # alone in the gold, alone when missed


def test_split_and_merged_are_listed(tmp_path: Path) -> None:
    found = result_of((0, 7, "PER", "t"), (12, 17, "PER", "t"), (20, 26, "PER", "u"), (32, 38, "LOC", "a"))
    result = score(read_gold(folder(tmp_path), tmp_path), found)
    assert result.split == (Spread("tokayev", (("t", 1), ("u", 1))),)
    assert result.merged == (Spread("t", (("putin", 1), ("tokayev", 1))),)
    assert (result.b3_precision, result.b3_recall) == (3 / 4, 3 / 4)
    assert "1 split, 1 merged" in str(result)


def test_an_ambiguous_mention_counts_as_a_span_and_not_as_a_link(tmp_path: Path) -> None:
    rows = ROWS.replace("putin\t\n", "putin\tambiguous: could be another\n")
    gold = read_gold(folder(tmp_path, HEADER + rows), tmp_path)
    result = score(gold, result_of((0, 7, "PER", "t"), (12, 17, "PER", "t"), *ALL_RIGHT[2:]))
    assert result.f1 == 1
    assert result.b3_f1 == 1
    assert not result.merged


def test_evaluate_runs_the_resolver_and_says_what_made_it(tmp_path: Path) -> None:
    from kzresolve import Entity, Registry, Resolver

    registry = Registry([Entity(id="t", name="Kassym-Jomart Tokayev", kind="PER", aliases=("Tokayev", "Toqaev"))])
    result = evaluate(folder(tmp_path), tmp_path, Resolver(registry))
    assert result.registry_version == registry.version
    assert result.mentions == 4
    assert pickle.loads(pickle.dumps(result)) == result
    assert result.to_dict()["schema"] == 1
    assert {m.surface for m in result.missed} <= {"Putin", "Almaty"}


@pytest.mark.parametrize(
    ("mentions", "sentence"),
    [
        ("", "mentions.tsv, line 1: column doc, start, end, surface, type, entity_id missing"),
        (HEADER, "mentions.tsv: no mentions in it"),
        (HEADER + "a.txt\t0\t7\n", "line 2: 3 cells, expected 7"),
        (HEADER + "b.txt\t0\t7\tTokayev\tPER\tt\t\n", "line 2, column doc: .*b.txt: there is no such file"),
        (HEADER + "../a.txt\t0\t7\tTokayev\tPER\tt\t\n", "column doc: '../a.txt', expected the name of a file in"),
        (HEADER + "a.txt\tzero\t7\tTokayev\tPER\tt\t\n", "column start: 'zero', expected a number from 0 to 39"),
        (HEADER + "a.txt\t0\t70\tTokayev\tPER\tt\t\n", "column end: '70', expected a number from 0 to 39"),
        (HEADER + "a.txt\t7\t7\t\tPER\tt\t\n", "column end: 7, expected more than start"),
        (HEADER + "a.txt\t0\t6\tTokayev\tPER\tt\t\n", "column surface: 'Tokayev', but 0-6 of a.txt is 'Tokaye'"),
        (HEADER + "a.txt\t0\t7\tTokayev\tMAN\tt\t\n", "column type: 'MAN', expected one of PER, ORG, LOC"),
        (HEADER + "a.txt\t0\t7\tTokayev\tPER\t\t\n", "column entity_id: empty"),
        (HEADER + ROWS + "a.txt\t0\t7\tTokayev\tPER\tt\t\n", "line 6: the span 0-7 of a.txt stands in a row above"),
    ],
)
def test_gold_that_does_not_fit_its_text_is_told_with_its_place(tmp_path: Path, mentions: str, sentence: str) -> None:
    with pytest.raises(TableError, match=sentence):
        read_gold(folder(tmp_path, mentions), tmp_path)


def test_folders_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"mentions\.tsv: there is no such file"):
        read_gold(tmp_path / "none", tmp_path)


def test_offsets_count_line_ends_as_they_are(tmp_path: Path) -> None:
    gold = read_gold(folder(tmp_path), tmp_path)
    assert dict(gold.texts) == {"a.txt": TEXT}
    assert gold.mentions[2] == GoldMention("a.txt", 20, 26, "Toqaev", "PER", "tokayev")


def naive_b_cubed(labels: list[int], gold: list[int]) -> tuple[float, float]:
    """The definition, word for word: item by item, sets."""
    items = range(len(gold))
    precision = recall = 0.0
    for i in items:
        cluster = {j for j in items if labels[j] == labels[i]}
        entity = {j for j in items if gold[j] == gold[i]}
        precision += len(cluster & entity) / len(cluster)
        recall += len(cluster & entity) / len(entity)
    return precision / len(gold), recall / len(gold)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12))
def test_b_cubed_is_its_definition(pairs: list[tuple[int, int]]) -> None:
    labels, gold = [a for a, _ in pairs], [b for _, b in pairs]
    precision, recall, f1 = b_cubed(labels, gold)
    assert (precision, recall) == pytest.approx(naive_b_cubed(labels, gold))
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))


@settings(max_examples=50, deadline=None)
@given(st.sets(st.integers(0, 9), min_size=1), st.sets(st.integers(0, 9)))
def test_mention_figures_are_set_figures(wanted: set[int], found: set[int]) -> None:
    gold = Gold((), tuple(GoldMention("a.txt", i, i + 1, "x", "PER", str(i)) for i in sorted(wanted)), ())
    result = score(gold, result_of(*((i, i + 1, "PER", str(i)) for i in sorted(found))))
    assert result.recall == len(wanted & found) / len(wanted)
    assert result.precision == (len(wanted & found) / len(found) if found else 0)
    assert Counter(len(m) for m in (result.missed, result.invented)) == Counter(
        [len(wanted - found), len(found - wanted)]
    )
