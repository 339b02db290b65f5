"""What must hold of the names found in any texts."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve import KzresolveError, Resolver

WORDS = st.sampled_from(
    [
        [
            "President",
            "Mr",
            "Kassym-Jomart",
            "Tokayev",
            "Tokayev's",
            "Toqaev",
            "Nursultan",
            "Nazarbayev",
            "Laden",
            "bin",
        ],
        ["Астанада", "Астана", "Министр", "Токаеву", "КНБ", "Дарига", "Қазақстанның", "министрлігі", "مرکز", "北京"],
        ["CSTO", "(CSTO)", "Interior", "Ministry", "Kazakh", "US", "U.S.", "AT&T", "REUTERS", "May", "Monday", "Read"],
        ["the", "of", "and", "said", "more", "K.", "A.", "45", "-", "—", ",", ".", "“", "”", "’s", "/", "\u200b", "é"],
        ["\n", "\n\n", "\r\n"],
    ]
).flatmap(st.sampled_from)
PROSE = st.lists(WORDS, max_size=25).map(" ".join)
TEXTS = st.one_of(PROSE, st.lists(WORDS, max_size=12).map("".join), st.text(max_size=40))


@settings(max_examples=120, deadline=None)
@given(text=TEXTS)
def test_mentions_entities_and_counts_fit_each_other(bundled: Resolver, text: str) -> None:
    try:
        result = bundled.annotate({"a": text})
    except KzresolveError:
        assert any("\ud800" <= char <= "\udfff" for char in text)
        return
    end = 0
    for mention in result.mentions:
        assert end <= mention.start < mention.end  # in order, none inside another
        end = mention.end
        assert mention.doc == "a"
        assert text[mention.start : mention.end] == mention.surface
        assert any(map(str.isalpha, mention.surface))
        assert mention.kind in {"PER", "ORG", "LOC"}
        assert 0 < mention.score <= 1
    spelled = Counter((mention.entity_id, mention.surface) for mention in result.mentions)
    assert spelled == {(e.id, surface): n for e in result.entities for surface, n in e.spellings}
    assert len({entity.id for entity in result.entities}) == len(result.entities)
    for entity in result.entities:
        assert entity.count == sum(n for _, n in entity.spellings) > 0
        assert entity.known == (entity.id in bundled.registry)
        assert entity.docs == ("a",)
    counts = [entity.count for entity in result.entities]
    assert counts == sorted(counts, reverse=True)
    assert bundled.annotate({"a": text}) == result
    assert result.to_dict() == bundled.annotate({"a": text}).to_dict()


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(PROSE, min_size=2, max_size=4), data=st.data())
def test_the_order_of_the_documents_makes_no_difference(
    bundled: Resolver, texts: list[str], data: st.DataObject
) -> None:
    documents = [(f"d{i}", text) for i, text in enumerate(texts)]
    straight = bundled.annotate(dict(documents))
    shuffled = bundled.annotate(dict(data.draw(st.permutations(documents))))
    assert set(straight.mentions) == set(shuffled.mentions)
    assert set(straight.entities) == set(shuffled.entities)


def test_a_country_spoken_of_in_one_document_helps_in_another_whichever_comes_first(bundled: Resolver) -> None:
    documents = [("a", "Then Mr Zelensky spoke."), ("b", "In Kyiv, Mr Zelensky spoke.")]
    for order in (documents, documents[::-1]):
        meant = {m.entity_id for m in bundled.annotate(dict(order)).mentions if m.kind == "PER"}
        assert meant == {"ua.zelensky"}


def test_a_form_written_in_two_ways_is_judged_alike_whichever_comes_first(empty: Resolver) -> None:
    documents = [("a", "K."), ("b", "K. President")]
    straight, back = (empty.annotate(dict(order)).mentions for order in (documents, documents[::-1]))
    assert set(straight) == set(back)


@settings(max_examples=60, deadline=None)
@given(text=PROSE)
def test_a_document_given_twice_is_read_as_once(bundled: Resolver, text: str) -> None:
    twice = bundled.annotate({"a": text, "b": text}).mentions
    spans = [[(m.start, m.end, m.entity_id) for m in twice if m.doc == doc] for doc in ("a", "b")]
    assert spans[0] == spans[1]


def test_a_long_text_is_read_to_its_end(bundled: Resolver) -> None:
    line = "President Kassym-Jomart Tokayev met Mr Aliyev in Astana, Reuters said.\n"
    times = 200_000 // len(line) + 1
    result = bundled.annotate({"a": line * times})
    assert {entity.name: entity.count for entity in result.entities}["Astana"] == times


@pytest.mark.parametrize("piece", ["of the ", "-", "Mr. ", "Interior Ministry ", "Токаеву "])
def test_a_text_without_sentences_is_read_to_its_end(empty: Resolver, piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert all(text[m.start : m.end] == m.surface for m in empty.annotate({"a": text}).mentions)
