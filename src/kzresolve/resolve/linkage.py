"""Average-linkage clustering over scored pairs; pairs never scored are scored where two clusters hang on them.

Sokal and Michener 1958 (UPGMA). Connected components glue strangers together over one bridge; an average does not.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

_SAMPLE = 5  # members of each of two clusters that are compared all with all before the two join

Test = Callable[[int, int], bool]
Joined = Callable[[int, int], None]
Score = Callable[[int, int], float]
Edges = dict[tuple[int, int], float]


def average_linkage(
    sizes: Sequence[int],
    edges: Edges,
    threshold: float,
    may_join: Test,
    joined: Joined,
    score: Score | None = None,
) -> list[list[int]]:
    """Clusters of the items 0..len(sizes)-1, each sorted, in order of their first item.

    sizes: weight of each item. edges: (i, j) with i < j to a score of 0..1. Clusters join while the average score
    between their members is at least `threshold`, best first; ties go to the lower items, so that the result depends on
    nothing else. A cluster is known by its first item: `may_join(i, j)` can forbid that two join, `joined(i, j)` says
    that they have and are now known as `i`. score: gives the score of a pair i < j that is not among the edges, asked
    for where two clusters would join by the average of the edges between them, of a few members of each; None: such
    pairs score 0.
    """
    found = [[i] for i in range(len(sizes))]
    for items, within in _components(edges, threshold):
        clusters = _Clusters(items, sizes, within, score)
        _link(clusters, within, threshold, may_join, joined)
        for i in items:
            found[i] = clusters.members.get(i, [])
    return [members for members in found if members]


def join_each(
    groups: Sequence[Sequence[int]], others: Mapping[int, int | None], may_join: Test, joined: Joined
) -> list[list[int]]:
    """The groups, some joined to others where they may be; each sorted, in order of their first item.

    others: which group each of some is to be joined to, if to any. may_join, joined: as in `average_linkage`, groups
    known by their first item.
    """
    found = [list(members) for members in groups]
    for group, other in others.items():
        if other is not None and may_join(groups[other][0], groups[group][0]):
            joined(groups[other][0], groups[group][0])
            found[other] += found[group]
            found[group] = []
    return sorted(sorted(members) for members in found if members)


def _components(edges: Edges, threshold: float) -> Iterator[tuple[list[int], Edges]]:
    """Items that a chain of edges of at least `threshold` holds together, and all edges between them: no others can
    come to stand in one cluster. Each of two or more items.
    """
    parent: dict[int, int] = {}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    for (i, j), value in edges.items():
        if value >= threshold:
            one, two = root(parent.setdefault(i, i)), root(parent.setdefault(j, j))
            parent[max(one, two)] = min(one, two)
    items: defaultdict[int, list[int]] = defaultdict(list)
    for i in sorted(parent):
        items[root(i)].append(i)
    within: defaultdict[int, Edges] = defaultdict(dict)
    for (i, j), value in edges.items():
        if i in parent and j in parent and root(i) == root(j):
            within[root(i)][i, j] = value
    for first, held in items.items():
        yield held, within.pop(first)


def _link(clusters: _Clusters, edges: Edges, threshold: float, may_join: Test, joined: Joined) -> None:
    """Join clusters as long as an average is high enough, best first."""
    heap = [(-clusters.average(i, j), i, j) for (i, j), value in edges.items() if value >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if not clusters.are_there(i, j) or clusters.average(i, j) != -negative or not may_join(i, j):
            continue  # one of them has grown since this was noted, or they must stay apart
        if clusters.settle(i, j):
            joined(i, j)
            near = clusters.join(i, j)
        else:
            near = [(i, j)]
        for pair in near:
            average = clusters.average(*pair)
            if average >= threshold:
                heapq.heappush(heap, (-average, *pair))


class _Clusters:
    """The clusters by their first item, and the sums of scores between them.

    seen: the weight of the pairs that a sum is made of.
    """

    def __init__(self, items: Sequence[int], sizes: Sequence[int], edges: Edges, score: Score | None) -> None:
        self.sizes = sizes
        self.known = edges
        self.score = score
        self.members = {i: [i] for i in items}
        self.weight = {i: sizes[i] for i in items}
        self.sums: dict[int, dict[int, float]] = {i: {} for i in self.members}
        self.seen: dict[int, dict[int, float]] = {i: {} for i in self.members}
        for (i, j), value in edges.items():
            self._put(i, j, value * sizes[i] * sizes[j], sizes[i] * sizes[j])

    def are_there(self, i: int, j: int) -> bool:
        """Whether both are still known by these items."""
        return i in self.members and j in self.members

    def average(self, i: int, j: int) -> float:
        """The average score between two clusters with an edge: of all pairs, or of those scored where the others can be
        asked for.
        """
        return self.sums[i][j] / (self.seen[i][j] if self.score else self.weight[i] * self.weight[j])

    def settle(self, i: int, j: int) -> bool:
        """Whether the average stands for all pairs; if not, a few that were never scored are, and then it does."""
        full = self.weight[i] * self.weight[j]
        if self.score is None or self.seen[i][j] >= full:
            return True
        total, seen = self.sums[i][j], self.seen[i][j]
        for a in _some(self.members[i]):
            for b in _some(self.members[j]):
                pair = (min(a, b), max(a, b))
                if pair not in self.known:
                    self.known[pair] = self.score(*pair)
                    total += self.known[pair] * self.sizes[a] * self.sizes[b]
                    seen += self.sizes[a] * self.sizes[b]
        self._put(i, j, total / seen * full, full)
        return False

    def join(self, i: int, j: int) -> list[tuple[int, int]]:
        """Make one cluster of two, known as i < j; the pairs of clusters whose average has changed."""
        for k, total in self.sums.pop(j).items():
            seen = self.seen[j][k]
            del self.sums[k][j], self.seen[k][j]
            if k != i:
                self._put(i, k, self.sums[i].get(k, 0.0) + total, self.seen[i].get(k, 0.0) + seen)
        del self.seen[j]
        self.members[i] = sorted(self.members[i] + self.members.pop(j))
        self.weight[i] += self.weight.pop(j)
        return [(min(i, k), max(i, k)) for k in self.sums[i]]

    def _put(self, i: int, j: int, total: float, seen: float) -> None:
        self.sums[i][j] = self.sums[j][i] = total
        self.seen[i][j] = self.seen[j][i] = seen


def _some(members: list[int]) -> list[int]:
    """A few of the members, evenly spread."""
    if len(members) <= _SAMPLE:
        return members
    return [members[k * (len(members) - 1) // (_SAMPLE - 1)] for k in range(_SAMPLE)]
