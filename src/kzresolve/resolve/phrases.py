"""Many phrases looked up in one pass over tokens: a trie whose steps are token keys.

Hyphens inside words are passed over on both sides, so "Nur-Sultan" and "Nur Sultan" are one phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from kzresolve.resolve.tokens import Token, key_of, tokenize

T = TypeVar("T")
_HYPHENS = frozenset("-‐‑")
_END = ""  # no token has an empty key


def is_join(token: Token) -> bool:
    """Whether the token is a hyphen inside a word."""
    return token.tight and token.text in _HYPHENS


def keys_of(phrase: str) -> tuple[str, ...]:
    """The token keys of a phrase, hyphens inside words left out."""
    keys = tuple(map(key_of, phrase.split(" ")))
    if all(map(str.isalpha, keys)):  # nearly all are: their tokens are plain to see
        return keys
    return tuple(token.key.rstrip(".") for token in tokenize(phrase) if not is_join(token) and token.key != ".")


class Phrases(Generic[T]):
    """Phrases with values; several values may share a phrase. With `step` -1 they are looked up backwards.

    >>> table = Phrases()
    >>> table.add("prime minister", "office")
    >>> tokens = tokenize("the Prime Minister said")
    >>> list(table.from_token(tokens, 1))
    [(3, ['office'])]
    """

    def __init__(self, step: int = 1) -> None:
        self._step = step
        self._root: dict[str, Any] = {}

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase; one without words is passed over."""
        keys = keys_of(phrase)[:: self._step]
        if not keys:
            return
        node = self._root
        for key in keys:
            node = node.setdefault(key, {})
        node.setdefault(_END, []).append(value)

    def discard(self, phrase: str, belongs: Callable[[T], bool]) -> None:
        """Take the values of a phrase out for which `belongs` holds."""
        node = self._root
        for key in keys_of(phrase)[:: self._step]:
            node = node.get(key, {})
        if _END in node:
            node[_END] = [value for value in node[_END] if not belongs(value)]

    def beginnings(self) -> Iterable[str]:
        """The keys that phrases begin with (backwards: end with)."""
        return self._root.keys()

    def begins(self, key: str) -> bool:
        """Whether a phrase begins with this key (backwards: ends with it): a quick no for most tokens."""
        return key in self._root

    def from_token(self, tokens: Sequence[Token], i: int) -> Iterator[tuple[int, list[T]]]:
        """Every phrase that starts at token `i` (backwards: that ends there), shortest first, with its values.

        The index given is that of the next token in the direction of reading.
        """
        node = self._root
        while 0 <= i < len(tokens):
            token = tokens[i]
            i += self._step
            if is_join(token) and node is not self._root:
                continue
            if token.key not in node:
                return
            node = node[token.key]
            if _END in node:
                yield i, node[_END]

    def from_forms(
        self, tokens: Sequence[Token], i: int, forms: Callable[[Token], Sequence[str]]
    ) -> Iterator[tuple[int, list[T]]]:
        """`from_token` where a token may stand for any of several keys (its case forms undone)."""
        nodes = [self._root]
        while 0 <= i < len(tokens):
            token = tokens[i]
            i += self._step
            if is_join(token) and nodes[0] is not self._root:
                continue
            keys = forms(token)
            nodes = [node[key] for node in nodes for key in keys if key in node]
            if not nodes:
                return
            values = [value for node in nodes for value in node.get(_END, ())]
            if values:
                yield i, values

    def longest(self, tokens: Sequence[Token], i: int) -> tuple[int, list[T]] | None:
        """The longest phrase of `from_token`, or None."""
        if tokens[i].key not in self._root:
            return None
        return max(self.from_token(tokens, i), key=lambda found: found[0] * self._step, default=None)
