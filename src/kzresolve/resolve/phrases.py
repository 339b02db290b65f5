"""Many phrases looked up in one pass over tokens: a trie whose steps are token keys.

Hyphens inside words are passed over on both sides, so "Nur-Sultan" and "Nur Sultan" are one phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from kzresolve.resolve.tokens import Token, tokenize

T = TypeVar("T")
_HYPHENS = frozenset("-‐‑")
_END = ""  # no token has an empty key


def is_join(token: Token) -> bool:
    """Whether the token is a hyphen inside a word."""
    return token.tight and token.text in _HYPHENS


def keys_of(phrase: str) -> tuple[str, ...]:
    """The token keys of a phrase, hyphens inside words left out."""
    return tuple(token.key.rstrip(".") for token in tokenize(phrase) if not is_join(token) and token.key != ".")


class Phrases(Generic[T]):
    """Phrases with values; several values may share a phrase.

    >>> table = Phrases()
    >>> table.add("prime minister", "office")
    >>> tokens = tokenize("the Prime Minister said")
    >>> list(table.starting_at(tokens, 1))
    [(3, ['office'])]
    """

    def __init__(self) -> None:
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]  # a trie is recursive, which a dict type can't say

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase; one without words is passed over."""
        keys = keys_of(phrase)
        if not keys:
            return
        node = self._root
        for key in keys:
            node = node.setdefault(key, {})
        node.setdefault(_END, []).append(value)  # type: ignore[arg-type, attr-defined]

    def discard(self, phrase: str, belongs: Callable[[T], bool]) -> None:
        """Take the values of a phrase out for which `belongs` holds."""
        node = self._root
        for key in keys_of(phrase):
            node = node.get(key, {})
        if _END in node:
            node[_END] = [value for value in node[_END] if not belongs(value)]

    def begins(self, key: str) -> bool:
        """Whether any phrase begins with this key: a quick no for most tokens."""
        return key in self._root

    def starting_at(
        self, tokens: Sequence[Token], i: int, readings: Callable[[Token], Sequence[str]] | None = None
    ) -> Iterator[tuple[int, list[T]]]:
        """Every phrase that starts at token `i`: (index behind its last token, its values), shortest first.

        `readings` gives the keys that a token may stand for (its case forms undone); without it a token is its own key.
        """
        nodes = [self._root]
        while i < len(tokens) and nodes:
            token = tokens[i]
            i += 1
            if is_join(token) and nodes[0] is not self._root:
                continue
            keys = readings(token) if readings else (token.key,)
            nodes = [node[key] for node in nodes for key in keys if key in node]
            values = [value for node in nodes for value in node.get(_END, ())]
            if values:
                yield i, values

    def ending_at(self, tokens: Sequence[Token], end: int, longest: int = 5) -> tuple[int, list[T]] | None:
        """The longest phrase that ends just before token `end`: (index of its first token, its values)."""
        for start in range(max(0, end - longest), end):
            for stop, values in self.starting_at(tokens, start):
                if stop == end:
                    return start, values
        return None
