"""Average linkage against the textbook: every average worked out anew before each step."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve.resolve.linkage import average_linkage

THRESHOLD = 0.625
SCORES = st.integers(0, 16).map(lambda n: n / 16)  # sums of these are exact, in whatever order
Edges = dict[tuple[int, int], float]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], Edges]:
    sizes = draw(st.lists(st.integers(1, 3), max_size=7))
    pairs = [(i, j) for j in range(len(sizes)) for i in range(j)]
    return sizes, draw(st.dictionaries(st.sampled_from(pairs), SCORES) if pairs else st.just({}))


def linkage(sizes: list[int], edges: Edges, owners: list[str]) -> list[list[int]]:
    """Clusters; those of two different owners may not join."""
    owner = list(owners)

    def may_join(i: int, j: int) -> bool:
        return "" in (owner[i], owner[j]) or owner[i] == owner[j]

    def joined(i: int, j: int) -> None:
        owner[i] = owner[i] or owner[j]

    return average_linkage(sizes, edges, THRESHOLD, may_join, joined)


def free(sizes: list[int], edges: Edges) -> list[list[int]]:
    return linkage(sizes, edges, [""] * len(sizes))


def textbook(sizes: list[int], edges: Edges, owners: list[str]) -> list[list[int]]:
    """Join the pair of clusters of the highest average that may join, until none is left."""
    clusters = [[i] for i in range(len(sizes))]

    def average(a: list[int], b: list[int]) -> float:
        total = sum(edges.get((min(i, j), max(i, j)), 0.0) * sizes[i] * sizes[j] for i in a for j in b)
        return total / (sum(sizes[i] for i in a) * sum(sizes[j] for j in b))

    while True:
        pairs = [
            (-average(a, b), a[0], b[0], a, b)
            for k, a in enumerate(clusters)
            for b in clusters[k + 1 :]
            if average(a, b) >= THRESHOLD and len({owners[i] for i in a + b} - {""}) < 2
        ]
        if not pairs:
            return clusters
        _, _, _, one, other = min(pairs)
        clusters = sorted([sorted(one + other), *(c for c in clusters if c not in (one, other))])


@settings(max_examples=200, deadline=None)
@given(graph=graphs(), data=st.data())
def test_the_textbook_finds_the_same_clusters(graph: tuple[list[int], Edges], data: st.DataObject) -> None:
    sizes, edges = graph
    owners = data.draw(st.lists(st.sampled_from(["", "", "a", "b"]), min_size=len(sizes), max_size=len(sizes)))
    assert linkage(sizes, edges, owners) == textbook(sizes, edges, owners)


@settings(max_examples=50, deadline=None)
@given(graph=graphs(), data=st.data())
def test_the_order_of_the_edges_makes_no_difference(graph: tuple[list[int], Edges], data: st.DataObject) -> None:
    sizes, edges = graph
    assert free(sizes, dict(data.draw(st.permutations(list(edges.items()))))) == free(sizes, edges)


@settings(max_examples=50, deadline=None)
@given(graphs())
def test_an_item_of_weight_n_is_as_n_equal_items(graph: tuple[list[int], Edges]) -> None:
    sizes, edges = graph
    below_one = {pair: min(score, 15 / 16) for pair, score in edges.items()}
    owner = [i for i, size in enumerate(sizes) for _ in range(size)]
    copies = {
        (a, b): 1.0 if owner[a] == owner[b] else below_one[owner[a], owner[b]]
        for b in range(len(owner))
        for a in range(b)
        if owner[a] == owner[b] or (owner[a], owner[b]) in below_one
    }
    among_copies = [sorted({owner[a] for a in cluster}) for cluster in free([1] * len(owner), copies)]
    assert among_copies == free(sizes, below_one)


def test_a_bridge_does_not_glue_two_clusters_together() -> None:
    edges = {(0, 1): 1.0, (1, 2): 0.75, (2, 3): 1.0}
    assert free([1, 1, 1, 1], edges) == [[0, 1], [2, 3]]


def test_a_heavy_name_outweighs_a_light_one() -> None:
    edges = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.3}
    assert free([1, 1, 1], edges) == [[0, 1], [2]]
    assert free([1, 5, 1], edges) == [[0, 1, 2]]


def test_without_items_there_are_no_clusters() -> None:
    assert free([], {}) == []


def asked(edges: Edges, rest: Edges) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Clusters of six items where the pairs of `rest` are scored when asked for, and which were."""
    calls: list[tuple[int, int]] = []

    def score(i: int, j: int) -> float:
        calls.append((i, j))
        return rest.get((i, j), 0.0)

    clusters = average_linkage([1] * 6, edges, THRESHOLD, lambda *_: True, lambda *_: None, score)
    return clusters, calls


def test_pairs_never_scored_are_asked_for_before_two_clusters_join() -> None:
    edges = {(0, 1): 1.0, (1, 2): 0.75, (2, 3): 1.0}
    assert asked(edges, {})[0] == [[0, 1], [2, 3], [4], [5]]
    rest = {(0, 2): 0.75, (0, 3): 0.75, (1, 3): 0.75}
    clusters, calls = asked(edges, rest)
    assert clusters == [[0, 1, 2, 3], [4], [5]]
    assert set(calls) == set(rest)  # nothing else hangs on a pair that was not scored


@settings(max_examples=100, deadline=None)
@given(graph=graphs(), data=st.data())
def test_scores_asked_for_do_not_depend_on_the_order_of_the_edges(
    graph: tuple[list[int], Edges], data: st.DataObject
) -> None:
    sizes, edges = graph
    pairs = [(i, j) for j in range(len(sizes)) for i in range(j)]
    rest = {pair: data.draw(SCORES) for pair in pairs}
    shuffled = dict(data.draw(st.permutations(list(edges.items()))))
    one, other = (
        average_linkage(sizes, given, THRESHOLD, lambda *_: True, lambda *_: None, lambda i, j: rest[i, j])
        for given in (edges, shuffled)
    )
    assert one == other


def test_weights_that_round_do_not_lose_an_edge() -> None:
    value = next(v / 1000 for v in range(650, 1000) if v / 1000 * 5 * 7 / (5 * 7) != v / 1000)
    assert average_linkage([5, 7], {(0, 1): value}, 0.6, lambda *_: True, lambda *_: None) == [[0, 1]]
