"""Chains of "same": what follows from judgements and merges together, and where that contradicts a "different".

Things are nodes ("id:..." or "name:..."); they are linked by judgements of "same" and by ids that were merged.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from kzresolve.errors import ConflictError
from kzresolve.registry.events import DIFFERENT, REDIRECT, SAME, Judgement, id_of, node_of, shown
from kzresolve.registry.shelf import Shelf


def cluster(shelf: Shelf, node: str) -> dict[str, str]:
    """All that is the same as a node by any chain, itself first; each with the node it was reached from."""
    reached = {node: ""}
    queue = deque([node])
    while queue:
        here = queue.popleft()
        for there in _linked(shelf, here):
            if there not in reached:
                reached[there] = here
                queue.append(there)
    return reached


def _linked(shelf: Shelf, node: str) -> Iterator[str]:
    for judgement in shelf.judgements(node):
        if judgement.verdict == SAME:
            yield judgement.right if judgement.left == node else judgement.left
    entity_id = id_of(node)
    if entity_id is not None:
        merged = shelf.get(REDIRECT, entity_id)
        if isinstance(merged, str):
            yield node_of(merged)
        yield from map(node_of, shelf.redirects_to(entity_id))


def kept_apart(shelf: Shelf, left: str, right: str) -> Judgement | None:
    """The judgement by which two nodes are different, directly or through what each is the same as; else None."""
    ours, theirs = cluster(shelf, left), cluster(shelf, right)
    for node in ours:
        for judgement in shelf.judgements(node):
            other = judgement.right if judgement.left == node else judgement.left
            if judgement.verdict == DIFFERENT and other in theirs:
                return judgement
    return None


def check(shelf: Shelf, node: str) -> None:
    """Raise ConflictError, with the chain spelled out, where the things that are the same as `node` hold two that are
    different.
    """
    reached = cluster(shelf, node)
    for member in reached:
        for judgement in shelf.judgements(member):
            other = judgement.right if judgement.left == member else judgement.left
            if judgement.verdict == DIFFERENT and other in reached:
                chain = " = ".join(map(shown, path(shelf, judgement.left, judgement.right)))
                raise ConflictError(
                    f"{shown(judgement.left)} and {shown(judgement.right)} are different by event {judgement.event}, "
                    f"but would be the same: {chain}; undo event {judgement.event} first, if it was wrong"
                )


def path(shelf: Shelf, left: str, right: str) -> list[str]:
    """The shortest chain of nodes from one to the other, both included; they must be linked."""
    came_from = cluster(shelf, right)
    chain = [left]
    while chain[-1] != right:
        chain.append(came_from[chain[-1]])
    return chain
