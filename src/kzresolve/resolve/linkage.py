"""Average-linkage clustering over a sparse graph of scored pairs; pairs that were never candidates count as 0.

Sokal and Michener 1958 (UPGMA). Connected components glue strangers together over one bridge; an average does not.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence


def average_linkage(
    sizes: Sequence[int],
    edges: Mapping[tuple[int, int], float],
    threshold: float,
    may_join: Callable[[int, int], bool],
    joined: Callable[[int, int], None],
) -> list[list[int]]:
    """Clusters of the items 0..len(sizes)-1, each sorted, in order of their first item.

    sizes: weight of each item. edges: (i, j) with i < j to a score of 0..1. Clusters join while the average score
    between their members is at least `threshold`, best first; ties go to the lower items, so that the result depends on
    nothing else. A cluster is known by its first item: `may_join(i, j)` can forbid that two join, `joined(i, j)` says
    that they have and are now known as `i`.
    """
    members = {i: [i] for i in range(len(sizes))}
    weight = dict(enumerate(sizes))
    sums: dict[int, dict[int, float]] = {i: {} for i in members}
    for (i, j), score in edges.items():
        sums[i][j] = sums[j][i] = score * sizes[i] * sizes[j]
    heap = [(-score, i, j) for (i, j), score in edges.items() if score >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        if i not in members or j not in members or sums[i].get(j, 0.0) / (weight[i] * weight[j]) != -negative:
            continue  # one of them has grown since this was noted
        if not may_join(i, j):
            continue
        for k, total in sums.pop(j).items():
            del sums[k][j]
            if k != i:
                sums[i][k] = sums[k][i] = sums[i].get(k, 0.0) + total
        joined(i, j)
        members[i] += members.pop(j)
        weight[i] += weight.pop(j)
        for k, total in sums[i].items():
            average = total / (weight[i] * weight[k])
            if average >= threshold:
                heapq.heappush(heap, (-average, min(i, k), max(i, k)))
    return sorted(sorted(group) for group in members.values())
